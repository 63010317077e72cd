/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What of the meeting that is shown may leave the desk, and in which forms? */
#define G_LOG_DOMAIN "cercle-widgets"

#include <glib/gi18n-lib.h>

#include "cercle-meeting-addresses.h"
#include "cercle-meetings-page-private.h"
#include "cercle-paper.h"

static const struct
{
  const char *what, *label; /* msgid */
  CerclePaperSort sort;
  CerclePaperForm form;
  gboolean of_series;
} leaving[] = {
  { "members", N_ ("Agenda or Minutes, Without Names…"), CERCLE_PAPER_MEETING, CERCLE_FORM_PDF },
  { "chair", N_ ("Agenda or Minutes, for the Chair…"), CERCLE_PAPER_MEETING_CHAIR,
    CERCLE_FORM_PDF },
  { "decisions", N_ ("Decisions as a Table…"), CERCLE_PAPER_DECISIONS, CERCLE_FORM_CSV },
  { "calendar", N_ ("This Meeting for Calendars (.ics)…"), CERCLE_PAPER_CALENDAR,
    CERCLE_FORM_CALENDAR },
  { "series", N_ ("The Whole Series for Calendars (.ics)…"), CERCLE_PAPER_CALENDAR,
    CERCLE_FORM_CALENDAR, TRUE },
};

/* Each entry does something: what may not leave, or is not there, has none. */
void
cercle_meeting_leaving_follow (CercleMeetingsPage *self)
{
  CercleSession *session = cercle_meetings_page_session (self);
  gboolean in_series =
      self->sheet != NULL && cercle_record_is_set (self->sheet->meeting, CERCLE_MEETING_SERIES);

  g_menu_remove_all (self->leaving);
  for (guint i = 0; self->sheet != NULL && i < G_N_ELEMENTS (leaving); i++)
    {
      g_autofree char *action = g_strdup_printf ("win.take-meeting('%s')", leaving[i].what);

      if (cercle_session_offers_paper (session, leaving[i].sort, leaving[i].form) &&
          (in_series || !leaving[i].of_series))
        g_menu_append (self->leaving, _ (leaving[i].label), action);
    }
}

/* --- Addresses -------------------------------------------------------------------------------- */

static void
addresses_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleMeetingsPage *self = CERCLE_MEETINGS_PAGE (widget);

  if (cercle_meetings_editing_is_open (self))
    return;
  cercle_meetings_page_show_side (self, "addresses");
  cercle_meetings_page_show_sheet (self, TRUE);
  cercle_meeting_addresses_start (CERCLE_MEETING_ADDRESSES (self->addresses));
}

void
cercle_meeting_leaving_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "meetings.addresses", NULL, addresses_action);
}

void
cercle_meeting_leaving_init (CercleMeetingsPage *self)
{
  CercleSession *session = cercle_meetings_page_session (self);
  g_autoptr (GMenu) followed = g_menu_new ();

  self->leaving = g_menu_new ();
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (self->leaving));
  if (cercle_session_may (session, &cercle_agenda_item_kind, CERCLE_OP_CREATE))
    g_menu_append (followed, _ ("Calendar _Addresses…"), "meetings.addresses");
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (followed));
  self->addresses = cercle_meeting_addresses_new (session);
  g_signal_connect_swapped (self->addresses, "done", G_CALLBACK (cercle_meetings_editing_end),
                            self);
  gtk_stack_add_named (GTK_STACK (self->sides), self->addresses, "addresses");
  cercle_meeting_leaving_follow (self);
}

gboolean
cercle_meeting_leaving_fill_paper (CerclePage *page, CerclePaper *paper)
{
  paper->meeting = cercle_meetings_page_copy (CERCLE_MEETINGS_PAGE (page));
  return paper->meeting != NULL;
}
