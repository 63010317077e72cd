/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a number on a sheet ring where it lives, an address write to whom it names, and what is
 * copied stand in the clipboard? */
#include <unistd.h>

#include <adwaita.h>
#include <glib/gstdio.h>

#include "cercle-directory-line.h"
#include "cercle-text.h"
#include "widget-tree.h"

static GtkWidget *
find (GtkWidget *root, GType type)
{
  return tree_find (root, type, NULL);
}

static const char *
uri_of (GtkWidget *box)
{
  GtkWidget *link = find (box, GTK_TYPE_LINK_BUTTON);

  g_assert_nonnull (link);
  return gtk_link_button_get_uri (GTK_LINK_BUTTON (link));
}

/* As imports and forms keep them: in Normandy, overseas, where the plan is another, a short one. */
static const struct
{
  const char *phone, *uri, *copied;
} phones[] = {
  { "+33231620000", "tel:+33231620000", "02 31 62 00 00" },
  { "+590590810000", "tel:+590590810000", "05 90 81 00 00" },
  { "+262692123456", "tel:+262692123456", "06 92 12 34 56" },
  { "+594976123456", "tel:+594976123456", "+594976123456" },
  { "+508411050", "tel:+508411050", "+508411050" },
  { "+3225551212", "tel:+3225551212", "+3225551212" },
  { "3919", "tel:3919", "3919" },
};

typedef struct
{
  char *text;
  gboolean there;
} Pasted;

static void
pasted_cb (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  Pasted *pasted = data;

  pasted->text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
  pasted->there = TRUE;
}

static void
expect_pasted (GtkWidget *widget, const char *expected)
{
  Pasted pasted = { NULL };

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, pasted_cb, &pasted);
  while (!pasted.there)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (pasted.text, ==, expected);
  g_free (pasted.text);
}

static void
test_phones (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (phones); i++)
    {
      GtkWidget *window = gtk_window_new (), *overlay = adw_toast_overlay_new ();
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      g_autofree char *again = cercle_text_phone (phones[i].copied, "14");

      adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), box);
      gtk_window_set_child (GTK_WINDOW (window), overlay);
      cercle_directory_line_phone (box, phones[i].phone);
      g_assert_cmpstr (uri_of (box), ==, phones[i].uri);
      g_signal_emit_by_name (gtk_widget_get_last_child (gtk_widget_get_first_child (box)),
                             "clicked");
      expect_pasted (box, phones[i].copied);
      g_assert_cmpstr (again, ==, phones[i].phone);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

static gboolean
is_told_cb (gpointer overlay)
{
  return tree_shows (overlay, "Nothing on this computer opens this link: 3919 is copied.");
}

/* Where no program rings, the number is copied and the window stays as it is. */
static void
test_unopened (void)
{
  GtkWidget *window = gtk_window_new (), *overlay = adw_toast_overlay_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), box);
  gtk_window_set_child (GTK_WINDOW (window), overlay);
  gtk_window_present (GTK_WINDOW (window));
  cercle_directory_line_phone (box, "3919");
  g_signal_emit_by_name (find (box, GTK_TYPE_LINK_BUTTON), "clicked");
  g_assert_true (tree_wait (is_told_cb, overlay));
  expect_pasted (box, "3919");
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
}

static const char *const mails[][2] = {
  { "claire.lemoine@ime.example", "mailto:claire.lemoine@ime.example" },
  { "l'envol@ime.example", "mailto:l%27envol@ime.example" },
  { "a?cc=b@ime.example", "mailto:a%3Fcc%3Db@ime.example" },
  { "a&body=c%0A@ime.example", "mailto:a%26body%3Dc%250A@ime.example" },
  { "a@ime.example,b@ime.example", "mailto:a@ime.example%2Cb@ime.example" },
};

static void
test_mails (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (mails); i++)
    {
      GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));

      cercle_directory_line_mail (box, mails[i][0]);
      g_assert_cmpstr (uri_of (box), ==, mails[i][1]);
      g_object_unref (box);
    }
}

/* Nothing to say, nothing shown; what is no address of the web is no link. */
static void
test_nothing (void)
{
  GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));

  cercle_directory_line_phone (box, NULL);
  cercle_directory_line_mail (box, NULL);
  cercle_directory_line_web (box, NULL);
  g_assert_null (gtk_widget_get_first_child (box));
  cercle_directory_line_web (box, "javascript:alert(1)");
  g_assert_null (find (box, GTK_TYPE_LINK_BUTTON));
  g_object_unref (box);
}

static const char *const parts[] = { "glib-2.0", "icons", "mime" };

/* (transfer full): the machine's data without its programs: whoever has one that rings is not rung
 * by a test. */
static char *
hide_programs (void)
{
  char *folder = g_dir_make_tmp ("cercle-data-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *from = g_build_filename ("/usr/share", parts[i], NULL);
      g_autofree char *to = g_build_filename (folder, parts[i], NULL);

      g_assert_cmpint (symlink (from, to), ==, 0);
    }
  g_setenv ("XDG_DATA_HOME", "/nonexistent", TRUE);
  g_setenv ("XDG_CONFIG_HOME", "/nonexistent", TRUE);
  g_setenv ("XDG_DATA_DIRS", folder, TRUE);
  return folder;
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = hide_programs ();
  int failed;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/directory-line/phones", test_phones);
  g_test_add_func ("/directory-line/unopened", test_unopened);
  g_test_add_func ("/directory-line/mails", test_mails);
  g_test_add_func ("/directory-line/nothing", test_nothing);
  failed = g_test_run ();
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *path = g_build_filename (folder, parts[i], NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
  return failed;
}
