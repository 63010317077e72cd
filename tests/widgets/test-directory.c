/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a partner found, rung, written down and asked by keys? */
#include "directory-desk.h"

#include "cercle-case-ask.h"
#include "cercle-case-page.h"
#include "cercle-case.h"
#include "cercle-compact-list.h"
#include "cercle-directory-page.h"
#include "cercle-directory-round.h"
#include "cercle-directory-sheet.h"
#include "cercle-directory.h"
#include "cercle-field-row.h"
#include "cercle-matrix-form.h"
#include "cercle-organisation.h"
#include "cercle-request.h"
#include "cercle-suggest.h"
#include "cercle-suggestion.h"
#include "room.h"

/* --- Finding --------------------------------------------------------------------------------- */

static void
test_find (void)
{
  DirectoryDesk room;

  directory_desk_begin (&room, CERCLE_TYPE_DIRECTORY_PAGE, 1156);
  CASE_DESK_WAIT (&room.desk, directory_desk_has_all);
  g_assert_null (tree_unnamed (room.desk.page));
  cercle_directory_chips_set (directory_desk_chips (room.desk.page), CERCLE_CHIP_AGE, "9");
  CASE_DESK_WAIT (&room.desk, directory_desk_has_one);
  g_assert_null (tree_unnamed (room.desk.page));
  cercle_directory_chips_set (directory_desk_chips (room.desk.page), CERCLE_CHIP_AGE, "99");
  CASE_DESK_WAIT (&room.desk, directory_desk_has_none);
  case_desk_wait_for_words (&room.desk, "No Partner Fits");
  g_assert_true (case_desk_key (room.desk.page, GDK_KEY_Escape, 0));
  CASE_DESK_WAIT (&room.desk, directory_desk_has_all);
  g_assert_false (case_desk_key (room.desk.page, GDK_KEY_Escape, 0));
  directory_desk_end (&room);
}

/* Each need is a chip of its own; a mission is one, too. */
static void
test_chips (void)
{
  DirectoryDesk room;
  CercleDirectoryChips *chips = NULL;
  GtkWidget *away = NULL;
  CerclePartnerQuestion question = { .age = -1 };

  directory_desk_begin (&room, CERCLE_TYPE_DIRECTORY_PAGE, 1156);
  CASE_DESK_WAIT (&room.desk, directory_desk_has_all);
  chips = directory_desk_chips (room.desk.page);
  cercle_directory_chips_set (chips, CERCLE_CHIP_THEME, "respite school");
  cercle_directory_chips_set (chips, CERCLE_CHIP_MISSION, "respite_home");
  cercle_directory_chips_ask (chips, &question);
  g_assert_cmpstr (question.themes, ==, "respite school");
  g_assert_cmpstr (question.mission, ==, "respite_home");
  CASE_DESK_WAIT (&room.desk, directory_desk_has_none);
  g_assert_null (tree_unnamed (room.desk.page));
  away = tree_find (GTK_WIDGET (chips), GTK_TYPE_LABEL, "need");
  g_assert_nonnull (away);
  away = gtk_widget_get_ancestor (away, GTK_TYPE_BUTTON);
  g_signal_emit_by_name (away, "clicked");
  g_assert_cmpstr (cercle_directory_chips_get (chips, CERCLE_CHIP_THEME), ==, "school");
  away = gtk_widget_get_ancestor (tree_find (GTK_WIDGET (chips), GTK_TYPE_LABEL, "need"),
                                  GTK_TYPE_BUTTON);
  g_signal_emit_by_name (away, "clicked");
  g_assert_null (cercle_directory_chips_get (chips, CERCLE_CHIP_THEME));
  cercle_directory_chips_set (chips, CERCLE_CHIP_MISSION, NULL);
  CASE_DESK_WAIT (&room.desk, directory_desk_has_all);
  g_assert_true (cercle_directory_chips_is_empty (chips));
  directory_desk_end (&room);
}

/* Who types the name of a partner is not led to a commune at the other end of France that is called
 * so. */
