/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who answers a question, in the order of what they answered us before? */
#include <glib/gstdio.h>

#include "cercle-case.h"
#include "cercle-instant.h"
#include "cercle-organisation.h"
#include "cercle-partner.h"
#include "cercle-request.h"

#define TODAY "2020-06-23"
#define NOW "2020-06-23T07:42:00.000Z"
#define TERRITORY "t:14"
#define COMMUNITY "c:0199c0de-0000-7000-8000-000000000001"

typedef struct
{
  char *folder, *path;
  CercleStore *store;
  GHashTable *ids; /* name → identity */
  GPtrArray *kept; /* whose identities are told */
  gint64 now;
} Fixture;

static const char *
put (Fixture *fixture, CercleRecord *record, const char *scope)
{
  const char *id = cercle_record_get_id (record);
  CercleEnvelope *envelope = cercle_record_envelope (record);
  GError *error = NULL;

  cercle_envelope_set (&envelope->scope, scope);
  cercle_envelope_set (&envelope->audience, "national");
  g_ptr_array_add (fixture->kept, g_object_ref (record));
  g_assert_true (cercle_store_put (fixture->store, record, &error));
  g_assert_no_error (error);
  return id;
}

typedef struct
{
  const char *name, *commune, *themes, *slots, *communes;
  int from, to;
  const char *missions;
} Partner;

static void
put_partner (Fixture *fixture, const Partner *partner)
{
  g_autoptr (CercleRecord) organisation = cercle_record_new (&cercle_organisation_kind);
  g_autoptr (CercleRecord) place = cercle_record_new (&cercle_place_kind);
  g_autoptr (CercleRecord) service = cercle_record_new (&cercle_service_kind);
  const char *id = cercle_record_get_id (organisation);

  g_hash_table_insert (fixture->ids, g_strdup (partner->name), g_strdup (id));
  cercle_record_set_text (organisation, CERCLE_ORGANISATION_NAME, partner->name);
  cercle_record_set_text (organisation, CERCLE_ORGANISATION_FAMILY, "esms");
  put (fixture, organisation, TERRITORY);
  cercle_record_set_text (place, CERCLE_PLACE_ORGANISATION, id);
  cercle_record_set_text (place, CERCLE_PLACE_COMMUNE, partner->commune);
  put (fixture, place, TERRITORY);
  if (partner->themes == NULL)
    return;
  cercle_record_set_text (service, CERCLE_SERVICE_ORGANISATION, id);
  cercle_record_set_text (service, CERCLE_SERVICE_NAME, "Service");
  cercle_record_set_text (service, CERCLE_SERVICE_THEMES, partner->themes);
  cercle_record_set_text (service, CERCLE_SERVICE_SLOTS, partner->slots);
  cercle_record_set_text (service, CERCLE_SERVICE_MISSIONS, partner->missions);
  cercle_record_set_text (service, CERCLE_SERVICE_COMMUNES, partner->communes);
  cercle_record_set_integer (service, CERCLE_SERVICE_AGE_FROM, partner->from);
  cercle_record_set_integer (service, CERCLE_SERVICE_AGE_TO, partner->to);
  put (fixture, service, TERRITORY);
}

static CercleRecord *
new_request (Fixture *fixture, const char *name, const char *asked, const char *answered,
             const char *answer, const char *motive)
{
  CercleRecord *request = cercle_record_new (&cercle_request_kind);

  cercle_record_set_text (request, CERCLE_REQUEST_CASE, "0199c0de-0000-7000-8000-0000000000ca");
  cercle_record_set_text (request, CERCLE_REQUEST_ORGANISATION,
                          g_hash_table_lookup (fixture->ids, name));
  cercle_record_set_text (request, CERCLE_REQUEST_ASKED_ON, asked);
  cercle_record_set_text (request, CERCLE_REQUEST_ANSWERED_ON, answered);
  cercle_record_set_text (request, CERCLE_REQUEST_ANSWER, answer);
  cercle_record_set_text (request, CERCLE_REQUEST_MOTIVE, motive);
  return request;
}

