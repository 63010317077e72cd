/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is one case worked on without losing a word, and is each change one that can be taken back? */
#include <string.h>

#include "case-desk.h"
#include "cercle-agenda.h"

#include "cercle-case-composer.h"
#include "cercle-case-facts.h"
#include "cercle-case-next.h"
#include "cercle-case-page.h"
#include "cercle-case-timeline.h"
#include "cercle-case.h"
#include "cercle-conflict-card.h"
#include "cercle-conflict.h"
#include "cercle-draft.h"
#include "cercle-event.h"
#include "cercle-fact.h"
#include "cercle-field-row.h"
#include "cercle-meeting.h"
#include "cercle-moves.h"
#include "cercle-person.h"
#include "patience.h"
#include "room.h"

typedef CaseDesk Fixture;

static void
do_action (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (fixture->page, action, NULL));
}

static char *
status_of (Fixture *fixture)
{
  g_autoptr (CercleRecord) kase = case_desk_case (fixture->session, fixture->id);
  return g_strdup (cercle_record_get_text (kase, CERCLE_CASE_STATUS));
}

static void
type_note (Fixture *fixture, const char *text)
{
  CercleCaseForm *form =
      cercle_case_composer_get_form (case_desk_part (fixture, CERCLE_TYPE_CASE_COMPOSER), "note");
  GtkWidget *view = tree_find (GTK_WIDGET (form), GTK_TYPE_TEXT_VIEW, NULL);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

/* --- Reading --------------------------------------------------------------------------------- */

static void
test_shown (void)
{
  Fixture fixture;
  g_autofree char *unnamed = NULL;

  case_desk_begin_case (&fixture, 1100);
  g_assert_cmpstr (cercle_page_get_title (CERCLE_PAGE (fixture.page)), ==, "Mathis Quesnel");
  g_assert_true (tree_shows (fixture.page, "Ada Lemoine"));
  g_assert_true (tree_shows (fixture.page, "Nothing promised"));
  unnamed = tree_unnamed (fixture.page);
  g_assert_cmpstr (unnamed, ==, NULL);
  case_desk_end (&fixture);
}

static gboolean
has_reference_cb (gpointer page)
{
  return strstr (cercle_page_get_subtitle (page), "-14-") != NULL;
}

/* A short one, until the server gives one. */
static void
test_number (void)
{
  Fixture fixture;
  g_autoptr (CercleRecord) kase = NULL;
  g_autofree char *number = NULL;

  case_desk_begin (&fixture);
  community_stop (fixture.community);
  fixture.id = case_desk_add (fixture.session, "Mathis", "Quesnel", "Répit", NULL);
  case_desk_show_case (&fixture, 1100);
  kase = case_desk_case (fixture.session, fixture.id);
  number = cercle_case_number (kase);
  g_assert_true (g_str_has_prefix (number, "P-"));
  g_assert_true (g_str_has_prefix (cercle_page_get_subtitle (CERCLE_PAGE (fixture.page)), number));
  community_start (fixture.community);
  cercle_session_sync_now (fixture.session);
  CASE_DESK_WAIT (&fixture, has_reference_cb);
  case_desk_end (&fixture);
}

/* Narrow: what is to be done comes before the facts. */
static void
test_narrow (void)
{
  Fixture fixture;
  graphene_rect_t next, facts;

  case_desk_begin_case (&fixture, 640);
  tree_draw (fixture.window);
  g_assert_true (gtk_widget_compute_bounds (case_desk_part (&fixture, CERCLE_TYPE_CASE_NEXT),
                                            fixture.page, &next));
  g_assert_true (gtk_widget_compute_bounds (case_desk_part (&fixture, CERCLE_TYPE_CASE_FACTS),
                                            fixture.page, &facts));
  g_assert_cmpfloat (next.origin.y, <, facts.origin.y);
  g_assert_cmpfloat (next.size.width, >, 560);
  case_desk_end (&fixture);
}

/* Each part has its column when there is room; narrow, all stand in one, and the facts close it. */
static void
test_columns (void)
{
  Fixture fixture;
  graphene_rect_t next, facts, timeline;
  GtkWidget *focus = NULL;

  case_desk_begin_case (&fixture, 1100);
  tree_draw (fixture.window);
  focus = gtk_window_get_focus (GTK_WINDOW (fixture.window));
  g_assert_nonnull (focus);
  for (int narrow = 0; narrow <= 1; narrow++)
    {
      cercle_page_set_narrow (CERCLE_PAGE (fixture.page), narrow);
      tree_draw (fixture.window);
      g_assert_true (gtk_widget_compute_bounds (case_desk_part (&fixture, CERCLE_TYPE_CASE_NEXT),
                                                fixture.page, &next));
      g_assert_true (gtk_widget_compute_bounds (case_desk_part (&fixture, CERCLE_TYPE_CASE_FACTS),
                                                fixture.page, &facts));
      g_assert_true (gtk_widget_compute_bounds (
          case_desk_part (&fixture, CERCLE_TYPE_CASE_TIMELINE), fixture.page, &timeline));
      /* The keyboard stays where it was. */
      g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture.window)) == focus);
      g_assert_true ((next.origin.x > facts.origin.x) == !narrow);
      g_assert_true ((facts.origin.y > timeline.origin.y) == narrow);
    }
  case_desk_end (&fixture);
}

