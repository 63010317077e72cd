/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the first rule that fits decide, say why, and does a simulation tell what would change? */
#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-day.h"
#include "cercle-matrix-order.h"
#include "cercle-matrix-words.h"
#include "cercle-person.h"

/* A rule and a case as "field=value field=value"; "+" stands for a space within a value. */
static CercleRecord *
make (const CercleKind *kind, const char *words)
{
  CercleRecord *record = cercle_record_new (kind);
  g_auto (GStrv) all = g_strsplit (words, " ", -1);

  for (guint i = 0; all[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (all[i], "=", 2);
      int field = *all[i] != '\0' ? cercle_kind_field (kind, pair[0]) : -1;

      if (*all[i] == '\0')
        continue;
      g_assert_cmpint (field, >=, 0);
      if (cercle_field_is_integer (&kind->fields[field]))
        cercle_record_set_integer (record, (guint) field, g_ascii_strtoll (pair[1], NULL, 10));
      else
        cercle_record_set_text (record, (guint) field, g_strdelimit (pair[1], "+", ' '));
    }
  return record;
}

static const struct
{
  const char *rule, *kase;
  int age;
  const char *hosting;
  gboolean fits;
} fits[] = {
  { "", "", -1, NULL, TRUE },
  { "mission=respite", "mission=respite", -1, NULL, TRUE },
  { "mission=respite", "mission=care", -1, NULL, FALSE },
  { "mission=respite", "", -1, NULL, FALSE },
  { "sub_mission=care_resume", "mission=care sub_mission=care_resume", -1, NULL, TRUE },
  { "sub_mission=care_resume", "mission=care sub_mission=care_units", -1, NULL, FALSE },
  { "theme=school", "themes=respite+school", -1, NULL, TRUE },
  { "theme=school", "themes=respite", -1, NULL, FALSE },
  { "theme=school", "", -1, NULL, FALSE },
  { "level=3", "level=3", -1, NULL, TRUE },
  { "level=3", "level=2", -1, NULL, FALSE },
  { "level=3", "", -1, NULL, FALSE },
  { "notified=no", "notified=no", -1, NULL, TRUE },
  { "notified=no", "notified=yes", -1, NULL, FALSE },
  { "notified=no", "", -1, NULL, FALSE },
  { "notified=unknown", "", -1, NULL, TRUE },
  { "age_from=20", "", 20, NULL, TRUE },
  { "age_from=20", "", 19, NULL, FALSE },
  { "age_from=0", "", -1, NULL, FALSE },
  { "age_to=19", "", 19, NULL, TRUE },
  { "age_to=19", "", 20, NULL, FALSE },
  { "age_to=19", "", -1, NULL, FALSE },
  { "ase=yes", "profile=ase", -1, NULL, TRUE },
  { "ase=yes", "profile=standard", -1, NULL, FALSE },
  { "ase=no", "", -1, NULL, TRUE },
  { "area=50+141", "commune=14118", -1, NULL, TRUE },
  { "area=50+141", "commune=14218", -1, NULL, FALSE },
  { "area=50", "", -1, NULL, FALSE },
  { "hosting=og", "", -1, "og", TRUE },
  { "hosting=og", "", -1, "mdph", FALSE },
  { "hosting=og", "", -1, NULL, FALSE },
  { "mission=respite notified=no age_to=19", "mission=respite notified=no", 12, NULL, TRUE },
  { "mission=respite notified=no age_to=19", "mission=respite notified=no", 30, NULL, FALSE },
};

static void
test_fits (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (fits); i++)
    {
      g_autoptr (CercleRecord) rule = make (&cercle_rule_kind, fits[i].rule);
      g_autoptr (CercleRecord) kase = make (&cercle_case_kind, fits[i].kase);
      const CercleMatrixInput input = { kase, fits[i].age, fits[i].hosting };

      g_test_message ("%s | %s", fits[i].rule, fits[i].kase);
      g_assert_cmpint (cercle_matrix_fits (rule, &input), ==, fits[i].fits);
    }
}

