/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What has happened to a case, in the words of the desk, day by day? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-timeline.h"

#include <glib/gi18n-lib.h>

#include "cercle-call.h"
#include "cercle-choices.h"
#include "cercle-day-format.h"
#include "cercle-event.h"
#include "cercle-instant.h"
#include "cercle-macros.h"
#include "cercle-moves.h"

/* What a line tells of. */
typedef struct
{
  int at, by; /* fields */
  char *(*words) (CercleRecord *record, const CercleTimelineContext *context);
} Source;

/* A story has hundreds of lines and a page shows a few: what a line says is told when it is asked.
 */
struct _CercleTimelineLine
{
  GObject parent_instance;
  CercleStory story;
  const char *at; /* instant, of the record */
  int day, minute;
  const char *icon;
  const Source *source; /* NULL: a day */
  CercleRecord *record;
  const char *label; /* NULL: a day */
  CercleTimelineContext context;
  char *hour, *day_label, *text, *who; /* NULL: not asked yet */
};

G_DEFINE_FINAL_TYPE (CercleTimelineLine, cercle_timeline_line, G_TYPE_OBJECT)

/* How each sort of event is grouped and signed. */
static const struct
{
  const char *sort;
  CercleStory story;
  const char *icon;
} sorts[] = {
  { "note", CERCLE_STORY_SAID, "document-edit-symbolic" },
  { "words", CERCLE_STORY_SAID, "user-available-symbolic" },
  { "call", CERCLE_STORY_SAID, "call-start-symbolic" },
  { "status", CERCLE_STORY_MOVED, "go-next-symbolic" },
  { "closing", CERCLE_STORY_MOVED, "object-select-symbolic" },
  { "reopening", CERCLE_STORY_MOVED, "edit-undo-symbolic" },
  { "baton", CERCLE_STORY_MOVED, "system-users-symbolic" },
  { "told", CERCLE_STORY_CHANGED, "document-properties-symbolic" },
  { "action", CERCLE_STORY_DONE, "object-select-symbolic" },
};

static void
cercle_timeline_line_finalize (GObject *object)
{
  CercleTimelineLine *self = CERCLE_TIMELINE_LINE (object);

  g_clear_object (&self->record);
  g_free (self->hour);
  g_free (self->day_label);
  g_free (self->text);
  g_free (self->who);
  G_OBJECT_CLASS (cercle_timeline_line_parent_class)->finalize (object);
}

static void
cercle_timeline_line_class_init (CercleTimelineLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cercle_timeline_line_finalize;
}

static void
cercle_timeline_line_init (CercleTimelineLine *self)
{
}

CercleStory
cercle_timeline_line_get_story (CercleTimelineLine *self)
{
  return self->story;
}

int
cercle_timeline_line_get_day (CercleTimelineLine *self)
{
  return self->day;
}

/* --- What they say --------------------------------------------------------------------------- */

/* "Carer, Mme Quesnel, by telephone", as far as it is known; or where it came from, when nobody
 * called. */
static char *
call_words (CercleRecord *call, const CercleTimelineContext *context)
{
  static const struct
  {
    guint field;
    const CercleChoice *choices;
  } told[] = {
    { CERCLE_CALL_REQUESTER, cercle_requesters },
    { CERCLE_CALL_CALLER, NULL },
    { CERCLE_CALL_CHANNEL, cercle_channels },
  };
  g_autoptr (GString) words = g_string_new (NULL);
  const char *said = cercle_record_get_text (call, CERCLE_CALL_WORDS);
  const char *origin = cercle_record_get_text (call, CERCLE_CALL_ORIGIN);

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      const char *value = cercle_record_get_text (call, told[i].field);
      if (value == NULL)
        continue;
      if (words->len > 0)
        g_string_append (words, ", ");
      g_string_append (words, told[i].choices != NULL ? cercle_choice_label (told[i].choices, value)
                                                      : value);
    }
  if (said == NULL && words->len == 0 && origin != NULL)
    return g_strdup (cercle_choice_label (cercle_origins, origin));
  if (said == NULL)
    return g_string_free (g_steal_pointer (&words), FALSE);
  if (words->len == 0)
    /* TRANSLATORS: what somebody said. */
    return g_strdup_printf (_ ("“%s”"), said);
  /* TRANSLATORS: who called and how, what was said. */
  return g_strdup_printf (_ ("%1$s: “%2$s”"), words->str, said);
}

