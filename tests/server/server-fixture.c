/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a server need before it can be asked anything? */
#include "server-fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "cercle-accounts.h"
#include "cercle-community.h"
#include "cercle-feed.h"
#include "cercle-founding.h"
#include "cercle-id.h"
#include "cercle-instant.h"
#include "cercle-json.h"
#include "cercle-query.h"
#include "cercle-vault.h"

/* People */

static void
person_clear (Person *person)
{
  g_free (person->member);
  g_free (person->account);
  g_free (person->scope);
  g_free (person->token);
}

/* A password takes long to hash: all have the same. */
static const char *
stored_password (void)
{
  static char *stored;

  if (stored == NULL)
    stored = cercle_vault_hash_password (FIXTURE_PASSWORD, NULL);
  return stored;
}

static void
add_person (Fixture *self, Person *person, const char *login, CercleRole role,
            const char *audiences)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleRecord) member = cercle_record_new (&cercle_member_kind);
  CercleAccount account = { 0 };
  g_autofree char *hash = NULL, *scopes = NULL;

  person->login = login;
  person->member = g_strdup (cercle_record_get_id (member));
  person->account = cercle_id_new ();
  person->token = cercle_id_token ();
  scopes = g_strdup_printf ("%s t:14 national", person->scope);
  cercle_envelope_set (&cercle_record_envelope (member)->scope, person->scope);
  cercle_record_set_text (member, CERCLE_MEMBER_LOGIN, login);
  cercle_record_set_text (member, CERCLE_MEMBER_LAST_NAME, login);
  cercle_record_set_text (member, CERCLE_MEMBER_ROLE, cercle_roles[role].token);
  account.id = person->account;
  account.login = (char *) login;
  account.password = (char *) stored_password ();
  account.role = role;
  account.audiences = (char *) audiences;
  account.scopes = scopes;
  account.member = person->member;
  hash = cercle_vault_hash_token (person->token);
  g_assert_true (cercle_feed_write (self->store, member, CERCLE_OP_CREATE, 15, NULL, &error) &&
                 cercle_accounts_put (self->store, &account, &error) &&
                 cercle_accounts_open_session (self->store, hash, login, "desk",
                                               cercle_instant_now (), &error));
  g_assert_no_error (error);
}

static void
add_people (Fixture *self)
{
  const char *team = cercle_role_audiences (CERCLE_ROLE_ADVISER);
  g_autofree char *protected = g_strconcat (team, " protected", NULL);

  self->ada.scope = g_strdup (self->here);
  self->bob.scope = g_strdup (self->here);
  self->col.scope = g_strdup (self->here);
  self->mia.scope = g_strdup (self->here);
  self->zoe.scope = g_strdup (self->there);
  add_person (self, &self->ada, "ada", CERCLE_ROLE_ADVISER, team);
  add_person (self, &self->bob, "bob", CERCLE_ROLE_ADVISER, team);
  add_person (self, &self->col, "col", CERCLE_ROLE_COORDINATOR, protected);
  add_person (self, &self->zoe, "zoe", CERCLE_ROLE_ADVISER, team);
  add_person (self, &self->mia, "mia", CERCLE_ROLE_MDPH, cercle_role_audiences (CERCLE_ROLE_MDPH));
}

static void
found (Fixture *self)
{
  g_autofree char *territory = NULL, *here = NULL, *there = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (cercle_store_begin (self->store, &error) &&
                 cercle_founding_territory (self->store, "14", &territory, &error) &&
                 cercle_founding_community (self->store, territory, "Bessin", &here, &error) &&
                 cercle_founding_community (self->store, territory, "Bocage", &there, &error));
  self->here = g_strconcat ("c:", here, NULL);
  self->there = g_strconcat ("c:", there, NULL);
  add_people (self);
  g_assert_true (cercle_store_commit (self->store, &error));
}

static void
open_store (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  self->store = cercle_store_open (self->path, CERCLE_STORE_SERVER, NULL, &error);
  g_assert_no_error (error);
  self->service = cercle_service_new (self->store, "Calvados");
}

