/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does everybody in the room see of a meeting? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-meeting-room.h"

#include <glib/gi18n-lib.h>

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

static GtkWidget *
add (GtkWidget *box, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
cercle_meeting_room_class_init (CercleMeetingRoomClass *klass)
{
}

static void
cercle_meeting_room_init (CercleMeetingRoom *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->title = add (box, "title-1");
  self->known = add (box, "title-3");
  self->notes = add (box, "title-4");
  self->decisions = add (box, "heading");
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
cercle_meeting_room_new (void)
{
  return g_object_new (CERCLE_TYPE_MEETING_ROOM, NULL);
}
