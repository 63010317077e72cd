/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the server merge, refuse and remember as it must? */
#include <string.h>

#include "cercle-accounts.h"
#include "cercle-id.h"
#include "cercle-instant.h"
#include "cercle-json.h"
#include "server-fixture.h"

#define CREATE CERCLE_OP_CREATE
#define PATCH CERCLE_OP_PATCH
#define DELETE CERCLE_OP_DELETE
#define APPLIED CERCLE_OUTCOME_APPLIED
#define MERGED CERCLE_OUTCOME_MERGED
#define CONFLICT CERCLE_OUTCOME_CONFLICT
#define REJECTED CERCLE_OUTCOME_REJECTED

/* Creating */

static void
test_new_case (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *first = fixture_case (self, &self->ada, "'need':'Répit','danger':true");
  g_autofree char *second = fixture_case (self, &self->zoe, NULL);
  g_autofree char *third = fixture_case (self, &self->bob, NULL);
  g_autofree char *holder = g_strconcat ("member:", self->ada.member, NULL);
  g_autoptr (CercleRecord) record = fixture_get (self, "case", first);

  fixture_is (self, "case", first, "status", "received");
  fixture_is (self, "case", first, "open", "1");
  fixture_is (self, "case", first, "holder", holder);
  fixture_is (self, "case", first, "priority", "p0");
  fixture_is (self, "case", first, "last_news_on", "2020-06-02");
  /* The communities of a territory count together. */
  fixture_is (self, "case", first, "reference", "2020-14-0001");
  fixture_is (self, "case", second, "reference", "2020-14-0002");
  fixture_is (self, "case", third, "reference", "2020-14-0003");
  g_assert_cmpstr (cercle_record_envelope (record)->created_by, ==, self->ada.member);
  g_assert_cmpstr (cercle_record_envelope (record)->audience, ==, "team");
}

/* What one creation may not say. */
static const struct
{
  const char *kind, *set, *problem, *field;
} refused[] = {
  { "case", "{'opened_on':'2020-06-02','status':'closed'}", "derived", "status" },
  { "case", "{'opened_on':'2020-06-02','reference':'2020-14-9999'}", "derived", "reference" },
  { "case", "{'opened_on':'2020-06-02','nothing':1}", "unknown-field", "nothing" },
  { "case", "{'opened_on':'2020-06-31'}", "form", "opened_on" },
  { "case", "{'opened_on':20200602}", "type", "opened_on" },
  { "case", "{'opened_on':'2020-06-02','level':4}", "bounds", "level" },
  { "case", "{'opened_on':'2020-06-02','mission':'care','sub_mission':'respite_carers'}", "rule",
    NULL },
  { "case", "{'need':'Répit'}", "required", NULL },
  { "event",
    "{'case':'0190a000-0000-7000-8000-000000000001','sort':'note','text':'x',"
    "'at':'2020-06-02T08:00:00.000Z'}",
    "missing-reference", "case" },
  { "action", "{'case':'0190a000-0000-7000-8000-000000000001','sort':'ask','state':'open'}",
    "missing-reference", "case" },
  { "call",
    "{'case':'0190a000-0000-7000-8000-000000000001',"
    "'started_at':'2020-06-02T08:00:00.000Z'}",
    "missing-reference", "case" },
  { "conflict", "{'of_kind':'case','of_id':'x'}", "right", NULL },
  { "member", "{'login':'x','last_name':'X','role':'coordinator'}", "right", NULL },
  { "community", "{'name':'X','territory':'0190a000-0000-7000-8000-000000000001'}", "right", NULL },
  { "organisation", "{'name':'X','family':'esms'}", "scope", NULL },
};

