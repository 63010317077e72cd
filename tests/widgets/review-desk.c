/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What do the tests of the review's screens begin with? */
#include "review-desk.h"

#include "cercle-case.h"
#include "cercle-day.h"
#include "cercle-review.h"
#include "room.h"

static const char *const names[REVIEW_CASES] = { "Quesnel", "Tostain", "Onfroy" };

GtkWidget *
review_desk_preparing (ReviewDesk *self)
{
  return tree_find (self->desk.page, CERCLE_TYPE_REVIEW_PREPARING, NULL);
}

GtkWidget *
review_desk_case (ReviewDesk *self)
{
  return tree_find (self->desk.page, CERCLE_TYPE_REVIEW_CASE, NULL);
}

/* The rule that brings it to the review, and its place in the list. */
static void
expect_break (CercleSession *session, const char *id, int in_days)
{
  g_autoptr (CercleRecord) kase = case_desk_case (session, id);
  g_autofree char *day = cercle_day_to_text (cercle_session_get_today_number (session) + in_days);
  CercleTx *tx = cercle_tx_new ("Break expected");
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (kase, CERCLE_CASE_BREAK_ON, day);
  cercle_tx_save (tx, kase);
  room_commit (session, tx, &error);
  g_assert_no_error (error);
}

static gboolean
has_all_cb (gpointer page)
{
  return case_desk_n_shown (page) == REVIEW_CASES;
}

void
review_desk_begin (ReviewDesk *self, int width)
{
  *self = (ReviewDesk){ 0 };
  case_desk_begin (&self->desk);
  for (guint i = 0; i < REVIEW_CASES; i++)
    {
      self->ids[i] = case_desk_add (self->desk.session, "Mathis", names[i], "Répit", NULL);
      expect_break (self->desk.session, self->ids[i], (int) i + 1);
    }
  case_desk_show (&self->desk, CERCLE_TYPE_REVIEW_PAGE, width);
  cercle_page_open (CERCLE_PAGE (self->desk.page), NULL);
  cercle_page_start (CERCLE_PAGE (self->desk.page));
  CASE_DESK_WAIT (&self->desk, has_all_cb);
}

void
review_desk_end (ReviewDesk *self)
{
  for (guint i = 0; i < REVIEW_CASES; i++)
    g_free (self->ids[i]);
  case_desk_end (&self->desk);
}

gboolean
review_desk_press_code (ReviewDesk *self, guint key, guint code)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (review_desk_case (self));

  self->pressed++;
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean stopped = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller))
        continue;
      g_signal_emit_by_name (controller, "key-pressed", key, code, 0, &stopped);
      if (stopped)
        return TRUE;
    }
  return FALSE;
}

void
review_desk_press (ReviewDesk *self, guint key)
{
  g_assert_true (review_desk_press_code (self, key, 0));
}

static gboolean
in_session_cb (gpointer page)
{
  return gtk_widget_get_mapped (tree_find (page, CERCLE_TYPE_REVIEW_CASE, NULL));
}

gboolean
review_desk_in_session (ReviewDesk *self)
{
  return in_session_cb (self->desk.page);
}

static gboolean
in_list_cb (gpointer page)
{
  return gtk_widget_get_mapped (tree_find (page, CERCLE_TYPE_REVIEW_PREPARING, NULL));
}

void
review_desk_wait_list (ReviewDesk *self)
{
  CASE_DESK_WAIT (&self->desk, in_list_cb);
}

void
review_desk_start (ReviewDesk *self)
{
  cercle_compact_list_select (case_desk_list (self->desk.page), 0, TRUE);
  g_signal_emit_by_name (case_desk_list (self->desk.page), "activate", 0);
  CASE_DESK_WAIT (&self->desk, in_session_cb);
  review_desk_wait_place (self, "1 / 3");
}

guint
review_desk_n_decided (CercleSession *session)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_review_item_kind);
  g_autoptr (GPtrArray) items = room_find (session, query);
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    n += cercle_review_item_state (items->pdata[i]) == CERCLE_REVIEW_DECIDED;
  return n;
}

/* What is waited for. */
static guint wanted;
static CercleSession *asked;
static const char *place;

static gboolean
decided_cb (gpointer page)
{
  return review_desk_n_decided (asked) == wanted;
}

void
review_desk_wait_decided (ReviewDesk *self, guint n)
{
  wanted = n;
  asked = self->desk.session;
  CASE_DESK_WAIT (&self->desk, decided_cb);
}

static gboolean
at_place_cb (gpointer page)
{
  return in_session_cb (page) &&
         tree_shows (tree_find (page, CERCLE_TYPE_REVIEW_CASE, NULL), place);
}

void
review_desk_wait_place (ReviewDesk *self, const char *at)
{
  place = at;
  CASE_DESK_WAIT (&self->desk, at_place_cb);
}

CercleRecord *
review_desk_item (CercleSession *session, const char *kase)
{
  g_autoptr (GPtrArray) items = case_desk_find (session, &cercle_review_item_kind, kase);

  g_assert_cmpuint (items->len, ==, 1);
  return g_object_ref (items->pdata[0]);
}
