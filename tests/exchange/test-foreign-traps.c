/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is each trap of the State's directories passed by itself, wherever in a document it stands? The
 * extract of FINESS is written anew in each of the ways in which it was met, and says the same. */
#include <json-glib/json-glib.h>
#include <string.h>

#include "cercle-commune.h"
#include "cercle-foreign-category.h"
#include "cercle-json.h"
#include "foreign.h"

static const char *const every_category[] = { NULL };

/* --- One extract, written in many ways ----------------------------------------------------------
 */

typedef struct
{
  const char *name;
  char *(*rename) (const char *name);  /* of a member; (transfer full) */
  char *(*rewrite) (const char *text); /* of a value; (transfer full) */
  gboolean members_reversed;           /* but those of the document, whose day comes first */
  const char *list_reversed;           /* of this name */
  const char *swapped[4];              /* names whose values change places, two and two */
} Writing;

static char *
in_capitals (const char *name)
{
  return g_ascii_strup (name, -1);
}

static char *
in_small_letters (const char *name)
{
  return g_ascii_strdown (name, -1);
}

/* "numFinessEge": "num_finess_ege", as a writer of another language has it. */
static char *
with_underscores (const char *name)
{
  GString *words = g_string_new (NULL);

  for (const char *at = name; *at != '\0'; at++)
    {
      if (g_ascii_isupper (*at) && at > name && !g_ascii_isupper (at[-1]))
        g_string_append_c (words, '_');
      g_string_append_c (words, g_ascii_tolower (*at));
    }
  return g_string_free (words, FALSE);
}

static char *
padded (const char *text)
{
  return g_strdup_printf ("%-60s", text);
}

static char *
padded_before (const char *text)
{
  return g_strconcat ("   ", text, " ", NULL);
}

static const Writing writings[] = {
  { "names in capitals", .rename = in_capitals },
  { "names in small letters", .rename = in_small_letters },
  { "names with underscores", .rename = with_underscores },
  { "values padded", .rewrite = padded },
  { "values padded before", .rewrite = padded_before },
  { "members in reverse", .members_reversed = TRUE },
  { "the address of use 03 not where it was", .list_reversed = "adresse" },
  { "degrees swapped",
    .swapped = { "coordonneeX", "coordonneeY", "directionLatitude", "directionLongitude" } },
  { "degrees in the other pair",
    .swapped = { "coordonneeX", "directionLongitude", "coordonneeY", "directionLatitude" } },
};

static JsonNode *write_node (const Writing *writing, JsonNode *node, const char *name, guint depth);

static const char *
place_of (const Writing *writing, const char *name)
{
  for (guint i = 0; i < 4 && writing->swapped[i] != NULL; i++)
    if (g_ascii_strcasecmp (writing->swapped[i], name) == 0)
      return writing->swapped[i ^ 1];
  return name;
}

static JsonNode *
write_object (const Writing *writing, JsonObject *object, guint depth)
{
  g_autoptr (GList) names = json_object_get_members (object);
  g_autoptr (JsonObject) written = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  if (writing->members_reversed && depth > 0)
    names = g_list_reverse (names);
  for (GList *at = names; at != NULL; at = at->next)
    {
      const char *place = place_of (writing, at->data);
      g_autofree char *name = writing->rename != NULL ? writing->rename (place) : g_strdup (place);

      json_object_set_member (
          written, name,
          write_node (writing, json_object_get_member (object, at->data), at->data, depth + 1));
    }
  json_node_set_object (node, written);
  return node;
}

static JsonNode *
write_array (const Writing *writing, JsonArray *array, const char *name, guint depth)
{
  guint n = json_array_get_length (array);
  gboolean reversed =
      writing->list_reversed != NULL && g_ascii_strcasecmp (writing->list_reversed, name) == 0;
  g_autoptr (JsonArray) written = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < n; i++)
    json_array_add_element (
        written, write_node (writing, json_array_get_element (array, reversed ? n - 1 - i : i),
                             name, depth + 1));
  json_node_set_array (node, written);
  return node;
}

