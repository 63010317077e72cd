/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a case come in that another community sealed in a file? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-receive.h"

#include <glib/gi18n-lib.h>

#include "cercle-case-file.h"
#include "cercle-dialog.h"
#include "cercle-handover-file.h"
#include "cercle-page.h"
#include "cercle-passphrase.h"
#include "cercle-request.h"
#include "cercle-toast.h"

#define PREVIEW_HEIGHT 260

typedef struct
{
  CercleWindow *window;
  char *path;
  CercleHandover *handover;
  char *id; /* of the case here */
} Receiving;

static void
receiving_free (Receiving *receiving)
{
  g_object_unref (receiving->window);
  g_free (receiving->path);
  g_clear_pointer (&receiving->handover, cercle_handover_free);
  g_free (receiving->id);
  g_free (receiving);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Receiving, receiving_free)

static CercleSession *
session_of (Receiving *receiving)
{
  return cercle_window_get_session (receiving->window);
}

static void
created_cb (CerclePage *page, gboolean committed, gpointer data)
{
  g_autoptr (Receiving) receiving = data;

  if (committed)
    cercle_window_show_page (receiving->window, "case", receiving->id);
}

static void
answer_cb (gboolean accepted, gpointer data)
{
  g_autoptr (Receiving) receiving = data;
  CerclePage *page = cercle_window_get_shown (receiving->window);
  CercleTx *tx = NULL;

  if (!accepted || page == NULL)
    return;
  tx = cercle_session_receive (session_of (receiving), receiving->handover);
  cercle_page_commit (page, tx, created_cb, g_steal_pointer (&receiving));
}

/* What would be created, line by line. */
static GtkWidget *
preview_of (Receiving *receiving)
{
  g_autoptr (GPtrArray) lines =
      cercle_handover_lines (receiving->handover, cercle_case_file_label, session_of (receiving));
  g_autoptr (GString) words = g_string_new (NULL);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *label = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      const CercleHandoverLine *line = g_ptr_array_index (lines, i);
      /* TRANSLATORS: name of a field, its value. */
      g_autofree char *said = g_strdup_printf (_ ("%1$s: %2$s"), line->label, line->value);
      g_string_append_printf (words, "%s%s", i > 0 ? "\n" : "", said);
    }
  label = gtk_label_new (words->str);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), 40);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), label);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), PREVIEW_HEIGHT);
  return scroller;
}

static void
ask_to_create (Receiving *receiving)
{
  CercleRecord *transfer = receiving->handover->transfer;
  const char *why = cercle_record_get_text (transfer, CERCLE_TRANSFER_WHY);
  g_autofree char *sent = cercle_record_display (transfer, CERCLE_TRANSFER_SENT_AT);
  /* TRANSLATORS: name of a community, when it sent the case. */
  g_autofree char *from =
      g_strdup_printf (_ ("From %1$s, sent on %2$s."),
                       cercle_record_get_text (transfer, CERCLE_TRANSFER_COMMUNITY), sent);
  g_autofree char *body = why != NULL ? g_strconcat (from, "\n", why, NULL) : g_strdup (from);
  CercleQuestion question = { .heading = _ ("Create This Case?"),
                              .body = body,
                              .accept = _ ("_Create the Case"),
                              .extra = preview_of (receiving) };

  cercle_dialog_ask (GTK_WIDGET (receiving->window), &question, answer_cb, receiving);
}

static void read_file (Receiving *receiving, const char *passphrase);

static void
passphrase_cb (const char *passphrase, gpointer data)
{
  g_autoptr (Receiving) receiving = data;

  if (passphrase != NULL)
    read_file (g_steal_pointer (&receiving), passphrase);
}

/* Takes receiving. */
static void
ask_passphrase (Receiving *receiving, const char *words)
{
  cercle_passphrase_ask (GTK_WIDGET (receiving->window), _ ("Passphrase of the File"), words,
                         _ ("_Open"), passphrase_cb, receiving);
}

/* The file stays chosen: whoever mistypes four words types them again, and looks for nothing. */
static void
ask_again (Receiving *receiving, const char *sentence)
{
  g_autofree char *name = g_path_get_basename (receiving->path);
  g_autofree char *words = g_strdup_printf ("%s\n%s", sentence, name);

  ask_passphrase (receiving, words);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Receiving) receiving = data;
  g_autoptr (GError) error = NULL;
  CerclePage *page = cercle_window_get_shown (receiving->window);

  receiving->handover = cercle_handover_file_read_finish (CERCLE_SESSION (source), result, &error);
  if (g_error_matches (error, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_PASSWORD) && page != NULL)
    ask_again (g_steal_pointer (&receiving), error->message);
  else if (receiving->handover == NULL)
    cercle_dialog_tell (GTK_WIDGET (receiving->window), _ ("Nothing Was Received"), error->message);
  else if (page != NULL && cercle_session_has_received (session_of (receiving), receiving->handover,
                                                        &receiving->id))
    {
      cercle_toast (GTK_WIDGET (page), _ ("This case was received already."), FALSE);
      cercle_window_show_page (receiving->window, "case", receiving->id);
    }
  else if (page != NULL)
    ask_to_create (g_steal_pointer (&receiving));
}

/* Takes receiving. */
static void
read_file (Receiving *receiving, const char *passphrase)
{
  cercle_handover_file_read_async (session_of (receiving), receiving->path, passphrase, read_cb,
                                   receiving);
}

/* (transfer full) */
static Receiving *
begin (CercleWindow *window, const char *path)
{
  Receiving *receiving = g_new0 (Receiving, 1);

  receiving->window = g_object_ref (window);
  receiving->path = g_strdup (path);
  return receiving;
}

void
cercle_receive_file (CercleWindow *window, const char *path, const char *passphrase)
{
  read_file (begin (window, path), passphrase);
}

static void
chosen_cb (GFile *file, gpointer data)
{
  g_autoptr (Receiving) receiving = data;

  receiving->path = file != NULL ? g_file_get_path (file) : NULL;
  if (receiving->path != NULL)
    ask_passphrase (g_steal_pointer (&receiving),
                    _ ("The community that handed the case over tells it to you."));
}

void
cercle_receive (CercleWindow *window)
{
  if (cercle_window_get_shown (window) != NULL)
    cercle_dialog_open_file (GTK_WIDGET (window), _ ("Receive a Case"), chosen_cb,
                             begin (window, NULL));
}
