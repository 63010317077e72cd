/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What do the users of a desk do? */
#define G_LOG_DOMAIN "torture"

#include "torture.h"

#include <string.h>

#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-conflict.h"
#include "cercle-event.h"
#include "cercle-macros.h"
#include "cercle-moves.h"
#include "cercle-organisation.h"
#include "cercle-person.h"
#include "cercle-query.h"
#include "random-work.h"

static const CercleKind *const edited[] = {
  &cercle_person_kind, &cercle_case_kind,         &cercle_case_kind, &cercle_relative_kind,
  &cercle_action_kind, &cercle_organisation_kind, &cercle_call_kind, &cercle_person_kind,
  &cercle_case_kind,   &cercle_contact_kind,
};

void
desk_take_error (Desk *desk, const GError *error)
{
  if (error == NULL || error->domain != CERCLE_STORE_ERROR)
    return;
  if (!desk->failing)
    world_fail (desk->world, "disk of desk %u: %s", desk->index, error->message);
  cercle_store_fail_at (desk->store, 0, 0);
  desk->failing = FALSE;
  if (world_chance (desk->world, 30))
    return;
  desk->dead = desk->busy;
  if (!desk->dead)
    desk_restart (desk);
}

/* Looking */

/* (transfer full): in the order of identities, or NULL when the disk failed. */
static GPtrArray *
find_all (Desk *desk, const CercleKind *kind)
{
  g_autoptr (CercleQuery) query = cercle_query_new (kind);
  g_autoptr (GError) error = NULL;
  GPtrArray *found = cercle_store_find (desk->store, query, &error);

  desk_take_error (desk, error);
  return found;
}

/* (transfer full): a record of the kind, or NULL; mostly the one that everybody is busy with. */
static CercleRecord *
pick_record (Desk *desk, const CercleKind *kind)
{
  g_autoptr (GPtrArray) found = find_all (desk, kind);
  guint n = found != NULL ? found->len : 0;

  if (n == 0)
    return NULL;
  return g_object_ref (
      found->pdata[world_chance (desk->world, 60) ? 0 : world_pick (desk->world, n)]);
}

/* Values: few different ones, so that people often write the same */

static char *
random_tokens (World *world, const CercleField *field)
{
  static const char *const codes[] = { "alpha", "bravo", "charlie", "delta" };
  guint n_choices = G_N_ELEMENTS (codes), n = 1 + world_pick (world, 3);
  g_autoptr (GString) tokens = g_string_new (NULL);

  if (field->choices != NULL)
    for (n_choices = 0; field->choices[n_choices].token != NULL;)
      n_choices++;
  if (field->type != CERCLE_SET)
    n = 1;
  for (; n > 0; n--)
    {
      guint i = world_pick (world, n_choices);

      g_string_append_printf (tokens, "%s%s", tokens->len > 0 ? " " : "",
                              field->choices != NULL ? field->choices[i].token : codes[i]);
    }
  return g_string_free (g_steal_pointer (&tokens), FALSE);
}

static char *
random_reference (Desk *desk, const CercleField *field)
{
  g_auto (GStrv) targets = g_strsplit (field->targets, " ", -1);
  guint n_targets = g_strv_length (targets);
  const char *target = targets[world_pick (desk->world, n_targets)];
  g_autoptr (CercleRecord) record = pick_record (desk, cercle_kind_find (target));

  if (record == NULL)
    return NULL;
  if (n_targets == 1)
    return g_strdup (cercle_record_get_id (record));
  return g_strdup_printf ("%s:%s", target, cercle_record_get_id (record));
}

