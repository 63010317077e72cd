/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands on a sheet, what does it lack, and whom do we ring? */
#include "cercle-directory.h"
#include "cercle-organisation.h"
#include "partners.h"

static gboolean
lacks (const CerclePartnerSheet *sheet, const char *id)
{
  for (guint i = 0; i < sheet->missing->len; i++)
    if (g_str_equal (((const CerclePartnerCriterion *) sheet->missing->pdata[i])->id, id))
      return TRUE;
  return FALSE;
}

static void
add_contact (Partners *fixture, const char *name, const char *last, const char *to)
{
  g_autoptr (CercleRecord) contact = cercle_record_new (&cercle_contact_kind);

  cercle_record_set_text (contact, CERCLE_CONTACT_ORGANISATION,
                          g_hash_table_lookup (fixture->ids, name));
  cercle_record_set_text (contact, CERCLE_CONTACT_LAST_NAME, last);
  cercle_record_set_text (contact, CERCLE_CONTACT_PHONE, "+33261914408");
  cercle_record_set_text (contact, CERCLE_CONTACT_TO_ON, to);
  partners_put (fixture, contact, TERRITORY);
}

/* Whoever has left is known, but is nobody to ask for. */
static void
test_former (Partners *fixture, gconstpointer data)
{
  const char *id = g_hash_table_lookup (fixture->ids, "Halte");
  g_autoptr (CerclePartnerSheet) sheet = NULL, after = NULL;

  add_contact (fixture, "Halte", "Partie", "2020-06-22");
  sheet = cercle_partner_read (fixture->store, id, fixture->now, TODAY, NULL);
  g_assert_cmpuint (sheet->contacts->len, ==, 0);
  g_assert_cmpuint (sheet->former->len, ==, 1);
  g_assert_true (lacks (sheet, "person"));
  g_assert_true (lacks (sheet, "phone"));
  add_contact (fixture, "Halte", "Dernier jour", TODAY);
  after = cercle_partner_read (fixture->store, id, fixture->now, TODAY, NULL);
  g_assert_cmpuint (after->contacts->len, ==, 1);
  g_assert_cmpuint (after->former->len, ==, 1);
  g_assert_false (lacks (after, "person"));
  g_assert_false (lacks (after, "phone"));
}

static void
add_source (Partners *fixture, const char *id, const char *name, const char *said)
{
  g_autofree char *identity = cercle_source_id (TERRITORY, name, "1", "organisation");
  g_autofree char *about = g_strconcat ("organisation:", id, NULL);
  g_autoptr (CercleRecord) source = cercle_record_new_with_id (&cercle_source_kind, identity);

  cercle_record_set_text (source, CERCLE_SOURCE_ABOUT, about);
  cercle_record_set_text (source, CERCLE_SOURCE_NAME, name);
  cercle_record_set_text (source, CERCLE_SOURCE_KEY, "1");
  cercle_record_set_text (source, CERCLE_SOURCE_SAID, said);
  partners_put (fixture, source, TERRITORY);
}

/* A source whose import was taken back is none any more. */
static void
test_sources (Partners *fixture, gconstpointer data)
{
  const char *id = g_hash_table_lookup (fixture->ids, "Halte");
  g_autoptr (CerclePartnerSheet) sheet = NULL;

  add_source (fixture, id, "finess", "name:01234567");
  add_source (fixture, id, "finess_csv", NULL);
  sheet = cercle_partner_read (fixture->store, id, fixture->now, TODAY, NULL);
  g_assert_cmpuint (sheet->sources->len, ==, 1);
  g_assert_cmpstr (cercle_record_get_text (sheet->sources->pdata[0], CERCLE_SOURCE_NAME), ==,
                   "finess");
}

