/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What was said and decided in one governance meeting? */
#define G_LOG_DOMAIN "cercle-server"

#include <gio/gio.h>
#include <string.h>

#include "cercle-agenda.h"
#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-commune.h"
#include "cercle-day.h"
#include "cercle-id.h"
#include "cercle-instant.h"
#include "cercle-person.h"
#include "cercle-query.h"
#include "cercle-question.h"
#include "cercle-sample-meetings.h"

#define TOLD 6 /* cases of a section */
#define NBSP "\u00a0"

char *
cercle_sample_decision_id (CercleSampleBatch *batch, guint week, guint n)
{
  g_autofree char *number = g_strdup_printf ("%u-%u", week, n);
  return cercle_id_derive (batch->scope, "sample-decision", number, NULL);
}

/* --- Sections that come each week */

/* (transfer full): of the community; takes query. */
static GPtrArray *
find_here (CercleSampleMeeting *self, CercleQuery *query, GError **error)
{
  g_autoptr (CercleQuery) taken = query;
  g_autoptr (GPtrArray) found = cercle_store_find (self->batch->store, taken, error);

  for (guint i = found != NULL ? found->len : 0; i > 0; i--)
    if (g_strcmp0 (cercle_record_envelope (found->pdata[i - 1])->scope, self->batch->scope) != 0)
      g_ptr_array_remove_index (found, i - 1);
  return g_steal_pointer (&found);
}

/* Of the seven days before; -1 with error. */
static int
count_since (CercleSampleMeeting *self, const CercleKind *kind, guint field, GError **error)
{
  gint64 dawn = cercle_instant_from_local (self->day - 7, 0, CERCLE_SAMPLE_ZONE);
  gboolean day = kind->fields[field].type == CERCLE_DAY;
  g_autofree char *from = day ? cercle_day_to_text (self->day - 7) : cercle_instant_format (dawn);
  CercleQuery *query = cercle_query_new (kind);
  g_autoptr (GPtrArray) found = NULL;

  cercle_query_where (query, field, CERCLE_FROM, from);
  found = find_here (self, query, error);
  return found != NULL ? (int) found->len : -1;
}

static char *
tell_figures (CercleSampleMeeting *self, GError **error)
{
  int calls = count_since (self, &cercle_call_kind, CERCLE_CALL_STARTED_AT, error);
  int opened = calls < 0 ? -1 : count_since (self, &cercle_case_kind, CERCLE_CASE_OPENED_ON, error);
  int closed =
      opened < 0 ? -1 : count_since (self, &cercle_case_kind, CERCLE_CASE_CLOSED_ON, error);

  return closed < 0 ? NULL
                    : g_strdup_printf ("Appels" NBSP ": %d\nSituations ouvertes" NBSP
                                       ": %d\nSituations closes" NBSP ": %d",
                                       calls, opened, closed);
}

/* Initials and commune; a child in care is not told. */
static char *
tell_critical (CercleSampleMeeting *self, GError **error)
{
  CercleQuery *query = cercle_query_new (&cercle_case_kind);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) found = NULL;
  guint told = 0;

  cercle_query_where (query, CERCLE_CASE_OPEN, CERCLE_IS, "1");
  cercle_query_where (query, CERCLE_CASE_PRIORITY, CERCLE_IN, "p0 p1");
  cercle_query_sort (query, -1, CERCLE_CASE_OPENED_ON, FALSE);
  found = find_here (self, query, error);
  for (guint i = 0; found != NULL && i < found->len && told < TOLD; i++)
    {
      const char *id = cercle_record_get_text (found->pdata[i], CERCLE_CASE_PERSON);
      const char *commune = cercle_record_get_text (found->pdata[i], CERCLE_CASE_COMMUNE);
      g_autoptr (CercleRecord) person =
          id != NULL ? cercle_store_get (self->batch->store, &cercle_person_kind, id, NULL) : NULL;
      g_autofree char *initials = person != NULL ? cercle_person_initials (person) : NULL;

      if (initials == NULL ||
          g_strcmp0 (cercle_record_envelope (found->pdata[i])->audience, "team") != 0)
        continue;
      g_string_append_printf (text, "%s%s%s%s", told++ > 0 ? "\n" : "", initials,
                              commune != NULL ? ", " : "",
                              commune != NULL ? cercle_commune_name (commune) : "");
    }
  return found != NULL ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static char *
