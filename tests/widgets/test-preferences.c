/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Do the preferences say of this desk what is so? */
#include "case-desk.h"

#include <string.h>

#include "cercle-community-page.h"
#include "cercle-community.h"
#include "cercle-field-row.h"
#include "cercle-lists-page.h"
#include "cercle-preferences.h"
#include "cercle-review-switches.h"
#include "room.h"

/* (transfer full) (nullable): in the folder or below it. */
static char *
find_database (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  char *found = NULL;
  const char *name;

  while (dir != NULL && found == NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        found = find_database (path);
      else if (g_str_has_suffix (name, ".db"))
        found = g_steal_pointer (&path);
    }
  return found;
}

/* What the row says is held against the file itself: a plain one begins with SQLite's own words. */
static void
test_file (void)
{
  CaseDesk desk;
  GtkWidget *page = NULL, *row = NULL;
  g_autofree char *path = NULL, *content = NULL;
  const char *said = NULL;
  gsize length = 0;
  gboolean plain;

  case_desk_begin (&desk);
  path = find_database (desk.folder);
  g_assert_nonnull (path);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_cmpuint (length, >, 16);
  plain = memcmp (content, "SQLite format 3", 15) == 0;
  page = g_object_ref_sink (cercle_preferences_new (desk.session, desk.settings));
  row = tree_find (page, ADW_TYPE_ACTION_ROW, "The File of This Desk");
  g_assert_nonnull (row);
  g_assert_true (gtk_widget_get_visible (row));
  said = adw_action_row_get_subtitle (ADW_ACTION_ROW (row));
  g_assert_true (g_str_has_prefix (said, plain ? "Not encrypted" : "Encrypted with a key"));
  g_assert_finalize_object (page);
  case_desk_end (&desk);
}

/* The coordinator settles what holds for all desks; a refusal stands at its line; an adviser reads.
 */
static void
test_community (void)
{
  CaseDesk desk;
  GtkWidget *page = NULL, *row = NULL;

  case_desk_begin_as (&desk, "col");
  page = g_object_ref_sink (cercle_community_page_new (desk.session));
  row =
      cercle_community_page_get_row (CERCLE_COMMUNITY_PAGE (page), CERCLE_COMMUNITY_DELAY_SILENCE);
  cercle_field_row_set_typed (CERCLE_FIELD_ROW (row), "beaucoup");
  g_assert_false (cercle_field_row_commit (CERCLE_FIELD_ROW (row)));
  g_assert_true (tree_shows (row, "This is not a number."));
  cercle_field_row_set_typed (CERCLE_FIELD_ROW (row), "12");
  g_assert_true (cercle_field_row_commit (CERCLE_FIELD_ROW (row)));
  case_desk_settle ();
  g_assert_cmpint (cercle_record_get_integer (cercle_session_get_community (desk.session),
                                              CERCLE_COMMUNITY_DELAY_SILENCE, 0),
                   ==, 12);
  row = cercle_community_page_get_row (CERCLE_COMMUNITY_PAGE (page), CERCLE_COMMUNITY_OPENS_AT);
  cercle_field_row_set_typed (CERCLE_FIELD_ROW (row), "20:00");
  cercle_field_row_commit (CERCLE_FIELD_ROW (row));
  case_desk_settle ();
  g_assert_cmpint (cercle_record_get_integer (cercle_session_get_community (desk.session),
                                              CERCLE_COMMUNITY_OPENS_AT, 0),
                   !=, 20 * 60);
  g_assert_true (tree_shows (row, "The community closes after it opens."));
  g_assert_finalize_object (page);
  case_desk_end (&desk);

  case_desk_begin (&desk);
  page = g_object_ref_sink (cercle_community_page_new (desk.session));
  g_assert_null (tree_find (page, GTK_TYPE_ENTRY, NULL));
  g_assert_finalize_object (page);
  case_desk_end (&desk);
}

static GtkWidget *
find_rule (GtkWidget *page, const char *token)
{
  GtkWidget *rule =
      gtk_widget_get_first_child (tree_find (page, CERCLE_TYPE_REVIEW_SWITCHES, NULL));

  while (rule != NULL && !g_str_equal (gtk_widget_get_name (rule), token))
    rule = gtk_widget_get_next_sibling (rule);
  return rule;
}

