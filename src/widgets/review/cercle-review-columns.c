/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a line of today's list say? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-review-columns.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-macros.h"
#include "cercle-review-row.h"

static void
fill_number (CercleCell *cell, gpointer item, gpointer data)
{
  CercleReviewRow *row = item;
  g_autofree char *digits = g_strdup_printf ("%u", row->number);

  if (row->state == CERCLE_REVIEW_LEFT_OUT)
    cercle_cell_icon (cell, "list-remove-symbolic", FALSE, _ ("Left out"));
  else
    cercle_cell_text (cell, digits);
}

static void
fill_who (CercleCell *cell, gpointer item, gpointer data)
{
  CercleReviewRow *row = item;

  if (cercle_review_row_is_in_care (row))
    cercle_cell_icon (cell, "changes-prevent-symbolic", FALSE, _ ("In care"));
  if (row->state == CERCLE_REVIEW_LEFT_OUT)
    cercle_cell_dim (cell, cercle_review_row_call (row, !cercle_review_row_is_in_care (row)));
  else
    cercle_cell_strong (cell, cercle_review_row_call (row, !cercle_review_row_is_in_care (row)));
}

static void
fill_why (CercleCell *cell, gpointer item, gpointer data)
{
  CercleReviewRow *row = item;
  g_autofree char *left_out = NULL, *words = NULL;

  if (row->state == CERCLE_REVIEW_LEFT_OUT)
    {
      left_out = g_strdup_printf (
          _ ("Left out: %s"), cercle_record_get_text (row->item, CERCLE_REVIEW_ITEM_LEFT_OUT_WHY));
      cercle_cell_dim (cell, left_out);
      return;
    }
  if (row->state == CERCLE_REVIEW_DECIDED)
    {
      words = cercle_review_item_words (row->item);
      cercle_cell_icon (cell, "object-select-symbolic", FALSE, _ ("Verdict given"));
      cercle_cell_text (cell, words);
      return;
    }
  if (cercle_review_is_nameless (row->told, row->named))
    cercle_cell_icon (cell, "dialog-warning-symbolic", TRUE,
                      _ ("Neither an MDPH number nor a consent to tell who she is"));
  cercle_cell_text (cell, row->why);
}

static void
fill_times (CercleCell *cell, gpointer item, gpointer data)
{
  CercleReviewRow *row = item;
  g_autofree char *times = g_strdup_printf (_ ("time no. %u"), row->times);

  if (row->times > 1)
    cercle_cell_text (cell, times);
}

static void
fill_holder (CercleCell *cell, gpointer item, gpointer data)
{
  CercleReviewRow *row = item;
  g_autofree char *by = cercle_record_display (row->told, CERCLE_REVIEW_ITEM_HELD_BY);

  if (row->kase != NULL)
    cercle_cell_mark (cell, cercle_session_holder_letter (
                                data, cercle_record_get_text (row->kase, CERCLE_CASE_HOLDER)));
  cercle_cell_text (cell, by);
}

static void
fill_priority (CercleCell *cell, gpointer item, gpointer data)
{
  CercleReviewRow *row = item;
  g_autofree char *words = cercle_record_display (row->told, CERCLE_REVIEW_ITEM_PRIORITY);

  if (cercle_review_row_is_pressing (row))
    cercle_cell_badge (cell, words);
  else
    cercle_cell_dim (cell, words);
}

const CercleColumn cercle_review_columns[] = {
  { "number", N_ ("No."), 36, 0, CERCLE_COLUMN_END, fill_number },
  { "who", N_ ("Person"), 170, 150, 0, fill_who },
  { "why", N_ ("Why today"), 0, 0, 0, fill_why },
  { "times", N_ ("Times"), 100, 0, CERCLE_COLUMN_BELOW, fill_times },
  { "holder", N_ ("Holder"), 170, 0, CERCLE_COLUMN_BELOW, fill_holder },
  { "priority", N_ ("Priority"), 84, 0, CERCLE_COLUMN_BELOW, fill_priority },
};
const guint cercle_review_n_columns = G_N_ELEMENTS (cercle_review_columns);
