/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a question go without a name, does its answer land on the case, and does a case hear of an
 * answer that changed? */
#include <string.h>

#include "cercle-case.h"
#include "cercle-event.h"
#include "cercle-person.h"
#include "cercle-question-desk.h"
#include "cercle-session-private.h"
#include "community.h"
#include "room.h"

typedef struct
{
  Community *community;
  char *folders[3];
  CercleSession *col, *ada; /* coordinator and adviser */
  CercleRecord *kase;
} Fixture;

/* Until so many records of this kind have come. */
static void
hear (CercleSession *session, const CercleKind *kind, guint n)
{
  g_autoptr (CercleQuery) query = cercle_query_new (kind);
  g_autoptr (GPtrArray) found = room_await (session, query, n);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->community = community_new ();
  fixture->col = community_slow_desk (fixture->community, &fixture->folders[0], "col");
  fixture->ada = community_slow_desk (fixture->community, &fixture->folders[1], "ada");
  fixture->kase = room_add_case (fixture->ada, "Quesnel", "répit du samedi", &error);
  g_assert_no_error (error);
  hear (fixture->col, &cercle_case_kind, 1);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  room_finalize (fixture->col);
  room_finalize (fixture->ada);
  community_free (fixture->community);
  g_clear_object (&fixture->kase);
  for (guint i = 0; i < G_N_ELEMENTS (fixture->folders) && fixture->folders[i] != NULL; i++)
    {
      room_remove (fixture->folders[i]);
      g_free (fixture->folders[i]);
    }
}

/* Takes result. */
static void
finish (CercleSession *session, GAsyncResult *result)
{
  g_autoptr (GAsyncResult) held = result;
  g_autoptr (GError) error = NULL;

  cercle_session_commit_finish (session, held, &error);
  g_assert_no_error (error);
  ROOM_WAIT (room_is_quiet_cb, session);
}

/* (transfer full): by time of asking. */
static GPtrArray *
questions_of (CercleSession *session)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_question_kind);

  cercle_query_sort (query, -1, CERCLE_QUESTION_ASKED_AT, FALSE);
  return room_find (session, query);
}

static gboolean
ask (CercleSession *session, const char *text, const char *kase)
{
  GAsyncResult *result = NULL;
  gboolean without;

  cercle_session_ask_question_async (session, text, "respite", kase, room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  without = cercle_session_asked_without (result);
  finish (session, result);
  return without;
}

static void
send (CercleSession *session)
{
  GAsyncResult *result = NULL;

  cercle_session_send_questions_async (session, room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  finish (session, result);
}

static gboolean
answer (CercleSession *session, const char *id, const char *words, const char *article)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done;

  cercle_session_answer_question_async (session, id, words, article, room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  done = cercle_session_commit_finish (session, result, &error);
  g_assert_cmpint (done, ==, error == NULL);
  ROOM_WAIT (room_is_quiet_cb, session);
  return done;
}

/* (transfer full): notes of the case that come from a record of this kind, once there are n. */
static GPtrArray *
notes_of (Fixture *fixture, CercleSession *session, const CercleKind *kind, guint n)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_event_kind);

  cercle_query_where (query, CERCLE_EVENT_CASE, CERCLE_IS, cercle_record_get_id (fixture->kase));
  cercle_query_where (query, CERCLE_EVENT_OF_KIND, CERCLE_IS, kind->name);
  return room_await (session, query, n);
}

/* Neither the name that the case knows nor a telephone number leaves; the case is a reference. */
static void
test_asked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) found = NULL;
  const char *text;

  g_assert_true (ask (fixture->ada,
                      "Mme Quesnel peut-elle être aidée le samedi ? Son numéro : 06 39 98 42 17, "
                      "a.quesnel@example.org",
                      cercle_record_get_id (fixture->kase)));
  g_assert_false (ask (fixture->ada, "Qui finance l’interprète d’un appel ?", NULL));
  hear (fixture->col, &cercle_question_kind, 2);
  found = questions_of (fixture->col);
  g_assert_cmpuint (found->len, ==, 2);
  text = cercle_record_get_text (found->pdata[0], CERCLE_QUESTION_TEXT);
  g_assert_null (strstr (text, "Quesnel"));
  g_assert_null (strstr (text, "98 42"));
  g_assert_null (strstr (text, "example.org"));
  g_assert_nonnull (strstr (text, "peut-elle être aidée le samedi"));
  g_assert_cmpstr (cercle_record_get_text (found->pdata[0], CERCLE_QUESTION_CASE), ==,
                   cercle_record_get_id (fixture->kase));
  g_assert_false (cercle_record_is_set (found->pdata[1], CERCLE_QUESTION_CASE));
}

