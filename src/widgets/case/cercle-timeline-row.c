/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is one line of a story laid out without reading its text twenty times?
 *
 * A box in a box asks a text that wraps for its width at a height, which GtkLabel finds by trying
 * widths: thirty layouts a line. Here what stands beside the text has its width, and the text is
 * asked for its height at what is left. */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-timeline-row.h"

#include <glib/gi18n-lib.h>

#include "cercle-escape.h"

#define HOUR_WIDTH 44
#define ICON_WIDTH 16
#define GAP 10
#define LEAST_CHARACTERS 24

struct _CercleTimelineRow
{
  GtkWidget parent_instance;
  GtkWidget *hour, *icon, *text, *who;
};

G_DEFINE_FINAL_TYPE (CercleTimelineRow, cercle_timeline_row, GTK_TYPE_WIDGET)

/* --- Where it stands ------------------------------------------------------------------------- */

static int
hour_width (CercleTimelineRow *self)
{
  int natural = 0;

  gtk_widget_measure (self->hour, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return MAX (HOUR_WIDTH, natural);
}

/* Where the text begins: a day has nothing before it. */
static int
text_start (CercleTimelineRow *self)
{
  return gtk_widget_get_visible (self->hour) ? hour_width (self) + GAP + ICON_WIDTH + GAP : 0;
}

static int
height_of (GtkWidget *child, int width)
{
  int height = 0;

  if (gtk_widget_get_visible (child))
    gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  return height;
}

static GtkSizeRequestMode
cercle_timeline_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cercle_timeline_row_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                             int *minimum, int *natural, int *minimum_baseline,
                             int *natural_baseline)
{
  CercleTimelineRow *self = CERCLE_TIMELINE_ROW (widget);
  int start = text_start (self), least = 0, good = 0;

  gtk_widget_measure (self->text, GTK_ORIENTATION_HORIZONTAL, -1, &least, &good, NULL, NULL);
  *minimum = start + least;
  *natural = start + good;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural =
        height_of (self->text, MAX (least, (for_size >= 0 ? for_size : *natural) - start)) +
        height_of (self->who, -1);
}

static void
place (CercleTimelineRow *self, GtkWidget *child, GtkAllocation where)
{
  if (!gtk_widget_get_visible (child))
    return;
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    where.x = gtk_widget_get_width (GTK_WIDGET (self)) - where.x - where.width;
  gtk_widget_size_allocate (child, &where, -1);
}

static void
cercle_timeline_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CercleTimelineRow *self = CERCLE_TIMELINE_ROW (widget);
  int start = text_start (self), below = height_of (self->who, -1);
  int hour = gtk_widget_get_visible (self->hour) ? hour_width (self) : 0;

  place (self, self->hour, (GtkAllocation){ 0, 0, hour, height });
  place (self, self->icon,
         (GtkAllocation){ hour + GAP, 0, ICON_WIDTH, height_of (self->icon, -1) });
  place (self, self->text, (GtkAllocation){ start, 0, width - start, height - below });
  place (self, self->who, (GtkAllocation){ start, height - below, width - start, below });
}

/* --- What it says ---------------------------------------------------------------------------- */

/* "9:42, Note, what was said, Hélène Maupertuis": one sentence for ears. */
static void
speak (CercleTimelineRow *self, CercleTimelineLine *line)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *said = NULL;

  if (cercle_timeline_line_get_story (line) == CERCLE_STORY_DAY)
    said = g_strdup (cercle_timeline_line_get_label (line));
  else
    /* TRANSLATORS: hour, sort of event, what happened, who. */
    said =
        g_strdup_printf (_ ("%1$s, %2$s: %3$s, %4$s"), cercle_timeline_line_get_hour (line),
                         cercle_timeline_line_get_label (line),
                         cercle_timeline_line_get_text (line), cercle_timeline_line_get_who (line));
  cercle_set_spoken (self, said);
  if (item != NULL)
    cercle_set_spoken (item, said);
}

void
cercle_timeline_row_show (CercleTimelineRow *self, CercleTimelineLine *line)
{
  gboolean day = cercle_timeline_line_get_story (line) == CERCLE_STORY_DAY;

  gtk_label_set_text (GTK_LABEL (self->hour), cercle_timeline_line_get_hour (line));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), cercle_timeline_line_get_icon (line));
  gtk_widget_set_tooltip_text (self->icon, cercle_timeline_line_get_label (line));
  gtk_label_set_text (GTK_LABEL (self->text), day ? cercle_timeline_line_get_label (line)
                                                  : cercle_timeline_line_get_text (line));
  gtk_label_set_text (GTK_LABEL (self->who), cercle_timeline_line_get_who (line));
  gtk_widget_set_visible (self->hour, !day);
  gtk_widget_set_visible (self->icon, !day);
  gtk_widget_set_visible (self->who, !day && cercle_timeline_line_get_who (line)[0] != '\0');
  if (day)
    gtk_widget_add_css_class (self->text, "heading");
  else
    gtk_widget_remove_css_class (self->text, "heading");
  speak (self, line);
}

/* --- The widget ------------------------------------------------------------------------------ */

static GtkWidget *
add_label (CercleTimelineRow *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
cercle_timeline_row_dispose (GObject *object)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (cercle_timeline_row_parent_class)->dispose (object);
}

static void
cercle_timeline_row_class_init (CercleTimelineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cercle_timeline_row_dispose;
  widget_class->get_request_mode = cercle_timeline_row_get_request_mode;
  widget_class->measure = cercle_timeline_row_measure;
  widget_class->size_allocate = cercle_timeline_row_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cercle_timeline_row_init (CercleTimelineRow *self)
{
  self->hour = add_label (self);
  self->icon = gtk_image_new ();
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  self->text = add_label (self);
  self->who = add_label (self);
  gtk_widget_add_css_class (self->hour, "numeric");
  gtk_widget_add_css_class (self->hour, "dim-label");
  gtk_label_set_wrap (GTK_LABEL (self->text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->text), PANGO_WRAP_WORD_CHAR);
  /* Else its least width is a letter, and it is laid out in as many lines to know its least height.
   */
  gtk_label_set_width_chars (GTK_LABEL (self->text), LEAST_CHARACTERS);
  gtk_label_set_ellipsize (GTK_LABEL (self->who), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->who, "dim-label");
  gtk_widget_add_css_class (self->who, "caption");
}

GtkWidget *
cercle_timeline_row_new (void)
{
  return g_object_new (CERCLE_TYPE_TIMELINE_ROW, NULL);
}
