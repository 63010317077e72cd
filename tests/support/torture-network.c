/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What may happen to a question and its answer between a desk and the server? */
#define G_LOG_DOMAIN "torture"

#include "torture.h"

#include <sqlite3.h>
#include <string.h>

#include "cercle-wire.h"

#define TORTURE_TYPE_TRANSPORT (torture_transport_get_type ())
G_DECLARE_FINAL_TYPE (TortureTransport, torture_transport, TORTURE, TRANSPORT, GObject)

struct _TortureTransport
{
  GObject parent_instance;
  Desk *desk;
};

static void torture_transport_iface_init (CercleTransportInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (TortureTransport, torture_transport, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CERCLE_TYPE_TRANSPORT,
                                                      torture_transport_iface_init))

typedef enum
{
  FATE_GOOD,
  FATE_LOST_BEFORE, /* the server never hears of it */
  FATE_LOST_AFTER,  /* the server has done it, nobody is told */
  FATE_CUT,         /* a stream ends in the middle */
  FATE_DISK,        /* the server's disk fails at some statement */
  FATE_DEATH,       /* the server dies at some statement */
  FATE_TWICE,       /* it arrives twice, at once */
  FATE_WANDERS,     /* it arrives once more, much later */
  FATE_STALE,       /* an older answer comes */
  N_FATES,
} Fate;

static const char *const fate_names[N_FATES] = { "",      "lost before", "lost after",
                                                 "cut",   "disk",        "death",
                                                 "twice", "wanders",     "stale" };

typedef struct
{
  guint status;
  GString *body;
} Answer;

typedef struct
{
  CercleLineFunc func;
  gpointer data;
} Receiver;

/* The ledger */

static void
note_outcome (Desk *desk, CercleMutation *mutation, const CercleOutcome *outcome)
{
  World *world = desk->world;
  Entry *entry = g_hash_table_lookup (world->by_mid, mutation->mid);

  if (entry != NULL && !entry->lost)
    {
      /* Said again: nothing more has changed. */
      if (entry->status != outcome->status || entry->rev != outcome->rev ||
          entry->seq != outcome->seq)
        world_fail (world, "mutation %s has two answers", mutation->mid);
      cercle_mutation_free (mutation);
      return;
    }
  entry = g_new0 (Entry, 1);
  entry->order = world->ledger->len;
  entry->desk = desk;
  entry->mutation = mutation;
  entry->status = outcome->status;
  entry->rev = outcome->rev;
  entry->seq = outcome->seq;
  entry->history = world->n_restores;
  entry->problem = g_strdup (outcome->problem);
  g_ptr_array_add (world->ledger, entry);
  g_hash_table_replace (world->by_mid, mutation->mid, entry);
  world->n_conflicts += outcome->status == CERCLE_OUTCOME_CONFLICT;
  world->n_rejected += outcome->status == CERCLE_OUTCOME_REJECTED;
  world_note (world, "server: %s %s %s %s rev %" G_GINT64_FORMAT " seq %" G_GINT64_FORMAT " %s %s",
              mutation->mid, mutation->kind->name, cercle_op_names[mutation->op],
              cercle_outcome_names[outcome->status], outcome->rev, outcome->seq,
              outcome->problem ? outcome->problem : "", outcome->field ? outcome->field : "");
}

/* What a batch and its answer say, whether or not the answer arrives. */
static void
note_answer (Desk *desk, const CercleRequest *request, const Answer *answer)
{
  g_autoptr (GPtrArray) mutations = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GError) error = NULL;

  if (answer->status != 200 || strcmp (request->path, "/v1/mutations") != 0)
    return;
  mutations = cercle_wire_get_batch (request->body, strlen (request->body), NULL, &error);
  g_assert_no_error (error);
  outcomes = cercle_wire_get_outcomes (answer->body->str, answer->body->len, &error);
  g_assert_no_error (error);
  if (outcomes->len != mutations->len)
    world_fail (desk->world, "%u outcomes for %u mutations", outcomes->len, mutations->len);
  g_ptr_array_set_free_func (mutations, NULL);
  for (guint i = 0; i < mutations->len; i++)
    {
      const CercleOutcome *outcome = outcomes->pdata[i];

      if (outcome->status == CERCLE_OUTCOME_RETRY)
        cercle_mutation_free (mutations->pdata[i]);
      else
        note_outcome (desk, mutations->pdata[i], outcome);
    }
}

static void
note_told (Desk *desk, const CercleRequest *request, const Answer *answer)
{
  g_autoptr (GPtrArray) outcomes = NULL;

  if (answer->status != 200 || strcmp (request->path, "/v1/mutations") != 0)
    return;
  outcomes = cercle_wire_get_outcomes (answer->body->str, answer->body->len, NULL);
  for (guint i = 0; outcomes != NULL && i < outcomes->len; i++)
    {
      const CercleOutcome *outcome = outcomes->pdata[i];
      Entry *entry = g_hash_table_lookup (desk->world->by_mid, outcome->mid);

      if (entry != NULL)
        entry->told = TRUE;
    }
}

