/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which communes, holders and motives are called so? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-suggest.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "cercle-choices.h"
#include "cercle-commune.h"
#include "cercle-department.h"
#include "cercle-community.h"
#include "cercle-consent.h"
#include "cercle-id.h"
#include "cercle-organisation.h"

#define MOST_COMMUNES 12
#define MOST_ORGANISATIONS 12

/* --- Communes ------------------------------------------------------------------------------- */

/* "69M" is in the département 69, "972R" in 972; NULL when it is unknown. */
static char *
department_of (const char *territory)
{
  gsize length = territory != NULL ? strspn (territory, "0123456789") : 0;

  if (territory == NULL)
    return NULL;
  if (g_str_has_prefix (territory, "2A") || g_str_has_prefix (territory, "2B"))
    return g_strndup (territory, 2);
  return length >= 2 ? g_strndup (territory, length) : NULL;
}

GPtrArray *
cercle_suggest_find_communes (const char *typed, const char *territory)
{
  g_autofree char *department = department_of (territory);
  g_autoptr (GPtrArray) communes = cercle_commune_search (typed, department, MOST_COMMUNES);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < communes->len; i++)
    {
      const CercleCommune *commune = g_ptr_array_index (communes, i);
      g_ptr_array_add (found,
                       cercle_suggestion_new (commune->code, commune->name, commune->postal, 0));
    }
  return found;
}

static gboolean
is_within (const CercleCommune *commune, const char *territory)
{
  const CercleDepartment *all = cercle_departments ();

  for (guint i = 0; i < CERCLE_N_DEPARTMENTS; i++)
    if (g_str_equal (all[i].code, commune->department))
      return cercle_department_has_territory (&all[i], territory);
  return g_strcmp0 (commune->department, territory) == 0;
}

GPtrArray *
cercle_suggest_find_communes_within (const char *typed, const char *territory)
{
  g_autoptr (GPtrArray) communes = cercle_commune_search (typed, NULL, G_MAXUINT);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < communes->len && found->len < MOST_COMMUNES; i++)
    {
      const CercleCommune *commune = g_ptr_array_index (communes, i);

      if (is_within (commune, territory))
        g_ptr_array_add (found,
                         cercle_suggestion_new (commune->code, commune->name, commune->postal, 0));
    }
  return found;
}

static void
search_communes_cb (CercleLookup *lookup, const char *typed, CercleSession *session)
{
  g_autoptr (GPtrArray) found =
      cercle_suggest_find_communes (typed, cercle_session_get_territory (session));

  cercle_lookup_offer (lookup, typed, found);
}

void
cercle_suggest_communes (CercleLookup *lookup, CercleSession *session)
{
  g_signal_connect_object (lookup, "search", G_CALLBACK (search_communes_cb), session, 0);
}

/* --- Communities ---------------------------------------------------------------------------- */

/* The server tells them as codes: the token is the identity of a community, or no identity. */
#define COMMUNITIES "community"

/* (transfer none) (nullable): NULL: our own. */
static const char *
name_of_community (CercleSession *session, CercleRecord *code)
{
  const char *scope = cercle_session_get_scope (session);
  const char *token = cercle_record_get_text (code, CERCLE_CODE_TOKEN);

  if (scope != NULL && g_str_has_prefix (scope, "c:") && g_strcmp0 (scope + 2, token) == 0)
    return NULL;
  return cercle_record_get_text (code, CERCLE_CODE_LABEL_FR);
}

static void
search_communities_cb (CercleLookup *lookup, const char *typed, CercleSession *session)
{
  g_autoptr (GPtrArray) codes = cercle_session_get_codes (session, COMMUNITIES);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < codes->len; i++)
    {
      const char *name = name_of_community (session, codes->pdata[i]);

      if (name != NULL && cercle_suggestion_fits (typed, name, NULL))
        g_ptr_array_add (
            found,
            cercle_suggestion_new (
                name, name, cercle_record_get_text (codes->pdata[i], CERCLE_CODE_OFFICIAL), 0));
    }
  cercle_lookup_offer (lookup, typed, found);
}

static void
search_consent_texts_cb (CercleLookup *lookup, const char *typed)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; cercle_consent_texts[i].token != NULL; i++)
    {
      const char *token = cercle_consent_texts[i].token, *label = _ (cercle_consent_texts[i].label);

      if (cercle_suggestion_fits (typed, token, label))
        g_ptr_array_add (found, cercle_suggestion_new (token, token, label, 0));
    }
  cercle_lookup_offer (lookup, typed, found);
}

void
cercle_suggest_consent_texts (CercleLookup *lookup, CercleSession *session)
{
  g_signal_connect (lookup, "search", G_CALLBACK (search_consent_texts_cb), NULL);
}

void
cercle_suggest_communities (CercleLookup *lookup, CercleSession *session)
{
  g_signal_connect_object (lookup, "search", G_CALLBACK (search_communities_cb), session, 0);
}

