/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a small world of desks and a server come to be, quickly, and always the same? */
#define G_LOG_DOMAIN "torture"

#include "torture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cercle-accounts.h"
#include "cercle-community.h"
#include "cercle-feed.h"
#include "cercle-id.h"
#include "cercle-instant.h"
#include "cercle-sync-run.h"
#include "cercle-vault.h"

/* 23 June 2020, 07:00 UTC */
#define BEGINNING G_GINT64_CONSTANT (1592895600000)
#define MOST_STEPS 20
#define YEAR_MS (G_GINT64_CONSTANT (365) * 24 * 3600 * 1000)

#define ID(tail) "0199c0de-0000-7000-8000-" tail
#define TERRITORY ID ("000000000014")
#define COMMUNITY_A ID ("00000000c00a")
#define COMMUNITY_B ID ("00000000c00b")

static const struct
{
  const char *login, *account, *member, *token, *audiences, *scopes;
  CercleRole role;
} people[TORTURE_MAX_DESKS] = {
  { "claire", ID ("00000000a001"), ID ("00000000e001"), "token-of-claire",
    "team mdph partner governance national protected",
    "c:" COMMUNITY_A " c:" COMMUNITY_B " t:14 national u:" ID ("00000000a001"),
    CERCLE_ROLE_COORDINATOR },
  { "anne", ID ("00000000a002"), ID ("00000000e002"), "token-of-anne",
    "team mdph partner governance national",
    "c:" COMMUNITY_A " c:" COMMUNITY_B " t:14 national u:" ID ("00000000a002"),
    CERCLE_ROLE_ADVISER },
  { "bruno", ID ("00000000a003"), ID ("00000000e003"), "token-of-bruno",
    "team mdph partner governance national",
    "c:" COMMUNITY_A " t:14 national u:" ID ("00000000a003"), CERCLE_ROLE_ADVISER },
};

/* One empty file of each end, copied for every world: a schema is slow to make. */
static char *templates;

/* Files */

