/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What do we know of one partner? */
#define G_LOG_DOMAIN "cercle-report"

#include "cercle-partner.h"

#include <string.h>

#include "cercle-day.h"
#include "cercle-organisation.h"
#include "cercle-partner-private.h"
#include "cercle-request.h"

#define CAPACITIES 10

static void
evidence_clear (CerclePartnerEvidence *evidence)
{
  g_free (evidence->last_yes_on);
  g_free (evidence->last_no_on);
  g_free (evidence->last_motive);
  *evidence = (CerclePartnerEvidence){ .median_days = -1 };
}

void
cercle_partner_line_free (CerclePartnerLine *line)
{
  g_clear_object (&line->organisation);
  g_clear_object (&line->service);
  g_clear_object (&line->place);
  g_clear_object (&line->capacity);
  g_clear_object (&line->closure);
  evidence_clear (&line->evidence);
  g_free (line);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CerclePartnerLine, cercle_partner_line_free)

GPtrArray *
cercle_partner_parts (CercleStore *store, const CercleKind *kind, guint field, const char *id,
                      GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (kind);

  cercle_query_where (query, field, CERCLE_IS, id);
  return cercle_store_find (store, query, error);
}

/* Texts of a question, which a copy owns. */
static const gsize question_texts[] = {
#define TEXT(name) G_STRUCT_OFFSET (CerclePartnerQuestion, name)
  TEXT (text),      TEXT (themes),  TEXT (mission),  TEXT (commune),  TEXT (slots), TEXT (offers),
  TEXT (handicaps), TEXT (publics), TEXT (networks), TEXT (standing), TEXT (today), TEXT (day),
#undef TEXT
};

CerclePartnerQuestion *
cercle_partner_question_copy (const CerclePartnerQuestion *self)
{
  CerclePartnerQuestion *copy = g_memdup2 (self, sizeof *self);

  for (guint i = 0; i < G_N_ELEMENTS (question_texts); i++)
    {
      char **text = G_STRUCT_MEMBER_P (copy, question_texts[i]);
      *text = g_strdup (*text);
    }
  return copy;
}

void
cercle_partner_question_free (CerclePartnerQuestion *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (question_texts); i++)
    g_free (G_STRUCT_MEMBER (char *, self, question_texts[i]));
  g_free (self);
}

/* Evidence */

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/* Days compare as text. */
static gboolean
is_later (const char *day, const char *than)
{
  return day != NULL && (than == NULL || strcmp (day, than) > 0);
}

static void
take_answer (CerclePartnerEvidence *evidence, CercleRecord *request, GArray *delays)
{
  const char *answer = cercle_record_get_text (request, CERCLE_REQUEST_ANSWER);
  const char *on = cercle_record_get_text (request, CERCLE_REQUEST_ANSWERED_ON);
  int asked = cercle_day_parse (cercle_record_get_text (request, CERCLE_REQUEST_ASKED_ON));
  int answered = cercle_day_parse (on);
  gboolean yes = g_strcmp0 (answer, "yes") == 0 || g_strcmp0 (answer, "partial") == 0;
  char **last = yes ? &evidence->last_yes_on : &evidence->last_no_on;

  if (g_strcmp0 (answer, "withdrawn") == 0)
    return;
  evidence->asked++;
  if (!yes && g_strcmp0 (answer, "no") != 0)
    return;
  evidence->answered++;
  evidence->yes += yes;
  if (asked != CERCLE_DAY_NONE && answered != CERCLE_DAY_NONE && answered >= asked)
    {
      int delay = answered - asked;
      g_array_append_val (delays, delay);
    }
  if (!is_later (on, *last))
    return;
  cercle_envelope_set (last, on);
  if (!yes)
    cercle_envelope_set (&evidence->last_motive,
                         cercle_record_get_text (request, CERCLE_REQUEST_MOTIVE));
}

void
cercle_partner_evidence_of (CerclePartnerEvidence *evidence, GPtrArray *requests)
{
  g_autoptr (GArray) delays = g_array_new (FALSE, FALSE, sizeof (int));

  evidence_clear (evidence);
  for (guint i = 0; i < requests->len; i++)
    take_answer (evidence, requests->pdata[i], delays);
  g_array_sort (delays, compare_numbers);
  if (delays->len > 0)
    evidence->median_days = g_array_index (delays, int, (delays->len - 1) / 2);
}

/* Parts */

GPtrArray *
cercle_partner_capacities (CercleStore *store, const char *id, guint n, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_capacity_kind);

  cercle_query_where (query, CERCLE_CAPACITY_ORGANISATION, CERCLE_IS, id);
  cercle_query_sort (query, -1, CERCLE_CAPACITY_TOLD_AT, TRUE);
  cercle_query_set_limit (query, n);
  return cercle_store_find (store, query, error);
}

/* In force or to come. */
static GPtrArray *
find_notices (CercleStore *store, const char *id, const char *today, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_notice_kind);
  g_autoptr (GPtrArray) notices = NULL;

  cercle_query_where (query, CERCLE_NOTICE_ORGANISATION, CERCLE_IS, id);
  cercle_query_sort (query, -1, CERCLE_NOTICE_TO_ON, FALSE);
  notices = cercle_store_find (store, query, error);
  for (guint i = notices != NULL ? notices->len : 0; i > 0; i--)
    {
      const char *to = cercle_record_get_text (notices->pdata[i - 1], CERCLE_NOTICE_TO_ON);

      if (to != NULL && strcmp (to, today) < 0)
        g_ptr_array_remove_index (notices, i - 1);
    }
  return g_steal_pointer (&notices);
}

