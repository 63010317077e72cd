/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is the invented community whole, plausible and the same each time? */
#include "sample-census.h"

#include "cercle-accounts.h"
#include "cercle-baton.h"
#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-community.h"
#include "cercle-conflict.h"
#include "cercle-consent.h"
#include "cercle-day.h"
#include "cercle-deadline.h"
#include "cercle-event.h"
#include "cercle-indicator.h"
#include "cercle-instant.h"
#include "cercle-organisation.h"
#include "cercle-person.h"
#include "cercle-request.h"
#include "cercle-rule.h"
#include "cercle-solution.h"

#define ZONE "Europe/Paris"
#define DAY "2020-06-23"
#define SEED 14

/* The first sample serves the tests that only read. */
static Census first;

static void
fill (Census *census, guint32 seed, const char *day)
{
  g_autoptr (GError) error = NULL;

  census_init (census);
  cercle_sample_fill (census->store, seed, cercle_day_parse (day), census_password, NULL, &error);
  g_assert_no_error (error);
  census_read (census);
}

static gboolean
text_is (CercleRecord *record, guint field, const char *text)
{
  return g_strcmp0 (cercle_record_get_text (record, field), text) == 0;
}

/* The larger community. */
static const char *
main_scope (const Census *census)
{
  GPtrArray *communities = census_of (census, &cercle_community_kind);

  for (guint i = 0; i < communities->len; i++)
    if (g_str_has_prefix (cercle_record_get_text (communities->pdata[i], CERCLE_COMMUNITY_NAME),
                          "Communauté 360 Caen"))
      return cercle_record_envelope (communities->pdata[i])->scope;
  g_assert_not_reached ();
}

static gboolean
is_main (const Census *census, CercleRecord *record)
{
  return g_str_equal (cercle_record_envelope (record)->scope, main_scope (census));
}

static void
test_sizes (void)
{
  GPtrArray *cases = census_of (&first, &cercle_case_kind);
  GPtrArray *communities = census_of (&first, &cercle_community_kind);
  guint in_main = 0, open = 0;

  g_assert_cmpuint (communities->len, ==, 2);
  for (guint i = 0; i < communities->len; i++)
    {
      g_assert_true (cercle_record_get_flag (communities->pdata[i], CERCLE_COMMUNITY_EXAMPLE));
      g_assert_true (cercle_record_is_set (communities->pdata[i], CERCLE_COMMUNITY_BASIN));
    }
  g_assert_cmpuint (census_of (&first, &cercle_territory_kind)->len, ==, 1);
  g_assert_cmpuint (census_of (&first, &cercle_member_kind)->len, ==, 14);
  g_assert_cmpuint (census_of (&first, &cercle_organisation_kind)->len, ==, 60);
  g_assert_cmpuint (census_of (&first, &cercle_place_kind)->len, ==, 60);
  g_assert_cmpuint (census_of (&first, &cercle_contact_kind)->len, >=, 60);
  g_assert_cmpuint (cases->len, >=, 290);
  g_assert_cmpuint (cases->len, <=, 310);
  for (guint i = 0; i < cases->len; i++)
    if (is_main (&first, cases->pdata[i]))
      {
        in_main++;
        open += cercle_record_get_flag (cases->pdata[i], CERCLE_CASE_OPEN);
      }
  g_assert_cmpuint (in_main, >=, 230);
  g_assert_cmpuint (in_main, <=, 250);
  g_assert_cmpuint (open, >=, 45);
  g_assert_cmpuint (open, <=, 51);
}

static void
test_rules (void)
{
  census_check_rules (&first);
  census_check_references (&first);
  census_check_telephones (&first);
  census_check_mails (&first);
  census_check_communes (&first);
  census_check_typography (&first);
}

/* Every choice of the lists occurs. */
static void
check_choices (const CercleKind *kind, guint field, const CercleChoice *choices)
{
  for (guint i = 0; choices[i].token != NULL; i++)
    if (census_count (&first, kind, field, choices[i].token) == 0)
      g_error ("no %s with %s", kind->name, choices[i].token);
}

