/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a partner asked only after the debrief, reminded until it answers, and can an answer, a choice
 * and a consent change as they do among people? */
#include "case-desk.h"

#include "cercle-case-dealings.h"
#include "cercle-case-entry.h"
#include "cercle-case.h"
#include "cercle-consent.h"
#include "cercle-event.h"
#include "cercle-field-row.h"
#include "cercle-instant.h"
#include "cercle-request.h"
#include "cercle-solution.h"
#include "room.h"

#define TUESDAY G_GINT64_CONSTANT (1591084800000) /* 2 June 2020, 10:00 in Paris */
#define PARTNER "Relais du Bocage"

typedef struct
{
  CaseDesk desk;
  char *partner;
} Fixture;

static void
begin (Fixture *self)
{
  cercle_instant_freeze (TUESDAY);
  case_desk_begin_case (&self->desk, 0);
  self->partner = case_desk_add_partner (&self->desk, PARTNER);
}

static void
end (Fixture *self)
{
  case_desk_end (&self->desk);
  g_free (self->partner);
  cercle_instant_freeze (0);
}

static void
wait_for (Fixture *self, const char *words)
{
  case_desk_wait_for_words (&self->desk, words);
}

static void
save (Fixture *self, CercleRecord *record)
{
  CercleTx *tx = cercle_tx_new ("Saved");
  g_autoptr (GError) error = NULL;

  cercle_tx_save (tx, record);
  room_commit (self->desk.session, tx, &error);
  g_assert_no_error (error);
}

static CercleRecord *
only (Fixture *self, const CercleKind *kind)
{
  g_autoptr (GPtrArray) found = case_desk_find (self->desk.session, kind, self->desk.id);

  g_assert_cmpuint (found->len, ==, 1);
  return g_object_ref (found->pdata[0]);
}

/* By the button of the line itself: what no button opens nobody can do. */
static CercleCaseForm *
press (Fixture *self, const char *label, const char *form, const CercleKind *kind)
{
  g_autoptr (CercleRecord) record = only (self, kind);
  g_autofree char *target = g_strconcat (form, ":", cercle_record_get_id (record), NULL);
  /* Looked for last: while a record is read, the lines may be made anew. */
  GtkWidget *lines = tree_find (self->desk.page, CERCLE_TYPE_CASE_DEALINGS, NULL);
  GtkWidget *button = tree_find (lines, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_mapped (button));
  g_assert_cmpstr (
      g_variant_get_string (gtk_actionable_get_action_target_value (GTK_ACTIONABLE (button)), NULL),
      ==, target);
  return case_desk_open_form (&self->desk, target);
}

static CercleCaseForm *
begin_asking (Fixture *self)
{
  CercleCaseForm *form = case_desk_open_form (&self->desk, "request");

  case_desk_choose (form, CERCLE_REQUEST_ORGANISATION, self->partner, PARTNER);
  case_desk_fill (form, CERCLE_REQUEST_WHAT, "Un samedi sur deux");
  return form;
}

static void
ask (Fixture *self)
{
  CercleCaseForm *form = begin_asking (self);

  case_desk_fill (form, CERCLE_REQUEST_MEANS, "phone");
  g_assert_true (cercle_case_form_save (form));
  wait_for (self, PARTNER ": asked on 2 June 2020, no answer yet");
}

/* Level III: no partner before the MDPH, unless it is said why; and what the MDPH told is what a
 * partner is asked to start from. */
