/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who stands around the person, and how is that corrected? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-relatives.h"

#include <glib/gi18n-lib.h>

#include "cercle-case-kin.h"
#include "cercle-escape.h"
#include "cercle-fact.h"
#include "cercle-page.h"
#include "cercle-person.h"
#include "cercle-text.h"

static const guint fields[] = {
  CERCLE_RELATIVE_FIRST_NAME, CERCLE_RELATIVE_LAST_NAME,      CERCLE_RELATIVE_LINK,
  CERCLE_RELATIVE_PHONE,      CERCLE_RELATIVE_MAIL,           CERCLE_RELATIVE_CARER,
  CERCLE_RELATIVE_MAY_BE_CALLED, CERCLE_RELATIVE_REPRESENTATIVE,
  CERCLE_RELATIVE_KNOWN,
};

typedef struct
{
  CercleRecord *record;
  GtkWidget *box, *line, *words, *revealer, *remove;
  GtkWidget *rows[G_N_ELEMENTS (fields)]; /* CercleFact */
} Block;

struct _CercleCaseRelatives
{
  AdwBin parent_instance;
  CercleSession *session;
  char *person;
  GtkWidget *box, *blocks_box, *add, *kin;
  GPtrArray *blocks; /* Block */
  char *added;       /* identity of one just added: opened when it comes */
};

G_DEFINE_FINAL_TYPE (CercleCaseRelatives, cercle_case_relatives, ADW_TYPE_BIN)

static void
block_free (Block *block)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    cercle_fact_set_record (CERCLE_FACT (block->rows[i]), NULL);
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (block->box)), block->box);
  g_clear_object (&block->record);
  g_free (block);
}

static char *
relative_words (CercleRecord *relative)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *name = cercle_relative_name (relative);
  g_autofree char *link = cercle_record_display (relative, CERCLE_RELATIVE_LINK);
  const char *phone = cercle_record_get_text (relative, CERCLE_RELATIVE_PHONE);

  g_ptr_array_add (words,
                   name[0] != '\0' ? g_steal_pointer (&name) : g_strdup (_ ("Name not told")));
  if (link[0] != '\0')
    g_ptr_array_add (words, g_steal_pointer (&link));
  if (cercle_record_get_flag (relative, CERCLE_RELATIVE_REPRESENTATIVE))
    g_ptr_array_add (words, g_strdup (_ ("legal representative")));
  if (phone != NULL)
    g_ptr_array_add (words, cercle_text_phone_spoken (phone));
  g_ptr_array_add (words, NULL);
  return g_strjoinv (", ", (char **) words->pdata);
}

static void
commit (CercleCaseRelatives *self, CercleTx *tx)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), CERCLE_TYPE_PAGE);

  if (page != NULL)
    cercle_page_commit (CERCLE_PAGE (page), tx, NULL, NULL);
  else
    cercle_tx_free (tx);
}

static void
committed_cb (CercleFact *row, CercleCaseRelatives *self)
{
  CercleRecord *shown = cercle_fact_get_record (row);
  g_autoptr (CercleRecord) copy = shown != NULL ? cercle_record_copy (shown) : NULL;
  g_autoptr (CercleTx) tx = cercle_tx_new (N_ ("Fact changed."));
  g_autoptr (GError) error = NULL;

  if (copy == NULL || !cercle_fact_apply (row, copy, NULL))
    return;
  if (!cercle_record_check (copy, &error))
    {
      cercle_fact_refuse (row, error->message);
      return;
    }
  cercle_tx_save (tx, copy);
  cercle_fact_end_draft (row, tx);
  commit (self, g_steal_pointer (&tx));
}

static void
remove_cb (GtkWidget *button, CercleCaseRelatives *self)
{
  Block *block = g_object_get_data (G_OBJECT (button), "cercle-block");
  g_autoptr (CercleRecord) copy = cercle_record_copy (block->record);
  CercleTx *tx = cercle_tx_new (N_ ("Relative removed."));

  cercle_tx_delete (tx, copy);
  /* The button goes with its line. */
  gtk_widget_grab_focus (self->add);
  commit (self, tx);
}

