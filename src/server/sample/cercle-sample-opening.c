/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does the first contact leave behind? */
#define G_LOG_DOMAIN "cercle-server"

#include <string.h>

#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-day.h"
#include "cercle-event.h"
#include "cercle-person.h"
#include "cercle-sample-case.h"
#include "cercle-sample-french.h"

#define MINUTE_MS G_GINT64_CONSTANT (60000)

/* {channel, before the name, behind it} */
static const char *const arrivals[][3] = {
  { "phone", "Appel", "" },
  { "mail", "Message", "" },
  { "sms", "SMS", "" },
  { "relay_service", "Appel", ", par le service relais" },
  { "visit", "Passage", ", à l’accueil" },
  { "home_visit", "Rencontre", ", au domicile" },
  { "web", "Formulaire", ", par le site" },
  { "letter", "Courrier", "" },
};

static const char *const ways[][2] = {
  { "freephone", ", par le 0800\u00a0360\u00a0360" },
  { "relay", ", transmis par le relais national" },
  { "transfer", ", transféré par une autre communauté" },
  { "mdph_list", ", d’après la liste d’attente de la MDPH" },
  { "partner", ", sur le conseil d’un partenaire" },
  { "outreach", ", après une permanence au marché" },
};

static gboolean
is_self (const CercleSampleCase *self)
{
  return self->tie->link == NULL;
}

static gboolean
is_protected (const CercleSampleCase *self)
{
  return cercle_sample_case_get (self, "profile") != NULL;
}

/* "Sandrine Quesnel, sa mère" */
static char *
caller_name (const CercleSampleCase *self)
{
  g_autofree char *full =
      cercle_sample_person_full (is_self (self) ? &self->person : &self->caller);

  if (is_self (self))
    return g_steal_pointer (&full);
  return g_strconcat (full, ", ", self->tie->by, NULL);
}

static char *
tell_arrival (const CercleSampleCase *self)
{
  g_autofree char *name = caller_name (self);
  g_autofree char *of = cercle_sample_of (name);
  const char *before = "Contact", *behind = "", *way = "";

  for (guint i = 0; i < G_N_ELEMENTS (arrivals); i++)
    if (g_str_equal (arrivals[i][0], self->channel))
      {
        before = arrivals[i][1];
        behind = arrivals[i][2];
      }
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (g_str_equal (ways[i][0], self->origin))
      way = ways[i][1];
  return g_strconcat (before, " ", of, behind, way, NULL);
}

/* The person */

static void
set_birth (const CercleSampleCase *self, CercleSampleOp *op)
{
  CercleSampleWorld *world = self->world;
  int year, month, day_of_month, birth;

  cercle_day_to_ymd (world->day, &year, &month, &day_of_month);
  birth = cercle_day_from_ymd (year - self->person.age, month, MIN (day_of_month, 28)) -
          (int) cercle_sample_draw (world, 360);
  cercle_day_to_ymd (birth, &year, &month, &day_of_month);
  if (self->own == NULL && cercle_sample_chance (world, 60))
    cercle_sample_op_set_day (op, CERCLE_PERSON_BIRTH_ON, birth);
  else if (self->own != NULL)
    {
      cercle_day_to_ymd (world->day, &year, &month, &day_of_month);
      cercle_sample_op_set_integer (op, CERCLE_PERSON_BIRTH_YEAR, year - self->person.age);
    }
  else
    cercle_sample_op_set_integer (op, CERCLE_PERSON_BIRTH_YEAR, year);
}

static const char *
protection_of (const CercleSampleCase *self)
{
  if (is_protected (self))
    return "ase";
  if (self->person.age < 18)
    return "parental";
  if (g_strcmp0 (self->tie->link, "guardian") == 0)
    return "curatorship";
  if (self->own == NULL && cercle_sample_chance (self->world, 8))
    return cercle_sample_chance (self->world, 50) ? "guardianship" : "family";
  return cercle_sample_chance (self->world, 60) ? "none" : NULL;
}

static const char *
lives_with (const CercleSampleCase *self)
{
  const char *said = cercle_sample_case_get (self, "lives");

  if (said != NULL)
    return said;
  if (!is_self (self) && self->tie->family && strcmp (self->tie->link, "child") != 0)
    return self->tie->by;
  if (is_protected (self) && g_str_equal (self->tie->token, "fosterer"))
    return "sa famille d’accueil";
  if (!is_self (self) || self->person.age < 20 || !cercle_sample_chance (self->world, 55))
    return NULL;
  return self->person.sex == 'f' ? "seule" : "seul";
}

