/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens, in turns, a case with few events and one with many on the page of a case, in a window;
 * between open_case() and case_shown(), which callgrind looks for, is what one opening costs, until
 * it is painted. The desk has signed in before and is off line; it knows some versions of the
 * matrix.
 *
 * bench-case FEW MANY TURNS */
#define G_LOG_DOMAIN "cercle-bench"

#include <adwaita.h>

#include "cercle-case-page.h"
#include "cercle-case.h"
#include "cercle-event.h"
#include "cercle-instant.h"
#include "cercle-macros.h"
#include "cercle-matrix-set.h"
#include "cercle-moves.h"
#include "cercle-page.h"
#include "cercle-person.h"
#include "room.h"

#define NOWHERE "http://127.0.0.1:1"
#define LOGIN "ada"
#define PHRASE "une phrase assez longue"
#define VERSIONS 12
#define NOW G_GINT64_CONSTANT (1592899200000) /* 23 June 2020, 08:00 UTC */
#define QUIET_MS 700

typedef struct
{
  GMainLoop *loop;
  CercleSettings *settings;
  GtkWidget *page;
  char *ids[2];
  guint turns, done;
  gboolean asked;
} Bench;

static const char *const names[2] = { "Peu", "Beaucoup" };

/* What callgrind begins and ends with. */
void open_case (Bench *bench);
void case_shown (Bench *bench);

static gboolean next_cb (gpointer data);

G_GNUC_NO_INLINE void
open_case (Bench *bench)
{
  bench->asked = TRUE;
  cercle_page_open (CERCLE_PAGE (bench->page), bench->ids[bench->done % 2]);
}

G_GNUC_NO_INLINE void
case_shown (Bench *bench)
{
  bench->asked = FALSE;
  bench->done++;
  g_timeout_add (QUIET_MS, next_cb, bench);
}

/* Painted, with the name of the one that was asked for. */
static void
after_paint_cb (GdkFrameClock *clock, gpointer data)
{
  Bench *bench = data;
  const char *title = cercle_page_get_title (CERCLE_PAGE (bench->page));

  if (!bench->asked)
    return;
  if (title != NULL && g_str_has_suffix (title, names[bench->done % 2]))
    case_shown (bench);
  else
    gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_AFTER_PAINT);
}

static gboolean
next_cb (gpointer data)
{
  Bench *bench = data;
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (bench->page));

  if (bench->done == 2 * bench->turns)
    {
      g_main_loop_quit (bench->loop);
      return G_SOURCE_REMOVE;
    }
  open_case (bench);
  gdk_frame_clock_request_phase (gtk_widget_get_frame_clock (root),
                                 GDK_FRAME_CLOCK_PHASE_AFTER_PAINT);
  return G_SOURCE_REMOVE;
}

/* The desk */

static CercleRecord *
make (const CercleKind *kind)
{
  CercleRecord *record = cercle_record_new (kind);

  cercle_envelope_set (&cercle_record_envelope (record)->scope, ROOM_SCOPE);
  cercle_envelope_set (&cercle_record_envelope (record)->audience, kind->audience);
  cercle_record_envelope (record)->rev = 1;
  return record;
}

static void
put (CercleStore *store, CercleRecord *record)
{
  g_autoptr (GError) error = NULL;

  if (!cercle_store_put (store, record, &error))
    g_error ("%s", error->message);
}

