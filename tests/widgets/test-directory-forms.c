/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Can a sheet say all there is to say, and is what was changed taken back? */
#include "directory-desk.h"

#include "cercle-commune-set.h"
#include "cercle-directory-page.h"
#include "cercle-lookup.h"
#include "cercle-matrix-form.h"
#include "cercle-organisation.h"
#include "room.h"

/* Letters in an entry, and the line that is then offered taken by Return. */
static GtkWidget *waited;

static gboolean
is_offered_cb (gpointer page)
{
  return cercle_lookup_is_open (CERCLE_LOOKUP (waited));
}

static void
take_line (DirectoryDesk *room, GtkWidget *lookup, const char *letters)
{
  GtkWidget *entry = tree_find (lookup, GTK_TYPE_ENTRY, NULL);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (entry);
  gboolean taken = FALSE;

  waited = lookup;
  if (letters != NULL)
    gtk_editable_set_text (GTK_EDITABLE (entry), letters);
  else
    g_signal_emit_by_name (lookup, "search", "");
  CASE_DESK_WAIT (&room->desk, is_offered_cb);
  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_Return, 0, 0, &taken);
    }
  g_assert_true (taken);
}

/* (transfer full): the one service of the first partner. */
static CercleRecord *
service_of (DirectoryDesk *room)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_service_kind);
  g_autoptr (GPtrArray) found = NULL;

  cercle_query_where (query, CERCLE_SERVICE_ORGANISATION, CERCLE_IS, room->ids[0]);
  found = room_find (room->desk.session, query);
  g_assert_cmpuint (found->len, ==, 1);
  return g_object_ref (found->pdata[0]);
}

/* The first partner alone, its sheet shown. */
static void
begin_sheet (DirectoryDesk *room)
{
  directory_desk_begin (room, CERCLE_TYPE_DIRECTORY_PAGE, 1156);
  CASE_DESK_WAIT (&room->desk, directory_desk_has_all);
  cercle_directory_chips_set (directory_desk_chips (room->desk.page), CERCLE_CHIP_AGE, "9");
  CASE_DESK_WAIT (&room->desk, directory_desk_has_one);
}

/* The area of a service is a set of communes, added by name; what names none is refused and stays.
 */
static void
test_area (void)
{
  DirectoryDesk room;
  g_autoptr (CercleRecord) before = NULL, after = NULL, without = NULL;
  GtkWidget *set = NULL, *away = NULL;

  begin_sheet (&room);
  before = service_of (&room);
  directory_desk_edit (&room, "service", cercle_record_get_id (before));
  set = tree_find (room.desk.page, CERCLE_TYPE_COMMUNE_SET, NULL);
  take_line (&room, tree_find (set, CERCLE_TYPE_LOOKUP, NULL), "lisieux");
  take_line (&room, tree_find (set, CERCLE_TYPE_LOOKUP, NULL), "14000");
  g_assert_true (tree_shows (set, "Lisieux"));
  g_assert_true (tree_shows (set, "Caen"));
  g_assert_null (tree_unnamed (room.desk.page));
  directory_desk_type (&room, CERCLE_SERVICE_COMMUNES, "14118 14366 ?zzz");
  directory_desk_save (&room);
  case_desk_wait_for_words (&room.desk, "No commune has this name: take one of the list.");
  g_assert_true (directory_desk_has_form (room.desk.page));
  directory_desk_type (&room, CERCLE_SERVICE_COMMUNES, "14118 14366");
  directory_desk_save (&room);
  CASE_DESK_WAIT (&room.desk, directory_desk_has_no_form);
  case_desk_wait_for_words (&room.desk, "Caen, Lisieux");
  after = service_of (&room);
  g_assert_cmpstr (cercle_record_get_text (after, CERCLE_SERVICE_COMMUNES), ==, "14118 14366");
  directory_desk_edit (&room, "service", cercle_record_get_id (before));
  set = tree_find (room.desk.page, CERCLE_TYPE_COMMUNE_SET, NULL);
  away = gtk_widget_get_ancestor (tree_find (set, GTK_TYPE_LABEL, "Caen"), GTK_TYPE_BUTTON);
  g_signal_emit_by_name (away, "clicked");
  directory_desk_save (&room);
  CASE_DESK_WAIT (&room.desk, directory_desk_has_no_form);
  without = service_of (&room);
  g_assert_cmpstr (cercle_record_get_text (without, CERCLE_SERVICE_COMMUNES), ==, "14366");
  directory_desk_end (&room);
}

/* The second place of the first partner: a person works there. A private home is offered by its
 * commune, never by its address. */
