/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How do the list and the minutes of the review stand on paper? They leave the house: of a person,
 * only what the MDPH is told. */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-review-paper.h"

#include <glib/gi18n-lib.h>

#include "cercle-minutes.h"
#include "cercle-review-month-words.h"

/* (transfer full): who she is, and whether the MDPH can find her. */
static char *
who (const CercleSittingLine *line)
{
  char *words = cercle_minutes_who (line->told);
  g_autofree char *short_words = NULL;

  if (line->line->kase == NULL || !cercle_review_is_nameless (line->told, line->named))
    return words;
  short_words = words;
  return g_strconcat (short_words, "\n", _ ("neither number nor consent"), NULL);
}

static void
put_row (CercleSheet *sheet, guint position, const CercleSittingLine *line)
{
  g_autofree char *number = g_strdup_printf ("%u", position);
  g_autofree char *name = who (line);
  g_autofree char *need = cercle_record_display (line->told, CERCLE_REVIEW_ITEM_NEED);
  g_autofree char *holder = cercle_record_display (line->told, CERCLE_REVIEW_ITEM_HELD_BY);

  cercle_sheet_row (sheet, (const char *const[]){ number, name, line->why, need, holder });
}

static int
fill_list (CercleSheet *sheet, const CercleSitting *sitting)
{
  const CercleSheetColumn columns[] = { { "", 0.05 },
                                        { _ ("Person"), 0.24 },
                                        { _ ("Why on the list"), 0.27 },
                                        { _ ("What is asked"), 0.26 },
                                        { _ ("Who holds it"), 0.18 } };
  guint n = sitting->list->lines->len;
  g_autofree char *count = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u case on the list", "%u cases on the list", n), n);

  cercle_sheet_heading (sheet, count);
  if (n > 0)
    cercle_sheet_table (sheet, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < n; i++)
    put_row (sheet, i + 1, sitting->lines->pdata[i]);
  return (int) n;
}

/* --- Minutes ---------------------------------------------------------------------------------- */

static void
put_seen (CercleSheet *sheet, GPtrArray *lines)
{
  const CercleSheetColumn columns[] = { { _ ("Person"), 0.21 },
                                        { _ ("Verdict"), 0.44 },
                                        { _ ("Who"), 0.12 },
                                        { _ ("For"), 0.11 },
                                        { _ ("Decided by"), 0.12 } };
  g_autofree char *count = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u case seen", "%u cases seen", lines->len), lines->len);

  cercle_sheet_heading (sheet, count);
  if (lines->len > 0)
    cercle_sheet_table (sheet, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < lines->len; i++)
    {
      const CercleMinutesLine *line = lines->pdata[i];
      cercle_sheet_row (sheet, (const char *const[]){ line->who, line->words, line->holder,
                                                      line->due, line->author });
    }
}

/* Those without a verdict, a line each: who, and why. */
static void
put_others (CercleSheet *sheet, const char *title, GPtrArray *lines)
{
  if (lines->len == 0)
    return;
  cercle_sheet_heading (sheet, title);
  for (guint i = 0; i < lines->len; i++)
    {
      const CercleMinutesLine *line = lines->pdata[i];
      g_autofree char *name = g_strdelimit (g_strdup (line->who), "\n", ' ');
      g_autofree char *words =
          /* TRANSLATORS: who, and why. */
          g_strdup_printf (_ ("%1$s – %2$s"), name, line->words != NULL ? line->words : line->why);

      cercle_sheet_item (sheet, words);
    }
}

/* What the month comes to, as under the minutes on the screen; side by side, for one page. */
static void
put_month (CercleSheet *sheet, const CercleReviewFigures *figures)
{
  g_autofree char *title = cercle_review_month_title (figures);
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < cercle_review_month_n_lines; i++)
    {
      g_auto (CercleReviewMonthWords) words;

      cercle_review_month_words_init (&words, figures, i);
      g_string_append (all, all->len > 0 ? " · " : "");
      if (*words.basis != '\0')
        /* TRANSLATORS: name of a figure, its value, of how many. */
        g_string_append_printf (all, _ ("%1$s: %2$s (%3$s)"), words.name, words.value, words.basis);
      else
        /* TRANSLATORS: name of a figure, its value. */
        g_string_append_printf (all, _ ("%1$s: %2$s"), words.name, words.value);
    }
  cercle_sheet_heading (sheet, title);
  cercle_sheet_text (sheet, all->str);
}

static int
fill_minutes (const CercleReviewPaper *paper, const CercleSitting *sitting,
              const CercleReviewFigures *figures, GError **error)
{
  CercleSheet *sheet = paper->sheet;
  g_autoptr (CercleMinutes) minutes = cercle_minutes_new (sitting, cercle_names_of, paper->names);

  if (minutes == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _ ("There was no review on this day."));
      return -1;
    }
  cercle_sheet_fact (sheet, _ ("Those present"), minutes->present);
  put_seen (sheet, minutes->seen);
  put_others (sheet, _ ("Carried over to the next review"), minutes->carried);
  put_others (sheet, _ ("Taken off this list"), minutes->left_out);
  if (*minutes->remarks != '\0')
    {
      cercle_sheet_heading (sheet, _ ("Remarks"));
      cercle_sheet_text (sheet, minutes->remarks);
    }
  cercle_sheet_heading (sheet, _ ("Agreed to"));
  cercle_sheet_fact (sheet, _ ("For the community"),
                     minutes->team_agreed != NULL ? minutes->team_agreed : _ ("not yet"));
  cercle_sheet_fact (sheet, _ ("For the MDPH"),
                     minutes->mdph_agreed != NULL ? minutes->mdph_agreed : _ ("not yet"));
  put_month (sheet, figures);
  return (int) (minutes->seen->len + minutes->carried->len + minutes->left_out->len);
}

int
cercle_review_paper_fill (const CercleReviewPaper *paper, CercleStore *store, GError **error)
{
  g_autoptr (CercleSitting) sitting = NULL;
  g_autoptr (CercleReviewFigures) figures = NULL;

  cercle_names_use (paper->names, store);
  sitting = cercle_sitting_read (store, paper->place, paper->day, error);
  if (sitting == NULL)
    return -1;
  if (!paper->minutes)
    return fill_list (paper->sheet, sitting);
  figures = cercle_review_figures_read (store, sitting->list->day, error);
  return figures != NULL ? fill_minutes (paper, sitting, figures, error) : -1;
}
