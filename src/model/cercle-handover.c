/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is handed over with a case, and what becomes of it where it arrives? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-handover.h"

#include <glib/gi18n-lib.h>

#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-commune.h"
#include "cercle-community.h"
#include "cercle-id.h"
#include "cercle-json.h"
#include "cercle-macros.h"
#include "cercle-person.h"
#include "cercle-request.h"
#include "cercle-solution.h"

#define FORMAT "cercle-handover"
#define VERSION 1
#define MOST_RELATIVES 30
#define RULE "handover"

#define ALWAYS NULL /* says nothing of who it is, and nobody must miss it */

/* clang-format off */
static const struct
{
  const char *content; /* of cercle_contents */
  const CercleKind *kind;
  guint field;
} facts[] = {
  { ALWAYS, &cercle_transfer_kind, CERCLE_TRANSFER_COMMUNITY },
  { ALWAYS, &cercle_transfer_kind, CERCLE_TRANSFER_TERRITORY },
  { ALWAYS, &cercle_transfer_kind, CERCLE_TRANSFER_SENT_AT },
  { ALWAYS, &cercle_transfer_kind, CERCLE_TRANSFER_REFERENCE },
  { ALWAYS, &cercle_transfer_kind, CERCLE_TRANSFER_DATA },
  { ALWAYS, &cercle_transfer_kind, CERCLE_TRANSFER_WHY },
  { "identity", &cercle_person_kind, CERCLE_PERSON_FIRST_NAME },
  { "identity", &cercle_person_kind, CERCLE_PERSON_LAST_NAME },
  { "identity", &cercle_person_kind, CERCLE_PERSON_BIRTH_ON },
  { "identity", &cercle_person_kind, CERCLE_PERSON_BIRTH_YEAR },
  { "identity", &cercle_person_kind, CERCLE_PERSON_SEX },
  { "contact", &cercle_person_kind, CERCLE_PERSON_COMMUNE },
  { "contact", &cercle_person_kind, CERCLE_PERSON_ADDRESS },
  { "contact", &cercle_person_kind, CERCLE_PERSON_PHONE },
  { "contact", &cercle_person_kind, CERCLE_PERSON_PHONE_2 },
  { "contact", &cercle_person_kind, CERCLE_PERSON_MAIL },
  { "contact", &cercle_person_kind, CERCLE_PERSON_COMMUNICATION },
  { "contact", &cercle_person_kind, CERCLE_PERSON_CALL_BACK },
  { "contact", &cercle_person_kind, CERCLE_PERSON_CALL_BACK_WHEN },
  { "contact", &cercle_relative_kind, CERCLE_RELATIVE_FIRST_NAME },
  { "contact", &cercle_relative_kind, CERCLE_RELATIVE_LAST_NAME },
  { "contact", &cercle_relative_kind, CERCLE_RELATIVE_LINK },
  { "contact", &cercle_relative_kind, CERCLE_RELATIVE_CARER },
  { "contact", &cercle_relative_kind, CERCLE_RELATIVE_REPRESENTATIVE },
  { "contact", &cercle_relative_kind, CERCLE_RELATIVE_PHONE },
  { "contact", &cercle_relative_kind, CERCLE_RELATIVE_MAIL },
  { "contact", &cercle_relative_kind, CERCLE_RELATIVE_MAY_BE_CALLED },
  { "situation", &cercle_person_kind, CERCLE_PERSON_LIVES_WITH },
  { "situation", &cercle_person_kind, CERCLE_PERSON_PROTECTION },
  { "rights", &cercle_person_kind, CERCLE_PERSON_MDPH_NUMBER },
  { "needs", &cercle_case_kind, CERCLE_CASE_NEED },
  { ALWAYS, &cercle_case_kind, CERCLE_CASE_MISSION },
  { ALWAYS, &cercle_case_kind, CERCLE_CASE_SUB_MISSION },
  { ALWAYS, &cercle_case_kind, CERCLE_CASE_PROFILE },
  { ALWAYS, &cercle_case_kind, CERCLE_CASE_DANGER },
  { "needs", &cercle_case_kind, CERCLE_CASE_THEMES },
  { "needs", &cercle_case_kind, CERCLE_CASE_NEEDS },
  { "needs", &cercle_case_kind, CERCLE_CASE_SLOTS_NEEDED },
  { "situation", &cercle_case_kind, CERCLE_CASE_COMPLEXITY },
  { "situation", &cercle_case_kind, CERCLE_CASE_BREAKS },
  { "situation", &cercle_case_kind, CERCLE_CASE_UNSAFE },
  { "situation", &cercle_case_kind, CERCLE_CASE_BREAK_ON },
  { "situation", &cercle_case_kind, CERCLE_CASE_BREAK_WHY },
  { "situation", &cercle_case_kind, CERCLE_CASE_BREAK_REASONS },
  { "situation", &cercle_case_kind, CERCLE_CASE_NO_SOLUTION },
  { "situation", &cercle_case_kind, CERCLE_CASE_NO_CONTACT },
  { "rights", &cercle_case_kind, CERCLE_CASE_NOTIFIED },
  { "solutions", &cercle_case_kind, CERCLE_CASE_EXISTING },
  { "words", &cercle_case_kind, CERCLE_CASE_WORDS },
  { "words", &cercle_case_kind, CERCLE_CASE_WORDS_BY },
};
/* clang-format on */