static void
test_variety (void)
{
  g_autoptr (GHashTable) words = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *cases = census_of (&first, &cercle_case_kind);

  check_choices (&cercle_case_kind, CERCLE_CASE_STATUS, cercle_statuses);
  check_choices (&cercle_case_kind, CERCLE_CASE_CLOSING_MOTIVE, cercle_closing_motives);
  check_choices (&cercle_case_kind, CERCLE_CASE_MISSION, cercle_missions);
  check_choices (&cercle_case_kind, CERCLE_CASE_SUB_MISSION, cercle_sub_missions);
  check_choices (&cercle_case_kind, CERCLE_CASE_COMPLEXITY, cercle_complexities);
  check_choices (&cercle_case_kind, CERCLE_CASE_PRIORITY, cercle_priorities);
  check_choices (&cercle_call_kind, CERCLE_CALL_ORIGIN, cercle_origins);
  check_choices (&cercle_call_kind, CERCLE_CALL_CHANNEL, cercle_channels);
  check_choices (&cercle_organisation_kind, CERCLE_ORGANISATION_FAMILY, cercle_families);
  check_choices (&cercle_action_kind, CERCLE_ACTION_STATE, cercle_action_states);
  check_choices (&cercle_event_kind, CERCLE_EVENT_SORT,
                 (const CercleChoice[]){ { "note" },
                                         { "words" },
                                         { "call" },
                                         { "status" },
                                         { "closing" },
                                         { "reopening" },
                                         { "baton" },
                                         { "told" },
                                         { "orientation" },
                                         { "debrief" },
                                         { NULL } });
  for (guint i = 0; i < cases->len; i++)
    {
      const char *said = cercle_record_get_text (cases->pdata[i], CERCLE_CASE_WORDS);

      g_assert_nonnull (said);
      g_hash_table_add (words, (gpointer) said);
    }
  g_assert_cmpuint (g_hash_table_size (words), >=, 100);
}

/* A theme without a code would be shown as its token. */
static void
test_themes (void)
{
  GPtrArray *codes = census_of (&first, &cercle_code_kind);
  GPtrArray *cases = census_of (&first, &cercle_case_kind);

  for (guint i = 0; i < cases->len; i++)
    {
      const char *themes = cercle_record_get_text (cases->pdata[i], CERCLE_CASE_THEMES);
      g_auto (GStrv) each = g_strsplit (themes != NULL ? themes : "", " ", -1);

      g_assert_nonnull (each[0]);
      for (guint t = 0; each[t] != NULL; t++)
        {
          guint known = 0;
          for (guint c = 0; c < codes->len; c++)
            known += text_is (codes->pdata[c], CERCLE_CODE_LIST, "theme") &&
                     text_is (codes->pdata[c], CERCLE_CODE_TOKEN, each[t]);
          g_assert_cmpuint (known, ==, 1);
        }
    }
}

/* Who has no telephone, who stays unnamed, who shares one. */
static void
test_people (void)
{
  GPtrArray *persons = census_of (&first, &cercle_person_kind);
  GPtrArray *calls = census_of (&first, &cercle_call_kind);
  g_autoptr (GHashTable) phones = g_hash_table_new (g_str_hash, g_str_equal);
  guint without = 0, shared = 0, signing = 0, anonymous = 0, no_case = 0;

  for (guint i = 0; i < persons->len; i++)
    {
      const char *phone = cercle_record_get_text (persons->pdata[i], CERCLE_PERSON_PHONE);

      g_assert_true (cercle_record_is_set (persons->pdata[i], CERCLE_PERSON_FIRST_NAME));
      g_assert_cmpint (cercle_person_age (persons->pdata[i], cercle_day_parse (DAY)), >=, 2);
      without += phone == NULL;
      shared += phone != NULL && !g_hash_table_add (phones, (gpointer) phone);
      signing += cercle_record_has_token (persons->pdata[i], CERCLE_PERSON_COMMUNICATION, "lsf");
    }
  for (guint i = 0; i < calls->len; i++)
    {
      gboolean unnamed = cercle_record_get_flag (calls->pdata[i], CERCLE_CALL_ANONYMOUS);

      anonymous += unnamed;
      no_case += !cercle_record_is_set (calls->pdata[i], CERCLE_CALL_CASE);
      g_assert_false (unnamed && cercle_record_is_set (calls->pdata[i], CERCLE_CALL_CASE));
    }
  g_assert_cmpuint (without, >=, 5);
  g_assert_cmpuint (shared, >=, 3);
  g_assert_cmpuint (signing, >=, 2);
  g_assert_cmpuint (anonymous, >=, 10);
  g_assert_cmpuint (no_case, >, anonymous);
}