/* (transfer full) */
static JsonNode *
write_node (const Writing *writing, JsonNode *node, const char *name, guint depth)
{
  g_autofree char *text = NULL;
  JsonNode *written;

  if (cercle_json_type (node) == CERCLE_JSON_OBJECT)
    return write_object (writing, cercle_json_node_object (node), depth);
  if (cercle_json_type (node) == CERCLE_JSON_ARRAY)
    return write_array (writing, cercle_json_node_array (node), name, depth);
  if (writing->rewrite == NULL || cercle_json_type (node) != CERCLE_JSON_TEXT)
    return json_node_copy (node);
  text = writing->rewrite (cercle_json_node_text (node));
  written = json_node_new (JSON_NODE_VALUE);
  json_node_set_string (written, text);
  return written;
}

/* (transfer full) */
static char *
write_anew (const Writing *writing)
{
  g_autofree char *path = g_build_filename (CERCLE_FIXTURES, "directory", "finess.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;

  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  root = write_node (writing, json_parser_get_root (parser), "", 0);
  json_generator_set_root (generator, root);
  return json_generator_to_data (generator, NULL);
}

static void
test_writing (gconstpointer data)
{
  const Writing as_it_is = { "as it is" };
  const CercleForeignOptions options = { .categories = every_category };
  g_autofree char *plain = write_anew (&as_it_is);
  g_autofree char *other = write_anew (&writings[GPOINTER_TO_UINT (data)]);
  g_autofree char *expected =
      foreign_read_bytes (CERCLE_FOREIGN_FINESS, plain, strlen (plain), &options, NULL);
  g_autofree char *sheets =
      foreign_read_bytes (CERCLE_FOREIGN_FINESS, other, strlen (other), &options, NULL);

  g_assert_cmpstr (plain, !=, other);
  g_assert_nonnull (strstr (expected, "at=49.1467 0.2293\n"));
  g_assert_cmpstr (sheets, ==, expected);
}

/* --- Overseas -----------------------------------------------------------------------------------
 */

static const struct
{
  const char *code, *commune, *postcode, *town, *phone; /* as FINESS has them */
  const char *insee, *department, *dialled;             /* as they are */
} overseas[] = {
  { "9A", "105", "97100", "BASSE TERRE CEDEX", "0590810000", "97105", "971", "+590590810000" },
  { "9B", "209", "97200", "FORT DE FRANCE", "0596551234", "97209", "972", "+596596551234" },
  { "9C", "302", "97306", "CAYENNE CEDEX", "0594391234", "97302", "973", "+594594391234" },
  { "9D", "411", "97400", "ST DENIS", "0262411234", "97411", "974", "+262262411234" },
  { "9E", "502", "97500", "SAINT PIERRE", "411050", "97502", "975", "+508411050" },
  { "9F", "611", "97600", "MAMOUDZOU", "0269611234", "97611", "976", "+262269611234" },
  { "9J", "613", "98600", "UVEA", "721234", "98613", "986", "+681721234" },
  /* Communes of Guadeloupe until 2007, collectivities since. */
  { "9A", "123", "97133", "SAINT BARTHELEMY", "0590271234", "97701", "977", "+590590271234" },
  { "9A", "127", "97150", "SAINT MARTIN", "0590871234", "97801", "978", "+590590871234" },
};

/* Told by their territory alone, so that one that is taken for elsewhere is missing. */
static void
expect_overseas (CercleForeignSource source, const char *text, guint i)
{
  const char *const departments[] = { overseas[i].department, NULL };
  const CercleForeignOptions options = { .departments = departments };
  g_autoptr (GError) error = NULL;
  g_autofree char *sheets = foreign_read_bytes (source, text, strlen (text), &options, &error);
  g_autofree char *place =
      g_strdup_printf ("commune=%s\ndepartment=%s\nphone=%s\n", overseas[i].insee,
                       overseas[i].department, overseas[i].dialled);

  g_test_message ("%s%s", overseas[i].code, overseas[i].commune);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (sheets, place));
}

