/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is a rule, or a version of the matrix, written down? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-matrix-form.h"

#include <glib/gi18n-lib.h>

#include "cercle-commune.h"
#include "cercle-community.h"
#include "cercle-draft.h"
#include "cercle-field-row.h"
#include "cercle-json.h"
#include "cercle-keyboard.h"
#include "cercle-macros.h"
#include "cercle-organisation.h"
#include "cercle-suggest-parts.h"
#include "cercle-suggest.h"

#define LABEL_WIDTH 168

struct _CercleMatrixForm
{
  AdwBin parent_instance;
  CercleSession *session;           /* not owned: the page has it */
  const CercleMatrixFormSort *sort; /* NULL: closed */
  CercleRecord *record;
  CercleDraft *draft;
  GPtrArray *
      rows; /* not owned: CercleFieldRow, or CercleLookup for a reference; in the order of fields */
  GtkWidget *title, *hint, *fields, *problem, *save, *remove;
  gboolean loading;
};

G_DEFINE_FINAL_TYPE (CercleMatrixForm, cercle_matrix_form, ADW_TYPE_BIN)

enum
{
  SIGNAL_SAVE,
  SIGNAL_DONE,
  SIGNAL_REMOVE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
show_problem (CercleMatrixForm *self, const char *sentence)
{
  gtk_label_set_text (GTK_LABEL (self->problem), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->problem, sentence != NULL);
}

/* --- Drafts of typing ------------------------------------------------------------------------ */

static const char *
name_of (CercleMatrixForm *self, guint i)
{
  return cercle_record_get_kind (self->record)->fields[self->sort->fields[i]].name;
}

static char *
typed_of (GtkWidget *row)
{
  return CERCLE_IS_LOOKUP (row) ? g_strdup (cercle_lookup_get_typed (CERCLE_LOOKUP (row)))
                                : cercle_field_row_get_typed (CERCLE_FIELD_ROW (row));
}

static gboolean
is_dirty (CercleMatrixForm *self, guint i)
{
  GtkWidget *row = self->rows->pdata[i];

  if (CERCLE_IS_LOOKUP (row))
    return g_strcmp0 (cercle_lookup_get_chosen (CERCLE_LOOKUP (row)),
                      cercle_record_get_text (self->record, self->sort->fields[i])) != 0;
  return cercle_field_row_is_dirty (CERCLE_FIELD_ROW (row));
}

static JsonObject *
content (gpointer owner)
{
  CercleMatrixForm *self = owner;
  g_autoptr (JsonObject) typed = json_object_new ();

  for (guint i = 0; self->sort != NULL && i < self->rows->len; i++)
    if (is_dirty (self, i))
      {
        g_autofree char *text = typed_of (self->rows->pdata[i]);
        json_object_set_string_member (typed, name_of (self, i), text);
      }
  return json_object_get_size (typed) > 0 ? g_steal_pointer (&typed) : NULL;
}

static void
restore (CercleMatrixForm *self, JsonObject *typed)
{
  for (guint i = 0; typed != NULL && i < self->rows->len; i++)
    {
      GtkWidget *row = self->rows->pdata[i];
      const char *text = NULL;

      if (!cercle_json_text_opt (typed, name_of (self, i), &text, NULL) || text == NULL)
        continue;
      if (CERCLE_IS_LOOKUP (row))
        cercle_lookup_set_typed (CERCLE_LOOKUP (row), text);
      else
        cercle_field_row_set_typed (CERCLE_FIELD_ROW (row), text);
    }
}

static void
typed_cb (CercleMatrixForm *self)
{
  if (self->loading)
    return;
  show_problem (self, NULL);
  if (self->draft != NULL)
    cercle_draft_touch (self->draft);
}

/* --- Saving ---------------------------------------------------------------------------------- */

static gboolean
is_commune (CercleMatrixForm *self, guint field)
{
  const CercleField *line = &cercle_record_get_kind (self->record)->fields[field];

  return line->type == CERCLE_TEXT && (line->flags & CERCLE_COMMUNE) != 0;
}

/* What a reference leads to: where its lines come from, and what is said of a name that leads
 * nowhere. */
typedef enum
{
  COMMUNE,
  ORGANISATION,
  PLACE,
  SERVICE,
  MEMBER
} Source;
static const struct
{
  const CercleKind *kind;     /* NULL: communes */
  const char *hint, *problem; /* msgids */
} sources[] = {
  [COMMUNE] = { NULL, N_ ("Name or postcode"),
                N_ ("No commune has this name: take one of the list.") },
  [ORGANISATION] = { &cercle_organisation_kind, N_ ("Name of an organisation"),
                     N_ ("No organisation has this name: take one of the list.") },
  [PLACE] = { &cercle_place_kind, N_ ("One of its places: ↓"),
              N_ ("It has no place of this name: take one of the list.") },
  [SERVICE] = { &cercle_service_kind, N_ ("One of its services: ↓"),
                N_ ("It has no service of this name: take one of the list.") },
  [MEMBER] = { &cercle_member_kind, N_ ("Name of a member: ↓"),
               N_ ("No member has this name: take one of the list.") },
};

static Source
source_of (CercleMatrixForm *self, guint field)
{
  const char *targets = cercle_record_get_kind (self->record)->fields[field].targets;

  for (guint i = ORGANISATION; !is_commune (self, field) && i < G_N_ELEMENTS (sources); i++)
    if (g_strcmp0 (sources[i].kind->name, targets) == 0)
      return (Source) i;
  return is_commune (self, field) ? COMMUNE : ORGANISATION;
}

static gboolean
apply_lookup (CercleMatrixForm *self, guint i, CercleRecord *record)
{
  CercleLookup *lookup = CERCLE_LOOKUP (self->rows->pdata[i]);
  const char *chosen = cercle_lookup_get_chosen (lookup);

  if (chosen == NULL && *cercle_lookup_get_typed (lookup) != '\0')
    {
      show_problem (self, _ (sources[source_of (self, self->sort->fields[i])].problem));
      gtk_widget_grab_focus (GTK_WIDGET (lookup));
      return FALSE;
    }
  cercle_record_set_text (record, self->sort->fields[i], chosen);
  return TRUE;
}

/* Each wrong field says what is wrong beside itself; the first one gets the keyboard. */
static gboolean
apply (CercleMatrixForm *self, CercleRecord *record)
{
  gboolean good = TRUE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = self->rows->pdata[i];
      gboolean applied = CERCLE_IS_LOOKUP (row)
                             ? apply_lookup (self, i, record)
                             : cercle_field_row_apply (CERCLE_FIELD_ROW (row), record, NULL);

      if (!applied && good)
        gtk_widget_grab_focus (row);
      good = good && applied;
    }
  return good;
}

