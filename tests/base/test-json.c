/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is only JSON read as JSON, whole and typed, and does hostile text end in a refusal? */
#include "cercle-json.h"
#include "patience.h"

#include <string.h>

#define CAP (1 << 20)

static void
assert_refused (const char *text, gssize length, CercleJsonError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = cercle_json_parse (text, length, CAP, &error);

  g_assert_null (object);
  g_assert_error (error, CERCLE_JSON_ERROR, (int) code);
}

static void
assert_round_trip (const char *text, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = cercle_json_parse (text, -1, CAP, &error);
  g_autofree char *printed = NULL;

  g_assert_no_error (error);
  printed = cercle_json_print (object);
  g_assert_cmpstr (printed, ==, expected);
}

static void
test_round_trip (void)
{
  static const char *const rows[][2] = {
    { "{}", "{}" },
    { " \r\n\t{ } ", "{}" },
    { "{\"b\":1,\"a\":[true,false,null,{}],\"c\":{\"\":\"\"}}", NULL },
    { "{\"z\":\"\\u0041\\u00e9\\ud83d\\ude00\\/\"}", "{\"z\":\"Aé😀/\"}" },
    { "{\"t\":\"\\u0001\\u001e\\u001f\\b\\f\\n\\r\\t\\\"\\\\\"}", NULL },
    { "{\"n\":[0,-0,9223372036854775807,-9223372036854775808]}",
      "{\"n\":[0,0,9223372036854775807,-9223372036854775808]}" },
    { "{\"n\":[1.5,-2.5e3,1E2,0.0,1e-400]}", "{\"n\":[1.5,-2500.0,100.0,0.0,0.0]}" },
    { "{\"n\":[ 1 , 2 ] , \"m\" : [ ] }", "{\"n\":[1,2],\"m\":[]}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_round_trip (rows[i][0], rows[i][1] ? rows[i][1] : rows[i][0]);
}

static const char *const not_json[] = {
  "",
  " ",
  "null",
  "[]",
  "1",
  "\"a\"",
  "{",
  "}",
  "{}{}",
  "{} x",
  "{}]",
  "\xef\xbb\xbf{}",
  "{\"a\"}",
  "{\"a\":}",
  "{\"a\":1,}",
  "{,}",
  "{a:1}",
  "{'a':1}",
  "{\"a\":'b'}",
  "{\"a\":[1,]}",
  "{\"a\":[1 2]}",
  "{\"a\":[1}",
  "{\"a\":1 \"b\":2}",
  "{\"a\":1;\"b\":2}",
  "{1:2}",
  "var x = {}",
  "/* c */{}",
  "{}// c",
  "# c\n{}",
  "{\"a\":True}",
  "{\"a\":tru}",
  "{\"a\":nul",
  "{\"a\":undefined}",
  "{\"a\":NaN}",
  "{\"a\":Infinity}",
  "{\"a\":-Infinity}",
  "{\"a\":1e400}",
  "{\"a\":-1e400}",
  "{\"a\":01}",
  "{\"a\":-01}",
  "{\"a\":+1}",
  "{\"a\":.5}",
  "{\"a\":5.}",
  "{\"a\":1e}",
  "{\"a\":1e+}",
  "{\"a\":-}",
  "{\"a\":0x1}",
  "{\"a\":1_0}",
  "{\"a\":--1}",
  "{\"a\":1.2.3}",
  "{\"a\":9223372036854775808}",
  "{\"a\":-9223372036854775809}",
  "{\"a\":99999999999999999999999999}",
  "{\"a\":1,\"a\":2}",
  "{\"a\":1,\"b\":{},\"a\":1}",
  "{\"a\":1,\"\\u0061\":2}",
  "{\"x\":[{\"a\":1,\"a\":1}]}",
  "{\"a\":\"\\ud800\"}",
  "{\"a\":\"\\ud800x\"}",
  "{\"a\":\"\\udc00\"}",
  "{\"a\":\"\\ud800\\ud800\"}",
  "{\"a\":\"\\ud800\\n\"}",
  "{\"\\udfff\":1}",
  "{\"a\":\"\\u0000\"}",
  "{\"a\":\"\\u00\"}",
  "{\"a\":\"\\u00zz\"}",
  "{\"a\":\"\\x41\"}",
  "{\"a\":\"\\",
  "{\"a\":\"\\u",
  "{\"a\":\"b",
  "{\"a\":\"b\n\"}",
  "{\"a\":\"b\t\"}",
  "{\"a\n\":1}",
  "{\"a\":\"\xff\"}",
  "{\"a\":\"\xc0\xaf\"}",
  "{\"a\":\"\xed\xa0\x80\"}",
  "{\"a\":\"\xf4\x90\x80\x80\"}",
  "{\"a\":\"\xc3\"}",
  "{\"a\":\"\xe2\x82\"}",
  "{\"\xff\":1}",
  "{}\v",
  "\xc2\xa0{}",
};

static void
test_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (not_json); i++)
    {
      g_test_message ("Row %" G_GSIZE_FORMAT, i);
      assert_refused (not_json[i], -1, CERCLE_JSON_ERROR_SYNTAX);
    }
  assert_refused ("{\"a\":\"b\0c\"}", 11, CERCLE_JSON_ERROR_SYNTAX);
  assert_refused ("{}\0", 3, CERCLE_JSON_ERROR_SYNTAX);
}

