/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does exactly what was allowed go with a case, and does what arrives hold? */
#include "cercle-handover.h"

#include <string.h>

#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-community.h"
#include "cercle-macros.h"
#include "cercle-person.h"
#include "cercle-request.h"
#include "cercle-solution.h"

#define SENT "2020-06-02T07:00:00.000Z"
#define EVERYTHING "contact identity needs rights situation solutions words"
#define HERE "c:0199c0de-0000-7000-8000-000000000001"

typedef struct
{
  CercleRecord *transfer;
  CercleHandoverSource source;
} Fixture;

static const struct
{
  guint field;
  const char *value;
} of_case[] = {
  { CERCLE_CASE_REFERENCE, "2020-14-0042" },
  { CERCLE_CASE_NEED, "Répit du samedi" },
  { CERCLE_CASE_WORDS, "Je voudrais faire du poney." },
  { CERCLE_CASE_WORDS_BY, "Mathis" },
  { CERCLE_CASE_MISSION, "respite" },
  { CERCLE_CASE_THEMES, "isolation respite" },
  { CERCLE_CASE_COMPLEXITY, "critical" },
  { CERCLE_CASE_EXISTING, "IME, 4 jours" },
  { CERCLE_CASE_NOTIFIED, "yes" },
  { CERCLE_CASE_PROFILE, "ase" },
  { CERCLE_CASE_HOLDER, "member:0199c0de-0000-7000-8000-00000000000a" },
  { CERCLE_CASE_STATUS, "oriented" },
}, of_person[] = {
  { CERCLE_PERSON_FIRST_NAME, "Mathis" },
  { CERCLE_PERSON_LAST_NAME, "Quesnel" },
  { CERCLE_PERSON_BIRTH_ON, "2011-03-04" },
  { CERCLE_PERSON_PHONE, "+33639984217" },
  { CERCLE_PERSON_COMMUNE, "14366" },
  { CERCLE_PERSON_LIVES_WITH, "sa mère" },
  { CERCLE_PERSON_MDPH_NUMBER, "14-2016-08831" },
};

static CercleRecord *
new_record (const CercleKind *kind)
{
  CercleRecord *record = cercle_record_new (kind);
  cercle_envelope_set (&cercle_record_envelope (record)->scope, "c:there");
  return record;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  CercleHandoverSource *source = &self->source;
  CercleRecord *relative = new_record (&cercle_relative_kind);
  CercleRecord *chosen = new_record (&cercle_solution_kind);
  CercleRecord *refused = new_record (&cercle_solution_kind);

  self->transfer = new_record (&cercle_transfer_kind);
  source->kase = new_record (&cercle_case_kind);
  source->person = new_record (&cercle_person_kind);
  source->community = new_record (&cercle_community_kind);
  source->territory = "14";
  source->relatives = g_ptr_array_new_with_free_func (g_object_unref);
  source->solutions = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < G_N_ELEMENTS (of_case); i++)
    cercle_record_set_text (source->kase, of_case[i].field, of_case[i].value);
  cercle_record_set_flag (source->kase, CERCLE_CASE_BREAKS, TRUE);
  cercle_record_set_flag (source->kase, CERCLE_CASE_UNSAFE, TRUE);
  cercle_record_set_flag (source->kase, CERCLE_CASE_DANGER, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (of_person); i++)
    cercle_record_set_text (source->person, of_person[i].field, of_person[i].value);
  cercle_record_set_text (source->community, CERCLE_COMMUNITY_NAME, "Communauté 360 du Calvados");
  cercle_record_set_text (relative, CERCLE_RELATIVE_LINK, "mother");
  cercle_record_set_text (relative, CERCLE_RELATIVE_FIRST_NAME, "Sandrine");
  cercle_record_set_text (relative, CERCLE_RELATIVE_PHONE, "+33639984218");
  cercle_record_set_text (relative, CERCLE_RELATIVE_PERSON, cercle_record_get_id (source->person));
  g_ptr_array_add (source->relatives, relative);
  cercle_record_set_text (chosen, CERCLE_SOLUTION_WHAT, "Relayage le samedi");
  cercle_record_set_text (chosen, CERCLE_SOLUTION_CHOICE, "chosen");
  cercle_record_set_text (refused, CERCLE_SOLUTION_WHAT, "Séjour");
  cercle_record_set_text (refused, CERCLE_SOLUTION_CHOICE, "refused");
  g_ptr_array_add (source->solutions, chosen);
  g_ptr_array_add (source->solutions, refused);
  cercle_record_set_text (self->transfer, CERCLE_TRANSFER_DIRECTION, "out");
  cercle_record_set_text (self->transfer, CERCLE_TRANSFER_COMMUNITY, "Communauté 360 de l’Orne");
  cercle_record_set_text (self->transfer, CERCLE_TRANSFER_SENT_AT, SENT);
  cercle_record_set_text (self->transfer, CERCLE_TRANSFER_WHY, "La famille déménage");
  cercle_record_set_text (self->transfer, CERCLE_TRANSFER_DATA, data);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->transfer);
  g_clear_object (&self->source.kase);
  g_clear_object (&self->source.person);
  g_clear_object (&self->source.community);
  g_ptr_array_unref (self->source.relatives);
  g_ptr_array_unref (self->source.solutions);
}