static GPtrArray *
make_rules (const char *const *words)
{
  GPtrArray *rules = g_ptr_array_new_with_free_func (g_object_unref);

  for (; *words != NULL; words++)
    g_ptr_array_add (rules, make (&cercle_rule_kind, *words));
  return rules;
}

/* Out of order: the position decides, not the place. */
static const char *const before[] = {
  "position=3 responsibility=dc mission=care",
  "position=1 responsibility=mdph notified=yes",
  "position=2 responsibility=og_og mission=respite",
  NULL,
};
static const char *const after[] = {
  "position=1 responsibility=og_og mission=respite",
  "position=2 responsibility=mdph notified=yes",
  NULL,
};
static const char *const cases[] = {
  "notified=yes mission=respite", "mission=respite", "mission=care",
  "notified=yes mission=care",    "mission=ase",
};
static const char *const outcomes[][2] = {
  { "mdph", "og_og" }, { "og_og", "og_og" }, { "dc", NULL }, { "mdph", "mdph" }, { NULL, NULL },
};

static void
test_decide (void)
{
  g_autoptr (GPtrArray) rules = make_rules (before), changed = make_rules (after);
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) inputs = g_array_new (FALSE, FALSE, sizeof (CercleMatrixInput));
  g_autoptr (GArray) moves = NULL, holes = NULL;
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CercleRecord *kase = make (&cercle_case_kind, cases[i]);
      CercleMatrixInput input = cercle_matrix_input (kase, NULL, NULL, 0);
      CercleRecord *rule = cercle_matrix_decide (rules, &input);

      g_ptr_array_add (held, kase);
      g_array_append_val (inputs, input);
      g_assert_cmpstr (rule != NULL ? cercle_record_get_text (rule, CERCLE_RULE_RESPONSIBILITY)
                                    : NULL,
                       ==, outcomes[i][0]);
    }
  moves = cercle_matrix_simulate (rules, changed, inputs);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (g_strcmp0 (outcomes[i][0], outcomes[i][1]) != 0)
      {
        const CercleMatrixMove *move = &g_array_index (moves, CercleMatrixMove, n++);

        g_assert_cmpuint (move->input, ==, i);
        g_assert_cmpstr (move->from, ==, outcomes[i][0]);
        g_assert_cmpstr (move->to, ==, outcomes[i][1]);
      }
  g_assert_cmpuint (moves->len, ==, n);
  holes = cercle_matrix_holes (rules, inputs);
  g_assert_cmpuint (holes->len, ==, 1);
  g_assert_cmpuint (g_array_index (holes, guint, 0), ==, 4);
}

static void
test_input (void)
{
  g_autoptr (CercleRecord) kase = cercle_record_new (&cercle_case_kind);
  g_autoptr (CercleRecord) person = make (&cercle_person_kind, "birth_on=2008-06-03");
  g_autoptr (CercleRecord) community = make (&cercle_community_kind, "hosting=og");
  CercleMatrixInput input =
      cercle_matrix_input (kase, person, community, cercle_day_parse ("2020-06-02"));

  g_assert_cmpint (input.age, ==, 11);
  g_assert_cmpstr (input.hosting, ==, "og");
  input = cercle_matrix_input (kase, NULL, NULL, 0);
  g_assert_cmpint (input.age, ==, -1);
  g_assert_null (input.hosting);
}

static char *
label_of (const char *list, const char *token, gpointer data)
{
  g_assert_cmpstr (list, ==, "theme");
  return g_strdup (g_str_equal (token, "school") ? "Schooling" : NULL);
}