static void
test_debrief_gate (void)
{
  Fixture self = { 0 };
  CercleCaseForm *form = NULL;
  GtkWidget *reason = NULL, *learnt = NULL;
  g_autofree char *typed = NULL;

  begin (&self);
  {
    g_autoptr (CercleRecord) kase = case_desk_case (self.desk.session, self.desk.id);

    cercle_record_set_integer (kase, CERCLE_CASE_LEVEL, 3);
    cercle_record_set_text (kase, CERCLE_CASE_EXISTING, "SESSAD le mardi");
    save (&self, kase);
  }
  case_desk_show_case (&self.desk, 1100);
  wait_for (&self, "To be debriefed with the MDPH before a partner is asked.");
  form = begin_asking (&self);
  reason = cercle_case_entry_get_control (CERCLE_CASE_ENTRY (form), CERCLE_REQUEST_UNDEBRIEFED_WHY);
  g_assert_true (gtk_widget_get_mapped (reason));
  g_assert_true (case_desk_says (&self.desk, "Already in place: SESSAD le mardi"));
  case_desk_assert_refused (&self.desk, form, CERCLE_REQUEST_UNDEBRIEFED_WHY,
                            "This case is debriefed with the MDPH before a partner is asked; else "
                            "say why it cannot wait.");

  form = case_desk_open_form (&self.desk, "debrief");
  learnt = cercle_case_entry_get_control (CERCLE_CASE_ENTRY (form), CERCLE_EVENT_TEXT);
  typed = cercle_field_row_get_typed (CERCLE_FIELD_ROW (learnt));
  g_assert_cmpstr (typed, ==, "SESSAD le mardi");
  case_desk_fill (form, CERCLE_EVENT_TEXT, "SESSAD le mardi,\naide humaine depuis mars");
  g_assert_true (cercle_case_form_save (form));
  wait_for (&self, "Debriefed with the MDPH on 2 June 2020.");

  form = case_desk_open_form (&self.desk, "request");
  wait_for (&self, "Already in place: SESSAD le mardi, aide humaine depuis mars");
  g_assert_false (gtk_widget_get_mapped (reason));
  g_assert_true (cercle_case_form_save (form));
  wait_for (&self, PARTNER ": asked on 2 June 2020, no answer yet");
  end (&self);
}

/* Or it is said why it could not wait, and the request says so for ever. */
static void
test_before_debrief (void)
{
  Fixture self = { 0 };
  CercleCaseForm *form = NULL;

  begin (&self);
  {
    g_autoptr (CercleRecord) kase = case_desk_case (self.desk.session, self.desk.id);

    cercle_record_set_integer (kase, CERCLE_CASE_LEVEL, 3);
    save (&self, kase);
  }
  case_desk_show_case (&self.desk, 640);
  form = begin_asking (&self);
  case_desk_fill (form, CERCLE_REQUEST_UNDEBRIEFED_WHY, "L’accueil cesse ce soir");
  g_assert_true (cercle_case_form_save (form));
  wait_for (&self, "Before the debrief, because: L’accueil cesse ce soir");
  end (&self);
}

/* The head of the line, with its sign. */
static gboolean
is_alarming (Fixture *self)
{
  GtkWidget *lines = tree_find (self->desk.page, CERCLE_TYPE_CASE_DEALINGS, NULL);
  GtkWidget *head =
      tree_find (lines, GTK_TYPE_LABEL, PARTNER ": asked on 2 June 2020, no answer yet");
  GtkWidget *line = NULL;

  g_assert_nonnull (head);
  line = gtk_widget_get_parent (head);
  return gtk_widget_has_css_class (line, "error") &&
         GTK_IS_IMAGE (gtk_widget_get_first_child (line));
}

/* Whom, by which means and by whom; a reminder comes by itself, and once it was given it is for a
 * later day. */
static void
test_reminder (void)
{
  Fixture self = { 0 };
  CercleCaseForm *form = NULL;

  begin (&self);
  case_desk_show_case (&self.desk, 1100);
  ask (&self);
  case_desk_exchange (self.desk.session);
  wait_for (&self, "Asked: Ada Lemoine · Telephone");
  /* Two open days. */
  wait_for (&self, "Remind on: 4 June 2020");
  g_assert_false (is_alarming (&self));
  {
    g_autoptr (CercleRecord) request = only (&self, &cercle_request_kind);

    cercle_record_set_text (request, CERCLE_REQUEST_REMIND_ON, "2020-06-02");
    save (&self, request);
  }
  wait_for (&self, "Remind on: 2 June 2020");
  g_assert_true (is_alarming (&self));
  form = press (&self, "Remind…", "reminder", &cercle_request_kind);
  case_desk_fill (form, CERCLE_REQUEST_REMIND_ON, "today");
  case_desk_assert_refused (&self.desk, form, CERCLE_REQUEST_REMIND_ON,
                            "Say on which day to come they are reminded again.");
  case_desk_fill (form, CERCLE_REQUEST_REMIND_ON, "+6");
  case_desk_fill (form, CERCLE_REQUEST_COMMENT, "La directrice rappelle");
  g_assert_true (cercle_case_form_save (form));
  wait_for (&self, "Remind on: 8 June 2020");
  g_assert_false (is_alarming (&self));
  wait_for (&self, "Comment: La directrice rappelle");
  {
    g_autoptr (CercleRecord) request = only (&self, &cercle_request_kind);

    g_assert_cmpstr (cercle_record_get_text (request, CERCLE_REQUEST_ANSWER), ==, "waiting");
  }
  end (&self);
}