static char *
event_words (CercleRecord *event, const CercleTimelineContext *context)
{
  return cercle_event_sentence (event, context->name, context->data);
}

static char *
action_words (CercleRecord *action, const CercleTimelineContext *context)
{
  const char *sort = cercle_record_get_text (action, CERCLE_ACTION_SORT);
  const char *what = cercle_record_get_text (action, CERCLE_ACTION_WHAT);
  const char *result = cercle_record_get_text (action, CERCLE_ACTION_RESULT);

  if (what == NULL)
    what = sort != NULL ? cercle_choice_label (cercle_action_sorts, sort) : "";
  if (result != NULL)
    /* TRANSLATORS: what was done, what came out of it. */
    return g_strdup_printf (_ ("%1$s: %2$s"), what, result);
  return g_strdup (what);
}

static const Source event_source = { CERCLE_EVENT_AT, CERCLE_EVENT_BY, event_words };
static const Source call_source = { CERCLE_CALL_STARTED_AT, CERCLE_CALL_TAKEN_BY, call_words };
static const Source action_source = { CERCLE_ACTION_DONE_AT, CERCLE_ACTION_DONE_BY, action_words };

static char *
day_words (CercleTimelineLine *self)
{
  g_autofree char *brief = cercle_day_format_short (self->day, self->context.today);
  g_autofree char *whole = cercle_day_format_long (self->day);

  if (self->day >= self->context.today - 1 && self->day <= self->context.today + 1)
    /* TRANSLATORS: "today", then the day in full. */
    return g_strdup_printf (_ ("%1$s, %2$s"), brief, whole);
  return g_steal_pointer (&whole);
}

const char *
cercle_timeline_line_get_hour (CercleTimelineLine *self)
{
  if (self->hour == NULL)
    self->hour = self->source != NULL ? cercle_day_format_minute (self->minute) : g_strdup ("");
  return self->hour;
}

const char *
cercle_timeline_line_get_label (CercleTimelineLine *self)
{
  if (self->source != NULL)
    return self->label;
  if (self->day_label == NULL)
    self->day_label = day_words (self);
  return self->day_label;
}

const char *
cercle_timeline_line_get_text (CercleTimelineLine *self)
{
  if (self->text == NULL)
    self->text =
        self->source != NULL ? self->source->words (self->record, &self->context) : g_strdup ("");
  return self->text;
}

static char *
name_of_member (const CercleTimelineContext *context, const char *member)
{
  g_autofree char *reference = member != NULL ? g_strconcat ("member:", member, NULL) : NULL;

  return reference != NULL ? context->name (reference, context->data) : g_strdup ("");
}

const char *
cercle_timeline_line_get_who (CercleTimelineLine *self)
{
  if (self->who == NULL)
    self->who = name_of_member (
        &self->context,
        self->source != NULL ? cercle_record_get_text (self->record, self->source->by) : NULL);
  return self->who;
}

const char *
cercle_timeline_line_get_icon (CercleTimelineLine *self)
{
  return self->icon;
}

/* --- Lines ----------------------------------------------------------------------------------- */

static CercleTimelineLine *
new_line (CercleRecord *record, const Source *source, const CercleTimelineContext *context)
{
  CercleTimelineLine *line = g_object_new (CERCLE_TYPE_TIMELINE_LINE, NULL);
  const char *at = cercle_record_get_text (record, source->at);
  gint64 instant = 0;

  line->record = g_object_ref (record);
  line->source = source;
  line->context = *context;
  line->at = at != NULL ? at : "";
  cercle_instant_parse (line->at, &instant);
  line->day = cercle_instant_local_day (instant, context->zone, &line->minute);
  return line;
}

static CercleRecord *
find_call (CercleCaseFile *file, CercleRecord *event)
{
  const char *id = cercle_record_get_text (event, CERCLE_EVENT_OF_ID);

  if (g_strcmp0 (cercle_record_get_text (event, CERCLE_EVENT_OF_KIND), "call") != 0)
    return NULL;
  for (guint i = 0; i < file->calls->len; i++)
    if (g_strcmp0 (cercle_record_get_id (g_ptr_array_index (file->calls, i)), id) == 0)
      return g_ptr_array_index (file->calls, i);
  return NULL;
}

