/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a case leave sealed, with what was allowed alone, and come in whole or not at all? */
#include "cercle-handover-file.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cercle-case.h"
#include "cercle-consent.h"
#include "cercle-instant.h"
#include "cercle-paper.h"
#include "cercle-person.h"
#include "cercle-request.h"
#include "community.h"
#include "room.h"

#define NOON G_GINT64_CONSTANT (1592906400000)
#define WORDS "quatre mots bien choisis"

typedef struct
{
  Seat seat;
  CercleRecord *kase, *transfer;
} Fixture;

static void
save (Fixture *self, CercleRecord *record)
{
  CercleTx *tx = cercle_tx_new ("Saved");
  g_autoptr (GError) error = NULL;

  cercle_tx_save (tx, record);
  room_commit (self->seat.session, tx, &error);
  g_assert_no_error (error);
}

static void
add_transfer (Fixture *self)
{
  g_autoptr (CercleRecord) consent =
      cercle_session_new_record (self->seat.session, &cercle_consent_kind);

  cercle_record_set_text (consent, CERCLE_CONSENT_PERSON,
                          cercle_record_get_text (self->kase, CERCLE_CASE_PERSON));
  cercle_record_set_text (consent, CERCLE_CONSENT_PURPOSE, "transfer");
  cercle_record_set_text (consent, CERCLE_CONSENT_RECIPIENTS, "community");
  cercle_record_set_text (consent, CERCLE_CONSENT_DATA, "identity needs");
  cercle_record_set_text (consent, CERCLE_CONSENT_GIVEN, "yes");
  cercle_record_set_text (consent, CERCLE_CONSENT_GIVEN_ON, "2020-06-23");
  save (self, consent);
  self->transfer = cercle_session_new_record (self->seat.session, &cercle_transfer_kind);
  cercle_record_set_text (self->transfer, CERCLE_TRANSFER_CASE, cercle_record_get_id (self->kase));
  cercle_record_set_text (self->transfer, CERCLE_TRANSFER_DIRECTION, "out");
  cercle_record_set_text (self->transfer, CERCLE_TRANSFER_COMMUNITY, "Orne");
  cercle_record_set_text (self->transfer, CERCLE_TRANSFER_SENT_AT, "2020-06-23T10:00:00.000Z");
  cercle_record_set_text (self->transfer, CERCLE_TRANSFER_DATA, "identity");
  save (self, self->transfer);
}

/* data: who signs in. */
static void
set_up (Fixture *self, gconstpointer login)
{
  g_autoptr (GError) error = NULL;

  cercle_instant_freeze (NOON);
  seat_set_up (&self->seat, login);
  self->kase = room_add_case (self->seat.session, "Quesnel", "Un répit", &error);
  g_assert_no_error (error);
  add_transfer (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->kase);
  g_clear_object (&self->transfer);
  seat_tear_down (&self->seat, data);
}

typedef struct
{
  gboolean done;
  CercleHandover *handover;
  GError *error;
} Answer;

static gboolean
is_done_cb (gpointer data)
{
  return ((Answer *) data)->done;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->handover =
      cercle_handover_file_read_finish (CERCLE_SESSION (source), result, &answer->error);
  answer->done = TRUE;
}

/* sentence NULL: it is written. */
static void
write_file (Fixture *self, CerclePaperForm form, const char *passphrase, const char *sentence)
{
  CerclePaper *paper = cercle_paper_new (CERCLE_PAPER_TRANSFER);
  g_autoptr (GError) error = NULL;

  paper->id = g_strdup (cercle_record_get_id (self->kase));
  paper->transfer = g_strdup (cercle_record_get_id (self->transfer));
  paper->passphrase = g_strdup (passphrase);
  room_write_paper (self->seat.session, paper, form, self->seat.path, &error);
  g_assert_cmpstr (error != NULL ? error->message : NULL, ==, sentence);
  g_assert_cmpint (g_file_test (self->seat.path, G_FILE_TEST_EXISTS), ==, sentence == NULL);
}

/* (transfer full); sentence NULL: it is read. */
static CercleHandover *
read_file (Fixture *self, const char *passphrase, const char *sentence)
{
  Answer answer = { 0 };

  cercle_handover_file_read_async (self->seat.session, self->seat.path, passphrase, read_cb,
                                   &answer);
  ROOM_WAIT (is_done_cb, &answer);
  g_assert_cmpstr (answer.error != NULL ? answer.error->message : NULL, ==, sentence);
  g_clear_error (&answer.error);
  return answer.handover;
}