/* What waits goes together, once; one undo takes the day back. */
static void
test_sent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) before = NULL, after = NULL, back = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *batch = NULL, *rest = NULL;

  ask (fixture->col, "Première question", NULL);
  ask (fixture->col, "Seconde question", NULL);
  before = questions_of (fixture->col);
  batch = cercle_session_tell_batch (fixture->col, before);
  g_assert_true (g_str_has_prefix (batch, "1. Première question"));
  g_assert_nonnull (strstr (batch, "2. Seconde question"));
  send (fixture->col);
  after = questions_of (fixture->col);
  for (guint i = 0; i < after->len; i++)
    {
      g_assert_cmpint (cercle_question_state (after->pdata[i]), ==, CERCLE_QUESTION_SENT);
      g_assert_cmpstr (cercle_record_get_text (after->pdata[i], CERCLE_QUESTION_SENT_ON), ==,
                       cercle_session_get_today (fixture->col));
    }
  rest = cercle_session_tell_batch (fixture->col, after);
  g_assert_cmpstr (rest, ==, "");
  g_assert_true (room_undo (fixture->col, &error));
  g_assert_no_error (error);
  back = questions_of (fixture->col);
  for (guint i = 0; i < back->len; i++)
    g_assert_cmpint (cercle_question_state (back->pdata[i]), ==, CERCLE_QUESTION_TO_SEND);
}

static void
test_answered (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) found = NULL, now = NULL, notes = NULL;
  const char *id;

  ask (fixture->ada, "Peut-on aider le samedi ?", cercle_record_get_id (fixture->kase));
  hear (fixture->col, &cercle_question_kind, 1);
  found = questions_of (fixture->col);
  id = cercle_record_get_id (found->pdata[0]);
  g_assert_false (answer (fixture->col, id, NULL, NULL));
  g_assert_true (answer (fixture->col, id, "Oui, quatre heures par semaine.", NULL));
  now = questions_of (fixture->col);
  g_assert_cmpint (cercle_question_state (now->pdata[0]), ==, CERCLE_QUESTION_ANSWERED);
  notes = notes_of (fixture, fixture->ada, &cercle_question_kind, 1);
  g_assert_cmpuint (notes->len, ==, 1);
  g_assert_nonnull (strstr (cercle_record_get_text (notes->pdata[0], CERCLE_EVENT_TEXT),
                            "quatre heures par semaine"));
}

/* --- The FAQ */

/* Takes article. */
static void
save (CercleSession *session, CercleRecord *article)
{
  g_autoptr (CercleRecord) held = article;
  CercleTx *tx = cercle_tx_new ("Article saved.");
  g_autoptr (GError) error = NULL;

  cercle_tx_save (tx, held);
  room_commit (session, tx, &error);
  g_assert_no_error (error);
  ROOM_WAIT (room_is_quiet_cb, session);
}

static GPtrArray *
faq_of (CercleSession *session, const char *words)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *lines = NULL;

  cercle_session_read_faq_async (session, words, NULL, room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  lines = cercle_session_read_faq_finish (session, result, &error);
  g_assert_no_error (error);
  return lines;
}

static GPtrArray *
changed_of (CercleSession *session, const char *kase)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *changed = NULL;

  cercle_session_read_changed_async (session, kase, NULL, room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  changed = cercle_session_read_changed_finish (session, result, &error);
  g_assert_no_error (error);
  return changed;
}

