/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the directory leave the desk for whoever may, with nobody who is to stay in it, and is the
 * server told? */
#include <glib/gstdio.h>

#include "cercle-conflict.h"
#include "cercle-instant.h"
#include "cercle-organisation.h"
#include "cercle-paper.h"
#include "cercle-session-private.h"
#include "community.h"
#include "hostile.h"
#include "room.h"

#define NOON G_GINT64_CONSTANT (1592906400000)

typedef struct
{
  Seat seat;
  char *open, *home; /* partners: one that anybody may visit, and somebody's home */
} Fixture;

static void
save (CercleSession *session, CercleTx *tx)
{
  g_autoptr (GError) error = NULL;

  room_commit (session, tx, &error);
  g_assert_no_error (error);
}

/* (transfer full): a record of this partner. */
static CercleRecord *
part (CercleSession *session, const CercleKind *kind, guint field, const char *id)
{
  CercleRecord *record = cercle_session_new_record (session, kind);

  cercle_record_set_text (record, field, id);
  return record;
}

static void
save_contact (CercleSession *session, const char *id, const char *last, const char *until)
{
  g_autoptr (CercleRecord) contact =
      part (session, &cercle_contact_kind, CERCLE_CONTACT_ORGANISATION, id);
  CercleTx *tx = cercle_tx_new ("Contact");

  cercle_record_set_text (contact, CERCLE_CONTACT_LAST_NAME, last);
  cercle_record_set_text (contact, CERCLE_CONTACT_PHONE, "+33231000002");
  cercle_record_set_text (contact, CERCLE_CONTACT_MOBILE, "+33639980001");
  cercle_record_set_text (contact, CERCLE_CONTACT_TO_ON, until);
  cercle_tx_save (tx, contact);
  save (session, tx);
}

/* (transfer full): its identity. */
static char *
add_partner (CercleSession *session, const char *name, gboolean home)
{
  g_autoptr (CercleRecord) organisation =
      cercle_session_new_record (session, &cercle_organisation_kind);
  const char *id = cercle_record_get_id (organisation);
  g_autoptr (CercleRecord) place =
      part (session, &cercle_place_kind, CERCLE_PLACE_ORGANISATION, id);
  g_autoptr (CercleRecord) service =
      part (session, &cercle_service_kind, CERCLE_SERVICE_ORGANISATION, id);
  CercleTx *tx = cercle_tx_new ("Partner");

  cercle_record_set_text (organisation, CERCLE_ORGANISATION_NAME, name);
  cercle_record_set_text (organisation, CERCLE_ORGANISATION_FAMILY, "esms");
  cercle_record_set_text (organisation, CERCLE_ORGANISATION_PHONE,
                          home ? "+33231999999" : "+33231000001");
  cercle_record_set_text (place, CERCLE_PLACE_ADDRESS, home ? "9 rue Cachée" : "3 rue des Roses");
  cercle_record_set_text (place, CERCLE_PLACE_COMMUNE, "14366");
  cercle_record_set_text (place, CERCLE_PLACE_PHONE, home ? "+33231888888" : NULL);
  cercle_record_set_flag (place, CERCLE_PLACE_HIDDEN, home);
  cercle_record_set_text (service, CERCLE_SERVICE_NAME, "Accueil");
  cercle_record_set_text (service, CERCLE_SERVICE_THEMES, home ? "respite care" : "respite");
  cercle_tx_save (tx, organisation);
  cercle_tx_save (tx, place);
  cercle_tx_save (tx, service);
  save (session, tx);
  return g_strdup (id);
}