/* (transfer full) (nullable) */
static char *
random_text (Desk *desk, const CercleField *field)
{
  guint n = world_pick (desk->world, 4);

  switch (field->type)
    {
    case CERCLE_DAY:
      return g_strdup_printf ("2020-07-%02u", n + 1);
    case CERCLE_INSTANT:
      return g_strdup_printf ("2020-06-23T08:0%u:00.000Z", n);
    case CERCLE_CHOICE:
    case CERCLE_CODE:
    case CERCLE_SET:
      return random_tokens (desk->world, field);
    case CERCLE_REF:
      return random_reference (desk, field);
    default:
      if (field->flags & CERCLE_PHONE)
        return g_strdup_printf ("+3323100000%u", n);
      return g_strdup_printf ("%c%u", 'a' + (char) desk->index, n);
    }
}

static void
set_random (Desk *desk, CercleRecord *record, guint i)
{
  const CercleField *field = &cercle_record_get_kind (record)->fields[i];
  g_autofree char *text = NULL;

  if (world_chance (desk->world, 15) && !(field->flags & CERCLE_REQUIRED))
    cercle_record_unset (record, i);
  else if (field->type == CERCLE_FLAG)
    cercle_record_set_flag (record, i, world_chance (desk->world, 50));
  else if (field->type == CERCLE_INTEGER)
    cercle_record_set_integer (record, i, field->min + world_pick (desk->world, 3));
  else if (field->type == CERCLE_MINUTE)
    cercle_record_set_integer (record, i, 480 + world_pick (desk->world, 3));
  else if ((text = random_text (desk, field)) != NULL)
    cercle_record_set_text (record, i, text);
}

/* Fields that mean one thing are often set together, and some fields by everybody. */
static void
set_some (Desk *desk, CercleRecord *record)
{
  const CercleKind *kind = cercle_record_get_kind (record);
  guint64 fields = 0;

  for (guint n = 1 + world_pick (desk->world, 3); n > 0; n--)
    {
      guint i = world_pick (desk->world, world_chance (desk->world, 70) ? 8 : kind->n_fields);

      i = MIN (i, kind->n_fields - 1);

      fields |= world_chance (desk->world, 40) ? cercle_kind_group (kind, i) : CERCLE_MASK (i);
    }
  for (guint i = 0; i < kind->n_fields; i++)
    if ((fields & CERCLE_MASK (i)) && !(kind->fields[i].flags & (CERCLE_DERIVED | CERCLE_RETIRED)))
      set_random (desk, record, i);
}

/* Committing */

/* The numbers of revs mean what they meant in the history that this desk knew of. */
static void
note_history (Desk *desk)
{
  World *world = desk->world;
  g_autoptr (GPtrArray) pending = NULL;
  g_autofree char *epoch = NULL;

  cercle_store_fail_at (desk->store, 0, 0);
  desk->failing = FALSE;
  epoch = cercle_store_get_setting (desk->store, "epoch");
  pending = cercle_journal_pending (desk->store, 500, 1 << 20, NULL);
  for (guint i = 0; pending != NULL && i < pending->len; i++)
    {
      const CercleMutation *mutation = pending->pdata[i];

      if (!g_hash_table_contains (world->written, mutation->mid))
        g_hash_table_insert (world->written, g_strdup (mutation->mid),
                             epoch != NULL ? g_hash_table_lookup (world->epochs, epoch)
                                           : GUINT_TO_POINTER (1));
    }
}

void
desk_note_refused (Desk *desk)
{
  g_autoptr (GHashTable) before = g_steal_pointer (&desk->refused);
  g_autoptr (GPtrArray) refusals = NULL;
  g_autoptr (GError) error = NULL;
  GHashTableIter iter;
  gpointer mid;

  cercle_store_fail_at (desk->store, 0, 0);
  desk->failing = FALSE;
  refusals = cercle_journal_refusals (desk->store, &error);
  g_assert_no_error (error);
  desk->refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < refusals->len; i++)
    g_hash_table_add (desk->refused,
                      g_strdup (((CercleRefusal *) refusals->pdata[i])->mutation->mid));
  if (before == NULL)
    return;
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &mid, NULL))
    if (!g_hash_table_contains (desk->refused, mid))
      g_hash_table_add (desk->given_up, g_strdup (mid));
}

