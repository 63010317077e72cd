/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is JSON of any length walked as it stands, whatever the pieces it comes in, and is what is
 * hostile refused within bounded memory? */
#include <string.h>

#include "cercle-foreign-gunzip.h"
#include "cercle-json-stream.h"
#include "foreign.h"

/* A stream that gives a pattern again and again, a few bytes at a time where step says so. */
#define TYPE_ENDLESS (endless_get_type ())
G_DECLARE_FINAL_TYPE (Endless, endless, TEST, ENDLESS, GInputStream)
struct _Endless
{
  GInputStream parent_instance;
  const char *head, *pattern;
  guint64 left, at;
  gsize step;
};
G_DEFINE_TYPE (Endless, endless, G_TYPE_INPUT_STREAM)

static gssize
endless_read (GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable,
              GError **error)
{
  Endless *self = TEST_ENDLESS (stream);
  gsize head = strlen (self->head), pattern = strlen (self->pattern), n = 0;
  char *bytes = buffer;

  for (; n < count && n < self->step && self->left > 0; n++, self->at++, self->left--)
    bytes[n] = self->at < head ? self->head[self->at] : self->pattern[(self->at - head) % pattern];
  return (gssize) n;
}

static void
endless_class_init (EndlessClass *class)
{
  G_INPUT_STREAM_CLASS (class)->read_fn = endless_read;
}

static void
endless_init (Endless *self)
{
  self->step = G_MAXSIZE;
}

static GInputStream *
endless_new (const char *head, const char *pattern, guint64 bytes, gsize step)
{
  Endless *self = g_object_new (TYPE_ENDLESS, NULL);

  self->head = head;
  self->pattern = pattern;
  self->left = bytes;
  self->step = step;
  return G_INPUT_STREAM (self);
}

/* The document again, from what the walk said of it. */
static void
walk (CercleJsonStream *json, GString *words, const char *kinds)
{
  const char *name, *text;

  /* kinds: what is expected of each value, in their order, so that both ways of reading are used.
   */
  static guint turn;

  switch (kinds[turn++ % strlen (kinds)])
    {
    case 'o':
      if (!cercle_json_stream_enter_object (json))
        {
          g_string_append (words, "?");
          return;
        }
      g_string_append (words, "{");
      while ((name = cercle_json_stream_member (json)) != NULL)
        {
          g_string_append_printf (words, "%s:", name);
          walk (json, words, kinds);
        }
      g_string_append (words, "}");
      break;
    case 'a':
      if (!cercle_json_stream_enter_array (json))
        {
          g_string_append (words, "?");
          return;
        }
      g_string_append (words, "[");
      while (cercle_json_stream_element (json))
        walk (json, words, kinds);
      g_string_append (words, "]");
      break;
    case 't':
      text = cercle_json_stream_text (json);
      g_string_append_printf (words, "%s,", text != NULL ? text : "-");
      break;
    default:
      cercle_json_stream_skip (json);
      g_string_append (words, "_");
    }
}

