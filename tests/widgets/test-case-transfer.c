/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a case handed over only with leave, does the page say until when, and is each answer kept? */
#include "case-desk.h"

#include "cercle-case-composer.h"
#include "cercle-case-entry.h"
#include "cercle-case-handed.h"
#include "cercle-case-page.h"
#include "cercle-case-transfers.h"
#include "cercle-case.h"
#include "cercle-consent.h"
#include "cercle-counts.h"
#include "cercle-field-row.h"
#include "cercle-instant.h"
#include "cercle-lookup.h"
#include "cercle-request.h"
#include "cercle-sidebar.h"
#include "room.h"

#define TUESDAY G_GINT64_CONSTANT (1591084800000) /* 2 June 2020, 10:00 in Paris */
#define HOUR G_GINT64_CONSTANT (3600000)
#define ORNE "Communauté 360 de l’Orne"

typedef struct
{
  CaseDesk desk;
  char *id;
} Fixture;

static void
wait_for (Fixture *self, const char *words)
{
  case_desk_wait_for_words (&self->desk, words);
}

static void
show (Fixture *self, int width)
{
  case_desk_show (&self->desk, CERCLE_TYPE_CASE_PAGE, width);
  cercle_page_open (CERCLE_PAGE (self->desk.page), self->id);
  wait_for (self, "Transfers");
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

static GtkWidget *
part_of (Fixture *self)
{
  return tree_find (self->desk.page, CERCLE_TYPE_CASE_TRANSFERS, NULL);
}

/* (nullable): of the part. */
static GtkWidget *
button_of (Fixture *self, const char *label)
{
  return tree_find (part_of (self), GTK_TYPE_BUTTON, label);
}

/* On top of the page, where one sees it first. */
static gboolean
says_on_top (Fixture *self, const char *words)
{
  return tree_shows (tree_find (self->desk.page, CERCLE_TYPE_CASE_HANDED, NULL), words);
}

static void
click (Fixture *self, const char *label)
{
  GtkWidget *button = button_of (self, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static CercleCaseForm *
form_of (Fixture *self, const char *name)
{
  CercleCaseComposer *composer =
      CERCLE_CASE_COMPOSER (tree_find (self->desk.page, CERCLE_TYPE_CASE_COMPOSER, NULL));

  g_assert_cmpstr (cercle_case_composer_get_open (composer), ==, name);
  return cercle_case_composer_get_form (composer, name);
}

static void
type (CercleCaseForm *form, guint field, const char *typed)
{
  GtkWidget *control = cercle_case_entry_get_control (CERCLE_CASE_ENTRY (form), field);

  if (CERCLE_IS_LOOKUP (control))
    cercle_lookup_set_typed (CERCLE_LOOKUP (control), typed);
  else
    cercle_field_row_set_typed (CERCLE_FIELD_ROW (control), typed);
  g_signal_emit_by_name (control, "typed");
}

static CercleRecord *
transfer_of (Fixture *self)
{
  g_autoptr (GPtrArray) found =
      case_desk_find (self->desk.session, &cercle_transfer_kind, self->id);

  g_assert_cmpuint (found->len, ==, 1);
  return g_object_ref (g_ptr_array_index (found, 0));
}

static void
assert_kept (Fixture *self, guint field, const char *value)
{
  g_autoptr (CercleRecord) transfer = transfer_of (self);
  g_assert_cmpstr (cercle_record_get_text (transfer, field), ==, value);
}

static gboolean
is_marked_cb (GtkWidget *widget, gpointer data)
{
  return gtk_widget_has_css_class (widget, "error");
}

static void
hand_over (Fixture *self, const char *data)
{
  CercleCaseForm *form = NULL;

  click (self, "Transfer…");
  form = form_of (self, "transfer");
  type (form, CERCLE_TRANSFER_COMMUNITY, ORNE);
  /* Any name will do, once the entry is left. */
  gtk_widget_grab_focus (
      cercle_case_entry_get_control (CERCLE_CASE_ENTRY (form), CERCLE_TRANSFER_WHY));
  g_assert_false (tree_walk (
      cercle_case_entry_get_control (CERCLE_CASE_ENTRY (form), CERCLE_TRANSFER_COMMUNITY),
      is_marked_cb, NULL));
  type (form, CERCLE_TRANSFER_WHY, "La famille déménage");
  if (data != NULL)
    type (form, CERCLE_TRANSFER_DATA, data);
}

static void
consent (Fixture *self, const char *data)
{
  g_autoptr (CercleRecord) record =
      cercle_session_new_record (self->desk.session, &cercle_consent_kind);
  g_autoptr (CercleRecord) person = case_desk_person (self->desk.session, self->id);
  CercleTx *tx = cercle_tx_new ("Consent noted");
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (record, CERCLE_CONSENT_PERSON, cercle_record_get_id (person));
  cercle_record_set_text (record, CERCLE_CONSENT_PURPOSE, "transfer");
  cercle_record_set_text (record, CERCLE_CONSENT_RECIPIENTS, "community");
  cercle_record_set_text (record, CERCLE_CONSENT_DATA, data);
  cercle_record_set_text (record, CERCLE_CONSENT_GIVEN, "yes");
  cercle_record_set_text (record, CERCLE_CONSENT_GIVEN_ON, "2020-06-02");
  cercle_tx_save (tx, record);
  room_commit (self->desk.session, tx, &error);
  g_assert_no_error (error);
}

/* Nothing that names the person leaves without leave; then the page says until when, and when it is
 * late. */
static void
test_leave (void)
{
  Fixture self;
  CercleCaseForm *form = NULL;
  g_autofree char *unnamed = NULL;

  begin (&self);
  show (&self, 1100);
  wait_for (&self, "This case was not handed to another community, nor received from one.");
  hand_over (&self, "identity");
  form = form_of (&self, "transfer");
  wait_for (&self, "First name: Mathis");
  wait_for (&self, "Nobody has noted that the person consents to pass this on.");
  unnamed = tree_unnamed (self.desk.page);
  g_assert_cmpstr (unnamed, ==, NULL);
  g_assert_false (cercle_case_form_save (form));
  consent (&self, "identity needs");
  wait_for (&self, "On the consent of");
  g_assert_true (cercle_case_form_save (form));
  wait_for (&self, ORNE " has until 14:00 to accept. Until then you hold the case.");
  wait_for (&self, "Handed to " ORNE ", who must still accept.");
  g_assert_false (
      says_on_top (&self, ORNE " has until 14:00 to accept. Until then you hold the case."));
  assert_kept (&self, CERCLE_TRANSFER_DIRECTION, "out");
  assert_kept (&self, CERCLE_TRANSFER_DATA, "identity");
  assert_kept (&self, CERCLE_TRANSFER_WITHOUT_CONSENT_WHY, NULL);
  assert_kept (&self, CERCLE_TRANSFER_TO, NULL);
  /* Not twice at a time. */
  hand_over (&self, NULL);
  g_assert_false (cercle_case_form_save (form_of (&self, "transfer")));
  wait_for (&self, "Another community has not answered yet: take the case back from it first.");
  cercle_instant_freeze (TUESDAY + 4 * HOUR + 1);
  cercle_page_open (CERCLE_PAGE (self.desk.page), self.id);
  wait_for (&self, ORNE " has not accepted before 14:00: the case is back with you.");
  g_assert_true (
      says_on_top (&self, ORNE " has not accepted before 14:00: the case is back with you."));
  end (&self);
}

#define SAY_WHY "Say why the case is refused."

static gboolean
is_in_view_cb (gpointer page)
{
  GtkWidget *label = tree_find (page, GTK_TYPE_LABEL, SAY_WHY);
  GtkWidget *scroller = gtk_widget_get_ancestor (label, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (label, scroller, &bounds) && bounds.size.height > 0 &&
         bounds.origin.y >= 0 &&
         bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (scroller);
}

/* Saved by a key from a row, a form on a small screen shows why it was not. */
static void
test_seen (void)
{
  Fixture self;
  CercleCaseForm *form = NULL;

  begin (&self);
  show (&self, 640);
  gtk_window_set_default_size (GTK_WINDOW (self.desk.window), 640, 330);
  tree_draw (self.desk.window);
  hand_over (&self, NULL);
  g_assert_true (cercle_case_form_save (form_of (&self, "transfer")));
  wait_for (&self, "has until 14:00");
  click (&self, "They Refuse…");
  form = form_of (&self, "transfer-refused");
  gtk_widget_grab_focus (
      cercle_case_entry_get_control (CERCLE_CASE_ENTRY (form), CERCLE_TRANSFER_REFUSED_WHY));
  tree_draw (self.desk.window);
  g_assert_false (cercle_case_form_save (form));
  CASE_DESK_WAIT (&self.desk, is_in_view_cb);
  end (&self);
}

/* A typed reason breaks the glass, and is kept. */
static void
test_break_glass (void)
{
  Fixture self;
  CercleCaseForm *form = NULL;

  begin (&self);
  show (&self, 640);
  hand_over (&self, "contact identity");
  form = form_of (&self, "transfer");
  g_assert_false (cercle_case_form_save (form));
  type (form, CERCLE_TRANSFER_WITHOUT_CONSENT_WHY, "Hospitalisé, ne peut répondre");
  g_assert_true (cercle_case_form_save (form));
  wait_for (&self, "Without consent, because: Hospitalisé, ne peut répondre");
  assert_kept (&self, CERCLE_TRANSFER_CONSENT, NULL);
  end (&self);
}

static void
test_accepted (void)
{
  Fixture self;
  CercleCaseForm *form = NULL;
  g_autoptr (CercleRecord) kase = NULL;
  g_autoptr (GError) error = NULL;

  begin (&self);
  show (&self, 1100);
  hand_over (&self, NULL);
  g_assert_true (cercle_case_form_save (form_of (&self, "transfer")));
  wait_for (&self, "has until 14:00");
  click (&self, "They Accept…");
  form = form_of (&self, "transfer-accepted");
  type (form, CERCLE_TRANSFER_REFERENCE, "2020-61-0007");
  g_assert_true (cercle_case_form_save (form));
  wait_for (&self, ORNE " accepted the case: 10:00.");
  wait_for (&self, "Its reference: 2020-61-0007");
  g_assert_null (button_of (&self, "Take Back"));
  g_assert_null (button_of (&self, "They Refuse…"));
  /* The motive is proposed. */
  click (&self, "Close as Transferred…");
  g_assert_true (cercle_case_form_save (form_of (&self, "closing")));
  wait_for (&self, "Open It Again");
  kase = case_desk_case (self.desk.session, self.id);
  g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_CLOSING_MOTIVE), ==, "transferred");
  g_assert_true (room_undo (self.desk.session, &error) && room_undo (self.desk.session, &error));
  g_assert_no_error (error);
  wait_for (&self, "has until 14:00");
  end (&self);
}

static void
test_refused (void)
{
  Fixture self;
  CercleCaseForm *form = NULL;

  begin (&self);
  show (&self, 1100);
  hand_over (&self, NULL);
  g_assert_true (cercle_case_form_save (form_of (&self, "transfer")));
  wait_for (&self, "has until 14:00");
  click (&self, "They Refuse…");
  form = form_of (&self, "transfer-refused");
  g_assert_false (cercle_case_form_save (form));
  g_assert_true (case_desk_says (&self.desk, SAY_WHY));
  type (form, CERCLE_TRANSFER_REFUSED_WHY, "La famille reste à Lisieux");
  g_assert_true (cercle_case_form_save (form));
  wait_for (&self, ORNE " refused the case: 10:00. You still hold it.");
  wait_for (&self, "Refused because: La famille reste à Lisieux");
  g_assert_null (button_of (&self, "Close as Transferred…"));
  end (&self);
}

static gboolean
is_counted_cb (gpointer session)
{
  return cercle_counts_get (cercle_counts_of (session), "transfers-waiting") == 1;
}

/* Beside the lists of the day, wherever one is. */
static void
test_counted (void)
{
  Fixture self;
  GtkWidget *sidebar = NULL, *name = NULL;

  begin (&self);
  show (&self, 1100);
  sidebar = g_object_ref_sink (g_object_new (CERCLE_TYPE_SIDEBAR, NULL));
  cercle_sidebar_set_session (CERCLE_SIDEBAR (sidebar), self.desk.session);
  g_assert_true (tree_shows (sidebar, "Partners to remind"));
  g_assert_true (tree_shows (sidebar, "Transfers waiting"));
  g_object_unref (sidebar);
  hand_over (&self, NULL);
  g_assert_true (cercle_case_form_save (form_of (&self, "transfer")));
  room_wait ("the transfer in the counts", is_counted_cb, self.desk.session);
  sidebar = g_object_ref_sink (g_object_new (CERCLE_TYPE_SIDEBAR, NULL));
  cercle_sidebar_set_session (CERCLE_SIDEBAR (sidebar), self.desk.session);
  name = tree_find (sidebar, GTK_TYPE_LABEL, "Transfers waiting");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (gtk_widget_get_next_sibling (name))), ==, "1");
  g_object_unref (sidebar);
  end (&self);
}