static void
test_missing (void)
{
  Fixture fixture;

  case_desk_begin_case (&fixture, 1100);
  cercle_page_open (CERCLE_PAGE (fixture.page), "0199c0de-0000-7000-8000-00000000dead");
  case_desk_settle ();
  g_assert_true (tree_shows (fixture.page, "This Case Is Not on This Desk"));
  cercle_page_open (CERCLE_PAGE (fixture.page), fixture.id);
  CASE_DESK_WAIT (&fixture, case_desk_has_case);
  case_desk_end (&fixture);
}

/* --- Notes and words ------------------------------------------------------------------------- */

static gboolean
nothing_is_open_cb (gpointer page)
{
  GtkWidget *composer = tree_find (page, CERCLE_TYPE_CASE_COMPOSER, NULL);

  return cercle_case_composer_get_open (CERCLE_CASE_COMPOSER (composer)) == NULL;
}

static void
test_note (void)
{
  Fixture fixture;
  CercleCaseForm *form = NULL;
  g_autoptr (GPtrArray) events = NULL;

  case_desk_begin_case (&fixture, 1100);
  form =
      cercle_case_composer_get_form (case_desk_part (&fixture, CERCLE_TYPE_CASE_COMPOSER), "note");
  do_action (&fixture, "case.note");
  g_assert_false (cercle_case_form_save (form));
  type_note (&fixture, "Une place le samedi <b>dès</b> juillet");
  g_assert_true (case_desk_key (GTK_WIDGET (form), GDK_KEY_Return, GDK_CONTROL_MASK));
  case_desk_wait_for_words (&fixture, "Une place le samedi <b>dès</b> juillet");
  CASE_DESK_WAIT (&fixture, nothing_is_open_cb);
  events = case_desk_find (fixture.session, &cercle_event_kind, fixture.id);
  g_assert_cmpuint (events->len, ==, 1);
  g_assert_cmpstr (cercle_record_get_text (events->pdata[0], CERCLE_EVENT_SORT), ==, "note");
  g_assert_true (tree_shows (fixture.page, "Une place le samedi <b>dès</b> juillet"));
  g_assert_false (cercle_case_form_has_draft (form));
  case_desk_end (&fixture);
}

