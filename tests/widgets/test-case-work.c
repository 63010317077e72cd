/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a case oriented, checked and worked on with the rules at hand, and is what was refused said?
 */
#include "case-desk.h"

#include "cercle-baton-ribbon.h"
#include "cercle-baton.h"
#include "cercle-case-checks.h"
#include "cercle-case-composer.h"
#include "cercle-case-entry.h"
#include "cercle-case-page.h"
#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-consent.h"
#include "cercle-display.h"
#include "cercle-event.h"
#include "cercle-field-row.h"
#include "cercle-instant.h"
#include "cercle-lookup.h"
#include "cercle-moves.h"
#include "cercle-request.h"
#include "cercle-rule.h"
#include "cercle-solution.h"
#include "room.h"

typedef CaseDesk Fixture;

/* Nobody says "on today". */
static void
wait_for_today (Fixture *fixture, const char *words)
{
  g_autofree char *day = cercle_display_day (cercle_session_get_today (fixture->session));
  g_auto (GStrv) around = g_strsplit (words, "%s", 2);
  g_autofree char *sentence = g_strjoinv (day, around);

  case_desk_wait_for_words (fixture, sentence);
}

static void
choose (CercleCaseForm *form, guint field, const CercleChoice *choices, const char *token)
{
  GtkWidget *control = cercle_case_entry_get_control (CERCLE_CASE_ENTRY (form), field);
  guint at = 0;

  while (g_strcmp0 (choices[at].token, token) != 0)
    g_assert_nonnull (choices[at++].token);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (control), at + 1);
}

/* A coordinator's desk puts a matrix of one rule in force. */
static void
put_matrix (Fixture *fixture)
{
  CercleSession *other = case_desk_other (fixture, "col");
  g_autoptr (CercleRecord) matrix = cercle_session_new_record (other, &cercle_matrix_kind);
  g_autoptr (CercleRecord) rule = cercle_session_new_record (other, &cercle_rule_kind);
  CercleTx *tx = cercle_tx_new ("Matrix in force");
  g_autoptr (GError) error = NULL;

  cercle_record_set_integer (matrix, CERCLE_MATRIX_VERSION, 9);
  cercle_record_set_text (matrix, CERCLE_MATRIX_STATE, "draft");
  cercle_record_set_text (matrix, CERCLE_MATRIX_IN_FORCE_ON, "2020-06-02");
  cercle_record_set_text (matrix, CERCLE_MATRIX_SIGNED_BY, "MDPH 14, ARS");
  cercle_record_set_text (rule, CERCLE_RULE_MATRIX, cercle_record_get_id (matrix));
  cercle_record_set_integer (rule, CERCLE_RULE_POSITION, 4);
  cercle_record_set_text (rule, CERCLE_RULE_RESPONSIBILITY, "og_dc");
  cercle_record_set_flag (rule, CERCLE_RULE_DEBRIEF, TRUE);
  cercle_tx_save (tx, matrix);
  cercle_tx_save (tx, rule);
  room_commit (other, tx, &error);
  g_assert_no_error (error);
  cercle_record_set_text (matrix, CERCLE_MATRIX_STATE, "in_force");
  tx = cercle_tx_new ("Matrix in force");
  cercle_tx_save (tx, matrix);
  room_commit (other, tx, &error);
  g_assert_no_error (error);
  case_desk_exchange (other);
  case_desk_drop_other (fixture, other);
  case_desk_exchange (fixture->session);
}

