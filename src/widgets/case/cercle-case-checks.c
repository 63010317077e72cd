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

/* It starts from what is there already (S1). */
static CercleRecord *
begin_debrief (CercleCaseEntry *self, const char *subject)
{
  CercleRecord *kase = cercle_case_form_get_file (CERCLE_CASE_FORM (self))->kase;

  return cercle_event_new (kase, "debrief", cercle_record_get_text (kase, CERCLE_CASE_EXISTING));
}

/* What was learnt is what partners are told of what is there. */
static void
put_existing (CercleRecord *kase, const char *learnt, CercleTx *tx)
{
  gint64 most = cercle_field_max_length (&cercle_case_kind.fields[CERCLE_CASE_EXISTING]);
  g_autoptr (CercleRecord) after = cercle_record_copy (kase);
  g_autofree char *line = g_strdelimit (g_strdup (learnt), "\r\n\t", ' ');
  g_autofree char *cut = g_utf8_substring (line, 0, MIN (most, g_utf8_strlen (line, -1)));

  if (g_strcmp0 (cut, cercle_record_get_text (kase, CERCLE_CASE_EXISTING)) == 0)
    return;
  cercle_record_set_text (after, CERCLE_CASE_EXISTING, cut);
  cercle_tx_save (tx, after);
}

static gboolean
debrief_finish (CercleCaseEntry *self, CercleRecord *event, CercleTx *tx, GError **error)
{
  const char *learnt = cercle_record_get_text (event, CERCLE_EVENT_TEXT);

  if (learnt == NULL)
    return cercle_case_entry_refuse (self, CERCLE_EVENT_TEXT, error,
                                     _ ("Say what the MDPH has already put in place."));
  put_existing (cercle_case_form_get_file (CERCLE_CASE_FORM (self))->kase, learnt, tx);
  return TRUE;
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
