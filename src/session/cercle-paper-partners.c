/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How do partners leave: as a table, as address cards, and on paper by need? */
#define G_LOG_DOMAIN "cercle-session"

#include <glib/gi18n-lib.h>

#include "cercle-directory-own.h"
#include "cercle-directory-paper.h"
#include "cercle-instant.h"
#include "cercle-organisation.h"
#include "cercle-paper-private.h"
#include "cercle-safe-file.h"
#include "cercle-vcard.h"

/* Three hundred pages or so: a département on paper. A printer's pages are held until it has them.
 */
#define MOST_ON_PAPER 3000
/* Sheets that one visit to the store thread reads: each is a dozen questions. */
#define PAGE 15

typedef struct
{
  CercleForeignSheet *sheet;
  GHashTable *themes; /* tokens of what its services do */
} Leaving;

static void
leaving_free (gpointer data)
{
  Leaving *leaving = data;

  cercle_foreign_sheet_free (leaving->sheet);
  g_hash_table_unref (leaving->themes);
  g_free (leaving);
}

/* --- Whom ------------------------------------------------------------------------------------ */

/* (transfer full): in the order of the list. */
static GPtrArray *
name_lines (GPtrArray *lines)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < lines->len; i++)
    {
      const CerclePartnerLine *line = lines->pdata[i];
      g_ptr_array_add (names, g_strdup (cercle_record_get_id (line->organisation)));
    }
  return names;
}

/* What leaves is all that was asked for, or nothing: a file has room for a whole directory, paper
 * for that of a département. */
gboolean
cercle_paper_select_partners (CercleStore *store, gpointer data, GError **error)
{
  CerclePaperWork *work = data;
  CerclePartnerQuestion question = *work->paper->partners;
  g_autoptr (GPtrArray) lines = NULL;
  guint total = 0;

  question.now = cercle_instant_now ();
  question.today = work->today;
  lines = cercle_partner_find (store, &question, &total, error);
  if (lines == NULL)
    return FALSE;
  if (total <= lines->len)
    work->partners = name_lines (lines);
  else
    work->partners = cercle_partner_name (store, &question, error);
  if (work->partners != NULL && work->partners->len > MOST_ON_PAPER &&
      work->form != CERCLE_FORM_CSV && work->form != CERCLE_FORM_CARDS)
    {
      g_set_error (
          error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
          _ ("At most %u partners fit on paper: ask for a need, a commune or an age first, or "
             "export them as a table."),
          MOST_ON_PAPER);
      g_clear_pointer (&work->partners, g_ptr_array_unref);
    }
  if (work->partners != NULL)
    g_array_set_size (work->keys, work->partners->len);
  return work->partners != NULL;
}

gboolean
cercle_paper_select_partner (CercleStore *store, gpointer data, GError **error)
{
  CerclePaperWork *work = data;

  work->partners = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (work->partners, g_strdup (work->paper->id));
  g_array_set_size (work->keys, 1);
  return TRUE;
}

/* --- What is read of them -------------------------------------------------------------------- */

static void
add_themes (GHashTable *themes, CercleRecord *service)
{
  const char *tokens = cercle_record_get_text (service, CERCLE_SERVICE_THEMES);
  g_auto (GStrv) all = g_strsplit (tokens != NULL ? tokens : "", " ", -1);

  for (guint i = 0; all[i] != NULL; i++)
    if (*all[i] != '\0')
      g_hash_table_add (themes, g_strdup (all[i]));
}

static gboolean
read_page_job (CercleStore *store, gpointer data, GError **error)
{
  CerclePaperWork *work = data;
  guint end = MIN (work->first + PAGE, work->partners->len);

  cercle_names_use (work->names, store);
  for (guint i = work->first; i < end; i++)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (CerclePartnerSheet) sheet = cercle_partner_read (
          store, work->partners->pdata[i], cercle_instant_now (), work->today, &failure);
      CercleDirectoryOwn own = { .today = work->today, .people = work->people };
      Leaving *leaving = NULL;

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      /* Gone since the list was asked; of a card nothing is left. */
      if (sheet == NULL)
        continue;
      own.organisation = sheet->line->organisation;
      own.parent = sheet->parent;
      own.places = sheet->places;
      own.contacts = sheet->contacts;
      leaving = g_new0 (Leaving, 1);
      leaving->sheet = cercle_directory_own (&own);
      leaving->themes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (guint j = 0; j < sheet->services->len; j++)
        add_themes (leaving->themes, sheet->services->pdata[j]);
      g_ptr_array_add (work->leaving, leaving);
    }
  return TRUE;
}

static gboolean
read_all (CerclePaperWork *work, GError **error)
{
  work->leaving = g_ptr_array_new_with_free_func (leaving_free);
  for (work->first = 0; work->first < work->partners->len; work->first += PAGE)
    if (!cercle_store_thread_run (work->thread, CERCLE_TURN_READ, read_page_job, work, error))
      return FALSE;
  if (work->leaving->len > 0 || work->partners->len == 0)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                       _ ("This partner is not in the directory any more."));
  return FALSE;
}

