/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is on the list of the review, and what may this desk tell of it? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-review-sitting.h"

#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-consent.h"
#include "cercle-event.h"
#include "cercle-one-person.h"
#include "cercle-person.h"
#include "cercle-query.h"
#include "cercle-request.h"
#include "cercle-review-sitting-private.h"
#include "cercle-session-private.h"
#include "cercle-solution.h"

#define TOLD_EVENTS 3

CercleReviewFrame
cercle_session_get_review_frame (CercleSession *self)
{
  return (CercleReviewFrame){
    .today = cercle_session_get_today (self),
    .community = self->community,
    .time = cercle_community_working_time (self->community, cercle_session_get_territory (self),
                                           cercle_session_get_zone (self)),
  };
}

void
cercle_sitting_place_init (CercleSittingPlace *self, CercleSession *session)
{
  *self = (CercleSittingPlace){
    .scope = g_strdup (session->scope),
    .directory = g_strdup (session->directory_scope),
    .today = g_strdup (cercle_session_get_today (session)),
    .zone = g_strdup (cercle_session_get_zone (session)),
    .community = session->community != NULL ? cercle_record_copy (session->community) : NULL,
    .names = cercle_names_new (),
  };
  self->frame = (CercleReviewFrame){
    .today = self->today,
    .community = self->community,
    .time = cercle_community_working_time (self->community, cercle_session_get_territory (session),
                                           self->zone),
  };
}

void
cercle_sitting_place_clear (CercleSittingPlace *self)
{
  g_free (self->scope);
  g_free (self->directory);
  g_free (self->today);
  g_free (self->zone);
  g_clear_object (&self->community);
  g_clear_pointer (&self->names, cercle_names_free);
}

static void
sitting_line_free (gpointer data)
{
  CercleSittingLine *line = data;

  g_clear_object (&line->told);
  g_free (line->who);
  g_free (line->why);
  g_free (line);
}

void
cercle_sitting_free (CercleSitting *self)
{
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->list, cercle_review_list_free);
  g_free (self);
}

/* --- Telling, on the store thread ------------------------------------------------------------ */

static GPtrArray *
find (CercleStore *store, const CercleKind *kind, guint field, const char *id, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (kind);

  cercle_query_where (query, field, CERCLE_IS, id);
  return cercle_store_find (store, query, error);
}

static GPtrArray *
find_events (CercleStore *store, const char *kase, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_event_kind);

  cercle_query_where (query, CERCLE_EVENT_CASE, CERCLE_IS, kase);
  cercle_query_sort (query, -1, CERCLE_EVENT_AT, TRUE);
  cercle_query_set_limit (query, TOLD_EVENTS);
  return cercle_store_find (store, query, error);
}

/* Of the person and of those merged into her. */
static GPtrArray *
find_of_person (CercleStore *store, const CercleKind *kind, guint field, CercleRecord *person,
                GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) persons =
      person != NULL ? cercle_one_person_all (store, cercle_record_get_id (person), error)
                     : g_ptr_array_new ();

  for (guint i = 0; persons != NULL && i < persons->len; i++)
    {
      g_autoptr (GPtrArray) found =
          find (store, kind, field, cercle_record_get_id (persons->pdata[i]), error);

      if (found == NULL)
        return NULL;
      g_ptr_array_extend_and_steal (all, g_steal_pointer (&found));
    }
  return persons != NULL ? g_steal_pointer (&all) : NULL;
}

typedef struct
{
  GPtrArray *consents, *relatives, *calls, *requests, *solutions, *events;
} Story;

