/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which actions are behind this number? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-actions-page.h"

#include <glib/gi18n-lib.h>

#include "cercle-action-list.h"
#include "cercle-template.h"

struct _CercleActionsPage
{
  CerclePage parent_instance;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (CercleActionsPage, cercle_actions_page, CERCLE_TYPE_PAGE)

static const CercleTemplateChild children[] = {
  { "list", G_STRUCT_OFFSET (CercleActionsPage, list) },
};

static void
narrow_cb (CercleActionsPage *self)
{
  cercle_action_list_set_narrow (CERCLE_ACTION_LIST (self->list),
                                 cercle_page_get_narrow (CERCLE_PAGE (self)));
}

static void
cercle_actions_page_open (CerclePage *page, const char *target)
{
  CercleActionsPage *self = CERCLE_ACTIONS_PAGE (page);
  const CercleIndicator *indicator = cercle_indicator_find (target);

  if (indicator == NULL)
    indicator = cercle_indicator_find ("overdue");
  cercle_page_set_title (page, _ (indicator->label));
  cercle_page_set_subtitle (page, _ (indicator->hint));
  cercle_action_list_set_words (CERCLE_ACTION_LIST (self->list), _ (indicator->label),
                                _ ("There is nothing left to do in this list."));
  cercle_action_list_set_indicator (CERCLE_ACTION_LIST (self->list), indicator);
}

static void
cercle_actions_page_start (CerclePage *page)
{
  cercle_action_list_begin (CERCLE_ACTION_LIST (CERCLE_ACTIONS_PAGE (page)->list));
}

static void
cercle_actions_page_constructed (GObject *object)
{
  CercleActionsPage *self = CERCLE_ACTIONS_PAGE (object);

  G_OBJECT_CLASS (cercle_actions_page_parent_class)->constructed (object);
  cercle_action_list_set_page (CERCLE_ACTION_LIST (self->list), CERCLE_PAGE (self));
}

static void
cercle_actions_page_class_init (CercleActionsPageClass *klass)
{
  g_type_ensure (CERCLE_TYPE_ACTION_LIST);
  G_OBJECT_CLASS (klass)->constructed = cercle_actions_page_constructed;
  CERCLE_PAGE_CLASS (klass)->open = cercle_actions_page_open;
  CERCLE_PAGE_CLASS (klass)->start = cercle_actions_page_start;
  cercle_template_bind (GTK_WIDGET_CLASS (klass), "today/cercle-actions-page.ui", children,
                        G_N_ELEMENTS (children));
}

static void
cercle_actions_page_init (CercleActionsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::narrow", G_CALLBACK (narrow_cb), NULL);
}
