/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How do facts, numbers and buttons stand on a sheet? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-directory-line.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-escape.h"
#include "cercle-plain.h"
#include "cercle-text.h"
#include "cercle-toast.h"
#include "cercle-wrap-layout.h"

#define NAME_WIDTH 96

GtkWidget *
cercle_directory_line_words (GtkWidget *box, const char *words, const char *style)
{
  if (words == NULL || *words == '\0')
    return NULL;
  return cercle_plain_add_words (box, words, style);
}

void
cercle_directory_line_fact (GtkWidget *box, const char *name, const char *words)
{
  GtkWidget *line = NULL, *label = NULL;

  if (words == NULL || *words == '\0')
    return;
  line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  label = cercle_directory_line_words (line, name, "dim-label");
  gtk_widget_set_size_request (label, NAME_WIDTH, -1);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 12);
  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  label = cercle_directory_line_words (line, words, NULL);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), line);
}

GtkWidget *
cercle_directory_line_row (GtkWidget *box)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (row, cercle_wrap_layout_new (6, 3));
  gtk_box_append (GTK_BOX (box), row);
  return row;
}

/* (transfer full): as people write it, with blanks that every other program takes. */
static char *
with_plain_blanks (const char *shown)
{
  g_auto (GStrv) pairs = g_strsplit (shown, "\302\240", -1);

  return g_strjoinv (" ", pairs);
}

/* --- Links --------------------------------------------------------------------------------------
 */

#define COPIED "cercle-copied"

/* Few offices have a program that rings: what cannot be opened is copied, without a window in the
 * way. */
static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) link = data;
  const char *copied = g_object_get_data (G_OBJECT (link), COPIED);
  g_autofree char *sentence = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, NULL))
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (link), copied);
  /* TRANSLATORS: a telephone number, an address of mail or of the web. */
  sentence =
      g_strdup_printf (_ ("Nothing on this computer opens this link: %s is copied."), copied);
  cercle_toast (link, sentence, FALSE);
}

static gboolean
open_cb (GtkLinkButton *link)
{
  g_autoptr (GdkAppLaunchContext) context =
      gdk_display_get_app_launch_context (gtk_widget_get_display (GTK_WIDGET (link)));

  g_app_info_launch_default_for_uri_async (gtk_link_button_get_uri (link),
                                           G_APP_LAUNCH_CONTEXT (context), NULL, opened_cb,
                                           g_object_ref (link));
  return TRUE;
}

static void
copy_cb (GtkWidget *button, const char *phone)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (button), phone);
  cercle_toast (button, _ ("Number copied."), FALSE);
}

static void
free_cb (gpointer data, GClosure *closure)
{
  g_free (data);
}

static GtkWidget *
add_link (GtkWidget *row, const char *uri, const char *words)
{
  GtkWidget *link = gtk_link_button_new_with_label (uri, words);

  g_object_set_data_full (G_OBJECT (link), COPIED, with_plain_blanks (words), g_free);
  g_signal_connect (link, "activate-link", G_CALLBACK (open_cb), NULL);
  gtk_widget_add_css_class (link, "sheet-link");
  gtk_widget_set_tooltip_text (link, NULL);
  gtk_box_append (GTK_BOX (row), link);
  return link;
}

void
cercle_directory_line_phone (GtkWidget *box, const char *phone)
{
  GtkWidget *row = NULL, *copy = NULL;
  g_autofree char *shown = NULL, *uri = NULL, *spoken = NULL;

  if (phone == NULL)
    return;
  shown = cercle_text_phone_spoken (phone);
  uri = g_strconcat ("tel:", phone, NULL);
  spoken = g_strdup_printf (_ ("Copy %s"), shown);
  row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  copy = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  add_link (row, uri, shown);
  gtk_widget_add_css_class (copy, "flat");
  gtk_widget_add_css_class (copy, "small");
  gtk_widget_set_valign (copy, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (copy, _ ("Copy the number"));
  cercle_set_spoken (copy, spoken);
  g_signal_connect_data (copy, "clicked", G_CALLBACK (copy_cb), with_plain_blanks (shown), free_cb,
                         0);
  gtk_box_append (GTK_BOX (row), copy);
  gtk_box_append (GTK_BOX (box), row);
}

void
cercle_directory_line_mail (GtkWidget *box, const char *mail)
{
  GtkWidget *row = NULL;
  g_autofree char *address = NULL, *uri = NULL;

  if (mail == NULL)
    return;
  /* What somebody typed adds no recipient and no text to the letter. */
  address = g_uri_escape_string (mail, "@", TRUE);
  uri = g_strconcat ("mailto:", address, NULL);
  row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  add_link (row, uri, mail);
  gtk_box_append (GTK_BOX (box), row);
}

gboolean
cercle_directory_line_is_web (const char *web)
{
  return web != NULL && (g_ascii_strncasecmp (web, "https://", 8) == 0 ||
                         g_ascii_strncasecmp (web, "http://", 7) == 0);
}

/* "www.calvados.fr": a name with a dot, and no other scheme. */
static gboolean
is_bare_web (const char *web)
{
  return strchr (web, '.') != NULL && strpbrk (web, " :@") == NULL;
}

void
cercle_directory_line_web (GtkWidget *box, const char *web)
{
  GtkWidget *link = NULL;
  g_autofree char *uri = NULL;

  if (web == NULL)
    return;
  if (!cercle_directory_line_is_web (web) && !is_bare_web (web))
    {
      cercle_directory_line_words (box, web, NULL);
      return;
    }
  uri = cercle_directory_line_is_web (web) ? g_strdup (web) : g_strconcat ("https://", web, NULL);
  link = add_link (box, uri, web);
  gtk_widget_set_halign (link, GTK_ALIGN_START);
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (link))),
                           PANGO_ELLIPSIZE_MIDDLE);
}

GtkWidget *
cercle_directory_line_button (GtkWidget *box, const char *label, const char *action,
                              const char *target)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "small");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
unveil_cb (GtkWidget *button, GtkWidget *words)
{
  gtk_widget_set_visible (words, !gtk_widget_get_visible (words));
}

void
cercle_directory_line_veiled (GtkWidget *box, const char *ask, const char *words)
{
  GtkWidget *row = cercle_directory_line_row (box);
  GtkWidget *button = gtk_button_new_with_label (ask);
  GtkWidget *label = cercle_directory_line_words (box, words, NULL);

  gtk_widget_add_css_class (button, "small");
  gtk_box_append (GTK_BOX (row), button);
  if (label == NULL)
    return;
  gtk_widget_set_visible (label, FALSE);
  g_signal_connect_object (button, "clicked", G_CALLBACK (unveil_cb), label, 0);
}
