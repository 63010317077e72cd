/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does one go from the agenda into the meeting? */
#define G_LOG_DOMAIN "cercle-widgets"

#include <glib/gi18n-lib.h>

#include "cercle-meetings-page-private.h"
#include "cercle-toast.h"

static void
show (CercleMeetingsPage *self, const char *meeting)
{
  g_autofree char *target = g_strconcat ("holding/", meeting, NULL);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-page", "s", target);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleMeetingsPage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = cercle_session_commit_finish (CERCLE_SESSION (source), result, &error);

  if (self->list == NULL || self->wanted == NULL)
    return;
  if (done)
    show (self, self->wanted);
  else
    cercle_toast_error (GTK_WIDGET (self), error);
}

/* A slot of a series that nobody wrote yet is opened: there is no other record to hold. */
static void
hold_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleMeetingsPage *self = CERCLE_MEETINGS_PAGE (widget);

  if (self->sheet == NULL || self->wanted == NULL ||
      cercle_meeting_state (self->sheet->meeting) == CERCLE_MEETING_CANCELLED)
    cercle_toast (widget, _ ("Choose a meeting that is held."), FALSE);
  else if (self->sheet->written)
    show (self, self->wanted);
  else
    cercle_session_open_meeting_async (cercle_meetings_page_session (self), self->sheet->meeting,
                                       opened_cb, g_object_ref (self));
}

void
cercle_meeting_entering_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "meetings.hold", NULL, hold_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F8, 0, "meetings.hold", NULL);
}

void
cercle_meeting_entering_init (CercleMeetingsPage *self)
{
  g_autoptr (GMenu) section = g_menu_new ();

  g_menu_append (section, _ ("_Hold This Meeting"), "meetings.hold");
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (section));
}
