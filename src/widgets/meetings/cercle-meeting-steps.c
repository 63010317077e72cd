/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How far is a meeting, and how far are its minutes? */
#define G_LOG_DOMAIN "cercle-widgets"

#include <glib/gi18n-lib.h>

#include "cercle-day-format.h"
#include "cercle-dialog.h"
#include "cercle-escape.h"
#include "cercle-instant.h"
#include "cercle-macros.h"
#include "cercle-meeting-holding-private.h"
#include "cercle-toast.h"

typedef enum
{
  STEP_OPEN,
  STEP_CLOSE,
  STEP_VALIDATE,
  STEP_SHARE,
  STEP_NONE,
} Step;

static const char *const labels[] = {
  [STEP_OPEN] = N_ ("Open the Meeting"),
  [STEP_CLOSE] = N_ ("Close the Meeting"),
  [STEP_VALIDATE] = N_ ("Validate the Minutes"),
  [STEP_SHARE] = N_ ("Share the Minutes"),
};

static CercleSession *
session_of (CercleMeetingHolding *self)
{
  return cercle_page_get_session (CERCLE_PAGE (self));
}

static Step
next_step (CercleRecord *meeting)
{
  switch (cercle_meeting_state (meeting))
    {
    case CERCLE_MEETING_PREPARED:
      return STEP_OPEN;
    case CERCLE_MEETING_DRAFT:
      return cercle_record_is_set (meeting, CERCLE_MEETING_CLOSED_AT) ? STEP_VALIDATE : STEP_CLOSE;
    case CERCLE_MEETING_VALIDATED:
      return STEP_SHARE;
    case CERCLE_MEETING_SHARED:
    case CERCLE_MEETING_CANCELLED:
    default:
      return STEP_NONE;
    }
}

gboolean
cercle_meeting_steps_is_open (CercleMeetingHolding *self)
{
  return self->sheet != NULL && cercle_meeting_state (self->sheet->meeting) == CERCLE_MEETING_DRAFT;
}

static char *
tell_corrections (CercleMeetingHolding *self)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < self->sheet->corrections->len; i++)
    {
      CercleRecord *correction = self->sheet->corrections->pdata[i];
      g_autofree char *when =
          cercle_day_format_instant (cercle_record_get_text (correction, CERCLE_CORRECTION_MADE_AT),
                                     cercle_session_get_zone (session_of (self)),
                                     cercle_session_get_today_number (session_of (self)), TRUE);
      /* TRANSLATORS: when the minutes were corrected, how. */
      g_autofree char *line =
          g_strdup_printf (_ ("Correction, %1$s: %2$s"), when,
                           cercle_record_get_text (correction, CERCLE_CORRECTION_TEXT));

      g_string_append_printf (all, "%s%s", i > 0 ? "\n" : "", line);
    }
  return g_string_free (all, FALSE);
}

void
cercle_meeting_steps_show (CercleMeetingHolding *self)
{
  CercleRecord *meeting = self->sheet->meeting;
  CercleMeetingState state = cercle_meeting_state (meeting);
  Step step = next_step (meeting);
  g_autofree char *corrections = tell_corrections (self);
  gboolean held = state == CERCLE_MEETING_DRAFT && step == STEP_CLOSE;

  gtk_label_set_text (GTK_LABEL (self->state),
                      held ? _ ("The meeting is open") : cercle_meeting_state_label (state));
  gtk_widget_set_visible (self->step, step != STEP_NONE);
  if (step != STEP_NONE)
    gtk_button_set_label (GTK_BUTTON (self->step), _ (labels[step]));
  gtk_widget_set_visible (self->correct,
                          state == CERCLE_MEETING_VALIDATED || state == CERCLE_MEETING_SHARED);
  gtk_widget_set_visible (self->adopt, state == CERCLE_MEETING_DRAFT);
  gtk_label_set_text (GTK_LABEL (self->corrections), corrections);
  gtk_widget_set_visible (self->corrections, *corrections != '\0');
  cercle_meeting_item_pane_set_editable (CERCLE_MEETING_ITEM_PANE (self->pane),
                                         state == CERCLE_MEETING_DRAFT);
}