/* The reader never looks behind the length: each copy ends where its block does. */
static void
test_cut_short (void)
{
  static const char text[] =
      "{\"a\":[1.5e+3,-20,\"\\ud83d\\ude00é\",true,false,null],\"b\":{\"c\":{}}}";

  for (gsize length = 0; length < sizeof text - 1; length++)
    {
      g_autofree char *copy = g_memdup2 (text, MAX (length, 1));

      if (length > 0)
        assert_refused (copy, length, CERCLE_JSON_ERROR_SYNTAX);
    }
  assert_round_trip (text, "{\"a\":[1500.0,-20,\"😀é\",true,false,null],\"b\":{\"c\":{}}}");
}

/* Whatever byte stands wherever, the answer is a tree or an error, never both, never neither. */
static void
test_any_byte (void)
{
  static const char text[] = "{\"a\":[1.5e+3,\"\\ud83d\\ude00é\"],\"b\":true}";

  for (gsize at = 0; at < sizeof text - 1; at++)
    for (int byte = 0; byte < 256; byte++)
      {
        g_autofree char *copy = g_memdup2 (text, sizeof text);
        g_autoptr (GError) error = NULL;
        g_autoptr (JsonObject) object = NULL;

        copy[at] = (char) byte;
        object = cercle_json_parse (copy, sizeof text - 1, CAP, &error);
        g_assert_true ((object == NULL) == (error != NULL));
      }
}

static char *
nested (const char *open, const char *close, int depth)
{
  GString *text = g_string_new ("{\"a\":");

  for (int i = 1; i < depth; i++)
    g_string_append (text, open);
  g_string_append (text, "1");
  for (int i = 1; i < depth; i++)
    g_string_append (text, close);
  g_string_append (text, "}");
  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  static const int refused[] = { CERCLE_JSON_MAX_DEPTH + 1, 1000, 100000 };
  g_autofree char *deep = nested ("[", "]", CERCLE_JSON_MAX_DEPTH);
  g_autofree char *objects = nested ("{\"a\":", "}", CERCLE_JSON_MAX_DEPTH);
  g_autofree char *bombs = g_strnfill (CAP, '[');
  g_autoptr (GError) error = NULL;

  assert_round_trip (deep, deep);
  assert_round_trip (objects, objects);
  /* Brothers are not deeper. */
  assert_round_trip ("{\"a\":[[],[],[[]],{\"b\":[]}],\"c\":[[]]}",
                     "{\"a\":[[],[],[[]],{\"b\":[]}],\"c\":[[]]}");
  assert_round_trip ("{\"a\":\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"}",
                     "{\"a\":\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"}");
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *arrays = nested ("[", "]", refused[i]);
      g_autofree char *inner = nested ("{\"a\":", "}", refused[i]);

      assert_refused (arrays, -1, CERCLE_JSON_ERROR_TOO_DEEP);
      assert_refused (inner, -1, CERCLE_JSON_ERROR_TOO_DEEP);
    }
  g_assert_null (cercle_json_parse_node (bombs, CAP, &error));
  g_assert_error (error, CERCLE_JSON_ERROR, CERCLE_JSON_ERROR_TOO_DEEP);
}

static char *
many_members (int count)
{
  GString *text = g_string_new ("{");

  for (int i = 0; i < count; i++)
    g_string_append_printf (text, "%s\"m%d\":%d", i > 0 ? "," : "", i, i);
  g_string_append (text, "}");
  return g_string_free (text, FALSE);
}

