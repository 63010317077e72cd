/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the invented community know its partners as a real one does after four months: who answers,
 * how fast, and what they refuse for? */
#include "sample-census.h"

#include "cercle-case.h"
#include "cercle-day.h"
#include "cercle-instant.h"
#include "cercle-organisation.h"
#include "cercle-partner.h"
#include "cercle-request.h"

#define DAY "2020-06-23"
#define SEED 14

static Census census;

static CerclePartnerSheet *
read_sheet (CercleRecord *organisation)
{
  g_autoptr (GError) error = NULL;
  gint64 now = cercle_instant_from_local (cercle_day_parse (DAY), 9 * 60, "Europe/Paris");
  CerclePartnerSheet *sheet =
      cercle_partner_read (census.store, cercle_record_get_id (organisation), now, DAY, &error);

  g_assert_no_error (error);
  return sheet;
}

/* Most of those who were asked have answered, have their pace, and some repeat themselves. */
static void
test_evidence (void)
{
  GPtrArray *organisations = census_of (&census, &cercle_organisation_kind);
  guint asked = 0, paced = 0, proposing = 0, yes = 0, no = 0, slow = 0;

  for (guint i = 0; i < organisations->len; i++)
    {
      g_autoptr (CerclePartnerSheet) sheet = read_sheet (organisations->pdata[i]);
      const CerclePartnerEvidence *evidence = &sheet->line->evidence;

      asked += evidence->asked > 0;
      paced += evidence->median_days >= 0;
      slow += evidence->median_days >= 2;
      yes += evidence->last_yes_on != NULL;
      no += evidence->last_no_on != NULL;
      proposing += sheet->proposals->len > 0;
    }
  g_test_message (
      "of %u partners %u were asked, %u have a pace (%u two days or more), %u said yes, "
      "%u no, %u are proposed a condition",
      organisations->len, asked, paced, slow, yes, no, proposing);
  g_assert_cmpuint (asked, >=, organisations->len * 2 / 3);
  g_assert_cmpuint (paced, >=, asked * 3 / 4);
  g_assert_cmpuint (slow, >=, 10);
  g_assert_cmpuint (yes, >=, 20);
  g_assert_cmpuint (no, >=, 20);
  g_assert_cmpuint (proposing, >=, 4);
  g_assert_cmpuint (proposing, <=, organisations->len / 3);
}

static gboolean
is_before (const char *day, const char *other)
{
  return g_strcmp0 (day, other) < 0;
}

/* Nothing is asked before there is a case or answered before it is asked; a closed case waits for
 * nobody; a no has its reason. */
static void
test_order (void)
{
  GPtrArray *requests = census_of (&census, &cercle_request_kind);
  guint counts[4] = { 0 };
  static const char *const answers[] = { "waiting", "yes", "partial", "no" };

  for (guint i = 0; i < requests->len; i++)
    {
      CercleRecord *request = requests->pdata[i];
      CercleRecord *kase = census_find (&census, &cercle_case_kind,
                                        cercle_record_get_text (request, CERCLE_REQUEST_CASE));
      const char *asked = cercle_record_get_text (request, CERCLE_REQUEST_ASKED_ON);
      const char *answered = cercle_record_get_text (request, CERCLE_REQUEST_ANSWERED_ON);
      const char *answer = cercle_record_get_text (request, CERCLE_REQUEST_ANSWER);

      g_assert_nonnull (kase);
      g_assert_false (is_before (asked, cercle_record_get_text (kase, CERCLE_CASE_OPENED_ON)));
      g_assert_false (answered != NULL && is_before (answered, asked));
      g_assert_false (answered != NULL && is_before (DAY, answered));
      g_assert_true (cercle_record_get_flag (kase, CERCLE_CASE_OPEN) ||
                     g_strcmp0 (answer, "waiting") != 0);
      g_assert_cmpint (g_strcmp0 (answer, "no") == 0, ==,
                       cercle_record_is_set (request, CERCLE_REQUEST_MOTIVE));
      for (guint a = 0; a < G_N_ELEMENTS (answers); a++)
        counts[a] += g_strcmp0 (answer, answers[a]) == 0;
    }
  for (guint a = 0; a < G_N_ELEMENTS (answers); a++)
    {
      g_test_message ("%s: %u", answers[a], counts[a]);
      g_assert_cmpuint (counts[a], >=, 5);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  census_init (&census);
  cercle_sample_fill (census.store, SEED, cercle_day_parse (DAY), census_password, NULL, &error);
  g_assert_no_error (error);
  census_read (&census);
  g_test_add_func ("/sample/evidence", test_evidence);
  g_test_add_func ("/sample/evidence/order", test_order);
  result = g_test_run ();
  census_clear (&census);
  return result;
}