/* data: who signs in, ada having written the sheets. */
static void
set_up (Fixture *fixture, gconstpointer login)
{
  cercle_instant_freeze (NOON);
  seat_set_up (&fixture->seat, login);
  if (g_str_equal (login, "mia"))
    return;
  fixture->open = add_partner (fixture->seat.session, "Relayage Les Vergers", FALSE);
  fixture->home = add_partner (fixture->seat.session, "Accueil familial du Clos", TRUE);
  save_contact (fixture->seat.session, fixture->open, "Anquetil", NULL);
  save_contact (fixture->seat.session, fixture->open, "Partie", "2020-01-31");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->open);
  g_free (fixture->home);
  seat_tear_down (&fixture->seat, data);
}

static CercleRecord *
get (Fixture *fixture, const CercleKind *kind, const char *id)
{
  return cercle_session_get (fixture->seat.session, kind, id);
}

static CerclePaper *
list_of (const char *theme, int age)
{
  const CerclePartnerQuestion question = { .themes = theme, .age = age };
  CerclePaper *paper = cercle_paper_new (CERCLE_PAPER_PARTNERS);

  paper->partners = cercle_partner_question_copy (&question);
  return paper;
}

/* (transfer full): what was written. */
static char *
written (Fixture *fixture, CerclePaper *paper, CerclePaperForm form)
{
  g_autoptr (GError) error = NULL;
  char *content = NULL;

  room_write_paper (fixture->seat.session, paper, form, fixture->seat.path, &error);
  g_assert_no_error (error);
  g_file_get_contents (fixture->seat.path, &content, NULL, &error);
  g_assert_no_error (error);
  return content;
}

static void
assert_stays (const char *content)
{
  static const char *const stays[] = { "Cachée",   "888888",      "88 88 88",
                                       "39980001", "39 98 00 01", "Partie" };

  for (guint i = 0; i < G_N_ELEMENTS (stays); i++)
    if (strstr (content, stays[i]) != NULL)
      g_error ("“%s” left", stays[i]);
}

static void
test_table (Fixture *fixture, gconstpointer data)
{
  g_autofree char *all = written (fixture, list_of (NULL, -1), CERCLE_FORM_CSV), *care = NULL;
  g_auto (GStrv) lines = g_strsplit (all, "\r\n", -1);

  g_assert_true (g_str_has_prefix (all, "\xef\xbb\xbf"));
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  assert_stays (all);
  g_assert_nonnull (strstr (all, "3 rue des Roses"));
  g_assert_nonnull (strstr (all, "Lisieux"));
  g_assert_nonnull (strstr (all, "Anquetil"));
  g_assert_nonnull (strstr (all, "Accueil familial du Clos"));
  /* Exactly what the list shows. */
  care = written (fixture, list_of ("care", -1), CERCLE_FORM_CSV);
  g_assert_null (strstr (care, "Vergers"));
  g_assert_nonnull (strstr (care, "Accueil familial du Clos"));
}

static void
test_cards (Fixture *fixture, gconstpointer data)
{
  g_autofree char *cards = written (fixture, list_of (NULL, -1), CERCLE_FORM_CARDS);
  g_auto (GStrv) parts = g_strsplit (cards, "BEGIN:VCARD\r\n", -1);

  g_assert_cmpuint (g_strv_length (parts), ==, 4); /* two partners, one person */
  assert_stays (cards);
  g_assert_nonnull (strstr (cards, "Anquetil"));
}

static void
test_by_need (Fixture *fixture, gconstpointer data)
{
  g_autofree char *words = NULL;
  CerclePaper *paper = list_of (NULL, -1);
  const char *care = NULL, *respite = NULL;

  paper->words = g_strdup ("2 partenaires");
  g_free (written (fixture, paper, CERCLE_FORM_PDF));
  words = room_read_pdf (fixture->seat.path);
  assert_stays (words);
  g_test_message ("%s", words);
  care = strstr (words, "Care");
  respite = strstr (words, "Respite");
  g_assert_true (care != NULL && respite != NULL && care < respite);
  g_assert_nonnull (strstr (words, "2 partenaires"));
  g_assert_nonnull (strstr (care, "Accueil familial du Clos"));
  g_assert_nonnull (strstr (respite, "Accueil familial du Clos"));
  g_assert_true (strstr (words, "Vergers") > respite);
}

