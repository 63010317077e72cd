/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is a case asked for that this desk may not hold? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-open-by-exception.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-dialog.h"
#include "cercle-display.h"
#include "cercle-escape.h"
#include "cercle-opening.h"
#include "cercle-toast.h"

#define MOST_REASON 500

typedef struct
{
  CercleWindow *window;
  char *reference;
  GtkWidget *entry;
} Asked;

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->window);
  g_object_unref (asked->entry);
  g_free (asked->reference);
  g_free (asked);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static void ask (CercleWindow *window, const char *reference, const char *typed);

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleWindow) window = data;
  CercleSession *session = CERCLE_SESSION (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = cercle_session_open_case_finish (session, result, &error);
  g_autoptr (CercleRecord) kase =
      id != NULL ? cercle_session_get (session, &cercle_case_kind, id) : NULL;
  g_autoptr (CercleRecord) opening =
      kase != NULL ? cercle_session_get_opening (session, kase) : NULL;
  g_autofree char *until = NULL, *sentence = NULL;

  if (error != NULL)
    cercle_dialog_tell (GTK_WIDGET (window), _ ("The Case Was Not Opened"), error->message);
  if (id == NULL)
    return;
  cercle_window_show_page (window, "case", id);
  if (opening == NULL)
    return;
  until = cercle_record_display (opening, CERCLE_OPENING_UNTIL_AT);
  sentence = g_strdup_printf (_ ("Opened by exception until %s."), until);
  cercle_toast (GTK_WIDGET (window), sentence, FALSE);
}

static void
answer_cb (gboolean accepted, gpointer data)
{
  g_autoptr (Asked) asked = data;
  g_autofree char *reason =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (asked->entry))));

  if (!accepted)
    return;
  if (g_utf8_strlen (reason, -1) < CERCLE_OPENING_REASON_LEAST)
    {
      ask (asked->window, asked->reference, reason);
      return;
    }
  cercle_toast (GTK_WIDGET (asked->window), _ ("The server is asked…"), FALSE);
  cercle_session_open_case_async (cercle_window_get_session (asked->window), asked->reference,
                                  reason, opened_cb, g_object_ref (asked->window));
}

/* typed (nullable): what was not enough. (transfer floating): entry, with what is said of it. */
static GtkWidget *
around (GtkWidget *entry, const char *typed)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *words = NULL;

  gtk_box_append (GTK_BOX (box), entry);
  if (typed == NULL)
    return box;
  gtk_editable_set_text (GTK_EDITABLE (entry), typed);
  words = gtk_label_new (_ ("Say in a few words why you must."));
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_widget_add_css_class (words, "error");
  gtk_box_append (GTK_BOX (box), words);
  return box;
}

static void
ask (CercleWindow *window, const char *reference, const char *typed)
{
  Asked *asked = g_new0 (Asked, 1);
  /* TRANSLATORS: number of a case. */
  g_autofree char *heading = g_strdup_printf (_ ("Open %s by Exception?"), reference);
  CercleQuestion question = {
    .heading = heading,
    .body = _ ("You do not have this case on your desk. If you must answer for it now, say why: it "
               "comes here for 24 hours, then leaves again. Who opened it, and why, is told to the "
               "coordinator and stays in the story of the case. Name nobody in the reason."),
    .accept = _ ("Open for a Day"),
  };

  asked->window = g_object_ref (window);
  asked->reference = g_strdup (reference);
  asked->entry = g_object_ref_sink (gtk_entry_new ());
  gtk_entry_set_max_length (GTK_ENTRY (asked->entry), MOST_REASON);
  gtk_entry_set_placeholder_text (GTK_ENTRY (asked->entry), _ ("Why must you?"));
  g_object_set (asked->entry, "activates-default", TRUE, NULL);
  cercle_set_spoken (asked->entry, _ ("Why must you?"));
  question.extra = around (asked->entry, typed);
  cercle_dialog_ask (GTK_WIDGET (window), &question, answer_cb, asked);
  gtk_widget_grab_focus (asked->entry);
}

void
cercle_open_by_exception (CercleWindow *window, const char *reference)
{
  g_autofree char *clean = cercle_opening_reference (reference);

  if (clean != NULL)
    ask (window, clean, NULL);
}
