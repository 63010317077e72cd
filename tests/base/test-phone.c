/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a telephone number the same number however it was typed, and wherever? */
#include "cercle-text.h"

static void
test_typed (void)
{
  static const struct
  {
    const char *typed, *area, *phone;
  } rows[] = {
    { "06 39 98 42 17", "14", "+33639984217" },
    { "06.39.98.42.17", "14", "+33639984217" },
    { "0639-984-217", NULL, "+33639984217" },
    { "06 39 98 42 17", "14", "+33639984217" },
    { "‪+33 6 39 98 42 17‬", "14", "+33639984217" },
    { "+33 (0)6 39 98 42 17", "14", "+33639984217" },
    { "+33 06 39 98 42 17", "14", "+33639984217" },
    { "0033 6 39 98 42 17", "14", "+33639984217" },
    { "33639984217", "14", "+33639984217" },
    { "639984217", "14", "+33639984217" },
    { "tel:+33639984217", "14", "+33639984217" },
    { "01 40 56 60 00", "974", "+33140566000" },
    { "0800 360 360", "974", "+33800360360" },
    { "0262 41 12 34", "974", "+262262411234" },
    { "02 62 41 12 34", "14", "+262262411234" },
    { "+33 2 62 41 12 34", "14", "+262262411234" },
    { "+262 (0)262 41 12 34", "974", "+262262411234" },
    { "0692 12 34 56", "974", "+262692123456" },
    { "0269 61 12 34", "976", "+262269611234" },
    { "0639 12 34 56", "976", "+262639123456" },
    { "0590 12 34 56", "971", "+590590123456" },
    { "0690 12 34 56", "978", "+590690123456" },
    { "0594 12 34 56", "973", "+594594123456" },
    { "0596 12 34 56", "972", "+596596123456" },
    { "0696 12 34 56", "972", "+596696123456" },
    { "0976 12 34 56", "973", "+594976123456" },
    { "0976 12 34 56", "14", "+33976123456" },
    { "+33 976 12 34 56", "973", "+33976123456" },
    { "+32 2 555 12 12", "59", "+3225551212" },
    { "0032 (0)2 555 12 12", "59", "+3225551212" },
    { "15", "14", "15" },
    { "115", "14", "115" },
    { "39 19", "14", "3919" },
    { "116 117", "974", "116117" },
    { "118 712", "14", "118712" },
    { "41 12 34", "975", "+508411234" },
    { "0508 41 12 34", "14", "+508411234" },
    { "+33 5 08 41 12 34", "14", "+508411234" },
    { "508 41 12 34", "975", "+508411234" },
    { "72 12 34", "986", "+681721234" },
    { "29 28 76", "988", "+687292876" },
    { "+ 687 29 28 76", "14", "+687292876" },
    { "687 29 28 76", "14", "+33687292876" },
    { "687 29 28 76", "988", "+687292876" },
    { "40 66 23 61", "987", "+68940662361" },
    { "(689) 40 66 23 61", "14", "+68940662361" },
    { "116 117", "988", "116117" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *phone = cercle_text_phone (rows[i].typed, rows[i].area);

      g_test_message ("Row %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (phone, ==, rows[i].phone);
    }
}

static void
test_refused (void)
{
  static const char *const rows[] = {
    "",
    " ",
    "+",
    "()",
    "abc",
    "0123",
    "06 39 98 42 1",
    "06 39 98 42 177",
    "06 39 98 42 1x",
    "0039",
    "00 00 00 00 00",
    "+0 123 456 78",
    "+33 6 39",
    "+33 6 39 98 42 17 8",
    "+1",
    "12345",
    "1",
    "99",
    "9999",
    "++33639984217",
    "06+39984217",
    "1234567890123456",
    "06 39 98 42 17 ou 06 39 98 42 18",
    "+1234567890123456",
    "999999999999999999999999999999",
    "06 39 98 42 1\xff",
    "<b>0639984217</b>",
    "٠٦٣٩٩٨٤٢١٧",
    "tel:",
    "500 €",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("Row %" G_GSIZE_FORMAT, i);
      g_assert_null (cercle_text_phone (rows[i], "14"));
    }
  g_assert_null (cercle_text_phone (NULL, "14"));
}

static void
test_spoken (void)
{
  static const char *const rows[][2] = {
    { "+33639984217", "06\u00a039\u00a098\u00a042\u00a017" },
    { "+262262411234", "02\u00a062\u00a041\u00a012\u00a034" },
    { "+33976123456", "+33976123456" },
    { "+594976123456", "+594976123456" },
    { "+262140566000", "+262140566000" },
    { "+3225551212", "+3225551212" },
    { "3919", "3919" },
    { "", "" },
    { "+", "+" },
    { "+33", "+33" },
    { "+330000000000", "+330000000000" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *spoken = cercle_text_phone_spoken (rows[i][0]);

      g_assert_cmpstr (spoken, ==, rows[i][1]);
    }
  g_assert_null (cercle_text_phone_spoken (NULL));
}

/* What a form shows and saves again is the same number in every territory. */
static void
test_there_and_back (void)
{
  static const char *const areas[] = { NULL, "14", "971", "972", "973", "974", "976" };
  static const char *const countries[] = { "33", "262", "590", "594", "596" };

  for (gsize c = 0; c < G_N_ELEMENTS (countries); c++)
    for (int start = 100; start < 1000; start++)
      for (gsize a = 0; a < G_N_ELEMENTS (areas); a++)
        {
          g_autofree char *typed = g_strdup_printf ("+%s%d984217", countries[c], start);
          g_autofree char *phone = cercle_text_phone (typed, areas[a]);
          g_autofree char *spoken = cercle_text_phone_spoken (phone);
          g_autofree char *again = cercle_text_phone (spoken, areas[a]);

          g_assert_nonnull (phone);
          g_assert_cmpstr (again, ==, phone);
        }
}

static void
test_several (void)
{
  static const struct
  {
    const char *typed, *area, *phones;
    gboolean bad;
  } rows[] = {
    { "0231111111", "14", "+33231111111", FALSE },
    { "02 31 11 11 11 / 06 39 98 42 17", "14", "+33231111111 +33639984217", FALSE },
    { "0231111111/0639984217", "14", "+33231111111 +33639984217", FALSE },
    { "02311111110639984217", "14", "+33231111111 +33639984217", FALSE },
    { "02 31 11 11 11 - 06 39 98 42 17", "14", "+33231111111 +33639984217", FALSE },
    { "02 31 11 11 11 ou 06 39 98 42 17", "14", "+33231111111 +33639984217", FALSE },
    { "Tél. : 02 31 11 11 11, 02 31 11 11 11", "14", "+33231111111", FALSE },
    { "0262411234;0692123456", "974", "+262262411234 +262692123456", FALSE },
    { "0231111111 / 3919", "14", "+33231111111 3919", FALSE },
    { "02 31 11 11 11 / 12", "14", "+33231111111", TRUE },
    { "02 31 11 11", "14", "", TRUE },
    { "sur rendez-vous", "14", "", TRUE },
    { "", "14", "", FALSE },
    { NULL, "14", "", FALSE },
    { "\xff", "14", "", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gboolean bad = !rows[i].bad;
      g_auto (GStrv) phones = cercle_text_phones (rows[i].typed, rows[i].area, &bad);
      g_autofree char *joined = g_strjoinv (" ", phones);

      g_test_message ("Row %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (joined, ==, rows[i].phones);
      g_assert_cmpint (bad, ==, rows[i].bad);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/phone/typed", test_typed);
  g_test_add_func ("/base/phone/several", test_several);
  g_test_add_func ("/base/phone/refused", test_refused);
  g_test_add_func ("/base/phone/spoken", test_spoken);
  g_test_add_func ("/base/phone/there-and-back", test_there_and_back);
  return g_test_run ();
}
