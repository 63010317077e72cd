/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* May this patch be applied to what the record has become? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-merge.h"

#include "cercle-macros.h"

static gboolean
is_set_type (const CercleKind *kind, guint field)
{
  return kind->fields[field].type == CERCLE_SET;
}

CercleMerge
cercle_merge (CercleRecord *current, const gint64 *field_revs, gint64 base_rev, guint64 patched,
              CercleRecord *proposed, CercleRecord *was)
{
  const CercleKind *kind = cercle_record_get_kind (current);
  CercleMerge merge = { 0 };
  guint64 yielded = 0;

  for (guint i = 0; i < kind->n_fields; i++)
    {
      gboolean moved = field_revs[i] > base_rev;
      gboolean asked = (patched & CERCLE_MASK (i)) != 0;

      if (moved && !(kind->fields[i].flags & CERCLE_DERIVED) && (!asked || is_set_type (kind, i)))
        merge.merged = TRUE;
      if (!asked || !moved || is_set_type (kind, i) || cercle_record_same (current, proposed, i) ||
          cercle_record_same (current, was, i))
        continue;
      if (kind->fields[i].flags & CERCLE_YIELDS)
        yielded |= CERCLE_MASK (i);
      else
        merge.conflict |= cercle_kind_group (kind, i) & patched;
    }
  merge.apply = patched & ~merge.conflict & ~yielded;
  return merge;
}

void
cercle_merge_apply (CercleRecord *current, const CercleMerge *merge, CercleRecord *proposed,
                    CercleRecord *was)
{
  const CercleKind *kind = cercle_record_get_kind (current);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      if (!(merge->apply & CERCLE_MASK (i)))
        continue;
      if (is_set_type (kind, i))
        {
          g_autofree char *value = cercle_merge_set (cercle_record_get_text (current, i),
                                                     was ? cercle_record_get_text (was, i) : NULL,
                                                     cercle_record_get_text (proposed, i));
          cercle_record_set_text (current, i, value);
        }
      else
        cercle_record_take_value (current, proposed, i);
    }
}

char *
cercle_merge_set (const char *current, const char *was, const char *proposed)
{
  g_auto (GStrv) held = g_strsplit (current != NULL ? current : "", " ", -1);
  g_auto (GStrv) wanted = g_strsplit (proposed != NULL ? proposed : "", " ", -1);
  g_autoptr (GPtrArray) tokens = g_ptr_array_new ();

  for (guint i = 0; held[i] != NULL; i++)
    if (cercle_tokens_contain (proposed, held[i]) || !cercle_tokens_contain (was, held[i]))
      g_ptr_array_add (tokens, held[i]);
  for (guint i = 0; wanted[i] != NULL; i++)
    if (!cercle_tokens_contain (was, wanted[i]))
      g_ptr_array_add (tokens, wanted[i]);
  return cercle_tokens_join (tokens);
}
