/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* In which case is she known, where the lists do not tell? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-waiting-choose.h"

#include <glib/gi18n-lib.h>

#include "cercle-dialog.h"
#include "cercle-palette-cases.h"
#include "cercle-toast.h"

typedef struct
{
  CerclePage *page;
  GtkWidget *lookup; /* lives as long as the question */
} Choosing;

static void
chosen_cb (gboolean accepted, gpointer data)
{
  g_autofree Choosing *choosing = data;
  g_autoptr (CerclePage) page = choosing->page;
  const char *kase = accepted ? cercle_lookup_get_chosen (CERCLE_LOOKUP (choosing->lookup)) : NULL;

  if (!accepted || gtk_widget_get_root (GTK_WIDGET (page)) == NULL)
    return;
  if (kase == NULL)
    cercle_toast (GTK_WIDGET (page), _ ("No case was chosen."), FALSE);
  else
    gtk_widget_activate_action (GTK_WIDGET (page), "waiting.known", "s", kase);
}

void
cercle_waiting_choose_case (CerclePage *page)
{
  GtkWidget *lookup = cercle_lookup_new (_ ("Case"), _ ("Name, reference or telephone of a case"));
  const CercleQuestion question = { .heading = _ ("In Which Case Is She Known?"),
                                    .accept = _ ("Known in This Case"),
                                    .extra = lookup };
  Choosing *choosing = g_new0 (Choosing, 1);

  choosing->page = g_object_ref (page);
  choosing->lookup = lookup;
  cercle_palette_suggest_cases (CERCLE_LOOKUP (lookup), cercle_page_get_session (page));
  cercle_dialog_ask (GTK_WIDGET (page), &question, chosen_cb, choosing);
}
