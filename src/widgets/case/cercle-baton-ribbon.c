/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* In whose hands was the case, and where did it stay too long? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-baton-ribbon.h"

#include <glib/gi18n-lib.h>

#include "cercle-baton.h"
#include "cercle-day-format.h"
#include "cercle-day.h"
#include "cercle-escape.h"
#include "cercle-ink.h"
#include "cercle-instant.h"
#include "cercle-mark.h"

#define HEIGHT 26
#define GAP 2
#define LEAST 22 /* a letter */
#define PADDING 6
#define RADIUS 5
#define HATCH 5

typedef struct
{
  char letter; /* of the family: colour */
  char *name;  /* "B · Plateforme Les Fougères · 6 d", told as far as it fits */
  char *words; /* the whole line, for the tooltip */
  char *brief; /* "B" */
  double part; /* of the time: from 0 to 1 */
  double late; /* of the segment, from its end: from 0 to 1 */
  float x, width;
} Piece;

struct _CercleBatonRibbon
{
  GtkWidget parent_instance;
  GArray *pieces;
};

G_DEFINE_FINAL_TYPE (CercleBatonRibbon, cercle_baton_ribbon, GTK_TYPE_WIDGET)

static void
clear_piece (gpointer data)
{
  Piece *piece = data;

  g_free (piece->name);
  g_free (piece->words);
  g_free (piece->brief);
}

/* --- In words -------------------------------------------------------------------------------- */

static gint64
instant_of (const char *text)
{
  gint64 instant = cercle_instant_now ();

  if (text != NULL)
    cercle_instant_parse (text, &instant);
  return instant;
}

static char *
name_of (CercleSession *session, const CercleBatonSegment *segment)
{
  return segment->holder != NULL ? cercle_session_name_of (session, segment->holder)
                                 : g_strdup (_ ("Nobody"));
}

static char *
held_for (const CercleBatonSegment *segment)
{
  return cercle_day_format_span (
      MAX (0, instant_of (segment->until) - instant_of (segment->since)));
}

static char *
day_of (CercleSession *session, const char *instant)
{
  return cercle_day_format_short (
      cercle_instant_local_day (instant_of (instant), cercle_session_get_zone (session), NULL),
      cercle_session_get_today_number (session));
}

/* From 0 (in time) to 1: how much of the segment lies after the day that was promised. */
static double
late_part (CercleSession *session, const CercleBatonSegment *segment)
{
  int promised = cercle_day_parse (segment->promised_by);
  gint64 since = instant_of (segment->since), until = instant_of (segment->until), end = 0;

  if (promised == CERCLE_DAY_NONE || until <= since)
    return 0;
  end = cercle_instant_from_local (promised + 1, 0, cercle_session_get_zone (session));
  return until <= end ? 0 : MIN (1, (double) (until - end) / (double) (until - since));
}

static char *
words_of (CercleSession *session, GPtrArray *segments, guint i)
{
  const CercleBatonSegment *segment = g_ptr_array_index (segments, i);
  char letter = cercle_baton_letter (segments, i);
  g_autofree char *name = name_of (session, segment), *span = held_for (segment);
  g_autofree char *since = day_of (session, segment->since);
  g_autofree char *until = segment->until != NULL ? day_of (session, segment->until) : NULL;
  g_autofree char *line = NULL;

  if (until == NULL)
    /* TRANSLATORS: letter, holder, day, span such as "4 d". */
    line = g_strdup_printf (_ ("%1$c, %2$s: since %3$s, %4$s."), letter, name, since,
                            span[0] != '\0' ? span : "–");
  else
    /* TRANSLATORS: letter, holder, first and last day, span such as "4 d". */
    line = g_strdup_printf (_ ("%1$c, %2$s: from %3$s to %4$s, %5$s."), letter, name, since, until,
                            span[0] != '\0' ? span : "–");
  if (late_part (session, segment) > 0)
    {
      g_autofree char *day = cercle_day_format_short (cercle_day_parse (segment->promised_by),
                                                      cercle_session_get_today_number (session));
      /* TRANSLATORS: a whole sentence, the day that was promised. */
      return g_strdup_printf (_ ("%1$s Promised by %2$s."), line, day);
    }
  return g_steal_pointer (&line);
}

GStrv
cercle_baton_ribbon_words (CercleSession *session, GPtrArray *segments)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();

  for (guint i = 0; i < segments->len; i++)
    {
      g_autofree char *line = words_of (session, segments, i);
      g_strv_builder_add (lines, line);
    }
  return g_strv_builder_end (lines);
}

/* --- Drawn ----------------------------------------------------------------------------------- */

/* Each has room for its letter; the rest goes by time. */
static void
place_pieces (CercleBatonRibbon *self, float width)
{
  guint n = self->pieces->len;
  float rest = width - (float) n * LEAST - (float) (n > 0 ? n - 1 : 0) * GAP, x = 0;

  for (guint i = 0; i < n; i++)
    {
      Piece *piece = &g_array_index (self->pieces, Piece, i);
      piece->x = x;
      piece->width = LEAST + MAX (0, rest) * (float) piece->part;
      x += piece->width + GAP;
    }
}

static void
draw_hatches (GtkSnapshot *snapshot, const graphene_rect_t *late)
{
  const GdkRGBA clear = { 1, 1, 1, 0 }, white = { 1, 1, 1, 0.35f };
  const GskColorStop stops[] = { { 0, clear }, { 0.5f, clear }, { 0.5f, white }, { 1, white } };
  const graphene_point_t from = late->origin;
  const graphene_point_t to = { from.x + HATCH, from.y + HATCH };

  gtk_snapshot_append_repeating_linear_gradient (snapshot, late, &from, &to, stops,
                                                 G_N_ELEMENTS (stops));
}

