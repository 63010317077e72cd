/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How are a hundred thousand lines shown, walked and kept in place while they change? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-compact-list.h"

#include "cercle-column-headings.h"
#include "cercle-compact-row.h"
#include "cercle-escape.h"
#include "cercle-keyboard.h"
#include "cercle-list-keys.h"
#include "cercle-record-list.h"

struct _CercleCompactList
{
  GtkWidget parent_instance;
  CercleRowStyle style;
  gboolean single_keys;
  GtkWidget *headings, *separator, *scroller, *view;
  GtkSingleSelection *selection;
  GListModel *model;
  gulong before_handler, after_handler;
  /* What to find again after the contents were replaced. */
  char *kept_id;
  guint kept_position;
  guint kept_last; /* the last line in view */
  guint known_n;   /* lines before the change that is being told */
  gboolean kept_focus;
  gboolean changing, emptied; /* what the selection does now is not the person's doing */
  guint focus_id, settle_id;
  guint least_lines, most_lines; /* most 0: as high as its place */
};

G_DEFINE_FINAL_TYPE (CercleCompactList, cercle_compact_list, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_AIRY,
  PROP_SINGLE_KEYS,
  PROP_NARROW,
  PROP_SELECTED,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_ACTIVATE,
  SIGNAL_SORT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static CercleCompactRow *
row_of_line (GtkWidget *line)
{
  GtkWidget *child = gtk_widget_get_first_child (line);
  return child != NULL && CERCLE_IS_COMPACT_ROW (child) ? CERCLE_COMPACT_ROW (child) : NULL;
}

guint
cercle_compact_list_position_of (GtkWidget *line)
{
  CercleCompactRow *row = row_of_line (line);
  GtkListItem *item = row != NULL ? g_object_get_data (G_OBJECT (row), "cercle-item") : NULL;
  return item != NULL ? gtk_list_item_get_position (item) : GTK_INVALID_LIST_POSITION;
}

static GtkWidget *
line_at (CercleCompactList *self, guint position)
{
  for (GtkWidget *line = gtk_widget_get_first_child (self->view); line != NULL;
       line = gtk_widget_get_next_sibling (line))
    if (cercle_compact_list_position_of (line) == position)
      return line;
  return NULL;
}

static void
scroll_to (CercleCompactList *self, guint position)
{
  if (position < g_list_model_get_n_items (G_LIST_MODEL (self->selection)))
    gtk_widget_activate_action (self->view, "list.scroll-to-item", "u", position);
}

static void
keep_place (CercleCompactList *self)
{
  GtkAdjustment *adjustment =
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  double upper = gtk_adjustment_get_upper (adjustment);
  double bottom = gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment);

  self->kept_focus = cercle_keyboard_is_in (self->view);
  self->kept_last = upper > 0 ? (guint) (bottom * self->known_n / upper) : 0;
}

static void
note_selected (CercleCompactList *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  g_clear_pointer (&self->kept_id, g_free);
  self->kept_position = position;
  if (position != GTK_INVALID_LIST_POSITION && CERCLE_IS_RECORD_LIST (self->model))
    self->kept_id =
        g_strdup (cercle_record_list_get_id (CERCLE_RECORD_LIST (self->model), position));
}

/* Where the line that was selected is now; if it has gone, the one that took its place is next. */
static guint
place_now (CercleCompactList *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint position = GTK_INVALID_LIST_POSITION;

  if (n == 0 || self->kept_id == NULL)
    return GTK_INVALID_LIST_POSITION;
  if (CERCLE_IS_RECORD_LIST (self->model))
    position = cercle_record_list_find (CERCLE_RECORD_LIST (self->model), self->kept_id);
  return position != GTK_INVALID_LIST_POSITION ? position : MIN (self->kept_position, n - 1);
}

/* The focus comes back only if nobody has taken it since, and never to what is out of sight: it
 * would take the keys of the page that is shown. */
static gboolean
may_focus (CercleCompactList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  /* A line that has just gone has the focus until GTK looks for another widget. */
  return self->kept_focus && gtk_widget_get_mapped (self->view) &&
         (focus == NULL || focus == self->view || gtk_widget_is_ancestor (focus, self->view) ||
          !gtk_widget_is_ancestor (focus, GTK_WIDGET (root)));
}

