/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does it cost to exchange one change? A synced desk changes the need of a case and exchanges:
 * the change goes up, comes back, and is searchable. The jobs of the store run on this thread, so
 * that callgrind counts one thread: --toggle-collect=exchange_once.
 *
 * bench-one-sync ADDRESS SIGN-IN-FILE DESK-FILE TIMES    the first, which is not counted, warms up
 */
#define G_LOG_DOMAIN "cercle-bench"

#include <stdlib.h>

#include "cercle-case.h"
#include "cercle-journal.h"
#include "cercle-query.h"
#include "cercle-sync.h"

#define DEVICE "bench"
#define ZONE "Europe/Paris"

typedef struct
{
  CercleStore *store;
  CercleTransport *transport;
  CercleGrant *grant;
  GPtrArray *cases;
} Desk;

static int n_counted;

static void
must (gboolean done, GError *error)
{
  if (!done)
    g_error ("%s", error != NULL ? error->message : "it failed without a word");
}

static gboolean
runner_cb (CercleStoreJob job, gpointer data, gpointer runner_data, GError **error)
{
  return job (runner_data, data, error);
}

static void
exchange (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  CercleSync sync = { .transport = desk->transport,
                      .token = desk->grant->token,
                      .device = DEVICE,
                      .runner = runner_cb,
                      .runner_data = desk->store };

  must (cercle_sync_run (&sync, NULL, &error), error);
}

/* callgrind is told by name what to count. */
static G_NO_INLINE void
exchange_once (Desk *desk)
{
  exchange (desk);
  g_atomic_int_inc (&n_counted);
}

static void
change_case (Desk *desk, guint n)
{
  g_autofree char *need = g_strdup_printf ("séjour de répit numéro %u", n);
  g_autoptr (CercleTx) tx = cercle_tx_new ("Need changed");
  CercleRecord *kase = desk->cases->pdata[n];
  g_autoptr (GError) error = NULL;

  cercle_record_clear_changed (kase);
  cercle_record_set_text (kase, CERCLE_CASE_NEED, need);
  cercle_tx_save (tx, kase);
  must (cercle_journal_commit (desk->store, tx, desk->grant->member, ZONE, NULL, &error), error);
}

static void
find_cases (Desk *desk, guint n)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);
  g_autoptr (GError) error = NULL;

  cercle_query_where (query, CERCLE_CASE_OPEN, CERCLE_IS, "1");
  cercle_query_set_limit (query, n);
  desk->cases = cercle_store_find (desk->store, query, &error);
  must (desk->cases != NULL && desk->cases->len == n, error);
}

static void
open_desk (Desk *desk, char **argv)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *login = NULL, *password = NULL;
  g_autoptr (GError) error = NULL;

  must (g_key_file_load_from_file (file, argv[2], G_KEY_FILE_NONE, &error), error);
  login = g_key_file_get_string (file, "sign-in", "login", NULL);
  password = g_key_file_get_string (file, "sign-in", "password", NULL);
  desk->transport = cercle_http_transport_new (argv[1], &error);
  must (desk->transport != NULL, error);
  desk->grant = cercle_sync_sign_in (desk->transport, login, password, DEVICE, NULL, &error);
  must (desk->grant != NULL, error);
  desk->store = cercle_store_open (argv[3], CERCLE_STORE_DESK, NULL, &error);
  must (desk->store != NULL, error);
}

int
main (int argc, char **argv)
{
  Desk desk = { NULL };
  guint times = argc == 5 ? (guint) strtoul (argv[4], NULL, 10) : 0;
  CercleJournalState state;

  if (times == 0)
    return 2;
  open_desk (&desk, argv);
  find_cases (&desk, times + 1);
  for (guint n = 0; n <= times; n++)
    {
      change_case (&desk, n);
      if (n == 0)
        exchange (&desk);
      else
        exchange_once (&desk);
    }
  must (cercle_journal_state (desk.store, &state, NULL), NULL);
  g_print ("waiting %u refused %u conflicts %u indexing %d\n", state.waiting, state.refused,
           state.conflicts, state.indexing);
  g_ptr_array_unref (desk.cases);
  cercle_grant_free (desk.grant);
  g_object_unref (desk.store);
  g_object_unref (desk.transport);
  return state.waiting + state.refused + state.conflicts > 0 ? 1 : 0;
}
