/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is proposed to the person, what does she choose and why, and what follows from it? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-solution.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-event.h"
#include "cercle-macros.h"
#include "cercle-solution.h"
#include "cercle-working-hours.h"

struct _CercleCaseSolution
{
  CercleCaseEntry parent_instance;
};
struct _CercleCaseChoice
{
  CercleCaseEntry parent_instance;
  GtkWidget *then;
};
struct _CercleCaseWeek
{
  CercleCaseEntry parent_instance;
};

G_DEFINE_FINAL_TYPE (CercleCaseSolution, cercle_case_solution, CERCLE_TYPE_CASE_ENTRY)
G_DEFINE_FINAL_TYPE (CercleCaseChoice, cercle_case_choice, CERCLE_TYPE_CASE_ENTRY)
G_DEFINE_FINAL_TYPE (CercleCaseWeek, cercle_case_week, CERCLE_TYPE_CASE_ENTRY)

static gboolean
says (CercleRecord *solution, guint field, const char *token)
{
  return g_strcmp0 (cercle_record_get_text (solution, field), token) == 0;
}

static void
put_state (CercleRecord *action, const char *state, CercleTx *tx)
{
  g_autoptr (CercleRecord) after = cercle_record_copy (action);

  cercle_record_set_text (after, CERCLE_ACTION_STATE, state);
  cercle_tx_save (tx, after);
}

/* Those that are not there yet; and those that went with a choice which is made again. */
static void
put_due (CercleCaseFile *file, GPtrArray *due, GPtrArray *before, CercleTx *tx)
{
  for (guint i = 0; i < due->len; i++)
    {
      CercleRecord *action = g_ptr_array_index (due, i);
      const char *id = cercle_record_get_id (action);
      CercleRecord *there = cercle_case_file_find (file->actions, id);

      if (there == NULL)
        cercle_tx_save (tx, action);
      else if (says (there, CERCLE_ACTION_STATE, "cancelled") &&
               cercle_case_file_find (before, id) == NULL)
        put_state (there, "open", tx);
    }
}

/* What was to be asked of a solution that begins on another day, or not at all. */
static void
cancel_past (CercleCaseFile *file, GPtrArray *due, GPtrArray *before, CercleTx *tx)
{
  for (guint i = 0; i < before->len; i++)
    {
      const char *id = cercle_record_get_id (g_ptr_array_index (before, i));
      CercleRecord *there = cercle_case_file_find (file->actions, id);

      if (there != NULL && says (there, CERCLE_ACTION_STATE, "open") &&
          cercle_case_file_find (due, id) == NULL)
        put_state (there, "cancelled", tx);
    }
}

static gboolean
put_follow_ups (CercleCaseEntry *self, CercleRecord *solution, CercleTx *tx)
{
  CercleWorkingTime time = cercle_working_hours (cercle_case_entry_get_session (self));
  CercleCaseFile *file = cercle_case_entry_get_file (self);
  CercleRecord *known = cercle_case_file_find (file->solutions, cercle_record_get_id (solution));
  g_autoptr (GPtrArray) due = cercle_solution_follow_ups (solution, &time);
  g_autoptr (GPtrArray) before = known != NULL ? cercle_solution_follow_ups (known, &time)
                                               : g_ptr_array_new_with_free_func (g_object_unref);

  put_due (file, due, before, tx);
  cancel_past (file, due, before, tx);
  return TRUE;
}

/* --- The solution ---------------------------------------------------------------------------- */

static CercleRecord *
solution_begin (CercleCaseEntry *self, const char *subject)
{
  CercleRecord *known =
      cercle_case_file_find (cercle_case_entry_get_file (self)->solutions, subject);
  CercleRecord *solution = NULL;

  if (subject != NULL)
    return known != NULL ? cercle_record_copy (known) : NULL;
  solution = cercle_session_new_record (cercle_case_form_get_session (CERCLE_CASE_FORM (self)),
                                        &cercle_solution_kind);
  cercle_record_set_text (solution, CERCLE_SOLUTION_CASE,
                          cercle_record_get_id (cercle_case_entry_get_file (self)->kase));
  cercle_record_set_text (solution, CERCLE_SOLUTION_CHOICE, "proposed");
  return solution;
}