/* What belongs to a protected case is protected, and one account alone reads it. */
static void
test_protected (void)
{
  static const struct
  {
    const CercleKind *kind;
    guint field;
  } parts[] = {
    { &cercle_event_kind, CERCLE_EVENT_CASE },
    { &cercle_action_kind, CERCLE_ACTION_CASE },
    { &cercle_call_kind, CERCLE_CALL_CASE },
  };
  g_autoptr (GPtrArray) accounts = cercle_accounts_list (first.store, NULL);
  guint readers = 0, protected = 0;

  g_assert_cmpuint (accounts->len, ==, 14);
  for (guint i = 0; i < accounts->len; i++)
    {
      const CercleAccount *account = accounts->pdata[i];
      readers += cercle_tokens_contain (account->audiences, "protected");
      g_assert_true (account->role == CERCLE_ROLE_ADVISER || account->role == CERCLE_ROLE_MDPH ||
                     account->role == CERCLE_ROLE_COORDINATOR ||
                     account->role == CERCLE_ROLE_NATIONAL);
      /* Who steers one community sees the figures of the other. */
      g_assert_cmpint (strstr (account->scopes, " f:") != NULL, ==,
                       account->role == CERCLE_ROLE_COORDINATOR);
    }
  g_assert_cmpuint (readers, ==, 1);
  for (guint k = 0; k < G_N_ELEMENTS (parts); k++)
    {
      GPtrArray *records = census_of (&first, parts[k].kind);

      for (guint i = 0; i < records->len; i++)
        {
          const char *id = cercle_record_get_text (records->pdata[i], parts[k].field);
          CercleRecord *kase = id != NULL ? census_find (&first, &cercle_case_kind, id) : NULL;

          if (kase == NULL || !text_is (kase, CERCLE_CASE_PROFILE, "ase"))
            continue;
          protected++;
          g_assert_cmpstr (cercle_record_envelope (records->pdata[i])->audience, ==, "protected");
        }
    }
  g_assert_cmpuint (protected, >, 30);
}

static CercleRecord *
find_person (const Census *census, const char *first_name, const char *last_name)
{
  GPtrArray *persons = census_of (census, &cercle_person_kind);

  for (guint i = 0; i < persons->len; i++)
    if (text_is (persons->pdata[i], CERCLE_PERSON_FIRST_NAME, first_name) &&
        text_is (persons->pdata[i], CERCLE_PERSON_LAST_NAME, last_name))
      return persons->pdata[i];
  g_assert_not_reached ();
}

static CercleRecord *
case_of (const Census *census, CercleRecord *person)
{
  GPtrArray *cases = census_of (census, &cercle_case_kind);

  for (guint i = 0; i < cases->len; i++)
    if (text_is (cases->pdata[i], CERCLE_CASE_PERSON, cercle_record_get_id (person)))
      return cases->pdata[i];
  g_assert_not_reached ();
}