/* The last field of this form without whose group the record would be good: a rule across fields is
 * told there; -1: none. */
static int
field_at_fault (CercleMatrixForm *self, CercleRecord *record)
{
  const CercleKind *kind = cercle_record_get_kind (record);
  int at = -1;

  for (guint i = 0; i < self->sort->n_fields; i++)
    {
      g_autoptr (CercleRecord) trial = cercle_record_copy (record);
      const CercleField *field = &kind->fields[self->sort->fields[i]];

      if (!cercle_record_is_set (record, self->sort->fields[i]))
        {
          if (field->flags & CERCLE_REQUIRED)
            return (int) self->sort->fields[i];
          continue;
        }
      cercle_record_unset (trial, self->sort->fields[i]);
      if (!(field->flags & CERCLE_REQUIRED) && cercle_record_check (trial, NULL))
        at = (int) self->sort->fields[i];
    }
  return at;
}

static void
save (CercleMatrixForm *self)
{
  g_autoptr (CercleRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  if (self->sort == NULL)
    return;
  show_problem (self, NULL);
  record = cercle_record_copy (self->record);
  if (!apply (self, record))
    return;
  if (!cercle_record_check (record, &error))
    {
      cercle_matrix_form_refuse (self, field_at_fault (self, record), error->message);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_SAVE], 0, record);
}

/* Heard before a long text keeps Ctrl+Return for itself. */
static gboolean
key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state,
        CercleMatrixForm *self)
{
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter) || !(state & GDK_CONTROL_MASK))
    return GDK_EVENT_PROPAGATE;
  save (self);
  return GDK_EVENT_STOP;
}

