/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose case is it, who calls, and who could help? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-sample-case.h"

#include <string.h>

#include "cercle-instant.h"
#include "cercle-sample-french.h"

#define CRITICAL 55  /* percent of the stories that may be */
#define DANGER 60    /* likewise */
#define NO_PHONE 5   /* percent of people */
#define SAME_HOUSE 9 /* percent of families known already */
#define ADULT 18

static const char origins[] =
    "freephone freephone freephone freephone freephone direct direct direct "
    "partner partner relay transfer mdph_list outreach";
/* A letter does not come by the freephone number. */
static const char written_origins[] = "direct direct direct partner";
static const char visit_origins[] = "direct outreach outreach partner";
static const char channels[] =
    "phone phone phone phone phone phone phone phone phone phone mail mail "
    "sms visit home_visit web letter";

/* The first that suits decides how she is called back. */
static const struct
{
  const char *mode, *call_back;
} call_backs[] = {
  { "lsf", "video_lsf" },    { "transcription", "transcription" },
  { "mail", "mail" },        { "sms", "sms" },
  { "interpreter", "mail" }, { "third_party", "third_party" },
};

const char *
cercle_sample_case_get (const CercleSampleCase *self, const char *key)
{
  const char *own = cercle_sample_block_get (self->own, key);
  return own != NULL ? own : cercle_sample_block_get (self->story, key);
}

gint64
cercle_sample_case_now (const CercleSampleCase *self)
{
  return cercle_instant_from_local (self->day, self->minute, CERCLE_SAMPLE_ZONE);
}

CercleSampleStep *
cercle_sample_case_step (CercleSampleCase *self)
{
  if (self->step == NULL)
    self->step =
        cercle_sample_plan_step (self->world->plan, cercle_sample_case_now (self), self->author);
  return self->step;
}

/* The person */

static void
choose_age (CercleSampleCase *self)
{
  const char *own = cercle_sample_block_get (self->own, "age");
  const char *range = cercle_sample_block_get (self->story, "age");
  char *end;
  int from = (int) g_ascii_strtoll (range, &end, 10);
  int to = (int) g_ascii_strtoll (end, NULL, 10);

  self->person.age = own != NULL ? (int) g_ascii_strtoll (own, NULL, 10)
                                 : from + (int) cercle_sample_draw (self->world, to - from + 1);
  /* Old enough for a grown-up child. */
  if (self->tie->older <= -25)
    self->person.age = MAX (self->person.age, 48 + (int) cercle_sample_draw (self->world, 9));
}

/* A husband calls for a woman, a wife for a man. */
static void
choose_sex (CercleSampleCase *self)
{
  const char *sex = cercle_sample_case_get (self, "sex");

  if (sex != NULL)
    self->person.sex = *sex;
  else if (g_strcmp0 (self->tie->link, "spouse") == 0)
    self->person.sex = self->tie->sex == 'm' ? 'f' : 'm';
  else
    self->person.sex = cercle_sample_chance (self->world, 48) ? 'f' : 'm';
}

static const CercleSampleHousehold *
find_household (CercleSampleCase *self)
{
  CercleSampleWorld *world = self->world;

  if (self->own != NULL || self->person.age >= ADULT || !self->tie->family ||
      self->tie->link == NULL || !cercle_sample_chance (world, SAME_HOUSE))
    return NULL;
  for (guint tries = 0; tries < world->households->len; tries++)
    {
      const CercleSampleHousehold *house =
          &g_array_index (world->households, CercleSampleHousehold,
                          cercle_sample_draw (world, world->households->len));
      if (house->community == self->community && g_str_equal (house->tie, self->tie->token))
        return house;
    }
  return NULL;
}

static void
remember_household (CercleSampleCase *self)
{
  CercleSampleHousehold house = { .community = self->community,
                                  .tie = self->tie->token,
                                  .caller_first = g_strdup (self->caller.first),
                                  .caller_last = g_strdup (self->caller.last),
                                  .last = g_strdup (self->person.last),
                                  .phone = g_strdup (self->person.phone),
                                  .commune = g_strdup (self->person.commune) };
  g_array_append_val (self->world->households, house);
}

static char *
draw_phone (CercleSampleWorld *world, gboolean professional)
{
  return professional || cercle_sample_chance (world, 18) ? cercle_sample_draw_landline (world)
                                                          : cercle_sample_draw_mobile (world);
}

static void
name_person (CercleSampleCase *self, const CercleSampleHousehold *house)
{
  CercleSampleWorld *world = self->world;
  const char *first = cercle_sample_block_get (self->own, "first");
  const char *commune = cercle_sample_block_get (self->own, "commune");

  if (first != NULL)
    {
      self->person.first = g_strdup (first);
      self->person.last = g_strdup (cercle_sample_block_get (self->own, "last"));
    }
  else
    cercle_sample_person_name (world, &self->person, house != NULL ? house->last : NULL);
  self->person.commune = commune != NULL ? g_strdup (commune)
                         : house != NULL
                             ? g_strdup (house->commune)
                             : cercle_sample_draw_town (
                                   world, cercle_sample_community (world, self->community)->towns);
}

