/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a page say in passing what was done? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-toast.h"

#include <glib/gi18n-lib.h>

#include "cercle-day-format.h"
#include "cercle-day.h"
#include "cercle-escape.h"

void
cercle_toast (GtkWidget *from, const char *sentence, gboolean undo)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (from, ADW_TYPE_TOAST_OVERLAY);
  AdwToast *toast = NULL, *last = NULL;

  if (overlay == NULL)
    return;
  /* The newest is what counts, with its Undo: it does not wait for the others to go. */
  last = g_object_get_data (G_OBJECT (overlay), "cercle-toast");
  if (last != NULL)
    adw_toast_dismiss (last);
  toast = g_object_new (ADW_TYPE_TOAST, NULL);
  cercle_set_title (toast, sentence);
  if (undo)
    {
      adw_toast_set_button_label (toast, _ ("Undo"));
      adw_toast_set_action_name (toast, "win.undo");
    }
  g_object_set_data_full (G_OBJECT (overlay), "cercle-toast", g_object_ref (toast), g_object_unref);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

void
cercle_toast_done (GtkWidget *from, CercleSession *session, const char *sentence, gboolean undo)
{
  int day = cercle_day_parse (cercle_session_get_promised (session));
  g_autofree char *words = NULL;
  g_autofree char *both = NULL;

  if (day == CERCLE_DAY_NONE)
    {
      cercle_toast (from, sentence, undo);
      return;
    }
  words = cercle_day_format_short (day, cercle_session_get_today_number (session));
  /* TRANSLATORS: what was done, a whole sentence; a day: "Marked as done. Call-back planned:
   * tomorrow." */
  both = g_strdup_printf (_ ("%s Call-back planned: %s."), sentence, words);
  cercle_toast (from, both, undo);
}

void
cercle_toast_error (GtkWidget *from, const GError *error)
{
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    cercle_toast (from, error->message, FALSE);
}
