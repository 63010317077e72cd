/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is everybody on the waiting lists found once, and no homonym taken for another? */
#include <string.h>

#include "cercle-day.h"
#include "cercle-id.h"
#include "cercle-person.h"
#include "cercle-waiting-list.h"
#include "cercle-waiting-map.h"
#include "cercle-waiting.h"

#define TODAY "2020-06-23"

/* "name=value;…" into the fields of a record. */
static CercleRecord *
make (const CercleKind *kind, const char *values)
{
  CercleRecord *record = cercle_record_new (kind);
  g_auto (GStrv) parts = g_strsplit (values, ";", -1);

  for (guint i = 0; parts[i] != NULL && *parts[i] != '\0'; i++)
    {
      char *equal = strchr (parts[i], '=');
      int field;

      *equal = '\0';
      field = cercle_kind_field (kind, parts[i]);
      g_assert_cmpint (field, >=, 0);
      if (cercle_field_is_integer (&kind->fields[field]))
        cercle_record_set_integer (record, (guint) field, g_ascii_strtoll (equal + 1, NULL, 10));
      else
        cercle_record_set_text (record, (guint) field, equal + 1);
    }
  return record;
}

/* "a+b?c" is: rows a and b are one, and may be c; people in the order of their first row. "!"
 * before: they have nothing; "@": known to be a person. Row keys are letters, persons capital ones.
 */
