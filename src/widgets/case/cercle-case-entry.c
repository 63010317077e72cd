/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a table of fields become a form? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-entry.h"

#include <glib/gi18n-lib.h>

#include "cercle-choice-list.h"
#include "cercle-escape.h"
#include "cercle-event.h"
#include "cercle-field-row.h"
#include "cercle-suggest.h"

#define LABEL_WIDTH 150

typedef struct
{
  const CercleCaseRow *spec;
  GtkWidget *widget;  /* the whole row */
  GtkWidget *control; /* CercleFieldRow, CercleLookup or GtkDropDown */
  char *shown;        /* value of a lookup or drop-down before anything was chosen, "" unset */
} Row;

typedef struct
{
  GtkWidget *box; /* the form's rows */
  GArray *rows;
  char *subject;
} CercleCaseEntryPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CercleCaseEntry, cercle_case_entry, CERCLE_TYPE_CASE_FORM)

static CercleCaseEntryPrivate *
private_of (gpointer self)
{
  return cercle_case_entry_get_instance_private (self);
}

static CercleCaseEntryClass *
class_of (gpointer self)
{
  return CERCLE_CASE_ENTRY_GET_CLASS (self);
}

static const CercleField *
field_of (CercleCaseEntry *self, const Row *row)
{
  return &class_of (self)->kind->fields[row->spec->field];
}

/* --- One row --------------------------------------------------------------------------------- */

/* Only for the two that are not a CercleFieldRow. (transfer none): "" nothing. */
static const char *
chosen (const Row *row)
{
  const char *value = NULL;

  if (CERCLE_IS_LOOKUP (row->control))
    {
      value = cercle_lookup_get_chosen (CERCLE_LOOKUP (row->control));
      if (value == NULL && row->spec->suggest != NULL)
        value = cercle_lookup_get_typed (CERCLE_LOOKUP (row->control));
    }
  else
    {
      guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (row->control));
      if (at > 0 && at != GTK_INVALID_LIST_POSITION)
        value = row->spec->choices[at - 1].token;
    }
  return value != NULL ? value : "";
}

static void
choose (CercleCaseEntry *self, const Row *row, const char *value)
{
  CercleSession *session = cercle_case_form_get_session (CERCLE_CASE_FORM (self));
  guint at = 0;

  if (row->spec->suggest != NULL)
    {
      cercle_lookup_set_typed (CERCLE_LOOKUP (row->control), value != NULL ? value : "");
      return;
    }
  if (CERCLE_IS_LOOKUP (row->control))
    {
      g_autofree char *name =
          value != NULL && value[0] != '\0'
              ? cercle_session_name_of_id (session,
                                           cercle_kind_find (field_of (self, row)->targets), value)
              : NULL;
      cercle_lookup_set_chosen (CERCLE_LOOKUP (row->control), name != NULL ? value : NULL, name);
      return;
    }
  for (guint i = 0; row->spec->choices[i].token != NULL; i++)
    if (g_strcmp0 (row->spec->choices[i].token, value) == 0)
      at = i + 1;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (row->control), at);
}

/* A name that is none of the list, or not yet. */
static gboolean
is_half_typed (const Row *row)
{
  return CERCLE_IS_LOOKUP (row->control) && chosen (row)[0] == '\0' &&
         cercle_lookup_get_typed (CERCLE_LOOKUP (row->control))[0] != '\0';
}

static gboolean
is_dirty (const Row *row)
{
  if (CERCLE_IS_FIELD_ROW (row->control))
    return cercle_field_row_is_dirty (CERCLE_FIELD_ROW (row->control));
  if (is_half_typed (row))
    return TRUE;
  return g_strcmp0 (chosen (row), row->shown != NULL ? row->shown : "") != 0;
}

/* In a draft, before a name that was typed and not chosen: no identity begins so. */
#define HALF "?"

static char *
typed_of (const Row *row)
{
  if (CERCLE_IS_FIELD_ROW (row->control))
    return cercle_field_row_get_typed (CERCLE_FIELD_ROW (row->control));
  if (is_half_typed (row))
    return g_strconcat (HALF, cercle_lookup_get_typed (CERCLE_LOOKUP (row->control)), NULL);
  return g_strdup (chosen (row));
}

