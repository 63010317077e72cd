/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* With which control is a field of this type edited, and what does its content mean? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-field-editor.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-case.h"
#include "cercle-choice-list.h"
#include "cercle-commune-set.h"
#include "cercle-community.h"
#include "cercle-day-format.h"
#include "cercle-day.h"
#include "cercle-display.h"
#include "cercle-keyboard.h"
#include "cercle-rule.h"
#include "cercle-text.h"
#include "cercle-whole-text.h"

#define NOTE_HEIGHT 72

typedef struct
{
  void (*build) (CercleFieldEditor *self);
  void (*set_typed) (CercleFieldEditor *self, const char *typed);
  char *(*get_typed) (CercleFieldEditor *self);
  /* Value to what is typed and back; NULL: the same text. */
  char *(*show) (CercleFieldEditor *self, const char *value);
  char *(*read) (CercleFieldEditor *self, const char *typed, GError **error);
} Control;

struct _CercleFieldEditor
{
  const CercleField *field;
  const Control *control;
  CercleSession *session;
  CercleFieldChanged changed;
  gpointer owner;
  GtkWidget *widget, *focus;
  GtkEventController *keys; /* of a long text */
  CercleChoiceList *choices;
  char *value; /* of a text that is only shown */
  gboolean loading;
};

static void
tell (CercleFieldEditor *self, gboolean finished)
{
  if (!self->loading)
    self->changed (self->owner, finished);
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_FORM, sentence);
  return FALSE;
}

static char *show_level (CercleFieldEditor *self, const char *value);
static const Control *control_of (const CercleField *field);

/* --- Entries ------------------------------------------------------------------------------------
 */

static void
entry_changed_cb (CercleFieldEditor *self)
{
  tell (self, FALSE);
}

static void
entry_activate_cb (CercleFieldEditor *self)
{
  tell (self, TRUE);
}

static void
build_entry (CercleFieldEditor *self)
{
  self->widget = self->focus = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (self->focus), (int) cercle_field_max_length (self->field));
  if (self->field->type == CERCLE_DAY)
    gtk_entry_set_placeholder_text (GTK_ENTRY (self->focus), _ ("23/06, tomorrow, +3 …"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->focus), 8);
  g_signal_connect_swapped (self->focus, "changed", G_CALLBACK (entry_changed_cb), self);
  g_signal_connect_swapped (self->focus, "activate", G_CALLBACK (entry_activate_cb), self);
  if (self->field->type == CERCLE_TEXT || self->control->show == show_level)
    self->widget = cercle_whole_text_new (self->focus);
}

static void
set_entry (CercleFieldEditor *self, const char *typed)
{
  GtkEditable *entry = GTK_EDITABLE (self->focus);
  gboolean typing = cercle_keyboard_is_in (self->focus);
  int at = gtk_editable_get_position (entry);
  gboolean at_end = at == (int) g_utf8_strlen (gtk_editable_get_text (entry), -1);

  /* Who typed it goes on where the caret stands: after Return the same value comes back. */
  if (g_str_equal (gtk_editable_get_text (entry), typed))
    return;
  gtk_editable_set_text (entry, typed);
  if (typing)
    gtk_editable_set_position (entry, at_end ? -1 : at);
}

static char *
get_entry (CercleFieldEditor *self)
{
  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->focus)));
}

static char *
show_text (CercleFieldEditor *self, const char *value)
{
  return self->field->flags & CERCLE_PHONE ? cercle_text_phone_spoken (value) : g_strdup (value);
}

static char *
read_text (CercleFieldEditor *self, const char *typed, GError **error)
{
  g_autofree char *clean = cercle_text_clean (typed, self->field->type == CERCLE_NOTE);
  char *phone = NULL;

  if (clean == NULL)
    return g_strdup ("");
  if (!(self->field->flags & CERCLE_PHONE))
    return g_steal_pointer (&clean);
  phone = cercle_text_phone (
      clean, self->session != NULL ? cercle_session_get_territory (self->session) : NULL);
  if (phone == NULL)
    refuse (error, _ ("This is not a telephone number."));
  return phone;
}

