/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is what does not fit refused as a whole, without a trace in the record or in the message? */
#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-check.h"
#include "cercle-conflict.h"
#include "cercle-event.h"
#include "cercle-json.h"
#include "cercle-person.h"
#include "random-record.h"

#define UUID "01900000-0000-7000-8000-000000000001"

static JsonObject *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonObject *object = cercle_json_parse (text, -1, 1000000, &error);
  g_assert_no_error (error);
  return object;
}

static JsonObject *
object_of (const char *name, const char *json)
{
  g_autofree char *text = g_strdup_printf ("{\"%s\":%s}", name, json);
  return parse (text);
}

/* Behind members that fit, so that a reader who writes as he goes is found out. */
static void
assert_refused (CercleRecord *record, const char *name, const char *json, CercleApply how, int code)
{
  g_autofree char *before = random_record_print (record);
  g_autofree char *after = NULL;
  g_autoptr (JsonObject) object = cercle_record_to_json (record, G_MAXUINT64, TRUE);
  g_autoptr (JsonObject) bad = object_of (name, json);
  g_autoptr (GError) error = NULL;
  guint64 mask = 42;

  for (guint i = 0; i < cercle_record_get_kind (record)->n_fields; i++)
    if (!(cercle_record_get_kind (record)->fields[i].flags & CERCLE_REQUIRED))
      json_object_set_null_member (object, cercle_record_get_kind (record)->fields[i].name);
  json_object_set_member (object, name, json_node_copy (json_object_get_member (bad, name)));
  g_assert_false (cercle_record_apply_json (record, object, how, &mask, &error));
  g_assert_error (error, CERCLE_RECORD_ERROR, code);
  g_assert_cmpuint (mask, ==, 42);
  g_assert_cmpuint (cercle_record_get_changed (record), ==, 0);
  after = random_record_print (record);
  g_assert_cmpstr (before, ==, after);
}

static const char *
wrong_json (const CercleField *field, guint which)
{
  static const char *const not_number[] = { "\"1\"", "1.5", "[]", "{}" };
  static const char *const not_text[] = { "1", "true", "[]", "{}" };
  static const char *const not_set[] = { "\"care\"", "1", "[1]", "{\"put\":[]}" };

  if (field->type == CERCLE_SET)
    return not_set[which];
  return cercle_field_is_integer (field) ? not_number[which] : not_text[which];
}

static void
test_wrong_type (gconstpointer data)
{
  const CercleKind *kind = data;
  CercleRecord *record = random_record_new (kind);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const CercleField *field = &kind->fields[i];

      for (guint which = 0; which < 4; which++)
        assert_refused (record, field->name, wrong_json (field, which), CERCLE_APPLY_DERIVED,
                        CERCLE_RECORD_ERROR_TYPE);
      assert_refused (record, field->name, field->type == CERCLE_FLAG ? "1" : "false",
                      CERCLE_APPLY_DERIVED | CERCLE_APPLY_KEEP_UNKNOWN, CERCLE_RECORD_ERROR_TYPE);
      if (field->flags & CERCLE_DERIVED)
        assert_refused (record, field->name, "null", CERCLE_APPLY_STRICT,
                        CERCLE_RECORD_ERROR_DERIVED);
    }
  g_assert_finalize_object (record);
}

static void
assert_integer_bounds (CercleRecord *record, const CercleField *field)
{
  gint64 min = field->type == CERCLE_MINUTE ? 0 : field->min;
  gint64 max = field->type == CERCLE_MINUTE ? 1439 : field->max;
  g_autofree char *below = g_strdup_printf ("%" G_GINT64_FORMAT, min - 1);
  g_autofree char *above = g_strdup_printf ("%" G_GINT64_FORMAT, max + 1);

  assert_refused (record, field->name, below, CERCLE_APPLY_DERIVED, CERCLE_RECORD_ERROR_BOUNDS);
  assert_refused (record, field->name, above, CERCLE_APPLY_DERIVED, CERCLE_RECORD_ERROR_BOUNDS);
}