/* Takes tx. FALSE when the disk failed; what the rules refuse is as good as what they accept. */
static gboolean
commit (Desk *desk, CercleTx *tx, const char *what)
{
  g_autoptr (CercleTx) owned = tx;
  g_autoptr (GError) error = NULL;
  CercleTx *undo = NULL;

  if (!desk->failing)
    desk_note_refused (desk);
  world_look_at_clock (desk->world, desk);
  desk->world->n_commits++;
  if (cercle_journal_commit (desk->store, tx, desk->member, TORTURE_ZONE, &undo, &error))
    {
      world_note (desk->world, "desk %u: %s of %s", desk->index, what,
                  cercle_tx_get_size (tx) > 0 ? cercle_record_get_id (cercle_tx_get_record (tx, 0))
                                              : "nothing");
      if (undo != NULL)
        g_ptr_array_add (desk->undo, undo);
      note_history (desk);
      desk_note_refused (desk);
      return TRUE;
    }
  world_note (desk->world, "desk %u: no %s: %s", desk->index, what, error->message);
  /* What was to be undone has been removed meanwhile. */
  if (!desk->failing && g_error_matches (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FAILED))
    return TRUE;
  desk_take_error (desk, error);
  return error->domain != CERCLE_STORE_ERROR;
}

static CercleRecord *
new_record (Desk *desk, const CercleKind *kind, const char *scope)
{
  CercleRecord *record = cercle_record_new (kind);

  cercle_envelope_set (&cercle_record_envelope (record)->scope, scope);
  return record;
}

/* (transfer full) */
static char *
pick_community (Desk *desk)
{
  g_auto (GStrv) scopes = cercle_journal_scopes (desk->store);
  g_autoptr (GPtrArray) communities = g_ptr_array_new ();

  for (guint i = 0; scopes != NULL && scopes[i] != NULL; i++)
    if (g_str_has_prefix (scopes[i], "c:"))
      g_ptr_array_add (communities, scopes[i]);
  if (communities->len == 0)
    return NULL;
  return g_strdup (communities->pdata[world_pick (desk->world, communities->len)]);
}

/* Actions */

static gboolean
edit (Desk *desk)
{
  const CercleKind *kind = edited[world_pick (desk->world, G_N_ELEMENTS (edited))];
  g_autoptr (CercleRecord) record = pick_record (desk, kind);
  CercleTx *tx;

  if (record == NULL)
    return TRUE;
  set_some (desk, record);
  if (cercle_record_get_changed (record) == 0)
    return TRUE;
  tx = cercle_tx_new ("Edit");
  cercle_tx_save (tx, record);
  return commit (desk, tx, "edit");
}

gboolean
desk_create_case (Desk *desk)
{
  g_autofree char *scope = pick_community (desk);
  g_autoptr (CercleRecord) person = NULL;
  g_autoptr (CercleRecord) kase = NULL;
  g_autoptr (CercleRecord) call = NULL;
  CercleTx *tx;

  if (scope == NULL)
    return TRUE;
  person = new_record (desk, &cercle_person_kind, scope);
  kase = new_record (desk, &cercle_case_kind, scope);
  call = new_record (desk, &cercle_call_kind, scope);
  set_some (desk, person);
  cercle_record_set_text (person, CERCLE_PERSON_LAST_NAME, "Quesnel");
  cercle_record_set_text (kase, CERCLE_CASE_PERSON, cercle_record_get_id (person));
  cercle_record_set_text (kase, CERCLE_CASE_OPENED_ON, "2020-06-23");
  cercle_record_set_text (call, CERCLE_CALL_CASE, cercle_record_get_id (kase));
  cercle_record_set_text (call, CERCLE_CALL_PERSON, cercle_record_get_id (person));
  cercle_record_set_text (call, CERCLE_CALL_STARTED_AT, "2020-06-23T07:00:00.000Z");
  tx = cercle_tx_new ("Call");
  cercle_tx_save (tx, person);
  cercle_tx_save (tx, kase);
  cercle_tx_save (tx, call);
  return commit (desk, tx, "call");
}