static char *
show_day (CercleFieldEditor *self, const char *value)
{
  return cercle_display_day (value);
}

static char *
read_day (CercleFieldEditor *self, const char *typed, GError **error)
{
  int today = self->session != NULL ? cercle_session_get_today_number (self->session) : 0;
  int day = cercle_day_format_parse (typed, today);

  if (day != CERCLE_DAY_NONE)
    return cercle_day_to_text (day);
  refuse (error, _ ("This is not a day: type for instance 23/06 or tomorrow."));
  return NULL;
}

static char *
show_minute (CercleFieldEditor *self, const char *value)
{
  return cercle_day_format_minute ((int) g_ascii_strtoll (value, NULL, 10));
}

static char *
read_minute (CercleFieldEditor *self, const char *typed, GError **error)
{
  int minute = cercle_day_format_parse_minute (typed);

  if (minute >= 0)
    return g_strdup_printf ("%d", minute);
  refuse (error, _ ("This is not an hour: type for instance 9:30."));
  return NULL;
}

static char *
read_integer (CercleFieldEditor *self, const char *typed, GError **error)
{
  g_autofree char *clean = cercle_text_clean (typed, FALSE);
  gint64 number = 0;

  if (clean != NULL && g_ascii_string_to_signed (clean, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return g_strdup_printf ("%" G_GINT64_FORMAT, number);
  refuse (error, _ ("This is not a number."));
  return NULL;
}

/* A level is shown as the community calls it, and typed as 2 or II. */
static char *
show_level (CercleFieldEditor *self, const char *value)
{
  CercleRecord *community =
      self->session != NULL ? cercle_session_get_community (self->session) : NULL;
  return cercle_level_words (community, g_ascii_strtoll (value, NULL, 10));
}

static char *
read_level (CercleFieldEditor *self, const char *typed, GError **error)
{
  gint64 level = cercle_level_parse (typed);

  if (level > 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, level);
  refuse (error, _ ("A level is 1, 2 or 3."));
  return NULL;
}

/* --- Long texts ---------------------------------------------------------------------------------
 */

static gboolean
note_key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state,
             CercleFieldEditor *self)
{
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter) || !(state & GDK_CONTROL_MASK))
    return GDK_EVENT_PROPAGATE;
  tell (self, TRUE);
  return GDK_EVENT_STOP;
}

static void
build_note (CercleFieldEditor *self)
{
  GtkTextBuffer *buffer = NULL;

  self->keys = gtk_event_controller_key_new ();
  self->focus = gtk_text_view_new ();
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->focus));
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->focus), GTK_WRAP_WORD_CHAR);
  /* Tab leads on, as in any other field of the form. */
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->focus), FALSE);
  gtk_text_buffer_set_enable_undo (buffer, TRUE);
  self->widget = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->widget), self->focus);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->widget), NOTE_HEIGHT);
  gtk_widget_add_css_class (self->widget, "note");
  gtk_widget_add_css_class (self->widget, "card");
  g_signal_connect_swapped (buffer, "changed", G_CALLBACK (entry_changed_cb), self);
  g_signal_connect (self->keys, "key-pressed", G_CALLBACK (note_key_cb), self);
  gtk_widget_add_controller (self->focus, self->keys);
}

static void
set_note (CercleFieldEditor *self, const char *typed)
{
  g_autofree char *shown = self->control->get_typed (self);

  if (!g_str_equal (shown, typed))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->focus)), typed, -1);
}

static char *
get_note (CercleFieldEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->focus));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* --- Choices ------------------------------------------------------------------------------------
 */

static void
chosen_cb (CercleFieldEditor *self)
{
  tell (self, TRUE);
}

static void
build_choice (CercleFieldEditor *self)
{
  self->choices = cercle_choice_list_new (self->session, self->field);
  self->widget = self->focus = cercle_choice_list_make_dropdown (self->choices);
  g_signal_connect_swapped (self->widget, "notify::selected", G_CALLBACK (chosen_cb), self);
}

static void
set_choice (CercleFieldEditor *self, const char *token)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->widget),
                              cercle_choice_list_find (self->choices, token));
}