static void
test_there_and_back (Fixture *self, gconstpointer data)
{
  g_autoptr (CercleHandover) handover = NULL;
  g_autoptr (CercleRecord) kase = NULL, person = NULL, transfer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL, *id = NULL, *again = NULL, *transfer_id = NULL;
  gsize n = 0;

  write_file (self, CERCLE_FORM_SEALED, WORDS, NULL);
  g_assert_true (g_file_get_contents (self->seat.path, &content, &n, NULL));
  g_assert_null (memmem (content, n, "Quesnel", 7));
  handover = read_file (self, WORDS, NULL);
  g_assert_cmpstr (cercle_record_get_text (handover->person, CERCLE_PERSON_LAST_NAME), ==,
                   "Quesnel");
  /* The need was consented to, and is not sent. */
  g_assert_false (cercle_record_is_set (handover->kase, CERCLE_CASE_NEED));
  g_assert_false (cercle_session_has_received (self->seat.session, handover, &id));
  g_assert_true (room_commit (self->seat.session,
                              cercle_session_receive (self->seat.session, handover), &error));
  g_assert_no_error (error);
  g_assert_true (cercle_session_has_received (self->seat.session, handover, &again));
  g_assert_cmpstr (id, ==, again);
  kase = cercle_session_get (self->seat.session, &cercle_case_kind, id);
  person = cercle_session_get (self->seat.session, &cercle_person_kind,
                               cercle_record_get_text (kase, CERCLE_CASE_PERSON));
  g_assert_cmpstr (cercle_record_get_text (person, CERCLE_PERSON_LAST_NAME), ==, "Quesnel");
  g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_STATUS), ==, "received");
  transfer_id =
      cercle_handover_transfer_id (handover, cercle_session_get_scope (self->seat.session));
  transfer = cercle_session_get (self->seat.session, &cercle_transfer_kind, transfer_id);
  g_assert_cmpstr (cercle_record_get_text (transfer, CERCLE_TRANSFER_DIRECTION), ==, "in");
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  static const struct
  {
    gssize at; /* byte that is turned; -1: cut to length, -2: made that long */
    gsize length;
    const char *passphrase, *sentence;
  } rounds[] = {
    { 0, 0, "quatre mots mal choisis", "This is not the passphrase of this file." },
    { 1, 0, WORDS, "This file is not a case sealed by Cercle." },
    { 8, 0, WORDS,
      "This file was sealed by another version of Cercle, which this one does not open." },
    { 60, 0, WORDS, "This file is damaged: ask for it again." },
    { -1, 70, WORDS, "This file is damaged: ask for it again." },
    { -1, 3, WORDS, "This file is not a case sealed by Cercle." },
    { -1, 0, WORDS, "This file is not a case sealed by Cercle." },
    { -2, 2 * 1024 * 1024, WORDS, "This file is too large to be a case that was handed over." },
  };
  g_autofree char *content = NULL;
  gsize n = 0;

  write_file (self, CERCLE_FORM_SEALED, WORDS, NULL);
  g_assert_true (g_file_get_contents (self->seat.path, &content, &n, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (rounds); i++)
    {
      gsize length = rounds[i].at < 0 ? rounds[i].length : n;
      g_autofree char *bytes = g_malloc0 (MAX (n, length) + 1);

      memcpy (bytes, content, n);
      if (rounds[i].at > 0)
        bytes[rounds[i].at] ^= 0x10;
      g_assert_true (g_file_set_contents (self->seat.path, bytes, (gssize) length, NULL));
      g_assert_null (read_file (self, rounds[i].passphrase, rounds[i].sentence));
    }
  g_assert_cmpint (g_remove (self->seat.path), ==, 0);
  g_assert_null (read_file (self, WORDS, "This file cannot be read."));
}

static void
test_not_written (Fixture *self, gconstpointer data)
{
  write_file (self, CERCLE_FORM_SEALED, "trop court",
              "A passphrase has at least 12 characters: four words, for instance.");
  write_file (self, CERCLE_FORM_SEALED, NULL,
              "A passphrase has at least 12 characters: four words, for instance.");
  cercle_record_set_text (self->transfer, CERCLE_TRANSFER_TAKEN_BACK_AT,
                          "2020-06-23T10:00:00.000Z");
  save (self, self->transfer);
  write_file (self, CERCLE_FORM_SEALED, WORDS,
              "This transfer does not wait for an answer any more.");
}

/* Withdrawn after the case was handed over: neither the file nor the paper leaves. */
static void
test_withdrawn (Fixture *self, gconstpointer data)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_consent_kind);
  g_autoptr (GPtrArray) consents = room_find (self->seat.session, query);

  g_assert_cmpuint (consents->len, ==, 1);
  cercle_record_set_text (consents->pdata[0], CERCLE_CONSENT_WITHDRAWN_ON, "2020-06-23");
  save (self, consents->pdata[0]);
  write_file (self, CERCLE_FORM_SEALED, WORDS,
              "The person has withdrawn the consent to pass this on.");
  write_file (self, CERCLE_FORM_PDF, NULL, "The person has withdrawn the consent to pass this on.");
}

static void
test_adviser (Fixture *self, gconstpointer data)
{
  g_assert_false (
      cercle_session_offers_paper (self->seat.session, CERCLE_PAPER_TRANSFER, CERCLE_FORM_SEALED));
  write_file (self, CERCLE_FORM_SEALED, WORDS, "Only the coordinator takes names out of Cercle.");
}

static void
test_paper (Fixture *self, gconstpointer data)
{
  g_autofree char *content = NULL;

  write_file (self, CERCLE_FORM_PDF, NULL, NULL);
  g_assert_true (g_file_get_contents (self->seat.path, &content, NULL, NULL));
  g_assert_true (g_str_has_prefix (content, "%PDF-"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, who, test)                                                                       \
  g_test_add ("/handover-file/" name, Fixture, who, set_up, test, tear_down)
  ADD ("there-and-back", "col", test_there_and_back);
  ADD ("refused", "col", test_refused);
  ADD ("not-written", "col", test_not_written);
  ADD ("withdrawn", "col", test_withdrawn);
  ADD ("adviser", "ada", test_adviser);
  ADD ("paper", "col", test_paper);
  return g_test_run ();
}