static void
show_value (CercleCaseEntry *self, Row *row, CercleRecord *record)
{
  const char *value = NULL;
  gboolean typing = is_dirty (row);

  if (CERCLE_IS_FIELD_ROW (row->control))
    {
      cercle_field_row_set_record (CERCLE_FIELD_ROW (row->control), record);
      return;
    }
  value = record != NULL ? cercle_record_get_text (record, row->spec->field) : NULL;
  g_free (row->shown);
  row->shown = g_strdup (value != NULL ? value : "");
  if (!typing || record == NULL)
    choose (self, row, row->shown);
}

static gboolean
apply (CercleCaseEntry *self, const Row *row, CercleRecord *record, GError **error)
{
  if (CERCLE_IS_FIELD_ROW (row->control))
    return cercle_field_row_apply (CERCLE_FIELD_ROW (row->control), record, error);
  if (is_half_typed (row))
    return cercle_case_form_refuse (CERCLE_CASE_FORM (self), row->control, error,
                                    _ ("Choose the organisation in the list."));
  cercle_record_set_text (record, row->spec->field, chosen (row));
  return TRUE;
}

/* --- All of them ----------------------------------------------------------------------------- */

/* (transfer full) (nullable): begun, and with what was chosen; texts and days may be half typed. */
static CercleRecord *
as_chosen (CercleCaseEntry *self)
{
  CercleCaseEntryPrivate *priv = private_of (self);
  CercleRecord *record = class_of (self)->begin (self, priv->subject);

  for (guint i = 0; record != NULL && i < priv->rows->len; i++)
    {
      const Row *row = &g_array_index (priv->rows, Row, i);
      CercleFieldType type = field_of (self, row)->type;
      if (row->spec->choices != NULL || row->spec->suggest != NULL ||
          (type != CERCLE_TEXT && type != CERCLE_NOTE && type != CERCLE_DAY &&
           type != CERCLE_INTEGER))
        apply (self, row, record, NULL);
    }
  return record;
}

static void
tell_changed (CercleCaseEntry *self)
{
  g_autoptr (CercleRecord) record = NULL;

  if (class_of (self)->changed == NULL ||
      cercle_case_form_get_file (CERCLE_CASE_FORM (self)) == NULL)
    return;
  record = as_chosen (self);
  if (record != NULL)
    class_of (self)->changed (self, record);
}

static void
typed_cb (CercleCaseEntry *self)
{
  cercle_case_form_touch (CERCLE_CASE_FORM (self));
  tell_changed (self);
}

static GtkWidget *
make_labelled (const char *label, GtkWidget *control)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_label_new (label);

  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_lines (GTK_LABEL (words), 2);
  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 1);
  gtk_widget_set_size_request (words, LABEL_WIDTH, -1);
  gtk_widget_add_css_class (words, "dim-label");
  gtk_widget_set_hexpand (control, TRUE);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), control);
  return box;
}

static GtkWidget *
make_choices (const CercleChoice *choices, const char *label)
{
  GtkStringList *labels = gtk_string_list_new (NULL);
  GtkWidget *control = NULL;

  gtk_string_list_append (labels, _ ("Choose"));
  for (guint i = 0; choices[i].token != NULL; i++)
    gtk_string_list_append (labels, _ (choices[i].label));
  control = gtk_drop_down_new (G_LIST_MODEL (labels), NULL);
  cercle_choice_list_slim (GTK_DROP_DOWN (control));
  cercle_set_spoken (control, label);
  return control;
}

