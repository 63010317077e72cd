/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which column tells what, and what row does a line of a table make? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-waiting-map.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-column-map.h"
#include "cercle-commune.h"
#include "cercle-day.h"
#include "cercle-fault.h"
#include "cercle-id.h"
#include "cercle-macros.h"
#include "cercle-text.h"
#include "cercle-waiting-list.h"

#define OLDEST 130 /* years */

/* Names that bodies give their columns, folded; the first column that has one is taken, the more
 * telling names first. */
static const CercleColumnPart parts[] = {
  [CERCLE_WAITING_LAST_NAME] = { "last_name", N_ ("Last name"),
                                 "nom|nom usager|nom de famille|nom naissance|nom de naissance|nom "
                                 "usuel|nom d usage" },
  [CERCLE_WAITING_FIRST_NAME] = { "first_name", N_ ("First name"), "prenom|prenoms|prenom usager" },
  [CERCLE_WAITING_FULL_NAME] = { "full_name", N_ ("Last name and first name"),
                                 "nom prenom|nom et prenom|nom "
                                 "prenoms|usager|personne|beneficiaire|identite" },
  [CERCLE_WAITING_BIRTH] = { "birth", N_ ("Birth"),
                             "date de naissance|date naissance|ne le|nee le|ne e "
                             "le|naissance|ddn|annee de naissance" },
  [CERCLE_WAITING_PLACE] = { "place", N_ ("Commune"),
                             "commune|ville|domicile|localite|lieu de residence" },
  [CERCLE_WAITING_PHONE] = { "phone", N_ ("Telephone"),
                             "telephone|tel|tel portable|portable|mobile|numero de telephone" },
  [CERCLE_WAITING_MDPH_NUMBER] = { "mdph_number", N_ ("MDPH number"),
                                   "numero mdph|n mdph|no mdph|dossier mdph|numero dossier mdph|n° "
                                   "mdph|n dossier mdph|mdph" },
  [CERCLE_WAITING_SINCE] = { "since", N_ ("Waiting since"),
                             "en attente depuis|date d inscription|date inscription|inscrit "
                             "le|date de demande|date demande|depuis|depuis le|attente depuis|date "
                             "d entree sur la liste" },
  [CERCLE_WAITING_NEED] = { "need", N_ ("Waiting for"),
                            "attend|demande|service demande|orientation|type de "
                            "place|prestation|besoin|structure demandee|etablissement demande" },
  [CERCLE_WAITING_ANSWER] = { "answer", N_ ("Answer of the body"),
                              "reponse|statut|etat|etat de la demande|statut de la "
                              "demande|decision|suite donnee" },
  [CERCLE_WAITING_SERVICE] = { "service", N_ ("Support in place"),
                               "accompagnement actuel|accompagnement en cours|prise en charge "
                               "actuelle|prise en charge|accompagnement|solution "
                               "actuelle|situation actuelle" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (parts) == CERCLE_WAITING_N_PARTS);

static const CercleFault faults_told[] = {
  { CERCLE_WAITING_NOBODY, N_ ("There is neither a name nor an MDPH number in this row.") },
  { CERCLE_WAITING_NO_BIRTH,
    N_ ("The date of birth is not understood; the row is read without it.") },
  { CERCLE_WAITING_NO_SINCE,
    N_ ("The date since when she waits is not understood; the row is read without it.") },
  { CERCLE_WAITING_NO_PHONE, N_ ("The telephone number is not one; the row is read without it.") },
  { CERCLE_WAITING_CUT, N_ ("A text is too long; its beginning is kept.") },
};

const char *
cercle_waiting_part_label (CercleWaitingPart part)
{
  return _ (parts[part].label);
}

GStrv
cercle_waiting_fault_sentences (guint faults)
{
  return cercle_fault_sentences (faults_told, G_N_ELEMENTS (faults_told), faults);
}

/* The mapping */

static char *
fold (const char *name)
{
  char *folded = cercle_text_fold (name != NULL ? name : "");
  return folded != NULL ? folded : g_strdup ("");
}

void
cercle_waiting_map_guess (CercleWaitingMap *self, GPtrArray *columns, const char *remembered,
                          guint *lost)
{
  cercle_column_map_guess (parts, CERCLE_WAITING_N_PARTS, self->column, columns, remembered, lost);
}

char *
cercle_waiting_map_print (const CercleWaitingMap *self, GPtrArray *columns)
{
  return cercle_column_map_print (parts, CERCLE_WAITING_N_PARTS, self->column, columns);
}

const char *
cercle_waiting_map_problem (const CercleWaitingMap *self)
{
  if (self->column[CERCLE_WAITING_LAST_NAME] >= 0 && self->column[CERCLE_WAITING_FULL_NAME] >= 0)
    return _ ("Choose either the last name, or the last name and first name in one column.");
  if (self->column[CERCLE_WAITING_LAST_NAME] >= 0 || self->column[CERCLE_WAITING_FULL_NAME] >= 0 ||
      self->column[CERCLE_WAITING_MDPH_NUMBER] >= 0)
    return NULL;
  return _ ("Say which column holds the names: without it nobody can be found again.");
}

/* The row */

GHashTable *
cercle_waiting_communes (const char *territory)
{
  GHashTable *codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) communes = territory != NULL ? cercle_commune_list (territory) : NULL;

  for (guint i = 0; communes != NULL && i < communes->len; i++)
    {
      const CercleCommune *commune = g_ptr_array_index (communes, i);
      char *name = cercle_column_fold (commune->name);

      /* Two of one name: neither. */
      g_hash_table_insert (codes, name,
                           g_hash_table_contains (codes, name) ? NULL : (gpointer) commune->code);
    }
  return codes;
}

