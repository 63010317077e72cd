/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which sections does an agenda of this type begin with? */
#define G_LOG_DOMAIN "cercle-session"

#include <glib/gi18n-lib.h>

#include "cercle-meeting-desk-private.h"
#include "cercle-session-private.h"

typedef struct
{
  char *scope, *sort;
  GPtrArray *lines;
} Template;

static void
template_free (gpointer data)
{
  Template *template = data;

  g_free (template->scope);
  g_free (template->sort);
  g_clear_pointer (&template->lines, g_ptr_array_unref);
  g_free (template);
}

static GPtrArray *
find_lines (CercleStore *store, const char *sort, GError **error)
{
  return cercle_meeting_find (store, &cercle_template_line_kind, CERCLE_TEMPLATE_LINE_SORT, sort,
                              CERCLE_TEMPLATE_LINE_POSITION, error);
}

/* (transfer full): CercleRecord: what an agenda of this sort begins with while the community has no
 * lines of its own. */
static GPtrArray *
starting_set (const Template *template)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_object_unref);

  for (const CercleTemplateLine *line = cercle_template_lines; line->sort != NULL; line++)
    if (g_str_equal (line->sort, template->sort))
      g_ptr_array_add (lines, cercle_template_line_new (template->scope, line, lines->len));
  return lines;
}

static gboolean
read_job (CercleStore *store, gpointer data, GError **error)
{
  Template *template = data;

  template->lines = find_lines (store, template->sort, error);
  if (template->lines != NULL && template->lines->len == 0)
    {
      g_ptr_array_unref (template->lines);
      template->lines = starting_set (template);
    }
  return template->lines != NULL;
}

void
cercle_session_read_template_async (CercleSession *self, const char *sort,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Template *template = g_new0 (Template, 1);

  template->scope = g_strdup (self->scope);
  template->sort = g_strdup (sort);
  g_task_set_source_tag (task, cercle_session_read_template_async);
  g_task_set_task_data (task, template, template_free);
  cercle_session_push_read (self, read_job, task);
}

GPtrArray *
cercle_session_read_template_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  Template *template = g_task_get_task_data (G_TASK (result));

  if (!cercle_session_finish_read (self, result, cercle_session_read_template_async, error))
    return NULL;
  return g_steal_pointer (&template->lines);
}

static gboolean
is_among (GPtrArray *lines, CercleRecord *line)
{
  for (guint i = 0; i < lines->len; i++)
    if (g_str_equal (cercle_record_get_id (lines->pdata[i]), cercle_record_get_id (line)))
      return TRUE;
  return FALSE;
}

static gboolean
save (CercleStore *store, CercleTx *tx, gpointer data, GError **error)
{
  Template *template = data;
  g_autoptr (GPtrArray) before = find_lines (store, template->sort, error);

  if (before == NULL)
    return FALSE;
  /* First as every desk has it, so that only what is done with it is taken back. */
  if (before->len == 0)
    {
      g_ptr_array_unref (before);
      before = starting_set (template);
      for (guint i = 0; i < before->len; i++)
        cercle_tx_save (tx, before->pdata[i]);
    }
  for (guint i = 0; i < template->lines->len; i++)
    {
      CercleRecord *line = template->lines->pdata[i];

      cercle_record_set_integer (line, CERCLE_TEMPLATE_LINE_POSITION, i);
      if (!is_among (before, line) || cercle_record_get_changed (line) != 0)
        cercle_tx_save (tx, line);
    }
  for (guint i = 0; i < before->len; i++)
    if (!is_among (template->lines, before->pdata[i]))
      cercle_tx_delete (tx, before->pdata[i]);
  return TRUE;
}

void
cercle_session_save_template_async (CercleSession *self, const char *sort, GPtrArray *lines,
                                    GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);
  Template *template = g_new0 (Template, 1);
  CercleTx *tx = cercle_tx_new (N_ ("Agenda template changed."));

  template->scope = g_strdup (self->scope);
  template->sort = g_strdup (sort);
  template->lines = g_ptr_array_ref (lines);
  g_task_set_task_data (task, template, template_free);
  cercle_tx_set_apart (tx);
  cercle_session_push_action (self, task, tx, save);
}