Fixture *
fixture_new (void)
{
  Fixture *self = g_new0 (Fixture, 1);

  self->folder = g_dir_make_tmp ("cercle-server-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "server.db", NULL);
  open_store (self);
  found (self);
  return self;
}

static void
close_store (Fixture *self)
{
  g_clear_pointer (&self->service, cercle_service_free);
  g_assert_finalize_object (self->store);
}

void
fixture_reopen (Fixture *self)
{
  close_store (self);
  open_store (self);
}

Person *
fixture_referent (Fixture *self)
{
  const CercleNewcomer newcomer = { .login = "nat",
                                    .password = FIXTURE_PASSWORD,
                                    .last_name = "Nat",
                                    .community = self->here + strlen ("c:"),
                                    .role = CERCLE_ROLE_NATIONAL };
  Person *person = g_new0 (Person, 1);
  g_autofree char *hash = NULL;
  g_autoptr (CercleAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  person->login = "nat";
  person->scope = g_strdup (self->here);
  person->token = cercle_id_token ();
  hash = cercle_vault_hash_token (person->token);
  g_assert_true (cercle_store_begin (self->store, &error) &&
                 cercle_founding_member (self->store, &newcomer, &error) &&
                 cercle_store_commit (self->store, &error) &&
                 cercle_accounts_open_session (self->store, hash, "nat", "desk",
                                               cercle_instant_now (), &error));
  account = cercle_accounts_find (self->store, "nat", NULL);
  person->member = g_strdup (account->member);
  person->account = g_strdup (account->id);
  return person;
}

void
fixture_referent_free (Person *person)
{
  person_clear (person);
  g_free (person);
}

void
fixture_free (Fixture *self)
{
  static const char *const ends[] = { "", "-wal", "-shm", ".lock" };

  close_store (self);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strconcat (self->path, ends[i], NULL);
      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->here);
  g_free (self->there);
  person_clear (&self->ada);
  person_clear (&self->bob);
  person_clear (&self->col);
  person_clear (&self->mia);
  person_clear (&self->zoe);
  g_free (self);
}

/* Requests */

static char *
read_stream (CercleService *service, CercleAnswer *answer)
{
  GString *text = g_string_new (NULL);
  gboolean failed = FALSE;
  char *piece;

  while ((piece = answer->next (service, answer->next_data, &failed)) != NULL)
    {
      g_string_append (text, piece);
      g_free (piece);
    }
  if (failed)
    g_string_append (text, "CUT");
  return g_string_free (text, FALSE);
}

char *
fixture_ask (Fixture *self, const Person *person, const char *method, const char *path,
             const char *body, guint *status)
{
  g_auto (GStrv) parts = g_strsplit (path, "?", 2);
  CercleIncoming incoming = {
    .method = method,
    .path = parts[0],
    .query = parts[1],
    .token = person != NULL ? person->token : NULL,
    .body = body,
    .length = body != NULL ? strlen (body) : 0,
    .peer = "local",
  };
  CercleAnswer answer;
  char *text;

  cercle_service_answer (self->service, &incoming, &answer);
  *status = answer.status;
  text = answer.next != NULL ? read_stream (self->service, &answer)
                             : g_strdup (answer.body != NULL ? answer.body : "");
  cercle_answer_clear (&answer);
  return text;
}

char *
fixture_expect (Fixture *self, const Person *person, const char *method, const char *path,
                const char *body, guint status)
{
  guint found;
  char *text = fixture_ask (self, person, method, path, body, &found);

  if (found != status)
    g_error ("%s %s: %u instead of %u: %s", method, path, found, status, text);
  return text;
}

/* Mutations */

static JsonObject *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  JsonObject *object = cercle_json_parse (json, -1, 1 << 20, &error);

  g_assert_no_error (error);
  return object;
}

CercleMutation *
fixture_item (const Person *person, const char *kind, const char *id, CercleOp op, gint64 base_rev,
              const char *set)
{
  CercleMutation *item = g_new0 (CercleMutation, 1);

  item->mid = cercle_id_new ();
  item->kind = cercle_kind_find (kind);
  g_assert_nonnull (item->kind);
  item->id = id != NULL ? g_strdup (id) : cercle_id_new ();
  item->scope = g_strdup (person->scope);
  item->op = op;
  item->base_rev = base_rev;
  item->set = set != NULL ? parse (set) : NULL;
  item->at = cercle_instant_now_text ();
  return item;
}

CercleMutation *
fixture_was (CercleMutation *item, const char *was)
{
  item->was = parse (was);
  return item;
}

GPtrArray *
fixture_push_all (Fixture *self, const Person *person, GPtrArray *items)
{
  g_autofree char *body = cercle_wire_put_batch ("desk", items);
  g_autofree char *answer = fixture_expect (self, person, "POST", "/v1/mutations", body, 200);
  g_autoptr (GError) error = NULL;
  GPtrArray *outcomes = cercle_wire_get_outcomes (answer, strlen (answer), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (outcomes->len, ==, items->len);
  return outcomes;
}

GPtrArray *
fixture_push (Fixture *self, const Person *person, ...)
{
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_mutation_free);
  CercleMutation *item;
  va_list args;

  va_start (args, person);
  while ((item = va_arg (args, CercleMutation *)) != NULL)
    g_ptr_array_add (items, item);
  va_end (args);
  return fixture_push_all (self, person, items);
}

CercleOutcome *
fixture_send (Fixture *self, const Person *person, CercleMutation *item)
{
  g_autoptr (GPtrArray) outcomes = fixture_push (self, person, item, NULL);
  return g_ptr_array_steal_index (outcomes, 0);
}

