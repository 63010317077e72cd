/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which items stand on the agenda of a meeting, and in which order? */
#define G_LOG_DOMAIN "cercle-report"

#include "cercle-agenda-compose.h"

#include <string.h>

#include "cercle-agenda-private.h"
#include "cercle-day.h"
#include "cercle-macros.h"

#define WEEK 7

void
cercle_agenda_line_free (CercleAgendaLine *line)
{
  g_clear_object (&line->item);
  g_free (line);
}

void
cercle_agenda_list_free (CercleAgendaList *self)
{
  g_clear_object (&self->previous);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_free (self);
}

GPtrArray *
cercle_agenda_find (const CercleAgendaReading *reading, CercleQuery *query, GError **error)
{
  g_autoptr (CercleQuery) taken = query;
  g_autoptr (GPtrArray) found = cercle_store_find (reading->store, taken, error);

  for (guint i = found != NULL ? found->len : 0; i > 0; i--)
    if (g_strcmp0 (cercle_record_envelope (found->pdata[i - 1])->scope, reading->scope) != 0)
      g_ptr_array_remove_index (found, i - 1);
  return g_steal_pointer (&found);
}

static GPtrArray *
items_of (const CercleAgendaReading *reading, CercleRecord *meeting, GError **error)
{
  CercleQuery *query = cercle_query_new (&cercle_agenda_item_kind);

  cercle_query_where (query, CERCLE_AGENDA_ITEM_MEETING, CERCLE_IS, cercle_record_get_id (meeting));
  cercle_query_sort (query, -1, CERCLE_AGENDA_ITEM_POSITION, FALSE);
  return cercle_agenda_find (reading, query, error);
}

/* The last meeting of the series, or of its sort, that was opened. */
static gboolean
read_previous (CercleAgendaReading *reading, GError **error)
{
  const char *series = cercle_record_get_text (reading->meeting, CERCLE_MEETING_SERIES);
  CercleQuery *query = cercle_query_new (&cercle_meeting_kind);
  g_autoptr (GPtrArray) found = NULL;

  cercle_query_where (query, CERCLE_MEETING_HELD_ON, CERCLE_BEFORE,
                      cercle_record_get_text (reading->meeting, CERCLE_MEETING_HELD_ON));
  if (series != NULL)
    cercle_query_where (query, CERCLE_MEETING_SERIES, CERCLE_IS, series);
  else
    cercle_query_where (query, CERCLE_MEETING_SORT, CERCLE_IS,
                        cercle_record_get_text (reading->meeting, CERCLE_MEETING_SORT));
  cercle_query_where (query, CERCLE_MEETING_OPENED_AT, CERCLE_FROM, "");
  cercle_query_sort (query, -1, CERCLE_MEETING_HELD_ON, TRUE);
  found = cercle_agenda_find (reading, query, error);
  if (found != NULL && found->len > 0)
    reading->previous = g_object_ref (found->pdata[0]);
  return found != NULL;
}

typedef struct
{
  char *rule, *title;
  int minutes;
  char *owner;
} Section;

static void
section_free (Section *section)
{
  g_free (section->rule);
  g_free (section->title);
  g_free (section->owner);
  g_free (section);
}

static void
add_section (GPtrArray *sections, const char *rule, const char *title, int minutes,
             const char *owner)
{
  Section *section = g_new0 (Section, 1);

  section->rule = g_strdup (rule);
  section->title =
      g_strdup (title != NULL ? title : cercle_choice_label (cercle_agenda_rules, rule));
  section->minutes = minutes;
  section->owner = g_strdup (owner);
  g_ptr_array_add (sections, section);
}

/* (transfer full): of the meeting's sort: the community's lines or, while it has none, the table's.
 */
static GPtrArray *
read_sections (const CercleAgendaReading *reading, GError **error)
{
  const char *sort = cercle_record_get_text (reading->meeting, CERCLE_MEETING_SORT);
  g_autoptr (GPtrArray) sections = g_ptr_array_new_with_free_func ((GDestroyNotify) section_free);
  CercleQuery *query = cercle_query_new (&cercle_template_line_kind);
  g_autoptr (GPtrArray) lines = NULL;

  cercle_query_where (query, CERCLE_TEMPLATE_LINE_SORT, CERCLE_IS, sort);
  cercle_query_sort (query, -1, CERCLE_TEMPLATE_LINE_POSITION, FALSE);
  lines = cercle_agenda_find (reading, query, error);
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    add_section (sections, cercle_record_get_text (lines->pdata[i], CERCLE_TEMPLATE_LINE_RULE),
                 cercle_record_get_text (lines->pdata[i], CERCLE_TEMPLATE_LINE_TITLE),
                 (int) cercle_record_get_integer (lines->pdata[i], CERCLE_TEMPLATE_LINE_MINUTES, 5),
                 cercle_record_get_text (lines->pdata[i], CERCLE_TEMPLATE_LINE_OWNER));
  for (const CercleTemplateLine *line = cercle_template_lines;
       lines != NULL && lines->len == 0 && line->sort != NULL; line++)
    if (g_strcmp0 (line->sort, sort) == 0)
      add_section (sections, line->rule,
                   line->title != NULL ? g_dgettext (GETTEXT_PACKAGE, line->title) : NULL,
                   line->minutes, NULL);
  return lines != NULL ? g_steal_pointer (&sections) : NULL;
}