static void
answer (Fixture *self, const char *label, const char *token, const char *motive, const char *then)
{
  CercleCaseForm *form = press (self, label, "answer", &cercle_request_kind);

  case_desk_fill (form, CERCLE_REQUEST_ANSWER, token);
  if (motive != NULL)
    case_desk_fill (form, CERCLE_REQUEST_MOTIVE, motive);
  if (then != NULL)
    g_assert_true (case_desk_says (&self->desk, then));
  g_assert_true (cercle_case_form_save (form));
}

/* An answer that was noted wrongly, or that they changed, is corrected; the solution follows. */
static void
test_answer_corrected (void)
{
  Fixture self = { 0 };
  CercleCaseForm *form = NULL;

  begin (&self);
  case_desk_show_case (&self.desk, 1100);
  ask (&self);
  form = press (&self, "Answer…", "answer", &cercle_request_kind);
  case_desk_assert_refused (&self.desk, form, CERCLE_REQUEST_ANSWER, "Say what they answered.");
  /* No answer of theirs. */
  case_desk_fill (form, CERCLE_REQUEST_ANSWER, "withdrawn");
  case_desk_assert_refused (&self.desk, form, CERCLE_REQUEST_ANSWER,
                            "Withdraw the consent itself: the request stops with it.");
  answer (&self, "Answer…", "no", "113", NULL);
  wait_for (&self, PARTNER ": No");
  wait_for (&self, "Reason of the refusal:");
  answer (&self, "Edit…", "partial", NULL, "A solution to propose to the person is added with it.");
  wait_for (&self, PARTNER ": In part");
  wait_for (&self, "Un samedi sur deux: Proposed");
  {
    g_autoptr (CercleRecord) request = only (&self, &cercle_request_kind);

    g_assert_false (cercle_record_is_set (request, CERCLE_REQUEST_MOTIVE));
  }
  answer (&self, "Edit…", "no", "113", "The solution that came of it is no longer proposed.");
  wait_for (&self, "Un samedi sur deux: No longer proposed");
  answer (&self, "Edit…", "yes", NULL, "The solution that came of it is proposed again.");
  wait_for (&self, "Un samedi sur deux: Proposed");
  g_object_unref (only (&self, &cercle_solution_kind));
  end (&self);
}

/* She may change her mind, by the same button, and it is dated anew. */
static void
test_choice_changed (void)
{
  Fixture self = { 0 };
  CercleCaseForm *form = NULL;

  begin (&self);
  case_desk_show_case (&self.desk, 1100);
  form = case_desk_open_form (&self.desk, "solution");
  case_desk_fill (form, CERCLE_SOLUTION_WHAT, "Relais à domicile");
  g_assert_true (cercle_case_form_save (form));
  wait_for (&self, "Relais à domicile: Proposed");
  form = press (&self, "Her Choice…", "choice", &cercle_solution_kind);
  case_desk_fill (form, CERCLE_SOLUTION_CHOICE, "chosen");
  case_desk_fill (form, CERCLE_SOLUTION_START_ON, "today");
  g_assert_true (cercle_case_form_save (form));
  wait_for (&self, "Relais à domicile: Chosen by the person");
  {
    g_autoptr (CercleRecord) solution = only (&self, &cercle_solution_kind);

    cercle_record_set_text (solution, CERCLE_SOLUTION_CHOICE_ON, "2020-05-28");
    save (&self, solution);
  }
  wait_for (&self, "Chosen on: 28 May 2020");
  form = press (&self, "Her Choice…", "choice", &cercle_solution_kind);
  case_desk_fill (form, CERCLE_SOLUTION_CHOICE, "refused");
  case_desk_fill (form, CERCLE_SOLUTION_CHOICE_WHY, "Trop loin");
  g_assert_true (cercle_case_form_save (form));
  wait_for (&self, "Relais à domicile: Refused by the person");
  wait_for (&self, "Her reason: Trop loin");
  {
    g_autoptr (CercleRecord) solution = only (&self, &cercle_solution_kind);

    g_assert_cmpstr (cercle_record_get_text (solution, CERCLE_SOLUTION_CHOICE_ON), ==,
                     "2020-06-02");
  }
  end (&self);
}