static void
make_row (CercleCaseEntry *self, Row *row)
{
  CercleSession *session = cercle_case_form_get_session (CERCLE_CASE_FORM (self));
  const char *label =
      row->spec->label != NULL ? _ (row->spec->label) : cercle_field_label (field_of (self, row));

  if (row->spec->choices != NULL)
    {
      row->control = make_choices (row->spec->choices, label);
      row->widget = make_labelled (label, row->control);
      g_signal_connect_swapped (row->control, "notify::selected", G_CALLBACK (typed_cb), self);
    }
  else if (field_of (self, row)->type == CERCLE_REF || row->spec->suggest != NULL)
    {
      gboolean free_text = row->spec->suggest != NULL;
      row->control = cercle_lookup_new (label, free_text ? NULL : _ ("Organisation"));
      cercle_lookup_set_any (CERCLE_LOOKUP (row->control), free_text);
      (free_text ? row->spec->suggest : cercle_suggest_organisations) (CERCLE_LOOKUP (row->control),
                                                                       session);
      row->widget = make_labelled (label, row->control);
      g_signal_connect_swapped (row->control, "chosen", G_CALLBACK (typed_cb), self);
      g_signal_connect_swapped (row->control, "typed", G_CALLBACK (typed_cb), self);
    }
  else
    {
      row->control = row->widget =
          cercle_field_row_new (session, class_of (self)->kind, row->spec->field);
      cercle_field_row_set_label_width (CERCLE_FIELD_ROW (row->control), LABEL_WIDTH);
      if (row->spec->label != NULL)
        cercle_field_row_set_label (CERCLE_FIELD_ROW (row->control), label);
      g_signal_connect_swapped (row->control, "typed", G_CALLBACK (typed_cb), self);
    }
  gtk_box_append (GTK_BOX (private_of (self)->box), row->widget);
}

/* Open lists and names are the session's: it is known when the first case is shown. */
static void
make_rows (CercleCaseEntry *self)
{
  CercleCaseEntryPrivate *priv = private_of (self);
  GtkWidget *words = gtk_widget_get_first_child (priv->box);

  if (priv->rows->len > 0 || cercle_case_form_get_session (CERCLE_CASE_FORM (self)) == NULL)
    return;
  for (guint i = 0; i < class_of (self)->n_rows; i++)
    {
      Row row = { .spec = &class_of (self)->rows[i] };
      make_row (self, &row);
      g_array_append_val (priv->rows, row);
    }
  /* Words that were there stand under the rows. */
  for (; words != NULL && words != g_array_index (priv->rows, Row, 0).widget;
       words = gtk_widget_get_first_child (priv->box))
    gtk_box_reorder_child_after (GTK_BOX (priv->box), words, gtk_widget_get_last_child (priv->box));
}

static Row *
find_row (CercleCaseEntry *self, guint field)
{
  CercleCaseEntryPrivate *priv = private_of (self);

  for (guint i = 0; i < priv->rows->len; i++)
    if (g_array_index (priv->rows, Row, i).spec->field == field)
      return &g_array_index (priv->rows, Row, i);
  return NULL;
}

/* fresh: nothing of what was typed before stays. */
static void
show_values (CercleCaseEntry *self, gboolean fresh)
{
  CercleCaseEntryPrivate *priv = private_of (self);
  g_autoptr (CercleRecord) record = NULL;

  if (cercle_case_form_get_file (CERCLE_CASE_FORM (self)) != NULL)
    record = class_of (self)->begin (self, priv->subject);
  for (guint i = 0; i < priv->rows->len; i++)
    {
      if (fresh)
        show_value (self, &g_array_index (priv->rows, Row, i), NULL);
      /* A new record is another one each time it is begun: what is typed for it stays. */
      if (record != NULL &&
          (fresh || priv->subject != NULL || !is_dirty (&g_array_index (priv->rows, Row, i))))
        show_value (self, &g_array_index (priv->rows, Row, i), record);
    }
  cercle_case_form_set_ready (CERCLE_CASE_FORM (self), record != NULL);
}

/* --- The form -------------------------------------------------------------------------------- */

static void
entry_show (CercleCaseForm *form)
{
  make_rows (CERCLE_CASE_ENTRY (form));
  show_values (CERCLE_CASE_ENTRY (form), FALSE);
  tell_changed (CERCLE_CASE_ENTRY (form));
}

/* The first row that is empty and must not be, or holds what cannot be; else where the rule across
 * fields is mended. */
static guint
wrong_field (CercleCaseEntry *self, CercleRecord *record)
{
  CercleCaseEntryPrivate *priv = private_of (self);

  for (guint i = 0; i < priv->rows->len; i++)
    {
      const Row *row = &g_array_index (priv->rows, Row, i);
      guint field = row->spec->field;

      if (((field_of (self, row)->flags & CERCLE_REQUIRED) &&
           !cercle_record_is_set (record, field)) ||
          !cercle_record_check_field (record, field, NULL))
        return field;
    }
  return class_of (self)->rule_row;
}