static void
test_taken_back (void)
{
  Fixture self;

  begin (&self);
  show (&self, 1100);
  hand_over (&self, NULL);
  g_assert_true (cercle_case_form_save (form_of (&self, "transfer")));
  wait_for (&self, "has until 14:00");
  click (&self, "Take Back");
  wait_for (&self, "Taken back from " ORNE ": 10:00.");
  /* And then to another one. */
  hand_over (&self, NULL);
  g_assert_true (cercle_case_form_save (form_of (&self, "transfer")));
  wait_for (&self, "has until 14:00");
  end (&self);
}

/* The consent withdrawn while it waits: the page says that it is stopped, and offers no way out. */
static void
test_withdrawn (void)
{
  Fixture self;
  g_autoptr (GPtrArray) consents = NULL;
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_consent_kind);
  g_autofree char *name = NULL;

  begin (&self);
  consent (&self, "identity needs");
  show (&self, 1100);
  hand_over (&self, "identity");
  g_assert_true (cercle_case_form_save (form_of (&self, "transfer")));
  wait_for (&self, "has until 14:00");
  g_assert_nonnull (button_of (&self, "They Accept…"));
  consents = room_find (self.desk.session, query);
  g_assert_cmpuint (consents->len, ==, 1);
  name = g_strconcat ("withdrawal:", cercle_record_get_id (consents->pdata[0]), NULL);
  gtk_widget_activate_action (self.desk.page, "case.form", "s", name);
  wait_for (&self, "The transfer to " ORNE " stops with it.");
  g_assert_true (cercle_case_form_save (form_of (&self, "withdrawal")));
  wait_for (&self, "Stopped: the person has withdrawn the consent to hand the case to " ORNE
                   ". You hold it.");
  g_assert_null (button_of (&self, "They Accept…"));
  g_assert_null (button_of (&self, "On Paper…"));
  end (&self);
}

