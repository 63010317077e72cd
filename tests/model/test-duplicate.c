/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Are two records of one person found, made one, and made two again? */
#include "cercle-duplicate.h"
#include "cercle-instant.h"
#include "cercle-macros.h"
#include "cercle-person-merge.h"
#include "cercle-person.h"
#include "random-record.h"

#define NOON G_GINT64_CONSTANT (1591099200000) /* 2020-06-02T12:00:00.000Z */
#define DAY G_GINT64_CONSTANT (86400000)
#define ANNE "01900000-0000-7000-8000-0000000000a1"

typedef struct
{
  const char *first, *last, *born, *phone, *commune, *number;
  int year;
} Person;

static CercleRecord *
make (const Person *words)
{
  CercleRecord *person = cercle_record_new (&cercle_person_kind);

  cercle_envelope_set (&cercle_record_envelope (person)->scope, "c:1");
  cercle_record_set_text (person, CERCLE_PERSON_FIRST_NAME, words->first);
  cercle_record_set_text (person, CERCLE_PERSON_LAST_NAME, words->last);
  cercle_record_set_text (person, CERCLE_PERSON_BIRTH_ON, words->born);
  cercle_record_set_text (person, CERCLE_PERSON_PHONE, words->phone);
  cercle_record_set_text (person, CERCLE_PERSON_COMMUNE, words->commune);
  cercle_record_set_text (person, CERCLE_PERSON_MDPH_NUMBER, words->number);
  if (words->year > 0)
    cercle_record_set_integer (person, CERCLE_PERSON_BIRTH_YEAR, words->year);
  return person;
}

#define TEL "+33231000001"

static const struct
{
  Person one, other;
  gboolean likely;
} pairs[] = {
  { { "Mathis", "Quesnel", "2008-03-04" }, { "MATHIS", "QUESNEL", "2008-03-04" }, TRUE },
  { { "Mathis", "Quesnel", "2008-03-04" }, { "Quesnel", "Matis", "2008-03-04" }, TRUE },
  { { "Mathis", "Quesnel", "2008-03-04" }, { "Mathis", "Kesnel", "2008-03-04" }, TRUE },
  { { "Mathis", "Quesnel", .phone = TEL }, { "Mathis", "Quesnel", .phone = TEL }, TRUE },
  { { "Mathis", "Quesnel", "2008-03-04" }, { "Mathis", "Quesnel", "1971-03-04" }, FALSE },
  { { "Mathis", "Quesnel", "2008-03-04", TEL },
    { "Mathis", "Quesnel", .phone = TEL, .year = 1971 },
    FALSE },
  { { "Mathis", "Quesnel", "2008-03-04", NULL, "14118" },
    { "Mathis", "Quesnel", .commune = "14118", .year = 2008 },
    TRUE },
  { { "Mathis", "Quesnel" }, { "Mathis", "Quesnel" }, FALSE },
  /* A shared telephone is a household; twins share a birthday too. */
  { { .phone = TEL }, { .phone = TEL }, FALSE },
  { { "Mathis", "Quesnel", .phone = TEL }, { "Léa", "Quesnel", .phone = TEL }, FALSE },
  { { "Mathis", "Quesnel", "2008-03-04", TEL, "14118" },
    { "Léa", "Quesnel", "2008-03-04", TEL, "14118" },
    FALSE },
  { { .number = "14-2020-7" }, { .number = "14-2020-7" }, TRUE },
  { { .number = "14-2020-7", .year = 1971 }, { .number = "14-2020-7", .year = 2008 }, FALSE },
  { { NULL }, { NULL }, FALSE },
};

static void
test_pairs (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (CercleRecord) one = make (&pairs[i].one), other = make (&pairs[i].other);
      CercleAlike alike = cercle_duplicate_compare (one, other);

      g_test_message ("pair %u", i);
      g_assert_cmpint (cercle_duplicate_is_likely (alike), ==, pairs[i].likely);
      g_assert_cmpint (alike, ==, cercle_duplicate_compare (other, one));
    }
}

