/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a partner found, rung, written down and asked by keys? */
#include "case-desk.h"

#include "cercle-case.h"
#include "cercle-compact-list.h"
#include "cercle-directory-chips.h"
#include "cercle-directory-page.h"
#include "cercle-directory-round.h"
#include "cercle-directory-sheet.h"
#include "cercle-directory.h"
#include "cercle-field-row.h"
#include "cercle-matrix-form.h"
#include "cercle-organisation.h"
#include "room.h"

#define PARTNERS 3

static const struct
{
  const char *name, *commune;
  int from, to;
} partners[PARTNERS] = {
  { "Relayage Les Vergers", "14366", 6, 20 },
  { "Halte La Closerie", "14366", 12, 60 },
  { "Foyer Le Grand Clos", "14118", 18, 70 },
};

typedef struct
{
  CaseDesk desk;
  char *ids[PARTNERS];
} Room;

static const char *only; /* who is to be left */

static void
commit (CercleSession *session, CercleTx *tx)
{
  g_autoptr (GError) error = NULL;

  room_commit (session, tx, &error);
  g_assert_no_error (error);
}

/* (transfer full): its identity. */
static char *
add_partner (CercleSession *session, guint i)
{
  g_autoptr (CercleRecord) organisation =
      cercle_session_new_record (session, &cercle_organisation_kind);
  g_autoptr (CercleRecord) place = cercle_session_new_record (session, &cercle_place_kind);
  g_autoptr (CercleRecord) service = cercle_session_new_record (session, &cercle_service_kind);
  const char *id = cercle_record_get_id (organisation);
  CercleTx *tx = cercle_tx_new ("Partner added");

  cercle_record_set_text (organisation, CERCLE_ORGANISATION_NAME, partners[i].name);
  cercle_record_set_text (organisation, CERCLE_ORGANISATION_FAMILY, "esms");
  cercle_record_set_text (organisation, CERCLE_ORGANISATION_PHONE, "+33231000001");
  cercle_record_set_flag (organisation, CERCLE_ORGANISATION_IN_ROUND, i < 2);
  cercle_record_set_text (place, CERCLE_PLACE_ORGANISATION, id);
  cercle_record_set_text (place, CERCLE_PLACE_COMMUNE, partners[i].commune);
  cercle_record_set_text (place, CERCLE_PLACE_ADDRESS, "3 rue des Roses");
  cercle_record_set_flag (place, CERCLE_PLACE_HIDDEN, i == 0);
  cercle_record_set_text (service, CERCLE_SERVICE_ORGANISATION, id);
  cercle_record_set_text (service, CERCLE_SERVICE_NAME, "Répit");
  cercle_record_set_integer (service, CERCLE_SERVICE_AGE_FROM, partners[i].from);
  cercle_record_set_integer (service, CERCLE_SERVICE_AGE_TO, partners[i].to);
  cercle_tx_save (tx, organisation);
  cercle_tx_save (tx, place);
  cercle_tx_save (tx, service);
  commit (session, tx);
  return g_strdup (id);
}

static void
begin (Room *room, GType page, int width)
{
  case_desk_begin (&room->desk);
  for (guint i = 0; i < PARTNERS; i++)
    room->ids[i] = add_partner (room->desk.session, i);
  only = room->ids[0];
  case_desk_show (&room->desk, page, width);
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

static CercleDirectoryChips *
chips_of (gpointer page)
{
  return CERCLE_DIRECTORY_CHIPS (tree_find (page, CERCLE_TYPE_DIRECTORY_CHIPS, NULL));
}

static const char *
shown (gpointer page)
{
  GtkWidget *sheet = tree_find (page, CERCLE_TYPE_DIRECTORY_SHEET, NULL);
  return cercle_directory_sheet_get_id (CERCLE_DIRECTORY_SHEET (sheet));
}

static gboolean
has_all_cb (gpointer page)
{
  return case_desk_n_shown (page) >= PARTNERS && shown (page) != NULL;
}

static gboolean
has_one_cb (gpointer page)
{
  return case_desk_n_shown (page) == 1 && g_strcmp0 (shown (page), only) == 0;
}

static gboolean
has_none_cb (gpointer page)
{
  return case_desk_n_shown (page) == 0 && shown (page) == NULL;
}

static gboolean
is_on (CaseDesk *desk, GType type)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (desk->window));

  return focus != NULL && gtk_widget_get_ancestor (focus, type) != NULL;
}

/* --- Finding --------------------------------------------------------------------------------- */

static void
test_find (void)
{
  Room room;

  begin (&room, CERCLE_TYPE_DIRECTORY_PAGE, 1156);
  CASE_DESK_WAIT (&room.desk, has_all_cb);
  g_assert_null (tree_unnamed (room.desk.page));
  cercle_directory_chips_set (chips_of (room.desk.page), CERCLE_CHIP_AGE, "9");
  CASE_DESK_WAIT (&room.desk, has_one_cb);
  g_assert_null (tree_unnamed (room.desk.page));
  cercle_directory_chips_set (chips_of (room.desk.page), CERCLE_CHIP_AGE, "99");
  CASE_DESK_WAIT (&room.desk, has_none_cb);
  case_desk_wait_for_words (&room.desk, "No Partner Fits");
  g_assert_true (case_desk_key (room.desk.page, GDK_KEY_Escape, 0));
  CASE_DESK_WAIT (&room.desk, has_all_cb);
  g_assert_false (case_desk_key (room.desk.page, GDK_KEY_Escape, 0));
  end (&room);
}

