/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a meeting held by the keyboard, and do its decisions wait where they are looked for? */
#include <string.h>

#include "cercle-decisions-page.h"
#include "cercle-lookup.h"
#include "cercle-meeting-deciding.h"
#include "cercle-meeting-desk.h"
#include "cercle-meeting-presence.h"
#include "cercle-meetings-page.h"
#include "cercle-organisation.h"
#include "holding-desk.h"
#include "room.h"

/* Of the row of digits, on every keyboard. */
#define DIGIT(n) (9 + (n))

static CercleMeetingDeciding *
form_of (HoldingDesk *room)
{
  return case_desk_part (&room->desk, CERCLE_TYPE_MEETING_DECIDING);
}

/* As the page's own keys hear it. */
static gboolean
press_code (HoldingDesk *room, guint code)
{
  return cercle_meeting_deciding_key (form_of (room), code);
}

static void
type_words (HoldingDesk *room, const char *words)
{
  GtkWidget *entry = tree_find (GTK_WIDGET (form_of (room)), GTK_TYPE_ENTRY, NULL);

  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), words);
}

static GPtrArray *
decisions (HoldingDesk *room)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_decision_kind);
  return room_find (room->desk.session, query);
}

static HoldingDesk *asked;
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
wait_pending (HoldingDesk *room, guint n)
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
  HoldingDesk room;
  g_autoptr (GPtrArray) found = NULL;

  holding_begin (&room);
  holding_hold (&room, 1100);
  holding_open (&room);
  g_assert_true (press_code (&room, DIGIT (2)));
  g_assert_cmpstr (cercle_meeting_deciding_get_sort (form_of (&room)), ==, "means");
  g_assert_false (press_code (&room, DIGIT (7)));
  type_words (&room, "Forty hours of respite");
  holding_do (&room, "holding.adopt");
  wait_pending (&room, 1);
  case_desk_wait_for_words (&room.desk, "Forty hours of respite");
  found = decisions (&room);
  g_assert_cmpstr (cercle_record_get_text (found->pdata[0], CERCLE_DECISION_SORT), ==, "means");
  g_assert_true (cercle_meeting_deciding_is_empty (form_of (&room)));
  holding_end (&room);
}

/* An action without who and when is not taken, and what was typed stays. */
static void
test_refused (void)
{
  HoldingDesk room;

  holding_begin (&room);
  holding_hold (&room, 1100);
  holding_open (&room);
  press_code (&room, DIGIT (5));
  type_words (&room, "Write to the ARS");
  holding_do (&room, "holding.adopt");
  case_desk_settle ();
  wait_pending (&room, 0);
  g_assert_false (cercle_meeting_deciding_is_empty (form_of (&room)));
  holding_end (&room);
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
  HoldingDesk room;

  holding_begin (&room);
  holding_hold (&room, 1100);
  holding_open (&room);
  press_code (&room, DIGIT (2));
  type_words (&room, "Write to the ARS");
  holding_do (&room, "holding.next");
  case_desk_wait_for_words (&room.desk, "2. Respite on Saturdays");
  g_assert_true (cercle_meeting_deciding_is_empty (form_of (&room)));
  holding_show (&room, 1100);
  case_desk_wait_for_words (&room.desk, "2. Respite on Saturdays");
  g_assert_true (cercle_meeting_deciding_is_empty (form_of (&room)));
  cercle_compact_list_select (case_desk_list (room.desk.page), 0, FALSE);
  g_assert_true (tree_wait (says_typed_cb, form_of (&room)));
  g_assert_cmpstr (cercle_meeting_deciding_get_sort (form_of (&room)), ==, "means");
  holding_do (&room, "holding.adopt");
  wait_pending (&room, 1);
  case_desk_wait_for_words (&room.desk, "Write to the ARS");
  holding_show (&room, 1100);
  case_desk_wait_for_words (&room.desk, "2. Respite on Saturdays");
  cercle_compact_list_select (case_desk_list (room.desk.page), 0, FALSE);
  case_desk_wait_for_words (&room.desk, "1. Means of the summer");
  g_assert_true (cercle_meeting_deciding_is_empty (form_of (&room)));
  holding_end (&room);
}