/* Who took how many out is known to the server before the file is there. */
static void
test_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleStore) store = NULL;
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_access_kind);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;
  CercleRecord *access = NULL;

  g_free (written (fixture, list_of (NULL, -1), CERCLE_FORM_CARDS));
  ROOM_WAIT (room_is_settled_cb, fixture->seat.session);
  community_stop (fixture->seat.community);
  store = community_open (fixture->seat.community);
  cercle_query_where (query, CERCLE_ACCESS_HOW, CERCLE_IS, "table");
  found = cercle_store_find (store, query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  access = found->pdata[0];
  g_assert_cmpstr (cercle_record_get_text (access, CERCLE_ACCESS_OF_KIND), ==, "organisation");
  g_assert_cmpstr (cercle_record_get_text (access, CERCLE_ACCESS_OF_ID), ==,
                   cercle_session_get_directory_scope (fixture->seat.session));
  g_assert_cmpint (cercle_record_get_integer (access, CERCLE_ACCESS_CASES, -1), ==, 2);
  g_clear_object (&store);
  community_start (fixture->seat.community);
}

static void
assert_refused (Fixture *fixture, CerclePaper *paper, CerclePaperForm form)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (cercle_session_offers_paper (fixture->seat.session, paper->sort, form));
  g_assert_false (
      room_write_paper (fixture->seat.session, paper, form, fixture->seat.path, &error));
  g_assert_error (error, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_FAILED);
  g_assert_false (g_file_test (fixture->seat.path, G_FILE_TEST_EXISTS));
}

static CerclePaper *
card_of (const char *id)
{
  CerclePaper *paper = cercle_paper_new (CERCLE_PAPER_PARTNER);

  paper->id = g_strdup (id);
  return paper;
}

/* She takes the card of a partner with her, and nobody's name or home. */
static void
test_adviser (Fixture *fixture, gconstpointer data)
{
  g_autofree char *open = NULL, *home = NULL;

  assert_refused (fixture, list_of (NULL, -1), CERCLE_FORM_CSV);
  assert_refused (fixture, list_of (NULL, -1), CERCLE_FORM_CARDS);
  assert_refused (fixture, list_of (NULL, -1), CERCLE_FORM_PDF);
  open = written (fixture, card_of (fixture->open), CERCLE_FORM_CARDS);
  g_assert_nonnull (strstr (open, "Relayage Les Vergers"));
  g_assert_nonnull (strstr (open, "+33231000001"));
  g_assert_null (strstr (open, "Anquetil"));
  home = written (fixture, card_of (fixture->home), CERCLE_FORM_CARDS);
  assert_stays (home);
  g_assert_null (strstr (home, "+33231999999"));
}

#define MANY 2000
#define AT_ONCE 45

/* Partners by nothing but their names. */
static void
add_many (Fixture *fixture)
{
  for (guint i = 0; i < MANY;)
    {
      CercleTx *tx = cercle_tx_new ("Partners");

      for (guint n = 0; n < AT_ONCE && i < MANY; n++, i++)
        {
          g_autoptr (CercleRecord) organisation =
              cercle_session_new_record (fixture->seat.session, &cercle_organisation_kind);
          g_autofree char *name = g_strdup_printf ("Partenaire %u", i);

          cercle_record_set_text (organisation, CERCLE_ORGANISATION_NAME, name);
          cercle_record_set_text (organisation, CERCLE_ORGANISATION_FAMILY, "esms");
          cercle_tx_save (tx, organisation);
        }
      save (fixture->seat.session, tx);
    }
}

/* Of a document of hundreds of pages little is held at once. */
#define MOST_PAPER (64 * 1024) /* KiB */

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
is_there_cb (gpointer data)
{
  return *(gpointer *) data != NULL;
}