/* Takes item. */
static void
add_line (CercleAgendaList *list, CercleRecord *item, gboolean written)
{
  CercleAgendaLine *line = g_new0 (CercleAgendaLine, 1);

  line->item = item;
  line->written = written;
  g_ptr_array_add (list->lines, line);
}

/* (transfer none) (nullable) */
static CercleAgendaLine *
find_line (const CercleAgendaList *list, CercleRecord *item)
{
  for (guint i = 0; i < list->lines->len; i++)
    {
      CercleAgendaLine *line = list->lines->pdata[i];
      if (g_str_equal (cercle_record_get_id (line->item), cercle_record_get_id (item)))
        return line;
    }
  return NULL;
}

/* Takes item. What was written while the meeting is prepared says what is true now. */
static void
bring (CercleAgendaList *list, CercleRecord *item, int position)
{
  g_autoptr (CercleRecord) held = item;
  CercleAgendaLine *there = find_line (list, item);

  if (there != NULL)
    {
      if (cercle_record_is_set (item, CERCLE_AGENDA_ITEM_TEXT))
        cercle_record_take_value (there->item, item, CERCLE_AGENDA_ITEM_TEXT);
      return;
    }
  cercle_record_set_integer (item, CERCLE_AGENDA_ITEM_POSITION, position);
  add_line (list, g_steal_pointer (&held), FALSE);
}

/* Takes item: a section of which there is nothing to tell any more, and nobody did say anything. */
static void
drop (CercleAgendaList *list, CercleRecord *item)
{
  CercleAgendaLine *there = find_line (list, item);

  if (there != NULL && !cercle_record_is_set (there->item, CERCLE_AGENDA_ITEM_NOTES) &&
      g_strcmp0 (cercle_record_get_text (there->item, CERCLE_AGENDA_ITEM_STATE), "open") == 0)
    g_ptr_array_remove (list->lines, there);
  g_object_unref (item);
}

