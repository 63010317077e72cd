/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How are very many cases made, for measuring? Straight into the feed, by the same rules of the
 * model. */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-sample.h"

#include <string.h>

#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-day.h"
#include "cercle-event.h"
#include "cercle-feed.h"
#include "cercle-id.h"
#include "cercle-instant.h"
#include "cercle-macros.h"
#include "cercle-moves.h"
#include "cercle-person.h"
#include "cercle-sample-founding.h"
#include "cercle-sample-people.h"

#define SLICE 2000 /* cases in one transaction */
#define AGAIN 6    /* every sixth case is another one of the person before: 1.2 cases a person */
#define OPEN 3     /* of a hundred */
#define YEARS 4    /* over which they are spread */
#define MINUTE_MS G_GINT64_CONSTANT (60000)
#define PHONES 10000

typedef struct
{
  CercleSampleWorld *world;
  CercleStore *store;
  char *scope;
  char **members;      /* identities, by position in the team; NULL: of the other community */
  GArray *takers;      /* guint: positions */
  GPtrArray *plain[3]; /* texts without placeholders: words, needs, notes */
  CercleAuthor author;
  gint64 at; /* of what is written now */
  char *person, *commune;
  int age;
} Many;

static const char *const plain_keys[] = { "words", "need", "qualify" };

enum
{
  PLAIN_WORDS,
  PLAIN_NEED,
  PLAIN_NOTE,
};

static void
collect_plain (Many *self)
{
  for (guint k = 0; k < G_N_ELEMENTS (plain_keys); k++)
    {
      self->plain[k] = g_ptr_array_new ();
      for (guint i = 0; i < self->world->stories->blocks->len; i++)
        {
          const CercleSampleBlock *story = g_ptr_array_index (self->world->stories->blocks, i);
          const char *text;

          for (guint n = 0; (text = cercle_sample_block_nth (story, plain_keys[k], n)) != NULL; n++)
            if (strchr (text, '{') == NULL)
              g_ptr_array_add (self->plain[k], (gpointer) text);
        }
    }
}

static const char *
draw_plain (Many *self, guint k)
{
  return self->plain[k]->pdata[cercle_sample_draw (self->world, self->plain[k]->len)];
}

static const char *
draw_token (Many *self, const CercleChoice *choices)
{
  guint n = 0;

  while (choices[n].token != NULL)
    n++;
  return choices[cercle_sample_draw (self->world, n)].token;
}

static void
go_on (Many *self, guint minutes)
{
  self->at += (1 + cercle_sample_draw (self->world, minutes)) * MINUTE_MS;
  cercle_instant_freeze (self->at);
}

static gboolean
write_record (Many *self, CercleRecord *record, GError **error)
{
  guint64 set = 0;
  g_autofree char *at = cercle_instant_format (self->at);

  for (guint i = 0; i < cercle_record_get_kind (record)->n_fields; i++)
    if (cercle_record_is_set (record, i))
      set |= CERCLE_MASK (i);
  cercle_envelope_set (&cercle_record_envelope (record)->scope, self->scope);
  self->author.at = at;
  return cercle_feed_write (self->store, record, CERCLE_OP_CREATE, set, &self->author, error);
}

static gboolean
write_person (Many *self, GError **error)
{
  CercleSampleWorld *world = self->world;
  g_autoptr (CercleRecord) record = cercle_record_new (&cercle_person_kind);
  CercleSamplePerson person = { .sex = cercle_sample_chance (world, 50) ? 'f' : 'm',
                                .age = 2 + (int) cercle_sample_draw (world, 80) };
  const char sex[] = { person.sex, '\0' };
  g_autofree char *phone = g_strdup_printf ("+3363998%04u", cercle_sample_draw (world, PHONES));
  int year, month, day_of_month;

  cercle_day_to_ymd (world->day, &year, &month, &day_of_month);
  cercle_sample_person_name (world, &person, NULL);
  g_free (self->commune);
  g_free (self->person);
  self->commune = cercle_sample_draw_town (world, cercle_sample_community (world, 0)->towns);
  self->person = g_strdup (cercle_record_get_id (record));
  self->age = person.age;
  cercle_record_set_text (record, CERCLE_PERSON_FIRST_NAME, person.first);
  cercle_record_set_text (record, CERCLE_PERSON_LAST_NAME, person.last);
  cercle_record_set_integer (record, CERCLE_PERSON_BIRTH_YEAR, year - person.age);
  cercle_record_set_text (record, CERCLE_PERSON_SEX, sex);
  cercle_record_set_text (record, CERCLE_PERSON_COMMUNE, self->commune);
  cercle_record_set_text (record, CERCLE_PERSON_PHONE, phone);
  cercle_record_set_text (record, CERCLE_PERSON_CALL_BACK, "phone");
  cercle_sample_person_clear (&person);
  return write_record (self, record, error);
}

