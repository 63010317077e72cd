/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is one thing found among thousands with three letters? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-lookup.h"

#include <glib/gi18n-lib.h>

#include "cercle-escape.h"
#include "cercle-mark.h"

#define MOST_HEIGHT 300
#define LEAST_WIDTH 280
#define MOST_WIDTH 460

struct _CercleLookup
{
  GtkWidget parent_instance;
  GtkWidget *entry, *popover, *view;
  GtkWidget *nothing; /* in the popover, in place of the lines */
  GListStore *suggestions;
  GtkSingleSelection *selection;
  char *id, *label; /* what was chosen last */
  gboolean settled; /* the text is its label */
  gboolean loading; /* the text is set by us */
  gboolean any;     /* text that names nothing is as good */
  guint emptied;    /* source: text that stays empty is a choice, text being replaced is not */
};

G_DEFINE_FINAL_TYPE (CercleLookup, cercle_lookup, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_SEARCH,
  SIGNAL_CHOSEN,
  SIGNAL_TYPED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const char *
typed (CercleLookup *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static void
set_text (CercleLookup *self, const char *text)
{
  gboolean written = (gtk_widget_get_state_flags (self->entry) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;

  self->loading = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text != NULL ? text : "");
  /* Its beginning is seen where nobody writes, and its end where somebody does. */
  gtk_editable_set_position (GTK_EDITABLE (self->entry), written ? -1 : 0);
  self->loading = FALSE;
}

/* Text that names nothing is said to be so, once the entry is left. */
static void
show_doubt (CercleLookup *self, gboolean doubt)
{
  doubt = doubt && !self->any;
  if (doubt)
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");
  gtk_widget_set_tooltip_text (self->entry, doubt ? _ ("Choose a line of the list.") : NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               doubt ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
show_clear (CercleLookup *self)
{
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY,
                                     typed (self)[0] != '\0' ? "edit-clear-symbolic" : NULL);
}

static void
keep (CercleLookup *self, const char *id, const char *label)
{
  g_free (self->id);
  g_free (self->label);
  self->id = g_strdup (id);
  self->label = g_strdup (label);
  self->settled = TRUE;
}

/* Ears hear what eyes see under the entry. */
static void
tell_offer (CercleLookup *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->suggestions));
  CercleSuggestion *line = gtk_single_selection_get_selected_item (self->selection);
  g_autofree char *said = NULL;

  if (!gtk_widget_get_visible (self->popover))
    said = g_strdup ("");
  else if (line == NULL)
    said = g_strdup (_ ("Nothing is called so."));
  else
    /* TRANSLATORS: name of the line that Return takes, its place, how many lines. */
    said = g_strdup_printf (_ ("%1$s, %2$u of %3$u"), cercle_suggestion_get_label (line),
                            gtk_single_selection_get_selected (self->selection) + 1, n);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  said, -1);
}

static void
shut (CercleLookup *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  tell_offer (self);
}

