/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done with the list of the review, and how does a verdict reach its case? */
#define G_LOG_DOMAIN "cercle-session"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-instant.h"
#include "cercle-macros.h"
#include "cercle-query.h"
#include "cercle-review-sitting-private.h"
#include "cercle-session-private.h"

/* Between two cases there is room for others. */
#define STEP 16

typedef struct _Doing Doing;
struct _Doing
{
  CercleSittingPlace place;
  CercleRole role;
  char *member, *kase, *other, *why, *guests, *remarks, *day;
  gboolean for_mdph;
  CercleRecord *verdict;
  /* With the sitting as it is; adds to tx what is done. NULL: the list is written, no more. */
  gboolean (*act) (CercleStore *store, Doing *doing, CercleSitting *sitting, CercleTx *tx,
                   GError **error);
  gboolean anew; /* what is told of the cases is told again */
};

static void
doing_free (gpointer data)
{
  Doing *doing = data;

  cercle_sitting_place_clear (&doing->place);
  g_free (doing->member);
  g_free (doing->kase);
  g_free (doing->other);
  g_free (doing->why);
  g_free (doing->guests);
  g_free (doing->remarks);
  g_free (doing->day);
  g_clear_object (&doing->verdict);
  g_free (doing);
}

/* --- Writing the list down ------------------------------------------------------------------- */

static gint64
position_of (const CercleSittingLine *line)
{
  return cercle_record_get_integer (line->line->item, CERCLE_REVIEW_ITEM_POSITION, -1);
}

static void
take_sheet (CercleRecord *item, const CercleSittingLine *line)
{
  guint64 sheet = cercle_review_item_sheet ();

  for (guint i = 0; i < CERCLE_REVIEW_ITEM_N_FIELDS; i++)
    if (sheet & CERCLE_MASK (i))
      cercle_record_take_value (item, line->told, i);
}

static void
write_line (CercleTx *tx, CercleSittingLine *line, gint64 position, gboolean anew)
{
  g_autoptr (CercleRecord) item = cercle_record_copy (line->line->item);

  if (anew || !line->line->written || !cercle_record_is_set (item, CERCLE_REVIEW_ITEM_WHO))
    take_sheet (item, line);
  if (position_of (line) < 0)
    cercle_record_set_integer (item, CERCLE_REVIEW_ITEM_POSITION, position);
  if (!line->line->written || cercle_record_get_changed (item) != 0)
    cercle_tx_save (tx, item);
  g_set_object (&line->line->item, item);
  line->line->written = TRUE;
}

static void
write_list (CercleTx *tx, Doing *doing, CercleSitting *sitting)
{
  gint64 position = STEP;

  if (sitting->list->review == NULL)
    {
      sitting->list->review = cercle_review_new (doing->place.scope, sitting->list->day);
      cercle_tx_save (tx, sitting->list->review);
    }
  for (guint i = 0; i < sitting->lines->len; i++)
    {
      CercleSittingLine *line = sitting->lines->pdata[i];

      position = MAX (position, position_of (line));
      if (line->line->kase != NULL)
        write_line (tx, line, position, doing->anew);
      position += STEP;
    }
}

static gboolean
prepare (CercleStore *store, CercleTx *tx, gpointer data, GError **error)
{
  Doing *doing = data;
  g_autoptr (CercleSitting) sitting = cercle_sitting_read (store, &doing->place, doing->day, error);

  if (sitting == NULL)
    return FALSE;
  /* The MDPH holds no case: its desk reads a list and writes none. */
  if (doing->role != CERCLE_ROLE_MDPH)
    write_list (tx, doing, sitting);
  return doing->act == NULL || doing->act (store, doing, sitting, tx, error);
}

static Doing *
begin (CercleSession *self)
{
  Doing *doing = g_new0 (Doing, 1);

  cercle_sitting_place_init (&doing->place, self);
  doing->role = self->role;
  doing->member = self->desk != NULL ? g_strdup (self->desk->member) : NULL;
  return doing;
}

/* Takes doing. Many items go apart: each desk may have made some of them. */
static void
push (CercleSession *self, Doing *doing, const char *label, GAsyncReadyCallback callback,
      gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);
  CercleTx *tx = cercle_tx_new (label);

  g_task_set_task_data (task, doing, doing_free);
  cercle_tx_set_apart (tx);
  cercle_session_push_action (self, task, tx, prepare);
}