static void
ask (Fixture *fixture, const char *name, const char *asked, const char *answered,
     const char *answer, const char *motive)
{
  g_autoptr (CercleRecord) request = new_request (fixture, name, asked, answered, answer, motive);
  put (fixture, request, COMMUNITY);
}

static void
tell (Fixture *fixture, const char *name, const char *at, int n)
{
  g_autoptr (CercleRecord) capacity = cercle_record_new (&cercle_capacity_kind);

  cercle_record_set_text (capacity, CERCLE_CAPACITY_ORGANISATION,
                          g_hash_table_lookup (fixture->ids, name));
  cercle_record_set_integer (capacity, CERCLE_CAPACITY_FREE, n);
  cercle_record_set_text (capacity, CERCLE_CAPACITY_TOLD_AT, at);
  put (fixture, capacity, TERRITORY);
}

static const Partner partners[] = {
  { "Relayage", "14366", "respite home_help", "sat_am sat_pm", NULL, 6, 60, "respite_home" },
  { "Closerie", "14431", "respite", "sat_am", NULL, 0, 20, "respite_carers respite_home" },
  { "Halte", "14366", "respite", NULL, "14366 14118", 0, 99 },
  { "Fougères", "14366", "respite", "mon_am", NULL, 0, 99 },
  { "Aînés", "14366", "respite", "sat_am", NULL, 60, 120 },
  { "Caen seulement", "14118", "respite", "sat_am", "14118", 0, 99 },
  { "École", "14366", "school", "mon_am", NULL, 3, 16 },
  { "Mairie", "14366", NULL, NULL, NULL, 0, 0 },
};

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GError *error = NULL;

  fixture->folder = g_dir_make_tmp ("cercle-partner-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "desk.db", NULL);
  fixture->store = cercle_store_open (fixture->path, CERCLE_STORE_DESK, NULL, &error);
  g_assert_no_error (error);
  fixture->kept = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_assert_true (cercle_instant_parse (NOW, &fixture->now));
  for (guint i = 0; i < G_N_ELEMENTS (partners); i++)
    put_partner (fixture, &partners[i]);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  static const char *const ends[] = { "", "-wal", "-shm" };

  g_assert_finalize_object (fixture->store);
  g_hash_table_unref (fixture->ids);
  g_ptr_array_unref (fixture->kept);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, ends[i], NULL);
      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

/* Names of who is found, joined. */
static char *
found (Fixture *fixture, CerclePartnerQuestion question, guint *total)
{
  g_autoptr (GPtrArray) lines = NULL;
  GString *names = g_string_new (NULL);
  GError *error = NULL;

  question.now = fixture->now;
  question.today = TODAY;
  lines = cercle_partner_find (fixture->store, &question, total, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < lines->len; i++)
    {
      CerclePartnerLine *line = lines->pdata[i];
      g_string_append_printf (
          names, "%s%s", i > 0 ? ", " : "",
          cercle_record_get_text (line->organisation, CERCLE_ORGANISATION_NAME));
    }
  return g_string_free (names, FALSE);
}

