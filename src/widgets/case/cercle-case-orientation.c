/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose field is it, who leads, by which rule and why? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-orientation.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-event.h"
#include "cercle-matrix.h"
#include "cercle-moves.h"
#include "cercle-organisation.h"
#include "cercle-template.h"

struct _CercleCaseOrientation
{
  CercleCasePart parent_instance;
  GtkWidget *rule, *responsibility, *lead, *why, *debrief, *first_line;
  GtkWidget *buttons, *orient_button, *debrief_button;
};

G_DEFINE_FINAL_TYPE (CercleCaseOrientation, cercle_case_orientation, CERCLE_TYPE_CASE_PART)

static const CercleTemplateChild children[] = {
  { "rule", G_STRUCT_OFFSET (CercleCaseOrientation, rule) },
  { "responsibility", G_STRUCT_OFFSET (CercleCaseOrientation, responsibility) },
  { "lead", G_STRUCT_OFFSET (CercleCaseOrientation, lead) },
  { "why", G_STRUCT_OFFSET (CercleCaseOrientation, why) },
  { "debrief", G_STRUCT_OFFSET (CercleCaseOrientation, debrief) },
  { "first_line", G_STRUCT_OFFSET (CercleCaseOrientation, first_line) },
  { "buttons", G_STRUCT_OFFSET (CercleCaseOrientation, buttons) },
  { "orient_button", G_STRUCT_OFFSET (CercleCaseOrientation, orient_button) },
  { "debrief_button", G_STRUCT_OFFSET (CercleCaseOrientation, debrief_button) },
};

static const char *
text (CercleRecord *record, guint field)
{
  return cercle_record_get_text (record, field);
}

static void
tell (GtkWidget *label, const char *words)
{
  gtk_label_set_text (GTK_LABEL (label), words != NULL ? words : "");
  gtk_widget_set_visible (label, words != NULL);
}

/* --- The orientation ------------------------------------------------------------------------- */

static CercleRecord *
last_orientation (CercleCaseFile *file)
{
  for (guint i = 0; i < file->events->len; i++)
    {
      CercleRecord *event = g_ptr_array_index (file->events, i);
      if (g_strcmp0 (text (event, CERCLE_EVENT_SORT), "orientation") == 0 &&
          !cercle_record_get_flag (event, CERCLE_EVENT_STALE))
        return event;
    }
  return NULL;
}

static void
show_rule (CercleCaseOrientation *self, CercleCaseFile *file, CercleRecord *rule)
{
  int version = (int) cercle_record_get_integer (file->kase, CERCLE_CASE_RULE_VERSION, 0);
  g_autofree char *words = NULL;

  if (rule != NULL && version > 0)
    /* TRANSLATORS: place of the rule, version of the matrix. */
    words =
        g_strdup_printf (_ ("Rule %1$d, version %2$d"),
                         (int) cercle_record_get_integer (rule, CERCLE_RULE_POSITION, 0), version);
  else if (cercle_record_is_set (file->kase, CERCLE_CASE_RESPONSIBILITY))
    words = g_strdup (_ ("By hand"));
  tell (self->rule, words);
}

static void
show_lead (CercleCaseOrientation *self, CercleRecord *kase)
{
  const char *lead = text (kase, CERCLE_CASE_LEAD);
  g_autofree char *name =
      lead != NULL
          ? cercle_session_name_of_id (cercle_case_part_get_session (CERCLE_CASE_PART (self)),
                                       &cercle_organisation_kind, lead)
          : NULL;
  g_autofree char *words = name != NULL ? g_strdup_printf (_ ("Lead: %s"), name) : NULL;

  if (words == NULL && cercle_record_is_set (kase, CERCLE_CASE_RESPONSIBILITY))
    words = g_strdup (_ ("No lead is named."));
  tell (self->lead, words);
}

/* (transfer full) (nullable): what the matrix in force would say now, where that is something else.
 */
static char *
other_proposal (CercleCaseOrientation *self, CercleCaseFile *file)
{
  CercleSession *session = cercle_case_part_get_session (CERCLE_CASE_PART (self));
  const char *decided = text (file->kase, CERCLE_CASE_RESPONSIBILITY);
  CercleRecord *matrix = NULL, *rule = cercle_case_file_decide (file, session, &matrix);
  const char *proposed = rule != NULL ? text (rule, CERCLE_RULE_RESPONSIBILITY) : NULL;
  g_autofree char *why = rule != NULL ? cercle_case_file_why (file, session, rule) : NULL;

  if (proposed == NULL && decided == NULL)
    return g_strdup (matrix == NULL ? _ ("No matrix is in force yet.")
                                    : _ ("No rule of the matrix fits this case."));
  if (proposed == NULL || g_strcmp0 (proposed, decided) == 0)
    return NULL;
  if (decided == NULL)
    /* TRANSLATORS: a field of responsibility, the sentence of its rule. */
    return g_strdup_printf (_ ("The matrix proposes “%1$s”. %2$s"),
                            cercle_choice_label (cercle_responsibilities, proposed), why);
  /* TRANSLATORS: a field of responsibility, the sentence of its rule. */
  return g_strdup_printf (_ ("Today the matrix would say “%1$s”. %2$s"),
                          cercle_choice_label (cercle_responsibilities, proposed), why);
}

