/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which desks are in the directory of the administration (service-public.fr, DILA)? Its documents
 * are {service: []}, {results: []} or a bare list; what has parts (pivot, adresse, telephone) is a
 * list in one and the same list as a text of JSON in another. */
#define G_LOG_DOMAIN "cercle-exchange"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "cercle-foreign-private.h"
#include "cercle-json-stream.h"
#include "cercle-json.h"
#include "cercle-organisation.h"

/* The longest entries name every commune of a région. */
#define LONGEST_ENTRY (1024 * 1024)
#define NBSP "\302\240"

/* (transfer none) (nullable): a text that is not empty. */
static const char *
text_of (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;
  const char *text = node != NULL && cercle_json_type (node) == CERCLE_JSON_TEXT
                         ? cercle_json_node_text (node)
                         : NULL;

  return text != NULL && *text != '\0' ? text : NULL;
}

/* (transfer full) (nullable): the list, however it is written. */
static JsonArray *
list_of (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  const char *text = text_of (object, name);
  g_autoptr (JsonNode) inner = NULL;

  if (text != NULL)
    node = inner = cercle_json_parse_node (text, LONGEST_ENTRY, NULL);
  if (node == NULL || cercle_json_type (node) != CERCLE_JSON_ARRAY)
    return NULL;
  return json_array_ref (cercle_json_node_array (node));
}

static JsonObject *
object_at (JsonArray *array, guint i)
{
  JsonNode *node = json_array_get_element (array, i);

  return cercle_json_type (node) == CERCLE_JSON_OBJECT ? cercle_json_node_object (node) : NULL;
}

static const char *
text_at (JsonArray *array, guint i)
{
  JsonNode *node = json_array_get_element (array, i);

  return cercle_json_type (node) == CERCLE_JSON_TEXT ? cercle_json_node_text (node) : NULL;
}

static guint
length_of (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}

/* The first kind of desk that is wanted, or the first. */
static void
take_pivot (CercleForeignReading *reading, CercleForeignSheet *sheet, JsonObject *entry)
{
  g_autoptr (JsonArray) pivots = list_of (entry, "pivot");
  const char *kind = NULL;

  for (guint i = 0; i < length_of (pivots); i++)
    {
      const char *other = text_of (object_at (pivots, i), "type_service_local");
      gboolean wanted = other != NULL && cercle_foreign_wants_category (reading, other);

      if (other != NULL && (kind == NULL || wanted))
        kind = other;
      if (wanted)
        break;
    }
  cercle_foreign_sheet_take_category (sheet, kind, NULL);
}

/* "Adresse" is where people go, "Adresse postale" where letters go. */
static JsonObject *
best_address (JsonArray *addresses)
{
  JsonObject *best = NULL;

  for (guint i = 0; i < length_of (addresses); i++)
    {
      JsonObject *address = object_at (addresses, i);

      if (address != NULL &&
          (best == NULL || g_strcmp0 (text_of (address, "type_adresse"), "Adresse") == 0))
        best = address;
    }
  return best;
}

/* (transfer full) (nullable): a code or the first of a list of them. */
static char *
insee_of (JsonObject *entry)
{
  g_autoptr (JsonArray) codes = list_of (entry, "code_insee_commune");

  return g_strdup (codes != NULL && json_array_get_length (codes) > 0
                       ? text_at (codes, 0)
                       : text_of (entry, "code_insee_commune"));
}

