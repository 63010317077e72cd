/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the keyboard reach every part of a case, and is it never caught? */
#include "case-desk.h"

#include "cercle-case-composer.h"
#include "cercle-case-page.h"
#include "cercle-case-part.h"
#include "cercle-case-state.h"
#include "cercle-case-trail.h"
#include "cercle-case.h"
#include "cercle-lookup.h"
#include "cercle-person.h"
#include "cercle-record-list.h"
#include "room.h"

#define MANY 200

static gboolean
has_parts_cb (gpointer page)
{
  GtkWidget *add = tree_find (page, GTK_TYPE_BUTTON, "Note a Consent…");
  return add != NULL && gtk_widget_get_mapped (add);
}

static void
begin (CaseDesk *desk)
{
  g_autofree char *id = NULL;

  case_desk_begin (desk);
  id = case_desk_add (desk->session, "Mathis", "Quesnel", "Répit", NULL);
  case_desk_show (desk, CERCLE_TYPE_CASE_PAGE, 1366);
  cercle_page_open (CERCLE_PAGE (desk->page), id);
  cercle_page_start (CERCLE_PAGE (desk->page));
  CASE_DESK_WAIT (desk, has_parts_cb);
  /* Tab goes by where things stand, which a frame settles. */
  case_desk_settle ();
  tree_draw (desk->window);
}

static GtkWidget *
focus_of (CaseDesk *desk)
{
  return gtk_root_get_focus (GTK_ROOT (desk->window));
}

/* From wherever it is, Tab by Tab and round by the window's own controls. */
static gboolean
reaches (CaseDesk *desk, GtkWidget *target)
{
  for (guint i = 0; i < MANY; i++)
    {
      GtkWidget *before = focus_of (desk);

      if (before == target)
        return TRUE;
      g_signal_emit_by_name (desk->window, "move-focus", GTK_DIR_TAB_FORWARD);
      if (focus_of (desk) == before)
        {
          g_test_message ("caught at %s", G_OBJECT_TYPE_NAME (before));
          return FALSE;
        }
    }
  return FALSE;
}

static void
test_tab (void)
{
  static const char *const buttons[] = { "Done",           "Orient…",  "First Line…",
                                         "Ask a Partner…", "Propose…", "Note a Consent…" };
  CaseDesk desk = { 0 };

  begin (&desk);
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      GtkWidget *button = tree_find (desk.page, GTK_TYPE_BUTTON, buttons[i]);

      g_test_message ("%s", buttons[i]);
      g_assert_nonnull (button);
      if (gtk_widget_get_mapped (button))
        g_assert_true (reaches (&desk, button));
    }
  case_desk_end (&desk);
}

static gboolean
has_two_cb (gpointer list)
{
  return g_list_model_get_n_items (list) == 2;
}

static gboolean
shows_other_cb (gpointer page)
{
  return g_strcmp0 (cercle_page_get_title (page), "Zoé Onfroy") == 0;
}

/* The next case begins where the first did, though the keyboard was there already. */
static void
test_first (void)
{
  CaseDesk desk = { 0 };
  g_autofree char *other = NULL;
  GtkWidget *first = NULL;

  begin (&desk);
  first = focus_of (&desk);
  g_assert_nonnull (gtk_widget_get_ancestor (first, CERCLE_TYPE_CASE_STATE));
  other = case_desk_add (desk.session, "Zoé", "Onfroy", "Répit", NULL);
  case_desk_settle ();
  cercle_page_open (CERCLE_PAGE (desk.page), other);
  cercle_page_start (CERCLE_PAGE (desk.page));
  CASE_DESK_WAIT (&desk, shows_other_cb);
  g_assert_true (focus_of (&desk) == first);
  case_desk_end (&desk);
}

static GtkWidget *
part_of (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, CERCLE_TYPE_CASE_PART);
}

static GtkWidget *
next_button (CaseDesk *desk)
{
  return GTK_WIDGET (gtk_widget_get_template_child (desk->page, CERCLE_TYPE_CASE_PAGE, "next"));
}

static gboolean
points_onwards_cb (gpointer page)
{
  return gtk_widget_has_css_class (
      GTK_WIDGET (gtk_widget_get_template_child (page, CERCLE_TYPE_CASE_PAGE, "next")),
      "suggested-action");
}

