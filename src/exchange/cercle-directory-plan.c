/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What would a sheet of a foreign directory do to ours? */
#define G_LOG_DOMAIN "cercle-exchange"

#include "cercle-directory-plan.h"

#include <string.h>

#include "cercle-directory-plan-private.h"
#include "cercle-directory-same.h"
#include "cercle-directory.h"
#include "cercle-foreign-offer.h"
#include "cercle-macros.h"
#include "cercle-organisation.h"
#include "cercle-query.h"

#define PAGE 500

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
  g_auto (CerclePlanPart) part = { self, line };
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
  if (!cercle_plan_part_open (&part, &cercle_organisation_kind, "legal", sheet->finess_legal, known,
                              error))
    return FALSE;
  if (part.gone)
    return TRUE;
  cercle_plan_part_say (&part, CERCLE_ORGANISATION_NAME, sheet->legal_name);
  if (part.is_new)
    {
      cercle_record_set_text (part.record, CERCLE_ORGANISATION_FAMILY, "og");
      cercle_record_set_text (part.record, CERCLE_ORGANISATION_STATUS, "identified");
    }
  cercle_plan_part_say (&part, CERCLE_ORGANISATION_FINESS, sheet->finess_legal);
  cercle_plan_part_close (&part);
  *id = g_strdup (cercle_record_get_id (part.record));
  cercle_directory_known_add (self->known, part.record, NULL);
  g_hash_table_add (self->made, g_strdup (*id));
  return TRUE;
}

static gboolean
plan_organisation (CercleDirectoryPlan *self, CerclePlanLine *line, const CercleForeignSheet *sheet,
                   const char *id, GError **error)
{
  g_auto (CerclePlanPart) part = { self, line };
  g_autofree char *parent = NULL;

  if (!plan_parent (self, line, sheet, &parent, error) ||
      !cercle_plan_part_open (&part, &cercle_organisation_kind, "organisation", sheet->key, id,
                              error))
    return FALSE;
  line->effect = part.is_new ? CERCLE_PLAN_NEW : CERCLE_PLAN_SAME;
  cercle_envelope_set (&line->organisation, cercle_record_get_id (part.record));
  cercle_plan_part_say (&part, CERCLE_ORGANISATION_NAME, sheet->name);
  cercle_plan_part_say (&part, CERCLE_ORGANISATION_LONG_NAME, sheet->long_name);
  if (part.is_new)
    {
      cercle_record_set_text (part.record, CERCLE_ORGANISATION_FAMILY, family_of (sheet));
      cercle_record_set_text (part.record, CERCLE_ORGANISATION_STATUS, "identified");
    }
  cercle_plan_part_say (&part, CERCLE_ORGANISATION_CATEGORY, sheet->category_label);
  cercle_plan_part_say (&part, CERCLE_ORGANISATION_CATEGORY_CODE, sheet->category);
  cercle_plan_part_say (&part, CERCLE_ORGANISATION_FINESS, sheet->finess);
  cercle_plan_part_say (&part, CERCLE_ORGANISATION_SIRET, sheet->siret);
  cercle_plan_part_say (&part, CERCLE_ORGANISATION_PARENT, parent);
  cercle_plan_part_say (&part, CERCLE_ORGANISATION_PHONE, first_of (sheet->phones));
  cercle_plan_part_say (&part, CERCLE_ORGANISATION_MAIL, first_of (sheet->mails));
  cercle_plan_part_say (&part, CERCLE_ORGANISATION_WEB, first_of (sheet->urls));
  if (sheet->closed)
    cercle_plan_part_say (&part, CERCLE_ORGANISATION_CLOSED_ON,
                          sheet->closed_on != NULL ? sheet->closed_on : self->stated_on);
  cercle_plan_part_close (&part);
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
  g_auto (CerclePlanPart) part = { self, line };
  g_autofree char *street = cercle_directory_street (sheet), *same = NULL;

  if (sheet->commune == NULL && *street == '\0')
    return TRUE;
  if ((line->effect != CERCLE_PLAN_NEW &&
       !cercle_directory_same_place (self->store, line->organisation, self->source, sheet, &same,
                                     error)) ||
      !cercle_plan_part_open (&part, &cercle_place_kind, "place", sheet->key, same, error))
    return FALSE;
  if (part.gone)
    return TRUE;
  if (part.is_new)
    {
      cercle_record_set_text (part.record, CERCLE_PLACE_ORGANISATION, line->organisation);
      if (sheet->hidden)
        cercle_record_set_flag (part.record, CERCLE_PLACE_HIDDEN, TRUE);
    }
  cercle_plan_part_say (&part, CERCLE_PLACE_ADDRESS, street);
  cercle_plan_part_say (&part, CERCLE_PLACE_POSTCODE, sheet->postcode);
  cercle_plan_part_say (&part, CERCLE_PLACE_COMMUNE, sheet->commune);
  if (sheet->phones != NULL && sheet->phones->len > 1)
    cercle_plan_part_say (&part, CERCLE_PLACE_PHONE, sheet->phones->pdata[1]);
  cercle_plan_part_say (&part, CERCLE_PLACE_HOURS, sheet->hours);
  cercle_plan_part_close (&part);
  return TRUE;
}

