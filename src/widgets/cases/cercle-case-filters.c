/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* By which of its facts is a case kept in the list? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-filters.h"

#include <glib/gi18n-lib.h>

#include "cercle-choices.h"
#include "cercle-escape.h"
#include "cercle-lookup.h"
#include "cercle-suggest.h"
#include "cercle-wrap-layout.h"

#define NOBODY "nobody"

struct _CercleCaseFilters
{
  GtkWidget parent_instance;
  GtkWidget *status, *mission, *holder, *commune, *closed, *clear;
  gboolean loading;
};

G_DEFINE_FINAL_TYPE (CercleCaseFilters, cercle_case_filters, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
changed_cb (CercleCaseFilters *self)
{
  gtk_widget_set_sensitive (self->clear, cercle_case_filters_count (self) > 0);
  if (!self->loading)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The first line is "all". */
static GtkWidget *
make_dropdown (CercleCaseFilters *self, const CercleChoice *choices, const char *all,
               const char *name)
{
  GtkStringList *labels = gtk_string_list_new (NULL);
  GtkWidget *dropdown = NULL;

  gtk_string_list_append (labels, all);
  for (const CercleChoice *choice = choices; choice->token != NULL; choice++)
    gtk_string_list_append (labels, _ (choice->label));
  dropdown = gtk_drop_down_new (G_LIST_MODEL (labels), NULL);
  cercle_set_spoken (dropdown, name);
  g_signal_connect_swapped (dropdown, "notify::selected", G_CALLBACK (changed_cb), self);
  return dropdown;
}

static const char *
token_of (GtkWidget *dropdown, const CercleChoice *choices)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (dropdown));

  return selected > 0 && selected != GTK_INVALID_LIST_POSITION ? choices[selected - 1].token : NULL;
}

static GtkWidget *
make_lookup (CercleCaseFilters *self, const char *name, const char *placeholder)
{
  GtkWidget *lookup = cercle_lookup_new (name, placeholder);

  cercle_lookup_set_width_chars (CERCLE_LOOKUP (lookup), 16);
  g_signal_connect_swapped (lookup, "chosen", G_CALLBACK (changed_cb), self);
  return lookup;
}

static void
cercle_case_filters_dispose (GObject *object)
{
  GtkWidget *child = NULL;

  CERCLE_CASE_FILTERS (object)->loading = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    {
      g_signal_handlers_disconnect_by_data (child, object);
      gtk_widget_unparent (child);
    }
  G_OBJECT_CLASS (cercle_case_filters_parent_class)->dispose (object);
}

static void
cercle_case_filters_class_init (CercleCaseFiltersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cercle_case_filters_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, CERCLE_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "filters");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cercle_case_filters_init (CercleCaseFilters *self)
{
  GtkWidget *children[6];

  cercle_set_spoken (self, _ ("Filters"));
  self->status = make_dropdown (self, cercle_statuses, _ ("All states"), _ ("State"));
  self->mission = make_dropdown (self, cercle_missions, _ ("All missions"), _ ("Mission"));
  self->holder = make_lookup (self, _ ("Holder"), _ ("Any holder"));
  self->commune = make_lookup (self, _ ("Commune"), _ ("Any commune"));
  self->closed = gtk_check_button_new_with_label (_ ("Closed cases too"));
  g_signal_connect_swapped (self->closed, "toggled", G_CALLBACK (changed_cb), self);
  self->clear = gtk_button_new_with_label (_ ("Clear the Filters"));
  g_signal_connect_swapped (self->clear, "clicked", G_CALLBACK (cercle_case_filters_clear), self);
  gtk_widget_add_css_class (self->clear, "flat");
  gtk_widget_set_sensitive (self->clear, FALSE);
  children[0] = self->status;
  children[1] = self->mission;
  children[2] = self->holder;
  children[3] = self->commune;
  children[4] = self->closed;
  children[5] = self->clear;
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    gtk_widget_set_parent (children[i], GTK_WIDGET (self));
}

void
cercle_case_filters_set_session (CercleCaseFilters *self, CercleSession *session)
{
  cercle_suggest_holders (CERCLE_LOOKUP (self->holder), session);
  cercle_suggest_holder_too (CERCLE_LOOKUP (self->holder), NOBODY, _ ("Nobody"), '?');
  cercle_suggest_communes (CERCLE_LOOKUP (self->commune), session);
}

void
cercle_case_filters_get (CercleCaseFilters *self, CercleCaseFilter *filter)
{
  const char *holder = cercle_lookup_get_chosen (CERCLE_LOOKUP (self->holder));

  filter->status = token_of (self->status, cercle_statuses);
  filter->mission = token_of (self->mission, cercle_missions);
  filter->holder = g_strcmp0 (holder, NOBODY) == 0 ? "" : holder;
  filter->commune = cercle_lookup_get_chosen (CERCLE_LOOKUP (self->commune));
  filter->closed = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->closed));
}

void
cercle_case_filters_set_holder (CercleCaseFilters *self, CercleSession *session, const char *holder)
{
  g_autofree char *name = holder[0] != '\0' ? cercle_session_name_of (session, holder)
                                            : g_strdup (_ ("Nobody"));

  cercle_lookup_set_chosen (CERCLE_LOOKUP (self->holder), holder[0] != '\0' ? holder : NOBODY,
                            name);
  gtk_widget_set_sensitive (self->clear, TRUE);
}

guint
cercle_case_filters_count (CercleCaseFilters *self)
{
  CercleCaseFilter filter = { 0 };

  cercle_case_filters_get (self, &filter);
  return (guint) ((filter.status != NULL) + (filter.mission != NULL) + (filter.holder != NULL) +
                  (filter.commune != NULL) + (filter.closed != FALSE));
}

void
cercle_case_filters_clear (CercleCaseFilters *self)
{
  gboolean any = cercle_case_filters_count (self) > 0;

  self->loading = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->status), 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->mission), 0);
  cercle_lookup_set_chosen (CERCLE_LOOKUP (self->holder), NULL, NULL);
  cercle_lookup_set_chosen (CERCLE_LOOKUP (self->commune), NULL, NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->closed), FALSE);
  self->loading = FALSE;
  if (any)
    changed_cb (self);
}
