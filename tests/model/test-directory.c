/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* When is what a partner told no longer true, and what may a sheet say? */
#include "cercle-directory.h"
#include "cercle-instant.h"
#include "cercle-organisation.h"

#define NOW "2020-06-23T07:42:00.000Z"
#define TODAY "2020-06-23"

static void
test_capacity_ages (void)
{
  static const struct
  {
    const char *told, *until;
    CercleCapacityAge age;
  } lines[] = {
    { "2020-06-23T07:00:00.000Z", NULL, CERCLE_CAPACITY_CURRENT },
    { "2020-06-22T07:43:00.000Z", NULL, CERCLE_CAPACITY_CURRENT },
    { "2020-06-22T07:42:00.000Z", NULL, CERCLE_CAPACITY_OLD },
    { "2020-06-20T07:43:00.000Z", NULL, CERCLE_CAPACITY_OLD },
    { "2020-06-20T07:42:00.000Z", NULL, CERCLE_CAPACITY_HIDDEN },
    { "2020-06-01T07:42:00.000Z", "2020-06-28", CERCLE_CAPACITY_HIDDEN },
    { "2020-06-23T07:00:00.000Z", "2020-06-23", CERCLE_CAPACITY_CURRENT },
    { "2020-06-23T07:00:00.000Z", "2020-06-22", CERCLE_CAPACITY_UNKNOWN },
    { "2020-06-24T07:00:00.000Z", NULL,
      CERCLE_CAPACITY_CURRENT }, /* another desk's clock is ahead */
    { NULL, NULL, CERCLE_CAPACITY_UNKNOWN },
  };
  gint64 now;

  g_assert_true (cercle_instant_parse (NOW, &now));
  g_assert_cmpint (cercle_capacity_age (NULL, now, TODAY), ==, CERCLE_CAPACITY_UNKNOWN);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (CercleRecord) capacity = cercle_record_new (&cercle_capacity_kind);

      cercle_record_set_text (capacity, CERCLE_CAPACITY_TOLD_AT, lines[i].told);
      cercle_record_set_text (capacity, CERCLE_CAPACITY_UNTIL_ON, lines[i].until);
      g_test_message ("told %s until %s", lines[i].told, lines[i].until);
      g_assert_cmpint (cercle_capacity_age (capacity, now, TODAY), ==, lines[i].age);
    }
}

static gboolean
says (CercleRecord *record, guint field, const char *value)
{
  cercle_record_set_text (record, field, value);
  return cercle_record_check (record, NULL);
}

static void
test_rules (void)
{
  g_autoptr (CercleRecord) notice = cercle_record_new (&cercle_notice_kind);
  g_autoptr (CercleRecord) service = cercle_record_new (&cercle_service_kind);

  cercle_record_set_text (notice, CERCLE_NOTICE_ORGANISATION,
                          "00000000-0000-7000-8000-000000000001");
  cercle_record_set_text (notice, CERCLE_NOTICE_SORT, "message");
  g_assert_false (says (notice, CERCLE_NOTICE_FROM_ON, "2020-07-01"));
  g_assert_true (says (notice, CERCLE_NOTICE_TEXT, "Fermé aux nouvelles demandes"));
  g_assert_true (says (notice, CERCLE_NOTICE_TO_ON, "2020-07-01"));
  g_assert_false (says (notice, CERCLE_NOTICE_TO_ON, "2020-06-30"));
  /* Communes by their code, those of Corsica too. */
  cercle_record_set_text (service, CERCLE_SERVICE_ORGANISATION,
                          "00000000-0000-7000-8000-000000000001");
  g_assert_true (says (service, CERCLE_SERVICE_NAME, "Relayage"));
  g_assert_true (says (service, CERCLE_SERVICE_COMMUNES, "14366 2A004"));
  g_assert_false (says (service, CERCLE_SERVICE_COMMUNES, "Lisieux"));
}

static void
test_identities (void)
{
  g_autofree char *monday = cercle_enquiry_id ("t:14", "a", NULL, "2020-06-22");
  g_autofree char *again = cercle_enquiry_id ("t:14", "a", NULL, "2020-06-22");
  g_autofree char *tuesday = cercle_enquiry_id ("t:14", "a", NULL, "2020-06-23");
  g_autofree char *campaign = cercle_enquiry_id ("t:14", "a", "c", "2020-06-22");
  g_autofree char *later = cercle_enquiry_id ("t:14", "a", "c", "2020-06-23");
  g_autofree char *site = cercle_source_id ("t:14", "finess", "140000019", "organisation");
  g_autofree char *place = cercle_source_id ("t:14", "finess", "140000019", "place");

  g_assert_cmpstr (monday, ==, again);
  g_assert_cmpstr (monday, !=, tuesday);
  g_assert_cmpstr (campaign, ==, later);
  g_assert_cmpstr (monday, !=, campaign);
  g_assert_cmpstr (site, !=, place);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/directory/capacity-ages", test_capacity_ages);
  g_test_add_func ("/model/directory/rules", test_rules);
  g_test_add_func ("/model/directory/identities", test_identities);
  return g_test_run ();
}