static void
take_place (CercleForeignSheet *sheet, JsonObject *entry)
{
  static const char *const lines[] = { "complement1", "complement2", "numero_voie",
                                       "service_distribution" };
  g_autoptr (JsonArray) addresses = list_of (entry, "adresse");
  JsonObject *address = best_address (addresses);
  g_autofree char *insee = insee_of (entry);
  const char *const numbers[4] = { text_of (address, "latitude"), text_of (address, "longitude"),
                                   NULL, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    cercle_foreign_sheet_take_line (sheet, text_of (address, lines[i]));
  cercle_foreign_sheet_take_text (sheet, &sheet->postcode, text_of (address, "code_postal"));
  cercle_foreign_sheet_take_text (sheet, &sheet->town, text_of (address, "nom_commune"));
  cercle_foreign_sheet_take_commune (sheet, insee);
  cercle_foreign_sheet_take_position (sheet, numbers);
}

/* --- Hours --------------------------------------------------------------------------------------
 */

/* (transfer full) (nullable): "9 h 30" of "09:30:00"; NULL where it is no hour of the day. */
static char *
hour_of (JsonObject *range, const char *name)
{
  const char *text = text_of (range, name);
  int hour, minute, n = 0;

  if (text == NULL || sscanf (text, "%2d:%2d%n", &hour, &minute, &n) != 2 || n != 5 || hour < 0 ||
      hour > 24 || minute < 0 || minute > 59)
    return NULL;
  return minute > 0 ? g_strdup_printf ("%d" NBSP "h" NBSP "%02d", hour, minute)
                    : g_strdup_printf ("%d" NBSP "h", hour);
}

static void
add_stretch (GString *words, JsonObject *range, const char *from, const char *to)
{
  g_autofree char *opens = hour_of (range, from), *closes = hour_of (range, to);

  if (opens != NULL && closes != NULL)
    g_string_append_printf (words, "%s%s – %s", words->len > 0 ? ", " : "", opens, closes);
}

/* (transfer full): "lundi au vendredi 9 h – 12 h, 13 h 30 – 17 h (sur rendez-vous)"; "" for
 * nothing.
 */
static char *
range_in_words (JsonObject *range)
{
  const char *first = text_of (range, "nom_jour_debut"), *last = text_of (range, "nom_jour_fin");
  const char *comment = text_of (range, "commentaire");
  g_autofree char *from = g_utf8_strdown (first != NULL ? first : "", -1);
  g_autofree char *to = g_utf8_strdown (last != NULL ? last : "", -1);
  g_autoptr (GString) hours = g_string_new (NULL);
  GString *words = g_string_new (from);

  if (*from != '\0' && *to != '\0' && strcmp (from, to) != 0)
    g_string_append_printf (words, " au %s", to);
  add_stretch (hours, range, "valeur_heure_debut_1", "valeur_heure_fin_1");
  add_stretch (hours, range, "valeur_heure_debut_2", "valeur_heure_fin_2");
  if (hours->len > 0)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", hours->str);
  if (comment != NULL)
    g_string_append_printf (words, words->len > 0 ? " (%s)" : "%s", comment);
  return g_string_free (words, FALSE);
}

/* One text and not days and hours apart: what is not told never takes a value away, so that hours
 * told apart would stay when a source begins to tell a pause at noon. Whole ranges, as many as the
 * field holds. */
static void
take_hours (CercleForeignSheet *sheet, JsonObject *entry)
{
  g_autoptr (JsonArray) ranges = list_of (entry, "plage_ouverture");
  glong room = (glong) cercle_place_kind.fields[CERCLE_PLACE_HOURS].max;
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < length_of (ranges); i++)
    {
      JsonObject *range = object_at (ranges, i);
      g_autofree char *words = range != NULL ? range_in_words (range) : g_strdup ("");

      if (*words == '\0')
        continue;
      room -= g_utf8_strlen (words, -1) + (all->len > 0 ? 3 : 0);
      if (room < 0)
        {
          sheet->faults |= CERCLE_FOREIGN_FAULT_CUT;
          break;
        }
      g_string_append_printf (all, "%s%s", all->len > 0 ? NBSP "; " : "", words);
    }
  cercle_foreign_sheet_take_text (sheet, &sheet->hours, all->str);
}

/* Each value of a list of {valeur}, of texts, or a text alone. */
static void
each_value (CercleForeignSheet *sheet, JsonObject *entry, const char *name,
            void (*take) (CercleForeignSheet *sheet, const char *text))
{
  g_autoptr (JsonArray) list = list_of (entry, name);

  for (guint i = 0; i < length_of (list); i++)
    {
      JsonObject *object = object_at (list, i);

      take (sheet, object != NULL ? text_of (object, "valeur") : text_at (list, i));
    }
  if (list == NULL)
    {
      g_auto (GStrv) values =
          g_strsplit_set (text_of (entry, name) != NULL ? text_of (entry, name) : "", ";\n", -1);

      for (guint i = 0; values[i] != NULL; i++)
        take (sheet, values[i]);
    }
}

