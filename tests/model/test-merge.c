/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a merge lose nothing, by a table and against a model of itself? */
#include "cercle-case.h"
#include "cercle-json.h"
#include "cercle-macros.h"
#include "cercle-merge.h"
#include "patience.h"

#define ROUNDS 20000
#define BASE_REV 5

static CercleRecord *
case_of (const char *json)
{
  CercleRecord *kase = cercle_record_new (&cercle_case_kind);
  g_autoptr (JsonObject) object = cercle_json_parse (json, -1, 10000, NULL);
  g_autoptr (GError) error = NULL;

  cercle_record_apply_json (kase, object, CERCLE_APPLY_STRICT, NULL, &error);
  g_assert_no_error (error);
  return kase;
}

static guint64
mask_of (const char *names)
{
  g_auto (GStrv) split = g_strsplit (names, " ", -1);
  guint64 mask = 0;

  for (guint i = 0; split[i] != NULL; i++)
    if (*split[i] != '\0')
      mask |= CERCLE_MASK (cercle_kind_field (&cercle_case_kind, split[i]));
  return mask;
}

static const struct
{
  const char *about;
  const char *current, *moved; /* the record now, and the fields others changed since */
  const char *was, *proposed, *patched;
  const char *conflict, *result;
  gboolean merged;
} table[] = {
  { "nobody else", "{\"need\":\"a\"}", "", "{\"need\":\"a\"}", "{\"need\":\"b\"}", "need", "",
    "{\"need\":\"b\"}", FALSE },
  { "another field", "{\"need\":\"a\",\"level\":2}", "level", "{\"need\":\"a\"}",
    "{\"need\":\"b\"}", "need", "", "{\"need\":\"b\",\"level\":2}", TRUE },
  { "the same field", "{\"need\":\"c\"}", "need", "{\"need\":\"a\"}", "{\"need\":\"b\"}", "need",
    "need", "{\"need\":\"c\"}", FALSE },
  { "the same value", "{\"need\":\"b\"}", "need", "{\"need\":\"a\"}", "{\"need\":\"b\"}", "need",
    "", "{\"need\":\"b\"}", FALSE },
  { "there and back", "{\"need\":\"a\"}", "need", "{\"need\":\"a\"}", "{\"need\":\"b\"}", "need",
    "", "{\"need\":\"b\"}", FALSE },
  { "emptied by the other", "{}", "need", "{\"need\":\"a\"}", "{\"need\":\"b\"}", "need", "need",
    "{}", FALSE },
  { "emptied by both", "{}", "need", "{\"need\":\"a\"}", "{}", "need", "", "{}", FALSE },
  { "a group as one", "{\"mission\":\"care\",\"sub_mission\":\"care_units\"}", "sub_mission",
    "{\"mission\":\"care\"}", "{\"mission\":\"ase\",\"sub_mission\":\"ase_foster\"}",
    "mission sub_mission", "mission sub_mission",
    "{\"mission\":\"care\",\"sub_mission\":\"care_units\"}", FALSE },
  { "only what was patched of a group", "{\"break_on\":\"2020-06-02\",\"break_why\":\"x\"}",
    "break_on", "{}", "{\"break_why\":\"y\"}", "break_why", "",
    "{\"break_on\":\"2020-06-02\",\"break_why\":\"y\"}", TRUE },
  { "a conflict leaves the rest", "{\"need\":\"c\"}", "need", "{\"need\":\"a\"}",
    "{\"need\":\"b\",\"level\":1}", "need level", "need", "{\"need\":\"c\",\"level\":1}", FALSE },
  { "sets add up", "{\"themes\":[\"a\",\"c\"]}", "themes", "{\"themes\":[\"a\",\"b\"]}",
    "{\"themes\":[\"b\",\"d\"]}", "themes", "", "{\"themes\":[\"c\",\"d\"]}", TRUE },
  { "a set emptied", "{\"themes\":[\"a\",\"c\"]}", "themes", "{\"themes\":[\"a\"]}", "{}", "themes",
    "", "{\"themes\":[\"c\"]}", TRUE },
};

static void
find_revs (guint64 moved, gint64 revs[CERCLE_MAX_FIELDS])
{
  for (guint i = 0; i < CERCLE_MAX_FIELDS; i++)
    revs[i] = moved & CERCLE_MASK (i) ? BASE_REV + 1 : (gint64) (i % (BASE_REV + 1));
}

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (CercleRecord) current = case_of (table[i].current);
      g_autoptr (CercleRecord) was = case_of (table[i].was);
      g_autoptr (CercleRecord) proposed = case_of (table[i].proposed);
      g_autoptr (CercleRecord) result = case_of (table[i].result);
      guint64 patched = mask_of (table[i].patched);
      gint64 revs[CERCLE_MAX_FIELDS];
      CercleMerge merge;

      g_test_message ("%s", table[i].about);
      find_revs (mask_of (table[i].moved), revs);
      merge = cercle_merge (current, revs, BASE_REV, patched, proposed, was);
      g_assert_cmpuint (merge.conflict, ==, mask_of (table[i].conflict));
      g_assert_cmpuint (merge.apply, ==, patched & ~merge.conflict);
      g_assert_cmpint (merge.merged, ==, table[i].merged);
      cercle_merge_apply (current, &merge, proposed, was);
      for (guint field = 0; field < CERCLE_CASE_N_FIELDS; field++)
        g_assert_true (cercle_record_same (current, result, field));
    }
}