static void
assert_text_bounds (CercleRecord *record, guint i, const CercleField *field)
{
  gsize length = (gsize) cercle_field_max_length (field);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleRecord) longest = cercle_record_new (cercle_record_get_kind (record));

  for (gsize n = 0; n < length; n++)
    g_string_append (text, "é");
  cercle_record_set_text (longest, i, text->str);
  cercle_record_check_field (longest, i, &error);
  g_assert_no_error (error);
  g_string_append_c (text, 'x');
  json = g_strdup_printf ("\"%s\"", text->str);
  assert_refused (record, field->name, json, CERCLE_APPLY_DERIVED, CERCLE_RECORD_ERROR_BOUNDS);
}

static void
test_bounds (gconstpointer data)
{
  const CercleKind *kind = data;
  CercleRecord *record = random_record_new (kind);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const CercleField *field = &kind->fields[i];

      if (field->type == CERCLE_INTEGER || field->type == CERCLE_MINUTE)
        assert_integer_bounds (record, field);
      else if (cercle_field_max_length (field) > 0 && !(field->flags & CERCLE_PHONE))
        assert_text_bounds (record, i, field);
    }
  g_assert_finalize_object (record);
}

static const struct
{
  const CercleKind *kind;
  guint field;
  const char *json;
} bad_forms[] = {
  { &cercle_case_kind, CERCLE_CASE_OPENED_ON, "\"2020-06-31\"" },
  { &cercle_case_kind, CERCLE_CASE_OPENED_ON, "\"2/6/2020\"" },
  { &cercle_case_kind, CERCLE_CASE_OPENED_ON, "\"2020-06-02T00:00:00.000Z\"" },
  { &cercle_case_kind, CERCLE_CASE_NEED, "\"two\\nlines\"" },
  { &cercle_case_kind, CERCLE_CASE_NEED, "\"tab\\tbed\"" },
  { &cercle_case_kind, CERCLE_CASE_NEED, "\"bell\\u0007\"" },
  { &cercle_case_kind, CERCLE_CASE_NEED, "\"c1\\u0085\"" },
  { &cercle_case_kind, CERCLE_CASE_WORDS, "\"return\\r\"" },
  { &cercle_case_kind, CERCLE_CASE_WORDS, "\"delete\\u007f\"" },
  { &cercle_case_kind, CERCLE_CASE_MISSION, "\"fishing\"" },
  { &cercle_case_kind, CERCLE_CASE_MISSION, "\"Care\"" },
  { &cercle_case_kind, CERCLE_CASE_THEMES, "[\"Not a token\"]" },
  { &cercle_case_kind, CERCLE_CASE_THEMES, "[\"care\",\"\"]" },
  { &cercle_case_kind, CERCLE_CASE_THEMES, "[\"care respite\"]" },
  { &cercle_case_kind, CERCLE_CASE_THEMES, "{\"add\":[\"ÉTÉ\"]}" },
  { &cercle_case_kind, CERCLE_CASE_PERSON, "\"Mathis\"" },
  { &cercle_case_kind, CERCLE_CASE_PERSON, "\"person:" UUID "\"" },
  { &cercle_case_kind, CERCLE_CASE_HOLDER, "\"" UUID "\"" },
  { &cercle_case_kind, CERCLE_CASE_HOLDER, "\"case:" UUID "\"" },
  { &cercle_case_kind, CERCLE_CASE_HOLDER, "\"member:12\"" },
  { &cercle_case_kind, CERCLE_CASE_HOLDER, "\":" UUID "\"" },
  { &cercle_case_kind, CERCLE_CASE_STATUS_SINCE, "\"2020-06-02\"" },
  { &cercle_case_kind, CERCLE_CASE_STATUS_SINCE, "\"2020-06-02T07:05:09Z\"" },
  { &cercle_person_kind, CERCLE_PERSON_COMMUNICATION, "[\"smoke_signals\"]" },
  { &cercle_person_kind, CERCLE_PERSON_PHONE, "\"02 31 00 00 00\"" },
  { &cercle_person_kind, CERCLE_PERSON_PHONE, "\"0231000000\"" },
  { &cercle_person_kind, CERCLE_PERSON_PHONE, "\"+33\"" },
  { &cercle_person_kind, CERCLE_PERSON_PHONE, "\"+\"" },
  { &cercle_person_kind, CERCLE_PERSON_PHONE, "\"1\"" },
  { &cercle_person_kind, CERCLE_PERSON_PHONE, "\"the neighbour\"" },
};