/* Cases that stand there by themselves take the time of the section that waits for them. */
static gboolean
is_filled (const CercleAgendaList *list, const char *rule)
{
  for (guint i = 0; g_str_equal (rule, "case") && i < list->lines->len; i++)
    {
      const CercleAgendaLine *line = list->lines->pdata[i];
      const char *state = cercle_record_get_text (line->item, CERCLE_AGENDA_ITEM_STATE);

      if (g_strcmp0 (cercle_record_get_text (line->item, CERCLE_AGENDA_ITEM_RULE), rule) == 0 &&
          cercle_record_is_set (line->item, CERCLE_AGENDA_ITEM_ABOUT) &&
          g_strcmp0 (state, "dropped") != 0 && g_strcmp0 (state, "moved") != 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
bring_sections (const CercleAgendaReading *reading, CercleAgendaList *list, GError **error)
{
  g_autoptr (GPtrArray) sections = read_sections (reading, error);

  for (guint i = 0; sections != NULL && i < sections->len; i++)
    {
      const Section *section = sections->pdata[i];
      CercleAgendaRule rule = cercle_agenda_rule_find (section->rule);
      g_autofree char *number = g_strdup_printf ("%u", i), *text = NULL;
      CercleRecord *item;

      if (rule != NULL && !rule (reading, &text, error))
        return FALSE;
      if (g_str_equal (section->rule, "unfinished"))
        continue;
      item = cercle_agenda_item_new (reading->meeting, section->rule, number);
      if ((rule != NULL && text == NULL) || is_filled (list, section->rule))
        {
          drop (list, item);
          continue;
        }
      cercle_record_set_text (item, CERCLE_AGENDA_ITEM_TITLE, section->title);
      cercle_record_set_integer (item, CERCLE_AGENDA_ITEM_MINUTES, section->minutes);
      cercle_record_set_text (item, CERCLE_AGENDA_ITEM_TEXT, text);
      cercle_record_set_text (item, CERCLE_AGENDA_ITEM_OWNER, section->owner);
      bring (list, item, (int) (i + 1) * 100);
    }
  return sections != NULL;
}

/* What was not discussed last time comes again by itself, before all else. A section that a rule
 * composes anew says again what is still true. */
static gboolean
bring_unfinished (const CercleAgendaReading *reading, CercleAgendaList *list, GError **error)
{
  g_autoptr (GPtrArray) items = NULL;
  int position = 0;

  if (reading->previous == NULL)
    return TRUE;
  items = items_of (reading, reading->previous, error);
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const char *state = cercle_record_get_text (items->pdata[i], CERCLE_AGENDA_ITEM_STATE);
      const char *rule = cercle_record_get_text (items->pdata[i], CERCLE_AGENDA_ITEM_RULE);
      g_autoptr (CercleRecord) copy = NULL;

      if (g_strcmp0 (state, "open") != 0 || cercle_agenda_rule_find (rule) != NULL)
        continue;
      copy = cercle_record_copy (items->pdata[i]);
      bring (list, cercle_agenda_item_move (copy, reading->meeting), ++position);
    }
  return items != NULL;
}

/* What came from another meeting stands here while it is moved here, or was left open there when
 * that one was held: somebody may have taken the move back. */
static gboolean
is_taken_back (const CercleAgendaReading *reading, CercleRecord *item, gboolean *taken_back,
               GError **error)
{
  const char *from = cercle_record_get_text (item, CERCLE_AGENDA_ITEM_CAME_FROM);
  g_autoptr (GError) local = NULL;
  g_autoptr (CercleRecord) origin =
      from != NULL ? cercle_store_get (reading->store, &cercle_agenda_item_kind, from, &local)
                   : NULL;
  const char *state =
      origin != NULL ? cercle_record_get_text (origin, CERCLE_AGENDA_ITEM_STATE) : NULL;
  g_autoptr (CercleRecord) meeting = NULL;

  *taken_back = FALSE;
  if (g_strcmp0 (state, "moved") == 0)
    *taken_back = g_strcmp0 (cercle_record_get_text (origin, CERCLE_AGENDA_ITEM_MOVED_TO),
                             cercle_record_get_id (reading->meeting)) != 0;
  else if (g_strcmp0 (state, "open") == 0)
    {
      meeting =
          cercle_store_get (reading->store, &cercle_meeting_kind,
                            cercle_record_get_text (origin, CERCLE_AGENDA_ITEM_MEETING), &local);
      *taken_back = meeting != NULL && !cercle_record_is_set (meeting, CERCLE_MEETING_OPENED_AT);
    }
  else
    *taken_back = state != NULL;
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return local == NULL;
}

static gboolean
add_written (const CercleAgendaReading *reading, CercleAgendaList *list, GPtrArray *written,
             GError **error)
{
  gboolean prepared = cercle_meeting_state (reading->meeting) == CERCLE_MEETING_PREPARED;

  for (guint i = 0; i < written->len; i++)
    {
      gboolean taken_back = FALSE;

      if (prepared && !is_taken_back (reading, written->pdata[i], &taken_back, error))
        return FALSE;
      if (!taken_back)
        add_line (list, g_object_ref (written->pdata[i]), TRUE);
    }
  return TRUE;
}

static int
by_position (gconstpointer a, gconstpointer b)
{
  const CercleAgendaLine *one = *(CercleAgendaLine *const *) a,
                         *other = *(CercleAgendaLine *const *) b;
  gint64 first = cercle_record_get_integer (one->item, CERCLE_AGENDA_ITEM_POSITION, G_MAXINT);
  gint64 second = cercle_record_get_integer (other->item, CERCLE_AGENDA_ITEM_POSITION, G_MAXINT);

  return first != second
             ? (first > second) - (first < second)
             : strcmp (cercle_record_get_id (one->item), cercle_record_get_id (other->item));
}

static gboolean
compose (CercleAgendaReading *reading, CercleAgendaList *list, GError **error)
{
  g_autoptr (GPtrArray) written = items_of (reading, reading->meeting, error);

  if (written == NULL || !read_previous (reading, error))
    return FALSE;
  list->previous = reading->previous != NULL ? g_object_ref (reading->previous) : NULL;
  reading->since =
      reading->previous != NULL
          ? g_strdup (cercle_record_get_text (reading->previous, CERCLE_MEETING_HELD_ON))
          : cercle_day_to_text (cercle_day_parse (reading->frame->today) - WEEK);
  if (!add_written (reading, list, written, error))
    return FALSE;
  if (cercle_meeting_state (reading->meeting) == CERCLE_MEETING_PREPARED &&
      (!bring_unfinished (reading, list, error) || !bring_sections (reading, list, error)))
    return FALSE;
  g_ptr_array_sort (list->lines, by_position);
  return TRUE;
}

CercleAgendaList *
cercle_agenda_compose (CercleStore *store, CercleRecord *meeting, const CercleAgendaFrame *frame,
                       GError **error)
{
  CercleAgendaReading reading = { store, meeting, frame, cercle_record_envelope (meeting)->scope };
  g_autoptr (CercleAgendaList) list = g_new0 (CercleAgendaList, 1);
  gboolean done;

  list->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_agenda_line_free);
  done = compose (&reading, list, error);
  g_free (reading.since);
  g_clear_object (&reading.previous);
  return done ? g_steal_pointer (&list) : NULL;
}
