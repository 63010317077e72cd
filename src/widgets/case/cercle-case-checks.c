/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who should have answered first, what may break, and what has the MDPH already done? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-checks.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-event.h"
#include "cercle-macros.h"
#include "cercle-moves.h"

struct _CercleCaseFirstLine
{
  CercleCaseEntry parent_instance;
};
struct _CercleCaseBreak
{
  CercleCaseEntry parent_instance;
};
struct _CercleCaseDebrief
{
  CercleCaseEntry parent_instance;
};

G_DEFINE_FINAL_TYPE (CercleCaseFirstLine, cercle_case_first_line, CERCLE_TYPE_CASE_ENTRY)
G_DEFINE_FINAL_TYPE (CercleCaseBreak, cercle_case_break, CERCLE_TYPE_CASE_ENTRY)
G_DEFINE_FINAL_TYPE (CercleCaseDebrief, cercle_case_debrief, CERCLE_TYPE_CASE_ENTRY)

static CercleRecord *
begin_case (CercleCaseEntry *self, const char *subject)
{
  return cercle_record_copy (cercle_case_form_get_file (CERCLE_CASE_FORM (self))->kase);
}

static CercleRecord *
begin_debrief (CercleCaseEntry *self, const char *subject)
{
  return cercle_event_new (cercle_case_form_get_file (CERCLE_CASE_FORM (self))->kase, "debrief",
                           NULL);
}

static gboolean
debrief_finish (CercleCaseEntry *self, CercleRecord *event, CercleTx *tx, GError **error)
{
  return cercle_record_is_set (event, CERCLE_EVENT_TEXT) ||
         cercle_case_entry_refuse (self, CERCLE_EVENT_TEXT, error, _ ("Say what the MDPH has already put in place."));
}

/* The answer to a danger belongs to a danger. */
static void
break_changed (CercleCaseEntry *self, CercleRecord *kase)
{
  cercle_case_entry_show_row (self, CERCLE_CASE_DANGER_ANSWER,
                              cercle_record_get_flag (kase, CERCLE_CASE_DANGER) ||
                                  cercle_record_is_set (kase, CERCLE_CASE_DANGER_ANSWER));
}

static void
cercle_case_first_line_class_init (CercleCaseFirstLineClass *klass)
{
  static const CercleCaseRow rows[] = {
    { CERCLE_CASE_FIRST_LINE_WHO, N_ ("Who should"), NULL },
    { CERCLE_CASE_FIRST_LINE_ASKED_ON, NULL, NULL },
    { CERCLE_CASE_FIRST_LINE_ANSWER, N_ ("Answer"), NULL },
  };
  CercleCaseFormClass *form_class = CERCLE_CASE_FORM_CLASS (klass);
  CercleCaseEntryClass *entry_class = CERCLE_CASE_ENTRY_CLASS (klass);

  form_class->draft = "first-line";
  form_class->title = N_ ("Who Should Normally Answer");
  form_class->button = N_ ("Save");
  form_class->label = N_ ("First line noted.");
  entry_class->kind = &cercle_case_kind;
  entry_class->rows = rows;
  entry_class->n_rows = G_N_ELEMENTS (rows);
  entry_class->begin = begin_case;
}

static void
cercle_case_first_line_init (CercleCaseFirstLine *self)
{
}

static void
cercle_case_break_class_init (CercleCaseBreakClass *klass)
{
  static const CercleCaseRow rows[] = {
    { CERCLE_CASE_DANGER, NULL, NULL },    { CERCLE_CASE_DANGER_ANSWER, NULL, NULL },
    { CERCLE_CASE_BREAK_ON, NULL, NULL },  { CERCLE_CASE_BREAK_REASONS, NULL, NULL },
    { CERCLE_CASE_BREAK_WHY, NULL, NULL },
  };
  CercleCaseFormClass *form_class = CERCLE_CASE_FORM_CLASS (klass);
  CercleCaseEntryClass *entry_class = CERCLE_CASE_ENTRY_CLASS (klass);

  form_class->draft = "break";
  form_class->title = N_ ("Danger and Expected Break");
  form_class->button = N_ ("Save");
  form_class->label = N_ ("Expected break noted.");
  entry_class->kind = &cercle_case_kind;
  entry_class->rows = rows;
  entry_class->n_rows = G_N_ELEMENTS (rows);
  entry_class->begin = begin_case;
  entry_class->changed = break_changed;
}

static void
cercle_case_break_init (CercleCaseBreak *self)
{
}

static void
cercle_case_debrief_class_init (CercleCaseDebriefClass *klass)
{
  static const CercleCaseRow rows[] = { { CERCLE_EVENT_TEXT, N_ ("Already there"), NULL } };
  CercleCaseFormClass *form_class = CERCLE_CASE_FORM_CLASS (klass);
  CercleCaseEntryClass *entry_class = CERCLE_CASE_ENTRY_CLASS (klass);

  form_class->draft = "debrief";
  form_class->title = N_ ("Debrief with the MDPH");
  form_class->button = N_ ("Save the Debrief");
  form_class->label = N_ ("Debriefed with the MDPH.");
  entry_class->kind = &cercle_event_kind;
  entry_class->rows = rows;
  entry_class->n_rows = G_N_ELEMENTS (rows);
  entry_class->begin = begin_debrief;
  entry_class->finish = debrief_finish;
}

static void
cercle_case_debrief_init (CercleCaseDebrief *self)
{
}