static void
test_evidence (Partners *fixture, gconstpointer data)
{
  const CerclePartnerQuestion respite = { .themes = "respite", .age = -1 };
  g_autofree char *names = NULL;
  g_autoptr (CerclePartnerSheet) sheet = NULL;
  GError *error = NULL;

  partners_ask (fixture, "Halte", "2020-06-01", "2020-06-04", "yes", NULL);
  partners_ask (fixture, "Halte", "2020-06-10", "2020-06-11", "no", "113");
  partners_ask (fixture, "Relayage", "2020-06-10", "2020-06-16", "yes", NULL);
  partners_ask (fixture, "Relayage", "2020-06-20", NULL, "waiting", NULL);
  partners_ask (fixture, "Closerie", "2020-06-10", "2020-06-16", "partial", NULL);
  partners_ask (fixture, "Aînés", "2020-06-10", NULL, "waiting", NULL);
  partners_ask (fixture, "Aînés", "2020-06-10", "2020-06-11", "withdrawn", NULL);
  partners_tell (fixture, "Fougères", "2020-06-23T06:00:00.000Z", 2);
  names = partners_found (fixture, respite, NULL);
  g_assert_cmpstr (names, ==, "Closerie, Relayage, Fougères, Aînés, Caen seulement, Halte");
  sheet = cercle_partner_read (fixture->store, g_hash_table_lookup (fixture->ids, "Halte"),
                               fixture->now, TODAY, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sheet->line->evidence.asked, ==, 2);
  g_assert_cmpuint (sheet->line->evidence.yes, ==, 1);
  g_assert_cmpint (sheet->line->evidence.median_days, ==, 1);
  g_assert_cmpstr (sheet->line->evidence.last_yes_on, ==, "2020-06-04");
  g_assert_cmpstr (sheet->line->evidence.last_no_on, ==, "2020-06-11");
  g_assert_cmpstr (sheet->line->evidence.last_motive, ==, "113");
  g_assert_cmpuint (sheet->requests->len, ==, 2);
  g_assert_cmpuint (sheet->proposals->len, ==, 0);
}

static void
test_proposals (Partners *fixture, gconstpointer data)
{
  const char *id = g_hash_table_lookup (fixture->ids, "Halte");
  g_autoptr (CerclePartnerSheet) sheet = NULL, after = NULL;

  partners_ask (fixture, "Halte", "2020-06-01", "2020-06-04", "no", "122");
  partners_ask (fixture, "Halte", "2020-06-02", "2020-06-05", "no", "122");
  partners_ask (fixture, "Halte", "2019-06-02", "2019-06-05", "no", "113"); /* long ago */
  partners_ask (fixture, "Halte", "2020-06-02", "2020-06-05", "no", "113");
  partners_ask (fixture, "Halte", "2020-06-02", "2020-06-05", "no",
                "124"); /* says nothing of the partner */
  partners_ask (fixture, "Halte", "2020-06-03", "2020-06-05", "no", "124");
  sheet = cercle_partner_read (fixture->store, id, fixture->now, TODAY, NULL);
  g_assert_cmpuint (sheet->proposals->len, ==, 1);
  g_assert_cmpstr (sheet->proposals->pdata[0], ==, "122");
  g_assert_cmpuint (sheet->refusals->len, ==, 3);
  for (guint i = 0; i < sheet->refusals->len; i++)
    {
      static const char *const motives[] = { "113", "122", "124" };
      const CerclePartnerRefusal *refusal =
          &g_array_index (sheet->refusals, CerclePartnerRefusal, i);

      g_assert_cmpstr (refusal->motive, ==, motives[i]);
      g_assert_cmpuint (refusal->n, ==, 2);
    }
  g_assert_nonnull (cercle_partner_condition ("122"));
  g_assert_null (cercle_partner_condition ("124"));
  cercle_record_set_token (sheet->line->organisation, CERCLE_ORGANISATION_KNOWN_REFUSALS, "122",
                           TRUE);
  partners_put (fixture, sheet->line->organisation, TERRITORY);
  after = cercle_partner_read (fixture->store, id, fixture->now, TODAY, NULL);
  g_assert_cmpuint (after->proposals->len, ==, 0);
}

static void
test_completeness (Partners *fixture, gconstpointer data)
{
  const char *id = g_hash_table_lookup (fixture->ids, "Relayage");
  g_autoptr (CerclePartnerSheet) sheet = NULL, after = NULL;

  sheet = cercle_partner_read (fixture->store, id, fixture->now, TODAY, NULL);
  g_assert_true (lacks (sheet, "phone"));
  g_assert_true (lacks (sheet, "verified"));
  g_assert_false (lacks (sheet, "service"));
  g_assert_false (lacks (sheet, "town"));
  cercle_record_set_text (sheet->line->organisation, CERCLE_ORGANISATION_PHONE, "+33261914408");
  cercle_record_set_text (sheet->line->organisation, CERCLE_ORGANISATION_VERIFIED_ON, "2020-06-09");
  partners_put (fixture, sheet->line->organisation, TERRITORY);
  after = cercle_partner_read (fixture->store, id, fixture->now, TODAY, NULL);
  g_assert_false (lacks (after, "phone"));
  g_assert_false (lacks (after, "verified"));
  g_assert_cmpuint (after->complete, ==, sheet->complete + 30);
}