static void
test_words (void)
{
  Fixture fixture;
  CercleCaseForm *form = NULL;
  GtkWidget *check = NULL;

  case_desk_begin_case (&fixture, 1100);
  form =
      cercle_case_composer_get_form (case_desk_part (&fixture, CERCLE_TYPE_CASE_COMPOSER), "note");
  do_action (&fixture, "case.note");
  type_note (&fixture, "Je tiens jusqu’à samedi");
  check = tree_find (GTK_WIDGET (form), GTK_TYPE_CHECK_BUTTON, NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_true (cercle_case_form_save (form));
  case_desk_wait_for_words (&fixture, "“Je tiens jusqu’à samedi”");
  case_desk_end (&fixture);
}

/* A page that goes away takes no word with it. */
static void
test_note_draft (void)
{
  Fixture fixture;
  CercleCaseForm *form = NULL;
  GtkWidget *view = NULL;
  g_autofree char *typed = NULL;
  GtkTextIter start, last;

  case_desk_begin_case (&fixture, 1100);
  do_action (&fixture, "case.note");
  type_note (&fixture, "à moitié");
  cercle_page_leave (CERCLE_PAGE (fixture.page));
  case_desk_settle ();
  case_desk_show (&fixture, CERCLE_TYPE_CASE_PAGE, 1100);
  cercle_page_open (CERCLE_PAGE (fixture.page), fixture.id);
  CASE_DESK_WAIT (&fixture, case_desk_has_case);
  form =
      cercle_case_composer_get_form (case_desk_part (&fixture, CERCLE_TYPE_CASE_COMPOSER), "note");
  view = tree_find (GTK_WIDGET (form), GTK_TYPE_TEXT_VIEW, NULL);
  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), &start, &last);
  typed = gtk_text_buffer_get_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), &start, &last,
                                    FALSE);
  g_assert_cmpstr (typed, ==, "à moitié");
  g_assert_true (tree_shows (fixture.page, "Note (draft)"));
  case_desk_end (&fixture);
}

/* --- Facts ----------------------------------------------------------------------------------- */

static GtkWidget *
entry_of (Fixture *fixture, const CercleKind *kind, guint field)
{
  GtkWidget *row =
      cercle_case_facts_get_row (case_desk_part (fixture, CERCLE_TYPE_CASE_FACTS), kind, field);
  GtkWidget *entry = tree_find (row, GTK_TYPE_ENTRY, NULL);

  g_assert_nonnull (entry);
  return entry;
}

static void
test_fact (void)
{
  Fixture fixture;
  GtkWidget *entry = NULL;
  g_autoptr (CercleRecord) after = NULL, undone = NULL;
  g_autoptr (GError) error = NULL;

  case_desk_begin_case (&fixture, 1100);
  entry = entry_of (&fixture, &cercle_person_kind, CERCLE_PERSON_PHONE);
  gtk_editable_set_text (GTK_EDITABLE (entry), "06 39 98 42 17");
  g_signal_emit_by_name (entry, "activate");
  case_desk_settle ();
  after = case_desk_person (fixture.session, fixture.id);
  g_assert_cmpstr (cercle_record_get_text (after, CERCLE_PERSON_PHONE), ==, "+33639984217");
  g_assert_nonnull (cercle_session_get_undo_label (fixture.session));
  g_assert_true (room_undo (fixture.session, &error));
  g_assert_no_error (error);
  case_desk_settle ();
  undone = case_desk_person (fixture.session, fixture.id);
  g_assert_null (cercle_record_get_text (undone, CERCLE_PERSON_PHONE));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  case_desk_end (&fixture);
}

