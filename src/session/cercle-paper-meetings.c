/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How do meetings leave: their minutes on paper, and their decisions as a table? */
#define G_LOG_DOMAIN "cercle-session"

#include <glib/gi18n-lib.h>

#include "cercle-calendar.h"
#include "cercle-day.h"
#include "cercle-decision-csv.h"
#include "cercle-instant.h"
#include "cercle-masked-words-private.h"
#include "cercle-meeting-paper.h"
#include "cercle-paper-private.h"
#include "cercle-query.h"

/* Decisions of a community in one table: several years of them. */
#define MOST_DECISIONS 5000

/* --- Minutes ---------------------------------------------------------------------------------- */

gboolean
cercle_paper_read_meeting (CercleStore *store, gpointer data, GError **error)
{
  CerclePaperWork *work = data;
  const CercleAgendaFrame frame = { work->today, work->place->frame.time };

  work->file = cercle_meeting_file_read (store, work->paper->meeting, &frame, error);
  return work->file != NULL;
}

typedef struct
{
  CerclePaperWork *work;
  const CercleMasking *masking;
} Filling;

static gboolean
fill_job (CercleStore *store, gpointer data, GError **error)
{
  const Filling *filling = data;
  CerclePaperWork *work = filling->work;
  guint named = 0;
  const CercleMeetingPaper paper = { work->sheet, work->names,      work->today,
                                     work->file,  filling->masking, &named };

  return cercle_meeting_paper_fill (&paper, store, error);
}

gboolean
cercle_paper_lay_members (CerclePaperWork *work, GError **error)
{
  g_autoptr (CercleMasking) masking = cercle_masking_new ();
  g_autoptr (GHashTable) words = cercle_meeting_file_words (work->file);
  Filling filling = { work, masking };

  cercle_masking_add_contacts (masking);
  return cercle_masked_words_find (work->thread, CERCLE_NAMES_OF_ALL, words, masking, error) &&
         cercle_store_thread_run (work->thread, CERCLE_TURN_READ, fill_job, &filling, error);
}

gboolean
cercle_paper_fill_chair (CercleStore *store, gpointer data, GError **error)
{
  CerclePaperWork *work = data;
  guint named = 0;
  CercleMeetingPaper paper = { work->sheet, work->names, work->today, NULL, NULL, &named };

  if (!cercle_paper_read_meeting (store, work, error))
    return FALSE;
  paper.file = work->file;
  if (!cercle_meeting_paper_fill (&paper, store, error))
    return FALSE;
  g_array_set_size (work->keys, named);
  return TRUE;
}

/* --- Decisions -------------------------------------------------------------------------------- */

gboolean
cercle_paper_read_decisions (CercleStore *store, gpointer data, GError **error)
{
  CerclePaperWork *work = data;
  CercleRecord *meeting = work->paper->meeting;
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_decision_kind);
  g_autoptr (GPtrArray) decisions = NULL;

  if (meeting != NULL)
    cercle_query_where (query, CERCLE_DECISION_MEETING, CERCLE_IS, cercle_record_get_id (meeting));
  cercle_query_sort (query, CERCLE_DECISION_MEETING, CERCLE_MEETING_HELD_ON, FALSE);
  cercle_query_sort (query, -1, CERCLE_DECISION_DUE_ON, FALSE);
  cercle_query_set_limit (query, MOST_DECISIONS);
  decisions = cercle_store_find (store, query, error);
  if (decisions == NULL)
    return FALSE;
  cercle_names_use (work->names, store);
  work->lines = g_string_new (NULL);
  cercle_decision_csv_begin (work->lines);
  for (guint i = 0; i < decisions->len; i++)
    {
      const char *held = cercle_record_get_text (decisions->pdata[i], CERCLE_DECISION_MEETING);
      const char *about = cercle_record_get_text (decisions->pdata[i], CERCLE_DECISION_ITEM);
      g_autoptr (CercleRecord) of = cercle_store_get (store, &cercle_meeting_kind, held, NULL);
      g_autoptr (CercleRecord) item =
          about != NULL ? cercle_store_get (store, &cercle_agenda_item_kind, about, NULL) : NULL;

      cercle_decision_csv_append (work->lines, work->names, decisions->pdata[i], of, item);
    }
  return TRUE;
}

/* --- Calendars -------------------------------------------------------------------------------- */

#if CERCLE_HAS_CALENDAR
/* (transfer full) (nullable): of a meeting, or of a series with what was written of each. */
static char *
tell_calendar (CercleStore *store, const CerclePaperWork *work, GError **error)
{
  CercleRecord *meeting = work->paper->meeting;
  const CercleCalendarFrame frame = { &work->place->frame.time, cercle_day_parse (work->today),
                                      cercle_instant_now () };
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_meeting_kind);
  g_autoptr (GPtrArray) meetings = NULL;
  char *told = NULL;

  if (cercle_record_get_kind (meeting) == &cercle_meeting_kind)
    return cercle_calendar_of_meeting (meeting, &frame);
  cercle_query_where (query, CERCLE_MEETING_SERIES, CERCLE_IS, cercle_record_get_id (meeting));
  meetings = cercle_store_find (store, query, error);
  if (meetings == NULL)
    return NULL;
  told = cercle_calendar_of_series (meeting, meetings, &frame);
  if (told == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                         _ ("No meeting of this series is to come."));
  return told;
}
#endif

gboolean
cercle_paper_read_calendar (CercleStore *store, gpointer data, GError **error)
{
#if CERCLE_HAS_CALENDAR
  CerclePaperWork *work = data;
  g_autofree char *told = tell_calendar (store, work, error);

  work->lines = told != NULL ? g_string_new (told) : NULL;
  return told != NULL;
#else
  /* Nobody is offered it. */
  g_return_val_if_reached (FALSE);
#endif
}

gboolean
cercle_paper_write_lines (CerclePaperWork *work, GError **error)
{
  return cercle_paper_write_whole (work->path, g_steal_pointer (&work->lines), error);
}