static CercleRecord *
find (GPtrArray *records, const CercleKind *kind)
{
  for (guint i = 0; i < records->len; i++)
    if (cercle_record_get_kind (records->pdata[i]) == kind)
      return records->pdata[i];
  return NULL;
}

static void
assert_text (CercleRecord *record, guint field, const char *value)
{
  g_assert_cmpstr (cercle_record_get_text (record, field), ==, value);
}

/* As text and back, then received: each record is one that a desk may save. */
static void
test_everything (Fixture *self, gconstpointer data)
{
  g_autoptr (CercleHandover) out = cercle_handover_new (self->transfer, &self->source);
  g_autofree char *text = cercle_handover_print (out);
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleHandover) in = cercle_handover_parse (text, strlen (text), &error);
  g_autofree char *again = NULL, *id = NULL;
  g_autoptr (GPtrArray) records = NULL, twice = NULL;
  CercleRecord *kase, *person, *transfer, *relative, *call;

  g_assert_no_error (error);
  again = cercle_handover_print (in);
  g_assert_cmpstr (text, ==, again);
  records = cercle_handover_receive (in, HERE, "2020-06-03");
  twice = cercle_handover_receive (in, HERE, "2020-06-03");
  g_assert_cmpuint (records->len, ==, 5);
  for (guint i = 0; i < records->len; i++)
    {
      cercle_record_check (records->pdata[i], &error);
      g_assert_no_error (error);
      g_assert_cmpstr (cercle_record_envelope (records->pdata[i])->scope, ==, HERE);
      g_assert_cmpstr (cercle_record_get_id (records->pdata[i]), ==,
                       cercle_record_get_id (twice->pdata[i]));
    }
  kase = find (records, &cercle_case_kind);
  person = find (records, &cercle_person_kind);
  relative = find (records, &cercle_relative_kind);
  call = find (records, &cercle_call_kind);
  transfer = find (records, &cercle_transfer_kind);
  id = cercle_handover_case_id (in, HERE);
  g_assert_cmpstr (cercle_record_get_id (kase), ==, id);
  assert_text (kase, CERCLE_CASE_CAME_FROM, "2020-14-0042");
  assert_text (kase, CERCLE_CASE_PERSON, cercle_record_get_id (person));
  assert_text (kase, CERCLE_CASE_EXISTING, "IME, 4 jours; Relayage le samedi");
  assert_text (kase, CERCLE_CASE_OPENED_ON, "2020-06-03");
  assert_text (kase, CERCLE_CASE_PROFILE, "ase");
  assert_text (kase, CERCLE_CASE_REFERENCE, NULL);
  assert_text (kase, CERCLE_CASE_STATUS, NULL);
  assert_text (kase, CERCLE_CASE_HOLDER, NULL);
  g_assert_true (cercle_record_get_flag (call, CERCLE_CALL_DANGER));
  assert_text (call, CERCLE_CALL_ORIGIN, "transfer");
  assert_text (relative, CERCLE_RELATIVE_PERSON, cercle_record_get_id (person));
  assert_text (transfer, CERCLE_TRANSFER_DIRECTION, "in");
  assert_text (transfer, CERCLE_TRANSFER_COMMUNITY, "Communauté 360 du Calvados");
  assert_text (transfer, CERCLE_TRANSFER_TERRITORY, "14");
  assert_text (transfer, CERCLE_TRANSFER_SENT_AT, SENT);
  assert_text (transfer, CERCLE_TRANSFER_WHY, "La famille déménage");
}

