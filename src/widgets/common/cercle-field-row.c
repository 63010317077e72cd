/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is one field of a record changed where it is read, without a form and without losing a word?
 */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-field-row.h"

#include <glib/gi18n-lib.h>

#include "cercle-escape.h"
#include "cercle-field-editor.h"

struct _CercleFieldRow
{
  GtkWidget parent_instance;
  CercleSession *session;
  const CercleKind *kind;
  guint field;
  CercleRecord *shown; /* a copy; NULL: an empty record */
  CercleFieldEditor *editor;
  char *committed; /* told by "committed" and not yet seen in a record: Return, then Tab, is one
                      change */
  char *proposed;  /* what the program typed; NULL: nothing */
  GtkWidget *label, *column, *problem;
};

G_DEFINE_FINAL_TYPE (CercleFieldRow, cercle_field_row, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_COMMITTED,
  SIGNAL_TYPED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const CercleField *
field_of (CercleFieldRow *self)
{
  return &self->kind->fields[self->field];
}

/* (transfer full): the record's value as text, "" unset. */
static char *
value_of (CercleFieldRow *self)
{
  CercleRecord *record = self->shown;

  if (record == NULL || !cercle_record_is_set (record, self->field))
    return g_strdup ("");
  switch (field_of (self)->type)
    {
    case CERCLE_INTEGER:
    case CERCLE_MINUTE:
      return g_strdup_printf ("%" G_GINT64_FORMAT,
                              cercle_record_get_integer (record, self->field, 0));
    case CERCLE_FLAG:
      return g_strdup (cercle_record_get_flag (record, self->field) ? "1" : "");
    default:
      return g_strdup (cercle_record_get_text (record, self->field));
    }
}

static void
write_value (CercleFieldRow *self, CercleRecord *record, const char *value)
{
  switch (field_of (self)->type)
    {
    case CERCLE_INTEGER:
    case CERCLE_MINUTE:
      if (value[0] == '\0')
        cercle_record_unset (record, self->field);
      else
        cercle_record_set_integer (record, self->field, g_ascii_strtoll (value, NULL, 10));
      break;
    case CERCLE_FLAG:
      cercle_record_set_flag (record, self->field, value[0] == '1');
      break;
    default:
      cercle_record_set_text (record, self->field, value);
    }
}

static void
show_problem (CercleFieldRow *self, const char *sentence)
{
  GtkWidget *focus = cercle_field_editor_get_focus (self->editor);

  gtk_label_set_text (GTK_LABEL (self->problem), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->problem, sentence != NULL);
  if (sentence != NULL)
    gtk_widget_add_css_class (focus, "error");
  else
    gtk_widget_remove_css_class (focus, "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  sentence != NULL ? sentence : "", -1);
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_STATE_INVALID,
      sentence != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
show_value (CercleFieldRow *self)
{
  g_autofree char *value = value_of (self);

  cercle_field_editor_set_value (self->editor, value);
  show_problem (self, NULL);
}

static void
changed_cb (gpointer owner, gboolean finished)
{
  CercleFieldRow *self = owner;

  if (!finished)
    g_clear_pointer (&self->committed, g_free);
  g_signal_emit (self, signals[SIGNAL_TYPED], 0);
  if (finished)
    cercle_field_row_commit (self);
}

static void
left_cb (CercleFieldRow *self)
{
  cercle_field_row_commit (self);
}

static gboolean
is_as_given (CercleFieldRow *self)
{
  g_autofree char *typed = cercle_field_row_get_typed (self);

  return self->proposed != NULL ? g_str_equal (typed, self->proposed)
                                : !cercle_field_row_is_dirty (self);
}

static gboolean
key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state,
        CercleFieldRow *self)
{
  if (key != GDK_KEY_Escape || cercle_field_editor_is_open (self->editor) || is_as_given (self))
    return GDK_EVENT_PROPAGATE;
  if (self->proposed != NULL)
    {
      cercle_field_row_set_typed (self, self->proposed);
      show_problem (self, NULL);
    }
  else
    show_value (self);
  g_signal_emit (self, signals[SIGNAL_TYPED], 0);
  return GDK_EVENT_STOP;
}

static void
build_editor (CercleFieldRow *self, gboolean editable)
{
  GtkWidget *widget = NULL;

  if (self->editor != NULL)
    {
      gtk_box_remove (GTK_BOX (self->column), cercle_field_editor_get_widget (self->editor));
      g_clear_pointer (&self->editor, cercle_field_editor_free);
    }
  self->editor =
      cercle_field_editor_new (self->session, field_of (self), editable, changed_cb, self);
  widget = cercle_field_editor_get_widget (self->editor);
  gtk_widget_set_hexpand (widget, TRUE);
  cercle_set_spoken (cercle_field_editor_get_focus (self->editor),
                     cercle_field_label (field_of (self)));
  gtk_box_prepend (GTK_BOX (self->column), widget);
  show_value (self);
}

static void
cercle_field_row_dispose (GObject *object)
{
  CercleFieldRow *self = CERCLE_FIELD_ROW (object);

  g_clear_pointer (&self->editor, cercle_field_editor_free);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->column, gtk_widget_unparent);
  g_clear_object (&self->session);
  g_clear_object (&self->shown);
  g_clear_pointer (&self->committed, g_free);
  g_clear_pointer (&self->proposed, g_free);
  G_OBJECT_CLASS (cercle_field_row_parent_class)->dispose (object);
}

static gboolean
cercle_field_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (cercle_field_editor_get_focus (CERCLE_FIELD_ROW (widget)->editor));
}

