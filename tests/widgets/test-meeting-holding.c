/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a meeting held by the keyboard, do its decisions wait where they are looked for, and is nobody
 * named before those who may not know her? */
#include <string.h>

#include "case-desk.h"
#include "cercle-case.h"
#include "cercle-consent.h"
#include "cercle-lookup.h"
#include "cercle-organisation.h"
#include "cercle-decisions-page.h"
#include "cercle-meeting-deciding.h"
#include "cercle-meeting-decide.h"
#include "cercle-meeting-desk.h"
#include "cercle-meeting-holding.h"
#include "cercle-meeting-staff.h"
#include "cercle-meetings-page.h"
#include "cercle-organisation.h"
#include "cercle-projector.h"
#include "cercle-text.h"
#include "room.h"

/* Of the row of digits, on every keyboard. */
#define DIGIT(n) (9 + (n))

typedef struct
{
  CaseDesk desk;
  CercleRecord *meeting;
  char *kase;
} Room;

/* Takes tx. */
static void
commit (CercleSession *session, CercleTx *tx)
{
  g_autoptr (GError) error = NULL;

  room_commit (session, tx, &error);
  g_assert_no_error (error);
}

static void
add_item (Room *room, CercleTx *tx, const char *rule, const char *title, int position)
{
  g_autoptr (CercleRecord) item = cercle_agenda_item_new (room->meeting, rule, title);

  cercle_record_set_text (item, CERCLE_AGENDA_ITEM_TITLE, title);
  cercle_record_set_integer (item, CERCLE_AGENDA_ITEM_POSITION, position);
  cercle_record_set_integer (item, CERCLE_AGENDA_ITEM_MINUTES, 5);
  if (g_str_equal (rule, "case"))
    {
      g_autofree char *about = g_strconcat ("case:", room->kase, NULL);
      cercle_record_set_text (item, CERCLE_AGENDA_ITEM_ABOUT, about);
    }
  cercle_tx_save (tx, item);
}

static void
add_guest (Room *room, CercleTx *tx, const char *name, const char *party)
{
  g_autoptr (CercleRecord) attendee =
      cercle_session_new_record (room->desk.session, &cercle_attendee_kind);

  cercle_record_set_text (attendee, CERCLE_ATTENDEE_MEETING, cercle_record_get_id (room->meeting));
  cercle_record_set_text (attendee, CERCLE_ATTENDEE_NAME, name);
  cercle_record_set_text (attendee, CERCLE_ATTENDEE_PARTY, party);
  cercle_record_set_text (attendee, CERCLE_ATTENDEE_PRESENCE, "invited");
  cercle_tx_save (tx, attendee);
}

/* A staff of today: an item of its own, a case, and somebody of the MDPH. */
static void
begin (Room *room)
{
  CercleTx *tx = cercle_tx_new ("Meeting made");

  *room = (Room){ 0 };
  case_desk_begin_as (&room->desk, "col");
  room->kase = case_desk_add (room->desk.session, "Mathis", "Quesnel", "Répit", NULL);
  room->meeting = cercle_session_new_record (room->desk.session, &cercle_meeting_kind);
  cercle_record_set_text (room->meeting, CERCLE_MEETING_SORT, "staff");
  cercle_record_set_text (room->meeting, CERCLE_MEETING_HELD_ON,
                          cercle_session_get_today (room->desk.session));
  cercle_record_set_integer (room->meeting, CERCLE_MEETING_STARTS_AT, 14 * 60);
  cercle_record_set_integer (room->meeting, CERCLE_MEETING_LENGTH, 60);
  cercle_tx_save (tx, room->meeting);
  add_item (room, tx, "free", "Means of the summer", 1);
  add_item (room, tx, "case", "Respite on Saturdays", 2);
  add_guest (room, tx, "Odile Rivière", "mdph");
  commit (room->desk.session, tx);
}

static void
end (Room *room)
{
  g_clear_object (&room->meeting);
  g_free (room->kase);
  case_desk_end (&room->desk);
}

static void
show (Room *room, int width)
{
  case_desk_show (&room->desk, CERCLE_TYPE_MEETING_HOLDING, width);
  cercle_page_open (CERCLE_PAGE (room->desk.page), cercle_record_get_id (room->meeting));
  cercle_page_start (CERCLE_PAGE (room->desk.page));
}