static void
solution_changed (CercleCaseEntry *self, CercleRecord *solution)
{
  cercle_case_entry_show_row (self, CERCLE_SOLUTION_SATISFACTION,
                              says (solution, CERCLE_SOLUTION_CHOICE, "chosen"));
}

static gboolean
solution_finish (CercleCaseEntry *self, CercleRecord *solution, CercleTx *tx, GError **error)
{
  if (!cercle_record_is_set (solution, CERCLE_SOLUTION_WHAT))
    return cercle_case_entry_refuse (self, CERCLE_SOLUTION_WHAT, error,
                                     _ ("Say what is proposed."));
  return put_follow_ups (self, solution, tx);
}

static void
cercle_case_solution_class_init (CercleCaseSolutionClass *klass)
{
  static const CercleCaseRow rows[] = {
    { CERCLE_SOLUTION_WHAT, NULL, NULL },         { CERCLE_SOLUTION_PROVIDER, NULL, NULL },
    { CERCLE_SOLUTION_SORT, NULL, NULL },         { CERCLE_SOLUTION_NATURE, NULL, NULL },
    { CERCLE_SOLUTION_LASTING, NULL, NULL },      { CERCLE_SOLUTION_START_ON, NULL, NULL },
    { CERCLE_SOLUTION_END_ON, NULL, NULL },       { CERCLE_SOLUTION_SLOTS, NULL, NULL },
    { CERCLE_SOLUTION_SATISFACTION, NULL, NULL },
  };
  CercleCaseFormClass *form_class = CERCLE_CASE_FORM_CLASS (klass);
  CercleCaseEntryClass *entry_class = CERCLE_CASE_ENTRY_CLASS (klass);

  form_class->draft = "solution";
  form_class->title = N_ ("A Solution to Propose");
  form_class->button = N_ ("Save");
  form_class->label = N_ ("Solution noted.");
  entry_class->kind = &cercle_solution_kind;
  entry_class->rows = rows;
  entry_class->n_rows = G_N_ELEMENTS (rows);
  entry_class->begin = solution_begin;
  entry_class->changed = solution_changed;
  entry_class->finish = solution_finish;
  entry_class->rule_row = CERCLE_SOLUTION_END_ON;
}

static void
cercle_case_solution_init (CercleCaseSolution *self)
{
}

/* --- The choice ------------------------------------------------------------------------------ */

static CercleRecord *
choice_begin (CercleCaseEntry *self, const char *subject)
{
  CercleRecord *known =
      cercle_case_file_find (cercle_case_entry_get_file (self)->solutions, subject);
  CercleRecord *solution = known != NULL ? cercle_record_copy (known) : NULL;

  if (solution != NULL && !cercle_record_is_set (solution, CERCLE_SOLUTION_CHOICE_ON))
    cercle_record_set_text (
        solution, CERCLE_SOLUTION_CHOICE_ON,
        cercle_session_get_today (cercle_case_form_get_session (CERCLE_CASE_FORM (self))));
  return solution;
}

static void
choice_changed (CercleCaseEntry *self, CercleRecord *solution)
{
  gboolean chosen = says (solution, CERCLE_SOLUTION_CHOICE, "chosen");

  cercle_case_entry_show_row (self, CERCLE_SOLUTION_START_ON, chosen);
  cercle_case_entry_show_row (self, CERCLE_SOLUTION_END_ON, chosen);
  cercle_case_entry_tell (
      CERCLE_CASE_CHOICE (self)->then,
      chosen ? _ ("Follow-ups are added 7, 30 and 90 days after it starts, each on a working day.")
             : NULL,
      FALSE);
}