/* *own: somebody here, or another source, has told what the partner does. */
static gboolean
has_services (CercleDirectoryPlan *self, const CerclePlanLine *line, gboolean *own, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_service_kind);
  gint64 n;

  *own = FALSE;
  if (line->effect == CERCLE_PLAN_NEW)
    return TRUE;
  cercle_query_where (query, CERCLE_SERVICE_ORGANISATION, CERCLE_IS, line->organisation);
  n = cercle_store_count (self->store, query, error);
  *own = n > 0;
  return n >= 0;
}

static void
conclude_ages (CerclePlanPart *part, const CercleForeignOffer *offer)
{
  g_autofree char *from = offer->age_from >= 0 ? g_strdup_printf ("%d", offer->age_from) : NULL;
  g_autofree char *to = offer->age_to >= 0 ? g_strdup_printf ("%d", offer->age_to) : NULL;

  cercle_plan_part_conclude (part, CERCLE_SERVICE_AGE_FROM, from);
  cercle_plan_part_conclude (part, CERCLE_SERVICE_AGE_TO, to);
}

/* What its category does, so that it is found by a need and an age. Whoever already has a service
 * is known better than by a category. */
static gboolean
plan_service (CercleDirectoryPlan *self, CerclePlanLine *line, const CercleForeignSheet *sheet,
              GError **error)
{
  const CercleForeignOffer *offer = cercle_foreign_offer_find (sheet->source, sheet->category);
  g_auto (CerclePlanPart) part = { self, line };
  gboolean own = FALSE;

  if (offer == NULL || sheet->closed || sheet->category_label == NULL)
    return TRUE;
  if (!cercle_plan_part_open (&part, &cercle_service_kind, "service", sheet->key, NULL, error))
    return FALSE;
  if (part.is_new && !part.gone && !has_services (self, line, &own, error))
    return FALSE;
  if (part.gone || own)
    return TRUE;
  if (part.is_new)
    cercle_record_set_text (part.record, CERCLE_SERVICE_ORGANISATION, line->organisation);
  cercle_plan_part_conclude (&part, CERCLE_SERVICE_NAME, sheet->category_label);
  cercle_plan_part_conclude (&part, CERCLE_SERVICE_OFFER, offer->offer);
  cercle_plan_part_conclude (&part, CERCLE_SERVICE_THEMES, offer->themes);
  cercle_plan_part_conclude (&part, CERCLE_SERVICE_MISSIONS, offer->missions);
  cercle_plan_part_conclude (&part, CERCLE_SERVICE_PUBLICS, offer->publics);
  cercle_plan_part_conclude (&part, CERCLE_SERVICE_HANDICAPS, offer->handicaps);
  conclude_ages (&part, offer);
  cercle_plan_part_close (&part);
  return TRUE;
}

static gboolean
plan_contact (CercleDirectoryPlan *self, CerclePlanLine *line, const CercleForeignSheet *sheet,
              guint position, GError **error)
{
  const CercleForeignContact *contact = sheet->contacts->pdata[position];
  g_autofree char *name = g_strdup_printf ("contact-%u", position), *same = NULL;
  g_auto (CerclePlanPart) part = { self, line };

  if (contact->last_name == NULL && contact->first_name == NULL && contact->function == NULL)
    return TRUE;
  if ((line->effect != CERCLE_PLAN_NEW &&
       !cercle_directory_same_contact (self->store, line->organisation, contact, &same, error)) ||
      !cercle_plan_part_open (&part, &cercle_contact_kind, name, sheet->key, same, error))
    return FALSE;
  if (part.gone)
    return TRUE;
  if (part.is_new)
    cercle_record_set_text (part.record, CERCLE_CONTACT_ORGANISATION, line->organisation);
  cercle_plan_part_say (&part, CERCLE_CONTACT_FIRST_NAME, contact->first_name);
  cercle_plan_part_say (&part, CERCLE_CONTACT_LAST_NAME, contact->last_name);
  cercle_plan_part_say (&part, CERCLE_CONTACT_FUNCTION, contact->function);
  cercle_plan_part_say (&part, CERCLE_CONTACT_PHONE, contact->phone);
  cercle_plan_part_say (&part, CERCLE_CONTACT_MAIL, contact->mail);
  cercle_plan_part_close (&part);
  return TRUE;
}

static gboolean
plan_parts (CercleDirectoryPlan *self, CerclePlanLine *line, const CercleForeignSheet *sheet,
            const char *id, GError **error)
{
  if (!plan_organisation (self, line, sheet, id, error) || !plan_place (self, line, sheet, error) ||
      !plan_service (self, line, sheet, error))
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
  g_autoptr (CercleRecord) source = cercle_plan_get (self, &cercle_source_kind, identity, error);
  g_autoptr (CercleRecord) told =
      cercle_plan_get (self, &cercle_organisation_kind, cercle_plan_about (source), error);
  const char *decided = g_hash_table_lookup (self->decided, sheet->key);

  if (told != NULL)
    return g_strdup (cercle_record_get_id (told));
  *gone = cercle_plan_about (source) != NULL;
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