static guint
count_relatives (const Census *census, CercleRecord *person, const char *first_name,
                 const char *link)
{
  GPtrArray *relatives = census_of (census, &cercle_relative_kind);
  guint found = 0;

  for (guint i = 0; i < relatives->len; i++)
    found += text_is (relatives->pdata[i], CERCLE_RELATIVE_PERSON, cercle_record_get_id (person)) &&
             text_is (relatives->pdata[i], CERCLE_RELATIVE_FIRST_NAME, first_name) &&
             text_is (relatives->pdata[i], CERCLE_RELATIVE_LINK, link);
  return found;
}

/* The story that runs through the pictures. */
static void
test_mathis (void)
{
  CercleRecord *mathis = find_person (&first, "Mathis", "Quesnel");
  CercleRecord *kase = case_of (&first, mathis);
  GPtrArray *conflicts = census_of (&first, &cercle_conflict_kind);
  const char *holder = cercle_record_get_text (kase, CERCLE_CASE_HOLDER);
  CercleRecord *mdph;

  g_assert_cmpuint (count_relatives (&first, mathis, "Sandrine", "mother"), ==, 1);
  g_assert_cmpuint (count_relatives (&first, mathis, "Lina", "sibling"), ==, 1);
  g_assert_cmpstr (cercle_record_get_text (mathis, CERCLE_PERSON_PHONE), ==, "+33639984217");
  g_assert_cmpint (cercle_person_age (mathis, cercle_day_parse (DAY)), ==, 9);
  g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_OPENED_ON), ==, "2020-06-05");
  g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_STATUS), ==, "mdph_review");
  g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_PROMISED_BY), ==, "2020-06-24");
  g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_BREAK_ON), ==, "2020-06-27");
  g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_NEXT_DUE_ON), ==, DAY);
  g_assert_true (g_str_has_prefix (holder, "organisation:"));
  mdph = census_find (&first, &cercle_organisation_kind, holder + strlen ("organisation:"));
  g_assert_cmpstr (cercle_record_get_text (mdph, CERCLE_ORGANISATION_FAMILY), ==, "mdph");
  g_assert_cmpuint (conflicts->len, ==, 1);
  g_assert_cmpstr (cercle_record_get_text (conflicts->pdata[0], CERCLE_CONFLICT_CASE), ==,
                   cercle_record_get_id (kase));
  g_assert_cmpstr (cercle_record_get_text (conflicts->pdata[0], CERCLE_CONFLICT_FIELDS), ==,
                   "need");
  g_assert_false (cercle_record_is_set (conflicts->pdata[0], CERCLE_CONFLICT_CHOICE));
}

/* What the day looks like to the first community. */
typedef struct
{
  guint call_backs, overdue, due, unassigned, silent;
  guint open; /* that the whole team reads */
} Today;

static Today
look (const Census *census, const char *day)
{
  GPtrArray *actions = census_of (census, &cercle_action_kind);
  GPtrArray *cases = census_of (census, &cercle_case_kind);
  g_autofree char *silence = cercle_day_to_text (cercle_day_parse (day) - 7);
  Today today = { 0 };

  for (guint i = 0; i < actions->len; i++)
    {
      CercleRecord *action = actions->pdata[i];
      const char *due = cercle_record_get_text (action, CERCLE_ACTION_DUE_ON);

      if (!is_main (census, action) || !text_is (action, CERCLE_ACTION_STATE, "open"))
        continue;
      today.overdue += strcmp (due, day) < 0;
      today.due += g_str_equal (due, day);
      today.call_backs +=
          g_str_equal (due, day) && text_is (action, CERCLE_ACTION_SORT, "call_back");
    }
  for (guint i = 0; i < cases->len; i++)
    {
      CercleRecord *kase = cases->pdata[i];

      if (!is_main (census, kase) || !cercle_record_get_flag (kase, CERCLE_CASE_OPEN))
        continue;
      today.open += g_str_equal (cercle_record_envelope (kase)->audience, "team");
      today.unassigned += !cercle_record_is_set (kase, CERCLE_CASE_HOLDER);
      today.silent += strcmp (cercle_record_get_text (kase, CERCLE_CASE_LAST_NEWS_ON), silence) < 0;
    }
  return today;
}