static void
test_overseas (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (overseas); i++)
    {
      g_autofree char *extract = g_strdup_printf (
          "{\"pmej\":[{\"informationsGeneralesPMEJ\":{},\"ege\":[{\"informationsGeneralesEGE\":"
          "{\"nomEgeCourt\":\"SAVS\"},\"categorieentiteGeographiqueExercice\":\"446\","
          "\"adresse\":[{\"usageAdresse\":\"03\",\"cogCommune\":\"%s%s\",\"codePostal\":\"%s\","
          "\"ligneAcheminement\":\"%s\"}],\"contact\":[{\"telecom\":{\"telephone\":\"%s\"}}]}]}]}",
          overseas[i].code, overseas[i].commune, overseas[i].postcode, overseas[i].town,
          overseas[i].phone);
      g_autofree char *table = g_strdup_printf (
          "finess;etalab;111;2026-05-12\n"
          "structureet;970100012;970100228;SAVS;;;;;;;;;%s;%s;LOIN;%s %s;%s;;446\n",
          overseas[i].commune, overseas[i].code, overseas[i].postcode, overseas[i].town,
          overseas[i].phone);

      expect_overseas (CERCLE_FOREIGN_FINESS, extract, i);
      expect_overseas (CERCLE_FOREIGN_FINESS_CSV, table, i);
    }
}

/* --- Postcodes ----------------------------------------------------------------------------------
 */

/* Of two départements each, and four whose first digits are not those of theirs. */
static const char *const postcodes[] = {
  "01200", "01410", "01590", "05110", "05130", "05160", "05700", "06260", "13780", "21340",
  "33220", "37160", "42620", "43450", "48250", "52100", "94390", "97133", "97150", "98799",
};

static void
expect_commune (const CercleCommune *commune, const char *postcode)
{
  const CercleForeignOptions options = { .area = "14" };
  g_autofree char *table =
      g_strdup_printf ("Nom;Code postal;Ville\nSAVS;%s;%s\n", postcode, commune->name);
  g_autofree char *sheets =
      foreign_read_bytes (CERCLE_FOREIGN_TABLE, table, strlen (table), &options, NULL);
  g_autofree char *place =
      g_strdup_printf ("commune=%s\ndepartment=%s\n", commune->code, commune->department);

  g_test_message ("%s %s", postcode, commune->name);
  g_assert_nonnull (strstr (sheets, place));
}

/* A table that tells no INSEE code: the town says in which département it is, not the postcode. */
static void
test_postcodes (void)
{
  guint beyond = 0;

  for (guint i = 0; i < G_N_ELEMENTS (postcodes); i++)
    {
      g_autoptr (GPtrArray) found = cercle_commune_search (postcodes[i], NULL, G_MAXUINT);

      g_assert_cmpuint (found->len, >, 0);
      for (guint j = 0; j < found->len; j++)
        {
          const CercleCommune *commune = g_ptr_array_index (found, j);

          /* Labalme has 01200 for its INSEE code, and another postcode. */
          if (strstr (commune->postal, postcodes[i]) == NULL)
            continue;
          expect_commune (commune, postcodes[i]);
          beyond += !g_str_has_prefix (postcodes[i], commune->department);
        }
    }
  g_assert_cmpuint (beyond, >=, G_N_ELEMENTS (postcodes));
}

/* --- Territories --------------------------------------------------------------------------------
 */

/* Whatever territory a community was founded in, the directories of the State have something for
 * it: each of its départements is one that communes are in. */
static void
test_territories (void)
{
  g_autofree char *path = g_build_filename (CERCLE_FIXTURES, "..", "..", "data", "mdph.tsv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);
      g_auto (GStrv) departments = cercle_foreign_departments (cells[1]);

      n++;
      g_assert_nonnull (departments[0]);
      /* 998 was made for removals, 999 is abroad. */
      if (g_str_has_prefix (cells[1], "99"))
        continue;
      for (guint j = 0; departments[j] != NULL; j++)
        {
          g_autoptr (GPtrArray) communes = cercle_commune_list (departments[j]);

          g_test_message ("%s: %s", cells[1], departments[j]);
          g_assert_cmpuint (communes->len, >, 0);
        }
    }
  g_assert_cmpuint (n, >=, 117);
}

/* --- Categories ---------------------------------------------------------------------------------
 */

