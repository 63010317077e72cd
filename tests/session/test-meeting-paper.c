/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Do minutes say all that was said, to the chair with names and to those who came without any? And
 * are decisions a table that nobody can abuse? */
#include <glib/gi18n-lib.h>
#include <locale.h>

#include "cercle-agenda.h"
#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-conflict.h"
#include "cercle-instant.h"
#include "cercle-organisation.h"
#include "cercle-paper.h"
#include "cercle-person.h"
#include "cercle-session-private.h"
#include "cercle-text.h"
#include "community.h"
#include "room.h"

#define NOON G_GINT64_CONSTANT (1592906400000)

/* Everybody who is known: persons, a mother, a caller, a contact, one who came, the team. */
static const char *const names[] = { "Quesnel", "Mathis",   "Onfroy",  "Léonie",
                                     "Tostain", "Sylvie",   "Hamelin", "Vautier",
                                     "Thierry", "Delaunay", "Colette", "Niel" };

typedef struct
{
  Seat seat;
  CercleRecord *meeting;
  gboolean french;
} Fixture;

/* (transfer full): a record with these fields: field, text, …, -1; saved. */
static CercleRecord *
keep (Fixture *fixture, const CercleKind *kind, ...)
{
  CercleRecord *record = cercle_session_new_record (fixture->seat.session, kind);
  CercleTx *tx = cercle_tx_new ("Kept");
  g_autoptr (GError) error = NULL;
  va_list fields;

  va_start (fields, kind);
  for (int field = va_arg (fields, int); field >= 0; field = va_arg (fields, int))
    {
      const char *text = va_arg (fields, const char *);
      if (cercle_field_is_integer (&kind->fields[field]))
        cercle_record_set_integer (record, field, g_ascii_strtoll (text, NULL, 10));
      else
        cercle_record_set_text (record, field, text);
    }
  va_end (fields);
  cercle_tx_save (tx, record);
  room_commit (fixture->seat.session, tx, &error);
  g_assert_no_error (error);
  return record;
}
#define KEEP(...) g_object_unref (keep (__VA_ARGS__, -1))

static char *
refer (const char *kind, CercleRecord *record)
{
  return g_strconcat (kind, ":", cercle_record_get_id (record), NULL);
}

/* --- A meeting -------------------------------------------------------------------------------- */

static void
fill_people (Fixture *fixture, char **kase, char **organisation)
{
  g_autoptr (CercleRecord) person = keep (fixture, &cercle_person_kind, CERCLE_PERSON_FIRST_NAME,
                                          "Mathis", CERCLE_PERSON_LAST_NAME, "Quesnel", -1);
  g_autoptr (CercleRecord) known =
      keep (fixture, &cercle_case_kind, CERCLE_CASE_PERSON, cercle_record_get_id (person),
            CERCLE_CASE_OPENED_ON, "2020-06-05", CERCLE_CASE_COMMUNE, "14366", CERCLE_CASE_NEED,
            "Répit", -1);
  g_autoptr (CercleRecord) partner =
      keep (fixture, &cercle_organisation_kind, CERCLE_ORGANISATION_NAME, "IME Les Pommiers",
            CERCLE_ORGANISATION_FAMILY, "esms", -1);

  KEEP (fixture, &cercle_person_kind, CERCLE_PERSON_FIRST_NAME, "léonie", CERCLE_PERSON_LAST_NAME,
        "onfroy");
  KEEP (fixture, &cercle_relative_kind, CERCLE_RELATIVE_PERSON, cercle_record_get_id (person),
        CERCLE_RELATIVE_FIRST_NAME, "Sylvie", CERCLE_RELATIVE_LAST_NAME, "Tostain",
        CERCLE_RELATIVE_LINK, "mother");
  KEEP (fixture, &cercle_call_kind, CERCLE_CALL_CALLER, "Mme Hamelin (voisine)",
        CERCLE_CALL_STARTED_AT, "2020-06-20T08:00:00.000Z");
  KEEP (fixture, &cercle_contact_kind, CERCLE_CONTACT_ORGANISATION, cercle_record_get_id (partner),
        CERCLE_CONTACT_FIRST_NAME, "Thierry", CERCLE_CONTACT_LAST_NAME, "Vautier");
  *kase = refer ("case", known);
  *organisation = refer ("organisation", partner);
}