static void
take_people (CercleForeignSheet *sheet, JsonObject *entry)
{
  g_autoptr (JsonArray) list = list_of (entry, "affectation_personne");

  for (guint i = 0; i < length_of (list); i++)
    {
      JsonObject *post = object_at (list, i);
      JsonNode *node = post != NULL ? json_object_get_member (post, "personne") : NULL;
      JsonObject *person = node != NULL && cercle_json_type (node) == CERCLE_JSON_OBJECT
                               ? cercle_json_node_object (node)
                               : NULL;
      g_autoptr (CercleForeignContact) contact = cercle_foreign_contact_new ();

      cercle_foreign_sheet_take_text (sheet, &contact->first_name, text_of (person, "prenom"));
      cercle_foreign_sheet_take_text (sheet, &contact->last_name, text_of (person, "nom"));
      cercle_foreign_sheet_take_text (sheet, &contact->function, text_of (post, "fonction"));
      if (contact->last_name != NULL)
        g_ptr_array_add (sheet->contacts, g_steal_pointer (&contact));
    }
}

static CercleForeignSheet *
make_sheet (CercleForeignReading *reading, JsonObject *entry)
{
  CercleForeignSheet *sheet = cercle_foreign_sheet_new (CERCLE_FOREIGN_SERVICE_PUBLIC);

  cercle_foreign_sheet_take_text (sheet, &sheet->key, text_of (entry, "id"));
  cercle_foreign_sheet_take_text (sheet, &sheet->name, text_of (entry, "nom"));
  take_pivot (reading, sheet, entry);
  cercle_foreign_sheet_take_siret (sheet, text_of (entry, "siret"));
  take_place (sheet, entry);
  take_hours (sheet, entry);
  each_value (sheet, entry, "telephone", cercle_foreign_sheet_take_phones);
  each_value (sheet, entry, "adresse_courriel", cercle_foreign_sheet_take_mail);
  each_value (sheet, entry, "site_internet", cercle_foreign_sheet_take_url);
  cercle_foreign_sheet_take_day (sheet, &sheet->updated_on, text_of (entry, "date_modification"));
  take_people (sheet, entry);
  return sheet;
}

/* The document does not tell its day: it is not older than the newest of its entries. */
static void
read_entries (CercleForeignReading *reading, CercleJsonStream *json)
{
  char newest[sizeof reading->tally.source_on] = "";

  if (!cercle_json_stream_enter_array (json))
    return;
  while (cercle_json_stream_element (json))
    {
      g_autoptr (JsonObject) entry = cercle_json_stream_take (json, LONGEST_ENTRY);
      CercleForeignSheet *sheet = entry != NULL ? make_sheet (reading, entry) : NULL;
      GError *error = NULL;

      if (sheet == NULL)
        continue;
      if (g_strcmp0 (sheet->updated_on, newest) > 0)
        g_strlcpy (newest, sheet->updated_on, sizeof newest);
      sheet->source_on = g_strdup (sheet->updated_on);
      if (!cercle_foreign_give (reading, sheet, &error))
        cercle_json_stream_stop (json, error);
    }
  g_strlcpy (reading->tally.source_on, newest, sizeof newest);
}

static gboolean
read_members (CercleForeignReading *reading, CercleJsonStream *json)
{
  gboolean some = FALSE;
  const char *name;

  if (!cercle_json_stream_enter_object (json))
    return FALSE;
  while ((name = cercle_json_stream_member (json)) != NULL)
    if (strcmp (name, "service") == 0 || strcmp (name, "results") == 0)
      {
        some = TRUE;
        read_entries (reading, json);
      }
    else
      cercle_json_stream_skip (json);
  return some;
}

gboolean
cercle_foreign_read_service_public (CercleForeignReading *reading, GInputStream *stream,
                                    GCancellable *cancellable, GError **error)
{
  g_autoptr (CercleJsonStream) json = cercle_json_stream_new (stream, cancellable);
  gboolean some = cercle_json_stream_sees_array (json);

  if (some)
    read_entries (reading, json);
  else
    some = read_members (reading, json);
  if (!cercle_json_stream_finish (json, error))
    return FALSE;
  return some || cercle_foreign_fail (
                     error, CERCLE_FOREIGN_ERROR_FORM,
                     _ ("This is not the directory of the administration: it has no list of "
                        "services."));
}