static void
cercle_field_row_class_init (CercleFieldRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cercle_field_row_dispose;
  widget_class->grab_focus = cercle_field_row_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "fieldrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[SIGNAL_COMMITTED] = g_signal_new ("committed", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_TYPED] = g_signal_new ("typed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cercle_field_row_init (CercleFieldRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              12);
  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_yalign (GTK_LABEL (self->label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_widget_add_css_class (self->label, "dim-label");
  gtk_widget_add_css_class (self->label, "field-label");
  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_set_hexpand (self->column, TRUE);
  self->problem = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->problem), 0);
  gtk_label_set_wrap (GTK_LABEL (self->problem), TRUE);
  gtk_widget_add_css_class (self->problem, "error");
  gtk_widget_add_css_class (self->problem, "caption");
  gtk_widget_set_visible (self->problem, FALSE);
  gtk_box_append (GTK_BOX (self->column), self->problem);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_parent (self->column, GTK_WIDGET (self));
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (self->column, focus);
  /* Before the entry or a page sees Escape. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->column, keys);
}

GtkWidget *
cercle_field_row_new (CercleSession *session, const CercleKind *kind, guint field)
{
  CercleFieldRow *self = g_object_new (CERCLE_TYPE_FIELD_ROW, NULL);

  self->session = session != NULL ? g_object_ref (session) : NULL;
  self->kind = kind;
  self->field = field;
  gtk_label_set_text (GTK_LABEL (self->label), cercle_field_label (field_of (self)));
  build_editor (self, TRUE);
  return GTK_WIDGET (self);
}

guint
cercle_field_row_get_field (CercleFieldRow *self)
{
  return self->field;
}

void
cercle_field_row_set_record (CercleFieldRow *self, CercleRecord *record)
{
  gboolean other =
      self->shown == NULL || record == NULL ||
      g_strcmp0 (cercle_record_get_id (self->shown), cercle_record_get_id (record)) != 0;
  gboolean typing = !other && self->committed == NULL && cercle_field_row_is_dirty (self);

  g_clear_object (&self->shown);
  g_clear_pointer (&self->committed, g_free);
  if (record != NULL)
    self->shown = cercle_record_copy (record);
  if (!typing || !cercle_field_row_is_dirty (self))
    show_value (self);
}

void
cercle_field_row_set_editable (CercleFieldRow *self, gboolean editable)
{
  if (cercle_field_editor_is_editable (self->editor) != editable)
    build_editor (self, editable);
}

gboolean
cercle_field_row_apply (CercleFieldRow *self, CercleRecord *record, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *value = cercle_field_editor_get_value (self->editor, &problem);

  if (value != NULL)
    {
      write_value (self, record, value);
      cercle_record_check_field (record, self->field, &problem);
    }
  show_problem (self, problem != NULL ? problem->message : NULL);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
cercle_field_row_is_dirty (CercleFieldRow *self)
{
  g_autofree char *typed = cercle_field_editor_get_value (self->editor, NULL);
  g_autofree char *value = value_of (self);

  /* What is no value at all is certainly not the record's. */
  return g_strcmp0 (typed, value) != 0;
}

char *
cercle_field_row_get_typed (CercleFieldRow *self)
{
  return cercle_field_editor_get_typed (self->editor);
}

void
cercle_field_row_set_typed (CercleFieldRow *self, const char *typed)
{
  cercle_field_editor_set_typed (self->editor, typed);
}

void
cercle_field_row_propose (CercleFieldRow *self, const char *typed)
{
  cercle_field_row_set_typed (self, typed);
  g_free (self->proposed);
  self->proposed = cercle_field_row_get_typed (self);
}

gboolean
cercle_field_row_commit (CercleFieldRow *self)
{
  g_autoptr (CercleRecord) trial = NULL;
  g_autofree char *value = NULL;

  if (self->editor == NULL || !cercle_field_editor_is_editable (self->editor))
    return TRUE;
  if (!cercle_field_row_is_dirty (self))
    {
      show_value (self);
      return TRUE;
    }
  trial = self->shown != NULL ? cercle_record_copy (self->shown) : cercle_record_new (self->kind);
  if (!cercle_field_row_apply (self, trial, NULL))
    return FALSE;
  /* In a form nobody saves a field by itself: it stays typed, whatever is told of its record. */
  if (!g_signal_has_handler_pending (self, signals[SIGNAL_COMMITTED], 0, FALSE))
    return TRUE;
  value = cercle_field_editor_get_value (self->editor, NULL);
  if (g_strcmp0 (value, self->committed) == 0)
    return TRUE;
  g_free (self->committed);
  self->committed = g_steal_pointer (&value);
  g_signal_emit (self, signals[SIGNAL_COMMITTED], 0);
  return TRUE;
}

void
cercle_field_row_refuse (CercleFieldRow *self, const char *sentence)
{
  /* Not committed: leaving the field tries again. */
  g_clear_pointer (&self->committed, g_free);
  show_problem (self, sentence);
}

void
cercle_field_row_set_label (CercleFieldRow *self, const char *label)
{
  gtk_label_set_text (GTK_LABEL (self->label), label);
}

void
cercle_field_row_set_label_width (CercleFieldRow *self, int pixels)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  /* 0: above; less: hidden, the editor still says it. */
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (layout), pixels == 0 ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  /* A long label takes a second line, and no third, instead of pushing the editor out of line. */
  gtk_label_set_lines (GTK_LABEL (self->label), pixels > 0 ? 2 : -1);
  gtk_label_set_ellipsize (GTK_LABEL (self->label),
                           pixels > 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_size_request (self->label, MAX (pixels, -1), -1);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), pixels > 0 ? 1 : -1);
  gtk_widget_set_valign (self->label, pixels > 0 ? GTK_ALIGN_BASELINE : GTK_ALIGN_FILL);
  gtk_widget_set_visible (self->label, pixels >= 0);
}
