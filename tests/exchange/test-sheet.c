/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Can what was put on paper be read from it, whole, in French, and by nobody else in its
 * properties? */
#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

#include "cercle-consent-sheet.h"
#include "cercle-consent.h"
#include "cercle-sheet.h"

#define MANY 120

typedef struct
{
  char *folder, *path;
  guint pages;
} Paper;

static void
set_up (Paper *paper, gconstpointer data)
{
  paper->folder = g_dir_make_tmp ("cercle-sheet-XXXXXX", NULL);
  paper->path = g_build_filename (paper->folder, "sheet.pdf", NULL);
}

static void
tear_down (Paper *paper, gconstpointer data)
{
  g_unlink (paper->path);
  g_assert_cmpint (g_rmdir (paper->folder), ==, 0);
  g_free (paper->folder);
  g_free (paper->path);
}

/* (transfer full): what a program of poppler says of it. */
static char *
read_with (Paper *paper, const char *program, const char *option)
{
  const char *const argv[] = { program, option, paper->path, "-", NULL };
  const char *const facts[] = { program, paper->path, NULL };
  g_autoptr (GError) error = NULL;
  char *words = NULL;
  int status = 1;

  g_spawn_sync (NULL, (char **) (option != NULL ? argv : facts), NULL, G_SPAWN_SEARCH_PATH, NULL,
                NULL, &words, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  return words;
}

static void
write_sheet (Paper *paper, CercleSheet *sheet)
{
  g_autoptr (GError) error = NULL;

  cercle_sheet_write (sheet, paper->path, &paper->pages, &error);
  g_assert_no_error (error);
}

/* A table over several pages: each row once, its headings on each page, page n of m. */
static void
test_table (Paper *paper, gconstpointer data)
{
  const CercleSheetFrame frame = { .title = "Situations",
                                   .subtitle = "Portées par l’équipe",
                                   .community = "Communauté 360 du Calvados",
                                   .day = "23 juin 2020",
                                   .example = TRUE,
                                   .landscape = TRUE };
  const CercleSheetColumn columns[] = { { "Personne", 0.4 }, { "Besoin", 0.6 } };
  g_autoptr (CercleSheet) sheet = cercle_sheet_new (&frame);
  g_autofree char *words = NULL, *last = NULL;
  g_auto (GStrv) pages = NULL;

  cercle_sheet_table (sheet, columns, 2);
  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *name = g_strdup_printf ("Hélène n°%03u", i);
      const char *const cells[] = { name, "répit, œuvre et forêt" };
      cercle_sheet_row (sheet, cells);
    }
  write_sheet (paper, sheet);
  g_assert_cmpuint (paper->pages, >, 2);
  words = read_with (paper, "pdftotext", "-layout");
  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *name = g_strdup_printf ("Hélène n°%03u", i);
      const char *found = strstr (words, name);
      g_assert_nonnull (found);
      g_assert_null (strstr (found + 1, name));
    }
  pages = g_strsplit (words, "\f", -1);
  for (guint i = 0; i < paper->pages; i++)
    {
      g_assert_nonnull (strstr (pages[i], "Personne"));
      g_assert_nonnull (strstr (pages[i], "Communauté 360 du Calvados"));
      g_assert_nonnull (strstr (pages[i], "23 juin 2020"));
      g_assert_nonnull (strstr (pages[i], "Exemple"));
    }
  last = g_strdup_printf ("Page %u sur %u", paper->pages, paper->pages);
  g_assert_nonnull (strstr (pages[paper->pages - 1], last));
  g_assert_nonnull (strstr (words, "œuvre et forêt"));
}

