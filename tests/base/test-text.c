/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does what people type come out comparable and harmless? */
#include "cercle-text.h"

#include <string.h>

static void
test_clean (void)
{
  static const struct
  {
    const char *text;
    gboolean lines;
    const char *clean;
  } rows[] = {
    { "Hélène", FALSE, "Hélène" },
    { "He\u0301le\u0300ne", FALSE, "Hélène" },
    { "  Sandrine\u00a0Le Bihan \u00a0", FALSE, "Sandrine\u00a0Le Bihan" },
    { "a\nb\tc", FALSE, "a b c" },
    { "a\nb\tc\n", TRUE, "a\nb\tc" },
    { "a\r\nb\rc\u2028d\x0b"
      "e\xc2\x85"
      "f",
      TRUE, "a\nb\nc\nd\ne\nf" },
    { "a\r\nb", FALSE, "a b" },
    { "a\x01\x02\x1b[31mb\x7f\xc2\x9f"
      "c",
      TRUE, "a[31mbc" },
    { "a\u202egro.lig\u202cb\u2066c\u2069\u206a", FALSE, "agro.ligbc" },
    { "\ufeff"
      "a\ufffe\U0001ffff",
      FALSE, "a" },
    { "\u200b \u2060a\u200b", FALSE, "a" },
    { "👨\u200d👩", FALSE, "👨\u200d👩" },
    { "<b>A & B</b> _x_", FALSE, "<b>A & B</b> _x_" },
    { "a\xff"
      "b",
      FALSE,
      "a\ufffd"
      "b" },
    { "\xed\xa0\x80", FALSE, "\ufffd\ufffd\ufffd" },
    { "a\xe2\x82", FALSE, "a\ufffd\ufffd" },
    { "", FALSE, NULL },
    { " \t\n", TRUE, NULL },
    { "\u202e\x01", TRUE, NULL },
    { "\u00a0\u2003\u200b", FALSE, NULL },
    { NULL, FALSE, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *clean = cercle_text_clean (rows[i].text, rows[i].lines);
      g_autofree char *again = cercle_text_clean (clean, rows[i].lines);

      g_assert_cmpstr (clean, ==, rows[i].clean);
      g_assert_cmpstr (again, ==, clean);
    }
}

static void
test_every_character (void)
{
  for (gunichar c = 1; c <= 0x10ffff; c++)
    {
      char text[16] = "";
      g_autofree char *clean = NULL, *folded = NULL;

      if (c >= 0xd800 && c < 0xe000)
        continue;
      text[g_unichar_to_utf8 (c, text)] = '\0';
      clean = cercle_text_clean (text, FALSE);
      folded = cercle_text_fold (text);
      g_assert_true (g_utf8_validate (folded, -1, NULL));
      if (clean == NULL)
        continue;
      g_assert_true (g_utf8_validate (clean, -1, NULL));
      g_assert_false (g_unichar_iscntrl (g_utf8_get_char (clean)));
      g_assert_false (c >= 0x202a && c <= 0x202e);
    }
}

/* A megabyte of marks on one letter would take GLib minutes. */
static void
test_marks (void)
{
  g_autoptr (GString) text = g_string_new ("a");
  g_autoptr (GTimer) timer = g_timer_new ();
  g_autofree char *clean = NULL, *folded = NULL;

  for (int i = 0; i < 250000; i++)
    g_string_append (text, i % 2 ? "\u0323\u0301" : "\u0301");
  g_string_append (text, "b");
  clean = cercle_text_clean (text->str, FALSE);
  folded = cercle_text_fold (text->str);
  g_assert_cmpuint (g_utf8_strlen (clean, -1), <=, 32);
  g_assert_true (g_str_has_suffix (clean, "b"));
  g_assert_cmpstr (folded, ==, "ab");
  g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, 20);
}

/* Western characters are looked up; beside a letter of another script the same ones are taken apart
 * by GLib. Both must fold alike. */
static void
test_fold_ways (void)
{
  for (gunichar c = 1; c < 0x2100; c++)
    {
      g_autoptr (GString) quick = g_string_new ("é"), slow = NULL;
      g_autofree char *folded = NULL, *beside = NULL;

      g_string_append_unichar (quick, c);
      g_string_append_unichar (quick, c);
      g_string_append (quick, "B");
      slow = g_string_new (quick->str);
      g_string_append (slow, "\u0416");
      folded = cercle_text_fold (quick->str);
      beside = cercle_text_fold (slow->str);
      g_assert_true (g_str_has_suffix (beside, "\u0436"));
      beside[strlen (beside) - strlen ("\u0436")] = '\0';
      g_assert_cmpstr (folded, ==, beside);
    }
}

static void
test_fold (void)
{
  static const char *const rows[][2] = {
    { "Hélène", "helene" },
    { "He\u0301le\u0300ne", "helene" },
    { "CŒUR cœur", "coeur coeur" },
    { "Æsir Straße Øre Łódź", "aesir strasse ore lodz" },
    { "L'Haÿ-les-Roses", "l hay les roses" },
    { "L’Haÿ‑les—Roses", "l hay les roses" },
    { "  Jean\u00a0 -  Pierre ", "jean pierre" },
    { "ﬁn Ｆｕｌｌ ①", "fin full 1" },
    { "İstanbul ısı", "istanbul isi" },
    { "a\u00adb\u200bc", "abc" },
    { "a\tb\nc\x01", "a b c" },
    { "ΑΘΉΝΑ", "αθηνα" },
    { "-'-", "" },
    { "", "" },
    { "a\xff", "a\ufffd" },
    { "100 %_x", "100 %_x" },
    { NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *folded = cercle_text_fold (rows[i][0]);
      g_autofree char *again = cercle_text_fold (folded);

      g_assert_cmpstr (folded, ==, rows[i][1]);
      g_assert_cmpstr (again, ==, folded);
    }
}

static void
test_initials (void)
{
  static const char *const rows[][2] = {
    { "Sandrine Le Bihan", "SB" },
    { "élodie", "É" },
    { "Jean-Pierre d'Arc", "JD" },
    { "  (Dr)  Anne  Roy  ", "DR" },
    { "", "" },
    { "😀 !", "" },
    { "œuvre 14", "Œ1" },
    { "e\u0301mile", "É" },
    { "A\xff", "A" },
    { NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *initials = cercle_text_initials (rows[i][0]);

      g_assert_cmpstr (initials, ==, rows[i][1]);
    }
}

static void
test_isolate (void)
{
  static const char *const rows[][2] = {
    { "سامي", "\u2068سامي\u2069" },
    { "a\u2069\u202eb", "\u2068ab\u2069" },
    { "a\xff", "\u2068a\ufffd\u2069" },
    { "", "" },
    { NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *isolated = cercle_text_isolate (rows[i][0]);

      g_assert_cmpstr (isolated, ==, rows[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/text/clean", test_clean);
  g_test_add_func ("/base/text/every-character", test_every_character);
  g_test_add_func ("/base/text/marks", test_marks);
  g_test_add_func ("/base/text/fold", test_fold);
  g_test_add_func ("/base/text/fold-ways", test_fold_ways);
  g_test_add_func ("/base/text/initials", test_initials);
  g_test_add_func ("/base/text/isolate", test_isolate);
  return g_test_run ();
}
