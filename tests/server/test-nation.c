/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a national referent read of a question and write of its answer, who else may, and which
 * cases hear of it? */
#include <string.h>

#include "cercle-event.h"
#include "cercle-feed.h"
#include "cercle-id.h"
#include "cercle-macros.h"
#include "cercle-moves.h"
#include "cercle-question.h"
#include "server-fixture.h"

#define APPLIED CERCLE_OUTCOME_APPLIED
#define REJECTED CERCLE_OUTCOME_REJECTED
#define SECRET "Quesnel"
#define ASKED "Peut-on aider le samedi ?"
#define ANSWERED "'answer':'Oui, quatre heures.','answered_on':'2020-06-12'"

/* (transfer full): its identity; kase NULL: of none. */
static char *
ask (Fixture *self, const Person *person, const char *kase)
{
  char *id = cercle_id_new ();
  g_autofree char *about = kase != NULL ? g_strdup_printf (",'case':'%s'", kase) : g_strdup ("");
  g_autofree char *set =
      g_strdup_printf ("{'text':'" ASKED "','asked_at':'2020-06-08T07:00:00.000Z'%s}", about);

  fixture_sent (self, person, fixture_item (person, "question", id, CERCLE_OP_CREATE, 0, set),
                APPLIED, NULL);
  return id;
}

/* In the scope where it is; set: its members. */
static CercleMutation *
patch (Fixture *self, const Person *person, const char *kind, const char *id, const char *set)
{
  g_autoptr (CercleRecord) record = fixture_get (self, kind, id);
  g_autofree char *braced = g_strdup_printf ("{%s}", set);
  CercleMutation *item = fixture_item (person, kind, id, CERCLE_OP_PATCH,
                                       cercle_record_envelope (record)->rev, braced);

  g_free (item->scope);
  item->scope = g_strdup (cercle_record_envelope (record)->scope);
  return item;
}

/* (transfer full): notes of the case, newest last. */
static GPtrArray *
notes_of (Fixture *self, const char *kase)
{
  g_autoptr (GPtrArray) events = fixture_find (self, "event", "case", kase);
  GPtrArray *notes = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < events->len; i++)
    if (g_strcmp0 (cercle_record_get_text (events->pdata[i], CERCLE_EVENT_SORT), "note") == 0)
      g_ptr_array_add (notes, g_object_ref (events->pdata[i]));
  return notes;
}

static gboolean
tells (Fixture *self, const Person *person, const char *scope, const char *id)
{
  g_autoptr (GPtrArray) lines = fixture_snapshot (self, person, scope);

  for (guint i = 0; i < lines->len; i++)
    {
      g_autofree char *text = cercle_wire_put_line (lines->pdata[i]);
      g_assert_null (strstr (text, SECRET));
    }
  return fixture_told (lines, id) == CERCLE_FEED_PUT;
}

/* Nothing leaves before the coordinator sends it; then it does, with no byte of the case. */
static void
test_sent (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (Person) nat = fixture_referent (self);
  g_autofree char *kase = fixture_case (self, &self->ada, "'need':'" SECRET "'");
  g_autofree char *id = ask (self, &self->ada, kase);

  g_assert_false (tells (self, nat, self->here, id));
  fixture_sent (self, nat, patch (self, nat, "question", id, ANSWERED), REJECTED, "gone");
  fixture_sent (self, &self->bob,
                patch (self, &self->bob, "question", id, "'sent_on':'2020-06-12'"), REJECTED,
                "right");
  fixture_sent (self, &self->col,
                patch (self, &self->col, "question", id, "'sent_on':'2020-06-12'"), APPLIED, NULL);
  g_assert_true (tells (self, nat, self->here, id));
  g_assert_false (tells (self, nat, self->here, kase));
  /* Taken back: undone by the coordinator. */
  fixture_sent (self, &self->col, patch (self, &self->col, "question", id, "'sent_on':null"),
                APPLIED, NULL);
  g_assert_false (tells (self, nat, self->here, id));
}

/* Her answer stands in the story of a case that she never reads, in nobody's name, and only once.
 */
static void
test_answered (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (Person) nat = fixture_referent (self);
  g_autofree char *kase = fixture_case (self, &self->zoe, "'need':'" SECRET "'");
  g_autofree char *id = ask (self, &self->zoe, kase);
  g_autofree char *sentence = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (CercleRecord) question = fixture_get (self, "question", id);

  cercle_record_set_text (question, CERCLE_QUESTION_SENT_ON, "2020-06-12");
  cercle_envelope_set (&cercle_record_envelope (question)->audience, "national");
  g_assert_true (cercle_store_begin (self->store, NULL) &&
                 cercle_feed_write (self->store, question, CERCLE_OP_PATCH,
                                    CERCLE_MASK (CERCLE_QUESTION_SENT_ON), NULL, NULL) &&
                 cercle_store_commit (self->store, NULL));
  fixture_sent (self, nat, patch (self, nat, "question", id, "'text':'" SECRET "'"), REJECTED,
                "right");
  fixture_sent (self, nat, patch (self, nat, "question", id, "'dropped_why':'non'"), REJECTED,
                "right");
  fixture_sent (self, nat, patch (self, nat, "question", id, ANSWERED), APPLIED, NULL);
  fixture_is (self, "question", id, "answer", "Oui, quatre heures.");
  notes = notes_of (self, kase);
  g_assert_cmpuint (notes->len, ==, 1);
  g_assert_null (cercle_record_get_text (notes->pdata[0], CERCLE_EVENT_BY));
  sentence = cercle_event_sentence (notes->pdata[0], NULL, NULL);
  g_assert_cmpstr (sentence, ==,
                   "Answer of the national referents to “" ASKED "”: Oui, quatre heures.");
}

