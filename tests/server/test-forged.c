/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What no desk of ours would send, sent straight to the server: is each refused with its reason,
 * and does it change nothing? One line or more for each rule that the model shares. */
#include "server-fixture.h"

#define CREATE CERCLE_OP_CREATE
#define PATCH CERCLE_OP_PATCH
#define DELETE CERCLE_OP_DELETE

#define AT "'at':'2020-06-04T08:00:00.000Z'"
#define EVENT(sort) "'case':'$case','sort':'" sort "'," AT

/* $word stands for the identity of what was set up under that name. */
typedef struct
{
  const char *kind, *name; /* name: of what is patched or deleted; NULL: created */
  CercleOp op;
  const char *set, *problem, *field; /* field of the refusal, or NULL */
} Forgery;

static const Forgery forgeries[] = {
  /* Moves */
  { "event", NULL, CREATE, EVENT ("status") ",'from_value':'received','to_value':'in_place'",
    "move", NULL },
  { "event", NULL, CREATE, EVENT ("status") ",'from_value':'received','to_value':'closed'", "move",
    NULL },
  { "event", NULL, CREATE, EVENT ("reopening") ",'from_value':'received','to_value':'to_qualify'",
    "move", NULL },
  { "event", NULL, CREATE, EVENT ("closing") ",'from_value':'received','to_value':'closed'", "move",
    NULL },
  { "event", NULL, CREATE, EVENT ("baton") ",'from_value':'member:$ada'", "holder", NULL },
  { "event", NULL, CREATE, EVENT ("baton") ",'from_value':'member:$ada','to_value':'somebody'",
    "move", NULL },
  { "event", NULL, CREATE, EVENT ("debrief"), "move", NULL },
  { "event", NULL, CREATE, EVENT ("orientation") ",'to_value':'nowhere','why':'x'", "move", NULL },
  { "event", NULL, CREATE, EVENT ("orientation") ",'to_value':'mdph'", "move", NULL },
  { "event", NULL, CREATE, EVENT ("orientation") ",'to_value':'dc','rule':'$rule'", "move", NULL },
  { "event", NULL, CREATE, EVENT ("break_glass") ",'why':'x'", "right", "sort" },
  { "event", NULL, CREATE, EVENT ("told"), "right", "sort" },
  { "event", NULL, CREATE, EVENT ("note") ",'text':'x','by':'$bob'", "right", "by" },
  { "event", NULL, CREATE, EVENT ("note") ",'text':'x','stale':true", "derived", "stale" },
  /* What stands in the way of a closing */
  { "event", NULL, CREATE,
    "'case':'$busy','sort':'closing'," AT
    ",'from_value':'received','to_value':'closed','motive':'information'",
    "open-actions", NULL },
  { "event", NULL, CREATE,
    "'case':'$danger','sort':'closing'," AT
    ",'from_value':'received','to_value':'closed','motive':'information'",
    "danger", NULL },
  /* The case's own fields for all that */
  { "case", "case", PATCH, "'status':'closed'", "derived", "status" },
  { "case", "case", PATCH, "'holder':'member:$bob'", "derived", "holder" },
  { "case", "case", PATCH, "'responsibility':'mdph'", "derived", "responsibility" },
  { "case", "case", PATCH, "'debriefed_on':'2020-06-04'", "derived", "debriefed_on" },
  { "case", "case", PATCH, "'open_actions':0", "derived", "open_actions" },
  /* What is passed on */
  { "request", NULL, CREATE,
    "'case':'$case','organisation':'$partner','asked_on':'2020-06-10','answer':'waiting',"
    "'sent':['identity']",
    "consent", NULL },
  { "request", "request", PATCH, "'sent':{'add':['identity'],'remove':[]}", "consent", NULL },
  { "request", "request", PATCH, "'answer':'no'", "rule", NULL },
  { "request", NULL, CREATE,
    "'case':'$hard','organisation':'$partner','asked_on':'2020-06-10','answer':'waiting'",
    "debrief", NULL },
  { "transfer", NULL, CREATE,
    "'case':'$case','direction':'out','community':'Orne','sent_at':'2020-06-04T08:00:00.000Z',"
    "'data':['identity']",
    "consent", NULL },
  /* What is written once */
  { "consent", "consent", PATCH, "'given':'yes'", "right", "given" },
  { "merge", NULL, CREATE, AT ",'loser':'$person','survivor':'$person'", "rule", NULL },
  /* What was signed */
  { "matrix", NULL, CREATE, "'version':8,'state':'in_force','in_force_on':'2020-06-02'", "in-force",
    NULL },
  { "matrix", "matrix", PATCH, "'signed_by':'me'", "in-force", NULL },
  { "matrix", "matrix", PATCH, "'version':8", "in-force", NULL },
  { "matrix", "matrix", PATCH, "'in_force_on':'2020-01-01'", "in-force", NULL },
  { "matrix", "matrix", PATCH, "'state':'draft'", "in-force", NULL },
  { "matrix", "matrix", DELETE, NULL, "right", NULL },
  { "matrix", "bare", PATCH, "'state':'in_force','in_force_on':'2020-06-02','signed_by':'ARS'",
    "rule", NULL },
  { "matrix", "draft", PATCH, "'state':'in_force'", "rule", NULL },
  { "rule", "rule", PATCH, "'responsibility':'dc'", "in-force", NULL },
  { "rule", "rule", PATCH, "'matrix':'$draft'", "in-force", NULL },
  { "rule", "drafted", PATCH, "'matrix':'$matrix'", "in-force", NULL },
  { "rule", "rule", DELETE, NULL, "in-force", NULL },
  { "rule", NULL, CREATE, "'matrix':'$matrix','position':2,'responsibility':'dc'", "in-force",
    NULL },
};