static gboolean
is_partner_cb (GtkWidget *widget, gpointer data)
{
  GtkWidget **found = data;

  if (GTK_IS_ENTRY (widget) && g_strcmp0 (gtk_entry_get_placeholder_text (GTK_ENTRY (widget)),
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
  HoldingDesk room;
  CercleTx *tx = cercle_tx_new ("Partner found");
  g_autoptr (CercleRecord) partner = NULL;
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_organisation_kind);
  g_autoptr (GPtrArray) found = NULL, sheets = NULL;
  g_autofree char *reference = NULL;
  GtkWidget *entry = NULL, *lookup;

  holding_begin (&room);
  partner = cercle_session_new_record (room.desk.session, &cercle_organisation_kind);
  reference = g_strconcat ("organisation:", cercle_record_get_id (partner), NULL);
  cercle_record_set_text (partner, CERCLE_ORGANISATION_NAME, "Les Pommiers");
  cercle_record_set_text (partner, CERCLE_ORGANISATION_FAMILY, "esms");
  cercle_tx_save (tx, partner);
  holding_commit (room.desk.session, tx);
  holding_hold (&room, 1100);
  holding_open (&room);
  press_code (&room, DIGIT (3));
  type_words (&room, "They join the community");
  g_assert_true (tree_walk (GTK_WIDGET (form_of (&room)), is_partner_cb, &entry));
  lookup = gtk_widget_get_ancestor (entry, CERCLE_TYPE_LOOKUP);
  gtk_widget_grab_focus (lookup);
  gtk_editable_set_text (GTK_EDITABLE (entry), "pomm");
  g_assert_true (tree_wait (is_offered_cb, lookup));
  g_signal_emit_by_name (tree_find (lookup, GTK_TYPE_LIST_VIEW, NULL), "activate", 0);
  holding_do (&room, "holding.adopt");
  wait_pending (&room, 1);
  found = decisions (&room);
  g_assert_cmpstr (cercle_record_get_text (found->pdata[0], CERCLE_DECISION_LED_TO), ==, reference);
  sheets = room_find (room.desk.session, query);
  g_assert_cmpuint (sheets->len, ==, 1);
  case_desk_wait_for_words (&room.desk, "They join the community · Les Pommiers");
  holding_end (&room);
}

/* Opened, gone through, closed, validated, shared; corrected with its day from then on. */
static void
test_steps (void)
{
  static const char *const words[] = { "The meeting is open", "Minutes are a draft",
                                       "Minutes validated", "Minutes shared" };
  HoldingDesk room;
  g_autoptr (CercleRecord) meeting = NULL;

  holding_begin (&room);
  holding_hold (&room, 620);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      holding_do (&room, "holding.step");
      case_desk_wait_for_words (&room.desk, words[i]);
    }
  meeting = cercle_session_get (room.desk.session, &cercle_meeting_kind,
                                cercle_record_get_id (room.meeting));
  g_assert_cmpint (cercle_meeting_state (meeting), ==, CERCLE_MEETING_SHARED);
  g_assert_true (cercle_record_is_set (meeting, CERCLE_MEETING_VALIDATED_BY));
  holding_end (&room);
}

/* What is typed reaches the file when the item is left. */
static void
test_notes (void)
{
  HoldingDesk room;
  GtkWidget *view = NULL;
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_agenda_item_kind);
  gboolean found = FALSE;

  holding_begin (&room);
  holding_hold (&room, 1100);
  holding_open (&room);
  view = tree_find (room.desk.page, GTK_TYPE_TEXT_VIEW, NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "The ARS confirms",
                            -1);
  holding_do (&room, "holding.next");
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
  holding_end (&room);
}

