/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the keyboard go from conflict to conflict, and where is it when the last one is settled? */
#include "case-desk.h"
#include "cercle-case.h"
#include "cercle-conflict-card.h"
#include "cercle-problems-page.h"
#include "room.h"

#define N 3

typedef struct
{
  CaseDesk desk;
  CercleSession *bob;
  GtkWidget *entry; /* beside the page */
  char *ids[N];
} Inbox;

static void
set_need (CercleSession *session, const char *id, const char *need)
{
  g_autoptr (CercleRecord) kase = case_desk_case (session, id);
  CercleTx *tx = cercle_tx_new ("Fact changed.");
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (kase, CERCLE_CASE_NEED, need);
  cercle_tx_save (tx, kase);
  g_assert_true (room_commit (session, tx, &error));
}

static guint
count_cards (GtkWidget *widget)
{
  guint n = CERCLE_IS_CONFLICT_CARD (widget) && gtk_widget_get_mapped (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_cards (child);
  return n;
}

/* What is waited for. */
static guint wanted;

static gboolean
has_cards_cb (gpointer page)
{
  return count_cards (page) == wanted;
}

static GtkWidget *
focus_of (gpointer page)
{
  return gtk_root_get_focus (gtk_widget_get_root (page));
}

static gboolean
has_keyboard_in_card_cb (gpointer page)
{
  GtkWidget *focus = focus_of (page);

  return focus != NULL && gtk_widget_get_mapped (focus) &&
         gtk_widget_get_ancestor (focus, CERCLE_TYPE_CONFLICT_CARD) != NULL;
}

static void
add_entry (Inbox *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr (GtkWidget) page = g_object_ref (self->desk.page);

  self->entry = gtk_entry_new ();
  /* Or GTK 4.18 keeps the page as where the keyboard was in the overlay, for ever. */
  gtk_window_set_focus (GTK_WINDOW (self->desk.window), NULL);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (self->desk.overlay), box);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), page);
}

/* Two desks type at once, each on every case; then the page of conflicts of ada: it puts the
 * keyboard into the first card, where its keys are heard, although the card comes later than the
 * page. */
static void
begin (Inbox *self)
{
  CaseDesk *desk = &self->desk;

  case_desk_begin (desk);
  for (guint i = 0; i < N; i++)
    self->ids[i] = case_desk_add (desk->session, "Mathis", "Quesnel", "Répit", NULL);
  case_desk_exchange (desk->session);
  self->bob = case_desk_other (desk, "bob");
  case_desk_exchange (self->bob);
  community_stop (desk->community);
  for (guint i = 0; i < N; i++)
    {
      set_need (self->bob, self->ids[i], "Répit le samedi");
      set_need (desk->session, self->ids[i], "Répit le mercredi");
    }
  community_start (desk->community);
  case_desk_exchange (self->bob);
  case_desk_exchange (desk->session);
  cercle_session_sync_now (desk->session);
  case_desk_show (desk, CERCLE_TYPE_PROBLEMS_PAGE, 1100);
  add_entry (self);
  cercle_page_start (CERCLE_PAGE (desk->page));
  wanted = N;
  CASE_DESK_WAIT (desk, has_cards_cb);
  CASE_DESK_WAIT (desk, has_keyboard_in_card_cb);
}

static void
end (Inbox *self)
{
  for (guint i = 0; i < N; i++)
    g_free (self->ids[i]);
  case_desk_drop_other (&self->desk, self->bob);
  case_desk_end (&self->desk);
}

/* As the bindings between what has the keyboard and the page would hear it. */
static void
press (Inbox *self, guint key)
{
  GtkWidget *widget = focus_of (self->desk.page);

  while (widget != NULL && !case_desk_key (widget, key, 0))
    widget = gtk_widget_get_parent (widget);
  g_assert_nonnull (widget);
}

static gboolean
has_keyboard_on_page_cb (gpointer page)
{
  GtkWidget *focus = focus_of (page);

  return focus != NULL && gtk_widget_get_mapped (focus) &&
         (focus == page || gtk_widget_is_ancestor (focus, page));
}

/* One key a conflict; after the last one the page still hears its own. */
static void
test_one_by_one (void)
{
  Inbox inbox = { 0 };

  begin (&inbox);
  for (guint left = N; left > 0; left--)
    {
      CASE_DESK_WAIT (&inbox.desk, has_keyboard_in_card_cb);
      press (&inbox, left % 2 == 0 ? GDK_KEY_g : GDK_KEY_d);
      wanted = left - 1;
      CASE_DESK_WAIT (&inbox.desk, has_cards_cb);
    }
  CASE_DESK_WAIT (&inbox.desk, has_keyboard_on_page_cb);
  press (&inbox, GDK_KEY_Escape);
  g_assert_cmpstr (inbox.desk.asked, ==, "back");
  end (&inbox);
}

/* What the other desk settles does not take the keyboard from elsewhere. */
static void
test_elsewhere (void)
{
  Inbox inbox = { 0 };

  begin (&inbox);
  gtk_widget_grab_focus (inbox.entry);
  gtk_widget_activate_action (tree_find (inbox.desk.page, CERCLE_TYPE_CONFLICT_CARD, NULL),
                              "conflict.keep-current", NULL);
  wanted = N - 1;
  CASE_DESK_WAIT (&inbox.desk, has_cards_cb);
  case_desk_settle ();
  g_assert_true (gtk_widget_is_ancestor (focus_of (inbox.desk.page), inbox.entry));
  end (&inbox);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/conflicts/one-by-one", test_one_by_one);
  g_test_add_func ("/conflicts/elsewhere", test_elsewhere);
  return g_test_run ();
}
