/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Are stale sheets checked one after the other by keys, by all desks, and kept where one stopped?
 */
#include "case-desk.h"

#include "cercle-campaign-page.h"
#include "cercle-day.h"
#include "cercle-directory.h"
#include "cercle-field-row.h"
#include "cercle-organisation.h"
#include "room.h"

#define PARTNERS 4

/* The last one is fresh. */
static const char *const names[PARTNERS] = { "Atelier", "Bocage", "Closerie", "Verger" };

typedef struct
{
  CaseDesk desk;
  char *ids[PARTNERS];
} Room;

static char *
add_partner (CercleSession *session, guint i)
{
  g_autoptr (CercleRecord) organisation =
      cercle_session_new_record (session, &cercle_organisation_kind);
  int today = cercle_session_get_today_number (session);
  g_autofree char *verified = cercle_day_to_text (today - (i == PARTNERS - 1 ? 10 : 200));
  CercleTx *tx = cercle_tx_new ("Partner");
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (organisation, CERCLE_ORGANISATION_NAME, names[i]);
  cercle_record_set_text (organisation, CERCLE_ORGANISATION_FAMILY, "esms");
  cercle_record_set_text (organisation, CERCLE_ORGANISATION_PHONE, "+33231000001");
  cercle_record_set_text (organisation, CERCLE_ORGANISATION_VERIFIED_ON, verified);
  cercle_record_set_integer (organisation, CERCLE_ORGANISATION_CHECK_EVERY, 90);
  cercle_tx_save (tx, organisation);
  room_commit (session, tx, &error);
  g_assert_no_error (error);
  return g_strdup (cercle_record_get_id (organisation));
}

static void
begin (Room *room, int width)
{
  case_desk_begin (&room->desk);
  for (guint i = 0; i < PARTNERS; i++)
    room->ids[i] = add_partner (room->desk.session, i);
  case_desk_show (&room->desk, CERCLE_TYPE_CAMPAIGN_PAGE, width);
  cercle_page_open (CERCLE_PAGE (room->desk.page), NULL);
  cercle_page_start (CERCLE_PAGE (room->desk.page));
}

static void
end (Room *room)
{
  case_desk_end (&room->desk);
  for (guint i = 0; i < PARTNERS; i++)
    g_free (room->ids[i]);
}

static gboolean
says (gpointer page, const char *words)
{
  return g_strcmp0 (cercle_page_get_subtitle (page), words) == 0;
}

static gboolean
is_at_0_cb (gpointer page)
{
  return says (page, "0 of 3");
}

static gboolean
is_at_1_cb (gpointer page)
{
  return says (page, "1 of 3");
}

static gboolean
is_at_2_cb (gpointer page)
{
  return says (page, "2 of 3");
}

static gboolean
is_at_rest_cb (gpointer page)
{
  return tree_shows (page, "Sheets to Check") && cercle_page_get_subtitle (page) == NULL;
}

static const char *
current (gpointer page)
{
  const CerclePartnerLine *line = cercle_directory_turn_current (page);
  return line != NULL ? cercle_record_get_text (line->organisation, CERCLE_ORGANISATION_NAME)
                      : NULL;
}

static gboolean
is_idle_cb (gpointer page)
{
  return !cercle_directory_turn_is_noting (page);
}

static const char *awaited;

static gboolean
is_current_cb (gpointer page)
{
  return is_idle_cb (page) && g_strcmp0 (current (page), awaited) == 0;
}

static void
wait_for (Room *room, const char *name)
{
  awaited = name;
  CASE_DESK_WAIT (&room->desk, is_current_cb);
}

static void
press (Room *room, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (room->desk.page);
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &taken);
    }
  g_assert_true (taken);
}

static void
click (Room *room, const char *label)
{
  GtkWidget *button = tree_find (room->desk.page, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_visible (button));
  g_signal_emit_by_name (button, "clicked");
}

/* (transfer full): the outcome of a partner. */
static char *
outcome_of (CercleSession *session, const char *organisation)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_enquiry_kind);
  g_autoptr (GPtrArray) found = NULL;

  cercle_query_where (query, CERCLE_ENQUIRY_ORGANISATION, CERCLE_IS, organisation);
  found = room_find (session, query);
  return found->len == 1
             ? g_strdup (cercle_record_get_text (found->pdata[0], CERCLE_ENQUIRY_OUTCOME))
             : g_strdup_printf ("%u enquiries", found->len);
}

static void
assert_outcome (CercleSession *session, const char *organisation, const char *expected)
{
  g_autofree char *outcome = outcome_of (session, organisation);
  g_assert_cmpstr (outcome, ==, expected);
}

