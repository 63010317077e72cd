/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a menu that is made anew stay open? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-menu-button.h"

static const char *const attributes[] = { G_MENU_ATTRIBUTE_LABEL, G_MENU_ATTRIBUTE_ACTION,
                                          G_MENU_ATTRIBUTE_TARGET };
static const char *const links[] = { G_MENU_LINK_SECTION, G_MENU_LINK_SUBMENU };

static gboolean
is_same_value (GVariant *one, GVariant *other)
{
  return one != NULL && other != NULL ? g_variant_equal (one, other) : one == other;
}

static gboolean is_same (GMenuModel *one, GMenuModel *other);

static gboolean
is_same_line (GMenuModel *one, GMenuModel *other, int line)
{
  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      g_autoptr (GVariant) before =
          g_menu_model_get_item_attribute_value (one, line, attributes[i], NULL);
      g_autoptr (GVariant) after =
          g_menu_model_get_item_attribute_value (other, line, attributes[i], NULL);

      if (!is_same_value (before, after))
        return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autoptr (GMenuModel) before = g_menu_model_get_item_link (one, line, links[i]);
      g_autoptr (GMenuModel) after = g_menu_model_get_item_link (other, line, links[i]);

      if (!is_same (before, after))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_same (GMenuModel *one, GMenuModel *other)
{
  if (one == NULL || other == NULL)
    return one == other;
  if (g_menu_model_get_n_items (one) != g_menu_model_get_n_items (other))
    return FALSE;
  for (int i = 0; i < g_menu_model_get_n_items (one); i++)
    if (!is_same_line (one, other, i))
      return FALSE;
  return TRUE;
}

void
cercle_menu_button_set (GtkMenuButton *button, GMenuModel *menu)
{
  if (!is_same (gtk_menu_button_get_menu_model (button), menu))
    gtk_menu_button_set_menu_model (button, menu);
}
