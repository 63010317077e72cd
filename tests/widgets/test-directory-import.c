/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a foreign directory taken in by hand: its columns, what it would do, the doubtful one by a
 * key, and back again? */
#include "case-desk.h"

#include "cercle-column-grid.h"
#include "cercle-directory-assistant.h"
#include "cercle-directory-doubt.h"
#include "cercle-directory-effects.h"
#include "cercle-directory-import.h"
#include "cercle-directory-page.h"
#include "cercle-directory-undoing.h"
#include "cercle-organisation.h"
#include "cercle-session-private.h"
#include "hostile.h"
#include "room.h"

typedef struct
{
  CaseDesk desk;
  char *path;
} Fixture;

typedef struct
{
  int width;
  const HostileFile *files;
} Given;
static const Given wide = { 1100, NULL }, narrow = { 640, NULL };
static const Given refused = { 640, hostile_files }, bombs = { 1100, hostile_bombs };

/* data: Given. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  case_desk_begin_as (&fixture->desk, "col");
  case_desk_show (&fixture->desk, CERCLE_TYPE_DIRECTORY_PAGE, ((const Given *) data)->width);
  cercle_page_open (CERCLE_PAGE (fixture->desk.page), NULL);
  cercle_page_start (CERCLE_PAGE (fixture->desk.page));
  fixture->path = g_build_filename (fixture->desk.folder, "partenaires.csv", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  case_desk_end (&fixture->desk);
  g_free (fixture->path);
}

static void
add_ours (Fixture *fixture, const char *name, const char *phone)
{
  g_autoptr (CercleRecord) record =
      cercle_session_new_record (fixture->desk.session, &cercle_organisation_kind);
  CercleTx *tx = cercle_tx_new ("Partner saved");
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (record, CERCLE_ORGANISATION_NAME, name);
  cercle_record_set_text (record, CERCLE_ORGANISATION_FAMILY, "esms");
  cercle_record_set_text (record, CERCLE_ORGANISATION_STATUS, "identified");
  cercle_record_set_text (record, CERCLE_ORGANISATION_PHONE, phone);
  cercle_tx_save (tx, record);
  room_commit (fixture->desk.session, tx, &error);
  g_assert_no_error (error);
}

static guint
count (Fixture *fixture)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_organisation_kind);
  g_autoptr (GPtrArray) found = room_find (fixture->desk.session, query);

  return found->len;
}

/* What is in the window, whichever step it is at. */
static GtkWidget *
button (GtkWindow *window, const char *label)
{
  return tree_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, label);
}

static void
press (GtkWindow *window, const char *label)
{
  GtkWidget *found = button (window, label);

  g_assert_nonnull (found);
  g_assert_true (gtk_widget_get_sensitive (found));
  g_signal_emit_by_name (found, "clicked");
}

static GtkWindow *
choose (Fixture *fixture, const char *text)
{
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  return cercle_directory_assistant_read (CERCLE_PAGE (fixture->desk.page), fixture->path);
}

static gboolean
has_mapping_cb (gpointer window)
{
  return tree_find (window, CERCLE_TYPE_COLUMN_GRID, NULL) != NULL;
}

static gboolean
has_effects_cb (gpointer window)
{
  return tree_find (window, CERCLE_TYPE_DIRECTORY_EFFECTS, NULL) != NULL;
}

static gboolean
is_gone_cb (gpointer window)
{
  return *(gpointer *) window == NULL;
}

static gboolean
has_two_cb (gpointer data)
{
  return count (data) == 2;
}

static gboolean
has_one_cb (gpointer data)
{
  return count (data) == 1;
}

static gboolean
names (GtkWindow *window)
{
  g_autofree char *unnamed = tree_unnamed (GTK_WIDGET (window));

  if (unnamed != NULL)
    g_test_message ("without a name: %s", unnamed);
  return unnamed == NULL;
}

/* Two rows: one is new, one is perhaps ours. By a key it is; then both are written, and one undo
 * takes both back. */
static void
test_walk (Fixture *fixture, gconstpointer data)
{
  GtkWindow *window = NULL;
  GtkWidget *doubt = NULL;
  g_autoptr (GError) error = NULL;

  add_ours (fixture, "SESSAD du Bocage", "+33231000007");
  window = choose (fixture, "Nom;Téléphone;Ville\nIME des Prés;02 31 00 00 01;Lisieux\n"
                            "SESSAD du Bocage;02 31 00 00 07;Lisieux\n");
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  g_assert_true (tree_wait (has_mapping_cb, window));
  g_assert_true (names (window));
  press (window, "See the Effects");
  g_assert_true (tree_wait (has_effects_cb, window));
  g_assert_nonnull (button (window, "New · 1"));
  g_assert_nonnull (button (window, "Perhaps already there · 1"));
  g_assert_nonnull (button (window, "Write 1 Sheet"));
  g_assert_true (names (window));
  g_signal_emit_by_name (
      tree_find (tree_find (GTK_WIDGET (window), CERCLE_TYPE_DIRECTORY_EFFECTS, NULL),
                 GTK_TYPE_LIST_VIEW, NULL),
      "activate", 0);
  doubt = tree_find (GTK_WIDGET (window), CERCLE_TYPE_DIRECTORY_DOUBT, NULL);
  g_assert_nonnull (doubt);
  g_assert_true (tree_shows (doubt, "1 of 1: is it one of ours?"));
  g_assert_true (tree_shows (doubt, "Alike: the same name, the same telephone number"));
  g_assert_true (names (window));
  g_assert_true (case_desk_key (doubt, GDK_KEY_s, 0));
  g_assert_nonnull (button (window, "Write 2 Sheets"));
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_true (case_desk_key (GTK_WIDGET (window), GDK_KEY_Return, GDK_CONTROL_MASK));
  g_assert_true (tree_wait (is_gone_cb, &window));
  g_assert_true (tree_wait (has_two_cb, fixture));
  g_assert_true (room_undo (fixture->desk.session, &error));
  g_assert_no_error (error);
  g_assert_true (tree_wait (has_one_cb, fixture));
}

