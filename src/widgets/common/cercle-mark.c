/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who holds the next step, seen at once? Letter, shape and colour, so that none is the only sign.
 */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-mark.h"

#include <glib/gi18n-lib.h>

#include "cercle-escape.h"
#include "cercle-ink.h"
#include "cercle-macros.h"

typedef enum
{
  SQUARE,
  ROUND,
  EMPTY, /* an outline: nobody */
} Shape;

static const struct
{
  char letter;
  const char *family; /* msgid */
  guint light, dark;  /* white letters stand out at 4.5:1 or more */
  Shape shape;
} families[] = {
  { 'C', N_ ("Le Cercle"), 0x813d9c, 0x9e57bc, SQUARE },
  { 'M', N_ ("MDPH"), 0x1b7a4c, 0x288457, SQUARE },
  { 'E', N_ ("ESMS and managing bodies"), 0xb04a00, 0xb85b0e, SQUARE },
  { 'D', N_ ("Mainstream services"), 0x4b5b6b, 0x64778a, SQUARE },
  { 'A', N_ ("ASE"), 0x865e3c, 0x956d42, SQUARE },
  { 'P', N_ ("The person and those around"), 0x1a5fb4, 0x3675c6, ROUND },
  { '?', N_ ("Nobody"), 0xc01c28, 0xff7b63, EMPTY },
};
const char cercle_mark_letters[] = "CMEDAP?";

struct _CercleMark
{
  GtkWidget parent_instance;
  char letter;
};

G_DEFINE_FINAL_TYPE (CercleMark, cercle_mark, GTK_TYPE_WIDGET)

static guint
family_of (char letter)
{
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    if (families[i].letter == letter)
      return i;
  return G_N_ELEMENTS (families) - 1;
}

static void
cercle_mark_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                     int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = CERCLE_MARK_SIZE;
}

static void
cercle_mark_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CercleMark *self = CERCLE_MARK (widget);

  cercle_mark_draw (snapshot, gtk_widget_get_pango_context (widget), self->letter,
                    (float) (gtk_widget_get_width (widget) - CERCLE_MARK_SIZE) / 2,
                    (float) (gtk_widget_get_height (widget) - CERCLE_MARK_SIZE) / 2,
                    CERCLE_MARK_SIZE);
}

static void
cercle_mark_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (cercle_mark_parent_class)->css_changed (widget, change);
  gtk_widget_queue_draw (widget);
}

static void
cercle_mark_class_init (CercleMarkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = cercle_mark_measure;
  widget_class->snapshot = cercle_mark_snapshot;
  widget_class->css_changed = cercle_mark_css_changed;
  gtk_widget_class_set_css_name (widget_class, "mark");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
cercle_mark_init (CercleMark *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  cercle_mark_set (self, '?', NULL);
}

GtkWidget *
cercle_mark_new (void)
{
  return g_object_new (CERCLE_TYPE_MARK, NULL);
}

void
cercle_mark_set (CercleMark *self, char letter, const char *spoken)
{
  self->letter = families[family_of (letter)].letter;
  spoken = spoken != NULL ? spoken : cercle_mark_family (letter);
  cercle_set_spoken (self, spoken);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), spoken);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

char
cercle_mark_get_letter (CercleMark *self)
{
  return self->letter;
}

const char *
cercle_mark_family (char letter)
{
  return _ (families[family_of (letter)].family);
}

void
cercle_mark_colour (char letter, GdkRGBA *colour)
{
  guint i = family_of (letter);
  guint hex = cercle_ink_is_dark () ? families[i].dark : families[i].light;

  *colour = (GdkRGBA){ ((hex >> 16) & 0xff) / 255.0f, ((hex >> 8) & 0xff) / 255.0f,
                       (hex & 0xff) / 255.0f, 1.0f };
}

static PangoLayout *
letter_layout (PangoContext *context, char letter, float size)
{
  PangoLayout *layout = pango_layout_new (context);
  g_autoptr (PangoFontDescription) font =
      pango_font_description_copy (pango_context_get_font_description (context));

  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_font_description_set_absolute_size (font, (double) size * 0.62 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, &letter, 1);
  return layout;
}

void
cercle_mark_draw (GtkSnapshot *snapshot, PangoContext *context, char letter, float x, float y,
                  float size)
{
  guint family = family_of (letter);
  Shape shape = families[family].shape;
  g_autoptr (PangoLayout) layout = letter_layout (context, families[family].letter, size);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (x, y, size, size);
  GskRoundedRect outline;
  GdkRGBA colour;
  int width = 0, height = 0;

  cercle_mark_colour (families[family].letter, &colour);
  gsk_rounded_rect_init_from_rect (&outline, &bounds, shape == ROUND ? size / 2 : size * 0.25f);
  if (shape == EMPTY)
    {
      const float widths[4] = { 1.5f, 1.5f, 1.5f, 1.5f };
      const GdkRGBA colours[4] = { colour, colour, colour, colour };
      gtk_snapshot_append_border (snapshot, &outline, widths, colours);
    }
  else
    {
      gtk_snapshot_push_rounded_clip (snapshot, &outline);
      gtk_snapshot_append_color (snapshot, &colour, &bounds);
      gtk_snapshot_pop (snapshot);
      colour = cercle_ink ()->on_mark;
    }
  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x + (size - (float) width) / 2,
                                                          y + (size - (float) height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}
