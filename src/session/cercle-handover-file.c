/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a case leave as a sealed file, and what is in one that came? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-handover-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-case.h"
#include "cercle-macros.h"
#include "cercle-safe-file.h"
#include "cercle-session-private.h"
#include "cercle-vault.h"

static gboolean
refuse_as (GError **error, CercleSessionError code, const char *sentence)
{
  g_set_error_literal (error, CERCLE_SESSION_ERROR, code, sentence);
  return FALSE;
}

static gboolean
refuse (GError **error, const char *sentence)
{
  return refuse_as (error, CERCLE_SESSION_ERROR_FAILED, sentence);
}

/* --- Writing --------------------------------------------------------------------------------- */

gboolean
cercle_handover_file_may_seal (const char *passphrase, GError **error)
{
  if (passphrase != NULL && g_utf8_strlen (passphrase, -1) >= CERCLE_PASSPHRASE_LEAST)
    return TRUE;
  return refuse (error, _ ("A passphrase has at least 12 characters: four words, for instance."));
}

gboolean
cercle_handover_file_write (const CercleHandover *handover, const char *passphrase,
                            const char *path, GError **error)
{
  char *text = cercle_handover_print (handover);
  g_autoptr (GBytes) plain = g_bytes_new_take (text, strlen (text));
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (CercleSafeFile) file = NULL;

  if (!cercle_handover_file_may_seal (passphrase, error))
    return FALSE;
  if (g_bytes_get_size (plain) > CERCLE_HANDOVER_MAX)
    return refuse (error, _ ("There is too much to hand over for one file."));
  sealed = cercle_vault_seal (plain, passphrase, NULL);
  if (sealed == NULL)
    return refuse (error, _ ("The file could not be sealed."));
  file = cercle_safe_file_new (path, error);
  return file != NULL &&
         cercle_safe_file_write (file, g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed),
                                 error) &&
         cercle_safe_file_keep (file, error);
}

/* --- Reading --------------------------------------------------------------------------------- */

typedef struct
{
  char *path, *passphrase;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_free (opening->path);
  cercle_vault_forget (opening->passphrase, strlen (opening->passphrase));
  g_free (opening->passphrase);
  g_free (opening);
}

/* No more of it than a sealed case can be. */
static GBytes *
read_sealed (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autofree char *bytes = NULL;
  gsize n = 0;

  if (stream != NULL)
    bytes = g_malloc (CERCLE_VAULT_MAX_SEALED + 1);
  if (stream == NULL || !g_input_stream_read_all (G_INPUT_STREAM (stream), bytes,
                                                  CERCLE_VAULT_MAX_SEALED + 1, &n, NULL, NULL))
    refuse (error, _ ("This file cannot be read."));
  else if (n > CERCLE_VAULT_MAX_SEALED)
    refuse (error, _ ("This file is too large to be a case that was handed over."));
  else
    return g_bytes_new_take (g_steal_pointer (&bytes), n);
  return NULL;
}

/* Only a wrong passphrase is worth another one. */
static const struct
{
  CercleVaultError code;
  CercleSessionError as;
  const char *sentence; /* msgid */
} failures[] = {
  { CERCLE_VAULT_ERROR_FOREIGN, CERCLE_SESSION_ERROR_FAILED,
    N_ ("This file is not a case sealed by Cercle.") },
  { CERCLE_VAULT_ERROR_VERSION, CERCLE_SESSION_ERROR_FAILED,
    N_ ("This file was sealed by another version of Cercle, which this one does not open.") },
  { CERCLE_VAULT_ERROR_DAMAGED, CERCLE_SESSION_ERROR_FAILED,
    N_ ("This file is damaged: ask for it again.") },
  { CERCLE_VAULT_ERROR_WRONG_PASSWORD, CERCLE_SESSION_ERROR_PASSWORD,
    N_ ("This is not the passphrase of this file.") },
};

static GBytes *
unseal (const Opening *opening, GError **error)
{
  g_autoptr (GBytes) sealed = read_sealed (opening->path, error);
  g_autoptr (GError) local = NULL;
  GBytes *plain = NULL;

  if (sealed == NULL)
    return NULL;
  plain = cercle_vault_unseal (sealed, opening->passphrase, &local);
  for (guint i = 0; plain == NULL && i < G_N_ELEMENTS (failures); i++)
    if (g_error_matches (local, CERCLE_VAULT_ERROR, (int) failures[i].code))
      {
        refuse_as (error, failures[i].as, _ (failures[i].sentence));
        return NULL;
      }
  if (plain == NULL)
    refuse (error, _ ("This file cannot be read."));
  return plain;
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (GBytes) plain = unseal (data, &error);
  CercleHandover *handover = NULL;
  gsize n = 0;
  const char *text = plain != NULL ? g_bytes_get_data (plain, &n) : NULL;

  if (plain != NULL)
    handover = cercle_handover_parse (text, n, &error);
  if (handover != NULL)
    g_task_return_pointer (task, handover, (GDestroyNotify) cercle_handover_free);
  else
    g_task_return_error (task, error);
}

void
cercle_handover_file_read_async (CercleSession *session, const char *path, const char *passphrase,
                                 GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (session, NULL, callback, data);
  Opening *opening = g_new0 (Opening, 1);

  opening->path = g_strdup (path);
  opening->passphrase = g_strdup (passphrase != NULL ? passphrase : "");
  g_task_set_task_data (task, opening, opening_free);
  g_task_run_in_thread (task, read_thread);
}

CercleHandover *
cercle_handover_file_read_finish (CercleSession *session, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- Receiving ------------------------------------------------------------------------------- */

CercleTx *
cercle_session_receive (CercleSession *session, const CercleHandover *handover)
{
  g_autoptr (GPtrArray) records = cercle_handover_receive (
      handover, cercle_session_get_scope (session), cercle_session_get_today (session));
  CercleTx *tx = cercle_tx_new (N_ ("Case received."));

  for (guint i = 0; i < records->len; i++)
    cercle_tx_save (tx, g_ptr_array_index (records, i));
  return tx;
}

gboolean
cercle_session_has_received (CercleSession *session, const CercleHandover *handover, char **id)
{
  g_autoptr (CercleRecord) kase = NULL;

  *id = cercle_handover_case_id (handover, cercle_session_get_scope (session));
  kase = cercle_session_get (session, &cercle_case_kind, *id);
  return kase != NULL;
}
