/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who and what is there to draw from? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-sample-world.h"

#include <string.h>

/* First five digits, behind the 0, of the numbers that the French plan keeps for fiction; the first
 * is the mobile one, the second that of the north-west. */
static const char *const fiction[] = { "63998", "26191", "19900", "35301", "46571", "53649" };
/* Without a common divisor with the 10 000 numbers of a range: each comes once. */
#define PHONE_STRIDE 7919
#define PHONES 10000

static const char *const story_files[] = { "stories-care.txt", "stories-respite.txt",
                                           "stories-ase.txt", "stories-reinforced.txt" };

static CercleSampleBook *
open_book (const char *name, GError **error)
{
  g_autoptr (CercleSampleBook) book = cercle_sample_book_new ();

  return cercle_sample_book_add (book, name, error) ? g_steal_pointer (&book) : NULL;
}

static gboolean
read_books (CercleSampleWorld *self, GError **error)
{
  self->stories = cercle_sample_book_new ();
  for (guint i = 0; i < G_N_ELEMENTS (story_files); i++)
    if (!cercle_sample_book_add (self->stories, story_files[i], error))
      return FALSE;
  return (self->tracks = open_book ("tracks.txt", error)) != NULL &&
         (self->named = open_book ("named.txt", error)) != NULL &&
         (self->people = open_book ("people.txt", error)) != NULL &&
         (self->team = open_book ("team.txt", error)) != NULL &&
         (self->organisations = open_book ("organisations.txt", error)) != NULL &&
         (self->meetings = open_book ("meetings.txt", error)) != NULL;
}

static void
count_days (CercleSampleWorld *self)
{
  int day = self->day;

  self->time = (CercleWorkingTime){ .open_days = 0x1f,
                                    .opens_at = 9 * 60,
                                    .closes_at = 18 * 60,
                                    .holidays = cercle_holiday_set (CERCLE_SAMPLE_TERRITORY),
                                    .zone = CERCLE_SAMPLE_ZONE };
  self->days[0] = day;
  for (guint i = 1; i <= CERCLE_SAMPLE_DEPTH; i++)
    {
      do
        day--;
      while (!cercle_working_day (&self->time, day));
      self->days[i] = day;
    }
}

/* A block with a community is a member, the others are communities; they come first. */
static void
read_team (CercleSampleWorld *self)
{
  self->communities = g_array_new (FALSE, FALSE, sizeof (CercleSampleCommunity));
  self->members = g_array_new (FALSE, FALSE, sizeof (CercleSampleMember));
  for (guint i = 0; i < self->team->blocks->len; i++)
    {
      const CercleSampleBlock *block = g_ptr_array_index (self->team->blocks, i);
      const char *of = cercle_sample_block_get (block, "community");
      guint slot = cercle_sample_plan_slot (self->plan);

      if (of == NULL)
        {
          CercleSampleCommunity community = { .block = block, .slot = slot };
          community.towns =
              cercle_sample_book_find (self->people, cercle_sample_block_get (block, "towns"));
          g_array_append_val (self->communities, community);
          continue;
        }
      CercleSampleMember member = { .login = block->name,
                                    .first = cercle_sample_block_get (block, "first"),
                                    .last = cercle_sample_block_get (block, "last"),
                                    .role = cercle_sample_block_get (block, "role"),
                                    .employer = cercle_sample_block_get (block, "employer"),
                                    .audience = cercle_sample_block_get (block, "audience"),
                                    .slot = slot };
      while (g_strcmp0 (cercle_sample_community (self, member.community)->block->name, of) != 0)
        member.community++;
      g_array_append_val (self->members, member);
    }
}

static void
read_organisations (CercleSampleWorld *self)
{
  self->orgs = g_array_new (FALSE, FALSE, sizeof (CercleSampleOrg));
  for (guint i = 0; i < self->organisations->blocks->len; i++)
    {
      const CercleSampleBlock *block = g_ptr_array_index (self->organisations->blocks, i);
      const char *ages = cercle_sample_block_get (block, "ages");
      CercleSampleOrg org = { .block = block,
                              .name = cercle_sample_block_get (block, "name"),
                              .article = cercle_sample_block_get (block, "article"),
                              .kind = cercle_sample_block_get (block, "kind"),
                              .to = 120,
                              .slot = cercle_sample_plan_slot (self->plan) };

      org.feminine =
          g_str_equal (org.article, "la") || cercle_sample_block_get (block, "fem") != NULL;
      if (ages != NULL)
        {
          char *end;
          org.from = (int) g_ascii_strtoll (ages, &end, 10);
          org.to = (int) g_ascii_strtoll (end, NULL, 10);
        }
      g_array_append_val (self->orgs, org);
    }
}