static void
take (CercleLookup *self, guint position)
{
  g_autoptr (CercleSuggestion) line =
      g_list_model_get_item (G_LIST_MODEL (self->suggestions), position);

  if (line == NULL)
    return;
  keep (self, cercle_suggestion_get_id (line), cercle_suggestion_get_label (line));
  set_text (self, self->label);
  show_clear (self);
  show_doubt (self, FALSE);
  shut (self);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
choose_nothing (CercleLookup *self)
{
  gboolean had = self->id != NULL;

  g_clear_handle_id (&self->emptied, g_source_remove);
  keep (self, NULL, NULL);
  if (had)
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static gboolean
emptied_cb (gpointer data)
{
  CercleLookup *self = data;

  self->emptied = 0;
  choose_nothing (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (CercleLookup *self)
{
  if (self->loading)
    return;
  g_clear_handle_id (&self->emptied, g_source_remove);
  show_clear (self);
  self->settled = FALSE;
  show_doubt (self, FALSE);
  g_signal_emit (self, signals[SIGNAL_TYPED], 0);
  if (typed (self)[0] != '\0')
    {
      g_signal_emit (self, signals[SIGNAL_SEARCH], 0, typed (self));
      return;
    }
  shut (self);
  self->emptied = g_idle_add (emptied_cb, self);
}

static void
clear_cb (GtkEntry *entry, GtkEntryIconPosition icon, CercleLookup *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_grab_focus (self->entry);
}

static void
walk (CercleLookup *self, int by)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->suggestions));
  guint at = gtk_single_selection_get_selected (self->selection);

  if (n == 0)
    return;
  at = at == GTK_INVALID_LIST_POSITION ? 0 : (at + n + (guint) (by > 0 ? 1 : n - 1)) % n;
  gtk_single_selection_set_selected (self->selection, at);
  gtk_widget_activate_action (self->view, "list.scroll-to-item", "u", at);
  tell_offer (self);
}

static gboolean
key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state,
        CercleLookup *self)
{
  gboolean open = cercle_lookup_is_open (self);
  guint at = gtk_single_selection_get_selected (self->selection);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Down || key == GDK_KEY_Up)
    {
      if (open)
        walk (self, key == GDK_KEY_Down ? 1 : -1);
      else
        g_signal_emit (self, signals[SIGNAL_SEARCH], 0, self->settled ? "" : typed (self));
      return GDK_EVENT_STOP;
    }
  if (key == GDK_KEY_Escape && !open && !self->settled)
    {
      shut (self);
      cercle_lookup_set_chosen (self, self->id, self->label);
      g_signal_emit (self, signals[SIGNAL_TYPED], 0);
      return GDK_EVENT_STOP;
    }
  if (!open)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Escape)
    {
      shut (self);
      return GDK_EVENT_STOP;
    }
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_Tab)
    {
      take (self, at);
      return key == GDK_KEY_Tab ? GDK_EVENT_PROPAGATE : GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
left_cb (CercleLookup *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->suggestions));
  gboolean waiting = !self->settled && typed (self)[0] != '\0';

  /* Only one thing is called so: it is meant. */
  if (waiting && n == 1 && cercle_lookup_is_open (self))
    {
      take (self, 0);
      return;
    }
  if (self->emptied != 0)
    choose_nothing (self);
  shut (self);
  show_doubt (self, waiting);
}

static void
activate_cb (GtkListView *view, guint position, CercleLookup *self)
{
  take (self, position);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL), *detail = gtk_label_new (NULL);

  gtk_box_append (GTK_BOX (box), cercle_mark_new ());
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (detail), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (detail), 0);
  gtk_widget_set_hexpand (detail, TRUE);
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_widget_add_css_class (detail, "caption");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  CercleSuggestion *line = gtk_list_item_get_item (item);
  GtkWidget *mark = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *label = gtk_widget_get_next_sibling (mark);
  const char *detail = cercle_suggestion_get_detail (line);
  char letter = cercle_suggestion_get_letter (line);

  gtk_widget_set_visible (mark, letter != 0);
  if (letter != 0)
    cercle_mark_set (CERCLE_MARK (mark), letter, NULL);
  gtk_label_set_text (GTK_LABEL (label), cercle_suggestion_get_label (line));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (label)),
                      detail != NULL ? detail : "");
}

static gboolean
cercle_lookup_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (CERCLE_LOOKUP (widget)->entry);
}

static void
cercle_lookup_dispose (GObject *object)
{
  CercleLookup *self = CERCLE_LOOKUP (object);

  g_clear_handle_id (&self->emptied, g_source_remove);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->suggestions);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->label, g_free);
  G_OBJECT_CLASS (cercle_lookup_parent_class)->dispose (object);
}