/* What the matrix decides is proposed; something else needs a reason, and keeps it in view. */
static void
test_orientation (void)
{
  Fixture fixture;
  g_autofree char *unnamed = NULL;
  CercleCaseForm *form = NULL;

  case_desk_begin_case (&fixture, 0);
  put_matrix (&fixture);
  case_desk_show_case (&fixture, 1100);
  case_desk_wait_for_words (&fixture, "Not oriented yet");
  g_assert_true (case_desk_key (fixture.page, GDK_KEY_o, GDK_CONTROL_MASK | GDK_SHIFT_MASK));
  form = case_desk_open_form (&fixture, "orientation");
  unnamed = tree_unnamed (fixture.page);
  g_assert_cmpstr (unnamed, ==, NULL);
  g_assert_true (cercle_case_form_save (form));
  case_desk_wait_for_words (&fixture, "Rule 4, version 9");
  case_desk_wait_for_words (&fixture, "To be debriefed with the MDPH before a partner is asked.");

  form = case_desk_open_form (&fixture, "orientation");
  choose (form, CERCLE_EVENT_TO, cercle_responsibilities, "dc");
  case_desk_assert_refused (&fixture, form, CERCLE_EVENT_WHY,
                            "The matrix says something else: say why it is set aside.");
  case_desk_fill (form, CERCLE_EVENT_WHY, "La CAF a déjà ouvert le dossier");
  g_assert_true (cercle_case_form_save (form));
  case_desk_wait_for_words (&fixture, "Decided by hand: La CAF a déjà ouvert le dossier");
  {
    g_autoptr (CercleRecord) kase = case_desk_case (fixture.session, fixture.id);
    g_autoptr (GError) error = NULL;

    g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_RESPONSIBILITY), ==, "dc");
    g_assert_cmpint (cercle_record_get_integer (kase, CERCLE_CASE_RULE_VERSION, 0), ==, 9);
    /* One action, taken back as one. */
    g_assert_true (room_undo (fixture.session, &error));
    g_assert_no_error (error);
  }
  case_desk_wait_for_words (&fixture, cercle_choice_label (cercle_responsibilities, "og_dc"));
  case_desk_end (&fixture);
}

/* Without a matrix nothing is proposed, and who decides says why. */
static void
test_no_matrix (void)
{
  Fixture fixture;
  CercleCaseForm *form = NULL;

  case_desk_begin_case (&fixture, 0);
  case_desk_show_case (&fixture, 640);
  case_desk_wait_for_words (&fixture, "No matrix is in force yet.");
  form = case_desk_open_form (&fixture, "orientation");
  case_desk_assert_refused (&fixture, form, CERCLE_EVENT_TO,
                            "An orientation names one of the seven fields of responsibility.");
  choose (form, CERCLE_EVENT_TO, cercle_responsibilities, "mdph");
  case_desk_assert_refused (&fixture, form, CERCLE_EVENT_WHY,
                            "Without a rule of the matrix, an orientation says why.");
  case_desk_fill (form, CERCLE_EVENT_WHY, "Droit à ouvrir d’abord");
  g_assert_true (cercle_case_form_save (form));
  case_desk_wait_for_words (&fixture, "By hand");
  case_desk_wait_for_words (&fixture, "Decided by hand: Droit à ouvrir d’abord");
  case_desk_end (&fixture);
}

/* The debrief says something; then the case says it was held. */
static void
test_debrief (void)
{
  Fixture fixture;
  CercleCaseForm *form = NULL;

  case_desk_begin_case (&fixture, 0);
  case_desk_show_case (&fixture, 1100);
  form = case_desk_open_form (&fixture, "debrief");
  case_desk_assert_refused (&fixture, form, CERCLE_EVENT_TEXT,
                            "Say what the MDPH has already put in place.");
  case_desk_fill (form, CERCLE_EVENT_TEXT, "Aide humaine notifiée en mars");
  /* A long text leaves Ctrl+Return to the form. */
  g_assert_true (case_desk_key (GTK_WIDGET (form), GDK_KEY_Return, GDK_CONTROL_MASK));
  wait_for_today (&fixture, "Debriefed with the MDPH on %s.");
  case_desk_end (&fixture);
}