static void
household_clear (gpointer data)
{
  CercleSampleHousehold *household = data;

  g_free (household->last);
  g_free (household->phone);
  g_free (household->commune);
  g_free (household->caller_first);
  g_free (household->caller_last);
}

CercleSampleWorld *
cercle_sample_world_new (guint32 seed, int day, GError **error)
{
  g_autoptr (CercleSampleWorld) self = g_new0 (CercleSampleWorld, 1);

  self->seed = seed;
  self->day = day;
  self->rand = g_rand_new_with_seed (seed);
  self->uses = g_hash_table_new (g_str_hash, g_str_equal);
  self->callers = g_hash_table_new (g_str_hash, g_str_equal);
  self->plan = cercle_sample_plan_new ();
  self->households = g_array_new (FALSE, FALSE, sizeof (CercleSampleHousehold));
  g_array_set_clear_func (self->households, household_clear);
  count_days (self);
  if (!read_books (self, error))
    return NULL;
  read_team (self);
  read_organisations (self);
  for (guint i = 0; i < G_N_ELEMENTS (fiction); i++)
    self->phones[i] = cercle_sample_draw (self, PHONES);
  return g_steal_pointer (&self);
}

void
cercle_sample_world_free (CercleSampleWorld *self)
{
  g_clear_pointer (&self->rand, g_rand_free);
  g_clear_pointer (&self->uses, g_hash_table_unref);
  g_clear_pointer (&self->callers, g_hash_table_unref);
  g_clear_pointer (&self->plan, cercle_sample_plan_free);
  g_clear_pointer (&self->households, g_array_unref);
  g_clear_pointer (&self->communities, g_array_unref);
  g_clear_pointer (&self->members, g_array_unref);
  g_clear_pointer (&self->orgs, g_array_unref);
  g_clear_pointer (&self->stories, cercle_sample_book_free);
  g_clear_pointer (&self->tracks, cercle_sample_book_free);
  g_clear_pointer (&self->named, cercle_sample_book_free);
  g_clear_pointer (&self->people, cercle_sample_book_free);
  g_clear_pointer (&self->team, cercle_sample_book_free);
  g_clear_pointer (&self->organisations, cercle_sample_book_free);
  g_clear_pointer (&self->meetings, cercle_sample_book_free);
  g_free (self);
}

/* Chance */

guint
cercle_sample_draw (CercleSampleWorld *self, guint n)
{
  return n > 1 ? (guint) g_rand_int_range (self->rand, 0, (gint32) n) : 0;
}

gboolean
cercle_sample_chance (CercleSampleWorld *self, guint percent)
{
  return cercle_sample_draw (self, 100) < percent;
}

char *
cercle_sample_draw_word (CercleSampleWorld *self, const char *words)
{
  g_auto (GStrv) each = g_strsplit (words, " ", -1);
  return g_strdup (each[cercle_sample_draw (self, g_strv_length (each))]);
}

const char *
cercle_sample_draw_line (CercleSampleWorld *self, const CercleSampleBlock *block, const char *key)
{
  guint count = cercle_sample_block_count (block, key);
  return count > 0 ? cercle_sample_block_nth (block, key, cercle_sample_draw (self, count)) : NULL;
}

/* Lines "14118 30": code, weight. */
char *
cercle_sample_draw_town (CercleSampleWorld *self, const CercleSampleBlock *towns)
{
  guint count = cercle_sample_block_count (towns, "at");
  guint64 total = 0, drawn;

  for (guint i = 0; i < count; i++)
    total += g_ascii_strtoull (strchr (cercle_sample_block_nth (towns, "at", i), ' '), NULL, 10);
  drawn = cercle_sample_draw (self, (guint) total);
  for (guint i = 0; i < count; i++)
    {
      const char *line = cercle_sample_block_nth (towns, "at", i);
      guint64 weight = g_ascii_strtoull (strchr (line, ' '), NULL, 10);

      if (drawn < weight)
        return g_strndup (line, strcspn (line, " "));
      drawn -= weight;
    }
  return NULL;
}