/* The letters can be switched off; the buttons stay, and what is left out is not written. */
static void
test_left_out (Fixture *fixture, gconstpointer data)
{
  GtkWindow *window = NULL;
  GtkWidget *doubt = NULL;

  add_ours (fixture, "SESSAD du Bocage", "+33231000007");
  g_object_set (fixture->desk.settings, "single-keys", FALSE, NULL);
  window = choose (fixture, "Nom;Téléphone;Ville\nSESSAD du Bocage;02 31 00 00 07;Lisieux\n");
  g_assert_true (tree_wait (has_mapping_cb, window));
  press (window, "See the Effects");
  g_assert_true (tree_wait (has_effects_cb, window));
  g_assert_false (gtk_widget_get_sensitive (button (window, "Write 0 Sheets")));
  g_signal_emit_by_name (
      tree_find (tree_find (GTK_WIDGET (window), CERCLE_TYPE_DIRECTORY_EFFECTS, NULL),
                 GTK_TYPE_LIST_VIEW, NULL),
      "activate", 0);
  doubt = tree_find (GTK_WIDGET (window), CERCLE_TYPE_DIRECTORY_DOUBT, NULL);
  g_assert_false (case_desk_key (doubt, GDK_KEY_s, 0));
  g_signal_emit_by_name (tree_find (doubt, GTK_TYPE_BUTTON, "Leave It Out · L"), "clicked");
  g_assert_false (gtk_widget_get_sensitive (button (window, "Write 0 Sheets")));
  gtk_window_destroy (window);
  g_assert_cmpuint (count (fixture), ==, 1);
}

/* One site, of a day. */
#define SITE(day)                                                                                  \
  "{\"generatedAt\":\"" day "\",\"pmej\":[{\"informationsGeneralesPMEJ\":{\"numFinessPm\":"        \
  "\"750719239\",\"denominationPm\":\"APF\"},\"ege\":[{\"informationsGeneralesEGE\":{"             \
  "\"nomEgeCourt\":\"SAVS DU " day "\",\"numFinessEge\":\"140000019\"},"                           \
  "\"categorieentiteGeographiqueExercice\":\"446\",\"adresse\":[{\"usageAdresse\":\"03\","         \
  "\"cogCommune\":\"14118\"}]}]}]}"

/* (transfer full): what is told where an edition would be written. */
static char *
write_edition (Fixture *fixture, const char *text, const char *button_label)
{
  GtkWindow *window = choose (fixture, text);
  GtkWidget *effects = NULL;
  char *told = NULL;

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  g_assert_true (tree_wait (has_effects_cb, window));
  effects = tree_find (GTK_WIDGET (window), CERCLE_TYPE_DIRECTORY_EFFECTS, NULL);
  told = tree_words (effects);
  g_assert_nonnull (button (window, button_label));
  g_assert_true (case_desk_key (GTK_WIDGET (window), GDK_KEY_Return, GDK_CONTROL_MASK));
  g_assert_true (tree_wait (is_gone_cb, &window));
  return told;
}

/* An older edition says so before it writes; who wants it all the same goes on by the same key. */
static void
test_older (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = write_edition (fixture, SITE ("2026-09-05"), "Write 1 Sheet");
  g_autofree char *older = write_edition (fixture, SITE ("2026-08-05"), "Write 1 Sheet");

  g_assert_null (strstr (first, "already imported"));
  g_assert_nonnull (strstr (older, "This file is of 5 August 2026"));
}

static GtkWindow *
undoing_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWindow *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_strcmp0 (gtk_window_get_title (window), "Taking the Import Back") == 0)
        found = window;
    }
  return found;
}

typedef struct
{
  GAsyncResult *result;
  gboolean shown, named;
} Undoing;

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ((Undoing *) data)->result = g_object_ref (result);
}

static gboolean
is_undone_cb (gpointer data)
{
  Undoing *undoing = data;
  GtkWindow *window = undoing_window ();
  GtkWidget *bar =
      window != NULL ? tree_find (GTK_WIDGET (window), GTK_TYPE_PROGRESS_BAR, NULL) : NULL;

  if (bar != NULL)
    undoing->named = names (window);
  undoing->shown |= bar != NULL;
  return undoing->result != NULL;
}