static void
test_refused (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (Fixture) self = fixture_new ();
  CercleMutation *item =
      fixture_item (&self->ada, refused[i].kind, NULL, CREATE, 0, refused[i].set);
  g_autofree char *id = g_strdup (item->id);
  g_autoptr (CercleOutcome) outcome = fixture_send (self, &self->ada, item);
  g_autoptr (CercleRecord) record = fixture_get (self, refused[i].kind, id);

  g_assert_cmpstr (outcome->problem, ==, refused[i].problem);
  g_assert_cmpint (outcome->status, ==, REJECTED);
  if (refused[i].field != NULL)
    g_assert_cmpstr (outcome->field, ==, refused[i].field);
  g_assert_null (record);
}

static void
test_exists (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, "'need':'un'");

  fixture_sent (
      self, &self->bob,
      fixture_item (&self->bob, "case", id, CREATE, 0, "{'opened_on':'2020-06-02','need':'deux'}"),
      REJECTED, "exists");
  fixture_is (self, "case", id, "need", "un");
}

static void
test_directory (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  CercleMutation *item =
      fixture_item (&self->ada, "organisation", NULL, CREATE, 0, "{'name':'IME','family':'esms'}");
  g_autofree char *id = g_strdup (item->id);

  g_free (item->scope);
  item->scope = g_strdup ("t:14");
  fixture_sent (self, &self->ada, item, APPLIED, NULL);
  item = fixture_item (&self->zoe, "organisation", id, PATCH, 1, "{'name':'IME du Bocage'}");
  g_free (item->scope);
  item->scope = g_strdup ("t:14");
  fixture_sent (self, &self->zoe, item, APPLIED, NULL);
  fixture_is (self, "organisation", id, "name", "IME du Bocage");
}

/* What all of France reads is not written by one community. */
static void
test_national (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  CercleMutation *item = fixture_item (&self->col, "code", NULL, CREATE, 0,
                                       "{'list':'theme','token':'x','label_fr':'X'}");

  g_free (item->scope);
  item->scope = g_strdup ("national");
  fixture_sent (self, &self->col, item, REJECTED, "right");
  fixture_sent (self, &self->col,
                fixture_item (&self->col, "code", NULL, CREATE, 0,
                              "{'list':'theme','token':'x','label_fr':'X'}"),
                APPLIED, NULL);
  fixture_sent (self, &self->ada,
                fixture_item (&self->ada, "code", NULL, CREATE, 0,
                              "{'list':'theme','token':'y','label_fr':'Y'}"),
                REJECTED, "right");
}

static void
test_authors (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, NULL);
  g_autofree char *forged = g_strdup_printf (
      "{'started_at':'2020-06-02T08:00:00.000Z','taken_by':'%s'}", self->bob.member);
  CercleMutation *call = fixture_item (&self->ada, "call", NULL, CREATE, 0,
                                       "{'started_at':'2020-06-02T08:00:00.000Z'}");
  g_autofree char *call_id = g_strdup (call->id);
  g_autofree char *set = g_strdup_printf ("{'case':'%s','sort':'ask','state':'open'}", id);
  CercleMutation *action = fixture_item (&self->ada, "action", NULL, CREATE, 0, set);
  g_autofree char *action_id = g_strdup (action->id);
  g_autofree char *done = g_strdup_printf ("{'state':'done','done_by':'%s'}", self->bob.member);
  g_autofree char *told =
      g_strdup_printf ("{'case':'%s','sort':'told','at':'2020-06-02T08:00:00.000Z'}", id);

  fixture_sent (self, &self->ada, fixture_item (&self->ada, "call", NULL, CREATE, 0, forged),
                REJECTED, "right");
  fixture_sent (self, &self->ada, call, APPLIED, NULL);
  fixture_is (self, "call", call_id, "taken_by", self->ada.member);
  fixture_sent (self, &self->ada, action, APPLIED, NULL);
  fixture_sent (self, &self->ada, fixture_item (&self->ada, "action", action_id, PATCH, 1, done),
                REJECTED, "right");
  fixture_sent (self, &self->bob, fixture_item (&self->bob, "action", action_id, PATCH, 1, done),
                APPLIED, NULL);
  /* What is told is told by the server. */
  fixture_sent (self, &self->ada, fixture_item (&self->ada, "event", NULL, CREATE, 0, told),
                REJECTED, "right");
}

