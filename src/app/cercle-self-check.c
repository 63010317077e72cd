/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does this installation start, keep, exchange and ask where to save? */
#define G_LOG_DOMAIN "cercle-app"

#include "cercle-self-check.h"

#include <glib/gi18n.h>

#include "cercle-dialog.h"
#include "cercle-paper.h"

#define PATIENCE_S 90
#define DIALOG_S 3 /* GTK's own dialog would be there by then */
#define PERSON cercle_kind_find ("person")
#define NAME "Autocontrôle"

typedef struct
{
  CercleWindow *window;
  CercleSession *session;
  CercleSelfChecked done;
  gpointer data;
  char *person;
  guint patience, dialog;
  gulong watched;
} Check;

static void
tell (const char *word, const char *seen)
{
  g_print ("%s: %s\n", word, seen);
}

static void
end (Check *self, const char *trouble)
{
  tell ("self-check", trouble != NULL ? trouble : "good");
  g_clear_signal_handler (&self->watched, self->session);
  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_handle_id (&self->dialog, g_source_remove);
  self->done (trouble == NULL, self->data);
  g_clear_object (&self->session);
  g_clear_object (&self->window);
  g_free (self->person);
  g_free (self);
}

static gboolean
too_late_cb (gpointer data)
{
  Check *self = data;

  self->patience = 0;
  end (self, "it takes too long");
  return G_SOURCE_REMOVE;
}

static void
tell_versions (void)
{
  g_autofree char *gtk = g_strdup_printf ("%u.%u.%u", gtk_get_major_version (),
                                          gtk_get_minor_version (), gtk_get_micro_version ());
  g_autofree char *adw = g_strdup_printf ("%u.%u.%u", adw_get_major_version (),
                                          adw_get_minor_version (), adw_get_micro_version ());
  g_autofree char *glib =
      g_strdup_printf ("%u.%u.%u", glib_major_version, glib_minor_version, glib_micro_version);

  tell ("cercle", CERCLE_VERSION);
  tell ("id", CERCLE_APPLICATION_ID);
  tell ("gtk", gtk);
  tell ("libadwaita", adw);
  tell ("glib", glib);
  tell ("today in this language", _ ("Today"));
}

static void
tell_sandbox (void)
{
  g_autoptr (GKeyFile) info = g_key_file_new ();
  g_autofree char *runtime = NULL, *seen = NULL;

  if (g_key_file_load_from_file (info, "/.flatpak-info", G_KEY_FILE_NONE, NULL))
    runtime = g_key_file_get_string (info, "Application", "runtime", NULL);
  if (runtime != NULL)
    seen = g_strdup_printf ("in the sandbox, on %s", runtime);
  tell ("sandbox", seen != NULL ? seen : "none");
}

/* Of several windows on the screen one would be GTK's own dialog: nobody asked the portal then. */
static gboolean
look_at_dialog_cb (gpointer data)
{
  Check *self = data;
  GListModel *windows = gtk_window_get_toplevels ();
  guint shown = 0;

  self->dialog = 0;
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      shown += gtk_widget_get_mapped (window) ? 1 : 0;
    }
  tell ("save dialog", shown == 1 ? "left to the portal" : "shown by GTK");
  return G_SOURCE_REMOVE;
}

static void
chosen_cb (GFile *file, gpointer data)
{
  Check *self = data;

  tell ("save dialog", file != NULL ? "answered with a file" : "answered with nothing");
  end (self, self->dialog == 0 ? NULL : "the dialog was answered before anyone could see it");
}

static void
exchanged_cb (Check *self)
{
  g_autofree char *last_exchange = NULL;
  guint waiting = 1, refused = 1;

  g_object_get (self->session, "waiting", &waiting, "refused", &refused, "last-exchange",
                &last_exchange, NULL);
  if (last_exchange == NULL || waiting > 0 || refused > 0 ||
      cercle_session_mark (self->session, PERSON, self->person) != 0)
    return;
  g_clear_signal_handler (&self->watched, self->session);
  tell ("sync", "sent to the server, nothing waits");
  cercle_dialog_save_file (GTK_WIDGET (self->window), _ ("Save As"), "cercle.csv", chosen_cb, self);
  self->dialog = g_timeout_add_seconds (DIALOG_S, look_at_dialog_cb, self);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Check *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleRecord) person = NULL;

  if (!cercle_session_commit_finish (self->session, result, &error))
    {
      end (self, error->message);
      return;
    }
  person = cercle_session_get (self->session, PERSON, self->person);
  if (person == NULL ||
      g_strcmp0 (cercle_record_get_text (person, cercle_kind_field (PERSON, "last_name")), NAME) !=
          0)
    {
      end (self, "what was written is not what is read");
      return;
    }
  tell ("cache", cercle_session_file_is_encrypted (self->session)
                     ? "written and read, encrypted"
                     : "written and read, not encrypted");
  tell ("calendar",
        cercle_session_offers_paper (self->session, CERCLE_PAPER_CALENDAR, CERCLE_FORM_CALENDAR)
            ? "meetings leave for other calendars"
            : "meetings do not leave for other calendars");
  self->watched =
      g_signal_connect_swapped (self->session, "notify", G_CALLBACK (exchanged_cb), self);
  cercle_session_sync_now (self->session);
}

void
cercle_self_check (CercleWindow *window, CercleSelfChecked done, gpointer data)
{
  Check *self = g_new0 (Check, 1);
  g_autoptr (CercleRecord) person = NULL;
  CercleTx *tx = NULL;

  self->window = g_object_ref (window);
  self->session = g_object_ref (cercle_window_get_session (window));
  self->done = done;
  self->data = data;
  self->patience = g_timeout_add_seconds (PATIENCE_S, too_late_cb, self);
  tell_versions ();
  tell_sandbox ();
  if (!cercle_session_is_example (self->session))
    {
      end (self, "only an invented community takes it");
      return;
    }
  person = cercle_session_new_record (self->session, PERSON);
  self->person = g_strdup (cercle_record_get_id (person));
  cercle_record_set_text (person, cercle_kind_field (PERSON, "last_name"), NAME);
  tx = cercle_tx_new ("Self-check");
  cercle_tx_save (tx, person);
  cercle_session_commit_async (self->session, tx, kept_cb, self);
}