static void
test_first_line (void)
{
  Fixture fixture;
  CercleCaseForm *form = NULL;

  case_desk_begin_case (&fixture, 0);
  case_desk_show_case (&fixture, 1100);
  case_desk_wait_for_words (&fixture, "First line: nobody has said who should normally answer.");
  form = case_desk_open_form (&fixture, "first-line");
  case_desk_fill (form, CERCLE_CASE_FIRST_LINE_WHO, "CAF du Calvados");
  case_desk_fill (form, CERCLE_CASE_FIRST_LINE_ASKED_ON, "quand on pourra");
  case_desk_assert_refused (&fixture, form, CERCLE_CASE_FIRST_LINE_ASKED_ON,
                            "This is not a day: type for instance 23/06 or tomorrow.");
  case_desk_fill (form, CERCLE_CASE_FIRST_LINE_ASKED_ON, "");
  g_assert_true (cercle_case_form_save (form));
  case_desk_wait_for_words (&fixture, "First line: CAF du Calvados, not asked yet.");
  case_desk_end (&fixture);
}

/* A danger asks what was done about it until somebody says so. */
static void
test_danger (void)
{
  Fixture fixture;
  CercleCaseForm *form = NULL;

  case_desk_begin_case (&fixture, 0);
  case_desk_show_case (&fixture, 1100);
  case_desk_wait_for_words (&fixture, "No break is expected, and no danger is noted.");
  form = case_desk_open_form (&fixture, "break");
  case_desk_fill (form, CERCLE_CASE_DANGER, "1");
  g_assert_true (cercle_case_form_save (form));
  case_desk_wait_for_words (&fixture, "Somebody is in immediate danger.");
  case_desk_wait_for_words (&fixture, "Nobody has said what was done about the danger.");
  form = case_desk_open_form (&fixture, "break");
  case_desk_fill (form, CERCLE_CASE_DANGER_ANSWER, "Le 15 est sur place");
  g_assert_true (cercle_case_form_save (form));
  case_desk_wait_for_words (&fixture, "About the danger: Le 15 est sur place");
  g_assert_false (case_desk_says (&fixture, "Nobody has said what was done about the danger."));
  case_desk_end (&fixture);
}

/* What is typed stays while the file is read again, and comes back with the page. */
static void
test_draft (void)
{
  Fixture fixture;
  CercleCaseForm *form = NULL;
  GtkWidget *control = NULL;
  g_autofree char *typed = NULL;

  case_desk_begin_case (&fixture, 0);
  case_desk_show_case (&fixture, 1100);
  form = case_desk_open_form (&fixture, "debrief");
  case_desk_fill (form, CERCLE_EVENT_TEXT, "À moitié");
  g_object_unref (case_desk_add_action (fixture.session, fixture.id, "Relancer", "2020-06-23"));
  case_desk_wait_for_words (&fixture, "Relancer");
  g_assert_true (cercle_case_form_has_draft (form));
  cercle_page_leave (CERCLE_PAGE (fixture.page));
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (fixture.overlay), NULL);
  case_desk_show_case (&fixture, 1100);
  form = case_desk_open_form (&fixture, "debrief");
  control = cercle_case_entry_get_control (CERCLE_CASE_ENTRY (form), CERCLE_EVENT_TEXT);
  typed = cercle_field_row_get_typed (CERCLE_FIELD_ROW (control));
  g_assert_cmpstr (typed, ==, "À moitié");
  case_desk_end (&fixture);
}

static void
hand (Fixture *fixture, const char *to, const char *step, const char *day)
{
  g_autoptr (CercleRecord) kase = case_desk_case (fixture->session, fixture->id);
  g_autoptr (CercleRecord) event = cercle_move_baton (kase, to, step, day);
  CercleTx *tx = cercle_tx_new ("Handed on");
  g_autoptr (GError) error = NULL;

  cercle_tx_save (tx, event);
  room_commit (fixture->session, tx, &error);
  g_assert_no_error (error);
}

