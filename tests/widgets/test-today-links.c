/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does Today say when a case was not accepted in time, as soon as the hour has come, and no longer
 * than it is so? */
#include "case-desk.h"

#include "cercle-case.h"
#include "cercle-instant.h"
#include "cercle-moves.h"
#include "cercle-request.h"
#include "cercle-today-link.h"
#include "cercle-today-page.h"
#include "room.h"

#define TUESDAY G_GINT64_CONSTANT (1591084800000) /* 2 June 2020, 10:00 in Paris */
#define HOUR G_GINT64_CONSTANT (3600000)
#define OURS "1 case not accepted in time is back with you"
#define THEIRS "1 case handed to you not accepted in time"

typedef struct
{
  CaseDesk desk;
  char *id;
} Fixture;

static void
save (Fixture *self, CercleRecord *record)
{
  CercleTx *tx = cercle_tx_new ("Saved");
  g_autoptr (GError) error = NULL;

  cercle_tx_save (tx, record);
  room_commit (self->desk.session, tx, &error);
  g_assert_no_error (error);
}

static void
begin (Fixture *self)
{
  cercle_instant_freeze (TUESDAY);
  case_desk_begin (&self->desk);
  self->id = case_desk_add (self->desk.session, "Mathis", "Quesnel", "Répit", NULL);
}

static void
end (Fixture *self)
{
  g_free (self->id);
  case_desk_end (&self->desk);
  cercle_instant_freeze (0);
}

/* (transfer full): sent at 10:00, so that it is late after 14:00. */
static CercleRecord *
hand_over (Fixture *self, const char *direction)
{
  CercleRecord *transfer = cercle_session_new_record (self->desk.session, &cercle_transfer_kind);

  cercle_record_set_text (transfer, CERCLE_TRANSFER_CASE, self->id);
  cercle_record_set_text (transfer, CERCLE_TRANSFER_DIRECTION, direction);
  cercle_record_set_text (transfer, CERCLE_TRANSFER_COMMUNITY, "Communauté 360 de l’Orne");
  cercle_record_set_text (transfer, CERCLE_TRANSFER_SENT_AT, "2020-06-02T08:00:00.000Z");
  save (self, transfer);
  return transfer;
}

static void
show (Fixture *self)
{
  case_desk_show (&self->desk, CERCLE_TYPE_TODAY_PAGE, 1156);
  cercle_page_open (CERCLE_PAGE (self->desk.page), NULL);
  cercle_page_start (CERCLE_PAGE (self->desk.page));
}

static gboolean
is_transfers_cb (GtkWidget *widget, gpointer found)
{
  GtkWidget *button = CERCLE_IS_TODAY_LINK (widget) ? adw_bin_get_child (ADW_BIN (widget)) : NULL;

  if (button == NULL || !gtk_widget_has_css_class (button, "error"))
    return FALSE;
  *(GtkWidget **) found = widget;
  return TRUE;
}

static CercleTodayLink *
link_of (gpointer page)
{
  GtkWidget *found = NULL;

  g_assert_true (tree_walk (page, is_transfers_cb, &found));
  return CERCLE_TODAY_LINK (found);
}

/* What the page does every 20 seconds. */
static gboolean
says_ours_cb (gpointer page)
{
  cercle_today_link_tell_again (link_of (page));
  return tree_shows (page, OURS);
}

static gboolean
says_nothing_cb (gpointer page)
{
  return !gtk_widget_get_child_visible (adw_bin_get_child (ADW_BIN (link_of (page))));
}

static void
test_back_with_us (void)
{
  Fixture self;
  g_autoptr (CercleRecord) transfer = NULL, after = NULL;

  begin (&self);
  transfer = hand_over (&self, "out");
  show (&self);
  case_desk_settle ();
  CASE_DESK_WAIT (&self.desk, says_nothing_cb);
  /* Nobody writes anything: the hour comes. */
  cercle_instant_freeze (TUESDAY + 4 * HOUR + 1);
  CASE_DESK_WAIT (&self.desk, says_ours_cb);
  g_signal_emit_by_name (adw_bin_get_child (ADW_BIN (link_of (self.desk.page))), "clicked");
  g_assert_cmpstr (self.desk.asked, ==, "show-indicator transfers-waiting");
  after = cercle_record_copy (transfer);
  cercle_record_set_text (after, CERCLE_TRANSFER_TAKEN_BACK_AT, "2020-06-02T12:01:00.000Z");
  save (&self, after);
  CASE_DESK_WAIT (&self.desk, says_nothing_cb);
  end (&self);
}

static gboolean
says_theirs_cb (gpointer page)
{
  return tree_shows (page, THEIRS);
}

/* What came to us and nobody took, as long as its case is open. */
static void
test_handed_to_us (void)
{
  Fixture self;
  g_autoptr (CercleRecord) transfer = NULL, kase = NULL, closing = NULL;

  begin (&self);
  transfer = hand_over (&self, "relay");
  cercle_instant_freeze (TUESDAY + 5 * HOUR);
  show (&self);
  CASE_DESK_WAIT (&self.desk, says_theirs_cb);
  kase = case_desk_case (self.desk.session, self.id);
  closing = cercle_move_close (kase, "information", NULL);
  save (&self, closing);
  CASE_DESK_WAIT (&self.desk, says_nothing_cb);
  end (&self);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/today-links/back-with-us", test_back_with_us);
  g_test_add_func ("/today-links/handed-to-us", test_handed_to_us);
  return g_test_run ();
}
