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

/* (transfer full): not a GtkPasswordEntry, which GTK 4.8 lets hear of the keyboard when it is gone.
 */
static GtkWidget *
make_entry (void)
{
  GtkWidget *entry = g_object_ref_sink (gtk_entry_new ());

  gtk_entry_set_visibility (GTK_ENTRY (entry), FALSE);
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_PASSWORD);
  g_object_set (entry, "activates-default", TRUE, NULL);
  cercle_set_spoken (entry, _ ("Passphrase"));
  return entry;
}

/* With a check below it rather than an icon in it, which no key reaches. */
static GtkWidget *
make_extra (GtkWidget *entry)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *shown = gtk_check_button_new_with_mnemonic (_ ("_Show what is typed"));

  g_object_bind_property (shown, "active", entry, "visibility", G_BINDING_DEFAULT);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), shown);
  return box;
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
  question.extra = make_extra (asked->entry);
  cercle_dialog_ask (from, &question, answer_cb, asked);
  gtk_widget_grab_focus (asked->entry);
}