/* Return, N and R note and go on to the next who is left; those who did not answer come again. */
static void
test_keys (void)
{
  Room room;
  g_autoptr (CercleRecord) first = NULL;

  begin (&room, 1156);
  CASE_DESK_WAIT (&room.desk, is_at_rest_cb);
  case_desk_wait_for_words (&room.desk, "3 sheets are to be checked again.");
  g_assert_null (tree_unnamed (room.desk.page));
  click (&room, "_Begin the Check");
  CASE_DESK_WAIT (&room.desk, is_at_0_cb);
  g_assert_cmpuint (case_desk_n_shown (room.desk.page), ==, 3);
  g_assert_null (tree_unnamed (room.desk.page));
  wait_for (&room, names[0]);
  press (&room, GDK_KEY_Return);
  CASE_DESK_WAIT (&room.desk, is_at_1_cb);
  wait_for (&room, names[1]);
  press (&room, GDK_KEY_n);
  wait_for (&room, names[2]);
  press (&room, GDK_KEY_r);
  CASE_DESK_WAIT (&room.desk, is_at_2_cb);
  wait_for (&room, names[1]);
  press (&room, GDK_KEY_o);
  g_assert_nonnull (room.desk.asked);
  g_assert_true (g_str_has_prefix (room.desk.asked, "open-partner "));
  assert_outcome (room.desk.session, room.ids[0], "reached");
  assert_outcome (room.desk.session, room.ids[1], "no_answer");
  assert_outcome (room.desk.session, room.ids[2], "refused");
  assert_outcome (room.desk.session, room.ids[3], "0 enquiries");
  first = cercle_session_get (room.desk.session, &cercle_organisation_kind, room.ids[0]);
  g_assert_cmpstr (cercle_record_get_text (first, CERCLE_ORGANISATION_VERIFIED_ON), ==,
                   cercle_session_get_today (room.desk.session));
  end (&room);
}

/* (transfer full) */
static CercleRecord *
enquiry_of (Room *room, guint i)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_enquiry_kind);
  g_autoptr (GPtrArray) found = NULL;

  cercle_query_where (query, CERCLE_ENQUIRY_ORGANISATION, CERCLE_IS, room->ids[i]);
  found = room_find (room->desk.session, query);
  g_assert_cmpuint (found->len, ==, 1);
  return g_object_ref (found->pdata[0]);
}

static const char *enquiry_id;

static gboolean
has_note_cb (gpointer session)
{
  g_autoptr (CercleRecord) enquiry = cercle_session_get (session, &cercle_enquiry_kind, enquiry_id);

  return cercle_record_is_set (enquiry, CERCLE_ENQUIRY_COMMENT);
}

static gboolean
has_end_cb (gpointer page)
{
  const char *words = cercle_page_get_subtitle (page);

  return words != NULL && g_str_has_prefix (words, "0 of 3 · to be done by ");
}

/* The row of a field: kinds share numbers of fields, the label tells them apart. */
static GtkWidget *
row_of (Room *room, const char *label)
{
  GtkWidget *words = tree_find (room->desk.page, GTK_TYPE_LABEL, label);
  GtkWidget *row = words != NULL ? gtk_widget_get_ancestor (words, CERCLE_TYPE_FIELD_ROW) : NULL;

  g_assert_nonnull (row);
  return row;
}

static gboolean
tells_day_cb (gpointer row)
{
  g_autofree char *typed = cercle_field_row_get_typed (row);

  return *typed != '\0' && !cercle_field_row_is_dirty (row);
}

/* What was said, when to try again and until when: Return keeps what is typed, and finds nothing
 * true; whoever is to be tried on another day comes last, and the list says when. */