static char *
mdph_number (const CercleSampleCase *self, const char *notified)
{
  const char *own = cercle_sample_block_get (self->own, "mdph");
  int year, month, day_of_month;

  if (own != NULL)
    return g_strdup (own);
  if (g_strcmp0 (notified, "yes") != 0 || self->own != NULL ||
      !cercle_sample_chance (self->world, 60))
    return NULL;
  cercle_day_to_ymd (self->world->day, &year, &month, &day_of_month);
  return g_strdup_printf ("14-%d-%05u", year - 1 - (int) cercle_sample_draw (self->world, 9),
                          cercle_sample_draw (self->world, 100000));
}

static void
put_person (CercleSampleCase *self, const char *notified)
{
  const CercleSamplePerson *person = &self->person;
  const CercleSampleBlock *streets = cercle_sample_book_find (self->world->people, "streets");
  const char sex[] = { person->sex, '\0' };
  g_autofree char *number = mdph_number (self, notified);
  CercleSampleOp *op = cercle_sample_step_add (cercle_sample_case_step (self), CERCLE_SAMPLE_CREATE,
                                               &cercle_person_kind, self->person_slot);

  cercle_sample_op_set (op, CERCLE_PERSON_FIRST_NAME, person->first);
  cercle_sample_op_set (op, CERCLE_PERSON_LAST_NAME, person->last);
  set_birth (self, op);
  cercle_sample_op_set (op, CERCLE_PERSON_SEX, sex);
  cercle_sample_op_set (op, CERCLE_PERSON_COMMUNE, person->commune);
  if (self->own == NULL && !is_protected (self) && cercle_sample_chance (self->world, 35))
    {
      g_autofree char *address =
          g_strdup_printf ("%u, %s", 1 + cercle_sample_draw (self->world, 60),
                           cercle_sample_draw_line (self->world, streets, "line"));
      cercle_sample_op_set (op, CERCLE_PERSON_ADDRESS, address);
    }
  cercle_sample_op_set (op, CERCLE_PERSON_PHONE, person->phone);
  cercle_sample_op_set (op, CERCLE_PERSON_MAIL, person->mail);
  cercle_sample_op_set (op, CERCLE_PERSON_COMMUNICATION, self->communication);
  cercle_sample_op_set (op, CERCLE_PERSON_CALL_BACK, self->call_back);
  cercle_sample_op_set (op, CERCLE_PERSON_CALL_BACK_WHEN, self->when);
  cercle_sample_op_set (op, CERCLE_PERSON_LIVES_WITH, lives_with (self));
  cercle_sample_op_set (op, CERCLE_PERSON_PROTECTION, protection_of (self));
  cercle_sample_op_set (op, CERCLE_PERSON_MDPH_NUMBER, number);
}

/* Those around her */

static CercleSampleOp *
put_relative (CercleSampleCase *self, const CercleSamplePerson *relative, const char *link)
{
  CercleSampleOp *op =
      cercle_sample_step_add (cercle_sample_case_step (self), CERCLE_SAMPLE_CREATE,
                              &cercle_relative_kind, cercle_sample_plan_slot (self->world->plan));

  cercle_sample_op_refer (op, CERCLE_RELATIVE_PERSON, NULL, self->person_slot);
  cercle_sample_op_set (op, CERCLE_RELATIVE_FIRST_NAME, relative->first);
  cercle_sample_op_set (op, CERCLE_RELATIVE_LAST_NAME, relative->last);
  cercle_sample_op_set (op, CERCLE_RELATIVE_LINK, link);
  cercle_sample_op_set (op, CERCLE_RELATIVE_PHONE, relative->phone);
  return op;
}

static void
put_caller (CercleSampleCase *self)
{
  gboolean parent =
      self->person.age < 18 && self->tie->family && !g_str_equal (self->tie->link, "sibling");
  CercleSampleOp *op = put_relative (self, &self->caller, self->tie->link);

  if (self->own != NULL)
    g_hash_table_insert (self->world->callers, (gpointer) self->own->name,
                         GUINT_TO_POINTER (op->slot));
  if (!self->tie->professional && !g_str_equal (self->tie->link, "neighbour"))
    cercle_sample_op_set_integer (op, CERCLE_RELATIVE_CARER, TRUE);
  if (parent || g_str_equal (self->tie->link, "guardian"))
    cercle_sample_op_set_integer (op, CERCLE_RELATIVE_REPRESENTATIVE, TRUE);
  cercle_sample_op_set_integer (op, CERCLE_RELATIVE_MAY_BE_CALLED, TRUE);
  if (cercle_sample_chance (self->world, 22))
    {
      g_autofree char *mail = cercle_sample_mail (self->caller.first, self->caller.last);
      cercle_sample_op_set (op, CERCLE_RELATIVE_MAIL, mail);
    }
}

static void
put_sister (CercleSampleCase *self, const char *name)
{
  gsize first = strcspn (name, " ");
  g_autofree char *first_name = g_strndup (name, first);
  CercleSamplePerson sister = { .first = first_name, .last = (char *) name + first + 1 };

  put_relative (self, &sister, "sibling");
}