static void
give_up (CercleMatrixForm *self)
{
  cercle_matrix_form_end (self, NULL);
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

static void
remove_cb (CercleMatrixForm *self)
{
  g_autoptr (CercleRecord) record = NULL;

  if (self->sort == NULL)
    return;
  record = g_object_ref (self->record);
  g_signal_emit (self, signals[SIGNAL_REMOVE], 0, record);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  give_up (CERCLE_MATRIX_FORM (widget));
  return GDK_EVENT_STOP;
}

/* --- Rows ------------------------------------------------------------------------------------ */

/* (transfer full) (nullable) */
static char *
name_of_value (CercleMatrixForm *self, guint field, Source source)
{
  const char *id = cercle_record_get_text (self->record, field);
  g_autoptr (CercleRecord) part = NULL;

  if (id == NULL)
    return NULL;
  if (source == COMMUNE)
    return g_strdup (cercle_commune_name (id));
  if (source == ORGANISATION || source == MEMBER)
    return cercle_session_name_of_id (self->session, sources[source].kind, id);
  part = cercle_session_get (self->session, sources[source].kind, id);
  return part != NULL ? cercle_suggest_part_name (part) : g_strdup ("?");
}

static void
suggest (CercleMatrixForm *self, CercleLookup *lookup, Source source)
{
  const CercleKind *kind = cercle_record_get_kind (self->record);
  int of = kind->parent != NULL ? cercle_kind_field (kind, kind->parent) : -1;

  if (source == COMMUNE)
    cercle_suggest_communes (lookup, self->session);
  else if (source == ORGANISATION)
    cercle_suggest_organisations (lookup, self->session);
  else if (source == MEMBER)
    cercle_suggest_members (lookup, self->session);
  else
    cercle_suggest_parts (lookup, self->session, sources[source].kind,
                          of >= 0 ? cercle_record_get_text (self->record, (guint) of) : NULL);
}

static GtkWidget *
add_lookup (CercleMatrixForm *self, guint field)
{
  const char *label = cercle_field_label (&cercle_record_get_kind (self->record)->fields[field]);
  Source source = source_of (self, field);
  g_autofree char *name = name_of_value (self, field, source);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *words = gtk_label_new (label);
  GtkWidget *lookup = cercle_lookup_new (label, _ (sources[source].hint));

  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_widget_set_size_request (words, LABEL_WIDTH, -1);
  gtk_widget_add_css_class (words, "dim-label");
  gtk_widget_set_hexpand (lookup, TRUE);
  suggest (self, CERCLE_LOOKUP (lookup), source);
  cercle_lookup_set_chosen (CERCLE_LOOKUP (lookup), cercle_record_get_text (self->record, field),
                            name);
  g_signal_connect_swapped (lookup, "typed", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (lookup, "chosen", G_CALLBACK (typed_cb), self);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), lookup);
  gtk_box_append (GTK_BOX (self->fields), box);
  return lookup;
}

static GtkWidget *
add_row (CercleMatrixForm *self, guint field)
{
  const CercleKind *kind = cercle_record_get_kind (self->record);
  GtkWidget *row = NULL;

  if (kind->fields[field].type == CERCLE_REF || is_commune (self, field))
    return add_lookup (self, field);
  row = cercle_field_row_new (self->session, kind, field);
  cercle_field_row_set_label_width (CERCLE_FIELD_ROW (row), LABEL_WIDTH);
  cercle_field_row_set_record (CERCLE_FIELD_ROW (row), self->record);
  g_signal_connect_swapped (row, "typed", G_CALLBACK (typed_cb), self);
  gtk_box_append (GTK_BOX (self->fields), row);
  return row;
}

static void
clear_rows (CercleMatrixForm *self)
{
  cercle_keyboard_leave (self->fields);
  g_ptr_array_set_size (self->rows, 0);
  cercle_keyboard_clear (GTK_BOX (self->fields));
}

/* --- The class ------------------------------------------------------------------------------- */

static void
cercle_matrix_form_dispose (GObject *object)
{
  CercleMatrixForm *self = CERCLE_MATRIX_FORM (object);

  g_clear_pointer (&self->draft, cercle_draft_free);
  self->sort = NULL;
  g_clear_object (&self->record);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (cercle_matrix_form_parent_class)->dispose (object);
}

static void
cercle_matrix_form_class_init (CercleMatrixFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cercle_matrix_form_dispose;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  signals[SIGNAL_SAVE] = g_signal_new ("save", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, CERCLE_TYPE_RECORD);
  signals[SIGNAL_DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, CERCLE_TYPE_RECORD);
}

static GtkWidget *
new_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, style);
  return label;
}

static void
cercle_matrix_form_init (CercleMatrixForm *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *keys = new_label ("caption");
  GtkWidget *cancel = gtk_button_new_with_label (_ ("Cancel"));
  GtkEventController *controller = gtk_event_controller_key_new ();

  self->rows = g_ptr_array_new ();
  self->title = new_label ("heading");
  self->hint = new_label ("dim-label");
  self->fields = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->problem = new_label ("error");
  gtk_widget_set_visible (self->problem, FALSE);
  self->save = gtk_button_new ();
  gtk_widget_add_css_class (self->save, "suggested-action");
  gtk_widget_add_css_class (keys, "dim-label");
  gtk_label_set_text (GTK_LABEL (keys), _ ("Ctrl+Return"));
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (save), self);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (give_up), self);
  gtk_box_append (GTK_BOX (buttons), self->save);
  gtk_box_append (GTK_BOX (buttons), cancel);
  gtk_box_append (GTK_BOX (buttons), keys);
  self->remove = gtk_button_new_with_label (_ ("Take Away"));
  gtk_widget_add_css_class (self->remove, "destructive-action");
  gtk_widget_set_hexpand (self->remove, TRUE);
  gtk_widget_set_halign (self->remove, GTK_ALIGN_END);
  gtk_widget_set_visible (self->remove, FALSE);
  g_signal_connect_swapped (self->remove, "clicked", G_CALLBACK (remove_cb), self);
  gtk_box_append (GTK_BOX (buttons), self->remove);
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->hint);
  gtk_box_append (GTK_BOX (box), self->fields);
  gtk_box_append (GTK_BOX (box), self->problem);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_widget_add_css_class (box, "matrix-form");
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

