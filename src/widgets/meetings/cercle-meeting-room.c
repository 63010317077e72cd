/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does everybody in the room see of a meeting? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-meeting-room.h"

#include <glib/gi18n-lib.h>

#include "cercle-plain.h"

struct _CercleMeetingRoom
{
  AdwBin parent_instance;
  GtkWidget *title, *known, *notes, *decisions;
};

G_DEFINE_FINAL_TYPE (CercleMeetingRoom, cercle_meeting_room, ADW_TYPE_BIN)

static void
set (GtkWidget *label, const char *text)
{
  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL && *text != '\0');
}

void
cercle_meeting_room_show (CercleMeetingRoom *self, const char *title, const char *known,
                          const char *notes, const char *decisions)
{
  set (self->title, title);
  set (self->known, known);
  set (self->notes, notes);
  set (self->decisions, decisions);
}

static void
cercle_meeting_room_class_init (CercleMeetingRoomClass *klass)
{
}

static void
cercle_meeting_room_init (CercleMeetingRoom *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->title = cercle_plain_add_words (box, NULL, "title-1");
  self->known = cercle_plain_add_words (box, NULL, "title-3");
  self->notes = cercle_plain_add_words (box, NULL, "title-4");
  self->decisions = cercle_plain_add_words (box, NULL, "heading");
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
cercle_meeting_room_new (void)
{
  return g_object_new (CERCLE_TYPE_MEETING_ROOM, NULL);
}
