/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What may one choose here, and in which words? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-choice-list.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "cercle-community.h"
#include "cercle-escape.h"

typedef struct
{
  char *token, *label;
  GtkWidget *check; /* in a menu */
} Choice;

struct _CercleChoiceList
{
  const CercleField *field;
  GPtrArray *choices; /* of Choice */
  GtkStringList *labels;
  GtkWidget *button, *popover, *box;
  GtkWidget *words;
  GCallback closed;
  gpointer data;
  gboolean loading;
};

static void
choice_free (Choice *choice)
{
  g_free (choice->token);
  g_free (choice->label);
  g_free (choice);
}

static Choice *
add_choice (CercleChoiceList *self, const char *token, const char *label)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->token = g_strdup (token);
  choice->label = g_strdup (label);
  g_ptr_array_add (self->choices, choice);
  return choice;
}

static const char *
code_label (CercleRecord *code)
{
  const char *french = cercle_record_get_text (code, CERCLE_CODE_LABEL_FR);
  const char *english = cercle_record_get_text (code, CERCLE_CODE_LABEL_EN);
  /* TRANSLATORS: the code of your language, "fr" or "en": which label of an open list is shown. */
  const char *language = C_ ("language", "en");

  if (g_str_equal (language, "en") && english != NULL)
    return english;
  return french != NULL ? french : cercle_record_get_text (code, CERCLE_CODE_TOKEN);
}

static void
add_codes (CercleChoiceList *self, CercleSession *session)
{
  g_autoptr (GPtrArray) codes = cercle_session_get_codes (session, self->field->list);

  for (guint i = 0; codes != NULL && i < codes->len; i++)
    {
      CercleRecord *code = g_ptr_array_index (codes, i);
      /* What is no longer offered is shown where it was chosen, and nowhere else. */
      if (!cercle_record_is_set (code, CERCLE_CODE_RETIRED_ON))
        add_choice (self, cercle_record_get_text (code, CERCLE_CODE_TOKEN), code_label (code));
    }
}

static Choice *
find_choice (CercleChoiceList *self, const char *token, guint *position)
{
  for (guint i = 0; i < self->choices->len; i++)
    {
      Choice *choice = g_ptr_array_index (self->choices, i);
      if (g_strcmp0 (choice->token, token) == 0)
        {
          *position = i;
          return choice;
        }
    }
  return NULL;
}

CercleChoiceList *
cercle_choice_list_new (CercleSession *session, const CercleField *field)
{
  CercleChoiceList *self = g_new0 (CercleChoiceList, 1);

  self->field = field;
  self->choices = g_ptr_array_new_with_free_func ((GDestroyNotify) choice_free);
  for (const CercleChoice *choice = field->choices; choice != NULL && choice->token != NULL;
       choice++)
    add_choice (self, choice->token, _ (choice->label));
  if (field->list != NULL && session != NULL)
    add_codes (self, session);
  return self;
}

void
cercle_choice_list_free (CercleChoiceList *self)
{
  if (self->popover != NULL)
    g_signal_handlers_disconnect_by_data (self->popover, self);
  for (guint i = 0; i < self->choices->len; i++)
    {
      Choice *choice = g_ptr_array_index (self->choices, i);
      if (choice->check != NULL)
        g_signal_handlers_disconnect_by_data (choice->check, self);
    }
  g_ptr_array_unref (self->choices);
  g_clear_object (&self->labels);
  g_clear_object (&self->button);
  g_free (self);
}

/* --- One
 * ------------------------------------------------------------------------------------------ */

static void
slim_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
slim_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
say_chosen_cb (GtkDropDown *dropdown)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (dropdown);

  cercle_set_spoken_value (dropdown, chosen != NULL ? gtk_string_object_get_string (chosen) : NULL);
}

void
cercle_choice_list_slim (GtkDropDown *dropdown)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (slim_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (slim_bind_cb), NULL);
  gtk_drop_down_set_list_factory (dropdown, gtk_drop_down_get_factory (dropdown));
  gtk_drop_down_set_factory (dropdown, factory);
  g_signal_connect (dropdown, "notify::selected-item", G_CALLBACK (say_chosen_cb), NULL);
  say_chosen_cb (dropdown);
}

GtkWidget *
cercle_choice_list_make_dropdown (CercleChoiceList *self)
{
  GtkWidget *dropdown = NULL;

  self->labels = gtk_string_list_new (NULL);
  /* TRANSLATORS: in a list of choices: nothing was chosen yet. */
  gtk_string_list_append (self->labels, C_ ("choice", "Not told"));
  for (guint i = 0; i < self->choices->len; i++)
    gtk_string_list_append (self->labels, ((Choice *) g_ptr_array_index (self->choices, i))->label);
  dropdown = gtk_drop_down_new (G_LIST_MODEL (g_object_ref (self->labels)), NULL);
  cercle_choice_list_slim (GTK_DROP_DOWN (dropdown));
  return dropdown;
}