static void
story_clear (Story *story)
{
  g_clear_pointer (&story->consents, g_ptr_array_unref);
  g_clear_pointer (&story->relatives, g_ptr_array_unref);
  g_clear_pointer (&story->calls, g_ptr_array_unref);
  g_clear_pointer (&story->requests, g_ptr_array_unref);
  g_clear_pointer (&story->solutions, g_ptr_array_unref);
  g_clear_pointer (&story->events, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Story, story_clear)

static gboolean
read_story (CercleStore *store, const CercleReviewLine *line, Story *story, GError **error)
{
  const char *id = cercle_record_get_id (line->kase);

  return (story->consents = find_of_person (store, &cercle_consent_kind, CERCLE_CONSENT_PERSON,
                                            line->person, error)) != NULL &&
         (story->relatives = find_of_person (store, &cercle_relative_kind, CERCLE_RELATIVE_PERSON,
                                             line->person, error)) != NULL &&
         (story->calls = find (store, &cercle_call_kind, CERCLE_CALL_CASE, id, error)) != NULL &&
         (story->requests = find (store, &cercle_request_kind, CERCLE_REQUEST_CASE, id, error)) !=
             NULL &&
         (story->solutions =
              find (store, &cercle_solution_kind, CERCLE_SOLUTION_CASE, id, error)) != NULL &&
         (story->events = find_events (store, id, error)) != NULL;
}

static char *
label_of (const char *list, const char *token, gpointer names)
{
  return cercle_names_label (names, list, token);
}

static gboolean
tell (CercleStore *store, const CercleSittingPlace *place, CercleSittingLine *line, GError **error)
{
  g_auto (Story) story = { 0 };
  g_autoptr (CercleReviewStage) stage =
      cercle_review_stage_read (store, line->line->kase, place->directory, &place->frame, error);
  CercleReviewSource source = { .kase = line->line->kase,
                                .person = line->line->person,
                                .community = place->community,
                                .rights = line->line->rights,
                                .today = place->today,
                                .name = cercle_names_of,
                                .label = label_of,
                                .data = place->names };

  if (stage == NULL || !read_story (store, line->line, &story, error))
    return FALSE;
  source.consents = story.consents;
  source.relatives = story.relatives;
  source.calls = story.calls;
  source.requests = story.requests;
  source.solutions = story.solutions;
  source.events = story.events;
  source.mdph = stage->scene.mdph;
  cercle_review_tell (line->told, &source);
  line->named = cercle_review_may_name (&source);
  return TRUE;
}

static CercleSittingLine *
new_line (CercleReviewLine *of)
{
  CercleSittingLine *line = g_new0 (CercleSittingLine, 1);

  line->line = of;
  line->told = cercle_record_copy (of->item);
  return line;
}

static gboolean
add_line (CercleStore *store, const CercleSittingPlace *place, CercleSitting *sitting,
          CercleReviewLine *of, GError **error)
{
  CercleSittingLine *line = new_line (of);

  g_ptr_array_add (sitting->lines, line);
  if (of->kase != NULL && !tell (store, place, line, error))
    return FALSE;
  if (of->person != NULL)
    line->who = cercle_person_name (of->person);
  if (line->who == NULL || *line->who == '\0')
    {
      g_free (line->who);
      line->who = cercle_record_display (line->told, CERCLE_REVIEW_ITEM_WHO);
    }
  line->why = cercle_review_why (line->told, of->times);
  sitting->n_unwritten += !of->written;
  switch (cercle_review_item_state (of->item))
    {
    case CERCLE_REVIEW_DECIDED:
      sitting->n_decided++;
      break;
    case CERCLE_REVIEW_LEFT_OUT:
      sitting->n_left_out++;
      break;
    case CERCLE_REVIEW_OPEN:
    default:
      sitting->n_open++;
      break;
    }
  return TRUE;
}

CercleSitting *
cercle_sitting_read (CercleStore *store, const CercleSittingPlace *place, const char *day,
                     GError **error)
{
  g_autoptr (CercleSitting) self = g_new0 (CercleSitting, 1);

  cercle_names_use (place->names, store);
  self->lines = g_ptr_array_new_with_free_func (sitting_line_free);
  self->list = cercle_review_list_read (store, place->scope, day != NULL ? day : place->today,
                                        &place->frame, error);
  if (self->list == NULL)
    return NULL;
  for (guint i = 0; i < self->list->lines->len; i++)
    if (!add_line (store, place, self, self->list->lines->pdata[i], error))
      return NULL;
  for (guint i = 0; i < self->list->left_out->len; i++)
    if (!add_line (store, place, self, self->list->left_out->pdata[i], error))
      return NULL;
  return g_steal_pointer (&self);
}

CercleSittingLine *
cercle_sitting_add (CercleSitting *self, CercleStore *store, const CercleSittingPlace *place,
                    const char *kase, GError **error)
{
  CercleReviewLine *line =
      cercle_review_line_read (store, place->scope, self->list->day, kase, error);

  if (line == NULL)
    return NULL;
  g_ptr_array_add (self->list->lines, line);
  return add_line (store, place, self, line, error)
             ? g_ptr_array_index (self->lines, self->lines->len - 1)
             : NULL;
}

/* --- Asked ------------------------------------------------------------------------------------ */

typedef struct
{
  CercleSittingPlace place;
  char *day;
  CercleSitting *sitting;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  cercle_sitting_place_clear (&reading->place);
  g_free (reading->day);
  g_clear_pointer (&reading->sitting, cercle_sitting_free);
  g_free (reading);
}

static gboolean
reading_job (CercleStore *store, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->sitting = cercle_sitting_read (store, &reading->place, reading->day, error);
  return reading->sitting != NULL;
}

void
cercle_session_read_sitting_async (CercleSession *self, const char *day, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Reading *reading = g_new0 (Reading, 1);

  cercle_sitting_place_init (&reading->place, self);
  reading->day = g_strdup (day);
  g_task_set_source_tag (task, cercle_session_read_sitting_async);
  g_task_set_task_data (task, reading, reading_free);
  cercle_session_push_read (self, reading_job, task);
}

CercleSitting *
cercle_session_read_sitting_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  Reading *reading = g_task_get_task_data (G_TASK (result));

  if (!cercle_session_finish_read (self, result, cercle_session_read_sitting_async, error))
    return NULL;
  return g_steal_pointer (&reading->sitting);
}

/* --- What a month of them comes to ------------------------------------------------------------ */

typedef struct
{
  char *until;
  CercleReviewFigures *figures;
} Counting;

static void
counting_free (gpointer data)
{
  Counting *counting = data;

  g_free (counting->until);
  g_clear_pointer (&counting->figures, cercle_review_figures_free);
  g_free (counting);
}

static gboolean
counting_job (CercleStore *store, gpointer data, GError **error)
{
  Counting *counting = data;

  counting->figures = cercle_review_figures_read (store, counting->until, error);
  return counting->figures != NULL;
}

void
cercle_session_read_review_figures_async (CercleSession *self, const char *until,
                                          GCancellable *cancellable, GAsyncReadyCallback callback,
                                          gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Counting *counting = g_new0 (Counting, 1);

  counting->until = g_strdup (until);
  g_task_set_source_tag (task, cercle_session_read_review_figures_async);
  g_task_set_task_data (task, counting, counting_free);
  cercle_session_push_read (self, counting_job, task);
}

CercleReviewFigures *
cercle_session_read_review_figures_finish (CercleSession *self, GAsyncResult *result,
                                           GError **error)
{
  Counting *counting = g_task_get_task_data (G_TASK (result));

  if (!cercle_session_finish_read (self, result, cercle_session_read_review_figures_async, error))
    return NULL;
  return g_steal_pointer (&counting->figures);
}
