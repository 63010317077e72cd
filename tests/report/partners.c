/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How do eight partners come into a desk's file, and who of them is found? */
#include "partners.h"

#include "cercle-instant.h"
#include "cercle-organisation.h"
#include "cercle-request.h"
#include "kept-file.h"

const char *
partners_put (Partners *fixture, CercleRecord *record, const char *scope)
{
  const char *id = cercle_record_get_id (record);
  CercleEnvelope *envelope = cercle_record_envelope (record);
  GError *error = NULL;

  cercle_envelope_set (&envelope->scope, scope);
  cercle_envelope_set (&envelope->audience, "national");
  g_ptr_array_add (fixture->kept, g_object_ref (record));
  g_assert_true (cercle_store_put (fixture->store, record, &error));
  g_assert_no_error (error);
  return id;
}

void
partners_add (Partners *fixture, const Partner *partner)
{
  g_autoptr (CercleRecord) organisation = cercle_record_new (&cercle_organisation_kind);
  g_autoptr (CercleRecord) place = cercle_record_new (&cercle_place_kind);
  g_autoptr (CercleRecord) service = cercle_record_new (&cercle_service_kind);
  const char *id = cercle_record_get_id (organisation);

  g_hash_table_insert (fixture->ids, g_strdup (partner->name), g_strdup (id));
  cercle_record_set_text (organisation, CERCLE_ORGANISATION_NAME, partner->name);
  cercle_record_set_text (organisation, CERCLE_ORGANISATION_FAMILY, "esms");
  partners_put (fixture, organisation, TERRITORY);
  cercle_record_set_text (place, CERCLE_PLACE_ORGANISATION, id);
  cercle_record_set_text (place, CERCLE_PLACE_COMMUNE, partner->commune);
  partners_put (fixture, place, TERRITORY);
  if (partner->themes == NULL)
    return;
  cercle_record_set_text (service, CERCLE_SERVICE_ORGANISATION, id);
  cercle_record_set_text (service, CERCLE_SERVICE_NAME, "Service");
  cercle_record_set_text (service, CERCLE_SERVICE_THEMES, partner->themes);
  cercle_record_set_text (service, CERCLE_SERVICE_SLOTS, partner->slots);
  cercle_record_set_text (service, CERCLE_SERVICE_MISSIONS, partner->missions);
  cercle_record_set_text (service, CERCLE_SERVICE_COMMUNES, partner->communes);
  cercle_record_set_integer (service, CERCLE_SERVICE_AGE_FROM, partner->from);
  cercle_record_set_integer (service, CERCLE_SERVICE_AGE_TO, partner->to);
  partners_put (fixture, service, TERRITORY);
}

static CercleRecord *
new_request (Partners *fixture, const char *name, const char *asked, const char *answered,
             const char *answer, const char *motive)
{
  CercleRecord *request = cercle_record_new (&cercle_request_kind);

  cercle_record_set_text (request, CERCLE_REQUEST_CASE, "0199c0de-0000-7000-8000-0000000000ca");
  cercle_record_set_text (request, CERCLE_REQUEST_ORGANISATION,
                          g_hash_table_lookup (fixture->ids, name));
  cercle_record_set_text (request, CERCLE_REQUEST_ASKED_ON, asked);
  cercle_record_set_text (request, CERCLE_REQUEST_ANSWERED_ON, answered);
  cercle_record_set_text (request, CERCLE_REQUEST_ANSWER, answer);
  cercle_record_set_text (request, CERCLE_REQUEST_MOTIVE, motive);
  return request;
}

void
partners_ask (Partners *fixture, const char *name, const char *asked, const char *answered,
              const char *answer, const char *motive)
{
  g_autoptr (CercleRecord) request = new_request (fixture, name, asked, answered, answer, motive);
  partners_put (fixture, request, COMMUNITY);
}

void
partners_tell (Partners *fixture, const char *name, const char *at, int n)
{
  g_autoptr (CercleRecord) capacity = cercle_record_new (&cercle_capacity_kind);

  cercle_record_set_text (capacity, CERCLE_CAPACITY_ORGANISATION,
                          g_hash_table_lookup (fixture->ids, name));
  cercle_record_set_integer (capacity, CERCLE_CAPACITY_FREE, n);
  cercle_record_set_text (capacity, CERCLE_CAPACITY_TOLD_AT, at);
  partners_put (fixture, capacity, TERRITORY);
}

static const Partner partners[] = {
  { "Relayage", "14366", "respite home_help", "sat_am sat_pm", NULL, 6, 60, "respite_home" },
  { "Closerie", "14431", "respite", "sat_am", NULL, 0, 20, "respite_carers respite_home" },
  { "Halte", "14366", "respite", NULL, "14366 14118", 0, 99 },
  { "Fougères", "14366", "respite", "mon_am", NULL, 0, 99 },
  { "Aînés", "14366", "respite", "sat_am", NULL, 60, 120 },
  { "Caen seulement", "14118", "respite", "sat_am", "14118", 0, 99 },
  { "École", "14366", "school", "mon_am", NULL, 3, 16 },
  { "Mairie", "14366", NULL, NULL, NULL, 0, 0 },
};

void
partners_set_up (Partners *fixture, gconstpointer data)
{
  fixture->store = kept_file_new (CERCLE_STORE_DESK, &fixture->folder, &fixture->path);
  fixture->kept = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_assert_true (cercle_instant_parse (NOW, &fixture->now));
  for (guint i = 0; i < G_N_ELEMENTS (partners); i++)
    partners_add (fixture, &partners[i]);
}

void
partners_tear_down (Partners *fixture, gconstpointer data)
{
  g_hash_table_unref (fixture->ids);
  g_ptr_array_unref (fixture->kept);
  kept_file_remove (fixture->store, fixture->folder, fixture->path);
}

void
partners_change (Partners *fixture, const CercleKind *kind, const char *name, guint field,
                 const char *value)
{
  const char *id = g_hash_table_lookup (fixture->ids, name);

  for (guint i = 0; i < fixture->kept->len; i++)
    {
      CercleRecord *record = fixture->kept->pdata[i];
      const char *of = kind == &cercle_organisation_kind ? cercle_record_get_id (record)
                                                         : cercle_record_get_text (record, 0);

      if (cercle_record_get_kind (record) != kind || g_strcmp0 (of, id) != 0)
        continue;
      if (kind->fields[field].type == CERCLE_FLAG)
        cercle_record_set_flag (record, field, TRUE);
      else
        cercle_record_set_text (record, field, value);
      partners_put (fixture, record, TERRITORY);
      return;
    }
  g_assert_not_reached ();
}

char *
partners_found (Partners *fixture, CerclePartnerQuestion question, guint *total)
{
  g_autoptr (GPtrArray) lines = NULL;
  GString *names = g_string_new (NULL);
  GError *error = NULL;

  question.now = fixture->now;
  question.today = TODAY;
  lines = cercle_partner_find (fixture->store, &question, total, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < lines->len; i++)
    {
      CerclePartnerLine *line = lines->pdata[i];
      g_string_append_printf (
          names, "%s%s", i > 0 ? ", " : "",
          cercle_record_get_text (line->organisation, CERCLE_ORGANISATION_NAME));
    }
  return g_string_free (names, FALSE);
}
