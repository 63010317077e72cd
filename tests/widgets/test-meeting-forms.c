/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Are the sections of an agenda changed by keys, and does an item say who presents it, a meeting
 * who prepares it, and who must be asked? */
#include <string.h>

#include "cercle-community.h"
#include "cercle-field-row.h"
#include "cercle-lookup.h"
#include "cercle-matrix-form.h"
#include "cercle-meeting-guests.h"
#include "cercle-organisation.h"
#include "cercle-template-pane.h"
#include "meetings-desk.h"
#include "room.h"

static MeetingsDesk room;
static guint wanted;
static const char *words;

static GtkWidget *
pane (void)
{
  return tree_find (room.desk.page, CERCLE_TYPE_TEMPLATE_PANE, NULL);
}

static GListModel *
sections (void)
{
  GtkWidget *list = tree_find (pane (), CERCLE_TYPE_COMPACT_LIST, NULL);
  return cercle_compact_list_get_model (CERCLE_COMPACT_LIST (list));
}

static const char *
section (guint i, guint field)
{
  g_autoptr (CercleRecord) line = g_list_model_get_item (sections (), i);
  return line != NULL ? cercle_record_get_text (line, field) : NULL;
}

static gboolean
has_wanted_cb (gpointer page)
{
  return g_list_model_get_n_items (sections ()) == wanted;
}

static void
type (guint field, const char *text)
{
  g_signal_emit_by_name (case_desk_type (&room.desk, field, text), "typed");
}

static gboolean
is_form_cb (GtkWidget *widget, gpointer data)
{
  GtkWidget **found = data;

  if (CERCLE_IS_MATRIX_FORM (widget) && gtk_widget_get_mapped (widget))
    *found = widget;
  return *found != NULL;
}

/* (transfer none) (nullable): the one in view. */
static GtkWidget *
form (void)
{
  GtkWidget *found = NULL;

  tree_walk (room.desk.page, is_form_cb, &found);
  return found;
}

static gboolean
has_form_cb (gpointer page)
{
  return form () != NULL;
}

static gboolean
has_no_form_cb (gpointer page)
{
  return form () == NULL;
}

static void
save_form (void)
{
  g_assert_true (case_desk_key (form (), GDK_KEY_Return, GDK_CONTROL_MASK));
  CASE_DESK_WAIT (&room.desk, has_no_form_cb);
}

static void
undo (void)
{
  g_autoptr (GError) error = NULL;

  room_undo (room.desk.session, &error);
  g_assert_no_error (error);
}

static void
wait_for (guint n)
{
  wanted = n;
  CASE_DESK_WAIT (&room.desk, has_wanted_cb);
}

static gboolean
is_second_cb (gpointer page)
{
  return g_strcmp0 (section (1, CERCLE_TEMPLATE_LINE_TITLE), words) == 0;
}

static gboolean
is_third_cb (gpointer page)
{
  return g_strcmp0 (section (2, CERCLE_TEMPLATE_LINE_TITLE), words) == 0;
}

static gboolean
on_agenda_cb (gpointer page)
{
  for (guint i = 0; i < meetings_desk_n_items (page); i++)
    if (g_strcmp0 (meetings_desk_title (page, i), words) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
off_agenda_cb (gpointer page)
{
  return !on_agenda_cb (page);
}

static void
open_templates (const char *login)
{
  meetings_desk_begin_as (&room, login, 1366);
  g_assert_true (gtk_widget_activate_action (room.desk.page, "meetings.templates", NULL));
  wait_for (10);
}

/* A section more, further down, and away again; each is taken back by itself. */
static void
test_sections (void)
{
  g_autofree char *unnamed = NULL;

  open_templates ("col");
  unnamed = tree_unnamed (room.desk.page);
  g_assert_cmpstr (unnamed, ==, NULL);
  g_assert_true (case_desk_key (pane (), GDK_KEY_Insert, 0));
  CASE_DESK_WAIT (&room.desk, has_form_cb);
  type (CERCLE_TEMPLATE_LINE_TITLE, "Transport <i>adapté</i>");
  type (CERCLE_TEMPLATE_LINE_MINUTES, "15");
  save_form ();
  wait_for (11);
  words = "Transport <i>adapté</i>";
  CASE_DESK_WAIT (&room.desk, is_second_cb);
  CASE_DESK_WAIT (&room.desk, on_agenda_cb);
  g_assert_true (case_desk_key (pane (), GDK_KEY_Down, GDK_ALT_MASK));
  CASE_DESK_WAIT (&room.desk, is_third_cb);
  undo ();
  CASE_DESK_WAIT (&room.desk, is_second_cb);
  g_assert_true (case_desk_key (pane (), GDK_KEY_Delete, 0));
  wait_for (10);
  undo ();
  wait_for (11);
  CASE_DESK_WAIT (&room.desk, is_second_cb);
  g_assert_true (case_desk_key (pane (), GDK_KEY_Escape, 0));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (meetings_desk_view (room.desk.page))));
  meetings_desk_end (&room);
}

