/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a meeting prepared by keys, and does its sheet say who is missing and what is too long? */
#include "cercle-lookup.h"
#include "cercle-matrix-form.h"
#include "cercle-meeting-guests.h"
#include "meetings-desk.h"
#include "room.h"

static MeetingsDesk room;
static const char *first, *wanted;
static guint n_items;

static void
test_sheet (void)
{
  g_autofree char *unnamed = NULL;

  meetings_desk_begin (&room, 1366);
  /* 23 and 30 June, 7 and 21 July; the 14th is a holiday. */
  g_assert_cmpuint (case_desk_n_shown (room.desk.page), ==, 4);
  g_assert_true (case_desk_says (&room.desk, "Nobody is asked yet of those this meeting needs"));
  g_assert_true (case_desk_says (&room.desk, "minutes too long"));
  g_assert_true (case_desk_says (&room.desk, "Why here: "));
  unnamed = tree_unnamed (room.desk.page);
  g_assert_cmpstr (unnamed, ==, NULL);
  meetings_desk_end (&room);
}

static gboolean
first_is_second (gpointer page)
{
  return g_strcmp0 (meetings_desk_title (page, 1), first) == 0;
}

static gboolean
first_is_first (gpointer page)
{
  return g_strcmp0 (meetings_desk_title (page, 0), first) == 0;
}

static void
test_order (void)
{
  g_autofree char *title = NULL;
  g_autoptr (GError) error = NULL;

  meetings_desk_begin (&room, 1366);
  first = title = g_strdup (meetings_desk_title (room.desk.page, 0));
  cercle_meeting_view_start (meetings_desk_view (room.desk.page));
  meetings_desk_press (&room, GDK_KEY_Down, GDK_ALT_MASK);
  CASE_DESK_WAIT (&room.desk, first_is_second);
  /* The keyboard goes with it. */
  g_assert_cmpuint (cercle_meeting_view_get_chosen (meetings_desk_view (room.desk.page))->number,
                    ==, 2);
  room_undo (room.desk.session, &error);
  g_assert_no_error (error);
  CASE_DESK_WAIT (&room.desk, first_is_first);
  meetings_desk_end (&room);
}

static gboolean
has_form (gpointer page)
{
  return gtk_widget_get_mapped (tree_find (page, CERCLE_TYPE_MATRIX_FORM, NULL));
}

static void
type (guint field, const char *text)
{
  case_desk_type (&room.desk, field, text);
}

static gboolean
has_wanted (gpointer page)
{
  for (guint i = 0; i < meetings_desk_n_items (page); i++)
    if (g_strcmp0 (meetings_desk_title (page, i), wanted) == 0)
      return !has_form (page);
  return FALSE;
}

static gboolean
is_moved (gpointer page)
{
  CercleAgendaRow *row = cercle_meeting_view_get_chosen (meetings_desk_view (page));

  return row != NULL &&
         g_strcmp0 (cercle_record_get_text (row->item, CERCLE_AGENDA_ITEM_STATE), "moved") == 0;
}

/* Added by Insert, moved by Alt+Right: it stands first in the next meeting. */
static void
test_added (void)
{
  meetings_desk_begin (&room, 1366);
  cercle_meeting_view_start (meetings_desk_view (room.desk.page));
  meetings_desk_press (&room, GDK_KEY_Insert, 0);
  CASE_DESK_WAIT (&room.desk, has_form);
  type (CERCLE_AGENDA_ITEM_TITLE, "Salle <b>accessible</b>");
  g_assert_true (case_desk_key (tree_find (room.desk.page, CERCLE_TYPE_MATRIX_FORM, NULL),
                                GDK_KEY_Return, GDK_CONTROL_MASK));
  wanted = "Salle <b>accessible</b>";
  CASE_DESK_WAIT (&room.desk, has_wanted);
  meetings_desk_press (&room, GDK_KEY_Right, GDK_ALT_MASK);
  CASE_DESK_WAIT (&room.desk, is_moved);
  cercle_compact_list_select (case_desk_list (room.desk.page), 1, FALSE);
  first = wanted;
  CASE_DESK_WAIT (&room.desk, first_is_first);
  meetings_desk_end (&room);
}

static gboolean
has_fewer (gpointer page)
{
  guint n = 0;

  for (guint i = 0; i < meetings_desk_n_items (page); i++)
    {
      g_autoptr (CercleAgendaRow) row =
          g_list_model_get_item (cercle_meeting_view_get_rows (meetings_desk_view (page)), i);
      n += cercle_agenda_row_is_open (row);
    }
  return n == n_items - 1;
}

