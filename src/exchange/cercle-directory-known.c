/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of our organisations has this number, this telephone, this name? */
#define G_LOG_DOMAIN "cercle-exchange"

#include "cercle-directory-known.h"

#include "cercle-organisation.h"
#include "cercle-query.h"

typedef enum
{
  BY_FINESS,
  BY_SIRET,
  BY_PHONE,
  BY_MAIL,
  BY_NAME,
  N_INDEXES
} Index;

typedef struct
{
  char *id, *name, *finess, *siret, *phone, *mail, *commune;
} Known;

struct _CercleDirectoryKnown
{
  char *scope;
  GPtrArray *all;                 /* Known */
  GHashTable *indexes[N_INDEXES]; /* value → GPtrArray of Known */

  /* While it is read. */
  guint stage, at;
  GArray *keys;
  GHashTable *communes; /* identity of an organisation → commune of its place */
};

static void
known_free (gpointer data)
{
  Known *known = data;

  g_free (known->id);
  g_free (known->name);
  g_free (known->finess);
  g_free (known->siret);
  g_free (known->phone);
  g_free (known->mail);
  g_free (known->commune);
  g_free (known);
}

static void
index_one (CercleDirectoryKnown *self, Index index, const char *value, Known *known)
{
  GPtrArray *list;

  if (value == NULL || *value == '\0')
    return;
  list = g_hash_table_lookup (self->indexes[index], value);
  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (self->indexes[index], g_strdup (value), list);
    }
  g_ptr_array_add (list, known);
}

void
cercle_directory_known_add (CercleDirectoryKnown *self, CercleRecord *organisation,
                            const char *commune)
{
  Known *known = g_new0 (Known, 1);
  g_autofree char *key = NULL;

  known->id = g_strdup (cercle_record_get_id (organisation));
  known->name = g_strdup (cercle_record_get_text (organisation, CERCLE_ORGANISATION_NAME));
  known->finess = g_strdup (cercle_record_get_text (organisation, CERCLE_ORGANISATION_FINESS));
  known->siret = g_strdup (cercle_record_get_text (organisation, CERCLE_ORGANISATION_SIRET));
  known->phone = g_strdup (cercle_record_get_text (organisation, CERCLE_ORGANISATION_PHONE));
  known->mail = g_strdup (cercle_record_get_text (organisation, CERCLE_ORGANISATION_MAIL));
  known->commune = g_strdup (commune);
  g_ptr_array_add (self->all, known);
  key = cercle_partner_alike_key (known->name);
  index_one (self, BY_FINESS, known->finess, known);
  index_one (self, BY_SIRET, known->siret, known);
  index_one (self, BY_PHONE, known->phone, known);
  index_one (self, BY_MAIL, known->mail, known);
  index_one (self, BY_NAME, key, known);
}

/* Reading, a page at a time */

static void
learn_place (CercleDirectoryKnown *self, CercleRecord *place)
{
  const char *of = cercle_record_get_text (place, CERCLE_PLACE_ORGANISATION);

  if (of != NULL && cercle_record_is_set (place, CERCLE_PLACE_COMMUNE))
    g_hash_table_insert (self->communes, g_strdup (of),
                         g_strdup (cercle_record_get_text (place, CERCLE_PLACE_COMMUNE)));
}

static void
learn_organisation (CercleDirectoryKnown *self, CercleRecord *organisation)
{
  cercle_directory_known_add (
      self, organisation,
      g_hash_table_lookup (self->communes, cercle_record_get_id (organisation)));
}

/* Places first: an organisation is known with its commune. */
static const struct
{
  const CercleKind *kind;
  void (*learn) (CercleDirectoryKnown *self, CercleRecord *record);
} stages[] = {
  { &cercle_place_kind, learn_place },
  { &cercle_organisation_kind, learn_organisation },
};

/* A body that manages sites in two territories has a sheet in each. */
static gboolean
is_ours (CercleDirectoryKnown *self, CercleRecord *record)
{
  return record != NULL && g_strcmp0 (cercle_record_envelope (record)->scope, self->scope) == 0;
}

static gboolean
read_page (CercleDirectoryKnown *self, CercleStore *store, guint most, GError **error)
{
  guint n = MIN (most, self->keys->len - self->at);
  g_autoptr (GPtrArray) page = cercle_store_get_page (
      store, stages[self->stage].kind, &g_array_index (self->keys, gint64, self->at), n, error);

  for (guint i = 0; page != NULL && i < page->len; i++)
    if (is_ours (self, page->pdata[i]))
      stages[self->stage].learn (self, page->pdata[i]);
  self->at += n;
  return page != NULL;
}

gboolean
cercle_directory_known_read (CercleDirectoryKnown *self, CercleStore *store, guint most,
                             gboolean *more, GError **error)
{
  if (self->keys == NULL)
    {
      g_autoptr (CercleQuery) query = cercle_query_new (stages[self->stage].kind);

      self->keys = cercle_store_select (store, query, error);
      self->at = 0;
    }
  if (self->keys == NULL || !read_page (self, store, most, error))
    return FALSE;
  if (self->at == self->keys->len)
    {
      g_clear_pointer (&self->keys, g_array_unref);
      self->stage++;
    }
  *more = self->stage < G_N_ELEMENTS (stages);
  return TRUE;
}

CercleDirectoryKnown *
cercle_directory_known_new (const char *scope)
{
  CercleDirectoryKnown *self = g_new0 (CercleDirectoryKnown, 1);

  self->scope = g_strdup (scope);
  self->all = g_ptr_array_new_with_free_func (known_free);
  self->communes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < N_INDEXES; i++)
    self->indexes[i] =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
cercle_directory_known_free (CercleDirectoryKnown *self)
{
  for (guint i = 0; i < N_INDEXES; i++)
    g_hash_table_unref (self->indexes[i]);
  g_ptr_array_unref (self->all);
  g_hash_table_unref (self->communes);
  g_clear_pointer (&self->keys, g_array_unref);
  g_free (self->scope);
  g_free (self);
}

const char *
cercle_directory_known_by_finess (CercleDirectoryKnown *self, const char *finess)
{
  GPtrArray *list = finess != NULL ? g_hash_table_lookup (self->indexes[BY_FINESS], finess) : NULL;

  return list != NULL ? ((Known *) list->pdata[0])->id : NULL;
}

void
cercle_directory_known_alike (CercleDirectoryKnown *self, const CerclePartnerTraits *traits,
                              CercleDirectoryAlikeFunc func, gpointer data)
{
  g_autofree char *key = cercle_partner_alike_key (traits->name);
  const char *const values[] = { traits->finess, traits->siret, traits->phone, traits->mail, key };
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < N_INDEXES; i++)
    {
      GPtrArray *list =
          values[i] != NULL ? g_hash_table_lookup (self->indexes[i], values[i]) : NULL;

      for (guint j = 0; list != NULL && j < list->len; j++)
        {
          const Known *known = list->pdata[j];
          const CerclePartnerTraits ours = { known->name,  known->finess, known->siret,
                                             known->phone, known->mail,   known->commune };

          if (g_hash_table_add (seen, (gpointer) known))
            func (known->id, cercle_partner_alike (traits, &ours), data);
        }
    }
}
