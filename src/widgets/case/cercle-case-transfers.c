/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* To whom was the case handed, from whom did it come, and what became of it? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-transfers.h"

#include <glib/gi18n-lib.h>

#include "cercle-case-transfer-line.h"
#include "cercle-case.h"
#include "cercle-keyboard.h"
#include "cercle-moves.h"
#include "cercle-request.h"

struct _CercleCaseTransfers
{
  CercleCasePart parent_instance;
  GtkWidget *lines, *add;
  guint due; /* the next one becomes late */
};

G_DEFINE_FINAL_TYPE (CercleCaseTransfers, cercle_case_transfers, CERCLE_TYPE_CASE_PART)

/* The keyboard does not stay on a line that goes. */
static void
empty (CercleCaseTransfers *self)
{
  if (cercle_keyboard_clear (GTK_BOX (self->lines)) && gtk_widget_get_mapped (self->add))
    gtk_widget_grab_focus (self->add);
}

static void
transfers_show (CercleCasePart *part, CercleCaseFile *file)
{
  CercleCaseTransfers *self = CERCLE_CASE_TRANSFERS (part);
  CercleSession *session = cercle_case_part_get_session (part);
  gboolean open =
      cercle_case_status_is_open (cercle_record_get_text (file->kase, CERCLE_CASE_STATUS));
  gint64 first = 0;

  empty (self);
  for (guint i = 0; i < file->transfers->len; i++)
    {
      CercleTransferLine line = cercle_transfer_line (part, g_ptr_array_index (file->transfers, i));

      gtk_box_append (GTK_BOX (self->lines), cercle_transfer_line_show (part, &line, TRUE));
      if (line.state == CERCLE_TRANSFER_WAITING && (first == 0 || line.due < first))
        first = line.due;
    }
  if (file->transfers->len == 0)
    gtk_box_append (
        GTK_BOX (self->lines),
        cercle_transfer_label (_ ("This case was not handed to another community, nor received "
                                  "from one."),
                               "dim-label"));
  gtk_widget_set_visible (
      self->add, open && cercle_session_may (session, &cercle_transfer_kind, CERCLE_OP_CREATE));
  cercle_transfer_line_watch (part, &self->due, first);
}

static void
cercle_case_transfers_dispose (GObject *object)
{
  g_clear_handle_id (&CERCLE_CASE_TRANSFERS (object)->due, g_source_remove);
  G_OBJECT_CLASS (cercle_case_transfers_parent_class)->dispose (object);
}

static void
cercle_case_transfers_class_init (CercleCaseTransfersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_case_transfers_dispose;
  CERCLE_CASE_PART_CLASS (klass)->show = transfers_show;
}

static void
cercle_case_transfers_init (CercleCaseTransfers *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->add = gtk_button_new_with_label (_ ("Transfer…"));
  gtk_widget_add_css_class (self->add, "small");
  gtk_widget_set_valign (self->add, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add), "case.form");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->add), "s", "transfer");
  gtk_box_append (GTK_BOX (top), cercle_transfer_label (_ ("Transfers"), "heading"));
  gtk_box_append (GTK_BOX (top), self->add);
  gtk_box_append (GTK_BOX (card), top);
  gtk_box_append (GTK_BOX (card), self->lines);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "case-card");
  adw_bin_set_child (ADW_BIN (self), card);
}