/* 12/03/2012, 12.03.2012, 12-03-2012, 2012-03-12, with or without an hour after it. */
static int
read_day (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " T", 2);
  g_auto (GStrv) numbers = words[0] != NULL ? g_strsplit_set (words[0], "/.-", -1) : NULL;
  gint64 values[3];

  if (numbers == NULL || g_strv_length (numbers) != 3)
    return CERCLE_DAY_NONE;
  for (guint i = 0; i < 3; i++)
    if (!g_ascii_string_to_signed (numbers[i], 10, 1, 9999, &values[i], NULL))
      return CERCLE_DAY_NONE;
  if (strlen (numbers[0]) == 4)
    return cercle_day_from_ymd ((int) values[0], (int) values[1], (int) values[2]);
  /* Of two digits nobody knows the century. */
  if (strlen (numbers[2]) != 4)
    return CERCLE_DAY_NONE;
  return cercle_day_from_ymd ((int) values[2], (int) values[1], (int) values[0]);
}

/* A day that exists, neither to come nor beyond anybody's life. */
static gboolean
read_past_day (const char *text, int today, char day[CERCLE_DAY_SIZE])
{
  int value = read_day (text);

  if (value == CERCLE_DAY_NONE || value > today || value < today - OLDEST * 366)
    return FALSE;
  cercle_day_format (value, day);
  return cercle_day_is_valid (day) && cercle_day_parse (day) == value;
}

static gboolean
take_birth (CercleRecord *row, const char *text, int today)
{
  char day[CERCLE_DAY_SIZE];
  gint64 year;
  int this_year, month, mday;

  cercle_day_to_ymd (today, &this_year, &month, &mday);
  if (strlen (text) == 4 &&
      g_ascii_string_to_signed (text, 10, this_year - OLDEST, this_year, &year, NULL))
    {
      cercle_record_set_integer (row, CERCLE_WAITING_ROW_BIRTH_YEAR, year);
      return TRUE;
    }
  if (!read_past_day (text, today, day))
    return FALSE;
  cercle_record_set_text (row, CERCLE_WAITING_ROW_BIRTH_ON, day);
  cercle_record_set_integer (row, CERCLE_WAITING_ROW_BIRTH_YEAR, g_ascii_strtoll (day, NULL, 10));
  return TRUE;
}

static gboolean
take_since (CercleRecord *row, const char *text, int today)
{
  char day[CERCLE_DAY_SIZE];

  if (!read_past_day (text, today, day))
    return FALSE;
  cercle_record_set_text (row, CERCLE_WAITING_ROW_SINCE_ON, day);
  return TRUE;
}

static gboolean
take_text (CercleRecord *row, guint field, const char *text)
{
  glong most = (glong) cercle_field_max_length (&cercle_waiting_row_kind.fields[field]);
  g_autofree char *cut = NULL;

  if (g_utf8_strlen (text, -1) <= most)
    {
      cercle_record_set_text (row, field, text);
      return TRUE;
    }
  cut = g_utf8_substring (text, 0, most);
  cercle_record_set_text (row, field, cut);
  return FALSE;
}

static gboolean
is_capitals (const char *word)
{
  for (; *word != '\0'; word = g_utf8_next_char (word))
    if (g_unichar_islower (g_utf8_get_char (word)))
      return FALSE;
  return TRUE;
}

/* "LE BIHAN Sandrine", "Quesnel, Mathis", "Quesnel Mathis": the words in capitals are the last
 * name, or what stands before the comma, or the first word. */
static gboolean
take_full_name (CercleRecord *row, const char *text)
{
  const char *comma = strchr (text, ',');
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint last = 0, n = g_strv_length (words);
  g_autofree char *last_name = NULL, *first_name = NULL;
  gboolean whole;

  if (comma != NULL)
    {
      last_name = g_strstrip (g_strndup (text, (gsize) (comma - text)));
      first_name = g_strstrip (g_strdup (comma + 1));
    }
  else
    {
      while (last < n && is_capitals (words[last]))
        last++;
      last = last == 0 || last == n ? MIN (1, n) : last;
      first_name = g_strjoinv (" ", words + last);
      last_name = g_strndup (text, strlen (text) - strlen (first_name));
      g_strchomp (last_name);
    }
  whole = take_text (row, CERCLE_WAITING_ROW_LAST_NAME, last_name);
  return take_text (row, CERCLE_WAITING_ROW_FIRST_NAME, first_name) && whole;
}

