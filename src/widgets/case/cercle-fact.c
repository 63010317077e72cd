/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* With what is one fact corrected, and where is it while it is being typed? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-fact.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-commune.h"
#include "cercle-conflict.h"
#include "cercle-draft.h"
#include "cercle-field-row.h"
#include "cercle-json.h"
#include "cercle-lookup.h"
#include "cercle-person.h"
#include "cercle-suggest-persons.h"
#include "cercle-suggest.h"

#define LABEL_WIDTH 134
#define MOST_BYTES (1024 * 1024)

struct _CercleFact
{
  AdwBin parent_instance;
  CercleSession *session;
  const CercleKind *kind;
  guint field;
  CercleRecord *record;
  GtkWidget *row;    /* CercleFieldRow; NULL: */
  GtkWidget *lookup; /* CercleLookup */
  CercleDraft *draft;
  GtkWidget *problem; /* beside the lookup */
  gboolean refused;
};

G_DEFINE_FINAL_TYPE (CercleFact, cercle_fact, ADW_TYPE_BIN)

enum
{
  SIGNAL_COMMITTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const char *
motive_name (const char *token)
{
  return cercle_choice_label (cercle_sub_missions, token);
}

static void
suggest_motives (CercleLookup *lookup, CercleSession *session)
{
  cercle_suggest_motives (lookup);
}

/* Values that are found by their name. name NULL: that of a person. */
static const struct
{
  const CercleKind *kind;
  guint field;
  const char *(*name) (const char *value);
  void (*suggest) (CercleLookup *lookup, CercleSession *session);
} looked_up[] = {
  { &cercle_person_kind, CERCLE_PERSON_COMMUNE, cercle_commune_name, cercle_suggest_communes },
  { &cercle_case_kind, CERCLE_CASE_COMMUNE, cercle_commune_name, cercle_suggest_communes },
  { &cercle_case_kind, CERCLE_CASE_SUB_MISSION, motive_name, suggest_motives },
  { &cercle_relative_kind, CERCLE_RELATIVE_KNOWN, NULL, cercle_suggest_persons },
};

static int
find_looked_up (const CercleKind *kind, guint field)
{
  for (guint i = 0; i < G_N_ELEMENTS (looked_up); i++)
    if (looked_up[i].kind == kind && looked_up[i].field == field)
      return (int) i;
  return -1;
}

/* --- What is typed --------------------------------------------------------------------------- */

static char *
typed (CercleFact *self)
{
  if (self->row != NULL)
    return cercle_field_row_get_typed (CERCLE_FIELD_ROW (self->row));
  return g_strdup (cercle_lookup_get_typed (CERCLE_LOOKUP (self->lookup)));
}

static JsonObject *
content (gpointer owner)
{
  CercleFact *self = owner;
  g_autofree char *text = NULL;
  JsonObject *object = NULL;

  if (!cercle_fact_is_dirty (self))
    return NULL;
  text = typed (self);
  object = json_object_new ();
  json_object_set_string_member (object, "field", self->kind->fields[self->field].name);
  json_object_set_string_member (object, "typed", text);
  return object;
}

static void
mend (CercleFact *self)
{
  self->refused = FALSE;
  if (self->problem != NULL)
    gtk_widget_set_visible (self->problem, FALSE);
}

static void
typed_cb (CercleFact *self)
{
  if (!cercle_fact_is_dirty (self))
    mend (self);
  if (self->draft != NULL)
    cercle_draft_touch (self->draft);
}

static void
commit_cb (CercleFact *self)
{
  g_signal_emit (self, signals[SIGNAL_COMMITTED], 0);
}

static void
chosen_cb (CercleFact *self)
{
  if (cercle_fact_is_dirty (self))
    commit_cb (self);
}

gboolean
cercle_fact_is_dirty (CercleFact *self)
{
  const char *value = NULL, *chosen = NULL;

  if (self->row != NULL)
    return cercle_field_row_is_dirty (CERCLE_FIELD_ROW (self->row));
  value = self->record != NULL ? cercle_record_get_text (self->record, self->field) : NULL;
  chosen = cercle_lookup_get_chosen (CERCLE_LOOKUP (self->lookup));
  if (chosen == NULL && cercle_lookup_get_typed (CERCLE_LOOKUP (self->lookup))[0] != '\0')
    return TRUE;
  return g_strcmp0 (chosen, value) != 0;
}

gboolean
cercle_fact_apply (CercleFact *self, CercleRecord *record, GError **error)
{
  if (self->row != NULL)
    return cercle_field_row_apply (CERCLE_FIELD_ROW (self->row), record, error);
  cercle_record_set_text (record, self->field,
                          cercle_lookup_get_chosen (CERCLE_LOOKUP (self->lookup)));
  return cercle_record_check_field (record, self->field, error);
}

/* --- What is shown --------------------------------------------------------------------------- */

static void
show_in_lookup (CercleFact *self)
{
  const char *value =
      self->record != NULL ? cercle_record_get_text (self->record, self->field) : NULL;
  int at = find_looked_up (self->kind, self->field);
  g_autofree char *name = NULL;

  if (value != NULL)
    name = looked_up[at].name != NULL
               ? g_strdup (looked_up[at].name (value))
               : cercle_session_name_of_id (self->session, &cercle_person_kind, value);
  cercle_lookup_set_chosen (CERCLE_LOOKUP (self->lookup), value, name);
}

static void
change_draft (CercleFact *self)
{
  g_autofree char *subject = NULL, *id = NULL;

  g_clear_pointer (&self->draft, cercle_draft_free);
  if (self->record == NULL)
    return;
  subject = g_strdup_printf ("%s:%s:%s", self->kind->name, cercle_record_get_id (self->record),
                             self->kind->fields[self->field].name);
  id = cercle_draft_id (self->session, CERCLE_FACT_DRAFT, subject);
  self->draft = cercle_draft_new (self->session, id, CERCLE_FACT_DRAFT, content, self);
  cercle_draft_set_of (self->draft, cercle_record_get_id (self->record));
}

void
cercle_fact_set_record (CercleFact *self, CercleRecord *record)
{
  gboolean other =
      self->record == NULL || record == NULL ||
      g_strcmp0 (cercle_record_get_id (self->record), cercle_record_get_id (record)) != 0;
  gboolean typing = !other && cercle_fact_is_dirty (self);

  /* The draft of the record before is written while its text still stands here. */
  if (other)
    g_clear_pointer (&self->draft, cercle_draft_free);
  g_set_object (&self->record, record);
  if (other || !cercle_fact_is_dirty (self))
    mend (self);
  if (self->row != NULL)
    cercle_field_row_set_record (CERCLE_FIELD_ROW (self->row), record);
  else if (!typing || !cercle_fact_is_dirty (self))
    show_in_lookup (self);
  if (other)
    change_draft (self);
}

CercleRecord *
cercle_fact_get_record (CercleFact *self)
{
  return self->record;
}

guint
cercle_fact_get_field (CercleFact *self)
{
  return self->field;
}

void
cercle_fact_set_editable (CercleFact *self, gboolean editable)
{
  if (self->row != NULL)
    cercle_field_row_set_editable (CERCLE_FIELD_ROW (self->row), editable);
  else
    gtk_widget_set_sensitive (self->lookup, editable);
}

void
cercle_fact_restore (CercleFact *self, CercleRecord *draft)
{
  const char *text = cercle_record_get_text (draft, CERCLE_DRAFT_CONTENT);
  g_autoptr (JsonObject) object = NULL;
  const char *kept = NULL;

  if (self->draft == NULL || text == NULL ||
      g_strcmp0 (cercle_draft_get_id (self->draft), cercle_record_get_id (draft)) != 0)
    return;
  object = cercle_json_parse (text, -1, MOST_BYTES, NULL);
  if (object == NULL || !cercle_json_text (object, "typed", &kept, NULL))
    return;
  if (self->row != NULL)
    cercle_field_row_set_typed (CERCLE_FIELD_ROW (self->row), kept);
  else
    cercle_lookup_set_typed (CERCLE_LOOKUP (self->lookup), kept);
}

void
cercle_fact_end_draft (CercleFact *self, CercleTx *tx)
{
  if (self->draft != NULL)
    cercle_draft_end (self->draft, tx);
}

void
cercle_fact_refuse (CercleFact *self, const char *sentence)
{
  self->refused = TRUE;
  if (self->row != NULL)
    {
      cercle_field_row_refuse (CERCLE_FIELD_ROW (self->row), sentence);
      return;
    }
  gtk_label_set_text (GTK_LABEL (self->problem), sentence);
  gtk_widget_set_visible (self->problem, TRUE);
}

gboolean
cercle_fact_is_refused (CercleFact *self)
{
  return self->refused && cercle_fact_is_dirty (self);
}

void
cercle_fact_leave (CercleFact *self)
{
  if (self->record != NULL && self->row != NULL)
    cercle_field_row_commit (CERCLE_FIELD_ROW (self->row));
  if (self->draft != NULL)
    cercle_draft_flush (self->draft);
}

/* --- The class ------------------------------------------------------------------------------- */

static gboolean
cercle_fact_grab_focus (GtkWidget *widget)
{
  CercleFact *self = CERCLE_FACT (widget);

  return gtk_widget_grab_focus (self->row != NULL ? self->row : self->lookup);
}

static void
cercle_fact_dispose (GObject *object)
{
  CercleFact *self = CERCLE_FACT (object);

  g_clear_pointer (&self->draft, cercle_draft_free);
  if (self->row != NULL)
    g_signal_handlers_disconnect_by_data (self->row, self);
  if (self->lookup != NULL)
    g_signal_handlers_disconnect_by_data (self->lookup, self);
  self->row = self->lookup = NULL;
  g_clear_object (&self->session);
  g_clear_object (&self->record);
  G_OBJECT_CLASS (cercle_fact_parent_class)->dispose (object);
}

static void
cercle_fact_class_init (CercleFactClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_fact_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = cercle_fact_grab_focus;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "fact");
  signals[SIGNAL_COMMITTED] = g_signal_new ("committed", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cercle_fact_init (CercleFact *self)
{
}

static GtkWidget *
make_lookup_row (CercleFact *self, guint at)
{
  const char *name = cercle_field_label (&self->kind->fields[self->field]);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (name);

  self->lookup = cercle_lookup_new (name, NULL);
  looked_up[at].suggest (CERCLE_LOOKUP (self->lookup), self->session);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
  gtk_widget_set_size_request (label, LABEL_WIDTH, -1);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "field-label");
  gtk_widget_set_hexpand (column, TRUE);
  self->problem = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->problem), 0);
  gtk_label_set_wrap (GTK_LABEL (self->problem), TRUE);
  gtk_widget_add_css_class (self->problem, "error");
  gtk_widget_add_css_class (self->problem, "caption");
  gtk_widget_set_visible (self->problem, FALSE);
  gtk_box_append (GTK_BOX (column), self->lookup);
  gtk_box_append (GTK_BOX (column), self->problem);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), column);
  g_signal_connect_swapped (self->lookup, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->lookup, "typed", G_CALLBACK (typed_cb), self);
  return box;
}

GtkWidget *
cercle_fact_new (CercleSession *session, const CercleKind *kind, guint field)
{
  CercleFact *self = g_object_new (CERCLE_TYPE_FACT, NULL);
  int at = find_looked_up (kind, field);

  self->session = g_object_ref (session);
  self->kind = kind;
  self->field = field;
  if (at >= 0)
    {
      adw_bin_set_child (ADW_BIN (self), make_lookup_row (self, (guint) at));
      return GTK_WIDGET (self);
    }
  self->row = cercle_field_row_new (session, kind, field);
  cercle_field_row_set_label_width (CERCLE_FIELD_ROW (self->row), LABEL_WIDTH);
  g_signal_connect_swapped (self->row, "committed", G_CALLBACK (commit_cb), self);
  g_signal_connect_swapped (self->row, "typed", G_CALLBACK (typed_cb), self);
  adw_bin_set_child (ADW_BIN (self), self->row);
  return GTK_WIDGET (self);
}