static void
rename_person (CercleSamplePerson *person, const char *first, const char *last)
{
  g_free (person->first);
  g_free (person->last);
  person->first = g_strdup (first);
  person->last = g_strdup (last);
}

static void
name_caller (CercleSampleCase *self, const CercleSampleHousehold *house)
{
  const char *own = cercle_sample_block_get (self->own, "caller");
  const char *name = own != NULL ? strchr (own, ' ') : NULL;

  if (self->tie->link == NULL)
    return;
  cercle_sample_person_caller (self->world, self->tie, &self->person, &self->caller);
  if (name != NULL)
    {
      g_autofree char *first = g_strndup (name + 1, strcspn (name + 1, " "));
      rename_person (&self->caller, first, name + strlen (first) + 2);
    }
  else if (house != NULL)
    rename_person (&self->caller, house->caller_first, house->caller_last);
}

/* How they are reached */

static gboolean
speaks (const CercleSampleCase *self, const char *mode)
{
  return strstr (self->communication, mode) != NULL;
}

static const char *
draw_communication (CercleSampleCase *self)
{
  CercleSampleWorld *world = self->world;

  if (self->own != NULL)
    return "voice";
  return cercle_sample_chance (world, NO_PHONE) ? "third_party voice"
         : cercle_sample_chance (world, 3)      ? "falc voice"
         : cercle_sample_chance (world, 2)      ? "transcription"
         : cercle_sample_chance (world, 2)      ? "lfpc"
                                                : "voice";
}

static void
choose_communication (CercleSampleCase *self)
{
  const char *said = cercle_sample_case_get (self, "communication");
  const char *call_back = cercle_sample_block_get (self->own, "callback");

  self->communication = g_strdup (said != NULL ? said : draw_communication (self));
  for (guint i = 0; call_back == NULL && i < G_N_ELEMENTS (call_backs); i++)
    if (speaks (self, call_backs[i].mode))
      call_back = call_backs[i].call_back;
  self->call_back = g_strdup (call_back != NULL ? call_back : "phone");
}

static void
choose_phones (CercleSampleCase *self, const CercleSampleHousehold *house)
{
  CercleSampleWorld *world = self->world;
  const char *own = cercle_sample_block_get (self->own, "phone");
  gboolean alone = self->tie->link == NULL;
  gboolean shared = !alone && !self->tie->professional && self->person.age < ADULT;

  if (!alone)
    self->caller.phone = own != NULL     ? cercle_sample_phone (own)
                         : house != NULL ? g_strdup (house->phone)
                                         : draw_phone (world, self->tie->professional);
  if (shared)
    self->person.phone = g_strdup (self->caller.phone);
  else if (own != NULL)
    self->person.phone = cercle_sample_phone (own);
  else if (!g_str_equal (self->call_back, "mail") &&
           !g_str_equal (self->call_back, "third_party") &&
           (alone || cercle_sample_chance (world, 70)) &&
           cercle_sample_case_get (self, "profile") == NULL)
    self->person.phone =
        self->own != NULL ? cercle_sample_draw_mobile (world) : draw_phone (world, FALSE);
  if (self->person.phone == NULL || cercle_sample_chance (world, 16))
    self->person.mail = self->person.age >= ADULT || g_str_equal (self->call_back, "mail")
                            ? cercle_sample_mail (self->person.first, self->person.last)
                            : NULL;
}

static void
choose_contact (CercleSampleCase *self)
{
  const char *when = cercle_sample_block_get (self->own, "when");
  const char *channel = cercle_sample_block_get (self->own, "channel");
  const char *origin = cercle_sample_block_get (self->own, "origin");
  const CercleSampleBlock *moments = cercle_sample_book_find (self->world->people, "moments");
  g_autofree char *drawn_channel = cercle_sample_draw_word (self->world, channels);
  g_autofree char *drawn_origin = NULL;

  if (channel == NULL)
    channel = speaks (self, "lsf") || speaks (self, "transcription") ? "relay_service"
              : speaks (self, "sms")                                 ? "sms"
              : speaks (self, "interpreter")                         ? "mail"
              : self->own != NULL                                    ? "phone"
                                                                     : drawn_channel;
  self->channel = g_intern_string (channel);
  drawn_origin = cercle_sample_draw_word (
      self->world, g_str_equal (channel, "phone") || g_str_equal (channel, "relay_service")
                       ? origins
                   : g_str_has_suffix (channel, "visit") ? visit_origins
                                                         : written_origins);
  self->origin = g_intern_string (origin != NULL ? origin : drawn_origin);
  if (when == NULL && cercle_sample_chance (self->world, 30))
    when = cercle_sample_draw_line (self->world, moments, "line");
  self->when = g_strdup (when);
}

/* The partners */

static gboolean
suits (const CercleSampleOrg *org, const char *kind, int age)
{
  return g_strcmp0 (org->kind, kind) == 0 && age >= org->from && age <= org->to;
}

