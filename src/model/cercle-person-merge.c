/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which records were made one, and how do they become two again? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-person-merge.h"

#include <glib/gi18n-lib.h>

#include "cercle-instant.h"
#include "cercle-json.h"
#include "cercle-macros.h"
#include "cercle-person.h"

#define TAKEN_CAP (1024 * 1024)
#define DAY (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

/* clang-format off */
static const CercleField merge_fields[] = {
  [CERCLE_MERGE_LOSER] = { "loser", N_("Merged record"), CERCLE_REF, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 2, .targets = "person" },
  [CERCLE_MERGE_SURVIVOR] = { "survivor", N_("Record kept"), CERCLE_REF, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 2, .targets = "person" },
  [CERCLE_MERGE_AT] = { "at", N_("When"), CERCLE_INSTANT, CERCLE_REQUIRED, .since = 2 },
  [CERCLE_MERGE_BY] = { "by", N_("Who"), CERCLE_REF, 0, .since = 2, .targets = "member" },
  [CERCLE_MERGE_TAKEN] = { "taken", N_("Values taken over"), CERCLE_NOTE, 0, .since = 2, .max = 100000 },
  [CERCLE_MERGE_UNDONE_AT] = { "undone_at", N_("Undone at"), CERCLE_INSTANT, 0, .since = 2 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (merge_fields) == CERCLE_MERGE_N_FIELDS);
CERCLE_DEFINE_RECORD (CerclePersonMerge, cercle_person_merge, cercle_merge_kind)
/* clang-format on */

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE, sentence);
  return FALSE;
}

static gboolean
merge_check (CercleRecord *merge, GError **error)
{
  if (g_strcmp0 (cercle_record_get_text (merge, CERCLE_MERGE_LOSER),
                 cercle_record_get_text (merge, CERCLE_MERGE_SURVIVOR)) == 0)
    return refuse (error, _ ("A record is not merged into itself."));
  return TRUE;
}

/* clang-format off */
const CercleKind cercle_merge_kind = {
  "merge", "merges", N_("Merge"), "c", CERCLE_SYNCED, "team", "survivor",
  CERCLE_BY_TEAM, CERCLE_BY_TEAM, CERCLE_BY_SERVER,
  merge_fields, G_N_ELEMENTS (merge_fields), cercle_person_merge_get_type, merge_check,
};
/* clang-format on */

/* Merging */

guint64
cercle_person_merge_proposal (CercleRecord *loser, CercleRecord *survivor)
{
  guint64 mask = 0;

  for (guint i = 0; i < CERCLE_PERSON_N_FIELDS; i++)
    if (i != CERCLE_PERSON_MERGED_INTO && cercle_record_is_set (loser, i) &&
        !cercle_record_is_set (survivor, i))
      mask |= CERCLE_MASK (i);
  return mask;
}

/* One value as JSON text within JSON text, so that it comes back as it was. */
static void
keep_value (JsonObject *taken, const char *name, const char *was, const char *now)
{
  JsonObject *pair = json_object_new ();

  json_object_set_string_member (pair, "was", was);
  json_object_set_string_member (pair, "now", now);
  json_object_set_object_member (taken, name, pair);
}

static char *
take_values (CercleRecord *loser, CercleRecord *survivor, guint64 mask)
{
  g_autoptr (JsonObject) taken = json_object_new ();

  for (guint i = 0; i < CERCLE_PERSON_N_FIELDS; i++)
    {
      g_autofree char *was = NULL, *now = NULL;

      if (i == CERCLE_PERSON_MERGED_INTO || !(mask & CERCLE_MASK (i)) ||
          cercle_record_same (loser, survivor, i))
        continue;
      was = cercle_record_value_json (survivor, i);
      cercle_record_take_value (survivor, loser, i);
      now = cercle_record_value_json (survivor, i);
      keep_value (taken, cercle_person_kind.fields[i].name, was, now);
    }
  return json_object_get_size (taken) > 0 ? cercle_json_print (taken) : NULL;
}

