/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does this case wait for us, as somebody else's or as ours again? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-handed.h"

#include "cercle-case-transfer-line.h"
#include "cercle-keyboard.h"

struct _CercleCaseHanded
{
  CercleCasePart parent_instance;
  GtkWidget *lines;
  guint due; /* the next one becomes late */
};

G_DEFINE_FINAL_TYPE (CercleCaseHanded, cercle_case_handed, CERCLE_TYPE_CASE_PART)

static void
handed_show (CercleCasePart *part, CercleCaseFile *file)
{
  CercleCaseHanded *self = CERCLE_CASE_HANDED (part);
  gint64 first = 0;

  cercle_keyboard_clear (GTK_BOX (self->lines));
  for (guint i = 0; i < file->transfers->len; i++)
    {
      CercleTransferLine line = cercle_transfer_line (part, g_ptr_array_index (file->transfers, i));

      if (cercle_transfer_line_asks (&line))
        gtk_box_append (GTK_BOX (self->lines), cercle_transfer_line_show (part, &line, FALSE));
      if (line.state == CERCLE_TRANSFER_WAITING && (first == 0 || line.due < first))
        first = line.due;
    }
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (self->lines) != NULL);
  cercle_transfer_line_watch (part, &self->due, first);
}

static void
cercle_case_handed_dispose (GObject *object)
{
  g_clear_handle_id (&CERCLE_CASE_HANDED (object)->due, g_source_remove);
  G_OBJECT_CLASS (cercle_case_handed_parent_class)->dispose (object);
}

static void
cercle_case_handed_class_init (CercleCaseHandedClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_case_handed_dispose;
  CERCLE_CASE_PART_CLASS (klass)->show = handed_show;
}

static void
cercle_case_handed_init (CercleCaseHanded *self)
{
  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_add_css_class (self->lines, "card");
  gtk_widget_add_css_class (self->lines, "case-card");
  adw_bin_set_child (ADW_BIN (self), self->lines);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
