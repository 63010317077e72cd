/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Do address cards come in whatever wrote them, and do ours hold what was typed and nothing more?
 */
#include <string.h>

#include "cercle-vcard.h"
#include "foreign.h"

static const struct
{
  const char *name, *text, *sheets;
} readable[] = {
  { "an organisation, 3.0",
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:IME Les Pommiers\r\nN:;;;;\r\nORG:IME Les Pommiers\r\n"
    "UID:card-1\r\nTEL;TYPE=WORK,VOICE:02 31 62 00 00\r\nTEL;TYPE=WORK,FAX:02 31 62 00 01\r\n"
    "EMAIL;TYPE=INTERNET:ime@pommiers.example\r\nURL:https://pommiers.example/a,b;c\r\n"
    "ADR;TYPE=WORK:;;12 rue des Pommiers\\nBP 132;Lisieux;;14100;France\r\n"
    "GEO:49.1467;0.2293\r\nREV:2026-02-18T08:00:00Z\r\nEND:VCARD\r\n",
    "key=card-1\nline=1\nname=IME Les Pommiers\nstreet=12 rue des Pommiers\nstreet=BP 132\n"
    "postcode=14100\ntown=Lisieux\ncommune=14366\ndepartment=14\nat=49.1467 0.2293\n"
    "phone=+33231620000\nmail=ime@pommiers.example\nurl=https://pommiers.example/a,b;c\n"
    "updated_on=2026-02-18\n\n" },
  { "a person of one, 4.0",
    "BEGIN:VCARD\nVERSION:4.0\nFN:Claire Lemoine\nN:Lemoine;Claire;;;\nORG:MDPH du "
    "Calvados;Accueil\n"
    "TITLE:Directrice\nitem1.TEL;VALUE=uri;TYPE=work:tel:+33-2-31-78-98-74\n"
    "TEL;TYPE=cell:06 39 98 42 17\nTEL;TYPE=home:02 31 00 00 00\nEMAIL:claire@mdph.example\n"
    "ADR;TYPE=home:;;4 rue de chez elle;Caen;;14000;\nEND:VCARD\n",
    "line=1\nname=MDPH du Calvados\nphone=+33231789874\ncontact:\nfirst_name=Claire\n"
    "last_name=Lemoine\nfunction=Directrice\nphone=+33639984217\nmail=claire@mdph.example\n\n" },
  { "an organisation, 4.0",
    "begin:vcard\nversion:4.0\nkind:org\nfn:SAVS Karukera\nn:Karukera;SAVS;;;\n"
    "geo:geo:15.998,-61.732\nadr:;;;Basse-Terre;;97100;\ntel:0590 81 00 00\nend:vcard\n",
    "line=1\nname=SAVS Karukera\npostcode=97100\ntown=Basse-Terre\ncommune=97105\n"
    "department=971\nat=15.9980 -61.7320\nphone=+590590810000\n\n" },
  { "an old telephone, 2.1",
    "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4C=65;=C3=89l=\nise;;;\n"
    "FN;ENCODING=QUOTED-PRINTABLE:=C3=89lise Le\nORG:Foyer L'\xc9t\xe9\nTEL;CELL:0639984217\n"
    "END:VCARD\n",
    "line=1\nname=Foyer L'Été\ncontact:\nfirst_name=Élise\nlast_name=Le\nphone=+33639984217\n\n" },
  { "folded, in the middle of a letter too",
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Maison de l'autonomi\r\n e et des aidants d'\xc3\r\n "
    "\x89vrecy\r\n"
    "END:VCARD\r\n",
    "line=1\nname=Maison de l'autonomie et des aidants d'Évrecy\n\n" },
  { "two, and a picture",
    "\xef\xbb\xbf"
    "BEGIN:VCARD\nVERSION:3.0\nFN:Un\nPHOTO;ENCODING=b:AAAA\nNOTE:BEGIN:VCARD\nEND:VCARD\n\n"
    "BEGIN:VCARD\nVERSION:3.0\nFN:Deux\nX-FINESS:140000019\nX-SIRET:77559100100018\nEND:VCARD\n",
    "line=1\nname=Un\n\n"
    "key=140000019\nline=8\nname=Deux\nfiness=140000019\nsiret=77559100100018\n"
    "siren=775591001\n\n" },
  { "nobody", "BEGIN:VCARD\nVERSION:3.0\nTEL:0231620000\nEND:VCARD\n", "" },
};

