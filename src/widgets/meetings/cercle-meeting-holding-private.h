/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What holding a meeting and writing its minutes share. For the page's own files only. */
#pragma once

#include "cercle-meeting-desk.h"
#include "cercle-meeting-holding.h"
#include "cercle-meeting-item-pane.h"
#include "cercle-meeting-staff.h"
#include "cercle-projector.h"

struct _CercleMeetingHolding
{
  CerclePage parent_instance;
  GtkWidget *states, *presence, *state, *corrections, *list, *pane, *split, *left, *time, *step,
      *adopt, *correct, *scroller, *keys;
  GListStore *items;    /* CercleRecord of the agenda */
  CercleRecord *wanted; /* the meeting, as it was asked for */
  CercleMeetingSheet *sheet;
  GPtrArray *internals;  /* CercleRecord of kind meeting_note */
  CercleStaffCase *told; /* of the item in hand */
  char *item;            /* in hand */
  CercleProjector *projector;
  GCancellable *staffing, *masking;
  GtkWidget *entry; /* of the dialog that asks */
  guint clock, spent,
      all_spent; /* seconds: on the item since it was written; since it was opened here */
  guint saving, quiet;
  char *deciding; /* item whose decision is being written; NULL: none */
  gboolean reading, again, starting;
};

/* (transfer none) (nullable) */
CercleMeetingItem *cercle_meeting_holding_get_item (CercleMeetingHolding *self);
/* (transfer none) (nullable): the team's note on an item. */
CercleRecord *cercle_meeting_holding_get_internal (CercleMeetingHolding *self, const char *item);
/* Of the item in hand; GTK_INVALID_LIST_POSITION: none. */
guint cercle_meeting_holding_get_position (CercleMeetingHolding *self);
/* Reads the meeting again, soon. */
void cercle_meeting_holding_read (CercleMeetingHolding *self);
/* A GAsyncReadyCallback of what is done; data: the page, (transfer full). */
void cercle_meeting_holding_done_cb (GObject *source, GAsyncResult *result, gpointer data);

/* --- cercle-meeting-steps.c --- */
void cercle_meeting_steps_show (CercleMeetingHolding *self);
/* Opens, closes, validates or shares: what comes next. */
void cercle_meeting_steps_go (CercleMeetingHolding *self);
void cercle_meeting_steps_correct (CercleMeetingHolding *self);
/* Neither closed nor validated: decisions are taken, notes are typed. */
gboolean cercle_meeting_steps_is_open (CercleMeetingHolding *self);

/* --- cercle-meeting-acting.c --- */
/* Writes what is typed; now, or after a pause. */
void cercle_meeting_holding_save (CercleMeetingHolding *self);
void cercle_meeting_acting_typed (CercleMeetingHolding *self);
void cercle_meeting_acting_step (CercleMeetingHolding *self, int by);
/* Discussed: the next one is shown. */
void cercle_meeting_acting_next (CercleMeetingHolding *self);
/* Takes the decision that is typed; without one it goes on. */
void cercle_meeting_acting_adopt (CercleMeetingHolding *self);

/* --- cercle-meeting-frame.c --- */
void cercle_meeting_frame_build (CercleMeetingHolding *self);
/* Once other guests are shown. */
void cercle_meeting_frame_fit (CercleMeetingHolding *self);
void cercle_meeting_frame_narrow (CercleMeetingHolding *self);

/* --- cercle-meeting-keys.c --- */
void cercle_meeting_keys_install (GtkWidgetClass *widget_class);
void cercle_meeting_keys_init (CercleMeetingHolding *self);

/* --- cercle-meeting-wall.c --- */
/* Shows the item in hand on the wall, where it is open. */
void cercle_meeting_wall_show (CercleMeetingHolding *self);
void cercle_meeting_wall_open (CercleMeetingHolding *self);
void cercle_meeting_wall_close (CercleMeetingHolding *self);