static gboolean
has_masked_cb (gpointer page)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_agenda_item_kind);
  g_autoptr (GPtrArray) items = room_find (asked->desk.session, query);

  for (guint i = 0; i < items->len; i++)
    {
      const char *notes = cercle_record_get_text (items->pdata[i], CERCLE_AGENDA_ITEM_NOTES);

      if (notes != NULL && strstr (notes, "agrees to Saturdays") != NULL)
        return strstr (notes, "Quesnel") == NULL;
    }
  return FALSE;
}

/* More people read the notes of an agenda than the case. */
static void
test_masked_notes (void)
{
  HoldingDesk room;
  GtkWidget *view = NULL;

  holding_begin (&room);
  asked = &room;
  holding_hold (&room, 1100);
  holding_open (&room);
  holding_do (&room, "holding.next");
  case_desk_wait_for_words (&room.desk, "2. Respite on Saturdays");
  view = tree_find (room.desk.page, GTK_TYPE_TEXT_VIEW, NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)),
                            "Mme Quesnel agrees to Saturdays", -1);
  holding_do (&room, "holding.next");
  CASE_DESK_WAIT (&room.desk, has_masked_cb);
  holding_end (&room);
}

/* All who come are in view, in as many lines as they need. */
static void
test_guests (void)
{
  HoldingDesk room;
  CercleTx *tx = cercle_tx_new ("Guests asked");
  GtkWidget *presence = NULL;
  int needed = 0;

  holding_begin (&room);
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *name = g_strdup_printf ("Mme Delaunay-Vautier %u", i);
      holding_add_guest (&room, tx, name, "og");
    }
  holding_commit (room.desk.session, tx);
  holding_hold (&room, 1100);
  case_desk_wait_for_words (&room.desk, "Mme Delaunay-Vautier 7");
  tree_draw (room.desk.page);
  presence = case_desk_part (&room.desk, CERCLE_TYPE_MEETING_PRESENCE);
  gtk_widget_measure (presence, GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (presence), NULL,
                      &needed, NULL, NULL);
  g_assert_cmpint (gtk_widget_get_height (gtk_widget_get_ancestor (presence, GTK_TYPE_VIEWPORT)),
                   >=, MIN (needed, 240));
  holding_end (&room);
}

/* --- Afterwards --------------------------------------------------------------------------------
 */

static void
test_waiting (void)
{
  HoldingDesk room;
  g_autofree char *unnamed = NULL;

  holding_begin (&room);
  holding_decide (&room, NULL, "Forty hours of respite");
  case_desk_show (&room.desk, CERCLE_TYPE_DECISIONS_PAGE, 1000);
  cercle_page_start (CERCLE_PAGE (room.desk.page));
  ROOM_WAIT (room_has_frame_cb, room.desk.session);
  case_desk_settle ();
  g_assert_cmpuint (case_desk_n_shown (room.desk.page), ==, 1);
  unnamed = tree_unnamed (room.desk.page);
  g_assert_cmpstr (unnamed, ==, NULL);
  holding_do (&room, "decisions.apply");
  wait_pending (&room, 0);
  case_desk_wait_for_words (&room.desk, "Every decision is applied");
  holding_end (&room);
}

/* From the agenda into the meeting. */
static void
test_entering (void)
{
  HoldingDesk room;
  g_autofree char *asks = NULL;

  holding_begin (&room);
  asks = g_strconcat ("show-page holding/", cercle_record_get_id (room.meeting), NULL);
  case_desk_show (&room.desk, CERCLE_TYPE_MEETINGS_PAGE, 1100);
  cercle_page_open (CERCLE_PAGE (room.desk.page), cercle_record_get_id (room.meeting));
  case_desk_wait_for_words (&room.desk, "Territorial staff");
  case_desk_settle ();
  holding_do (&room, "meetings.hold");
  g_assert_cmpstr (room.desk.asked, ==, asks);
  holding_end (&room);
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
  g_test_add_func ("/widgets/meeting-holding/masked-notes", test_masked_notes);
  g_test_add_func ("/widgets/meeting-holding/guests", test_guests);
  g_test_add_func ("/widgets/meeting-holding/waiting", test_waiting);
  g_test_add_func ("/widgets/meeting-holding/entering", test_entering);
  return g_test_run ();
}