static void
test_communes (void)
{
  static const struct
  {
    const char *typed, *territory, *first; /* NULL: none */
  } rows[] = {
    { "lisieux", "14", "14366" },  { "Pommiers", "14", NULL },   { "pommiers", "69M", "69156" },
    { "ajaccio", "20R", "2A004" }, { "strasb", "6AE", "67482" }, { "saint-pierre", "975", "97502" },
    { "lisieux", "61", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) found =
          cercle_suggest_find_communes_within (rows[i].typed, rows[i].territory);

      g_test_message ("%s in %s", rows[i].typed, rows[i].territory);
      g_assert_cmpstr (found->len > 0 ? cercle_suggestion_get_id (found->pdata[0]) : NULL, ==,
                       rows[i].first);
    }
}

/* A private home is told when somebody asks for it; Escape leads back to the list. */
static void
test_sheet (void)
{
  DirectoryDesk room;
  GtkWidget *veil = NULL;

  directory_desk_begin (&room, CERCLE_TYPE_DIRECTORY_PAGE, 640);
  CASE_DESK_WAIT (&room.desk, directory_desk_has_all);
  cercle_directory_chips_set (directory_desk_chips (room.desk.page), CERCLE_CHIP_AGE, "9");
  CASE_DESK_WAIT (&room.desk, directory_desk_has_one);
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
  directory_desk_end (&room);
}

/* --- From within a case ---------------------------------------------------------------------- */

static gboolean
offers_no_ask_cb (gpointer page)
{
  GtkWidget *ask = tree_find (page, GTK_TYPE_BUTTON, "Ask for Mathis Quesnel");

  return ask == NULL || !gtk_widget_get_visible (ask);
}

/* Whoever has closed for good is found by name, says so, and is asked for nobody; no need finds
 * them. */
static void
test_closed (void)
{
  DirectoryDesk room;
  GtkWidget *typed = NULL;
  g_autofree char *kase = NULL, *target = NULL;
  g_autoptr (CercleRecord) first = NULL;
  CercleTx *tx = cercle_tx_new ("Closed");

  directory_desk_begin (&room, CERCLE_TYPE_DIRECTORY_PAGE, 1156);
  kase = case_desk_add (room.desk.session, "Mathis", "Quesnel", "Répit", NULL);
  CASE_DESK_WAIT (&room.desk, directory_desk_has_all);
  first = cercle_session_get (room.desk.session, &cercle_organisation_kind, room.ids[0]);
  cercle_record_set_text (first, CERCLE_ORGANISATION_CLOSED_ON, "2020-05-31");
  cercle_tx_save (tx, first);
  directory_desk_commit (room.desk.session, tx);
  target = g_strconcat ("case:", kase, NULL);
  cercle_page_open (CERCLE_PAGE (room.desk.page), target);
  cercle_directory_chips_set (directory_desk_chips (room.desk.page), CERCLE_CHIP_AGE, "9");
  CASE_DESK_WAIT (&room.desk, directory_desk_has_none);
  cercle_directory_chips_clear (directory_desk_chips (room.desk.page));
  typed = tree_find (GTK_WIDGET (directory_desk_chips (room.desk.page)), GTK_TYPE_EDITABLE, NULL);
  gtk_editable_set_text (GTK_EDITABLE (typed), "vergers");
  CASE_DESK_WAIT (&room.desk, directory_desk_has_one);
  case_desk_wait_for_words (&room.desk, "Closed for good on ");
  CASE_DESK_WAIT (&room.desk, offers_no_ask_cb);
  directory_desk_end (&room);
}

