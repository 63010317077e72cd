/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a number that is not on this desk offered to be opened, and is what was opened told on the
 * case and under Steering? */
#include <string.h>

#include "case-desk.h"

#include "cercle-board-table.h"
#include "cercle-case-exception.h"
#include "cercle-case-page.h"
#include "cercle-case.h"
#include "cercle-cases-page.h"
#include "cercle-openings-card.h"
#include "cercle-palette.h"
#include "cercle-steering-page.h"
#include "room.h"

#define REASON "Son assistante familiale est partie."

typedef struct
{
  CaseDesk desk;
  CercleSession *col;
  char *kase, *reference;
} Place;

static gboolean
has_number_cb (gpointer data)
{
  Place *place = data;
  g_autoptr (CercleRecord) kase = cercle_session_get (place->col, &cercle_case_kind, place->kase);

  g_free (place->reference);
  place->reference = g_strdup (cercle_record_get_text (kase, CERCLE_CASE_REFERENCE));
  return place->reference != NULL;
}

/* Ada's desk; Colette keeps a case that is not on it. */
static void
begin (Place *place)
{
  g_autoptr (CercleRecord) kase = NULL;
  CercleTx *tx = cercle_tx_new ("Case opened");
  g_autoptr (GError) error = NULL;

  case_desk_begin (&place->desk);
  community_stop (place->desk.community);
  community_let_read_protected (place->desk.community, "col");
  community_start (place->desk.community);
  place->col = case_desk_other (&place->desk, "col");
  kase = cercle_session_new_record (place->col, &cercle_case_kind);
  cercle_record_set_text (kase, CERCLE_CASE_PROFILE, "ase");
  cercle_record_set_text (kase, CERCLE_CASE_NEED, "Relais de nuit");
  cercle_record_set_text (kase, CERCLE_CASE_OPENED_ON, cercle_session_get_today (place->col));
  place->kase = g_strdup (cercle_record_get_id (kase));
  cercle_tx_save (tx, kase);
  room_commit (place->col, tx, &error);
  g_assert_no_error (error);
  ROOM_WAIT (has_number_cb, place);
}

static void
end (Place *place)
{
  case_desk_drop_other (&place->desk, place->col);
  case_desk_end (&place->desk);
  g_free (place->kase);
  g_free (place->reference);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(char **) data = cercle_session_open_case_finish (CERCLE_SESSION (source), result, &error);
  g_assert_no_error (error);
}

static gboolean
is_set_cb (gpointer id)
{
  return *(char **) id != NULL;
}

static void
open_case (Place *place)
{
  g_autofree char *id = NULL;

  cercle_session_sync_now (place->desk.session);
  ROOM_WAIT (room_is_online_cb, place->desk.session);
  cercle_session_open_case_async (place->desk.session, place->reference, REASON, opened_cb, &id);
  ROOM_WAIT (is_set_cb, &id);
  g_assert_cmpstr (id, ==, place->kase);
}

static gboolean
offers_cb (gpointer page)
{
  return tree_shows (page, "This Number Is Not on Your Desk");
}

/* Searched for, it says so, and how to ask; nothing else of the case is there. */
static void
test_search (void)
{
  Place place = { 0 };
  GtkWidget *search, *button;
  g_autofree char *expected = NULL;

  begin (&place);
  case_desk_show (&place.desk, CERCLE_TYPE_CASES_PAGE, 1100);
  cercle_page_open (CERCLE_PAGE (place.desk.page), NULL);
  search = tree_find (place.desk.page, GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (search), place.reference);
  CASE_DESK_WAIT (&place.desk, offers_cb);
  g_assert_false (tree_shows (place.desk.page, "Relais de nuit"));
  button = tree_find (place.desk.page, GTK_TYPE_BUTTON, "Open by Exception…");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  expected = g_strdup_printf ("open-by-exception %s", place.reference);
  g_assert_cmpstr (place.desk.asked, ==, expected);
  end (&place);
}

static gboolean
is_away_cb (gpointer page)
{
  return !gtk_widget_get_mapped (tree_find (page, CERCLE_TYPE_CASE_EXCEPTION, NULL));
}