static void
find_place (CercleCompactList *self)
{
  guint position = place_now (self);

  self->changing = FALSE;
  if (position != GTK_INVALID_LIST_POSITION)
    cercle_compact_list_select (self, position, may_focus (self));
}

/* Connected before the selection model's own handler: sees what was before it. */
static void
before_change_cb (GListModel *model, guint position, guint removed, guint added,
                  CercleCompactList *self)
{
  if (self->changing)
    return;
  self->changing = TRUE;
  self->emptied = removed > 0 && g_list_model_get_n_items (model) == 0;
  keep_place (self);
}

/* A row that moves goes and comes: when both were told, before the next frame, it is looked for. */
static gboolean
settle_cb (gpointer data)
{
  CercleCompactList *self = data;

  self->settle_id = 0;
  find_place (self);
  note_selected (self);
  return G_SOURCE_REMOVE;
}

static void
fit_height (CercleCompactList *self)
{
  guint lines = CLAMP (self->known_n, self->least_lines, self->most_lines);

  if (self->most_lines > 0)
    gtk_scrolled_window_set_min_content_height (
        GTK_SCROLLED_WINDOW (self->scroller),
        (int) lines * cercle_compact_row_height (GTK_WIDGET (self), &self->style));
}

static void
after_change_cb (GListModel *model, guint position, guint removed, guint added,
                 CercleCompactList *self)
{
  guint selected = gtk_single_selection_get_selected (self->selection);

  self->known_n = g_list_model_get_n_items (model);
  fit_height (self);
  if (!self->changing || self->known_n == 0)
    return;
  if (self->emptied)
    {
      self->emptied = FALSE;
      scroll_to (self, MIN (self->kept_last, self->known_n) - 1);
      find_place (self);
    }
  else if (self->kept_id == NULL || selected != GTK_INVALID_LIST_POSITION)
    {
      self->changing = FALSE;
      self->kept_position = selected;
    }
  else
    {
      /* Nothing is ever without a selection in between: the next key finds a line. */
      cercle_compact_list_select (self, MIN (self->kept_position, self->known_n - 1),
                                  may_focus (self));
      if (self->settle_id == 0)
        self->settle_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, settle_cb, self, NULL);
    }
}

static void
selected_cb (CercleCompactList *self)
{
  if (!self->changing)
    note_selected (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CercleCompactList *self)
{
  GtkWidget *row = cercle_compact_row_new (&self->style);

  g_object_set_data (G_OBJECT (row), "cercle-item", item);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CercleCompactList *self)
{
  cercle_compact_row_set_item (CERCLE_COMPACT_ROW (gtk_list_item_get_child (item)),
                               gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CercleCompactList *self)
{
  cercle_compact_row_set_item (CERCLE_COMPACT_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
rebuild_lines (CercleCompactList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->view), factory);
}

static void
activate_cb (GtkListView *view, guint position, CercleCompactList *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATE], 0, position);
}

static void
sort_cb (CercleColumnHeadings *headings, const char *id, gboolean descending,
         CercleCompactList *self)
{
  g_signal_emit (self, signals[SIGNAL_SORT], 0, id, descending);
}

static gboolean
cercle_compact_list_grab_focus (GtkWidget *widget)
{
  CercleCompactList *self = CERCLE_COMPACT_LIST (widget);
  guint position = gtk_single_selection_get_selected (self->selection);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    return gtk_widget_grab_focus (self->view);
  cercle_compact_list_select (self, position == GTK_INVALID_LIST_POSITION ? 0 : position, TRUE);
  return TRUE;
}