tell_pending (CercleSampleMeeting *self, GError **error)
{
  CercleQuery *query = cercle_query_new (&cercle_decision_kind);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) found = NULL;

  cercle_query_where (query, CERCLE_DECISION_APPLIED_ON, CERCLE_IS, NULL);
  found = find_here (self, query, error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    if (cercle_decision_is_pending (found->pdata[i]))
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                              cercle_record_get_text (found->pdata[i], CERCLE_DECISION_TEXT));
  return found != NULL ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static const struct
{
  const char *rule, *title;
  int place, minutes; /* place: in the template of the governance meeting */
  char *(*tell) (CercleSampleMeeting *self, GError **error);
} sections[] = {
  { "figures", "Chiffres depuis la dernière fois", 0, 5, tell_figures },
  { "critical", "Situations critiques", 1, 12, tell_critical },
  { "decisions", "Décisions à appliquer", 9, 4, tell_pending },
};

/* Nothing to tell, no section. */
static gboolean
hold_sections (CercleSampleMeeting *self, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      g_autofree char *text = sections[i].tell (self, error);
      g_autofree char *number = g_strdup_printf ("%d", sections[i].place);
      g_autofree char *key = g_strconcat ("note ", sections[i].rule, NULL);
      g_autoptr (CercleRecord) item = NULL;

      if (text == NULL)
        return FALSE;
      if (text[0] == '\0')
        continue;
      item = cercle_agenda_item_new (self->meeting, sections[i].rule, number);
      cercle_record_set_text (item, CERCLE_AGENDA_ITEM_TITLE, sections[i].title);
      cercle_record_set_text (item, CERCLE_AGENDA_ITEM_TEXT, text);
      cercle_record_set_text (item, CERCLE_AGENDA_ITEM_NOTES,
                              cercle_sample_block_get (self->block, key));
      cercle_record_set_text (item, CERCLE_AGENDA_ITEM_STATE, "done");
      cercle_record_set_integer (item, CERCLE_AGENDA_ITEM_POSITION, (sections[i].place + 1) * 100);
      cercle_record_set_integer (item, CERCLE_AGENDA_ITEM_MINUTES, sections[i].minutes);
      cercle_record_set_integer (item, CERCLE_AGENDA_ITEM_SECONDS, sections[i].minutes * 57);
      cercle_sample_batch_create (self->batch, item);
    }
  return TRUE;
}

/* --- Items of the week */

typedef struct
{
  CercleSampleMeeting *meeting;
  CercleRecord *next;
  GPtrArray *written; /* items moved from the week before */
  GPtrArray *further; /* items that the next meeting begins with */
  CercleRecord *item; /* the one that is spoken of */
  guint items, decisions;
} Reading;

/* The n-th part of "title | known | notes". (transfer full) (nullable) */
static char *
part_of (const char *value, guint n)
{
  g_auto (GStrv) parts = g_strsplit (value, "|", -1);
  char *part = n < g_strv_length (parts) ? g_strstrip (parts[n]) : NULL;

  return part != NULL && part[0] != '\0' ? g_strdup (part) : NULL;
}

static void
settle (Reading *self, CercleRecord *item, const char *state, const char *notes)
{
  cercle_record_set_text (item, CERCLE_AGENDA_ITEM_STATE, state);
  cercle_record_set_text (item, CERCLE_AGENDA_ITEM_NOTES, notes);
  if (notes != NULL)
    cercle_record_set_integer (item, CERCLE_AGENDA_ITEM_SECONDS,
                               cercle_record_get_integer (item, CERCLE_AGENDA_ITEM_MINUTES, 5) *
                                   63);
  if (g_str_equal (state, "moved"))
    {
      CercleRecord *further = cercle_agenda_item_move (item, self->next);

      cercle_record_set_integer (further, CERCLE_AGENDA_ITEM_POSITION, self->further->len + 1);
      g_ptr_array_add (self->further, further);
    }
  g_set_object (&self->item, item);
}

/* "item free 15 done" */
static void
read_item (Reading *self, char **words, const char *value)
{
  g_autofree char *title = part_of (value, 0), *text = part_of (value, 1);
  g_autofree char *notes = part_of (value, 2);
  g_autoptr (CercleRecord) item = cercle_agenda_item_new (self->meeting->meeting, words[1], title);

  cercle_record_set_text (item, CERCLE_AGENDA_ITEM_TITLE, title);
  cercle_record_set_text (item, CERCLE_AGENDA_ITEM_TEXT, text);
  cercle_record_set_integer (item, CERCLE_AGENDA_ITEM_MINUTES,
                             g_ascii_strtoll (words[2], NULL, 10));
  cercle_record_set_integer (item, CERCLE_AGENDA_ITEM_POSITION, 300 + ++self->items * 10);
  settle (self, item, words[3], notes);
  cercle_sample_batch_create (self->meeting->batch, item);
}