static char *
names_of (GPtrArray *lines)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (
        names, "%s%s", i > 0 ? ", " : "",
        cercle_record_get_text (((CerclePartnerLine *) lines->pdata[i])->organisation,
                                CERCLE_ORGANISATION_NAME));
  g_ptr_array_unref (lines);
  return g_string_free (names, FALSE);
}

static void
in_round (Partners *fixture, const char *name, const char *verified, int every)
{
  const char *id = g_hash_table_lookup (fixture->ids, name);
  g_autoptr (CercleRecord) organisation =
      cercle_store_get (fixture->store, &cercle_organisation_kind, id, NULL);

  cercle_record_set_flag (organisation, CERCLE_ORGANISATION_IN_ROUND, TRUE);
  cercle_record_set_text (organisation, CERCLE_ORGANISATION_VERIFIED_ON, verified);
  cercle_record_set_integer (organisation, CERCLE_ORGANISATION_CHECK_EVERY, every);
  partners_put (fixture, organisation, TERRITORY);
}

static void
test_round (Partners *fixture, gconstpointer data)
{
  g_autofree char *id = NULL, *first = NULL, *second = NULL, *stale = NULL, *two = NULL;
  g_autoptr (CercleRecord) enquiry = NULL;

  in_round (fixture, "Halte", "2020-06-01", 30);
  in_round (fixture, "Closerie", "2020-03-01", 90);
  in_round (fixture, "Relayage", NULL, 90);
  in_round (fixture, "Fougères", "2020-05-24", 30);
  partners_tell (fixture, "Halte", "2020-06-22T06:00:00.000Z", 1);
  partners_tell (fixture, "Closerie", "2020-06-20T06:00:00.000Z", 1);
  partners_tell (fixture, "Relayage", "2020-06-21T06:00:00.000Z", 1);
  first = names_of (cercle_partner_round (fixture->store, fixture->now, TODAY, 15, NULL));
  g_assert_cmpstr (first, ==, "Fougères, Closerie, Relayage, Halte");
  two = names_of (cercle_partner_round (fixture->store, fixture->now, TODAY, 2, NULL));
  g_assert_cmpstr (two, ==, "Fougères, Closerie");
  id = cercle_enquiry_id (TERRITORY, g_hash_table_lookup (fixture->ids, "Fougères"), NULL, TODAY);
  enquiry = cercle_record_new_with_id (&cercle_enquiry_kind, id);
  cercle_record_set_text (enquiry, CERCLE_ENQUIRY_ORGANISATION,
                          g_hash_table_lookup (fixture->ids, "Fougères"));
  cercle_record_set_text (enquiry, CERCLE_ENQUIRY_HELD_ON, TODAY);
  cercle_record_set_text (enquiry, CERCLE_ENQUIRY_OUTCOME, "no_answer");
  partners_put (fixture, enquiry, TERRITORY);
  second = names_of (cercle_partner_round (fixture->store, fixture->now, TODAY, 1, NULL));
  g_assert_cmpstr (second, ==, "Fougères"); /* nobody answered: still to be rung */
  cercle_record_set_text (enquiry, CERCLE_ENQUIRY_OUTCOME, "reached");
  partners_put (fixture, enquiry, TERRITORY);
  g_free (second);
  second = names_of (cercle_partner_round (fixture->store, fixture->now, TODAY, 1, NULL));
  g_assert_cmpstr (second, ==, "Closerie");
  stale = names_of (cercle_partner_stale (fixture->store, fixture->now, TODAY, 15, NULL));
  g_assert_cmpstr (stale, ==, "Closerie, Fougères, Relayage");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/report/partner-sheet/former", Partners, NULL, partners_set_up, test_former,
              partners_tear_down);
  g_test_add ("/report/partner-sheet/sources", Partners, NULL, partners_set_up, test_sources,
              partners_tear_down);
  g_test_add ("/report/partner-sheet/evidence", Partners, NULL, partners_set_up, test_evidence,
              partners_tear_down);
  g_test_add ("/report/partner-sheet/proposals", Partners, NULL, partners_set_up, test_proposals,
              partners_tear_down);
  g_test_add ("/report/partner-sheet/completeness", Partners, NULL, partners_set_up,
              test_completeness, partners_tear_down);
  g_test_add ("/report/partner-sheet/round", Partners, NULL, partners_set_up, test_round,
              partners_tear_down);
  return g_test_run ();
}