static char *
get_choice (CercleFieldEditor *self)
{
  guint position = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->widget));
  return g_strdup (cercle_choice_list_get_token (self->choices, position));
}

static void
build_set (CercleFieldEditor *self)
{
  self->choices = cercle_choice_list_new (self->session, self->field);
  self->widget = self->focus =
      cercle_choice_list_make_menu (self->choices, G_CALLBACK (chosen_cb), self);
}

static void
set_set (CercleFieldEditor *self, const char *tokens)
{
  cercle_choice_list_set_tokens (self->choices, tokens);
}

static char *
get_set (CercleFieldEditor *self)
{
  return cercle_choice_list_get_tokens (self->choices);
}

/* --- Communes ------------------------------------------------------------------------------------
 */

static void
build_communes (CercleFieldEditor *self)
{
  self->widget = self->focus =
      cercle_commune_set_new (self->session, cercle_field_label (self->field));
  g_signal_connect_swapped (self->widget, "changed", G_CALLBACK (entry_changed_cb), self);
}

static void
set_communes (CercleFieldEditor *self, const char *typed)
{
  cercle_commune_set_set_typed (CERCLE_COMMUNE_SET (self->widget), typed);
}

static char *
get_communes (CercleFieldEditor *self)
{
  return cercle_commune_set_get_typed (CERCLE_COMMUNE_SET (self->widget));
}

static char *
read_communes (CercleFieldEditor *self, const char *typed, GError **error)
{
  if (strchr (typed, '?') == NULL)
    return g_strdup (typed);
  refuse (error, _ ("No commune has this name: take one of the list."));
  return NULL;
}

static void
build_flag (CercleFieldEditor *self)
{
  self->widget = self->focus = gtk_check_button_new ();
  gtk_widget_set_halign (self->widget, GTK_ALIGN_START);
  g_signal_connect_swapped (self->widget, "toggled", G_CALLBACK (chosen_cb), self);
}

static void
set_flag (CercleFieldEditor *self, const char *value)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->widget), g_str_equal (value, "1"));
}

static char *
get_flag (CercleFieldEditor *self)
{
  return g_strdup (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->widget)) ? "1" : "");
}

/* --- Only shown ---------------------------------------------------------------------------------
 */

static void
build_label (CercleFieldEditor *self)
{
  self->widget = self->focus = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->widget), 0);
  gtk_label_set_wrap (GTK_LABEL (self->widget), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->widget), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (self->widget), TRUE);
}

static char *
words_of (CercleFieldEditor *self, const char *value)
{
  const CercleKind *kind = NULL;

  if (value[0] != '\0' && control_of (self->field)->show == show_level)
    return show_level (self, value);
  if (self->field->type == CERCLE_REF && self->session != NULL && value[0] != '\0')
    {
      kind = cercle_kind_find (self->field->targets);
      return kind != NULL ? cercle_session_name_of_id (self->session, kind, value)
                          : cercle_session_name_of (self->session, value);
    }
  if (self->field->list != NULL)
    return cercle_choice_list_words (self->session, self->field, value);
  return cercle_field_display (self->field, value);
}

static void
set_label (CercleFieldEditor *self, const char *value)
{
  g_autofree char *words = words_of (self, value);

  g_free (self->value);
  self->value = g_strdup (value);
  gtk_label_set_text (GTK_LABEL (self->widget), words);
}

static char *
get_label (CercleFieldEditor *self)
{
  return g_strdup (self->value != NULL ? self->value : "");
}

/* --- The table ----------------------------------------------------------------------------------
 */

