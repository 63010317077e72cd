/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Do the texts of the sample hold together, whatever is drawn from them? */
#include <gio/gio.h>
#include <string.h>

#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-commune.h"
#include "cercle-day.h"
#include "cercle-sample-beat.h"
#include "cercle-sample-case.h"
#include "cercle-sample-french.h"
#include "cercle-sample-tell.h"

#define DAY "2020-06-23"

static CercleSampleWorld *
new_world (guint32 seed)
{
  g_autoptr (GError) error = NULL;
  CercleSampleWorld *world = cercle_sample_world_new (seed, cercle_day_parse (DAY), &error);

  g_assert_no_error (error);
  return world;
}

/* French */

static void
test_articles (void)
{
  static const struct
  {
    const char *article, *name, *the, *of, *at;
  } rows[] = {
    { "la", "MAS", "la MAS", "de la MAS", "à la MAS" },
    { "l’", "IME", "l’IME", "de l’IME", "à l’IME" },
    { "le", "CCAS", "le CCAS", "du CCAS", "au CCAS" },
    { "le cabinet", "Kinés", "le cabinet Kinés", "du cabinet Kinés", "au cabinet Kinés" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *the = cercle_sample_the (rows[i].article, rows[i].name);
      g_autofree char *of = cercle_sample_of_the (rows[i].article, rows[i].name);
      g_autofree char *at = cercle_sample_at_the (rows[i].article, rows[i].name);

      g_assert_cmpstr (the, ==, rows[i].the);
      g_assert_cmpstr (of, ==, rows[i].of);
      g_assert_cmpstr (at, ==, rows[i].at);
    }
}

static void
test_elision (void)
{
  static const struct
  {
    const char *name, *of;
  } rows[] = { { "Mathis", "de Mathis" },  { "Éléonore", "d’Éléonore" }, { "Inès", "d’Inès" },
               { "Hélène", "d’Hélène" },   { "Yvonne", "d’Yvonne" },     { "Yanis", "de Yanis" },
               { "octobre", "d’octobre" }, { "mars", "de mars" },        { "Œuilly", "d’Œuilly" } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *of = cercle_sample_of (rows[i].name);
      g_assert_cmpstr (of, ==, rows[i].of);
    }
}

static void
test_dates (void)
{
  int day = cercle_day_parse (DAY);
  g_autofree char *date = cercle_sample_date (day);
  g_autofree char *first = cercle_sample_date (cercle_day_parse ("2020-07-01"));

  g_assert_cmpstr (date, ==, "mardi 23\u00a0juin");
  g_assert_cmpstr (first, ==, "mercredi 1er juillet");
  g_assert_cmpstr (cercle_sample_month (day, -3), ==, "mars");
  g_assert_cmpstr (cercle_sample_month (day, 0), ==, "juin");
  g_assert_cmpstr (cercle_sample_month (day, 7), ==, "janvier");
  g_assert_cmpstr (cercle_sample_month (day, -6), ==, "décembre");
}

static void
test_letters (void)
{
  g_autofree char *raised = cercle_sample_raise ("école");
  g_autofree char *lowered = cercle_sample_lower ("École");
  g_autofree char *kept = cercle_sample_lower ("IME");
  g_autofree char *mail = cercle_sample_mail ("Sandrine", "Le Bihan-D’Été");

  g_assert_cmpstr (raised, ==, "École");
  g_assert_cmpstr (lowered, ==, "école");
  g_assert_cmpstr (kept, ==, "IME");
  g_assert_cmpstr (mail, ==, "sandrine.le-bihan-d-ete@example.org");
}

/* Blocks */

static void
test_book (void)
{
  g_autoptr (CercleSampleBook) book = cercle_sample_book_new ();
  g_autoptr (GError) error = NULL;
  const CercleSampleBlock *block;

  g_assert_true (cercle_sample_book_add_text (
      book, g_strdup ("# note\n[one]\nneed | a\nneed | b | c\n+0 open |\n\n[two]\n"), &error));
  g_assert_no_error (error);
  block = cercle_sample_book_find (book, "one");
  g_assert_cmpuint (cercle_sample_block_count (block, "need"), ==, 2);
  g_assert_cmpstr (cercle_sample_block_get (block, "need"), ==, "a");
  g_assert_cmpstr (cercle_sample_block_nth (block, "need", 1), ==, "b | c");
  g_assert_cmpstr (cercle_sample_block_get (block, "+0 open"), ==, "");
  g_assert_null (cercle_sample_block_nth (block, "need", 2));
  g_assert_null (cercle_sample_block_get (block, "other"));
  g_assert_nonnull (cercle_sample_book_find (book, "two"));
  g_assert_null (cercle_sample_book_find (book, "three"));
}

static void
test_spoilt_book (void)
{
  static const char *const spoilt[] = { "need | a\n",      "[one\n",        "[]\n",
                                        "[one]\nneed a\n", "[one]\n | a\n", "[one]\nneed |a\n" };

  for (guint i = 0; i < G_N_ELEMENTS (spoilt); i++)
    {
      g_autoptr (CercleSampleBook) book = cercle_sample_book_new ();
      g_autoptr (GError) error = NULL;

      g_assert_false (cercle_sample_book_add_text (book, g_strdup (spoilt[i]), &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    }
}

/* Stories */

/* What every story must bring; the tracks count on it. */
static const char *const story_keys[] = { "mission",    "themes",   "age",    "level",
                                          "complexity", "asks",     "ask",    "need",
                                          "existing",   "qualify",  "step",   "no",
                                          "yes",        "proposal", "placed", "follow" };

static void
check_bounds (const CercleSampleBlock *story, const char *key, gsize most)
{
  const char *text;

  for (guint n = 0; (text = cercle_sample_block_nth (story, key, n)) != NULL; n++)
    if (g_utf8_strlen (text, -1) > (glong) most)
      g_error ("%s of %s is too long", key, story->name);
}

static gboolean
has_words_for (const CercleSampleBlock *story, const char *ask)
{
  g_autofree char *apart = g_strconcat ("words.", ask, NULL);

  if (g_str_equal (ask, "self"))
    return cercle_sample_block_get (story, "me") != NULL;
  return cercle_sample_block_get (story, "words") != NULL ||
         cercle_sample_block_get (story, apart) != NULL;
}

static void
check_story (CercleSampleWorld *world, const CercleSampleBlock *story)
{
  g_auto (GStrv) asks = g_strsplit (cercle_sample_block_get (story, "asks"), " ", -1);
  g_auto (GStrv) kinds = g_strsplit (cercle_sample_block_get (story, "ask"), " ", -1);

  for (guint i = 0; i < G_N_ELEMENTS (story_keys); i++)
    if (cercle_sample_block_get (story, story_keys[i]) == NULL)
      g_error ("%s has no %s", story->name, story_keys[i]);
  for (guint i = 0; asks[i] != NULL; i++)
    if (cercle_sample_tie_find (asks[i]) == NULL || !has_words_for (story, asks[i]))
      g_error ("%s: nothing said by %s", story->name, asks[i]);
  for (guint i = 0; kinds[i] != NULL; i++)
    {
      guint found = 0;
      for (guint o = 0; o < world->orgs->len; o++)
        found += g_str_equal (cercle_sample_org (world, o)->kind, kinds[i]);
      if (found == 0)
        g_error ("%s asks for %s, which there is none of", story->name, kinds[i]);
    }
  g_assert_nonnull (
      cercle_choice_find (cercle_sub_missions, cercle_sample_block_get (story, "mission")));
  g_assert_nonnull (
      cercle_choice_find (cercle_complexities, cercle_sample_block_get (story, "complexity")));
  check_bounds (story, "need", 50);
  check_bounds (story, "step", 120);
  check_bounds (story, "words", 260);
  check_bounds (story, "me", 260);
  check_bounds (story, "break", 150);
  check_bounds (story, "blind", 150);
}

static void
test_stories (void)
{
  g_autoptr (CercleSampleWorld) world = new_world (1);

  g_assert_cmpuint (world->stories->blocks->len, >=, 60);
  for (guint i = 0; i < world->stories->blocks->len; i++)
    check_story (world, world->stories->blocks->pdata[i]);
}

/* Every line of every story can be said by whoever calls, of a man and of a woman. */
static void
test_sayings (void)
{
  g_autoptr (CercleSampleWorld) world = new_world (2);

  for (guint i = 0; i < world->stories->blocks->len; i++)
    {
      const CercleSampleBlock *story = world->stories->blocks->pdata[i];

      for (guint times = 0; times < 6; times++)
        {
          g_autoptr (CercleSampleCase) kase =
              cercle_sample_case_new (world, times % 2, story, NULL);

          kase->day = kase->opened = world->day;
          for (guint l = 0; l < story->lines->len; l++)
            {
              const CercleSampleLine *line = &g_array_index (story->lines, CercleSampleLine, l);
              g_autoptr (GError) error = NULL;
              g_autofree char *said = cercle_sample_case_say (kase, line->value, &error);

              g_assert_no_error (error);
              g_assert_null (strpbrk (said, "{}"));
            }
        }
    }
}

static void
test_unknown_placeholder (void)
{
  g_autoptr (CercleSampleWorld) world = new_world (2);
  g_autoptr (CercleSampleCase) kase =
      cercle_sample_case_new (world, 0, world->stories->blocks->pdata[0], NULL);
  g_autoptr (GError) error = NULL;

  kase->day = kase->opened = world->day;
  g_assert_null (cercle_sample_case_say (kase, "Bonjour {personne}", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

/* Words agree with who speaks and of whom. */
static void
test_agreement (void)
{
  g_autoptr (CercleSampleWorld) world = new_world (3);
  const CercleSampleBlock *own = cercle_sample_book_find (world->named, "mathis");
  const CercleSampleBlock *story = cercle_sample_book_find (world->stories, "repit-samedi");
  g_autoptr (CercleSampleCase) kase = cercle_sample_case_new (world, 0, story, own);
  g_autofree char *said = NULL;

  kase->day = kase->opened = world->day;
  kase->org = cercle_sample_find_org (world, "fougeres");
  said = cercle_sample_case_say (
      kase, "{P}, {age}, seul{e} ; {proche} seul{ae} ; {mon} ; {sil} vient {a_org}, {de_p}", NULL);
  g_assert_cmpstr (said, ==,
                   "Mathis, 9\u00a0ans, seul ; sa mère seule ; mon fils ; s’il vient à la "
                   "Plateforme Les Fougères, de Mathis");
}

/* Tracks: every one can be told, and ends as it says. */
static void
test_tracks (void)
{
  for (guint32 seed = 1; seed <= 4; seed++)
    {
      g_autoptr (CercleSampleWorld) world = new_world (seed);
      g_autoptr (GError) error = NULL;
      g_autofree char *plan = NULL;

      cercle_sample_tell_team (world);
      cercle_sample_tell_directory (world);
      g_assert_true (cercle_sample_tell_cases (world, &error));
      g_assert_no_error (error);
      cercle_sample_plan_sort (world->plan);
      plan = cercle_sample_plan_print (world->plan);
      g_assert_nonnull (strstr (plan, " conflict case "));
      g_assert_null (strchr (plan, '{'));
      for (guint i = 1; i < world->plan->steps->len; i++)
        g_assert_cmpint (((CercleSampleStep *) world->plan->steps->pdata[i - 1])->at, <=,
                         ((CercleSampleStep *) world->plan->steps->pdata[i])->at);
    }
}

static gboolean
tell (CercleSampleWorld *world, const char *beats, GError **error)
{
  g_autoptr (CercleSampleBook) book = cercle_sample_book_new ();
  g_autofree char *text = g_strconcat ("[track]\n", beats, NULL);
  g_autoptr (CercleSampleCase) kase =
      cercle_sample_case_new (world, 0, world->stories->blocks->pdata[0], NULL);

  cercle_sample_book_add_text (book, g_steal_pointer (&text), NULL);
  kase->track = cercle_sample_book_find (book, "track");
  return cercle_sample_case_tell_track (kase, 1, error);
}

/* A track that the product would refuse is an error of the texts. */
static void
test_spoilt_tracks (void)
{
  static const char *const spoilt[] = {
    "+0 dance |\n",                            /* no verb */
    "+0 open 1 |\n+1 status follow_up |\n",    /* no way */
    "+0 open 1 |\n+1 status nowhere |\n",      /* no status */
    "+0 open 1 |\n+1 done | a\n+1 done | b\n", /* nothing to do */
    "+0 open 1 |\n+1 reopen | a\n",            /* not closed */
    "+0 open 1 |\n+1 baton stranger - | a\n",  /* no holder */
    "+0 open 1 |\n+1 baton me |\n",            /* no promise said */
    "+0 open 1 |\n+1 todo call_back | a\n",    /* for no day */
    "+0 open 1 |\n+1 set colour | a\n",        /* no field */
    "+0 open 1 |\n+1 @nobody note | a\n",      /* no member */
    "+0 open 1 |\n+1 note | {nothing}\n",      /* no text */
  };

  for (guint i = 0; i < G_N_ELEMENTS (spoilt); i++)
    {
      g_autoptr (CercleSampleWorld) world = new_world (1);
      g_autoptr (GError) error = NULL;

      g_assert_false (tell (world, spoilt[i], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    }
}

static void
test_good_track (void)
{
  g_autoptr (CercleSampleWorld) world = new_world (1);
  g_autoptr (GError) error = NULL;
  guint before = world->plan->steps->len;

  g_assert_true (tell (world,
                       "+0 open 1 |\n+1 done | a\n& status to_qualify |\n"
                       "+2 baton org +2 | b\n+1 note | {no}\n& baton me - | c\n"
                       "+1 close information | d\n+3 reopen | e\n",
                       &error));
  g_assert_no_error (error);
  g_assert_cmpuint (world->plan->steps->len, ==, before + 8);
}

/* The team and the directory */

static void
test_frame (void)
{
  g_autoptr (CercleSampleWorld) world = new_world (1);

  g_assert_cmpuint (world->communities->len, ==, 2);
  g_assert_cmpuint (world->members->len, ==, 14);
  g_assert_cmpint (cercle_sample_find_member (world, "hmaupertuis"), >=, 0);
  g_assert_cmpint (cercle_sample_find_member (world, "ybesnard"), >=, 0);
  for (guint i = 0; i < world->orgs->len; i++)
    {
      const CercleSampleOrg *org = cercle_sample_org (world, i);
      const char *parent = cercle_sample_block_get (org->block, "parent");
      const char *at = cercle_sample_block_get (org->block, "at");

      g_assert_nonnull (
          cercle_choice_find (cercle_families, cercle_sample_block_get (org->block, "family")));
      g_assert_nonnull (cercle_commune_find (at));
      /* What it is part of was written before. */
      g_assert_true (parent == NULL || (cercle_sample_find_org (world, parent) >= 0 &&
                                        cercle_sample_find_org (world, parent) < (int) i));
    }
}

static void
test_telephones (void)
{
  g_autoptr (CercleSampleWorld) world = new_world (1);
  g_autoptr (GHashTable) given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 3000; i++)
    {
      char *phone = cercle_sample_draw_mobile (world);

      g_assert_cmpstr (phone, !=, "+33639984217");
      g_assert_true (g_hash_table_add (given, phone));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample-texts/articles", test_articles);
  g_test_add_func ("/sample-texts/elision", test_elision);
  g_test_add_func ("/sample-texts/dates", test_dates);
  g_test_add_func ("/sample-texts/letters", test_letters);
  g_test_add_func ("/sample-texts/book", test_book);
  g_test_add_func ("/sample-texts/spoilt-book", test_spoilt_book);
  g_test_add_func ("/sample-texts/stories", test_stories);
  g_test_add_func ("/sample-texts/sayings", test_sayings);
  g_test_add_func ("/sample-texts/unknown-placeholder", test_unknown_placeholder);
  g_test_add_func ("/sample-texts/agreement", test_agreement);
  g_test_add_func ("/sample-texts/tracks", test_tracks);
  g_test_add_func ("/sample-texts/spoilt-tracks", test_spoilt_tracks);
  g_test_add_func ("/sample-texts/good-track", test_good_track);
  g_test_add_func ("/sample-texts/frame", test_frame);
  g_test_add_func ("/sample-texts/telephones", test_telephones);
  return g_test_run ();
}