static gboolean
create_other (Desk *desk)
{
  static const CercleKind *const kinds[] = { &cercle_organisation_kind, &cercle_contact_kind,
                                             &cercle_relative_kind, &cercle_action_kind };
  const CercleKind *kind = kinds[world_pick (desk->world, G_N_ELEMENTS (kinds))];
  g_autofree char *scope = *kind->scopes == 't' ? g_strdup ("t:14") : pick_community (desk);
  g_autoptr (CercleRecord) record = NULL;
  CercleTx *tx;

  if (scope == NULL)
    return TRUE;
  record = new_record (desk, kind, scope);
  for (guint i = 0; i < kind->n_fields; i++)
    if (kind->fields[i].flags & CERCLE_REQUIRED)
      set_random (desk, record, i);
  set_some (desk, record);
  tx = cercle_tx_new ("New");
  cercle_tx_save (tx, record);
  return commit (desk, tx, kind->name);
}

static gboolean
note (Desk *desk)
{
  g_autoptr (CercleRecord) kase = pick_record (desk, &cercle_case_kind);
  g_autoptr (CercleRecord) event = NULL;
  CercleTx *tx;

  if (kase == NULL)
    return TRUE;
  world_look_at_clock (desk->world, desk);
  event = cercle_event_new (kase, "note", "A word.");
  tx = cercle_tx_new ("Note added");
  cercle_tx_save (tx, event);
  return commit (desk, tx, "note");
}

/* (transfer full) */
static CercleRecord *
random_move (Desk *desk, CercleRecord *kase)
{
  World *world = desk->world;
  const char *status = cercle_record_get_text (kase, CERCLE_CASE_STATUS);
  g_autofree char *holder = NULL;
  g_auto (GStrv) next = NULL;

  if (!cercle_case_status_is_open (status))
    return cercle_move_reopen (kase, "again");
  if (world_chance (world, 10))
    return cercle_move_close (kase, "information", "done");
  if (world_chance (world, 40))
    {
      holder =
          g_strconcat ("member:", world->desks[world_pick (world, world->n_desks)].member, NULL);
      return cercle_move_baton (kase, holder, "Call", "2020-07-01");
    }
  next = cercle_case_next_statuses (status);
  if (next[0] == NULL)
    return cercle_move_close (kase, "information", "done");
  return cercle_move_status (kase, next[world_pick (world, g_strv_length (next))], "so");
}

static gboolean
move (Desk *desk)
{
  g_autoptr (CercleRecord) kase = pick_record (desk, &cercle_case_kind);
  g_autoptr (CercleRecord) event = NULL;
  CercleTx *tx;

  if (kase == NULL)
    return TRUE;
  world_look_at_clock (desk->world, desk);
  event = random_move (desk, kase);
  tx = cercle_tx_new ("Move");
  cercle_tx_save (tx, event);
  return commit (desk, tx, cercle_record_get_text (event, CERCLE_EVENT_SORT));
}

/* Moves, actions, consents, requests, solutions, transfers, merges, the matrix; allowed or not. */
static gboolean
work (Desk *desk)
{
  const char *members[TORTURE_MAX_DESKS + 1] = { NULL };
  g_autofree char *scope = pick_community (desk);
  const RandomWork hands = { desk->store, desk->world->rand, members, scope };
  g_autoptr (GError) error = NULL;
  const char *what = NULL;
  CercleTx *tx = NULL;

  for (guint i = 0; i < desk->world->n_desks; i++)
    members[i] = desk->world->desks[i].member;
  if (scope == NULL)
    return TRUE;
  world_look_at_clock (desk->world, desk);
  tx = random_work (&hands, &what, &error);
  desk_take_error (desk, error);
  return tx == NULL || commit (desk, tx, what);
}

