/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who signs in, with the server or without it? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-session-private.h"

#include <glib/gi18n-lib.h>

#include "cercle-vault.h"

/* One attempt, from the form to an open file. The worker thread alone touches it until it returns.
 */
typedef struct
{
  char *address, *login, *password, *folder;
  gboolean renewal; /* the file is open: only the session and the password are new */
  guint attempt;
  GCancellable *cancellable; /* the caller's, or the limit's */
  gulong cancelled_handler;
  GCancellable *caller;
  guint timer;

  CercleGrant *grant; /* NULL: opened without the server */
  gboolean example;
  CercleOpening opening;
} SignIn;

/* The last reference of a task may go in the worker thread: what belongs to the main one ends here.
 */
static void
sign_in_detach (SignIn *sign_in)
{
  if (sign_in->cancelled_handler != 0)
    g_cancellable_disconnect (sign_in->caller, sign_in->cancelled_handler);
  sign_in->cancelled_handler = 0;
  g_clear_handle_id (&sign_in->timer, g_source_remove);
}

static void
sign_in_free (gpointer data)
{
  SignIn *sign_in = data;

  g_clear_object (&sign_in->caller);
  g_clear_object (&sign_in->cancellable);
  cercle_vault_forget (sign_in->password, strlen (sign_in->password));
  g_free (sign_in->password);
  g_free (sign_in->address);
  g_free (sign_in->login);
  g_free (sign_in->folder);
  g_clear_pointer (&sign_in->grant, cercle_grant_free);
  cercle_opening_clear (&sign_in->opening);
  g_free (sign_in);
}

/* --- Worker thread ---------------------------------------------------------------------------- */

/* The server's word: a grant, or why not. */
static gboolean
ask_server (SignIn *sign_in, GError **error)
{
  g_autoptr (CercleTransport) transport = cercle_http_transport_new (sign_in->address, error);
  g_autoptr (CercleHello) hello = NULL;

  if (transport == NULL)
    return FALSE;
  hello = cercle_sync_hello (transport, sign_in->cancellable, error);
  if (hello == NULL)
    return FALSE;
  sign_in->example = hello->example;
  sign_in->grant = cercle_sync_sign_in (transport, sign_in->login, sign_in->password,
                                        sign_in->opening.desk->device, sign_in->cancellable, error);
  return sign_in->grant != NULL;
}

/* A server that knows the account and refuses it is obeyed; any other trouble leaves what this desk
 * knows usable. */
static gboolean
may_open_alone (const GError *error)
{
  return !g_error_matches (error, CERCLE_SYNC_ERROR, CERCLE_SYNC_ERROR_PASSWORD) &&
         !g_error_matches (error, CERCLE_TRANSPORT_ERROR, CERCLE_TRANSPORT_ERROR_ADDRESS);
}

static void
say (SignIn *sign_in, const char *sentence)
{
  g_free (sign_in->opening.notice);
  sign_in->opening.notice = g_strdup (sentence);
}

/* The password is the account's, but the key was kept under a former one (or its file is damaged).
 * Where files are not encrypted the key only gates the window, and the server has just opened it.
 */
static gboolean
replace_key (SignIn *sign_in, GError **error)
{
  CercleDesk *desk = sign_in->opening.desk;
  g_autofree char *database = cercle_desk_database (desk);

  if (cercle_store_encrypts () && g_file_test (database, G_FILE_TEST_EXISTS))
    {
      if (!cercle_desk_set_aside (database, error))
        return FALSE;
      say (sign_in,
           _ ("Your password was changed elsewhere, and the file of this desk opens with the "
              "former one only: it was put aside with its unsent work, and a new file is "
              "filled by the server."));
    }
  sign_in->opening.key = cercle_desk_make_key (desk, sign_in->password, error);
  return sign_in->opening.key != NULL;
}

/* A desk that belongs to another community now: the former one's file is removed, as its rights
 * were. */