static void
test_for_case (void)
{
  DirectoryDesk room;
  g_autofree char *kase = NULL, *target = NULL, *wanted = NULL;

  directory_desk_begin (&room, CERCLE_TYPE_DIRECTORY_PAGE, 1156);
  kase = case_desk_add (room.desk.session, "Mathis", "Quesnel", "Répit", NULL);
  CASE_DESK_WAIT (&room.desk, directory_desk_has_all);
  g_assert_null (tree_find (room.desk.page, GTK_TYPE_BUTTON, "Ask for Mathis Quesnel"));
  target = g_strconcat ("case:", kase, NULL);
  cercle_page_open (CERCLE_PAGE (room.desk.page), target);
  cercle_directory_chips_set (directory_desk_chips (room.desk.page), CERCLE_CHIP_AGE, "9");
  CASE_DESK_WAIT (&room.desk, directory_desk_has_one);
  case_desk_wait_for_words (&room.desk, "1 partner for Mathis Quesnel");
  case_desk_wait_for_words (&room.desk, "Ask for Mathis Quesnel");
  gtk_widget_activate_action (room.desk.page, "directory.ask", NULL);
  wanted = g_strdup_printf ("open-case %s/request:%s", kase, room.ids[0]);
  g_assert_cmpstr (room.desk.asked, ==, wanted);
  directory_desk_end (&room);
}

/* All that the case needs, its age and its commune; a case without themes brings its mission. */
static void
test_case_needs (void)
{
  DirectoryDesk room;
  g_autofree char *id = NULL, *target = NULL;
  g_autoptr (CercleRecord) kase = NULL;
  CercleDirectoryChips *chips = NULL;
  CercleTx *tx = cercle_tx_new ("Case changed");

  directory_desk_begin (&room, CERCLE_TYPE_DIRECTORY_PAGE, 1156);
  chips = directory_desk_chips (room.desk.page);
  id = case_desk_add (room.desk.session, "Mathis", "Quesnel", "Répit", NULL);
  kase = case_desk_case (room.desk.session, id);
  cercle_record_set_text (kase, CERCLE_CASE_THEMES, "respite school");
  cercle_record_set_text (kase, CERCLE_CASE_COMMUNE, "14366");
  cercle_tx_save (tx, kase);
  directory_desk_commit (room.desk.session, tx);
  target = g_strconcat ("case:", id, NULL);
  cercle_page_open (CERCLE_PAGE (room.desk.page), target);
  g_assert_cmpstr (cercle_directory_chips_get (chips, CERCLE_CHIP_THEME), ==, "respite school");
  g_assert_cmpstr (cercle_directory_chips_get (chips, CERCLE_CHIP_COMMUNE), ==, "14366");
  g_assert_null (cercle_directory_chips_get (chips, CERCLE_CHIP_MISSION));
  tx = cercle_tx_new ("Case changed");
  cercle_record_unset (kase, CERCLE_CASE_THEMES);
  cercle_record_set_text (kase, CERCLE_CASE_MISSION, "respite");
  cercle_record_set_text (kase, CERCLE_CASE_SUB_MISSION, "respite_home");
  cercle_tx_save (tx, kase);
  directory_desk_commit (room.desk.session, tx);
  cercle_page_open (CERCLE_PAGE (room.desk.page), target);
  g_assert_null (cercle_directory_chips_get (chips, CERCLE_CHIP_THEME));
  g_assert_cmpstr (cercle_directory_chips_get (chips, CERCLE_CHIP_MISSION), ==, "respite_home");
  directory_desk_end (&room);
}

/* What the directory leads to: the form of a request, its partner chosen. */
static void
test_ask (void)
{
  CaseDesk desk;
  g_autofree char *partner = NULL, *target = NULL;
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_request_kind);
  g_autoptr (GPtrArray) requests = NULL;
  GtkWidget *form = NULL, *what = NULL;

  case_desk_begin_case (&desk, 0);
  partner = directory_desk_add (desk.session, 0);
  case_desk_show (&desk, CERCLE_TYPE_CASE_PAGE, 1100);
  target = g_strdup_printf ("%s/request:%s", desk.id, partner);
  cercle_page_open (CERCLE_PAGE (desk.page), target);
  case_desk_wait_for_words (&desk,
                            "Relayage Les Vergers is asked without learning who it is about.");
  form = tree_find (desk.page, CERCLE_TYPE_CASE_ASK, NULL);
  what = cercle_case_entry_get_control (CERCLE_CASE_ENTRY (form), CERCLE_REQUEST_WHAT);
  cercle_field_row_set_typed (CERCLE_FIELD_ROW (what), "Une place le samedi");
  g_signal_emit_by_name (what, "typed");
  g_assert_true (cercle_case_form_save (CERCLE_CASE_FORM (form)));
  case_desk_wait_for_words (&desk, "Relayage Les Vergers");
  requests = room_find (desk.session, query);
  g_assert_cmpuint (requests->len, ==, 1);
  g_assert_cmpstr (cercle_record_get_text (requests->pdata[0], CERCLE_REQUEST_ORGANISATION), ==,
                   partner);
  g_assert_cmpstr (cercle_record_get_text (requests->pdata[0], CERCLE_REQUEST_CASE), ==, desk.id);
  case_desk_end (&desk);
}

