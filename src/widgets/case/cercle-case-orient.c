/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Into whose field of responsibility does the case go, and why not where the matrix says? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-orient.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-event.h"
#include "cercle-gate.h"
#include "cercle-macros.h"
#include "cercle-matrix.h"
#include "cercle-moves.h"

struct _CercleCaseOrient
{
  CercleCaseEntry parent_instance;
  GtkWidget *why;
};

G_DEFINE_FINAL_TYPE (CercleCaseOrient, cercle_case_orient, CERCLE_TYPE_CASE_ENTRY)

static CercleRecord *
decide (CercleCaseEntry *self, CercleRecord **matrix)
{
  return cercle_case_file_decide (cercle_case_form_get_file (CERCLE_CASE_FORM (self)),
                                  cercle_case_form_get_session (CERCLE_CASE_FORM (self)), matrix);
}

static CercleRecord *
orient_begin (CercleCaseEntry *self, const char *subject)
{
  CercleRecord *kase = cercle_case_form_get_file (CERCLE_CASE_FORM (self))->kase;
  CercleRecord *matrix = NULL, *rule = decide (self, &matrix);
  const char *lead = cercle_record_get_text (kase, CERCLE_CASE_LEAD);

  if (rule == NULL)
    return cercle_move_orient (kase, NULL, NULL, 0, lead, NULL);
  return cercle_move_orient (kase, cercle_record_get_text (rule, CERCLE_RULE_RESPONSIBILITY), rule,
                             (int) cercle_record_get_integer (matrix, CERCLE_MATRIX_VERSION, 0),
                             cercle_record_is_set (rule, CERCLE_RULE_LEAD)
                                 ? cercle_record_get_text (rule, CERCLE_RULE_LEAD)
                                 : lead,
                             NULL);
}

/* What the matrix says, and whether what was chosen is something else. */
static void
orient_changed (CercleCaseEntry *self, CercleRecord *event)
{
  CercleRecord *matrix = NULL, *rule = decide (self, &matrix);
  GtkWidget *words = CERCLE_CASE_ORIENT (self)->why;
  g_autofree char *why =
      rule != NULL
          ? cercle_case_file_why (cercle_case_form_get_file (CERCLE_CASE_FORM (self)),
                                  cercle_case_form_get_session (CERCLE_CASE_FORM (self)), rule)
          : NULL;
  g_autofree char *text = NULL;

  if (matrix == NULL)
    text = g_strdup (_ ("No matrix is in force yet: say why you decide."));
  else if (rule == NULL)
    text = g_strdup (_ ("No rule of the matrix fits this case: say why you decide."));
  else if (g_strcmp0 (cercle_record_get_text (event, CERCLE_EVENT_TO),
                      cercle_record_get_text (rule, CERCLE_RULE_RESPONSIBILITY)) == 0)
    /* TRANSLATORS: the sentence of the rule. */
    text = g_strdup_printf (_ ("The matrix proposes this. %s"), why);
  else
    /* TRANSLATORS: a field of responsibility, the sentence of its rule. */
    text = g_strdup_printf (
        _ ("The matrix says “%1$s”: say why it is set aside. %2$s"),
        cercle_choice_label (cercle_responsibilities,
                             cercle_record_get_text (rule, CERCLE_RULE_RESPONSIBILITY)),
        why);
  cercle_case_entry_tell (words, text, FALSE);
}

static gboolean
orient_finish (CercleCaseEntry *self, CercleRecord *event, CercleTx *tx, GError **error)
{
  CercleRecord *matrix = NULL;
  const CercleGateView view = { .kase = cercle_case_form_get_file (CERCLE_CASE_FORM (self))->kase,
                                .rule = decide (self, &matrix) };
  /* On a copy: the journal does it for good. */
  g_autoptr (CercleRecord) trial = cercle_record_copy (view.kase);

  if (cercle_case_apply_event (
          trial, event,
          cercle_session_get_zone (cercle_case_form_get_session (CERCLE_CASE_FORM (self))),
          error) == CERCLE_MOVE_APPLIED &&
      cercle_gate_judge (NULL, event, &view, error))
    return TRUE;
  /* Into which field, and if not the one of the matrix, why. */
  return cercle_case_entry_point (
      self, cercle_record_is_set (event, CERCLE_EVENT_TO) ? CERCLE_EVENT_WHY : CERCLE_EVENT_TO);
}

static void
cercle_case_orient_class_init (CercleCaseOrientClass *klass)
{
  static const CercleCaseRow rows[] = {
    { CERCLE_EVENT_TO, N_ ("Field of responsibility"), cercle_responsibilities },
    { CERCLE_EVENT_LEAD, NULL, NULL },
    { CERCLE_EVENT_WHY, NULL, NULL },
  };
  CercleCaseFormClass *form_class = CERCLE_CASE_FORM_CLASS (klass);
  CercleCaseEntryClass *entry_class = CERCLE_CASE_ENTRY_CLASS (klass);

  form_class->draft = "orientation";
  form_class->title = N_ ("Orient the Case");
  form_class->button = N_ ("Orient");
  form_class->label = N_ ("Case oriented.");
  entry_class->kind = &cercle_event_kind;
  entry_class->rows = rows;
  entry_class->n_rows = G_N_ELEMENTS (rows);
  entry_class->begin = orient_begin;
  entry_class->changed = orient_changed;
  entry_class->finish = orient_finish;
}

static void
cercle_case_orient_init (CercleCaseOrient *self)
{
  self->why = cercle_case_entry_add_words (CERCLE_CASE_ENTRY (self));
}
