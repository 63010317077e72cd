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

void
cercle_passphrase_ask (GtkWidget *from, const char *heading, const char *body, const char *accept,
                       CerclePassphraseGiven given, gpointer data)
{
  Asked *asked = g_new0 (Asked, 1);
  CercleQuestion question = { .heading = heading, .body = body, .accept = accept };

  asked->entry = g_object_ref_sink (gtk_password_entry_new ());
  asked->given = given;
  asked->data = data;
  gtk_password_entry_set_show_peek_icon (GTK_PASSWORD_ENTRY (asked->entry), TRUE);
  g_object_set (asked->entry, "activates-default", TRUE, NULL);
  cercle_set_spoken (asked->entry, _ ("Passphrase"));
  question.extra = asked->entry;
  cercle_dialog_ask (from, &question, answer_cb, asked);
  gtk_widget_grab_focus (asked->entry);
}