CercleRecord *
cercle_person_merge (CercleRecord *loser, CercleRecord *survivor, guint64 mask, const char *member,
                     GError **error)
{
  g_autoptr (CercleRecord) merge = cercle_record_new (&cercle_merge_kind);
  g_autofree char *now = cercle_instant_now_text ();
  g_autofree char *taken = NULL;

  if (g_strcmp0 (cercle_record_get_id (loser), cercle_record_get_id (survivor)) == 0)
    {
      refuse (error, _ ("A record is not merged into itself."));
      return NULL;
    }
  if (cercle_record_is_set (loser, CERCLE_PERSON_MERGED_INTO) ||
      cercle_record_is_set (survivor, CERCLE_PERSON_MERGED_INTO))
    {
      refuse (error, _ ("One of these records was merged already."));
      return NULL;
    }
  taken = take_values (loser, survivor, mask);
  cercle_envelope_set (&cercle_record_envelope (merge)->scope,
                       cercle_record_envelope (survivor)->scope);
  cercle_record_set_text (merge, CERCLE_MERGE_LOSER, cercle_record_get_id (loser));
  cercle_record_set_text (merge, CERCLE_MERGE_SURVIVOR, cercle_record_get_id (survivor));
  cercle_record_set_text (merge, CERCLE_MERGE_AT, now);
  cercle_record_set_text (merge, CERCLE_MERGE_BY, member);
  cercle_record_set_text (merge, CERCLE_MERGE_TAKEN, taken);
  cercle_record_set_text (loser, CERCLE_PERSON_MERGED_INTO, cercle_record_get_id (survivor));
  return g_steal_pointer (&merge);
}

/* Undoing */

static gboolean
may_undo (CercleRecord *merge, CercleRecord *loser, CercleRecord *survivor, GError **error)
{
  gint64 at;

  if (g_strcmp0 (cercle_record_get_text (merge, CERCLE_MERGE_LOSER),
                 cercle_record_get_id (loser)) != 0 ||
      g_strcmp0 (cercle_record_get_text (merge, CERCLE_MERGE_SURVIVOR),
                 cercle_record_get_id (survivor)) != 0)
    return refuse (error, _ ("This merge is not of these two records."));
  if (cercle_record_is_set (merge, CERCLE_MERGE_UNDONE_AT) ||
      g_strcmp0 (cercle_record_get_text (loser, CERCLE_PERSON_MERGED_INTO),
                 cercle_record_get_id (survivor)) != 0)
    return refuse (error, _ ("This merge was undone already."));
  if (!cercle_instant_parse (cercle_record_get_text (merge, CERCLE_MERGE_AT), &at) ||
      cercle_instant_now () - at > CERCLE_MERGE_UNDO_DAYS * DAY)
    return refuse (error, _ ("This merge is older than 30 days: it can no longer be undone."));
  return TRUE;
}

static gboolean
give_back (CercleRecord *survivor, JsonObject *taken, guint64 *kept, GError **error)
{
  for (guint i = 0; i < CERCLE_PERSON_N_FIELDS; i++)
    {
      const char *name = cercle_person_kind.fields[i].name, *was, *now;
      g_autofree char *value = NULL;
      JsonObject *pair;

      if (!json_object_has_member (taken, name))
        continue;
      if (!cercle_json_object (taken, name, &pair, error) ||
          !cercle_json_text (pair, "was", &was, error) ||
          !cercle_json_text (pair, "now", &now, error))
        return FALSE;
      value = cercle_record_value_json (survivor, i);
      if (g_strcmp0 (value, now) != 0)
        *kept |= CERCLE_MASK (i);
      else if (!cercle_record_set_value_json (survivor, i, was, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
cercle_person_unmerge (CercleRecord *merge, CercleRecord *loser, CercleRecord *survivor,
                       guint64 *kept, GError **error)
{
  const char *text = cercle_record_get_text (merge, CERCLE_MERGE_TAKEN);
  g_autofree char *now = cercle_instant_now_text ();
  g_autoptr (JsonObject) taken = NULL;
  guint64 edited = 0;

  if (!may_undo (merge, loser, survivor, error))
    return FALSE;
  if (text != NULL)
    {
      taken = cercle_json_parse (text, -1, TAKEN_CAP, error);
      if (taken == NULL || !give_back (survivor, taken, &edited, error))
        return FALSE;
    }
  cercle_record_unset (loser, CERCLE_PERSON_MERGED_INTO);
  cercle_record_set_text (merge, CERCLE_MERGE_UNDONE_AT, now);
  if (kept != NULL)
    *kept = edited;
  return TRUE;
}

/* Following */

CercleRecord *
cercle_person_follow (CercleRecord *person, CerclePersonFind find, gpointer data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (CercleRecord) at = person != NULL ? g_object_ref (person) : NULL;

  while (at != NULL && cercle_record_is_set (at, CERCLE_PERSON_MERGED_INTO) &&
         g_hash_table_add (seen, g_strdup (cercle_record_get_id (at))))
    {
      CercleRecord *next = find (cercle_record_get_text (at, CERCLE_PERSON_MERGED_INTO), data);

      if (next == NULL)
        break;
      g_object_unref (at);
      at = next;
    }
  return g_steal_pointer (&at);
}