static gboolean
entry_fill (CercleCaseForm *form, CercleTx *tx, GError **error)
{
  CercleCaseEntry *self = CERCLE_CASE_ENTRY (form);
  CercleCaseEntryPrivate *priv = private_of (self);
  CercleRecord *member = cercle_session_get_member (cercle_case_form_get_session (form));
  g_autoptr (CercleRecord) record = class_of (self)->begin (self, priv->subject);

  if (record == NULL)
    return cercle_case_form_refuse (form, NULL, error, _ ("This is no longer there."));
  for (guint i = 0; i < priv->rows->len; i++)
    {
      const Row *row = &g_array_index (priv->rows, Row, i);
      if (gtk_widget_get_visible (row->widget) && is_dirty (row) &&
          !apply (self, row, record, error))
        {
          cercle_case_form_point (form, row->control, CERCLE_IS_FIELD_ROW (row->control));
          return FALSE;
        }
    }
  if (class_of (self)->kind == &cercle_event_kind && member != NULL)
    cercle_record_set_text (record, CERCLE_EVENT_BY, cercle_record_get_id (member));
  if (!cercle_record_check (record, error))
    return cercle_case_entry_point (self, wrong_field (self, record));
  cercle_tx_save (tx, record);
  return class_of (self)->finish == NULL || class_of (self)->finish (self, record, tx, error);
}

static JsonObject *
entry_keep (CercleCaseForm *form)
{
  CercleCaseEntry *self = CERCLE_CASE_ENTRY (form);
  CercleCaseEntryPrivate *priv = private_of (self);
  JsonObject *object = NULL;

  for (guint i = 0; i < priv->rows->len; i++)
    {
      const Row *row = &g_array_index (priv->rows, Row, i);
      g_autofree char *typed = NULL;

      if (!is_dirty (row))
        continue;
      typed = typed_of (row);
      object = object != NULL ? object : json_object_new ();
      json_object_set_string_member (object, field_of (self, row)->name, typed);
    }
  if (object != NULL && priv->subject != NULL)
    json_object_set_string_member (object, "_subject", priv->subject);
  return object;
}

static void
put_typed (CercleCaseEntry *self, Row *row, JsonObject *typed)
{
  const char *text = cercle_case_form_text (typed, field_of (self, row)->name);

  if (text == NULL)
    return;
  if (CERCLE_IS_FIELD_ROW (row->control))
    cercle_field_row_set_typed (CERCLE_FIELD_ROW (row->control), text);
  else if (CERCLE_IS_LOOKUP (row->control) && g_str_has_prefix (text, HALF))
    cercle_lookup_set_typed (CERCLE_LOOKUP (row->control), text + strlen (HALF));
  else
    choose (self, row, text);
}

static void
entry_restore (CercleCaseForm *form, JsonObject *typed)
{
  CercleCaseEntry *self = CERCLE_CASE_ENTRY (form);
  CercleCaseEntryPrivate *priv = private_of (self);
  const char *subject = cercle_case_form_text (typed, "_subject");

  make_rows (self);
  g_free (priv->subject);
  priv->subject = g_strdup (subject);
  show_values (self, TRUE);
  for (guint i = 0; typed != NULL && i < priv->rows->len; i++)
    put_typed (self, &g_array_index (priv->rows, Row, i), typed);
  tell_changed (self);
}

static void
entry_start (CercleCaseForm *form)
{
  CercleCaseEntryPrivate *priv = private_of (form);

  for (guint i = 0; i < priv->rows->len; i++)
    if (gtk_widget_get_visible (g_array_index (priv->rows, Row, i).widget) &&
        gtk_widget_grab_focus (g_array_index (priv->rows, Row, i).control))
      return;
}

static void
clear_row (gpointer row)
{
  g_clear_pointer (&((Row *) row)->shown, g_free);
}

