/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What would a sheet of a foreign directory do to ours? */
#define G_LOG_DOMAIN "cercle-exchange"

#include "cercle-directory-plan.h"

#include <string.h>

#include "cercle-directory-known.h"
#include "cercle-directory-plan-private.h"
#include "cercle-directory.h"
#include "cercle-macros.h"
#include "cercle-organisation.h"

#define PAGE 500

struct _CercleDirectoryPlan
{
  CercleStore *store;
  char *scope, *import, *stated_on;
  const char *source;
  CercleDirectoryKnown *known;
  GHashTable *decided; /* key → identity, or "" for a new one */
  GHashTable *made;    /* identities of what this plan made: not in the store yet */
};

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

typedef struct
{
  CercleDirectoryPlan *plan;
  CerclePlanLine *line;
  CercleRecord *record, *source; /* as they will be */
  GPtrArray *sums;               /* what the source says now */
  gboolean is_new;
  gboolean gone; /* deleted here: nothing is said of it any more */
} Part;

static void
part_clear (Part *part)
{
  g_clear_object (&part->record);
  g_clear_object (&part->source);
  g_clear_pointer (&part->sums, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Part, part_clear)

/* (transfer full) (nullable): not deleted. */
static CercleRecord *
get (CercleDirectoryPlan *self, const CercleKind *kind, const char *id, GError **error)
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

/* (nullable): what a source speaks of, of those of its own kind. One that says nothing was undone:
 * what was decided of it then is forgotten, too. */
static const char *
about_of (CercleRecord *source)
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
  CercleRecord *source = get (self, &cercle_source_kind, identity, &local);

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

/* The record of this part: the one that the source named last time, else id, else a new one, under
 * another identity than one that was deleted. */
static gboolean
part_open (Part *part, const CercleKind *kind, const char *name, const char *key, const char *id,
           GError **error)
{
  CercleDirectoryPlan *self = part->plan;
  const char *about = NULL;
  g_autoptr (GError) local = NULL;

  part->source = open_source (self, name, key, error);
  if (part->source == NULL)
    return FALSE;
  about = about_of (part->source);
  part->record = get (self, kind, about, &local);
  part->gone = part->record == NULL && about != NULL;
  if (local == NULL && part->record == NULL && !part->gone)
    part->record = get (self, kind, id, &local);
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
ask (Part *part, guint field, const char *value)
{
  CerclePlanAsk *asked = g_new0 (CerclePlanAsk, 1);

  asked->record = part->line->records->len; /* where it will stand */
  asked->field = field;
  asked->value = g_strdup (value);
  g_ptr_array_add (part->line->asks, asked);
}

/* Keeps what somebody wrote here; a value that is not fit for its field is not taken. */
static void
part_say (Part *part, guint field, const char *value)
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
  else
    ask (part, field, value);
}

static gboolean
differs (CercleRecord *record)
{
  return cercle_record_get_changed (record) != 0;
}

/* Puts the record, and what the source now says of it, among those to be saved. */
static void
part_close (Part *part)
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

/* What each part says */

static const char *
first_of (GPtrArray *texts)
{
  return texts != NULL && texts->len > 0 ? texts->pdata[0] : NULL;
}

/* Families that the source does not tell are "esms" where it is a site of FINESS, else a service of
 * all. */
static const char *
family_of (const CercleForeignSheet *sheet)
{
  if (sheet->family != NULL)
    return sheet->family;
  return sheet->finess != NULL ? "esms" : "mainstream";
}

/* (transfer full) (nullable): of the legal entity, which is made when it is not there. */
static gboolean
plan_parent (CercleDirectoryPlan *self, CerclePlanLine *line, const CercleForeignSheet *sheet,
             char **id, GError **error)
{
  g_auto (Part) part = { self, line };
  const char *known;

  *id = NULL;
  if (sheet->finess_legal == NULL || sheet->legal_name == NULL)
    return TRUE;
  known = cercle_directory_known_by_finess (self->known, sheet->finess_legal);
  if (known != NULL && g_hash_table_contains (self->made, known))
    {
      *id = g_strdup (known);
      return TRUE;
    }
  if (!part_open (&part, &cercle_organisation_kind, "legal", sheet->finess_legal, known, error))
    return FALSE;
  if (part.gone)
    return TRUE;
  part_say (&part, CERCLE_ORGANISATION_NAME, sheet->legal_name);
  if (part.is_new)
    {
      cercle_record_set_text (part.record, CERCLE_ORGANISATION_FAMILY, "og");
      cercle_record_set_text (part.record, CERCLE_ORGANISATION_STATUS, "identified");
    }
  part_say (&part, CERCLE_ORGANISATION_FINESS, sheet->finess_legal);
  part_close (&part);
  *id = g_strdup (cercle_record_get_id (part.record));
  cercle_directory_known_add (self->known, part.record, NULL);
  g_hash_table_add (self->made, g_strdup (*id));
  return TRUE;
}

static gboolean
plan_organisation (CercleDirectoryPlan *self, CerclePlanLine *line, const CercleForeignSheet *sheet,
                   const char *id, GError **error)
{
  g_auto (Part) part = { self, line };
  g_autofree char *parent = NULL;

  if (!plan_parent (self, line, sheet, &parent, error) ||
      !part_open (&part, &cercle_organisation_kind, "organisation", sheet->key, id, error))
    return FALSE;
  line->effect = part.is_new ? CERCLE_PLAN_NEW : CERCLE_PLAN_SAME;
  cercle_envelope_set (&line->organisation, cercle_record_get_id (part.record));
  part_say (&part, CERCLE_ORGANISATION_NAME, sheet->name);
  part_say (&part, CERCLE_ORGANISATION_LONG_NAME, sheet->long_name);
  if (part.is_new)
    {
      cercle_record_set_text (part.record, CERCLE_ORGANISATION_FAMILY, family_of (sheet));
      cercle_record_set_text (part.record, CERCLE_ORGANISATION_STATUS, "identified");
    }
  part_say (&part, CERCLE_ORGANISATION_CATEGORY, sheet->category_label);
  part_say (&part, CERCLE_ORGANISATION_CATEGORY_CODE, sheet->category);
  part_say (&part, CERCLE_ORGANISATION_FINESS, sheet->finess);
  part_say (&part, CERCLE_ORGANISATION_SIRET, sheet->siret);
  part_say (&part, CERCLE_ORGANISATION_PARENT, parent);
  part_say (&part, CERCLE_ORGANISATION_PHONE, first_of (sheet->phones));
  part_say (&part, CERCLE_ORGANISATION_MAIL, first_of (sheet->mails));
  part_say (&part, CERCLE_ORGANISATION_WEB, first_of (sheet->urls));
  if (sheet->closed)
    part_say (&part, CERCLE_ORGANISATION_CLOSED_ON,
              sheet->closed_on != NULL ? sheet->closed_on : self->stated_on);
  part_close (&part);
  if (part.is_new)
    {
      g_hash_table_add (self->made, g_strdup (line->organisation));
      cercle_directory_known_add (self->known, part.record, sheet->commune);
    }
  return TRUE;
}

static gboolean
plan_place (CercleDirectoryPlan *self, CerclePlanLine *line, const CercleForeignSheet *sheet,
            GError **error)
{
  g_auto (Part) part = { self, line };
  g_autofree char *street = NULL;

  if (sheet->commune == NULL && (sheet->street == NULL || sheet->street->len == 0))
    return TRUE;
  if (!part_open (&part, &cercle_place_kind, "place", sheet->key, NULL, error))
    return FALSE;
  if (part.gone)
    return TRUE;
  if (sheet->street != NULL && sheet->street->len > 0)
    {
      g_autoptr (GPtrArray) lines = g_ptr_array_new ();

      for (guint i = 0; i < sheet->street->len; i++)
        g_ptr_array_add (lines, sheet->street->pdata[i]);
      g_ptr_array_add (lines, NULL);
      street = g_strjoinv (", ", (char **) lines->pdata);
    }
  if (part.is_new)
    {
      cercle_record_set_text (part.record, CERCLE_PLACE_ORGANISATION, line->organisation);
      if (sheet->hidden)
        cercle_record_set_flag (part.record, CERCLE_PLACE_HIDDEN, TRUE);
    }
  part_say (&part, CERCLE_PLACE_ADDRESS, street);
  part_say (&part, CERCLE_PLACE_POSTCODE, sheet->postcode);
  part_say (&part, CERCLE_PLACE_COMMUNE, sheet->commune);
  if (sheet->phones != NULL && sheet->phones->len > 1)
    part_say (&part, CERCLE_PLACE_PHONE, sheet->phones->pdata[1]);
  part_say (&part, CERCLE_PLACE_HOURS, sheet->hours);
  part_close (&part);
  return TRUE;
}

static gboolean
plan_contact (CercleDirectoryPlan *self, CerclePlanLine *line, const CercleForeignSheet *sheet,
              guint position, GError **error)
{
  const CercleForeignContact *contact = sheet->contacts->pdata[position];
  g_autofree char *name = g_strdup_printf ("contact-%u", position);
  g_auto (Part) part = { self, line };

  if (contact->last_name == NULL && contact->first_name == NULL && contact->function == NULL)
    return TRUE;
  if (!part_open (&part, &cercle_contact_kind, name, sheet->key, NULL, error))
    return FALSE;
  if (part.gone)
    return TRUE;
  if (part.is_new)
    cercle_record_set_text (part.record, CERCLE_CONTACT_ORGANISATION, line->organisation);
  part_say (&part, CERCLE_CONTACT_FIRST_NAME, contact->first_name);
  part_say (&part, CERCLE_CONTACT_LAST_NAME, contact->last_name);
  part_say (&part, CERCLE_CONTACT_FUNCTION, contact->function);
  part_say (&part, CERCLE_CONTACT_PHONE, contact->phone);
  part_say (&part, CERCLE_CONTACT_MAIL, contact->mail);
  part_close (&part);
  return TRUE;
}

static gboolean
plan_parts (CercleDirectoryPlan *self, CerclePlanLine *line, const CercleForeignSheet *sheet,
            const char *id, GError **error)
{
  if (!plan_organisation (self, line, sheet, id, error) || !plan_place (self, line, sheet, error))
    return FALSE;
  for (guint i = 0; sheet->contacts != NULL && i < sheet->contacts->len; i++)
    if (!plan_contact (self, line, sheet, i, error))
      return FALSE;
  if (line->effect == CERCLE_PLAN_SAME && line->records->len > 0)
    line->effect = sheet->closed ? CERCLE_PLAN_CLOSED : CERCLE_PLAN_CHANGED;
  return TRUE;
}

/* Which of ours is it? */

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const CerclePlanCandidate *left = *(CerclePlanCandidate *const *) a;
  const CerclePlanCandidate *right = *(CerclePlanCandidate *const *) b;

  return cercle_partner_alike_weight (right->alike) - cercle_partner_alike_weight (left->alike);
}