static void
hold (Room *room, int width)
{
  show (room, width);
  case_desk_wait_for_words (&room->desk, "Means of the summer");
}

static void
do_action (Room *room, const char *action)
{
  g_assert_true (gtk_widget_activate_action (room->desk.page, action, NULL));
}

static void
open_meeting (Room *room)
{
  do_action (room, "holding.step");
  case_desk_wait_for_words (&room->desk, "The meeting is open");
}

static CercleMeetingDeciding *
form_of (Room *room)
{
  return case_desk_part (&room->desk, CERCLE_TYPE_MEETING_DECIDING);
}

/* As the page's own keys hear it. */
static gboolean
press_code (Room *room, guint code)
{
  return cercle_meeting_deciding_key (form_of (room), code);
}

static void
type_words (Room *room, const char *words)
{
  GtkWidget *entry = tree_find (GTK_WIDGET (form_of (room)), GTK_TYPE_ENTRY, NULL);

  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), words);
}

static GPtrArray *
decisions (Room *room)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_decision_kind);
  return room_find (room->desk.session, query);
}

static Room *asked;
static guint wanted;

static gboolean
decided_cb (gpointer page)
{
  g_autoptr (GPtrArray) found = decisions (asked);
  guint n = 0;

  for (guint i = 0; i < found->len; i++)
    n += cercle_decision_is_pending (found->pdata[i]);
  return n == wanted;
}

static void
wait_pending (Room *room, guint n)
{
  asked = room;
  wanted = n;
  CASE_DESK_WAIT (&room->desk, decided_cb);
}

/* --- Holding -----------------------------------------------------------------------------------
 */

static void
test_decision (void)
{
  Room room;
  g_autoptr (GPtrArray) found = NULL;

  begin (&room);
  hold (&room, 1100);
  open_meeting (&room);
  g_assert_true (press_code (&room, DIGIT (2)));
  g_assert_cmpstr (cercle_meeting_deciding_get_sort (form_of (&room)), ==, "means");
  g_assert_false (press_code (&room, DIGIT (7)));
  type_words (&room, "Forty hours of respite");
  do_action (&room, "holding.adopt");
  wait_pending (&room, 1);
  case_desk_wait_for_words (&room.desk, "Forty hours of respite");
  found = decisions (&room);
  g_assert_cmpstr (cercle_record_get_text (found->pdata[0], CERCLE_DECISION_SORT), ==, "means");
  g_assert_true (cercle_meeting_deciding_is_empty (form_of (&room)));
  end (&room);
}

/* An action without who and when is not taken, and what was typed stays. */
static void
test_refused (void)
{
  Room room;

  begin (&room);
  hold (&room, 1100);
  open_meeting (&room);
  press_code (&room, DIGIT (5));
  type_words (&room, "Write to the ARS");
  do_action (&room, "holding.adopt");
  case_desk_settle ();
  wait_pending (&room, 0);
  g_assert_false (cercle_meeting_deciding_is_empty (form_of (&room)));
  end (&room);
}

static gboolean
says_typed_cb (gpointer form)
{
  return g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (tree_find (form, GTK_TYPE_ENTRY, NULL))),
                    "Write to the ARS") == 0;
}

/* Typed and not adopted: it stays with its item, on this page and on the next one; adopted, it
 * goes.
 */
static void
test_draft (void)
{
  Room room;

  begin (&room);
  hold (&room, 1100);
  open_meeting (&room);
  press_code (&room, DIGIT (2));
  type_words (&room, "Write to the ARS");
  do_action (&room, "holding.next");
  case_desk_wait_for_words (&room.desk, "2. Respite on Saturdays");
  g_assert_true (cercle_meeting_deciding_is_empty (form_of (&room)));
  show (&room, 1100);
  case_desk_wait_for_words (&room.desk, "2. Respite on Saturdays");
  g_assert_true (cercle_meeting_deciding_is_empty (form_of (&room)));
  cercle_compact_list_select (case_desk_list (room.desk.page), 0, FALSE);
  g_assert_true (tree_wait (says_typed_cb, form_of (&room)));
  g_assert_cmpstr (cercle_meeting_deciding_get_sort (form_of (&room)), ==, "means");
  do_action (&room, "holding.adopt");
  wait_pending (&room, 1);
  case_desk_wait_for_words (&room.desk, "Write to the ARS");
  show (&room, 1100);
  case_desk_wait_for_words (&room.desk, "2. Respite on Saturdays");
  cercle_compact_list_select (case_desk_list (room.desk.page), 0, FALSE);
  case_desk_wait_for_words (&room.desk, "1. Means of the summer");
  g_assert_true (cercle_meeting_deciding_is_empty (form_of (&room)));
  end (&room);
}

