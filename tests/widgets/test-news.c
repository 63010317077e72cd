/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a desk tell what the others did since yesterday evening, apart from what one did oneself? */
#include "case-desk.h"

#include "cercle-case-trail.h"

#include "cercle-case.h"
#include "cercle-compact-list.h"
#include "cercle-moves.h"
#include "cercle-news-line.h"
#include "cercle-news-page.h"
#include "cercle-today-page.h"
#include "room.h"

static GListModel *
lines_of (gpointer page)
{
  return cercle_compact_list_get_model (
      CERCLE_COMPACT_LIST (tree_find (page, CERCLE_TYPE_COMPACT_LIST, NULL)));
}

static gboolean
one_line_cb (gpointer page)
{
  return g_list_model_get_n_items (lines_of (page)) == 1;
}

static gboolean
two_lines_cb (gpointer page)
{
  return g_list_model_get_n_items (lines_of (page)) == 2;
}

static gboolean
says_one_cb (gpointer page)
{
  return strstr (cercle_page_get_subtitle (page), "1 case has changed") != NULL;
}

static gboolean
says_two_cb (gpointer page)
{
  return strstr (cercle_page_get_subtitle (page), "2 cases have changed") != NULL;
}

static gboolean
starts_one_cb (GtkWidget *widget, gpointer data)
{
  return GTK_IS_LABEL (widget) && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), data);
}

static gboolean
today_says_one_cb (gpointer page)
{
  return tree_walk (page, starts_one_cb, (gpointer) "1 case has changed");
}

static void
add_note (CercleSession *session, const char *id, const char *text)
{
  g_autoptr (CercleRecord) kase = case_desk_case (session, id);
  g_autoptr (CercleRecord) note = cercle_event_new (kase, "note", text);
  CercleTx *tx = cercle_tx_new ("Note");
  g_autoptr (GError) error = NULL;

  cercle_tx_save (tx, note);
  room_commit (session, tx, &error);
  g_assert_no_error (error);
}

/* One case of ada's own doing, one to which bob adds a note. (transfer full): identity of the
 * latter. */
static char *
begin (CaseDesk *desk)
{
  g_autofree char *mine = NULL;
  char *his = NULL;
  CercleSession *other = NULL;

  case_desk_begin (desk);
  mine = case_desk_add (desk->session, "Mathis", "Quesnel", "Répit du samedi", NULL);
  his = case_desk_add (desk->session, "Thierry", "Onfroy", "Accueil temporaire", NULL);
  add_note (desk->session, mine, "Rappelé la mère.");
  case_desk_exchange (desk->session);
  other = case_desk_other (desk, "bob");
  case_desk_exchange (other);
  add_note (other, his, "La Closerie a une place.");
  case_desk_exchange (other);
  case_desk_drop_other (desk, other);
  case_desk_exchange (desk->session);
  return his;
}

static void
test_page (void)
{
  CaseDesk desk;
  g_autofree char *his = begin (&desk);
  g_autofree char *opened = g_strconcat ("open-case ", his, NULL);
  g_autoptr (CercleNewsLine) line = NULL;
  GtkWidget *list = NULL;

  case_desk_show (&desk, CERCLE_TYPE_NEWS_PAGE, 1100);
  cercle_page_open (CERCLE_PAGE (desk.page), NULL);
  cercle_page_start (CERCLE_PAGE (desk.page));
  CASE_DESK_WAIT (&desk, one_line_cb);
  CASE_DESK_WAIT (&desk, says_one_cb);
  g_assert_true (tree_shows (desk.page, "Note: 1"));
  g_assert_null (tree_unnamed (desk.page));
  line = g_list_model_get_item (lines_of (desk.page), 0);
  g_assert_cmpstr (cercle_news_line_get_case (line), ==, his);
  list = tree_find (desk.page, CERCLE_TYPE_COMPACT_LIST, NULL);
  g_signal_emit_by_name (list, "activate", 0);
  g_assert_cmpstr (desk.asked, ==, opened);
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (tree_find (desk.page, GTK_TYPE_CHECK_BUTTON, NULL)), TRUE);
  CASE_DESK_WAIT (&desk, two_lines_cb);
  CASE_DESK_WAIT (&desk, says_two_cb);
  case_desk_end (&desk);
}

/* From a case of the news to the next case that changed, over the other lines of the first. */
static void
test_next (void)
{
  CaseDesk desk;
  g_autofree char *his = begin (&desk), *next = NULL, *first = NULL, *back = NULL, *end = NULL;
  g_autoptr (CercleNewsLine) line = NULL;
  GListModel *lines = NULL;
  GtkWidget *list = NULL;
  guint position = 0, n = 0;

  add_note (desk.session, his, "Rappel promis.");
  case_desk_show (&desk, CERCLE_TYPE_NEWS_PAGE, 1100);
  cercle_page_open (CERCLE_PAGE (desk.page), NULL);
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (tree_find (desk.page, GTK_TYPE_CHECK_BUTTON, NULL)), TRUE);
  cercle_page_start (CERCLE_PAGE (desk.page));
  CASE_DESK_WAIT (&desk, says_two_cb);
  lines = lines_of (desk.page);
  line = g_list_model_get_item (lines, 0);
  first = g_strdup (cercle_news_line_get_case (line));
  list = tree_find (desk.page, CERCLE_TYPE_COMPACT_LIST, NULL);
  g_signal_emit_by_name (list, "activate", 0);
  g_assert_true (cercle_case_trail_tell (desk.session, first, &position, &n));
  g_assert_cmpuint (position, ==, 0);
  next = cercle_case_trail_step (desk.session, first, 1);
  g_assert_nonnull (next);
  g_assert_cmpstr (next, !=, first);
  end = cercle_case_trail_step (desk.session, next, 1);
  g_assert_null (end);
  back = cercle_case_trail_step (desk.session, next, -1);
  g_assert_cmpstr (back, ==, first);
  /* Whoever comes back finds the line she left. */
  g_free (cercle_case_trail_step (desk.session, first, 1));
  cercle_page_start (CERCLE_PAGE (desk.page));
  g_assert_cmpuint (cercle_compact_list_get_selected (CERCLE_COMPACT_LIST (list)), >, 0);
  case_desk_end (&desk);
}

/* What is printed is what is shown. */
static void
test_paper (void)
{
  CaseDesk desk;
  g_autofree char *his = begin (&desk);
  g_autoptr (CerclePaper) paper = cercle_paper_new (CERCLE_PAPER_NEWS);

  case_desk_show (&desk, CERCLE_TYPE_NEWS_PAGE, 640);
  cercle_page_open (CERCLE_PAGE (desk.page), NULL);
  CASE_DESK_WAIT (&desk, says_one_cb);
  g_assert_true (cercle_page_fill_paper (CERCLE_PAGE (desk.page), paper));
  g_assert_cmpstr (paper->words, ==, cercle_page_get_subtitle (CERCLE_PAGE (desk.page)));
  g_assert_cmpstr (paper->without, ==,
                   cercle_record_get_id (cercle_session_get_member (desk.session)));
  g_assert_nonnull (paper->since);
  case_desk_end (&desk);
}

static void
test_today (void)
{
  CaseDesk desk;
  g_autofree char *his = begin (&desk);

  case_desk_show (&desk, CERCLE_TYPE_TODAY_PAGE, 640);
  CASE_DESK_WAIT (&desk, today_says_one_cb);
  case_desk_end (&desk);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/news/page", test_page);
  g_test_add_func ("/news/next", test_next);
  g_test_add_func ("/news/paper", test_paper);
  g_test_add_func ("/news/today", test_today);
  return g_test_run ();
}
