/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What do the screens of the review know of a case? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-review-row.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-macros.h"

G_DEFINE_FINAL_TYPE (CercleReviewRow, cercle_review_row, G_TYPE_OBJECT)

/* One word each: the strip is narrow. */
static const CercleChoice verdicts[] = {
  { "mdph", N_ ("MDPH goes on") },
  { "community", N_ ("community") },
  { "together", N_ ("together") },
  { "gos_pag", N_ ("GOS or PAG") },
  { "again", N_ ("look again") },
  { "removed", N_ ("taken off") },
  { NULL },
};

static void
cercle_review_row_finalize (GObject *object)
{
  CercleReviewRow *self = CERCLE_REVIEW_ROW (object);

  g_clear_object (&self->item);
  g_clear_object (&self->told);
  g_clear_object (&self->kase);
  g_free (self->who);
  g_free (self->initials);
  g_free (self->why);
  G_OBJECT_CLASS (cercle_review_row_parent_class)->finalize (object);
}

static void
cercle_review_row_class_init (CercleReviewRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cercle_review_row_finalize;
}

static void
cercle_review_row_init (CercleReviewRow *self)
{
}

CercleReviewRow *
cercle_review_row_new (const CercleSittingLine *line, guint number)
{
  CercleReviewRow *self = g_object_new (CERCLE_TYPE_REVIEW_ROW, NULL);

  self->item = g_object_ref (line->line->item);
  self->told = g_object_ref (line->told);
  if (line->line->kase != NULL)
    self->kase = g_object_ref (line->line->kase);
  self->who = g_strdup (line->who);
  self->initials = line->line->person != NULL ? cercle_review_initials (line->line->person)
                                              : g_strdup (line->who);
  self->why = g_strdup (line->why);
  self->number = number;
  self->times = line->line->times;
  self->named = line->named;
  self->written = line->line->written;
  self->state = cercle_review_item_state (line->line->item);
  return self;
}

const char *
cercle_review_row_get_case (CercleReviewRow *self)
{
  return cercle_record_get_text (self->item, CERCLE_REVIEW_ITEM_CASE);
}

gboolean
cercle_review_row_is_in_care (CercleReviewRow *self)
{
  return self->kase != NULL &&
         g_strcmp0 (cercle_record_get_text (self->kase, CERCLE_CASE_PROFILE), "ase") == 0;
}

gboolean
cercle_review_row_is_pressing (CercleReviewRow *self)
{
  const char *priority = cercle_record_get_text (self->told, CERCLE_REVIEW_ITEM_PRIORITY);

  return g_strcmp0 (priority, "p0") == 0 || g_strcmp0 (priority, "p1") == 0;
}

const char *
cercle_review_row_call (CercleReviewRow *self, gboolean shown)
{
  return shown ? self->who : self->initials;
}

char *
cercle_review_row_word (CercleReviewRow *self)
{
  const char *decision = cercle_record_get_text (self->item, CERCLE_REVIEW_ITEM_DECISION);

  if (self->state == CERCLE_REVIEW_DECIDED)
    for (const CercleChoice *line = verdicts; line->token != NULL; line++)
      if (g_strcmp0 (line->token, decision) == 0)
        return g_strdup (_ (line->label));
  if (self->times > 1)
    return g_strdup_printf (_ ("time no. %u"), self->times);
  if (cercle_review_row_is_pressing (self))
    return cercle_record_display (self->told, CERCLE_REVIEW_ITEM_PRIORITY);
  return g_strdup (cercle_review_row_is_in_care (self) ? _ ("in care") : "");
}

CercleReviewRow *
cercle_review_row_find (GListModel *rows, const char *kase)
{
  for (guint i = 0; kase != NULL && i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (CercleReviewRow) row = g_list_model_get_item (rows, i);

      if (g_strcmp0 (cercle_review_row_get_case (row), kase) == 0)
        return row;
    }
  return NULL;
}

CercleReviewRow *
cercle_review_row_next_open (GListModel *rows, CercleReviewRow *after)
{
  guint n = g_list_model_get_n_items (rows);
  guint from = after != NULL ? after->number : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CercleReviewRow) row = g_list_model_get_item (rows, (from + i) % n);

      if (row->state == CERCLE_REVIEW_OPEN && row != after)
        return row;
    }
  return NULL;
}
