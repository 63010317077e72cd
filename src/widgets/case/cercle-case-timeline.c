/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is a long story read without losing the day, the hour and who said it? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-timeline.h"

#include <glib/gi18n-lib.h>

#include "cercle-escape.h"
#include "cercle-macros.h"
#include "cercle-template.h"
#include "cercle-timeline-row.h"
#include "cercle-timeline.h"

/* In a list that does not scroll itself GTK lays out each line, seen or not: they are what opening
 * a case costs. */
#define PAGE 20

static const struct
{
  const char *label; /* msgid */
  guint stories;
} filters[] = {
  { N_ ("Everything"), 0 },
  { N_ ("Calls and notes"), 1u << CERCLE_STORY_SAID },
  { N_ ("Moves"), 1u << CERCLE_STORY_MOVED },
  { N_ ("Actions"), 1u << CERCLE_STORY_DONE },
  { N_ ("Changed facts"), 1u << CERCLE_STORY_CHANGED },
};

struct _CercleCaseTimeline
{
  CercleCasePart parent_instance;
  GtkWidget *filter_box, *list, *nothing, *pager, *place, *newer, *older;
  GPtrArray *lines;  /* all */
  GListStore *shown; /* one page of them */
  guint first;       /* of the page */
  CercleSession *session;
  CercleCaseFile *file; /* not owned */
  char *kase;
  guint filter;
};

G_DEFINE_FINAL_TYPE (CercleCaseTimeline, cercle_case_timeline, CERCLE_TYPE_CASE_PART)

static const CercleTemplateChild children[] = {
  { "filter_box", G_STRUCT_OFFSET (CercleCaseTimeline, filter_box) },
  { "list", G_STRUCT_OFFSET (CercleCaseTimeline, list) },
  { "nothing", G_STRUCT_OFFSET (CercleCaseTimeline, nothing) },
  { "pager", G_STRUCT_OFFSET (CercleCaseTimeline, pager) },
  { "place", G_STRUCT_OFFSET (CercleCaseTimeline, place) },
  { "newer", G_STRUCT_OFFSET (CercleCaseTimeline, newer) },
  { "older", G_STRUCT_OFFSET (CercleCaseTimeline, older) },
};

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, cercle_timeline_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  cercle_timeline_row_show (CERCLE_TIMELINE_ROW (gtk_list_item_get_child (item)),
                            gtk_list_item_get_item (item));
}

/* --- The whole ------------------------------------------------------------------------------- */

static char *
name_cb (const char *reference, gpointer data)
{
  return cercle_session_name_of (data, reference);
}

static void
show_page (CercleCaseTimeline *self, guint first)
{
  guint n = self->lines->len, last = MIN (first + PAGE, n);
  /* TRANSLATORS: first and last line of the page, number of lines. */
  g_autofree char *place = g_strdup_printf (_ ("%1$u–%2$u of %3$u"), first + 1, last, n);

  self->first = first;
  g_list_store_splice (self->shown, 0, g_list_model_get_n_items (G_LIST_MODEL (self->shown)),
                       self->lines->pdata + first, last - first);
  gtk_label_set_text (GTK_LABEL (self->place), place);
  gtk_widget_set_visible (self->pager, n > PAGE);
  gtk_widget_set_sensitive (self->newer, first > 0);
  gtk_widget_set_sensitive (self->older, last < n);
  gtk_widget_set_visible (self->list, n > 0);
  gtk_widget_set_visible (self->nothing, n == 0);
}

static void
rebuild (CercleCaseTimeline *self, gboolean from_the_start)
{
  CercleTimelineContext context = { name_cb, self->session, NULL, 0 };

  if (self->file == NULL)
    return;
  context.zone = cercle_session_get_zone (self->session);
  context.today = cercle_session_get_today_number (self->session);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  self->lines = cercle_timeline_build (self->file, &context, filters[self->filter].stories);
  show_page (self, !from_the_start && self->first < self->lines->len ? self->first : 0);
}

static void
newer_cb (CercleCaseTimeline *self)
{
  show_page (self, self->first > PAGE ? self->first - PAGE : 0);
}

static void
older_cb (CercleCaseTimeline *self)
{
  show_page (self, self->first + PAGE);
}

static void
filter_cb (GtkToggleButton *button, CercleCaseTimeline *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  self->filter = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "cercle-filter"));
  rebuild (self, TRUE);
}

static void
make_filters (CercleCaseTimeline *self)
{
  GtkWidget *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      GtkWidget *chip = gtk_toggle_button_new_with_label (_ (filters[i].label));

      gtk_widget_add_css_class (chip, "chip");
      g_object_set_data (G_OBJECT (chip), "cercle-filter", GUINT_TO_POINTER (i));
      if (first == NULL)
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (first = chip), TRUE);
      else
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (chip), GTK_TOGGLE_BUTTON (first));
      g_signal_connect_object (chip, "toggled", G_CALLBACK (filter_cb), self, 0);
      gtk_box_append (GTK_BOX (self->filter_box), chip);
    }
}

GListModel *
cercle_case_timeline_get_lines (CercleCaseTimeline *self)
{
  return G_LIST_MODEL (self->shown);
}

static void
timeline_show (CercleCasePart *part, CercleCaseFile *file)
{
  CercleCaseTimeline *self = CERCLE_CASE_TIMELINE (part);
  const char *kase = cercle_record_get_id (file->kase);
  gboolean other = g_strcmp0 (kase, self->kase) != 0;

  g_set_object (&self->session, cercle_case_part_get_session (part));
  self->file = file;
  g_free (self->kase);
  self->kase = g_strdup (kase);
  rebuild (self, other);
}

static void
cercle_case_timeline_dispose (GObject *object)
{
  CercleCaseTimeline *self = CERCLE_CASE_TIMELINE (object);

  self->file = NULL;
  g_clear_object (&self->shown);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_object (&self->session);
  g_clear_pointer (&self->kase, g_free);
  G_OBJECT_CLASS (cercle_case_timeline_parent_class)->dispose (object);
}

static void
cercle_case_timeline_class_init (CercleCaseTimelineClass *klass)
{
  CercleCasePartClass *part_class = CERCLE_CASE_PART_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cercle_case_timeline_dispose;
  part_class->show = timeline_show;
  cercle_template_bind (GTK_WIDGET_CLASS (klass), "case/cercle-case-timeline.ui", children,
                        G_N_ELEMENTS (children));
}

static void
cercle_case_timeline_init (CercleCaseTimeline *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->shown = g_list_store_new (CERCLE_TYPE_TIMELINE_LINE);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->shown)));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (selection));
  cercle_set_spoken (self->list, _ ("Story of the case"));
  make_filters (self);
  g_signal_connect_swapped (self->newer, "clicked", G_CALLBACK (newer_cb), self);
  g_signal_connect_swapped (self->older, "clicked", G_CALLBACK (older_cb), self);
}