static gboolean
is_partner_cb (GtkWidget *widget, gpointer data)
{
  GtkWidget **found = data;

  if (GTK_IS_ENTRY (widget) &&
      g_strcmp0 (gtk_entry_get_placeholder_text (GTK_ENTRY (widget)),
                 "Partner, of the directory or new") == 0)
    *found = widget;
  return *found != NULL;
}

static gboolean
is_offered_cb (gpointer lookup)
{
  return cercle_lookup_is_open (lookup);
}

/* Who is in the directory already gets no second sheet. */
static void
test_known_partner (void)
{
  Room room;
  CercleTx *tx = cercle_tx_new ("Partner found");
  g_autoptr (CercleRecord) partner = NULL;
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_organisation_kind);
  g_autoptr (GPtrArray) found = NULL, sheets = NULL;
  g_autofree char *reference = NULL;
  GtkWidget *entry = NULL, *lookup;

  begin (&room);
  partner = cercle_session_new_record (room.desk.session, &cercle_organisation_kind);
  reference = g_strconcat ("organisation:", cercle_record_get_id (partner), NULL);
  cercle_record_set_text (partner, CERCLE_ORGANISATION_NAME, "Les Pommiers");
  cercle_record_set_text (partner, CERCLE_ORGANISATION_FAMILY, "esms");
  cercle_tx_save (tx, partner);
  commit (room.desk.session, tx);
  hold (&room, 1100);
  open_meeting (&room);
  press_code (&room, DIGIT (3));
  type_words (&room, "They join the community");
  g_assert_true (tree_walk (GTK_WIDGET (form_of (&room)), is_partner_cb, &entry));
  lookup = gtk_widget_get_ancestor (entry, CERCLE_TYPE_LOOKUP);
  gtk_widget_grab_focus (lookup);
  gtk_editable_set_text (GTK_EDITABLE (entry), "pomm");
  g_assert_true (tree_wait (is_offered_cb, lookup));
  g_signal_emit_by_name (tree_find (lookup, GTK_TYPE_LIST_VIEW, NULL), "activate", 0);
  do_action (&room, "holding.adopt");
  wait_pending (&room, 1);
  found = decisions (&room);
  g_assert_cmpstr (cercle_record_get_text (found->pdata[0], CERCLE_DECISION_LED_TO), ==, reference);
  sheets = room_find (room.desk.session, query);
  g_assert_cmpuint (sheets->len, ==, 1);
  case_desk_wait_for_words (&room.desk, "They join the community · Les Pommiers");
  end (&room);
}

/* Opened, gone through, closed, validated, shared; corrected with its day from then on. */
static void
test_steps (void)
{
  static const char *const words[] = { "The meeting is open", "Minutes are a draft",
                                       "Minutes validated", "Minutes shared" };
  Room room;
  g_autoptr (CercleRecord) meeting = NULL;

  begin (&room);
  hold (&room, 620);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      do_action (&room, "holding.step");
      case_desk_wait_for_words (&room.desk, words[i]);
    }
  meeting = cercle_session_get (room.desk.session, &cercle_meeting_kind,
                                cercle_record_get_id (room.meeting));
  g_assert_cmpint (cercle_meeting_state (meeting), ==, CERCLE_MEETING_SHARED);
  g_assert_true (cercle_record_is_set (meeting, CERCLE_MEETING_VALIDATED_BY));
  end (&room);
}