void
fixture_sent (Fixture *self, const Person *person, CercleMutation *item, CercleOutcomeStatus status,
              const char *problem)
{
  g_autoptr (CercleOutcome) outcome = fixture_send (self, person, item);

  g_assert_cmpstr (outcome->problem, ==, problem);
  g_assert_cmpstr (cercle_outcome_names[outcome->status], ==, cercle_outcome_names[status]);
}

char *
fixture_case (Fixture *self, const Person *person, const char *set)
{
  g_autofree char *whole = g_strdup_printf ("{'opened_on':'2020-06-02'%s%s}",
                                            set != NULL ? "," : "", set != NULL ? set : "");
  CercleMutation *item = fixture_item (person, "case", NULL, CERCLE_OP_CREATE, 0, whole);
  char *id = g_strdup (item->id);

  fixture_sent (self, person, item, CERCLE_OUTCOME_APPLIED, NULL);
  return id;
}

/* Records */

CercleRecord *
fixture_get (Fixture *self, const char *kind, const char *id)
{
  g_autoptr (GError) error = NULL;
  CercleRecord *record = cercle_store_get (self->store, cercle_kind_find (kind), id, &error);

  g_assert_no_error (error);
  return record;
}

char *
fixture_text (Fixture *self, const char *kind, const char *id, const char *field)
{
  g_autoptr (CercleRecord) record = fixture_get (self, kind, id);
  int i = cercle_kind_field (cercle_kind_find (kind), field);

  g_assert_nonnull (record);
  g_assert_cmpint (i, >=, 0);
  return cercle_record_value_text (record, (guint) i);
}

void
fixture_is (Fixture *self, const char *kind, const char *id, const char *field, const char *value)
{
  g_autofree char *text = fixture_text (self, kind, id, field);
  g_assert_cmpstr (text, ==, value);
}

GPtrArray *
fixture_find (Fixture *self, const char *kind, const char *field, const char *value)
{
  const CercleKind *of = cercle_kind_find (kind);
  g_autoptr (CercleQuery) query = cercle_query_new (of);
  g_autoptr (GError) error = NULL;
  GPtrArray *found;

  cercle_query_where (query, (guint) cercle_kind_field (of, field), CERCLE_IS, value);
  found = cercle_store_find (self->store, query, &error);
  g_assert_no_error (error);
  return found;
}

/* Streams */

static GPtrArray *
read_lines (const char *text)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_line_free);
  g_auto (GStrv) parts = g_strsplit (text, "\n", -1);

  for (guint i = 0; parts[i] != NULL && *parts[i] != '\0'; i++)
    {
      g_autoptr (GError) error = NULL;
      CercleLine *line = cercle_wire_get_line (parts[i], strlen (parts[i]), &error);

      g_assert_no_error (error);
      g_ptr_array_add (lines, line);
    }
  return lines;
}

GPtrArray *
fixture_changes (Fixture *self, const Person *person, const char *scope, gint64 after)
{
  g_autofree char *epoch = cercle_feed_epoch (self->store);
  g_autofree char *cursor = cercle_wire_put_cursor (scope, epoch, after);
  g_autofree char *path = g_strdup_printf ("/v1/scopes/%s/changes?cursor=%s", scope, cursor);
  g_autofree char *text = fixture_expect (self, person, "GET", path, NULL, 200);

  return read_lines (text);
}

GPtrArray *
fixture_snapshot (Fixture *self, const Person *person, const char *scope)
{
  g_autofree char *path = g_strdup_printf ("/v1/scopes/%s/snapshot", scope);
  g_autofree char *text = fixture_expect (self, person, "GET", path, NULL, 200);

  return read_lines (text);
}

int
fixture_told (GPtrArray *lines, const char *id)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const CercleLine *line = lines->pdata[i];
      if (line->sort == CERCLE_LINE_ITEM && g_strcmp0 (line->item->id, id) == 0)
        return line->item->op;
    }
  return -1;
}

/* Everything */

static void
dump_rows (sqlite3 *database, GString *text, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" ORDER BY 1, 2", table);
  sqlite3_stmt *rows = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (database, sql, -1, &rows, NULL), ==, SQLITE_OK);
  while (sqlite3_step (rows) == SQLITE_ROW)
    {
      g_string_append (text, table);
      for (int i = 0; i < sqlite3_column_count (rows); i++)
        g_string_append_printf (text, "|%s", (const char *) sqlite3_column_text (rows, i));
      g_string_append_c (text, '\n');
    }
  sqlite3_finalize (rows);
}

char *
fixture_dump (Fixture *self)
{
  GString *text = g_string_new (NULL);
  sqlite3 *database = NULL;
  sqlite3_stmt *tables = NULL;

  g_assert_cmpint (sqlite3_open (self->path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database,
                                       "SELECT name FROM sqlite_schema WHERE type='table'"
                                       " ORDER BY name",
                                       -1, &tables, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (tables) == SQLITE_ROW)
    dump_rows (database, text, (const char *) sqlite3_column_text (tables, 0));
  sqlite3_finalize (tables);
  sqlite3_close (database);
  return g_string_free (text, FALSE);
}