static void
check_today (const Census *census, const char *day)
{
  Today today = look (census, day);

  g_assert_cmpuint (today.open, ==, 47);
  g_assert_cmpuint (today.call_backs, ==, 7);
  g_assert_cmpuint (today.due, ==, 9);
  g_assert_cmpuint (today.overdue, ==, 3);
  /* What nobody has taken yet is the coordinator's. */
  g_assert_cmpuint (today.unassigned, ==, 0);
  g_assert_cmpuint (today.silent, ==, 5);
}

static guint
count_behind (const Census *census, const CercleIndicator *indicator, const char *member)
{
  const CercleIndicatorContext context = { DAY, member, 7 };
  g_autoptr (CercleQuery) query = indicator->query (&context);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = cercle_store_find (census->store, query, &error);

  g_assert_no_error (error);
  return found->len;
}

/* Behind each number there is something to see, for somebody; but where our own rules see to it
 * that there is nothing, or only desks that cross would make it. */
static void
test_indicators (void)
{
  static const char never[] = "unassigned no-promise closed-with-actions";
  const CercleIndicator *const tables[] = { cercle_indicators, cercle_steering_indicators };
  GPtrArray *members = census_of (&first, &cercle_member_kind);

  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    for (const CercleIndicator *line = tables[t]; line->id != NULL; line++)
      {
        guint most = 0;

        for (guint i = 0; i < members->len; i++)
          most = MAX (most, count_behind (&first, line, cercle_record_get_id (members->pdata[i])));
        if (most == 0 && !cercle_tokens_contain (never, line->id))
          g_error ("nothing behind “%s”", line->id);
      }
}

/* A consent is given, and one withdrawn, which stopped what waited on it; a request waits too long.
 */
static void
test_dealings (void)
{
  GPtrArray *consents = census_of (&first, &cercle_consent_kind);
  guint withdrawn = 0;

  for (guint i = 0; i < consents->len; i++)
    withdrawn += cercle_record_is_set (consents->pdata[i], CERCLE_CONSENT_WITHDRAWN_ON);
  g_assert_cmpuint (withdrawn, ==, 1);
  g_assert_cmpuint (consents->len, >, withdrawn);
  check_choices (&cercle_request_kind, CERCLE_REQUEST_ANSWER,
                 (const CercleChoice[]){ { "waiting" }, { "no" }, { "withdrawn" }, { NULL } });
  check_choices (&cercle_solution_kind, CERCLE_SOLUTION_CHOICE, cercle_solution_choices);
  check_choices (&cercle_matrix_kind, CERCLE_MATRIX_STATE,
                 (const CercleChoice[]){ { "draft" }, { "in_force" }, { NULL } });
}

static void
test_oriented (void)
{
  census_check_oriented (&first);
  census_check_kin (&first);
}

/* On the morning of the day one other community still has time to accept, and one has not answered.
 */
static void
test_transfers (void)
{
  GPtrArray *transfers = census_of (&first, &cercle_transfer_kind);
  const CercleWorkingTime time = {
    .opens_at = 9 * 60, .closes_at = 18 * 60, .holidays = "metropole", .zone = ZONE
  };
  gint64 now = cercle_instant_from_local (cercle_day_parse (DAY), 9 * 60 + 42, ZONE);
  guint waiting = 0, late = 0;

  for (guint i = 0; i < transfers->len; i++)
    {
      CercleRecord *transfer = g_ptr_array_index (transfers, i);
      gint64 due = cercle_transfer_due (transfer, NULL, &time);
      CercleTransferState state = cercle_transfer_state (transfer, due, now);

      waiting += state == CERCLE_TRANSFER_WAITING;
      late += state == CERCLE_TRANSFER_LATE;
    }
  g_assert_cmpuint (waiting, ==, 1);
  g_assert_cmpuint (late, ==, 1);
}