/* A sheet */

void
cercle_partner_sheet_free (CerclePartnerSheet *sheet)
{
  GPtrArray **arrays[] = { &sheet->places,  &sheet->services,  &sheet->contacts,
                           &sheet->notices, &sheet->requests,  &sheet->capacities,
                           &sheet->sources, &sheet->proposals, &sheet->missing,
                           &sheet->former };

  g_clear_pointer (&sheet->line, cercle_partner_line_free);
  g_clear_object (&sheet->parent);
  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    g_clear_pointer (arrays[i], g_ptr_array_unref);
  g_clear_pointer (&sheet->refusals, g_array_unref);
  g_clear_pointer (&sheet->origins, g_hash_table_unref);
  g_free (sheet);
}

static GPtrArray *
find_requests (CercleStore *store, const char *id, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_request_kind);

  cercle_query_where (query, CERCLE_REQUEST_ORGANISATION, CERCLE_IS, id);
  cercle_query_sort (query, -1, CERCLE_REQUEST_ASKED_ON, TRUE);
  return cercle_store_find (store, query, error);
}

/* Days compare as text; the last day is held. */
static void
part_from_former (CerclePartnerSheet *sheet, const char *today)
{
  sheet->former = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < sheet->contacts->len;)
    {
      const char *to = cercle_record_get_text (sheet->contacts->pdata[i], CERCLE_CONTACT_TO_ON);

      if (to != NULL && strcmp (to, today) < 0)
        g_ptr_array_add (sheet->former, g_ptr_array_steal_index (sheet->contacts, i));
      else
        i++;
    }
}

/* One whose import was taken back says nothing any more. */
static GPtrArray *
find_sources (CercleStore *store, const char *about, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_source_kind);

  cercle_query_where (query, CERCLE_SOURCE_ABOUT, CERCLE_IS, about);
  cercle_query_where (query, CERCLE_SOURCE_SAID, CERCLE_FROM, "");
  return cercle_store_find (store, query, error);
}

static gboolean
read_origins (CercleStore *store, CerclePartnerSheet *sheet, GError **error)
{
  sheet->origins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  for (guint i = 0; i < sheet->services->len; i++)
    {
      const char *id = cercle_record_get_id (sheet->services->pdata[i]);
      g_autofree char *about = g_strconcat ("service:", id, NULL);
      g_autoptr (GPtrArray) found =
          cercle_partner_parts (store, &cercle_source_kind, CERCLE_SOURCE_ABOUT, about, error);

      if (found == NULL)
        return FALSE;
      if (found->len > 0 && cercle_record_is_set (found->pdata[0], CERCLE_SOURCE_SAID))
        g_hash_table_insert (sheet->origins, g_strdup (id), g_object_ref (found->pdata[0]));
    }
  return TRUE;
}

static gboolean
read_parts (CercleStore *store, CerclePartnerSheet *sheet, const char *id, const char *today,
            GError **error)
{
  g_autofree char *about = g_strconcat ("organisation:", id, NULL);

  sheet->places =
      cercle_partner_parts (store, &cercle_place_kind, CERCLE_PLACE_ORGANISATION, id, error);
  if (sheet->places != NULL)
    sheet->services =
        cercle_partner_parts (store, &cercle_service_kind, CERCLE_SERVICE_ORGANISATION, id, error);
  if (sheet->services != NULL)
    sheet->contacts =
        cercle_partner_parts (store, &cercle_contact_kind, CERCLE_CONTACT_ORGANISATION, id, error);
  if (sheet->contacts != NULL)
    sheet->notices = find_notices (store, id, today, error);
  if (sheet->notices != NULL)
    sheet->capacities = cercle_partner_capacities (store, id, CAPACITIES, error);
  if (sheet->capacities != NULL)
    sheet->requests = find_requests (store, id, error);
  if (sheet->requests != NULL)
    sheet->sources = find_sources (store, about, error);
  return sheet->sources != NULL && read_origins (store, sheet, error);
}

static gboolean
read_parent (CercleStore *store, CerclePartnerSheet *sheet, GError **error)
{
  const char *id = cercle_record_get_text (sheet->line->organisation, CERCLE_ORGANISATION_PARENT);
  g_autoptr (GError) local = NULL;

  if (id != NULL)
    sheet->parent = cercle_store_get (store, &cercle_organisation_kind, id, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

CerclePartnerSheet *
cercle_partner_read (CercleStore *store, const char *id, gint64 now, const char *today,
                     GError **error)
{
  CercleRecord *organisation = cercle_store_get (store, &cercle_organisation_kind, id, error);
  g_autoptr (CerclePartnerSheet) sheet = NULL;

  if (organisation == NULL)
    return NULL;
  if (cercle_record_envelope (organisation)->deleted)
    {
      g_object_unref (organisation);
      return NULL;
    }
  sheet = g_new0 (CerclePartnerSheet, 1);
  sheet->line = cercle_partner_line_new (store, organisation, now, today, error);
  if (sheet->line == NULL || !read_parts (store, sheet, id, today, error) ||
      !read_parent (store, sheet, error))
    return NULL;
  part_from_former (sheet, today);
  sheet->refusals = cercle_partner_refusals (sheet->requests);
  sheet->proposals = cercle_partner_proposals (organisation, sheet->requests, today);
  cercle_partner_weigh (sheet, today);
  return g_steal_pointer (&sheet);
}