static void
test_question (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text, *themes, *commune;
    int age;
    const char *slots, *names, *mission;
  } lines[] = {
    { NULL, "respite", "14366", 9, "sat_am sat_pm", "Closerie, Halte, Relayage" },
    { NULL, "respite", "14366", 9, NULL, "Closerie, Fougères, Halte, Relayage" },
    { NULL, "respite", "14118", 9, "sat_pm", "Halte, Relayage" },
    { NULL, "respite", NULL, 80, NULL, "Aînés, Caen seulement, Fougères, Halte" },
    { NULL, "work", NULL, -1, NULL, "" },
    { "lisieux", NULL, NULL, -1, NULL, "Aînés, Fougères, Halte, Mairie, Relayage, École" },
    { "relay", "respite", NULL, -1, NULL, "Relayage" },
    /* What a case needs: one of them suffices. */
    { NULL, "school home_help", NULL, -1, NULL, "Relayage, École" },
    { NULL, "respite school", "14366", 9, "mon_am", "Fougères, Halte, École" },
    { NULL, NULL, NULL, 9, NULL, "Closerie, Relayage", "respite_home" },
    { NULL, "home_help", NULL, -1, NULL, "Relayage", "respite_home" },
    { NULL, NULL, "14118", 5, NULL, "Caen seulement, Closerie, Fougères, Halte, École" },
    { "lisieux", NULL, NULL, 70, NULL, "Aînés, Fougères, Halte" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      guint total = 0;
      g_autofree char *names = found (fixture,
                                      (CerclePartnerQuestion){ .text = lines[i].text,
                                                               .themes = lines[i].themes,
                                                               .commune = lines[i].commune,
                                                               .age = lines[i].age,
                                                               .mission = lines[i].mission,
                                                               .slots = lines[i].slots },
                                      &total);

      g_test_message ("line %u", i);
      g_assert_cmpstr (names, ==, lines[i].names);
    }
}

/* By name, town, speciality, person and telephone, however they are typed. */
static void
test_words (Fixture *fixture, gconstpointer data)
{
  static const char *const lines[][2] = {
    { "chateau de l'ilot", "Château de l’Îlot" },
    { "CHÂTEAU ILOT", "Château de l’Îlot" },
    { "ilo cha", "Château de l’Îlot" },
    { "pont l'eveque", "Château de l’Îlot" },
    { "medico-educatif", "Château de l’Îlot" },
    { "institut éducatif chateau", "Château de l’Îlot" },
    { "poneys", "Château de l’Îlot" },
    { "sejours", "Château de l’Îlot" },
    { "anquetil", "Château de l’Îlot" },
    { "Mme Anquetil", "" },
    { "odile anquetil ilot", "Château de l’Îlot" },
    { "cheffe", "Château de l’Îlot" },
    { "0231998877", "Château de l’Îlot" },
    { "02 31 99 88 77", "Château de l’Îlot" },
    { "02.31.99", "Château de l’Îlot" },
    { "+33 2 31 99 88 77", "Château de l’Îlot" },
    { "+33 (0)2 31 99 88 77", "Château de l’Îlot" },
    { "0033231998877", "Château de l’Îlot" },
    { "06-39-98-11-22", "Château de l’Îlot" },
    { "02 61 91 44 08", "Château de l’Îlot" },
    { "140000308", "Château de l’Îlot" },
    { "06 39 98 11 23", "" },
  };
  const Partner partner = { "Château de l’Îlot", "14514", NULL, NULL, NULL, 0, 0, NULL };
  g_autoptr (CercleRecord) organisation = NULL, place = cercle_record_new (&cercle_place_kind);
  g_autoptr (CercleRecord) service = cercle_record_new (&cercle_service_kind);
  g_autoptr (CercleRecord) contact = cercle_record_new (&cercle_contact_kind);
  const char *id = NULL;

  put_partner (fixture, &partner);
  id = g_hash_table_lookup (fixture->ids, partner.name);
  organisation = cercle_store_get (fixture->store, &cercle_organisation_kind, id, NULL);
  cercle_record_set_text (organisation, CERCLE_ORGANISATION_CATEGORY,
                          "Institut médico-éducatif (IME)");
  cercle_record_set_text (organisation, CERCLE_ORGANISATION_STRENGTHS, "Des poneys");
  cercle_record_set_text (organisation, CERCLE_ORGANISATION_PHONE, "+33231998877");
  cercle_record_set_text (organisation, CERCLE_ORGANISATION_FINESS, "140000308");
  put (fixture, organisation, TERRITORY);
  cercle_record_set_text (place, CERCLE_PLACE_ORGANISATION, id);
  cercle_record_set_text (place, CERCLE_PLACE_PHONE, "+33261914408");
  put (fixture, place, TERRITORY);
  cercle_record_set_text (service, CERCLE_SERVICE_ORGANISATION, id);
  cercle_record_set_text (service, CERCLE_SERVICE_NAME, "Séjours");
  put (fixture, service, TERRITORY);
  cercle_record_set_text (contact, CERCLE_CONTACT_ORGANISATION, id);
  cercle_record_set_text (contact, CERCLE_CONTACT_FIRST_NAME, "Odile");
  cercle_record_set_text (contact, CERCLE_CONTACT_LAST_NAME, "Anquetil");
  cercle_record_set_text (contact, CERCLE_CONTACT_FUNCTION, "Cheffe de service");
  cercle_record_set_text (contact, CERCLE_CONTACT_MOBILE, "+33639981122");
  put (fixture, contact, TERRITORY);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *names =
          found (fixture, (CerclePartnerQuestion){ .text = lines[i][0], .age = -1 }, NULL);

      g_test_message ("“%s”", lines[i][0]);
      g_assert_cmpstr (names, ==, lines[i][1]);
    }
}

