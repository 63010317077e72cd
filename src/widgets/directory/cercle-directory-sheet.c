/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a partner's sheet stand beside the list? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-directory-sheet.h"

#include <glib/gi18n-lib.h>

#include "cercle-directory-line.h"
#include "cercle-directory-parts.h"
#include "cercle-keyboard.h"
#include "cercle-organisation.h"

struct _CercleDirectorySheet
{
  AdwBin parent_instance;
  CercleSession *session;
  CerclePartnerSheet *sheet;
  GtkWidget *scroller, *box;
};

G_DEFINE_FINAL_TYPE (CercleDirectorySheet, cercle_directory_sheet, ADW_TYPE_BIN)

static void
add_title (const CercleDirectoryPart *part, GtkWidget *box, gboolean may)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *title = cercle_directory_line_words (row, _ (part->title), "heading");

  gtk_widget_set_hexpand (title, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (title), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (part->title), -1);
  if (may && part->kind != NULL)
    {
      g_autofree char *target = g_strconcat (part->kind->name, ":", NULL);
      GtkWidget *add = cercle_directory_line_button (row, _ ("Add…"), "directory.edit", target);
      gtk_widget_add_css_class (add, "flat");
    }
  gtk_box_append (GTK_BOX (box), row);
}

static void
add_part (const CercleDirectoryView *view, const CercleDirectoryPart *part, GtkWidget *box)
{
  GtkWidget *section = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gboolean addable = view->may && part->kind != NULL;

  g_object_ref_sink (section);
  part->fill (view, section);
  if (gtk_widget_get_first_child (section) != NULL || addable)
    {
      if (part->title != NULL)
        add_title (part, box, view->may);
      gtk_box_append (GTK_BOX (box), section);
    }
  g_object_unref (section);
}

static void
fill (CercleDirectorySheet *self)
{
  CercleDirectoryView view = {
    .session = self->session,
    .sheet = self->sheet,
    .may = cercle_session_may (self->session, &cercle_organisation_kind, CERCLE_OP_PATCH),
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  gtk_widget_add_css_class (box, "directory-sheet");
  for (guint i = 0; self->sheet != NULL && i < cercle_directory_n_parts; i++)
    add_part (&view, &cercle_directory_parts[i], box);
  adw_bin_set_child (ADW_BIN (self->box), box);
}

void
cercle_directory_sheet_show (CercleDirectorySheet *self, CerclePartnerSheet *sheet)
{
  g_autofree char *before = g_strdup (cercle_directory_sheet_get_id (self));
  gboolean here = cercle_keyboard_leave (GTK_WIDGET (self));

  g_clear_pointer (&self->sheet, cercle_partner_sheet_free);
  self->sheet = sheet;
  fill (self);
  if (g_strcmp0 (before, cercle_directory_sheet_get_id (self)) != 0)
    gtk_adjustment_set_value (
        gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
  if (here)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

const CerclePartnerSheet *
cercle_directory_sheet_get (CercleDirectorySheet *self)
{
  return self->sheet;
}

const char *
cercle_directory_sheet_get_id (CercleDirectorySheet *self)
{
  return self->sheet != NULL ? cercle_record_get_id (self->sheet->line->organisation) : NULL;
}

static void
cercle_directory_sheet_dispose (GObject *object)
{
  CercleDirectorySheet *self = CERCLE_DIRECTORY_SHEET (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->sheet, cercle_partner_sheet_free);
  G_OBJECT_CLASS (cercle_directory_sheet_parent_class)->dispose (object);
}

static void
cercle_directory_sheet_class_init (CercleDirectorySheetClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_directory_sheet_dispose;
}

static void
cercle_directory_sheet_init (CercleDirectorySheet *self)
{
  self->scroller = gtk_scrolled_window_new ();
  self->box = adw_bin_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->box);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  adw_bin_set_child (ADW_BIN (self), self->scroller);
}

GtkWidget *
cercle_directory_sheet_new (CercleSession *session)
{
  CercleDirectorySheet *self = g_object_new (CERCLE_TYPE_DIRECTORY_SHEET, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}