/* Tab goes to the headings, to one line, and out: GTK 4.8 would stop at every line there is. */
static gboolean
cercle_compact_list_focus (GtkWidget *widget, GtkDirectionType direction)
{
  CercleCompactList *self = CERCLE_COMPACT_LIST (widget);
  gboolean forward = direction == GTK_DIR_TAB_FORWARD,
           in_headings = cercle_keyboard_is_in (self->headings);

  if (!forward && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (cercle_compact_list_parent_class)->focus (widget, direction);
  if (cercle_keyboard_is_in (self->view))
    return !forward && gtk_widget_child_focus (self->headings, direction);
  if ((in_headings || forward) && gtk_widget_child_focus (self->headings, direction))
    return TRUE;
  return (forward || !in_headings) && self->known_n > 0 && gtk_widget_grab_focus (widget);
}

static void
restyle (CercleCompactList *self, gboolean *member, gboolean value, guint property)
{
  if (*member == value)
    return;
  *member = value;
  keep_place (self);
  rebuild_lines (self);
  cercle_column_headings_rebuild (CERCLE_COLUMN_HEADINGS (self->headings));
  find_place (self);
  fit_height (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
cercle_compact_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CercleCompactList *self = CERCLE_COMPACT_LIST (object);

  switch (id)
    {
    case PROP_AIRY:
      g_value_set_boolean (value, self->style.airy);
      break;
    case PROP_SINGLE_KEYS:
      g_value_set_boolean (value, self->single_keys);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->style.narrow);
      break;
    case PROP_SELECTED:
      g_value_set_uint (value, cercle_compact_list_get_selected (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cercle_compact_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CercleCompactList *self = CERCLE_COMPACT_LIST (object);

  switch (id)
    {
    case PROP_AIRY:
      restyle (self, &self->style.airy, g_value_get_boolean (value), PROP_AIRY);
      break;
    case PROP_SINGLE_KEYS:
      self->single_keys = g_value_get_boolean (value);
      break;
    case PROP_NARROW:
      restyle (self, &self->style.narrow, g_value_get_boolean (value), PROP_NARROW);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cercle_compact_list_dispose (GObject *object)
{
  CercleCompactList *self = CERCLE_COMPACT_LIST (object);

  if (self->view != NULL)
    cercle_compact_list_set_model (self, NULL);
  g_clear_handle_id (&self->focus_id, g_source_remove);
  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_pointer (&self->headings, gtk_widget_unparent);
  g_clear_pointer (&self->separator, gtk_widget_unparent);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  self->view = NULL;
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (cercle_compact_list_parent_class)->dispose (object);
}

static void
cercle_compact_list_finalize (GObject *object)
{
  g_free (CERCLE_COMPACT_LIST (object)->kept_id);
  g_clear_object (&CERCLE_COMPACT_LIST (object)->style.chosen);
  G_OBJECT_CLASS (cercle_compact_list_parent_class)->finalize (object);
}

static void
cercle_compact_list_class_init (CercleCompactListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cercle_compact_list_get_property;
  object_class->set_property = cercle_compact_list_set_property;
  object_class->dispose = cercle_compact_list_dispose;
  object_class->finalize = cercle_compact_list_finalize;
  widget_class->grab_focus = cercle_compact_list_grab_focus;
  widget_class->focus = cercle_compact_list_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "compactlist");
  cercle_list_keys_install (widget_class);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  properties[PROP_AIRY] = g_param_spec_boolean ("airy", NULL, NULL, FALSE, flags);
  properties[PROP_SINGLE_KEYS] = g_param_spec_boolean ("single-keys", NULL, NULL, TRUE, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  properties[PROP_SELECTED] =
      g_param_spec_uint ("selected", NULL, NULL, 0, G_MAXUINT, GTK_INVALID_LIST_POSITION,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_ACTIVATE] = g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_SORT] =
      g_signal_new ("sort", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
cercle_compact_list_init (CercleCompactList *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->single_keys = TRUE;
  self->kept_position = GTK_INVALID_LIST_POSITION;
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->view = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), NULL);
  gtk_widget_add_css_class (self->view, "compact");
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self->view, "activate", G_CALLBACK (activate_cb), self);
  cercle_list_keys_attach (self, self->view);
  self->headings = cercle_column_headings_new (&self->style);
  g_signal_connect (self->headings, "sort", G_CALLBACK (sort_cb), self);
  self->separator = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_widget_set_parent (self->headings, GTK_WIDGET (self));
  gtk_widget_set_parent (self->separator, GTK_WIDGET (self));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  rebuild_lines (self);
}

GtkWidget *
cercle_compact_list_new (void)
{
  return g_object_new (CERCLE_TYPE_COMPACT_LIST, NULL);
}

void
cercle_compact_list_set_columns (CercleCompactList *self, const char *name,
                                 const CercleColumn *columns, guint n_columns, gpointer data)
{
  keep_place (self);
  self->style.columns = columns;
  self->style.n_columns = n_columns;
  self->style.data = data;
  cercle_set_spoken (self->view, name);
  cercle_column_headings_rebuild (CERCLE_COLUMN_HEADINGS (self->headings));
  rebuild_lines (self);
  find_place (self);
}

void
cercle_compact_list_set_model (CercleCompactList *self, GListModel *model)
{
  if (model == self->model)
    return;
  if (self->model != NULL)
    {
      g_clear_signal_handler (&self->before_handler, self->model);
      g_clear_signal_handler (&self->after_handler, self->model);
    }
  g_clear_pointer (&self->kept_id, g_free);
  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->changing = FALSE;
  self->known_n = model != NULL ? g_list_model_get_n_items (model) : 0;
  g_set_object (&self->model, model);
  if (model != NULL)
    self->before_handler =
        g_signal_connect (model, "items-changed", G_CALLBACK (before_change_cb), self);
  gtk_single_selection_set_model (self->selection, model);
  if (model != NULL)
    self->after_handler =
        g_signal_connect (model, "items-changed", G_CALLBACK (after_change_cb), self);
}

GListModel *
cercle_compact_list_get_model (CercleCompactList *self)
{
  return self->model;
}

void
cercle_compact_list_set_sort (CercleCompactList *self, const char *id, gboolean descending)
{
  cercle_column_headings_set_sort (CERCLE_COLUMN_HEADINGS (self->headings), id, descending);
}

guint
cercle_compact_list_get_selected (CercleCompactList *self)
{
  return self->selection != NULL ? gtk_single_selection_get_selected (self->selection)
                                 : GTK_INVALID_LIST_POSITION;
}

/* A line that has just come has no widget before the list was laid out. */
static gboolean
focus_cb (gpointer data)
{
  CercleCompactList *self = data;
  GtkWidget *line = line_at (self, gtk_single_selection_get_selected (self->selection));

  self->focus_id = 0;
  /* The page may have been left meanwhile: the keyboard is elsewhere. */
  if (line != NULL && gtk_widget_get_mapped (line))
    gtk_widget_grab_focus (line);
  return G_SOURCE_REMOVE;
}

void
cercle_compact_list_select (CercleCompactList *self, guint position, gboolean focus)
{
  GtkWidget *line = NULL;

  gtk_single_selection_set_selected (self->selection, position);
  if (position == GTK_INVALID_LIST_POSITION)
    return;
  scroll_to (self, position);
  if (!focus)
    return;
  line = line_at (self, position);
  if (line != NULL && gtk_widget_grab_focus (line))
    return;
  if (self->focus_id == 0)
    self->focus_id = g_idle_add_full (G_PRIORITY_LOW, focus_cb, self, NULL);
}

gpointer
cercle_compact_list_get_selected_item (CercleCompactList *self)
{
  gpointer item = gtk_single_selection_get_selected_item (self->selection);
  return item != NULL ? g_object_ref (item) : NULL;
}

void
cercle_compact_list_refresh (CercleCompactList *self)
{
  for (GtkWidget *line = gtk_widget_get_first_child (self->view); line != NULL;
       line = gtk_widget_get_next_sibling (line))
    {
      CercleCompactRow *row = row_of_line (line);
      if (row != NULL)
        cercle_compact_row_refresh (row);
    }
}

void
cercle_compact_list_set_chosen (CercleCompactList *self, CercleChosen *chosen)
{
  g_return_if_fail (self->style.chosen == NULL);

  self->style.chosen = g_object_ref (chosen);
  g_signal_connect_object (chosen, "notify::size", G_CALLBACK (cercle_compact_list_refresh), self,
                           G_CONNECT_SWAPPED);
}

CercleChosen *
cercle_compact_list_get_chosen (CercleCompactList *self)
{
  return self->style.chosen;
}

void
cercle_compact_list_set_headings (CercleCompactList *self, gboolean shown)
{
  gtk_widget_set_visible (self->headings, shown);
  gtk_widget_set_visible (self->separator, shown);
}

void
cercle_compact_list_set_lines (CercleCompactList *self, guint least, guint most)
{
  self->least_lines = least;
  self->most_lines = most;
  fit_height (self);
}