/* Patching */

static void
test_merge (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, "'need':'un','existing':'rien'");
  CercleMutation *second = fixture_item (&self->bob, "case", id, PATCH, 1, "{'existing':'SESSAD'}");

  fixture_sent (self, &self->ada,
                fixture_was (fixture_item (&self->ada, "case", id, PATCH, 1, "{'need':'deux'}"),
                             "{'need':'un'}"),
                APPLIED, NULL);
  fixture_sent (self, &self->bob, fixture_was (second, "{'existing':'rien'}"), MERGED, NULL);
  fixture_is (self, "case", id, "need", "deux");
  fixture_is (self, "case", id, "existing", "SESSAD");
}

static void
test_sets_merge (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, "'themes':['care','work']");

  fixture_sent (self, &self->ada,
                fixture_was (fixture_item (&self->ada, "case", id, PATCH, 1,
                                           "{'themes':['care','school','work']}"),
                             "{'themes':['care','work']}"),
                APPLIED, NULL);
  fixture_sent (self, &self->bob,
                fixture_item (&self->bob, "case", id, PATCH, 1,
                              "{'themes':{'add':['rights'],'remove':['work']}}"),
                MERGED, NULL);
  fixture_is (self, "case", id, "themes", "care rights school");
}

static const char *
conflict_about (Fixture *self, const CercleOutcome *outcome, const char *fields)
{
  for (guint i = 0; outcome->conflicts[i] != NULL; i++)
    {
      g_autofree char *found = fixture_text (self, "conflict", outcome->conflicts[i], "fields");
      if (g_strcmp0 (found, fields) == 0)
        return outcome->conflicts[i];
    }
  g_assert_not_reached ();
}

/* The first value shows, the other is kept; fields of a group go together. */
static void
test_conflict (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, "'need':'un','mission':'care'");
  g_autoptr (CercleOutcome) outcome = NULL;
  const char *mission, *need;

  fixture_sent (self, &self->ada,
                fixture_item (&self->ada, "case", id, PATCH, 1,
                              "{'need':'deux','mission':'respite','sub_mission':'respite_home'}"),
                APPLIED, NULL);
  outcome = fixture_send (
      self, &self->bob,
      fixture_was (fixture_item (&self->bob, "case", id, PATCH, 1,
                                 "{'need':'trois','mission':'ase','sub_mission':'ase_foster',"
                                 "'level':2}"),
                   "{'need':'un','mission':'care','sub_mission':null,'level':null}"));
  g_assert_cmpint (outcome->status, ==, CONFLICT);
  g_assert_cmpuint (g_strv_length (outcome->conflicts), ==, 2);
  fixture_is (self, "case", id, "need", "deux");
  fixture_is (self, "case", id, "mission", "respite");
  fixture_is (self, "case", id, "level", "2");
  need = conflict_about (self, outcome, "need");
  mission = conflict_about (self, outcome, "mission sub_mission");
  fixture_is (self, "conflict", need, "fields", "need");
  fixture_is (self, "conflict", need, "current", "{\"need\":\"deux\"}");
  fixture_is (self, "conflict", need, "proposed", "{\"need\":\"trois\"}");
  fixture_is (self, "conflict", need, "current_by", self->ada.member);
  fixture_is (self, "conflict", need, "proposed_by", self->bob.member);
  fixture_is (self, "conflict", need, "case", id);
  fixture_is (self, "conflict", need, "of_kind", "case");
  fixture_is (self, "conflict", mission, "fields", "mission sub_mission");
  fixture_is (self, "conflict", mission, "proposed",
              "{\"mission\":\"ase\",\"sub_mission\":\"ase_foster\"}");
}