/* Somebody else who counts: the other parent, a brother, a sister, a daughter. */
static const char *
draw_another (CercleSampleCase *self)
{
  if (self->person.age < 18)
    return g_str_equal (self->tie->token, "father") ? "mother" : "father";
  if (self->person.age >= 55 && cercle_sample_chance (self->world, 50))
    return "daughter";
  return cercle_sample_chance (self->world, 50) ? "sister" : "brother";
}

static void
put_another (CercleSampleCase *self)
{
  const CercleSampleTie *tie = cercle_sample_tie_find (draw_another (self));
  CercleSamplePerson other = { 0 };

  if (tie == self->tie)
    return;
  cercle_sample_person_caller (self->world, tie, &self->person, &other);
  if (cercle_sample_chance (self->world, 60))
    other.phone = cercle_sample_draw_mobile (self->world);
  put_relative (self, &other, tie->link);
  cercle_sample_person_clear (&other);
}

static void
put_relatives (CercleSampleCase *self)
{
  const char *sister = cercle_sample_block_get (self->own, "sister");

  if (!is_self (self))
    put_caller (self);
  if (sister != NULL)
    put_sister (self, sister);
  if (self->own == NULL && !is_protected (self) && cercle_sample_chance (self->world, 40))
    put_another (self);
}

/* The case */

static void
set_gravity (CercleSampleCase *self, CercleSampleOp *op)
{
  const char *complexity = cercle_sample_case_get (self, "complexity");
  gboolean heavy = self->critical || !g_str_equal (complexity, "simple");

  cercle_sample_op_set (op, CERCLE_CASE_LEVEL, cercle_sample_case_get (self, "level"));
  cercle_sample_op_set (op, CERCLE_CASE_COMPLEXITY, self->critical ? "critical" : complexity);
  if (self->critical)
    {
      cercle_sample_op_set_integer (op, CERCLE_CASE_BREAKS, TRUE);
      cercle_sample_op_set_integer (op, CERCLE_CASE_UNSAFE, TRUE);
    }
  if (self->danger)
    cercle_sample_op_set_integer (op, CERCLE_CASE_DANGER, TRUE);
  if (heavy && cercle_sample_chance (self->world, 55))
    cercle_sample_op_set_integer (op, CERCLE_CASE_NO_SOLUTION, TRUE);
  if (cercle_sample_chance (self->world, heavy ? 12 : 22))
    cercle_sample_op_set_integer (op, CERCLE_CASE_NO_CONTACT, TRUE);
}

static void
set_break (CercleSampleCase *self, CercleSampleOp *op)
{
  g_autofree char *why = NULL;
  int after = 5 + (int) cercle_sample_draw (self->world, 20);

  if (self->own != NULL || cercle_sample_block_get (self->story, "break") == NULL ||
      !cercle_sample_chance (self->world, 60))
    return;
  why = cercle_sample_case_say_key (self, "break", NULL);
  cercle_sample_op_set_day (op, CERCLE_CASE_BREAK_ON, self->day + after);
  cercle_sample_op_set (op, CERCLE_CASE_BREAK_WHY, why);
}

/* The words of the first contact: the person's where she speaks for herself. */
static char *
first_words (CercleSampleCase *self)
{
  return cercle_sample_case_say_key (self, is_self (self) ? "me" : "words", NULL);
}

static void
put_case (CercleSampleCase *self, const char *words, const char *notified)
{
  const char *sub_mission = cercle_sample_case_get (self, "mission");
  const char *profile = cercle_sample_case_get (self, "profile");
  const char *words_by = cercle_sample_block_get (self->own, "words.by");
  g_autofree char *existing = NULL, *himself = NULL;
  CercleSampleOp *op = cercle_sample_step_add (cercle_sample_case_step (self), CERCLE_SAMPLE_CREATE,
                                               &cercle_case_kind, self->case_slot);

  himself = cercle_sample_case_say (self, "{lui_meme}", NULL);
  cercle_sample_op_refer (op, CERCLE_CASE_PERSON, NULL, self->person_slot);
  cercle_sample_op_set_day (op, CERCLE_CASE_OPENED_ON, self->day);
  cercle_sample_op_set (op, CERCLE_CASE_NEED, self->need);
  cercle_sample_op_set (op, CERCLE_CASE_WORDS, words);
  cercle_sample_op_set (op, CERCLE_CASE_WORDS_BY,
                        words_by != NULL ? words_by
                        : is_self (self) ? himself
                                         : self->tie->by);
  cercle_sample_op_set (op, CERCLE_CASE_MISSION, cercle_mission_of (sub_mission));
  cercle_sample_op_set (op, CERCLE_CASE_SUB_MISSION, sub_mission);
  cercle_sample_op_set (op, CERCLE_CASE_THEMES, cercle_sample_case_get (self, "themes"));
  set_gravity (self, op);
  cercle_sample_op_set (op, CERCLE_CASE_NOTIFIED, notified);
  set_break (self, op);
  if (self->own != NULL || cercle_sample_chance (self->world, 85))
    existing = cercle_sample_case_say_key (self, "existing", NULL);
  cercle_sample_op_set (op, CERCLE_CASE_EXISTING, existing);
  cercle_sample_op_set (op, CERCLE_CASE_COMMUNE, self->person.commune);
  cercle_sample_op_set (op, CERCLE_CASE_PROFILE, profile != NULL ? profile : "standard");
}

