/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of the nine sub-missions is meant by what is typed? */
#define G_LOG_DOMAIN "cercle-widgets"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-call-page-private.h"
#include "cercle-choices.h"
#include "cercle-escape.h"
#include "cercle-text.h"

/* (transfer full): "Respite › Respite for carers". */
static char *
motive_label (const char *token)
{
  return g_strdup_printf ("%s › %s",
                          cercle_choice_label (cercle_missions, cercle_mission_of (token)),
                          cercle_choice_label (cercle_sub_missions, token));
}

static const char *
token_of (GtkListBoxRow *row)
{
  return row != NULL ? g_object_get_data (G_OBJECT (row), "token") : NULL;
}

/* Every typed word begins a word of the motive. */
static gboolean
filter (GtkListBoxRow *row, gpointer page)
{
  CercleCallPage *self = page;
  g_autofree char *typed = cercle_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->motive)));
  g_autofree char *label = motive_label (token_of (row));
  g_autofree char *folded = cercle_text_fold (label);
  g_auto (GStrv) words = g_strsplit (typed, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *begins = g_strconcat (" ", words[i], NULL);
      if (words[i][0] != '\0' && !g_str_has_prefix (folded, words[i]) &&
          strstr (folded, begins) == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
choose (CercleCallPage *self, const char *token)
{
  cercle_call_page_typed (self, CERCLE_FORM_SUB_MISSION, token);
  cercle_call_motive_show (self);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, CercleCallPage *self)
{
  choose (self, token_of (row));
  gtk_widget_child_focus (self->step_facts, GTK_DIR_TAB_FORWARD);
}

static GtkListBoxRow *
first_shown (CercleCallPage *self)
{
  GtkListBoxRow *row;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->motives), i)) != NULL;
       i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      return row;
  return NULL;
}

static void
entry_activate_cb (GtkWidget *entry, CercleCallPage *self)
{
  GtkListBoxRow *row = first_shown (self);
  if (row != NULL)
    row_activated_cb (NULL, row, self);
}

static void
entry_changed_cb (GtkEditable *entry, CercleCallPage *self)
{
  gtk_list_box_invalidate_filter (GTK_LIST_BOX (self->motives));
  if (!self->filling)
    gtk_widget_set_visible (self->motives, TRUE);
}

static gboolean
entry_key_cb (GtkEventControllerKey *controller, guint value, guint code, GdkModifierType state,
              CercleCallPage *self)
{
  GtkListBoxRow *row = value == GDK_KEY_Down ? first_shown (self) : NULL;
  if (row == NULL)
    return FALSE;
  return gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
entry_focus_cb (GtkEventControllerFocus *controller, CercleCallPage *self)
{
  gtk_widget_set_visible (self->motives, TRUE);
}

void
cercle_call_motive_show (CercleCallPage *self)
{
  const char *token = cercle_call_form_get (self->form, CERCLE_FORM_SUB_MISSION);
  g_autofree char *label = token[0] != '\0' ? motive_label (token) : NULL;

  gtk_widget_set_visible (self->motives, FALSE);
  gtk_widget_set_visible (self->motive_chosen, label != NULL);
  gtk_label_set_text (GTK_LABEL (self->motive_chosen), label != NULL ? label : "");
  cercle_call_reflex_show (self);
}

void
cercle_call_motive_build (CercleCallPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  for (const CercleChoice *choice = cercle_sub_missions; choice->token != NULL; choice++)
    {
      GtkWidget *row = gtk_list_box_row_new ();
      g_autofree char *text = motive_label (choice->token);
      GtkWidget *label = gtk_label_new (text);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (label, "motive-line");
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
      g_object_set_data_full (G_OBJECT (row), "token", g_strdup (choice->token), g_free);
      cercle_set_spoken (row, text);
      gtk_list_box_append (GTK_LIST_BOX (self->motives), row);
    }
  gtk_list_box_set_filter_func (GTK_LIST_BOX (self->motives), filter, self, NULL);
  g_signal_connect (self->motives, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect (self->motive, "activate", G_CALLBACK (entry_activate_cb), self);
  g_signal_connect (self->motive, "changed", G_CALLBACK (entry_changed_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (entry_key_cb), self);
  gtk_widget_add_controller (self->motive, keys);
  g_signal_connect (focus, "enter", G_CALLBACK (entry_focus_cb), self);
  gtk_widget_add_controller (self->motive, focus);
}
