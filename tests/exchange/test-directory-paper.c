/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the directory leave the program whole, and with nobody who is to stay in it? */
#include <glib/gstdio.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

#include "cercle-directory-paper.h"
#include "foreign.h"

static CercleForeignSheet *
make_sheet (const char *name)
{
  CercleForeignSheet *sheet = cercle_foreign_sheet_new (CERCLE_FOREIGN_TABLE);
  CercleForeignContact *contact = cercle_foreign_contact_new ();

  sheet->name = g_strdup (name);
  sheet->long_name = g_strdup ("Institut médico-éducatif; « Les Pommiers »");
  sheet->key = g_strdup ("140000019");
  sheet->category_label = g_strdup ("Institut médico-éducatif (IME)");
  sheet->finess = g_strdup ("140000019");
  sheet->siret = g_strdup ("77559100100018");
  sheet->siren = g_strdup ("775591001");
  sheet->finess_legal = g_strdup ("140000415");
  sheet->legal_name = g_strdup ("Association du Pays d’Auge");
  g_ptr_array_add (sheet->street, g_strdup ("12 rue des Pommiers"));
  g_ptr_array_add (sheet->street, g_strdup ("BP 132"));
  sheet->postcode = g_strdup ("14100");
  sheet->town = g_strdup ("Lisieux");
  sheet->commune = g_strdup ("14366");
  sheet->department = g_strdup ("14");
  g_ptr_array_add (sheet->phones, g_strdup ("+33231620000"));
  g_ptr_array_add (sheet->phones, g_strdup ("+33639984217"));
  g_ptr_array_add (sheet->mails, g_strdup ("ime@pommiers.example"));
  g_ptr_array_add (sheet->mails, g_strdup ("accueil@pommiers.example"));
  g_ptr_array_add (sheet->urls, g_strdup ("https://pommiers.example"));
  sheet->opened_on = g_strdup ("1974-09-01");
  sheet->updated_on = g_strdup ("2026-02-18");
  contact->first_name = g_strdup ("Claire");
  contact->last_name = g_strdup ("Le Moine");
  contact->function = g_strdup ("Directrice");
  contact->phone = g_strdup ("+33639984218");
  contact->mail = g_strdup ("claire@pommiers.example");
  g_ptr_array_add (sheet->contacts, contact);
  return sheet;
}

/* What we write, our own reader of tables reads, by the names of the columns alone. */
static void
test_there_and_back (void)
{
  g_autoptr (CercleForeignSheet) sheet = make_sheet ("IME Les Pommiers");
  g_autoptr (GString) lines = g_string_new (NULL);
  const CercleForeignOptions options = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *read = NULL, *expected = NULL, *told = NULL;

  cercle_directory_csv_begin (lines, TRUE);
  cercle_directory_csv_append (lines, sheet, TRUE);
  read = foreign_read_bytes (CERCLE_FOREIGN_TABLE, lines->str, lines->len, &options, &error);
  g_assert_no_error (error);
  sheet->line = 2;
  told = foreign_describe (sheet);
  expected = g_strconcat (told, "\n", NULL);
  g_assert_cmpstr (read, ==, expected);
}

/* Where people stay: no name of theirs, no column for one. */
static void
test_without_people (void)
{
  g_autoptr (CercleForeignSheet) sheet = make_sheet ("=HYPERLINK(\"x\")");
  g_autoptr (GString) lines = g_string_new (NULL);

  cercle_directory_csv_begin (lines, FALSE);
  cercle_directory_csv_append (lines, sheet, FALSE);
  g_assert_true (g_str_has_prefix (lines->str, "\xef\xbb\xbf"));
  g_assert_null (strstr (lines->str, "Moine"));
  g_assert_null (strstr (lines->str, "claire@"));
  g_assert_null (strstr (lines->str, "contact"));
  g_assert_nonnull (strstr (lines->str, "\"'=HYPERLINK(\"\"x\"\")\""));
  g_assert_nonnull (strstr (lines->str, "\"ime@pommiers.example; accueil@pommiers.example\""));
}

