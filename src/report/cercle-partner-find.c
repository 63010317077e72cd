/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which partners answer a question, and in which order? Who is to be rung, whose sheet is to be
 * checked? */
#define G_LOG_DOMAIN "cercle-report"

#include <string.h>

#include "cercle-day.h"
#include "cercle-instant.h"
#include "cercle-organisation.h"
#include "cercle-partner-private.h"
#include "cercle-request.h"

typedef struct
{
  CercleStore *store;
  const CerclePartnerQuestion *question;
  GHashTable *services; /* identity of an organisation → its first service that answers */
  guint looked;         /* of those that nobody has asked, no more are looked for; 0: all */
} Search;

/* Services */

static gboolean
needs_service (const CerclePartnerQuestion *question)
{
  return question->themes != NULL || question->mission != NULL || question->commune != NULL ||
         question->age >= 0 || question->slots != NULL || question->offers != NULL ||
         question->handicaps != NULL || question->publics != NULL;
}

/* One of the tokens suffices, and so does a service that says nothing. */
static void
has_any_or_none (CercleQuery *query, guint field, const char *tokens)
{
  if (tokens == NULL)
    return;
  cercle_query_where (query, field, CERCLE_HAS_ANY, tokens);
  cercle_query_or_where (query, field, CERCLE_IS, NULL);
}

/* What a service does not say leaves it in. (transfer full) */
static CercleQuery *
services (const CerclePartnerQuestion *question)
{
  CercleQuery *query = cercle_query_new (&cercle_service_kind);
  g_autofree char *age = g_strdup_printf ("%d", question->age);
  g_autofree char *older = g_strdup_printf ("%d", question->age + 1);
  g_autofree char *tomorrow = cercle_day_to_text (cercle_day_parse (question->today) + 1);

  if (question->themes != NULL)
    cercle_query_where (query, CERCLE_SERVICE_THEMES, CERCLE_HAS_ANY, question->themes);
  if (question->mission != NULL)
    cercle_query_where (query, CERCLE_SERVICE_MISSIONS, CERCLE_HAS, question->mission);
  if (question->age >= 0)
    {
      cercle_query_where (query, CERCLE_SERVICE_AGE_FROM, CERCLE_BEFORE, older);
      cercle_query_or_where (query, CERCLE_SERVICE_AGE_FROM, CERCLE_IS, NULL);
      cercle_query_where (query, CERCLE_SERVICE_AGE_TO, CERCLE_FROM, age);
      cercle_query_or_where (query, CERCLE_SERVICE_AGE_TO, CERCLE_IS, NULL);
    }
  has_any_or_none (query, CERCLE_SERVICE_SLOTS, question->slots);
  has_any_or_none (query, CERCLE_SERVICE_HANDICAPS, question->handicaps);
  has_any_or_none (query, CERCLE_SERVICE_PUBLICS, question->publics);
  if (question->offers != NULL)
    cercle_query_where (query, CERCLE_SERVICE_OFFER, CERCLE_IN, question->offers);
  if (question->commune != NULL)
    {
      cercle_query_where (query, CERCLE_SERVICE_COMMUNES, CERCLE_HAS, question->commune);
      cercle_query_or_where (query, CERCLE_SERVICE_COMMUNES, CERCLE_IS, NULL);
      cercle_query_or_where (query, CERCLE_SERVICE_WHOLE_AREA, CERCLE_IS, "1");
    }
  cercle_query_where (query, CERCLE_SERVICE_ENDED_ON, CERCLE_IS, NULL);
  cercle_query_or_where (query, CERCLE_SERVICE_ENDED_ON, CERCLE_FROM, tomorrow);
  return query;
}

/* Organisations */

static const char *const *
texts_of (GPtrArray *texts)
{
  g_ptr_array_add (texts, NULL);
  return (const char *const *) texts->pdata;
}

/* Whoever looks for a name wants to know what became of it; those who have closed answer no need.
 */
static gboolean
finds_closed (const CerclePartnerQuestion *question)
{
  return question->also_closed && question->text != NULL && question->standing == NULL &&
         question->networks == NULL && !needs_service (question);
}

/* How far it has come as a partner. */
static void
stands_so (CercleQuery *query, const CerclePartnerQuestion *question)
{
  const char *standing = question->standing;
  gboolean closed = g_strcmp0 (standing, "closed") == 0;

  if (closed)
    cercle_query_where (query, CERCLE_ORGANISATION_CLOSED_ON, CERCLE_FROM, "0001-01-01");
  else if (!finds_closed (question))
    cercle_query_where (query, CERCLE_ORGANISATION_CLOSED_ON, CERCLE_IS, NULL);
  if (g_strcmp0 (standing, "in_cercle") == 0)
    cercle_query_where (query, CERCLE_ORGANISATION_IN_CERCLE, CERCLE_IS, "1");
  else if (standing != NULL && !closed)
    cercle_query_where (query, CERCLE_ORGANISATION_STATUS, CERCLE_IS, standing);
}