void
cercle_handover_free (CercleHandover *self)
{
  g_clear_object (&self->transfer);
  g_clear_object (&self->kase);
  g_clear_object (&self->person);
  g_clear_pointer (&self->relatives, g_ptr_array_unref);
  g_free (self);
}

/* data NULL: of everything that may ever be handed over. */
static guint64
mask_of (const CercleKind *kind, const char *data)
{
  guint64 mask = 0;

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    if (facts[i].kind == kind && (data == NULL || facts[i].content == ALWAYS ||
                                  cercle_tokens_contain (data, facts[i].content)))
      mask |= CERCLE_MASK (facts[i].field);
  return mask;
}

static gboolean
take (CercleRecord *to, CercleRecord *from, guint64 mask)
{
  gboolean any = FALSE;

  for (guint i = 0; i < cercle_record_get_kind (to)->n_fields; i++)
    if ((mask & CERCLE_MASK (i)) && cercle_record_is_set (from, i))
      {
        cercle_record_take_value (to, from, i);
        any = TRUE;
      }
  return any;
}

/* --- Handing over ---------------------------------------------------------------------------- */

/* What was chosen is already in place for those who go on. */
static void
add_solutions (CercleRecord *kase, GPtrArray *solutions)
{
  gint64 most = cercle_field_max_length (&cercle_case_kind.fields[CERCLE_CASE_EXISTING]);
  const char *existing = cercle_record_get_text (kase, CERCLE_CASE_EXISTING);
  g_autoptr (GString) words = g_string_new (existing);
  g_autofree char *cut = NULL;

  for (guint i = 0; solutions != NULL && i < solutions->len; i++)
    {
      const char *what = cercle_record_get_text (solutions->pdata[i], CERCLE_SOLUTION_WHAT);
      const char *choice = cercle_record_get_text (solutions->pdata[i], CERCLE_SOLUTION_CHOICE);

      if (what != NULL && g_strcmp0 (choice, "chosen") == 0)
        g_string_append_printf (words, "%s%s", words->len > 0 ? "; " : "", what);
    }
  cut = g_utf8_substring (words->str, 0, MIN (most, g_utf8_strlen (words->str, -1)));
  cercle_record_set_text (kase, CERCLE_CASE_EXISTING, cut);
}

static void
add_relatives (CercleHandover *self, GPtrArray *relatives, guint64 mask)
{
  for (guint i = 0; relatives != NULL && i < MIN (relatives->len, MOST_RELATIVES); i++)
    {
      g_autoptr (CercleRecord) relative = cercle_record_new (&cercle_relative_kind);

      if (take (relative, relatives->pdata[i], mask))
        g_ptr_array_add (self->relatives, g_steal_pointer (&relative));
    }
}

