/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which stored question does the list answer, and how many are behind each other one? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-indicator-chips.h"

#include <glib/gi18n-lib.h>

#include "cercle-counts.h"
#include "cercle-escape.h"
#include "cercle-in-view.h"
#include "cercle-indicator.h"

#define OPEN "open"

typedef struct
{
  const char *id;
  const CercleIndicator *indicator; /* NULL: all open cases */
  GtkWidget *button, *tick, *number;
} Chip;

struct _CercleIndicatorChips
{
  GtkWidget parent_instance;
  CercleSession *session;
  GtkWidget *scroller, *box;
  GArray *chips;
  char *active;
  gboolean loading;
};

G_DEFINE_FINAL_TYPE (CercleIndicatorChips, cercle_indicator_chips, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static Chip *
chip_at (CercleIndicatorChips *self, guint i)
{
  return &g_array_index (self->chips, Chip, i);
}

static const char *
label_of (const Chip *chip)
{
  return chip->indicator != NULL ? _ (chip->indicator->label) : C_ ("cases", "Open");
}

static void
show_number (CercleIndicatorChips *self, Chip *chip)
{
  gint64 number = cercle_indicator_chips_get_count (self, chip->id);
  gboolean days = chip->indicator != NULL && chip->indicator->show == CERCLE_SHOW_OLDEST_DAYS;
  gboolean alarm = chip->indicator != NULL && chip->indicator->alarming && number > 0;
  g_autofree char *shown = NULL, *said = NULL;

  if (number < 0)
    shown = g_strdup ("");
  else
    /* TRANSLATORS: a number of days, in a chip; "45 j" in French. */
    shown = g_strdup_printf (days ? C_ ("chip", "%d d") : "%d", (int) number);
  gtk_label_set_text (GTK_LABEL (chip->number), shown);
  if (alarm)
    gtk_widget_add_css_class (chip->button, "alarming");
  else
    gtk_widget_remove_css_class (chip->button, "alarming");
  /* TRANSLATORS: an indicator and its number, for screen readers. */
  said = g_strdup_printf (_ ("%1$s: %2$s"), label_of (chip), shown);
  cercle_set_spoken (chip->button, said);
}

static void
show_numbers (CercleIndicatorChips *self)
{
  for (guint i = 0; i < self->chips->len; i++)
    show_number (self, chip_at (self, i));
}

/* Which list this is must be read without a search for it. */
static void
scroll_to_active (CercleIndicatorChips *self)
{
  for (guint i = 0; i < self->chips->len; i++)
    if (g_strcmp0 (chip_at (self, i)->id, self->active) == 0 && i > 0)
      cercle_bring_into_view (chip_at (self, i)->button);
}

static void
show_active (CercleIndicatorChips *self)
{
  self->loading = TRUE;
  for (guint i = 0; i < self->chips->len; i++)
    {
      Chip *chip = chip_at (self, i);
      gboolean active = g_strcmp0 (chip->id, self->active) == 0;

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip->button), active);
      gtk_widget_set_visible (chip->tick, active);
    }
  self->loading = FALSE;
}

static void
toggled_cb (GtkToggleButton *button, CercleIndicatorChips *self)
{
  if (self->loading)
    return;
  for (guint i = 0; i < self->chips->len; i++)
    if (chip_at (self, i)->button == GTK_WIDGET (button))
      {
        const char *id = chip_at (self, i)->id;
        /* What is chosen is told by who shows the list. */
        show_active (self);
        g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, id);
        return;
      }
}

static void
add_chip (CercleIndicatorChips *self, const char *id, const CercleIndicator *indicator)
{
  Chip chip = { id, indicator, gtk_toggle_button_new (), NULL, NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = gtk_label_new (label_of (&chip));

  chip.tick = gtk_image_new_from_icon_name ("object-select-symbolic");
  chip.number = gtk_label_new (NULL);
  gtk_widget_set_visible (chip.tick, FALSE);
  gtk_widget_add_css_class (chip.number, "numeric");
  gtk_widget_add_css_class (chip.number, "dim-label");
  gtk_box_append (GTK_BOX (box), chip.tick);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), chip.number);
  gtk_button_set_child (GTK_BUTTON (chip.button), box);
  gtk_widget_add_css_class (chip.button, "chip");
  if (indicator != NULL)
    gtk_widget_set_tooltip_text (chip.button, _ (indicator->hint));
  g_signal_connect (chip.button, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (GTK_BOX (self->box), chip.button);
  g_array_append_val (self->chips, chip);
}

/* A chip reached by Tab must be in view. */
static void
scroll_to_focus_cb (CercleIndicatorChips *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (self->box);
  GtkAdjustment *across =
      gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  graphene_rect_t bounds;

  if (focus != NULL && gtk_widget_compute_bounds (focus, self->box, &bounds))
    gtk_adjustment_clamp_page (across, bounds.origin.x, bounds.origin.x + bounds.size.width);
}

static void
cercle_indicator_chips_dispose (GObject *object)
{
  CercleIndicatorChips *self = CERCLE_INDICATOR_CHIPS (object);

  for (guint i = 0; self->chips != NULL && i < self->chips->len; i++)
    g_signal_handlers_disconnect_by_data (chip_at (self, i)->button, self);
  g_clear_pointer (&self->chips, g_array_unref);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->session);
  g_clear_pointer (&self->active, g_free);
  G_OBJECT_CLASS (cercle_indicator_chips_parent_class)->dispose (object);
}

static void
cercle_indicator_chips_class_init (CercleIndicatorChipsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cercle_indicator_chips_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "chips");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
cercle_indicator_chips_init (CercleIndicatorChips *self)
{
  self->chips = g_array_new (FALSE, TRUE, sizeof (Chip));
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_EXTERNAL,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->box);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  cercle_set_spoken (self, _ ("Which cases"));
  add_chip (self, OPEN, NULL);
  for (const CercleIndicator *indicator = cercle_indicators; indicator->id != NULL; indicator++)
    add_chip (self, indicator->id, indicator);
  for (guint i = 0; i < self->chips->len; i++)
    g_signal_connect_swapped (chip_at (self, i)->button, "notify::has-focus",
                              G_CALLBACK (scroll_to_focus_cb), self);
}

void
cercle_indicator_chips_set_session (CercleIndicatorChips *self, CercleSession *session)
{
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (cercle_counts_of (session), "changed", G_CALLBACK (show_numbers), self,
                           G_CONNECT_SWAPPED);
  show_numbers (self);
}

void
cercle_indicator_chips_set_active (CercleIndicatorChips *self, const char *indicator)
{
  char *active = g_strdup (indicator);
  gboolean other = g_strcmp0 (active, self->active) != 0;

  g_free (self->active);
  self->active = active;
  show_active (self);
  if (!other)
    return;
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
  scroll_to_active (self);
}

const char *
cercle_indicator_chips_get_active (CercleIndicatorChips *self)
{
  return self->active;
}

gint64
cercle_indicator_chips_get_count (CercleIndicatorChips *self, const char *indicator)
{
  return self->session != NULL ? cercle_counts_get (cercle_counts_of (self->session), indicator)
                               : -1;
}