static void
test_notes (void)
{
  Room room;
  g_autoptr (CercleRecord) before = NULL, noted = NULL, tried = NULL;
  g_autofree char *tomorrow = NULL;

  begin (&room, 1156);
  CASE_DESK_WAIT (&room.desk, is_at_rest_cb);
  click (&room, "_Begin the Check");
  CASE_DESK_WAIT (&room.desk, is_at_0_cb);
  wait_for (&room, names[0]);
  tomorrow = cercle_day_to_text (cercle_session_get_today_number (room.desk.session) + 1);
  cercle_field_row_set_typed (CERCLE_FIELD_ROW (row_of (&room, "To be done by")), tomorrow);
  gtk_widget_grab_focus (row_of (&room, "To be done by"));
  press (&room, GDK_KEY_Return);
  CASE_DESK_WAIT (&room.desk, has_end_cb);
  before = enquiry_of (&room, 0);
  enquiry_id = cercle_record_get_id (before);
  cercle_field_row_set_typed (CERCLE_FIELD_ROW (row_of (&room, "Comment")),
                              "Rappeler Mme Anquetil");
  gtk_widget_grab_focus (row_of (&room, "Comment"));
  press (&room, GDK_KEY_Return);
  ROOM_WAIT (has_note_cb, room.desk.session);
  noted = enquiry_of (&room, 0);
  g_assert_cmpstr (cercle_record_get_text (noted, CERCLE_ENQUIRY_OUTCOME), ==, "todo");
  g_assert_cmpstr (current (room.desk.page), ==, names[0]);
  cercle_field_row_set_typed (CERCLE_FIELD_ROW (row_of (&room, "Try again on")), tomorrow);
  click (&room, "_No Answer");
  wait_for (&room, names[1]);
  tried = enquiry_of (&room, 0);
  g_assert_cmpstr (cercle_record_get_text (tried, CERCLE_ENQUIRY_AGAIN_ON), ==, tomorrow);
  g_assert_cmpstr (cercle_record_get_text (tried, CERCLE_ENQUIRY_OUTCOME), ==, "no_answer");
  /* What was noted is told again, and the page has read it. */
  press (&room, GDK_KEY_Page_Up);
  wait_for (&room, names[0]);
  ROOM_WAIT (tells_day_cb, row_of (&room, "Try again on"));
  press (&room, GDK_KEY_Page_Down);
  wait_for (&room, names[1]);
  click (&room, "_No Answer");
  wait_for (&room, names[2]);
  click (&room, "_No Answer");
  wait_for (&room, names[1]);
  end (&room);
}

/* Closed, it says how far one came, and is taken up again there. */
static void
test_resume (void)
{
  Room room;

  begin (&room, 640);
  CASE_DESK_WAIT (&room.desk, is_at_rest_cb);
  click (&room, "_Begin the Check");
  CASE_DESK_WAIT (&room.desk, is_at_0_cb);
  wait_for (&room, names[0]);
  press (&room, GDK_KEY_Return);
  CASE_DESK_WAIT (&room.desk, is_at_1_cb);
  wait_for (&room, names[1]);
  click (&room, "_Close the Check");
  CASE_DESK_WAIT (&room.desk, is_at_rest_cb);
  case_desk_wait_for_words (&room.desk, "Last time: 1 of 3, closed on");
  click (&room, "_Resume the Last One");
  CASE_DESK_WAIT (&room.desk, is_at_1_cb);
  wait_for (&room, names[1]);
  /* Another day, another page: with the first who is left. */
  case_desk_show (&room.desk, CERCLE_TYPE_CAMPAIGN_PAGE, 640);
  cercle_page_open (CERCLE_PAGE (room.desk.page), NULL);
  CASE_DESK_WAIT (&room.desk, is_at_1_cb);
  wait_for (&room, names[1]);
  end (&room);
}

/* What another desk found true, wherever it did, need not be asked again here. */
static void
test_others (void)
{
  Room room;
  CercleSession *other = NULL;
  g_autoptr (CercleRecord) second = NULL;
  CercleTx *tx = cercle_tx_new ("Sheet found true.");
  g_autoptr (GError) error = NULL;

  begin (&room, 1156);
  CASE_DESK_WAIT (&room.desk, is_at_rest_cb);
  click (&room, "_Begin the Check");
  CASE_DESK_WAIT (&room.desk, is_at_0_cb);
  case_desk_exchange (room.desk.session);
  other = case_desk_other (&room.desk, "bob");
  case_desk_exchange (other);
  second = cercle_session_get (other, &cercle_organisation_kind, room.ids[1]);
  g_assert_nonnull (second);
  cercle_record_set_text (second, CERCLE_ORGANISATION_VERIFIED_ON,
                          cercle_session_get_today (other));
  cercle_tx_save (tx, second);
  room_commit (other, tx, &error);
  g_assert_no_error (error);
  case_desk_exchange (other);
  case_desk_exchange (room.desk.session);
  CASE_DESK_WAIT (&room.desk, is_at_1_cb);
  wait_for (&room, names[0]);
  press (&room, GDK_KEY_Return);
  CASE_DESK_WAIT (&room.desk, is_at_2_cb);
  wait_for (&room, names[2]);
  case_desk_drop_other (&room.desk, other);
  end (&room);
}

int
main (int argc, char *argv[])
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/campaign/keys", test_keys);
  g_test_add_func ("/campaign/notes", test_notes);
  g_test_add_func ("/campaign/resume", test_resume);
  g_test_add_func ("/campaign/others", test_others);
  return g_test_run ();
}
