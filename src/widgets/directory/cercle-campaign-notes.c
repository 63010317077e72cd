/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* When is this partner to be tried again, what did it say, and until when is all to be done? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-campaign-notes.h"

#include <glib/gi18n-lib.h>

#include "cercle-directory.h"
#include "cercle-field-row.h"
#include "cercle-macros.h"

#define LABEL_WIDTH 110

static const guint notes[] = { CERCLE_ENQUIRY_AGAIN_ON, CERCLE_ENQUIRY_COMMENT };

struct _CercleCampaignNotes
{
  AdwBin parent_instance;
  GtkWidget *rows[G_N_ELEMENTS (notes)], *ends;
  CercleRecord *campaign, *enquiry; /* as they were read */
};

G_DEFINE_FINAL_TYPE (CercleCampaignNotes, cercle_campaign_notes, ADW_TYPE_BIN)

enum
{
  SIGNAL_SAVE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

void
cercle_campaign_notes_show (CercleCampaignNotes *self, CercleRecord *campaign,
                            CercleRecord *enquiry, gboolean other)
{
  g_set_object (&self->campaign, campaign);
  g_set_object (&self->enquiry, enquiry);
  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    {
      CercleFieldRow *row = CERCLE_FIELD_ROW (self->rows[i]);
      g_autofree char *typed = cercle_record_display (enquiry, notes[i]);

      cercle_field_row_set_record (row, enquiry);
      if (other)
        cercle_field_row_set_typed (row, typed);
    }
  cercle_field_row_set_record (CERCLE_FIELD_ROW (self->ends), campaign);
}

gboolean
cercle_campaign_notes_take (CercleCampaignNotes *self, CercleRecord *enquiry)
{
  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    if (!cercle_field_row_apply (CERCLE_FIELD_ROW (self->rows[i]), enquiry, NULL))
      {
        gtk_widget_grab_focus (self->rows[i]);
        return FALSE;
      }
  return TRUE;
}

static void
note_cb (CercleCampaignNotes *self)
{
  g_autoptr (CercleRecord) enquiry =
      self->enquiry != NULL ? cercle_record_copy (self->enquiry) : NULL;

  if (enquiry != NULL && cercle_campaign_notes_take (self, enquiry))
    g_signal_emit (self, signals[SIGNAL_SAVE], 0, enquiry);
}

static void
ends_cb (CercleCampaignNotes *self)
{
  CercleFieldRow *row = CERCLE_FIELD_ROW (self->ends);
  g_autoptr (CercleRecord) campaign =
      self->campaign != NULL ? cercle_record_copy (self->campaign) : NULL;
  g_autoptr (GError) error = NULL;

  if (campaign == NULL || !cercle_field_row_apply (row, campaign, NULL))
    return;
  if (cercle_record_check (campaign, &error))
    g_signal_emit (self, signals[SIGNAL_SAVE], 0, campaign);
  else
    cercle_field_row_refuse (row, error->message);
}

gboolean
cercle_campaign_notes_enter (CercleCampaignNotes *self)
{
  GtkWidget *const all[] = { self->rows[0], self->rows[1], self->ends };
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (focus != NULL && gtk_widget_is_ancestor (focus, all[i]))
      {
        cercle_field_row_commit (CERCLE_FIELD_ROW (all[i]));
        return TRUE;
      }
  return FALSE;
}

static GtkWidget *
add_row (CercleCampaignNotes *self, GtkWidget *row, GCallback committed)
{
  GtkWidget *box = adw_bin_get_child (ADW_BIN (self));

  cercle_field_row_set_label_width (CERCLE_FIELD_ROW (row), LABEL_WIDTH);
  g_signal_connect_swapped (row, "committed", committed, self);
  gtk_box_append (GTK_BOX (box), row);
  return row;
}

GtkWidget *
cercle_campaign_notes_new (CercleSession *session)
{
  CercleCampaignNotes *self = g_object_new (CERCLE_TYPE_CAMPAIGN_NOTES, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  adw_bin_set_child (ADW_BIN (self), box);
  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    self->rows[i] = add_row (self, cercle_field_row_new (session, &cercle_enquiry_kind, notes[i]),
                             G_CALLBACK (note_cb));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  self->ends =
      add_row (self, cercle_field_row_new (session, &cercle_campaign_kind, CERCLE_CAMPAIGN_ENDS_ON),
               G_CALLBACK (ends_cb));
  return GTK_WIDGET (self);
}

static void
cercle_campaign_notes_dispose (GObject *object)
{
  CercleCampaignNotes *self = CERCLE_CAMPAIGN_NOTES (object);

  g_clear_object (&self->campaign);
  g_clear_object (&self->enquiry);
  G_OBJECT_CLASS (cercle_campaign_notes_parent_class)->dispose (object);
}

static void
cercle_campaign_notes_class_init (CercleCampaignNotesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_campaign_notes_dispose;
  signals[SIGNAL_SAVE] = g_signal_new ("save", CERCLE_TYPE_CAMPAIGN_NOTES, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, CERCLE_TYPE_RECORD);
}

static void
cercle_campaign_notes_init (CercleCampaignNotes *self)
{
}