static void
test_why (void)
{
  static const struct
  {
    const char *rule, *matrix, *why;
  } whys[] = {
    { "position=12 mission=respite notified=no age_to=19", "version=3 in_force_on=2020-06-02",
      "Rule 12 of version 3, agreement of 2 June 2020: Respite, without an MDPH notification, up "
      "to the age of 19." },
    { "position=2 theme=school level=3 ase=yes", "version=1",
      "Rule 2 of version 1: Schooling, level III, child in care (ASE)." },
    { "position=9", NULL, "Rule 9: every other case." },
    { "position=4 theme=work age_from=20 area=14+50 ase=no notified=yes", NULL,
      "Rule 4: work, with an MDPH notification, from the age of 20, not in care (ASE), communes "
      "14 50." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (whys); i++)
    {
      g_autoptr (CercleRecord) rule = make (&cercle_rule_kind, whys[i].rule);
      g_autoptr (CercleRecord) matrix =
          whys[i].matrix != NULL ? make (&cercle_matrix_kind, whys[i].matrix) : NULL;
      g_autofree char *why = cercle_matrix_why (rule, matrix, label_of, NULL);

      g_assert_cmpstr (why, ==, whys[i].why);
    }
}

static void
test_in_force (void)
{
  g_autoptr (GPtrArray) matrices = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (matrices,
                   make (&cercle_matrix_kind, "version=2 state=in_force in_force_on=2020-07-01"));
  g_ptr_array_add (matrices,
                   make (&cercle_matrix_kind, "version=1 state=retired in_force_on=2020-06-02"));
  g_ptr_array_add (matrices,
                   make (&cercle_matrix_kind, "version=4 state=draft in_force_on=2020-06-02"));
  g_ptr_array_add (matrices,
                   make (&cercle_matrix_kind, "version=3 state=in_force in_force_on=2020-07-01"));
  g_assert_null (cercle_matrix_in_force (matrices, "2020-06-01"));
  g_assert_true (cercle_matrix_in_force (matrices, "2020-06-30") == matrices->pdata[1]);
  g_assert_true (cercle_matrix_in_force (matrices, "2020-07-01") == matrices->pdata[3]);
}

static void
test_rule_check (void)
{
  static const char *const wrong[] = {
    "position=1 responsibility=dc mission=care sub_mission=respite_home",
    "position=1 responsibility=dc age_from=20 age_to=19",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (CercleRecord) rule = make (&cercle_rule_kind, wrong[i]);
      g_autoptr (GError) error = NULL;

      cercle_record_set_text (rule, CERCLE_RULE_MATRIX, cercle_record_get_id (rule));
      g_assert_false (cercle_record_check (rule, &error));
      g_assert_error (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE);
    }
}

static char *
theme_cb (const char *list, const char *token, gpointer data)
{
  return g_str_equal (token, "school") ? g_strdup ("École") : NULL;
}

static void
test_words (void)
{
  static const struct
  {
    const char *rule, *lead, *sentence;
  } table[] = {
    { "responsibility=dc", NULL,
      "In every other case, then: Mainstream services, no debrief with the MDPH first." },
    { "mission=respite theme=school age_to=20 responsibility=og_og lead_family=og delay=1 "
      "debrief=1",
      NULL,
      "If Respite, École, up to the age of 20, then: Managing bodies between them, lead: Managing "
      "body (OG), within 1 working day, after a debrief with the MDPH." },
    { "level=3 responsibility=mdph lead_family=mdph contributors=esms delay=0", "MDPH 14",
      "If level III, then: MDPH, lead: MDPH 14, with: ESMS, the same day, no debrief with the MDPH "
      "first." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (CercleRecord) rule = make (&cercle_rule_kind, table[i].rule);
      g_autofree char *words = cercle_matrix_sentence (rule, table[i].lead, theme_cb, NULL);
      g_assert_cmpstr (words, ==, table[i].sentence);
    }
}

/* Only what one of the rules asks about is seen, told or not. */
static void
test_combination (void)
{
  static const struct
  {
    const char *rule, *kase;
    int age;
    const char *words;
  } table[] = {
    { "", "mission=respite", 8, "every case" },
    { "mission=care", "mission=respite level=2", 8, "Respite" },
    { "mission=care", "", 8, "mission not told" },
    { "theme=school level=1", "themes=school+transport", -1, "École, transport, level not told" },
    { "theme=school", "level=2", -1, "no theme" },
    { "level=1", "level=2", -1, "level II" },
    { "age_to=19", "", 8, "8 years old" },
    { "age_from=3", "", -1, "age not known" },
    { "notified=yes ase=yes", "profile=ase", -1,
      "MDPH notification not known, child in care (ASE)" },
    { "notified=yes", "notified=no", -1, "without an MDPH notification" },
    { "area=14", "commune=14118", -1, "Caen" },
    { "area=14 sub_mission=care_resume", "", -1, "motive not told, commune not told" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (CercleRecord) kase = make (&cercle_case_kind, table[i].kase);
      g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func (g_object_unref);
      const CercleMatrixInput input = { kase, table[i].age, NULL };
      g_autofree char *words = NULL;

      g_ptr_array_add (rules, make (&cercle_rule_kind, table[i].rule));
      words = cercle_matrix_combination (rules, &input, theme_cb, NULL);
      g_assert_cmpstr (words, ==, table[i].words);
    }
}

/* Rules of one place, from two desks, come in the same order everywhere; numbered anew only those
 * whose place is another are changed. */
static void
test_order (void)
{
  static const char *const rules[] = { "position=4", "position=2", "position=2", "" };
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) changed = NULL, again = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    g_ptr_array_add (all, make (&cercle_rule_kind, rules[i]));
  cercle_matrix_sort (all);
  g_assert_cmpint (cercle_record_get_integer (all->pdata[0], CERCLE_RULE_POSITION, 0), ==, 2);
  g_assert_cmpstr (cercle_record_get_id (all->pdata[0]), <, cercle_record_get_id (all->pdata[1]));
  g_assert_false (cercle_record_is_set (all->pdata[3], CERCLE_RULE_POSITION));
  changed = cercle_matrix_number (all);
  g_assert_cmpuint (changed->len, ==, 3);
  g_assert_false (g_ptr_array_find (changed, all->pdata[1], NULL));
  again = cercle_matrix_number (all);
  g_assert_cmpuint (again->len, ==, 0);
}

static void
test_refusal (void)
{
  static const struct
  {
    const char *draft, *former;
    gboolean rule;
    int field;
    const char *sentence;
  } table[] = {
    { "in_force_on=2020-07-01 signed_by=MDPH", NULL, TRUE, -1, NULL },
    { "in_force_on=2020-07-01 signed_by=MDPH", "in_force_on=2020-06-30", TRUE, -1, NULL },
    { "in_force_on=2020-07-01 signed_by=MDPH", NULL, FALSE, -1,
      "A matrix without a rule cannot be in force: add one first." },
    { "signed_by=MDPH", NULL, TRUE, CERCLE_MATRIX_IN_FORCE_ON,
      "Tell from which day on it is in force." },
    { "in_force_on=2020-07-01", NULL, TRUE, CERCLE_MATRIX_SIGNED_BY, "Tell who signed it." },
    { "in_force_on=2020-07-01 signed_by=MDPH", "in_force_on=2020-07-01", TRUE,
      CERCLE_MATRIX_IN_FORCE_ON,
      "The present version is in force since 1 July 2020: choose a later day." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (CercleRecord) draft = make (&cercle_matrix_kind, table[i].draft);
      g_autoptr (CercleRecord) former =
          table[i].former != NULL ? make (&cercle_matrix_kind, table[i].former) : NULL;
      g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func (g_object_unref);
      g_autofree char *sentence = NULL;
      int field = 99;

      if (table[i].rule)
        g_ptr_array_add (rules, make (&cercle_rule_kind, "position=1"));
      sentence = cercle_matrix_refusal (draft, rules, former, &field);
      g_assert_cmpstr (sentence, ==, table[i].sentence);
      g_assert_cmpint (field, ==, table[i].field);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/matrix/fits", test_fits);
  g_test_add_func ("/matrix/decide", test_decide);
  g_test_add_func ("/matrix/input", test_input);
  g_test_add_func ("/matrix/why", test_why);
  g_test_add_func ("/matrix/in_force", test_in_force);
  g_test_add_func ("/matrix/rule_check", test_rule_check);
  g_test_add_func ("/matrix/words", test_words);
  g_test_add_func ("/matrix/combination", test_combination);
  g_test_add_func ("/matrix/order", test_order);
  g_test_add_func ("/matrix/refusal", test_refusal);
  return g_test_run ();
}