/* --- Writing --------------------------------------------------------------------------------- */

static void
test_write (void)
{
  DirectoryDesk room;
  g_autoptr (CercleRecord) organisation = NULL;

  directory_desk_begin (&room, CERCLE_TYPE_DIRECTORY_PAGE, 1156);
  CASE_DESK_WAIT (&room.desk, directory_desk_has_all);
  cercle_directory_chips_set (directory_desk_chips (room.desk.page), CERCLE_CHIP_AGE, "9");
  CASE_DESK_WAIT (&room.desk, directory_desk_has_one);
  directory_desk_edit (&room, "capacity", "");
  directory_desk_type (&room, CERCLE_CAPACITY_FREE, "3");
  directory_desk_type (&room, CERCLE_CAPACITY_TOLD_BY, "Mme Anquetil");
  directory_desk_save (&room);
  CASE_DESK_WAIT (&room.desk, directory_desk_has_no_form);
  case_desk_wait_for_words (&room.desk, "3 free places");
  case_desk_wait_for_words (&room.desk, "Mme Anquetil");
  directory_desk_edit (&room, "contact", "");
  directory_desk_type (&room, CERCLE_CONTACT_LAST_NAME, "Anquetil");
  directory_desk_type (&room, CERCLE_CONTACT_FUNCTION, "responsable");
  directory_desk_save (&room);
  CASE_DESK_WAIT (&room.desk, directory_desk_has_no_form);
  case_desk_wait_for_words (&room.desk, "responsable");
  directory_desk_edit (&room, "organisation", room.ids[0]);
  directory_desk_type (&room, CERCLE_ORGANISATION_FINESS, "1234");
  directory_desk_save (&room);
  case_desk_wait_for_words (&room.desk, "A FINESS number has nine digits.");
  g_assert_true (
      case_desk_key (tree_find (room.desk.page, CERCLE_TYPE_MATRIX_FORM, NULL), GDK_KEY_Escape, 0));
  CASE_DESK_WAIT (&room.desk, directory_desk_has_no_form);
  case_desk_wait_for_words (&room.desk, "Never checked");
  gtk_widget_activate_action (room.desk.page, "directory.still-true", NULL);
  case_desk_wait_for_words (&room.desk, "Checked on");
  organisation = cercle_session_get (room.desk.session, &cercle_organisation_kind, room.ids[0]);
  g_assert_cmpstr (cercle_record_get_text (organisation, CERCLE_ORGANISATION_VERIFIED_ON), ==,
                   cercle_session_get_today (room.desk.session));
  g_assert_null (cercle_record_get_text (organisation, CERCLE_ORGANISATION_FINESS));
  directory_desk_end (&room);
}

