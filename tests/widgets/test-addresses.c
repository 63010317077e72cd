/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a calendar address made, copied and revoked by keys, and does the page say what it shows? */
#include "case-desk.h"
#include "cercle-calendar-address.h"
#include "cercle-meeting-addresses.h"
#include "cercle-meetings-page.h"
#include "cercle-query.h"
#include "cercle-session-private.h"
#include "room.h"

static CaseDesk desk;

static CercleMeetingAddresses *
addresses (void)
{
  return case_desk_part (&desk, CERCLE_TYPE_MEETING_ADDRESSES);
}

/* network: its server is reached by one. */
static void
begin (const char *login, int width, gboolean network)
{
  case_desk_begin_as (&desk, login);
  if (network)
    {
      g_free (desk.session->last_address);
      desk.session->last_address = g_strdup ("https://cercle.example.org");
    }
  case_desk_show (&desk, CERCLE_TYPE_MEETINGS_PAGE, width);
  cercle_page_open (CERCLE_PAGE (desk.page), NULL);
  cercle_page_start (CERCLE_PAGE (desk.page));
  g_assert_true (gtk_widget_activate_action (desk.page, "meetings.addresses", NULL));
  case_desk_wait_for_words (&desk, "Calendar Addresses");
}

static gboolean
has_fresh (gpointer page)
{
  return cercle_meeting_addresses_get_fresh (addresses ()) != NULL;
}

static GtkWidget *
name_entry (void)
{
  return tree_find (GTK_WIDGET (addresses ()), GTK_TYPE_ENTRY, NULL);
}

static void
test_made (gconstpointer width)
{
  GtkWidget *focus = NULL;
  g_autofree char *unnamed = NULL;

  begin ("col", GPOINTER_TO_INT (width), TRUE);
  case_desk_wait_for_words (&desk, "Nobody has such an address.");
  g_assert_true (case_desk_says (&desk, "Neither titles nor agendas"));
  /* The keyboard is where one types. */
  focus = gtk_root_get_focus (gtk_widget_get_root (desk.page));
  g_assert_true (gtk_widget_is_ancestor (focus, name_entry ()));
  gtk_editable_set_text (GTK_EDITABLE (name_entry ()), "CD 14 <i>");
  g_signal_emit_by_name (name_entry (), "activate");
  CASE_DESK_WAIT (&desk, has_fresh);
  g_assert_true (g_str_has_prefix (cercle_meeting_addresses_get_fresh (addresses ()),
                                   "https://cercle.example.org" CERCLE_CALENDAR_PATH));
  case_desk_wait_for_words (&desk, "CD 14 <i>");
  unnamed = tree_unnamed (desk.page);
  g_assert_cmpstr (unnamed, ==, NULL);
  g_signal_emit_by_name (tree_find (GTK_WIDGET (addresses ()), GTK_TYPE_BUTTON, "Revoke"),
                         "clicked");
  case_desk_wait_for_words (&desk, "nobody reads anything there");
  g_assert_null (tree_find (GTK_WIDGET (addresses ()), GTK_TYPE_BUTTON, "Revoke"));
  /* What was shown once is not shown again. */
  g_assert_true (case_desk_key (GTK_WIDGET (addresses ()), GDK_KEY_Escape, 0));
  g_assert_true (gtk_widget_activate_action (desk.page, "meetings.addresses", NULL));
  g_assert_null (cercle_meeting_addresses_get_fresh (addresses ()));
  case_desk_end (&desk);
}

/* Without a name nothing is made. */
static void
test_nameless (void)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_calendar_address_kind);
  g_autoptr (GPtrArray) found = NULL;

  begin ("col", 1100, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (name_entry ()), "   ");
  g_signal_emit_by_name (name_entry (), "activate");
  case_desk_settle ();
  found = room_find (desk.session, query);
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_null (cercle_meeting_addresses_get_fresh (addresses ()));
  case_desk_end (&desk);
}

/* Who may not make any is told who does; where none could be read, that. */
static void
test_closed (void)
{
  begin ("ada", 1100, TRUE);
  g_assert_true (case_desk_says (&desk, "The coordinator makes and revokes these addresses."));
  case_desk_end (&desk);
  begin ("col", 1100, FALSE);
  g_assert_true (case_desk_says (&desk, "by a file of this machine"));
  case_desk_end (&desk);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_data_func ("/widgets/addresses/made", GINT_TO_POINTER (1100), test_made);
  g_test_add_data_func ("/widgets/addresses/made-narrow", GINT_TO_POINTER (620), test_made);
  g_test_add_func ("/widgets/addresses/nameless", test_nameless);
  g_test_add_func ("/widgets/addresses/closed", test_closed);
  return g_test_run ();
}