/* A desk that holds the case tells it itself; for one that may not, the server does. */
static void
test_told_once (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *kase = fixture_case (self, &self->ada, "'need':'répit'");
  g_autofree char *id = ask (self, &self->ada, kase);
  g_autoptr (GPtrArray) notes = NULL;

  fixture_sent (self, &self->ada, patch (self, &self->ada, "question", id, ANSWERED), REJECTED,
                "right");
  fixture_sent (self, &self->col, patch (self, &self->col, "question", id, ANSWERED), APPLIED,
                NULL);
  notes = notes_of (self, kase);
  g_assert_cmpuint (notes->len, ==, 0);
}

/* A referent writes nothing else. */
static void
test_rights (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (Person) nat = fixture_referent (self);
  g_autofree char *id = cercle_id_new ();

  fixture_sent (self, nat,
                fixture_item (nat, "question", id, CERCLE_OP_CREATE, 0,
                              "{'text':'Et moi ?','asked_at':'2020-06-08T07:00:00.000Z'}"),
                REJECTED, "right");
  fixture_sent (self, nat,
                fixture_item (nat, "case", id, CERCLE_OP_CREATE, 0, "{'opened_on':'2020-06-08'}"),
                REJECTED, "right");
}

/* --- An answer that changed */

/* (transfer full): its identity. before: the version it takes the place of, or NULL. */
static char *
issue (Fixture *self, const Person *person, const char *scope, const char *before,
       const char *words)
{
  char *id = cercle_id_new ();
  g_autofree char *replaces =
      before != NULL ? g_strdup_printf (",'replaces':'%s'", before) : g_strdup ("");
  g_autofree char *set = g_strdup_printf (
      "{'question':'Combien ?','answer':'%s','version':'1','issued_on':'2020-06-12'%s}", words,
      replaces);
  CercleMutation *item = fixture_item (person, "article", id, CERCLE_OP_CREATE, 0, set);

  g_free (item->scope);
  item->scope = g_strdup (scope);
  fixture_sent (self, person, item, APPLIED, NULL);
  return id;
}

static void
use (Fixture *self, const Person *person, const char *kase, const char *article)
{
  g_autofree char *id = cercle_answer_use_id (person->scope, kase, article);
  g_autofree char *set = g_strdup_printf (
      "{'case':'%s','article':'%s','used_at':'2020-06-12T08:00:00.000Z'}", kase, article);

  fixture_sent (self, person, fixture_item (person, "answer_use", id, CERCLE_OP_CREATE, 0, set),
                APPLIED, NULL);
}

/* One of the nation is told wherever it was used, through all versions, once each; what a community
 * rewrites for itself is told there alone. It is no news of a case. */
static void
test_changed (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (Person) nat = fixture_referent (self);
  g_autofree char *here = fixture_case (self, &self->ada, "'need':'répit'");
  g_autofree char *there = fixture_case (self, &self->zoe, "'need':'répit'");
  g_autofree char *first = issue (self, nat, "national", NULL, "Quatre heures.");
  g_autofree char *second = NULL, *third = NULL, *own = NULL, *sentence = NULL, *news = NULL;
  g_autoptr (GPtrArray) once = NULL, twice = NULL, elsewhere = NULL;

  use (self, &self->ada, here, first);
  use (self, &self->zoe, there, first);
  news = fixture_text (self, "case", here, "last_news_on");
  second = issue (self, nat, "national", first, "Six heures.");
  once = notes_of (self, here);
  g_assert_cmpuint (once->len, ==, 1);
  sentence = cercle_event_sentence (once->pdata[0], NULL, NULL);
  g_assert_cmpstr (sentence, ==, "The answer used here to “Combien ?” has changed: Six heures.");
  use (self, &self->ada, here, second);
  third = issue (self, nat, "national", second, "Huit heures.");
  twice = notes_of (self, here);
  g_assert_cmpuint (twice->len, ==, 2);
  own = issue (self, &self->col, self->here, third, "Sur place, dix heures.");
  elsewhere = notes_of (self, there);
  g_assert_cmpuint (elsewhere->len, ==, 2);
  fixture_is (self, "case", here, "last_news_on", news);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nation/sent", test_sent);
  g_test_add_func ("/nation/answered", test_answered);
  g_test_add_func ("/nation/told-once", test_told_once);
  g_test_add_func ("/nation/rights", test_rights);
  g_test_add_func ("/nation/changed", test_changed);
  return g_test_run ();
}