/* The server */

static void
take_pieces (World *world, CercleAnswer *from, Answer *answer)
{
  gboolean failed = FALSE;
  char *piece;

  while (from->next != NULL && !failed &&
         (piece = from->next (world->service, from->next_data, &failed)) != NULL)
    {
      g_string_append (answer->body, piece);
      g_free (piece);
    }
}

static Answer
ask_server (Desk *desk, const CercleRequest *request)
{
  World *world = desk->world;
  g_auto (GStrv) parts = g_strsplit (request->path, "?", 2);
  CercleIncoming incoming = { .method = request->method,
                              .path = parts[0],
                              .query = parts[1],
                              .token = request->token,
                              .body = request->body,
                              .length = request->body != NULL ? strlen (request->body) : 0,
                              .peer = "local" };
  Answer answer = { .body = g_string_new (NULL) };
  CercleAnswer from;

  world_look_at_clock (world, NULL);
  cercle_service_answer (world->service, &incoming, &from);
  answer.status = from.status;
  if (from.body != NULL)
    g_string_append (answer.body, from.body);
  take_pieces (world, &from, &answer);
  cercle_answer_clear (&from);
  note_answer (desk, request, &answer);
  world_look_at_clock (world, desk);
  return answer;
}

/* The planted fault: every mutation is "applied", and none is kept. */
static Answer
lie (Desk *desk, const CercleRequest *request)
{
  g_autoptr (GPtrArray) mutations =
      cercle_wire_get_batch (request->body, strlen (request->body), NULL, NULL);
  g_autoptr (GPtrArray) outcomes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_outcome_free);
  g_autofree char *text = NULL;
  Answer answer = { .status = 200 };

  for (guint i = 0; i < mutations->len; i++)
    {
      CercleOutcome *outcome = g_new0 (CercleOutcome, 1);

      outcome->mid = g_strdup (((CercleMutation *) mutations->pdata[i])->mid);
      outcome->rev = 1;
      outcome->seq = 1;
      g_ptr_array_add (outcomes, outcome);
    }
  text = cercle_wire_put_outcomes (outcomes);
  answer.body = g_string_new (text);
  note_answer (desk, request, &answer);
  return answer;
}

static Answer
ask_failing_server (Desk *desk, const CercleRequest *request)
{
  World *world = desk->world;
  Answer answer;

  cercle_store_fail_at (world->server, 1 + world_pick (world, 80),
                        world_chance (world, 50) ? SQLITE_IOERR : SQLITE_FULL);
  answer = ask_server (desk, request);
  cercle_store_fail_at (world->server, 0, 0);
  return answer;
}

/* Requests that arrive once more */

static void
let_wander (Desk *desk, const CercleRequest *request)
{
  g_autofree char *index = g_strdup_printf ("%u", desk->index);
  const char *parts[] = { index,
                          request->method,
                          request->path,
                          request->token,
                          request->body != NULL ? request->body : "",
                          NULL };

  if (request->token != NULL)
    g_ptr_array_add (desk->world->wandering, g_strdupv ((char **) parts));
}

void
world_deliver_wandering (World *world)
{
  while (world->wandering->len > 0)
    {
      guint i = world_pick (world, world->wandering->len);
      g_auto (GStrv) parts = g_ptr_array_steal_index (world->wandering, i);
      Desk *desk = &world->desks[g_ascii_strtoull (parts[0], NULL, 10)];
      CercleRequest request = { parts[1], parts[2], parts[3], *parts[4] != '\0' ? parts[4] : NULL,
                                FALSE };
      Answer answer;

      world_note (world, "%s %s of desk %u arrives once more", parts[1], parts[2], desk->index);
      answer = ask_server (desk, &request);
      g_string_free (answer.body, TRUE);
      if (world_chance (world, 50))
        break;
    }
}

/* The way back */

static gboolean
fail (GError **error, CercleTransportError code)
{
  g_set_error_literal (error, CERCLE_TRANSPORT_ERROR, (int) code, "torture");
  return FALSE;
}

static void
note_hidden (Desk *desk, const char *text)
{
  g_autoptr (CercleLine) line = cercle_wire_get_line (text, strlen (text), NULL);

  if (line != NULL && line->sort == CERCLE_LINE_ITEM && line->item->op == CERCLE_FEED_HIDE)
    g_hash_table_add (desk->hidden, g_strdup (line->item->id));
}