/* "again done": FALSE when no such item was moved here. */
static gboolean
read_again (Reading *self, char **words, const char *value)
{
  g_autofree char *title = part_of (value, 0), *notes = part_of (value, 1);

  for (guint i = 0; i < self->written->len; i++)
    {
      CercleRecord *item = self->written->pdata[i];
      g_autoptr (CercleRecord) after = cercle_record_copy (item);

      if (g_strcmp0 (cercle_record_get_text (item, CERCLE_AGENDA_ITEM_TITLE), title) != 0)
        continue;
      settle (self, after, words[1], notes);
      cercle_sample_batch_patch (self->meeting->batch, item, after);
      return TRUE;
    }
  return FALSE;
}

/* (transfer full): "question:…", the question that a decision puts into the log. */
static char *
add_question (Reading *self, const char *text)
{
  CercleSampleBatch *batch = self->meeting->batch;
  g_autoptr (CercleRecord) question = cercle_sample_batch_new (batch, &cercle_question_kind, NULL);

  cercle_record_set_text (question, CERCLE_QUESTION_TEXT, text);
  cercle_record_set_text (question, CERCLE_QUESTION_MEETING,
                          cercle_record_get_id (self->meeting->meeting));
  cercle_record_set_text (question, CERCLE_QUESTION_ASKED_AT, batch->at);
  cercle_record_set_text (question, CERCLE_QUESTION_CHANNEL, "batch");
  cercle_sample_batch_create (batch, question);
  return g_strconcat ("question:", cercle_record_get_id (question), NULL);
}

/* "decision means ars 5 applied" */
static void
read_decision (Reading *self, char **words, const char *text)
{
  CercleSampleMeeting *meeting = self->meeting;
  CercleSampleWorld *world = meeting->batch->world;
  g_autofree char *holder = cercle_sample_reference (meeting->batch, words[2]);
  g_autoptr (CercleRecord) decision = cercle_sample_batch_new (
      meeting->batch, &cercle_decision_kind,
      cercle_sample_decision_id (meeting->batch, meeting->week, self->decisions++));
  g_autofree char *led_to = g_str_equal (words[1], "question") ? add_question (self, text) : NULL;

  cercle_record_set_text (decision, CERCLE_DECISION_MEETING,
                          cercle_record_get_id (meeting->meeting));
  if (self->item != NULL)
    cercle_record_set_text (decision, CERCLE_DECISION_ITEM, cercle_record_get_id (self->item));
  cercle_record_set_text (decision, CERCLE_DECISION_SORT, words[1]);
  cercle_record_set_text (decision, CERCLE_DECISION_TEXT, text);
  cercle_record_set_text (decision, CERCLE_DECISION_HOLDER, holder);
  cercle_record_set_text (decision, CERCLE_DECISION_LED_TO, led_to);
  if (g_ascii_isdigit (words[3][0]))
    {
      g_autofree char *due = cercle_day_to_text (cercle_working_days_after (
          &world->time, meeting->day, (int) g_ascii_strtoll (words[3], NULL, 10)));
      cercle_record_set_text (decision, CERCLE_DECISION_DUE_ON, due);
    }
  cercle_sample_batch_create (meeting->batch, decision);
}

static gboolean
read_line (Reading *self, const CercleSampleLine *line, GError **error)
{
  g_auto (GStrv) words = g_strsplit (line->key, " ", -1);
  guint n = g_strv_length (words);
  gboolean good = TRUE;

  if (g_str_equal (words[0], "item") && n == 4)
    read_item (self, words, line->value);
  else if (g_str_equal (words[0], "again") && n == 2)
    good = read_again (self, words, line->value);
  else if (g_str_equal (words[0], "decision") && n >= 4)
    read_decision (self, words, line->value);
  else
    good = g_str_equal (words[0], "note") || g_str_equal (words[0], "excused");
  if (!good)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s | %s", line->key, line->value);
  return good;
}

