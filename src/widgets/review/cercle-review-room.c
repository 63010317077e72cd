/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does everybody in the room see of the review? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-review-room.h"

#include <glib/gi18n-lib.h>

#include "cercle-escape.h"
#include "cercle-review-told.h"

struct _CercleReviewRoom
{
  AdwBin parent_instance;
  GtkWidget *told, *words, *between;
};

G_DEFINE_FINAL_TYPE (CercleReviewRoom, cercle_review_room, ADW_TYPE_BIN)

void
cercle_review_room_show (CercleReviewRoom *self, CercleReviewRow *row, guint n, gboolean shown,
                         const char *words, int today)
{
  gboolean said = words != NULL && *words != '\0';
  g_autofree char *minutes = said ? g_strdup_printf (_ ("In the minutes: %s"), words) : NULL;

  gtk_widget_set_visible (self->told, row != NULL);
  gtk_widget_set_visible (self->words, row != NULL && said);
  gtk_widget_set_visible (self->between, row == NULL);
  if (row != NULL)
    cercle_review_told_show (CERCLE_REVIEW_TOLD (self->told), row, n, shown, today);
  gtk_label_set_text (GTK_LABEL (self->words), minutes != NULL ? minutes : "");
  cercle_set_description (self->between, said ? words : "");
}

static void
cercle_review_room_class_init (CercleReviewRoomClass *klass)
{
}

static void
cercle_review_room_init (CercleReviewRoom *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->told = cercle_review_told_new ();
  cercle_review_told_set_projected (CERCLE_REVIEW_TOLD (self->told));
  self->words = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->words), 0);
  gtk_label_set_wrap (GTK_LABEL (self->words), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->words), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (self->words, "heading");
  self->between = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->between), "object-select-symbolic");
  cercle_set_title (self->between, _ ("MDPH review"));
  gtk_widget_set_vexpand (self->between, TRUE);
  gtk_box_append (GTK_BOX (box), self->told);
  gtk_box_append (GTK_BOX (box), self->words);
  gtk_box_append (GTK_BOX (box), self->between);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
cercle_review_room_new (void)
{
  return g_object_new (CERCLE_TYPE_REVIEW_ROOM, NULL);
}