static CercleRecord *
receive (Fixture *self)
{
  CercleRecord *transfer = cercle_session_new_record (self->desk.session, &cercle_transfer_kind);
  g_autoptr (GError) error = NULL;
  CercleTx *tx = cercle_tx_new ("Received");

  cercle_record_set_text (transfer, CERCLE_TRANSFER_CASE, self->id);
  cercle_record_set_text (transfer, CERCLE_TRANSFER_DIRECTION, "relay");
  cercle_record_set_text (transfer, CERCLE_TRANSFER_COMMUNITY, "Relais national");
  cercle_record_set_text (transfer, CERCLE_TRANSFER_SENT_AT, "2020-05-29T15:00:00.000Z");
  cercle_tx_save (tx, transfer);
  room_commit (self->desk.session, tx, &error);
  g_assert_no_error (error);
  return transfer;
}

static gboolean
is_closed (Fixture *self)
{
  g_autoptr (CercleRecord) kase = case_desk_case (self->desk.session, self->id);

  return g_strcmp0 (cercle_record_get_text (kase, CERCLE_CASE_STATUS), "closed") == 0;
}

/* What came from elsewhere and is refused closes here with the refusal, and one undo takes back
 * both.
 */
static void
test_received_refused (void)
{
  Fixture self;
  g_autoptr (CercleRecord) transfer = NULL, action = NULL, kase = NULL;
  CercleCaseForm *form = NULL;
  g_autoptr (GError) error = NULL;

  begin (&self);
  transfer = receive (&self);
  action = case_desk_add_action (self.desk.session, self.id, "Rappeler", "2020-06-02");
  show (&self, 1100);
  wait_for (&self, "Relais national hands this case to you: to be accepted before 12:00.");
  click (&self, "Refuse…");
  form = form_of (&self, "transfer-refused");
  wait_for (&self, "here it is closed as transferred");
  type (form, CERCLE_TRANSFER_REFUSED_WHY, "Habite l’Orne");
  g_assert_true (cercle_case_form_save (form));
  wait_for (&self, "Relais national handed this case to you, and you refused it");
  wait_for (&self, "Habite l’Orne");
  g_assert_true (is_closed (&self));
  kase = case_desk_case (self.desk.session, self.id);
  g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_CLOSING_MOTIVE), ==, "transferred");
  g_assert_true (room_undo (self.desk.session, &error));
  g_assert_no_error (error);
  wait_for (&self, "Relais national hands this case to you");
  g_assert_false (is_closed (&self));
  g_clear_object (&kase);
  kase = case_desk_case (self.desk.session, self.id);
  g_assert_cmpint (cercle_record_get_integer (kase, CERCLE_CASE_OPEN_ACTIONS, 0), ==, 1);
  end (&self);
}