static void
test_dropped (void)
{
  meetings_desk_begin (&room, 1366);
  n_items = meetings_desk_n_items (room.desk.page);
  cercle_meeting_view_start (meetings_desk_view (room.desk.page));
  meetings_desk_press (&room, GDK_KEY_Delete, 0);
  CASE_DESK_WAIT (&room.desk, has_fewer);
  meetings_desk_end (&room);
}

static gboolean
has_guest (gpointer page)
{
  GtkWidget *guests = tree_find (page, CERCLE_TYPE_MEETING_GUESTS, NULL);
  return tree_find (guests, ADW_TYPE_ACTION_ROW, "Mme Duval") != NULL;
}

static gboolean
has_no_guest (gpointer page)
{
  return !has_guest (page);
}

static gboolean
removes_cb (GtkWidget *widget, gpointer data)
{
  if (!GTK_IS_BUTTON (widget) ||
      g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (widget)), "user-trash-symbolic") != 0)
    return FALSE;
  g_signal_emit_by_name (widget, "clicked");
  return TRUE;
}

/* Asked by name, then no more. */
static void
test_guests (void)
{
  GtkWidget *guests;

  meetings_desk_begin (&room, 1366);
  g_assert_true (gtk_widget_activate_action (room.desk.page, "meetings.guests", NULL));
  guests = tree_find (room.desk.page, CERCLE_TYPE_MEETING_GUESTS, NULL);
  g_assert_true (gtk_widget_get_mapped (guests));
  cercle_lookup_set_typed (CERCLE_LOOKUP (tree_find (guests, CERCLE_TYPE_LOOKUP, NULL)),
                           "Mme Duval");
  g_signal_emit_by_name (tree_find (guests, GTK_TYPE_BUTTON, "Ask to the Meeting"), "clicked");
  CASE_DESK_WAIT (&room.desk, has_guest);
  g_assert_null (tree_unnamed (room.desk.page));
  g_assert_true (tree_walk (guests, removes_cb, NULL));
  CASE_DESK_WAIT (&room.desk, has_no_guest);
  g_assert_true (case_desk_key (guests, GDK_KEY_Escape, 0));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (meetings_desk_view (room.desk.page))));
  meetings_desk_end (&room);
}

static gboolean
on_sheet (gpointer page)
{
  return gtk_widget_get_mapped (GTK_WIDGET (meetings_desk_view (page)));
}

/* One after the other where there is no room for both. */
static void
test_narrow (void)
{
  meetings_desk_begin (&room, 640);
  g_assert_true (cercle_page_get_narrow (CERCLE_PAGE (room.desk.page)));
  g_assert_false (on_sheet (room.desk.page));
  /* The keyboard stands in the calendar. */
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (room.desk.window)),
                                         GTK_WIDGET (case_desk_list (room.desk.page))));
  g_signal_emit_by_name (case_desk_list (room.desk.page), "activate", 0);
  CASE_DESK_WAIT (&room.desk, on_sheet);
  meetings_desk_press (&room, GDK_KEY_Escape, 0);
  g_assert_false (on_sheet (room.desk.page));
  meetings_desk_end (&room);
}

/* Whatever stands in place of the agenda, the window asks for no more height than a small screen
 * has. */
static void
test_height (void)
{
  static const char *const actions[] = { "meetings.new-series", "meetings.new-meeting",
                                         "meetings.guests", "meetings.templates",
                                         "meetings.addresses" };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      int least = 0;

      meetings_desk_begin (&room, 1366);
      g_assert_true (gtk_widget_activate_action (room.desk.page, actions[i], NULL));
      case_desk_settle ();
      gtk_widget_measure (room.desk.page, GTK_ORIENTATION_VERTICAL, -1, &least, NULL, NULL, NULL);
      g_test_message ("%s: %d", actions[i], least);
      g_assert_cmpint (least, <, 700);
      meetings_desk_end (&room);
    }
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/meetings/sheet", test_sheet);
  g_test_add_func ("/meetings/order", test_order);
  g_test_add_func ("/meetings/added", test_added);
  g_test_add_func ("/meetings/dropped", test_dropped);
  g_test_add_func ("/meetings/guests", test_guests);
  g_test_add_func ("/meetings/narrow", test_narrow);
  g_test_add_func ("/widgets/meetings/height", test_height);
  return g_test_run ();
}
