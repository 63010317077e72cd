/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does it cost to change many cases at once, and to take it back? A desk off line postpones
 * one case, twice, and then all the others by one change; one undo takes those back. Between
 * part_begins() and part_ends(), which callgrind looks for, is what each costs on all threads,
 * until it is on the disk and told.
 *
 * bench-bulk CASES    prints "changed N seconds S": of the processors, for the last two parts */
#define G_LOG_DOMAIN "cercle-bench"

#include <stdlib.h>
#include <time.h>

#include "cercle-case.h"
#include "cercle-day.h"
#include "cercle-moves.h"
#include "cercle-query.h"
#include "cercle-session.h"
#include "room.h"

#define NOWHERE "http://127.0.0.1:1"
#define LOGIN "ada"
#define PHRASE "une phrase assez longue"

void part_begins (void);
void part_ends (void);

static int n_parts;

/* What callgrind begins and ends with. */
G_GNUC_NO_INLINE void
part_begins (void)
{
  g_atomic_int_inc (&n_parts);
}

G_GNUC_NO_INLINE void
part_ends (void)
{
  g_atomic_int_inc (&n_parts);
}

static void
fill (const char *folder, guint n, GPtrArray *ids)
{
  g_autoptr (CercleStore) store = NULL;
  g_autofree char *database = room_make_desk (folder, NOWHERE, LOGIN, PHRASE, &store);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CercleRecord) kase = cercle_record_new (&cercle_case_kind);
      g_autoptr (GError) error = NULL;

      cercle_envelope_set (&cercle_record_envelope (kase)->scope, ROOM_SCOPE);
      cercle_envelope_set (&cercle_record_envelope (kase)->audience, cercle_case_kind.audience);
      cercle_record_envelope (kase)->rev = 1;
      cercle_record_set_text (kase, CERCLE_CASE_OPENED_ON, "2020-06-02");
      cercle_record_set_text (kase, CERCLE_CASE_NEED, "séjour de répit");
      cercle_case_derive_new (kase, ROOM_MEMBER, "2020-06-02T08:00:00.000Z");
      if (!cercle_store_put (store, kase, &error))
        g_error ("%s", error->message);
      g_ptr_array_add (ids, g_strdup (cercle_record_get_id (kase)));
    }
}

/* How many were changed. */
static guint
postpone (CercleSession *session, const char *const *ids)
{
  g_autofree char *day = cercle_day_to_text (cercle_session_get_today_number (session) + 9);
  const CercleBulk bulk = { CERCLE_BULK_POSTPONE, day };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CercleBulkOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  part_begins ();
  cercle_session_bulk_async (session, &bulk, "Many changed", ids, room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  part_ends ();
  outcome = cercle_session_bulk_finish (session, result, &error);
  if (outcome == NULL)
    g_error ("%s", error->message);
  return outcome->changed;
}

static void
take_back (CercleSession *session)
{
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  part_begins ();
  done = room_undo (session, &error);
  part_ends ();
  if (!done)
    g_error ("%s", error->message);
}

static guint
n_promised (CercleSession *session)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);
  g_autoptr (GPtrArray) found = NULL;

  cercle_query_where (query, CERCLE_CASE_PROMISED_BY, CERCLE_IS_NOT, NULL);
  found = room_find (session, query);
  return found->len;
}

int
main (int argc, char **argv)
{
  guint n = argc == 2 ? (guint) strtoul (argv[1], NULL, 10) : 0, changed = 0;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;
  CercleSession *session = NULL;
  clock_t begun = 0;

  if (n == 0)
    return 2;
  folder = room_make ();
  fill (folder, n + 2, ids);
  session = cercle_session_new (NULL, folder);
  if (!room_sign_in (session, NOWHERE, LOGIN, PHRASE, &error))
    g_error ("%s", error->message);
  for (guint i = 0; i < 2; i++)
    {
      const char *const one[] = { ids->pdata[i], NULL };
      changed += postpone (session, one);
    }
  g_ptr_array_add (ids, NULL);
  begun = clock ();
  changed += postpone (session, (const char *const *) ids->pdata + 2);
  if (changed != n + 2 || n_promised (session) != n + 2)
    g_error ("%u were changed", changed);
  take_back (session);
  g_print ("changed %u seconds %.3f\n", changed - 2, (double) (clock () - begun) / CLOCKS_PER_SEC);
  if (n_promised (session) != 2)
    g_error ("one undo did not take all back");
  cercle_session_close (session);
  g_object_unref (session);
  room_remove (folder);
  return 0;
}