/* What came from elsewhere is accepted with one button; late, it is said so. */
static void
test_received (void)
{
  Fixture self;
  g_autoptr (CercleRecord) transfer = NULL;

  begin (&self);
  transfer = receive (&self);
  show (&self, 1100);
  /* Sent on Friday at 17:00; Monday is Whit Monday: Tuesday at 12:00. */
  wait_for (&self, "Relais national hands this case to you: to be accepted before 12:00.");
  g_assert_true (
      says_on_top (&self, "Relais national hands this case to you: to be accepted before 12:00."));
  cercle_instant_freeze (TUESDAY + 3 * HOUR);
  cercle_page_open (CERCLE_PAGE (self.desk.page), self.id);
  wait_for (&self, "nobody accepted it before 12:00");
  g_assert_null (button_of (&self, "Take Back"));
  click (&self, "Accept");
  wait_for (&self, "Relais national handed this case to you, and you accepted it: 13:00.");
  g_assert_null (button_of (&self, "Accept"));
  g_assert_false (
      gtk_widget_get_visible (tree_find (self.desk.page, CERCLE_TYPE_CASE_HANDED, NULL)));
  end (&self);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/case-transfer/seen", test_seen);
  g_test_add_func ("/case-transfer/leave", test_leave);
  g_test_add_func ("/case-transfer/break-glass", test_break_glass);
  g_test_add_func ("/case-transfer/accepted", test_accepted);
  g_test_add_func ("/case-transfer/refused", test_refused);
  g_test_add_func ("/case-transfer/counted", test_counted);
  g_test_add_func ("/case-transfer/taken-back", test_taken_back);
  g_test_add_func ("/case-transfer/withdrawn", test_withdrawn);
  g_test_add_func ("/case-transfer/received", test_received);
  g_test_add_func ("/case-transfer/received-refused", test_received_refused);
  return g_test_run ();
}