static CercleSittingLine *
find_line (CercleSitting *sitting, const char *kase)
{
  for (guint i = 0; i < sitting->lines->len; i++)
    {
      CercleSittingLine *line = sitting->lines->pdata[i];

      if (g_strcmp0 (cercle_record_get_text (line->line->item, CERCLE_REVIEW_ITEM_CASE), kase) == 0)
        return line;
    }
  return NULL;
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE, sentence);
  return FALSE;
}

static gboolean
is_gone (GError **error)
{
  return refuse (error, _ ("This case is no longer on the list."));
}

void
cercle_session_close_list_async (CercleSession *self, GAsyncReadyCallback callback, gpointer data)
{
  Doing *doing = begin (self);

  doing->anew = TRUE;
  push (self, doing, N_ ("List of the review closed."), callback, data);
}

/* --- Adding, leaving out, ordering ----------------------------------------------------------- */

/* Told at once: the MDPH sees the case when it comes, not when the list is next written. */
static gboolean
add_case (CercleStore *store, Doing *doing, CercleSitting *sitting, CercleTx *tx, GError **error)
{
  CercleSittingLine *line = find_line (sitting, doing->kase);
  g_autoptr (CercleRecord) item = NULL;
  gint64 last = 0;

  for (guint i = 0; i < sitting->lines->len; i++)
    last = MAX (last, position_of (sitting->lines->pdata[i]));
  if (line != NULL && cercle_review_item_state (line->line->item) != CERCLE_REVIEW_LEFT_OUT)
    return refuse (error, _ ("This case is on the list already."));
  if (line == NULL)
    line = cercle_sitting_add (sitting, store, &doing->place, doing->kase, error);
  if (line == NULL)
    return FALSE;
  item = cercle_record_copy (line->line->item);
  if (!line->line->written)
    take_sheet (item, line);
  cercle_record_unset (item, CERCLE_REVIEW_ITEM_LEFT_OUT_WHY);
  cercle_record_set_token (item, CERCLE_REVIEW_ITEM_REASONS, "hand", TRUE);
  cercle_record_set_integer (item, CERCLE_REVIEW_ITEM_POSITION, last + STEP);
  cercle_tx_save (tx, item);
  return TRUE;
}

void
cercle_session_list_case_async (CercleSession *self, const char *kase, GAsyncReadyCallback callback,
                                gpointer data)
{
  Doing *doing = begin (self);

  doing->kase = g_strdup (kase);
  doing->act = add_case;
  push (self, doing, N_ ("Added to the review."), callback, data);
}

static gboolean
leave_out (CercleStore *store, Doing *doing, CercleSitting *sitting, CercleTx *tx, GError **error)
{
  CercleSittingLine *line = find_line (sitting, doing->kase);
  g_autoptr (CercleRecord) item = NULL;

  if (line == NULL)
    return is_gone (error);
  if (cercle_review_item_state (line->line->item) == CERCLE_REVIEW_DECIDED)
    return refuse (error, _ ("There is a verdict on this case: take that back first."));
  item = cercle_record_copy (line->line->item);
  cercle_record_set_text (item, CERCLE_REVIEW_ITEM_LEFT_OUT_WHY, doing->why);
  cercle_tx_save (tx, item);
  return TRUE;
}

void
cercle_session_leave_out_async (CercleSession *self, const char *kase, const char *why,
                                GAsyncReadyCallback callback, gpointer data)
{
  Doing *doing = begin (self);

  doing->kase = g_strdup (kase);
  doing->why = g_strdup (why);
  doing->act = leave_out;
  push (self, doing, N_ ("Taken off the review."), callback, data);
}

static void
set_position (CercleTx *tx, CercleSittingLine *line, gint64 position)
{
  g_autoptr (CercleRecord) item = NULL;

  if (position_of (line) == position)
    return;
  item = cercle_record_copy (line->line->item);
  cercle_record_set_integer (item, CERCLE_REVIEW_ITEM_POSITION, position);
  cercle_tx_save (tx, item);
}