static CercleRecord *
new_case (Many *self, int day, GError **error)
{
  CercleSampleWorld *world = self->world;
  CercleRecord *kase = cercle_record_new (&cercle_case_kind);
  const char *sub_mission = draw_token (self, cercle_sub_missions);
  g_autofree char *opened = cercle_day_to_text (day);
  g_autofree char *year = g_strndup (opened, 4);
  g_autofree char *at = cercle_instant_format (self->at);
  gint64 number = cercle_feed_number (self->store, "t:" CERCLE_SAMPLE_TERRITORY, year, error);
  g_autofree char *reference =
      g_strdup_printf ("%s-" CERCLE_SAMPLE_TERRITORY "-%04" G_GINT64_FORMAT, year, number);

  cercle_record_set_text (kase, CERCLE_CASE_REFERENCE, reference);
  cercle_record_set_text (kase, CERCLE_CASE_PERSON, self->person);
  cercle_record_set_text (kase, CERCLE_CASE_OPENED_ON, opened);
  cercle_record_set_text (kase, CERCLE_CASE_NEED, draw_plain (self, PLAIN_NEED));
  cercle_record_set_text (kase, CERCLE_CASE_WORDS, draw_plain (self, PLAIN_WORDS));
  cercle_record_set_text (kase, CERCLE_CASE_SUB_MISSION, sub_mission);
  cercle_record_set_text (kase, CERCLE_CASE_MISSION, cercle_mission_of (sub_mission));
  cercle_record_set_integer (kase, CERCLE_CASE_LEVEL, 1 + cercle_sample_draw (world, 3));
  cercle_record_set_text (kase, CERCLE_CASE_COMPLEXITY,
                          cercle_sample_chance (world, 60) ? "simple" : "complex");
  cercle_record_set_text (kase, CERCLE_CASE_NOTIFIED, draw_token (self, cercle_known));
  cercle_record_set_text (kase, CERCLE_CASE_COMMUNE, self->commune);
  cercle_record_set_text (kase, CERCLE_CASE_PROFILE, "standard");
  cercle_case_derive_new (kase, self->author.member, at);
  if (number < 0)
    g_clear_object (&kase);
  return kase;
}

static gboolean
write_call (Many *self, CercleRecord *kase, GError **error)
{
  g_autoptr (CercleRecord) call = cercle_record_new (&cercle_call_kind);
  g_autofree char *at = cercle_instant_format (self->at);

  cercle_record_set_text (call, CERCLE_CALL_CASE, cercle_record_get_id (kase));
  cercle_record_set_text (call, CERCLE_CALL_PERSON, self->person);
  cercle_record_set_text (call, CERCLE_CALL_STARTED_AT, at);
  cercle_record_set_text (call, CERCLE_CALL_CHANNEL, "phone");
  cercle_record_set_text (call, CERCLE_CALL_ORIGIN, draw_token (self, cercle_origins));
  cercle_record_set_text (call, CERCLE_CALL_REQUESTER, self->age < 18 ? "carer" : "person");
  cercle_record_set_text (call, CERCLE_CALL_COMMUNE, self->commune);
  cercle_record_set_text (call, CERCLE_CALL_WORDS,
                          cercle_record_get_text (kase, CERCLE_CASE_WORDS));
  cercle_record_set_text (call, CERCLE_CALL_OUTCOME, "case");
  cercle_record_set_text (call, CERCLE_CALL_TAKEN_BY, self->author.member);
  return write_record (self, call, error);
}

/* The event changes the case before it is written itself, as on the server. */
static gboolean
write_event (Many *self, CercleRecord *kase, CercleRecord *event, GError **error)
{
  g_autoptr (CercleRecord) kept = event;

  cercle_record_set_text (event, CERCLE_EVENT_BY, self->author.member);
  return cercle_case_apply_event (kase, event, CERCLE_SAMPLE_ZONE, error) == CERCLE_MOVE_APPLIED &&
         write_record (self, event, error);
}

static gboolean
write_events (Many *self, CercleRecord *kase, gboolean open, GError **error)
{
  const char *motive = draw_token (self, cercle_closing_motives);

  if (!write_event (self, kase, cercle_event_new (kase, "note", draw_plain (self, PLAIN_NOTE)),
                    error))
    return FALSE;
  go_on (self, 600);
  if (!write_event (self, kase, cercle_move_status (kase, "to_qualify", NULL), error))
    return FALSE;
  go_on (self, open ? 60 : 30 * 1440);
  return write_event (self, kase,
                      open ? cercle_move_status (kase, "oriented", NULL)
                           : cercle_move_close (kase, motive, NULL),
                      error);
}

