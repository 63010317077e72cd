/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the desk survive what happens to disks and to itself? */
#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cercle-case.h"
#include "cercle-conflict.h"
#include "desk.h"

static const char *program;

/* --- Drafts
 * --------------------------------------------------------------------------------------- */

static gboolean
has_draft_cb (gpointer data)
{
  g_autoptr (GPtrArray) drafts = cercle_session_get_drafts (data, "call");

  return drafts->len == 1;
}

static gboolean
has_no_draft_cb (gpointer data)
{
  g_autoptr (GPtrArray) drafts = cercle_session_get_drafts (data, "call");

  return drafts->len == 0;
}

static void
test_drafts (Desk *desk, gconstpointer data)
{
  g_autofree char *id = g_uuid_string_random ();

  desk_open (desk);
  cercle_session_draft (desk->session, id, "call", NULL, "{\"words\":\"a\"}");
  cercle_session_draft (desk->session, id, "call", NULL, "{\"words\":\"ab\"}");
  ROOM_WAIT (has_draft_cb, desk->session);
  /* The last word typed is written although the desk closes at once. */
  cercle_session_draft (desk->session, id, "call", NULL, "{\"words\":\"abc\"}");
  desk_reopen (desk);
  {
    g_autoptr (GPtrArray) drafts = cercle_session_get_drafts (desk->session, "call");
    g_assert_cmpuint (drafts->len, ==, 1);
    g_assert_cmpstr (cercle_record_get_text (g_ptr_array_index (drafts, 0), CERCLE_DRAFT_CONTENT),
                     ==, "{\"words\":\"abc\"}");
  }
  cercle_session_draft (desk->session, id, "call", NULL, NULL);
  ROOM_WAIT (has_no_draft_cb, desk->session);
}

static void
say_draft_cb (CercleSession *session, guint64 kinds, gpointer data)
{
  guint *n = data;

  if ((kinds & cercle_session_kind_bit (&cercle_draft_kind)) == 0)
    return;
  g_print ("%u\n", ++*n);
  fflush (stdout);
}

/* The child: types until it is killed, and says each draft that was written. */
static int
type_drafts (const char *folder)
{
  g_autoptr (CercleSession) session = cercle_session_new (NULL, folder);
  guint n = 0;

  if (!room_sign_in (session, NOWHERE, LOGIN, PASSWORD, NULL))
    return 1;
  g_signal_connect (session, "changed", G_CALLBACK (say_draft_cb), &n);
  for (guint i = 1; i < 100000; i++)
    {
      g_autofree char *id = g_strdup_printf ("0199c0de-0000-7000-8000-%012u", i);
      g_autofree char *content = g_strdup_printf ("{\"n\":%u}", i);
      cercle_session_draft (session, id, "note", NULL, content);
      while (n < i)
        g_main_context_iteration (NULL, TRUE);
    }
  return 0;
}

/* Kills the desk at a moment of its own while it types; what it had said written is there. */
static void
test_killed (Desk *desk, gconstpointer data)
{
  const char *const argv[] = { program, "--type-drafts", desk->folder, NULL };
  g_autoptr (GError) error = NULL;
  guint said = 0;
  GPid child;
  int out;

  g_assert_true (g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD,
                                           NULL, NULL, &child, NULL, &out, NULL, &error));
  g_assert_no_error (error);
  {
    g_autoptr (GIOChannel) channel = g_io_channel_unix_new (out);
    guint enough = 30 + (guint) g_test_rand_int_range (0, 60);
    char *line;

    while (said < enough &&
           g_io_channel_read_line (channel, &line, NULL, NULL, NULL) == G_IO_STATUS_NORMAL)
      {
        said = (guint) g_ascii_strtoull (line, NULL, 10);
        g_free (line);
      }
    g_assert_cmpuint (said, ==, enough);
    kill (child, SIGKILL);
    waitpid (child, NULL, 0);
    g_io_channel_shutdown (channel, FALSE, NULL);
  }
  g_spawn_close_pid (child);
  desk_open (desk);
  {
    g_autoptr (GPtrArray) drafts = cercle_session_get_drafts (desk->session, "note");
    g_assert_cmpuint (drafts->len, >=, said);
  }
}