/* More of them than are looked at: whom we asked is found all the same, and comes first. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  const CerclePartnerQuestion school = { .themes = "school", .age = 30 };
  guint total = 0;
  g_autofree char *names = NULL, *none = NULL;

  g_assert_true (cercle_store_begin (fixture->store, NULL));
  for (guint i = 0; i < CERCLE_PARTNER_LOOKED + 10; i++)
    {
      g_autofree char *name = g_strdup_printf ("Service %04u", i);
      const Partner partner = { name, "14118", "school", NULL, NULL, 20, 60, NULL };

      put_partner (fixture, &partner);
    }
  g_assert_true (cercle_store_commit (fixture->store, NULL));
  ask (fixture, "Service 2008", "2020-06-01", "2020-06-04", "yes", NULL);
  ask (fixture, "Halte", "2020-06-01", "2020-06-04", "yes", NULL);
  names = found (fixture, school, &total);
  g_assert_true (g_str_has_prefix (names, "Service 2008, Service 0000, Service 0001, "));
  g_assert_cmpuint (total, >=, CERCLE_PARTNER_LOOKED);
  none = found (fixture, (CerclePartnerQuestion){ .themes = "school", .age = 99 }, &total);
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpuint (total, ==, 0);
}

static void
test_evidence (Fixture *fixture, gconstpointer data)
{
  const CerclePartnerQuestion respite = { .themes = "respite", .age = -1 };
  g_autofree char *names = NULL;
  g_autoptr (CerclePartnerSheet) sheet = NULL;
  GError *error = NULL;

  ask (fixture, "Halte", "2020-06-01", "2020-06-04", "yes", NULL);
  ask (fixture, "Halte", "2020-06-10", "2020-06-11", "no", "113");
  ask (fixture, "Relayage", "2020-06-10", "2020-06-16", "yes", NULL);
  ask (fixture, "Relayage", "2020-06-20", NULL, "waiting", NULL);
  ask (fixture, "Closerie", "2020-06-10", "2020-06-16", "partial", NULL);
  ask (fixture, "Aînés", "2020-06-10", NULL, "waiting", NULL);
  ask (fixture, "Aînés", "2020-06-10", "2020-06-11", "withdrawn", NULL);
  tell (fixture, "Fougères", "2020-06-23T06:00:00.000Z", 2);
  names = found (fixture, respite, NULL);
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
test_proposals (Fixture *fixture, gconstpointer data)
{
  const char *id = g_hash_table_lookup (fixture->ids, "Halte");
  g_autoptr (CerclePartnerSheet) sheet = NULL, after = NULL;

  ask (fixture, "Halte", "2020-06-01", "2020-06-04", "no", "122");
  ask (fixture, "Halte", "2020-06-02", "2020-06-05", "no", "122");
  ask (fixture, "Halte", "2019-06-02", "2019-06-05", "no", "113"); /* long ago */
  ask (fixture, "Halte", "2020-06-02", "2020-06-05", "no", "113");
  ask (fixture, "Halte", "2020-06-02", "2020-06-05", "no", "124"); /* says nothing of the partner */
  ask (fixture, "Halte", "2020-06-03", "2020-06-05", "no", "124");
  sheet = cercle_partner_read (fixture->store, id, fixture->now, TODAY, NULL);
  g_assert_cmpuint (sheet->proposals->len, ==, 1);
  g_assert_cmpstr (sheet->proposals->pdata[0], ==, "122");
  g_assert_nonnull (cercle_partner_condition ("122"));
  g_assert_null (cercle_partner_condition ("124"));
  cercle_record_set_token (sheet->line->organisation, CERCLE_ORGANISATION_KNOWN_REFUSALS, "122",
                           TRUE);
  put (fixture, sheet->line->organisation, TERRITORY);
  after = cercle_partner_read (fixture->store, id, fixture->now, TODAY, NULL);
  g_assert_cmpuint (after->proposals->len, ==, 0);
}