static void
test_reasons (void)
{
  g_auto (GStrv) reasons =
      cercle_duplicate_reasons (CERCLE_ALIKE_SOUND | CERCLE_ALIKE_PHONE | CERCLE_UNLIKE_BIRTH);

  g_assert_cmpstr (reasons[0], ==, "a name that sounds alike");
  g_assert_cmpstr (reasons[1], ==, "the same telephone number");
  g_assert_cmpstr (reasons[2], ==, "but not the same birth");
  g_assert_null (reasons[3]);
  g_assert_cmpint (cercle_duplicate_weight (0), ==, 0);
  g_assert_cmpint (cercle_duplicate_weight (CERCLE_ALIKE_NAME), >,
                   cercle_duplicate_weight (CERCLE_ALIKE_SOUND));
}

static void
test_sounds (void)
{
  static const char *const same[][2] = {
    { "Quesnel", "Kesnel" },     { "Mathis", "Matisse" },    { "Philippe", "Filipe" },
    { "Thibaut", "Thibault" },   { "Lefèvre", "Lefevre" },   { "Mathieu", "Matthieu" },
    { "Le Bihan", "le bihan" },  { "Jean-Luc", "Jean Luc" }, { "Durand", "Durant" },
    { "Dupond", "Dupont" },      { "Moreau", "Moraux" },     { "Gérard", "Jérard" },
    { "Chloé", "CHLOE" },        { "Yvonne", "Ivonne" },     { "Zoé", "Soé" },
    { "Christelle", "Kristel" }, { "Chloé", "Cloé" },        { "Shaïma", "Chaïma" },
  };
  static const char *const different[][2] = {
    { "Martin", "Morin" },  { "Léa", "Léo" },    { "Quesnel", "Quinel" },
    { "Durand", "Dumont" }, { "Anne", "Aline" }, { "Petit", "Petrot" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *one = cercle_duplicate_sound (same[i][0]);
      g_autofree char *other = cercle_duplicate_sound (same[i][1]);

      g_test_message ("%s %s", same[i][0], same[i][1]);
      g_assert_cmpstr (one, ==, other);
    }
  for (guint i = 0; i < G_N_ELEMENTS (different); i++)
    {
      g_autofree char *one = cercle_duplicate_sound (different[i][0]);
      g_autofree char *other = cercle_duplicate_sound (different[i][1]);

      g_assert_cmpstr (one, !=, other);
    }
}

/* Merging */

typedef struct
{
  CercleRecord *loser, *survivor;
  char *loser_was, *survivor_was;
} Two;

static Two
make_two (void)
{
  const Person loser = { "Mathis", "Quesnel", "2008-03-04", TEL, NULL, "14-7" };
  const Person survivor = { "Matis", "Quesnel", NULL, NULL, "14118", NULL, 2008 };
  Two two = { make (&loser), make (&survivor), NULL, NULL };

  cercle_instant_freeze (NOON);
  cercle_record_set_text (two.loser, CERCLE_PERSON_COMMUNICATION, "lsf sms");
  cercle_record_set_text (two.survivor, CERCLE_PERSON_COMMUNICATION, "voice");
  two.loser_was = random_record_print (two.loser);
  two.survivor_was = random_record_print (two.survivor);
  return two;
}

static void
two_clear (Two *two)
{
  g_object_unref (two->loser);
  g_object_unref (two->survivor);
  g_free (two->loser_was);
  g_free (two->survivor_was);
}

static CercleRecord *
merge_two (Two *two, guint64 mask)
{
  g_autoptr (GError) error = NULL;
  CercleRecord *merge = cercle_person_merge (two->loser, two->survivor, mask, ANNE, &error);

  g_assert_no_error (error);
  g_assert_true (cercle_record_check (merge, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (cercle_record_get_text (two->loser, CERCLE_PERSON_MERGED_INTO), ==,
                   cercle_record_get_id (two->survivor));
  return merge;
}

static void
assert_printed (CercleRecord *record, const char *expected)
{
  g_autofree char *printed = random_record_print (record);
  g_assert_cmpstr (printed, ==, expected);
}

static void
test_undone (void)
{
  const guint64 masks[] = { 0, G_MAXUINT64, CERCLE_MASK (CERCLE_PERSON_PHONE) };

  for (guint i = 0; i < G_N_ELEMENTS (masks); i++)
    {
      Two two = make_two ();
      g_autoptr (CercleRecord) merge = merge_two (&two, masks[i]);
      g_autoptr (GError) error = NULL;
      guint64 kept = 1;

      if (masks[i] != 0)
        g_assert_cmpstr (cercle_record_get_text (two.survivor, CERCLE_PERSON_PHONE), ==, TEL);
      g_assert_true (cercle_person_unmerge (merge, two.loser, two.survivor, &kept, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (kept, ==, 0);
      assert_printed (two.loser, two.loser_was);
      assert_printed (two.survivor, two.survivor_was);
      g_assert_false (cercle_person_unmerge (merge, two.loser, two.survivor, NULL, &error));
      g_assert_error (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE);
      two_clear (&two);
    }
}

static void
test_edited (void)
{
  Two two = make_two ();
  guint64 proposal = cercle_person_merge_proposal (two.loser, two.survivor), kept = 0;
  g_autoptr (CercleRecord) merge = merge_two (&two, proposal);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (proposal, ==,
                    CERCLE_MASK (CERCLE_PERSON_BIRTH_ON) | CERCLE_MASK (CERCLE_PERSON_PHONE) |
                        CERCLE_MASK (CERCLE_PERSON_MDPH_NUMBER));
  cercle_record_set_text (two.survivor, CERCLE_PERSON_PHONE, "+33231000009");
  cercle_record_set_text (two.survivor, CERCLE_PERSON_LIVES_WITH, "her mother");
  g_assert_true (cercle_person_unmerge (merge, two.loser, two.survivor, &kept, &error));
  g_assert_cmpuint (kept, ==, CERCLE_MASK (CERCLE_PERSON_PHONE));
  g_assert_cmpstr (cercle_record_get_text (two.survivor, CERCLE_PERSON_PHONE), ==, "+33231000009");
  g_assert_cmpstr (cercle_record_get_text (two.survivor, CERCLE_PERSON_LIVES_WITH), ==,
                   "her mother");
  g_assert_null (cercle_record_get_text (two.survivor, CERCLE_PERSON_BIRTH_ON));
  assert_printed (two.loser, two.loser_was);
  two_clear (&two);
}

static void
test_too_late (void)
{
  Two two = make_two ();
  g_autoptr (CercleRecord) merge = merge_two (&two, 0);
  g_autoptr (GError) error = NULL, again = NULL, itself = NULL;

  g_assert_null (cercle_person_merge (two.loser, two.survivor, 0, ANNE, &again));
  g_assert_error (again, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE);
  g_assert_null (cercle_person_merge (two.survivor, two.survivor, 0, ANNE, &itself));
  g_assert_error (itself, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE);
  cercle_instant_freeze (NOON + 31 * DAY);
  g_assert_false (cercle_person_unmerge (merge, two.loser, two.survivor, NULL, &error));
  g_assert_error (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE);
  two_clear (&two);
}

static CercleRecord *
find_in (const char *id, gpointer data)
{
  GPtrArray *persons = data;

  for (guint i = 0; i < persons->len; i++)
    if (g_str_equal (cercle_record_get_id (persons->pdata[i]), id))
      return g_object_ref (persons->pdata[i]);
  return NULL;
}

static void
test_follow (void)
{
  const Person nobody = { NULL };
  g_autoptr (GPtrArray) persons = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (persons, make (&nobody));
  for (guint i = 0; i < 2; i++)
    cercle_record_set_text (persons->pdata[i], CERCLE_PERSON_MERGED_INTO,
                            cercle_record_get_id (persons->pdata[i + 1]));
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (CercleRecord) now = cercle_person_follow (persons->pdata[i], find_in, persons);
      g_assert_true (now == persons->pdata[2]);
    }
  /* Two desks that cross may make a circle: it ends. */
  cercle_record_set_text (persons->pdata[2], CERCLE_PERSON_MERGED_INTO,
                          cercle_record_get_id (persons->pdata[0]));
  {
    g_autoptr (CercleRecord) now = cercle_person_follow (persons->pdata[0], find_in, persons);
    g_assert_true (now == persons->pdata[0]);
  }
  g_assert_null (cercle_person_follow (NULL, find_in, persons));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/duplicate/pairs", test_pairs);
  g_test_add_func ("/duplicate/reasons", test_reasons);
  g_test_add_func ("/duplicate/sounds", test_sounds);
  g_test_add_func ("/merge/undone", test_undone);
  g_test_add_func ("/merge/edited", test_edited);
  g_test_add_func ("/merge/too_late", test_too_late);
  g_test_add_func ("/merge/follow", test_follow);
  return g_test_run ();
}