guint
cercle_choice_list_find (CercleChoiceList *self, const char *token)
{
  guint position = 0;

  if (token == NULL || token[0] == '\0')
    return 0;
  if (find_choice (self, token, &position) != NULL)
    return position + 1;
  add_choice (self, token, token);
  gtk_string_list_append (self->labels, token);
  return self->choices->len;
}

const char *
cercle_choice_list_get_token (CercleChoiceList *self, guint position)
{
  if (position == 0 || position > self->choices->len)
    return "";
  return ((Choice *) g_ptr_array_index (self->choices, position - 1))->token;
}

/* --- Several
 * -------------------------------------------------------------------------------------- */

static void
show_words (CercleChoiceList *self)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < self->choices->len; i++)
    {
      Choice *choice = g_ptr_array_index (self->choices, i);
      if (choice->check == NULL || !gtk_check_button_get_active (GTK_CHECK_BUTTON (choice->check)))
        continue;
      if (words->len > 0)
        g_string_append (words, ", ");
      g_string_append (words, choice->label);
    }
  gtk_label_set_text (GTK_LABEL (self->words),
                      words->len > 0 ? words->str : C_ ("choice", "Not told"));
  cercle_set_spoken_value (self->button, gtk_label_get_text (GTK_LABEL (self->words)));
}

static void
toggled_cb (CercleChoiceList *self)
{
  if (!self->loading)
    show_words (self);
}

static void
closed_cb (CercleChoiceList *self)
{
  ((void (*) (gpointer)) self->closed) (self->data);
}

static void
add_check (CercleChoiceList *self, Choice *choice)
{
  choice->check = gtk_check_button_new_with_label (choice->label);
  g_signal_connect_swapped (choice->check, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (GTK_BOX (self->box), choice->check);
}

/* Arrows go from line to line, as in every other list. */
static gboolean
walk_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state)
{
  GtkWidget *box = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (keys));

  if (key != GDK_KEY_Down && key != GDK_KEY_Up)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_child_focus (box, key == GDK_KEY_Down ? GTK_DIR_TAB_FORWARD : GTK_DIR_TAB_BACKWARD);
  return GDK_EVENT_STOP;
}

GtkWidget *
cercle_choice_list_make_menu (CercleChoiceList *self, GCallback closed, gpointer data)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->closed = closed;
  self->data = data;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  for (guint i = 0; i < self->choices->len; i++)
    add_check (self, g_ptr_array_index (self->choices, i));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (walk_cb), NULL);
  gtk_widget_add_controller (self->box, keys);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 360);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), scroller);
  g_signal_connect_swapped (self->popover, "closed", G_CALLBACK (closed_cb), self);
  self->words = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->words), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->words), 0);
  self->button = g_object_ref_sink (gtk_menu_button_new ());
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), self->words);
  /* GTK centres what a menu button holds; a value stands where other values begin. */
  gtk_widget_set_halign (gtk_widget_get_parent (self->words), GTK_ALIGN_FILL);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
  show_words (self);
  return self->button;
}

void
cercle_choice_list_set_tokens (CercleChoiceList *self, const char *tokens)
{
  g_auto (GStrv) list = g_strsplit (tokens != NULL ? tokens : "", " ", -1);
  guint position = 0;

  self->loading = TRUE;
  for (guint i = 0; list[i] != NULL; i++)
    if (list[i][0] != '\0' && find_choice (self, list[i], &position) == NULL)
      add_check (self, add_choice (self, list[i], list[i]));
  for (guint i = 0; i < self->choices->len; i++)
    {
      Choice *choice = g_ptr_array_index (self->choices, i);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (choice->check),
                                   g_strv_contains ((const char *const *) list, choice->token));
    }
  self->loading = FALSE;
  show_words (self);
}

static int
compare_tokens (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char *
cercle_choice_list_get_tokens (CercleChoiceList *self)
{
  g_autoptr (GPtrArray) tokens = g_ptr_array_new ();

  for (guint i = 0; i < self->choices->len; i++)
    {
      Choice *choice = g_ptr_array_index (self->choices, i);
      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (choice->check)))
        g_ptr_array_add (tokens, choice->token);
    }
  g_ptr_array_sort (tokens, compare_tokens);
  g_ptr_array_add (tokens, NULL);
  return g_strjoinv (" ", (char **) tokens->pdata);
}

char *
cercle_choice_list_words (CercleSession *session, const CercleField *field, const char *tokens)
{
  g_autoptr (CercleChoiceList) list = cercle_choice_list_new (session, field);
  g_auto (GStrv) split = g_strsplit (tokens != NULL ? tokens : "", " ", -1);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  guint position = 0;

  for (guint i = 0; split[i] != NULL; i++)
    {
      Choice *choice = find_choice (list, split[i], &position);
      if (split[i][0] != '\0')
        g_ptr_array_add (words, choice != NULL ? choice->label : split[i]);
    }
  g_ptr_array_add (words, NULL);
  return g_strjoinv (", ", (char **) words->pdata);
}
