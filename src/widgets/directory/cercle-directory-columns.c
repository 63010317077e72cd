/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a line of the directory say of a partner? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-directory-columns.h"

#include <glib/gi18n-lib.h>

#include "cercle-day-format.h"
#include "cercle-day.h"
#include "cercle-directory-row.h"
#include "cercle-directory-words.h"
#include "cercle-directory.h"
#include "cercle-macros.h"
#include "cercle-organisation.h"

static const CerclePartnerLine *
line_of (gpointer item)
{
  return cercle_directory_row_get_line (item);
}

static void
fill_partner (CercleCell *cell, gpointer item, gpointer session)
{
  CercleRecord *organisation = line_of (item)->organisation;
  g_autofree char *reference =
      g_strconcat ("organisation:", cercle_record_get_id (organisation), NULL);
  g_autofree char *town = cercle_directory_town (line_of (item));

  cercle_cell_mark (cell, cercle_session_holder_letter (session, reference));
  cercle_cell_strong (cell, cercle_record_get_text (organisation, CERCLE_ORGANISATION_NAME));
  cercle_cell_dim (cell, town);
}

static void
fill_closed (CercleCell *cell, const CerclePartnerLine *line, int today)
{
  const char *on = cercle_record_get_text (line->organisation, CERCLE_ORGANISATION_CLOSED_ON);
  g_autofree char *day = cercle_day_format_short (cercle_day_parse (on), today);
  /* TRANSLATORS: a day such as "Mon 15 Jun". */
  g_autofree char *words = g_strdup_printf (C_ ("answer", "closed, %s"), day);
  g_autofree char *spoken = cercle_directory_closed_for_good (line->organisation);

  cercle_cell_icon (cell, "dialog-warning-symbolic", TRUE, NULL);
  cercle_cell_text (cell, words);
  cercle_cell_spoken (cell, spoken);
}

static void
fill_answer (CercleCell *cell, gpointer item, gpointer session)
{
  const CerclePartnerLine *line = line_of (item);
  g_autofree char *words =
      cercle_directory_answer (line, cercle_session_get_today_number (session));

  /* What it once answered proves nothing any more. */
  if (cercle_directory_has_closed (line))
    {
      fill_closed (cell, line, cercle_session_get_today_number (session));
      return;
    }
  if (cercle_directory_refused_last (line))
    cercle_cell_icon (cell, "action-unavailable-symbolic", TRUE, NULL);
  else if (line->evidence.last_yes_on != NULL)
    cercle_cell_icon (cell, "object-select-symbolic", FALSE, NULL);
  if (line->evidence.last_yes_on != NULL || line->evidence.last_no_on != NULL)
    cercle_cell_text (cell, words);
  else
    cercle_cell_dim (cell, words);
}

static void
fill_answers (CercleCell *cell, gpointer item, gpointer session)
{
  const CerclePartnerEvidence *evidence = &line_of (item)->evidence;
  g_autofree char *words = g_strdup_printf ("%u / %u", evidence->answered, evidence->asked);
  g_autofree char *spoken = cercle_directory_evidence (evidence);

  if (cercle_directory_has_closed (line_of (item)))
    return;
  if (evidence->asked > 0)
    cercle_cell_text (cell, words);
  cercle_cell_spoken (cell, spoken);
}

static void
fill_capacity (CercleCell *cell, gpointer item, gpointer session)
{
  const CerclePartnerLine *line = line_of (item);
  g_autofree char *words = cercle_directory_capacity (line);
  g_autofree char *since =
      line->capacity != NULL ? cercle_day_format_since (
                                   cercle_record_get_text (line->capacity, CERCLE_CAPACITY_TOLD_AT))
                             : NULL;

  if (cercle_directory_has_closed (line))
    return;
  switch (line->age)
    {
    case CERCLE_CAPACITY_CURRENT:
      cercle_cell_strong (cell, words);
      cercle_cell_dim (cell, since);
      break;
    case CERCLE_CAPACITY_OLD:
      cercle_cell_icon (cell, "alarm-symbolic", FALSE, _ ("To be asked again"));
      cercle_cell_dim (cell, words);
      cercle_cell_dim (cell, since);
      break;
    case CERCLE_CAPACITY_UNKNOWN:
    case CERCLE_CAPACITY_HIDDEN:
    default:
      cercle_cell_dim (cell, words);
      break;
    }
}

static void
fill_to_know (CercleCell *cell, gpointer item, gpointer session)
{
  const CerclePartnerLine *line = line_of (item);
  g_autofree char *words = cercle_directory_to_know (session, line);

  if (cercle_directory_has_closed (line))
    return;
  if (line->closure != NULL)
    cercle_cell_icon (cell, "dialog-warning-symbolic", TRUE, NULL);
  cercle_cell_text (cell, words);
}

const CercleColumn cercle_directory_columns[] = {
  { "partner", N_ ("Partner"), 0, 0, 0, fill_partner },
  { "answer", N_ ("Our last yes"), 150, 0, CERCLE_COLUMN_BELOW, fill_answer },
  { "answers", N_ ("Answers"), 52, 0, CERCLE_COLUMN_END | CERCLE_COLUMN_WIDE, fill_answers },
  { "capacity", N_ ("Capacity"), 104, 112, 0, fill_capacity },
  { "to-know", N_ ("To know"), 84, 0, CERCLE_COLUMN_BELOW, fill_to_know },
};
const guint cercle_directory_n_columns = G_N_ELEMENTS (cercle_directory_columns);