static void
show_why (CercleCaseOrientation *self, CercleCaseFile *file, CercleRecord *rule)
{
  CercleSession *session = cercle_case_part_get_session (CERCLE_CASE_PART (self));
  CercleRecord *event = last_orientation (file);
  const char *reason = event != NULL ? text (event, CERCLE_EVENT_WHY) : NULL;
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *words = NULL;
  char *other = other_proposal (self, file);

  if (rule != NULL)
    g_ptr_array_add (sentences, cercle_case_file_why (file, session, rule));
  if (reason != NULL)
    /* TRANSLATORS: what somebody typed. */
    g_ptr_array_add (sentences, g_strdup_printf (_ ("Decided by hand: %s"), reason));
  if (other != NULL)
    g_ptr_array_add (sentences, other);
  g_ptr_array_add (sentences, NULL);
  words = g_strjoinv ("\n", (char **) sentences->pdata);
  tell (self->why, words[0] != '\0' ? words : NULL);
}

/* --- The debrief and the first line ---------------------------------------------------------- */

static void
show_debrief (CercleCaseOrientation *self, CercleCaseFile *file, CercleRecord *rule)
{
  gboolean done = cercle_record_is_set (file->kase, CERCLE_CASE_DEBRIEFED_ON);
  gboolean wanted = cercle_record_get_integer (file->kase, CERCLE_CASE_LEVEL, 0) == 3 ||
                    (rule != NULL && cercle_record_get_flag (rule, CERCLE_RULE_DEBRIEF));
  g_autofree char *day = cercle_record_display (file->kase, CERCLE_CASE_DEBRIEFED_ON);
  g_autofree char *words = NULL;

  if (done)
    words = g_strdup_printf (_ ("Debriefed with the MDPH on %s."), day);
  else if (wanted)
    words = g_strdup (_ ("To be debriefed with the MDPH before a partner is asked."));
  tell (self->debrief, words);
  if (wanted && !done)
    gtk_widget_add_css_class (self->debrief, "warning");
  else
    gtk_widget_remove_css_class (self->debrief, "warning");
  gtk_widget_set_visible (self->debrief_button, wanted || done);
}

static void
show_first_line (CercleCaseOrientation *self, CercleRecord *kase)
{
  const char *who = text (kase, CERCLE_CASE_FIRST_LINE_WHO);
  const char *answer = text (kase, CERCLE_CASE_FIRST_LINE_ANSWER);
  gboolean asked = cercle_record_is_set (kase, CERCLE_CASE_FIRST_LINE_ASKED_ON);
  g_autofree char *day = cercle_record_display (kase, CERCLE_CASE_FIRST_LINE_ASKED_ON);
  g_autofree char *words = NULL;

  if (who == NULL)
    words = g_strdup (_ ("First line: nobody has said who should normally answer."));
  else if (!asked && answer == NULL)
    words = g_strdup_printf (_ ("First line: %s, not asked yet."), who);
  else if (answer == NULL)
    /* TRANSLATORS: who should normally answer, day. */
    words = g_strdup_printf (_ ("First line: %1$s, asked on %2$s, no answer noted."), who, day);
  else if (!asked)
    /* TRANSLATORS: who should normally answer, what they answered. */
    words = g_strdup_printf (_ ("First line: %1$s: “%2$s”."), who,
                             cercle_choice_label (cercle_first_line_answers, answer));
  else
    /* TRANSLATORS: who should normally answer, day, what they answered. */
    words = g_strdup_printf (_ ("First line: %1$s, asked on %2$s: “%3$s”."), who, day,
                             cercle_choice_label (cercle_first_line_answers, answer));
  tell (self->first_line, words);
}

/* --- The part -------------------------------------------------------------------------------- */

static void
orientation_show (CercleCasePart *part, CercleCaseFile *file)
{
  CercleCaseOrientation *self = CERCLE_CASE_ORIENTATION (part);
  CercleSession *session = cercle_case_part_get_session (part);
  const char *responsibility = text (file->kase, CERCLE_CASE_RESPONSIBILITY);
  CercleRecord *rule = cercle_case_file_find (file->rules, text (file->kase, CERCLE_CASE_RULE));
  gboolean may = cercle_session_may (session, &cercle_event_kind, CERCLE_OP_CREATE) &&
                 cercle_case_status_is_open (text (file->kase, CERCLE_CASE_STATUS));

  gtk_label_set_text (GTK_LABEL (self->responsibility),
                      responsibility != NULL
                          ? cercle_choice_label (cercle_responsibilities, responsibility)
                          : _ ("Not oriented yet"));
  show_rule (self, file, rule);
  show_lead (self, file->kase);
  show_why (self, file, rule);
  show_debrief (self, file, rule);
  show_first_line (self, file->kase);
  gtk_widget_set_visible (self->buttons, may);
  gtk_button_set_label (GTK_BUTTON (self->orient_button),
                        responsibility != NULL ? _ ("Orient Again…") : _ ("Orient…"));
}

static void
cercle_case_orientation_class_init (CercleCaseOrientationClass *klass)
{
  CERCLE_CASE_PART_CLASS (klass)->show = orientation_show;
  cercle_template_bind (GTK_WIDGET_CLASS (klass), "case/cercle-case-orientation.ui", children,
                        G_N_ELEMENTS (children));
}

static void
cercle_case_orientation_init (CercleCaseOrientation *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