/* Those of these, or of all, that stand as it is asked and answer to the words; by name. */
static GPtrArray *
name_open (const Search *search, const char *text, GPtrArray *of, guint limit, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_organisation_kind);

  cercle_query_set_text (query, text);
  stands_so (query, search->question);
  if (search->question->networks != NULL)
    cercle_query_where (query, CERCLE_ORGANISATION_NETWORKS, CERCLE_HAS_ANY,
                        search->question->networks);
  if (of != NULL)
    cercle_query_set_ids (query, texts_of (of));
  if (limit == 0)
    cercle_query_sort (query, -1, CERCLE_ORGANISATION_NAME, FALSE);
  cercle_query_set_limit (query, limit);
  return cercle_store_name (search->store, query, -1, error);
}

/* Whose service answers, among these or, up to the limit, among all. */
static GPtrArray *
name_served (const Search *search, GPtrArray *of, guint limit, GError **error)
{
  g_autoptr (CercleQuery) query = services (search->question);

  if (of != NULL)
    cercle_query_set_ids_of (query, CERCLE_SERVICE_ORGANISATION, texts_of (of));
  cercle_query_set_limit (query, limit);
  return cercle_store_name (search->store, query, CERCLE_SERVICE_ORGANISATION, error);
}

/* Whom our cases have asked: the others have no evidence to be ordered by. */
static GPtrArray *
name_asked (const Search *search, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_request_kind);
  return cercle_store_name (search->store, query, CERCLE_REQUEST_ORGANISATION, error);
}

static void
add_new (GPtrArray *all, GHashTable *known, GPtrArray *more)
{
  for (guint i = 0; more != NULL && i < more->len; i++)
    if (more->pdata[i] != NULL && !g_hash_table_contains (known, more->pdata[i]))
      {
        char *id = g_strdup (more->pdata[i]);
        g_hash_table_add (known, id);
        g_ptr_array_add (all, id);
      }
}

/* Every one that was asked and answers the question, and as many of the others as are looked for.
 * By name. */
static GPtrArray *
find_candidates (const Search *search, GPtrArray *asked, GError **error)
{
  const CerclePartnerQuestion *question = search->question;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) some = NULL, ours = NULL;
  gboolean served = needs_service (question);

  if (question->text != NULL)
    {
      g_autoptr (GPtrArray) told = name_open (search, question->text, NULL, 0, error);
      g_autoptr (GPtrArray) fit =
          told != NULL && served ? name_served (search, told, 0, error) : NULL;

      if (told == NULL || !served)
        return g_steal_pointer (&told);
      return fit != NULL ? name_open (search, NULL, fit, 0, error) : NULL;
    }
  some = served ? name_served (search, NULL, search->looked, error)
                : name_open (search, NULL, NULL, search->looked, error);
  if (some == NULL || (search->looked == 0 && !served))
    return g_steal_pointer (&some);
  if (search->looked > 0 && some->len >= search->looked)
    {
      ours = served ? name_served (search, asked, 0, error) : g_ptr_array_ref (asked);
      if (ours == NULL)
        return NULL;
    }
  add_new (all, known, some);
  add_new (all, known, ours);
  return name_open (search, NULL, all, 0, error);
}

/* (transfer container): at most CERCLE_PARTNER_MOST, those that were asked first. */
static GPtrArray *
choose (GPtrArray *candidates, GPtrArray *asked)
{
  GPtrArray *chosen = g_ptr_array_new ();
  g_autoptr (GHashTable) ours = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < asked->len; i++)
    if (asked->pdata[i] != NULL)
      g_hash_table_add (ours, asked->pdata[i]);
  for (guint turn = 0; turn < 2; turn++)
    for (guint i = 0; i < candidates->len && chosen->len < CERCLE_PARTNER_MOST; i++)
      if (g_hash_table_contains (ours, candidates->pdata[i]) == (turn == 0))
        g_ptr_array_add (chosen, candidates->pdata[i]);
  return chosen;
}

/* Lines */