static void
test_hidden (void)
{
  g_autoptr (CercleForeignSheet) sheet = make_sheet ("Lieu de vie");
  g_autoptr (GString) lines = g_string_new (NULL);

  sheet->hidden = TRUE;
  cercle_directory_csv_append (lines, sheet, TRUE);
  g_assert_null (strstr (lines->str, "rue"));
  g_assert_null (strstr (lines->str, "14100"));
  g_assert_null (strstr (lines->str, "Lisieux"));
  g_assert_null (strstr (lines->str, "14366"));
  g_assert_nonnull (strstr (lines->str, "02"));
}

/* A row for each of its people, the organisation in all of them. */
static void
test_several_people (void)
{
  g_autoptr (CercleForeignSheet) sheet = make_sheet ("IME");
  g_autoptr (GString) lines = g_string_new (NULL);
  g_auto (GStrv) rows = NULL;
  CercleForeignContact *second = cercle_foreign_contact_new ();

  second->last_name = g_strdup ("Second");
  g_ptr_array_add (sheet->contacts, second);
  cercle_directory_csv_append (lines, sheet, TRUE);
  rows = g_strsplit (lines->str, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (rows), ==, 3);
  g_assert_true (g_str_has_prefix (rows[0], "\"IME\";"));
  g_assert_true (g_str_has_prefix (rows[1], "\"IME\";"));
  g_assert_nonnull (strstr (rows[1], "\"Second\""));
}

#ifdef CERCLE_PDF_TOOLS
/* (transfer full): what is on the pages. */
static char *
print (const CercleDirectoryNeed *needs, guint n, gboolean contacts)
{
  const CercleSheetFrame frame = { .title = "Annuaire par besoin", .day = "5 septembre 2026" };
  g_autofree char *folder = g_dir_make_tmp ("cercle-paper-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "annuaire.pdf", NULL);
  g_autoptr (CercleSheet) paper = cercle_sheet_new (&frame);
  const char *const argv[] = { "pdftotext", path, "-", NULL };
  g_autoptr (GError) error = NULL;
  char *words = NULL;
  int status = 1;

  cercle_directory_paper_fill (paper, needs, n, contacts);
  cercle_sheet_write (paper, path, NULL, &error);
  g_assert_no_error (error);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &words, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  g_unlink (path);
  g_rmdir (folder);
  return g_strdelimit (words, "\n", ' '); /* a cell may break its lines */
}

static void
test_printed (void)
{
  g_autoptr (GPtrArray) some =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_foreign_sheet_free);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  const CercleDirectoryNeed needs[] = { { "Répit à domicile", some }, { "Transport", none } };
  CercleForeignSheet *home = make_sheet ("Lieu de vie La Source");
  g_autofree char *all = NULL, *less = NULL;

  home->hidden = TRUE;
  g_ptr_array_set_size (home->contacts, 0);
  g_ptr_array_add (some, make_sheet ("IME Les Pommiers"));
  g_ptr_array_add (some, home);
  all = print (needs, G_N_ELEMENTS (needs), TRUE);
  less = print (needs, G_N_ELEMENTS (needs), FALSE);
  for (guint i = 0; i < 2; i++)
    {
      const char *words = i == 0 ? all : less;

      g_assert_nonnull (strstr (words, "Répit à domicile"));
      g_assert_nonnull (strstr (words, "IME Les Pommiers"));
      g_assert_nonnull (strstr (words, "12 rue des Pommiers"));
      g_assert_nonnull (strstr (words, "Lieu de vie La Source"));
      g_assert_nonnull (strstr (words, g_dgettext (GETTEXT_PACKAGE, "Address not shown")));
      g_assert_nonnull (strstr (words, "Transport"));
      g_assert_nonnull (
          strstr (words, g_dgettext (GETTEXT_PACKAGE, "Nobody in the directory does this.")));
      g_assert_null (strstr (strstr (words, "12 rue") + 1, "12 rue"));
    }
  g_assert_nonnull (strstr (all, "Claire Le Moine"));
  g_assert_null (strstr (less, "Moine"));
}
#endif

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("CERCLE_CATALOGUES"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory-paper/there-and-back", test_there_and_back);
  g_test_add_func ("/directory-paper/without-people", test_without_people);
  g_test_add_func ("/directory-paper/hidden", test_hidden);
  g_test_add_func ("/directory-paper/several-people", test_several_people);
#ifdef CERCLE_PDF_TOOLS
  g_test_add_func ("/directory-paper/printed", test_printed);
#endif
  return g_test_run ();
}
