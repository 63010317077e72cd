/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does an agenda bring by itself, and does it ever name anybody? */
#include <stdarg.h>
#include <string.h>

#include "cercle-agenda-compose.h"
#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-directory.h"
#include "cercle-id.h"
#include "cercle-organisation.h"
#include "cercle-person.h"
#include "cercle-question.h"
#include "cercle-request.h"
#include "cercle-review.h"
#include "kept-file.h"

#define SCOPE "c:0199c0de-0000-7000-8000-000000000001"
#define ELSEWHERE "c:0199c0de-0000-7000-8000-000000000002"
#define TERRITORY "t:14"
#define TODAY "2020-06-23"
#define LAST_TIME "2020-06-16"

typedef struct
{
  char *folder, *path;
  CercleStore *store;
  CercleAgendaFrame frame;
} Desk;

static void
set_up (Desk *desk, gconstpointer data)
{
  desk->store = kept_file_new (CERCLE_STORE_DESK, &desk->folder, &desk->path);
  desk->frame = (CercleAgendaFrame){ TODAY, { .holidays = "metropole" } };
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  kept_file_remove (desk->store, desk->folder, desk->path);
}

/* (transfer full): a record with these fields: field, text, …, -1; saved. */
static CercleRecord *
keep (Desk *desk, const CercleKind *kind, const char *scope, ...)
{
  CercleRecord *record = cercle_record_new (kind);
  g_autoptr (GError) error = NULL;
  va_list fields;

  cercle_envelope_set (&cercle_record_envelope (record)->scope, scope);
  cercle_envelope_set (&cercle_record_envelope (record)->audience, kind->audience);
  va_start (fields, scope);
  for (int field = va_arg (fields, int); field >= 0; field = va_arg (fields, int))
    {
      const char *text = va_arg (fields, const char *);
      if (cercle_field_is_integer (&kind->fields[field]))
        cercle_record_set_integer (record, field, g_ascii_strtoll (text, NULL, 10));
      else
        cercle_record_set_text (record, field, text);
    }
  va_end (fields);
  cercle_store_put (desk->store, record, &error);
  g_assert_no_error (error);
  return record;
}
#define KEEP(...) g_object_unref (keep (__VA_ARGS__, -1))

static CercleRecord *
meeting (Desk *desk, const char *sort, const char *day, const char *opened)
{
  return keep (desk, &cercle_meeting_kind, SCOPE, CERCLE_MEETING_SORT, sort, CERCLE_MEETING_HELD_ON,
               day, CERCLE_MEETING_STARTS_AT, "840", CERCLE_MEETING_LENGTH, "60",
               CERCLE_MEETING_OPENED_AT, opened, -1);
}

static CercleAgendaList *
compose (Desk *desk, CercleRecord *of)
{
  g_autoptr (GError) error = NULL;
  CercleAgendaList *list = cercle_agenda_compose (desk->store, of, &desk->frame, &error);

  g_assert_no_error (error);
  return list;
}

/* (transfer none): NULL when no line of this rule came. */
static CercleRecord *
of_rule (CercleAgendaList *list, const char *rule)
{
  for (guint i = 0; i < list->lines->len; i++)
    {
      CercleAgendaLine *line = list->lines->pdata[i];
      if (g_strcmp0 (cercle_record_get_text (line->item, CERCLE_AGENDA_ITEM_RULE), rule) == 0)
        return line->item;
    }
  return NULL;
}

static const char *
text_of (CercleAgendaList *list, const char *rule)
{
  CercleRecord *item = of_rule (list, rule);
  return item != NULL ? cercle_record_get_text (item, CERCLE_AGENDA_ITEM_TEXT) : NULL;
}

static void
keep_case (Desk *desk, const char *scope, const char *name, const char *audience, guint field,
           const char *value)
{
  g_auto (GStrv) names = g_strsplit (name, " ", 2);
  g_autoptr (CercleRecord) person =
      keep (desk, &cercle_person_kind, scope, CERCLE_PERSON_FIRST_NAME, names[0],
            CERCLE_PERSON_LAST_NAME, names[1], CERCLE_PERSON_BIRTH_ON, "2011-03-01", -1);
  g_autoptr (CercleRecord) kase =
      keep (desk, &cercle_case_kind, scope, CERCLE_CASE_PERSON, cercle_record_get_id (person),
            CERCLE_CASE_OPENED_ON, "2020-06-05", CERCLE_CASE_COMMUNE, "14366", CERCLE_CASE_OPEN,
            "1", CERCLE_CASE_NEED, "Répit pour Mathis", (int) field, value, -1);
  g_autoptr (GError) error = NULL;

  cercle_envelope_set (&cercle_record_envelope (kase)->audience, audience);
  cercle_store_put (desk->store, kase, &error);
  g_assert_no_error (error);
}