static void
remove_tree (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static void
remove_database (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", ".lock" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (path, suffixes[i], NULL);

      g_unlink (file);
    }
}

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (from, &bytes, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents_full (to, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

/* In memory where the system has it: durability is not what is tried here, order is. */
static char *
make_folder (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *pattern = g_strdup ("/dev/shm/cercle-torture-XXXXXX");
  char *folder;

  if (g_mkdtemp_full (pattern, 0700) != NULL)
    return g_steal_pointer (&pattern);
  folder = g_dir_make_tmp ("cercle-torture-XXXXXX", &error);
  g_assert_no_error (error);
  return folder;
}

static CercleStore *
open_store (const char *path, CercleStoreEnd end)
{
  g_autoptr (GError) error = NULL;
  CercleStore *store = cercle_store_open (path, end, NULL, &error);

  g_assert_no_error (error);
  return store;
}

/* The frame: territory, communities, members, accounts, sessions */

static CercleRecord *
frame_record (const CercleKind *kind, const char *id, const char *scope)
{
  CercleRecord *record = cercle_record_new (kind);

  cercle_envelope_set (&cercle_record_envelope (record)->id, id);
  cercle_envelope_set (&cercle_record_envelope (record)->scope, scope);
  return record;
}

static void
write_frame_record (CercleStore *server, CercleRecord *record)
{
  g_autoptr (GError) error = NULL;

  cercle_feed_write (server, record, CERCLE_OP_CREATE, cercle_record_get_changed (record), NULL,
                     &error);
  g_assert_no_error (error);
}

static void
write_community (CercleStore *server, const char *id, const char *name)
{
  g_autofree char *scope = g_strconcat ("c:", id, NULL);
  g_autoptr (CercleRecord) community = frame_record (&cercle_community_kind, id, scope);

  cercle_record_set_text (community, CERCLE_COMMUNITY_NAME, name);
  cercle_record_set_text (community, CERCLE_COMMUNITY_TERRITORY, TERRITORY);
  write_frame_record (server, community);
}

static void
write_person (CercleStore *server, guint i)
{
  g_autoptr (CercleRecord) member =
      frame_record (&cercle_member_kind, people[i].member, "c:" COMMUNITY_A);
  g_autofree char *hash = cercle_vault_hash_token (people[i].token);
  CercleAccount account = { .id = (char *) people[i].account,
                            .login = (char *) people[i].login,
                            .role = people[i].role,
                            .audiences = (char *) people[i].audiences,
                            .scopes = (char *) people[i].scopes,
                            .member = (char *) people[i].member };
  g_autofree char *own = g_strconcat ("u:", people[i].account, NULL);
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (member, CERCLE_MEMBER_LOGIN, people[i].login);
  cercle_record_set_text (member, CERCLE_MEMBER_FIRST_NAME, people[i].login);
  cercle_record_set_text (member, CERCLE_MEMBER_LAST_NAME, "Torture");
  cercle_record_set_text (member, CERCLE_MEMBER_ROLE, cercle_roles[people[i].role].token);
  write_frame_record (server, member);
  g_assert_true (cercle_feed_add_scope (server, own, &error));
  g_assert_true (cercle_accounts_put (server, &account, &error));
  g_assert_true (
      cercle_accounts_open_session (server, hash, people[i].login, "device", BEGINNING, &error));
  g_assert_no_error (error);
}

static void
write_frame (CercleStore *server)
{
  static const char *const scopes[] = { "national", "t:14", "c:" COMMUNITY_A, "c:" COMMUNITY_B };
  g_autoptr (CercleRecord) territory = frame_record (&cercle_territory_kind, TERRITORY, "national");
  g_autoptr (GError) error = NULL;

  g_assert_true (cercle_store_begin (server, &error));
  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    g_assert_true (cercle_feed_add_scope (server, scopes[i], &error));
  cercle_record_set_text (territory, CERCLE_TERRITORY_CODE, "14");
  cercle_record_set_text (territory, CERCLE_TERRITORY_NAME, "Calvados");
  cercle_record_set_text (territory, CERCLE_TERRITORY_ZONE, TORTURE_ZONE);
  write_frame_record (server, territory);
  write_community (server, COMMUNITY_A, "A");
  write_community (server, COMMUNITY_B, "B");
  for (guint i = 0; i < TORTURE_MAX_DESKS; i++)
    write_person (server, i);
  g_assert_true (cercle_store_commit (server, &error));
  g_assert_no_error (error);
}

static char *
template_path (const char *name)
{
  return g_build_filename (templates, name, NULL);
}

void
torture_begin (void)
{
  g_autofree char *server_path = NULL, *desk_path = NULL;
  g_autofree char *epoch = NULL;
  CercleStore *server, *desk;

  cercle_vault_init ();
  cercle_sync_set_slice (3);
  templates = make_folder ();
  server_path = template_path ("server.db");
  desk_path = template_path ("desk.db");
  cercle_id_seed (1);
  cercle_instant_freeze (BEGINNING);
  server = open_store (server_path, CERCLE_STORE_SERVER);
  write_frame (server);
  epoch = cercle_feed_epoch (server);
  g_object_unref (server);
  desk = open_store (desk_path, CERCLE_STORE_DESK);
  g_object_unref (desk);
}

void
torture_end (void)
{
  remove_tree (templates);
  g_clear_pointer (&templates, g_free);
  cercle_sync_set_slice (0);
  cercle_instant_freeze (0);
  cercle_id_seed (0);
}

/* Desks */

static gint64
wrong_clock (World *world)
{
  gint64 minutes = world_pick (world, 120);

  switch (world_pick (world, 4))
    {
    case 0:
      return YEAR_MS * (1 + world_pick (world, 10));
    case 1:
      return -YEAR_MS * (1 + world_pick (world, 10));
    case 2:
      return (minutes - 60) * 60000;
    default:
      return 0;
    }
}

static void
desk_open (Desk *desk)
{
  desk->store = open_store (desk->path, CERCLE_STORE_DESK);
  desk->failing = desk->dead = FALSE;
}

static void
desk_init (Desk *desk, World *world, guint index)
{
  g_autofree char *name = g_strdup_printf ("desk-%u.db", index);
  g_autofree char *template = template_path ("desk.db");

  desk->world = world;
  desk->index = index;
  desk->path = g_build_filename (world->folder, name, NULL);
  desk->token = g_strdup (people[index].token);
  desk->login = g_strdup (people[index].login);
  desk->member = g_strdup (people[index].member);
  desk->clock_offset = wrong_clock (world);
  desk->undo = g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_tx_free);
  desk->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  desk->given_up = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  copy_file (template, desk->path);
  desk_open (desk);
  desk->transport = torture_transport_new (desk);
}

static void
desk_clear (Desk *desk)
{
  g_clear_object (&desk->store);
  g_clear_object (&desk->transport);
  g_ptr_array_unref (desk->undo);
  g_clear_pointer (&desk->refused, g_hash_table_unref);
  g_hash_table_unref (desk->given_up);
  g_hash_table_unref (desk->hidden);
  g_free (desk->path);
  g_free (desk->token);
  g_free (desk->login);
  g_free (desk->member);
}

void
desk_restart (Desk *desk)
{
  world_note (desk->world, "desk %u starts again", desk->index);
  desk->world->n_deaths++;
  g_clear_object (&desk->store);
  /* What could be undone was in memory. */
  g_ptr_array_set_size (desk->undo, 0);
  desk_open (desk);
}

/* The server */

static void
server_open (World *world)
{
  world->server = open_store (world->server_path, CERCLE_STORE_SERVER);
  world->service = cercle_service_new (world->server, "Torture");
}

/* The history that begins now. */
static void
note_history (World *world)
{
  g_hash_table_insert (world->epochs, cercle_feed_epoch (world->server),
                       GUINT_TO_POINTER (world->n_restores + 1));
}

static void
server_close (World *world)
{
  g_clear_pointer (&world->service, cercle_service_free);
  g_clear_object (&world->server);
}

void
world_restart_server (World *world)
{
  world_note (world, "server starts again");
  world->n_deaths++;
  server_close (world);
  server_open (world);
}

static void
backup_free (gpointer data)
{
  Backup *backup = data;

  g_free (backup->path);
  g_free (backup);
}

void
world_back_up_server (World *world)
{
  g_autofree char *name = g_strdup_printf ("backup-%u.db", world->n_backups++);
  Backup *backup = g_new0 (Backup, 1);
  g_autoptr (GError) error = NULL;

  world_note (world, "backup %u", world->backups->len);
  backup->path = g_build_filename (world->folder, name, NULL);
  backup->n_entries = world->ledger->len;
  cercle_store_backup (world->server, backup->path, &error);
  g_assert_no_error (error);
  g_ptr_array_add (world->backups, backup);
}

/* What the server is made to do when a backup is put back. */
void
world_restore_server (World *world)
{
  guint n = world_pick (world, world->backups->len);
  const Backup *backup = world->backups->pdata[n];
  g_autoptr (GError) error = NULL;

  world_note (world, "restore %u", n);
  world->n_restores++;
  server_close (world);
  remove_database (world->server_path);
  copy_file (backup->path, world->server_path);
  server_open (world);
  world_look_at_clock (world, NULL);
  g_assert_true (cercle_store_begin (world->server, &error));
  g_assert_true (cercle_feed_new_epoch (world->server, &error));
  g_assert_true (cercle_store_commit (world->server, &error));
  g_assert_no_error (error);
  for (guint i = backup->n_entries; i < world->ledger->len; i++)
    ((Entry *) world->ledger->pdata[i])->lost = TRUE;
  note_history (world);
  /* Later backups are of a history that has not happened. */
  g_ptr_array_set_size (world->backups, (int) n + 1);
}

/* The world */

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  cercle_mutation_free (entry->mutation);
  g_free (entry->problem);
  g_free (entry);
}

