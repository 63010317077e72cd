/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is a passphrase typed, and read again by whoever types it? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-passphrase.h"

#include <glib/gi18n-lib.h>

#include "cercle-dialog.h"
#include "cercle-escape.h"

typedef struct
{
  GtkWidget *entry;
  CerclePassphraseGiven given;
  gpointer data;
} Asked;

static void
answer_cb (gboolean accepted, gpointer data)
{
  g_autofree Asked *asked = data;

  asked->given (accepted ? gtk_editable_get_text (GTK_EDITABLE (asked->entry)) : NULL, asked->data);
  g_object_unref (asked->entry);
}

static void
peek_cb (GtkEntry *entry)
{
  gboolean shown = !gtk_entry_get_visibility (entry);

  gtk_entry_set_visibility (entry, shown);
  gtk_entry_set_icon_from_icon_name (entry, GTK_ENTRY_ICON_SECONDARY,
                                     shown ? "view-conceal-symbolic" : "view-reveal-symbolic");
}

/* (transfer full): not a GtkPasswordEntry, which GTK 4.8 lets hear of the keyboard when it is gone.
 */
static GtkWidget *
make_entry (void)
{
  GtkWidget *entry = g_object_ref_sink (gtk_entry_new ());

  gtk_entry_set_visibility (GTK_ENTRY (entry), FALSE);
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_PASSWORD);
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (entry), GTK_ENTRY_ICON_SECONDARY,
                                     "view-reveal-symbolic");
  g_signal_connect (entry, "icon-press", G_CALLBACK (peek_cb), NULL);
  return entry;
}

void
cercle_passphrase_ask (GtkWidget *from, const char *heading, const char *body, const char *accept,
                       CerclePassphraseGiven given, gpointer data)
{
  Asked *asked = g_new0 (Asked, 1);
  CercleQuestion question = { .heading = heading, .body = body, .accept = accept };

  asked->entry = make_entry ();
  asked->given = given;
  asked->data = data;
  g_object_set (asked->entry, "activates-default", TRUE, NULL);
  cercle_set_spoken (asked->entry, _ ("Passphrase"));
  question.extra = asked->entry;
  cercle_dialog_ask (from, &question, answer_cb, asked);
  gtk_widget_grab_focus (asked->entry);
}