static const struct
{
  const char *name;
  const char *rows[4], *persons[3];
  const char *expected;
} worlds[] = {
  { "same name, birth and commune",
    { "row_key=a;list=1;last_name=Quesnel;first_name=Mathis;birth_on=2011-03-12;commune=14366",
      "row_key=b;list=2;last_name=QUESNEL;first_name=mathis;birth_on=2011-03-12;commune=14366" },
    { NULL },
    "!a+b " },
  { "names the other way round",
    { "row_key=a;list=1;last_name=Mathis;first_name=Quesnel;birth_on=2011-03-12;phone=+33639984217",
      "row_key=b;list=2;last_name=Quesnel;first_name=Mathis;birth_on=2011-03-12;phone=+"
      "33639984217" },
    { NULL },
    "!a+b " },
  { "same name and birth alone is asked",
    { "row_key=a;list=1;last_name=Martin;first_name=Jean;birth_on=2001-03-12",
      "row_key=b;list=2;last_name=Martin;first_name=Jean;birth_on=2001-03-12" },
    { NULL },
    "!a?b !b?a " },
  { "same name alone is asked",
    { "row_key=a;list=1;last_name=Martin;first_name=Jean",
      "row_key=b;list=2;last_name=Martin;first_name=Jean;birth_on=2001-03-12" },
    { NULL },
    "!a?b !b?a " },
  { "a homonym born another day",
    { "row_key=a;list=1;last_name=Martin;first_name=Jean;birth_on=1990-01-01;commune=14366",
      "row_key=b;list=2;last_name=Martin;first_name=Jean;birth_on=2001-03-12;commune=14366" },
    { NULL },
    "!a !b " },
  { "twins",
    { "row_key=a;list=1;last_name=Roy;first_name=Léo;birth_on=2012-05-04;phone=+33639984217;"
      "commune=14366",
      "row_key=b;list=1;last_name=Roy;first_name=Alix;birth_on=2012-05-04;phone=+33639984217;"
      "commune=14366" },
    { NULL },
    "!a !b " },
  { "one number, names that sound alike",
    { "row_key=a;list=1;last_name=Thibault;first_name=Yann;mdph_number=14001",
      "row_key=b;list=2;last_name=Tibaud;first_name=Yann;mdph_number=14001" },
    { NULL },
    "!a+b " },
  { "one number, other names",
    { "row_key=a;list=1;last_name=Thibault;first_name=Yann;mdph_number=14001",
      "row_key=b;list=2;last_name=Roy;first_name=Alix;mdph_number=14001" },
    { NULL },
    "!a?b !b?a " },
  { "one number, another birth",
    { "row_key=a;list=1;last_name=Roy;first_name=Alix;mdph_number=14001;birth_on=2001-01-01",
      "row_key=b;list=2;last_name=Roy;first_name=Alix;mdph_number=14001;birth_on=2002-01-01" },
    { NULL },
    "!a !b " },
  { "a chain does not join what is apart",
    { "row_key=a;list=1;last_name=Roy;first_name=Alix;mdph_number=14001;birth_on=2001-01-01",
      "row_key=b;list=2;last_name=Roy;first_name=Alix;mdph_number=14001",
      "row_key=c;list=3;last_name=Roy;first_name=Alix;mdph_number=14001;birth_on=2002-01-01" },
    { NULL },
    "!a+b?c !c?a " },
  { "somebody said the same",
    { "row_key=a;list=1;last_name=Martin;first_name=Jean",
      "row_key=b;list=2;last_name=Martin;first_name=Jean;birth_on=2001-03-12;same=a" },
    { NULL },
    "!a+b " },
  { "somebody said another",
    { "row_key=a;list=1;last_name=Martin;first_name=Jean;apart=b",
      "row_key=b;list=2;last_name=Martin;first_name=Jean" },
    { NULL },
    "!a !b " },
  { "said apart although all speaks for it",
    { "row_key=a;list=1;last_name=Roy;first_name=Alix;mdph_number=1;apart=b",
      "row_key=b;list=2;last_name=Roy;first_name=Alix;mdph_number=1" },
    { NULL },
    "!a !b " },
  { "known, with an open case",
    { "row_key=a;list=1;last_name=Quesnel;first_name=Mathis;birth_on=2011-03-12;commune=14366" },
    { "last_name=Quesnel;first_name=Mathis;birth_on=2011-03-12;commune=14366" },
    "a@A " },
  { "perhaps known",
    { "row_key=a;list=1;last_name=Quesnel;first_name=Mathis" },
    { "last_name=Quesnel;first_name=Mathis;birth_on=2011-03-12" },
    "!a?A " },
  { "two known persons stay two",
    { "row_key=a;list=1;last_name=Quesnel;first_name=Mathis;birth_on=2011-03-12;commune=14366" },
    { "last_name=Quesnel;first_name=Mathis;birth_on=2011-03-12;commune=14366",
      "last_name=Quesnel;first_name=Mathis;birth_on=2011-03-12;commune=14366" },
    "a@A " },
  { "an answer is something",
    { "row_key=a;list=1;last_name=Roy;first_name=Alix;answer=Admise en septembre" },
    { NULL },
    "a " },
  { "so is a service",
    { "row_key=a;list=1;last_name=Roy;first_name=Alix;service=SESSAD" },
    { NULL },
    "a " },
  { "nothing first, then more lists, then longer",
    { "row_key=a;list=1;last_name=Roy;first_name=Alix;since_on=2020-01-01",
      "row_key=b;list=1;last_name=Petit;first_name=Zoé;since_on=2019-01-01",
      "row_key=c;list=1;last_name=Le Bihan;first_name=Ana;since_on=2016-01-01;service=IME" },
    { NULL },
    "!b !a c " },
};

static const char *
label_of (CercleRecord *record, GPtrArray *persons)
{
  static const char *const letters[] = { "A", "B", "C" };
  guint at = 0;

  if (cercle_record_get_kind (record) == &cercle_waiting_row_kind)
    return cercle_record_get_text (record, CERCLE_WAITING_ROW_KEY);
  g_assert_true (g_ptr_array_find (persons, record, &at));
  return letters[at];
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char **) a, *(char **) b);
}