static gboolean
lacks (const CerclePartnerSheet *sheet, const char *id)
{
  for (guint i = 0; i < sheet->missing->len; i++)
    if (g_str_equal (((const CerclePartnerCriterion *) sheet->missing->pdata[i])->id, id))
      return TRUE;
  return FALSE;
}

static void
test_completeness (Fixture *fixture, gconstpointer data)
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
  put (fixture, sheet->line->organisation, TERRITORY);
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
in_round (Fixture *fixture, const char *name, const char *verified, int every)
{
  const char *id = g_hash_table_lookup (fixture->ids, name);
  g_autoptr (CercleRecord) organisation =
      cercle_store_get (fixture->store, &cercle_organisation_kind, id, NULL);

  cercle_record_set_flag (organisation, CERCLE_ORGANISATION_IN_ROUND, TRUE);
  cercle_record_set_text (organisation, CERCLE_ORGANISATION_VERIFIED_ON, verified);
  cercle_record_set_integer (organisation, CERCLE_ORGANISATION_CHECK_EVERY, every);
  put (fixture, organisation, TERRITORY);
}

static void
test_round (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL, *first = NULL, *second = NULL, *stale = NULL, *two = NULL;
  g_autoptr (CercleRecord) enquiry = NULL;

  in_round (fixture, "Halte", "2020-06-01", 30);
  in_round (fixture, "Closerie", "2020-03-01", 90);
  in_round (fixture, "Relayage", NULL, 90);
  in_round (fixture, "Fougères", "2020-05-24", 30);
  tell (fixture, "Halte", "2020-06-22T06:00:00.000Z", 1);
  tell (fixture, "Closerie", "2020-06-20T06:00:00.000Z", 1);
  tell (fixture, "Relayage", "2020-06-21T06:00:00.000Z", 1);
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
  put (fixture, enquiry, TERRITORY);
  second = names_of (cercle_partner_round (fixture->store, fixture->now, TODAY, 1, NULL));
  g_assert_cmpstr (second, ==, "Fougères"); /* nobody answered: still to be rung */
  cercle_record_set_text (enquiry, CERCLE_ENQUIRY_OUTCOME, "reached");
  put (fixture, enquiry, TERRITORY);
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
  g_test_add ("/report/partner/question", Fixture, NULL, set_up, test_question, tear_down);
  g_test_add ("/report/partner/words", Fixture, NULL, set_up, test_words, tear_down);
  g_test_add ("/report/partner/many", Fixture, NULL, set_up, test_many, tear_down);
  g_test_add ("/report/partner/evidence", Fixture, NULL, set_up, test_evidence, tear_down);
  g_test_add ("/report/partner/proposals", Fixture, NULL, set_up, test_proposals, tear_down);
  g_test_add ("/report/partner/completeness", Fixture, NULL, set_up, test_completeness, tear_down);
  g_test_add ("/report/partner/round", Fixture, NULL, set_up, test_round, tear_down);
  return g_test_run ();
}