static void
test_size (void)
{
  g_autofree char *most = many_members (CERCLE_JSON_MAX_MEMBERS);
  g_autofree char *more = many_members (CERCLE_JSON_MAX_MEMBERS + 1);
  g_autofree char *blank = g_strnfill (CAP + 1, ' ');
  g_autoptr (JsonObject) fits = cercle_json_parse ("{\"a\":1}", -1, 7, NULL);
  g_autoptr (JsonObject) part = cercle_json_parse ("{}garbage", 2, CAP, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (fits);
  g_assert_nonnull (part);
  g_assert_null (cercle_json_parse ("{\"a\":1}", -1, 6, &error));
  g_assert_error (error, CERCLE_JSON_ERROR, CERCLE_JSON_ERROR_TOO_LARGE);
  assert_refused (blank, -1, CERCLE_JSON_ERROR_TOO_LARGE);
  assert_round_trip (most, most);
  assert_refused (more, -1, CERCLE_JSON_ERROR_TOO_LARGE);
}

static void
test_nodes (void)
{
  static const struct
  {
    const char *text;
    CercleJsonType type;
  } rows[] = {
    { "null", CERCLE_JSON_NULL },       { "\"é\"", CERCLE_JSON_TEXT },
    { "42", CERCLE_JSON_INTEGER },      { "4.5", CERCLE_JSON_NUMBER },
    { "true", CERCLE_JSON_FLAG },       { "{\"a\":1}", CERCLE_JSON_OBJECT },
    { "[1,\"b\"]", CERCLE_JSON_ARRAY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = cercle_json_parse_node (rows[i].text, CAP, &error);
      g_autofree char *text = cercle_json_print_node (node);

      g_assert_no_error (error);
      g_assert_cmpint (cercle_json_type (node), ==, rows[i].type);
      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

static void
test_node_values (void)
{
  g_autoptr (JsonObject) object = cercle_json_parse (
      "{\"t\":\"é\",\"i\":-7,\"f\":true,\"o\":{\"x\":1},\"a\":[1,2]}", -1, CAP, NULL);

  g_assert_cmpstr (cercle_json_node_text (json_object_get_member (object, "t")), ==, "é");
  g_assert_cmpint (cercle_json_node_integer (json_object_get_member (object, "i")), ==, -7);
  g_assert_true (cercle_json_node_flag (json_object_get_member (object, "f")));
  g_assert_cmpuint (
      json_object_get_size (cercle_json_node_object (json_object_get_member (object, "o"))), ==, 1);
  g_assert_cmpuint (
      json_array_get_length (cercle_json_node_array (json_object_get_member (object, "a"))), ==, 2);
}

#define SAMPLE "{\"t\":\"x\",\"i\":7,\"d\":7.0,\"f\":true,\"o\":{},\"a\":[],\"z\":null}"

typedef struct
{
  const char *text;
  gint64 integer;
  gboolean flag;
  JsonObject *object;
  JsonArray *array;
} Values;

static gboolean
read_as (JsonObject *object, char type, const char *name, Values *values, GError **error)
{
  switch (type)
    {
    case 't':
      return cercle_json_text (object, name, &values->text, error);
    case 'i':
      return cercle_json_integer (object, name, &values->integer, error);
    case 'f':
      return cercle_json_flag (object, name, &values->flag, error);
    case 'o':
      return cercle_json_object (object, name, &values->object, error);
    case 'a':
      return cercle_json_array (object, name, &values->array, error);
    case 'T':
      return cercle_json_text_opt (object, name, &values->text, error);
    case 'I':
      return cercle_json_integer_opt (object, name, &values->integer, error);
    case 'F':
      return cercle_json_flag_opt (object, name, &values->flag, error);
    default:
      return cercle_json_object_opt (object, name, &values->object, error);
    }
}

/* Every reader against every kind of member: right only on its own letter. */
static void
test_members (void)
{
  static const char readers[] = "tifoaTIFO", names[] = "tidfoaz-";
  g_autoptr (JsonObject) object = cercle_json_parse (SAMPLE, -1, CAP, NULL);

  for (const char *reader = readers; *reader != '\0'; reader++)
    for (const char *member = names; *member != '\0'; member++)
      {
        Values values = { "old", 1, 2, NULL, NULL }, before;
        const char name[] = { *member, '\0' };
        gboolean optional = g_ascii_isupper (*reader);
        gboolean absent = *member == '-' || (optional && *member == 'z');
        gboolean right = g_ascii_tolower (*reader) == *member;
        g_autoptr (GError) error = NULL;
        gboolean done;

        memcpy (&before, &values, sizeof values);
        done = read_as (object, *reader, name, &values, &error);
        g_test_message ("%c %c", *reader, *member);
        g_assert_cmpint (done, ==, right || (optional && absent));
        g_assert_cmpint (memcmp (&values, &before, sizeof values) != 0, ==, right);
        if (!done)
          g_assert_error (error, CERCLE_JSON_ERROR,
                          (absent ? CERCLE_JSON_ERROR_MISSING : CERCLE_JSON_ERROR_TYPE));
        else
          g_assert_no_error (error);
      }
}

static void
test_array_texts (void)
{
  g_autoptr (JsonObject) object = cercle_json_parse (
      "{\"a\":[\"b\",\"a\",\"é\",\"b\"],\"e\":[],\"n\":[\"a\",1],\"z\":[null]}", -1, CAP, NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) texts = NULL, none = NULL;

  texts = cercle_json_array_texts (json_object_get_array_member (object, "a"), &error);
  none = cercle_json_array_texts (json_object_get_array_member (object, "e"), &error);
  g_assert_no_error (error);
  g_assert_cmpstrv (texts, ((const char *[]){ "a", "b", "é", NULL }));
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_null (cercle_json_array_texts (json_object_get_array_member (object, "n"), &error));
  g_assert_error (error, CERCLE_JSON_ERROR, CERCLE_JSON_ERROR_TYPE);
  g_assert_null (cercle_json_array_texts (json_object_get_array_member (object, "z"), NULL));
}

static JsonNode *
make_node (GRand *random, int depth)
{
  JsonNode *node = json_node_alloc ();
  JsonObject *object;
  JsonArray *array;
  char text[8] = "";

  switch (g_rand_int_range (random, depth > 0 ? 0 : 2, 9))
    {
    case 0:
      object = json_object_new ();
      for (int i = g_rand_int_range (random, 0, 5); i > 0; i--)
        {
          g_autofree char *name = g_strdup_printf ("n%c\"%d", g_rand_int_range (random, 1, 128), i);
          json_object_set_member (object, name, make_node (random, depth - 1));
        }
      json_node_init (node, JSON_NODE_OBJECT);
      json_node_take_object (node, object);
      return node;
    case 1:
      array = json_array_new ();
      for (int i = g_rand_int_range (random, 0, 5); i > 0; i--)
        json_array_add_element (array, make_node (random, depth - 1));
      json_node_init (node, JSON_NODE_ARRAY);
      json_node_take_array (node, array);
      return node;
    case 2:
      return json_node_init_null (node);
    case 3:
      return json_node_init_boolean (node, g_rand_boolean (random));
    case 4:
      return json_node_init_int (
          node, (gint64) ((guint64) g_rand_int (random) << g_rand_int_range (random, 0, 33)));
    case 5:
      return json_node_init_double (node, g_rand_double_range (random, -1e9, 1e9));
    default:
      g_unichar_to_utf8 (g_rand_int_range (random, 1, 0xd800), text);
      return json_node_init_string (node, text);
    }
}

/* Answers are kept by the hash of such a text: it is the one that json-glib has always made. */
static void
test_print_as_before (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (14);

  for (guint i = 0; i < patience_rounds (20000); i++)
    {
      g_autoptr (JsonNode) node = make_node (random, 4);
      g_autofree char *printed = cercle_json_print_node (node);
      g_autoptr (GString) before = g_string_new (NULL);
      g_autofree char *text = json_to_string (node, FALSE);

      g_string_append (before, text);
      g_string_replace (before, "\x1f", "\\u001f", 0);
      g_assert_cmpstr (printed, ==, before->str);
    }
}

/* What another program of ours prints, it must be able to read. */
static void
test_print_everything (void)
{
  g_autoptr (JsonObject) object = json_object_new (), again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  const char *read;
  char all[128];

  for (int i = 1; i < 128; i++)
    all[i - 1] = (char) i;
  all[127] = '\0';
  json_object_set_string_member (object, all, all);
  text = cercle_json_print (object);
  again = cercle_json_parse (text, -1, CAP, &error);
  g_assert_no_error (error);
  g_assert_true (cercle_json_text (again, all, &read, &error));
  g_assert_cmpstr (read, ==, all);
}

static void
test_speed (void)
{
  g_autoptr (GTimer) timer = g_timer_new ();
  g_autoptr (GString) line = g_string_new ("{\"kind\":\"case\",\"row\":{");

  for (int i = 0; i < 30; i++)
    g_string_append_printf (line, "%s\"field_%d\":\"Une phrase ordinaire, %d\"", i ? "," : "", i,
                            i);
  g_string_append (line, "}}");
  for (int i = 0; i < 100000; i++)
    {
      g_autoptr (JsonObject) object = cercle_json_parse (line->str, line->len, CAP, NULL);

      g_assert_nonnull (object);
    }
  g_test_minimized_result (g_timer_elapsed (timer, NULL), "100 000 lines of %u bytes",
                           (guint) line->len);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/json/round-trip", test_round_trip);
  g_test_add_func ("/base/json/refused", test_refused);
  g_test_add_func ("/base/json/cut-short", test_cut_short);
  g_test_add_func ("/base/json/any-byte", test_any_byte);
  g_test_add_func ("/base/json/depth", test_depth);
  g_test_add_func ("/base/json/size", test_size);
  g_test_add_func ("/base/json/nodes", test_nodes);
  g_test_add_func ("/base/json/node-values", test_node_values);
  g_test_add_func ("/base/json/members", test_members);
  g_test_add_func ("/base/json/array-texts", test_array_texts);
  g_test_add_func ("/base/json/print-everything", test_print_everything);
  g_test_add_func ("/base/json/print-as-before", test_print_as_before);
  if (g_test_perf ())
    g_test_add_func ("/base/json/speed", test_speed);
  return g_test_run ();
}