/* Over the case: until when, and why; the button ends it, and the case leaves. */
static void
test_band (void)
{
  Place place = { 0 };
  GtkWidget *band, *button;

  begin (&place);
  open_case (&place);
  place.desk.id = g_strdup (place.kase);
  case_desk_show_case (&place.desk, 1100);
  band = tree_find (place.desk.page, CERCLE_TYPE_CASE_EXCEPTION, NULL);
  g_assert_true (gtk_widget_get_visible (band));
  case_desk_wait_for_words (&place.desk, REASON);
  button = tree_find (band, GTK_TYPE_BUTTON, "End It Now");
  g_signal_emit_by_name (button, "clicked");
  CASE_DESK_WAIT (&place.desk, is_away_cb);
  {
    g_autoptr (CercleRecord) kase =
        cercle_session_get (place.desk.session, &cercle_case_kind, place.kase);
    g_assert_null (kase);
  }
  end (&place);
}

/* How far below the top of the page. */
static double
top_of (Place *place, GType type)
{
  graphene_rect_t bounds;
  GtkWidget *widget = tree_find (place->desk.page, type, NULL);

  g_assert_nonnull (widget);
  g_assert_true (gtk_widget_compute_bounds (widget, place->desk.page, &bounds));
  return bounds.origin.y;
}

static gboolean
has_board_cb (gpointer page)
{
  GtkWidget *card = tree_find (page, CERCLE_TYPE_OPENINGS_CARD, NULL);

  return card != NULL && gtk_widget_get_mapped (card);
}

/* Colette's. */
static void
show_steering (Place *place, int width)
{
  CercleSession *mine = place->desk.session;

  place->desk.session = place->col;
  case_desk_show (&place->desk, CERCLE_TYPE_STEERING_PAGE, width);
  place->desk.session = mine;
  cercle_page_open (CERCLE_PAGE (place->desk.page), NULL);
  CASE_DESK_WAIT (&place->desk, has_board_cb);
  tree_draw (place->desk.window);
}

static gboolean
is_ended_cb (gpointer page)
{
  return tree_find (page, GTK_TYPE_BUTTON, "End It Now") == NULL;
}

/* The coordinator reads who opened what, and why; where there is one column, before anything else,
 * until it is ended. Its line leads to the case. */
static void
test_steering (void)
{
  Place place = { 0 };
  GtkWidget *card, *line;
  g_autofree char *words = NULL, *expected = NULL, *unnamed = NULL;

  begin (&place);
  open_case (&place);
  case_desk_exchange (place.col);
  show_steering (&place, 640);
  card = tree_find (place.desk.page, CERCLE_TYPE_OPENINGS_CARD, NULL);
  words = tree_words (card);
  g_assert_nonnull (strstr (words, REASON));
  g_assert_nonnull (strstr (words, place.reference));
  g_assert_nonnull (strstr (words, "Ada"));
  unnamed = tree_unnamed (place.desk.page);
  g_assert_cmpstr (unnamed, ==, NULL);
  g_assert_cmpfloat (top_of (&place, CERCLE_TYPE_OPENINGS_CARD), <,
                     top_of (&place, CERCLE_TYPE_BOARD_TABLE));
  line = tree_find (card, GTK_TYPE_BUTTON, NULL);
  g_signal_emit_by_name (line, "clicked");
  expected = g_strdup_printf ("open-case %s", place.kase);
  g_assert_cmpstr (place.desk.asked, ==, expected);
  g_signal_emit_by_name (tree_find (card, GTK_TYPE_BUTTON, "End It Now"), "clicked");
  CASE_DESK_WAIT (&place.desk, is_ended_cb);
  tree_draw (place.desk.window);
  g_assert_cmpfloat (top_of (&place, CERCLE_TYPE_OPENINGS_CARD), >,
                     top_of (&place, CERCLE_TYPE_BOARD_TABLE));
  cercle_page_leave (CERCLE_PAGE (place.desk.page));
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (place.desk.overlay), NULL);
  place.desk.page = NULL;
  end (&place);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/exception/search", test_search);
  g_test_add_func ("/exception/band", test_band);
  g_test_add_func ("/exception/steering", test_steering);
  return g_test_run ();
}