/* What is typed reaches the file when the item is left. */
static void
test_notes (void)
{
  Room room;
  GtkWidget *view = NULL;
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_agenda_item_kind);
  gboolean found = FALSE;

  begin (&room);
  hold (&room, 1100);
  open_meeting (&room);
  view = tree_find (room.desk.page, GTK_TYPE_TEXT_VIEW, NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "The ARS confirms",
                            -1);
  do_action (&room, "holding.next");
  case_desk_wait_for_words (&room.desk, "2. Respite on Saturdays");
  case_desk_settle ();
  {
    g_autoptr (GPtrArray) items = room_find (room.desk.session, query);

    for (guint i = 0; i < items->len; i++)
      if (g_strcmp0 (cercle_record_get_text (items->pdata[i], CERCLE_AGENDA_ITEM_NOTES),
                     "The ARS confirms") == 0)
        found = g_strcmp0 (cercle_record_get_text (items->pdata[i], CERCLE_AGENDA_ITEM_STATE),
                           "done") == 0;
  }
  g_assert_true (found);
  end (&room);
}

/* --- Who is named ------------------------------------------------------------------------------
 */

/* To one organisation, or (NULL) to the MDPH. */
static void
consent_to (Room *room, const char *organisation, const char *given)
{
  g_autoptr (CercleRecord) kase = case_desk_case (room->desk.session, room->kase);
  g_autoptr (CercleRecord) yes =
      cercle_session_new_record (room->desk.session, &cercle_consent_kind);
  CercleTx *tx = cercle_tx_new ("Consent noted");

  cercle_record_set_text (yes, CERCLE_CONSENT_PERSON,
                          cercle_record_get_text (kase, CERCLE_CASE_PERSON));
  cercle_record_set_text (yes, CERCLE_CONSENT_PURPOSE, "staff");
  cercle_record_set_text (
      yes, organisation != NULL ? CERCLE_CONSENT_ORGANISATION : CERCLE_CONSENT_RECIPIENTS,
      organisation != NULL ? organisation : "mdph");
  cercle_record_set_text (yes, CERCLE_CONSENT_DATA, "identity");
  cercle_record_set_text (yes, CERCLE_CONSENT_GIVEN, given);
  cercle_record_set_text (yes, CERCLE_CONSENT_GIVEN_ON,
                          cercle_session_get_today (room->desk.session));
  cercle_tx_save (tx, yes);
  commit (room->desk.session, tx);
}

static void
consent (Room *room)
{
  consent_to (room, NULL, "yes");
}