/* People work on working days, in working hours; nothing is told from the future. */
static void
check_hours (const Census *census, const char *day)
{
  GPtrArray *events = census_of (census, &cercle_event_kind);
  const CercleWorkingTime time = { .open_days = 0x1f, .holidays = "metropole", .zone = ZONE };
  int today = cercle_day_parse (day);

  for (guint i = 0; i < events->len; i++)
    {
      gint64 at;
      int minute, on;

      g_assert_true (
          cercle_instant_parse (cercle_record_get_text (events->pdata[i], CERCLE_EVENT_AT), &at));
      on = cercle_instant_local_day (at, ZONE, &minute);
      g_assert_cmpint (minute, >=, 8 * 60);
      g_assert_cmpint (minute, <=, on == today ? 10 * 60 : 19 * 60);
      g_assert_cmpint (on, <=, today);
      g_assert_true (on == today || cercle_working_day (&time, on));
      g_assert_cmpint (on, >, today - 135);
    }
}

static void
test_day (gconstpointer data)
{
  const char *day = data;
  Census census;

  fill (&census, 3, day);
  check_today (&census, day);
  check_hours (&census, day);
  census_check_rules (&census);
  census_check_typography (&census);
  census_clear (&census);
}

static void
test_today (void)
{
  check_today (&first, DAY);
  check_hours (&first, DAY);
}

static void
test_same (void)
{
  Census again, other;
  g_autofree char *hash = census_hash (&first), *same = NULL, *different = NULL;

  fill (&again, SEED, DAY);
  same = census_hash (&again);
  g_assert_cmpstr (hash, ==, same);
  fill (&other, SEED + 1, DAY);
  different = census_hash (&other);
  g_assert_cmpstr (hash, !=, different);
  census_check_references (&other);
  census_clear (&again);
  census_clear (&other);
}

/* Once filled, nothing can be filled over it, and nothing is lost by trying. */
static void
test_not_empty (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = census_hash (&first), *after = NULL;

  g_assert_false (
      cercle_sample_fill (first.store, 1, cercle_day_parse (DAY), census_password, NULL, &error));
  g_assert_error (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (cercle_sample_fill_many (first.store, 1, cercle_day_parse (DAY), 10, &error));
  g_assert_error (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FAILED);
  census_read (&first);
  after = census_hash (&first);
  g_assert_cmpstr (before, ==, after);
}

/* The clock runs again, and chance is chance. */
static void
test_restored (void)
{
  gint64 away = g_get_real_time () / 1000 - cercle_instant_now ();
  g_autoptr (CercleRecord) one = cercle_record_new (&cercle_case_kind);

  g_assert_cmpint (ABS (away), <, 60000);
  g_assert_null (census_find (&first, &cercle_case_kind, cercle_record_get_id (one)));
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  fill (&first, SEED, DAY);
  g_test_add_func ("/sample/sizes", test_sizes);
  g_test_add_func ("/sample/rules", test_rules);
  g_test_add_func ("/sample/variety", test_variety);
  g_test_add_func ("/sample/themes", test_themes);
  g_test_add_func ("/sample/people", test_people);
  g_test_add_func ("/sample/protected", test_protected);
  g_test_add_func ("/sample/mathis", test_mathis);
  g_test_add_func ("/sample/today", test_today);
  g_test_add_func ("/sample/indicators", test_indicators);
  g_test_add_func ("/sample/dealings", test_dealings);
  g_test_add_func ("/sample/oriented", test_oriented);
  g_test_add_func ("/sample/transfers", test_transfers);
  g_test_add_data_func ("/sample/day/monday", "2021-03-15", test_day);
  g_test_add_data_func ("/sample/day/after-a-holiday", "2020-06-02", test_day);
  g_test_add_data_func ("/sample/day/sunday", "2025-11-23", test_day);
  g_test_add_func ("/sample/same", test_same);
  g_test_add_func ("/sample/not-empty", test_not_empty);
  g_test_add_func ("/sample/restored", test_restored);
  result = g_test_run ();
  census_clear (&first);
  return result;
}