/* What a printer gets is page for page what the file has. */
static void
test_recorded (Paper *paper, gconstpointer data)
{
  const CercleSheetFrame frame = { .title = "Situations", .community = "Calvados" };
  const CercleSheetColumn columns[] = { { "Personne", 0.4 }, { "Besoin", 0.6 } };
  g_autoptr (CercleSheet) sheet = cercle_sheet_new (&frame);
  g_autoptr (GPtrArray) pages = NULL;
  g_autofree char *written = NULL, *printed = NULL;
  cairo_surface_t *file = NULL;
  cairo_t *cr = NULL;

  cercle_sheet_heading (sheet, "En cours");
  cercle_sheet_table (sheet, columns, 2);
  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *name = g_strdup_printf ("Hélène n°%03u", i);
      cercle_sheet_row (sheet, (const char *const[]){ name, "répit" });
    }
  write_sheet (paper, sheet);
  written = read_with (paper, "pdftotext", "-layout");
  pages = cercle_sheet_record (sheet);
  g_assert_cmpuint (pages->len, ==, paper->pages);
  g_assert_false (cercle_sheet_is_landscape (sheet));
  file = cairo_pdf_surface_create (paper->path, 595.276, 841.89);
  cr = cairo_create (file);
  for (guint i = 0; i < pages->len; i++)
    {
      cairo_set_source_surface (cr, g_ptr_array_index (pages, i), 0, 0);
      cairo_paint (cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (file);
  printed = read_with (paper, "pdftotext", "-layout");
  g_assert_cmpstr (printed, ==, written);
}

/* A note that is longer than a page goes on, line by line. */
static void
test_long (Paper *paper, gconstpointer data)
{
  const CercleSheetFrame frame = { .title = "Situation" };
  const CercleSheetColumn columns[] = { { "Quand", 0.3 }, { "Quoi", 0.7 } };
  g_autoptr (CercleSheet) sheet = cercle_sheet_new (&frame);
  g_autoptr (GString) note = g_string_new (NULL);
  const char *cells[] = { "hier", NULL };
  g_autofree char *words = NULL;

  for (guint i = 0; i < 900; i++)
    g_string_append_printf (note, "mot%u ", i);
  cells[1] = note->str;
  cercle_sheet_table (sheet, columns, 2);
  cercle_sheet_row (sheet, cells);
  cercle_sheet_text (sheet, note->str);
  write_sheet (paper, sheet);
  g_assert_cmpuint (paper->pages, >, 1);
  words = read_with (paper, "pdftotext", "-raw");
  for (guint i = 0; i < 900; i++)
    {
      g_autoptr (GRegex) word = NULL;
      g_autofree char *pattern = g_strdup_printf ("\\bmot%u\\b", i);
      g_autoptr (GMatchInfo) match = NULL;
      guint n = 0;

      word = g_regex_new (pattern, 0, 0, NULL);
      for (g_regex_match (word, words, 0, &match); g_match_info_matches (match); n++)
        g_match_info_next (match, NULL);
      g_assert_cmpuint (n, ==, 2);
    }
}

/* Properties of a file travel with it: no names there. */
static void
test_properties (Paper *paper, gconstpointer data)
{
  const CercleSheetFrame frame = { .title = "Situation", .subtitle = "Mathis Quesnel" };
  g_autoptr (CercleSheet) sheet = cercle_sheet_new (&frame);
  g_autofree char *facts = NULL;

  cercle_sheet_heading (sheet, "Mathis Quesnel");
  write_sheet (paper, sheet);
  facts = read_with (paper, "pdfinfo", NULL);
  g_assert_nonnull (strstr (facts, "Situation"));
  g_assert_null (strstr (facts, "Quesnel"));
  g_assert_null (strstr (facts, "Author"));
}

static void
test_consent (Paper *paper, gconstpointer data)
{
  gboolean easy = data != NULL;
  const CercleSheetFrame frame = { .title = "Information", .size = easy ? 14 : 11 };
  g_autoptr (CercleSheet) sheet = cercle_sheet_new (&frame);
  g_autofree char *words = NULL;

  (easy ? cercle_consent_sheet_fill_easy
        : cercle_consent_sheet_fill) (sheet, "Communauté 360 du Calvados", "02 31 00 00 00");
  write_sheet (paper, sheet);
  g_assert_cmpuint (paper->pages, ==, 1);
  words = read_with (paper, "pdftotext", "-layout");
  g_assert_nonnull (strstr (words, "Communauté 360 du Calvados"));
  g_assert_nonnull (strstr (words, "02 31 00 00 00"));
  g_assert_nonnull (strstr (words, easy ? "Vous pouvez dire non." : "retirer votre accord"));
  g_assert_nonnull (strstr (words, "Mon choix"));
  g_assert_null (strstr (words, "%s"));
  /* A consent names the text that was shown. */
  g_assert_nonnull (strstr (words, easy ? CERCLE_CONSENT_TEXT_EASY : CERCLE_CONSENT_TEXT));
}

/* How many words the longest sentence has; the foot is none. */
static guint
longest_sentence (const char *words)
{
  g_auto (GStrv) lines = g_strsplit_set (words, ".?\n", -1);
  guint most = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (g_strstrip (lines[i]), " ", -1);
      guint n = 0;

      for (guint j = 0; parts[j] != NULL; j++)
        n += g_unichar_isalnum (g_utf8_get_char (parts[j]));
      if (strstr (lines[i], "·") == NULL)
        most = MAX (most, n);
    }
  return most;
}

