/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* By which of its facts is a case kept in the list? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-filters.h"

#include <glib/gi18n-lib.h>

#include "cercle-choices.h"
#include "cercle-commune.h"
#include "cercle-escape.h"
#include "cercle-lookup.h"
#include "cercle-suggest-tags.h"
#include "cercle-suggest.h"
#include "cercle-wrap-layout.h"

#define NOBODY "nobody"

struct _CercleCaseFilters
{
  GtkWidget parent_instance;
  GtkWidget *status, *mission, *holder, *commune, *tag, *closed, *more, *clear;
  CercleCaseFilter asked; /* what has no control: texts belong to … */
  GHashTable *texts;      /* … this */
  gboolean loading;
};

G_DEFINE_FINAL_TYPE (CercleCaseFilters, cercle_case_filters, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
changed_cb (CercleCaseFilters *self)
{
  gtk_widget_set_sensitive (self->clear, cercle_case_filters_count (self) > 0);
  if (!self->loading)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The first line is "all". */
static GtkWidget *
make_dropdown (CercleCaseFilters *self, const CercleChoice *choices, const char *all,
               const char *name)
{
  GtkStringList *labels = gtk_string_list_new (NULL);
  GtkWidget *dropdown = NULL;

  gtk_string_list_append (labels, all);
  for (const CercleChoice *choice = choices; choice->token != NULL; choice++)
    gtk_string_list_append (labels, _ (choice->label));
  dropdown = gtk_drop_down_new (G_LIST_MODEL (labels), NULL);
  cercle_set_spoken (dropdown, name);
  g_signal_connect_swapped (dropdown, "notify::selected", G_CALLBACK (changed_cb), self);
  return dropdown;
}

static const char *
token_of (GtkWidget *dropdown, const CercleChoice *choices)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (dropdown));

  return selected > 0 && selected != GTK_INVALID_LIST_POSITION ? choices[selected - 1].token : NULL;
}

static GtkWidget *
make_lookup (CercleCaseFilters *self, const char *name, const char *placeholder)
{
  GtkWidget *lookup = cercle_lookup_new (name, placeholder);

  cercle_lookup_set_width_chars (CERCLE_LOOKUP (lookup), 16);
  g_signal_connect_swapped (lookup, "chosen", G_CALLBACK (changed_cb), self);
  return lookup;
}

/* --- What has no control of its own ----------------------------------------------------------- */

static char *
more_words (const CercleCaseFilter *asked)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  g_autofree char *why = NULL;

  if (asked->status != NULL)
    g_strv_builder_add (words, _ ("State unknown"));
  if (asked->mission != NULL)
    g_strv_builder_add (words, _ ("Mission not told"));
  if (asked->tag != NULL)
    g_strv_builder_add (words, _ ("Without a tag"));
  if (asked->age != NULL)
    g_strv_builder_add (words, *asked->age != '\0'
                                   ? cercle_choice_label (cercle_case_ages, asked->age)
                                   : _ ("Opened on an unknown day"));
  if (asked->ending != NULL)
    g_strv_builder_add (words, cercle_choice_label (cercle_case_endings, asked->ending));
  if (asked->blind_spot_why != NULL && *asked->blind_spot_why != '\0')
    why = g_strdup_printf (_ ("Blind spot: %s"), asked->blind_spot_why);
  if (asked->blind_spot != NULL)
    g_strv_builder_add (words, why != NULL                     ? why
                               : asked->blind_spot_why != NULL ? _ ("Blind spot without a reason")
                                                               : _ ("Blind spot"));
  if (asked->ids != NULL)
    g_strv_builder_add (words, _ ("Behind a number of the review"));
  all = g_strv_builder_end (words);
  return g_strjoinv (" · ", all);
}

static guint
count_more (const CercleCaseFilter *asked)
{
  return (guint) ((asked->status != NULL) + (asked->mission != NULL) + (asked->tag != NULL) +
                  (asked->age != NULL) + (asked->ending != NULL) + (asked->blind_spot != NULL) +
                  (asked->ids != NULL));
}

static void
show_more (CercleCaseFilters *self)
{
  g_autofree char *words = more_words (&self->asked);
  g_autofree char *said = g_strdup_printf (_ ("Take this filter away: %s"), words);

  gtk_label_set_text (GTK_LABEL (g_object_get_data (G_OBJECT (self->more), "words")), words);
  gtk_widget_set_tooltip_text (self->more, said);
  cercle_set_spoken (self->more, said);
  gtk_widget_set_visible (self->more, count_more (&self->asked) > 0);
}

static void
forget_more (CercleCaseFilters *self)
{
  self->asked = (CercleCaseFilter){ 0 };
  g_clear_pointer (&self->texts, g_hash_table_unref);
  show_more (self);
}

