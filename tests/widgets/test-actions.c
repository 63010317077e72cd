/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is the table of actions the whole truth about what can be done and with which keys? */
#include <adwaita.h>

#include "application.h"
#include "cercle-application.h"
#include "cercle-pages.h"
#include "cercle-palette.h"
#include "cercle-shortcuts-window.h"
#include "widget-tree.h"

static void
test_lines (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (const CercleAction *line = cercle_actions; line->name != NULL; line++)
    {
      g_autofree char *detailed = cercle_action_detailed (line);

      g_test_message ("%s", detailed);
      g_assert_true (g_hash_table_add (seen, g_steal_pointer (&detailed)));
      g_assert_nonnull (line->group);
      /* PAGE lines tell of keys bound elsewhere, or are what a page does; the others do something.
       */
      if (line->sort == CERCLE_ACTION_PAGE)
        g_assert_true (line->activate == NULL && line->label != NULL);
      else
        g_assert_nonnull (line->activate);
      if (line->label == NULL)
        g_assert_true (line->accels == NULL && line->target == NULL);
      if (g_str_equal (line->name, "show-page"))
        g_assert_nonnull (line->target);
    }
}

/* One key, one meaning, in the whole window. */
static void
test_accels (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (const CercleAction *line = cercle_actions; line->name != NULL; line++)
    {
      g_auto (GStrv) accels = g_strsplit (line->accels != NULL ? line->accels : "", " ", -1);

      for (guint i = 0; accels[i] != NULL; i++)
        {
          guint key = 0;
          GdkModifierType modifiers = 0;
          g_autofree char *name = NULL;

          if (accels[i][0] == '\0')
            continue;
          g_assert_true (gtk_accelerator_parse (accels[i], &key, &modifiers));
          name = gtk_accelerator_name (key, modifiers);
          g_test_message ("%s: %s", line->name, name);
          /* A letter alone means something where a list has the focus, and may mean something else
           * in another one; everything else is of the window. */
          if (line->sort != CERCLE_ACTION_PAGE || modifiers != 0)
            g_assert_true (g_hash_table_add (seen, g_steal_pointer (&name)));
          /* Escape, Return and letters would be taken from whoever has the focus. */
          if (line->sort != CERCLE_ACTION_PAGE)
            g_assert_true (modifiers != 0 || (key >= GDK_KEY_F1 && key <= GDK_KEY_F12));
        }
    }
}

static void
test_set_is_listed (void)
{
  GtkApplication *app = application ();
  g_auto (GStrv) set = gtk_application_list_action_descriptions (app);
  guint listed = 0;

  for (const CercleAction *line = cercle_actions; line->name != NULL; line++)
    {
      g_autofree char *detailed = cercle_action_detailed (line);
      g_auto (GStrv) wanted = NULL, accels = NULL;

      if (line->sort == CERCLE_ACTION_PAGE || line->accels == NULL)
        continue;
      listed++;
      wanted = g_strsplit (line->accels, " ", -1);
      accels = gtk_application_get_accels_for_action (app, detailed);
      g_assert_cmpuint (g_strv_length (accels), ==, g_strv_length (wanted));
      for (guint i = 0; wanted[i] != NULL; i++)
        {
          guint key = 0, other = 0;
          GdkModifierType modifiers = 0, others = 0;

          gtk_accelerator_parse (wanted[i], &key, &modifiers);
          gtk_accelerator_parse (accels[i], &other, &others);
          g_assert_true (key == other && modifiers == others);
        }
    }
  g_assert_cmpuint (g_strv_length (set), ==, listed);
}

/* Every page of the sidebar has its fixed number, and every number its page. */
static void
test_pages (void)
{
  for (const CerclePageLine *page = cercle_pages; page->name != NULL; page++)
    {
      gboolean found = FALSE;
      g_autofree char *accel = g_strdup_printf ("<Control>%d", page->number);

      g_assert_cmpint (page->number, <=, 6);
      g_assert_true (g_type_is_a (page->get_type (), g_type_from_name ("CerclePage")));
      if (page->parent != NULL)
        g_assert_nonnull (cercle_pages_find (page->parent));
      if (page->number == 0)
        {
          g_assert_nonnull (page->parent);
          continue;
        }
      for (const CercleAction *line = cercle_actions; line->name != NULL; line++)
        if (g_str_equal (line->name, "show-page") && g_strcmp0 (line->target, page->name) == 0)
          {
            /* The number comes first, other keys after it. */
            g_assert_true (g_str_has_prefix (line->accels, accel));
            found = TRUE;
          }
      g_assert_true (found);
    }
}