static gboolean
protect (Desk *desk)
{
  g_autoptr (CercleRecord) kase = pick_record (desk, &cercle_case_kind);
  CercleTx *tx;

  if (kase == NULL)
    return TRUE;
  cercle_record_set_text (kase, CERCLE_CASE_PROFILE,
                          world_chance (desk->world, 60) ? "ase" : "standard");
  if (cercle_record_get_changed (kase) == 0)
    return TRUE;
  tx = cercle_tx_new ("Access");
  cercle_tx_save (tx, kase);
  return commit (desk, tx, "access");
}

static gboolean
remove_record (Desk *desk)
{
  const CercleKind *kind = edited[world_pick (desk->world, G_N_ELEMENTS (edited))];
  g_autoptr (CercleRecord) record = pick_record (desk, kind);
  CercleTx *tx;

  if (record == NULL)
    return TRUE;
  tx = cercle_tx_new ("Remove");
  cercle_tx_delete (tx, record);
  return commit (desk, tx, "removal");
}

static gboolean
resolve (Desk *desk)
{
  g_autoptr (CercleRecord) conflict = pick_record (desk, &cercle_conflict_kind);
  CercleTx *tx;

  if (conflict == NULL)
    return TRUE;
  cercle_record_set_text (conflict, CERCLE_CONFLICT_CHOICE,
                          world_chance (desk->world, 50) ? "current" : "proposed");
  if (cercle_record_get_changed (conflict) == 0)
    return TRUE;
  tx = cercle_tx_new ("Choice");
  cercle_tx_save (tx, conflict);
  return commit (desk, tx, "choice");
}

static gboolean
undo (Desk *desk)
{
  if (desk->undo->len == 0)
    return TRUE;
  return commit (desk, g_ptr_array_steal_index (desk->undo, desk->undo->len - 1), "undo");
}

/* With what was sent again went all that was written together with it. */
static void
note_dealt_with (Desk *desk, GPtrArray *refusals)
{
  if (desk->refused == NULL)
    desk->refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < refusals->len; i++)
    g_hash_table_add (desk->refused,
                      g_strdup (((CercleRefusal *) refusals->pdata[i])->mutation->mid));
  desk_note_refused (desk);
}

static gboolean
deal_with_refusal (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) refusals = cercle_journal_refusals (desk->store, &error);
  const CercleRefusal *refusal;
  gboolean again = world_chance (desk->world, 50), good;

  desk_take_error (desk, error);
  if (refusals == NULL || refusals->len == 0)
    return TRUE;
  refusal = refusals->pdata[world_pick (desk->world, refusals->len)];
  world_note (desk->world, "desk %u: %s %s", desk->index, again ? "tries again" : "lets go",
              refusal->mutation->mid);
  good = again ? cercle_journal_retry (desk->store, refusal->mutation->mid, &error)
               : cercle_journal_abandon (desk->store, refusal->mutation->mid, &error);
  desk_take_error (desk, error);
  /* What is let go, or sent again under another name, need not be found. */
  if (good)
    note_dealt_with (desk, refusals);
  return good;
}

static const struct
{
  guint weight;
  gboolean (*act) (Desk *desk);
} actions[] = {
  { 26, edit },
  { 8, desk_create_case },
  { 6, create_other },
  { 4, note },
  { 6, move },
  { 30, work },
  { 4, protect },
  { 2, remove_record },
  { 4, resolve },
  { 6, undo },
  { 4, deal_with_refusal },
};

gboolean
desk_act (Desk *desk)
{
  guint pick = world_pick (desk->world, 100), i = 0;

  if (desk->dead)
    return FALSE;
  world_look_at_clock (desk->world, desk);
  while (pick >= actions[i].weight)
    pick -= actions[i++].weight;
  return actions[i].act (desk);
}