static CercleStaffCase *
ask_staff (Room *room)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CercleStaffCase *found;

  cercle_session_read_staff_case_async (room->desk.session, cercle_record_get_id (room->meeting),
                                        room->kase, NULL, room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  found = cercle_session_read_staff_case_finish (room->desk.session, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (found);
  return found;
}

static void
test_names (void)
{
  Room room;
  g_autoptr (CercleStaffCase) before = NULL, after = NULL, more = NULL;
  CercleTx *tx = NULL;

  begin (&room);
  before = ask_staff (&room);
  g_assert_false (before->named);
  g_assert_null (strstr (before->who, "Quesnel"));
  g_assert_nonnull (strstr (before->who, "M. Q."));
  g_assert_nonnull (strstr (before->reason, "MDPH"));
  consent (&room);
  after = ask_staff (&room);
  g_assert_true (after->named);
  g_assert_nonnull (strstr (after->who, "Quesnel"));
  g_assert_null (after->reason);
  /* One more who comes, for whom she did not agree. */
  tx = cercle_tx_new ("Guest asked");
  add_guest (&room, tx, "Un élu", "cd");
  commit (room.desk.session, tx);
  more = ask_staff (&room);
  g_assert_false (more->named);
  end (&room);
}

/* (transfer full): the identity of a partner, of whom somebody of the directory comes to the
 * meeting. */
static char *
ask_contact_of (Room *room, const char *partner, const char *last_name)
{
  CercleSession *session = room->desk.session;
  g_autoptr (CercleRecord) organisation =
      cercle_session_new_record (session, &cercle_organisation_kind);
  g_autoptr (CercleRecord) contact = cercle_session_new_record (session, &cercle_contact_kind);
  g_autoptr (CercleRecord) attendee = cercle_session_new_record (session, &cercle_attendee_kind);
  g_autofree char *who = g_strconcat ("contact:", cercle_record_get_id (contact), NULL);
  CercleTx *tx = cercle_tx_new ("Contact asked");

  cercle_record_set_text (organisation, CERCLE_ORGANISATION_NAME, partner);
  cercle_record_set_text (organisation, CERCLE_ORGANISATION_FAMILY, "esms");
  cercle_record_set_text (contact, CERCLE_CONTACT_ORGANISATION,
                          cercle_record_get_id (organisation));
  cercle_record_set_text (contact, CERCLE_CONTACT_LAST_NAME, last_name);
  cercle_record_set_text (attendee, CERCLE_ATTENDEE_MEETING, cercle_record_get_id (room->meeting));
  cercle_record_set_text (attendee, CERCLE_ATTENDEE_WHO, who);
  cercle_record_set_text (attendee, CERCLE_ATTENDEE_PARTY, "og");
  cercle_record_set_text (attendee, CERCLE_ATTENDEE_PRESENCE, "invited");
  cercle_tx_save (tx, organisation);
  cercle_tx_save (tx, contact);
  cercle_tx_save (tx, attendee);
  commit (session, tx);
  return g_strdup (cercle_record_get_id (organisation));
}

/* Somebody of the directory is told what her organisation may be told: one consent does not speak
 * for another managing body, and a refusal counts against a yes. */
static void
test_organisations (void)
{
  Room room;
  g_autoptr (CercleStaffCase) before = NULL, one = NULL, both = NULL, refused = NULL;
  g_autofree char *apples = NULL, *pears = NULL;

  begin (&room);
  consent (&room);
  apples = ask_contact_of (&room, "IME Les Pommiers", "Vautier");
  pears = ask_contact_of (&room, "SESSAD Les Poiriers", "Tostain");
  before = ask_staff (&room);
  g_assert_false (before->named);
  g_assert_nonnull (strstr (before->reason, "IME Les Pommiers"));
  g_assert_nonnull (strstr (before->reason, "SESSAD Les Poiriers"));
  g_assert_null (strstr (before->reason, "MDPH"));
  consent_to (&room, apples, "yes");
  one = ask_staff (&room);
  g_assert_false (one->named);
  g_assert_null (strstr (one->reason, "Les Pommiers"));
  g_assert_nonnull (strstr (one->reason, "SESSAD Les Poiriers"));
  consent_to (&room, pears, "yes");
  both = ask_staff (&room);
  g_assert_true (both->named);
  g_assert_nonnull (strstr (both->who, "Quesnel"));
  consent_to (&room, pears, "no");
  refused = ask_staff (&room);
  g_assert_false (refused->named);
  g_assert_nonnull (strstr (refused->reason, "SESSAD Les Poiriers"));
  end (&room);
}

static void
decide_of (Room *room, const char *item, const char *text)
{
  g_autoptr (CercleRecord) decision = cercle_session_new_decision (
      room->desk.session, cercle_record_get_id (room->meeting), item, "means");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (decision, CERCLE_DECISION_TEXT, text);
  cercle_session_decide_async (room->desk.session, decision, NULL, NULL, room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  cercle_session_commit_finish (room->desk.session, result, &error);
  g_assert_no_error (error);
}

/* (transfer full) (nullable): what the wall shows. */
static char *
wall_words (void)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (all, i);

      if (CERCLE_IS_PROJECTOR (window))
        return tree_words (window);
    }
  return NULL;
}

static gboolean
wall_says_cb (gpointer said)
{
  g_autofree char *words = wall_words ();
  return words != NULL && strstr (words, said) != NULL;
}

/* Shown on the desk as told above; on the wall never by her name, nor with the team's note. */
static void
test_wall (void)
{
  Room room;
  g_autofree char *words = NULL;

  begin (&room);
  consent (&room);
  hold (&room, 1100);
  open_meeting (&room);
  do_action (&room, "holding.next");
  case_desk_wait_for_words (&room.desk, "Mathis Quesnel");
  do_action (&room, "holding.project");
  ROOM_WAIT (wall_says_cb, (char *) "M. Q.");
  words = wall_words ();
  g_assert_null (strstr (words, "Quesnel"));
  end (&room);
}