/* Every hand is a segment with its letter, drawn and in words; what is wrong is a sentence. */
static void
test_baton (void)
{
  Fixture fixture;
  GtkWidget *ribbon = NULL;
  g_autofree char *unnamed = NULL, *me = NULL, *wide = NULL;

  case_desk_begin_case (&fixture, 0);
  me = g_strconcat ("member:", cercle_record_get_id (cercle_session_get_member (fixture.session)),
                    NULL);
  hand (&fixture, "organisation:0199c0de-0000-7000-8000-0000000000dd", "Répondre", "2020-06-03");
  hand (&fixture, me, NULL, NULL);
  case_desk_show_case (&fixture, 1100);
  case_desk_wait_for_words (&fixture, "The next step is not said.");
  /* A baton that promises nothing: the case is called back. */
  g_assert_false (tree_shows (fixture.page, "Nothing is promised for a day."));
  case_desk_wait_for_words (&fixture, "The baton came back to whom it came from.");
  gtk_expander_set_expanded (GTK_EXPANDER (tree_find (fixture.page, GTK_TYPE_EXPANDER, NULL)),
                             TRUE);
  case_desk_wait_for_words (&fixture, "A, Ada Lemoine: since today");
  case_desk_wait_for_words (&fixture, "B, ?: from today to today");
  ribbon = tree_find (fixture.page, CERCLE_TYPE_BATON_RIBBON, NULL);
  g_assert_nonnull (ribbon);
  tree_draw (fixture.window);
  wide = tree_picture (ribbon);
  g_assert_nonnull (strstr (wide, "text"));
  unnamed = tree_unnamed (fixture.page);
  g_assert_cmpstr (unnamed, ==, NULL);
  cercle_page_set_narrow (CERCLE_PAGE (fixture.page), TRUE);
  tree_draw (fixture.window);
  g_assert_true (gtk_widget_get_mapped (ribbon));
  case_desk_end (&fixture);
}

static gboolean
is_held_cb (gpointer page)
{
  return !tree_shows (page, "Nobody holds this case.");
}

/* The first hand of a case that nobody held: it is taken, and not given back to nobody. */
static void
test_unheld (void)
{
  Fixture fixture;
  CercleCaseForm *form = NULL;
  GtkWidget *lookup = NULL;
  g_autofree char *me = NULL;
  g_autoptr (CercleRecord) kase = NULL;
  g_autoptr (GError) error = NULL;

  case_desk_begin (&fixture);
  community_stop (fixture.community);
  fixture.id = community_unheld (fixture.community);
  community_start (fixture.community);
  case_desk_exchange (fixture.session);
  case_desk_show_case (&fixture, 1100);
  case_desk_wait_for_words (&fixture, "Nobody holds this case.");
  form = case_desk_open_form (&fixture, "baton");
  /* Nobody is nobody to choose. */
  g_assert_false (cercle_case_form_save (form));
  case_desk_wait_for_words (&fixture, "Choose who takes the baton in the list.");
  lookup = tree_find (GTK_WIDGET (form), CERCLE_TYPE_LOOKUP, NULL);
  me = g_strconcat ("member:", cercle_record_get_id (cercle_session_get_member (fixture.session)),
                    NULL);
  cercle_lookup_set_chosen (CERCLE_LOOKUP (lookup), me, "Ada Lemoine");
  g_assert_true (cercle_case_form_save (form));
  CASE_DESK_WAIT (&fixture, is_held_cb);
  g_assert_null (tree_find (fixture.overlay, GTK_TYPE_BUTTON, "Undo"));
  g_assert_false (room_undo (fixture.session, &error));
  g_assert_nonnull (error);
  kase = case_desk_case (fixture.session, fixture.id);
  g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_HOLDER), ==, me);
  case_desk_end (&fixture);
}

/* What is past a promise is told as such. */
static void
test_late_segment (void)
{
  Fixture fixture;
  CercleBatonSegment segment = { NULL,
                                 (char *) "2020-06-01T08:00:00.000Z",
                                 (char *) "2020-06-09T08:00:00.000Z",
                                 (char *) "2020-06-03",
                                 8,
                                 FALSE };
  g_autoptr (GPtrArray) segments = g_ptr_array_new ();
  g_auto (GStrv) words = NULL;

  case_desk_begin_case (&fixture, 0);
  g_ptr_array_add (segments, &segment);
  words = cercle_baton_ribbon_words (fixture.session, segments);
  g_assert_nonnull (strstr (words[0], "Nobody: from"));
  g_assert_nonnull (strstr (words[0], "8 d. Promised by"));
  g_assert_null (words[1]);
  segment.promised_by = (char *) "2020-06-09";
  g_strfreev (g_steal_pointer (&words));
  words = cercle_baton_ribbon_words (fixture.session, segments);
  g_assert_null (strstr (words[0], "Promised by"));
  case_desk_end (&fixture);
}