static void
test_readable (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const CercleForeignOptions options = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *sheets = foreign_read_bytes (CERCLE_FOREIGN_VCARD, readable[i].text,
                                                strlen (readable[i].text), &options, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (sheets, ==, readable[i].sheets);
}

static const struct
{
  const char *name, *text;
} refused[] = {
  { "nothing", "" },
  { "no card", "nom;ville\nSecret;Caen\n" },
  { "a calendar", "BEGIN:VCALENDAR\nSUMMARY:Secret\nEND:VCALENDAR\n" },
  { "cut off", "BEGIN:VCARD\nVERSION:3.0\nFN:Secret\n" },
  { "one within another", "BEGIN:VCARD\nFN:Secret\nBEGIN:VCARD\nFN:b\nEND:VCARD\nEND:VCARD\n" },
  { "something behind", "BEGIN:VCARD\nFN:Secret\nEND:VCARD\nSecret\n" },
};

static void
test_refused (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const CercleForeignOptions options = { NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (foreign_read_bytes (CERCLE_FOREIGN_VCARD, refused[i].text,
                                     strlen (refused[i].text), &options, &error));
  g_assert_error (error, CERCLE_FOREIGN_ERROR, CERCLE_FOREIGN_ERROR_FORM);
  g_assert_null (strstr (error->message, "Secret"));
}

/* A picture of a megabyte in one line is passed over, a line of a gigabyte is not waited for. */
static void
test_long_line (void)
{
  const CercleForeignOptions options = { NULL };
  static const gsize lengths[] = { 1 << 20, 20 << 20 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GString) text = g_string_new ("BEGIN:VCARD\nVERSION:3.0\nFN:Un\nPHOTO:");
      g_autoptr (GError) error = NULL;
      g_autofree char *line = g_strnfill (lengths[i], 'A'), *sheets = NULL;

      g_string_append (text, line);
      g_string_append (text, "\nTEL:0231620000\nEND:VCARD\n");
      sheets = foreign_read_bytes (CERCLE_FOREIGN_VCARD, text->str, text->len, &options, &error);
      if (i == 0)
        g_assert_cmpstr (sheets, ==, "line=1\nname=Un\nphone=+33231620000\n\n");
      else
        g_assert_error (error, CERCLE_FOREIGN_ERROR, CERCLE_FOREIGN_ERROR_LARGE);
    }
}

static void
test_endless_card (void)
{
  const CercleForeignOptions options = { NULL };
  g_autoptr (GString) text = g_string_new ("BEGIN:VCARD\n");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append (text, "TEL:0231620000\n");
  g_assert_null (foreign_read_bytes (CERCLE_FOREIGN_VCARD, text->str, text->len, &options, &error));
  g_assert_error (error, CERCLE_FOREIGN_ERROR, CERCLE_FOREIGN_ERROR_LARGE);
}

static void
test_any_bytes (void)
{
  static const char letters[] = ":;,\\=\r\n \tabN\xe9\xc3\xa9\"";
  static const char *const words[] = {
    "BEGIN:VCARD\n", "END:VCARD\n", "TEL:", "ADR:", "N;ENCODING=QUOTED-PRINTABLE:", "GEO:"
  };
  const CercleForeignOptions options = { NULL };
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);

  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GString) text = g_string_new (words[0]);
      g_autofree char *sheets = NULL;
      g_autoptr (GError) error = NULL;
      int n = g_rand_int_range (rand, 0, 60);

      for (int i = 0; i < n; i++)
        if (g_rand_int_range (rand, 0, 4) == 0)
          g_string_append (text, words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
        else
          g_string_append_c (text, letters[g_rand_int_range (rand, 0, sizeof letters - 1)]);
      g_string_append (text, round % 2 == 0 ? "\nEND:VCARD\n" : "");
      sheets = foreign_read_bytes (CERCLE_FOREIGN_VCARD, text->str, text->len, &options, &error);
      g_assert_true (sheets != NULL || error->domain == CERCLE_FOREIGN_ERROR);
    }
}

/* Writing */