static gboolean
order (CercleStore *store, Doing *doing, CercleSitting *sitting, CercleTx *tx, GError **error)
{
  CercleSittingLine *line = find_line (sitting, doing->kase);
  CercleSittingLine *other = doing->other != NULL ? find_line (sitting, doing->other) : NULL;
  gint64 position = STEP;
  guint n = sitting->list->lines->len;

  if (line == NULL || line == other)
    return line != NULL || is_gone (error);
  for (guint i = 0; i < n; i++, position += STEP)
    {
      CercleSittingLine *next = sitting->lines->pdata[i];

      if (next == line)
        {
          position -= STEP;
          continue;
        }
      if (next == other)
        {
          set_position (tx, line, position);
          position += STEP;
        }
      set_position (tx, next, position);
    }
  if (other == NULL)
    set_position (tx, line, position);
  return TRUE;
}

void
cercle_session_order_list_async (CercleSession *self, const char *kase, const char *before,
                                 GAsyncReadyCallback callback, gpointer data)
{
  Doing *doing = begin (self);

  doing->kase = g_strdup (kase);
  doing->other = g_strdup (before);
  doing->act = order;
  push (self, doing, N_ ("List of the review ordered."), callback, data);
}

/* --- Verdicts --------------------------------------------------------------------------------- */

/* Lets go of kase, which the stage points to, after it. */
static gboolean
add_effects (CercleStore *store, Doing *doing, const char *at, GPtrArray *effects, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (CercleRecord) kase =
      cercle_store_get (store, &cercle_case_kind,
                        cercle_record_get_text (doing->verdict, CERCLE_REVIEW_ITEM_CASE), &local);
  g_autoptr (CercleReviewStage) stage = NULL;
  g_autoptr (GPtrArray) found = NULL;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (kase == NULL || cercle_record_envelope (kase)->deleted)
    return TRUE;
  stage =
      cercle_review_stage_read (store, kase, doing->place.directory, &doing->place.frame, error);
  if (stage == NULL)
    return FALSE;
  cercle_review_complete (doing->verdict, &stage->scene);
  found = cercle_review_effects (doing->verdict, &stage->scene, doing->member, at);
  g_ptr_array_extend_and_steal (effects, g_steal_pointer (&found));
  return TRUE;
}

static gboolean
give (CercleStore *store, Doing *doing, CercleSitting *sitting, CercleTx *tx, GError **error)
{
  CercleSittingLine *line =
      find_line (sitting, cercle_record_get_text (doing->verdict, CERCLE_REVIEW_ITEM_CASE));
  guint64 fields = cercle_review_item_verdict () | CERCLE_MASK (CERCLE_REVIEW_ITEM_SECONDS);
  g_autoptr (GPtrArray) effects = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CercleRecord) item = NULL;
  g_autofree char *now = cercle_instant_now_text ();

  if (line == NULL)
    return is_gone (error);
  if (doing->role != CERCLE_ROLE_MDPH && !add_effects (store, doing, now, effects, error))
    return FALSE;
  item = cercle_record_copy (line->line->item);
  for (guint i = 0; i < CERCLE_REVIEW_ITEM_N_FIELDS; i++)
    if (fields & CERCLE_MASK (i))
      cercle_record_take_value (item, doing->verdict, i);
  cercle_record_set_text (item, CERCLE_REVIEW_ITEM_DECIDED_AT, now);
  cercle_record_set_text (item, CERCLE_REVIEW_ITEM_DECIDED_BY, doing->member);
  cercle_tx_save (tx, item);
  for (guint i = 0; i < effects->len; i++)
    cercle_tx_save (tx, effects->pdata[i]);
  return TRUE;
}

void
cercle_session_give_verdict_async (CercleSession *self, CercleRecord *verdict,
                                   GAsyncReadyCallback callback, gpointer data)
{
  Doing *doing = begin (self);

  doing->verdict = cercle_record_copy (verdict);
  doing->act = give;
  push (self, doing, N_ ("Verdict given."), callback, data);
}

typedef struct
{
  Doing *doing;
  CercleRecord *verdict; /* of who asks */
  GPtrArray *effects;
} Weighing;

static void
weighing_free (gpointer data)
{
  Weighing *weighing = data;

  doing_free (weighing->doing);
  g_object_unref (weighing->verdict);
  g_clear_pointer (&weighing->effects, g_ptr_array_unref);
  g_free (weighing);
}

static gboolean
weigh_job (CercleStore *store, gpointer data, GError **error)
{
  Weighing *weighing = data;
  g_autofree char *now = cercle_instant_now_text ();

  weighing->effects = g_ptr_array_new_with_free_func (g_object_unref);
  return weighing->doing->role == CERCLE_ROLE_MDPH ||
         add_effects (store, weighing->doing, now, weighing->effects, error);
}