static gboolean
take_phone (CercleRecord *row, const char *text, const char *territory)
{
  g_autofree char *phone = cercle_text_phone (text, territory);

  cercle_record_set_text (row, CERCLE_WAITING_ROW_PHONE, phone);
  return phone != NULL;
}

/* Numbers are compared as written, so spaces go. */
static gboolean
take_number (CercleRecord *row, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autofree char *number = g_strjoinv ("", words);

  return take_text (row, CERCLE_WAITING_ROW_MDPH_NUMBER, number);
}

static gboolean
take_place (CercleRecord *row, const char *text, const CercleWaitingGround *ground)
{
  g_autofree char *name = cercle_column_fold (text);

  if (ground->communes != NULL)
    cercle_record_set_text (row, CERCLE_WAITING_ROW_COMMUNE,
                            g_hash_table_lookup (ground->communes, name));
  return take_text (row, CERCLE_WAITING_ROW_PLACE, text);
}

/* What is wrong with it, or 0. */
static guint
take (CercleRecord *row, CercleWaitingPart part, const char *text,
      const CercleWaitingGround *ground)
{
  static const guint fields[] = {
    [CERCLE_WAITING_LAST_NAME] = CERCLE_WAITING_ROW_LAST_NAME,
    [CERCLE_WAITING_FIRST_NAME] = CERCLE_WAITING_ROW_FIRST_NAME,
    [CERCLE_WAITING_NEED] = CERCLE_WAITING_ROW_NEED,
    [CERCLE_WAITING_ANSWER] = CERCLE_WAITING_ROW_ANSWER,
    [CERCLE_WAITING_SERVICE] = CERCLE_WAITING_ROW_SERVICE,
  };

  switch (part)
    {
    case CERCLE_WAITING_FULL_NAME:
      return take_full_name (row, text) ? 0 : CERCLE_WAITING_CUT;
    case CERCLE_WAITING_BIRTH:
      return take_birth (row, text, ground->today) ? 0 : CERCLE_WAITING_NO_BIRTH;
    case CERCLE_WAITING_SINCE:
      return take_since (row, text, ground->today) ? 0 : CERCLE_WAITING_NO_SINCE;
    case CERCLE_WAITING_PHONE:
      return take_phone (row, text, ground->territory) ? 0 : CERCLE_WAITING_NO_PHONE;
    case CERCLE_WAITING_PLACE:
      return take_place (row, text, ground) ? 0 : CERCLE_WAITING_CUT;
    case CERCLE_WAITING_MDPH_NUMBER:
      return take_number (row, text) ? 0 : CERCLE_WAITING_CUT;
    default:
      return take_text (row, fields[part], text) ? 0 : CERCLE_WAITING_CUT;
    }
}

CercleRecord *
cercle_waiting_map_row (const CercleWaitingMap *self, GPtrArray *cells,
                        const CercleWaitingGround *ground, guint *faults)
{
  g_autoptr (CercleRecord) row = cercle_record_new (&cercle_waiting_row_kind);
  g_autofree char *name = NULL;

  *faults = 0;
  for (guint i = 0; i < CERCLE_WAITING_N_PARTS; i++)
    {
      int column = self->column[i];
      const char *text = column >= 0 && (guint) column < cells->len
                             ? g_ptr_array_index (cells, (guint) column)
                             : "";

      if (*text != '\0')
        *faults |= take (row, i, text, ground);
    }
  name = cercle_waiting_row_name (row);
  if (name != NULL)
    return g_steal_pointer (&row);
  *faults = CERCLE_WAITING_NOBODY;
  return NULL;
}

char *
cercle_waiting_row_key (CercleRecord *row, const char *list, GHashTable *seen)
{
  const char *birth = cercle_record_get_text (row, CERCLE_WAITING_ROW_BIRTH_ON);
  g_autofree char *first = fold (cercle_record_get_text (row, CERCLE_WAITING_ROW_FIRST_NAME));
  g_autofree char *last = fold (cercle_record_get_text (row, CERCLE_WAITING_ROW_LAST_NAME));
  g_autofree char *subject =
      g_strdup_printf ("%s|%s|%s|%" G_GINT64_FORMAT "|%s", last, first, birth != NULL ? birth : "",
                       cercle_record_get_integer (row, CERCLE_WAITING_ROW_BIRTH_YEAR, 0),
                       cercle_record_is_set (row, CERCLE_WAITING_ROW_MDPH_NUMBER)
                           ? cercle_record_get_text (row, CERCLE_WAITING_ROW_MDPH_NUMBER)
                           : "");
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (seen, subject)) + 1;
  g_autofree char *count = g_strdup_printf ("%u", n);
  char *key = cercle_id_derive (list, "waiting_row", subject, count);

  g_hash_table_insert (seen, g_steal_pointer (&subject), GUINT_TO_POINTER (n));
  return key;
}