static void
test_sections (Desk *desk, gconstpointer data)
{
  g_autoptr (CercleRecord) here = meeting (desk, "governance", TODAY, NULL);
  g_autoptr (CercleAgendaList) empty = compose (desk, here);
  g_autoptr (CercleAgendaList) full = NULL;

  /* Figures are always told; of the others, what nobody composes. */
  g_assert_nonnull (text_of (empty, "figures"));
  g_assert_null (of_rule (empty, "critical"));
  g_assert_null (of_rule (empty, "decisions"));
  g_assert_nonnull (of_rule (empty, "free"));
  g_assert_null (empty->previous);

  keep_case (desk, SCOPE, "Mathis Quesnel", "team", CERCLE_CASE_PRIORITY, "p1");
  keep_case (desk, SCOPE, "Titouan Brière", "protected", CERCLE_CASE_PRIORITY, "p0");
  keep_case (desk, ELSEWHERE, "Lou Vasse", "team", CERCLE_CASE_PRIORITY, "p0");
  keep_case (desk, SCOPE, "Emy Duval", "team", CERCLE_CASE_BLIND_SPOT, "1");
  full = compose (desk, here);
  g_assert_cmpstr (text_of (full, "critical"), ==,
                   "M. Q., 9 years old, Lisieux, waiting for 18 days\n1 more is not told here");
  g_assert_cmpstr (text_of (full, "blind_spots"), ==,
                   "E. D., 9 years old, Lisieux, waiting for 18 days");
}

/* Whatever is composed: no word of a name, no word that somebody typed about a person. */
static void
test_names (Desk *desk, gconstpointer data)
{
  static const char *const never[] = { "Mathis", "Quesnel", "Titouan", "Brière", "Répit" };
  g_autoptr (CercleRecord) here = meeting (desk, "governance", TODAY, NULL);
  g_autoptr (CercleAgendaList) list = NULL;

  keep_case (desk, SCOPE, "Mathis Quesnel", "team", CERCLE_CASE_PRIORITY, "p1");
  keep_case (desk, SCOPE, "Titouan Brière", "protected", CERCLE_CASE_BLIND_SPOT, "1");
  list = compose (desk, here);
  g_assert_cmpuint (list->lines->len, >, 2);
  for (guint i = 0; i < list->lines->len; i++)
    {
      CercleAgendaLine *line = list->lines->pdata[i];
      for (guint field = 0; field < CERCLE_AGENDA_ITEM_N_FIELDS; field++)
        {
          g_autofree char *said = cercle_record_value_text (line->item, field);
          for (guint j = 0; said != NULL && j < G_N_ELEMENTS (never); j++)
            g_assert_null (strstr (said, never[j]));
        }
    }
}

static void
test_partners (Desk *desk, gconstpointer data)
{
  g_autoptr (CercleRecord) here = meeting (desk, "governance", TODAY, NULL);
  g_autoptr (CercleRecord) partner = keep (desk, &cercle_organisation_kind, TERRITORY,
                                           CERCLE_ORGANISATION_NAME, "Les Vergers", -1);
  const char *id = cercle_record_get_id (partner);
  g_autofree char *kase = cercle_id_new ();
  g_autoptr (CercleAgendaList) list = NULL;

  KEEP (desk, &cercle_request_kind, SCOPE, CERCLE_REQUEST_CASE, kase, CERCLE_REQUEST_ORGANISATION,
        id, CERCLE_REQUEST_ANSWER, "waiting", CERCLE_REQUEST_ASKED_ON, "2020-06-10",
        CERCLE_REQUEST_REMIND_ON, "2020-06-15");
  KEEP (desk, &cercle_request_kind, SCOPE, CERCLE_REQUEST_CASE, kase, CERCLE_REQUEST_ORGANISATION,
        id, CERCLE_REQUEST_ANSWER, "waiting", CERCLE_REQUEST_ASKED_ON, "2020-06-20",
        CERCLE_REQUEST_REMIND_ON, "2020-06-24");
  KEEP (desk, &cercle_notice_kind, TERRITORY, CERCLE_NOTICE_ORGANISATION, id, CERCLE_NOTICE_SORT,
        "closure", CERCLE_NOTICE_FROM_ON, "2020-06-20", CERCLE_NOTICE_TO_ON, "2020-06-28");
  KEEP (desk, &cercle_notice_kind, TERRITORY, CERCLE_NOTICE_ORGANISATION, id, CERCLE_NOTICE_SORT,
        "closure", CERCLE_NOTICE_FROM_ON, "2020-05-20", CERCLE_NOTICE_TO_ON, "2020-05-28");
  list = compose (desk, here);
  g_assert_cmpstr (text_of (list, "delays"), ==,
                   "Les Vergers: 1 request without answer, the oldest of 10 June 2020");
  g_assert_cmpstr (text_of (list, "closures"), ==,
                   "Les Vergers: closed from 20 June 2020 to 28 June 2020");
}