/* --- Partners, solutions, consents ----------------------------------------------------------- */

static CercleRecord *
first_of (Fixture *fixture, const CercleKind *kind)
{
  g_autoptr (GPtrArray) found = case_desk_find (fixture->session, kind, fixture->id);
  g_assert_cmpuint (found->len, >, 0);
  return g_object_ref (found->pdata[0]);
}

static void
allow (Fixture *fixture, const char *id, const char *name)
{
  CercleCaseForm *form = case_desk_open_form (fixture, "consent");

  case_desk_assert_refused (fixture, form, CERCLE_CONSENT_ORGANISATION,
                            "A consent says to whom: an organisation or a category.");
  case_desk_choose (form, CERCLE_CONSENT_ORGANISATION, id, name);
  case_desk_assert_refused (fixture, form, CERCLE_CONSENT_DATA, "Say what may be passed on.");
  case_desk_fill (form, CERCLE_CONSENT_DATA, "identity needs");
  case_desk_assert_refused (fixture, form, CERCLE_CONSENT_MODE, "Say how it was given.");
  case_desk_fill (form, CERCLE_CONSENT_MODE, "oral");
  g_assert_true (cercle_case_form_save (form));
  wait_for_today (fixture, "Relais du Bocage: allowed on %s");
}

static void
ask (Fixture *fixture, const char *id, const char *name)
{
  CercleCaseForm *form = case_desk_open_form (fixture, "request");

  case_desk_choose (form, CERCLE_REQUEST_ORGANISATION, id, name);
  g_assert_true (
      case_desk_says (fixture, "Relais du Bocage is asked without learning who it is about."));
  case_desk_fill (form, CERCLE_REQUEST_SENT, "identity needs");
  g_assert_true (case_desk_says (fixture, "First name: Mathis"));
  g_assert_true (case_desk_says (fixture, "Need: Répit"));
  case_desk_assert_refused (fixture, form, CERCLE_REQUEST_WHAT, "Say what is asked.");
  case_desk_fill (form, CERCLE_REQUEST_WHAT, "Un samedi sur deux");
  g_assert_true (cercle_case_form_save (form));
  wait_for_today (fixture, "Relais du Bocage: asked on %s, no answer yet");
}

/* What names the person goes out on a consent, or with a reason that is kept; withdrawing stops
 * what waits. */
static void
test_consent (void)
{
  Fixture fixture;
  g_autofree char *id = NULL, *target = NULL;
  CercleCaseForm *form = NULL;

  case_desk_begin_case (&fixture, 0);
  id = case_desk_add_partner (&fixture, "Relais du Bocage");
  case_desk_show_case (&fixture, 1100);
  form = case_desk_open_form (&fixture, "request");
  case_desk_choose (form, CERCLE_REQUEST_ORGANISATION, id, "Relais du Bocage");
  case_desk_fill (form, CERCLE_REQUEST_WHAT, "Un samedi sur deux");
  case_desk_fill (form, CERCLE_REQUEST_SENT, "identity");
  g_assert_true (
      case_desk_says (&fixture, "Nobody has noted that the person consents to pass this on."));
  case_desk_assert_refused (&fixture, form, CERCLE_REQUEST_WITHOUT_CONSENT_WHY,
                            "Nobody has noted that the person consents to pass this on.");
  case_desk_assert_refused (
      &fixture, form, CERCLE_REQUEST_WITHOUT_CONSENT_WHY,
      "Note the person’s consent first, or type why it is passed on without it.");
  allow (&fixture, id, "Relais du Bocage");
  /* The draft of the request is still there, and is allowed now. */
  form = case_desk_open_form (&fixture, "request");
  g_assert_true (case_desk_says (&fixture, "On the consent of"));
  g_assert_true (cercle_case_form_save (form));
  wait_for_today (&fixture, "Relais du Bocage: asked on %s, no answer yet");
  {
    g_autoptr (CercleRecord) request = first_of (&fixture, &cercle_request_kind);
    target =
        g_strconcat ("withdrawal:", cercle_record_get_text (request, CERCLE_REQUEST_CONSENT), NULL);
  }
  form = case_desk_open_form (&fixture, target);
  g_assert_true (case_desk_says (&fixture, "The request to Relais du Bocage stops with it."));
  g_assert_true (cercle_case_form_save (form));
  case_desk_wait_for_words (&fixture, "Relais du Bocage: Stopped: consent withdrawn");
  wait_for_today (&fixture, "Relais du Bocage: withdrawn on %s");
  case_desk_end (&fixture);
}