/* Her own earlier change is no conflict, although its rev is newer than what she had seen. */
static void
test_own_changes (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, "'need':'un'");
  g_autoptr (GPtrArray) outcomes = fixture_push (
      self, &self->ada,
      fixture_was (fixture_item (&self->ada, "case", id, PATCH, 1, "{'need':'deux'}"),
                   "{'need':'un'}"),
      fixture_was (fixture_item (&self->ada, "case", id, PATCH, 1, "{'need':'trois'}"),
                   "{'need':'deux'}"),
      NULL);

  g_assert_cmpint (((CercleOutcome *) outcomes->pdata[1])->status, ==, APPLIED);
  fixture_is (self, "case", id, "need", "trois");
}

/* What she had seen is not said: revs alone decide, also when the field was emptied since. */
static void
test_unknown_before (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, "'need':'un','level':1");

  fixture_sent (self, &self->ada, fixture_item (&self->ada, "case", id, PATCH, 1, "{'need':null}"),
                APPLIED, NULL);
  fixture_sent (self, &self->bob,
                fixture_item (&self->bob, "case", id, PATCH, 1, "{'need':'deux'}"), CONFLICT, NULL);
  fixture_sent (self, &self->bob, fixture_item (&self->bob, "case", id, PATCH, 1, "{'level':2}"),
                MERGED, NULL);
  fixture_is (self, "case", id, "need", NULL);
  fixture_is (self, "case", id, "level", "2");
}

static void
test_gone (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, "'need':'un'");
  g_autofree char *elsewhere = fixture_case (self, &self->zoe, "'need':'un'");
  g_autofree char *nowhere = cercle_id_new ();

  /* The same answer for what is not there and for what is somebody else's. */
  fixture_sent (self, &self->ada,
                fixture_item (&self->ada, "case", nowhere, PATCH, 1, "{'need':'deux'}"), REJECTED,
                "gone");
  fixture_sent (self, &self->ada,
                fixture_item (&self->ada, "case", elsewhere, PATCH, 1, "{'need':'deux'}"), REJECTED,
                "gone");
  fixture_sent (self, &self->ada,
                fixture_item (&self->zoe, "case", elsewhere, PATCH, 1, "{'need':'deux'}"), REJECTED,
                "scope");
  fixture_is (self, "case", elsewhere, "need", "un");
  fixture_is (self, "case", id, "need", "un");
}

/* Whoever works for two communities says which one she means. */
static void
test_other_scope (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *elsewhere = fixture_case (self, &self->zoe, "'need':'un'");
  g_autoptr (CercleAccount) account = cercle_accounts_find (self->store, "ada", NULL);
  g_autofree char *scopes = g_strjoin (" ", account->scopes, self->there, NULL);

  g_free (account->scopes);
  account->scopes = g_steal_pointer (&scopes);
  g_assert_true (cercle_accounts_put (self->store, account, NULL));
  fixture_sent (self, &self->ada,
                fixture_item (&self->ada, "case", elsewhere, PATCH, 1, "{'need':'deux'}"), REJECTED,
                "gone");
  fixture_sent (self, &self->ada,
                fixture_item (&self->zoe, "case", elsewhere, PATCH, 1, "{'need':'deux'}"), APPLIED,
                NULL);
}

/* A note has one author. */
static void
test_notes (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, "'words':'je suis épuisée'");
  g_autofree char *open = fixture_case (self, &self->ada, NULL);

  fixture_sent (self, &self->bob,
                fixture_item (&self->bob, "case", id, PATCH, 1, "{'words':'autre chose'}"),
                REJECTED, "right");
  fixture_sent (self, &self->ada,
                fixture_item (&self->ada, "case", id, PATCH, 1, "{'words':'je suis fatiguée'}"),
                APPLIED, NULL);
  /* Whoever wrote it first, not whoever made the record. */
  fixture_sent (self, &self->bob,
                fixture_item (&self->bob, "case", open, PATCH, 1, "{'words':'les siens'}"), APPLIED,
                NULL);
  fixture_sent (self, &self->ada,
                fixture_item (&self->ada, "case", open, PATCH, 2, "{'words':'les miens'}"),
                REJECTED, "right");
  fixture_is (self, "case", id, "words", "je suis fatiguée");
}