/* --- Disks
 * ------------------------------------------------------------------------------------------ */

typedef struct
{
  guint64 n;
  int code;
} Failure;

static gboolean
fail_job (CercleStore *store, gpointer data, GError **error)
{
  Failure *failure = data;

  cercle_store_fail_at (store, failure->n, failure->code);
  return TRUE;
}

static void
fail_at (Desk *desk, guint64 n, int code)
{
  Failure failure = { n, code };

  g_assert_true (cercle_store_thread_run (desk->session->store_thread, CERCLE_TURN_SAVE, fail_job,
                                          &failure, NULL));
}

#define CODE_FULL 13

/* Whichever operation of the save it is: a sentence, nothing kept, and the next save works. */
static void
test_failing (Desk *desk, gconstpointer data)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (GError) error = NULL;
  guint full = 0, kept = 0;
  guint64 n = 1;

  desk_open (desk);
  /* What opening asked for is over. */
  room_catch_up (desk->session);
  for (; n < 300; n++)
    {
      g_autoptr (CercleRecord) kase = NULL;

      fail_at (desk, n, CODE_FULL);
      kase = room_add_case (desk->session, "Quesnel", "répit", &error);
      if (kase != NULL)
        {
          kept++;
          if (full > 5)
            break;
          /* Something else that the desk does took the fault: the same operation again. */
          g_assert_cmpuint (kept, <, 20);
          n--;
          continue;
        }
      g_assert_true (error->domain == CERCLE_SESSION_ERROR);
      if (g_error_matches (error, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_DISK))
        {
          g_assert_true (room_has_problem (desk->session, "disk is full"));
          full++;
        }
      g_clear_error (&error);
    }
  g_assert_cmpuint (full, >, 5);
  g_assert_cmpuint (n, <, 300);
  fail_at (desk, 0, 0);
  cases = room_find (desk->session, query);
  g_assert_cmpuint (cases->len, ==, kept);
  g_assert_false (room_has_problem (desk->session, "disk is full"));
}

/* --- A disk that is really full
 * ------------------------------------------------------------------------------ */

/* A disk for the files of SQLite, as small as one likes, and nothing need be mounted: they grow while
 * there is room, and then the system says what it says when a disk is full. */
#define ROOM_LEFT (32 * 4096)

static gint64 room_left = G_MAXINT64;
static GMutex room_mutex;

static ssize_t
write_while_room (int file, const void *bytes, size_t n, off_t at)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&room_mutex);
  struct stat status;
  gint64 growth;

  if (fstat (file, &status) != 0)
    return -1;
  growth = MAX ((gint64) at + (gint64) n - (gint64) status.st_size, 0);
  if (growth > room_left)
    {
      errno = ENOSPC;
      return -1;
    }
  room_left -= growth;
  return pwrite (file, bytes, n, at);
}

/* Which of them this SQLite was built to call is its own affair. */
static void
own_the_disk (void)
{
  static const char *const calls[] = { "pwrite", "pwrite64" };
  sqlite3_vfs *files = sqlite3_vfs_find (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    files->xSetSystemCall (files, calls[i], (sqlite3_syscall_ptr) write_while_room);
}

static void
set_room (gint64 bytes)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&room_mutex);

  room_left = bytes;
}

static void
change_need (CercleSession *session, const char *id, GError **error)
{
  g_autoptr (CercleRecord) copy = cercle_session_get (session, &cercle_case_kind, id);
  CercleTx *tx = cercle_tx_new ("Need changed");
  g_autofree char *need = g_strnfill (200, 'x');

  cercle_record_set_text (copy, CERCLE_CASE_NEED, need);
  cercle_tx_save (tx, copy);
  room_commit (session, tx, error);
}