/* A yes makes a solution; the person chooses it, and the follow-ups come with it. */
static void
test_answer_and_choice (void)
{
  Fixture fixture;
  g_autofree char *id = NULL, *target = NULL, *chosen = NULL, *unnamed = NULL;
  CercleCaseForm *form = NULL;

  case_desk_begin_case (&fixture, 0);
  id = case_desk_add_partner (&fixture, "Relais du Bocage");
  case_desk_show_case (&fixture, 640);
  allow (&fixture, id, "Relais du Bocage");
  ask (&fixture, id, "Relais du Bocage");
  {
    g_autoptr (CercleRecord) request = first_of (&fixture, &cercle_request_kind);
    target = g_strconcat ("answer:", cercle_record_get_id (request), NULL);
  }
  form = case_desk_open_form (&fixture, target);
  g_assert_false (cercle_case_form_save (form));
  case_desk_fill (form, CERCLE_REQUEST_ANSWER, "no");
  case_desk_assert_refused (&fixture, form, CERCLE_REQUEST_MOTIVE,
                            "A refusal has a reason of the list.");
  case_desk_fill (form, CERCLE_REQUEST_ANSWER, "yes");
  g_assert_true (
      case_desk_says (&fixture, "A solution to propose to the person is added with it."));
  g_assert_true (cercle_case_form_save (form));
  case_desk_wait_for_words (&fixture, "Un samedi sur deux: Proposed");
  {
    g_autoptr (CercleRecord) solution = first_of (&fixture, &cercle_solution_kind);
    chosen = g_strconcat ("choice:", cercle_record_get_id (solution), NULL);
  }
  form = case_desk_open_form (&fixture, chosen);
  case_desk_fill (form, CERCLE_SOLUTION_CHOICE, "refused");
  case_desk_assert_refused (&fixture, form, CERCLE_SOLUTION_CHOICE_WHY,
                            "A refusal is noted with her reason.");
  case_desk_fill (form, CERCLE_SOLUTION_CHOICE, "chosen");
  case_desk_assert_refused (&fixture, form, CERCLE_SOLUTION_START_ON,
                            "Say on which day it starts.");
  case_desk_fill (form, CERCLE_SOLUTION_START_ON, "today");
  g_assert_true (cercle_case_form_save (form));
  case_desk_wait_for_words (&fixture, "Un samedi sur deux: Chosen by the person");
  {
    g_autoptr (GPtrArray) actions =
        case_desk_find (fixture.session, &cercle_action_kind, fixture.id);
    g_assert_cmpuint (actions->len, ==, 3);
  }
  unnamed = tree_unnamed (fixture.page);
  g_assert_cmpstr (unnamed, ==, NULL);
  case_desk_end (&fixture);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/case-work/orientation", test_orientation);
  g_test_add_func ("/case-work/no-matrix", test_no_matrix);
  g_test_add_func ("/case-work/debrief", test_debrief);
  g_test_add_func ("/case-work/first-line", test_first_line);
  g_test_add_func ("/case-work/danger", test_danger);
  g_test_add_func ("/case-work/draft", test_draft);
  g_test_add_func ("/case-work/baton", test_baton);
  g_test_add_func ("/case-work/unheld", test_unheld);
  g_test_add_func ("/case-work/late-segment", test_late_segment);
  g_test_add_func ("/case-work/consent", test_consent);
  g_test_add_func ("/case-work/answer-and-choice", test_answer_and_choice);
  return g_test_run ();
}