static void
add_cb (CercleCaseRelatives *self)
{
  g_autoptr (CercleRecord) relative = NULL;
  CercleTx *tx = NULL;

  if (self->person == NULL)
    return;
  relative = cercle_session_new_record (self->session, &cercle_relative_kind);
  tx = cercle_tx_new (N_ ("Relative added."));
  cercle_record_set_text (relative, CERCLE_RELATIVE_PERSON, self->person);
  g_free (self->added);
  self->added = g_strdup (cercle_record_get_id (relative));
  cercle_tx_save (tx, relative);
  commit (self, tx);
}

/* --- A line ---------------------------------------------------------------------------------- */

static void
fill_block (CercleCaseRelatives *self, Block *block, GtkWidget *inside)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      block->rows[i] = cercle_fact_new (self->session, &cercle_relative_kind, fields[i]);
      g_signal_connect_object (block->rows[i], "committed", G_CALLBACK (committed_cb), self, 0);
      gtk_box_append (GTK_BOX (inside), block->rows[i]);
    }
  block->remove = gtk_button_new_with_label (_ ("Remove From Those Around"));
  gtk_widget_add_css_class (block->remove, "flat");
  gtk_widget_add_css_class (block->remove, "relative");
  gtk_widget_set_halign (block->remove, GTK_ALIGN_START);
  g_object_set_data (G_OBJECT (block->remove), "cercle-block", block);
  g_signal_connect_object (block->remove, "clicked", G_CALLBACK (remove_cb), self, 0);
  gtk_box_append (GTK_BOX (inside), block->remove);
}

static Block *
new_block (CercleCaseRelatives *self)
{
  Block *block = g_new0 (Block, 1);
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  block->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  block->line = gtk_toggle_button_new ();
  block->words = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (block->words), 0);
  gtk_label_set_wrap (GTK_LABEL (block->words), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (block->words), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (block->words, TRUE);
  gtk_box_append (GTK_BOX (line), block->words);
  gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  gtk_button_set_child (GTK_BUTTON (block->line), line);
  gtk_widget_add_css_class (block->line, "flat");
  gtk_widget_add_css_class (block->line, "relative");
  gtk_widget_set_tooltip_text (block->line, _ ("Show and correct what is known"));
  block->revealer = gtk_revealer_new ();
  gtk_widget_set_margin_start (inside, 12);
  gtk_revealer_set_child (GTK_REVEALER (block->revealer), inside);
  g_object_bind_property (block->line, "active", block->revealer, "reveal-child",
                          G_BINDING_SYNC_CREATE);
  fill_block (self, block, inside);
  gtk_box_append (GTK_BOX (block->box), block->line);
  gtk_box_append (GTK_BOX (block->box), block->revealer);
  gtk_box_append (GTK_BOX (self->blocks_box), block->box);
  g_ptr_array_add (self->blocks, block);
  return block;
}

static void
restore_drafts (CercleCaseRelatives *self, Block *block)
{
  g_autoptr (GPtrArray) drafts = cercle_session_get_drafts (self->session, CERCLE_FACT_DRAFT);

  for (guint i = 0; i < drafts->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (fields); j++)
      {
        cercle_fact_restore (CERCLE_FACT (block->rows[j]), g_ptr_array_index (drafts, i));
        if (cercle_fact_is_dirty (CERCLE_FACT (block->rows[j])))
          gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (block->line), TRUE);
      }
}

static void
show_block (CercleCaseRelatives *self, Block *block, CercleRecord *relative)
{
  gboolean other = block->record == NULL;
  g_autofree char *words = relative_words (relative);

  g_set_object (&block->record, relative);
  gtk_label_set_text (GTK_LABEL (block->words), words);
  cercle_set_spoken (block->line, words);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      cercle_fact_set_editable (
          CERCLE_FACT (block->rows[i]),
          cercle_session_may (self->session, &cercle_relative_kind, CERCLE_OP_PATCH));
      cercle_fact_set_record (CERCLE_FACT (block->rows[i]), relative);
    }
  gtk_widget_set_visible (block->remove, cercle_session_may (self->session, &cercle_relative_kind,
                                                             CERCLE_OP_DELETE));
  if (other)
    restore_drafts (self, block);
  if (g_strcmp0 (self->added, cercle_record_get_id (relative)) != 0)
    return;
  g_clear_pointer (&self->added, g_free);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (block->line), TRUE);
  gtk_widget_grab_focus (block->rows[0]);
}

