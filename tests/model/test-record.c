/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does every field of every kind keep, tell and copy what it is given? */
#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-json.h"
#include "cercle-macros.h"
#include "cercle-display.h"
#include "random-record.h"

#define ROUNDS 20

static void
assert_same (CercleRecord *a, CercleRecord *b)
{
  for (guint i = 0; i < cercle_record_get_kind (a)->n_fields; i++)
    g_assert_true (cercle_record_same (a, b, i));
}

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer data)
{
  guint *count = data;
  (*count)++;
}

static void
test_properties (gconstpointer data)
{
  const CercleKind *kind = data;
  CercleRecord *from = cercle_record_new (kind);
  CercleRecord *to = cercle_record_new (kind);
  guint notified = 0;

  g_signal_connect (to, "notify", G_CALLBACK (count_cb), &notified);
  for (guint i = 0; i < kind->n_fields; i++)
    {
      g_autofree char *property = g_strdelimit (g_strdup (kind->fields[i].name), "_", '-');
      g_auto (GValue) value = G_VALUE_INIT;

      g_object_get_property (G_OBJECT (from), property, &value);
      g_object_set_property (G_OBJECT (to), property, &value);
      g_assert_false (cercle_record_is_set (to, i));
      random_record_fill_field (from, i);
      g_object_get_property (G_OBJECT (from), property, &value);
      g_object_set_property (G_OBJECT (to), property, &value);
      if (kind->fields[i].type == CERCLE_FLAG)
        cercle_record_set_flag (to, i, cercle_record_get_flag (from, i));
      g_assert_true (cercle_record_same (from, to, i));
      g_assert_cmpuint (notified, ==, i + 1);
      g_object_set_property (G_OBJECT (to), property, &value);
      g_assert_cmpuint (notified, ==, i + 1);
    }
  g_assert_finalize_object (from);
  g_assert_finalize_object (to);
}

static void
test_unset (gconstpointer data)
{
  const CercleKind *kind = data;
  CercleRecord *record = cercle_record_new (kind);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      g_autofree char *shown = cercle_record_display (record, i);
      g_assert_cmpstr (shown, ==, "");
      g_assert_false (cercle_record_is_set (record, i));
      random_record_fill_field (record, i);
      g_assert_true (cercle_record_is_set (record, i));
      g_assert_cmpuint (cercle_record_get_changed (record), ==, CERCLE_MASK (i));
      cercle_record_clear_changed (record);
      cercle_record_take_value (record, NULL, i);
      g_assert_false (cercle_record_is_set (record, i));
      g_assert_cmpuint (cercle_record_get_changed (record), ==, CERCLE_MASK (i));
      g_assert_true (cercle_record_same (record, NULL, i));
      cercle_record_clear_changed (record);
      cercle_record_unset (record, i);
      g_assert_cmpuint (cercle_record_get_changed (record), ==, 0);
    }
  g_assert_finalize_object (record);
}

static void
test_json (gconstpointer data)
{
  const CercleKind *kind = data;

  for (guint round = 0; round < ROUNDS; round++)
    {
      CercleRecord *from = random_record_new (kind);
      CercleRecord *to = random_record_new (kind);
      g_autofree char *text = random_record_print (from);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonObject) object = cercle_json_parse (text, -1, 10000000, &error);
      guint64 mask = 0;

      g_assert_no_error (error);
      cercle_record_apply_json (to, object, CERCLE_APPLY_DERIVED, &mask, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (mask, ==, G_MAXUINT64 >> (64 - kind->n_fields));
      assert_same (from, to);
      for (guint i = 0; i < kind->n_fields; i++)
        {
          cercle_record_check_field (from, i, &error);
          g_assert_no_error (error);
        }
      g_assert_finalize_object (from);
      g_assert_finalize_object (to);
    }
}