static gboolean
read_services (Search *search, GPtrArray *chosen, GError **error)
{
  g_autoptr (CercleQuery) query = services (search->question);
  g_autoptr (GPtrArray) found = NULL;

  cercle_query_set_ids_of (query, CERCLE_SERVICE_ORGANISATION, texts_of (chosen));
  found = cercle_store_find (search->store, query, error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const char *id = cercle_record_get_text (found->pdata[i], CERCLE_SERVICE_ORGANISATION);

      if (!g_hash_table_contains (search->services, id))
        g_hash_table_insert (search->services, g_strdup (id), g_object_ref (found->pdata[i]));
    }
  return found != NULL;
}

static gboolean
read_lines (Search *search, GPtrArray *chosen, GPtrArray *lines, GError **error)
{
  const CerclePartnerQuestion *question = search->question;
  const CerclePartnerKnowing knowing = { search->services, question->now,
                                         question->day != NULL ? question->day : question->today };
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_organisation_kind);
  g_autoptr (GPtrArray) found = NULL;

  cercle_query_set_ids (query, texts_of (chosen));
  found = cercle_store_find (search->store, query, error);
  return found != NULL && cercle_partner_lines_read (search->store, found, &knowing, lines, error);
}

/* Order */

typedef enum
{
  SAID_YES,
  NOT_KNOWN,
  SAID_NO,
} Standing;

static Standing
standing_of (const CerclePartnerEvidence *evidence)
{
  if (evidence->last_yes_on == NULL && evidence->last_no_on == NULL)
    return NOT_KNOWN;
  return g_strcmp0 (evidence->last_yes_on, evidence->last_no_on) >= 0 ? SAID_YES : SAID_NO;
}

static int
has_closed (const CerclePartnerLine *line)
{
  return cercle_record_is_set (line->organisation, CERCLE_ORGANISATION_CLOSED_ON);
}

static gboolean
has_room (const CerclePartnerLine *line)
{
  return (line->age == CERCLE_CAPACITY_CURRENT || line->age == CERCLE_CAPACITY_OLD) &&
         cercle_record_get_integer (line->capacity, CERCLE_CAPACITY_FREE, 0) > 0;
}

/* Shares of answers without dividing: a/b < c/d. */
static gint64
compare_rates (const CerclePartnerEvidence *a, const CerclePartnerEvidence *b)
{
  return (gint64) b->answered * MAX (a->asked, 1) - (gint64) a->answered * MAX (b->asked, 1);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const CerclePartnerLine *left = *(CerclePartnerLine *const *) a;
  const CerclePartnerLine *right = *(CerclePartnerLine *const *) b;
  const CerclePartnerEvidence *one = &left->evidence, *other = &right->evidence;
  const gint64 differences[] = {
    has_closed (left) - has_closed (right),
    (gint64) standing_of (one) - standing_of (other),
    (left->closure != NULL) - (right->closure != NULL),
    g_strcmp0 (other->last_yes_on, one->last_yes_on),
    compare_rates (one, other),
    (gint64) one->median_days - other->median_days,
    has_room (right) - has_room (left),
    g_strcmp0 (cercle_record_get_text (left->organisation, CERCLE_ORGANISATION_NAME),
               cercle_record_get_text (right->organisation, CERCLE_ORGANISATION_NAME)),
  };

  for (guint i = 0; i < G_N_ELEMENTS (differences); i++)
    if (differences[i] != 0)
      return differences[i] < 0 ? -1 : 1;
  return 0;
}

static GPtrArray *
new_lines (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_partner_line_free);
}

static gboolean
find (Search *search, GPtrArray *lines, guint *total, GError **error)
{
  g_autoptr (GPtrArray) asked = name_asked (search, error);
  g_autoptr (GPtrArray) candidates = asked != NULL ? find_candidates (search, asked, error) : NULL;
  g_autoptr (GPtrArray) chosen = candidates != NULL ? choose (candidates, asked) : NULL;

  if (chosen == NULL)
    return FALSE;
  if (total != NULL)
    *total = candidates->len;
  return (!needs_service (search->question) || read_services (search, chosen, error)) &&
         read_lines (search, chosen, lines, error);
}

GPtrArray *
cercle_partner_find (CercleStore *store, const CerclePartnerQuestion *question, guint *total,
                     GError **error)
{
  g_autoptr (GHashTable) services =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  Search search = { store, question, services, CERCLE_PARTNER_LOOKED };
  g_autoptr (GPtrArray) lines = new_lines ();

  if (!find (&search, lines, total, error))
    return NULL;
  g_ptr_array_sort (lines, compare_lines);
  return g_steal_pointer (&lines);
}

GPtrArray *
cercle_partner_name (CercleStore *store, const CerclePartnerQuestion *question, GError **error)
{
  const Search search = { .store = store, .question = question };

  return find_candidates (&search, NULL, error);
}