typedef struct
{
  Fixture *self;
  GHashTable *names; /* word → identity */
  guint rev;
} Place;

/* (transfer full): set with each $word replaced, in braces. */
static char *
spell (Place *place, const char *set)
{
  g_autoptr (GRegex) word = g_regex_new ("\\$([a-z]+)", 0, 0, NULL);
  g_auto (GStrv) pieces = g_regex_split (word, set, 0);

  /* Every second piece is a word. */
  for (guint i = 1; pieces[i] != NULL; i += 2)
    {
      const char *id = g_hash_table_lookup (place->names, pieces[i]);

      g_assert_nonnull (id);
      g_free (pieces[i]);
      pieces[i] = g_strdup (id);
      if (pieces[i + 1] == NULL)
        break;
    }
  {
    g_autofree char *joined = g_strjoinv (NULL, pieces);

    return g_strconcat ("{", joined, "}", NULL);
  }
}

static CercleMutation *
item_of (Place *place, const Forgery *line)
{
  const char *id = line->name != NULL ? g_hash_table_lookup (place->names, line->name) : NULL;
  g_autofree char *set = line->set != NULL ? spell (place, line->set) : NULL;
  g_autoptr (CercleRecord) known = id != NULL ? fixture_get (place->self, line->kind, id) : NULL;
  CercleMutation *item =
      fixture_item (&place->self->col, line->kind, id, line->op,
                    known != NULL ? cercle_record_envelope (known)->rev : 0, set);

  if (g_str_equal (line->kind, "organisation"))
    {
      g_free (item->scope);
      item->scope = g_strdup ("t:14");
    }
  return item;
}

static void
set_up (Place *place, const char *name, const char *kind, const char *set)
{
  const Forgery line = { kind, NULL, CREATE, set, NULL, NULL };
  CercleMutation *item = item_of (place, &line);

  g_hash_table_insert (place->names, g_strdup (name), g_strdup (item->id));
  fixture_sent (place->self, &place->self->col, item, CERCLE_OUTCOME_APPLIED, NULL);
}

static void
allow (Place *place, const char *name, const char *kind, const char *set)
{
  const Forgery line = { kind, name, PATCH, set, NULL, NULL };

  fixture_sent (place->self, &place->self->col, item_of (place, &line), CERCLE_OUTCOME_APPLIED,
                NULL);
}

