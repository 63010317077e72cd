/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cases are there, of which story, and how did each go? */
#define G_LOG_DOMAIN "cercle-server"

#include <gio/gio.h>
#include <string.h>

#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-instant.h"
#include "cercle-sample-beat.h"
#include "cercle-sample-case.h"
#include "cercle-sample-tell.h"

#define SETTLING 4 /* working days that the directory takes */
#define PROTECTED                                                                                  \
  7 /* drawn cases of children in care, in the community where someone may read them */
#define ELDER 60
#define MINUTE_MS G_GINT64_CONSTANT (60000)

/* Contacts without a case, in the first and in the second community. */
static const struct
{
  const char *key; /* of their words; NULL: nobody spoke */
  const char *outcome;
  guint counts[2];
} contacts[] = {
  { "anonymous", "information", { 12, 5 } },
  { "information", "information", { 8, 4 } },
  { "information", "transferred", { 3, 1 } },
  { NULL, "lost", { 5, 2 } },
};

typedef struct
{
  CercleSampleWorld *world;
  guint community;
  GPtrArray *tracks;         /* CercleSampleBlock, as often as each is told */
  GQueue stories, protected; /* CercleSampleBlock, the next to tell first */
  guint n_protected;         /* still to tell */
  gboolean open_protected;   /* one of the open ones was */
} Deck;

/* The n-th number of "30 8". */
static guint
nth_number (const char *text, guint n)
{
  g_auto (GStrv) words = text != NULL ? g_strsplit (text, " ", -1) : NULL;
  return words != NULL && g_strv_length (words) > n ? (guint) g_ascii_strtoull (words[n], NULL, 10)
                                                    : 0;
}

static gboolean
is_open (const CercleSampleBlock *track)
{
  return cercle_sample_block_get (track, "count.open") != NULL;
}

/* Filling the deck */

static gboolean
has_protected_member (CercleSampleWorld *world, guint community)
{
  for (guint i = 0; i < world->members->len; i++)
    if (cercle_sample_member (world, i)->community == community &&
        cercle_sample_member (world, i)->audience != NULL)
      return TRUE;
  return FALSE;
}

static void
deck_init (Deck *self, CercleSampleWorld *world, guint community)
{
  g_autoptr (GPtrArray) stories = g_ptr_array_new ();

  *self = (Deck){ .world = world, .community = community, .tracks = g_ptr_array_new () };
  g_queue_init (&self->stories);
  g_queue_init (&self->protected);
  for (guint i = 0; i < world->tracks->blocks->len; i++)
    {
      const CercleSampleBlock *track = g_ptr_array_index (world->tracks->blocks, i);
      const char *counts =
          cercle_sample_block_get (track, is_open (track) ? "count.open" : "count");

      for (guint n = nth_number (counts, community); n > 0; n--)
        g_ptr_array_add (self->tracks, (gpointer) track);
    }
  cercle_sample_shuffle (world, self->tracks);
  for (guint i = 0; i < world->stories->blocks->len; i++)
    g_ptr_array_add (stories, g_ptr_array_index (world->stories->blocks, i));
  cercle_sample_shuffle (world, stories);
  for (guint i = 0; i < stories->len; i++)
    {
      const CercleSampleBlock *story = g_ptr_array_index (stories, i);
      gboolean protected = cercle_sample_block_get (story, "profile") != NULL;
      g_queue_push_tail (protected ? &self->protected : &self->stories, (gpointer) story);
    }
  self->n_protected = has_protected_member (world, community) ? PROTECTED : 0;
}

static void
deck_clear (Deck *self)
{
  g_ptr_array_unref (self->tracks);
  g_queue_clear (&self->stories);
  g_queue_clear (&self->protected);
}

/* Choosing */

static gboolean
fits (const CercleSampleBlock *story, const CercleSampleBlock *track)
{
  const char *wants = cercle_sample_block_get (track, "wants");
  const char *ages = cercle_sample_block_get (story, "age");

  if (wants != NULL && cercle_sample_block_get (story, wants) == NULL)
    return FALSE;
  if (cercle_sample_block_get (track, "light") != NULL &&
      g_str_equal (cercle_sample_block_get (story, "level"), "3"))
    return FALSE;
  if (cercle_sample_block_get (track, "critical") != NULL &&
      cercle_sample_block_get (story, "critical") == NULL)
    return FALSE;
  return cercle_sample_block_get (track, "elder") == NULL ||
         g_ascii_strtoull (strchr (ages, ' '), NULL, 10) >= ELDER;
}

/* The one that was told longest ago. */
static const CercleSampleBlock *
next_story (GQueue *stories, const CercleSampleBlock *track)
{
  for (GList *l = stories->head; l != NULL; l = l->next)
    if (fits (l->data, track))
      {
        g_queue_unlink (stories, l);
        g_queue_push_tail_link (stories, l);
        return l->data;
      }
  return NULL;
}

static const CercleSampleBlock *
choose_story (Deck *self, const CercleSampleBlock *track)
{
  /* The last is kept for an open one. */
  gboolean left =
      is_open (track) ? !self->open_protected : self->n_protected > (self->open_protected ? 0 : 1);
  gboolean may = cercle_sample_block_get (track, "ase") != NULL && self->n_protected > 0 && left;
  const CercleSampleBlock *story = may ? next_story (&self->protected, track) : NULL;

  if (story == NULL)
    return next_story (&self->stories, track);
  self->n_protected--;
  if (is_open (track))
    self->open_protected = TRUE;
  return story;
}