/* What was never written is written as it was, so that the first change is taken back, too. */
static void
test_first_change (void)
{
  open_templates ("col");
  g_assert_true (case_desk_key (pane (), GDK_KEY_F2, 0));
  CASE_DESK_WAIT (&room.desk, has_form_cb);
  type (CERCLE_TEMPLATE_LINE_TITLE, "Les chiffres");
  save_form ();
  words = "Les chiffres";
  CASE_DESK_WAIT (&room.desk, on_agenda_cb);
  undo ();
  CASE_DESK_WAIT (&room.desk, off_agenda_cb);
  wait_for (10);
  meetings_desk_end (&room);
}

/* An adviser reads them. */
static void
test_read (void)
{
  open_templates ("ada");
  g_assert_true (case_desk_says (&room.desk, "The coordinator changes these sections."));
  case_desk_key (pane (), GDK_KEY_Delete, 0);
  case_desk_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (sections ()), ==, 10);
  meetings_desk_end (&room);
}

/* --- Who -------------------------------------------------------------------------------------- */

static gboolean
is_mapped_lookup_cb (GtkWidget *widget, gpointer data)
{
  GtkWidget **found = data;

  if (CERCLE_IS_LOOKUP (widget) && gtk_widget_get_mapped (widget))
    *found = widget;
  return *found != NULL;
}

static gboolean
is_open_cb (gpointer lookup)
{
  return cercle_lookup_is_open (lookup);
}

/* Types a name in the lookup of where and takes the first line. */
static void
look_up (GtkWidget *where, const char *typed)
{
  GtkWidget *lookup = NULL, *entry;

  g_assert_true (tree_walk (where, is_mapped_lookup_cb, &lookup));
  entry = tree_find (lookup, GTK_TYPE_ENTRY, NULL);
  gtk_widget_grab_focus (lookup);
  gtk_editable_set_text (GTK_EDITABLE (entry), typed);
  g_assert_true (tree_wait (is_open_cb, lookup));
  g_signal_emit_by_name (tree_find (lookup, GTK_TYPE_LIST_VIEW, NULL), "activate", 0);
  g_assert_nonnull (cercle_lookup_get_chosen (CERCLE_LOOKUP (lookup)));
}

static char *
my_name (void)
{
  return cercle_member_name (cercle_session_get_member (room.desk.session));
}

static void
test_presenter (void)
{
  g_autofree char *me = NULL, *sentence = NULL;

  meetings_desk_begin (&room, 1366);
  me = my_name ();
  sentence = g_strdup_printf ("Presented by %s", me);
  cercle_meeting_view_start (meetings_desk_view (room.desk.page));
  meetings_desk_press (&room, GDK_KEY_F2, 0);
  CASE_DESK_WAIT (&room.desk, has_form_cb);
  look_up (form (), me);
  save_form ();
  case_desk_wait_for_words (&room.desk, sentence);
  meetings_desk_end (&room);
}

/* Who plans it prepares it. */
static void
test_organiser (void)
{
  g_autofree char *me = NULL, *sentence = NULL;

  meetings_desk_begin (&room, 1366);
  me = my_name ();
  sentence = g_strdup_printf ("prepared by %s", me);
  g_assert_true (gtk_widget_activate_action (room.desk.page, "meetings.new-meeting", NULL));
  CASE_DESK_WAIT (&room.desk, has_form_cb);
  save_form ();
  case_desk_wait_for_words (&room.desk, sentence);
  meetings_desk_end (&room);
}

static gboolean
says_words_cb (gpointer page)
{
  return case_desk_says (&room.desk, words);
}

