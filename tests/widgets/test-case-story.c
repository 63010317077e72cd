/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is all that has happened to a case told, once, however long its story is? */
#include "case-desk.h"

#include "cercle-call.h"
#include "cercle-case-timeline.h"
#include "cercle-case.h"
#include "cercle-event.h"
#include "cercle-moves.h"
#include "cercle-timeline-row.h"
#include "cercle-timeline.h"
#include "room.h"

#define N_NOTES 45

/* --- Its lines, pure ------------------------------------------------------------------------- */

static guint n_named;

static char *
name_cb (const char *reference, gpointer data)
{
  n_named++;
  return g_strdup ("Ada");
}

static CercleRecord *
new_event (CercleRecord *kase, const char *sort, const char *text, const char *at)
{
  CercleRecord *event = cercle_event_new (kase, sort, text);
  cercle_record_set_text (event, CERCLE_EVENT_AT, at);
  return event;
}

static void
test_timeline (void)
{
  CercleCaseFile file = { 0 };
  const CercleTimelineContext context = { name_cb, NULL, "Europe/Paris", 18436 };
  g_autoptr (GPtrArray) all = NULL, moves = NULL;
  static const CercleStory stories[] = { CERCLE_STORY_DAY, CERCLE_STORY_SAID, CERCLE_STORY_MOVED,
                                         CERCLE_STORY_DAY, CERCLE_STORY_SAID };

  file.kase = cercle_record_new (&cercle_case_kind);
  file.events = g_ptr_array_new_with_free_func (g_object_unref);
  file.calls = g_ptr_array_new ();
  file.actions = g_ptr_array_new ();
  g_ptr_array_add (file.events, new_event (file.kase, "note", "First", "2020-06-21T09:00:00.000Z"));
  /* After midnight in Paris, before it in London: the territory's day counts. */
  g_ptr_array_add (file.events, new_event (file.kase, "status", NULL, "2020-06-22T22:30:00.000Z"));
  g_ptr_array_add (file.events, new_event (file.kase, "words", "Last", "2020-06-23T07:00:00.000Z"));
  all = cercle_timeline_build (&file, &context, 0);
  g_assert_cmpuint (all->len, ==, G_N_ELEMENTS (stories));
  g_assert_cmpuint (n_named, ==, 0);
  for (guint i = 0; i < all->len; i++)
    g_assert_cmpint (cercle_timeline_line_get_story (all->pdata[i]), ==, stories[i]);
  g_assert_cmpstr (cercle_timeline_line_get_text (all->pdata[1]), ==, "Last");
  g_assert_cmpstr (cercle_timeline_line_get_hour (all->pdata[2]), ==, "0:30");
  g_assert_true (g_str_has_prefix (cercle_timeline_line_get_label (all->pdata[0]), "today"));
  cercle_record_set_text (g_ptr_array_index (file.events, 2), CERCLE_EVENT_BY, "0199");
  for (guint i = 0; i < 2; i++)
    g_assert_cmpstr (cercle_timeline_line_get_who (all->pdata[1]), ==, "Ada");
  g_assert_cmpuint (n_named, ==, 1);
  moves = cercle_timeline_build (&file, &context, 1u << CERCLE_STORY_MOVED);
  g_assert_cmpuint (moves->len, ==, 2);
  g_ptr_array_unref (file.events);
  g_ptr_array_unref (file.calls);
  g_ptr_array_unref (file.actions);
  g_object_unref (file.kase);
}

/* --- Its pages ------------------------------------------------------------------------------- */

static void
add_notes (CaseDesk *desk)
{
  g_autoptr (CercleRecord) kase = case_desk_case (desk->session, desk->id);
  CercleTx *tx = cercle_tx_new ("Notes");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_NOTES; i++)
    {
      g_autofree char *text = g_strdup_printf ("note %u", i);
      g_autofree char *at = g_strdup_printf ("2020-06-%02uT09:%02u:00.000Z", 1 + i / 10, i % 10);
      g_autoptr (CercleRecord) event = new_event (kase, "note", text, at);

      cercle_tx_save (tx, event);
    }
  room_commit (desk->session, tx, &error);
  g_assert_no_error (error);
}

static gboolean
has_pages_cb (gpointer page)
{
  GtkWidget *older = tree_find (page, GTK_TYPE_BUTTON, "Older");
  return older != NULL && gtk_widget_get_mapped (older);
}

static gboolean
count_note_cb (GtkWidget *widget, gpointer told)
{
  guint n = 0;

  if (!CERCLE_IS_TIMELINE_ROW (widget))
    return FALSE;
  for (guint i = 0; i < N_NOTES; i++)
    {
      g_autofree char *text = g_strdup_printf ("note %u", i);
      if (!tree_shows (widget, text))
        continue;
      ((guint *) told)[i]++;
      n++;
    }
  g_assert_cmpuint (n, <=, 1);
  return FALSE;
}