static const Leaving *
leaving_at (const CerclePaperWork *work, guint i)
{
  return work->leaving->pdata[i];
}

/* --- As a file ------------------------------------------------------------------------------- */

gboolean
cercle_paper_write_whole (const char *path, GString *content, GError **error)
{
  g_autoptr (CercleSafeFile) file = cercle_safe_file_new (path, error);
  gboolean written = file != NULL &&
                     cercle_safe_file_write (file, content->str, content->len, error) &&
                     cercle_safe_file_keep (file, error);

  g_string_free (content, TRUE);
  return written;
}

gboolean
cercle_paper_write_partner_table (CerclePaperWork *work, GError **error)
{
  GString *lines = NULL;

  if (!read_all (work, error))
    return FALSE;
  lines = g_string_new (NULL);
  cercle_directory_csv_begin (lines, work->people);
  for (guint i = 0; i < work->leaving->len; i++)
    cercle_directory_csv_append (lines, leaving_at (work, i)->sheet, work->people);
  return cercle_paper_write_whole (work->path, lines, error);
}

gboolean
cercle_paper_write_cards (CerclePaperWork *work, GError **error)
{
  GString *cards = NULL;

  if (!read_all (work, error))
    return FALSE;
  cards = g_string_new (NULL);
  for (guint i = 0; i < work->leaving->len; i++)
    cercle_vcard_append (cards, leaving_at (work, i)->sheet);
  return cercle_paper_write_whole (work->path, cards, error);
}

/* --- By need --------------------------------------------------------------------------------- */

typedef struct
{
  char *token, *label; /* token NULL: nothing is said of what they do */
  GPtrArray *sheets;
} Need;

static void
need_free (gpointer data)
{
  Need *need = data;

  g_free (need->token);
  g_free (need->label);
  g_ptr_array_unref (need->sheets);
  g_free (need);
}

/* Takes label. */
static Need *
add_need (GPtrArray *needs, const char *token, char *label)
{
  Need *need = g_new0 (Need, 1);

  need->token = g_strdup (token);
  need->label = label;
  need->sheets = g_ptr_array_new ();
  g_ptr_array_add (needs, need);
  return need;
}

static int
compare_needs (gconstpointer a, gconstpointer b)
{
  const Need *left = *(Need *const *) a, *right = *(Need *const *) b;

  return g_utf8_collate (left->label, right->label);
}

/* (transfer full): the needs that were asked for; else each that somebody of the list does, by
 * name.
 */
static GPtrArray *
needs_of (CerclePaperWork *work)
{
  GPtrArray *needs = g_ptr_array_new_with_free_func (need_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const char *themes = work->paper->partners->themes;
  g_auto (GStrv) asked = g_strsplit (themes != NULL ? themes : "", " ", -1);

  for (guint i = 0; themes == NULL && i < work->leaving->len; i++)
    {
      GHashTableIter iter;
      gpointer token = NULL;

      g_hash_table_iter_init (&iter, leaving_at (work, i)->themes);
      while (g_hash_table_iter_next (&iter, &token, NULL))
        if (g_hash_table_add (seen, token))
          add_need (needs, token, cercle_names_label (work->names, "theme", token));
    }
  g_ptr_array_sort (needs, compare_needs);
  for (guint i = 0; asked[i] != NULL; i++)
    add_need (needs, asked[i], cercle_names_label (work->names, "theme", asked[i]));
  return needs;
}

static void
fill_needs (const CerclePaperWork *work, GPtrArray *needs)
{
  Need *none = NULL;

  for (guint i = 0; i < work->leaving->len; i++)
    {
      const Leaving *leaving = leaving_at (work, i);

      for (guint j = 0; j < needs->len; j++)
        {
          Need *need = needs->pdata[j];
          if (need->token != NULL && g_hash_table_contains (leaving->themes, need->token))
            g_ptr_array_add (need->sheets, leaving->sheet);
        }
      if (g_hash_table_size (leaving->themes) > 0)
        continue;
      if (none == NULL)
        none = add_need (needs, NULL, g_strdup (_ ("Not said what they can do")));
      g_ptr_array_add (none->sheets, leaving->sheet);
    }
}

static gboolean
lay_job (CercleStore *store, gpointer data, GError **error)
{
  CerclePaperWork *work = data;
  g_autoptr (GPtrArray) needs = NULL;
  g_autofree CercleDirectoryNeed *told = NULL;

  cercle_names_use (work->names, store);
  needs = needs_of (work);
  fill_needs (work, needs);
  told = g_new0 (CercleDirectoryNeed, needs->len + 1);
  for (guint i = 0; i < needs->len; i++)
    {
      const Need *need = needs->pdata[i];
      told[i] = (CercleDirectoryNeed){ need->label, need->sheets };
    }
  cercle_directory_paper_fill (work->sheet, told, needs->len, work->people);
  return TRUE;
}

gboolean
cercle_paper_lay_partners (CerclePaperWork *work, GError **error)
{
  return read_all (work, error) &&
         cercle_store_thread_run (work->thread, CERCLE_TURN_READ, lay_job, work, error);
}
