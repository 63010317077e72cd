/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens in the world, step by step, and how does it come to rest? */
#define G_LOG_DOMAIN "torture"

#include "torture.h"

#include <sqlite3.h>
#include <string.h>

#include "cercle-accounts.h"
#include "cercle-sync.h"

#define MIN_STEPS 8
#define MAX_ROUNDS 12
#define MAX_OPERATIONS 400

/* Exchanges */

static gboolean
run_job_cb (CercleStoreJob job, gpointer data, gpointer runner_data, GError **error)
{
  Desk *desk = runner_data;

  if (!desk->dead)
    return job (desk->store, data, error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the program has died");
  return FALSE;
}

gboolean
desk_exchange (Desk *desk, GError **error)
{
  CercleSync sync = { .transport = desk->transport,
                      .token = desk->token,
                      .device = desk->login,
                      .runner = run_job_cb,
                      .runner_data = desk };
  g_autoptr (GError) local = NULL;
  gboolean good;

  if (desk->busy)
    return TRUE;
  world_note (desk->world, "desk %u exchanges", desk->index);
  desk->world->n_exchanges++;
  desk->busy = TRUE;
  world_look_at_clock (desk->world, desk);
  good = cercle_sync_run (&sync, NULL, &local);
  desk->busy = FALSE;
  world_note (desk->world, "desk %u: %s", desk->index, good ? "good" : local->message);
  desk_take_error (desk, local);
  if (desk->dead)
    desk_restart (desk);
  desk_note_refused (desk);
  if (!good)
    g_propagate_error (error, g_steal_pointer (&local));
  return good;
}

static void
let_disk_fail (Desk *desk)
{
  guint n = 1 + world_pick (desk->world, MAX_OPERATIONS);
  int code = world_chance (desk->world, 50) ? SQLITE_IOERR : SQLITE_FULL;

  world_note (desk->world, "disk of desk %u fails at %u with %d", desk->index, n, code);
  desk->world->n_faults++;
  desk->failing = TRUE;
  cercle_store_fail_at (desk->store, n, code);
}

/* Rights */

/* Takes the word out of the list or puts it in. (transfer full) */
static char *
toggle (const char *list, const char *word)
{
  g_auto (GStrv) words = g_strsplit (list, " ", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  gboolean found = FALSE;

  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], word) == 0)
      found = TRUE;
    else
      g_ptr_array_add (kept, words[i]);
  if (!found)
    g_ptr_array_add (kept, (gpointer) word);
  g_ptr_array_add (kept, NULL);
  return g_strjoinv (" ", (char **) kept->pdata);
}

static void
change_rights (World *world)
{
  static const char community_b[] = "c:0199c0de-0000-7000-8000-00000000c00b";
  Desk *desk = &world->desks[world_pick (world, world->n_desks)];
  g_autoptr (CercleAccount) account = cercle_accounts_find (world->server, desk->login, NULL);
  gboolean audience = world_chance (world, 50);
  char **list = audience ? &account->audiences : &account->scopes;
  char *changed = toggle (*list, audience ? "protected" : community_b);
  g_autoptr (GError) error = NULL;

  world_note (world, "desk %u may now: %s", desk->index, changed);
  desk->shrunk = desk->shrunk || strlen (changed) < strlen (*list);
  g_free (*list);
  *list = changed;
  cercle_accounts_put (world->server, account, &error);
  g_assert_no_error (error);
}

/* Steps */

static void
user_step (World *world)
{
  Desk *desk = &world->desks[world_pick (world, world->n_desks)];

  if (world_chance (world, 6))
    let_disk_fail (desk);
  for (guint n = 1 + world_pick (world, 3); n > 0; n--)
    desk_act (desk);
}

static void
exchange_step (World *world)
{
  Desk *desk = &world->desks[world_pick (world, world->n_desks)];

  if (world_chance (world, 15))
    let_disk_fail (desk);
  desk_exchange (desk, NULL);
}

static void
restart_step (World *world)
{
  if (world_chance (world, 70))
    desk_restart (&world->desks[world_pick (world, world->n_desks)]);
  else
    world_restart_server (world);
}

static void
backup_step (World *world)
{
  if (world->backups->len > 0 && world_chance (world, 35))
    world_restore_server (world);
  else
    world_back_up_server (world);
}

static const struct
{
  guint weight;
  void (*step) (World *world);
} steps[] = {
  { 45, user_step },  { 35, exchange_step }, { 4, restart_step },
  { 6, backup_step }, { 4, change_rights },  { 6, world_deliver_wandering },
};

void
world_step (World *world)
{
  guint pick = world_pick (world, 100), i = 0;

  world->now += 1000 + world_pick (world, 600000);
  while (pick >= steps[i].weight)
    pick -= steps[i++].weight;
  steps[i].step (world);
}

/* Something that all of them know, so that they can disagree about it. */
static void
begin_together (World *world)
{
  world->healed = TRUE;
  for (guint i = 0; i < 2 * world->n_desks; i++)
    {
      Desk *desk = &world->desks[i % world->n_desks];

      desk_exchange (desk, NULL);
      if (i == 0)
        desk_create_case (desk);
      if (i == 0)
        desk_exchange (desk, NULL);
    }
  world->healed = FALSE;
}

void
world_run (World *world)
{
  begin_together (world);
  for (guint n = MIN_STEPS + world_pick (world, world->most_steps); n > 0; n--)
    world_step (world);
}

/* Rest */

/* Changes that wait for nothing but an exchange: some wait for one that was refused. */
static guint
count_waiting (Desk *desk)
{
  CercleJournalState state;
  g_autoptr (GError) error = NULL;

  cercle_journal_state (desk->store, &state, &error);
  g_assert_no_error (error);
  return state.refused > 0 ? 0 : state.waiting;
}

/* TRUE when nobody had anything left to say or to hear. */
static gboolean
quiet_round (World *world)
{
  guint before = world->ledger->len, waiting = 0;

  for (guint i = 0; i < world->n_desks; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!desk_exchange (&world->desks[i], &error))
        world_fail (world, "desk %u cannot exchange: %s", i, error->message);
      waiting += count_waiting (&world->desks[i]);
    }
  return world->ledger->len == before && waiting == 0;
}

void
world_heal (World *world)
{
  world_note (world, "healed");
  world->healed = TRUE;
  while (world->wandering->len > 0)
    world_deliver_wandering (world);
  for (guint i = 0; i < world->n_desks; i++)
    {
      cercle_store_fail_at (world->desks[i].store, 0, 0);
      world->desks[i].failing = FALSE;
    }
  for (guint round = 0; round < MAX_ROUNDS; round++)
    if (quiet_round (world))
      return;
  world_fail (world, "it does not come to rest");
}
