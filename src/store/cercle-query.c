/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a question consist of? */
#define G_LOG_DOMAIN "cercle-store"

#include "cercle-query-private.h"

static void
term_clear (CercleTerm *term)
{
  g_free (term->value);
}

CercleQuery *
cercle_query_new (const CercleKind *kind)
{
  CercleQuery *self = g_new0 (CercleQuery, 1);

  g_atomic_ref_count_init (&self->references);
  self->kind = kind;
  self->terms = g_array_new (FALSE, FALSE, sizeof (CercleTerm));
  self->sorts = g_array_new (FALSE, FALSE, sizeof (CercleSort));
  self->ids_of = -1;
  g_array_set_clear_func (self->terms, (GDestroyNotify) term_clear);
  return self;
}

CercleQuery *
cercle_query_ref (CercleQuery *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
cercle_query_unref (CercleQuery *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_array_unref (self->terms);
  g_array_unref (self->sorts);
  g_free (self->text);
  g_free (self->day);
  g_free (self->ids);
  g_clear_pointer (&self->named_by, cercle_query_unref);
  g_free (self);
}

CercleQuery *
cercle_query_copy (CercleQuery *self)
{
  CercleQuery *copy = cercle_query_new (self->kind);

  for (guint i = 0; i < self->terms->len; i++)
    {
      CercleTerm term = g_array_index (self->terms, CercleTerm, i);

      term.value = g_strdup (term.value);
      g_array_append_val (copy->terms, term);
    }
  g_array_append_vals (copy->sorts, self->sorts->data, self->sorts->len);
  copy->text = g_strdup (self->text);
  copy->day = g_strdup (self->day);
  copy->ids = g_strdup (self->ids);
  copy->ids_of = self->ids_of;
  copy->limit = self->limit;
  copy->named_by = self->named_by != NULL ? cercle_query_ref (self->named_by) : NULL;
  copy->named_ref = self->named_ref;
  return copy;
}

const CercleKind *
cercle_query_get_kind (CercleQuery *self)
{
  return self->kind;
}

const CercleKind *
cercle_query_target (const CercleKind *kind, guint ref)
{
  const char *targets = kind->fields[ref].targets;
  g_autofree char *first = targets != NULL ? g_strndup (targets, strcspn (targets, " ")) : NULL;

  return cercle_kind_find (first);
}

void
cercle_query_where (CercleQuery *self, guint field, CercleTest test, const char *value)
{
  CercleTerm term = { -1, field, test, g_strdup (value), FALSE };

  g_return_if_fail (field < self->kind->n_fields);
  g_array_append_val (self->terms, term);
}

void
cercle_query_or_where (CercleQuery *self, guint field, CercleTest test, const char *value)
{
  g_return_if_fail (self->terms->len > 0);
  cercle_query_where (self, field, test, value);
  g_array_index (self->terms, CercleTerm, self->terms->len - 1).instead = TRUE;
}

void
cercle_query_where_through (CercleQuery *self, guint ref, guint field, CercleTest test,
                            const char *value)
{
  CercleTerm term = { (int) ref, field, test, g_strdup (value), FALSE };

  g_return_if_fail (ref < self->kind->n_fields && self->kind->fields[ref].type == CERCLE_REF);
  g_return_if_fail (field < cercle_query_target (self->kind, ref)->n_fields);
  g_array_append_val (self->terms, term);
}

void
cercle_query_set_text (CercleQuery *self, const char *text)
{
  char *copy = g_strdup (text);

  g_free (self->text);
  self->text = copy;
}

const char *
cercle_query_get_text (CercleQuery *self)
{
  return self->text;
}

static void
set_ids (CercleQuery *self, int of, const char *const *ids)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = NULL;

  g_clear_pointer (&self->ids, g_free);
  self->ids_of = of;
  if (ids == NULL)
    return;
  for (guint i = 0; ids[i] != NULL; i++)
    json_array_add_string_element (array, ids[i]);
  node = json_node_init_array (json_node_alloc (), array);
  self->ids = json_to_string (node, FALSE);
}

void
cercle_query_set_ids (CercleQuery *self, const char *const *ids)
{
  set_ids (self, -1, ids);
}

void
cercle_query_set_ids_of (CercleQuery *self, guint ref, const char *const *ids)
{
  g_return_if_fail (ref < self->kind->n_fields && self->kind->fields[ref].type == CERCLE_REF);
  set_ids (self, (int) ref, ids);
}

void
cercle_query_set_named_by (CercleQuery *self, CercleQuery *by, guint ref)
{
  CercleQuery *kept = by != NULL ? cercle_query_ref (by) : NULL;

  g_return_if_fail (by == NULL || (by->text == NULL && by->named_by == NULL &&
                                   cercle_query_target (by->kind, ref) == self->kind));
  g_clear_pointer (&self->named_by, cercle_query_unref);
  self->named_by = kept;
  self->named_ref = ref;
}

void
cercle_query_sort (CercleQuery *self, int through, guint field, gboolean descending)
{
  CercleSort sort = { through, field, descending };

  g_return_if_fail (through < (int) self->kind->n_fields);
  g_return_if_fail (
      field <
      (through < 0 ? self->kind : cercle_query_target (self->kind, (guint) through))->n_fields);
  g_array_append_val (self->sorts, sort);
}

void
cercle_query_clear_sort (CercleQuery *self)
{
  g_array_set_size (self->sorts, 0);
}

void
cercle_query_set_day (CercleQuery *self, const char *day)
{
  char *copy = g_strdup (day);

  g_free (self->day);
  self->day = copy;
}

void
cercle_query_set_limit (CercleQuery *self, guint limit)
{
  self->limit = limit;
}
