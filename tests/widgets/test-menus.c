/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a screen reader hear of an open menu? Asked over its own bus, as it would. */
#include <adwaita.h>
#include <string.h>

#include "cercle-menu-names.h"
#include "widget-tree.h"

#define READ(bus, name, path, interface, method, arguments, type)                                  \
  g_dbus_connection_call_sync (bus, name, path, interface, method, arguments,                      \
                               G_VARIANT_TYPE (type), G_DBUS_CALL_FLAGS_NONE, 2000, NULL, NULL)

enum /* of AT-SPI */
{
  CHECK_MENU_ITEM = 8,
  MENU_ITEM = 35,
  RADIO_MENU_ITEM = 45
};

static void
hear (GDBusConnection *bus, const char *name, const char *path, GString *heard)
{
  const char accessible[] = "org.a11y.atspi.Accessible";
  g_autoptr (GVariant) role = READ (bus, name, path, accessible, "GetRole", NULL, "(u)");
  g_autoptr (GVariant) children =
      READ (bus, name, path, accessible, "GetChildren", NULL, "(a(so))");
  g_autoptr (GVariantIter) iter = NULL;
  const char *child_name = NULL, *child_path = NULL;
  guint number = 0;

  if (role == NULL || children == NULL)
    return;
  g_variant_get (role, "(u)", &number);
  if (number == MENU_ITEM || number == CHECK_MENU_ITEM || number == RADIO_MENU_ITEM)
    {
      g_autoptr (GVariant) said = READ (bus, name, path, "org.freedesktop.DBus.Properties", "Get",
                                        g_variant_new ("(ss)", accessible, "Name"), "(v)");
      g_autoptr (GVariant) words = NULL;

      if (said != NULL)
        g_variant_get (said, "(v)", &words);
      g_string_append_printf (heard, "%s|",
                              words != NULL ? g_variant_get_string (words, NULL) : "?");
    }
  g_variant_get (children, "(a(so))", &iter);
  while (g_variant_iter_next (iter, "(&s&o)", &child_name, &child_path))
    hear (bus, child_name, child_path, heard);
}

/* In a thread of its own: this program's main loop must answer. */
static gpointer
listen (gpointer done)
{
  g_autoptr (GDBusConnection) session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL), bus = NULL;
  g_autoptr (GVariant) address =
      READ (session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", NULL, "(s)");
  GString *heard = g_string_new (NULL);
  const char *where = NULL;

  g_assert_nonnull (address);
  g_variant_get (address, "(&s)", &where);
  bus = g_dbus_connection_new_for_address_sync (where,
                                                G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                    G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                NULL, NULL, NULL);
  g_assert_nonnull (bus);
  hear (bus, "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root", heard);
  g_dbus_connection_close_sync (bus, NULL, NULL);
  g_atomic_int_set ((int *) done, TRUE);
  g_main_context_wakeup (NULL);
  return g_string_free (heard, FALSE);
}

static gboolean
is_done (gpointer done)
{
  return g_atomic_int_get ((int *) done);
}

static char *
ask (void)
{
  int done = FALSE;
  GThread *thread = g_thread_new ("reader", listen, &done);

  g_assert_true (tree_wait (is_done, &done));
  return g_thread_join (thread);
}

/* To be asked again until it is so: what is told of a menu comes after it was opened. */
static gboolean
is_heard (gpointer words)
{
  g_autofree char *heard = ask ();

  g_test_message ("heard: %s", heard);
  return strcmp (heard, words) == 0;
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

static GMenuModel *
new_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) end = g_menu_new ();
  g_autoptr (GMenuItem) item = g_menu_item_new ("_Close the Case…", "test.close");

  g_menu_item_set_attribute (item, "accel", "s", "<Control>w");
  g_menu_append_item (menu, item);
  g_menu_append (menu, "M. & Mme <b>D__upont", "test.name");
  g_menu_append (end, "Compact", "test.compact");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (end));
  return G_MENU_MODEL (menu);
}

static GtkWidget *
new_window (GtkWidget *child)
{
  GtkWidget *window = adw_window_new ();
  const GActionEntry entries[] = { { "close", NULL, NULL, NULL, NULL, { 0 } },
                                   { "name", NULL, NULL, NULL, NULL, { 0 } },
                                   { "compact", NULL, NULL, "true", NULL, { 0 } } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), NULL);
  gtk_widget_insert_action_group (window, "test", G_ACTION_GROUP (group));
  adw_window_set_content (ADW_WINDOW (window), child);
  cercle_menu_names_follow (GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (tree_wait (is_mapped, window));
  return window;
}

static void
test_button (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *window = new_window (button);
  g_autoptr (GMenuModel) menu = new_menu ();

  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  g_assert_true (tree_wait (is_heard, (gpointer) "Close the Case…|M. & Mme <b>D_upont|Compact|"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
is_named (gpointer words)
{
  GtkWidget *entry = gtk_widget_get_ancestor (words, GTK_TYPE_POPOVER_MENU) != NULL
                         ? gtk_widget_get_parent (words)
                         : NULL;

  return entry != NULL &&
         gtk_test_accessible_has_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

/* The one that GTK makes itself is in no tree that can be asked: only its focus is told. */
static void
test_text (void)
{
  GtkWidget *text = gtk_text_new (), *words = NULL;
  GtkWidget *window = new_window (text);

  g_assert_true (gtk_widget_grab_focus (text));
  g_assert_true (gtk_widget_activate_action (text, "menu.popup", NULL));
  words = tree_find (text, GTK_TYPE_LABEL, "Select All");
  g_assert_nonnull (words);
  g_assert_true (tree_wait (is_named, words));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/widgets/menus/button", test_button);
  g_test_add_func ("/widgets/menus/text", test_text);
  return g_test_run ();
}