/* She has changed her mind: the day of her last choice is not the day of this one. */
static void
date_new_choice (CercleCaseEntry *self, CercleRecord *solution)
{
  CercleRecord *known = cercle_case_file_find (cercle_case_entry_get_file (self)->solutions,
                                               cercle_record_get_id (solution));

  if (known != NULL && cercle_record_is_set (known, CERCLE_SOLUTION_CHOICE_ON) &&
      !cercle_record_same (known, solution, CERCLE_SOLUTION_CHOICE) &&
      cercle_record_same (known, solution, CERCLE_SOLUTION_CHOICE_ON))
    cercle_record_set_text (
        solution, CERCLE_SOLUTION_CHOICE_ON,
        cercle_session_get_today (cercle_case_form_get_session (CERCLE_CASE_FORM (self))));
}

static gboolean
choice_finish (CercleCaseEntry *self, CercleRecord *solution, CercleTx *tx, GError **error)
{
  if (says (solution, CERCLE_SOLUTION_CHOICE, "proposed"))
    return cercle_case_entry_refuse (self, CERCLE_SOLUTION_CHOICE, error,
                                     _ ("Say what the person chose."));
  if (says (solution, CERCLE_SOLUTION_CHOICE, "refused") &&
      !cercle_record_is_set (solution, CERCLE_SOLUTION_CHOICE_WHY))
    return cercle_case_entry_refuse (self, CERCLE_SOLUTION_CHOICE_WHY, error,
                                     _ ("A refusal is noted with her reason."));
  if (says (solution, CERCLE_SOLUTION_CHOICE, "chosen") &&
      !cercle_record_is_set (solution, CERCLE_SOLUTION_START_ON))
    return cercle_case_entry_refuse (self, CERCLE_SOLUTION_START_ON, error,
                                     _ ("Say on which day it starts."));
  date_new_choice (self, solution);
  return put_follow_ups (self, solution, tx);
}

static void
cercle_case_choice_class_init (CercleCaseChoiceClass *klass)
{
  static const CercleCaseRow rows[] = {
    { CERCLE_SOLUTION_CHOICE, NULL, NULL },         { CERCLE_SOLUTION_CHOICE_WHY, NULL, NULL },
    { CERCLE_SOLUTION_CHOICE_ON, N_ ("On"), NULL }, { CERCLE_SOLUTION_START_ON, NULL, NULL },
    { CERCLE_SOLUTION_END_ON, NULL, NULL },
  };
  CercleCaseFormClass *form_class = CERCLE_CASE_FORM_CLASS (klass);
  CercleCaseEntryClass *entry_class = CERCLE_CASE_ENTRY_CLASS (klass);

  form_class->draft = "choice";
  form_class->title = N_ ("Choice of the Person");
  form_class->button = N_ ("Save");
  form_class->label = N_ ("Choice noted.");
  entry_class->kind = &cercle_solution_kind;
  entry_class->rows = rows;
  entry_class->n_rows = G_N_ELEMENTS (rows);
  entry_class->begin = choice_begin;
  entry_class->changed = choice_changed;
  entry_class->finish = choice_finish;
  entry_class->rule_row = CERCLE_SOLUTION_END_ON;
}

static void
cercle_case_choice_init (CercleCaseChoice *self)
{
  self->then = cercle_case_entry_add_words (CERCLE_CASE_ENTRY (self));
}

/* --- The week -------------------------------------------------------------------------------- */

static CercleRecord *
week_begin (CercleCaseEntry *self, const char *subject)
{
  return cercle_record_copy (cercle_case_entry_get_file (self)->kase);
}

static void
cercle_case_week_class_init (CercleCaseWeekClass *klass)
{
  static const CercleCaseRow rows[] = { { CERCLE_CASE_SLOTS_NEEDED, N_ ("To cover"), NULL } };
  CercleCaseFormClass *form_class = CERCLE_CASE_FORM_CLASS (klass);
  CercleCaseEntryClass *entry_class = CERCLE_CASE_ENTRY_CLASS (klass);

  form_class->draft = "week";
  form_class->title = N_ ("Parts of the Week to Cover");
  form_class->button = N_ ("Save");
  form_class->label = N_ ("Week noted.");
  entry_class->kind = &cercle_case_kind;
  entry_class->rows = rows;
  entry_class->n_rows = G_N_ELEMENTS (rows);
  entry_class->begin = week_begin;
}

static void
cercle_case_week_init (CercleCaseWeek *self)
{
}