/* What holds where nothing is settled is shown; a rule is switched off for all desks, and by one
 * undo on again. */
static void
test_review (void)
{
  CaseDesk desk;
  GtkWidget *page = NULL, *row = NULL, *rule = NULL;
  g_autofree char *typed = NULL;
  g_autoptr (GError) error = NULL;

  case_desk_begin_as (&desk, "col");
  page = g_object_ref_sink (cercle_community_page_new (desk.session));
  row = cercle_community_page_get_row (CERCLE_COMMUNITY_PAGE (page), CERCLE_COMMUNITY_REVIEW_BREAK);
  typed = cercle_field_row_get_typed (CERCLE_FIELD_ROW (row));
  g_assert_cmpstr (typed, ==, "7");
  g_assert_false (cercle_field_row_is_dirty (CERCLE_FIELD_ROW (row)));
  rule = find_rule (page, "break");
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (rule)));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (rule), FALSE);
  case_desk_settle ();
  g_assert_true (cercle_record_has_token (cercle_session_get_community (desk.session),
                                          CERCLE_COMMUNITY_REVIEW_OFF, "break"));
  g_assert_true (room_undo (desk.session, &error));
  g_assert_no_error (error);
  case_desk_settle ();
  g_assert_false (cercle_record_is_set (cercle_session_get_community (desk.session),
                                        CERCLE_COMMUNITY_REVIEW_OFF));
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (rule)));
  g_assert_null (find_rule (page, "hand"));
  g_assert_finalize_object (page);
  case_desk_end (&desk);
}

static const char *
word (CaseDesk *desk, const char *list, guint at, gboolean all)
{
  static char *label;
  g_autoptr (GPtrArray) codes = all ? cercle_session_get_all_codes (desk->session, list)
                                    : cercle_session_get_codes (desk->session, list);

  g_free (label);
  label =
      at < codes->len
          ? g_strdup (cercle_record_get_text (g_ptr_array_index (codes, at), CERCLE_CODE_LABEL_FR))
          : NULL;
  return label;
}

/* A word is added, said otherwise, and no longer offered; it stays where it was chosen. */
static void
test_lists (void)
{
  CaseDesk desk;
  GtkWidget *page = NULL, *entry = NULL, *button = NULL;

  case_desk_begin_as (&desk, "col");
  page = g_object_ref_sink (cercle_lists_page_new (desk.session));
  g_assert_false (cercle_lists_page_choose (CERCLE_LISTS_PAGE (page), "no such list"));
  g_assert_true (cercle_lists_page_choose (CERCLE_LISTS_PAGE (page), "tag"));
  entry = tree_find (page, GTK_TYPE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "…");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (tree_shows (page, "A word of a list has at least one letter or digit."));
  gtk_editable_set_text (GTK_EDITABLE (entry), "Été 2020");
  g_signal_emit_by_name (entry, "activate");
  case_desk_settle ();
  g_assert_cmpstr (word (&desk, "tag", 0, FALSE), ==, "Été 2020");
  button = tree_find (page, GTK_TYPE_BUTTON, "No Longer Offer");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  case_desk_settle ();
  g_assert_null (word (&desk, "tag", 0, FALSE));
  g_assert_cmpstr (word (&desk, "tag", 0, TRUE), ==, "Été 2020");
  g_assert_nonnull (tree_find (page, GTK_TYPE_BUTTON, "Offer Again"));
  g_assert_finalize_object (page);
  case_desk_end (&desk);
}