static void
decide (CaseDesk *desk, const char *to)
{
  g_assert_true (gtk_widget_activate_action (desk->page, "case.move", "s", to));
  CASE_DESK_WAIT (desk, points_onwards_cb);
}

/* One of a list: what comes next is said by a button, that stands out once one has decided here. */
static void
test_next (void)
{
  CaseDesk desk = { 0 };
  g_autofree char *other = NULL;
  g_autoptr (CercleRecordList) list = NULL;
  CercleQuery *query = cercle_query_new (&cercle_case_kind);

  case_desk_begin_case (&desk, 640);
  g_assert_false (gtk_widget_get_mapped (next_button (&desk)));
  other = case_desk_add (desk.session, "Zoé", "Onfroy", "Répit", NULL);
  list = cercle_record_list_new (desk.session);
  cercle_query_sort (query, CERCLE_CASE_PERSON, CERCLE_PERSON_LAST_NAME, TRUE);
  cercle_record_list_set_query (list, query);
  cercle_query_unref (query);
  room_wait ("two cases", has_two_cb, list);
  cercle_case_trail_begin (desk.session, list, 0);
  cercle_page_open (CERCLE_PAGE (desk.page), desk.id);
  g_assert_true (gtk_widget_get_mapped (next_button (&desk)));
  g_assert_true (gtk_widget_is_sensitive (next_button (&desk)));
  g_assert_false (points_onwards_cb (desk.page));
  g_assert_true (tree_shows (next_button (&desk), "Next Case"));
  decide (&desk, "to_qualify");
  g_signal_emit_by_name (next_button (&desk), "clicked");
  CASE_DESK_WAIT (&desk, shows_other_cb);
  g_assert_false (points_onwards_cb (desk.page));
  /* The last one. */
  g_assert_false (gtk_widget_is_sensitive (next_button (&desk)));
  g_clear_object (&list);
  case_desk_end (&desk);
}

/* Each press another part, until it comes round; the way back is the same. */
static void
test_parts (void)
{
  CaseDesk desk = { 0 };
  g_autoptr (GPtrArray) way = g_ptr_array_new ();
  GtkWidget *part = NULL;

  begin (&desk);
  g_ptr_array_add (way, part_of (focus_of (&desk)));
  for (guint i = 0; i < MANY && part != way->pdata[0]; i++)
    {
      g_assert_true (case_desk_key (desk.page, GDK_KEY_F6, 0));
      part = part_of (focus_of (&desk));
      g_ptr_array_add (way, part);
    }
  g_assert_true (part == way->pdata[0]);
  g_assert_cmpuint (way->len, >, 6);
  for (guint i = way->len - 1; i > 0; i--)
    {
      g_assert_true (case_desk_key (desk.page, GDK_KEY_F6, GDK_SHIFT_MASK));
      g_assert_true (part_of (focus_of (&desk)) == way->pdata[i - 1]);
    }
  case_desk_end (&desk);
}

/* A list of several: the arrows go through its lines. */
static void
test_arrows (void)
{
  CaseDesk desk = { 0 };
  GtkWidget *box = NULL, *second = NULL;

  begin (&desk);
  g_assert_true (gtk_widget_activate_action (desk.page, "case.form", "s", "consent"));
  box = gtk_widget_get_ancestor (tree_find (desk.page, GTK_TYPE_LABEL, "Identity"),
                                 GTK_TYPE_CHECK_BUTTON);
  box = gtk_widget_get_parent (box);
  second = gtk_widget_get_next_sibling (gtk_widget_get_first_child (box));
  gtk_popover_popup (GTK_POPOVER (gtk_widget_get_ancestor (box, GTK_TYPE_POPOVER)));
  gtk_widget_grab_focus (gtk_widget_get_first_child (box));
  g_assert_true (case_desk_key (box, GDK_KEY_Down, 0));
  g_assert_true (focus_of (&desk) == second);
  g_assert_true (case_desk_key (box, GDK_KEY_Up, 0));
  g_assert_true (focus_of (&desk) == gtk_widget_get_first_child (box));
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (box, GTK_TYPE_POPOVER)));
  case_desk_end (&desk);
}