static void
describe (GString *words, const CercleWaitingOne *one, GPtrArray *persons)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  for (guint i = 0; i < one->rows->len; i++)
    g_ptr_array_add (keys, (gpointer) label_of (g_ptr_array_index (one->rows, i), persons));
  g_ptr_array_sort (keys, compare_keys);
  g_string_append (words, cercle_waiting_one_has_nothing (one) ? "!" : "");
  for (guint i = 0; i < keys->len; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? "+" : "", (char *) g_ptr_array_index (keys, i));
  if (one->person != NULL)
    g_string_append_printf (words, "@%s", label_of (one->person, persons));
  for (guint i = 0; i < one->doubts->len; i++)
    {
      const CercleWaitingDoubt *doubt = g_ptr_array_index (one->doubts, i);
      g_string_append_printf (words, "?%s",
                              label_of (doubt->row != NULL ? doubt->row : doubt->person, persons));
    }
  g_string_append_c (words, ' ');
}

static int
compare_people (gconstpointer a, gconstpointer b)
{
  const CercleWaitingOne *const *left = a, *const *right = b;

  return g_strcmp0 (
      cercle_record_get_text (g_ptr_array_index ((*left)->rows, 0), CERCLE_WAITING_ROW_KEY),
      cercle_record_get_text (g_ptr_array_index ((*right)->rows, 0), CERCLE_WAITING_ROW_KEY));
}

static void
test_world (gconstpointer data)
{
  guint at = GPOINTER_TO_UINT (data);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) persons = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) cases = g_ptr_array_new ();
  g_autoptr (CercleWaiting) waiting = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GString) words = g_string_new (NULL);

  g_ptr_array_add (cases, (gpointer) "a case");
  for (guint i = 0; i < 4 && worlds[at].rows[i] != NULL; i++)
    g_ptr_array_add (rows, make (&cercle_waiting_row_kind, worlds[at].rows[i]));
  waiting = cercle_waiting_new (rows);
  for (guint i = 0; i < 3 && worlds[at].persons[i] != NULL; i++)
    {
      g_ptr_array_add (persons, make (&cercle_person_kind, worlds[at].persons[i]));
      g_assert_true (cercle_waiting_wants (waiting, g_ptr_array_index (persons, i)));
      cercle_waiting_add_person (waiting, g_ptr_array_index (persons, i), cases);
    }
  people = cercle_waiting_people (waiting, NULL);
  if (strstr (worlds[at].name, "first") == NULL)
    g_ptr_array_sort (people, compare_people);
  for (guint i = 0; i < people->len; i++)
    describe (words, g_ptr_array_index (people, i), persons);
  g_assert_cmpstr (words->str, ==, worlds[at].expected);
}

static void
test_unwanted (void)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CercleRecord) stranger = make (&cercle_person_kind, "last_name=Petit;first_name=Zoé");
  g_autoptr (CercleWaiting) waiting = NULL;

  g_ptr_array_add (
      rows, make (&cercle_waiting_row_kind, "row_key=a;list=1;last_name=Roy;first_name=Alix"));
  waiting = cercle_waiting_new (rows);
  g_assert_false (cercle_waiting_wants (waiting, stranger));
}

/* A list of a hundred thousand is matched, and one that names the same person all over says so. */
static void
test_many (void)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CercleWaiting) waiting = NULL;
  g_autoptr (GPtrArray) people = NULL;
  gboolean crowded = FALSE;

  for (guint i = 0; i < 2000; i++)
    {
      CercleRecord *row = make (&cercle_waiting_row_kind, "list=1;last_name=Roy;first_name=Alix");
      g_autofree char *key = g_strdup_printf ("%u", i);

      cercle_record_set_text (row, CERCLE_WAITING_ROW_KEY, key);
      g_ptr_array_add (rows, row);
    }
  waiting = cercle_waiting_new (rows);
  people = cercle_waiting_people (waiting, &crowded);
  g_assert_cmpuint (people->len, ==, 2000);
  g_assert_true (crowded);
}

/* The mapping */