static void
test_flat (void)
{
  static const char *const paths[] = { "name", "deep.deeper.x", "deep.y", "absent", "number" };
  static const char text[] =
      "{\"Name\": \"\", \"other\": [{\"name\": \"no\"}], \"NA_ME\": \"yes\", \"name\": \"late\","
      "\"deep\": {\"deeper\": {\"X\": \"\\u00e9\\ud83d\\ude00\\n\"}, \"y\": {\"z\": 1}},"
      "\"number\": -1.5e3, \"absent\": null}";
  GString *values[G_N_ELEMENTS (paths)];

  for (gsize step = 1; step < 40; step++)
    {
      g_autoptr (GInputStream) stream = endless_new (text, " ", sizeof text - 1, step);
      g_autoptr (CercleJsonStream) json = cercle_json_stream_new (stream, NULL);
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
        values[i] = g_string_new ("before");
      cercle_json_stream_flat (json, paths, values, G_N_ELEMENTS (paths));
      g_assert_true (cercle_json_stream_finish (json, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (values[0]->str, ==, "yes");
      g_assert_cmpstr (values[1]->str, ==, "é😀\n");
      g_assert_cmpstr (values[2]->str, ==, "");
      g_assert_cmpstr (values[3]->str, ==, "");
      g_assert_cmpstr (values[4]->str, ==, "-1.5e3");
      for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
        g_string_free (values[i], TRUE);
    }
}

static void
test_take (void)
{
  static const char text[] = "[ {\"a\": [1, {\"b\": \"c\"}]} , 3, {\"a\": \"\\\"\"}]";

  for (gsize step = 1; step < 30; step++)
    {
      g_autoptr (GInputStream) stream = endless_new (text, " ", sizeof text - 1, step);
      g_autoptr (CercleJsonStream) json = cercle_json_stream_new (stream, NULL);
      g_autoptr (GString) words = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      g_assert_true (cercle_json_stream_enter_array (json));
      while (cercle_json_stream_element (json))
        {
          g_autoptr (JsonObject) object = cercle_json_stream_take (json, 100);

          g_string_append_printf (words, "%d,",
                                  object != NULL ? (int) json_object_get_size (object) : -1);
        }
      g_assert_true (cercle_json_stream_finish (json, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (words->str, ==, "1,-1,1,");
    }
}

static void
test_take_too_much (void)
{
  g_autoptr (GInputStream) stream = endless_new ("{\"a\": [", "1, ", 1 << 20, G_MAXSIZE);
  g_autoptr (CercleJsonStream) json = cercle_json_stream_new (stream, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (cercle_json_stream_take (json, 1000));
  g_assert_false (cercle_json_stream_finish (json, &error));
  g_assert_error (error, CERCLE_FOREIGN_ERROR, CERCLE_FOREIGN_ERROR_LARGE);
}

static const struct
{
  const char *text;
  gboolean fine;
} grammar[] = {
  { "{}", TRUE },
  { " [ ] ", TRUE },
  { "\xef\xbb\xbf{\"a\":[]}", TRUE },
  { "{\"a\":{\"b\":[1,2,{}],\"c\":true},\"d\":null}", TRUE },
  { "[0,-0,1.5,1e9,1E-9,\"\\\\\\\"\"]", TRUE },
  { "\"alone\"", TRUE },
  { "{\"a\":1,}", FALSE },
  { "{,}", FALSE },
  { "[1,]", FALSE },
  { "[,1]", FALSE },
  { "[1 2]", FALSE },
  { "{\"a\" 1}", FALSE },
  { "{\"a\":}", FALSE },
  { "{a:1}", FALSE },
  { "{\"a\":1]", FALSE },
  { "[1}", FALSE },
  { "[01]", FALSE },
  { "[1.]", FALSE },
  { "[.5]", FALSE },
  { "[+1]", FALSE },
  { "[NaN]", FALSE },
  { "[tru]", FALSE },
  { "[\"a\nb\"]", FALSE },
  { "[\"open]", FALSE },
  { "[1]]", FALSE },
  { "[1] x", FALSE },
  { "// comment\n[]", FALSE },
  { "", FALSE },
  { "\\", FALSE },
};

static void
test_grammar (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (grammar); i++)
    for (gsize step = 1; step < 20; step++)
      {
        g_autoptr (GInputStream) stream =
            endless_new (grammar[i].text, " ", strlen (grammar[i].text), step);
        g_autoptr (CercleJsonStream) json = cercle_json_stream_new (stream, NULL);
        g_autoptr (GError) error = NULL;

        g_test_message ("%s", grammar[i].text);
        cercle_json_stream_skip (json);
        g_assert_cmpint (cercle_json_stream_finish (json, &error), ==, grammar[i].fine);
        if (!grammar[i].fine)
          g_assert_error (error, CERCLE_FOREIGN_ERROR, CERCLE_FOREIGN_ERROR_FORM);
      }
}

/* What is decoded is text, or an error; what is passed over is not looked at so closely. */
static void
test_texts (void)
{
  static const char *const bad[] = { "\"\\ud800\"",  "\"\\udc00x\"", "\"\\ud800\\u0041\"",
                                     "\"\\u00\"",    "\"\\u0000\"",  "\"\\x41\"",
                                     "\"\xff\xfe\"", "\"\xc3\"",     "\"\xed\xa0\x80\"" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GInputStream) stream = endless_new (bad[i], " ", strlen (bad[i]), 3);
      g_autoptr (CercleJsonStream) json = cercle_json_stream_new (stream, NULL);
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      g_assert_null (cercle_json_stream_text (json));
      g_assert_false (cercle_json_stream_finish (json, &error));
      g_assert_error (error, CERCLE_FOREIGN_ERROR, CERCLE_FOREIGN_ERROR_FORM);
    }
}

/* Whatever the bytes are, and in whatever order values are asked for, the walk ends. */
static void
test_any_bytes (void)
{
  static const char letters[] = "{}[]\",:\\ut1-.e\n \xc3\xa9";
  static const char *const kinds[] = { "o", "a", "t", "oat_", "ooa", "aot" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint round = 0; round < 4000; round++)
    {
      g_autoptr (GString) text = g_string_new (round % 2 == 0 ? "{\"a\":[" : "");
      g_autoptr (GInputStream) stream = NULL;
      g_autoptr (CercleJsonStream) json = NULL;
      g_autoptr (GString) words = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      int n = g_rand_int_range (rand, 0, 60);

      for (int i = 0; i < n; i++)
        g_string_append_c (text, letters[g_rand_int_range (rand, 0, sizeof letters - 1)]);
      stream = endless_new (text->str, " ", text->len, (gsize) g_rand_int_range (rand, 1, 20));
      json = cercle_json_stream_new (stream, NULL);
      walk (json, words, kinds[round % G_N_ELEMENTS (kinds)]);
      if (!cercle_json_stream_finish (json, &error))
        g_assert_true (error->domain == CERCLE_FOREIGN_ERROR);
    }
}

/* Hostile documents */

/* The sanitizer keeps what was freed for a while. */
#if defined(__SANITIZE_ADDRESS__)
#define MOST_MEMORY (256 * 1024 * 1024)
#else
#define MOST_MEMORY (16 * 1024 * 1024)
#endif

/* Bytes. Not that of getrusage(), which begins with what the parent had. */
static gint64
most_memory (void)
{
  g_autofree char *status = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "VmHWM:");
  g_assert_nonnull (line);
  return g_ascii_strtoll (line + strlen ("VmHWM:"), NULL, 10) * 1024;
}

static gboolean
drop (CercleForeignSheet *sheet, gpointer data, GError **error)
{
  cercle_foreign_sheet_free (sheet);
  return TRUE;
}

static void
assert_refused (GInputStream *stream, int code)
{
  const CercleForeignOptions options = { NULL };
  g_autoptr (GError) error = NULL;
  gint64 before = most_memory ();

  g_assert_false (
      cercle_foreign_read (CERCLE_FOREIGN_FINESS, stream, &options, drop, NULL, NULL, &error));
  g_assert_error (error, CERCLE_FOREIGN_ERROR, code);
  g_assert_cmpint (most_memory () - before, <, MOST_MEMORY);
}

static const struct
{
  const char *name, *head, *pattern;
  int code;
} hostile[] = {
  { "a text of a gigabyte", "{\"pmej\":[{\"ege\":[{\"etatObjet\":\"", "x",
    CERCLE_FOREIGN_ERROR_LARGE },
  { "one that is passed over", "{\"gcc\":\"", "x", CERCLE_FOREIGN_ERROR_LARGE },
  { "a name", "{\"", "x", CERCLE_FOREIGN_ERROR_LARGE },
  { "a number", "{\"gcc\":", "1", CERCLE_FOREIGN_ERROR_LARGE },
  { "nested lists", "{\"gcc\":", "[", CERCLE_FOREIGN_ERROR_LARGE },
  { "nested objects", "{\"gcc\":", "{\"a\":", CERCLE_FOREIGN_ERROR_LARGE },
  { "sites without a name", "{\"pmej\":[{\"ege\":[",
    "{\"categorieentiteGeographiqueExercice\":\"183\"},", CERCLE_FOREIGN_ERROR_LARGE },
};

static void
test_hostile (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GInputStream) stream =
      endless_new (hostile[i].head, hostile[i].pattern, G_GUINT64_CONSTANT (1) << 30, G_MAXSIZE);

  assert_refused (stream, hostile[i].code);
}

static GBytes *
pack_pattern (const char *pattern, gsize bytes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  while (text->len < bytes)
    g_string_append (text, pattern);
  return foreign_pack (text->str, text->len);
}

static void
test_bomb (void)
{
  g_autoptr (GBytes) bomb = pack_pattern ("          ", 12 * 1024 * 1024);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bomb);

  assert_refused (stream, CERCLE_FOREIGN_ERROR_BOMB);
}