static void
place_init (Place *place)
{
  place->self = fixture_new ();
  place->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  /* Who sends is the coordinator: she may the most. */
  g_hash_table_insert (place->names, g_strdup ("ada"), g_strdup (place->self->col.member));
  g_hash_table_insert (place->names, g_strdup ("bob"), g_strdup (place->self->bob.member));
  set_up (place, "partner", "organisation", "'name':'SAVS','family':'esms'");
  set_up (place, "person", "person", "'last_name':'Quesnel'");
  set_up (place, "case", "case", "'opened_on':'2020-06-02','person':'$person'");
  set_up (place, "hard", "case", "'opened_on':'2020-06-02','person':'$person','level':3");
  set_up (place, "busy", "case", "'opened_on':'2020-06-02'");
  set_up (place, "danger", "case", "'opened_on':'2020-06-02','danger':true");
  set_up (place, "action", "action", "'case':'$busy','sort':'ask','state':'open'");
  set_up (place, "request", "request",
          "'case':'$case','organisation':'$partner','asked_on':'2020-06-10','answer':'waiting'");
  set_up (place, "consent", "consent",
          "'person':'$person','purpose':'exchange','recipients':'partners','given':'no',"
          "'given_on':'2020-06-02'");
  set_up (place, "matrix", "matrix", "'version':1,'state':'draft','signed_by':'MDPH, ARS'");
  set_up (place, "rule", "rule", "'matrix':'$matrix','position':1,'responsibility':'mdph'");
  allow (place, "matrix", "matrix", "'state':'in_force','in_force_on':'2020-06-02'");
  set_up (place, "oriented", "case", "'opened_on':'2020-06-02'");
  set_up (place, "orientation", "event",
          "'case':'$oriented','sort':'orientation'," AT
          ",'to_value':'mdph','rule':'$rule','rule_version':1");
  set_up (place, "draft", "matrix", "'version':2,'state':'draft','signed_by':'MDPH, ARS'");
  set_up (place, "drafted", "rule", "'matrix':'$draft','position':1,'responsibility':'mdph'");
  set_up (place, "bare", "matrix", "'version':3,'state':'draft'");
}

static void
place_clear (Place *place)
{
  g_hash_table_unref (place->names);
  fixture_free (place->self);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static void
test_refused (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GPtrArray) before = NULL;

  place_init (&place);
  before = fixture_changes (place.self, &place.self->col, place.self->here, 0);
  for (guint i = 0; i < G_N_ELEMENTS (forgeries); i++)
    {
      g_autoptr (CercleOutcome) outcome =
          fixture_send (place.self, &place.self->col, item_of (&place, &forgeries[i]));
      g_autoptr (GPtrArray) after = NULL;

      g_test_message ("%s %s", forgeries[i].kind, forgeries[i].set);
      g_assert_cmpint (outcome->status, ==, CERCLE_OUTCOME_REJECTED);
      g_assert_cmpstr (outcome->problem, ==, forgeries[i].problem);
      if (forgeries[i].field != NULL)
        g_assert_cmpstr (outcome->field, ==, forgeries[i].field);
      after = fixture_changes (place.self, &place.self->col, place.self->here, 0);
      g_assert_cmpuint (after->len, ==, before->len);
    }
}

/* Each reason that the model gives about moves, gates and the matrix was given above. */
static void
test_complete (void)
{
  static const int codes[] = { CERCLE_RECORD_ERROR_MOVE,    CERCLE_RECORD_ERROR_CONSENT,
                               CERCLE_RECORD_ERROR_DEBRIEF, CERCLE_RECORD_ERROR_ACTIONS,
                               CERCLE_RECORD_ERROR_DANGER,  CERCLE_RECORD_ERROR_HOLDER,
                               CERCLE_RECORD_ERROR_RULE,    CERCLE_RECORD_ERROR_IN_FORCE };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (CERCLE_RECORD_ERROR, codes[i], "");
      const char *token = cercle_problem_token (error);
      guint n = 0;

      for (guint f = 0; f < G_N_ELEMENTS (forgeries); f++)
        n += g_str_equal (forgeries[f].problem, token);
      g_assert_cmpuint (n, >, 0);
    }
}

/* What is allowed of a version that was signed: to retire, and to be taken back before it decided
 * anything. */
static void
test_signed (void)
{
  g_auto (Place) place = { 0 };

  place_init (&place);
  allow (&place, "draft", "matrix", "'state':'in_force','in_force_on':'2020-06-10'");
  allow (&place, "draft", "matrix", "'state':'draft','in_force_on':null");
  allow (&place, "drafted", "rule", "'responsibility':'dc'");
  allow (&place, "matrix", "matrix", "'state':'retired'");
  allow (&place, "bare", "matrix", "'state':'retired'");
  allow (&place, "bare", "matrix", "'state':'draft','source':'again'");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forged/refused", test_refused);
  g_test_add_func ("/forged/complete", test_complete);
  g_test_add_func ("/forged/signed", test_signed);
  return g_test_run ();
}