static void
take_candidate (const char *id, CerclePartnerAlike alike, gpointer data)
{
  CerclePlanLine *line = data;
  CerclePlanCandidate *candidate;

  if (cercle_partner_alike_weight (alike) < CERCLE_PARTNER_DOUBTFUL)
    return;
  candidate = g_new0 (CerclePlanCandidate, 1);
  candidate->id = g_strdup (id);
  candidate->alike = alike;
  g_ptr_array_add (line->candidates, candidate);
}

/* (transfer full) (nullable): ours, by what the source told before, by what was decided, by its
 * number. *gone: the source told of it before, and it was deleted here. */
static char *
find_ours (CercleDirectoryPlan *self, const CercleForeignSheet *sheet, gboolean *gone,
           GError **error)
{
  g_autofree char *identity =
      cercle_source_id (self->scope, self->source, sheet->key, "organisation");
  g_autoptr (CercleRecord) source = get (self, &cercle_source_kind, identity, error);
  g_autoptr (CercleRecord) told = get (self, &cercle_organisation_kind, about_of (source), error);
  const char *decided = g_hash_table_lookup (self->decided, sheet->key);

  if (told != NULL)
    return g_strdup (cercle_record_get_id (told));
  *gone = about_of (source) != NULL;
  if (*gone)
    return NULL;
  if (decided != NULL)
    return *decided != '\0' ? g_strdup (decided) : NULL;
  return g_strdup (cercle_directory_known_by_finess (self->known, sheet->finess));
}

