/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a list know of a meeting, and of an item of its agenda? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-meeting-row.h"

#include "cercle-choices.h"
#include "cercle-day.h"
#include "cercle-meeting-item-pane.h"

G_DEFINE_FINAL_TYPE (CercleMeetingRow, cercle_meeting_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (CercleAgendaRow, cercle_agenda_row, G_TYPE_OBJECT)

static void
cercle_meeting_row_finalize (GObject *object)
{
  g_object_unref (CERCLE_MEETING_ROW (object)->meeting);
  G_OBJECT_CLASS (cercle_meeting_row_parent_class)->finalize (object);
}

static void
cercle_meeting_row_class_init (CercleMeetingRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cercle_meeting_row_finalize;
}

static void
cercle_meeting_row_init (CercleMeetingRow *self)
{
}

CercleMeetingRow *
cercle_meeting_row_new (CercleRecord *meeting, int today)
{
  CercleMeetingRow *self = g_object_new (CERCLE_TYPE_MEETING_ROW, NULL);

  self->meeting = g_object_ref (meeting);
  self->today = today;
  return self;
}

const char *
cercle_meeting_row_get_id (CercleMeetingRow *self)
{
  return cercle_record_get_id (self->meeting);
}

int
cercle_meeting_row_day (CercleMeetingRow *self)
{
  return cercle_day_parse (cercle_record_get_text (self->meeting, CERCLE_MEETING_HELD_ON));
}

static void
cercle_agenda_row_finalize (GObject *object)
{
  CercleAgendaRow *self = CERCLE_AGENDA_ROW (object);

  g_object_unref (self->item);
  g_free (self->why);
  g_free (self->presenter);
  g_free (self->decided);
  G_OBJECT_CLASS (cercle_agenda_row_parent_class)->finalize (object);
}

static void
cercle_agenda_row_class_init (CercleAgendaRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cercle_agenda_row_finalize;
}

static void
cercle_agenda_row_init (CercleAgendaRow *self)
{
}

CercleAgendaRow *
cercle_agenda_row_new (CercleSession *session, const CercleMeetingSheet *sheet, guint i)
{
  CercleAgendaRow *self = g_object_new (CERCLE_TYPE_AGENDA_ROW, NULL);
  CercleMeetingItem *item = sheet->items->pdata[i];

  self->item = g_object_ref (item->item);
  self->why = g_strdup (item->why);
  self->presenter = g_strdup (item->presenter);
  self->number = i + 1;
  self->decided = cercle_meeting_item_decided (session, item);
  self->ends_at = g_array_index (sheet->timing->ends, int, i);
  self->past = self->ends_at >= 0 && i >= sheet->timing->first_past;
  return self;
}

const char *
cercle_agenda_row_get_id (CercleAgendaRow *self)
{
  return cercle_record_get_id (self->item);
}

const char *
cercle_agenda_row_title (CercleAgendaRow *self)
{
  const char *title = cercle_record_get_text (self->item, CERCLE_AGENDA_ITEM_TITLE);

  return title != NULL
             ? title
             : cercle_choice_label (cercle_agenda_rules,
                                    cercle_record_get_text (self->item, CERCLE_AGENDA_ITEM_RULE));
}

gboolean
cercle_agenda_row_is_open (CercleAgendaRow *self)
{
  return g_strcmp0 (cercle_record_get_text (self->item, CERCLE_AGENDA_ITEM_STATE), "open") == 0;
}