static void
test_forms (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_forms); i++)
    {
      const CercleField *field = &bad_forms[i].kind->fields[bad_forms[i].field];
      CercleRecord *record = random_record_new (bad_forms[i].kind);

      assert_refused (record, field->name, bad_forms[i].json, CERCLE_APPLY_DERIVED,
                      CERCLE_RECORD_ERROR_FORM);
      g_assert_finalize_object (record);
    }
}

static void
test_phones (void)
{
  static const char *const good[] = {
    "+33231000000", "15", "115", "3919", "116117", "+262262000000"
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (cercle_check_is_phone (good[i]));
}

static void
test_message (void)
{
  CercleRecord *person = cercle_record_new (&cercle_person_kind);
  g_autoptr (JsonObject) object = object_of ("phone", "\"Mathis Quesnel\"");
  g_autoptr (GError) error = NULL;

  g_assert_false (cercle_record_apply_json (person, object, CERCLE_APPLY_STRICT, NULL, &error));
  g_assert_cmpstr (error->message, ==, "“Telephone”: this is not a telephone number.");
  g_assert_finalize_object (person);
}

static void
test_unknown (void)
{
  CercleRecord *kase = random_record_new (&cercle_case_kind);
  CercleEnvelope *envelope = cercle_record_envelope (kase);
  g_autoptr (JsonObject) newer = parse ("{\"mood\":\"fine\",\"level\":9,\"mission\":\"fishing\","
                                        "\"odd\":{\"a\":[1,null]},\"holder\":\"club:" UUID "\"}");
  g_autoptr (JsonObject) later = parse ("{\"mood\":null,\"need\":\"\"}");
  g_autoptr (GError) error = NULL;
  const CercleApply desk = CERCLE_APPLY_KEEP_UNKNOWN | CERCLE_APPLY_DERIVED;
  guint64 mask = 0;

  assert_refused (kase, "mood", "\"fine\"", CERCLE_APPLY_DERIVED,
                  CERCLE_RECORD_ERROR_UNKNOWN_FIELD);
  assert_refused (kase, "Mathis", "1", CERCLE_APPLY_DERIVED, CERCLE_RECORD_ERROR_UNKNOWN_FIELD);
  g_assert_true (cercle_record_apply_json (kase, newer, desk, &mask, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (mask, ==,
                    (G_GUINT64_CONSTANT (1) << CERCLE_CASE_LEVEL) |
                        (G_GUINT64_CONSTANT (1) << CERCLE_CASE_MISSION) |
                        (G_GUINT64_CONSTANT (1) << CERCLE_CASE_HOLDER));
  g_assert_cmpstr (envelope->extra, ==, "{\"mood\":\"fine\",\"odd\":{\"a\":[1,null]}}");
  g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_MISSION), ==, "fishing");
  g_assert_cmpint (cercle_record_get_integer (kase, CERCLE_CASE_LEVEL, 0), ==, 9);
  g_assert_true (cercle_record_apply_json (kase, later, desk, NULL, &error));
  g_assert_cmpstr (envelope->extra, ==, "{\"odd\":{\"a\":[1,null]}}");
  g_assert_false (cercle_record_is_set (kase, CERCLE_CASE_NEED));
  g_assert_finalize_object (kase);
}

/* An older desk may still save what else it knows of a record. */
static void
test_unknown_saves (void)
{
  CercleRecord *kase = cercle_record_new (&cercle_case_kind);
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (kase, CERCLE_CASE_OPENED_ON, "2020-06-02");
  cercle_record_set_text (kase, CERCLE_CASE_MISSION, "fishing");
  g_assert_false (cercle_record_check (kase, NULL));
  cercle_record_clear_changed (kase);
  cercle_record_set_text (kase, CERCLE_CASE_NEED, "respite");
  g_assert_true (cercle_record_check (kase, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (kase);
}

static void
test_set_changes (void)
{
  static const struct
  {
    const char *json, *result;
  } steps[] = {
    { "[\"respite\",\"care\",\"care\"]", "care respite" },
    { "{\"add\":[\"aid\"],\"remove\":[\"respite\",\"absent\"]}", "aid care" },
    { "{\"add\":[\"aid\"]}", "aid care" },
    { "{}", "aid care" },
    { "{\"remove\":[\"aid\",\"care\"]}", NULL },
    { "{\"remove\":[\"aid\"],\"add\":[\"aid\"]}", "aid" },
    { "[]", NULL },
  };
  CercleRecord *kase = cercle_record_new (&cercle_case_kind);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (JsonObject) object = object_of ("themes", steps[i].json);
      g_autoptr (GError) error = NULL;

      g_assert_true (cercle_record_apply_json (kase, object, CERCLE_APPLY_STRICT, NULL, &error));
      g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_THEMES), ==, steps[i].result);
    }
  g_assert_finalize_object (kase);
}