static GPtrArray *
cells_of (const char *words)
{
  g_auto (GStrv) parts = g_strsplit (words, "|", -1);
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; parts[i] != NULL; i++)
    g_ptr_array_add (cells, g_strdup (parts[i]));
  return cells;
}

static const struct
{
  const char *columns, *remembered;
  const char *found; /* column of each part, in order, "-" none */
  guint lost;
} maps[] = {
  { "NOM|Prénom|Date de naissance|Commune|Tél.|N° MDPH|Inscrit le|Orientation|Statut|Prise en "
    "charge actuelle",
    NULL, "0 1 - 2 3 4 5 6 7 8 9 ", 0 },
  { "Nom et prénom|Né(e) le|Ville", NULL, "- - 0 1 2 - - - - - - ", 0 },
  { "X|Y|Z", NULL, "- - - - - - - - - - - ", 0 },
  { "X|Y|Z", "{\"last_name\":\"y\",\"birth\":\"Z\"}", "1 - - 2 - - - - - - - ", 0 },
  { "X|Nom", "{\"last_name\":\"Patronyme\",\"first_name\":\"x\"}", "1 0 - - - - - - - - - ", 1 },
  { "Nom|Prénom", "not json", "0 1 - - - - - - - - - ", 0 },
};

static void
test_maps (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (maps); i++)
    {
      g_autoptr (GPtrArray) columns = cells_of (maps[i].columns);
      g_autoptr (GString) found = g_string_new (NULL);
      g_autofree char *printed = NULL;
      CercleWaitingMap map, again;
      guint lost;

      cercle_waiting_map_guess (&map, columns, maps[i].remembered, &lost);
      for (guint p = 0; p < CERCLE_WAITING_N_PARTS; p++)
        if (map.column[p] >= 0)
          g_string_append_printf (found, "%d ", map.column[p]);
        else
          g_string_append (found, "- ");
      g_assert_cmpstr (found->str, ==, maps[i].found);
      g_assert_cmpuint (lost, ==, maps[i].lost);
      printed = cercle_waiting_map_print (&map, columns);
      cercle_waiting_map_guess (&again, columns, printed, NULL);
      g_assert_cmpint (memcmp (&map, &again, sizeof map), ==, 0);
      g_assert_true ((cercle_waiting_map_problem (&map) != NULL) == (i == 2));
    }
}

static const struct
{
  const char *cells;
  guint faults;
  const char *values; /* first|last|birth|year|commune|phone|number|since */
} lines[] = {
  { "LE BIHAN Sandrine|12/03/1981|Lisieux|06 39 98 42 17|14 001|2019-02-01", 0,
    "Sandrine|LE BIHAN|1981-03-12|1981|14366|+33639984217|14001|2019-02-01" },
  { "Quesnel, Mathis|2011|Nulle part|||", 0, "Mathis|Quesnel|-|2011|-|-|-|-" },
  { "Quesnel Mathis|12.03.2011 00:00:00||||1/9/2019", 0,
    "Mathis|Quesnel|2011-03-12|2011|-|-|-|2019-09-01" },
  { "QUESNEL MATHIS|||||", 0, "MATHIS|QUESNEL|-|0|-|-|-|-" },
  { "Quesnel|31/02/2011||||", CERCLE_WAITING_NO_BIRTH, "-|Quesnel|-|0|-|-|-|-" },
  { "Quesnel|12/03/11|||| hier", CERCLE_WAITING_NO_BIRTH | CERCLE_WAITING_NO_SINCE,
    "-|Quesnel|-|0|-|-|-|-" },
  { "Quesnel|12/03/2031||abc||", CERCLE_WAITING_NO_BIRTH | CERCLE_WAITING_NO_PHONE,
    "-|Quesnel|-|0|-|-|-|-" },
  { "Quesnel|12/03/1731||||", CERCLE_WAITING_NO_BIRTH, "-|Quesnel|-|0|-|-|-|-" },
  { "||||14-77|", 0, "-|-|-|0|-|-|14-77|-" },
  { "|12/03/2011|Caen|||", CERCLE_WAITING_NOBODY, NULL },
  { "=1+1 Mathis|||||", 0, "Mathis|=1+1|-|0|-|-|-|-" },
};

