/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a change of many cases do to one, and which one does it leave alone? */
#include "cercle-bulk.h"
#include "cercle-case.h"
#include "cercle-event.h"
#include "cercle-moves.h"

#define A "member:01900000-0000-7000-8000-0000000000a1"
#define B "organisation:01900000-0000-7000-8000-0000000000b2"
#define ZONE "Europe/Paris"

static CercleRecord *
make_case (const char *status, const char *holder, const char *promised_by)
{
  CercleRecord *kase = cercle_record_new (&cercle_case_kind);

  cercle_record_set_text (kase, CERCLE_CASE_PERSON, "01900000-0000-7000-8000-0000000000c3");
  cercle_record_set_text (kase, CERCLE_CASE_OPENED_ON, "2020-06-02");
  cercle_record_set_text (kase, CERCLE_CASE_STATUS, status);
  cercle_record_set_text (kase, CERCLE_CASE_HOLDER, holder);
  cercle_record_set_text (kase, CERCLE_CASE_PROMISED_BY, promised_by);
  cercle_record_set_text (kase, CERCLE_CASE_NEXT_STEP, "Rappeler la mère");
  cercle_record_set_token (kase, CERCLE_CASE_TAGS, "summer", TRUE);
  return kase;
}

/* verdict: 1 changed, 0 so already, -1 refused. */
static const struct
{
  CercleBulk bulk;
  const char *status, *holder, *promised_by;
  int verdict;
} lines[] = {
  { { CERCLE_BULK_HAND_OVER, B }, "oriented", A, "2020-06-20", 1 },
  { { CERCLE_BULK_HAND_OVER, B }, "oriented", NULL, NULL, 1 },
  { { CERCLE_BULK_HAND_OVER, A }, "oriented", A, "2020-06-20", 0 },
  { { CERCLE_BULK_HAND_OVER, B }, "closed", A, NULL, -1 },
  { { CERCLE_BULK_HAND_OVER, "nobody" }, "oriented", A, NULL, -1 },
  { { CERCLE_BULK_POSTPONE, "2020-06-24" }, "oriented", A, "2020-06-20", 1 },
  { { CERCLE_BULK_POSTPONE, "2020-06-24" }, "oriented", A, NULL, 1 },
  { { CERCLE_BULK_POSTPONE, "2020-06-24" }, "oriented", NULL, NULL, 1 },
  { { CERCLE_BULK_POSTPONE, "2020-06-20" }, "oriented", A, "2020-06-20", 0 },
  { { CERCLE_BULK_POSTPONE, "2020-06-12" }, "oriented", A, "2020-06-20", -1 },
  { { CERCLE_BULK_POSTPONE, "2020-06-24" }, "closed", A, NULL, -1 },
  { { CERCLE_BULK_TAG, "ulis" }, "oriented", A, NULL, 1 },
  { { CERCLE_BULK_TAG, "ulis" }, "closed", A, NULL, 1 },
  { { CERCLE_BULK_TAG, "summer" }, "oriented", A, NULL, 0 },
  { { CERCLE_BULK_UNTAG, "summer" }, "oriented", A, NULL, 1 },
  { { CERCLE_BULK_UNTAG, "ulis" }, "oriented", A, NULL, 0 },
};

static void
test_change (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (CercleRecord) kase =
      make_case (lines[i].status, lines[i].holder, lines[i].promised_by);
  g_autoptr (CercleRecord) before = cercle_record_copy (kase);
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleRecord) after = cercle_bulk_change (&lines[i].bulk, kase, ZONE, &error);

  g_assert_true ((after != NULL) == (lines[i].verdict > 0));
  g_assert_true ((error != NULL) == (lines[i].verdict < 0));
  if (error != NULL)
    {
      g_assert_true (error->domain == CERCLE_RECORD_ERROR);
      g_assert_true (g_str_has_suffix (error->message, "."));
    }
  for (guint f = 0; f < CERCLE_CASE_N_FIELDS; f++)
    g_assert_true (cercle_record_same (kase, before, f));
}

/* A hand-over keeps what is to be done and until when; a new day keeps the holder. */
static void
test_what_stays (void)
{
  g_autoptr (CercleRecord) kase = make_case ("oriented", A, "2020-06-20");
  g_autoptr (CercleRecord) later = cercle_record_copy (kase);
  const CercleBulk hand = { CERCLE_BULK_HAND_OVER, B };
  const CercleBulk day = { CERCLE_BULK_POSTPONE, "2020-06-24" };
  g_autoptr (CercleRecord) handed = cercle_bulk_change (&hand, kase, ZONE, NULL);
  g_autoptr (CercleRecord) postponed = cercle_bulk_change (&day, kase, ZONE, NULL);

  g_assert_cmpint (cercle_case_apply_event (kase, handed, ZONE, NULL), ==, CERCLE_MOVE_APPLIED);
  g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_HOLDER), ==, B);
  g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_NEXT_STEP), ==, "Rappeler la mère");
  g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_PROMISED_BY), ==, "2020-06-20");
  g_assert_cmpint (cercle_case_apply_event (later, postponed, ZONE, NULL), ==, CERCLE_MOVE_APPLIED);
  g_assert_cmpstr (cercle_record_get_text (later, CERCLE_CASE_HOLDER), ==, A);
  g_assert_cmpstr (cercle_record_get_text (later, CERCLE_CASE_NEXT_STEP), ==, "Rappeler la mère");
  g_assert_cmpstr (cercle_record_get_text (later, CERCLE_CASE_PROMISED_BY), ==, "2020-06-24");
}

static void
test_token (void)
{
  static const struct
  {
    const char *name, *token;
  } names[] = {
    { "Été 2020", "ete_2020" },
    { "  À  revoir / sœur ", "a_revoir_soeur" },
    { "ULIS", "ulis" },
    { "…", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *token = cercle_bulk_tag_token (names[i].name);
      g_assert_cmpstr (token, ==, names[i].token);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *path = g_strdup_printf ("/bulk/change/%02u", i);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_change);
    }
  g_test_add_func ("/bulk/what-stays", test_what_stays);
  g_test_add_func ("/bulk/token", test_token);
  return g_test_run ();
}