char *
cercle_suggest_community_named (CercleSession *session, const char *name)
{
  g_autoptr (GPtrArray) codes = cercle_session_get_codes (session, COMMUNITIES);

  for (guint i = 0; name != NULL && i < codes->len; i++)
    {
      const char *token = cercle_record_get_text (codes->pdata[i], CERCLE_CODE_TOKEN);

      if (g_strcmp0 (name_of_community (session, codes->pdata[i]), name) == 0 &&
          cercle_id_is_valid (token))
        return g_strdup (token);
    }
  return NULL;
}

/* --- Motives -------------------------------------------------------------------------------- */

GPtrArray *
cercle_suggest_find_motives (const char *typed)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (const CercleChoice *motive = cercle_sub_missions; motive->token != NULL; motive++)
    {
      const char *mission =
          cercle_choice_label (cercle_missions, cercle_mission_of (motive->token));
      if (cercle_suggestion_fits (typed, _ (motive->label), mission))
        g_ptr_array_add (found,
                         cercle_suggestion_new (motive->token, _ (motive->label), mission, 0));
    }
  return found;
}

static void
search_motives_cb (CercleLookup *lookup, const char *typed)
{
  g_autoptr (GPtrArray) found = cercle_suggest_find_motives (typed);

  cercle_lookup_offer (lookup, typed, found);
}

void
cercle_suggest_motives (CercleLookup *lookup)
{
  g_signal_connect (lookup, "search", G_CALLBACK (search_motives_cb), NULL);
}

/* --- Holders -------------------------------------------------------------------------------- */

typedef struct
{
  CercleSession *session;
  GPtrArray *members; /* CercleRecord; NULL until they were read */
  GPtrArray *also;    /* CercleSuggestion: the person, nobody */
  gboolean bare;      /* organisations alone, by their identity */
  gboolean team;      /* members alone, by their identity */
  GCancellable *cancellable;
} Holders;

typedef struct
{
  CercleLookup *lookup;
  char *typed;
} Asked;

static const char holders_key[] = "cercle-holders";

static void
holders_free (Holders *holders)
{
  g_cancellable_cancel (holders->cancellable);
  g_clear_object (&holders->cancellable);
  g_clear_object (&holders->session);
  g_ptr_array_unref (holders->also);
  g_clear_pointer (&holders->members, g_ptr_array_unref);
  g_free (holders);
}

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->lookup);
  g_free (asked->typed);
  g_free (asked);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static CercleSuggestion *
suggest_member (Holders *holders, CercleRecord *member)
{
  g_autofree char *name = cercle_member_name (member);
  g_autofree char *id = g_strconcat ("member:", cercle_record_get_id (member), NULL);
  CercleRecord *me = cercle_session_get_member (holders->session);
  gboolean is_me =
      me != NULL && g_strcmp0 (cercle_record_get_id (me), cercle_record_get_id (member)) == 0;

  return cercle_suggestion_new (holders->team ? cercle_record_get_id (member) : id, name,
                                is_me ? _ ("you")
                                      : cercle_record_get_text (member, CERCLE_MEMBER_EMPLOYER),
                                cercle_session_holder_letter (holders->session, id));
}

static CercleSuggestion *
suggest_organisation (Holders *holders, CercleRecord *organisation)
{
  const char *name = cercle_record_get_text (organisation, CERCLE_ORGANISATION_NAME);
  const char *family = cercle_record_get_text (organisation, CERCLE_ORGANISATION_FAMILY);
  g_autofree char *id = g_strconcat ("organisation:", cercle_record_get_id (organisation), NULL);

  const char *detail = family != NULL ? cercle_choice_label (cercle_families, family) : NULL;

  if (cercle_record_is_set (organisation, CERCLE_ORGANISATION_CLOSED_ON))
    detail = _ ("closed for good");
  return cercle_suggestion_new (holders->bare ? cercle_record_get_id (organisation) : id,
                                name != NULL ? name : "?", detail,
                                cercle_session_holder_letter (holders->session, id));
}