static void
leave_community (SignIn *sign_in, const char *database)
{
  g_autofree char *now = cercle_desk_database (sign_in->opening.desk);

  if (database == NULL || g_strcmp0 (database, now) == 0)
    return;
  cercle_desk_remove (database);
  say (sign_in,
       _ ("Your account belongs to another community now: the former one's file was removed "
          "from this desk."));
}

static gboolean
unlock_with_server (SignIn *sign_in, GError **error)
{
  CercleDesk *desk = sign_in->opening.desk;
  g_autofree char *former = cercle_desk_database (desk);

  cercle_session_take_grant (desk, sign_in->grant);
  desk->example = sign_in->example;
  if (desk->community == NULL)
    {
      g_set_error_literal (
          error, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_FAILED,
          _ ("This account belongs to no community: it cannot be used on a desk."));
      return FALSE;
    }
  leave_community (sign_in, former);
  if (desk->sealed != NULL)
    sign_in->opening.key = cercle_desk_open_key (desk, sign_in->password, NULL);
  if (sign_in->opening.key == NULL && !replace_key (sign_in, error))
    return FALSE;
  desk->failures = 0;
  return cercle_desk_save (desk, error);
}

static gboolean
unlock_alone (SignIn *sign_in, const GError *trouble, GError **error)
{
  CercleDesk *desk = sign_in->opening.desk;

  if (!desk->damaged && (desk->sealed == NULL || desk->community == NULL))
    {
      g_propagate_error (error, g_error_copy (trouble));
      return FALSE;
    }
  sign_in->opening.key = cercle_desk_unlock (desk, sign_in->password, error);
  return sign_in->opening.key != NULL;
}

/* The same key under the new password, and what the server says of the account now. */
static gboolean
renew_key (SignIn *sign_in, GError **error)
{
  CercleDesk *desk = sign_in->opening.desk;
  g_autofree char *community = g_strdup (desk->community);

  cercle_session_take_grant (desk, sign_in->grant);
  /* Another community is another file: it opens at the next sign-in. */
  g_free (desk->community);
  desk->community = g_steal_pointer (&community);
  return cercle_desk_rewrap (desk, sign_in->opening.key, sign_in->password, error) &&
         cercle_desk_save (desk, error);
}

static gboolean
sign_in_run (SignIn *sign_in, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  gboolean given_up;

  sign_in->opening.desk =
      cercle_desk_load (sign_in->folder, sign_in->address, sign_in->login, error);
  if (sign_in->opening.desk == NULL)
    return FALSE;
  if (ask_server (sign_in, &trouble))
    {
      if (sign_in->renewal)
        return renew_key (sign_in, error);
      return unlock_with_server (sign_in, error) && cercle_opening_run (&sign_in->opening, error);
    }
  given_up = sign_in->caller != NULL && g_cancellable_is_cancelled (sign_in->caller);
  if (!sign_in->renewal && !given_up && may_open_alone (trouble))
    return unlock_alone (sign_in, trouble, error) && cercle_opening_run (&sign_in->opening, error);
  g_propagate_error (error, g_steal_pointer (&trouble));
  return FALSE;
}

static void
sign_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  SignIn *sign_in = data;
  GError *error = NULL;

  if (sign_in_run (sign_in, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* --- Main thread ------------------------------------------------------------------------------ */

/* The error a person reads. */
static GError *
told_error (SignIn *sign_in, GError *failure)
{
  gboolean given_up = sign_in->caller != NULL && g_cancellable_is_cancelled (sign_in->caller);
  GError *told;

  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED) && !given_up)
    told = g_error_new_literal (CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_NETWORK,
                                _ ("The server does not answer. Check the address and the network, "
                                   "then try again."));
  else if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return failure;
  else
    told = cercle_session_error_from (failure);
  g_error_free (failure);
  return told;
}

