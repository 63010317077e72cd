/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does our kit say, and what did it say before? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-kit-page.h"

#include <glib/gi18n-lib.h>

#include "cercle-changes.h"
#include "cercle-plain.h"
#include "cercle-compact-list.h"
#include "cercle-directory-line.h"
#include "cercle-directory-words.h"
#include "cercle-directory.h"
#include "cercle-keyboard.h"
#include "cercle-kit.h"
#include "cercle-macros.h"
#include "cercle-matrix-form.h"

#define SHEET_WIDTH 360
#define SHEET_MOST 560

struct _CercleKitPage
{
  CerclePage parent_instance;
  GtkWidget *panes, *divider, *list, *clamp, *sides, *sheet, *form;
  GListStore *rows; /* CercleRecord */
  char *wanted;     /* who is shown */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (CercleKitPage, cercle_kit_page, CERCLE_TYPE_PAGE)

#define FORM(self) CERCLE_MATRIX_FORM ((self)->form)

static CercleSession *
session_of (CercleKitPage *self)
{
  return cercle_page_get_session (CERCLE_PAGE (self));
}

static const char *
text (CercleRecord *record, guint field)
{
  return cercle_record_get_text (record, field);
}

static gboolean
may_write (CercleKitPage *self)
{
  return cercle_session_may (session_of (self), &cercle_document_kind, CERCLE_OP_CREATE);
}

/* --- The list -------------------------------------------------------------------------------- */

static void
fill_title (CercleCell *cell, gpointer item, gpointer session)
{
  cercle_cell_strong (cell, text (item, CERCLE_DOCUMENT_TITLE));
}

static void
fill_sort (CercleCell *cell, gpointer item, gpointer session)
{
  g_autofree char *sort = cercle_record_display (item, CERCLE_DOCUMENT_SORT);

  cercle_cell_dim (cell, sort);
}

static void
fill_version (CercleCell *cell, gpointer item, gpointer session)
{
  if (cercle_session_is_withdrawn (session, item))
    cercle_cell_dim (cell, _ ("withdrawn"));
  else
    cercle_cell_text (cell, text (item, CERCLE_DOCUMENT_VERSION));
}

static const CercleColumn columns[] = {
  { "title", N_ ("Title"), 0, 0, 0, fill_title },
  { "sort", N_ ("Sort"), 120, 0, CERCLE_COLUMN_WIDE, fill_sort },
  { "version", N_ ("Version"), 80, 70, CERCLE_COLUMN_END, fill_version },
};

/* --- What a sheet says ----------------------------------------------------------------------- */

static void
fill_sheet (CercleKitPage *self, CercleRecord *document, GtkWidget *box)
{
  g_autofree char *version = cercle_directory_version (document);
  g_autofree char *themes =
      cercle_session_words_of (session_of (self), document, CERCLE_DOCUMENT_THEMES);
  g_autofree char *missions =
      cercle_session_words_of (session_of (self), document, CERCLE_DOCUMENT_MISSIONS);
  g_autoptr (GPtrArray) versions = cercle_session_get_versions (session_of (self), document);
  GtkWidget *words = NULL, *row = NULL;

  cercle_directory_line_words (box, text (document, CERCLE_DOCUMENT_TITLE), "title-3");
  cercle_directory_line_words (box, version, "dim-label");
  if (cercle_session_is_withdrawn (session_of (self), document))
    {
      g_autofree char *day = cercle_record_display (document, CERCLE_DOCUMENT_RETIRED_ON);
      g_autofree char *gone = g_strdup_printf (_ ("No longer offered since %s."), day);

      cercle_directory_line_words (box, gone, NULL);
    }
  cercle_directory_line_fact (box, _ ("Themes"), themes);
  cercle_directory_line_fact (box, _ ("Missions"), missions);
  words = cercle_directory_line_words (box, text (document, CERCLE_DOCUMENT_TEXT), NULL);
  if (words != NULL)
    gtk_label_set_selectable (GTK_LABEL (words), TRUE);
  cercle_directory_line_web (box, text (document, CERCLE_DOCUMENT_WEB));
  if (may_write (self))
    {
      row = cercle_directory_line_row (box);
      cercle_directory_line_button (row, _ ("New Version…"), "kit.next", NULL);
      cercle_directory_line_button (row, _ ("New Document…"), "kit.new", NULL);
      if (cercle_session_is_withdrawn (session_of (self), document))
        cercle_directory_line_button (row, _ ("Offer Again"), "kit.offer", NULL);
      else if (cercle_session_may_withdraw (session_of (self), document))
        cercle_directory_line_button (row, _ ("Withdraw"), "kit.withdraw", NULL);
    }
  if (versions->len > 0)
    cercle_directory_line_words (box, _ ("Before"), "heading");
  for (guint i = 0; i < versions->len; i++)
    {
      g_autofree char *before = cercle_directory_version (versions->pdata[i]);
      cercle_directory_line_veiled (box, before, text (versions->pdata[i], CERCLE_DOCUMENT_TEXT));
    }
}

static void
show (CercleKitPage *self)
{
  g_autoptr (CercleRecord) document =
      cercle_compact_list_get_selected_item (CERCLE_COMPACT_LIST (self->list));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  g_free (self->wanted);
  self->wanted = document != NULL ? g_strdup (cercle_record_get_id (document)) : NULL;
  gtk_widget_add_css_class (box, "directory-sheet");
  if (document != NULL)
    fill_sheet (self, document, box);
  cercle_keyboard_leave (self->sheet);
  adw_bin_set_child (ADW_BIN (self->sheet), box);
}

static void
selected_cb (CercleKitPage *self)
{
  if (self->list != NULL && !self->filling)
    show (self);
}

static gboolean
has_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

/* The one shown stays; where another version has taken its place, that one is shown. */
static guint
position_of (CercleKitPage *self, GPtrArray *kit)
{
  for (guint i = 0; self->wanted != NULL && i < kit->len; i++)
    if (g_strcmp0 (cercle_record_get_id (kit->pdata[i]), self->wanted) == 0 ||
        g_strcmp0 (text (kit->pdata[i], CERCLE_DOCUMENT_REPLACES), self->wanted) == 0)
      return i;
  return 0;
}

static void
refresh (CercleKitPage *self)
{
  g_autoptr (GPtrArray) kit = cercle_session_get_kit (session_of (self));
  g_autoptr (GPtrArray) withdrawn = cercle_session_get_withdrawn (session_of (self));
  g_autofree char *words = g_strdup_printf (
      ngettext ("%u document in force", "%u documents in force", kit->len), kit->len);
  gboolean focus = has_focus (self->list);
  guint at = 0;

  g_ptr_array_extend_and_steal (kit, g_steal_pointer (&withdrawn));
  at = position_of (self, kit);
  self->filling = TRUE;
  g_list_store_remove_all (self->rows);
  g_list_store_splice (self->rows, 0, 0, kit->pdata, kit->len);
  if (kit->len > 0)
    cercle_compact_list_select (CERCLE_COMPACT_LIST (self->list), at, focus);
  self->filling = FALSE;
  cercle_page_set_subtitle (CERCLE_PAGE (self), words);
  show (self);
}

static void
changed_cb (CercleSession *session, guint64 changed, CercleKitPage *self)
{
  if (cercle_changes_have (changed, &cercle_document_kind))
    refresh (self);
}

/* --- Writing --------------------------------------------------------------------------------- */

static const guint fields[] = {
  CERCLE_DOCUMENT_TITLE,     CERCLE_DOCUMENT_SORT,   CERCLE_DOCUMENT_VERSION,
  CERCLE_DOCUMENT_ISSUED_ON, CERCLE_DOCUMENT_THEMES, CERCLE_DOCUMENT_MISSIONS,
  CERCLE_DOCUMENT_TEXT,      CERCLE_DOCUMENT_WEB,
};
static const CercleMatrixFormSort writing = { "document",
                                              N_ ("Document of the Kit"),
                                              N_ ("Save"),
                                              fields,
                                              G_N_ELEMENTS (fields),
                                              N_ ("Cercle keeps no files: put the file where your "
                                                  "colleagues can open it, and give its address "
                                                  "here.") };

static void
end (CercleKitPage *self)
{
  if (cercle_matrix_form_get_sort (FORM (self)) != NULL)
    cercle_matrix_form_end (FORM (self), NULL);
  gtk_stack_set_visible_child_name (GTK_STACK (self->sides), "sheet");
  gtk_widget_grab_focus (self->list);
}

static void
saved_cb (CerclePage *page, gboolean committed, gpointer data)
{
  CercleKitPage *self = CERCLE_KIT_PAGE (page);
  g_autofree char *id = data;

  if (!committed || self->list == NULL)
    return;
  g_free (self->wanted);
  self->wanted = g_steal_pointer (&id);
  refresh (self);
  end (self);
}

static void
save_cb (CercleMatrixForm *form, CercleRecord *document, CercleKitPage *self)
{
  const char *web = text (document, CERCLE_DOCUMENT_WEB);
  CercleTx *tx = NULL;

  if (web != NULL && !cercle_directory_line_is_web (web))
    {
      cercle_matrix_form_refuse (form, CERCLE_DOCUMENT_WEB,
                                 _ ("An address of the web begins with https://."));
      return;
    }
  if (web == NULL && !cercle_record_is_set (document, CERCLE_DOCUMENT_TEXT))
    {
      cercle_matrix_form_refuse (form, CERCLE_DOCUMENT_TEXT, _ ("A text or an address is needed."));
      return;
    }
  if (g_strcmp0 (text (document, CERCLE_DOCUMENT_SORT), "reflex") == 0 &&
      !cercle_record_is_set (document, CERCLE_DOCUMENT_THEMES) &&
      !cercle_record_is_set (document, CERCLE_DOCUMENT_MISSIONS))
    {
      cercle_matrix_form_refuse (
          form, CERCLE_DOCUMENT_THEMES,
          _ ("A reflex sheet has a theme or a mission: beside which calls is it shown?"));
      return;
    }
  tx = cercle_tx_new (N_ ("Document saved."));
  cercle_tx_save (tx, document);
  cercle_matrix_form_end (form, tx);
  cercle_page_commit (CERCLE_PAGE (self), tx, saved_cb, g_strdup (cercle_record_get_id (document)));
}

static void
write_version (CercleKitPage *self, CercleRecord *before)
{
  g_autoptr (CercleRecord) version = cercle_session_new_version (session_of (self), before);

  cercle_matrix_form_edit (FORM (self), &writing, version,
                           before != NULL ? cercle_record_get_id (before) : "new");
  gtk_stack_set_visible_child_name (GTK_STACK (self->sides), "form");
  cercle_matrix_form_start (FORM (self));
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleKitPage *self = CERCLE_KIT_PAGE (widget);
  g_autoptr (CercleRecord) document =
      cercle_compact_list_get_selected_item (CERCLE_COMPACT_LIST (self->list));

  if (document != NULL)
    write_version (self, document);
}

static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  write_version (CERCLE_KIT_PAGE (widget), NULL);
}