static void
test_bomb_within (void)
{
  g_autoptr (GBytes) inner = pack_pattern ("{\"pmej\":[]}", 1024 * 1024);
  g_autoptr (GBytes) outer =
      foreign_pack (g_bytes_get_data (inner, NULL), g_bytes_get_size (inner));
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (outer);

  assert_refused (stream, CERCLE_FOREIGN_ERROR_FORM);
}

static void
test_damaged (void)
{
  static const char text[] = "{\"generatedAt\": \"2026-09-05\", \"pmej\": [ ]}";
  g_autoptr (GBytes) bytes = foreign_pack (text, sizeof text - 1);
  const guint8 *packed = g_bytes_get_data (bytes, NULL);
  gsize n = g_bytes_get_size (bytes);

  for (gsize cut = 2; cut < n; cut++)
    {
      g_autoptr (GInputStream) stream =
          g_memory_input_stream_new_from_data (packed, (gssize) cut, NULL);

      assert_refused (stream, CERCLE_FOREIGN_ERROR_PACKED);
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GByteArray) more = g_byte_array_new ();
      g_autoptr (GInputStream) stream = NULL;

      g_byte_array_append (more, packed, (guint) n);
      if (i == 0)
        g_byte_array_append (more, (const guint8 *) "tail", 4);
      else
        more->data[n - 6] ^= 0xff; /* its checksum */
      stream = g_memory_input_stream_new_from_data (more->data, more->len, NULL);
      assert_refused (stream, CERCLE_FOREIGN_ERROR_PACKED);
    }
}