static const struct
{
  const CercleKind *kind;
  const char *json;
  int code; /* -1: fit */
} rules[] = {
  { &cercle_case_kind, "{\"opened_on\":\"2020-06-02\"}", -1 },
  { &cercle_case_kind, "{\"need\":\"respite\"}", CERCLE_RECORD_ERROR_REQUIRED },
  { &cercle_case_kind,
    "{\"opened_on\":\"2020-06-02\",\"mission\":\"care\",\"sub_mission\":\"care_resume\"}", -1 },
  { &cercle_case_kind,
    "{\"opened_on\":\"2020-06-02\",\"mission\":\"respite\",\"sub_mission\":\"care_resume\"}",
    CERCLE_RECORD_ERROR_RULE },
  { &cercle_case_kind, "{\"opened_on\":\"2020-06-02\",\"complexity\":\"critical\",\"breaks\":true}",
    CERCLE_RECORD_ERROR_RULE },
  { &cercle_case_kind,
    "{\"opened_on\":\"2020-06-02\",\"complexity\":\"critical\",\"breaks\":true,\"unsafe\":true}",
    -1 },
  { &cercle_call_kind, "{\"started_at\":\"2020-06-02T07:05:09.123Z\",\"phone\":\"15\"}", -1 },
  { &cercle_call_kind,
    "{\"started_at\":\"2020-06-02T07:05:09.123Z\",\"anonymous\":true,\"phone\":\"15\"}",
    CERCLE_RECORD_ERROR_RULE },
};

static void
test_rules (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      CercleRecord *record = cercle_record_new (rules[i].kind);
      g_autoptr (JsonObject) object = parse (rules[i].json);
      g_autoptr (GError) error = NULL;

      g_assert_true (cercle_record_apply_json (record, object, CERCLE_APPLY_STRICT, NULL, NULL));
      g_assert_cmpint (cercle_record_check (record, &error), ==, rules[i].code < 0);
      if (rules[i].code >= 0)
        g_assert_error (error, CERCLE_RECORD_ERROR, rules[i].code);
      g_assert_finalize_object (record);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    GTestDataFunc test;
  } walks[] = {
    { "/check/type", test_wrong_type },
    { "/check/bounds", test_bounds },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/forms", test_forms);
  g_test_add_func ("/check/phones", test_phones);
  g_test_add_func ("/check/message", test_message);
  g_test_add_func ("/check/unknown", test_unknown);
  g_test_add_func ("/check/unknown-saves", test_unknown_saves);
  g_test_add_func ("/check/set-changes", test_set_changes);
  g_test_add_func ("/check/rules", test_rules);
  for (guint i = 0; i < G_N_ELEMENTS (walks); i++)
    for (const CercleKind *const *kind = cercle_kinds (); *kind != NULL; kind++)
      {
        g_autofree char *path = g_strconcat (walks[i].path, "/", (*kind)->name, NULL);
        g_test_add_data_func (path, *kind, walks[i].test);
      }
  return g_test_run ();
}