/* One key takes it back, so that nothing is asked. */
static void
change_offer (CercleKitPage *self, gboolean offered)
{
  g_autoptr (CercleRecord) document =
      cercle_compact_list_get_selected_item (CERCLE_COMPACT_LIST (self->list));

  if (document == NULL || cercle_matrix_form_get_sort (FORM (self)) != NULL ||
      !cercle_session_may_withdraw (session_of (self), document) ||
      cercle_session_is_withdrawn (session_of (self), document) != offered)
    return;
  cercle_page_commit (CERCLE_PAGE (self),
                      offered ? cercle_session_offer_document (session_of (self), document)
                              : cercle_session_withdraw_document (session_of (self), document),
                      NULL, NULL);
}

static void
withdraw_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  change_offer (CERCLE_KIT_PAGE (widget), FALSE);
}

static void
offer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  change_offer (CERCLE_KIT_PAGE (widget), TRUE);
}

/* --- The page -------------------------------------------------------------------------------- */

static void
cercle_kit_page_open (CerclePage *page, const char *target)
{
  refresh (CERCLE_KIT_PAGE (page));
}

static void
cercle_kit_page_start (CerclePage *page)
{
  gtk_widget_grab_focus (CERCLE_KIT_PAGE (page)->list);
}

static void
cercle_kit_page_leave (CerclePage *page)
{
  if (cercle_matrix_form_get_sort (FORM (CERCLE_KIT_PAGE (page))) != NULL)
    end (CERCLE_KIT_PAGE (page));
}