void
cercle_session_weigh_async (CercleSession *self, const CercleSittingLine *line,
                            CercleRecord *verdict, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Weighing *weighing = g_new0 (Weighing, 1);

  weighing->doing = begin (self);
  weighing->doing->verdict = cercle_record_copy (verdict);
  weighing->verdict = g_object_ref (verdict);
  g_task_set_source_tag (task, cercle_session_weigh_async);
  g_task_set_task_data (task, weighing, weighing_free);
  cercle_session_push_read (self, weigh_job, task);
}

GPtrArray *
cercle_session_weigh_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  static const guint completed[] = { CERCLE_REVIEW_ITEM_HOLDER, CERCLE_REVIEW_ITEM_DUE_ON,
                                     CERCLE_REVIEW_ITEM_AGAIN_ON };
  Weighing *weighing = g_task_get_task_data (G_TASK (result));

  if (!cercle_session_finish_read (self, result, cercle_session_weigh_async, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (completed); i++)
    cercle_record_take_value (weighing->verdict, weighing->doing->verdict, completed[i]);
  return g_steal_pointer (&weighing->effects);
}

/* --- Being there, and agreeing ---------------------------------------------------------------- */

static void
placed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!cercle_session_commit_finish (CERCLE_SESSION (source), result, &error))
    g_debug ("A place was not written: %s", error->message);
}

void
cercle_session_take_place (CercleSession *self, const char *kase)
{
  const char *today = cercle_session_get_today (self);
  g_autofree char *review = self->scope != NULL ? cercle_review_id (self->scope, today) : NULL;
  g_autoptr (CercleRecord) held = NULL, known = NULL;
  g_autoptr (CercleRecord) place = NULL;
  g_autoptr (CercleTx) tx = cercle_tx_new (NULL);
  g_autofree char *now = cercle_instant_now_text ();
  g_autofree char *item = NULL;

  if (review == NULL || self->desk == NULL || self->desk->member == NULL)
    return;
  held = cercle_session_get (self, &cercle_review_kind, review);
  if (held == NULL)
    return;
  place = cercle_review_place_new (self->scope, today, self->desk->member);
  known = cercle_session_get (self, &cercle_review_place_kind, cercle_record_get_id (place));
  if (known != NULL)
    g_set_object (&place, known);
  if (kase != NULL)
    item = cercle_review_item_id (self->scope, today, kase);
  cercle_record_set_text (place, CERCLE_REVIEW_PLACE_ITEM, item);
  cercle_record_set_text (place, CERCLE_REVIEW_PLACE_AT, now);
  cercle_tx_save (tx, place);
  cercle_session_commit_async (self, g_steal_pointer (&tx), placed_cb, NULL);
}

static gboolean
agree (CercleStore *store, Doing *doing, CercleSitting *sitting, CercleTx *tx, GError **error)
{
  gboolean mdph = doing->for_mdph || doing->role == CERCLE_ROLE_MDPH;
  g_autoptr (CercleRecord) review = NULL;
  g_autofree char *now = cercle_instant_now_text ();

  if (sitting->list->review == NULL)
    return refuse (error, _ ("There was no review on this day."));
  review = cercle_record_copy (sitting->list->review);
  cercle_record_set_text (review,
                          mdph ? CERCLE_REVIEW_MDPH_AGREED_AT : CERCLE_REVIEW_TEAM_AGREED_AT, now);
  cercle_record_set_text (
      review, mdph ? CERCLE_REVIEW_MDPH_AGREED_BY : CERCLE_REVIEW_TEAM_AGREED_BY, doing->member);
  if (doing->guests != NULL)
    cercle_record_set_text (review, CERCLE_REVIEW_GUESTS, doing->guests);
  if (doing->remarks != NULL)
    cercle_record_set_text (review, CERCLE_REVIEW_REMARKS, doing->remarks);
  cercle_tx_save (tx, review);
  return TRUE;
}

void
cercle_session_agree_async (CercleSession *self, const char *day, gboolean for_mdph,
                            const char *guests, const char *remarks, GAsyncReadyCallback callback,
                            gpointer data)
{
  Doing *doing = begin (self);

  doing->day = g_strdup (day);
  doing->for_mdph = for_mdph;
  doing->guests = g_strdup (guests);
  doing->remarks = g_strdup (remarks);
  doing->act = agree;
  push (self, doing, N_ ("Minutes agreed to."), callback, data);
}
