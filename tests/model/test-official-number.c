/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a number of the State known by its key, and a commune's département by its code? */
#include "cercle-official-number.h"

static const struct
{
  const char *typed;
  CercleOfficialVerdict (*check) (const char *number);
  CercleOfficialVerdict verdict;
} numbers[] = {
  { "010780195", cercle_official_check_finess, CERCLE_OFFICIAL_FINE },
  { " 01 078 019 5", cercle_official_check_finess, CERCLE_OFFICIAL_FINE },
  { "010000016", cercle_official_check_finess, CERCLE_OFFICIAL_FINE },
  { "010780159", cercle_official_check_finess, CERCLE_OFFICIAL_KEY },
  { "970100228", cercle_official_check_finess, CERCLE_OFFICIAL_FINE },
  { "2a0000014", cercle_official_check_finess, CERCLE_OFFICIAL_FINE },
  { "2B0000020", cercle_official_check_finess, CERCLE_OFFICIAL_FINE },
  { "2B0000014", cercle_official_check_finess, CERCLE_OFFICIAL_KEY },
  { "2C0000014", cercle_official_check_finess, CERCLE_OFFICIAL_FORM },
  { "01078019", cercle_official_check_finess, CERCLE_OFFICIAL_FORM },
  { "0107801950", cercle_official_check_finess, CERCLE_OFFICIAL_FORM },
  { "01078é19", cercle_official_check_finess, CERCLE_OFFICIAL_FORM },
  { "772201489", cercle_official_check_siren, CERCLE_OFFICIAL_FINE },
  { "772201498", cercle_official_check_siren, CERCLE_OFFICIAL_KEY },
  { "356 000 000", cercle_official_check_siren, CERCLE_OFFICIAL_FINE },
  { "77220148900022", cercle_official_check_siret, CERCLE_OFFICIAL_FINE },
  { "772 201 489 00022", cercle_official_check_siret, CERCLE_OFFICIAL_FINE },
  { "77220148900023", cercle_official_check_siret, CERCLE_OFFICIAL_KEY },
  { "35600000000048", cercle_official_check_siret, CERCLE_OFFICIAL_FINE },
  { "35600000000046", cercle_official_check_siret, CERCLE_OFFICIAL_KEY },
  { "35600000049837", cercle_official_check_siret, CERCLE_OFFICIAL_FINE },
  { "35600000049838", cercle_official_check_siret, CERCLE_OFFICIAL_KEY },
  { "772201489", cercle_official_check_siret, CERCLE_OFFICIAL_FORM },
};

static void
test_keys (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *tidy = cercle_official_tidy (numbers[i].typed);

      g_test_message ("%s", numbers[i].typed);
      g_assert_cmpint (numbers[i].check (tidy), ==, numbers[i].verdict);
      g_assert_cmpint (numbers[i].check (NULL), ==, CERCLE_OFFICIAL_FORM);
      g_assert_cmpint (numbers[i].check (""), ==, CERCLE_OFFICIAL_FORM);
    }
}

/* What a key is for: a digit mistyped, or two beside each other swapped, is seen (but 09 and 90).
 */
static void
test_one_slip (void)
{
  static const char number[] = "010780195";

  for (guint i = 0; i < sizeof number - 1; i++)
    for (char digit = '0'; digit <= '9'; digit++)
      {
        char typed[] = "010780195";
        gboolean same = typed[i] == digit;

        typed[i] = digit;
        g_assert_cmpint (cercle_official_check_finess (typed), ==,
                         same ? CERCLE_OFFICIAL_FINE : CERCLE_OFFICIAL_KEY);
      }
}

static void
test_tidy (void)
{
  g_autofree char *tidy = cercle_official_tidy (" 2a.000-001 4\u00a0\u200b");
  g_autofree char *none = cercle_official_tidy (" \u00a0");
  g_autofree char *bytes = cercle_official_tidy ("\xff");

  g_assert_cmpstr (tidy, ==, "2A0000014");
  g_assert_null (none);
  g_assert_null (bytes);
  g_assert_null (cercle_official_tidy (NULL));
}

static const struct
{
  const char *insee, *department;
} communes[] = {
  { "14366", "14" },  { "2A004", "2A" },  { "2B033", "2B" },  { "97105", "971" },
  { "97411", "974" }, { "97611", "976" }, { "98611", "986" }, { "9A105", "971" },
  { "9J611", "986" }, { "9F608", "976" }, { "9G105", NULL },  { "97123", "977" },
  { "9A127", "978" }, { "97223", "972" }, { "2C004", NULL },  { "1436", NULL },
  { "143660", NULL }, { "14 66", NULL },  { "A4366", NULL },  { NULL, NULL },
  { "", NULL },
};

static void
test_departments (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (communes); i++)
    {
      char department[CERCLE_DEPARTMENT_SIZE] = "";
      gboolean found = cercle_official_department (communes[i].insee, department);

      g_test_message ("%s", communes[i].insee);
      g_assert_cmpint (found, ==, communes[i].department != NULL);
      if (found)
        g_assert_cmpstr (department, ==, communes[i].department);
    }
}

static const struct
{
  const char *department, *commune, *insee;
} pairs[] = {
  { "14", "366", "14366" }, { "2A", "004", "2A004" }, { "9A", "105", "97105" },
  { "9B", "209", "97209" }, { "9C", "302", "97302" }, { "9D", "411", "97411" },
  { "9E", "502", "97502" }, { "9F", "611", "97611" }, { "9J", "611", "98611" },
  { "9G", "105", NULL },    { "14", "36", NULL },     { "", "366", NULL },
  { NULL, "366", NULL },    { "14", NULL, NULL },
};

static void
test_pairs (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *insee = cercle_official_commune (pairs[i].department, pairs[i].commune);

      g_test_message ("%s %s", pairs[i].department, pairs[i].commune);
      g_assert_cmpstr (insee, ==, pairs[i].insee);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/official-number/keys", test_keys);
  g_test_add_func ("/official-number/one-slip", test_one_slip);
  g_test_add_func ("/official-number/tidy", test_tidy);
  g_test_add_func ("/official-number/departments", test_departments);
  g_test_add_func ("/official-number/communes", test_pairs);
  return g_test_run ();
}
