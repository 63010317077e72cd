/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does the program begin, and how does it end? */
#define G_LOG_DOMAIN "cercle-app"

#include "cercle-application.h"

#include <glib/gi18n.h>

#include "cercle-application-frame.h"
#include "cercle-menu-names.h"
#include "cercle-preferences.h"
#include "cercle-self-check.h"
#include "cercle-window.h"

struct _CercleApplication
{
  AdwApplication parent_instance;
  char *profile, *page, *sign_in;
  gboolean exit_after_frame, stay;
  CercleSession *session;
  CercleSettings *settings;
  CercleWindow *window; /* not owned */
  gboolean self_check, failed;
};

G_DEFINE_FINAL_TYPE (CercleApplication, cercle_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "profile", 'p', 0, G_OPTION_ARG_STRING, NULL, N_ ("Run apart, with folders of its own"),
    N_ ("NAME") },
  { "page", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Open this page"), N_ ("PAGE") },
  { "sign-in", 0, 0, G_OPTION_ARG_FILENAME, NULL,
    N_ ("Sign in with what this file tells (with --profile only)"), N_ ("FILE") },
  { "self-check", 0, 0, G_OPTION_ARG_NONE, NULL,
    N_ ("Check this installation with an invented community and end (with --sign-in only)"), NULL },
  { "exit-after-frame", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, NULL, NULL, NULL },
  { "stay", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, NULL, NULL, NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version and end"), NULL },
  { NULL },
};

static gboolean
is_profile_name (const char *name)
{
  gsize length = strlen (name);

  return length > 0 && length <= 32 && g_ascii_isalpha (name[0]) &&
         strspn (name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == length;
}

static int
use_profile (CercleApplication *self)
{
  g_autofree char *id = NULL;

  if (!is_profile_name (self->profile))
    {
      g_printerr ("%s\n", _ ("A profile's name has letters, digits and hyphens, 32 at most."));
      return 2;
    }
  id = g_strdup_printf ("%s.p-%s", CERCLE_APPLICATION_ID, self->profile);
  g_application_set_application_id (G_APPLICATION (self), id);
  return -1;
}

static int
cercle_application_handle_local_options (GApplication *application, GVariantDict *dict)
{
  CercleApplication *self = CERCLE_APPLICATION (application);

  if (g_variant_dict_contains (dict, "version"))
    {
      g_print ("Cercle %s\n", CERCLE_VERSION);
      return 0;
    }
  g_variant_dict_lookup (dict, "profile", "s", &self->profile);
  g_variant_dict_lookup (dict, "page", "s", &self->page);
  g_variant_dict_lookup (dict, "sign-in", "^ay", &self->sign_in);
  self->self_check = g_variant_dict_contains (dict, "self-check");
  if (self->self_check && self->sign_in == NULL)
    {
      g_printerr ("%s\n", _ ("--self-check wants --sign-in FILE."));
      return 2;
    }
  self->stay = g_variant_dict_contains (dict, "stay");
  self->exit_after_frame = self->stay || g_variant_dict_contains (dict, "exit-after-frame");
  if (self->profile != NULL)
    return use_profile (self);
  if (self->sign_in != NULL)
    {
      g_printerr ("%s\n", _ ("--sign-in is for profiles: add --profile NAME."));
      return 2;
    }
  if (self->exit_after_frame)
    return 2;
  return -1;
}

static void
checked_cb (gboolean good, gpointer data)
{
  g_autoptr (CercleApplication) self = data;

  self->failed = !good;
  g_application_quit (G_APPLICATION (self));
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleApplication) self = data;
  g_autoptr (GError) error = NULL;
  gboolean signed_in = cercle_session_sign_in_finish (CERCLE_SESSION (source), result, &error);

  if (self->window == NULL)
    return;
  cercle_window_start (self->window, self->page);
  cercle_window_tell (self->window, error);
  if (self->self_check && signed_in)
    cercle_self_check (self->window, checked_cb, g_object_ref (self));
  else if (self->self_check)
    checked_cb (FALSE, g_object_ref (self));
}

static gboolean
sign_in_by_file (CercleApplication *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *address = NULL, *login = NULL, *password = NULL;

  if (self->sign_in == NULL ||
      !g_key_file_load_from_file (file, self->sign_in, G_KEY_FILE_NONE, NULL))
    return FALSE;
  address = g_key_file_get_string (file, "sign-in", "address", NULL);
  login = g_key_file_get_string (file, "sign-in", "login", NULL);
  password = g_key_file_get_string (file, "sign-in", "password", NULL);
  if (address == NULL || login == NULL || password == NULL)
    return FALSE;
  cercle_session_sign_in_async (self->session, address, login, password, NULL, signed_in_cb,
                                g_object_ref (self));
  return TRUE;
}

static void
cercle_application_startup (GApplication *application)
{
  CercleApplication *self = CERCLE_APPLICATION (application);

  G_APPLICATION_CLASS (cercle_application_parent_class)->startup (application);
  cercle_application_add_actions (GTK_APPLICATION (application));
  gtk_window_set_default_icon_name (CERCLE_APPLICATION_ID);
  self->session = cercle_session_new (self->profile, NULL);
  self->settings = cercle_settings_new (self->profile, NULL);
  cercle_preferences_follow_colours (self->settings);
}

static void
cercle_application_activate (GApplication *application)
{
  CercleApplication *self = CERCLE_APPLICATION (application);

  if (self->window != NULL)
    {
      gtk_window_present (GTK_WINDOW (self->window));
      return;
    }
  self->window = cercle_window_new (GTK_APPLICATION (application), self->session, self->settings,
                                    cercle_actions);
  if (CERCLE_DEVEL)
    gtk_widget_add_css_class (GTK_WIDGET (self->window), "devel");
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  if (self->exit_after_frame)
    cercle_application_end_after_frame (self->window, self->stay);
  if (sign_in_by_file (self))
    return;
  if (self->self_check)
    checked_cb (FALSE, g_object_ref (self));
  else
    cercle_window_start (self->window, self->page);
}

/* Dialogs, too: a window has the application of the one that it stands before. */
static void
cercle_application_window_added (GtkApplication *application, GtkWindow *window)
{
  GTK_APPLICATION_CLASS (cercle_application_parent_class)->window_added (application, window);
  cercle_menu_names_follow (window);
}

static void
cercle_application_shutdown (GApplication *application)
{
  CercleApplication *self = CERCLE_APPLICATION (application);

  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  cercle_session_close (self->session);
  G_APPLICATION_CLASS (cercle_application_parent_class)->shutdown (application);
}

static void
cercle_application_finalize (GObject *object)
{
  CercleApplication *self = CERCLE_APPLICATION (object);

  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_free (self->profile);
  g_free (self->page);
  g_free (self->sign_in);
  G_OBJECT_CLASS (cercle_application_parent_class)->finalize (object);
}

static void
cercle_application_class_init (CercleApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cercle_application_finalize;
  application_class->handle_local_options = cercle_application_handle_local_options;
  application_class->startup = cercle_application_startup;
  application_class->activate = cercle_application_activate;
  application_class->shutdown = cercle_application_shutdown;
  GTK_APPLICATION_CLASS (klass)->window_added = cercle_application_window_added;
}

static void
cercle_application_init (CercleApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

CercleApplication *
cercle_application_new (void)
{
  return g_object_new (CERCLE_TYPE_APPLICATION, "application-id", CERCLE_APPLICATION_ID,
                       "resource-base-path", "/org/cercle360/Cercle", NULL);
}

gboolean
cercle_application_has_failed (CercleApplication *self)
{
  return self->failed;
}
