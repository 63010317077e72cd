/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What was decided, by whom it is done, and is it done, in a table? */
#define G_LOG_DOMAIN "cercle-exchange"

#include "cercle-decision-csv.h"

#include <glib/gi18n-lib.h>

#include "cercle-agenda.h"
#include "cercle-csv.h"
#include "cercle-day.h"

char *
cercle_decision_words (CercleRecord *decision)
{
  const char *dropped = cercle_record_get_text (decision, CERCLE_DECISION_DROPPED_WHY);
  g_autofree char *applied = cercle_record_display (decision, CERCLE_DECISION_APPLIED_ON);

  if (dropped != NULL)
    return g_strdup_printf (_ ("Dropped: %s"), dropped);
  if (*applied != '\0')
    return g_strdup_printf (_ ("Applied on %s"), applied);
  return g_strdup (cercle_decision_is_pending (decision) ? _ ("Not applied yet") : _ ("Told"));
}

void
cercle_decision_csv_begin (GString *lines)
{
  const char *const cells[] = {
    _ ("Day of the meeting"), _ ("Meeting"), _ ("Agenda item"), _ ("Decision about"),
    _ ("Decision"),           _ ("Who"),     _ ("For"),         _ ("State"),
    _ ("Applied on")
  };

  g_string_append (lines, CERCLE_CSV_MARK);
  cercle_csv_append (lines, cells, G_N_ELEMENTS (cells));
}

/* (transfer full) */
static char *
day_of (CercleRecord *record, guint field)
{
  const char *day = cercle_record_get_text (record, field);
  return cercle_csv_day (day != NULL ? cercle_day_parse (day) : CERCLE_DAY_NONE);
}

/* (transfer full) */
static char *
item_title (CercleRecord *item)
{
  const char *title = cercle_record_get_text (item, CERCLE_AGENDA_ITEM_TITLE);
  return title != NULL ? g_strdup (title) : cercle_record_display (item, CERCLE_AGENDA_ITEM_RULE);
}

void
cercle_decision_csv_append (GString *lines, CercleNames *names, CercleRecord *decision,
                            CercleRecord *meeting, CercleRecord *item)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (cells, meeting != NULL ? day_of (meeting, CERCLE_MEETING_HELD_ON) : NULL);
  g_ptr_array_add (cells, meeting != NULL ? g_strdup (cercle_meeting_title (meeting)) : NULL);
  g_ptr_array_add (cells, item != NULL ? item_title (item) : NULL);
  g_ptr_array_add (cells, cercle_record_display (decision, CERCLE_DECISION_SORT));
  g_ptr_array_add (cells, cercle_record_display (decision, CERCLE_DECISION_TEXT));
  g_ptr_array_add (cells, cercle_names_display (names, decision, CERCLE_DECISION_HOLDER));
  g_ptr_array_add (cells, day_of (decision, CERCLE_DECISION_DUE_ON));
  g_ptr_array_add (cells, cercle_decision_words (decision));
  g_ptr_array_add (cells, day_of (decision, CERCLE_DECISION_APPLIED_ON));
  cercle_csv_append (lines, (const char *const *) cells->pdata, cells->len);
}