static void
draw_words (CercleBatonRibbon *self, GtkSnapshot *snapshot, const Piece *piece)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), piece->name);
  int width = 0, height = 0;

  pango_layout_get_pixel_size (layout, &width, &height);
  if ((float) width > piece->width - 2 * PADDING)
    {
      pango_layout_set_text (layout, piece->width > 4 * LEAST ? piece->name : piece->brief, -1);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_width (layout, (int) MAX (12, piece->width - 2 * PADDING) * PANGO_SCALE);
    }
  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT (piece->x + PADDING, ((float) HEIGHT - (float) height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, &cercle_ink ()->on_mark);
  gtk_snapshot_restore (snapshot);
}

static void
cercle_baton_ribbon_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CercleBatonRibbon *self = CERCLE_BATON_RIBBON (widget);

  place_pieces (self, (float) gtk_widget_get_width (widget));
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);
      graphene_rect_t bounds = GRAPHENE_RECT_INIT (piece->x, 0, piece->width, HEIGHT);
      graphene_rect_t late = bounds;
      GskRoundedRect outline;
      GdkRGBA colour;

      cercle_mark_colour (piece->letter, &colour);
      gsk_rounded_rect_init_from_rect (&outline, &bounds, RADIUS);
      gtk_snapshot_push_rounded_clip (snapshot, &outline);
      gtk_snapshot_append_color (snapshot, &colour, &bounds);
      late.size.width *= (float) piece->late;
      late.origin.x += bounds.size.width - late.size.width;
      if (piece->late > 0)
        draw_hatches (snapshot, &late);
      draw_words (self, snapshot, piece);
      gtk_snapshot_pop (snapshot);
    }
}

static gboolean
tooltip_cb (CercleBatonRibbon *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);
      if ((float) x >= piece->x && (float) x < piece->x + piece->width)
        {
          gtk_tooltip_set_text (tooltip, piece->words);
          return TRUE;
        }
    }
  return FALSE;
}

static void
cercle_baton_ribbon_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                             int *minimum, int *natural, int *minimum_baseline,
                             int *natural_baseline)
{
  guint n = CERCLE_BATON_RIBBON (widget)->pieces->len;

  /* Too many for the width are cut off at the end of the ribbon, never the window. */
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : LEAST;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : (int) MAX (1, n) * (LEAST + GAP);
}

static void
cercle_baton_ribbon_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (cercle_baton_ribbon_parent_class)->css_changed (widget, change);
  gtk_widget_queue_draw (widget);
}

static void
cercle_baton_ribbon_finalize (GObject *object)
{
  g_array_unref (CERCLE_BATON_RIBBON (object)->pieces);
  G_OBJECT_CLASS (cercle_baton_ribbon_parent_class)->finalize (object);
}

static void
cercle_baton_ribbon_class_init (CercleBatonRibbonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cercle_baton_ribbon_finalize;
  widget_class->measure = cercle_baton_ribbon_measure;
  widget_class->snapshot = cercle_baton_ribbon_snapshot;
  widget_class->css_changed = cercle_baton_ribbon_css_changed;
  gtk_widget_class_set_css_name (widget_class, "ribbon");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
cercle_baton_ribbon_init (CercleBatonRibbon *self)
{
  self->pieces = g_array_new (FALSE, TRUE, sizeof (Piece));
  g_array_set_clear_func (self->pieces, clear_piece);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (tooltip_cb), NULL);
}

GtkWidget *
cercle_baton_ribbon_new (void)
{
  return g_object_new (CERCLE_TYPE_BATON_RIBBON, NULL);
}

static void
add_piece (CercleBatonRibbon *self, CercleSession *session, GPtrArray *segments, guint i,
           double whole)
{
  const CercleBatonSegment *segment = g_ptr_array_index (segments, i);
  char letter = cercle_baton_letter (segments, i);
  double span = (double) MAX (0, instant_of (segment->until) - instant_of (segment->since));
  g_autofree char *name = name_of (session, segment), *held = held_for (segment);
  Piece piece = { .letter = cercle_session_holder_letter (session, segment->holder),
                  .words = words_of (session, segments, i),
                  .brief = g_strdup_printf ("%c", letter),
                  .part = whole > 0 ? span / whole : 0,
                  .late = late_part (session, segment) };

  piece.name = held[0] != '\0' ? g_strdup_printf ("%c · %s · %s", letter, name, held)
                               : g_strdup_printf ("%c · %s", letter, name);
  g_array_append_val (self->pieces, piece);
}

void
cercle_baton_ribbon_set (CercleBatonRibbon *self, CercleSession *session, GPtrArray *segments)
{
  g_auto (GStrv) words = cercle_baton_ribbon_words (session, segments);
  g_autofree char *spoken = g_strjoinv (" ", words);
  double whole = 0;

  g_array_set_size (self->pieces, 0);
  for (guint i = 0; i < segments->len; i++)
    {
      const CercleBatonSegment *segment = g_ptr_array_index (segments, i);
      whole += (double) MAX (0, instant_of (segment->until) - instant_of (segment->since));
    }
  for (guint i = 0; i < segments->len; i++)
    add_piece (self, session, segments, i, whole);
  cercle_set_spoken (self, spoken);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