static void
fill_attendees (Fixture *fixture, const char *organisation)
{
  const char *id = cercle_record_get_id (fixture->meeting);
  g_autofree char *member = refer ("member", cercle_session_get_member (fixture->seat.session));

  KEEP (fixture, &cercle_attendee_kind, CERCLE_ATTENDEE_MEETING, id, CERCLE_ATTENDEE_WHO, member,
        CERCLE_ATTENDEE_PARTY, "coordinator", CERCLE_ATTENDEE_PRESENCE, "present");
  KEEP (fixture, &cercle_attendee_kind, CERCLE_ATTENDEE_MEETING, id, CERCLE_ATTENDEE_WHO,
        organisation, CERCLE_ATTENDEE_PARTY, "og", CERCLE_ATTENDEE_PRESENCE, "present");
  KEEP (fixture, &cercle_attendee_kind, CERCLE_ATTENDEE_MEETING, id, CERCLE_ATTENDEE_NAME,
        "Mme Delaunay", CERCLE_ATTENDEE_PARTY, "ars", CERCLE_ATTENDEE_PRESENCE, "excused");
}

static void
fill_meeting (Fixture *fixture)
{
  g_autofree char *kase = NULL, *organisation = NULL, *member = NULL;
  g_autoptr (CercleRecord) item = NULL;
  const char *id;

  member = refer ("member", cercle_session_get_member (fixture->seat.session));
  fill_people (fixture, &kase, &organisation);
  fixture->meeting =
      keep (fixture, &cercle_meeting_kind, CERCLE_MEETING_SORT, "governance",
            CERCLE_MEETING_HELD_ON, "2020-06-23", CERCLE_MEETING_STARTS_AT, "840",
            CERCLE_MEETING_LENGTH, "60", CERCLE_MEETING_PLACE, "Salle Vautier, Caen",
            CERCLE_MEETING_OPENED_AT, "2020-06-23T12:00:00.000Z", CERCLE_MEETING_CLOSED_AT,
            "2020-06-23T13:00:00.000Z", CERCLE_MEETING_VALIDATED_AT, "2020-06-24T07:00:00.000Z",
            CERCLE_MEETING_VALIDATED_BY, strchr (member, ':') + 1, -1);
  id = cercle_record_get_id (fixture->meeting);
  fill_attendees (fixture, organisation);
  item = keep (fixture, &cercle_agenda_item_kind, CERCLE_AGENDA_ITEM_MEETING, id,
               CERCLE_AGENDA_ITEM_POSITION, "1", CERCLE_AGENDA_ITEM_RULE, "case",
               CERCLE_AGENDA_ITEM_TITLE, "La famille QUESNEL", CERCLE_AGENDA_ITEM_ABOUT, kase,
               CERCLE_AGENDA_ITEM_MINUTES, "12", CERCLE_AGENDA_ITEM_TIMES, "3",
               CERCLE_AGENDA_ITEM_STATE, "done", CERCLE_AGENDA_ITEM_NOTES,
               "Mathis et Leonie Onfroy attendent ; joindre Sylvie (06 39 98 42 17).", -1);
  KEEP (fixture, &cercle_agenda_item_kind, CERCLE_AGENDA_ITEM_MEETING, id,
        CERCLE_AGENDA_ITEM_POSITION, "2", CERCLE_AGENDA_ITEM_RULE, "critical",
        CERCLE_AGENDA_ITEM_MINUTES, "5", CERCLE_AGENDA_ITEM_STATE, "open", CERCLE_AGENDA_ITEM_TEXT,
        "M. Q., 9 ans, Lisieux\nselon Hamelin");
  KEEP (fixture, &cercle_meeting_note_kind, CERCLE_MEETING_NOTE_MEETING, id,
        CERCLE_MEETING_NOTE_ITEM, cercle_record_get_id (item), CERCLE_MEETING_NOTE_TEXT,
        "Note réservée à la présidence.");
  KEEP (fixture, &cercle_decision_kind, CERCLE_DECISION_MEETING, id, CERCLE_DECISION_ITEM,
        cercle_record_get_id (item), CERCLE_DECISION_SORT, "action", CERCLE_DECISION_TEXT,
        "=Écrire à Thierry Vautier pour un petit groupe", CERCLE_DECISION_HOLDER, member,
        CERCLE_DECISION_DUE_ON, "2020-06-30");
  KEEP (fixture, &cercle_decision_kind, CERCLE_DECISION_MEETING, id, CERCLE_DECISION_SORT, "means",
        CERCLE_DECISION_TEXT, "Ouvrir deux places", CERCLE_DECISION_HOLDER, organisation,
        CERCLE_DECISION_DUE_ON, "2020-07-10", CERCLE_DECISION_APPLIED_ON, "2020-06-23");
  KEEP (fixture, &cercle_correction_kind, CERCLE_CORRECTION_MEETING, id, CERCLE_CORRECTION_TEXT,
        "Trois places, et non deux (Niel).", CERCLE_CORRECTION_MADE_AT, "2020-06-25T07:00:00.000Z",
        CERCLE_CORRECTION_MADE_BY, strchr (member, ':') + 1);
}

