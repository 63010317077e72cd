/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does one see where nobody is named, on Today too, and name somebody by keys? */
#include "case-desk.h"

#include "cercle-community.h"
#include "cercle-day.h"
#include "cercle-matrix-form.h"
#include "cercle-organisation.h"
#include "cercle-referents-page.h"
#include "cercle-today-page.h"
#include "room.h"

typedef struct
{
  CaseDesk desk;
  char *ars; /* the organisation */
} Room;

static void
save (CercleSession *session, CercleTx *tx)
{
  g_autoptr (GError) error = NULL;

  room_commit (session, tx, &error);
  g_assert_no_error (error);
}

static void
begin (Room *room, GType page, int width)
{
  g_autoptr (CercleRecord) ars = NULL;
  CercleTx *tx = cercle_tx_new ("Partner");

  /* Who may change the community, or the server would take it back. */
  case_desk_begin_as (&room->desk, "col");
  ars = cercle_session_new_record (room->desk.session, &cercle_organisation_kind);
  cercle_record_set_text (ars, CERCLE_ORGANISATION_NAME, "Délégation de l’ARS");
  cercle_record_set_text (ars, CERCLE_ORGANISATION_FAMILY, "ars");
  cercle_tx_save (tx, ars);
  save (room->desk.session, tx);
  room->ars = g_strdup (cercle_record_get_id (ars));
  case_desk_show (&room->desk, page, width);
  cercle_page_open (CERCLE_PAGE (room->desk.page), NULL);
  cercle_page_start (CERCLE_PAGE (room->desk.page));
}

static void
end (Room *room)
{
  case_desk_end (&room->desk);
  g_free (room->ars);
}

static void
type (Room *room, guint field, const char *text)
{
  case_desk_type (&room->desk, field, text);
}

static void
press_save (Room *room)
{
  GtkWidget *form = tree_find (room->desk.page, CERCLE_TYPE_MATRIX_FORM, NULL);
  g_assert_true (case_desk_key (form, GDK_KEY_Return, GDK_CONTROL_MASK));
}

static gboolean
has_form_cb (gpointer page)
{
  return gtk_widget_get_mapped (tree_find (page, CERCLE_TYPE_MATRIX_FORM, NULL));
}

static gboolean
has_no_form_cb (gpointer page)
{
  return !has_form_cb (page);
}

static gboolean
has_no_ars_gap_cb (gpointer page)
{
  return !tree_shows (page, "⚠ No referent at the ARS");
}

/* The body is proposed; a place alone is nobody; the last day opens the gap again, and says since
 * when. */
static void
test_name (void)
{
  Room room;
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_contact_kind);
  g_autoptr (GPtrArray) found = NULL;
  CercleRecord *contact = NULL;
  CercleTx *tx = NULL;
  g_autofree char *yesterday = NULL;
  g_autoptr (CercleRecord) copy = NULL;

  begin (&room, CERCLE_TYPE_REFERENTS_PAGE, 640);
  case_desk_wait_for_words (&room.desk, "No referent at the ARS");
  case_desk_wait_for_words (&room.desk, "No referent at the county council");
  case_desk_wait_for_words (&room.desk, "Coordination of the community");
  g_assert_null (tree_unnamed (room.desk.page));
  gtk_widget_activate_action (room.desk.page, "referents.name", "s", "ars");
  CASE_DESK_WAIT (&room.desk, has_form_cb);
  g_assert_null (tree_unnamed (room.desk.page));
  press_save (&room);
  case_desk_wait_for_words (&room.desk, "A name, a function or a telephone is needed.");
  type (&room, CERCLE_CONTACT_LAST_NAME, "Hautemer");
  type (&room, CERCLE_CONTACT_PHONE, "02 31 00 00 07");
  press_save (&room);
  CASE_DESK_WAIT (&room.desk, has_no_form_cb);
  case_desk_wait_for_words (&room.desk, "Hautemer");
  CASE_DESK_WAIT (&room.desk, has_no_ars_gap_cb);
  found = room_find (room.desk.session, query);
  g_assert_cmpuint (found->len, ==, 1);
  contact = found->pdata[0];
  g_assert_cmpstr (cercle_record_get_text (contact, CERCLE_CONTACT_ORGANISATION), ==, room.ars);
  g_assert_cmpstr (cercle_record_get_text (contact, CERCLE_CONTACT_FROM_ON), ==,
                   cercle_session_get_today (room.desk.session));
  copy = cercle_record_copy (contact);
  yesterday = cercle_day_to_text (cercle_session_get_today_number (room.desk.session) - 1);
  cercle_record_set_text (copy, CERCLE_CONTACT_FROM_ON, NULL);
  cercle_record_set_text (copy, CERCLE_CONTACT_TO_ON, yesterday);
  tx = cercle_tx_new ("Gone");
  cercle_tx_save (tx, copy);
  save (room.desk.session, tx);
  case_desk_wait_for_words (&room.desk, "No referent at the ARS");
  case_desk_wait_for_words (&room.desk, "since ");
  end (&room);
}

