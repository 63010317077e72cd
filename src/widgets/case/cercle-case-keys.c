/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which keys work in a case? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-keys.h"

/* Forms that one opens all day, with Ctrl+Shift. */
static const struct
{
  guint key;
  const char *form;
} form_keys[] = { { GDK_KEY_o, "orientation" }, { GDK_KEY_f, "first-line" },
                  { GDK_KEY_m, "debrief" },     { GDK_KEY_b, "break" },
                  { GDK_KEY_r, "request" },     { GDK_KEY_p, "solution" },
                  { GDK_KEY_c, "consent" },     { GDK_KEY_t, "transfer" },
                  { GDK_KEY_j, "agenda" } };

#define CTRL_SHIFT (GDK_CONTROL_MASK | GDK_SHIFT_MASK)

static const struct
{
  guint key;
  GdkModifierType modifiers;
  const char *action;
} keys[] = {
  { GDK_KEY_Up, GDK_ALT_MASK, "case.previous" },
  { GDK_KEY_Down, GDK_ALT_MASK, "case.next" },
  { GDK_KEY_Return, GDK_CONTROL_MASK, "case.done" },
  { GDK_KEY_g, CTRL_SHIFT, "case.find-partner" },
  { GDK_KEY_n, CTRL_SHIFT, "case.note" },
  { GDK_KEY_a, CTRL_SHIFT, "case.todo" },
  { GDK_KEY_h, CTRL_SHIFT, "case.hand-over" },
};

void
cercle_case_keys_install (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers,
                                         keys[i].action, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (form_keys); i++)
    gtk_widget_class_add_binding_action (widget_class, form_keys[i].key, CTRL_SHIFT, "case.form",
                                         "s", form_keys[i].form);
}