static void
test_shortcuts_window (void)
{
  GtkWidget *parent = gtk_application_window_new (application ());
  GtkWidget *window = NULL;

  gtk_window_present (GTK_WINDOW (parent));
  window = cercle_shortcuts_window_show (parent, cercle_actions);
  for (const CercleAction *line = cercle_actions; line->name != NULL; line++)
    {
      g_autofree char *keys = NULL;

      if (line->accels == NULL || line->label == NULL)
        continue;
      g_test_message ("%s", line->label);
      g_assert_true (tree_shows (window, line->label));
      g_assert_true (tree_shows (window, line->group));
      keys = cercle_action_keys (line);
      g_assert_true (tree_shows (window, keys));
    }
  g_assert_null (tree_unnamed (window));
  gtk_window_destroy (GTK_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (parent));
}

/* --- The palette
 * ---------------------------------------------------------------------------------- */

static void
note_cb (GSimpleAction *action, GVariant *parameter, gpointer said)
{
  g_free (*(char **) said);
  *(char **) said = parameter != NULL ? g_variant_dup_string (parameter, NULL)
                                      : g_strdup (g_action_get_name (G_ACTION (action)));
}

static void
ignore_cb (GSimpleAction *action, GVariant *parameter, gpointer owner)
{
}

static const CercleAction small_table[] = {
  { "show-page", "today", ignore_cb, NULL, "Aujourd’hui", "Go To", CERCLE_ACTION_WIN },
  { "tell", NULL, ignore_cb, NULL, "Dire à propos de quoi", "Program", CERCLE_ACTION_WIN },
  { "about", NULL, ignore_cb, NULL, "À propos", "Program", CERCLE_ACTION_WIN },
  { "off", NULL, ignore_cb, NULL, "Not possible now", "Program", CERCLE_ACTION_WIN },
  { "next", NULL, NULL, "j", "Next line", "List", CERCLE_ACTION_PAGE },
  { NULL },
};