/* Each content alone: what another one would have shown is not in the text. */
static void
test_only_allowed (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *content, *shown;
  } rounds[] = {
    { "identity", "Quesnel" },       { "contact", "+33639984217" }, { "contact", "Sandrine" },
    { "situation", "sa mère" },      { "situation", "critical" },   { "words", "poney" },
    { "needs", "Répit du samedi" },  { "rights", "14-2016-08831" }, { "solutions", "Relayage" },
    { "solutions", "IME, 4 jours" }, { "identity", "2011-03-04" },  { "needs", "isolation" },
  };

  for (const CercleChoice *content = cercle_contents; content->token != NULL; content++)
    {
      g_autoptr (CercleHandover) handover = NULL;
      g_autofree char *text = NULL;

      cercle_record_set_text (self->transfer, CERCLE_TRANSFER_DATA, content->token);
      handover = cercle_handover_new (self->transfer, &self->source);
      text = cercle_handover_print (handover);
      for (guint i = 0; i < G_N_ELEMENTS (rounds); i++)
        g_assert_cmpint (strstr (text, rounds[i].shown) != NULL, ==,
                         g_str_equal (rounds[i].content, content->token));
      g_assert_nonnull (strstr (text, "respite"));
      g_assert_null (strstr (text, "member:"));
      g_assert_null (strstr (text, "oriented"));
    }
}