static CercleForeignSheet *
sheet_of (const char *text)
{
  CercleForeignSheet *sheet = cercle_foreign_sheet_new (CERCLE_FOREIGN_VCARD);
  CercleForeignContact *contact = cercle_foreign_contact_new ();

  sheet->name = g_strdup (text);
  sheet->key = g_strdup ("card-1");
  sheet->category_label = g_strdup (text);
  sheet->postcode = g_strdup ("14100");
  sheet->town = g_strdup ("Lisieux");
  g_ptr_array_add (sheet->street, g_strdup (text));
  g_ptr_array_add (sheet->phones, g_strdup ("+33231620000"));
  g_ptr_array_add (sheet->mails, g_strdup ("ime@pommiers.example"));
  g_ptr_array_add (sheet->urls, g_strdup ("https://pommiers.example/a,b;c"));
  contact->first_name = g_strdup ("Élise");
  contact->last_name = g_strdup (text);
  contact->function = g_strdup (text);
  contact->phone = g_strdup ("+33639984217");
  g_ptr_array_add (sheet->contacts, contact);
  return sheet;
}

static const char *const typed[] = {
  "IME Les Pommiers",
  "A; B, C: D \\ E \\n F",
  "fin\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:autre",
  "fin\nTEL:0102030405",
  "fin\u2028TEL:0102030405\u2029X\xc2\x85"
  "Y",
  "\"guillemets\" ; TYPE=x",
  "Établissement d’accueil médicalisé en tout ou partie pour personnes handicapées « Été » de la "
  "vallée de l’Orbiquet, 😀 site de Saint-Pierre-sur-Dives",
  "onglet\tet \x01 cloche",
  " espaces ",
};

/* One card of the organisation and one of its contact, whatever was typed; each line short enough
 * and whole letters in it; read again, it is what it was. */
static void
test_written (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const CercleForeignOptions options = { NULL };
  g_autoptr (CercleForeignSheet) sheet = sheet_of (typed[i]);
  g_autoptr (GString) cards = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *sheets = NULL, *name = NULL, *expected = NULL;
  g_auto (GStrv) lines = NULL;
  guint begins = 0;

  cercle_vcard_append (cards, sheet);
  g_assert_true (g_utf8_validate (cards->str, -1, NULL));
  lines = g_strsplit (cards->str, "\r\n", -1);
  for (guint j = 0; lines[j] != NULL; j++)
    {
      g_assert_cmpuint (strlen (lines[j]), <=, 75);
      g_assert_true (g_utf8_validate (lines[j], -1, NULL));
      g_assert_null (strpbrk (lines[j], "\r\n"));
      g_assert_false (g_str_has_prefix (lines[j], "TEL:"));
      begins += g_str_equal (lines[j], "BEGIN:VCARD");
    }
  g_assert_cmpuint (begins, ==, 2);
  sheets = foreign_read_bytes (CERCLE_FOREIGN_VCARD, cards->str, cards->len, &options, &error);
  g_assert_no_error (error);
  {
    g_autoptr (CercleForeignSheet) clean = cercle_foreign_sheet_new (CERCLE_FOREIGN_VCARD);
    g_autoptr (GString) separated = g_string_new (typed[i]);

    g_string_replace (separated, "\u2028", "\n", 0);
    g_string_replace (separated, "\u2029", "\n", 0);
    g_string_replace (separated, "\xc2\x85", "\n", 0);
    g_string_replace (separated, "\r", "", 0);
    g_string_replace (separated, "\t", "", 0);
    cercle_foreign_sheet_take_text (clean, &clean->name, separated->str);
    name = g_strdup (clean->name);
  }
  expected = g_strdup_printf ("key=card-1\nline=1\nname=%s\n", name);
  g_assert_true (g_str_has_prefix (sheets, expected));
  g_assert_nonnull (strstr (sheets, "phone=+33231620000\nmail=ime@pommiers.example\n"
                                    "url=https://pommiers.example/a%2Cb%3Bc\n"));
  g_free (expected);
  expected = g_strdup_printf ("first_name=Élise\nlast_name=%s\nfunction=%s\nphone=+33639984217\n",
                              name, name);
  g_assert_nonnull (strstr (sheets, expected));
}

