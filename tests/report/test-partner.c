/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who answers a question, in the order of what they answered us before? */
#include "cercle-organisation.h"
#include "partners.h"

static void
test_question (Partners *fixture, gconstpointer data)
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
      g_autofree char *names = partners_found (fixture,
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
test_words (Partners *fixture, gconstpointer data)
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

  partners_add (fixture, &partner);
  id = g_hash_table_lookup (fixture->ids, partner.name);
  organisation = cercle_store_get (fixture->store, &cercle_organisation_kind, id, NULL);
  cercle_record_set_text (organisation, CERCLE_ORGANISATION_CATEGORY,
                          "Institut médico-éducatif (IME)");
  cercle_record_set_text (organisation, CERCLE_ORGANISATION_STRENGTHS, "Des poneys");
  cercle_record_set_text (organisation, CERCLE_ORGANISATION_PHONE, "+33231998877");
  cercle_record_set_text (organisation, CERCLE_ORGANISATION_FINESS, "140000308");
  partners_put (fixture, organisation, TERRITORY);
  cercle_record_set_text (place, CERCLE_PLACE_ORGANISATION, id);
  cercle_record_set_text (place, CERCLE_PLACE_PHONE, "+33261914408");
  partners_put (fixture, place, TERRITORY);
  cercle_record_set_text (service, CERCLE_SERVICE_ORGANISATION, id);
  cercle_record_set_text (service, CERCLE_SERVICE_NAME, "Séjours");
  partners_put (fixture, service, TERRITORY);
  cercle_record_set_text (contact, CERCLE_CONTACT_ORGANISATION, id);
  cercle_record_set_text (contact, CERCLE_CONTACT_FIRST_NAME, "Odile");
  cercle_record_set_text (contact, CERCLE_CONTACT_LAST_NAME, "Anquetil");
  cercle_record_set_text (contact, CERCLE_CONTACT_FUNCTION, "Cheffe de service");
  cercle_record_set_text (contact, CERCLE_CONTACT_MOBILE, "+33639981122");
  partners_put (fixture, contact, TERRITORY);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *names =
          partners_found (fixture, (CerclePartnerQuestion){ .text = lines[i][0], .age = -1 }, NULL);

      g_test_message ("“%s”", lines[i][0]);
      g_assert_cmpstr (names, ==, lines[i][1]);
    }
}

/* More of them than are looked at: whom we asked is found all the same, and comes first. */
static void
test_many (Partners *fixture, gconstpointer data)
{
  const CerclePartnerQuestion school = { .themes = "school", .age = 30 };
  guint total = 0;
  g_autofree char *names = NULL, *none = NULL;

  g_assert_true (cercle_store_begin (fixture->store, NULL));
  for (guint i = 0; i < CERCLE_PARTNER_LOOKED + 10; i++)
    {
      g_autofree char *name = g_strdup_printf ("Service %04u", i);
      const Partner partner = { name, "14118", "school", NULL, NULL, 20, 60, NULL };

      partners_add (fixture, &partner);
    }
  g_assert_true (cercle_store_commit (fixture->store, NULL));
  partners_ask (fixture, "Service 2008", "2020-06-01", "2020-06-04", "yes", NULL);
  partners_ask (fixture, "Halte", "2020-06-01", "2020-06-04", "yes", NULL);
  names = partners_found (fixture, school, &total);
  g_assert_true (g_str_has_prefix (names, "Service 2008, Service 0000, Service 0001, "));
  g_assert_cmpuint (total, >=, CERCLE_PARTNER_LOOKED);
  none = partners_found (fixture, (CerclePartnerQuestion){ .themes = "school", .age = 99 }, &total);
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpuint (total, ==, 0);
}