static CercleHandover *
handover_new (const char *id)
{
  CercleHandover *self = g_new0 (CercleHandover, 1);

  self->transfer = cercle_record_new_with_id (&cercle_transfer_kind, id);
  self->kase = cercle_record_new (&cercle_case_kind);
  self->person = cercle_record_new (&cercle_person_kind);
  self->relatives = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

CercleHandover *
cercle_handover_new (CercleRecord *transfer, const CercleHandoverSource *source)
{
  CercleHandover *self = handover_new (cercle_record_get_id (transfer));
  const char *data = cercle_record_get_text (transfer, CERCLE_TRANSFER_DATA);

  data = data != NULL ? data : "";
  take (self->transfer, transfer, mask_of (&cercle_transfer_kind, data));
  cercle_record_set_text (self->transfer, CERCLE_TRANSFER_COMMUNITY,
                          source->community != NULL
                              ? cercle_record_get_text (source->community, CERCLE_COMMUNITY_NAME)
                              : NULL);
  cercle_record_set_text (self->transfer, CERCLE_TRANSFER_TERRITORY, source->territory);
  cercle_record_set_text (self->transfer, CERCLE_TRANSFER_REFERENCE,
                          cercle_record_get_text (source->kase, CERCLE_CASE_REFERENCE));
  take (self->kase, source->kase, mask_of (&cercle_case_kind, data));
  if (cercle_tokens_contain (data, "solutions"))
    add_solutions (self->kase, source->solutions);
  if (source->person == NULL ||
      !take (self->person, source->person, mask_of (&cercle_person_kind, data)))
    g_clear_object (&self->person);
  else
    add_relatives (self, source->relatives, mask_of (&cercle_relative_kind, data));
  return self;
}

/* --- As text --------------------------------------------------------------------------------- */

static JsonObject *
to_json (CercleRecord *record)
{
  return cercle_record_to_json (record, mask_of (cercle_record_get_kind (record), NULL), FALSE);
}

char *
cercle_handover_print (const CercleHandover *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *relatives = json_array_new ();

  json_object_set_string_member (object, "format", FORMAT);
  json_object_set_int_member (object, "version", VERSION);
  json_object_set_string_member (object, "id", cercle_record_get_id (self->transfer));
  json_object_set_object_member (object, "transfer", to_json (self->transfer));
  json_object_set_object_member (object, "case", to_json (self->kase));
  if (self->person != NULL)
    json_object_set_object_member (object, "person", to_json (self->person));
  for (guint i = 0; i < self->relatives->len; i++)
    json_array_add_object_element (relatives, to_json (self->relatives->pdata[i]));
  json_object_set_array_member (object, "relatives", relatives);
  return cercle_json_print (object);
}

static gboolean
refuse (GError **error, CercleRecordError code, const char *sentence)
{
  g_set_error_literal (error, CERCLE_RECORD_ERROR, code, sentence);
  return FALSE;
}

static gboolean
read_record (CercleRecord *record, JsonObject *object)
{
  guint64 named = 0;

  return cercle_record_apply_json (record, object, CERCLE_APPLY_STRICT, &named, NULL) &&
         (named & ~mask_of (cercle_record_get_kind (record), NULL)) == 0;
}

static gboolean
read_relatives (CercleHandover *self, JsonArray *array)
{
  guint n = json_array_get_length (array);

  for (guint i = 0; i < n && n <= MOST_RELATIVES; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      g_autoptr (CercleRecord) relative = cercle_record_new (&cercle_relative_kind);

      if (cercle_json_type (node) != CERCLE_JSON_OBJECT ||
          !read_record (relative, cercle_json_node_object (node)))
        return FALSE;
      g_ptr_array_add (self->relatives, g_steal_pointer (&relative));
    }
  return n <= MOST_RELATIVES;
}

/* Members of the text besides the format, its version and the identity. */
static gboolean
read_members (CercleHandover *self, JsonObject *object)
{
  JsonObject *transfer = NULL, *kase = NULL, *person = NULL;
  JsonArray *relatives = NULL;

  if (!cercle_json_object (object, "transfer", &transfer, NULL) ||
      !cercle_json_object (object, "case", &kase, NULL) ||
      !cercle_json_object_opt (object, "person", &person, NULL) ||
      !cercle_json_array (object, "relatives", &relatives, NULL) ||
      !read_record (self->transfer, transfer) || !read_record (self->kase, kase) ||
      (person != NULL && !read_record (self->person, person)) || !read_relatives (self, relatives))
    return FALSE;
  if (person == NULL)
    g_clear_object (&self->person);
  return cercle_record_is_set (self->transfer, CERCLE_TRANSFER_COMMUNITY) &&
         cercle_record_is_set (self->transfer, CERCLE_TRANSFER_SENT_AT) &&
         (person != NULL || self->relatives->len == 0);
}

/* What each of its records would be told where it arrives. */
static gboolean
would_hold (const CercleHandover *self)
{
  g_autoptr (GPtrArray) records = cercle_handover_receive (self, "c:", "2020-06-02");

  for (guint i = 0; i < records->len; i++)
    if (!cercle_record_check (records->pdata[i], NULL))
      return FALSE;
  return TRUE;
}

CercleHandover *
cercle_handover_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (JsonObject) object =
      cercle_json_parse (text, (gssize) length, CERCLE_HANDOVER_MAX, NULL);
  g_autoptr (CercleHandover) self = NULL;
  const char *format = NULL, *id = NULL;
  gint64 version = 0;

  if (object == NULL || !cercle_json_text (object, "format", &format, NULL) ||
      !g_str_equal (format, FORMAT) || !cercle_json_integer (object, "version", &version, NULL))
    {
      refuse (error, CERCLE_RECORD_ERROR_FORM, _ ("This is not a case that Cercle handed over."));
      return NULL;
    }
  if (version != VERSION)
    {
      refuse (error, CERCLE_RECORD_ERROR_BOUNDS,
              _ ("This case was handed over by another version of Cercle, which this one does not "
                 "read."));
      return NULL;
    }
  if (cercle_json_text (object, "id", &id, NULL) && cercle_id_is_valid (id))
    self = handover_new (id);
  if (self != NULL && read_members (self, object) && would_hold (self))
    return g_steal_pointer (&self);
  refuse (error, CERCLE_RECORD_ERROR_FORM,
          _ ("What was handed over with this case cannot be read by this Cercle."));
  return NULL;
}