void
cercle_sample_shuffle (CercleSampleWorld *self, GPtrArray *array)
{
  for (guint i = array->len; i > 1; i--)
    {
      guint j = cercle_sample_draw (self, i);
      gpointer kept = array->pdata[i - 1];

      array->pdata[i - 1] = array->pdata[j];
      array->pdata[j] = kept;
    }
}

/* Finding */

int
cercle_sample_find_member (CercleSampleWorld *self, const char *login)
{
  for (guint i = 0; i < self->members->len; i++)
    if (g_strcmp0 (cercle_sample_member (self, i)->login, login) == 0)
      return (int) i;
  return -1;
}

int
cercle_sample_find_org (CercleSampleWorld *self, const char *name)
{
  for (guint i = 0; i < self->orgs->len; i++)
    if (g_strcmp0 (cercle_sample_org (self, i)->block->name, name) == 0)
      return (int) i;
  return -1;
}

/* Neither of the MDPH nor of the nation. */
static gboolean
is_of_team (const CercleSampleMember *member)
{
  return g_str_equal (member->role, "coordinator") || g_str_equal (member->role, "adviser");
}

guint
cercle_sample_n_of_team (CercleSampleWorld *self)
{
  guint n = 0;

  while (n < self->members->len && is_of_team (cercle_sample_member (self, n)))
    n++;
  return n;
}

int
cercle_sample_draw_member (CercleSampleWorld *self, guint community, const char *role, int but)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (int));

  for (int i = 0; i < (int) self->members->len; i++)
    {
      const CercleSampleMember *member = cercle_sample_member (self, i);
      if (member->community == community && i != but &&
          g_str_equal (role != NULL ? role : member->role, member->role) &&
          (role != NULL || is_of_team (member)))
        g_array_append_val (found, i);
    }
  return found->len > 0 ? g_array_index (found, int, cercle_sample_draw (self, found->len)) : -1;
}

guint
cercle_sample_draw_of_team (CercleSampleWorld *self)
{
  return cercle_sample_draw (self, cercle_sample_n_of_team (self));
}

/* Telephones */

static char *
next_phone (CercleSampleWorld *self, guint range)
{
  guint number = self->phones[range] % PHONES;

  self->phones[range] = number + PHONE_STRIDE;
  return g_strdup_printf ("+33%s%04u", fiction[range], number);
}

/* Those of the named people, and of the texts. */
static gboolean
is_taken (CercleSampleWorld *self, const char *phone)
{
  CercleSampleBook *const books[] = { self->named, self->organisations, self->team };

  for (guint b = 0; b < G_N_ELEMENTS (books); b++)
    for (guint i = 0; i < books[b]->blocks->len; i++)
      {
        const CercleSampleBlock *block = g_ptr_array_index (books[b]->blocks, i);
        const char *other = cercle_sample_block_get (block, "phone");

        if (other != NULL && g_str_has_suffix (phone, other + 1))
          return TRUE;
      }
  return FALSE;
}

static char *
draw_phone (CercleSampleWorld *self, guint range)
{
  g_autofree char *phone = next_phone (self, range);

  while (is_taken (self, phone))
    {
      g_free (phone);
      phone = next_phone (self, range);
    }
  return g_steal_pointer (&phone);
}

char *
cercle_sample_draw_mobile (CercleSampleWorld *self)
{
  return draw_phone (self, 0);
}

/* One in six lives elsewhere. */
char *
cercle_sample_draw_landline (CercleSampleWorld *self)
{
  guint range = cercle_sample_chance (self, 84)
                    ? 1
                    : 2 + cercle_sample_draw (self, G_N_ELEMENTS (fiction) - 2);
  return draw_phone (self, range);
}

char *
cercle_sample_phone (const char *national)
{
  return g_strconcat ("+33", national + 1, NULL);
}