/* What is no telephone number stays typed, and is a draft when the page is left. */
static void
test_wrong_fact (void)
{
  Fixture fixture;
  GtkWidget *entry = NULL;
  g_autoptr (CercleRecord) person = NULL;
  g_autoptr (GPtrArray) drafts = NULL;

  case_desk_begin_case (&fixture, 1100);
  entry = entry_of (&fixture, &cercle_person_kind, CERCLE_PERSON_PHONE);
  gtk_editable_set_text (GTK_EDITABLE (entry), "la voisine");
  g_signal_emit_by_name (entry, "activate");
  cercle_page_leave (CERCLE_PAGE (fixture.page));
  case_desk_settle ();
  person = case_desk_person (fixture.session, fixture.id);
  g_assert_null (cercle_record_get_text (person, CERCLE_PERSON_PHONE));
  g_assert_true (tree_shows (fixture.page, "This is not a telephone number."));
  drafts = cercle_session_get_drafts (fixture.session, CERCLE_FACT_DRAFT);
  g_assert_cmpuint (drafts->len, ==, 1);
  case_desk_show (&fixture, CERCLE_TYPE_CASE_PAGE, 1100);
  cercle_page_open (CERCLE_PAGE (fixture.page), fixture.id);
  CASE_DESK_WAIT (&fixture, case_desk_has_case);
  entry = entry_of (&fixture, &cercle_person_kind, CERCLE_PERSON_PHONE);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "la voisine");
  case_desk_end (&fixture);
}

/* A motive brings its mission. */
static void
test_motive (void)
{
  Fixture fixture;
  GtkWidget *entry = NULL;
  g_autoptr (CercleRecord) kase = NULL;

  case_desk_begin_case (&fixture, 1100);
  entry = entry_of (&fixture, &cercle_case_kind, CERCLE_CASE_SUB_MISSION);
  gtk_editable_set_text (GTK_EDITABLE (entry), "carers");
  g_assert_true (case_desk_key (entry, GDK_KEY_Return, 0));
  case_desk_settle ();
  kase = case_desk_case (fixture.session, fixture.id);
  g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_SUB_MISSION), ==, "respite_carers");
  g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_MISSION), ==, "respite");
  case_desk_end (&fixture);
}

/* --- Moves ----------------------------------------------------------------------------------- */

static void
test_move (void)
{
  Fixture fixture;
  g_autofree char *moved = NULL, *waiting = NULL, *back = NULL;
  CercleCaseComposer *composer = NULL;
  g_autoptr (GError) error = NULL;

  case_desk_begin_case (&fixture, 1100);
  composer = case_desk_part (&fixture, CERCLE_TYPE_CASE_COMPOSER);
  gtk_widget_activate_action (fixture.page, "case.move", "s", "to_qualify");
  case_desk_settle ();
  moved = status_of (&fixture);
  g_assert_cmpstr (moved, ==, "to_qualify");
  /* Waiting asks for whom and why first. */
  gtk_widget_activate_action (fixture.page, "case.move", "s", "waiting_mdph");
  g_assert_cmpstr (cercle_case_composer_get_open (composer), ==, "move");
  g_assert_true (cercle_case_form_save (cercle_case_composer_get_form (composer, "move")));
  case_desk_settle ();
  waiting = status_of (&fixture);
  g_assert_cmpstr (waiting, ==, "waiting_mdph");
  g_assert_true (room_undo (fixture.session, &error));
  case_desk_settle ();
  back = status_of (&fixture);
  g_assert_cmpstr (back, ==, "to_qualify");
  case_desk_end (&fixture);
}

static void
test_close_and_reopen (void)
{
  Fixture fixture;
  CercleCaseComposer *composer = NULL;
  CercleCaseForm *form = NULL;
  g_autoptr (CercleRecord) action = NULL;
  g_autoptr (GPtrArray) actions = NULL;
  g_autofree char *closed = NULL, *again = NULL;

  case_desk_begin_case (&fixture, 1100);
  action = case_desk_add_action (fixture.session, fixture.id, "Rappeler", NULL);
  case_desk_settle ();
  composer = case_desk_part (&fixture, CERCLE_TYPE_CASE_COMPOSER);
  form = cercle_case_composer_get_form (composer, "closing");
  do_action (&fixture, "case.close");
  g_assert_false (cercle_case_form_save (form));
  g_assert_true (tree_shows (GTK_WIDGET (form), "A case is closed with a motive."));
  gtk_drop_down_set_selected (
      GTK_DROP_DOWN (tree_find (GTK_WIDGET (form), GTK_TYPE_DROP_DOWN, NULL)), 1);
  g_assert_true (cercle_case_form_save (form));
  case_desk_settle ();
  closed = status_of (&fixture);
  g_assert_cmpstr (closed, ==, "closed");
  actions = case_desk_find (fixture.session, &cercle_action_kind, fixture.id);
  g_assert_cmpstr (cercle_record_get_text (actions->pdata[0], CERCLE_ACTION_STATE), ==,
                   "cancelled");
  g_assert_true (tree_shows (fixture.page, "The case is closed: nothing is planned."));
  do_action (&fixture, "case.reopen");
  case_desk_settle ();
  again = status_of (&fixture);
  g_assert_cmpstr (again, ==, "to_qualify");
  case_desk_end (&fixture);
}