/* --- Receiving ------------------------------------------------------------------------------- */

static char *
id_of (const CercleHandover *self, const char *scope, const char *what)
{
  return cercle_id_derive (scope, RULE, cercle_record_get_id (self->transfer), what);
}

char *
cercle_handover_case_id (const CercleHandover *self, const char *scope)
{
  return id_of (self, scope, cercle_case_kind.name);
}

char *
cercle_handover_twin_id (const char *transfer, const char *scope)
{
  return cercle_id_derive (scope, RULE, transfer, cercle_transfer_kind.name);
}

char *
cercle_handover_transfer_id (const CercleHandover *self, const char *scope)
{
  return id_of (self, scope, cercle_transfer_kind.name);
}

/* from (nullable): what was handed over of it. (transfer none): records owns it. */
static CercleRecord *
make (const CercleHandover *self, GPtrArray *records, const char *scope, const CercleKind *kind,
      CercleRecord *from)
{
  g_autofree char *what =
      kind == &cercle_relative_kind ? g_strdup_printf ("%s %u", kind->name, records->len) : NULL;
  g_autofree char *id = id_of (self, scope, what != NULL ? what : kind->name);
  CercleRecord *record = cercle_record_new_with_id (kind, id);

  cercle_envelope_set (&cercle_record_envelope (record)->scope, scope);
  if (from != NULL)
    take (record, from, mask_of (kind, NULL));
  g_ptr_array_add (records, record);
  return record;
}

/* It stands in the list of calls, like any other way in which a case arrives. */
static void
make_call (const CercleHandover *self, GPtrArray *records, const char *scope, CercleRecord *kase)
{
  CercleRecord *call = make (self, records, scope, &cercle_call_kind, NULL);

  cercle_record_set_text (call, CERCLE_CALL_CASE, cercle_record_get_id (kase));
  cercle_record_set_text (call, CERCLE_CALL_PERSON,
                          cercle_record_get_text (kase, CERCLE_CASE_PERSON));
  cercle_record_set_text (call, CERCLE_CALL_STARTED_AT,
                          cercle_record_get_text (self->transfer, CERCLE_TRANSFER_SENT_AT));
  cercle_record_set_text (call, CERCLE_CALL_ORIGIN, "transfer");
  cercle_record_set_text (call, CERCLE_CALL_SUB_MISSION,
                          cercle_record_get_text (kase, CERCLE_CASE_SUB_MISSION));
  cercle_record_set_text (call, CERCLE_CALL_WORDS, cercle_record_get_text (kase, CERCLE_CASE_WORDS));
  if (cercle_record_get_flag (kase, CERCLE_CASE_DANGER))
    cercle_record_set_flag (call, CERCLE_CALL_DANGER, TRUE);
  cercle_record_set_text (call, CERCLE_CALL_OUTCOME, "case");
}