static void
mark_minutes (CercleMeetingHolding *self, guint at, guint by)
{
  g_autoptr (CercleRecord) copy = cercle_record_copy (self->sheet->meeting);
  CercleRecord *member = cercle_session_get_member (session_of (self));
  g_autofree char *now = cercle_instant_now_text ();

  cercle_record_set_text (copy, at, now);
  if (member != NULL)
    cercle_record_set_text (copy, by, cercle_record_get_id (member));
  cercle_session_change_meeting_async (session_of (self), copy, cercle_meeting_holding_done_cb,
                                       g_object_ref (self));
}

void
cercle_meeting_steps_go (CercleMeetingHolding *self)
{
  CercleRecord *meeting = self->sheet != NULL ? self->sheet->meeting : NULL;

  if (meeting == NULL)
    return;
  cercle_meeting_holding_save (self);
  switch (next_step (meeting))
    {
    case STEP_OPEN:
      cercle_session_open_meeting_async (session_of (self), meeting, cercle_meeting_holding_done_cb,
                                         g_object_ref (self));
      break;
    case STEP_CLOSE:
      cercle_session_close_meeting_async (session_of (self), meeting,
                                          cercle_meeting_holding_done_cb, g_object_ref (self));
      break;
    case STEP_VALIDATE:
      mark_minutes (self, CERCLE_MEETING_VALIDATED_AT, CERCLE_MEETING_VALIDATED_BY);
      break;
    case STEP_SHARE:
      mark_minutes (self, CERCLE_MEETING_SHARED_AT, CERCLE_MEETING_SHARED_BY);
      break;
    case STEP_NONE:
    default:
      break;
    }
}

/* --- Corrections -------------------------------------------------------------------------------
 */

static void
answered (gboolean accepted, gpointer data)
{
  g_autoptr (CercleMeetingHolding) self = data;
  g_autoptr (CercleRecord) correction = NULL;
  CercleMeetingItem *item = NULL;
  CercleRecord *member = cercle_session_get_member (session_of (self));
  g_autofree char *now = cercle_instant_now_text ();
  g_autofree char *words = NULL;
  CercleTx *tx = NULL;

  if (!accepted || self->sheet == NULL || self->entry == NULL)
    return;
  words = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  self->entry = NULL;
  if (*words == '\0')
    {
      cercle_toast (GTK_WIDGET (self), _ ("Say what is corrected."), FALSE);
      return;
    }
  item = cercle_meeting_holding_get_item (self);
  correction = cercle_session_new_record (session_of (self), &cercle_correction_kind);
  cercle_record_set_text (correction, CERCLE_CORRECTION_MEETING,
                          cercle_record_get_id (self->sheet->meeting));
  if (item != NULL)
    cercle_record_set_text (correction, CERCLE_CORRECTION_ITEM, cercle_record_get_id (item->item));
  cercle_record_set_text (correction, CERCLE_CORRECTION_TEXT, words);
  cercle_record_set_text (correction, CERCLE_CORRECTION_MADE_AT, now);
  if (member != NULL)
    cercle_record_set_text (correction, CERCLE_CORRECTION_MADE_BY, cercle_record_get_id (member));
  tx = cercle_tx_new (N_ ("Minutes corrected."));
  cercle_tx_save (tx, correction);
  cercle_page_commit (CERCLE_PAGE (self), tx, NULL, NULL);
}

void
cercle_meeting_steps_correct (CercleMeetingHolding *self)
{
  CercleQuestion question = { 0 };

  self->entry = gtk_entry_new ();
  gtk_entry_set_activates_default (GTK_ENTRY (self->entry), TRUE);
  gtk_entry_set_max_length (GTK_ENTRY (self->entry), 1000);
  cercle_set_spoken (self->entry, _ ("Correction"));
  question.heading = _ ("Correct the minutes");
  question.body =
      _ ("What was validated stays as it is: the correction stands under it, with its day.");
  question.accept = _ ("Correct");
  question.extra = self->entry;
  cercle_dialog_ask (GTK_WIDGET (self), &question, answered, g_object_ref (self));
}