GtkWidget *
cercle_matrix_form_new (CercleSession *session)
{
  CercleMatrixForm *self = g_object_new (CERCLE_TYPE_MATRIX_FORM, NULL);

  self->session = session;
  return GTK_WIDGET (self);
}

void
cercle_matrix_form_edit (CercleMatrixForm *self, const CercleMatrixFormSort *sort,
                         CercleRecord *record, const char *of_id)
{
  g_autofree char *id = cercle_draft_id (self->session, sort->draft, of_id);
  g_autoptr (JsonObject) typed = cercle_draft_read (self->session, sort->draft, id);

  cercle_matrix_form_flush (self);
  g_clear_pointer (&self->draft, cercle_draft_free);
  clear_rows (self);
  self->loading = TRUE;
  self->sort = sort;
  g_clear_object (&self->record);
  self->record = cercle_record_copy (record);
  gtk_label_set_text (GTK_LABEL (self->title), _ (sort->title));
  gtk_label_set_text (GTK_LABEL (self->hint), sort->hint != NULL ? _ (sort->hint) : "");
  gtk_widget_set_visible (self->hint, sort->hint != NULL);
  gtk_button_set_label (GTK_BUTTON (self->save), _ (sort->button));
  for (guint i = 0; i < sort->n_fields; i++)
    g_ptr_array_add (self->rows, add_row (self, sort->fields[i]));
  self->draft = cercle_draft_new (self->session, id, sort->draft, content, self);
  cercle_draft_set_of (self->draft, of_id);
  restore (self, typed);
  show_problem (self, NULL);
  cercle_matrix_form_set_removable (self, FALSE);
  self->loading = FALSE;
}

void
cercle_matrix_form_set_removable (CercleMatrixForm *self, gboolean removable)
{
  gtk_widget_set_visible (self->remove, removable);
}

const CercleMatrixFormSort *
cercle_matrix_form_get_sort (CercleMatrixForm *self)
{
  return self->sort;
}

void
cercle_matrix_form_refuse (CercleMatrixForm *self, int field, const char *sentence)
{
  for (guint i = 0; self->sort != NULL && i < self->sort->n_fields; i++)
    if ((int) self->sort->fields[i] == field && CERCLE_IS_FIELD_ROW (self->rows->pdata[i]))
      {
        cercle_field_row_refuse (self->rows->pdata[i], sentence);
        gtk_widget_grab_focus (self->rows->pdata[i]);
        return;
      }
  show_problem (self, sentence);
}

void
cercle_matrix_form_end (CercleMatrixForm *self, CercleTx *tx)
{
  if (self->draft != NULL)
    cercle_draft_end (self->draft, tx);
  /* What is refused stays. */
  if (tx != NULL)
    return;
  g_clear_pointer (&self->draft, cercle_draft_free);
  self->sort = NULL;
  clear_rows (self);
}

void
cercle_matrix_form_flush (CercleMatrixForm *self)
{
  if (self->draft != NULL)
    cercle_draft_flush (self->draft);
}

void
cercle_matrix_form_start (CercleMatrixForm *self)
{
  if (self->rows->len > 0)
    gtk_widget_grab_focus (self->rows->pdata[0]);
}

void
cercle_matrix_form_start_at (CercleMatrixForm *self, guint field)
{
  for (guint i = 0; self->sort != NULL && i < self->sort->n_fields; i++)
    if (self->sort->fields[i] == field)
      gtk_widget_grab_focus (self->rows->pdata[i]);
}

void
cercle_matrix_form_propose (CercleMatrixForm *self, guint field, const char *typed)
{
  for (guint i = 0; self->sort != NULL && i < self->sort->n_fields; i++)
    if (self->sort->fields[i] == field && !is_dirty (self, i))
      cercle_field_row_propose (self->rows->pdata[i], typed);
}
