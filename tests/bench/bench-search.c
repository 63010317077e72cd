/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Types a text, one letter after the other, into the search of the cases of a profile; between
 * keystroke() and answer_shown(), which callgrind looks for, is what one letter costs. Without a
 * window: the question, its answer, and the rows a screen shows. With it: until they are painted.
 *
 * bench-search query|window PROFILE SIGN-IN-FILE TEXT    prints how many rows each letter found */
#define G_LOG_DOMAIN "cercle-bench"

#include <stdlib.h>

#include "cercle-application.h"
#include "cercle-case-list.h"
#include "cercle-compact-list.h"
#include "cercle-record-list.h"
#include "cercle-window.h"

#define SCREEN 30    /* lines */
#define QUIET_MS 700 /* between a painted answer and the next letter */

typedef struct
{
  GMainLoop *loop;
  CercleSession *session;
  CercleSettings *settings;
  CercleWindow *window; /* NULL: without */
  CercleRecordList *records;
  GtkEditable *search;
  const char *profile, *text;
  char *address, *login, *password;
  guint typed;
  gboolean asked, answered;
} Bench;

/* What callgrind begins and ends with. */
void keystroke (Bench *bench);
void answer_shown (Bench *bench);

static gboolean next_letter_cb (gpointer data);

static const char *
letters (Bench *bench)
{
  static char typed[64];

  g_utf8_strncpy (typed, bench->text, (gsize) MIN (bench->typed, 32));
  return typed;
}

G_GNUC_NO_INLINE void
keystroke (Bench *bench)
{
  g_autoptr (CercleQuery) query = NULL;
  CercleCaseFilter filter = { .text = (char *) letters (bench) };

  bench->asked = TRUE;
  if (bench->search != NULL)
    {
      gtk_editable_set_text (bench->search, letters (bench));
      return;
    }
  query = cercle_case_list_query (&filter, "due", FALSE);
  cercle_record_list_set_query (bench->records, query);
}

G_GNUC_NO_INLINE void
answer_shown (Bench *bench)
{
  bench->asked = bench->answered = FALSE;
  g_timeout_add (QUIET_MS, next_letter_cb, bench);
}

static void
read_screen (Bench *bench)
{
  guint n = MIN (g_list_model_get_n_items (G_LIST_MODEL (bench->records)), SCREEN);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CercleRow) row = g_list_model_get_item (G_LIST_MODEL (bench->records), i);
      g_assert (cercle_row_get_record (row) != NULL);
    }
}

static void
loading_cb (Bench *bench)
{
  gboolean loading = TRUE;

  g_object_get (bench->records, "loading", &loading, NULL);
  if (loading || !bench->asked)
    return;
  bench->answered = TRUE;
  if (bench->search != NULL)
    {
      /* The same rows are not painted again. */
      gdk_frame_clock_request_phase (gtk_widget_get_frame_clock (GTK_WIDGET (bench->window)),
                                     GDK_FRAME_CLOCK_PHASE_AFTER_PAINT);
      return;
    }
  read_screen (bench);
  answer_shown (bench);
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer data)
{
  Bench *bench = data;

  if (bench->answered)
    answer_shown (bench);
}

static gboolean
next_letter_cb (gpointer data)
{
  Bench *bench = data;

  if (bench->typed > 0)
    g_print ("%s%u", bench->typed > 1 ? " " : "",
             g_list_model_get_n_items (G_LIST_MODEL (bench->records)));
  if ((glong) bench->typed == g_utf8_strlen (bench->text, -1))
    {
      g_print ("\n");
      g_main_loop_quit (bench->loop);
      return G_SOURCE_REMOVE;
    }
  bench->typed++;
  keystroke (bench);
  return G_SOURCE_REMOVE;
}

/* The work list that is on the screen. */
static GtkWidget *
find_list (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (CERCLE_IS_COMPACT_LIST (widget) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_list (child);
  return found;
}

static gboolean
find_search_cb (gpointer data)
{
  Bench *bench = data;
  GtkWidget *list = find_list (GTK_WIDGET (bench->window));
  GListModel *model =
      list != NULL ? cercle_compact_list_get_model (CERCLE_COMPACT_LIST (list)) : NULL;

  if (model == NULL || g_list_model_get_n_items (model) == 0)
    return G_SOURCE_CONTINUE;
  bench->records = g_object_ref (CERCLE_RECORD_LIST (model));
  cercle_window_search (bench->window);
  bench->search = GTK_EDITABLE (gtk_root_get_focus (GTK_ROOT (bench->window)));
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (bench->window)), "after-paint",
                    G_CALLBACK (after_paint_cb), bench);
  g_signal_connect_swapped (bench->records, "notify::loading", G_CALLBACK (loading_cb), bench);
  g_timeout_add (QUIET_MS, next_letter_cb, bench);
  return G_SOURCE_REMOVE;
}

static void
signed_in_cb (GObject *session, GAsyncResult *result, gpointer data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;

  if (!cercle_session_sign_in_finish (CERCLE_SESSION (session), result, &error))
    g_error ("%s", error->message);
  if (bench->window != NULL)
    {
      cercle_window_start (bench->window, "cases");
      g_timeout_add (QUIET_MS, find_search_cb, bench);
      return;
    }
  bench->records = cercle_record_list_new (bench->session);
  g_signal_connect_swapped (bench->records, "notify::loading", G_CALLBACK (loading_cb), bench);
  g_timeout_add (QUIET_MS, next_letter_cb, bench);
}

static void
run (Bench *bench, GtkApplication *application)
{
  bench->session = cercle_session_new (bench->profile, NULL);
  bench->settings = cercle_settings_new (bench->profile, NULL);
  if (application != NULL)
    bench->window =
        cercle_window_new (application, bench->session, bench->settings, cercle_actions);
  cercle_session_sign_in_async (bench->session, bench->address, bench->login, bench->password,
                                NULL, signed_in_cb, bench);
  g_main_loop_run (bench->loop);
  if (bench->window != NULL)
    gtk_window_destroy (GTK_WINDOW (bench->window));
  g_clear_object (&bench->records);
  cercle_session_close (bench->session);
}

static GtkApplication *
make_application (void)
{
  GtkApplication *application =
      g_object_new (ADW_TYPE_APPLICATION, "flags", G_APPLICATION_NON_UNIQUE, "resource-base-path",
                    "/org/cercle360/Cercle", NULL);
  g_autoptr (GError) error = NULL;

  if (!g_application_register (G_APPLICATION (application), NULL, &error))
    g_error ("%s", error->message);
  cercle_application_add_actions (application);
  return application;
}

int
main (int argc, char **argv)
{
  Bench bench = { 0 };
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (argc != 5 || !g_key_file_load_from_file (file, argv[3], G_KEY_FILE_NONE, NULL))
    return 2;
  bench.loop = g_main_loop_new (NULL, FALSE);
  bench.profile = argv[2];
  bench.text = argv[4];
  bench.address = g_key_file_get_string (file, "sign-in", "address", NULL);
  bench.login = g_key_file_get_string (file, "sign-in", "login", NULL);
  bench.password = g_key_file_get_string (file, "sign-in", "password", NULL);
  run (&bench, g_str_equal (argv[1], "window") ? make_application () : NULL);
  return 0;
}
