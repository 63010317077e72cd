/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* From which list does a case come, and which is the next one there? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-trail.h"

#include "cercle-case.h"

typedef struct
{
  GListModel *list; /* weak: the session must not hold what holds it */
  CercleTrailRead read;
  char *kase;     /* the case now open */
  char *row;      /* identity of its line */
  guint position; /* where that line was last seen */
  gboolean away;  /* a case of it was shown since the list was */
} Trail;

static const char trail_key[] = "cercle-case-trail";

static void
trail_free (Trail *trail)
{
  g_clear_weak_pointer (&trail->list);
  g_free (trail->kase);
  g_free (trail->row);
  g_free (trail);
}

char *
cercle_case_trail_case_of (CercleRow *row)
{
  CercleRecord *record = cercle_row_get_record (row);
  CercleRecord *kase = record;

  if (record != NULL && cercle_record_get_kind (record) != &cercle_case_kind)
    kase = cercle_row_get_case (row);
  return kase != NULL ? g_strdup (cercle_record_get_id (kase)) : NULL;
}

static void
read_row (gpointer row, char **kase, char **line)
{
  *kase = cercle_case_trail_case_of (row);
  if (*kase != NULL)
    *line = g_strdup (cercle_record_get_id (cercle_row_get_record (row)));
}

/* FALSE when there is no line with a case there. */
static gboolean
go_to (Trail *trail, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (trail->list, position);
  g_autofree char *kase = NULL, *line = NULL;

  if (item != NULL)
    trail->read (item, &kase, &line);
  if (kase == NULL)
    return FALSE;
  g_free (trail->kase);
  g_free (trail->row);
  trail->kase = g_steal_pointer (&kase);
  trail->row = g_steal_pointer (&line);
  trail->position = position;
  trail->away = TRUE;
  return TRUE;
}

/* Where the line of the trail is now; G_MAXUINT: nowhere. */
static guint
find_line (Trail *trail)
{
  if (CERCLE_IS_RECORD_LIST (trail->list))
    return cercle_record_list_find (CERCLE_RECORD_LIST (trail->list), trail->row);
  for (guint i = 0; i < g_list_model_get_n_items (trail->list); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (trail->list, i);
      g_autofree char *kase = NULL, *line = NULL;

      trail->read (item, &kase, &line);
      if (g_strcmp0 (line, trail->row) == 0)
        return i;
    }
  return G_MAXUINT;
}

void
cercle_case_trail_begin (CercleSession *session, CercleRecordList *list, guint position)
{
  cercle_case_trail_begin_lines (session, G_LIST_MODEL (list), position, read_row);
}

void
cercle_case_trail_begin_lines (CercleSession *session, GListModel *list, guint position,
                               CercleTrailRead read)
{
  Trail *trail = g_new0 (Trail, 1);

  trail->read = read;
  g_set_weak_pointer (&trail->list, list);
  if (go_to (trail, position))
    g_object_set_data_full (G_OBJECT (session), trail_key, trail, (GDestroyNotify) trail_free);
  else
    trail_free (trail);
}

/* The trail on which this case is, its position looked up again. found tells whether it still is
 * there. */
static Trail *
find_trail (CercleSession *session, const char *kase, gboolean *found)
{
  Trail *trail = g_object_get_data (G_OBJECT (session), trail_key);
  guint position = 0;

  if (trail == NULL || trail->list == NULL || g_strcmp0 (trail->kase, kase) != 0)
    return NULL;
  position = find_line (trail);
  *found = position != G_MAXUINT;
  if (*found)
    trail->position = position;
  return trail;
}

gboolean
cercle_case_trail_tell (CercleSession *session, const char *kase, guint *position, guint *n)
{
  gboolean found = FALSE;
  Trail *trail = find_trail (session, kase, &found);

  if (trail == NULL)
    return FALSE;
  *position = trail->position;
  *n = g_list_model_get_n_items (trail->list);
  return TRUE;
}

char *
cercle_case_trail_step (CercleSession *session, const char *kase, int by)
{
  gboolean found = FALSE;
  Trail *trail = find_trail (session, kase, &found);
  guint n = trail != NULL ? g_list_model_get_n_items (trail->list) : 0;
  guint at = 0;

  if (trail == NULL || n == 0)
    return NULL;
  at = MIN (trail->position, n);
  for (;;)
    {
      /* The line that left: the one after it has taken its place. */
      if (by > 0 && found && ++at >= n)
        return NULL;
      if (by < 0 && at-- == 0)
        return NULL;
      found = TRUE;
      if (at >= n || !go_to (trail, at))
        return NULL;
      /* Several actions of one case follow each other in a list of actions. */
      if (g_strcmp0 (trail->kase, kase) != 0)
        return g_strdup (trail->kase);
    }
}

gboolean
cercle_case_trail_return (CercleSession *session, CercleCompactList *list)
{
  Trail *trail = g_object_get_data (G_OBJECT (session), trail_key);
  guint n = 0, position = 0;

  if (trail == NULL || !trail->away || trail->list == NULL ||
      trail->list != cercle_compact_list_get_model (list))
    return FALSE;
  trail->away = FALSE;
  n = g_list_model_get_n_items (trail->list);
  position = find_line (trail);
  if (n == 0)
    return FALSE;
  cercle_compact_list_select (list, MIN (position < n ? position : trail->position, n - 1), TRUE);
  return TRUE;
}