static void
more_cb (CercleCaseFilters *self)
{
  /* The button goes away with what it names: the focus needs another place. */
  gtk_widget_grab_focus (self->closed);
  forget_more (self);
  changed_cb (self);
}

static GtkWidget *
make_more (CercleCaseFilters *self)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 48);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_visible (button, FALSE);
  g_object_set_data (G_OBJECT (button), "words", words);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (more_cb), self);
  return button;
}

/* --- The bar ---------------------------------------------------------------------------------- */

static void
cercle_case_filters_dispose (GObject *object)
{
  GtkWidget *child = NULL;

  g_clear_pointer (&CERCLE_CASE_FILTERS (object)->texts, g_hash_table_unref);
  CERCLE_CASE_FILTERS (object)->asked = (CercleCaseFilter){ 0 };
  CERCLE_CASE_FILTERS (object)->loading = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    {
      g_signal_handlers_disconnect_by_data (child, object);
      gtk_widget_unparent (child);
    }
  G_OBJECT_CLASS (cercle_case_filters_parent_class)->dispose (object);
}

static void
cercle_case_filters_class_init (CercleCaseFiltersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cercle_case_filters_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, CERCLE_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "filters");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cercle_case_filters_init (CercleCaseFilters *self)
{
  GtkWidget *children[8];

  cercle_set_spoken (self, _ ("Filters"));
  self->status = make_dropdown (self, cercle_statuses, _ ("All states"), _ ("State"));
  self->mission = make_dropdown (self, cercle_missions, _ ("All missions"), _ ("Mission"));
  self->holder = make_lookup (self, _ ("Holder"), _ ("Any holder"));
  self->commune = make_lookup (self, _ ("Commune"), _ ("Any commune"));
  self->tag = make_lookup (self, _ ("Tag"), _ ("Any tag"));
  self->closed = gtk_check_button_new_with_label (_ ("Closed cases too"));
  g_signal_connect_swapped (self->closed, "toggled", G_CALLBACK (changed_cb), self);
  self->clear = gtk_button_new_with_label (_ ("Clear the Filters"));
  g_signal_connect_swapped (self->clear, "clicked", G_CALLBACK (cercle_case_filters_clear), self);
  gtk_widget_add_css_class (self->clear, "flat");
  gtk_widget_set_sensitive (self->clear, FALSE);
  children[0] = self->status;
  children[1] = self->mission;
  children[2] = self->holder;
  children[3] = self->commune;
  children[4] = self->tag;
  children[5] = self->closed;
  self->more = make_more (self);
  children[6] = self->more;
  children[7] = self->clear;
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    gtk_widget_set_parent (children[i], GTK_WIDGET (self));
}

void
cercle_case_filters_set_session (CercleCaseFilters *self, CercleSession *session)
{
  cercle_suggest_holders (CERCLE_LOOKUP (self->holder), session);
  cercle_suggest_holder_too (CERCLE_LOOKUP (self->holder), NOBODY, _ ("Nobody"), '?');
  cercle_suggest_communes (CERCLE_LOOKUP (self->commune), session);
  cercle_suggest_tags (CERCLE_LOOKUP (self->tag), session);
}

void
cercle_case_filters_get (CercleCaseFilters *self, CercleCaseFilter *filter)
{
  const char *holder = cercle_lookup_get_chosen (CERCLE_LOOKUP (self->holder));

  *filter = self->asked;
  if (token_of (self->status, cercle_statuses) != NULL)
    filter->status = token_of (self->status, cercle_statuses);
  if (token_of (self->mission, cercle_missions) != NULL)
    filter->mission = token_of (self->mission, cercle_missions);
  filter->holder = g_strcmp0 (holder, NOBODY) == 0 ? "" : holder;
  filter->commune = cercle_lookup_get_chosen (CERCLE_LOOKUP (self->commune));
  if (cercle_lookup_get_chosen (CERCLE_LOOKUP (self->tag)) != NULL)
    filter->tag = cercle_lookup_get_chosen (CERCLE_LOOKUP (self->tag));
  filter->closed = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->closed));
}

static void
set_holder (CercleCaseFilters *self, CercleSession *session, const char *holder)
{
  g_autofree char *name = NULL;

  if (holder == NULL)
    return;
  name = holder[0] != '\0' ? cercle_session_name_of (session, holder) : g_strdup (_ ("Nobody"));
  cercle_lookup_set_chosen (CERCLE_LOOKUP (self->holder), holder[0] != '\0' ? holder : NOBODY,
                            name);
}

/* Without any is told by the button of what has no control. */
static void
set_tag (CercleCaseFilters *self, CercleSession *session)
{
  g_autofree char *name = NULL;

  if (self->asked.tag == NULL || *self->asked.tag == '\0')
    return;
  name = cercle_suggest_tag_names (session, self->asked.tag);
  cercle_lookup_set_chosen (CERCLE_LOOKUP (self->tag), self->asked.tag, name);
  self->asked.tag = NULL;
}