static void
test_categories (void)
{
  static const char *const usual =
      "182 183 186 188 189 190 192 194 195 196 198 209 238 246 247 249 252 253 255 354 370 377 "
      "379 382 390 395 396 437 445 446 448 449 460 461 464 606 609";
  static const char *const on_demand = "124 156 292 340 355 463 603 604";
  static const char *const homes = "236 238 462";
  const struct
  {
    const char *codes;
    int usual, home; /* -1: either */
  } rows[] = { { usual, TRUE, -1 }, { on_demand, FALSE, FALSE }, { homes, -1, TRUE } };
  guint n = 0, n_usual = 0, n_homes = 0;
  const CercleForeignCategory *list = cercle_foreign_categories (CERCLE_FOREIGN_FINESS, &n);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) codes = g_strsplit (rows[i].codes, " ", -1);

      for (guint j = 0; codes[j] != NULL; j++)
        {
          const CercleForeignCategory *category =
              cercle_foreign_category_find (CERCLE_FOREIGN_FINESS_CSV, codes[j]);

          g_test_message ("%s", codes[j]);
          g_assert_nonnull (category);
          if (rows[i].usual >= 0)
            g_assert_cmpint (category->usual, ==, rows[i].usual);
          if (rows[i].home >= 0)
            g_assert_cmpint (category->home, ==, rows[i].home);
        }
    }
  for (guint i = 0; i < n; i++)
    {
      n_usual += list[i].usual;
      n_homes += list[i].home;
    }
  g_assert_cmpuint (n_usual, ==, (strlen (usual) + 1) / 4);
  g_assert_cmpuint (n_homes, ==, (strlen (homes) + 1) / 4);
}

/* A place of life may be somebody's home, in whichever of the two lists of FINESS it stands. */
static void
test_homes (void)
{
  static const char *const codes[] = { "236", "238", "462" };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const CercleForeignOptions options = { .categories = every_category };
      g_autofree char *table = g_strdup_printf (
          "finess;etalab;111;2026-05-12\n"
          "structureet;140000043;140000050;LA SOURCE;;;;;;;;;047;14;;14400 BAYEUX;;;%s\n",
          codes[i]);
      g_autofree char *sheets =
          foreign_read_bytes (CERCLE_FOREIGN_FINESS_CSV, table, strlen (table), &options, NULL);

      g_assert_nonnull (strstr (sheets, "hidden=yes\n"));
    }
}

/* --- Many numbers in one field -------------------------------------------------------------------
 */

static void
test_phones (void)
{
  static const char *const fields[] = {
    "0231620000/0639984217",   "0231620000 0639984217",      "0231620000 - 0639984217",
    "02316200000639984217",    "0231620000;0639984217",      "02.31.62.00.00 ou 06.39.98.42.17",
    "0231620000\n0639984217",  "02 31 62 00 00, 0639984217", "0231620000 0639984217 0231620000",
    "+33231620000/0639984217", "231620000 / 639984217",      "Tél 0231620000 Port 0639984217",
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autoptr (CercleForeignSheet) sheet = cercle_foreign_sheet_new (CERCLE_FOREIGN_FINESS);

      g_test_message ("%s", fields[i]);
      cercle_foreign_sheet_take_text (sheet, &sheet->department, "14");
      cercle_foreign_sheet_take_phones (sheet, fields[i]);
      g_assert_cmpuint (sheet->phones->len, ==, 2);
      g_assert_cmpstr (sheet->phones->pdata[0], ==, "+33231620000");
      g_assert_cmpstr (sheet->phones->pdata[1], ==, "+33639984217");
      g_assert_cmpuint (sheet->faults, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (writings); i++)
    {
      g_autofree char *name = g_strconcat ("/foreign/traps/", writings[i].name, NULL);
      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_writing);
    }
  g_test_add_func ("/foreign/traps/overseas", test_overseas);
  g_test_add_func ("/foreign/traps/postcodes", test_postcodes);
  g_test_add_func ("/foreign/traps/territories", test_territories);
  g_test_add_func ("/foreign/traps/categories", test_categories);
  g_test_add_func ("/foreign/traps/homes", test_homes);
  g_test_add_func ("/foreign/traps/phones", test_phones);
  return g_test_run ();
}
