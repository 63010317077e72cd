/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does Cercle ask a question or choose a file? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-dialog.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cercle-escape.h"

typedef struct
{
  CercleAnswer answer;
  gpointer data;
} Question;

typedef struct
{
  CercleFileChosen chosen;
  gpointer data;
} Choice;

#define TOLD_CHARS 36
#define ASKED_WIDTH 320 /* of what is typed into; wider than any heading of ours */

static GtkWindow *
window_of (GtkWidget *from)
{
  GtkRoot *root = gtk_widget_get_root (from);
  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
question_free_cb (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Question *question = data;
  CercleAnswer answer = g_steal_pointer (&question->answer);

  if (answer != NULL)
    answer (g_str_equal (response, "accept"), question->data);
}

/* What stands below it makes a dialog as wide as its heading: libadwaita 1.7 measures one that does
 * not fit. */
static void
set_extra (AdwMessageDialog *dialog, GtkWidget *extra)
{
  int width;

  gtk_widget_get_size_request (extra, &width, NULL);
  if (width < ASKED_WIDTH)
    gtk_widget_set_size_request (extra, ASKED_WIDTH, -1);
  adw_message_dialog_set_extra_child (dialog, extra);
}

GtkWidget *
cercle_dialog_ask (GtkWidget *from, const CercleQuestion *question, CercleAnswer answer,
                   gpointer data)
{
  GtkWidget *widget = adw_message_dialog_new (window_of (from), NULL, NULL);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);
  Question *asked = g_new0 (Question, 1);

  asked->answer = answer;
  asked->data = data;
  adw_message_dialog_set_heading (dialog, question->heading);
  adw_message_dialog_set_body (dialog, question->body != NULL ? question->body : "");
  adw_message_dialog_add_response (dialog, "cancel", _ ("_Cancel"));
  adw_message_dialog_add_response (dialog, "accept", question->accept);
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_response_appearance (
      dialog, "accept", question->destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, question->destructive ? "cancel" : "accept");
  if (question->extra != NULL)
    set_extra (dialog, question->extra);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), asked, question_free_cb, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  return widget;
}

GtkWidget *
cercle_dialog_tell (GtkWidget *from, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (window_of (from), NULL, NULL);
  GtkWidget *label = gtk_label_new (body);

  adw_message_dialog_set_heading (ADW_MESSAGE_DIALOG (dialog), heading);
  /* Not as its body, or it would be as narrow as its one button, where libadwaita 1.7 measures a
   * heading that does not fit. */
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), TOLD_CHARS);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), label);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

void
cercle_dialog_about (GtkWidget *from)
{
  adw_show_about_window (window_of (from), "application-name", "Cercle", "application-icon",
                         CERCLE_APPLICATION_ID, "version", CERCLE_VERSION, "developer-name",
                         _ ("The Cercle authors"), "license-type", GTK_LICENSE_GPL_3_0, "comments",
                         _ ("The workplace of a “Communauté 360”: who answers, who holds "
                            "each case, and what was promised."),
                         NULL);
}

static void
chosen_cb (GtkNativeDialog *native, int response, gpointer data)
{
  g_autofree Choice *choice = data;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));
  choice->chosen (file, choice->data);
  g_object_unref (native);
}

static void
choose_file (GtkFileChooserNative *native, CercleFileChosen chosen, gpointer data)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->chosen = chosen;
  choice->data = data;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  g_signal_connect (native, "response", G_CALLBACK (chosen_cb), choice);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

void
cercle_dialog_save_file (GtkWidget *from, const char *title, const char *name,
                         CercleFileChosen chosen, gpointer data)
{
  GtkFileChooserNative *native = gtk_file_chooser_native_new (
      title, window_of (from), GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (native), name);
  choose_file (native, chosen, data);
}

void
cercle_dialog_open_file (GtkWidget *from, const char *title, CercleFileChosen chosen, gpointer data)
{
  choose_file (gtk_file_chooser_native_new (title, window_of (from), GTK_FILE_CHOOSER_ACTION_OPEN,
                                            NULL, NULL),
               chosen, data);
}

GtkWindow *
cercle_dialog_preferences (GtkWidget *from, const char *title, GtkWidget *const *pages)
{
  GtkWidget *window = adw_preferences_window_new ();

  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (window), FALSE);
  for (guint i = 0; pages[i] != NULL; i++)
    adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (pages[i]));
  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_transient_for (GTK_WINDOW (window), window_of (from));
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  return GTK_WINDOW (window);
}