static void
test_frame (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  const char *community = self->here + 2;

  fixture_sent (self, &self->ada,
                fixture_item (&self->ada, "community", community, PATCH, 1, "{'delay_staff':5}"),
                REJECTED, "right");
  fixture_sent (self, &self->col,
                fixture_item (&self->col, "community", community, PATCH, 1, "{'delay_staff':5}"),
                APPLIED, NULL);
  fixture_sent (self, &self->col,
                fixture_item (&self->col, "community", community, PATCH, 1,
                              "{'territory':'0190a000-0000-7000-8000-000000000001'}"),
                REJECTED, "right");
  fixture_sent (
      self, &self->col,
      fixture_item (&self->col, "member", self->ada.member, PATCH, 1, "{'role':'coordinator'}"),
      REJECTED, "right");
  fixture_sent (
      self, &self->col,
      fixture_item (&self->col, "member", self->ada.member, PATCH, 1, "{'employer':'APF'}"),
      APPLIED, NULL);
  fixture_is (self, "community", community, "delay_staff", "5");
}

/* Deleting */

static void
test_delete (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, "'need':'un'");
  g_autoptr (CercleRecord) record = NULL;
  g_autoptr (CercleOutcome) late = NULL;

  fixture_sent (self, &self->ada, fixture_item (&self->ada, "case", id, DELETE, 1, NULL), REJECTED,
                "right");
  fixture_sent (self, &self->col, fixture_item (&self->col, "case", id, DELETE, 1, NULL), APPLIED,
                NULL);
  fixture_sent (self, &self->col, fixture_item (&self->col, "case", id, DELETE, 2, NULL), APPLIED,
                NULL);
  record = fixture_get (self, "case", id);
  g_assert_true (cercle_record_envelope (record)->deleted);
  /* The change of somebody who did not know is kept beside the deletion. */
  late = fixture_send (self, &self->ada,
                       fixture_item (&self->ada, "case", id, PATCH, 1, "{'need':'deux'}"));
  g_assert_cmpint (late->status, ==, CONFLICT);
  fixture_is (self, "conflict", late->conflicts[0], "proposed", "{\"need\":\"deux\"}");
  fixture_is (self, "conflict", late->conflicts[0], "current",
              "{\"need\":\"un\",\"deleted\":true}");
}

static void
test_delete_unseen (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, "'need':'un'");

  fixture_sent (self, &self->ada,
                fixture_item (&self->ada, "case", id, PATCH, 1, "{'need':'deux'}"), APPLIED, NULL);
  fixture_sent (self, &self->col, fixture_item (&self->col, "case", id, DELETE, 1, NULL), REJECTED,
                "rule");
  fixture_sent (self, &self->col, fixture_item (&self->col, "case", id, DELETE, 3, NULL), APPLIED,
                NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/writer/new-case", test_new_case);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/writer/refused/%u-%s-%s", i, refused[i].kind, refused[i].problem);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_refused);
    }
  g_test_add_func ("/writer/exists", test_exists);
  g_test_add_func ("/writer/directory", test_directory);
  g_test_add_func ("/writer/national", test_national);
  g_test_add_func ("/writer/authors", test_authors);
  g_test_add_func ("/writer/merge", test_merge);
  g_test_add_func ("/writer/sets-merge", test_sets_merge);
  g_test_add_func ("/writer/conflict", test_conflict);
  g_test_add_func ("/writer/own-changes", test_own_changes);
  g_test_add_func ("/writer/unknown-before", test_unknown_before);
  g_test_add_func ("/writer/gone", test_gone);
  g_test_add_func ("/writer/other-scope", test_other_scope);
  g_test_add_func ("/writer/notes", test_notes);
  g_test_add_func ("/writer/frame", test_frame);
  g_test_add_func ("/writer/delete", test_delete);
  g_test_add_func ("/writer/delete-unseen", test_delete_unseen);
  return g_test_run ();
}