static void
narrow_cb (CercleKitPage *self)
{
  gboolean narrow = cercle_page_get_narrow (CERCLE_PAGE (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->panes),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->divider),
                                  narrow ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  adw_clamp_set_maximum_size (ADW_CLAMP (self->clamp), narrow ? G_MAXINT16 : SHEET_MOST);
  gtk_widget_set_size_request (self->clamp, narrow ? -1 : SHEET_WIDTH, -1);
}

static void
build (CercleKitPage *self)
{
  self->list = cercle_compact_list_new ();
  cercle_page_fit_list (CERCLE_PAGE (self), self->list);
  cercle_compact_list_set_columns (CERCLE_COMPACT_LIST (self->list), _ ("Kit"), columns,
                                   G_N_ELEMENTS (columns), session_of (self));
  cercle_compact_list_set_model (CERCLE_COMPACT_LIST (self->list), G_LIST_MODEL (self->rows));
  g_signal_connect_swapped (self->list, "notify::selected", G_CALLBACK (selected_cb), self);
  gtk_widget_set_hexpand (self->list, TRUE);
  gtk_widget_set_vexpand (self->list, TRUE);
  self->form = cercle_matrix_form_new (session_of (self));
  g_signal_connect (self->form, "save", G_CALLBACK (save_cb), self);
  g_signal_connect_swapped (self->form, "done", G_CALLBACK (end), self);
  gtk_widget_set_margin_top (self->form, 12);
  gtk_widget_set_margin_bottom (self->form, 12);
  gtk_widget_set_margin_start (self->form, 12);
  gtk_widget_set_margin_end (self->form, 12);
  self->sheet = adw_bin_new ();
  self->sides = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->sides), cercle_plain_scroll (self->sheet), "sheet");
  gtk_stack_add_named (GTK_STACK (self->sides), cercle_plain_scroll (self->form), "form");
  self->divider = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  self->panes = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_append (GTK_BOX (self->panes), self->list);
  gtk_box_append (GTK_BOX (self->panes), self->divider);
  self->clamp = adw_clamp_new ();
  adw_clamp_set_child (ADW_CLAMP (self->clamp), self->sides);
  /* Its fields would like all the room; the titles need it. */
  gtk_widget_set_hexpand (self->clamp, FALSE);
  gtk_box_append (GTK_BOX (self->panes), self->clamp);
  adw_bin_set_child (ADW_BIN (self), self->panes);
}