/* What desks know of a derived field is not a change of hers or of anybody's. */
static void
test_derived (void)
{
  g_autoptr (CercleRecord) empty = case_of ("{}");
  gint64 revs[CERCLE_MAX_FIELDS];
  CercleMerge merge;

  find_revs (CERCLE_MASK (CERCLE_CASE_LAST_NEWS_ON), revs);
  merge = cercle_merge (empty, revs, BASE_REV, CERCLE_MASK (CERCLE_CASE_NEED), empty, empty);
  g_assert_false (merge.merged);
}

static void
test_sets (void)
{
  static const struct
  {
    const char *current, *was, *proposed, *result;
  } sets[] = {
    { NULL, NULL, NULL, "" }, { "a b", "a b", "a b", "a b" }, { "a b", NULL, "c", "a b c" },
    { NULL, "a", NULL, "" },  { "a aa", "a", "aa", "aa" },    { "z", "a", "a b", "b z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_autofree char *merged = cercle_merge_set (sets[i].current, sets[i].was, sets[i].proposed);
      g_assert_cmpstr (merged, ==, sets[i].result);
    }
}

/* The model: four small fields, two of them one group, one a set of four bits, each with its value
 * now, before and proposed. */
static const guint model_fields[] = { CERCLE_CASE_LEVEL, CERCLE_CASE_BREAKS, CERCLE_CASE_UNSAFE,
                                      CERCLE_CASE_THEMES };
static const char *const bits[] = { "a", "b", "c", "d" };
enum
{
  LEVEL,
  BREAKS, /* with UNSAFE one group */
  UNSAFE,
  THEMES, /* the set */
  N_MODEL
};
#define NO_VALUE (-1)

typedef struct
{
  int now, before, proposed;
  gboolean moved, patched;
} ModelField;

static void
write_model (CercleRecord *record, guint i, int value)
{
  for (guint bit = 0; i == THEMES && bit < G_N_ELEMENTS (bits); bit++)
    cercle_record_set_token (record, model_fields[i], bits[bit], (value & (1 << bit)) != 0);
  if (i != THEMES && value != NO_VALUE)
    cercle_record_set_integer (record, model_fields[i], value);
}

static int
read_model (CercleRecord *record, guint i)
{
  int value = 0;

  if (i != THEMES)
    return (int) cercle_record_get_integer (record, model_fields[i], NO_VALUE);
  for (guint bit = 0; bit < G_N_ELEMENTS (bits); bit++)
    if (cercle_record_has_token (record, model_fields[i], bits[bit]))
      value |= 1 << bit;
  return value;
}

static ModelField
random_field (guint i)
{
  int least = i == THEMES ? 0 : NO_VALUE;
  int most = i == THEMES ? 16 : 2;

  return (ModelField){
    .now = g_test_rand_int_range (least, most),
    .before = g_test_rand_int_range (least, most),
    .proposed = g_test_rand_int_range (least, most),
    .moved = g_test_rand_bit (),
    .patched = g_test_rand_bit (),
  };
}

static gboolean
clashes (const ModelField *field)
{
  return field->patched && field->moved && field->now != field->proposed &&
         field->now != field->before;
}

static gboolean
expect_conflict (const ModelField model[N_MODEL], guint i)
{
  gboolean group = clashes (&model[BREAKS]) || clashes (&model[UNSAFE]);

  if (i == THEMES || !model[i].patched)
    return FALSE;
  return i == LEVEL ? clashes (&model[i]) : group;
}

static int
expect_value (const ModelField model[N_MODEL], guint i)
{
  const ModelField *field = &model[i];

  if (!field->patched || expect_conflict (model, i))
    return field->now;
  if (i != THEMES)
    return field->proposed;
  return (field->now & ~(field->before & ~field->proposed)) | (field->proposed & ~field->before);
}

static void
test_property (void)
{
  for (guint round = 0; round < patience_rounds (ROUNDS); round++)
    {
      CercleRecord *now = case_of ("{}");
      CercleRecord *before = case_of ("{}");
      CercleRecord *proposed = case_of ("{}");
      gint64 revs[CERCLE_MAX_FIELDS] = { 0 };
      ModelField model[N_MODEL];
      guint64 patched = 0;
      CercleMerge merge;

      for (guint i = 0; i < N_MODEL; i++)
        {
          model[i] = random_field (i);
          write_model (now, i, model[i].now);
          write_model (before, i, model[i].before);
          write_model (proposed, i, model[i].proposed);
          revs[model_fields[i]] = model[i].moved ? BASE_REV + 1 : BASE_REV;
          if (model[i].patched)
            patched |= CERCLE_MASK (model_fields[i]);
        }
      merge = cercle_merge (now, revs, BASE_REV, patched, proposed, before);
      cercle_merge_apply (now, &merge, proposed, before);
      for (guint i = 0; i < N_MODEL; i++)
        {
          g_assert_cmpint ((merge.conflict & CERCLE_MASK (model_fields[i])) != 0, ==,
                           expect_conflict (model, i));
          g_assert_cmpint (read_model (now, i), ==, expect_value (model, i));
        }
      g_assert_finalize_object (now);
      g_assert_finalize_object (before);
      g_assert_finalize_object (proposed);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/merge/table", test_table);
  g_test_add_func ("/merge/derived", test_derived);
  g_test_add_func ("/merge/sets", test_sets);
  g_test_add_func ("/merge/property", test_property);
  return g_test_run ();
}