static gboolean
has_no_gap_cb (gpointer page)
{
  return !tree_shows (page, "⚠ Nobody coordinates the community") &&
         !tree_shows (page, "⚠ One of the two coordinators is missing");
}

static void
want_pair (Room *room)
{
  g_autoptr (CercleRecord) community =
      cercle_record_copy (cercle_session_get_community (room->desk.session));
  CercleTx *tx = cercle_tx_new ("Pair");

  cercle_record_set_text (community, CERCLE_COMMUNITY_COORDINATION, "pair");
  cercle_tx_save (tx, community);
  save (room->desk.session, tx);
}

/* Where the MDPH and the managing bodies coordinate together, one alone is half of a pair. */
static void
test_pair (void)
{
  Room room;

  begin (&room, CERCLE_TYPE_REFERENTS_PAGE, 640);
  case_desk_wait_for_words (&room.desk, "Coordination of the community");
  CASE_DESK_WAIT (&room.desk, has_no_gap_cb);
  want_pair (&room);
  case_desk_wait_for_words (&room.desk, "One of the two coordinators is missing");
  end (&room);
}

static gboolean
has_half_cb (gpointer page)
{
  return tree_shows (page, "No referent: county council, MDPH, national pair (1 of 2)");
}

static gboolean
has_no_coordinator_cb (gpointer page)
{
  return tree_shows (page, "One of the two coordinators is missing · No referent: county council, "
                           "MDPH, national pair (1 of 2)");
}

static gboolean
has_line_cb (gpointer page)
{
  return tree_shows (page, "No referent: ARS, county council, MDPH, national pair");
}

static gboolean
has_shorter_line_cb (gpointer page)
{
  return tree_shows (page, "No referent: county council, MDPH, national pair");
}

static void
name (Room *room, const char *slot, const char *who)
{
  g_autoptr (CercleRecord) contact =
      cercle_session_new_record (room->desk.session, &cercle_contact_kind);
  CercleTx *tx = cercle_tx_new ("Named");

  cercle_record_set_text (contact, CERCLE_CONTACT_ORGANISATION, room->ars);
  cercle_record_set_text (contact, CERCLE_CONTACT_LAST_NAME, who);
  cercle_record_set_text (contact, CERCLE_CONTACT_REFERENT, slot);
  cercle_tx_save (tx, contact);
  save (room->desk.session, tx);
}

static void
test_today (void)
{
  Room room;
  GtkWidget *words = NULL;

  begin (&room, CERCLE_TYPE_TODAY_PAGE, 1156);
  CASE_DESK_WAIT (&room.desk, has_line_cb);
  name (&room, "ars", "Hautemer");
  CASE_DESK_WAIT (&room.desk, has_shorter_line_cb);
  words = tree_find (room.desk.page, GTK_TYPE_LABEL,
                     "No referent: county council, MDPH, national pair");
  g_signal_emit_by_name (gtk_widget_get_ancestor (words, GTK_TYPE_BUTTON), "clicked");
  g_assert_cmpstr (room.desk.asked, ==, "show-page referents");
  name (&room, "national", "Lerouge");
  CASE_DESK_WAIT (&room.desk, has_half_cb);
  want_pair (&room);
  CASE_DESK_WAIT (&room.desk, has_no_coordinator_cb);
  end (&room);
}

int
main (int argc, char *argv[])
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/referents/name", test_name);
  g_test_add_func ("/referents/pair", test_pair);
  g_test_add_func ("/referents/today", test_today);
  return g_test_run ();
}