static gboolean
is_closed_cb (gpointer data)
{
  return undoing_window () == NULL;
}

/* Another work of the desk, that keeps the file busy. */
static gboolean
rest_job (CercleStore *store, gpointer data, GError **error)
{
  g_usleep (G_USEC_PER_SEC * 3 / 2);
  return TRUE;
}

/* Where it takes longer than a moment, who takes it back sees how far that is, and the window goes
 * by itself. */
static void
test_undoing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("Nom;Ville\n");
  Undoing undoing = { 0 };
  GtkWindow *window = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (text, "Partenaire %u;Lisieux\n", i);
  window = choose (fixture, text->str);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  g_assert_true (tree_wait (has_mapping_cb, window));
  press (window, "See the Effects");
  g_assert_true (tree_wait (has_effects_cb, window));
  press (window, "Write 200 Sheets");
  g_assert_true (tree_wait (is_gone_cb, &window));
  g_assert_cmpuint (count (fixture), ==, 200);
  cercle_store_thread_push (fixture->desk.session->store_thread, CERCLE_TURN_SAVE, rest_job,
                            g_task_new (NULL, NULL, NULL, NULL));
  cercle_session_undo_async (fixture->desk.session, undone_cb, &undoing);
  cercle_directory_undoing_watch (fixture->desk.page, fixture->desk.session);
  g_assert_true (tree_wait (is_undone_cb, &undoing));
  g_assert_true (cercle_session_undo_finish (fixture->desk.session, undoing.result, NULL));
  g_clear_object (&undoing.result);
  g_assert_true (undoing.shown);
  g_assert_true (undoing.named);
  g_assert_true (tree_wait (is_closed_cb, NULL));
  g_assert_cmpuint (count (fixture), ==, 0);
  /* Where nothing is taken back, nothing comes. */
  cercle_directory_undoing_watch (fixture->desk.page, fixture->desk.session);
  g_assert_null (undoing_window ());
}

static gboolean
is_told_cb (gpointer window)
{
  return button (window, "Close") != NULL;
}

/* (transfer full): the sentence that is told of it; then the window is closed. */
static char *
refusal_of (Fixture *fixture, GBytes *bytes)
{
  GtkWindow *window = NULL;
  char *words = NULL;

  g_assert_true (g_file_set_contents (fixture->path, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
  window = cercle_directory_assistant_read (CERCLE_PAGE (fixture->desk.page), fixture->path);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  room_wait ("a refusal", is_told_cb, window);
  g_assert_null (tree_find (GTK_WIDGET (window), CERCLE_TYPE_DIRECTORY_EFFECTS, NULL));
  g_assert_true (names (window));
  words = tree_words (GTK_WIDGET (window));
  /* The keyboard is where it is closed. */
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == button (window, "Close"));
  press (window, "Close");
  g_assert_true (tree_wait (is_gone_cb, &window));
  return words;
}

/* A file that is none, cut off, or made to harm: a sentence, nothing to do with it but close, and
 * nothing is written. A table of nothing readable is no other file. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  const HostileFile *files = ((const Given *) data)->files;
  guint before = 0;

  g_bytes_unref (hostile_bombs[0].make ());
  before = hostile_memory_begin ();
  for (guint i = 0; files[i].name != NULL; i++)
    {
      g_autoptr (GBytes) bytes = files[i].make ();
      g_autofree char *words = refusal_of (fixture, bytes);

      g_test_message ("%s: %s", files[i].name, words);
      g_assert_nonnull (strchr (words, '.'));
      g_assert_null (strstr (words, "partenaires.csv"));
    }
  g_assert_cmpuint (hostile_memory () - before, <, hostile_most_memory);
  g_assert_cmpuint (count (fixture), ==, 0);
}

/* A text is refused in words, not shown as a grid of one column. */
static void
test_text (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "Bonjour,\nvoici la liste.\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  g_autofree char *words = refusal_of (fixture, bytes);

  g_assert_nonnull (strstr (words, "it is a text, not a table"));
}

/* Another document is told apart from a broken one. */
static void
test_other (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("{\"faq\":[]}", 10);
  g_autofree char *words = refusal_of (fixture, bytes);

  g_assert_nonnull (strstr (words, "none of the directories"));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/directory-import/walk", Fixture, &wide, set_up, test_walk, tear_down);
  g_test_add ("/directory-import/left-out", Fixture, &narrow, set_up, test_left_out, tear_down);
  g_test_add ("/directory-import/older", Fixture, &narrow, set_up, test_older, tear_down);
  g_test_add ("/directory-import/undoing", Fixture, &wide, set_up, test_undoing, tear_down);
  g_test_add ("/directory-import/refused", Fixture, &refused, set_up, test_refused, tear_down);
  g_test_add ("/directory-import/bombs", Fixture, &bombs, set_up, test_refused, tear_down);
  g_test_add ("/directory-import/text", Fixture, &narrow, set_up, test_text, tear_down);
  g_test_add ("/directory-import/other", Fixture, &narrow, set_up, test_other, tear_down);
  return g_test_run ();
}