static void
test_figures (Desk *desk, gconstpointer data)
{
  g_autoptr (CercleRecord) before =
      meeting (desk, "governance", LAST_TIME, "2020-06-16T12:00:00.000Z");
  g_autoptr (CercleRecord) here = meeting (desk, "governance", TODAY, NULL);
  static const char *const calls[] = { "2020-06-16T07:00:00.000Z", "2020-06-23T06:00:00.000Z",
                                       "2020-06-15T07:00:00.000Z", "2020-05-01T07:00:00.000Z" };
  g_autoptr (CercleAgendaList) list = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    KEEP (desk, &cercle_call_kind, SCOPE, CERCLE_CALL_STARTED_AT, calls[i]);
  KEEP (desk, &cercle_case_kind, SCOPE, CERCLE_CASE_OPENED_ON, "2020-06-17", CERCLE_CASE_OPEN, "1");
  KEEP (desk, &cercle_case_kind, SCOPE, CERCLE_CASE_OPENED_ON, "2020-06-10", CERCLE_CASE_CLOSED_ON,
        "2020-06-23");
  list = compose (desk, here);
  g_assert_true (list->previous != NULL);
  g_assert_cmpstr (text_of (list, "figures"), ==,
                   "Calls: 2 (1 before)\nCases opened: 1 (1 before)\n"
                   "Cases closed: 1 (0 before)\nOpen today: 1");
}

/* Seen on three lists of the review without a verdict. */
static void
test_thrice (Desk *desk, gconstpointer data)
{
  static const char *const days[] = { "2020-06-18", "2020-06-19", "2020-06-22" };
  g_autoptr (CercleRecord) here = meeting (desk, "governance", TODAY, NULL);
  g_autoptr (CercleRecord) kase = keep (desk, &cercle_case_kind, SCOPE, CERCLE_CASE_OPENED_ON,
                                        "2020-06-05", CERCLE_CASE_OPEN, "1", -1);

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (CercleRecord) item =
          cercle_review_item_new (SCOPE, days[i], cercle_record_get_id (kase));
      g_autoptr (CercleAgendaList) list = compose (desk, here);
      g_autoptr (GError) error = NULL;

      g_assert_null (of_rule (list, "thrice"));
      cercle_store_put (desk->store, item, &error);
      g_assert_no_error (error);
    }
  {
    g_autoptr (CercleAgendaList) list = compose (desk, here);
    g_assert_cmpstr (text_of (list, "thrice"), ==, "Anonymous, waiting for 18 days");
  }
}

static void
test_decisions (Desk *desk, gconstpointer data)
{
  g_autoptr (CercleRecord) before =
      meeting (desk, "governance", LAST_TIME, "2020-06-16T12:00:00.000Z");
  g_autoptr (CercleRecord) here = meeting (desk, "governance", TODAY, NULL);
  const char *id = cercle_record_get_id (before);
  g_autoptr (CercleAgendaList) list = NULL;

  KEEP (desk, &cercle_decision_kind, SCOPE, CERCLE_DECISION_MEETING, id, CERCLE_DECISION_SORT,
        "means", CERCLE_DECISION_TEXT, "Quarante heures de relayage", CERCLE_DECISION_DUE_ON,
        "2020-06-30");
  KEEP (desk, &cercle_decision_kind, SCOPE, CERCLE_DECISION_MEETING, id, CERCLE_DECISION_SORT,
        "information", CERCLE_DECISION_TEXT, "Le standard change de numéro");
  KEEP (desk, &cercle_decision_kind, SCOPE, CERCLE_DECISION_MEETING, id, CERCLE_DECISION_SORT,
        "means", CERCLE_DECISION_TEXT, "Déjà fait", CERCLE_DECISION_APPLIED_ON, "2020-06-18");
  KEEP (desk, &cercle_question_kind, SCOPE, CERCLE_QUESTION_TEXT, "Qui finance le transport ?",
        CERCLE_QUESTION_ASKED_AT, "2020-06-12T09:00:00.000Z");
  KEEP (desk, &cercle_question_kind, SCOPE, CERCLE_QUESTION_TEXT, "Répondu",
        CERCLE_QUESTION_ASKED_AT, "2020-06-12T09:00:00.000Z", CERCLE_QUESTION_ANSWERED_ON,
        "2020-06-15");
  list = compose (desk, here);
  g_assert_cmpstr (text_of (list, "decisions"), ==,
                   "Quarante heures de relayage (for 30 June 2020)");
  g_assert_cmpstr (text_of (list, "questions"), ==, "Qui finance le transport ?");
}