static void
cercle_case_entry_dispose (GObject *object)
{
  CercleCaseEntryPrivate *priv = private_of (object);

  /* A draft that waits is written from the rows. */
  cercle_case_form_flush (CERCLE_CASE_FORM (object));
  for (guint i = 0; i < priv->rows->len; i++)
    g_signal_handlers_disconnect_by_data (g_array_index (priv->rows, Row, i).control, object);
  g_array_set_size (priv->rows, 0);
  G_OBJECT_CLASS (cercle_case_entry_parent_class)->dispose (object);
}

static void
cercle_case_entry_finalize (GObject *object)
{
  CercleCaseEntryPrivate *priv = private_of (object);

  g_array_unref (priv->rows);
  g_free (priv->subject);
  G_OBJECT_CLASS (cercle_case_entry_parent_class)->finalize (object);
}

static void
cercle_case_entry_class_init (CercleCaseEntryClass *klass)
{
  CercleCaseFormClass *form_class = CERCLE_CASE_FORM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cercle_case_entry_dispose;
  G_OBJECT_CLASS (klass)->finalize = cercle_case_entry_finalize;
  form_class->show = entry_show;
  form_class->fill = entry_fill;
  form_class->keep = entry_keep;
  form_class->restore = entry_restore;
  form_class->start = entry_start;
}

static void
cercle_case_entry_init (CercleCaseEntry *self)
{
  CercleCaseEntryPrivate *priv = private_of (self);

  priv->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  g_array_set_clear_func (priv->rows, clear_row);
  priv->box = cercle_case_form_get_rows (CERCLE_CASE_FORM (self));
}

/* --- For the composer and the forms ---------------------------------------------------------- */

CercleCaseFile *
cercle_case_entry_get_file (CercleCaseEntry *self)
{
  return cercle_case_form_get_file (CERCLE_CASE_FORM (self));
}

CercleSession *
cercle_case_entry_get_session (CercleCaseEntry *self)
{
  return cercle_case_form_get_session (CERCLE_CASE_FORM (self));
}

void
cercle_case_entry_set_subject (CercleCaseEntry *self, const char *subject)
{
  CercleCaseEntryPrivate *priv = private_of (self);

  if (g_strcmp0 (priv->subject, subject) == 0)
    return;
  g_free (priv->subject);
  priv->subject = g_strdup (subject);
  show_values (self, TRUE);
  tell_changed (self);
}

const char *
cercle_case_entry_get_subject (CercleCaseEntry *self)
{
  return private_of (self)->subject;
}

void
cercle_case_entry_show_row (CercleCaseEntry *self, guint field, gboolean shown)
{
  Row *row = find_row (self, field);

  if (row != NULL)
    gtk_widget_set_visible (row->widget, shown);
}

GtkWidget *
cercle_case_entry_get_control (CercleCaseEntry *self, guint field)
{
  Row *row = find_row (self, field);
  return row != NULL ? row->control : NULL;
}

gboolean
cercle_case_entry_point (CercleCaseEntry *self, guint field)
{
  cercle_case_form_point (CERCLE_CASE_FORM (self), cercle_case_entry_get_control (self, field),
                          FALSE);
  return FALSE;
}

gboolean
cercle_case_entry_refuse (CercleCaseEntry *self, guint field, GError **error, const char *sentence)
{
  return cercle_case_form_refuse (CERCLE_CASE_FORM (self),
                                  cercle_case_entry_get_control (self, field), error, sentence);
}

gboolean
cercle_case_entry_refuse_unconsented (CercleCaseEntry *self, guint field, GError **error)
{
  return cercle_case_entry_refuse (
      self, field, error,
      _ ("Note the person’s consent first, or type why it is passed on without it."));
}

GtkWidget *
cercle_case_entry_add_words (CercleCaseEntry *self)
{
  GtkWidget *words = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (words), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_visible (words, FALSE);
  gtk_box_append (GTK_BOX (private_of (self)->box), words);
  return words;
}

void
cercle_case_entry_tell (GtkWidget *words, const char *text, gboolean alarm)
{
  gtk_label_set_text (GTK_LABEL (words), text != NULL ? text : "");
  gtk_widget_set_visible (words, text != NULL);
  if (alarm)
    gtk_widget_add_css_class (words, "error");
  else
    gtk_widget_remove_css_class (words, "error");
}