/* Nothing of the person: a case about nobody named, without her relatives. */
static void
test_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (CercleHandover) handover = cercle_handover_new (self->transfer, &self->source);
  g_autofree char *text = cercle_handover_print (handover);
  g_autoptr (CercleHandover) in = cercle_handover_parse (text, strlen (text), NULL);
  g_autoptr (GPtrArray) records = cercle_handover_receive (in, HERE, "2020-06-03");

  g_assert_null (handover->person);
  g_assert_cmpuint (records->len, ==, 3);
  assert_text (find (records, &cercle_case_kind), CERCLE_CASE_PERSON, NULL);
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *from, *to; /* in the text */
    int code;
  } rounds[] = {
    { "\"cercle-handover\"", "\"cercle-desk\"", CERCLE_RECORD_ERROR_FORM },
    { "\"version\":1", "\"version\":2", CERCLE_RECORD_ERROR_BOUNDS },
    { "\"version\":1", "\"version\":\"1\"", CERCLE_RECORD_ERROR_FORM },
    { "\"version\":1,", "", CERCLE_RECORD_ERROR_FORM },
    { "\"id\":\"", "\"id\":\"x", CERCLE_RECORD_ERROR_FORM },
    { "\"case\":{", "\"case\":{\"status\":\"closed\",", CERCLE_RECORD_ERROR_FORM },
    { "\"case\":{", "\"case\":{\"level\":3,", CERCLE_RECORD_ERROR_FORM },
    { "\"case\":{", "\"case\":{\"unheard_of\":3,", CERCLE_RECORD_ERROR_FORM },
    { "\"case\":{", "\"kase\":{", CERCLE_RECORD_ERROR_FORM },
    { "\"person\":{", "\"person\":{\"merged_into\":null,", CERCLE_RECORD_ERROR_FORM },
    { "\"first_name\":\"Mathis\"", "\"first_name\":7", CERCLE_RECORD_ERROR_FORM },
    { "\"birth_on\":\"2011-03-04\"", "\"birth_on\":\"2011-02-30\"", CERCLE_RECORD_ERROR_FORM },
    { "\"phone\":\"+33639984217\"", "\"phone\":\"06 39\"", CERCLE_RECORD_ERROR_FORM },
    { "\"unsafe\":true,", "", CERCLE_RECORD_ERROR_FORM }, /* critical needs both */
    { "\"sent_at\":\"" SENT "\",", "", CERCLE_RECORD_ERROR_FORM },
    { "\"relatives\":[", "\"relatives\":[[],", CERCLE_RECORD_ERROR_FORM },
    { "{", "", CERCLE_RECORD_ERROR_FORM },
  };
  g_autoptr (CercleHandover) handover = cercle_handover_new (self->transfer, &self->source);
  g_autofree char *text = cercle_handover_print (handover);
  g_autofree char *huge = g_strnfill (CERCLE_HANDOVER_MAX + 1, ' ');

  for (guint i = 0; i < G_N_ELEMENTS (rounds); i++)
    {
      g_autoptr (GError) error = NULL;
      const char *at = strstr (text, rounds[i].from);
      g_autofree char *head = at != NULL ? g_strndup (text, (gsize) (at - text)) : NULL;
      g_autofree char *forged = NULL;

      g_assert_nonnull (at);
      forged = g_strconcat (head, rounds[i].to, at + strlen (rounds[i].from), NULL);
      g_test_message ("%s", rounds[i].to);
      g_assert_null (cercle_handover_parse (forged, strlen (forged), &error));
      g_assert_error (error, CERCLE_RECORD_ERROR, rounds[i].code);
    }
  for (gsize length = 0; length < strlen (text); length += 7)
    g_assert_null (cercle_handover_parse (text, length, NULL));
  memcpy (huge, text, strlen (text));
  g_assert_null (cercle_handover_parse (huge, CERCLE_HANDOVER_MAX + 1, NULL));
}

static char *
label_cb (const char *list, const char *token, gpointer data)
{
  return g_strconcat (list, "/", token, NULL);
}

static void
test_lines (Fixture *self, gconstpointer data)
{
  static const char *const wanted[] = { "First name=Mathis", "Commune=Lisieux",
                                        "Mother=Sandrine, 06",
                                        "Themes=theme/isolation, theme/respite",
                                        "Immediate danger=yes" };
  g_autoptr (CercleHandover) handover = cercle_handover_new (self->transfer, &self->source);
  g_autoptr (GPtrArray) lines = cercle_handover_lines (handover, label_cb, NULL);
  g_autoptr (GString) all = g_string_new ("\n");

  for (guint i = 0; i < lines->len; i++)
    {
      const CercleHandoverLine *line = lines->pdata[i];
      g_string_append_printf (all, "%s=%s\n", line->label, line->value);
    }
  g_test_message ("%s", all->str);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_nonnull (strcasestr (all->str, wanted[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, data, test) g_test_add (path, Fixture, data, set_up, test, tear_down)
  ADD ("/handover/everything", EVERYTHING, test_everything);
  ADD ("/handover/only-allowed", NULL, test_only_allowed);
  ADD ("/handover/nothing", NULL, test_nothing);
  ADD ("/handover/refused", EVERYTHING, test_refused);
  ADD ("/handover/lines", EVERYTHING, test_lines);
  return g_test_run ();
}