/* Nor where somebody typed it: in a title, in the notes, in a decision; whatever its capitals. */
static void
test_wall_typed (void)
{
  Room room;
  CercleTx *tx = cercle_tx_new ("Items typed");
  g_autoptr (CercleRecord) item = NULL;
  g_autofree char *words = NULL, *folded = NULL;

  begin (&room);
  item = cercle_agenda_item_new (room.meeting, "free", "typed");
  cercle_record_set_text (item, CERCLE_AGENDA_ITEM_TITLE, "La famille QUESNEL");
  cercle_record_set_text (item, CERCLE_AGENDA_ITEM_NOTES,
                          "Mathis attend ; joindre sa mère au 06 39 98 42 17.");
  cercle_record_set_integer (item, CERCLE_AGENDA_ITEM_POSITION, 0);
  cercle_record_set_integer (item, CERCLE_AGENDA_ITEM_MINUTES, 5);
  cercle_tx_save (tx, item);
  commit (room.desk.session, tx);
  decide_of (&room, cercle_record_get_id (item), "Écrire à M. Quesnel avant lundi");
  show (&room, 1100);
  case_desk_wait_for_words (&room.desk, "La famille QUESNEL");
  do_action (&room, "holding.project");
  ROOM_WAIT (wall_says_cb, (char *) "La famille …");
  words = wall_words ();
  folded = cercle_text_fold (words);
  g_assert_nonnull (strstr (words, "avant lundi"));
  g_assert_nonnull (strstr (words, "… attend ; joindre sa mère"));
  g_assert_null (strstr (folded, "quesnel"));
  g_assert_null (strstr (folded, "mathis"));
  g_assert_null (strstr (words, "06 39"));
  end (&room);
}

/* --- Afterwards --------------------------------------------------------------------------------
 */

static void
test_waiting (void)
{
  Room room;
  g_autofree char *unnamed = NULL;

  begin (&room);
  decide_of (&room, NULL, "Forty hours of respite");
  case_desk_show (&room.desk, CERCLE_TYPE_DECISIONS_PAGE, 1000);
  cercle_page_start (CERCLE_PAGE (room.desk.page));
  ROOM_WAIT (room_has_frame_cb, room.desk.session);
  case_desk_settle ();
  g_assert_cmpuint (case_desk_n_shown (room.desk.page), ==, 1);
  unnamed = tree_unnamed (room.desk.page);
  g_assert_cmpstr (unnamed, ==, NULL);
  do_action (&room, "decisions.apply");
  wait_pending (&room, 0);
  case_desk_wait_for_words (&room.desk, "Every decision is applied");
  end (&room);
}

/* From the agenda into the meeting. */
static void
test_entering (void)
{
  Room room;
  g_autofree char *asks = NULL;

  begin (&room);
  asks = g_strconcat ("show-page holding/", cercle_record_get_id (room.meeting), NULL);
  case_desk_show (&room.desk, CERCLE_TYPE_MEETINGS_PAGE, 1100);
  cercle_page_open (CERCLE_PAGE (room.desk.page), cercle_record_get_id (room.meeting));
  case_desk_wait_for_words (&room.desk, "Territorial staff");
  case_desk_settle ();
  do_action (&room, "meetings.hold");
  g_assert_cmpstr (room.desk.asked, ==, asks);
  end (&room);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/widgets/meeting-holding/decision", test_decision);
  g_test_add_func ("/widgets/meeting-holding/refused", test_refused);
  g_test_add_func ("/widgets/meeting-holding/draft", test_draft);
  g_test_add_func ("/widgets/meeting-holding/known-partner", test_known_partner);
  g_test_add_func ("/widgets/meeting-holding/steps", test_steps);
  g_test_add_func ("/widgets/meeting-holding/notes", test_notes);
  g_test_add_func ("/widgets/meeting-holding/names", test_names);
  g_test_add_func ("/widgets/meeting-holding/organisations", test_organisations);
  g_test_add_func ("/widgets/meeting-holding/wall", test_wall);
  g_test_add_func ("/widgets/meeting-holding/wall-typed", test_wall_typed);
  g_test_add_func ("/widgets/meeting-holding/waiting", test_waiting);
  g_test_add_func ("/widgets/meeting-holding/entering", test_entering);
  return g_test_run ();
}