static CercleRecord *
new_action (Many *self, CercleRecord *kase)
{
  CercleSampleWorld *world = self->world;
  CercleRecord *action = cercle_record_new (&cercle_action_kind);
  g_autofree char *due = cercle_day_to_text (world->day - 3 + (int) cercle_sample_draw (world, 12));
  g_autofree char *assignee = g_strconcat ("member:", self->author.member, NULL);

  cercle_record_set_text (action, CERCLE_ACTION_CASE, cercle_record_get_id (kase));
  cercle_record_set_text (action, CERCLE_ACTION_SORT, "call_back");
  cercle_record_set_text (action, CERCLE_ACTION_ASSIGNEE, assignee);
  cercle_record_set_text (action, CERCLE_ACTION_DUE_ON, due);
  cercle_record_set_integer (action, CERCLE_ACTION_DUE_AT,
                             9 * 60 + 30 * cercle_sample_draw (world, 16));
  cercle_record_set_text (action, CERCLE_ACTION_CHANNEL, "phone");
  cercle_record_set_text (action, CERCLE_ACTION_STATE, "open");
  return action;
}

/* The row is written once, as its events leave it: a measured database is as large as a real one.
 */
static gboolean
write_case (Many *self, GError **error)
{
  CercleSampleWorld *world = self->world;
  gboolean open = cercle_sample_chance (world, OPEN);
  int day = open ? world->days[1 + cercle_sample_draw (world, 30)]
                 : world->day - 45 - (int) cercle_sample_draw (world, YEARS * 365);
  g_autoptr (CercleRecord) kase = NULL, action = NULL;
  g_autoptr (GPtrArray) actions = g_ptr_array_new ();
  guint taker = g_array_index (self->takers, guint, cercle_sample_draw (world, self->takers->len));

  self->author.member = self->members[taker];
  self->at = cercle_instant_from_local (day, 9 * 60 + (int) cercle_sample_draw (world, 480),
                                        CERCLE_SAMPLE_ZONE);
  cercle_instant_freeze (self->at);
  kase = new_case (self, day, error);
  if (kase == NULL || !write_call (self, kase, error) || !write_events (self, kase, open, error))
    return FALSE;
  if (open)
    {
      action = new_action (self, kase);
      g_ptr_array_add (actions, action);
      if (!write_record (self, action, error))
        return FALSE;
    }
  cercle_case_derive_due (kase, actions);
  return write_record (self, kase, error);
}

static gboolean
write_cases (Many *self, guint n, GError **error)
{
  for (guint i = 0; i < n; i += SLICE)
    {
      if (!cercle_store_begin (self->store, error))
        return FALSE;
      for (guint j = i; j < MIN (i + SLICE, n); j++)
        if ((j % AGAIN < AGAIN - 1 && !write_person (self, error)) || !write_case (self, error))
          {
            cercle_store_rollback (self->store);
            return FALSE;
          }
      if (!cercle_store_commit (self->store, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
found (Many *self, GError **error)
{
  g_autofree char *community = NULL;

  if (!cercle_store_begin (self->store, error))
    return FALSE;
  if (cercle_sample_found_frame (self->world, self->store, &community, self->members, error) &&
      cercle_store_commit (self->store, error))
    {
      self->scope = g_strconcat ("c:", community, NULL);
      return TRUE;
    }
  cercle_store_rollback (self->store);
  return FALSE;
}

static void
many_clear (Many *self)
{
  for (guint i = 0; i < self->world->members->len; i++)
    g_free (self->members[i]);
  g_free (self->members);
  g_array_unref (self->takers);
  for (guint k = 0; k < G_N_ELEMENTS (self->plain); k++)
    g_ptr_array_unref (self->plain[k]);
  g_free (self->scope);
  g_free (self->person);
  g_free (self->commune);
}

gboolean
cercle_sample_fill_many (CercleStore *store, guint32 seed, int day, guint n, GError **error)
{
  g_autoptr (CercleSampleWorld) world = NULL;
  Many many = { .store = store };
  gboolean done;

  if (!cercle_sample_check_empty (store, error) ||
      (world = cercle_sample_world_new (seed, day, error)) == NULL)
    return FALSE;
  many.world = world;
  many.members = g_new0 (char *, world->members->len);
  many.takers = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < world->members->len; i++)
    if (cercle_sample_member (world, i)->community == 0)
      g_array_append_val (many.takers, i);
  collect_plain (&many);
  cercle_sample_begin_time (world);
  done = found (&many, error) && write_cases (&many, n, error);
  cercle_sample_end_time ();
  many_clear (&many);
  return done;
}