/* What a service does for whom; what a partner belongs to, and how far it has come. */
static void
test_specialities (Partners *fixture, gconstpointer data)
{
  static const struct
  {
    const CercleKind *kind;
    const char *name;
    guint field;
    const char *value;
  } said[] = {
    { &cercle_service_kind, "Closerie", CERCLE_SERVICE_OFFER, "57" },
    { &cercle_service_kind, "Halte", CERCLE_SERVICE_OFFER, "38" },
    { &cercle_service_kind, "Closerie", CERCLE_SERVICE_HANDICAPS, "autism multiple" },
    { &cercle_service_kind, "Halte", CERCLE_SERVICE_HANDICAPS, "motor" },
    { &cercle_service_kind, "Closerie", CERCLE_SERVICE_PUBLICS, "child" },
    { &cercle_service_kind, "Halte", CERCLE_SERVICE_PUBLICS, "adult" },
    { &cercle_service_kind, "Fougères", CERCLE_SERVICE_HANDICAPS, "blind" },
    { &cercle_service_kind, "Fougères", CERCLE_SERVICE_PUBLICS, "carer" },
    { &cercle_organisation_kind, "Mairie", CERCLE_ORGANISATION_NETWORKS, "nexem" },
    { &cercle_organisation_kind, "Halte", CERCLE_ORGANISATION_NETWORKS, "apf nexem" },
    { &cercle_organisation_kind, "Halte", CERCLE_ORGANISATION_STATUS, "volunteer" },
    { &cercle_organisation_kind, "Mairie", CERCLE_ORGANISATION_IN_CERCLE, NULL },
    { &cercle_organisation_kind, "École", CERCLE_ORGANISATION_CLOSED_ON, "2020-06-01" },
  };
  const struct
  {
    CerclePartnerQuestion question;
    const char *names;
  } lines[] = {
    { { .offers = "57 38", .age = -1 }, "Closerie, Halte" },
    { { .offers = "57", .age = 40 }, "" },
    /* Who does not say stays in. */
    { { .themes = "respite", .handicaps = "autism", .age = 9 },
      "Caen seulement, Closerie, Relayage" },
    { { .themes = "respite", .handicaps = "autism motor", .age = 9 },
      "Caen seulement, Closerie, Halte, Relayage" },
    { { .themes = "respite", .publics = "child", .age = 9 }, "Caen seulement, Closerie, Relayage" },
    { { .networks = "nexem", .age = -1 }, "Halte, Mairie" },
    { { .networks = "apf croix_rouge", .age = -1 }, "Halte" },
    { { .networks = "nexem", .themes = "respite", .age = -1 }, "Halte" },
    { { .standing = "volunteer", .age = -1 }, "Halte" },
    { { .standing = "committed", .age = -1 }, "" },
    { { .standing = "in_cercle", .age = -1 }, "Mairie" },
    { { .standing = "closed", .age = -1 }, "École" },
    { { .text = "ecole", .age = -1 }, "" },
    { { .text = "ecole", .standing = "closed", .age = -1 }, "École" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    partners_change (fixture, said[i].kind, said[i].name, said[i].field, said[i].value);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *names = partners_found (fixture, lines[i].question, NULL);

      g_test_message ("line %u", i);
      g_assert_cmpstr (names, ==, lines[i].names);
    }
}

/* Asked for a day to come: who is closed then comes last, and what is free until an earlier day is
 * not free. */
static void
test_day (Partners *fixture, gconstpointer data)
{
  const CerclePartnerQuestion saturday = {
    .themes = "respite", .commune = "14366", .age = 9, .slots = "sat_am sat_pm", .day = "2020-06-27"
  };
  CerclePartnerQuestion today = saturday;
  g_autoptr (CercleRecord) closure = cercle_record_new (&cercle_notice_kind);
  g_autofree char *then = NULL, *now = NULL;

  today.day = NULL;
  cercle_record_set_text (closure, CERCLE_NOTICE_ORGANISATION,
                          g_hash_table_lookup (fixture->ids, "Closerie"));
  cercle_record_set_text (closure, CERCLE_NOTICE_SORT, "closure");
  cercle_record_set_text (closure, CERCLE_NOTICE_FROM_ON, "2020-06-26");
  cercle_record_set_text (closure, CERCLE_NOTICE_TO_ON, "2020-06-28");
  partners_put (fixture, closure, TERRITORY);
  now = partners_found (fixture, today, NULL);
  g_assert_cmpstr (now, ==, "Closerie, Halte, Relayage");
  then = partners_found (fixture, saturday, NULL);
  g_assert_cmpstr (then, ==, "Halte, Relayage, Closerie");
  partners_tell (fixture, "Relayage", NOW, 2);
  g_free (then);
  then = partners_found (fixture, saturday, NULL);
  g_assert_cmpstr (then, ==, "Relayage, Halte, Closerie");
  partners_change (fixture, &cercle_capacity_kind, "Relayage", CERCLE_CAPACITY_UNTIL_ON,
                   "2020-06-25");
  g_free (then);
  then = partners_found (fixture, saturday, NULL);
  g_assert_cmpstr (then, ==, "Halte, Relayage, Closerie");
}

/* Whoever has closed for good is found by a name, after all others however often they said yes; a
 * need, and what leaves the desk, finds only those who are open. */
static void
test_closed (Partners *fixture, gconstpointer data)
{
  static const struct
  {
    CerclePartnerQuestion question;
    const char *names;
  } lines[] = {
    { { .text = "lisieux", .age = -1, .also_closed = TRUE },
      "Aînés, Fougères, Mairie, Relayage, École, Halte" },
    { { .text = "halte", .age = -1, .also_closed = TRUE }, "Halte" },
    { { .text = "halte", .age = -1 }, "" },
    { { .text = "halte", .age = 9, .also_closed = TRUE }, "" },
    { { .text = "halte", .themes = "respite", .age = -1, .also_closed = TRUE }, "" },
    { { .themes = "respite", .commune = "14366", .age = 9, .also_closed = TRUE },
      "Closerie, Fougères, Relayage" },
    { { .text = "halte", .standing = "volunteer", .age = -1, .also_closed = TRUE }, "" },
  };

  partners_ask (fixture, "Halte", "2020-06-01", "2020-06-04", "yes", NULL);
  partners_change (fixture, &cercle_organisation_kind, "Halte", CERCLE_ORGANISATION_CLOSED_ON,
                   "2020-06-10");
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *names = partners_found (fixture, lines[i].question, NULL);

      g_test_message ("line %u", i);
      g_assert_cmpstr (names, ==, lines[i].names);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/report/partner/question", Partners, NULL, partners_set_up, test_question,
              partners_tear_down);
  g_test_add ("/report/partner/words", Partners, NULL, partners_set_up, test_words,
              partners_tear_down);
  g_test_add ("/report/partner/many", Partners, NULL, partners_set_up, test_many,
              partners_tear_down);
  g_test_add ("/report/partner/specialities", Partners, NULL, partners_set_up, test_specialities,
              partners_tear_down);
  g_test_add ("/report/partner/closed", Partners, NULL, partners_set_up, test_closed,
              partners_tear_down);
  g_test_add ("/report/partner/day", Partners, NULL, partners_set_up, test_day, partners_tear_down);
  return g_test_run ();
}