static Block *
find_block (CercleCaseRelatives *self, const char *id)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      Block *block = g_ptr_array_index (self->blocks, i);
      if (g_strcmp0 (cercle_record_get_id (block->record), id) == 0)
        return block;
    }
  return NULL;
}

static gboolean
is_among (GPtrArray *relatives, CercleRecord *record)
{
  for (guint i = 0; i < relatives->len; i++)
    if (g_str_equal (cercle_record_get_id (g_ptr_array_index (relatives, i)),
                     cercle_record_get_id (record)))
      return TRUE;
  return FALSE;
}

void
cercle_case_relatives_show (CercleCaseRelatives *self, CercleCaseFile *file)
{
  gtk_widget_set_visible (GTK_WIDGET (self), file->person != NULL);
  g_free (self->person);
  self->person = file->person != NULL ? g_strdup (cercle_record_get_id (file->person)) : NULL;
  for (guint i = self->blocks->len; i > 0; i--)
    if (!is_among (file->relatives, ((Block *) self->blocks->pdata[i - 1])->record))
      g_ptr_array_remove_index (self->blocks, i - 1);
  for (guint i = 0; i < file->relatives->len; i++)
    {
      CercleRecord *relative = g_ptr_array_index (file->relatives, i);
      Block *block = find_block (self, cercle_record_get_id (relative));
      show_block (self, block != NULL ? block : new_block (self), relative);
    }
  cercle_case_kin_show (CERCLE_CASE_KIN (self->kin), self->session, file);
  gtk_widget_set_visible (self->add, cercle_session_may (self->session, &cercle_relative_kind,
                                                         CERCLE_OP_CREATE));
}

void
cercle_case_relatives_leave (CercleCaseRelatives *self)
{
  for (guint i = 0; i < self->blocks->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (fields); j++)
      cercle_fact_leave (CERCLE_FACT (((Block *) self->blocks->pdata[i])->rows[j]));
}

GtkWidget *
cercle_case_relatives_get_row (CercleCaseRelatives *self, const char *id, guint field)
{
  Block *block = find_block (self, id);

  for (guint i = 0; block != NULL && i < G_N_ELEMENTS (fields); i++)
    if (fields[i] == field)
      return block->rows[i];
  return NULL;
}

static void
cercle_case_relatives_dispose (GObject *object)
{
  CercleCaseRelatives *self = CERCLE_CASE_RELATIVES (object);

  g_ptr_array_set_size (self->blocks, 0);
  g_clear_object (&self->session);
  g_clear_pointer (&self->person, g_free);
  g_clear_pointer (&self->added, g_free);
  G_OBJECT_CLASS (cercle_case_relatives_parent_class)->dispose (object);
}

static void
cercle_case_relatives_finalize (GObject *object)
{
  g_ptr_array_unref (CERCLE_CASE_RELATIVES (object)->blocks);
  G_OBJECT_CLASS (cercle_case_relatives_parent_class)->finalize (object);
}

static void
cercle_case_relatives_class_init (CercleCaseRelativesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_case_relatives_dispose;
  G_OBJECT_CLASS (klass)->finalize = cercle_case_relatives_finalize;
}

static void
cercle_case_relatives_init (CercleCaseRelatives *self)
{
  GtkWidget *title = gtk_label_new (_ ("Those around"));

  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) block_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->blocks_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "dim-label");
  gtk_widget_set_margin_top (title, 6);
  self->add = gtk_button_new_with_label (_ ("Add Someone"));
  gtk_widget_add_css_class (self->add, "flat");
  gtk_widget_add_css_class (self->add, "relative");
  gtk_widget_set_halign (self->add, GTK_ALIGN_START);
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), title);
  self->kin = g_object_new (CERCLE_TYPE_CASE_KIN, NULL);
  gtk_box_append (GTK_BOX (self->box), self->blocks_box);
  gtk_box_append (GTK_BOX (self->box), self->kin);
  gtk_box_append (GTK_BOX (self->box), self->add);
  adw_bin_set_child (ADW_BIN (self), self->box);
}

GtkWidget *
cercle_case_relatives_new (CercleSession *session)
{
  CercleCaseRelatives *self = g_object_new (CERCLE_TYPE_CASE_RELATIVES, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}