/* most: lines that arrive before the connection is cut. */
static gboolean
deliver_lines (Desk *desk, const GString *body, guint most, const Receiver *receiver,
               GError **error)
{
  g_auto (GStrv) lines = g_strsplit (body->str, "\n", -1);

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      if (i >= most)
        return fail (error, CERCLE_TRANSPORT_ERROR_CUT);
      note_hidden (desk, lines[i]);
      if (!receiver->func (lines[i], strlen (lines[i]), receiver->data, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
deliver (Desk *desk, const CercleRequest *request, const Answer *answer, gboolean cut,
         CercleReply *reply, GError **error)
{
  reply->status = answer->status;
  reply->date = desk->world->now;
  if (request->lines && answer->status == 200)
    return TRUE;
  if (cut)
    return fail (error, CERCLE_TRANSPORT_ERROR_CUT);
  note_told (desk, request, answer);
  reply->body = g_strdup (answer->body->str);
  reply->length = answer->body->len;
  return TRUE;
}

static Fate
choose_fate (World *world)
{
  if (world->healed || !world_chance (world, 25))
    return FATE_GOOD;
  world->n_faults++;
  return (Fate) (1 + world_pick (world, N_FATES - 1));
}

/* Only what may be cached by somebody on the way. */
static gboolean
find_stale (World *world, const CercleRequest *request, Answer *answer)
{
  g_autofree char *key = g_strconcat (request->token, request->path, NULL);
  const char *kept = g_hash_table_lookup (world->replies, key);

  if (kept == NULL || strcmp (request->method, "GET") != 0)
    return FALSE;
  answer->status = 200;
  answer->body = g_string_new (kept);
  return TRUE;
}

static Answer
ask_with_fate (Desk *desk, const CercleRequest *request, Fate fate)
{
  World *world = desk->world;
  Answer answer = { 0 };

  if (world->lying && request->body != NULL)
    return lie (desk, request);
  if (fate == FATE_STALE && find_stale (world, request, &answer))
    return answer;
  if (fate == FATE_DISK || fate == FATE_DEATH)
    answer = ask_failing_server (desk, request);
  else
    answer = ask_server (desk, request);
  if (fate == FATE_TWICE)
    {
      g_string_free (answer.body, TRUE);
      answer = ask_server (desk, request);
    }
  if (fate == FATE_DEATH)
    world_restart_server (world);
  if (fate == FATE_WANDERS)
    let_wander (desk, request);
  if (answer.status == 200 && strcmp (request->method, "GET") == 0)
    g_hash_table_replace (world->replies, g_strconcat (request->token, request->path, NULL),
                          g_strdup (answer.body->str));
  return answer;
}

/* Pages are small, so that much happens between them. */
static char *
shorten_page (World *world, const char *path)
{
  const char *limit = strstr (path, "limit=");

  if (limit == NULL)
    return g_strdup (path);
  return g_strdup_printf ("%.*slimit=%u", (int) (limit - path), path,
                          world->healed ? 200 : 1 + world_pick (world, 12));
}

/* Life goes on while a question is on its way. */
static void
meanwhile (Desk *desk)
{
  World *world = desk->world;
  Desk *other = &world->desks[world_pick (world, world->n_desks)];

  if (world->healed || world->depth > 0 || !world_chance (world, 12))
    return;
  world->depth++;
  if (other == desk || world_chance (world, 40))
    desk_act (other);
  else
    desk_exchange (other, NULL);
  world->depth--;
  world_look_at_clock (world, desk);
}

static gboolean
torture_transport_send (CercleTransport *transport, const CercleRequest *request,
                        CercleReply *reply, CercleLineFunc func, gpointer data,
                        GCancellable *cancellable, GError **error)
{
  Desk *desk = TORTURE_TRANSPORT (transport)->desk;
  World *world = desk->world;
  g_autofree char *path = NULL;
  CercleRequest short_request = *request;
  guint most = G_MAXUINT;
  gboolean good;
  Answer answer;
  Fate fate;

  meanwhile (desk);
  fate = choose_fate (world);
  short_request.path = path = shorten_page (world, request->path);
  world->now += 20 + world_pick (world, 400);
  world_note (world, "desk %u: %s %s %s", desk->index, request->method, path, fate_names[fate]);
  if (fate == FATE_LOST_BEFORE)
    return fail (error, CERCLE_TRANSPORT_ERROR_UNREACHABLE);
  answer = ask_with_fate (desk, &short_request, fate);
  world_note (world, "%u, %u bytes", answer.status, (guint) answer.body->len);
  if (fate == FATE_CUT)
    most = world_pick (world, 6);
  if (fate == FATE_LOST_AFTER || fate == FATE_DEATH)
    good = fail (error, CERCLE_TRANSPORT_ERROR_SILENT);
  else
    good = deliver (desk, &short_request, &answer, fate == FATE_CUT, reply, error) &&
           (!request->lines || answer.status != 200 ||
            deliver_lines (desk, answer.body, most, &(Receiver){ func, data }, error));
  g_string_free (answer.body, TRUE);
  return good;
}

static void
torture_transport_class_init (TortureTransportClass *klass)
{
}

static void
torture_transport_iface_init (CercleTransportInterface *iface)
{
  iface->send = torture_transport_send;
}

static void
torture_transport_init (TortureTransport *self)
{
}

CercleTransport *
torture_transport_new (Desk *desk)
{
  TortureTransport *self = g_object_new (TORTURE_TYPE_TRANSPORT, NULL);

  self->desk = desk;
  return CERCLE_TRANSPORT (self);
}
