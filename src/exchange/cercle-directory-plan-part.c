/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a source say of one record, and may it change what stands there? */
#define G_LOG_DOMAIN "cercle-exchange"

#include <string.h>

#include "cercle-directory-plan-private.h"
#include "cercle-directory-same.h"
#include "cercle-directory.h"

/* What a source said last */

/* Nothing can be read from it: equal values have equal sums, and that is all. */
static char *
sum_of (const char *field, const char *value)
{
  g_autofree char *whole = g_strconcat (field, "=", value, NULL);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, whole, -1);

  digest[8] = '\0';
  return g_strconcat (field, ":", digest, NULL);
}

static gboolean
said (CercleRecord *source, const char *sum)
{
  return cercle_tokens_contain (cercle_record_get_text (source, CERCLE_SOURCE_SAID), sum);
}

static gboolean
said_any (CercleRecord *source, const char *field)
{
  const char *text = cercle_record_get_text (source, CERCLE_SOURCE_SAID);
  g_autofree char *start = g_strconcat (field, ":", NULL);
  g_autofree char *inner = g_strconcat (" ", start, NULL);

  return text != NULL && (g_str_has_prefix (text, start) || strstr (text, inner) != NULL);
}

/* One record of a sheet */

void
cercle_plan_part_clear (CerclePlanPart *part)
{
  g_clear_object (&part->record);
  g_clear_object (&part->source);
  g_clear_pointer (&part->sums, g_ptr_array_unref);
}

CercleRecord *
cercle_plan_get (CercleDirectoryPlan *self, const CercleKind *kind, const char *id, GError **error)
{
  g_autoptr (CercleRecord) record = NULL;

  if (id == NULL)
    return NULL;
  record = cercle_store_get (self->store, kind, id, error);
  if (record == NULL || cercle_record_envelope (record)->deleted)
    return NULL;
  return g_steal_pointer (&record);
}

static void
place_in_scope (CercleDirectoryPlan *self, CercleRecord *record)
{
  CercleEnvelope *envelope = cercle_record_envelope (record);

  cercle_envelope_set (&envelope->scope, self->scope);
  cercle_envelope_set (&envelope->audience, cercle_record_get_kind (record)->audience);
}

const char *
cercle_plan_about (CercleRecord *source)
{
  gboolean says = source != NULL && cercle_record_is_set (source, CERCLE_SOURCE_SAID);
  const char *about = says ? cercle_record_get_text (source, CERCLE_SOURCE_ABOUT) : NULL;
  const char *colon = about != NULL ? strchr (about, ':') : NULL;

  return colon != NULL ? colon + 1 : NULL;
}

/* (transfer full): as it was, or a new one. */
static CercleRecord *
open_source (CercleDirectoryPlan *self, const char *name, const char *key, GError **error)
{
  g_autofree char *identity = cercle_source_id (self->scope, self->source, key, name);
  g_autoptr (GError) local = NULL;
  CercleRecord *source = cercle_plan_get (self, &cercle_source_kind, identity, &local);

  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (source == NULL)
    {
      source = cercle_record_new_with_id (&cercle_source_kind, identity);
      cercle_record_set_text (source, CERCLE_SOURCE_NAME, self->source);
      cercle_record_set_text (source, CERCLE_SOURCE_KEY, key);
      place_in_scope (self, source);
    }
  return source;
}

gboolean
cercle_plan_part_open (CerclePlanPart *part, const CercleKind *kind, const char *name,
                       const char *key, const char *id, GError **error)
{
  CercleDirectoryPlan *self = part->plan;
  const char *about = NULL;
  g_autoptr (GError) local = NULL;

  part->source = open_source (self, name, key, error);
  if (part->source == NULL)
    return FALSE;
  about = cercle_plan_about (part->source);
  part->record = cercle_plan_get (self, kind, about, &local);
  part->gone = part->record == NULL && about != NULL;
  if (local == NULL && part->record == NULL && !part->gone)
    part->record = cercle_plan_get (self, kind, id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  part->is_new = part->record == NULL;
  part->sums = g_ptr_array_new_with_free_func (g_free);
  if (!part->is_new || part->gone)
    return TRUE;
  part->record = id != NULL && g_hash_table_contains (self->made, id)
                     ? cercle_record_new_with_id (kind, id)
                     : cercle_record_new (kind);
  place_in_scope (self, part->record);
  return TRUE;
}

static void
ask (CerclePlanPart *part, guint field, const char *value)
{
  CerclePlanAsk *asked = g_new0 (CerclePlanAsk, 1);

  asked->record = part->line->records->len; /* where it will stand */
  asked->field = field;
  asked->value = g_strdup (value);
  g_ptr_array_add (part->line->asks, asked);
}

void
cercle_plan_part_say (CerclePlanPart *part, guint field, const char *value)
{
  const CercleField *line = &cercle_record_get_kind (part->record)->fields[field];
  g_autofree char *current = cercle_record_value_text (part->record, field);
  g_autofree char *sum = NULL, *ours = NULL;
  g_autoptr (CercleRecord) judged = NULL;

  if (value == NULL || *value == '\0')
    return;
  judged = cercle_record_new (cercle_record_get_kind (part->record));
  cercle_plan_set_value (judged, field, value);
  if (!cercle_record_check_field (judged, field, NULL))
    return;
  sum = sum_of (line->name, value);
  ours = current != NULL ? sum_of (line->name, current) : NULL;
  g_ptr_array_add (part->sums, g_strdup (sum));
  if (g_strcmp0 (current, value) == 0 || said (part->source, sum))
    return;
  if (part->is_new || (current == NULL && !said_any (part->source, line->name)) ||
      (ours != NULL && said (part->source, ours)))
    cercle_plan_set_value (part->record, field, value);
  else if (!cercle_directory_reads_alike (current, value))
    ask (part, field, value);
}

void
cercle_plan_part_conclude (CerclePlanPart *part, guint field, const char *value)
{
  g_autofree char *current = value == NULL ? cercle_record_value_text (part->record, field) : NULL;
  const char *name = cercle_record_get_kind (part->record)->fields[field].name;
  g_autofree char *sum = current != NULL ? sum_of (name, current) : NULL;

  cercle_plan_part_say (part, field, value);
  if (sum != NULL && said (part->source, sum))
    cercle_record_unset (part->record, field);
}

static gboolean
differs (CercleRecord *record)
{
  return cercle_record_get_changed (record) != 0;
}

void
cercle_plan_part_close (CerclePlanPart *part)
{
  g_autofree char *about = g_strconcat (cercle_record_get_kind (part->record)->name, ":",
                                        cercle_record_get_id (part->record), NULL);
  g_autofree char *sums = cercle_tokens_join (part->sums);
  CerclePlanLine *line = part->line;

  if (part->is_new || differs (part->record) ||
      (line->asks->len > 0 &&
       ((CerclePlanAsk *) g_ptr_array_index (line->asks, line->asks->len - 1))->record ==
           line->records->len))
    g_ptr_array_add (line->records, g_object_ref (part->record));
  if (g_strcmp0 (cercle_record_get_text (part->source, CERCLE_SOURCE_SAID), sums) == 0)
    return;
  cercle_record_set_text (part->source, CERCLE_SOURCE_ABOUT, about);
  cercle_record_set_text (part->source, CERCLE_SOURCE_SAID, sums);
  cercle_record_set_text (part->source, CERCLE_SOURCE_STATED_ON, part->plan->stated_on);
  cercle_record_set_text (part->source, CERCLE_SOURCE_IMPORT, part->plan->import);
  g_ptr_array_add (line->records, g_object_ref (part->source));
}