/* A private home is told when somebody asks for it; Escape leads back to the list. */
static void
test_sheet (void)
{
  Room room;
  GtkWidget *veil = NULL;

  begin (&room, CERCLE_TYPE_DIRECTORY_PAGE, 640);
  CASE_DESK_WAIT (&room.desk, has_all_cb);
  cercle_directory_chips_set (chips_of (room.desk.page), CERCLE_CHIP_AGE, "9");
  CASE_DESK_WAIT (&room.desk, has_one_cb);
  g_assert_false (
      gtk_widget_get_mapped (tree_find (room.desk.page, CERCLE_TYPE_DIRECTORY_SHEET, NULL)));
  g_signal_emit_by_name (case_desk_list (room.desk.page), "activate", 0);
  case_desk_wait_for_words (&room.desk, "never told");
  case_desk_wait_for_words (&room.desk, "from 6 to 20 years");
  g_assert_false (case_desk_says (&room.desk, "3 rue des Roses"));
  veil = tree_find (room.desk.page, GTK_TYPE_BUTTON, "Private home: Show the Address");
  g_assert_nonnull (veil);
  g_signal_emit_by_name (veil, "clicked");
  case_desk_wait_for_words (&room.desk, "3 rue des Roses");
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (case_desk_list (room.desk.page))));
  g_assert_true (case_desk_key (room.desk.page, GDK_KEY_Escape, 0));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (case_desk_list (room.desk.page))));
  end (&room);
}

/* --- From within a case ---------------------------------------------------------------------- */

static void
test_for_case (void)
{
  Room room;
  g_autofree char *kase = NULL, *target = NULL, *wanted = NULL;

  begin (&room, CERCLE_TYPE_DIRECTORY_PAGE, 1156);
  kase = case_desk_add (room.desk.session, "Mathis", "Quesnel", "Répit", NULL);
  CASE_DESK_WAIT (&room.desk, has_all_cb);
  g_assert_null (tree_find (room.desk.page, GTK_TYPE_BUTTON, "Ask for Mathis Quesnel"));
  target = g_strconcat ("case:", kase, NULL);
  cercle_page_open (CERCLE_PAGE (room.desk.page), target);
  cercle_directory_chips_set (chips_of (room.desk.page), CERCLE_CHIP_AGE, "9");
  CASE_DESK_WAIT (&room.desk, has_one_cb);
  case_desk_wait_for_words (&room.desk, "1 partner for Mathis Quesnel");
  case_desk_wait_for_words (&room.desk, "Ask for Mathis Quesnel");
  gtk_widget_activate_action (room.desk.page, "directory.ask", NULL);
  wanted = g_strdup_printf ("open-case %s/request:%s", kase, room.ids[0]);
  g_assert_cmpstr (room.desk.asked, ==, wanted);
  end (&room);
}

/* --- Writing --------------------------------------------------------------------------------- */

static gboolean
has_form_cb (gpointer page)
{
  GtkWidget *form = tree_find (page, CERCLE_TYPE_MATRIX_FORM, NULL);
  return gtk_widget_get_mapped (form);
}

static gboolean
has_no_form_cb (gpointer page)
{
  return !has_form_cb (page);
}

static void
edit (Room *room, const char *kind, const char *id)
{
  g_autofree char *target = g_strconcat (kind, ":", id, NULL);

  gtk_widget_activate_action (room->desk.page, "directory.edit", "s", target);
  CASE_DESK_WAIT (&room->desk, has_form_cb);
}

typedef struct
{
  guint field;
  GtkWidget *row;
} Search;

static gboolean
is_row_cb (GtkWidget *widget, gpointer data)
{
  Search *search = data;

  if (!CERCLE_IS_FIELD_ROW (widget) || !gtk_widget_get_mapped (widget) ||
      cercle_field_row_get_field (CERCLE_FIELD_ROW (widget)) != search->field)
    return FALSE;
  search->row = widget;
  return TRUE;
}

static void
type (Room *room, guint field, const char *text)
{
  Search search = { field, NULL };

  g_assert_true (tree_walk (room->desk.page, is_row_cb, &search));
  cercle_field_row_set_typed (CERCLE_FIELD_ROW (search.row), text);
}

static void
save (Room *room)
{
  GtkWidget *form = tree_find (room->desk.page, CERCLE_TYPE_MATRIX_FORM, NULL);
  g_assert_true (case_desk_key (form, GDK_KEY_Return, GDK_CONTROL_MASK));
}