/* --- What is next ---------------------------------------------------------------------------- */

/* A decision of a meeting that led to this action. */
static void
add_decision (CercleSession *session, CercleRecord *action)
{
  g_autoptr (CercleRecord) meeting = cercle_session_new_record (session, &cercle_meeting_kind);
  g_autoptr (CercleRecord) decision = cercle_session_new_record (session, &cercle_decision_kind);
  g_autofree char *led_to = g_strconcat ("action:", cercle_record_get_id (action), NULL);
  g_autofree char *holder =
      g_strconcat ("member:", cercle_record_get_id (cercle_session_get_member (session)), NULL);
  CercleTx *tx = cercle_tx_new ("Decided.");
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (meeting, CERCLE_MEETING_SORT, "governance");
  cercle_record_set_text (meeting, CERCLE_MEETING_NAME, "Gouvernance");
  cercle_record_set_text (meeting, CERCLE_MEETING_HELD_ON, "2020-06-23");
  cercle_record_set_integer (meeting, CERCLE_MEETING_STARTS_AT, 14 * 60);
  cercle_record_set_integer (meeting, CERCLE_MEETING_LENGTH, 60);
  cercle_record_set_text (decision, CERCLE_DECISION_MEETING, cercle_record_get_id (meeting));
  cercle_record_set_text (decision, CERCLE_DECISION_SORT, "action");
  cercle_record_set_text (decision, CERCLE_DECISION_HOLDER, holder);
  cercle_record_set_text (decision, CERCLE_DECISION_DUE_ON, "2020-06-23");
  cercle_record_set_text (decision, CERCLE_DECISION_TEXT, "Rappeler sa mère");
  cercle_record_set_text (decision, CERCLE_DECISION_LED_TO, led_to);
  cercle_tx_save (tx, meeting);
  cercle_tx_save (tx, decision);
  room_commit (session, tx, &error);
  g_assert_no_error (error);
}

static void
test_done (void)
{
  Fixture fixture;
  CercleCaseNext *next = NULL;
  g_autoptr (CercleRecord) first = NULL, second = NULL;
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_decision_kind);
  g_autoptr (GPtrArray) actions = NULL, decisions = NULL;
  guint done = 0;

  case_desk_begin_case (&fixture, 1100);
  next = case_desk_part (&fixture, CERCLE_TYPE_CASE_NEXT);
  g_assert_false (cercle_case_next_done (next));
  first = case_desk_add_action (fixture.session, fixture.id, "Rappeler sa mère", "2020-06-23");
  second = case_desk_add_action (fixture.session, fixture.id, "Demander à l’IME", "2020-06-25");
  add_decision (fixture.session, first);
  case_desk_settle ();
  g_assert_cmpstr (cercle_record_get_id (cercle_case_next_get_action (next)), ==,
                   cercle_record_get_id (first));
  gtk_editable_set_text (GTK_EDITABLE (tree_find (GTK_WIDGET (next), GTK_TYPE_ENTRY, NULL)),
                         "Elle rappelle demain");
  g_assert_true (cercle_case_next_done (next));
  case_desk_settle ();
  g_assert_cmpstr (cercle_record_get_id (cercle_case_next_get_action (next)), ==,
                   cercle_record_get_id (second));
  actions = case_desk_find (fixture.session, &cercle_action_kind, fixture.id);
  for (guint i = 0; i < actions->len; i++)
    done += g_strcmp0 (cercle_record_get_text (actions->pdata[i], CERCLE_ACTION_RESULT),
                       "Elle rappelle demain") == 0;
  g_assert_cmpuint (done, ==, 1);
  /* What was decided is applied. */
  decisions = room_find (fixture.session, query);
  g_assert_cmpuint (decisions->len, ==, 1);
  g_assert_true (cercle_record_is_set (decisions->pdata[0], CERCLE_DECISION_APPLIED_ON));
  case_desk_end (&fixture);
}