static void
cercle_lookup_class_init (CercleLookupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cercle_lookup_dispose;
  widget_class->grab_focus = cercle_lookup_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "lookup");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[SIGNAL_SEARCH] = g_signal_new ("search", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_CHOSEN] =
      g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_TYPED] =
      g_signal_new ("typed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_lines (CercleLookup *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->view = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->view), TRUE);
  /* The keyboard stays in the entry. */
  gtk_widget_set_can_focus (self->view, FALSE);
  g_signal_connect (self->view, "activate", G_CALLBACK (activate_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MOST_HEIGHT);
  gtk_widget_set_size_request (scroller, LEAST_WIDTH, -1);
  return scroller;
}

/* The lines, or that there are none. */
static GtkWidget *
make_content (CercleLookup *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->nothing = gtk_label_new (_ ("Nothing is called so."));
  gtk_label_set_xalign (GTK_LABEL (self->nothing), 0);
  gtk_widget_add_css_class (self->nothing, "dim-label");
  gtk_widget_set_margin_start (self->nothing, 9);
  gtk_widget_set_margin_end (self->nothing, 9);
  gtk_widget_set_visible (self->nothing, FALSE);
  gtk_box_append (GTK_BOX (box), self->nothing);
  gtk_box_append (GTK_BOX (box), make_lines (self));
  return box;
}

static void
cercle_lookup_init (CercleLookup *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->settled = TRUE;
  self->suggestions = g_list_store_new (CERCLE_TYPE_SUGGESTION);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->suggestions)));
  self->entry = gtk_entry_new ();
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (self->entry, "icon-press", G_CALLBACK (clear_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (self->entry, focus);
  self->popover = gtk_popover_new ();
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_popover_set_child (GTK_POPOVER (self->popover), make_content (self));
  gtk_widget_add_css_class (self->popover, "menu");
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

GtkWidget *
cercle_lookup_new (const char *name, const char *placeholder)
{
  CercleLookup *self = g_object_new (CERCLE_TYPE_LOOKUP, NULL);

  cercle_set_spoken (self->entry, name);
  cercle_set_spoken (self->view, name);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), placeholder);
  return GTK_WIDGET (self);
}

void
cercle_lookup_offer (CercleLookup *self, const char *asked, GPtrArray *suggestions)
{
  gboolean whole_list = asked[0] == '\0' && self->settled;

  if (self->entry == NULL || (!whole_list && g_strcmp0 (asked, typed (self)) != 0))
    return;
  if (!gtk_widget_get_mapped (self->entry))
    return;
  g_list_store_remove_all (self->suggestions);
  g_list_store_splice (self->suggestions, 0, 0, suggestions->pdata, suggestions->len);
  gtk_widget_set_visible (self->nothing, suggestions->len == 0);
  gtk_widget_set_visible (gtk_widget_get_next_sibling (self->nothing), suggestions->len > 0);
  if (suggestions->len > 0)
    gtk_single_selection_set_selected (self->selection, 0);
  /* A name is read whole where there is room for it. */
  gtk_widget_set_size_request (
      gtk_widget_get_next_sibling (self->nothing),
      CLAMP (gtk_widget_get_width (GTK_WIDGET (self)), LEAST_WIDTH, MOST_WIDTH), -1);
  /* Where any text is as good, nothing is missing. */
  if (suggestions->len > 0 || (asked[0] != '\0' && !self->any))
    gtk_popover_popup (GTK_POPOVER (self->popover));
  else
    gtk_popover_popdown (GTK_POPOVER (self->popover));
  tell_offer (self);
}

void
cercle_lookup_withdraw (CercleLookup *self)
{
  if (self->entry == NULL)
    return;
  g_list_store_remove_all (self->suggestions);
  shut (self);
}

const char *
cercle_lookup_get_chosen (CercleLookup *self)
{
  return self->settled ? self->id : NULL;
}

void
cercle_lookup_set_chosen (CercleLookup *self, const char *id, const char *label)
{
  g_autofree char *shown = g_strdup (id != NULL ? label : NULL);
  g_autofree char *kept = g_strdup (id);

  g_clear_handle_id (&self->emptied, g_source_remove);
  keep (self, kept, shown);
  set_text (self, shown);
  show_clear (self);
  show_doubt (self, FALSE);
}

void
cercle_lookup_set_any (CercleLookup *self, gboolean any)
{
  self->any = any;
}

const char *
cercle_lookup_get_typed (CercleLookup *self)
{
  return typed (self);
}

void
cercle_lookup_set_typed (CercleLookup *self, const char *text)
{
  self->settled = text == NULL || text[0] == '\0';
  set_text (self, text);
  show_clear (self);
}

gboolean
cercle_lookup_is_open (CercleLookup *self)
{
  return self->popover != NULL && gtk_widget_get_visible (self->popover) &&
         g_list_model_get_n_items (G_LIST_MODEL (self->suggestions)) > 0;
}

void
cercle_lookup_set_width_chars (CercleLookup *self, int chars)
{
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), chars);
}