/* Working days between its last beat and the day of the sample. */
static guint
choose_last (CercleSampleWorld *world, const CercleSampleBlock *track)
{
  const char *last = cercle_sample_block_get (track, "last");
  guint days = cercle_sample_track_days (track);

  if (last != NULL)
    return nth_number (last, strchr (last, ' ') != NULL ? cercle_sample_draw (world, 2) : 0);
  return 1 + cercle_sample_draw (world, CERCLE_SAMPLE_DEPTH - SETTLING - days);
}

static gboolean
tell_one (Deck *self, const CercleSampleBlock *track, GError **error)
{
  const CercleSampleBlock *story = choose_story (self, track);
  g_autoptr (CercleSampleCase) kase = NULL;

  if (story == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "no story for %s", track->name);
      return FALSE;
    }
  kase = cercle_sample_case_new (self->world, self->community, story, NULL);
  kase->track = track;
  if (cercle_sample_block_get (track, "origin") != NULL)
    {
      kase->origin = cercle_sample_block_get (track, "origin");
      kase->channel = "phone";
    }
  if (cercle_sample_block_get (track, "elder") != NULL)
    kase->person.age = MAX (kase->person.age, ELDER + (int) cercle_sample_draw (self->world, 14));
  if (cercle_sample_block_get (track, "critical") != NULL)
    kase->critical = kase->danger = TRUE;
  return cercle_sample_case_tell_track (kase, choose_last (self->world, track), error);
}

static gboolean
tell_deck (CercleSampleWorld *world, guint community, GError **error)
{
  gboolean told = TRUE;
  Deck deck;

  deck_init (&deck, world, community);
  for (guint i = 0; told && i < deck.tracks->len; i++)
    told = tell_one (&deck, g_ptr_array_index (deck.tracks, i), error);
  deck_clear (&deck);
  return told;
}

/* The people of the mock-ups all belong to the first community. */
static gboolean
tell_named (CercleSampleWorld *world, GError **error)
{
  for (guint i = 0; i < world->named->blocks->len; i++)
    {
      const CercleSampleBlock *own = g_ptr_array_index (world->named->blocks, i);
      const CercleSampleBlock *story =
          cercle_sample_book_find (world->stories, cercle_sample_block_get (own, "like"));
      g_autoptr (CercleSampleCase) kase = NULL;

      if (story == NULL)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s is like no story",
                       own->name);
          return FALSE;
        }
      kase = cercle_sample_case_new (world, 0, story, own);
      kase->track = own;
      if (!cercle_sample_case_tell_track (kase, 0, error))
        return FALSE;
    }
  return TRUE;
}

/* Contacts that open no case */

static void
put_contact (CercleSampleWorld *world, guint community, guint sort, guint n)
{
  const CercleSampleBlock *block = cercle_sample_book_find (world->tracks, "contacts");
  const char *key = contacts[sort].key;
  gboolean anonymous = g_strcmp0 (key, "anonymous") == 0;
  g_autofree char *words = NULL;
  int day = world->days[1 + cercle_sample_draw (world, CERCLE_SAMPLE_DEPTH - SETTLING)];
  int minute = 9 * 60 + (int) cercle_sample_draw (world, 8 * 60);
  gint64 at = cercle_instant_from_local (day, minute, CERCLE_SAMPLE_ZONE);
  guint member = (guint) cercle_sample_draw_member (world, community, "adviser", -1);
  CercleSampleOp *op = cercle_sample_step_add (cercle_sample_plan_step (world->plan, at, member),
                                               CERCLE_SAMPLE_CREATE, &cercle_call_kind,
                                               cercle_sample_plan_slot (world->plan));

  cercle_sample_op_set_instant (op, CERCLE_CALL_STARTED_AT,
                                at - (1 + cercle_sample_draw (world, 9)) * MINUTE_MS);
  cercle_sample_op_set_instant (op, CERCLE_CALL_ENDED_AT, at);
  cercle_sample_op_set (op, CERCLE_CALL_CHANNEL,
                        key != NULL && cercle_sample_chance (world, 20) ? "mail" : "phone");
  cercle_sample_op_set (op, CERCLE_CALL_ORIGIN,
                        cercle_sample_chance (world, 70) ? "freephone" : "direct");
  cercle_sample_op_set (op, CERCLE_CALL_OUTCOME, contacts[sort].outcome);
  if (anonymous)
    cercle_sample_op_set_integer (op, CERCLE_CALL_ANONYMOUS, TRUE);
  else
    {
      g_autofree char *phone = cercle_sample_draw_mobile (world);
      cercle_sample_op_set (op, CERCLE_CALL_PHONE, phone);
    }
  if (key != NULL)
    {
      const char *line =
          cercle_sample_block_nth (block, key, n % cercle_sample_block_count (block, key));
      const char *slash = strchr (line, '/');
      g_autofree char *requester = g_strndup (line, slash - line);

      cercle_sample_op_set (op, CERCLE_CALL_REQUESTER, requester);
      cercle_sample_op_set (op, CERCLE_CALL_WORDS, slash + 1);
    }
}

static void
tell_contacts (CercleSampleWorld *world, guint community)
{
  for (guint sort = 0, n = community * 3; sort < G_N_ELEMENTS (contacts); sort++)
    for (guint i = 0; i < contacts[sort].counts[MIN (community, 1)]; i++)
      put_contact (world, community, sort, n++);
}

gboolean
cercle_sample_tell_cases (CercleSampleWorld *world, GError **error)
{
  if (!tell_named (world, error))
    return FALSE;
  for (guint c = 0; c < world->communities->len; c++)
    {
      if (!tell_deck (world, c, error))
        return FALSE;
      tell_contacts (world, c);
    }
  return TRUE;
}
