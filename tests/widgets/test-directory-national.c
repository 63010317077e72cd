/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is the national extract of FINESS, at its real size, taken in by hand in bounded memory, without
 * the window ever waiting for it; is it given up half-way without a trace; and does its next
 * edition change what has changed, and nothing else? */
#include <time.h>

#include "case-desk.h"
#include "cercle-conflict.h"
#include "cercle-directory-assistant.h"
#include "cercle-directory-effects.h"
#include "cercle-directory-import.h"
#include "cercle-directory-page.h"
#include "cercle-directory.h"
#include "cercle-display.h"
#include "cercle-organisation.h"
#include "hostile.h"
#include "patience.h"
#include "room.h"

#define SITES "175000"
#define LEAST_BYTES 700000000
/* As tests/support/make-extract.c has it. */
#define EVERY 40
#define DEPARTMENT "14"
#define PATIENCE_S 400
/* What the thread that draws may work at a stretch. */
#define LONGEST_MS 100
#define GIVEN_UP_MS 2000

typedef struct
{
  CaseDesk desk;
  char *path;
  GtkWindow *window;
  double longest; /* ms of processor, of one turn of the main loop */
  double share;
  guint shares; /* how many different ones were shown */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  case_desk_begin_as (&fixture->desk, "col");
  case_desk_show (&fixture->desk, CERCLE_TYPE_DIRECTORY_PAGE, 1100);
  cercle_page_open (CERCLE_PAGE (fixture->desk.page), NULL);
  cercle_page_start (CERCLE_PAGE (fixture->desk.page));
  fixture->path = g_build_filename (fixture->desk.folder, "finess.json.gz", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  case_desk_end (&fixture->desk);
  g_free (fixture->path);
}

/* next: the edition of a month later. */
static void
make_extract (Fixture *fixture, gboolean next)
{
  const char *const command[] = { g_getenv ("CERCLE_EXTRACT"), fixture->path, SITES, "1",
                                  next ? "next" : NULL,        NULL };
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;
  guint64 bytes = 0;

  g_assert_nonnull (command[0]);
  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_DEFAULT, NULL, NULL, &said, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_assert_true (g_str_has_prefix (said, "bytes "));
  bytes = g_ascii_strtoull (said + strlen ("bytes "), NULL, 10);
  g_test_message ("%s", said);
  g_assert_cmpuint (bytes, >, LEAST_BYTES);
}

/* --- The main loop, watched ------------------------------------------------------------------- */

static double
worked_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static gboolean
late_cb (gpointer data)
{
  g_error ("it takes too long: %s", (const char *) data);
  return G_SOURCE_REMOVE;
}

static void
run_until (Fixture *fixture, const char *what, gboolean (*until) (gpointer data))
{
  guint late =
      g_timeout_add_seconds ((guint) patience_limit (PATIENCE_S), late_cb, (gpointer) what);
  gint64 begun = g_get_monotonic_time ();

  fixture->longest = 0;
  while (!until (fixture))
    {
      double before = worked_ms ();

      g_main_context_iteration (NULL, TRUE);
      fixture->longest = MAX (fixture->longest, worked_ms () - before);
    }
  g_source_remove (late);
  g_test_message ("%s: %.1f s; the longest turn of the main loop %.0f ms of processor; most memory "
                  "%u MiB",
                  what, (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC,
                  fixture->longest, hostile_memory () / 1024);
  g_assert_cmpfloat (fixture->longest, <, (double) patience_limit (LONGEST_MS));
}

/* --- What is in the window ---------------------------------------------------------------------
 */

static GtkWidget *
button (Fixture *fixture, const char *label)
{
  return tree_find (GTK_WIDGET (fixture->window), GTK_TYPE_BUTTON, label);
}

static void
press (Fixture *fixture, const char *label)
{
  g_assert_nonnull (button (fixture, label));
  g_signal_emit_by_name (button (fixture, label), "clicked");
}

/* The number of an effect, which its button tells: "New · 12". */
static guint
number_of (Fixture *fixture, CercleImportEffect effect)
{
  g_autofree char *words = tree_words (GTK_WIDGET (fixture->window));
  g_autofree char *begin = g_strdup_printf ("%s · ", cercle_import_effect_label (effect));
  const char *at = strstr (words, begin);

  return at != NULL ? (guint) g_ascii_strtoull (at + strlen (begin), NULL, 10) : 0;
}

static void
begin (Fixture *fixture)
{
  fixture->share = 0;
  fixture->shares = 0;
  fixture->window =
      cercle_directory_assistant_read (CERCLE_PAGE (fixture->desk.page), fixture->path);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
}

/* It never goes back while the file is read. */
static gboolean
is_half_way_cb (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *bar = tree_find (GTK_WIDGET (fixture->window), GTK_TYPE_PROGRESS_BAR, NULL);
  double share = gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (bar));

  g_assert_cmpfloat (share, >=, fixture->share);
  fixture->shares += share > fixture->share;
  fixture->share = share;
  return share >= 0.5;
}

static gboolean
is_told_cb (gpointer data)
{
  return button (data, "Close") != NULL;
}

static gboolean
has_effects_cb (gpointer data)
{
  Fixture *fixture = data;

  return tree_find (GTK_WIDGET (fixture->window), CERCLE_TYPE_DIRECTORY_EFFECTS, NULL) != NULL;
}

static gboolean
is_gone_cb (gpointer data)
{
  return ((Fixture *) data)->window == NULL;
}

/* --- What is on the desk -----------------------------------------------------------------------
 */

static GPtrArray *
all (Fixture *fixture, const CercleKind *kind)
{
  g_autoptr (CercleQuery) query = cercle_query_new (kind);

  return room_find (fixture->desk.session, query);
}

static guint
count (Fixture *fixture, const CercleKind *kind)
{
  g_autoptr (GPtrArray) records = all (fixture, kind);

  return records->len;
}

/* Of the sheets that were written: those of which the number in the extract leaves this rest. */
static guint
count_rest (Fixture *fixture, guint rest)
{
  g_autoptr (GPtrArray) sources = all (fixture, &cercle_source_kind);
  guint n = 0;

  for (guint i = 0; i < sources->len; i++)
    {
      const char *about = cercle_record_get_text (sources->pdata[i], CERCLE_SOURCE_ABOUT);
      const char *key = cercle_record_get_text (sources->pdata[i], CERCLE_SOURCE_KEY);

      /* Two signs of the département, six of the site, one of the key; bodies have other ones. */
      n += g_str_has_prefix (about, "organisation:") && g_str_has_prefix (key, DEPARTMENT) &&
           g_ascii_strtoull (key + 2, NULL, 10) / 10 % EVERY == rest;
    }
  return n;
}

static gint64
last (Fixture *fixture, guint field)
{
  g_autoptr (CercleRecord) import = cercle_session_get_last_import (fixture->desk.session);

  g_assert_nonnull (import);
  return cercle_record_get_integer (import, field, -1);
}

/* --- The walk ----------------------------------------------------------------------------------
 */

static void
give_up (Fixture *fixture)
{
  gint64 asked;
  g_autofree char *words = NULL;

  begin (fixture);
  run_until (fixture, "half of it is read", is_half_way_cb);
  g_assert_cmpuint (fixture->shares, >=, 3);
  asked = g_get_monotonic_time ();
  press (fixture, "Cancel");
  run_until (fixture, "it is given up", is_told_cb);
  g_assert_cmpint (g_get_monotonic_time () - asked, <, patience_limit (GIVEN_UP_MS) * 1000);
  words = tree_words (GTK_WIDGET (fixture->window));
  g_assert_nonnull (strstr (words, "Nothing was written."));
  press (fixture, "Close");
  run_until (fixture, "it is closed", is_gone_cb);
  g_assert_cmpuint (count (fixture, &cercle_organisation_kind), ==, 0);
  g_assert_cmpuint (count (fixture, &cercle_import_kind), ==, 0);
  g_assert_cmpuint (count (fixture, &cercle_draft_kind), ==, 0);
}

static void
look (Fixture *fixture, const char *what)
{
  begin (fixture);
  run_until (fixture, what, has_effects_cb);
}

static void
write_all (Fixture *fixture)
{
  g_assert_true (case_desk_key (GTK_WIDGET (fixture->window), GDK_KEY_Return, GDK_CONTROL_MASK));
  run_until (fixture, "it is written", is_gone_cb);
}

static gboolean
has_lines_cb (gpointer page)
{
  return case_desk_n_shown (page) > 0;
}

static void
test_national (Fixture *fixture, gconstpointer data)
{
  g_autofree char *day = cercle_display_day ("2026-09-05");
  guint before, made, changed, closed;

  make_extract (fixture, FALSE);
  before = hostile_memory_begin ();
  give_up (fixture);
  look (fixture, "the extract is read and compared");
  g_assert_cmpuint (hostile_memory () - before, <, hostile_most_memory);
  made = number_of (fixture, CERCLE_IMPORT_EFFECT_NEW);
  g_assert_cmpuint (made, >, 1000);
  g_assert_cmpuint (count (fixture, &cercle_organisation_kind), ==, 0);
  write_all (fixture);
  g_assert_cmpint (last (fixture, CERCLE_IMPORT_MADE), ==, made);
  g_test_message ("%u sheets", made);
  CASE_DESK_WAIT (&fixture->desk, has_lines_cb);
  /* A sheet says where it comes from, and of which day that is. */
  case_desk_wait_for_words (&fixture->desk, day);
  look (fixture, "the same extract is read again");
  g_assert_cmpuint (number_of (fixture, CERCLE_IMPORT_EFFECT_NEW), ==, 0);
  g_assert_cmpuint (number_of (fixture, CERCLE_IMPORT_EFFECT_SAME), ==, made);
  g_assert_false (gtk_widget_get_sensitive (button (fixture, "Write 0 Sheets")));
  gtk_window_destroy (fixture->window);
  changed = count_rest (fixture, 0);
  closed = count_rest (fixture, EVERY - 1);
  g_assert_cmpuint (changed, >, 10);
  g_assert_cmpuint (closed, >, 10);
  make_extract (fixture, TRUE);
  look (fixture, "its next edition is read");
  g_assert_cmpuint (number_of (fixture, CERCLE_IMPORT_EFFECT_NEW), ==, 0);
  g_assert_cmpuint (number_of (fixture, CERCLE_IMPORT_EFFECT_CHANGED), ==, changed);
  g_assert_cmpuint (number_of (fixture, CERCLE_IMPORT_EFFECT_CLOSED), ==, closed);
  g_assert_cmpuint (number_of (fixture, CERCLE_IMPORT_EFFECT_SAME), ==, made - changed - closed);
  write_all (fixture);
  g_assert_cmpint (last (fixture, CERCLE_IMPORT_CHANGED), ==, changed);
  g_assert_cmpint (last (fixture, CERCLE_IMPORT_CLOSED), ==, closed);
  g_assert_cmpuint (hostile_memory () - before, <, 2 * hostile_most_memory);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/directory-national", Fixture, NULL, set_up, test_national, tear_down);
  return g_test_run ();
}