static void
test_values (gconstpointer data)
{
  const CercleKind *kind = data;
  CercleRecord *from = random_record_new (kind);
  CercleRecord *to = random_record_new (kind);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      g_autofree char *json = cercle_record_value_json (from, i);
      g_autofree char *text = cercle_record_value_text (from, i);
      g_autofree char *shown = cercle_record_display (from, i);
      g_autofree char *again = cercle_field_display (&kind->fields[i], text);
      g_autoptr (GError) error = NULL;

      g_assert_true (cercle_record_set_value_json (to, i, json, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (shown, ==, again);
      g_assert_cmpint (text != NULL, ==, cercle_record_is_set (from, i));
    }
  assert_same (from, to);
  g_assert_false (cercle_record_set_value_json (to, 0, "{", NULL));
  g_assert_false (cercle_record_set_value_json (to, 0, "[[]]", NULL));
  assert_same (from, to);
  g_assert_finalize_object (from);
  g_assert_finalize_object (to);
}

static void
test_copy (gconstpointer data)
{
  const CercleKind *kind = data;
  CercleRecord *record = random_record_new (kind);
  CercleEnvelope *envelope = cercle_record_envelope (record);
  CercleRecord *copy;

  cercle_envelope_set (&envelope->scope, "c:1");
  cercle_envelope_set (&envelope->extra, "{\"later\":1}");
  cercle_envelope_set (&envelope->audience, "team");
  envelope->rev = 4;
  envelope->deleted = TRUE;
  copy = cercle_record_copy (record);
  assert_same (record, copy);
  g_assert_cmpuint (cercle_record_get_changed (copy), ==, 0);
  g_assert_cmpstr (cercle_record_get_id (copy), ==, cercle_record_get_id (record));
  g_assert_cmpstr (cercle_record_envelope (copy)->scope, ==, "c:1");
  g_assert_cmpstr (cercle_record_envelope (copy)->extra, ==, "{\"later\":1}");
  g_assert_cmpstr (cercle_record_envelope (copy)->audience, ==, "team");
  g_assert_cmpint (cercle_record_envelope (copy)->rev, ==, 4);
  g_assert_true (cercle_record_envelope (copy)->deleted);
  g_assert_finalize_object (record);
  g_assert_finalize_object (copy);
}

static void
test_tokens (void)
{
  CercleRecord *kase = cercle_record_new (&cercle_case_kind);

  cercle_record_set_text (kase, CERCLE_CASE_THEMES, "  respite care  respite\tcare ");
  g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_THEMES), ==, "care respite");
  cercle_record_clear_changed (kase);
  cercle_record_set_text (kase, CERCLE_CASE_THEMES, "respite care");
  g_assert_cmpuint (cercle_record_get_changed (kase), ==, 0);
  g_assert_true (cercle_record_has_token (kase, CERCLE_CASE_THEMES, "care"));
  g_assert_false (cercle_record_has_token (kase, CERCLE_CASE_THEMES, "car"));
  g_assert_false (cercle_record_has_token (kase, CERCLE_CASE_THEMES, "cares"));
  cercle_record_set_token (kase, CERCLE_CASE_THEMES, "aid", TRUE);
  cercle_record_set_token (kase, CERCLE_CASE_THEMES, "respite", FALSE);
  g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_THEMES), ==, "aid care");
  cercle_record_set_token (kase, CERCLE_CASE_THEMES, "aid", FALSE);
  cercle_record_set_token (kase, CERCLE_CASE_THEMES, "care", FALSE);
  g_assert_false (cercle_record_is_set (kase, CERCLE_CASE_THEMES));
  g_assert_finalize_object (kase);
}

/* A switch shows an unset flag as off; telling the record so must change nothing. */
static void
test_flags (void)
{
  CercleRecord *kase = cercle_record_new (&cercle_case_kind);

  g_object_set (kase, "danger", FALSE, NULL);
  g_assert_false (cercle_record_is_set (kase, CERCLE_CASE_DANGER));
  g_object_set (kase, "danger", TRUE, NULL);
  g_object_set (kase, "danger", FALSE, NULL);
  g_assert_true (cercle_record_is_set (kase, CERCLE_CASE_DANGER));
  g_assert_false (cercle_record_get_flag (kase, CERCLE_CASE_DANGER));
  g_object_set (kase, "level", G_GINT64_CONSTANT (2), NULL);
  g_assert_cmpint (cercle_record_get_integer (kase, CERCLE_CASE_LEVEL, 0), ==, 2);
  g_object_set (kase, "level", CERCLE_UNSET, NULL);
  g_assert_cmpint (cercle_record_get_integer (kase, CERCLE_CASE_LEVEL, 7), ==, 7);
  g_assert_finalize_object (kase);
}