static const char *
value (CercleRecord *row, guint field)
{
  const char *text = cercle_record_get_text (row, field);
  return text != NULL ? text : "-";
}

static void
test_lines (void)
{
  CercleWaitingMap map = { { -1, -1, 0, 1, 2, 3, 4, 5, -1, -1, -1 } };
  g_autoptr (GHashTable) communes = cercle_waiting_communes ("14");
  const CercleWaitingGround ground = { "14", cercle_day_parse (TODAY), communes };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GPtrArray) cells = cells_of (lines[i].cells);
      guint faults = 0;
      g_autoptr (CercleRecord) row = cercle_waiting_map_row (&map, cells, &ground, &faults);
      g_autofree char *words = NULL;

      g_assert_cmpuint (faults, ==, lines[i].faults);
      g_assert_true ((row == NULL) == (lines[i].values == NULL));
      if (row == NULL)
        continue;
      words = g_strdup_printf (
          "%s|%s|%s|%d|%s|%s|%s|%s", value (row, CERCLE_WAITING_ROW_FIRST_NAME),
          value (row, CERCLE_WAITING_ROW_LAST_NAME), value (row, CERCLE_WAITING_ROW_BIRTH_ON),
          (int) cercle_record_get_integer (row, CERCLE_WAITING_ROW_BIRTH_YEAR, 0),
          value (row, CERCLE_WAITING_ROW_COMMUNE), value (row, CERCLE_WAITING_ROW_PHONE),
          value (row, CERCLE_WAITING_ROW_MDPH_NUMBER), value (row, CERCLE_WAITING_ROW_SINCE_ON));
      g_assert_cmpstr (words, ==, lines[i].values);
    }
}

static void
test_long_text (void)
{
  CercleWaitingMap map = { { 0, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1 } };
  const CercleWaitingGround ground = { NULL, cercle_day_parse (TODAY), NULL };
  g_autofree char *name = g_strnfill (500, 'x');
  g_autoptr (GPtrArray) cells = cells_of (name);
  guint faults = 0;
  g_autoptr (CercleRecord) row = cercle_waiting_map_row (&map, cells, &ground, &faults);

  g_assert_cmpuint (faults, ==, CERCLE_WAITING_CUT);
  g_assert_cmpuint (strlen (cercle_record_get_text (row, CERCLE_WAITING_ROW_LAST_NAME)), ==, 100);
}

/* The same row has the same key in the next file; twins of a row do not. */
static void
test_keys (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) next = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (CercleRecord) row = make (&cercle_waiting_row_kind, "last_name=Roy;first_name=Alix");
  g_autoptr (CercleRecord) later =
      make (&cercle_waiting_row_kind, "last_name=ROY;first_name=Alix;need=IME");
  g_autofree char *first = cercle_waiting_row_key (row, "list", seen);
  g_autofree char *second = cercle_waiting_row_key (row, "list", seen);
  g_autofree char *again = cercle_waiting_row_key (later, "list", next);
  g_autofree char *elsewhere = cercle_waiting_row_key (later, "other", next);

  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, !=, second);
  g_assert_cmpstr (first, !=, elsewhere);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (worlds); i++)
    {
      g_autofree char *name = g_strconcat ("/waiting/people/", worlds[i].name, NULL);
      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_world);
    }
  g_test_add_func ("/waiting/unwanted", test_unwanted);
  g_test_add_func ("/waiting/many", test_many);
  g_test_add_func ("/waiting/maps", test_maps);
  g_test_add_func ("/waiting/lines", test_lines);
  g_test_add_func ("/waiting/long-text", test_long_text);
  g_test_add_func ("/waiting/keys", test_keys);
  return g_test_run ();
}