static GPtrArray *
find_kind (CercleSampleCase *self, const char *kind)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < self->world->orgs->len; i++)
    if (suits (cercle_sample_org (self->world, i), kind, self->person.age))
      g_ptr_array_add (found, GUINT_TO_POINTER (i));
  cercle_sample_shuffle (self->world, found);
  return found;
}

/* Each once; the first of a kind stands before the seconds. */
static void
add_kind (CercleSampleCase *self, const char *kind, GPtrArray *firsts, GPtrArray *others)
{
  g_autoptr (GPtrArray) of_kind = find_kind (self, kind);

  for (guint i = 0; i < of_kind->len; i++)
    if (!g_ptr_array_find (firsts, of_kind->pdata[i], NULL) &&
        !g_ptr_array_find (others, of_kind->pdata[i], NULL))
      g_ptr_array_add (i == 0 ? firsts : others, of_kind->pdata[i]);
}

/* One of each kind first, in the order the story asks for them; then whoever finances or helps with
 * anything. */
static void
choose_orgs (CercleSampleCase *self)
{
  g_auto (GStrv) kinds = g_strsplit (cercle_sample_block_get (self->story, "ask"), " ", -1);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  for (guint i = 0; kinds[i] != NULL; i++)
    add_kind (self, kinds[i], found, others);
  for (guint i = 0; i < others->len; i++)
    g_ptr_array_add (found, others->pdata[i]);
  add_kind (self, "pcpe", found, others);
  add_kind (self, "ccas", found, others);
  for (guint i = 0; i < CERCLE_SAMPLE_ORGS; i++)
    self->orgs[i] = (int) GPOINTER_TO_UINT (found->pdata[MIN (i, found->len - 1)]);
  self->org = self->orgs[0];
}

/* Together */

static void
choose_tie (CercleSampleCase *self)
{
  const char *own = cercle_sample_block_get (self->own, "caller");
  g_autofree char *token =
      own != NULL
          ? g_strndup (own, strcspn (own, " "))
          : cercle_sample_draw_word (self->world, cercle_sample_block_get (self->story, "asks"));

  self->tie = cercle_sample_tie_find (token);
  g_assert (self->tie != NULL);
}

static void
choose_gravity (CercleSampleCase *self)
{
  const char *own = cercle_sample_block_get (self->own, "critical");

  self->critical = own != NULL ? g_str_equal (own, "yes")
                               : self->own == NULL &&
                                     cercle_sample_block_get (self->story, "critical") != NULL &&
                                     cercle_sample_chance (self->world, CRITICAL);
  self->danger = cercle_sample_block_get (self->story, "danger") != NULL &&
                 cercle_sample_chance (self->world, DANGER);
}

static void
choose_taker (CercleSampleCase *self)
{
  const char *own = cercle_sample_block_get (self->own, "taker");
  const char *profile = cercle_sample_case_get (self, "profile");
  int taker = -1;

  if (own != NULL)
    taker = cercle_sample_find_member (self->world, own);
  /* Who may not read it cannot keep it. */
  for (guint i = 0; own == NULL && profile != NULL && i < self->world->members->len; i++)
    if (cercle_sample_member (self->world, i)->audience != NULL)
      taker = (int) i;
  if (taker < 0)
    taker = cercle_sample_draw_member (self->world, self->community, "adviser", -1);
  self->taker = self->author = (guint) taker;
}

CercleSampleCase *
cercle_sample_case_new (CercleSampleWorld *world, guint community, const CercleSampleBlock *story,
                        const CercleSampleBlock *own)
{
  CercleSampleCase *self = g_new0 (CercleSampleCase, 1);
  guint uses = GPOINTER_TO_UINT (g_hash_table_lookup (world->uses, story->name));
  const CercleSampleHousehold *house;

  g_hash_table_insert (world->uses, (gpointer) story->name, GUINT_TO_POINTER (uses + 1));
  self->world = world;
  self->community = community;
  self->story = story;
  self->own = own;
  self->start = uses;
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->actions = g_array_new (FALSE, FALSE, sizeof (guint));
  self->asked = cercle_sample_asked_new ();
  self->person_slot = cercle_sample_plan_slot (world->plan);
  self->case_slot = cercle_sample_plan_slot (world->plan);
  choose_tie (self);
  choose_age (self);
  choose_sex (self);
  house = find_household (self);
  name_person (self, house);
  name_caller (self, house);
  choose_communication (self);
  choose_phones (self, house);
  choose_contact (self);
  choose_orgs (self);
  choose_gravity (self);
  choose_taker (self);
  if (house == NULL && own == NULL && self->person.age < ADULT && self->tie->family &&
      self->tie->link != NULL)
    remember_household (self);
  return self;
}

void
cercle_sample_case_free (CercleSampleCase *self)
{
  cercle_sample_person_clear (&self->person);
  cercle_sample_person_clear (&self->caller);
  g_hash_table_unref (self->told);
  g_array_unref (self->actions);
  g_array_unref (self->asked);
  g_free (self->communication);
  g_free (self->call_back);
  g_free (self->when);
  g_free (self->need);
  g_free (self);
}