/* --- Conflicts ------------------------------------------------------------------------------- */

static void
set_need (CercleSession *session, const char *id, const char *need)
{
  g_autoptr (CercleRecord) kase = case_desk_case (session, id);
  CercleTx *tx = cercle_tx_new ("Fact changed.");
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (kase, CERCLE_CASE_NEED, need);
  cercle_tx_save (tx, kase);
  g_assert_true (room_commit (session, tx, &error));
}

static gboolean
has_card_cb (gpointer page)
{
  GtkWidget *card = tree_find (page, CERCLE_TYPE_CONFLICT_CARD, NULL);
  return card != NULL && gtk_widget_get_mapped (card);
}

static gboolean
has_no_card_cb (gpointer page)
{
  return !has_card_cb (page);
}

/* Two desks type at once. Bob's. */
static CercleSession *
make_conflict (Fixture *fixture)
{
  CercleSession *bob = NULL;

  case_desk_exchange (fixture->session);
  bob = case_desk_other (fixture, "bob");
  case_desk_exchange (bob);
  community_stop (fixture->community);
  set_need (bob, fixture->id, "Répit le samedi");
  set_need (fixture->session, fixture->id, "Répit le mercredi");
  community_start (fixture->community);
  case_desk_exchange (bob);
  case_desk_exchange (fixture->session);
  cercle_session_sync_now (fixture->session);
  return bob;
}

/* Both values stand in the case, and one key keeps one; the keyboard stays in the case. */
static void
test_conflict (void)
{
  Fixture fixture;
  GtkWidget *card = NULL, *focus = NULL;

  case_desk_begin_case (&fixture, 1100);
  CercleSession *bob = make_conflict (&fixture);
  CASE_DESK_WAIT (&fixture, has_card_cb);
  card = tree_find (fixture.page, CERCLE_TYPE_CONFLICT_CARD, NULL);
  g_assert_true (gtk_widget_child_focus (card, GTK_DIR_TAB_FORWARD));
  gtk_widget_activate_action (card, "conflict.keep-proposed", NULL);
  CASE_DESK_WAIT (&fixture, has_no_card_cb);
  focus = gtk_root_get_focus (gtk_widget_get_root (fixture.page));
  g_assert_true (focus != NULL && gtk_widget_is_ancestor (focus, fixture.page));
  case_desk_drop_other (&fixture, bob);
  case_desk_end (&fixture);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/case/shown", test_shown);
  g_test_add_func ("/case/number", test_number);
  g_test_add_func ("/case/narrow", test_narrow);
  g_test_add_func ("/case/columns", test_columns);
  g_test_add_func ("/case/missing", test_missing);
  g_test_add_func ("/case/note", test_note);
  g_test_add_func ("/case/words", test_words);
  g_test_add_func ("/case/note-draft", test_note_draft);
  g_test_add_func ("/case/fact", test_fact);
  g_test_add_func ("/case/wrong-fact", test_wrong_fact);
  g_test_add_func ("/case/motive", test_motive);
  g_test_add_func ("/case/move", test_move);
  g_test_add_func ("/case/close-and-reopen", test_close_and_reopen);
  g_test_add_func ("/case/done", test_done);
  g_test_add_func ("/case/conflict", test_conflict);
  return g_test_run ();
}