static void
use (Fixture *fixture, CercleSession *session, CercleRecord *article)
{
  GAsyncResult *result = NULL;

  cercle_session_use_article_async (session, article, cercle_record_get_id (fixture->kase),
                                    room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  finish (session, result);
}

static CercleRecord *
new_article (CercleSession *session, const char *question, const char *words)
{
  CercleRecord *article = cercle_session_new_article (session, NULL);

  cercle_record_set_text (article, CERCLE_ARTICLE_QUESTION, question);
  cercle_record_set_text (article, CERCLE_ARTICLE_ANSWER, words);
  return article;
}

static int
unread_of (CercleSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  int unread;

  cercle_session_count_unread_async (session, NULL, room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  unread = cercle_session_count_unread_finish (session, result, &error);
  g_assert_no_error (error);
  return unread;
}

/* Read on each desk by itself; found by any word of it, offline. */
static void
test_unread (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) mine = NULL, opened = NULL, found = NULL, nothing = NULL;
  const CercleFaqLine *line;

  save (fixture->col, new_article (fixture->col, "Qui finance l’interprète ?",
                                   "L’enveloppe régionale, sur devis."));
  hear (fixture->ada, &cercle_article_kind, 1);
  community_stop (fixture->community);
  mine = faq_of (fixture->ada, NULL);
  g_assert_cmpuint (mine->len, ==, 1);
  line = mine->pdata[0];
  g_assert_true (line->unread);
  g_assert_cmpint (unread_of (fixture->ada), ==, 1);
  cercle_session_open_article (fixture->ada, cercle_record_get_id (line->article));
  opened = faq_of (fixture->ada, NULL);
  g_assert_false (((CercleFaqLine *) opened->pdata[0])->unread);
  g_assert_cmpint (unread_of (fixture->ada), ==, 0);
  g_assert_cmpint (unread_of (fixture->col), ==, 1);
  found = faq_of (fixture->ada, "enveloppe region");
  g_assert_cmpuint (found->len, ==, 1);
  nothing = faq_of (fixture->ada, "dentaire");
  g_assert_cmpuint (nothing->len, ==, 0);
}

/* The new version takes the place of the one before, and the case on which that was used hears of
 * it until the new one is used. */
static void
test_changed (Fixture *fixture, gconstpointer data)
{
  CercleRecord *article = new_article (fixture->col, "Combien d’heures ?", "Quatre heures.");
  g_autoptr (CercleRecord) held = g_object_ref (article);
  g_autoptr (CercleRecord) next = NULL;
  g_autoptr (GPtrArray) none = NULL, one = NULL, mine = NULL, lines = NULL, notes = NULL,
                        told = NULL, after = NULL;

  save (fixture->col, article);
  hear (fixture->ada, &cercle_article_kind, 1);
  use (fixture, fixture->ada, held);
  use (fixture, fixture->ada, held); /* once is enough */
  notes = notes_of (fixture, fixture->ada, &cercle_article_kind, 1);
  g_assert_cmpuint (notes->len, ==, 1);
  none = changed_of (fixture->ada, cercle_record_get_id (fixture->kase));
  g_assert_cmpuint (none->len, ==, 0);
  next = cercle_session_new_article (fixture->col, held);
  g_assert_cmpstr (cercle_record_get_text (next, CERCLE_ARTICLE_VERSION), ==, "2");
  cercle_record_set_text (next, CERCLE_ARTICLE_ANSWER, "Six heures.");
  save (fixture->col, g_object_ref (next));
  hear (fixture->ada, &cercle_article_kind, 2);
  /* Its story says so, in the words of the new answer. */
  told = notes_of (fixture, fixture->ada, &cercle_article_kind, 2);
  g_assert_cmpuint (told->len, ==, 2);
  one = changed_of (fixture->ada, NULL);
  mine = changed_of (fixture->ada, cercle_record_get_id (fixture->kase));
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpuint (mine->len, ==, 1);
  g_assert_cmpstr (((CercleAnswerChanged *) mine->pdata[0])->kase, ==,
                   cercle_record_get_id (fixture->kase));
  g_assert_cmpstr (cercle_record_get_id (((CercleAnswerChanged *) mine->pdata[0])->newer), ==,
                   cercle_record_get_id (next));
  lines = faq_of (fixture->ada, NULL);
  g_assert_cmpuint (lines->len, ==, 1);
  g_assert_cmpuint (((CercleFaqLine *) lines->pdata[0])->cases, ==, 1);
  g_assert_cmpuint (((CercleFaqLine *) lines->pdata[0])->outdated, ==, 1);
  use (fixture, fixture->ada, next);
  after = changed_of (fixture->ada, NULL);
  g_assert_cmpuint (after->len, ==, 0);
}

/* --- The nation ------------------------------------------------------------------------------ */

static void
write_paper (Fixture *fixture, CercleSession *session, CerclePaperForm form, gboolean sent)
{
  CerclePaper *paper = cercle_paper_new (CERCLE_PAPER_QUESTIONS);
  g_autofree char *path = g_build_filename (fixture->folders[0], "out.csv", NULL);
  g_autoptr (GError) error = NULL;

  paper->of = sent ? g_strdup (CERCLE_PAPER_OF_SENT) : NULL;
  room_write_paper (session, paper, form, path, &error);
  g_assert_no_error (error);
}

static guint
count_rows (Fixture *fixture, CercleSession *session, gboolean sent, const char *words)
{
  g_autofree char *path = g_build_filename (fixture->folders[0], "out.csv", NULL), *text = NULL;
  guint n = 0;

  write_paper (fixture, session, CERCLE_FORM_CSV, sent);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  if (words != NULL && strstr (text, words) == NULL)
    g_error ("“%s” is not in the table: %s", words, text);
  for (const char *at = text; (at = strchr (at, '\n')) != NULL; at++)
    n++;
  return n - 1;
}

/* What waits; once it went, that same batch, until another waits. */
static void
test_batch (Fixture *fixture, gconstpointer data)
{
  ask (fixture->col, "Première question", NULL);
  ask (fixture->col, "Seconde question", NULL);
  g_assert_cmpuint (count_rows (fixture, fixture->col, FALSE, "\"1\";\"Première question\";"), ==,
                    2);
  g_assert_cmpuint (count_rows (fixture, fixture->col, TRUE, NULL), ==, 0);
  send (fixture->col);
  g_assert_cmpuint (count_rows (fixture, fixture->col, FALSE, "\"2\";\"Seconde question\";"), ==,
                    2);
  ask (fixture->col, "Troisième question", NULL);
  g_assert_cmpuint (count_rows (fixture, fixture->col, FALSE, "\"1\";\"Troisième question\";"), ==,
                    1);
  g_assert_cmpuint (count_rows (fixture, fixture->col, TRUE, "\"1\";\"Première question\";"), ==,
                    2);
  write_paper (fixture, fixture->col, CERCLE_FORM_PDF, FALSE);
}

/* She hears of a question when it is sent, answers it on her own desk for all communities, and it
 * lands on the case and in the FAQ of a desk that never met her. */
static void
test_nation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleSession) nat = NULL;
  g_autoptr (GPtrArray) nothing = NULL, sent = NULL, notes = NULL, faq = NULL, cases = NULL;
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);
  CercleRecord *article = NULL;
  g_autofree char *id = NULL;
  const CercleFaqLine *line = NULL;

  ask (fixture->ada, "Mme Quesnel peut-elle être aidée le samedi ?",
       cercle_record_get_id (fixture->kase));
  g_assert_false (cercle_session_may_settle_questions (fixture->ada));
  g_assert_true (cercle_session_may_settle_questions (fixture->col));
  community_stop (fixture->community);
  community_nation (fixture->community, "50", "Cotentin");
  community_start (fixture->community);
  nat = community_slow_desk (fixture->community, &fixture->folders[2], "nat");
  nothing = questions_of (nat);
  g_assert_cmpuint (nothing->len, ==, 0);
  hear (fixture->col, &cercle_question_kind, 1);
  send (fixture->col);
  hear (nat, &cercle_question_kind, 1);
  sent = questions_of (nat);
  g_assert_cmpuint (sent->len, ==, 1);
  g_assert_true (cercle_session_may_settle_questions (nat));
  article = new_article (nat, "Le samedi ?", "Oui, quatre heures.");
  g_assert_cmpstr (cercle_record_envelope (article)->scope, ==, "national");
  id = g_strdup (cercle_record_get_id (article));
  save (nat, article);
  g_assert_true (answer (nat, cercle_record_get_id (sent->pdata[0]), NULL, id));
  notes = notes_of (fixture, fixture->ada, &cercle_question_kind, 1);
  g_assert_cmpuint (notes->len, ==, 1);
  g_assert_cmpstr (cercle_record_get_text (notes->pdata[0], CERCLE_EVENT_TEXT), ==,
                   "Oui, quatre heures.");
  hear (fixture->ada, &cercle_article_kind, 1);
  faq = faq_of (fixture->ada, "samedi");
  g_assert_cmpuint (faq->len, ==, 1);
  line = faq->pdata[0];
  g_assert_true (line->unread);
  cases = room_find (nat, query);
  g_assert_cmpuint (cases->len, ==, 0);
  room_finalize (g_steal_pointer (&nat));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/questions/asked", test_asked);
  ADD ("/questions/sent", test_sent);
  ADD ("/questions/answered", test_answered);
  ADD ("/questions/faq/unread", test_unread);
  ADD ("/questions/faq/changed", test_changed);
  ADD ("/questions/batch", test_batch);
  ADD ("/questions/nation", test_nation);
  return g_test_run ();
}