static const Control controls[] = {
  [CERCLE_TEXT] = { build_entry, set_entry, get_entry, show_text, read_text },
  [CERCLE_NOTE] = { build_note, set_note, get_note, NULL, read_text },
  [CERCLE_INTEGER] = { build_entry, set_entry, get_entry, NULL, read_integer },
  [CERCLE_FLAG] = { build_flag, set_flag, get_flag, NULL, NULL },
  [CERCLE_DAY] = { build_entry, set_entry, get_entry, show_day, read_day },
  [CERCLE_INSTANT] = { build_label, set_label, get_label, NULL, NULL },
  [CERCLE_MINUTE] = { build_entry, set_entry, get_entry, show_minute, read_minute },
  [CERCLE_CHOICE] = { build_choice, set_choice, get_choice, NULL, NULL },
  [CERCLE_CODE] = { build_choice, set_choice, get_choice, NULL, NULL },
  [CERCLE_SET] = { build_set, set_set, get_set, NULL, NULL },
  [CERCLE_REF] = { build_label, set_label, get_label, NULL, NULL },
};
static const Control level = { build_entry, set_entry, get_entry, show_level, read_level };
static const Control communes = { build_communes, set_communes, get_communes, NULL, read_communes };
static const Control shown = { build_label, set_label, get_label, NULL, NULL };

static const Control *
control_of (const CercleField *field)
{
  if (field == &cercle_case_kind.fields[CERCLE_CASE_LEVEL] ||
      field == &cercle_rule_kind.fields[CERCLE_RULE_LEVEL])
    return &level;
  if (field->type == CERCLE_SET && (field->flags & CERCLE_COMMUNE))
    return &communes;
  return &controls[field->type];
}

CercleFieldEditor *
cercle_field_editor_new (CercleSession *session, const CercleField *field, gboolean editable,
                         CercleFieldChanged changed, gpointer owner)
{
  CercleFieldEditor *self = g_new0 (CercleFieldEditor, 1);

  self->field = field;
  self->session = session != NULL ? g_object_ref (session) : NULL;
  self->changed = changed;
  self->owner = owner;
  if (field->flags & (CERCLE_DERIVED | CERCLE_RETIRED))
    editable = FALSE;
  self->control = editable ? control_of (field) : &shown;
  self->loading = TRUE;
  self->control->build (self);
  self->loading = FALSE;
  g_object_ref_sink (self->widget);
  return self;
}

void
cercle_field_editor_free (CercleFieldEditor *self)
{
  /* The control may outlive this for a moment, in an animation or a reference of a screen reader.
   */
  g_signal_handlers_disconnect_by_data (self->widget, self);
  g_signal_handlers_disconnect_by_data (self->focus, self);
  if (self->keys != NULL)
    {
      gtk_widget_remove_controller (self->focus, self->keys);
      g_signal_handlers_disconnect_by_data (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->focus)),
                                            self);
    }
  g_clear_pointer (&self->choices, cercle_choice_list_free);
  g_clear_object (&self->widget);
  g_clear_object (&self->session);
  g_free (self->value);
  g_free (self);
}

GtkWidget *
cercle_field_editor_get_widget (CercleFieldEditor *self)
{
  return self->widget;
}

GtkWidget *
cercle_field_editor_get_focus (CercleFieldEditor *self)
{
  return self->focus;
}

gboolean
cercle_field_editor_is_editable (CercleFieldEditor *self)
{
  return self->control->build != build_label;
}

gboolean
cercle_field_editor_is_open (CercleFieldEditor *self)
{
  return self->control == &communes &&
         cercle_commune_set_is_open (CERCLE_COMMUNE_SET (self->widget));
}

void
cercle_field_editor_set_value (CercleFieldEditor *self, const char *value)
{
  g_autofree char *typed = NULL;

  value = value != NULL ? value : "";
  if (value[0] != '\0' && self->control->show != NULL)
    typed = self->control->show (self, value);
  cercle_field_editor_set_typed (self, typed != NULL ? typed : value);
}

char *
cercle_field_editor_get_value (CercleFieldEditor *self, GError **error)
{
  g_autofree char *typed = self->control->get_typed (self);
  g_autofree char *clean = NULL;

  if (self->control->read == NULL)
    return g_steal_pointer (&typed);
  clean = cercle_text_clean (typed, TRUE);
  return clean != NULL ? self->control->read (self, clean, error) : g_strdup ("");
}

char *
cercle_field_editor_get_typed (CercleFieldEditor *self)
{
  return self->control->get_typed (self);
}

void
cercle_field_editor_set_typed (CercleFieldEditor *self, const char *typed)
{
  self->loading = TRUE;
  self->control->set_typed (self, typed != NULL ? typed : "");
  self->loading = FALSE;
}