/* The morning's round */

/* Told or reached today. */
static gboolean
is_done (CercleStore *store, const CerclePartnerLine *line, const char *today, gboolean *done,
         GError **error)
{
  const char *id = cercle_record_get_id (line->organisation);
  g_autofree char *scope = g_strdup (cercle_record_envelope (line->organisation)->scope);
  g_autofree char *enquiry_id = cercle_enquiry_id (scope, id, NULL, today);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_enquiry_kind);
  const char *const ids[] = { enquiry_id, NULL };

  cercle_query_set_ids (query, ids);
  cercle_query_where (query, CERCLE_ENQUIRY_OUTCOME, CERCLE_IN, "reached refused");
  found = cercle_store_find (store, query, error);
  *done = found != NULL && found->len > 0;
  return found != NULL;
}

static gint64
told_at (const CerclePartnerLine *line)
{
  gint64 at = 0;

  if (line->capacity != NULL)
    cercle_instant_parse (cercle_record_get_text (line->capacity, CERCLE_CAPACITY_TOLD_AT), &at);
  return at;
}

static int
compare_told (gconstpointer a, gconstpointer b)
{
  gint64 left = told_at (*(CerclePartnerLine *const *) a);
  gint64 right = told_at (*(CerclePartnerLine *const *) b);

  return left != right ? (left < right ? -1 : 1) : compare_lines (a, b);
}

GPtrArray *
cercle_partner_round (CercleStore *store, gint64 now, const char *today, guint n, GError **error)
{
  const CerclePartnerKnowing knowing = { NULL, now, today };
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_organisation_kind);
  g_autoptr (GPtrArray) found = NULL, lines = new_lines ();

  cercle_query_where (query, CERCLE_ORGANISATION_IN_ROUND, CERCLE_IS, "1");
  cercle_query_where (query, CERCLE_ORGANISATION_CLOSED_ON, CERCLE_IS, NULL);
  found = cercle_store_find (store, query, error);
  if (found == NULL || !cercle_partner_lines_read (store, found, &knowing, lines, error))
    return NULL;
  for (guint i = lines->len; i > 0; i--)
    {
      gboolean done = FALSE;

      if (!is_done (store, lines->pdata[i - 1], today, &done, error))
        return NULL;
      if (done)
        g_ptr_array_remove_index (lines, i - 1);
    }
  g_ptr_array_sort (lines, compare_told);
  if (lines->len > n)
    g_ptr_array_set_size (lines, (int) n);
  return g_steal_pointer (&lines);
}

/* Freshness */

char *
cercle_partner_check_on (CercleRecord *organisation)
{
  int verified =
      cercle_day_parse (cercle_record_get_text (organisation, CERCLE_ORGANISATION_VERIFIED_ON));
  gint64 every = cercle_record_get_integer (organisation, CERCLE_ORGANISATION_CHECK_EVERY, 0);

  return verified != CERCLE_DAY_NONE && every > 0 ? cercle_day_to_text (verified + (int) every)
                                                  : NULL;
}

/* Nobody asks for a sheet that has no time of its own: an import brings thousands. */
static gboolean
is_stale (CercleRecord *organisation, const char *today)
{
  g_autofree char *on = cercle_partner_check_on (organisation);

  return cercle_record_is_set (organisation, CERCLE_ORGANISATION_CHECK_EVERY) &&
         (on == NULL || strcmp (on, today) <= 0);
}

GPtrArray *
cercle_partner_stale (CercleStore *store, gint64 now, const char *today, guint n, GError **error)
{
  const CerclePartnerKnowing knowing = { NULL, now, today };
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_organisation_kind);
  g_autoptr (GPtrArray) found = NULL, lines = new_lines ();
  g_autoptr (GPtrArray) stale = g_ptr_array_new ();

  cercle_query_where (query, CERCLE_ORGANISATION_CHECK_EVERY, CERCLE_FROM, "1");
  cercle_query_where (query, CERCLE_ORGANISATION_CLOSED_ON, CERCLE_IS, NULL);
  cercle_query_sort (query, -1, CERCLE_ORGANISATION_VERIFIED_ON, FALSE);
  found = cercle_store_find (store, query, error);
  for (guint i = 0; found != NULL && i < found->len && stale->len < n; i++)
    if (is_stale (found->pdata[i], today))
      g_ptr_array_add (stale, found->pdata[i]);
  return found != NULL && cercle_partner_lines_read (store, stale, &knowing, lines, error)
             ? g_steal_pointer (&lines)
             : NULL;
}