/* data: the locale. */
static void
set_up (Fixture *fixture, gconstpointer locale)
{
  g_assert_nonnull (setlocale (LC_ALL, locale));
  fixture->french = g_str_has_prefix (locale, "fr");
  cercle_instant_freeze (NOON);
  seat_set_up (&fixture->seat, "col");
  fill_meeting (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->meeting);
  seat_tear_down (&fixture->seat, data);
  setlocale (LC_ALL, "C.UTF-8");
}

/* --- What leaves ------------------------------------------------------------------------------ */

static CerclePaper *
paper_of (Fixture *fixture, CerclePaperSort sort)
{
  CerclePaper *paper = cercle_paper_new (sort);

  paper->meeting = g_object_ref (fixture->meeting);
  return paper;
}

/* (transfer full): the words on the paper, with single spaces. */
static char *
read_pdf (Fixture *fixture, CerclePaperSort sort)
{
  const char *keep_at = g_getenv ("CERCLE_KEEP_PAPER");
  g_autoptr (GError) error = NULL;

  room_write_paper (fixture->seat.session, paper_of (fixture, sort), CERCLE_FORM_PDF,
                    fixture->seat.path, &error);
  g_assert_no_error (error);
  if (keep_at != NULL)
    {
      g_autofree char *copy = g_strdup_printf ("%s/%d-%d.pdf", keep_at, sort, fixture->french);
      g_autoptr (GFile) from = g_file_new_for_path (fixture->seat.path);
      g_autoptr (GFile) to = g_file_new_for_path (copy);
      g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL);
    }
  return room_read_pdf (fixture->seat.path);
}

static const char *const both[][2] = {
  { "Governance meeting, 23 June 2020", "Réunion de gouvernance, 23 juin 2020" },
  { "23 June 2020, 14:00–15:00", "23 juin 2020, 14 h 00–15 h 00" },
  { "Minutes validated", "Compte rendu validé" },
  { "IME Les Pommiers (Managing bodies)", "IME Les Pommiers (Organismes gestionnaires)" },
  { "on the agenda 3 times", "à l’ordre du jour pour la 3e fois" },
  { "M. Q., 9 ans, Lisieux", NULL },
  { "Lisieux", NULL },
  { "2 decisions", "2 décisions" },
  { "un petit groupe", NULL },
  { "Not applied yet", "Pas encore appliquée" },
  { "Applied on 23 June 2020", "Appliquée le 23 juin 2020" },
  { "Trois places, et non deux", NULL },
  { "Nobody was asked for National referents", "Personne n’est invité pour Référents nationaux" },
};