static void
add_word (GtkWidget *page, const char *name)
{
  GtkWidget *entry =
      gtk_widget_get_ancestor (tree_find (page, GTK_TYPE_BUTTON, "Add"), GTK_TYPE_BOX);

  entry = gtk_widget_get_first_child (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  g_signal_emit_by_name (entry, "activate");
  case_desk_settle ();
}

/* The keyboard changes the order, every desk has it, and it can be taken back. */
static void
test_order (void)
{
  CaseDesk desk;
  GtkWidget *page = NULL;
  g_autoptr (GError) error = NULL;

  case_desk_begin_as (&desk, "col");
  page = cercle_lists_page_new (desk.session);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (desk.overlay), page);
  gtk_window_set_default_size (GTK_WINDOW (desk.window), 700, 700);
  gtk_window_present (GTK_WINDOW (desk.window));
  g_assert_true (cercle_lists_page_choose (CERCLE_LISTS_PAGE (page), "tag"));
  add_word (page, "Un");
  add_word (page, "Deux");
  add_word (page, "Trois");
  g_assert_cmpstr (word (&desk, "tag", 2, FALSE), ==, "Trois");
  /* The button of the last row. */
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *box = gtk_widget_get_ancestor (
          gtk_widget_get_parent (tree_find (page, GTK_TYPE_BUTTON, "No Longer Offer")),
          GTK_TYPE_BOX);
      GtkWidget *row = gtk_widget_get_last_child (gtk_widget_get_parent (box));
      if (i == 0)
        gtk_widget_grab_focus (gtk_widget_get_last_child (row));
      g_assert_true (case_desk_key (page, GDK_KEY_Up, GDK_ALT_MASK));
      case_desk_settle ();
    }
  g_assert_cmpstr (word (&desk, "tag", 0, FALSE), ==, "Trois");
  g_assert_cmpstr (word (&desk, "tag", 1, FALSE), ==, "Un");
  g_assert_cmpstr (word (&desk, "tag", 2, FALSE), ==, "Deux");
  g_assert_true (room_undo (desk.session, &error));
  g_assert_cmpstr (word (&desk, "tag", 0, FALSE), ==, "Un");
  g_assert_cmpstr (word (&desk, "tag", 1, FALSE), ==, "Trois");
  /* What every community has stays. */
  gtk_widget_grab_focus (tree_find (page, ADW_TYPE_COMBO_ROW, NULL));
  g_assert_true (cercle_lists_page_choose (CERCLE_LISTS_PAGE (page), "theme"));
  add_word (page, "À nous");
  {
    GtkWidget *box = gtk_widget_get_parent (
        gtk_widget_get_parent (tree_find (page, GTK_TYPE_BUTTON, "No Longer Offer")));
    gtk_widget_grab_focus (gtk_widget_get_last_child (gtk_widget_get_last_child (box)));
  }
  g_assert_true (case_desk_key (page, GDK_KEY_Up, GDK_ALT_MASK));
  g_assert_true (tree_shows (page, "A word that all communities share keeps its place."));
  gtk_root_set_focus (GTK_ROOT (desk.window), NULL);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (desk.overlay), NULL);
  case_desk_end (&desk);
}

/* The one window that has such a line. */
static gboolean
tells (const char *title)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      GtkWidget *row = tree_find (window, ADW_TYPE_EXPANDER_ROW, title);

      if (row != NULL)
        return adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row));
    }
  return FALSE;
}

/* F1 is heard in this window, too, and tells of the page that is shown. */
static void
test_help (void)
{
  CaseDesk desk;
  GtkWindow *window = NULL;
  GtkWidget *lists = NULL;

  case_desk_begin_as (&desk, "col");
  window = cercle_preferences_show (desk.overlay, desk.session, desk.settings);
  g_assert_true (case_desk_key (GTK_WIDGET (window), GDK_KEY_F1, 0));
  g_assert_true (tells ("The preferences of the community"));
  lists = tree_find (GTK_WIDGET (window), CERCLE_TYPE_LISTS_PAGE, NULL);
  adw_preferences_window_set_visible_page (ADW_PREFERENCES_WINDOW (window),
                                           ADW_PREFERENCES_PAGE (lists));
  g_assert_true (case_desk_key (GTK_WIDGET (window), GDK_KEY_F1, 0));
  g_assert_true (tells ("The words of the lists"));
  gtk_window_destroy (window);
  case_desk_end (&desk);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/preferences/file", test_file);
  g_test_add_func ("/preferences/community", test_community);
  g_test_add_func ("/preferences/review", test_review);
  g_test_add_func ("/preferences/lists", test_lists);
  g_test_add_func ("/preferences/order", test_order);
  g_test_add_func ("/preferences/help", test_help);
  return g_test_run ();
}
