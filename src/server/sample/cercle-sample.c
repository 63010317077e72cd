/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is a sample community brought into an empty database? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-sample.h"

#include "cercle-sample-founding.h"
#include "cercle-sample-run.h"
#include "cercle-sample-tell.h"

static gboolean
write_all (CercleSampleWorld *world, CercleStore *store, const CercleSamplePasswords *passwords,
           GError **error)
{
  g_autofree char **ids = g_new0 (char *, world->plan->n_slots);
  gboolean done;

  done = cercle_sample_found (world, store, passwords, ids, error) &&
         cercle_sample_run (world, store, ids, error);
  for (guint i = 0; i < world->plan->n_slots; i++)
    g_free (ids[i]);
  return done;
}

gboolean
cercle_sample_fill (CercleStore *store, guint32 seed, int day, CerclePasswordFor password_for,
                    gpointer data, GError **error)
{
  const CercleSamplePasswords passwords = { password_for, data };
  g_autoptr (CercleSampleWorld) world = NULL;
  gboolean done;

  if (!cercle_sample_check_empty (store, error))
    return FALSE;
  world = cercle_sample_world_new (seed, day, error);
  if (world == NULL)
    return FALSE;
  cercle_sample_tell_team (world);
  cercle_sample_tell_directory (world);
  cercle_sample_tell_launches (world);
  if (!cercle_sample_tell_cases (world, error) || !cercle_store_begin (store, error))
    return FALSE;
  cercle_sample_plan_sort (world->plan);
  cercle_sample_begin_time (world);
  done = write_all (world, store, &passwords, error);
  cercle_sample_end_time ();
  if (done)
    return cercle_store_commit (store, error);
  cercle_store_rollback (store);
  return FALSE;
}
