/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who might they be? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-sample-people.h"

#include <string.h>

#define FAMILIES 14      /* percent whose first name and surname go together */
#define OTHER_SURNAME 22 /* percent of relatives with another surname */

void
cercle_sample_person_clear (CercleSamplePerson *self)
{
  g_free (self->first);
  g_free (self->last);
  g_free (self->phone);
  g_free (self->mail);
  g_free (self->commune);
  *self = (CercleSamplePerson){ 0 };
}

static void
draw_first (CercleSampleWorld *world, CercleSamplePerson *self)
{
  const CercleSampleBlock *names = cercle_sample_book_find (world->people, "names");
  g_autofree char *key = g_strdup_printf ("first.%c.%d", self->sex,
                                          self->age >= 60   ? 1
                                          : self->age >= 30 ? 2
                                                            : 3);

  self->first = cercle_sample_draw_word (world, cercle_sample_block_get (names, key));
}

static void
draw_family (CercleSampleWorld *world, CercleSamplePerson *self)
{
  const CercleSampleBlock *families = cercle_sample_book_find (world->people, "families");
  const char key[] = { self->sex, '\0' };
  const char *name = cercle_sample_draw_line (world, families, key);
  gsize first = strcspn (name, " ");

  self->first = g_strndup (name, first);
  self->last = g_strdup (name + first + 1);
}

void
cercle_sample_person_name (CercleSampleWorld *world, CercleSamplePerson *self, const char *last)
{
  const CercleSampleBlock *names = cercle_sample_book_find (world->people, "names");

  if (last == NULL && cercle_sample_chance (world, FAMILIES))
    {
      draw_family (world, self);
      return;
    }
  draw_first (world, self);
  self->last = last != NULL
                   ? g_strdup (last)
                   : cercle_sample_draw_word (world, cercle_sample_block_get (names, "last"));
}

static int
age_of_caller (CercleSampleWorld *world, const CercleSampleTie *tie, int age)
{
  if (tie->older == 0)
    return 27 + (int) cercle_sample_draw (world, 33);
  return CLAMP (age + tie->older + (int) cercle_sample_draw (world, 7) - 3, 20, 92);
}

void
cercle_sample_person_caller (CercleSampleWorld *world, const CercleSampleTie *tie,
                             const CercleSamplePerson *person, CercleSamplePerson *caller)
{
  const CercleSampleBlock *names = cercle_sample_book_find (world->people, "names");
  gboolean same = tie->family && !cercle_sample_chance (world, OTHER_SURNAME);
  g_autofree char *other = cercle_sample_draw_word (world, cercle_sample_block_get (names, "last"));

  caller->sex = tie->sex;
  caller->age = age_of_caller (world, tie, person->age);
  do
    {
      g_clear_pointer (&caller->first, g_free);
      g_clear_pointer (&caller->last, g_free);
      cercle_sample_person_name (world, caller, same ? person->last : tie->family ? other : NULL);
    }
  while (g_str_equal (caller->first, person->first));
}

char *
cercle_sample_person_full (const CercleSamplePerson *self)
{
  return g_strconcat (self->first, " ", self->last, NULL);
}
