/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Where can I go, and how much is there? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-sidebar.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cercle-community.h"
#include "cercle-counts.h"
#include "cercle-escape.h"
#include "cercle-pages.h"
#include "cercle-template.h"

struct _CercleSidebar
{
  GtkWidget parent_instance;
  GtkWidget *content, *areas, *lists, *member, *role, *avatar;
  CercleSession *session;
  gboolean lighting;
};

G_DEFINE_FINAL_TYPE (CercleSidebar, cercle_sidebar, GTK_TYPE_WIDGET)

static const CercleTemplateChild children[] = {
  { "content", G_STRUCT_OFFSET (CercleSidebar, content) },
  { "areas", G_STRUCT_OFFSET (CercleSidebar, areas) },
  { "lists", G_STRUCT_OFFSET (CercleSidebar, lists) },
  { "member", G_STRUCT_OFFSET (CercleSidebar, member) },
  { "role", G_STRUCT_OFFSET (CercleSidebar, role) },
  { "avatar", G_STRUCT_OFFSET (CercleSidebar, avatar) },
};

/* A line knows what it opens ("action", "target") and whose number it shows ("indicator"). */
static void
add_line (GtkWidget *list, const char *icon, const char *label, const char *action,
          const char *target, const char *indicator)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (label);
  GtkWidget *count = gtk_label_new (NULL);

  if (icon != NULL)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (GTK_LABEL (name), 2);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_add_css_class (count, "dim-label");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "action", (gpointer) action);
  g_object_set_data (G_OBJECT (row), "target", (gpointer) target);
  g_object_set_data (G_OBJECT (row), "indicator", (gpointer) indicator);
  g_object_set_data (G_OBJECT (row), "label", (gpointer) label);
  g_object_set_data (G_OBJECT (row), "count", count);
  cercle_set_spoken (row, label);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

static void
show_count (CercleSidebar *self, GtkWidget *row)
{
  const char *indicator = g_object_get_data (G_OBJECT (row), "indicator");
  const char *label = g_object_get_data (G_OBJECT (row), "label");
  GtkWidget *count = g_object_get_data (G_OBJECT (row), "count");
  gint64 number =
      indicator != NULL ? cercle_counts_get (cercle_counts_of (self->session), indicator) : -1;
  g_autofree char *digits = indicator != NULL ? cercle_counts_words (indicator, number) : NULL;
  g_autofree char *said = NULL;

  gtk_label_set_text (GTK_LABEL (count), number >= 0 ? digits : "");
  /* TRANSLATORS: a page or a list, and how many it holds, for screen readers. */
  said = number >= 0 ? g_strdup_printf (_ ("%1$s, %2$s"), label, digits) : g_strdup (label);
  cercle_set_spoken (row, said);
}

static void
show_counts (CercleSidebar *self)
{
  GtkWidget *both[] = { self->areas, self->lists };

  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    for (GtkWidget *row = gtk_widget_get_first_child (both[i]); row != NULL;
         row = gtk_widget_get_next_sibling (row))
      show_count (self, row);
}

/* On the desk of an MDPH professional, or of a national referent: what she has to see. */
static void
show_offered (CercleSidebar *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->areas); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      const char *page = g_object_get_data (G_OBJECT (row), "target");

      gtk_widget_set_visible (row, cercle_pages_stand (cercle_pages_find (page), self->session));
    }
  gtk_widget_set_visible (self->lists, cercle_pages_hold_cases (self->session));
  gtk_widget_set_visible (gtk_widget_get_prev_sibling (self->lists), /* their title */
                          cercle_pages_hold_cases (self->session));
}

static void
show_member (CercleSidebar *self)
{
  CercleRecord *member = cercle_session_get_member (self->session);
  CercleRecord *community = cercle_session_get_community (self->session);
  g_autofree char *name = member != NULL ? cercle_member_name (member) : g_strdup ("");
  g_autofree char *role =
      member != NULL ? cercle_record_display (member, CERCLE_MEMBER_ROLE) : g_strdup ("");
  const char *community_name =
      community != NULL ? cercle_record_get_text (community, CERCLE_COMMUNITY_NAME) : NULL;
  g_autofree char *both = NULL;

  gtk_label_set_text (GTK_LABEL (self->member), name);
  adw_avatar_set_text (ADW_AVATAR (self->avatar), name);
  adw_avatar_set_show_initials (ADW_AVATAR (self->avatar), name[0] != '\0');
  both =
      community_name != NULL ? g_strdup_printf ("%s · %s", role, community_name) : g_strdup (role);
  gtk_label_set_text (GTK_LABEL (self->role), both);
  gtk_widget_set_tooltip_text (self->role, both);
  show_offered (self);
}

static void
activated_cb (GtkListBox *list, GtkListBoxRow *row, CercleSidebar *self)
{
  if (!self->lighting)
    gtk_widget_activate_action (GTK_WIDGET (self), g_object_get_data (G_OBJECT (row), "action"),
                                "s", g_object_get_data (G_OBJECT (row), "target"));
}

static void
cercle_sidebar_dispose (GObject *object)
{
  CercleSidebar *self = CERCLE_SIDEBAR (object);

  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), CERCLE_TYPE_SIDEBAR);
  G_OBJECT_CLASS (cercle_sidebar_parent_class)->dispose (object);
}

static void
cercle_sidebar_class_init (CercleSidebarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_sidebar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "sidebar");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_NAVIGATION);
  cercle_template_bind (GTK_WIDGET_CLASS (klass), "cercle-sidebar.ui", children,
                        G_N_ELEMENTS (children));
}

static void
cercle_sidebar_init (CercleSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (const CerclePageLine *line = cercle_pages; line->name != NULL; line++)
    if (line->icon != NULL)
      add_line (self->areas, line->icon, _ (line->label), "win.show-page", line->name,
                line->indicator);
  for (const CercleIndicator *line = cercle_indicators; line->id != NULL; line++)
    add_line (self->lists, NULL, _ (line->label), "win.show-indicator", line->id, line->id);
  for (guint i = 0; cercle_watched_indicators[i] != NULL; i++)
    {
      const CercleIndicator *line = cercle_indicator_find (cercle_watched_indicators[i]);
      add_line (self->lists, NULL, _ (line->label), "win.show-indicator", line->id, line->id);
    }
  g_signal_connect (self->areas, "row-activated", G_CALLBACK (activated_cb), self);
  g_signal_connect (self->lists, "row-activated", G_CALLBACK (activated_cb), self);
}

void
cercle_sidebar_set_session (CercleSidebar *self, CercleSession *session)
{
  g_set_object (&self->session, session);
  g_signal_connect_object (cercle_counts_of (session), "changed", G_CALLBACK (show_counts), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (show_member), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (show_member), self,
                           G_CONNECT_SWAPPED);
  show_counts (self);
  show_member (self);
}

void
cercle_sidebar_set_page (CercleSidebar *self, const char *name)
{
  self->lighting = TRUE;
  gtk_list_box_unselect_all (GTK_LIST_BOX (self->areas));
  for (GtkWidget *row = gtk_widget_get_first_child (self->areas); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "target"), name) == 0)
      gtk_list_box_select_row (GTK_LIST_BOX (self->areas), GTK_LIST_BOX_ROW (row));
  self->lighting = FALSE;
}
