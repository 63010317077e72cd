/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is nobody named at a meeting before those who may not know her, on the desk and on the wall? */
#include <string.h>

#include "cercle-agenda.h"
#include "cercle-case.h"
#include "cercle-consent.h"
#include "cercle-meeting-staff.h"
#include "cercle-organisation.h"
#include "cercle-projector.h"
#include "cercle-text.h"
#include "holding-desk.h"
#include "room.h"

/* To one organisation, or (NULL) to the MDPH. */
static void
consent_to (HoldingDesk *room, const char *organisation, const char *given)
{
  g_autoptr (CercleRecord) kase = case_desk_case (room->desk.session, room->kase);
  g_autoptr (CercleRecord) yes =
      cercle_session_new_record (room->desk.session, &cercle_consent_kind);
  CercleTx *tx = cercle_tx_new ("Consent noted");

  cercle_record_set_text (yes, CERCLE_CONSENT_PERSON,
                          cercle_record_get_text (kase, CERCLE_CASE_PERSON));
  cercle_record_set_text (yes, CERCLE_CONSENT_PURPOSE, "staff");
  cercle_record_set_text (
      yes, organisation != NULL ? CERCLE_CONSENT_ORGANISATION : CERCLE_CONSENT_RECIPIENTS,
      organisation != NULL ? organisation : "mdph");
  cercle_record_set_text (yes, CERCLE_CONSENT_DATA, "identity");
  cercle_record_set_text (yes, CERCLE_CONSENT_GIVEN, given);
  cercle_record_set_text (yes, CERCLE_CONSENT_GIVEN_ON,
                          cercle_session_get_today (room->desk.session));
  cercle_tx_save (tx, yes);
  holding_commit (room->desk.session, tx);
}

static void
consent (HoldingDesk *room)
{
  consent_to (room, NULL, "yes");
}

static CercleStaffCase *
ask_staff (HoldingDesk *room)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CercleStaffCase *found;

  cercle_session_read_staff_case_async (room->desk.session, cercle_record_get_id (room->meeting),
                                        room->kase, NULL, room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  found = cercle_session_read_staff_case_finish (room->desk.session, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (found);
  return found;
}

static void
test_names (void)
{
  HoldingDesk room;
  g_autoptr (CercleStaffCase) before = NULL, after = NULL, more = NULL;
  CercleTx *tx = NULL;

  holding_begin (&room);
  before = ask_staff (&room);
  g_assert_false (before->named);
  g_assert_null (strstr (before->who, "Quesnel"));
  g_assert_nonnull (strstr (before->who, "M. Q."));
  g_assert_nonnull (strstr (before->reason, "MDPH"));
  consent (&room);
  after = ask_staff (&room);
  g_assert_true (after->named);
  g_assert_nonnull (strstr (after->who, "Quesnel"));
  g_assert_null (after->reason);
  /* One more who comes, for whom she did not agree. */
  tx = cercle_tx_new ("Guest asked");
  holding_add_guest (&room, tx, "Un élu", "cd");
  holding_commit (room.desk.session, tx);
  more = ask_staff (&room);
  g_assert_false (more->named);
  holding_end (&room);
}

/* (transfer full): the identity of a partner, of whom somebody of the directory comes to the
 * meeting. */
static char *
ask_contact_of (HoldingDesk *room, const char *partner, const char *last_name)
{
  CercleSession *session = room->desk.session;
  g_autoptr (CercleRecord) organisation =
      cercle_session_new_record (session, &cercle_organisation_kind);
  g_autoptr (CercleRecord) contact = cercle_session_new_record (session, &cercle_contact_kind);
  g_autoptr (CercleRecord) attendee = cercle_session_new_record (session, &cercle_attendee_kind);
  g_autofree char *who = g_strconcat ("contact:", cercle_record_get_id (contact), NULL);
  CercleTx *tx = cercle_tx_new ("Contact asked");

  cercle_record_set_text (organisation, CERCLE_ORGANISATION_NAME, partner);
  cercle_record_set_text (organisation, CERCLE_ORGANISATION_FAMILY, "esms");
  cercle_record_set_text (contact, CERCLE_CONTACT_ORGANISATION,
                          cercle_record_get_id (organisation));
  cercle_record_set_text (contact, CERCLE_CONTACT_LAST_NAME, last_name);
  cercle_record_set_text (attendee, CERCLE_ATTENDEE_MEETING, cercle_record_get_id (room->meeting));
  cercle_record_set_text (attendee, CERCLE_ATTENDEE_WHO, who);
  cercle_record_set_text (attendee, CERCLE_ATTENDEE_PARTY, "og");
  cercle_record_set_text (attendee, CERCLE_ATTENDEE_PRESENCE, "invited");
  cercle_tx_save (tx, organisation);
  cercle_tx_save (tx, contact);
  cercle_tx_save (tx, attendee);
  holding_commit (session, tx);
  return g_strdup (cercle_record_get_id (organisation));
}

/* Somebody of the directory is told what her organisation may be told: one consent does not speak
 * for another managing body, and a refusal counts against a yes. */
static void
test_organisations (void)
{
  HoldingDesk room;
  g_autoptr (CercleStaffCase) before = NULL, one = NULL, both = NULL, refused = NULL;
  g_autofree char *apples = NULL, *pears = NULL;

  holding_begin (&room);
  consent (&room);
  apples = ask_contact_of (&room, "IME Les Pommiers", "Vautier");
  pears = ask_contact_of (&room, "SESSAD Les Poiriers", "Tostain");
  before = ask_staff (&room);
  g_assert_false (before->named);
  g_assert_nonnull (strstr (before->reason, "IME Les Pommiers"));
  g_assert_nonnull (strstr (before->reason, "SESSAD Les Poiriers"));
  g_assert_null (strstr (before->reason, "MDPH"));
  consent_to (&room, apples, "yes");
  one = ask_staff (&room);
  g_assert_false (one->named);
  g_assert_null (strstr (one->reason, "Les Pommiers"));
  g_assert_nonnull (strstr (one->reason, "SESSAD Les Poiriers"));
  consent_to (&room, pears, "yes");
  both = ask_staff (&room);
  g_assert_true (both->named);
  g_assert_nonnull (strstr (both->who, "Quesnel"));
  consent_to (&room, pears, "no");
  refused = ask_staff (&room);
  g_assert_false (refused->named);
  g_assert_nonnull (strstr (refused->reason, "SESSAD Les Poiriers"));
  holding_end (&room);
}

/* (transfer full) (nullable): what the wall shows. */
static char *
wall_words (void)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (all, i);

      if (CERCLE_IS_PROJECTOR (window))
        return tree_words (window);
    }
  return NULL;
}