/* The child: works until the disk is full, then frees it and goes on. */
static int
fill_disk (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (CercleRecord) last = NULL;
  Desk desk = { .folder = g_strdup (folder) };
  guint kept = 0;

  own_the_disk ();
  desk.database = room_make_desk (folder, NOWHERE, LOGIN, PASSWORD, NULL);
  desk.session = cercle_session_new (NULL, folder);
  desk_open (&desk);
  room_catch_up (desk.session);
  set_room (ROOM_LEFT);
  for (; kept < 1000 && error == NULL; kept += error == NULL ? 1 : 0)
    {
      g_autoptr (CercleRecord) kase = room_add_case (desk.session, "Quesnel", "répit", &error);
      if (kase != NULL)
        g_set_object (&last, kase);
    }
  g_assert_error (error, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_DISK);
  g_assert_true (room_has_problem (desk.session, "disk is full"));
  g_clear_error (&error);
  cases = room_find (desk.session, query);
  g_assert_cmpuint (cases->len, ==, kept);
  g_assert_cmpuint (kept, >, 0);
  set_room (G_MAXINT64);
  change_need (desk.session, cercle_record_get_id (last), &error);
  g_assert_no_error (error);
  g_assert_false (room_has_problem (desk.session, "disk is full"));
  desk_reopen (&desk);
  g_clear_pointer (&cases, g_ptr_array_unref);
  cases = room_find (desk.session, query);
  g_assert_cmpuint (cases->len, ==, kept);
  room_finalize (desk.session);
  g_free (desk.folder);
  g_free (desk.database);
  return 0;
}

static void
test_full (void)
{
  g_autofree char *folder = room_make ();
  const char *const argv[] = { program, "--fill-disk", folder, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;
  int status;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, &said,
                               &status, &error));
  g_assert_no_error (error);
  room_remove (folder);
  if (status != 0)
    g_test_message ("%s", said);
  g_assert_cmpint (status, ==, 0);
}

static void
test_read_only (Desk *desk, gconstpointer data)
{
  g_autofree char *blocked = g_build_filename (desk->folder, "blocked", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *desk_folder = NULL;
  CercleSession *session;

  /* A file stands where the folder should be: as unwritable for root as for anybody. */
  g_assert_true (g_file_set_contents (blocked, "x", 1, NULL));
  desk_folder = cercle_desk_folder (NULL, blocked);
  session = cercle_session_new (NULL, blocked);
  g_assert_false (room_sign_in (session, NOWHERE, LOGIN, PASSWORD, &error));
  g_assert_error (error, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_DISK);
  room_finalize (session);
}

static void
damage (const char *path)
{
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_cmpuint (length, >, 8192);
  memset (content + 100, 0xa5, 3000);
  g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
}

static gboolean
was_taken_over_cb (gpointer data)
{
  return room_has_problem (data, "damaged");
}

/* A damaged file is put aside and opened anew, and the desk says so. */
static void
test_damaged (Desk *desk, gconstpointer data)
{
  g_autoptr (CercleRecord) kase = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *wal = g_strconcat (desk->database, "-wal", NULL);

  desk_open (desk);
  kase = room_add_case (desk->session, "Quesnel", "répit", &error);
  cercle_session_close (desk->session);
  g_unlink (wal);
  damage (desk->database);
  desk_open (desk);
  ROOM_WAIT (was_taken_over_cb, desk->session);
  g_assert_cmpstr (cercle_session_get_scope (desk->session), ==, ROOM_SCOPE);
  g_clear_object (&kase);
  kase = room_add_case (desk->session, "Quesnel", "répit", &error);
  g_assert_no_error (error);
}

static void
test_not_a_database (Desk *desk, gconstpointer data)
{
  g_assert_true (g_file_set_contents (desk->database, "not a database at all, whatever", -1, NULL));
  desk_open (desk);
  ROOM_WAIT (was_taken_over_cb, desk->session);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/session/disk/" name, Desk, NULL, desk_set_up, func, desk_tear_down)

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--type-drafts"))
    return type_drafts (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--fill-disk"))
    return fill_disk (argv[2]);
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  ADD ("drafts", test_drafts);
  ADD ("killed", test_killed);
  ADD ("failing", test_failing);
  g_test_add_func ("/session/disk/full", test_full);
  ADD ("read-only", test_read_only);
  ADD ("damaged", test_damaged);
  ADD ("not-a-database", test_not_a_database);
  return g_test_run ();
}
