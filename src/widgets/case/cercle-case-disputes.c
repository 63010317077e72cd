/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which facts of this case have two values? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-disputes.h"

#include "cercle-conflict-card.h"
#include "cercle-keyboard.h"

struct _CercleCaseDisputes
{
  CercleCasePart parent_instance;
  GtkWidget *box;
  char *shown; /* identities of the conflicts */
};

G_DEFINE_FINAL_TYPE (CercleCaseDisputes, cercle_case_disputes, CERCLE_TYPE_CASE_PART)

/* To the next card; after the last one to the parts around it, for what Tab finds first is the
 * window's. */
static void
pass_keyboard (CercleCaseDisputes *self)
{
  if (!gtk_widget_child_focus (self->box, GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (gtk_widget_get_parent (GTK_WIDGET (self)), GTK_DIR_TAB_FORWARD);
}

static void
disputes_show (CercleCasePart *part, CercleCaseFile *file)
{
  CercleCaseDisputes *self = CERCLE_CASE_DISPUTES (part);
  CercleSession *session = cercle_case_part_get_session (part);
  GPtrArray *conflicts = file->conflicts;
  g_autoptr (GString) ids = g_string_new (NULL);
  GtkWidget *card = NULL;
  gboolean keyboard = FALSE;

  for (guint i = 0; i < conflicts->len; i++)
    g_string_append (ids, cercle_record_get_id (g_ptr_array_index (conflicts, i)));
  /* The same ones stay where they are, with the focus. */
  if (g_strcmp0 (ids->str, self->shown) == 0)
    return;
  keyboard = cercle_keyboard_leave (self->box);
  gtk_widget_set_visible (GTK_WIDGET (self), conflicts->len > 0);
  g_free (self->shown);
  self->shown = g_strdup (ids->str);
  while ((card = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), card);
  for (guint i = 0; i < conflicts->len; i++)
    {
      card = cercle_conflict_card_new (session);
      cercle_conflict_card_show (CERCLE_CONFLICT_CARD (card), g_ptr_array_index (conflicts, i),
                                 FALSE);
      gtk_box_append (GTK_BOX (self->box), card);
    }
  if (keyboard)
    pass_keyboard (self);
}

static void
cercle_case_disputes_finalize (GObject *object)
{
  g_free (CERCLE_CASE_DISPUTES (object)->shown);
  G_OBJECT_CLASS (cercle_case_disputes_parent_class)->finalize (object);
}

static void
cercle_case_disputes_class_init (CercleCaseDisputesClass *klass)
{
  CercleCasePartClass *part_class = CERCLE_CASE_PART_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cercle_case_disputes_finalize;
  part_class->show = disputes_show;
}

static void
cercle_case_disputes_init (CercleCaseDisputes *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  adw_bin_set_child (ADW_BIN (self), self->box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