/* Every name of everybody, in capitals and without accents, too. */
static void
test_members (Fixture *fixture, gconstpointer data)
{
  g_autofree char *words = read_pdf (fixture, CERCLE_PAPER_MEETING);
  g_autofree char *folded = cercle_text_fold (words);

  room_expect (fixture->french, words, both, G_N_ELEMENTS (both));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = cercle_text_fold (names[i]);
      if (strstr (folded, name) != NULL)
        g_test_message ("“%s” in: %s", name, words);
      g_assert_null (strstr (folded, name));
    }
  g_assert_null (strstr (folded, "presidence"));
  g_assert_null (strstr (words, "06 39"));
  g_assert_nonnull (strstr (words, "M. Q., Lisieux"));
}

static void
test_chair (Fixture *fixture, gconstpointer data)
{
  static const char *const told[][2] = {
    { "Mathis Quesnel", NULL },     { "Note réservée à la présidence.", NULL },
    { "Mme Delaunay (ARS)", NULL }, { "Colette Niel (Coordinator)", "Colette Niel (Coordination)" },
    { "La famille QUESNEL", NULL }, { "06 39 98 42 17", NULL },
  };
  g_autofree char *words = read_pdf (fixture, CERCLE_PAPER_MEETING_CHAIR);

  room_expect (fixture->french, words, both, G_N_ELEMENTS (both));
  room_expect (fixture->french, words, told, G_N_ELEMENTS (told));
}

/* Before it is held there are no minutes: it is an agenda, which the rules compose, and of a slot
 * that is no record yet just so. */
static void
test_agenda (Fixture *fixture, gconstpointer data)
{
  static const char *const told[][2] = {
    { "Agenda of a meeting", "Ordre du jour d’une réunion" },
    { "In preparation", "En préparation" },
    { "Means", "Moyens" },
  };
  g_autofree char *words = NULL;

  g_clear_object (&fixture->meeting);
  fixture->meeting = cercle_session_new_record (fixture->seat.session, &cercle_meeting_kind);
  cercle_record_set_text (fixture->meeting, CERCLE_MEETING_SORT, "governance");
  cercle_record_set_text (fixture->meeting, CERCLE_MEETING_HELD_ON, "2020-06-30");
  cercle_record_set_integer (fixture->meeting, CERCLE_MEETING_STARTS_AT, 840);
  cercle_record_set_integer (fixture->meeting, CERCLE_MEETING_LENGTH, 60);
  words = read_pdf (fixture, CERCLE_PAPER_MEETING);
  room_expect (fixture->french, words, told, G_N_ELEMENTS (told));
}

static void
test_decisions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *table = NULL;
  g_auto (GStrv) lines = NULL;

  room_write_paper (fixture->seat.session, paper_of (fixture, CERCLE_PAPER_DECISIONS),
                    CERCLE_FORM_CSV, fixture->seat.path, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (fixture->seat.path, &table, NULL, &error));
  g_assert_true (g_str_has_prefix (table, "\xef\xbb\xbf\""));
  lines = g_strsplit (table, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_nonnull (strstr (lines[1], "\"23/06/2020\";"));
  g_assert_nonnull (strstr (lines[1], "\"La famille QUESNEL\";"));
  g_assert_nonnull (strstr (lines[1], "\"'=Écrire à Thierry Vautier pour un petit groupe\";"));
  g_assert_nonnull (strstr (lines[1], "\"Colette Niel\";\"30/06/2020\";"));
  g_assert_nonnull (strstr (lines[2], "\"IME Les Pommiers\";\"10/07/2020\";"));
  g_assert_true (g_str_has_suffix (lines[2], ";\"23/06/2020\""));
}