static void
test_pages (void)
{
  CaseDesk desk;
  GtkWidget *part = NULL, *older = NULL, *newer = NULL;
  guint told[N_NOTES] = { 0 }, n_pages = 1;

  case_desk_begin_case (&desk, 1100);
  add_notes (&desk);
  CASE_DESK_WAIT (&desk, has_pages_cb);
  part = case_desk_part (&desk, CERCLE_TYPE_CASE_TIMELINE);
  older = tree_find (part, GTK_TYPE_BUTTON, "Older");
  newer = tree_find (part, GTK_TYPE_BUTTON, "Newer");
  g_assert_false (gtk_widget_get_sensitive (newer));
  tree_walk (part, count_note_cb, told);
  for (; gtk_widget_get_sensitive (older); n_pages++)
    {
      g_signal_emit_by_name (older, "clicked");
      tree_walk (part, count_note_cb, told);
    }
  g_assert_cmpuint (n_pages, ==, 3);
  for (guint i = 0; i < N_NOTES; i++)
    g_assert_cmpuint (told[i], ==, 1);
  g_signal_emit_by_name (newer, "clicked");
  g_signal_emit_by_name (newer, "clicked");
  g_assert_false (gtk_widget_get_sensitive (newer));
  g_assert_cmpuint (
      g_list_model_get_n_items (cercle_case_timeline_get_lines (CERCLE_CASE_TIMELINE (part))), ==,
      20);
  case_desk_end (&desk);
}

/* Nobody called: the line says where the case came from. */
static void
test_arrived (void)
{
  g_autoptr (CercleRecord) kase = cercle_record_new (&cercle_case_kind);
  g_autoptr (CercleRecord) call = cercle_record_new (&cercle_call_kind);
  CercleCaseFile file = { .kase = kase };
  const CercleTimelineContext context = { name_cb, NULL, "Europe/Paris", 18436 };
  g_autoptr (GPtrArray) lines = NULL;

  cercle_record_set_text (call, CERCLE_CALL_STARTED_AT, "2020-06-23T07:00:00.000Z");
  cercle_record_set_text (call, CERCLE_CALL_ORIGIN, "transfer");
  file.events = file.actions = g_ptr_array_new ();
  file.calls = g_ptr_array_new ();
  g_ptr_array_add (file.calls, call);
  lines = cercle_timeline_build (&file, &context, 0);
  g_assert_cmpuint (lines->len, ==, 2);
  g_assert_cmpstr (cercle_timeline_line_get_text (lines->pdata[1]), ==, "Transfer");
  g_ptr_array_unref (file.events);
  g_ptr_array_unref (file.calls);
}

/* --- Its rows -------------------------------------------------------------------------------- */

/* A long text takes the lines it needs at the width that is left, and no room from who said it. */
static void
test_row (void)
{
  g_autoptr (CercleRecord) kase = cercle_record_new (&cercle_case_kind);
  g_autoptr (GString) text = g_string_new (NULL);
  CercleCaseFile file = { .kase = kase };
  const CercleTimelineContext context = { name_cb, NULL, "Europe/Paris", 18436 };
  g_autoptr (GPtrArray) lines = NULL;
  GtkWidget *row = g_object_ref_sink (cercle_timeline_row_new ()), *label = NULL;
  int short_height = 0, narrow = 0, wide = 0, least = 0;

  for (guint i = 0; i < 60; i++)
    g_string_append (text, "attendre ");
  file.events = g_ptr_array_new_with_free_func (g_object_unref);
  file.calls = file.actions = g_ptr_array_new ();
  g_ptr_array_add (file.events, new_event (kase, "note", text->str, "2020-06-23T07:00:00.000Z"));
  g_ptr_array_add (file.events, new_event (kase, "note", "ici", "2020-06-23T06:00:00.000Z"));
  for (guint i = 0; i < 2; i++)
    cercle_record_set_text (file.events->pdata[i], CERCLE_EVENT_BY, "0199");
  lines = cercle_timeline_build (&file, &context, 0);
  cercle_timeline_row_show (CERCLE_TIMELINE_ROW (row), lines->pdata[2]);
  gtk_widget_measure (row, GTK_ORIENTATION_VERTICAL, 600, &short_height, NULL, NULL, NULL);
  cercle_timeline_row_show (CERCLE_TIMELINE_ROW (row), lines->pdata[1]);
  gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <, 400);
  gtk_widget_measure (row, GTK_ORIENTATION_VERTICAL, 600, &wide, NULL, NULL, NULL);
  gtk_widget_measure (row, GTK_ORIENTATION_VERTICAL, 400, &narrow, NULL, NULL, NULL);
  g_assert_cmpint (short_height, <, wide);
  g_assert_cmpint (wide, <, narrow);
  gtk_widget_size_allocate (row, &(GtkAllocation){ 0, 0, 400, narrow }, -1);
  label = tree_find (row, GTK_TYPE_LABEL, text->str);
  g_assert_nonnull (label);
  g_assert_cmpint (gtk_widget_get_height (label) +
                       gtk_widget_get_height (gtk_widget_get_last_child (row)),
                   ==, narrow);
  g_object_unref (row);
  g_ptr_array_unref (file.events);
  g_ptr_array_unref (file.calls);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/case-story/lines", test_timeline);
  g_test_add_func ("/case-story/arrived", test_arrived);
  g_test_add_func ("/case-story/pages", test_pages);
  g_test_add_func ("/case-story/row", test_row);
  return g_test_run ();
}
