/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is every commune found by its code, and the ones meant by what is typed? */
#include "cercle-commune.h"

static void
test_find (void)
{
  static const struct { const char *code, *name; } known[] = {
    { "14118", "Caen" },       { "14366", "Lisieux" },  { "2A004", "Ajaccio" },
    { "97411", "Saint-Denis" }, { "01001", "L’Abergement-Clémenciat" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    g_assert_cmpstr (cercle_commune_name (known[i].code), ==, known[i].name);
  g_assert_null (cercle_commune_find ("99999"));
  g_assert_null (cercle_commune_find ("1411"));
  g_assert_null (cercle_commune_find (NULL));
  g_assert_cmpstr (cercle_commune_name ("00000"), ==, "00000");
  g_assert_cmpstr (cercle_commune_name (NULL), ==, "");
}

static void
test_search (void)
{
  static const struct { const char *typed, *department, *first; } cases[] = {
    { "lisi", "14", "14366" }, { "HEROUVILLE", "14", "14327" }, { "saint-denis", "974", "97411" },
    { "14100", "14", "14069" }, { "eveque", "14", "14514" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) found = cercle_commune_search (cases[i].typed, cases[i].department, 20);
      gboolean among = FALSE;
      for (guint j = 0; j < found->len; j++)
        among |= g_str_equal (((CercleCommune *) found->pdata[j])->code, cases[i].first);
      if (!among)
        g_error ("%s is not among what %s finds", cases[i].first, cases[i].typed);
      g_assert_cmpstr (((CercleCommune *) found->pdata[0])->department, ==, cases[i].department);
    }
  g_autoptr (GPtrArray) none = cercle_commune_search ("", "14", 20);
  g_assert_cmpuint (none->len, ==, 0);
  g_autoptr (GPtrArray) few = cercle_commune_search ("sa", "14", 5);
  g_assert_cmpuint (few->len, ==, 5);
  g_autoptr (GPtrArray) all = cercle_commune_list ("14");
  g_assert_cmpuint (all->len, >, 500);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/commune/find", test_find);
  g_test_add_func ("/model/commune/search", test_search);
  return g_test_run ();
}