static void
test_palette (void)
{
  GtkWidget *parent = gtk_application_window_new (application ());
  g_autoptr (GSimpleAction) page = g_simple_action_new ("show-page", G_VARIANT_TYPE_STRING);
  g_autoptr (GSimpleAction) about = g_simple_action_new ("about", NULL);
  g_autoptr (GSimpleAction) tell = g_simple_action_new ("tell", NULL);
  g_autoptr (GSimpleAction) off = g_simple_action_new ("off", NULL);
  g_autofree char *said = NULL;
  GtkWidget *window = NULL, *entry = NULL;

  g_simple_action_set_enabled (off, FALSE);
  g_signal_connect (page, "activate", G_CALLBACK (note_cb), &said);
  g_signal_connect (about, "activate", G_CALLBACK (note_cb), &said);
  g_signal_connect (tell, "activate", G_CALLBACK (note_cb), &said);
  g_action_map_add_action (G_ACTION_MAP (parent), G_ACTION (page));
  g_action_map_add_action (G_ACTION_MAP (parent), G_ACTION (about));
  g_action_map_add_action (G_ACTION_MAP (parent), G_ACTION (tell));
  g_action_map_add_action (G_ACTION_MAP (parent), G_ACTION (off));
  gtk_window_present (GTK_WINDOW (parent));

  window = cercle_palette_show (GTK_WINDOW (parent), NULL, small_table);
  g_assert_true (tree_shows (window, "Aujourd’hui"));
  g_assert_true (tree_shows (window, "À propos"));
  /* Told, with their keys and where, but not to be done here. */
  g_assert_true (tree_shows (window, "Not possible now"));
  g_assert_true (tree_shows (window, "Next line"));
  g_assert_true (tree_shows (window, "J · List"));
  g_assert_null (tree_unnamed (window));
  entry = tree_find (window, GTK_TYPE_SEARCH_ENTRY, NULL);
  /* However it is typed. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "a PROP");
  g_assert_false (tree_shows (window, "Aujourd’hui"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "xyz");
  g_assert_false (tree_shows (window, "À propos"));
  g_assert_true (tree_shows (window, "No command has this word in its name."));
  g_signal_emit_by_name (entry, "activate");
  g_assert_null (said);
  gtk_editable_set_text (GTK_EDITABLE (entry), "possible now");
  g_signal_emit_by_name (entry, "activate");
  gtk_editable_set_text (GTK_EDITABLE (entry), "next line");
  g_signal_emit_by_name (entry, "activate");
  g_assert_null (said);
  /* What begins with it comes before what has it further on. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "a propos");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (said, ==, "about");

  window = cercle_palette_show (GTK_WINDOW (parent), NULL, small_table);
  entry = tree_find (window, GTK_TYPE_SEARCH_ENTRY, NULL);
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (said, ==, "today");
  gtk_window_destroy (GTK_WINDOW (parent));
}

/* Is this line there, with its key and, where it cannot be done from here, the place where it can?
 */
static gboolean
tells (GtkWidget *palette, const CercleAction *line)
{
  g_autofree char *keys = cercle_action_keys (line);
  g_autofree char *where =
      *keys != '\0' ? g_strdup_printf ("%s · %s", keys, line->group) : g_strdup (line->group);

  return tree_shows (palette, line->label) &&
         (tree_shows (palette, keys) || tree_shows (palette, where));
}

/* Every line of the table is in the palette with its key, and what can be done from anywhere does
 * what it says. */
static void
test_palette_has_all (void)
{
  GtkWidget *parent = gtk_application_window_new (application ());
  g_autofree char *said = NULL;

  for (const CercleAction *line = cercle_actions; line->name != NULL; line++)
    if (line->sort == CERCLE_ACTION_WIN &&
        g_action_map_lookup_action (G_ACTION_MAP (parent), line->name) == NULL)
      {
        g_autoptr (GSimpleAction) action = g_simple_action_new (
            line->name, line->target != NULL || line->label == NULL ? G_VARIANT_TYPE_STRING : NULL);
        g_signal_connect (action, "activate", G_CALLBACK (note_cb), &said);
        g_action_map_add_action (G_ACTION_MAP (parent), G_ACTION (action));
      }
  gtk_window_present (GTK_WINDOW (parent));
  for (const CercleAction *line = cercle_actions; line->name != NULL; line++)
    {
      GtkWidget *window = cercle_palette_show (GTK_WINDOW (parent), NULL, cercle_actions);
      GtkWidget *entry = tree_find (window, GTK_TYPE_SEARCH_ENTRY, NULL);
      gboolean command = line->label != NULL && !g_str_equal (line->name, "palette");

      g_test_message ("%s %s", line->name, line->target != NULL ? line->target : "");
      if (command)
        g_assert_true (tells (window, line));
      if (command && line->sort == CERCLE_ACTION_WIN)
        {
          g_clear_pointer (&said, g_free);
          gtk_editable_set_text (GTK_EDITABLE (entry), line->label);
          g_signal_emit_by_name (entry, "activate");
          g_assert_cmpstr (said, ==, line->target != NULL ? line->target : line->name);
          continue;
        }
      gtk_window_destroy (GTK_WINDOW (window));
    }
  gtk_window_destroy (GTK_WINDOW (parent));
}

/* Of a page itself, or back to the whole of it. */
static const char *const without_line[] = { "case.refresh", "meetings.back", "launch.back", NULL };

static gboolean
has_line (const char *name)
{
  for (const CercleAction *line = cercle_actions; line->name != NULL; line++)
    if (g_str_equal (line->name, name))
      return TRUE;
  return g_strv_contains (without_line, name);
}

/* What a page can do, the palette can; what needs a line to be pointed at stands on that line. */
static void
test_pages_are_told (void)
{
  g_autoptr (GString) missing = g_string_new (NULL);

  for (const CerclePageLine *page = cercle_pages; page->name != NULL; page++)
    {
      g_autoptr (GTypeClass) klass = g_type_class_ref (page->get_type ());
      const char *name = NULL, *property = NULL;
      const GVariantType *type = NULL;
      GType owner = G_TYPE_NONE;

      for (guint i = 0; gtk_widget_class_query_action (GTK_WIDGET_CLASS (klass), i, &owner, &name,
                                                       &type, &property);
           i++)
        if (type == NULL && !has_line (name))
          g_string_append_printf (missing, "%s: %s\n", page->name, name);
    }
  g_assert_cmpstr (missing->str, ==, "");
}

static gboolean
icon_exists (const char *name)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());
  return gtk_icon_theme_has_icon (theme, name);
}

static void
test_icons (void)
{
  for (const CerclePageLine *page = cercle_pages; page->name != NULL; page++)
    if (page->icon != NULL)
      g_assert_true (icon_exists (page->icon));
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/actions/lines", test_lines);
  g_test_add_func ("/actions/accels", test_accels);
  g_test_add_func ("/actions/set-is-listed", test_set_is_listed);
  g_test_add_func ("/actions/pages", test_pages);
  g_test_add_func ("/actions/shortcuts-window", test_shortcuts_window);
  g_test_add_func ("/actions/palette", test_palette);
  g_test_add_func ("/actions/palette-has-all", test_palette_has_all);
  g_test_add_func ("/actions/pages-are-told", test_pages_are_told);
  g_test_add_func ("/actions/icons", test_icons);
  return g_test_run ();
}