static GtkWidget *
dialog (void)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (all, i);

      if (window != room.desk.window && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static gboolean
has_dialog_cb (gpointer page)
{
  return dialog () != NULL;
}

/* One of the series is held a day later; the others stay where they are, and so does it once that
 * is taken back. */
static void
test_moved (void)
{
  guint n;

  meetings_desk_begin (&room, 1366);
  n = case_desk_n_shown (room.desk.page);
  g_assert_true (gtk_widget_activate_action (room.desk.page, "meetings.edit", NULL));
  CASE_DESK_WAIT (&room.desk, has_form_cb);
  type (CERCLE_MEETING_HELD_ON, "24/06/2020");
  save_form ();
  words = "Wednesday 24 June 2020";
  CASE_DESK_WAIT (&room.desk, says_words_cb);
  g_assert_cmpuint (case_desk_n_shown (room.desk.page), ==, n);
  undo ();
  words = "Tuesday 23 June 2020";
  CASE_DESK_WAIT (&room.desk, says_words_cb);
  g_assert_cmpuint (case_desk_n_shown (room.desk.page), ==, n);
  meetings_desk_end (&room);
}

/* It stays in the calendar, with the reason. */
static void
test_cancelled (void)
{
  guint n;

  meetings_desk_begin (&room, 1366);
  n = case_desk_n_shown (room.desk.page);
  g_assert_true (gtk_widget_activate_action (room.desk.page, "meetings.cancel", NULL));
  CASE_DESK_WAIT (&room.desk, has_dialog_cb);
  gtk_editable_set_text (GTK_EDITABLE (tree_find (dialog (), GTK_TYPE_ENTRY, NULL)),
                         "Canicule <b>");
  g_signal_emit_by_name (tree_find (dialog (), GTK_TYPE_BUTTON, "Cancel the Meeting"), "clicked");
  words = "Cancelled: Canicule <b>";
  CASE_DESK_WAIT (&room.desk, says_words_cb);
  g_assert_cmpuint (case_desk_n_shown (room.desk.page), ==, n);
  meetings_desk_end (&room);
}

/* An ARS in the directory, and its referent. */
static void
add_referent (void)
{
  g_autoptr (CercleRecord) ars =
      cercle_session_new_record (room.desk.session, &cercle_organisation_kind);
  g_autoptr (CercleRecord) contact =
      cercle_session_new_record (room.desk.session, &cercle_contact_kind);
  CercleTx *tx = cercle_tx_new ("Referent named");
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (ars, CERCLE_ORGANISATION_NAME, "ARS Normandie");
  cercle_record_set_text (ars, CERCLE_ORGANISATION_FAMILY, "ars");
  cercle_record_set_text (contact, CERCLE_CONTACT_ORGANISATION, cercle_record_get_id (ars));
  cercle_record_set_text (contact, CERCLE_CONTACT_FIRST_NAME, "Solène");
  cercle_record_set_text (contact, CERCLE_CONTACT_LAST_NAME, "Hautemer");
  cercle_record_set_text (contact, CERCLE_CONTACT_REFERENT, "ars");
  cercle_tx_save (tx, ars);
  cercle_tx_save (tx, contact);
  room_commit (room.desk.session, tx, &error);
  g_assert_no_error (error);
}

static GtkWidget *
guests (void)
{
  return tree_find (room.desk.page, CERCLE_TYPE_MEETING_GUESTS, NULL);
}

static gboolean
has_guest_cb (gpointer page)
{
  return tree_find (guests (), ADW_TYPE_ACTION_ROW, "Solène Hautemer") != NULL;
}

static gboolean
has_no_guest_cb (gpointer page)
{
  return !has_guest_cb (page);
}

static gboolean
is_call_cb (GtkWidget *widget, gpointer data)
{
  GtkWidget **found = data;

  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) &&
      GTK_IS_LABEL (gtk_button_get_child (GTK_BUTTON (widget))) &&
      strstr (gtk_label_get_text (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (widget)))),
              "Ask Solène Hautemer") != NULL)
    *found = widget;
  return *found != NULL;
}

static gboolean
has_call_cb (gpointer page)
{
  GtkWidget *found = NULL;
  return tree_walk (page, is_call_cb, &found);
}

/* Whom the directory knows of a party that is missing is asked with one button, and no more by the
 * undo. */
static void
test_required (void)
{
  GtkWidget *call = NULL;

  meetings_desk_begin (&room, 1366);
  add_referent ();
  g_assert_true (gtk_widget_activate_action (room.desk.page, "meetings.guests", NULL));
  CASE_DESK_WAIT (&room.desk, has_call_cb);
  tree_walk (room.desk.page, is_call_cb, &call);
  g_signal_emit_by_name (call, "clicked");
  CASE_DESK_WAIT (&room.desk, has_guest_cb);
  g_assert_false (has_call_cb (room.desk.page));
  undo ();
  CASE_DESK_WAIT (&room.desk, has_no_guest_cb);
  meetings_desk_end (&room);
}

/* Found by a part of her name; her party is known. */
static void
test_person (void)
{
  GtkWidget *party;
  const char *party_token;

  meetings_desk_begin (&room, 1366);
  add_referent ();
  g_assert_true (gtk_widget_activate_action (room.desk.page, "meetings.guests", NULL));
  look_up (guests (), "haute");
  party = tree_find (guests (), GTK_TYPE_DROP_DOWN, NULL);
  party_token = cercle_parties[gtk_drop_down_get_selected (GTK_DROP_DOWN (party))].token;
  g_assert_cmpstr (party_token, ==, "ars");
  g_signal_emit_by_name (tree_find (guests (), GTK_TYPE_BUTTON, "Ask to the Meeting"), "clicked");
  CASE_DESK_WAIT (&room.desk, has_guest_cb);
  meetings_desk_end (&room);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/widgets/meeting-forms/sections", test_sections);
  g_test_add_func ("/widgets/meeting-forms/first-change", test_first_change);
  g_test_add_func ("/widgets/meeting-forms/read", test_read);
  g_test_add_func ("/widgets/meeting-forms/presenter", test_presenter);
  g_test_add_func ("/widgets/meeting-forms/organiser", test_organiser);
  g_test_add_func ("/widgets/meeting-forms/moved", test_moved);
  g_test_add_func ("/widgets/meeting-forms/cancelled", test_cancelled);
  g_test_add_func ("/widgets/meeting-forms/required", test_required);
  g_test_add_func ("/widgets/meeting-forms/person", test_person);
  return g_test_run ();
}