/* What a sheet lacks leads to the field that would say it, of what there is or of a new record. */
static void
test_mend (void)
{
  static const struct
  {
    const char *criterion;
    guint field;
  } lacks[] = {
    { "mail", CERCLE_ORGANISATION_MAIL },
    { "conditions", CERCLE_SERVICE_CONDITIONS },
    { "person", CERCLE_CONTACT_LAST_NAME },
  };
  DirectoryDesk room;

  directory_desk_begin (&room, CERCLE_TYPE_DIRECTORY_PAGE, 1156);
  CASE_DESK_WAIT (&room.desk, directory_desk_has_all);
  cercle_directory_chips_set (directory_desk_chips (room.desk.page), CERCLE_CHIP_AGE, "9");
  CASE_DESK_WAIT (&room.desk, directory_desk_has_one);
  case_desk_wait_for_words (&room.desk, "Never checked");
  for (guint i = 0; i < G_N_ELEMENTS (lacks); i++)
    {
      GtkWidget *focus = NULL, *form = NULL;

      gtk_widget_activate_action (room.desk.page, "directory.mend", "s", lacks[i].criterion);
      CASE_DESK_WAIT (&room.desk, directory_desk_has_form);
      g_assert_true (directory_desk_is_on (&room.desk, CERCLE_TYPE_FIELD_ROW));
      focus = gtk_root_get_focus (GTK_ROOT (room.desk.window));
      focus = gtk_widget_get_ancestor (focus, CERCLE_TYPE_FIELD_ROW);
      g_assert_cmpuint (cercle_field_row_get_field (CERCLE_FIELD_ROW (focus)), ==, lacks[i].field);
      form = tree_find (room.desk.page, CERCLE_TYPE_MATRIX_FORM, NULL);
      g_assert_true (case_desk_key (form, GDK_KEY_Escape, 0));
      CASE_DESK_WAIT (&room.desk, directory_desk_has_no_form);
    }
  directory_desk_end (&room);
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
press (DirectoryDesk *room, guint key)
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
  DirectoryDesk room;
  g_autoptr (CercleQuery) told = cercle_query_new (&cercle_capacity_kind);
  g_autoptr (CercleQuery) rung = cercle_query_new (&cercle_enquiry_kind);
  g_autoptr (GPtrArray) capacities = NULL, enquiries = NULL;

  directory_desk_begin (&room, CERCLE_TYPE_DIRECTORY_ROUND, 1156);
  CASE_DESK_WAIT (&room.desk, first_of_two_cb);
  g_assert_null (tree_unnamed (room.desk.page));
  g_assert_true (directory_desk_is_on (&room.desk, CERCLE_TYPE_FIELD_ROW));
  /* Nothing is noted where nothing was typed. */
  g_assert_true (press (&room, GDK_KEY_Return));
  g_assert_true (first_of_two_cb (room.desk.page));
  directory_desk_type (&room, CERCLE_CAPACITY_FREE, "2");
  directory_desk_type (&room, CERCLE_CAPACITY_COMMENT, "Nights only, & no <week-end>");
  g_assert_true (press (&room, GDK_KEY_Return));
  CASE_DESK_WAIT (&room.desk, second_of_two_cb);
  g_assert_true (press (&room, GDK_KEY_n));
  CASE_DESK_WAIT (&room.desk, is_over_cb);
  capacities = room_find (room.desk.session, told);
  enquiries = room_find (room.desk.session, rung);
  g_assert_cmpuint (capacities->len, ==, 1);
  g_assert_cmpint (cercle_record_get_integer (capacities->pdata[0], CERCLE_CAPACITY_FREE, -1), ==,
                   2);
  g_assert_cmpstr (cercle_record_get_text (capacities->pdata[0], CERCLE_CAPACITY_COMMENT), ==,
                   "Nights only, & no <week-end>");
  g_assert_cmpuint (enquiries->len, ==, 2);
  /* Whoever did not answer is rung again, whoever told is not. */
  cercle_page_open (CERCLE_PAGE (room.desk.page), NULL);
  case_desk_wait_for_words (&room.desk, "never told");
  g_assert_true (says_cb (room.desk.page, "1 of 1 to ring"));
  directory_desk_end (&room);
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
  g_test_add_func ("/directory/closed", test_closed);
  g_test_add_func ("/directory/chips", test_chips);
  g_test_add_func ("/directory/communes", test_communes);
  g_test_add_func ("/directory/case-needs", test_case_needs);
  g_test_add_func ("/directory/ask", test_ask);
  g_test_add_func ("/directory/write", test_write);
  g_test_add_func ("/directory/mend", test_mend);
  g_test_add_func ("/directory/round", test_round);
  return g_test_run ();
}