static void
test_display (void)
{
  static const struct
  {
    guint field;
    const char *value, *shown;
  } table[] = {
    { CERCLE_CASE_OPENED_ON, "\"2020-06-02\"", "2 June 2020" },
    { CERCLE_CASE_OPENED_ON, "\"2020-12-01\"", "1 December 2020" },
    { CERCLE_CASE_MISSION, "\"care\"", "Access to care" },
    { CERCLE_CASE_MISSION, "\"later\"", "later" },
    { CERCLE_CASE_DANGER, "true", "yes" },
    { CERCLE_CASE_DANGER, "false", "no" },
    { CERCLE_CASE_LEVEL, "3", "3" },
    { CERCLE_CASE_THEMES, "[\"respite\",\"care\"]", "care, respite" },
    { CERCLE_CASE_STATUS_SINCE, "\"2020-06-02T07:05:09.123Z\"", "2 June 2020, 9:05" },
    { CERCLE_CASE_NEED, "\"<b>\"", "<b>" },
  };
  CercleRecord *kase = cercle_record_new (&cercle_case_kind);
  CercleRecord *community = cercle_record_new (&cercle_community_kind);
  g_autofree char *days = NULL;
  g_autofree char *minute = NULL;
  g_autofree char *phone = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *shown = NULL;
      g_assert_true (cercle_record_set_value_json (kase, table[i].field, table[i].value, NULL));
      shown = cercle_record_display (kase, table[i].field);
      g_assert_cmpstr (shown, ==, table[i].shown);
    }
  cercle_record_set_text (community, CERCLE_COMMUNITY_OPEN_DAYS, "mon tue");
  cercle_record_set_integer (community, CERCLE_COMMUNITY_OPENS_AT, 570);
  cercle_record_set_text (community, CERCLE_COMMUNITY_PHONE, "+33231000000");
  days = cercle_record_display (community, CERCLE_COMMUNITY_OPEN_DAYS);
  minute = cercle_record_display (community, CERCLE_COMMUNITY_OPENS_AT);
  phone = cercle_record_display (community, CERCLE_COMMUNITY_PHONE);
  g_assert_cmpstr (days, ==, "Monday, Tuesday");
  g_assert_cmpstr (minute, ==, "9:30");
  g_assert_cmpstr (phone, ==, "02\u00a031\u00a000\u00a000\u00a000");
  g_assert_finalize_object (kase);
  g_assert_finalize_object (community);
}

static void
test_cost (void)
{
  static const char text[] =
      "{\"opened_on\":\"2020-06-02\",\"need\":\"répit\",\"mission\":\"care\",\"themes\":[\"a\"],"
      "\"sub_mission\":\"care_resume\",\"level\":2,\"danger\":false,\"commune\":\"14118\"}";
  g_autoptr (JsonObject) object = cercle_json_parse (text, -1, 10000, NULL);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  double seconds;

  g_test_timer_start ();
  for (guint i = 0; i < 100000; i++)
    {
      CercleRecord *kase = cercle_record_new_with_id (&cercle_case_kind, "id");
      g_assert_true (cercle_record_apply_json (kase, object, CERCLE_APPLY_STRICT, NULL, NULL));
      g_ptr_array_add (records, kase);
    }
  seconds = g_test_timer_elapsed ();
  g_test_minimized_result (seconds, "100 000 cases from JSON: %.0f ms", seconds * 1000);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    GTestDataFunc test;
  } walks[] = {
    { "/record/properties", test_properties },
    { "/record/unset", test_unset },
    { "/record/json", test_json },
    { "/record/values", test_values },
    { "/record/copy", test_copy },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/tokens", test_tokens);
  g_test_add_func ("/record/flags", test_flags);
  g_test_add_func ("/record/display", test_display);
  if (g_test_perf ())
    g_test_add_func ("/record/cost", test_cost);
  for (guint i = 0; i < G_N_ELEMENTS (walks); i++)
    for (const CercleKind *const *kind = cercle_kinds (); *kind != NULL; kind++)
      {
        g_autofree char *path = g_strconcat (walks[i].path, "/", (*kind)->name, NULL);
        g_test_add_data_func (path, *kind, walks[i].test);
      }
  return g_test_run ();
}