static char *
put_case (CercleStore *store, const char *name, guint n_events)
{
  g_autoptr (CercleRecord) person = make (&cercle_person_kind), kase = make (&cercle_case_kind);

  cercle_record_set_text (person, CERCLE_PERSON_LAST_NAME, name);
  cercle_record_set_text (kase, CERCLE_CASE_PERSON, cercle_record_get_id (person));
  cercle_record_set_text (kase, CERCLE_CASE_OPENED_ON, "2020-06-02");
  cercle_case_derive_new (kase, ROOM_MEMBER, "2020-06-02T08:00:00.000Z");
  put (store, person);
  put (store, kase);
  for (guint i = 0; i < n_events; i++)
    {
      g_autoptr (CercleRecord) event = make (&cercle_event_kind);
      g_autofree char *at = cercle_instant_format (NOW - (gint64) i * 3600 * 1000);

      cercle_record_set_text (event, CERCLE_EVENT_CASE, cercle_record_get_id (kase));
      cercle_record_set_text (event, CERCLE_EVENT_SORT, "note");
      cercle_record_set_text (event, CERCLE_EVENT_AT, at);
      cercle_record_set_text (event, CERCLE_EVENT_BY, ROOM_MEMBER);
      cercle_record_set_text (event, CERCLE_EVENT_TEXT, "Rappelée : elle tient jusqu’à samedi.");
      put (store, event);
    }
  return g_strdup (cercle_record_get_id (kase));
}

static void
put_matrix (CercleStore *store, guint version)
{
  g_autoptr (CercleRecord) matrix = make (&cercle_matrix_kind);
  g_autofree char *day = g_strdup_printf ("2020-01-%02u", version);

  cercle_record_set_integer (matrix, CERCLE_MATRIX_VERSION, version);
  cercle_record_set_text (matrix, CERCLE_MATRIX_STATE, version < VERSIONS ? "retired" : "in_force");
  cercle_record_set_text (matrix, CERCLE_MATRIX_IN_FORCE_ON, day);
  put (store, matrix);
  for (guint i = 1; i <= cercle_matrix_set_size ("mdph"); i++)
    {
      g_autoptr (CercleRecord) rule = make (&cercle_rule_kind);

      cercle_record_set_text (rule, CERCLE_RULE_MATRIX, cercle_record_get_id (matrix));
      cercle_matrix_set_rule ("mdph", i, rule);
      put (store, rule);
    }
}

static void
fill (Bench *bench, const char *folder, char **argv)
{
  g_autoptr (CercleStore) store = NULL;
  g_autofree char *database = room_make_desk (folder, NOWHERE, LOGIN, PHRASE, &store);

  for (guint i = 0; i < 2; i++)
    bench->ids[i] = put_case (store, names[i], (guint) g_ascii_strtoull (argv[1 + i], NULL, 10));
  for (guint version = 1; version <= VERSIONS; version++)
    put_matrix (store, version);
}

static void
show_page (Bench *bench, CercleSession *session)
{
  GtkWidget *window = gtk_window_new ();

  bench->page =
      g_object_new (CERCLE_TYPE_CASE_PAGE, "session", session, "settings", bench->settings, NULL);
  gtk_window_set_child (GTK_WINDOW (window), bench->page);
  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 768);
  gtk_window_present (GTK_WINDOW (window));
  cercle_page_start (CERCLE_PAGE (bench->page));
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (after_paint_cb),
                    bench);
  g_timeout_add (QUIET_MS, next_cb, bench);
}

static void
signed_in_cb (GObject *session, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!cercle_session_sign_in_finish (CERCLE_SESSION (session), result, &error))
    g_error ("%s", error->message);
  show_page (data, CERCLE_SESSION (session));
}

int
main (int argc, char **argv)
{
  Bench bench = { 0 };
  g_autofree char *folder = NULL;
  CercleSession *session = NULL;

  if (argc != 4)
    return 2;
  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  gtk_init ();
  adw_init ();
  cercle_instant_freeze (NOW);
  folder = room_make ();
  fill (&bench, folder, argv);
  bench.turns = (guint) g_ascii_strtoull (argv[3], NULL, 10);
  bench.loop = g_main_loop_new (NULL, FALSE);
  session = cercle_session_new (NULL, folder);
  bench.settings = cercle_settings_new (NULL, folder);
  cercle_session_sign_in_async (session, NOWHERE, LOGIN, PHRASE, NULL, signed_in_cb, &bench);
  g_main_loop_run (bench.loop);
  g_print ("%u\n", bench.done);
  cercle_page_leave (CERCLE_PAGE (bench.page));
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (bench.page)));
  cercle_session_close (session);
  room_remove (folder);
  return 0;
}