/* What was left open comes again first, and says for the how manieth time; what rules compose is
 * composed anew. */
static void
test_unfinished (Desk *desk, gconstpointer data)
{
  g_autoptr (CercleRecord) before =
      meeting (desk, "governance", LAST_TIME, "2020-06-16T12:00:00.000Z");
  g_autoptr (CercleRecord) here = meeting (desk, "governance", TODAY, NULL);
  const char *id = cercle_record_get_id (before);
  g_autoptr (CercleAgendaList) list = NULL, again = NULL;
  g_autoptr (GError) error = NULL;
  CercleAgendaLine *first;

  KEEP (desk, &cercle_agenda_item_kind, SCOPE, CERCLE_AGENDA_ITEM_MEETING, id,
        CERCLE_AGENDA_ITEM_RULE, "free", CERCLE_AGENDA_ITEM_STATE, "open", CERCLE_AGENDA_ITEM_TITLE,
        "Transport", CERCLE_AGENDA_ITEM_TIMES, "2");
  KEEP (desk, &cercle_agenda_item_kind, SCOPE, CERCLE_AGENDA_ITEM_MEETING, id,
        CERCLE_AGENDA_ITEM_RULE, "free", CERCLE_AGENDA_ITEM_STATE, "done", CERCLE_AGENDA_ITEM_TITLE,
        "Abordé");
  KEEP (desk, &cercle_agenda_item_kind, SCOPE, CERCLE_AGENDA_ITEM_MEETING, id,
        CERCLE_AGENDA_ITEM_RULE, "figures", CERCLE_AGENDA_ITEM_STATE, "open",
        CERCLE_AGENDA_ITEM_TITLE, "Chiffres");
  list = compose (desk, here);
  first = list->lines->pdata[0];
  g_assert_cmpstr (cercle_record_get_text (first->item, CERCLE_AGENDA_ITEM_TITLE), ==, "Transport");
  g_assert_cmpint (cercle_record_get_integer (first->item, CERCLE_AGENDA_ITEM_TIMES, 0), ==, 3);
  g_assert_false (first->written);

  /* Once written it is there once; once the meeting was opened nothing comes besides. */
  cercle_store_put (desk->store, first->item, &error);
  g_assert_no_error (error);
  again = compose (desk, here);
  g_assert_cmpuint (again->lines->len, ==, list->lines->len);
  g_assert_true (((CercleAgendaLine *) again->lines->pdata[0])->written);
  cercle_record_set_text (here, CERCLE_MEETING_OPENED_AT, "2020-06-23T12:00:00.000Z");
  g_clear_pointer (&again, cercle_agenda_list_free);
  again = compose (desk, here);
  g_assert_cmpuint (again->lines->len, ==, 1);
}

/* The community's own template replaces that of the table. */
static void
test_template (Desk *desk, gconstpointer data)
{
  g_autoptr (CercleRecord) here = meeting (desk, "workshop", TODAY, NULL);
  g_autoptr (CercleAgendaList) usual = compose (desk, here);
  g_autoptr (CercleAgendaList) own = NULL;
  CercleAgendaLine *line;

  g_assert_cmpuint (usual->lines->len, ==, 2);
  KEEP (desk, &cercle_template_line_kind, SCOPE, CERCLE_TEMPLATE_LINE_SORT, "workshop",
        CERCLE_TEMPLATE_LINE_POSITION, "0", CERCLE_TEMPLATE_LINE_RULE, "free",
        CERCLE_TEMPLATE_LINE_TITLE, "Tour de table", CERCLE_TEMPLATE_LINE_MINUTES, "20");
  own = compose (desk, here);
  g_assert_cmpuint (own->lines->len, ==, 1);
  line = own->lines->pdata[0];
  g_assert_cmpstr (cercle_record_get_text (line->item, CERCLE_AGENDA_ITEM_TITLE), ==,
                   "Tour de table");
  g_assert_cmpint (cercle_record_get_integer (line->item, CERCLE_AGENDA_ITEM_MINUTES, 0), ==, 20);
}

static const struct
{
  const char *path;
  void (*test) (Desk *desk, gconstpointer data);
} tests[] = {
  { "/report/agenda/sections", test_sections },     { "/report/agenda/names", test_names },
  { "/report/agenda/partners", test_partners },     { "/report/agenda/figures", test_figures },
  { "/report/agenda/thrice", test_thrice },         { "/report/agenda/decisions", test_decisions },
  { "/report/agenda/unfinished", test_unfinished }, { "/report/agenda/template", test_template },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Desk, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