static CercleTimelineLine *
line_of_event (CercleRecord *event, const CercleTimelineContext *context)
{
  const char *sort = cercle_record_get_text (event, CERCLE_EVENT_SORT);
  CercleTimelineLine *line = new_line (event, &event_source, context);

  line->story = CERCLE_STORY_CHANGED;
  line->icon = "document-properties-symbolic";
  line->label = sort != NULL ? cercle_choice_label (cercle_event_sorts, sort) : "";
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    if (g_strcmp0 (sorts[i].sort, sort) == 0)
      {
        line->story = sorts[i].story;
        line->icon = sorts[i].icon;
      }
  return line;
}

static CercleTimelineLine *
line_of_call (CercleRecord *call, const CercleTimelineContext *context)
{
  CercleTimelineLine *line = new_line (call, &call_source, context);

  line->story = CERCLE_STORY_SAID;
  line->icon = "call-start-symbolic";
  line->label = cercle_choice_label (cercle_event_sorts, "call");
  return line;
}

static CercleTimelineLine *
line_of_action (CercleRecord *action, const CercleTimelineContext *context)
{
  CercleTimelineLine *line = new_line (action, &action_source, context);

  line->story = CERCLE_STORY_DONE;
  line->icon = "object-select-symbolic";
  line->label = cercle_choice_label (cercle_action_states, "done");
  return line;
}

static CercleTimelineLine *
line_of_day (int day, const CercleTimelineContext *context)
{
  CercleTimelineLine *line = g_object_new (CERCLE_TYPE_TIMELINE_LINE, NULL);

  line->story = CERCLE_STORY_DAY;
  line->context = *context;
  line->at = line->icon = "";
  line->day = day;
  return line;
}

/* --- Together -------------------------------------------------------------------------------- */

static int
compare_newest (gconstpointer a, gconstpointer b)
{
  CercleTimelineLine *left = *(CercleTimelineLine *const *) a;
  CercleTimelineLine *right = *(CercleTimelineLine *const *) b;

  return g_strcmp0 (right->at, left->at);
}

static void
add_events (GPtrArray *lines, CercleCaseFile *file, const CercleTimelineContext *context,
            GHashTable *told_calls)
{
  for (guint i = 0; i < file->events->len; i++)
    {
      CercleRecord *event = g_ptr_array_index (file->events, i);
      CercleRecord *call = find_call (file, event);

      if (call == NULL)
        {
          g_ptr_array_add (lines, line_of_event (event, context));
          continue;
        }
      if (g_hash_table_add (told_calls, call))
        g_ptr_array_add (lines, line_of_call (call, context));
    }
}

static GPtrArray *
with_days (GPtrArray *lines, const CercleTimelineContext *context, guint stories)
{
  GPtrArray *whole = g_ptr_array_new_with_free_func (g_object_unref);
  int day = G_MININT;

  for (guint i = 0; i < lines->len; i++)
    {
      CercleTimelineLine *line = g_ptr_array_index (lines, i);

      if (stories != 0 && !(stories & 1u << line->story))
        continue;
      if (line->day != day)
        g_ptr_array_add (whole, line_of_day (line->day, context));
      day = line->day;
      g_ptr_array_add (whole, g_object_ref (line));
    }
  return whole;
}

GPtrArray *
cercle_timeline_build (CercleCaseFile *file, const CercleTimelineContext *context, guint stories)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) told_calls = g_hash_table_new (NULL, NULL);

  add_events (lines, file, context, told_calls);
  for (guint i = 0; i < file->calls->len; i++)
    if (!g_hash_table_contains (told_calls, g_ptr_array_index (file->calls, i)))
      g_ptr_array_add (lines, line_of_call (g_ptr_array_index (file->calls, i), context));
  for (guint i = 0; i < file->actions->len; i++)
    if (cercle_record_is_set (g_ptr_array_index (file->actions, i), CERCLE_ACTION_DONE_AT))
      g_ptr_array_add (lines, line_of_action (g_ptr_array_index (file->actions, i), context));
  g_ptr_array_sort (lines, compare_newest);
  return with_days (lines, context, stories);
}
