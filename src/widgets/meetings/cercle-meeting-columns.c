/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a line say of a meeting, and of an item of its agenda? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-meeting-columns.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-day-format.h"
#include "cercle-macros.h"
#include "cercle-meeting-row.h"

static void
fill_when (CercleCell *cell, gpointer item, gpointer data)
{
  CercleMeetingRow *row = item;
  int day = cercle_meeting_row_day (row);
  g_autofree char *words = cercle_day_format_short (day, row->today);

  if (day < row->today)
    cercle_cell_dim (cell, words);
  else
    cercle_cell_text (cell, words);
}

static void
fill_title (CercleCell *cell, gpointer item, gpointer data)
{
  CercleMeetingRow *row = item;
  const char *title = cercle_meeting_title (row->meeting);

  if (cercle_meeting_state (row->meeting) == CERCLE_MEETING_CANCELLED)
    cercle_cell_dim (cell, title);
  else
    cercle_cell_strong (cell, title);
}

static void
fill_state (CercleCell *cell, gpointer item, gpointer data)
{
  CercleMeetingRow *row = item;
  CercleMeetingState state = cercle_meeting_state (row->meeting);
  g_autofree char *hour = cercle_day_format_minute (
      (int) cercle_record_get_integer (row->meeting, CERCLE_MEETING_STARTS_AT, 0));
  g_autofree char *words = g_strdup_printf ("%s · %s", hour, cercle_meeting_state_label (state));

  if (state == CERCLE_MEETING_CANCELLED)
    cercle_cell_icon (cell, "process-stop-symbolic", FALSE, NULL);
  cercle_cell_dim (cell, words);
}

const CercleColumn cercle_meeting_columns[] = {
  { "when", N_ ("Day"), 88, 88, 0, fill_when },
  { "title", N_ ("Meeting"), 0, 0, 0, fill_title },
  { "state", N_ ("Hour and state"), 180, 180, CERCLE_COLUMN_BELOW, fill_state },
};
const guint cercle_meeting_n_columns = G_N_ELEMENTS (cercle_meeting_columns);

/* --- The agenda ------------------------------------------------------------------------------- */

static void
fill_number (CercleCell *cell, gpointer item, gpointer data)
{
  CercleAgendaRow *row = item;
  const char *state = cercle_record_get_text (row->item, CERCLE_AGENDA_ITEM_STATE);
  g_autofree char *digits = g_strdup_printf ("%u", row->number);

  if (g_strcmp0 (state, "done") == 0)
    cercle_cell_icon (cell, "object-select-symbolic", FALSE, _ ("Discussed"));
  else if (g_strcmp0 (state, "moved") == 0)
    cercle_cell_icon (cell, "go-next-symbolic", FALSE, _ ("Moved to another meeting"));
  else if (g_strcmp0 (state, "dropped") == 0)
    cercle_cell_icon (cell, "list-remove-symbolic", FALSE, _ ("Dropped"));
  else
    cercle_cell_text (cell, digits);
}

/* The first line of what is known. */
static void
fill_known (CercleCell *cell, CercleAgendaRow *row)
{
  const char *text = cercle_record_get_text (row->item, CERCLE_AGENDA_ITEM_TEXT);
  const char *end = text != NULL ? strchr (text, '\n') : NULL;
  g_autofree char *first = end != NULL ? g_strndup (text, (gsize) (end - text)) : NULL;

  cercle_cell_dim (cell, first != NULL ? first : text);
}

static void
fill_item (CercleCell *cell, gpointer item, gpointer data)
{
  CercleAgendaRow *row = item;
  gint64 times = cercle_record_get_integer (row->item, CERCLE_AGENDA_ITEM_TIMES, 1);
  g_autofree char *again = NULL;

  if (cercle_agenda_row_is_open (row))
    cercle_cell_strong (cell, cercle_agenda_row_title (row));
  else
    cercle_cell_text (cell, cercle_agenda_row_title (row));
  if (times > 1)
    {
      again = g_strdup_printf (_ ("time no. %d"), (int) times);
      cercle_cell_badge (cell, again);
    }
  fill_known (cell, row);
}

static void
fill_minutes (CercleCell *cell, gpointer item, gpointer data)
{
  CercleAgendaRow *row = item;
  gint64 minutes = cercle_record_get_integer (row->item, CERCLE_AGENDA_ITEM_MINUTES, 0);
  g_autofree char *words = g_strdup_printf (_ ("%d min"), (int) minutes);

  if (row->ends_at >= 0)
    cercle_cell_text (cell, words);
}

static void
fill_end (CercleCell *cell, gpointer item, gpointer data)
{
  CercleAgendaRow *row = item;
  g_autofree char *hour = cercle_day_format_minute (row->ends_at);

  if (row->past)
    {
      cercle_cell_icon (cell, "dialog-warning-symbolic", TRUE, _ ("After the end of the meeting"));
      cercle_cell_alarm (cell, hour);
    }
  else
    cercle_cell_dim (cell, hour);
}

const CercleColumn cercle_agenda_columns[] = {
  { "number", N_ ("No."), 28, 0, CERCLE_COLUMN_END, fill_number },
  { "item", N_ ("Item"), 0, 0, 0, fill_item },
  { "minutes", N_ ("Minutes"), 64, 0, CERCLE_COLUMN_END, fill_minutes },
  { "end", N_ ("Ends at"), 84, 0, CERCLE_COLUMN_END, fill_end },
};
const guint cercle_agenda_n_columns = G_N_ELEMENTS (cercle_agenda_columns);
