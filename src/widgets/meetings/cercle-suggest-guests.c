/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is meant, of those that a meeting may ask? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-suggest-guests.h"

#include "cercle-choices.h"
#include "cercle-community.h"
#include "cercle-meeting.h"
#include "cercle-organisation.h"

#define MOST 8 /* of each kind */

typedef struct
{
  CercleSession *session;
  CercleLookup *lookup;
  char *typed;
  GPtrArray *found; /* CercleSuggestion */
  guint at;         /* kind that is looked for */
} Asked;

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->session);
  g_object_unref (asked->lookup);
  g_free (asked->typed);
  g_ptr_array_unref (asked->found);
  g_free (asked);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

/* --- What a line says ------------------------------------------------------------------------- */

static char *
tell_member (CercleSession *session, CercleRecord *member)
{
  return g_strdup (
      cercle_choice_label (cercle_roles, cercle_record_get_text (member, CERCLE_MEMBER_ROLE)));
}

/* "Directrice · IME Les Pommiers": two people of one name work in different places. */
static char *
tell_contact (CercleSession *session, CercleRecord *contact)
{
  const char *referent = cercle_record_get_text (contact, CERCLE_CONTACT_REFERENT);
  const char *function = cercle_record_get_text (contact, CERCLE_CONTACT_FUNCTION);
  g_autofree char *organisation =
      cercle_session_name_of_id (session, &cercle_organisation_kind,
                                 cercle_record_get_text (contact, CERCLE_CONTACT_ORGANISATION));

  if (referent != NULL)
    function = cercle_choice_label (cercle_referents, referent);
  return function != NULL ? g_strdup_printf ("%s · %s", function, organisation)
                          : g_steal_pointer (&organisation);
}

static char *
tell_organisation (CercleSession *session, CercleRecord *organisation)
{
  const char *family = cercle_record_get_text (organisation, CERCLE_ORGANISATION_FAMILY);
  return family != NULL ? g_strdup (cercle_choice_label (cercle_families, family)) : NULL;
}

/* In the order in which they are offered. */
static const struct
{
  const CercleKind *kind;
  guint sort;
  gboolean always; /* before anything is typed */
  char *(*tell) (CercleSession *session, CercleRecord *record);
} kinds[] = {
  { &cercle_member_kind, CERCLE_MEMBER_LAST_NAME, TRUE, tell_member },
  { &cercle_contact_kind, CERCLE_CONTACT_LAST_NAME, FALSE, tell_contact },
  { &cercle_organisation_kind, CERCLE_ORGANISATION_NAME, FALSE, tell_organisation },
};

static gboolean
is_gone (CercleSession *session, CercleRecord *record)
{
  const char *to = NULL;

  if (cercle_record_get_kind (record) == &cercle_member_kind)
    return cercle_record_get_flag (record, CERCLE_MEMBER_INACTIVE);
  if (cercle_record_get_kind (record) == &cercle_contact_kind)
    to = cercle_record_get_text (record, CERCLE_CONTACT_TO_ON);
  return to != NULL && g_strcmp0 (to, cercle_session_get_today (session)) < 0;
}

static void
add_line (Asked *asked, CercleRecord *record)
{
  g_autofree char *id =
      g_strconcat (kinds[asked->at].kind->name, ":", cercle_record_get_id (record), NULL);
  g_autofree char *name = cercle_record_name (record);
  g_autofree char *detail = kinds[asked->at].tell (asked->session, record);

  /* Members are few, and read whole. */
  if (!is_gone (asked->session, record) &&
      (!kinds[asked->at].always || cercle_suggestion_fits (asked->typed, name, detail)))
    g_ptr_array_add (asked->found, cercle_suggestion_new (id, name, detail, 0));
}

/* --- Looking for them ------------------------------------------------------------------------- */

static void look (Asked *asked);

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Asked) asked = data;
  g_autoptr (GPtrArray) found = cercle_session_find_finish (CERCLE_SESSION (source), result, NULL);

  if (found == NULL)
    return;
  for (guint i = 0; i < found->len; i++)
    add_line (asked, found->pdata[i]);
  asked->at++;
  look (g_steal_pointer (&asked));
}

/* Takes asked. */
static void
look (Asked *asked)
{
  g_autoptr (Asked) mine = asked;
  g_autoptr (CercleQuery) query = NULL;

  while (mine->at < G_N_ELEMENTS (kinds) && *mine->typed == '\0' && !kinds[mine->at].always)
    mine->at++;
  if (mine->at == G_N_ELEMENTS (kinds))
    {
      cercle_lookup_offer (mine->lookup, mine->typed, mine->found);
      return;
    }
  query = cercle_query_new (kinds[mine->at].kind);
  cercle_query_sort (query, -1, kinds[mine->at].sort, FALSE);
  if (!kinds[mine->at].always)
    {
      cercle_query_set_text (query, mine->typed);
      cercle_query_set_limit (query, MOST);
    }
  cercle_session_find_async (mine->session, query, NULL, found_cb, mine);
  g_steal_pointer (&mine);
}

static void
search_cb (CercleLookup *lookup, const char *typed, CercleSession *session)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->session = g_object_ref (session);
  asked->lookup = g_object_ref (lookup);
  asked->typed = g_strdup (typed);
  asked->found = g_ptr_array_new_with_free_func (g_object_unref);
  look (asked);
}

void
cercle_suggest_guests (CercleLookup *lookup, CercleSession *session)
{
  g_signal_connect_object (lookup, "search", G_CALLBACK (search_cb), session, 0);
}

const char *
cercle_suggest_party_of (CercleSession *session, const char *who)
{
  g_auto (GStrv) parts = g_strsplit (who != NULL ? who : "", ":", 2);
  const CercleKind *kind = parts[0] != NULL ? cercle_kind_find (parts[0]) : NULL;
  g_autoptr (CercleRecord) record =
      kind != NULL && parts[1] != NULL ? cercle_session_get (session, kind, parts[1]) : NULL;
  g_autoptr (CercleRecord) organisation = NULL;

  if (record == NULL)
    return "other";
  if (kind == &cercle_contact_kind)
    organisation =
        cercle_session_get (session, &cercle_organisation_kind,
                            cercle_record_get_text (record, CERCLE_CONTACT_ORGANISATION));
  return cercle_meeting_party_of (record, organisation);
}