World *
world_new (guint32 seed)
{
  World *world = g_new0 (World, 1);
  g_autofree char *template = template_path ("server.db");

  world->seed = seed;
  world->rand = g_rand_new_with_seed (seed);
  world->log = g_string_new (NULL);
  world->trace = g_checksum_new (G_CHECKSUM_SHA256);
  world->ledger = g_ptr_array_new_with_free_func (entry_free);
  world->by_mid = g_hash_table_new (g_str_hash, g_str_equal);
  world->epochs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  world->written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  world->backups = g_ptr_array_new_with_free_func (backup_free);
  world->wandering = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  world->replies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  world->now = BEGINNING;
  world->most_steps = MOST_STEPS;
  world->folder = make_folder ();
  world->server_path = g_build_filename (world->folder, "server.db", NULL);
  cercle_id_seed (seed == 0 ? 1 : seed);
  world_look_at_clock (world, NULL);
  copy_file (template, world->server_path);
  server_open (world);
  note_history (world);
  world->n_desks = 2 + world_pick (world, TORTURE_MAX_DESKS - 1);
  for (guint i = 0; i < world->n_desks; i++)
    desk_init (&world->desks[i], world, i);
  return world;
}

void
world_free (World *world)
{
  for (guint i = 0; i < world->n_desks; i++)
    desk_clear (&world->desks[i]);
  server_close (world);
  remove_tree (world->folder);
  g_rand_free (world->rand);
  g_string_free (world->log, TRUE);
  g_checksum_free (world->trace);
  g_hash_table_unref (world->by_mid);
  g_ptr_array_unref (world->ledger);
  g_ptr_array_unref (world->backups);
  g_ptr_array_unref (world->wandering);
  g_hash_table_unref (world->replies);
  g_hash_table_unref (world->epochs);
  g_hash_table_unref (world->written);
  g_free (world->folder);
  g_free (world->server_path);
  g_free (world);
}

guint
world_pick (World *world, guint below)
{
  return below <= 1 ? 0 : (guint) g_rand_int_range (world->rand, 0, (gint32) below);
}

gboolean
world_chance (World *world, guint percent)
{
  return world_pick (world, 100) < percent;
}

void
world_note (World *world, const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  g_checksum_update (world->trace, (const guchar *) line, -1);
  g_checksum_update (world->trace, (const guchar *) "\n", 1);
  g_string_append_printf (world->log, "%*s%s\n", (int) world->depth * 2, "", line);
}

void
world_fail (World *world, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("%s\n", world->log->str);
  g_printerr ("CERCLE_TORTURE_SEED=%u: %s\n", world->seed, reason);
  /* For looking into the files afterwards. */
  g_printerr ("%s\n", world->folder);
  g_print ("Bail out! CERCLE_TORTURE_SEED=%u: %s\n", world->seed, reason);
  abort ();
}

void
world_look_at_clock (World *world, const Desk *desk)
{
  cercle_instant_freeze (world->now + (desk != NULL ? desk->clock_offset : 0));
}