/* More than a list shows: a table, cards and paper take the whole directory. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autofree char *table = NULL, *cards = NULL;
  g_auto (GStrv) lines = NULL, parts = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *words = NULL, *last = NULL;
  g_autoptr (CerclePrint) print = NULL;
  guint before = 0, n_pages = 0;

  add_many (fixture);
  table = written (fixture, list_of (NULL, -1), CERCLE_FORM_CSV);
  lines = g_strsplit (table, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, MANY + 4);
  assert_stays (table);
  cards = written (fixture, list_of (NULL, -1), CERCLE_FORM_CARDS);
  parts = g_strsplit (cards, "BEGIN:VCARD\r\n", -1);
  g_assert_cmpuint (g_strv_length (parts), ==, MANY + 4);
  assert_stays (cards);
  g_unlink (fixture->seat.path);
  before = hostile_memory_begin ();
  cercle_session_write_paper_async (fixture->seat.session, list_of (NULL, -1), CERCLE_FORM_PDF,
                                    fixture->seat.path, keep_cb, &result);
  ROOM_WAIT (is_there_cb, &result);
  g_assert_true (cercle_session_write_paper_finish (fixture->seat.session, result, &error));
  g_assert_no_error (error);
  g_test_message ("%u pages, %u KiB", cercle_session_paper_pages (result),
                  hostile_memory () - before);
  g_assert_cmpuint (hostile_memory () - before, <, MOST_PAPER);
  g_assert_cmpuint (cercle_session_paper_pages (result), >, MANY / 50);
  n_pages = cercle_session_paper_pages (result);
  g_clear_object (&result);
  before = hostile_memory_begin ();
  cercle_session_print_paper_async (fixture->seat.session, list_of (NULL, -1), keep_cb, &result);
  ROOM_WAIT (is_there_cb, &result);
  print = cercle_session_print_paper_finish (fixture->seat.session, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (print->pages->len, ==, n_pages);
  g_test_message ("a printer: %u KiB", hostile_memory () - before);
  g_assert_cmpuint (hostile_memory () - before, <, MOST_PAPER);
  words = room_read_pdf (fixture->seat.path);
  last = g_strdup_printf ("Partenaire %u ", MANY - 1);
  g_assert_nonnull (strstr (words, "Partenaire 0 "));
  g_assert_nonnull (strstr (words, last));
}

static void
test_mdph (Fixture *fixture, gconstpointer data)
{
  assert_refused (fixture, list_of (NULL, -1), CERCLE_FORM_CSV);
  assert_refused (fixture, card_of (ROOM_MEMBER), CERCLE_FORM_CARDS);
}

/* A folder that is not there, and a partner that is not: a sentence, and no file. */
static void
test_nowhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->seat.folder, "not-there", "out", NULL);
  g_autoptr (GError) error = NULL, other = NULL;
  g_autoptr (CercleRecord) gone = get (fixture, &cercle_organisation_kind, ROOM_MEMBER);

  g_assert_null (gone);
  g_assert_false (
      room_write_paper (fixture->seat.session, list_of (NULL, -1), CERCLE_FORM_CSV, path, &error));
  g_assert_nonnull (error);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (room_write_paper (fixture->seat.session, card_of (ROOM_MEMBER), CERCLE_FORM_CARDS,
                                    fixture->seat.path, &other));
  g_assert_nonnull (other);
  g_assert_false (g_file_test (fixture->seat.path, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(name, who, func)                                                                      \
  g_test_add ("/partner-paper/" name, Fixture, who, set_up, func, tear_down)
  TEST ("table", "col", test_table);
  TEST ("cards", "col", test_cards);
  TEST ("by-need", "col", test_by_need);
  TEST ("many", "col", test_many);
  TEST ("told", "col", test_told);
  TEST ("nowhere", "col", test_nowhere);
  TEST ("adviser", "ada", test_adviser);
  TEST ("mdph", "mia", test_mdph);
  return g_test_run ();
}