static void
test_write (void)
{
  Room room;
  g_autoptr (CercleRecord) organisation = NULL;

  begin (&room, CERCLE_TYPE_DIRECTORY_PAGE, 1156);
  CASE_DESK_WAIT (&room.desk, has_all_cb);
  cercle_directory_chips_set (chips_of (room.desk.page), CERCLE_CHIP_AGE, "9");
  CASE_DESK_WAIT (&room.desk, has_one_cb);
  edit (&room, "capacity", "");
  type (&room, CERCLE_CAPACITY_FREE, "3");
  type (&room, CERCLE_CAPACITY_TOLD_BY, "Mme Anquetil");
  save (&room);
  CASE_DESK_WAIT (&room.desk, has_no_form_cb);
  case_desk_wait_for_words (&room.desk, "3 free places");
  case_desk_wait_for_words (&room.desk, "Mme Anquetil");
  edit (&room, "contact", "");
  type (&room, CERCLE_CONTACT_LAST_NAME, "Anquetil");
  type (&room, CERCLE_CONTACT_FUNCTION, "responsable");
  save (&room);
  CASE_DESK_WAIT (&room.desk, has_no_form_cb);
  case_desk_wait_for_words (&room.desk, "responsable");
  edit (&room, "organisation", room.ids[0]);
  type (&room, CERCLE_ORGANISATION_FINESS, "1234");
  save (&room);
  case_desk_wait_for_words (&room.desk, "A FINESS number has nine digits.");
  g_assert_true (
      case_desk_key (tree_find (room.desk.page, CERCLE_TYPE_MATRIX_FORM, NULL), GDK_KEY_Escape, 0));
  CASE_DESK_WAIT (&room.desk, has_no_form_cb);
  case_desk_wait_for_words (&room.desk, "Never checked");
  gtk_widget_activate_action (room.desk.page, "directory.still-true", NULL);
  case_desk_wait_for_words (&room.desk, "Checked on");
  organisation = cercle_session_get (room.desk.session, &cercle_organisation_kind, room.ids[0]);
  g_assert_cmpstr (cercle_record_get_text (organisation, CERCLE_ORGANISATION_VERIFIED_ON), ==,
                   cercle_session_get_today (room.desk.session));
  g_assert_null (cercle_record_get_text (organisation, CERCLE_ORGANISATION_FINESS));
  end (&room);
}

/* --- The morning round ----------------------------------------------------------------------- */

static gboolean
says_cb (gpointer page, const char *words)
{
  return g_strcmp0 (cercle_page_get_subtitle (page), words) == 0;
}

static gboolean
first_of_two_cb (gpointer page)
{
  return says_cb (page, "1 of 2 to ring");
}

static gboolean
second_of_two_cb (gpointer page)
{
  return says_cb (page, "2 of 2 to ring");
}

static gboolean
is_over_cb (gpointer page)
{
  return tree_shows (page, "To the Directory") && cercle_page_get_subtitle (page) == NULL;
}

static gboolean
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
  return taken;
}

static void
test_round (void)
{
  Room room;
  g_autoptr (CercleQuery) told = cercle_query_new (&cercle_capacity_kind);
  g_autoptr (CercleQuery) rung = cercle_query_new (&cercle_enquiry_kind);
  g_autoptr (GPtrArray) capacities = NULL, enquiries = NULL;

  begin (&room, CERCLE_TYPE_DIRECTORY_ROUND, 1156);
  CASE_DESK_WAIT (&room.desk, first_of_two_cb);
  g_assert_null (tree_unnamed (room.desk.page));
  g_assert_true (is_on (&room.desk, CERCLE_TYPE_FIELD_ROW));
  /* Nothing is noted where nothing was typed. */
  g_assert_true (press (&room, GDK_KEY_Return));
  g_assert_true (first_of_two_cb (room.desk.page));
  type (&room, CERCLE_CAPACITY_FREE, "2");
  g_assert_true (press (&room, GDK_KEY_Return));
  CASE_DESK_WAIT (&room.desk, second_of_two_cb);
  g_assert_true (press (&room, GDK_KEY_n));
  CASE_DESK_WAIT (&room.desk, is_over_cb);
  capacities = room_find (room.desk.session, told);
  enquiries = room_find (room.desk.session, rung);
  g_assert_cmpuint (capacities->len, ==, 1);
  g_assert_cmpint (cercle_record_get_integer (capacities->pdata[0], CERCLE_CAPACITY_FREE, -1), ==,
                   2);
  g_assert_cmpuint (enquiries->len, ==, 2);
  /* Whoever did not answer is rung again, whoever told is not. */
  cercle_page_open (CERCLE_PAGE (room.desk.page), NULL);
  case_desk_wait_for_words (&room.desk, "never told");
  g_assert_true (says_cb (room.desk.page, "1 of 1 to ring"));
  end (&room);
}

int
main (int argc, char *argv[])
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/directory/find", test_find);
  g_test_add_func ("/directory/sheet", test_sheet);
  g_test_add_func ("/directory/for-case", test_for_case);
  g_test_add_func ("/directory/write", test_write);
  g_test_add_func ("/directory/round", test_round);
  return g_test_run ();
}