static gboolean
wall_says_cb (gpointer said)
{
  g_autofree char *words = wall_words ();
  return words != NULL && strstr (words, said) != NULL;
}

/* Shown on the desk as told above; on the wall never by her name, nor with the team's note. */
static void
test_wall (void)
{
  HoldingDesk room;
  g_autofree char *words = NULL;

  holding_begin (&room);
  consent (&room);
  holding_hold (&room, 1100);
  holding_open (&room);
  holding_do (&room, "holding.next");
  case_desk_wait_for_words (&room.desk, "Mathis Quesnel");
  holding_do (&room, "holding.project");
  ROOM_WAIT (wall_says_cb, (char *) "M. Q.");
  words = wall_words ();
  g_assert_null (strstr (words, "Quesnel"));
  holding_end (&room);
}

/* Nor where somebody typed it: in a title, in the notes, in a decision; whatever its capitals. */
static void
test_wall_typed (void)
{
  HoldingDesk room;
  CercleTx *tx = cercle_tx_new ("Items typed");
  g_autoptr (CercleRecord) item = NULL;
  g_autofree char *words = NULL, *folded = NULL;

  holding_begin (&room);
  item = cercle_agenda_item_new (room.meeting, "free", "typed");
  cercle_record_set_text (item, CERCLE_AGENDA_ITEM_TITLE, "La famille QUESNEL");
  cercle_record_set_text (item, CERCLE_AGENDA_ITEM_NOTES,
                          "Mathis attend ; joindre sa mère au 06 39 98 42 17.");
  cercle_record_set_integer (item, CERCLE_AGENDA_ITEM_POSITION, 0);
  cercle_record_set_integer (item, CERCLE_AGENDA_ITEM_MINUTES, 5);
  cercle_tx_save (tx, item);
  holding_commit (room.desk.session, tx);
  holding_decide (&room, cercle_record_get_id (item), "Écrire à M. Quesnel avant lundi");
  holding_show (&room, 1100);
  case_desk_wait_for_words (&room.desk, "La famille QUESNEL");
  holding_do (&room, "holding.project");
  ROOM_WAIT (wall_says_cb, (char *) "La famille …");
  words = wall_words ();
  folded = cercle_text_fold (words);
  g_assert_nonnull (strstr (words, "avant lundi"));
  g_assert_nonnull (strstr (words, "… attend ; joindre sa mère"));
  g_assert_null (strstr (folded, "quesnel"));
  g_assert_null (strstr (folded, "mathis"));
  g_assert_null (strstr (words, "06 39"));
  holding_end (&room);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/widgets/meeting-names/names", test_names);
  g_test_add_func ("/widgets/meeting-names/organisations", test_organisations);
  g_test_add_func ("/widgets/meeting-names/wall", test_wall);
  g_test_add_func ("/widgets/meeting-names/wall-typed", test_wall_typed);
  return g_test_run ();
}
