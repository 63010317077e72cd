/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does it mean that something is done, put off or late? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-action-list.h"

#include <glib/gi18n-lib.h>

#include "cercle-action-done.h"
#include "cercle-day.h"
#include "cercle-event.h"
#include "cercle-instant.h"
#include "cercle-macros.h"
#include "cercle-toast.h"
#include "cercle-working-hours.h"

void
cercle_action_mark_done (CerclePage *page, CercleRecord *action)
{
  g_autoptr (CercleTx) tx = cercle_tx_new (N_ ("Marked as done."));
  g_autoptr (GError) error = NULL;

  if (!cercle_session_put_done (cercle_page_get_session (page), tx, action, NULL, &error))
    {
      cercle_toast_error (GTK_WIDGET (page), error);
      return;
    }
  cercle_page_commit (page, g_steal_pointer (&tx), NULL, NULL);
}

void
cercle_action_postpone (CerclePage *page, CercleRecord *action)
{
  CercleSession *session = cercle_page_get_session (page);
  CercleWorkingTime time = cercle_working_hours (session);
  g_autoptr (CercleRecord) copy = cercle_record_copy (action);
  g_autoptr (CercleTx) tx = cercle_tx_new (N_ ("Put off to the next open day."));
  g_autofree char *day = cercle_day_to_text (
      cercle_working_days_after (&time, cercle_session_get_today_number (session), 1));

  cercle_record_set_text (copy, CERCLE_ACTION_DUE_ON, day);
  cercle_tx_save (tx, copy);
  cercle_page_commit (page, g_steal_pointer (&tx), NULL, NULL);
}

int
cercle_action_lateness (CerclePage *page, CercleRecord *action)
{
  CercleSession *session = cercle_page_get_session (page);
  int today = cercle_session_get_today_number (session);
  int due = cercle_day_parse (cercle_record_get_text (action, CERCLE_ACTION_DUE_ON));
  int at = (int) cercle_record_get_integer (action, CERCLE_ACTION_DUE_AT, -1);
  int minute = 0;

  if (due == CERCLE_DAY_NONE || due > today)
    return -1;
  if (due < today)
    return G_MAXINT;
  if (at < 0)
    return -1;
  cercle_instant_local_day (cercle_instant_now (), cercle_session_get_zone (session), &minute);
  return minute > at ? minute - at : -1;
}