static void
take_renewal (CercleSession *self, SignIn *sign_in)
{
  g_clear_pointer (&self->desk, cercle_desk_free);
  self->desk = g_steal_pointer (&sign_in->opening.desk);
  self->role = cercle_role_parse (self->desk->role);
  cercle_sync_thread_renew (self->sync_thread, sign_in->password, sign_in->grant->token);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CercleSession *self = CERCLE_SESSION (source);
  SignIn *sign_in = g_task_get_task_data (G_TASK (result));
  g_autoptr (GTask) outer = data;
  GError *failure = NULL;
  gboolean ok = g_task_propagate_boolean (G_TASK (result), &failure);

  sign_in_detach (sign_in);
  if (sign_in->attempt != self->attempt)
    {
      cercle_opening_clear (&sign_in->opening);
      g_clear_error (&failure);
      g_task_return_new_error (outer, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
      return;
    }
  g_clear_object (&self->signing_in);
  if (ok && sign_in->renewal)
    take_renewal (self, sign_in);
  else if (ok)
    ok = cercle_session_install (self, &sign_in->opening, sign_in->password,
                                 sign_in->grant != NULL ? sign_in->grant->token : NULL, &failure);
  /* The worker may let go of the task a moment later, and the file is free for the next attempt
   * now. */
  cercle_opening_clear (&sign_in->opening);
  if (ok)
    {
      g_task_return_boolean (outer, TRUE);
      return;
    }
  if (!sign_in->renewal)
    cercle_session_set_state (self, CERCLE_SESSION_SIGNED_OUT);
  g_task_return_error (outer, told_error (sign_in, failure));
}

static gboolean
limit_cb (gpointer data)
{
  SignIn *sign_in = data;

  sign_in->timer = 0;
  g_cancellable_cancel (sign_in->cancellable);
  return G_SOURCE_REMOVE;
}

static void
caller_cancelled_cb (GCancellable *caller, gpointer data)
{
  g_cancellable_cancel (data);
}

static char *
clean_address (const char *address)
{
  char *clean = g_strstrip (g_strdup (address));
  gsize length = strlen (clean);

  while (length > 0 && clean[length - 1] == '/')
    clean[--length] = '\0';
  return clean;
}

static SignIn *
sign_in_new (CercleSession *self, const char *address, const char *login, const char *password)
{
  SignIn *sign_in = g_new0 (SignIn, 1);

  sign_in->address = clean_address (address);
  sign_in->login = g_strstrip (g_strdup (login));
  sign_in->password = g_strdup (password);
  sign_in->folder = g_strdup (self->folder);
  sign_in->cancellable = g_cancellable_new ();
  sign_in->renewal = self->state == CERCLE_SESSION_OPEN &&
                     g_strcmp0 (self->desk->address, sign_in->address) == 0 &&
                     g_strcmp0 (self->desk->login, sign_in->login) == 0;
  return sign_in;
}

void
cercle_session_sign_in_async (CercleSession *self, const char *address, const char *login,
                              const char *password, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer data)
{
  GTask *outer = g_task_new (self, NULL, callback, data);
  SignIn *sign_in = sign_in_new (self, address, login, password);
  g_autoptr (GTask) inner = g_task_new (self, NULL, signed_in_cb, outer);
  g_autoptr (GError) error = NULL;

  g_task_set_task_data (inner, sign_in, sign_in_free);
  if (!sign_in->renewal && self->state != CERCLE_SESSION_SIGNED_OUT)
    cercle_session_sign_out (self);
  sign_in->attempt = sign_in->renewal ? self->attempt : ++self->attempt;
  if (sign_in->renewal)
    sign_in->opening.key = g_bytes_ref (self->key);
  if (cancellable != NULL)
    {
      sign_in->caller = g_object_ref (cancellable);
      sign_in->cancelled_handler =
          g_cancellable_connect (cancellable, G_CALLBACK (caller_cancelled_cb),
                                 g_object_ref (sign_in->cancellable), g_object_unref);
    }
  g_set_object (&self->signing_in, sign_in->cancellable);
  if (!sign_in->renewal)
    cercle_session_set_state (self, CERCLE_SESSION_OPENING);
  if (!cercle_address_check (sign_in->address, &error))
    {
      g_task_return_error (inner, g_steal_pointer (&error));
      return;
    }
  sign_in->timer = g_timeout_add (self->limit, limit_cb, sign_in);
  g_task_run_in_thread (inner, sign_in_thread);
}

gboolean
cercle_session_sign_in_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