/* TRUE when the list has this token: then the control says it. */
static gboolean
set_token (GtkWidget *dropdown, const CercleChoice *choices, const char *token)
{
  for (guint i = 0; token != NULL && choices[i].token != NULL; i++)
    if (g_str_equal (choices[i].token, token))
      {
        gtk_drop_down_set_selected (GTK_DROP_DOWN (dropdown), i + 1);
        return TRUE;
      }
  return FALSE;
}

void
cercle_case_filters_set (CercleCaseFilters *self, CercleSession *session, const char *written)
{
  CercleCaseFilter *asked = &self->asked;

  self->loading = TRUE;
  cercle_case_filters_clear (self);
  self->loading = TRUE;
  self->texts = cercle_case_filter_read (written, asked);
  if (set_token (self->status, cercle_statuses, asked->status))
    asked->status = NULL;
  if (set_token (self->mission, cercle_missions, asked->mission))
    asked->mission = NULL;
  set_holder (self, session, asked->holder);
  if (asked->commune != NULL)
    cercle_lookup_set_chosen (CERCLE_LOOKUP (self->commune), asked->commune,
                              cercle_commune_name (asked->commune));
  set_tag (self, session);
  asked->holder = asked->commune = NULL;
  show_more (self);
  gtk_widget_set_sensitive (self->clear, cercle_case_filters_count (self) > 0);
  self->loading = FALSE;
}

void
cercle_case_filters_set_closed (CercleCaseFilters *self, gboolean closed)
{
  self->loading = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->closed), closed);
  self->loading = FALSE;
}

guint
cercle_case_filters_count (CercleCaseFilters *self)
{
  CercleCaseFilter filter = { 0 };

  cercle_case_filters_get (self, &filter);
  return (guint) ((filter.status != NULL) + (filter.mission != NULL) + (filter.holder != NULL) +
                  (filter.commune != NULL) + (filter.tag != NULL) + (filter.closed != FALSE) +
                  (filter.age != NULL) + (filter.ending != NULL) + (filter.blind_spot != NULL) +
                  (filter.ids != NULL));
}

void
cercle_case_filters_clear (CercleCaseFilters *self)
{
  gboolean told = cercle_case_filters_count (self) > 0 && !self->loading;

  self->loading = TRUE;
  forget_more (self);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->status), 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->mission), 0);
  cercle_lookup_set_chosen (CERCLE_LOOKUP (self->holder), NULL, NULL);
  cercle_lookup_set_chosen (CERCLE_LOOKUP (self->commune), NULL, NULL);
  cercle_lookup_set_chosen (CERCLE_LOOKUP (self->tag), NULL, NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->closed), FALSE);
  self->loading = FALSE;
  if (told)
    changed_cb (self);
}

/* --- On paper --------------------------------------------------------------------------------- */

static void
say (GStrvBuilder *words, const char *label, const char *value)
{
  g_autofree char *said = NULL;

  if (value == NULL)
    return;
  /* TRANSLATORS: name of a field, its value. */
  said = g_strdup_printf (_ ("%1$s: %2$s"), label, value);
  g_strv_builder_add (words, said);
}

char *
cercle_case_filters_say (CercleCaseFilters *self, CercleSession *session)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  CercleCaseFilter filter = { 0 };
  g_autofree char *holder = NULL, *tag = NULL, *more = more_words (&self->asked);
  const char *status = token_of (self->status, cercle_statuses);
  const char *mission = token_of (self->mission, cercle_missions);
  g_auto (GStrv) all = NULL;

  cercle_case_filters_get (self, &filter);
  if (filter.holder != NULL)
    holder = *filter.holder != '\0' ? cercle_session_name_of (session, filter.holder)
                                    : g_strdup (_ ("Nobody"));
  if (filter.tag != NULL && *filter.tag != '\0')
    tag = cercle_suggest_tag_names (session, filter.tag);
  say (words, _ ("State"), status != NULL ? cercle_choice_label (cercle_statuses, status) : NULL);
  say (words, _ ("Mission"),
       mission != NULL ? cercle_choice_label (cercle_missions, mission) : NULL);
  say (words, _ ("Holder"), holder);
  say (words, _ ("Commune"), filter.commune != NULL ? cercle_commune_name (filter.commune) : NULL);
  say (words, _ ("Tag"), tag);
  if (*more != '\0')
    g_strv_builder_add (words, more);
  if (filter.closed)
    g_strv_builder_add (words, _ ("Closed cases too"));
  all = g_strv_builder_end (words);
  return g_strjoinv (" · ", all);
}