static void
count_progress (guint64 bytes, gpointer data)
{
  guint64 *last = data;

  g_assert_cmpuint (bytes, >=, *last);
  *last = bytes;
}

/* Progress is told in bytes of the file as it lies on the disk. */
static void
test_progress (void)
{
  g_autoptr (GString) text = g_string_new ("{\"pmej\":[],\"x\":[");
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  guint64 last = 0;
  const CercleForeignOptions options = { .progress = count_progress };

  while (text->len < 4 * 1024 * 1024)
    g_string_append_printf (text, "%u,", g_rand_int (rand));
  g_string_append (text, "0]}");
  bytes = foreign_pack (text->str, text->len);
  stream = g_memory_input_stream_new_from_bytes (bytes);
  g_assert_true (
      cercle_foreign_read (CERCLE_FOREIGN_FINESS, stream, &options, drop, &last, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (last, ==, g_bytes_get_size (bytes));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-stream/flat", test_flat);
  g_test_add_func ("/json-stream/take", test_take);
  g_test_add_func ("/json-stream/take-too-much", test_take_too_much);
  g_test_add_func ("/json-stream/grammar", test_grammar);
  g_test_add_func ("/json-stream/texts", test_texts);
  g_test_add_func ("/json-stream/any-bytes", test_any_bytes);
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autofree char *name = g_strconcat ("/json-stream/hostile/", hostile[i].name, NULL);
      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_hostile);
    }
  g_test_add_func ("/json-stream/bomb", test_bomb);
  g_test_add_func ("/json-stream/bomb-within", test_bomb_within);
  g_test_add_func ("/json-stream/damaged", test_damaged);
  g_test_add_func ("/json-stream/progress", test_progress);
  return g_test_run ();
}