CerclePlanLine *
cercle_directory_plan_sheet (CercleDirectoryPlan *self, const CercleForeignSheet *sheet,
                             GError **error)
{
  g_autoptr (CerclePlanLine) line = cercle_plan_line_new (sheet);
  const CerclePartnerTraits traits = {
    sheet->name,   sheet->finess, sheet->siret, first_of (sheet->phones), first_of (sheet->mails),
    sheet->commune
  };
  g_autoptr (GError) local = NULL;
  gboolean gone = FALSE;
  g_autofree char *ours = find_ours (self, sheet, &gone, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (ours == NULL && (gone || sheet->closed))
    {
      line->effect = gone ? CERCLE_PLAN_DELETED : CERCLE_PLAN_LEFT_OUT;
      return g_steal_pointer (&line);
    }
  if (ours == NULL && !g_hash_table_contains (self->decided, sheet->key))
    {
      cercle_directory_known_alike (self->known, &traits, take_candidate, line);
      g_ptr_array_sort (line->candidates, compare_candidates);
    }
  if (line->candidates->len > 0)
    line->effect = CERCLE_PLAN_DOUBTFUL;
  else if (!plan_parts (self, line, sheet, ours, error))
    return NULL;
  return g_steal_pointer (&line);
}

void
cercle_directory_plan_decide (CercleDirectoryPlan *self, const char *key, const char *organisation)
{
  g_hash_table_replace (self->decided, g_strdup (key),
                        g_strdup (organisation != NULL ? organisation : ""));
}

CercleDirectoryPlan *
cercle_directory_plan_begin (CercleStore *store, const char *scope, CercleForeignSource source,
                             const char *import, const char *stated_on)
{
  CercleDirectoryPlan *self = g_new0 (CercleDirectoryPlan, 1);

  self->store = g_object_ref (store);
  self->scope = g_strdup (scope);
  self->import = g_strdup (import);
  self->stated_on = g_strdup (stated_on);
  self->source = cercle_foreign_source_token (source);
  self->known = cercle_directory_known_new (scope);
  self->decided = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

gboolean
cercle_directory_plan_learn (CercleDirectoryPlan *self, guint most, gboolean *more, GError **error)
{
  return cercle_directory_known_read (self->known, self->store, most, more, error);
}

CercleDirectoryPlan *
cercle_directory_plan_new (CercleStore *store, const char *scope, CercleForeignSource source,
                           const char *import, const char *stated_on, GError **error)
{
  g_autoptr (CercleDirectoryPlan) self =
      cercle_directory_plan_begin (store, scope, source, import, stated_on);
  gboolean more = TRUE;

  while (more)
    if (!cercle_directory_plan_learn (self, PAGE, &more, error))
      return NULL;
  return g_steal_pointer (&self);
}

void
cercle_directory_plan_free (CercleDirectoryPlan *self)
{
  g_object_unref (self->store);
  g_free (self->scope);
  g_free (self->import);
  g_free (self->stated_on);
  cercle_directory_known_free (self->known);
  g_hash_table_unref (self->decided);
  g_hash_table_unref (self->made);
  g_free (self);
}