static void
cercle_kit_page_constructed (GObject *object)
{
  CercleKitPage *self = CERCLE_KIT_PAGE (object);

  G_OBJECT_CLASS (cercle_kit_page_parent_class)->constructed (object);
  cercle_page_set_title (CERCLE_PAGE (self), _ ("Kit"));
  build (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "kit.new", may_write (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "kit.next", may_write (self));
  g_signal_connect_object (session_of (self), "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (narrow_cb), NULL);
  narrow_cb (self);
}

static void
cercle_kit_page_dispose (GObject *object)
{
  CercleKitPage *self = CERCLE_KIT_PAGE (object);

  self->list = NULL;
  G_OBJECT_CLASS (cercle_kit_page_parent_class)->dispose (object);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->wanted, g_free);
}

static void
cercle_kit_page_class_init (CercleKitPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = cercle_kit_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = cercle_kit_page_dispose;
  CERCLE_PAGE_CLASS (klass)->open = cercle_kit_page_open;
  CERCLE_PAGE_CLASS (klass)->start = cercle_kit_page_start;
  CERCLE_PAGE_CLASS (klass)->leave = cercle_kit_page_leave;
  gtk_widget_class_install_action (widget_class, "kit.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "kit.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "kit.withdraw", NULL, withdraw_action);
  gtk_widget_class_install_action (widget_class, "kit.offer", NULL, offer_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Insert, 0, "kit.new", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "kit.withdraw", NULL);
}

static void
cercle_kit_page_init (CercleKitPage *self)
{
  self->rows = g_list_store_new (CERCLE_TYPE_RECORD);
}
