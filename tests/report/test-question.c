/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a saved question the same when it is asked again, and never half of it? */
#include "cercle-case-question.h"

static const CercleCaseQuestion questions[] = {
  { 0 },
  { .indicator = "mine" },
  { .where = "status=received&holder=" },
  { .text = "IME d’Orbec \"ouest\"" },
  { .sort = "person", .reverse = TRUE },
  { .columns = "due person tags" },
  { "silent", "age=31-60", "répit", "need", "person risk", TRUE, TRUE },
};

static void
test_round (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autofree char *content = cercle_case_question_write (&questions[i]);
      g_autofree char *again = NULL;
      CercleCaseQuestion read;
      g_autoptr (JsonObject) object = cercle_case_question_read (content, &read);

      g_assert_nonnull (object);
      g_assert_cmpstr (read.indicator, ==, questions[i].indicator);
      g_assert_cmpstr (read.where, ==, questions[i].where);
      g_assert_cmpstr (read.text, ==, questions[i].text);
      g_assert_cmpstr (read.sort, ==, questions[i].sort);
      g_assert_cmpstr (read.columns, ==, questions[i].columns);
      g_assert_true (read.closed == questions[i].closed && read.reverse == questions[i].reverse);
      again = cercle_case_question_write (&read);
      g_assert_cmpstr (again, ==, content);
    }
}

static void
test_not_understood (void)
{
  static const char *const contents[] = { NULL,
                                          "",
                                          "[]",
                                          "{\"text\":3}",
                                          "{\"closed\":\"yes\"}",
                                          "{\"indicator\":\"of a newer program\"}",
                                          "{\"near\":\"14118\"}" };

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      CercleCaseQuestion read;
      g_assert_null (cercle_case_question_read (contents[i], &read));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/question/round", test_round);
  g_test_add_func ("/question/not-understood", test_not_understood);
  return g_test_run ();
}