static void
test_hidden (void)
{
  g_autoptr (CercleForeignSheet) sheet = sheet_of ("Lieu de vie");
  g_autoptr (GString) cards = g_string_new (NULL);

  sheet->hidden = sheet->positioned = TRUE;
  sheet->latitude = 49.1467;
  cercle_vcard_append (cards, sheet);
  g_assert_null (strstr (cards->str, "ADR"));
  g_assert_null (strstr (cards->str, "GEO"));
  g_assert_null (strstr (cards->str, "Lisieux"));
  g_assert_nonnull (strstr (cards->str, "TEL"));
}

#ifdef CERCLE_VOBJECT
/* Somebody else's reader, and what somebody else's writer makes (python3-vobject). */

static char *
ask (const char *how, const char *input)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) reader =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                        CERCLE_PYTHON, CERCLE_VOBJECT, how, NULL);
  char *answer = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (reader, input, NULL, &answer, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (reader));
  return answer;
}

/* What it tells: a line a property, cards parted by an empty line, breaks within as a bar. */
static void
test_read_by_another (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (CercleForeignSheet) sheet = sheet_of (typed[i]);
      g_autoptr (GString) cards = g_string_new (NULL), shown = g_string_new (NULL);
      g_autofree char *answer = NULL, *expected = NULL;

      for (const char *at = typed[i]; *at != '\0'; at = g_utf8_next_char (at))
        {
          gunichar c = g_utf8_get_char (at);

          if (c == '\n' || c == 0x2028 || c == 0x2029 || c == 0x85)
            g_string_append_c (shown, '|');
          else if (!g_unichar_iscntrl (c))
            g_string_append_unichar (shown, c);
        }
      cercle_vcard_append (cards, sheet);
      answer = ask ("read", cards->str);
      expected = g_strdup_printf (
          "fn=%s\norg=%s\nuid=card-1\ntel=+33231620000\n"
          "email=ime@pommiers.example\nurl=https://pommiers.example/a%%2Cb%%3Bc\n"
          "street=%s\ncity=Lisieux\ncode=14100\n\n"
          "fn=Élise %s\nfamily=%s\ngiven=Élise\norg=%s\ntitle=%s\n"
          "tel=+33639984217\n\n",
          shown->str, shown->str, shown->str, shown->str, shown->str, shown->str, shown->str);
      g_assert_cmpstr (answer, ==, expected);
    }
}

static void
test_written_by_another (void)
{
  const CercleForeignOptions options = { NULL };
  g_autofree char *cards = ask ("write", "");
  g_autoptr (GError) error = NULL;
  g_autofree char *sheets =
      foreign_read_bytes (CERCLE_FOREIGN_VCARD, cards, strlen (cards), &options, &error);

  g_assert_no_error (error);
  g_assert_nonnull (
      strstr (sheets, "name=Établissement d’accueil médicalisé en tout ou partie pour personnes "
                      "handicapées; site de Lisieux, « Été »\n"));
  g_assert_nonnull (strstr (sheets, "street=12 rue des Pommiers\nstreet=BP 132\npostcode=14100\n"
                                    "town=Lisieux\ncommune=14366\ndepartment=14\n"));
  g_assert_nonnull (strstr (sheets, "contact:\nfirst_name=Claire\nlast_name=Le Moine\n"
                                    "phone=+33639984217\nmail=claire@pommiers.example\n"));
}
#endif

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (readable); i++)
    {
      g_autofree char *name = g_strconcat ("/vcard/read/", readable[i].name, NULL);
      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_readable);
    }
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *name = g_strconcat ("/vcard/refused/", refused[i].name, NULL);
      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_refused);
    }
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autofree char *name = g_strdup_printf ("/vcard/written/%u", i);
      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_written);
    }
  g_test_add_func ("/vcard/long-line", test_long_line);
  g_test_add_func ("/vcard/endless-card", test_endless_card);
  g_test_add_func ("/vcard/any-bytes", test_any_bytes);
  g_test_add_func ("/vcard/hidden", test_hidden);
#ifdef CERCLE_VOBJECT
  g_test_add_func ("/vcard/read-by-another", test_read_by_another);
  g_test_add_func ("/vcard/written-by-another", test_written_by_another);
#endif
  return g_test_run ();
}