GPtrArray *
cercle_handover_receive (const CercleHandover *self, const char *scope, const char *day)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);
  CercleRecord *person = NULL, *kase = NULL, *transfer = NULL;

  if (self->person != NULL)
    person = make (self, records, scope, &cercle_person_kind, self->person);
  for (guint i = 0; i < self->relatives->len; i++)
    cercle_record_set_text (
        make (self, records, scope, &cercle_relative_kind, self->relatives->pdata[i]),
        CERCLE_RELATIVE_PERSON, cercle_record_get_id (person));
  kase = make (self, records, scope, &cercle_case_kind, self->kase);
  cercle_record_set_text (kase, CERCLE_CASE_OPENED_ON, day);
  cercle_record_set_text (kase, CERCLE_CASE_CAME_FROM,
                          cercle_record_get_text (self->transfer, CERCLE_TRANSFER_REFERENCE));
  if (person != NULL)
    {
      cercle_record_set_text (kase, CERCLE_CASE_PERSON, cercle_record_get_id (person));
      cercle_record_set_text (kase, CERCLE_CASE_COMMUNE,
                              cercle_record_get_text (person, CERCLE_PERSON_COMMUNE));
    }
  make_call (self, records, scope, kase);
  transfer = make (self, records, scope, &cercle_transfer_kind, self->transfer);
  cercle_record_set_text (transfer, CERCLE_TRANSFER_CASE, cercle_record_get_id (kase));
  cercle_record_set_text (transfer, CERCLE_TRANSFER_DIRECTION, "in");
  return records;
}

/* --- In words -------------------------------------------------------------------------------- */

static void
line_free (gpointer data)
{
  CercleHandoverLine *line = data;

  g_free (line->label);
  g_free (line->value);
  g_free (line);
}

static void
add_line (GPtrArray *lines, const char *label, const char *value)
{
  CercleHandoverLine *line = g_new0 (CercleHandoverLine, 1);

  line->label = g_strdup (label);
  line->value = g_strdup (value);
  g_ptr_array_add (lines, line);
}

/* (transfer full) */
static char *
value_of (CercleRecord *record, guint field, CercleCodeLabel label, gpointer data)
{
  const CercleField *line = &cercle_record_get_kind (record)->fields[field];
  const char *commune = (line->flags & CERCLE_COMMUNE)
                            ? cercle_commune_name (cercle_record_get_text (record, field))
                            : NULL;
  g_auto (GStrv) tokens = NULL;

  if (commune != NULL)
    return g_strdup (commune);
  if (line->list == NULL)
    return cercle_record_display (record, field);
  tokens = g_strsplit (cercle_record_get_text (record, field), " ", -1);
  for (guint i = 0; tokens[i] != NULL; i++)
    {
      char *words = label (line->list, tokens[i], data);
      g_free (tokens[i]);
      tokens[i] = words;
    }
  return g_strjoinv (", ", tokens);
}

static void
add_relative (GPtrArray *lines, CercleRecord *relative)
{
  g_autofree char *link = cercle_record_display (relative, CERCLE_RELATIVE_LINK);
  g_autofree char *name = cercle_relative_name (relative);
  g_autofree char *phone = cercle_record_display (relative, CERCLE_RELATIVE_PHONE);
  g_autofree char *words =
      g_strjoin (*name != '\0' && *phone != '\0' ? ", " : "", name, phone, NULL);

  add_line (lines, *link != '\0' ? link : _ ("Relative"), words);
}

static void
add_facts (GPtrArray *lines, CercleRecord *record, CercleCodeLabel label, gpointer data)
{
  const CercleKind *kind = record != NULL ? cercle_record_get_kind (record) : NULL;

  for (guint i = 0; kind != NULL && i < G_N_ELEMENTS (facts); i++)
    if (facts[i].kind == kind && cercle_record_is_set (record, facts[i].field))
      {
        g_autofree char *value = value_of (record, facts[i].field, label, data);
        add_line (lines, cercle_field_label (&kind->fields[facts[i].field]), value);
      }
}

GPtrArray *
cercle_handover_lines (const CercleHandover *self, CercleCodeLabel label, gpointer data)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);

  add_facts (lines, self->person, label, data);
  for (guint i = 0; i < self->relatives->len; i++)
    add_relative (lines, self->relatives->pdata[i]);
  add_facts (lines, self->kase, label, data);
  return lines;
}