static GtkWidget *
lookup_in (CaseDesk *desk, const char *form)
{
  GtkWidget *composer = tree_find (desk->page, CERCLE_TYPE_CASE_COMPOSER, NULL);

  g_assert_true (gtk_widget_activate_action (desk->page, "case.form", "s", form));
  return tree_find (
      GTK_WIDGET (cercle_case_composer_get_form (CERCLE_CASE_COMPOSER (composer), form)),
      CERCLE_TYPE_LOOKUP, NULL);
}

/* A name that was begun in a search, and not chosen, is typed text as any other. */
static void
test_half_a_name (void)
{
  static const char *const forms[] = { "request", "baton" };
  CaseDesk desk = { 0 };

  case_desk_begin_case (&desk, 0);
  case_desk_show_case (&desk, 1100);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      GtkWidget *lookup = lookup_in (&desk, forms[i]);
      cercle_lookup_set_typed (CERCLE_LOOKUP (lookup), "Relais du B");
      g_signal_emit_by_name (lookup, "typed");
    }
  cercle_page_leave (CERCLE_PAGE (desk.page));
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (desk.overlay), NULL);
  case_desk_show_case (&desk, 1100);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      GtkWidget *lookup = lookup_in (&desk, forms[i]);
      g_assert_cmpstr (cercle_lookup_get_typed (CERCLE_LOOKUP (lookup)), ==, "Relais du B");
    }
  case_desk_end (&desk);
}

static gboolean
is_told_cb (gpointer page)
{
  return tree_find (page, GTK_TYPE_LABEL, "Chercher un relais") != NULL;
}

/* What colleagues do meanwhile is shown, and an open menu stays open. */
static void
test_open_menu (void)
{
  CaseDesk desk = { 0 };
  g_autoptr (CercleRecord) action = NULL;
  GtkMenuButton *button = NULL;
  GtkPopover *menu = NULL;

  case_desk_begin_case (&desk, 0);
  case_desk_show_case (&desk, 1366);
  button = GTK_MENU_BUTTON (
      tree_find (case_desk_part (&desk, CERCLE_TYPE_CASE_STATE), GTK_TYPE_MENU_BUTTON, NULL));
  gtk_menu_button_popup (button);
  menu = gtk_menu_button_get_popover (button);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (menu)));
  action = case_desk_add_action (desk.session, desk.id, "Chercher un relais", "2020-06-23");
  CASE_DESK_WAIT (&desk, is_told_cb);
  g_assert_true (gtk_menu_button_get_popover (button) == menu);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (menu)));
  gtk_menu_button_popdown (button);
  case_desk_end (&desk);
}

/* The last field of the form that is open, or all of it that a window has room for. */
static gboolean
is_form_in_view_cb (gpointer page)
{
  GtkWidget *scroller =
      GTK_WIDGET (gtk_widget_get_template_child (page, CERCLE_TYPE_CASE_PAGE, "scroller"));
  GtkWidget *composer = tree_find (page, CERCLE_TYPE_CASE_COMPOSER, NULL);
  graphene_rect_t bounds;
  float height = (float) gtk_widget_get_height (scroller);

  /* It grows for some time. */
  if (!gtk_widget_compute_bounds (composer, scroller, &bounds) || height == 0 ||
      !gtk_revealer_get_child_revealed (
          GTK_REVEALER (tree_find (composer, GTK_TYPE_REVEALER, NULL))))
    return FALSE;
  return bounds.size.height <= height ? bounds.origin.y + bounds.size.height <= height + 1
                                      : bounds.origin.y >= -1 && bounds.origin.y <= 1;
}

/* What a key opens is seen, not its first field alone. */
static void
test_form_in_view (void)
{
  CaseDesk desk = { 0 };

  case_desk_begin_case (&desk, 640);
  gtk_window_set_default_size (GTK_WINDOW (desk.window), 640, 400);
  gtk_widget_activate_action (desk.page, "case.form", "s", "request");
  CASE_DESK_WAIT (&desk, is_form_in_view_cb);
  case_desk_end (&desk);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/case-keys/tab", test_tab);
  g_test_add_func ("/case-keys/first", test_first);
  g_test_add_func ("/case-keys/next", test_next);
  g_test_add_func ("/case-keys/parts", test_parts);
  g_test_add_func ("/case-keys/arrows", test_arrows);
  g_test_add_func ("/case-keys/open-menu", test_open_menu);
  g_test_add_func ("/case-keys/form-in-view", test_form_in_view);
  g_test_add_func ("/case-keys/half-a-name", test_half_a_name);
  return g_test_run ();
}