/* The height of the lowest word on any page, in points: of the whole line, not of its letters. */
static double
lowest_word (Paper *paper)
{
  g_autofree char *boxes = read_with (paper, "pdftotext", "-bbox");
  double least = G_MAXDOUBLE;

  for (const char *at = boxes; (at = strstr (at, "<word ")) != NULL; at++)
    {
      double top = g_ascii_strtod (strstr (at, "yMin=\"") + strlen ("yMin=\""), NULL);
      double bottom = g_ascii_strtod (strstr (at, "yMax=\"") + strlen ("yMax=\""), NULL);

      least = MIN (least, bottom - top);
    }
  return least;
}

/* European rules for information that is easy to read: letters of 14 points everywhere, short
 * sentences, no word that has to be explained. */
static void
test_easy_rules (Paper *paper, gconstpointer data)
{
  static const char *const hard[] = { "RGPD",         "CNIL",       "consentement", "consentez",
                                      "données",      "dispositif", "partenaire",   "traitement",
                                      "destinataire", "conserv",    "oppos",        "rectif" };
  const CercleSheetFrame frame = { .title = "Ce que nous écrivons sur vous",
                                   .community = "Communauté 360 du Calvados",
                                   .day = "23 juin 2020",
                                   .example = TRUE,
                                   .size = 14 };
  g_autoptr (CercleSheet) sheet = cercle_sheet_new (&frame);
  g_autofree char *words = NULL;

  cercle_consent_sheet_fill_easy (sheet, "Communauté 360 du Calvados", "02 31 00 00 00");
  write_sheet (paper, sheet);
  words = read_with (paper, "pdftotext", "-raw");
  for (guint i = 0; i < G_N_ELEMENTS (hard); i++)
    g_assert_null (strstr (words, hard[i]));
  g_assert_cmpuint (longest_sentence (words), <=, 12);
  g_assert_cmpfloat (lowest_word (paper), >=, 14);
}

static char *
left_words (guint n)
{
  return g_strdup_printf ("%u left out.", n);
}

/* Rows that find no room are counted; every row is on the page or in that number. */
static void
test_one_page (Paper *paper, gconstpointer data)
{
  static const guint numbers[] = { 1, 20, 45, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 200 };
  const CercleSheetFrame frame = { .title = "Ce qui a changé" };
  const CercleSheetColumn columns[] = { { "Situation", 0.3 }, { "Quoi", 0.7 } };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (CercleSheet) sheet = cercle_sheet_new (&frame);
      g_autofree char *words = NULL;
      const char *left = NULL;
      guint shown = 0;

      cercle_sheet_keep_to_page (sheet, left_words);
      cercle_sheet_table (sheet, columns, G_N_ELEMENTS (columns));
      for (guint j = 0; j < numbers[i]; j++)
        cercle_sheet_row (sheet, (const char *const[]){ "Quesnel", "note" });
      write_sheet (paper, sheet);
      g_assert_cmpuint (paper->pages, ==, 1);
      words = read_with (paper, "pdftotext", "-layout");
      for (const char *at = words; (at = strstr (at, "Quesnel")) != NULL; at++)
        shown++;
      left = strstr (words, " left out.");
      g_assert_cmpuint (shown, >, 0);
      if (left == NULL)
        g_assert_cmpuint (shown, ==, numbers[i]);
      else
        {
          g_autofree char *wanted = left_words (numbers[i] - shown);
          g_assert_nonnull (strstr (words, wanted));
          g_assert_cmpuint (shown, >, 40);
        }
    }
}

/* No place for it: a sentence, and no file. */
static void
test_nowhere (Paper *paper, gconstpointer data)
{
  const CercleSheetFrame frame = { .title = "Situation" };
  g_autoptr (CercleSheet) sheet = cercle_sheet_new (&frame);
  g_autofree char *path = g_build_filename (paper->folder, "gone", "sheet.pdf", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (cercle_sheet_write (sheet, path, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("CERCLE_CATALOGUES"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_test_init (&argc, &argv, NULL);
#define ADD(name, data, function)                                                                  \
  g_test_add ("/exchange/sheet/" name, Paper, data, set_up, function, tear_down)
  ADD ("table", NULL, test_table);
  ADD ("recorded", NULL, test_recorded);
  ADD ("long", NULL, test_long);
  ADD ("properties", NULL, test_properties);
  ADD ("consent", NULL, test_consent);
  ADD ("consent-easy", "easy", test_consent);
  ADD ("easy-rules", NULL, test_easy_rules);
  ADD ("one-page", NULL, test_one_page);
  ADD ("nowhere", NULL, test_nowhere);
  return g_test_run ();
}