static void
test_part (void)
{
  DirectoryDesk room;
  g_autoptr (CercleRecord) place = NULL, contact = NULL;
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_contact_kind);
  g_autoptr (GPtrArray) found = NULL;
  CercleTx *tx = cercle_tx_new ("Place added");

  begin_sheet (&room);
  place = cercle_session_new_record (room.desk.session, &cercle_place_kind);
  cercle_record_set_text (place, CERCLE_PLACE_ORGANISATION, room.ids[0]);
  cercle_record_set_text (place, CERCLE_PLACE_NAME, "Antenne de Pont-l’Évêque");
  cercle_record_set_text (place, CERCLE_PLACE_COMMUNE, "14514");
  cercle_tx_save (tx, place);
  directory_desk_commit (room.desk.session, tx);
  directory_desk_edit (&room, "contact", "");
  directory_desk_type (&room, CERCLE_CONTACT_LAST_NAME, "Anquetil");
  take_line (&room,
             tree_find (tree_find (room.desk.page, CERCLE_TYPE_MATRIX_FORM, NULL),
                        CERCLE_TYPE_LOOKUP, NULL),
             NULL);
  g_assert_false (case_desk_says (&room.desk, "3 rue des Roses"));
  g_assert_cmpstr (cercle_lookup_get_typed (CERCLE_LOOKUP (waited)), ==, "Lisieux");
  take_line (&room, waited, "antenne");
  g_assert_cmpstr (cercle_lookup_get_chosen (CERCLE_LOOKUP (waited)), ==,
                   cercle_record_get_id (place));
  directory_desk_save (&room);
  CASE_DESK_WAIT (&room.desk, directory_desk_has_no_form);
  found = room_find (room.desk.session, query);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (cercle_record_get_text (found->pdata[0], CERCLE_CONTACT_PLACE), ==,
                   cercle_record_get_id (place));
  case_desk_wait_for_words (&room.desk, "Antenne de Pont-l’Évêque");
  directory_desk_end (&room);
}

/* Ctrl+Z takes back what was changed on a sheet, and the sheet shows it. */
static void
test_undo (void)
{
  DirectoryDesk room;
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleRecord) organisation = NULL;

  begin_sheet (&room);
  directory_desk_edit (&room, "organisation", room.ids[0]);
  directory_desk_type (&room, CERCLE_ORGANISATION_NAME, "Relayage des Vergers d’Auge");
  directory_desk_type (&room, CERCLE_ORGANISATION_STRENGTHS, "Répond dans l’heure");
  directory_desk_save (&room);
  CASE_DESK_WAIT (&room.desk, directory_desk_has_no_form);
  case_desk_wait_for_words (&room.desk, "Répond dans l’heure");
  g_assert_true (room_undo (room.desk.session, &error));
  g_assert_no_error (error);
  case_desk_wait_for_words (&room.desk, "Relayage Les Vergers");
  organisation = cercle_session_get (room.desk.session, &cercle_organisation_kind, room.ids[0]);
  g_assert_cmpstr (cercle_record_get_text (organisation, CERCLE_ORGANISATION_NAME), ==,
                   directory_desk_partners[0].name);
  g_assert_false (cercle_record_is_set (organisation, CERCLE_ORGANISATION_STRENGTHS));
  gtk_widget_activate_action (room.desk.page, "directory.still-true", NULL);
  case_desk_wait_for_words (&room.desk, "Checked on");
  g_assert_true (room_undo (room.desk.session, &error));
  case_desk_wait_for_words (&room.desk, "Never checked");
  directory_desk_end (&room);
}

/* A number whose key is wrong may stand on a letter: it is kept as it was typed, and told. */
static void
test_numbers (void)
{
  DirectoryDesk room;
  g_autoptr (CercleRecord) organisation = NULL;

  begin_sheet (&room);
  directory_desk_edit (&room, "organisation", room.ids[0]);
  directory_desk_type (&room, CERCLE_ORGANISATION_FINESS, "140000308");
  directory_desk_type (&room, CERCLE_ORGANISATION_SIRET, "12345678901234");
  directory_desk_save (&room);
  CASE_DESK_WAIT (&room.desk, directory_desk_has_no_form);
  case_desk_wait_for_words (&room.desk, "⚠ The key of this SIRET does not match.");
  g_assert_false (case_desk_says (&room.desk, "⚠ The key of this FINESS number does not match."));
  organisation = cercle_session_get (room.desk.session, &cercle_organisation_kind, room.ids[0]);
  g_assert_cmpstr (cercle_record_get_text (organisation, CERCLE_ORGANISATION_SIRET), ==,
                   "12345678901234");
  g_assert_cmpstr (cercle_record_get_text (organisation, CERCLE_ORGANISATION_FINESS), ==,
                   "140000308");
  directory_desk_end (&room);
}

int
main (int argc, char *argv[])
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/directory/area", test_area);
  g_test_add_func ("/directory/part", test_part);
  g_test_add_func ("/directory/undo", test_undo);
  g_test_add_func ("/directory/numbers", test_numbers);
  return g_test_run ();
}