static gboolean
hold_items (CercleSampleMeeting *self, CercleRecord *next, GError **error)
{
  g_autoptr (GPtrArray) written =
      cercle_sample_batch_find (self->batch, &cercle_agenda_item_kind, CERCLE_AGENDA_ITEM_MEETING,
                                cercle_record_get_id (self->meeting), error);
  g_autoptr (GPtrArray) further = g_ptr_array_new_with_free_func (g_object_unref);
  Reading reading = { self, next, written, further };
  gboolean good = written != NULL;

  for (guint i = 0; good && i < self->block->lines->len; i++)
    good = read_line (&reading, &g_array_index (self->block->lines, CercleSampleLine, i), error);
  for (guint i = 0; good && i < further->len; i++)
    cercle_sample_batch_create (self->batch, further->pdata[i]);
  g_clear_object (&reading.item);
  return good;
}

/* --- What was decided the week before, and who is there */

static gboolean
apply_former (CercleSampleMeeting *self, GError **error)
{
  g_autofree char *name = g_strdup_printf ("week-%u", self->week + 1);
  const CercleSampleBlock *block = cercle_sample_book_find (self->batch->world->meetings, name);
  g_autofree char *day =
      cercle_day_to_text (cercle_working_days_after (&self->batch->world->time, self->day - 3, 0));
  guint decisions = 0;

  for (guint i = 0; block != NULL && i < block->lines->len; i++)
    {
      const CercleSampleLine *line = &g_array_index (block->lines, CercleSampleLine, i);
      g_autofree char *id = NULL;
      g_autoptr (CercleRecord) before = NULL, after = NULL;

      if (!g_str_has_prefix (line->key, "decision "))
        continue;
      id = cercle_sample_decision_id (self->batch, self->week + 1, decisions++);
      if (!g_str_has_suffix (line->key, " applied"))
        continue;
      before = cercle_store_get (self->batch->store, &cercle_decision_kind, id, error);
      if (before == NULL)
        return FALSE;
      after = cercle_record_copy (before);
      cercle_record_set_text (after, CERCLE_DECISION_APPLIED_ON, day);
      cercle_record_set_text (after, CERCLE_DECISION_APPLIED_BY, self->batch->member);
      cercle_sample_batch_patch (self->batch, before, after);
    }
  return TRUE;
}

static gboolean
count_heads (CercleSampleMeeting *self, GError **error)
{
  const char *excused = cercle_sample_block_get (self->block, "excused");
  g_autoptr (GPtrArray) attendees =
      cercle_sample_batch_find (self->batch, &cercle_attendee_kind, CERCLE_ATTENDEE_MEETING,
                                cercle_record_get_id (self->meeting), error);

  for (guint i = 0; attendees != NULL && i < attendees->len; i++)
    {
      g_autoptr (CercleRecord) after = cercle_record_copy (attendees->pdata[i]);
      const char *party = cercle_record_get_text (after, CERCLE_ATTENDEE_PARTY);
      gboolean away = excused != NULL && cercle_tokens_contain (excused, party);

      cercle_record_set_text (after, CERCLE_ATTENDEE_PRESENCE, away ? "excused" : "present");
      cercle_sample_batch_patch (self->batch, attendees->pdata[i], after);
    }
  return attendees != NULL;
}

static void
open_and_close (CercleSampleMeeting *self)
{
  g_autoptr (CercleRecord) after = cercle_record_copy (self->meeting);
  gint64 begins = cercle_record_get_integer (after, CERCLE_MEETING_STARTS_AT, 0);
  gint64 length = cercle_record_get_integer (after, CERCLE_MEETING_LENGTH, 0);
  g_autofree char *opened = cercle_instant_format (
      cercle_instant_from_local (self->day, (int) begins + 1, CERCLE_SAMPLE_ZONE));
  g_autofree char *closed = cercle_instant_format (
      cercle_instant_from_local (self->day, (int) (begins + length), CERCLE_SAMPLE_ZONE));

  cercle_record_set_text (after, CERCLE_MEETING_OPENED_AT, opened);
  cercle_record_set_text (after, CERCLE_MEETING_CLOSED_AT, closed);
  cercle_sample_batch_patch (self->batch, self->meeting, after);
}

gboolean
cercle_sample_week_hold (CercleSampleMeeting *self, CercleRecord *next, GError **error)
{
  g_return_val_if_fail (self->block != NULL, FALSE);
  open_and_close (self);
  return count_heads (self, error) && apply_former (self, error) && hold_sections (self, error) &&
         hold_items (self, next, error);
}
