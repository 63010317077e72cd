/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How do the launches stand on paper and in a table: all that the desk reads, or the points of one?
 */
#define G_LOG_DOMAIN "cercle-session"

#include <glib/gi18n-lib.h>

#include "cercle-community.h"
#include "cercle-csv.h"
#include "cercle-launch-desk.h"
#include "cercle-launch-table.h"
#include "cercle-macros.h"
#include "cercle-paper-private.h"

/* clang-format off */
static const CercleSheetColumn france[] = {
  { N_ ("Region"), 0.16 }, { N_ ("Département"), 0.15 }, { N_ ("Community"), 0.24 },
  { N_ ("Wave"), 0.06 }, { N_ ("Planned"), 0.11 }, { N_ ("Launched"), 0.11 },
  { N_ ("Holds"), 0.06 }, { N_ ("State"), 0.11 },
};
static const CercleSheetColumn one[] = {
  { N_ ("What must hold"), 0.22 }, { N_ ("State"), 0.14 }, { N_ ("Done on"), 0.12 },
  { N_ ("Confirmed by"), 0.16 }, { N_ ("What shows it"), 0.36 },
};
/* clang-format on */

static char *
display (CercleRecord *record, guint field)
{
  return record != NULL ? cercle_record_display (record, field) : g_strdup ("");
}

static void
put_line (CerclePaperWork *work, const CercleLaunchLine *line)
{
  const CercleLaunchStanding *standing = line->standing;
  g_autofree char *department =
      line->department != NULL
          ? g_strdup_printf ("%s %s", line->department->code, line->department->name)
          : NULL;
  g_autofree char *wave = display (line->launch, CERCLE_LAUNCH_WAVE);
  g_autofree char *planned = display (line->launch, CERCLE_LAUNCH_PLANNED_ON);
  g_autofree char *actual = display (line->launch, CERCLE_LAUNCH_ACTUAL_ON);
  g_autofree char *held = standing != NULL ? g_strdup_printf ("%u", standing->held) : NULL;
  const char *cells[] = {
    line->region != NULL ? line->region->name : _ ("Outside the regions"),
    department,
    line->community != NULL ? cercle_record_get_text (line->community, CERCLE_COMMUNITY_NAME)
                            : _ ("No community"),
    wave,
    planned,
    actual,
    held,
    standing != NULL ? cercle_launch_state_label (standing->state) : NULL,
  };

  cercle_paper_put_row (work, cells, G_N_ELEMENTS (cells));
}

static void
put_france (CerclePaperWork *work, const CercleLaunchTable *table)
{
  g_autofree char *launched = cercle_launch_sum_words (table, TRUE);
  g_autofree char *planned = cercle_launch_sum_words (table, FALSE);

  if (work->content == NULL)
    {
      cercle_sheet_text (work->sheet, launched);
      cercle_sheet_text (work->sheet, planned);
    }
  cercle_paper_begin_table (work, france, G_N_ELEMENTS (france));
  for (guint i = 0; i < table->lines->len; i++)
    put_line (work, table->lines->pdata[i]);
}

/* --- One community --------------------------------------------------------------------------- */

static void
put_point (CerclePaperWork *work, const CercleLaunchPoint *point, const CercleLaunchFacts *facts)
{
  static const char *const states[] = {
    [CERCLE_POINT_OPEN] = N_ ("Missing"),
    [CERCLE_POINT_TOLD] = N_ ("In the records"),
    [CERCLE_POINT_CONFIRMED] = N_ ("Confirmed"),
  };
  CercleRecord *check = point->state == CERCLE_POINT_CONFIRMED ? point->check : NULL;
  g_autofree char *day = display (check, CERCLE_LAUNCH_CHECK_DONE_ON);
  g_autofree char *by =
      check != NULL ? cercle_names_display (work->names, check, CERCLE_LAUNCH_CHECK_DONE_BY) : NULL;
  g_autofree char *evidence = check != NULL ? display (check, CERCLE_LAUNCH_CHECK_EVIDENCE)
                              : point->missing != NULL
                                  ? g_strdup (point->missing)
                                  : cercle_launch_told_words (point->point->token, facts);
  const char *cells[] = { _ (point->point->label), _ (states[point->state]), day, by, evidence };

  cercle_paper_put_row (work, cells, G_N_ELEMENTS (cells));
}

static void
put_one (CerclePaperWork *work, const CercleLaunchLine *line, const CercleLaunchFacts *facts)
{
  static const guint fields[] = { CERCLE_LAUNCH_WAVE, CERCLE_LAUNCH_PLANNED_ON,
                                  CERCLE_LAUNCH_ACTUAL_ON, CERCLE_LAUNCH_REMARK };

  if (work->content == NULL)
    {
      cercle_sheet_heading (work->sheet,
                            cercle_record_get_text (line->community, CERCLE_COMMUNITY_NAME));
      cercle_sheet_text (work->sheet, cercle_launch_state_label (line->standing->state));
    }
  for (guint i = 0; work->content == NULL && i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *words = display (line->launch, fields[i]);

      cercle_sheet_fact (work->sheet, cercle_field_label (&cercle_launch_kind.fields[fields[i]]),
                         *words != '\0' ? words : NULL);
    }
  cercle_paper_begin_table (work, one, G_N_ELEMENTS (one));
  for (guint i = 0; i < CERCLE_N_LAUNCH_POINTS; i++)
    put_point (work, &line->standing->points[i], facts);
}

/* --- Reading --------------------------------------------------------------------------------- */

gboolean
cercle_paper_fill_launch (CercleStore *store, gpointer data, GError **error)
{
  CerclePaperWork *work = data;
  g_autoptr (CercleLaunchBook) book =
      cercle_launch_book_read (store, work->paper->of, work->today, error);
  const CercleLaunchLine *line = NULL;

  if (book == NULL)
    return FALSE;
  line =
      book->communities->len == 1 ? cercle_launch_table_find (book->table, work->paper->of) : NULL;
  cercle_names_use (work->names, store);
  if (work->form == CERCLE_FORM_CSV)
    work->content = g_string_new (CERCLE_CSV_MARK);
  if (line != NULL)
    put_one (work, line, &book->facts);
  else
    put_france (work, book->table);
  return TRUE;
}