/* The call */

static CercleSampleOp *
put_call (CercleSampleCase *self, const char *origin, const char *words)
{
  gint64 now = cercle_sample_case_now (self);
  gint64 lasted = 4 + cercle_sample_draw (self->world, 22);
  g_autofree char *name = caller_name (self);
  CercleSampleOp *op =
      cercle_sample_step_add (cercle_sample_case_step (self), CERCLE_SAMPLE_CREATE,
                              &cercle_call_kind, cercle_sample_plan_slot (self->world->plan));

  cercle_sample_op_refer (op, CERCLE_CALL_CASE, NULL, self->case_slot);
  cercle_sample_op_refer (op, CERCLE_CALL_PERSON, NULL, self->person_slot);
  cercle_sample_op_set_instant (op, CERCLE_CALL_STARTED_AT, now - lasted * MINUTE_MS);
  cercle_sample_op_set_instant (op, CERCLE_CALL_ENDED_AT, now);
  cercle_sample_op_set (op, CERCLE_CALL_CHANNEL, self->channel);
  cercle_sample_op_set (op, CERCLE_CALL_ORIGIN, origin);
  cercle_sample_op_set (op, CERCLE_CALL_REQUESTER, self->tie->requester);
  cercle_sample_op_set (op, CERCLE_CALL_CALLER, name);
  cercle_sample_op_set (op, CERCLE_CALL_PHONE,
                        is_self (self) ? self->person.phone : self->caller.phone);
  cercle_sample_op_set (op, CERCLE_CALL_COMMUNICATION, self->communication);
  cercle_sample_op_set (op, CERCLE_CALL_CALL_BACK, self->call_back);
  cercle_sample_op_set (op, CERCLE_CALL_COMMUNE, self->person.commune);
  cercle_sample_op_set (op, CERCLE_CALL_SUB_MISSION, cercle_sample_case_get (self, "mission"));
  if (self->danger)
    cercle_sample_op_set_integer (op, CERCLE_CALL_DANGER, TRUE);
  cercle_sample_op_set (op, CERCLE_CALL_WORDS, words);
  return op;
}

void
cercle_sample_case_tell (CercleSampleCase *self, const char *sort, const char *text)
{
  CercleSampleOp *op =
      cercle_sample_step_add (cercle_sample_case_step (self), CERCLE_SAMPLE_MOVE,
                              &cercle_event_kind, cercle_sample_plan_slot (self->world->plan));

  op->of = self->case_slot;
  cercle_sample_op_refer (op, CERCLE_EVENT_CASE, NULL, self->case_slot);
  cercle_sample_op_set (op, CERCLE_EVENT_SORT, sort);
  cercle_sample_op_set (op, CERCLE_EVENT_TEXT, text);
}

void
cercle_sample_case_ring (CercleSampleCase *self, const char *text)
{
  CercleSampleOp *op = put_call (self, "direct", NULL);

  cercle_sample_op_set (op, CERCLE_CALL_OUTCOME, "followed");
  cercle_sample_case_tell (self, "call", text);
}

void
cercle_sample_case_open (CercleSampleCase *self)
{
  static const char known[] = "yes yes yes yes yes yes no no no unknown unknown";
  const char *own = cercle_sample_block_get (self->own, "notified");
  g_autofree char *notified =
      own != NULL ? g_strdup (own) : cercle_sample_draw_word (self->world, known);
  const char *kept = cercle_sample_block_get (self->own, "words.case");
  g_autofree char *words = first_words (self);
  g_autofree char *arrival = tell_arrival (self);
  CercleSampleOp *call;

  self->need = cercle_sample_case_say_key (self, "need", NULL);
  put_person (self, notified);
  put_relatives (self);
  put_case (self, kept != NULL ? kept : words, notified);
  call = put_call (self, self->origin, words != NULL ? words : kept);
  cercle_sample_op_set (call, CERCLE_CALL_OUTCOME, "case");
  cercle_sample_case_tell (self, "call", arrival);
}