/* What, when and where, for another calendar; of whoever comes, nobody. */
static void
test_calendar (Fixture *fixture, gconstpointer data)
{
#if CERCLE_HAS_CALENDAR
  g_autoptr (CercleRecord) series =
      keep (fixture, &cercle_series_kind, CERCLE_SERIES_SORT, "governance", CERCLE_SERIES_RHYTHM,
            "weekly", CERCLE_SERIES_BEGINS_ON, "2020-06-23", CERCLE_SERIES_STARTS_AT, "840",
            CERCLE_SERIES_LENGTH, "60", CERCLE_SERIES_ENDS_ON, "2020-07-28", -1);
  CerclePaper *whole = cercle_paper_new (CERCLE_PAPER_CALENDAR);
  g_autofree char *one = NULL, *all = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (room_write_paper (fixture->seat.session, paper_of (fixture, CERCLE_PAPER_CALENDAR),
                                   CERCLE_FORM_CALENDAR, fixture->seat.path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (fixture->seat.path, &one, NULL, &error));
  g_assert_nonnull (strstr (one, "\r\nDTSTART;TZID=Europe/Paris:20200623T140000\r\n"));
  g_assert_null (strstr (one, "Niel"));
  g_assert_null (strstr (one, "Delaunay"));
  whole->meeting = g_object_ref (series);
  g_assert_true (room_write_paper (fixture->seat.session, whole, CERCLE_FORM_CALENDAR,
                                   fixture->seat.path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (fixture->seat.path, &all, NULL, &error));
  g_assert_nonnull (strstr (all, "\r\nRRULE:FREQ=WEEKLY;UNTIL=20200728T"));
  g_assert_nonnull (strstr (all, "\r\nEXDATE;TZID=Europe/Paris:20200714T140000\r\n"));
#else
  g_assert_false (cercle_session_offers_paper (fixture->seat.session, CERCLE_PAPER_CALENDAR,
                                               CERCLE_FORM_CALENDAR));
#endif
}

/* The server knows that a meeting left, and how many persons it named. */
static void
test_noted (Fixture *fixture, gconstpointer data)
{
  g_autofree char *members = NULL, *chair = NULL;
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_access_kind);
  g_autoptr (CercleStore) store = NULL;
  g_autoptr (GPtrArray) noted = NULL;
  g_autoptr (GError) error = NULL;

  members = read_pdf (fixture, CERCLE_PAPER_MEETING);
  chair = read_pdf (fixture, CERCLE_PAPER_MEETING_CHAIR);
  g_assert_cmpstr (members, !=, chair);
  ROOM_WAIT (room_is_settled_cb, fixture->seat.session);
  community_stop (fixture->seat.community);
  store = community_open (fixture->seat.community);
  cercle_query_where (query, CERCLE_ACCESS_OF_ID, CERCLE_IS,
                      cercle_record_get_id (fixture->meeting));
  cercle_query_sort (query, -1, CERCLE_ACCESS_CASES, FALSE);
  noted = cercle_store_find (store, query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (noted->len, ==, 2);
  for (guint i = 0; i < noted->len; i++)
    {
      g_assert_cmpstr (cercle_record_get_text (noted->pdata[i], CERCLE_ACCESS_OF_KIND), ==,
                       "meeting");
      g_assert_cmpint (cercle_record_get_integer (noted->pdata[i], CERCLE_ACCESS_CASES, -1), ==, i);
    }
  g_clear_object (&store);
  community_start (fixture->seat.community);
}

int
main (int argc, char **argv)
{
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("CERCLE_CATALOGUES"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  g_test_init (&argc, &argv, NULL);
#define ADD(name, locale, function)                                                                \
  g_test_add ("/session/meeting-paper/" name, Fixture, locale, set_up, function, tear_down)
  ADD ("members", "C.UTF-8", test_members);
  ADD ("members-in-french", "fr_FR.UTF-8", test_members);
  ADD ("chair", "C.UTF-8", test_chair);
  ADD ("chair-in-french", "fr_FR.UTF-8", test_chair);
  ADD ("agenda", "C.UTF-8", test_agenda);
  ADD ("agenda-in-french", "fr_FR.UTF-8", test_agenda);
  ADD ("decisions", "C.UTF-8", test_decisions);
  ADD ("calendar", "C.UTF-8", test_calendar);
  ADD ("noted", "C.UTF-8", test_noted);
  return g_test_run ();
}