/* The line of a request names the consent it rests on; what is still to be said is not noted. */
static void
test_consent_named (void)
{
  Fixture self = { 0 };
  CercleCaseForm *form = NULL;
  g_autofree char *target = NULL;

  begin (&self);
  case_desk_show_case (&self.desk, 1100);
  form = case_desk_open_form (&self.desk, "consent");
  case_desk_fill (form, CERCLE_CONSENT_DATA, "identity");
  case_desk_fill (form, CERCLE_CONSENT_RECIPIENTS, "cercle");
  case_desk_assert_refused (
      &self.desk, form, CERCLE_CONSENT_RECIPIENTS,
      "To ask a partner, a consent names an organisation, the MDPH or all partners.");
  case_desk_fill (form, CERCLE_CONSENT_RECIPIENTS, "");
  case_desk_choose (form, CERCLE_CONSENT_ORGANISATION, self.partner, PARTNER);
  case_desk_fill (form, CERCLE_CONSENT_MODE, "falc");
  case_desk_choose (form, CERCLE_CONSENT_VERSION, CERCLE_CONSENT_TEXT_EASY,
                    CERCLE_CONSENT_TEXT_EASY);
  g_assert_true (cercle_case_form_save (form));
  wait_for (&self, PARTNER ": allowed on 2 June 2020");
  wait_for (&self, "Version of the text: " CERCLE_CONSENT_TEXT_EASY);
  form = begin_asking (&self);
  case_desk_fill (form, CERCLE_REQUEST_SENT, "identity");
  g_assert_true (cercle_case_form_save (form));
  wait_for (&self, PARTNER ": asked on 2 June 2020, no answer yet");
  wait_for (&self, "On the consent of 2 June 2020.");
  case_desk_exchange (self.desk.session);
  wait_for (&self, "Recorded by: Ada Lemoine");
  {
    g_autoptr (CercleRecord) request = only (&self, &cercle_request_kind);
    target =
        g_strconcat ("withdrawal:", cercle_record_get_text (request, CERCLE_REQUEST_CONSENT), NULL);
  }
  form = case_desk_open_form (&self.desk, target);
  case_desk_fill (form, CERCLE_CONSENT_WITHDRAWN_ON, "tomorrow");
  case_desk_assert_refused (&self.desk, form, CERCLE_CONSENT_WITHDRAWN_ON,
                            "A withdrawal is noted once it was said.");
  case_desk_fill (form, CERCLE_CONSENT_WITHDRAWN_ON, "today");
  g_assert_true (cercle_case_form_save (form));
  wait_for (&self, PARTNER ": Stopped: consent withdrawn");
  end (&self);
}

/* A no said later is a withdrawal too: what waits on the yes stops, and that is told before. */
static void
test_no_after_yes (void)
{
  Fixture self = { 0 };
  CercleCaseForm *form = NULL;

  begin (&self);
  case_desk_show_case (&self.desk, 1100);
  for (guint no = 0; no < 2; no++)
    {
      form = case_desk_open_form (&self.desk, "consent");
      case_desk_choose (form, CERCLE_CONSENT_ORGANISATION, self.partner, PARTNER);
      case_desk_fill (form, CERCLE_CONSENT_DATA, no ? "" : "identity");
      case_desk_fill (form, CERCLE_CONSENT_MODE, "oral");
      case_desk_fill (form, CERCLE_CONSENT_GIVEN, no ? "no" : "yes");
      if (no)
        {
          g_assert_true (case_desk_says (&self.desk, "The consent of 2 June 2020 is withdrawn"));
          g_assert_true (case_desk_says (&self.desk, "The request to " PARTNER " stops with it."));
        }
      g_assert_true (cercle_case_form_save (form));
      wait_for (&self, no ? PARTNER ": refused on 2 June 2020" : PARTNER ": allowed on");
      if (no)
        break;
      form = begin_asking (&self);
      case_desk_fill (form, CERCLE_REQUEST_SENT, "identity");
      g_assert_true (cercle_case_form_save (form));
      wait_for (&self, PARTNER ": asked on 2 June 2020, no answer yet");
    }
  wait_for (&self, PARTNER ": withdrawn on 2 June 2020");
  wait_for (&self, PARTNER ": Stopped: consent withdrawn");
  end (&self);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/case-asked/debrief-gate", test_debrief_gate);
  g_test_add_func ("/case-asked/before-debrief", test_before_debrief);
  g_test_add_func ("/case-asked/reminder", test_reminder);
  g_test_add_func ("/case-asked/answer-corrected", test_answer_corrected);
  g_test_add_func ("/case-asked/choice-changed", test_choice_changed);
  g_test_add_func ("/case-asked/consent-named", test_consent_named);
  g_test_add_func ("/case-asked/no-after-yes", test_no_after_yes);
  return g_test_run ();
}