static void
offer (Holders *holders, CercleLookup *lookup, const char *typed, GPtrArray *organisations)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  CercleRecord *me = cercle_session_get_member (holders->session);

  for (guint i = 0; holders->members != NULL && i < holders->members->len; i++)
    {
      CercleRecord *member = g_ptr_array_index (holders->members, i);
      g_autoptr (CercleSuggestion) line = suggest_member (holders, member);
      gboolean is_me =
          me != NULL && g_strcmp0 (cercle_record_get_id (me), cercle_record_get_id (member)) == 0;
      if (cercle_suggestion_fits (typed, cercle_suggestion_get_label (line),
                                  cercle_suggestion_get_detail (line)))
        g_ptr_array_insert (found, is_me ? 0 : -1, g_steal_pointer (&line));
    }
  for (guint i = 0; organisations != NULL && i < organisations->len; i++)
    g_ptr_array_add (found, suggest_organisation (holders, g_ptr_array_index (organisations, i)));
  for (guint i = 0; i < holders->also->len; i++)
    {
      CercleSuggestion *line = g_ptr_array_index (holders->also, i);
      if (cercle_suggestion_fits (typed, cercle_suggestion_get_label (line),
                                  cercle_suggestion_get_detail (line)))
        g_ptr_array_add (found, g_object_ref (line));
    }
  /* Organisations are still looked for: it is too early to say that there is nothing. */
  if (organisations == NULL && found->len == 0)
    cercle_lookup_withdraw (lookup);
  else
    cercle_lookup_offer (lookup, typed, found);
}

static void
organisations_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Asked) asked = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found =
      cercle_session_find_finish (CERCLE_SESSION (source), result, &error);
  Holders *holders = g_object_get_data (G_OBJECT (asked->lookup), holders_key);

  if (found != NULL && holders != NULL)
    offer (holders, asked->lookup, asked->typed, found);
}

static void
search_holders_cb (CercleLookup *lookup, const char *typed)
{
  Holders *holders = g_object_get_data (G_OBJECT (lookup), holders_key);
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_organisation_kind);
  Asked *asked = NULL;

  g_cancellable_cancel (holders->cancellable);
  g_clear_object (&holders->cancellable);
  holders->cancellable = g_cancellable_new ();
  if (holders->team)
    {
      g_autoptr (GPtrArray) none = g_ptr_array_new ();
      offer (holders, lookup, typed, none);
      return;
    }
  offer (holders, lookup, typed, NULL);
  if (typed[0] == '\0')
    return;
  cercle_query_set_text (query, typed);
  cercle_query_sort (query, -1, CERCLE_ORGANISATION_NAME, FALSE);
  cercle_query_set_limit (query, MOST_ORGANISATIONS);
  asked = g_new0 (Asked, 1);
  asked->lookup = g_object_ref (lookup);
  asked->typed = g_strdup (typed);
  cercle_session_find_async (holders->session, query, holders->cancellable, organisations_cb,
                             asked);
}

static void
members_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleLookup) lookup = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found =
      cercle_session_find_finish (CERCLE_SESSION (source), result, &error);
  Holders *holders = g_object_get_data (G_OBJECT (lookup), holders_key);

  if (found == NULL || holders == NULL)
    return;
  g_clear_pointer (&holders->members, g_ptr_array_unref);
  holders->members = g_steal_pointer (&found);
  /* Who types at once is answered once they are there. */
  if (cercle_lookup_get_chosen (lookup) == NULL && *cercle_lookup_get_typed (lookup) != '\0')
    search_holders_cb (lookup, cercle_lookup_get_typed (lookup));
}

static void
read_members (CercleLookup *lookup)
{
  Holders *holders = g_object_get_data (G_OBJECT (lookup), holders_key);
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_member_kind);

  cercle_query_where (query, CERCLE_MEMBER_INACTIVE, CERCLE_IS_NOT, "1");
  cercle_query_sort (query, -1, CERCLE_MEMBER_LAST_NAME, FALSE);
  cercle_session_find_async (holders->session, query, NULL, members_cb, g_object_ref (lookup));
}

static Holders *
begin (CercleLookup *lookup, CercleSession *session)
{
  Holders *holders = g_new0 (Holders, 1);

  holders->session = g_object_ref (session);
  holders->also = g_ptr_array_new_with_free_func (g_object_unref);
  g_object_set_data_full (G_OBJECT (lookup), holders_key, holders, (GDestroyNotify) holders_free);
  g_signal_connect (lookup, "search", G_CALLBACK (search_holders_cb), NULL);
  return holders;
}

void
cercle_suggest_holders (CercleLookup *lookup, CercleSession *session)
{
  begin (lookup, session);
  /* Who joins the team is there at the next search. */
  g_signal_connect (lookup, "map", G_CALLBACK (read_members), NULL);
}

void
cercle_suggest_members (CercleLookup *lookup, CercleSession *session)
{
  begin (lookup, session)->team = TRUE;
  g_signal_connect (lookup, "map", G_CALLBACK (read_members), NULL);
}

void
cercle_suggest_organisations (CercleLookup *lookup, CercleSession *session)
{
  begin (lookup, session)->bare = TRUE;
}

void
cercle_suggest_holder_too (CercleLookup *lookup, const char *id, const char *label, char letter)
{
  Holders *holders = g_object_get_data (G_OBJECT (lookup), holders_key);

  if (id == NULL)
    g_ptr_array_set_size (holders->also, 0);
  else
    g_ptr_array_add (holders->also, cercle_suggestion_new (id, label, NULL, letter));
}
