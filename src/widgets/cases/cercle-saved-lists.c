/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which lists are kept under a name, and which one is this? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-saved-lists.h"

#include <glib/gi18n-lib.h>

#include "cercle-changes.h"
#include "cercle-community.h"
#include "cercle-escape.h"
#include "cercle-filter.h"
#include "cercle-macros.h"
#include "cercle-text.h"
#include "cercle-wrap-layout.h"

struct _CercleSavedLists
{
  GtkWidget parent_instance;
  CerclePage *page; /* around us; weak: an answer may hold us longer */
  char *name;
  GtkWidget *button, *lines, *nothing, *entry, *shared, *problem, *save, *save_new, *remove;
  GPtrArray *filters; /* CercleRecord: hers and shared */
  char *content, *plain, *why_not;
  char *edited; /* identity of the list the form is about; NULL: a new one */
  char *opened; /* identity of the list of hers that was shown last; NULL: none since another
                   question */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (CercleSavedLists, cercle_saved_lists, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

CercleQuery *
cercle_saved_lists_query (const char *name)
{
  CercleQuery *query = cercle_query_new (&cercle_filter_kind);

  cercle_query_where (query, CERCLE_FILTER_PAGE, CERCLE_IS, name);
  cercle_query_sort (query, -1, CERCLE_FILTER_NAME, FALSE);
  return query;
}

gboolean
cercle_saved_lists_mine (CercleSession *session, CercleRecord *filter, gboolean *own)
{
  CercleRecord *member = cercle_session_get_member (session);

  *own = member != NULL && g_strcmp0 (cercle_record_get_text (filter, CERCLE_FILTER_MEMBER),
                                      cercle_record_get_id (member)) == 0;
  return *own || cercle_record_get_flag (filter, CERCLE_FILTER_SHARED);
}

static CercleSession *
session_of (CercleSavedLists *self)
{
  return cercle_page_get_session (self->page);
}

/* --- What is shown ------------------------------------------------------------------------------
 */

/* (nullable): the list that asks what the page shows; her own before another's. */
static CercleRecord *
find_active (CercleSavedLists *self)
{
  CercleRecord *found = NULL;
  gboolean own = FALSE;

  for (guint i = 0; i < self->filters->len && !own; i++)
    {
      CercleRecord *filter = g_ptr_array_index (self->filters, i);
      const char *kept = cercle_record_get_text (filter, CERCLE_FILTER_CONTENT);
      if (g_strcmp0 (kept, self->content) != 0 &&
          (self->plain == NULL || g_strcmp0 (kept, self->plain) != 0))
        continue;
      cercle_saved_lists_mine (session_of (self), filter, &own);
      if (own || found == NULL)
        found = filter;
    }
  return found;
}

/* (nullable): a list of hers, by its identity. */
static CercleRecord *
find_own (CercleSavedLists *self, const char *id)
{
  gboolean own = FALSE;

  for (guint i = 0; id != NULL && i < self->filters->len; i++)
    {
      CercleRecord *filter = g_ptr_array_index (self->filters, i);
      cercle_saved_lists_mine (session_of (self), filter, &own);
      if (own && g_str_equal (cercle_record_get_id (filter), id))
        return filter;
    }
  return NULL;
}

static void
show_problem (CercleSavedLists *self, const char *sentence)
{
  gtk_label_set_text (GTK_LABEL (self->problem), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->problem, sentence != NULL);
}

/* About the list that is shown, about hers that was shown and is asked otherwise now, or about a
 * new one. */
static void
show_form (CercleSavedLists *self)
{
  CercleRecord *active = find_active (self);
  CercleRecord *edited =
      find_own (self, active != NULL ? cercle_record_get_id (active) : self->opened);

  g_free (self->edited);
  self->edited = edited != NULL ? g_strdup (cercle_record_get_id (edited)) : NULL;
  gtk_editable_set_text (GTK_EDITABLE (self->entry),
                         edited != NULL ? cercle_record_get_text (edited, CERCLE_FILTER_NAME) : "");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->shared),
                               edited != NULL &&
                                   cercle_record_get_flag (edited, CERCLE_FILTER_SHARED));
  gtk_button_set_label (GTK_BUTTON (self->save),
                        edited != NULL ? _ ("Save Changes") : _ ("Save This List"));
  gtk_widget_set_visible (self->save_new, edited != NULL && active == NULL);
  gtk_widget_set_visible (self->remove, edited != NULL);
  gtk_widget_set_sensitive (self->save, self->why_not == NULL);
  gtk_widget_set_sensitive (self->save_new, self->why_not == NULL);
  show_problem (self, self->why_not);
}

/* (transfer full): what the button says; NULL: no list is shown. */
static char *
name_shown (CercleSavedLists *self, CercleRecord *active)
{
  CercleRecord *opened = active == NULL ? find_own (self, self->opened) : NULL;

  if (active != NULL)
    return g_strdup (cercle_record_get_text (active, CERCLE_FILTER_NAME));
  return opened != NULL
             /* TRANSLATORS: name of a saved list that is asked otherwise now. */
             ? g_strdup_printf (_ ("%s (changed)"),
                                cercle_record_get_text (opened, CERCLE_FILTER_NAME))
             : NULL;
}

static void
show_active (CercleSavedLists *self)
{
  CercleRecord *active = find_active (self);
  GtkWidget *label = gtk_menu_button_get_child (GTK_MENU_BUTTON (self->button));
  g_autofree char *name = NULL, *said = NULL;

  if (active != NULL)
    {
      g_free (self->opened);
      self->opened = g_strdup (cercle_record_get_id (active));
    }
  name = name_shown (self, active);
  gtk_label_set_text (GTK_LABEL (label), name != NULL ? name : _ ("My Lists"));
  /* TRANSLATORS: the name of a saved list, for screen readers. */
  said = name != NULL ? g_strdup_printf (_ ("My lists, now %s"), name) : g_strdup (_ ("My Lists"));
  cercle_set_spoken (self->button, said);
  /* What is being typed there stays. */
  if (!gtk_widget_get_visible (
          GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (self->button)))))
    show_form (self);
}

static void
chosen_cb (CercleSavedLists *self, GtkWidget *line)
{
  CercleRecord *filter = g_object_get_data (G_OBJECT (line), "filter");
  g_autofree char *content = g_strdup (cercle_record_get_text (filter, CERCLE_FILTER_CONTENT));

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, content);
}

static void
add_line (CercleSavedLists *self, CercleRecord *filter, gboolean own)
{
  const char *name = cercle_record_get_text (filter, CERCLE_FILTER_NAME);
  const char *member = cercle_record_get_text (filter, CERCLE_FILTER_MEMBER);
  g_autofree char *who = cercle_session_name_of_id (session_of (self), &cercle_member_kind, member);
  g_autofree char *words = NULL;
  GtkWidget *line = gtk_button_new (), *label = NULL;

  if (own)
    words = cercle_record_get_flag (filter, CERCLE_FILTER_SHARED)
                /* TRANSLATORS: name of a list of hers that the team sees, too. */
                ? g_strdup_printf (_ ("%s (shared)"), name)
                : g_strdup (name);
  else
    /* TRANSLATORS: name of a list, who shares it. */
    words = g_strdup_printf (_ ("%1$s (of %2$s)"), name, who);
  label = gtk_label_new (words);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_button_set_child (GTK_BUTTON (line), label);
  gtk_widget_add_css_class (line, "flat");
  cercle_set_spoken (line, words);
  g_object_set_data_full (G_OBJECT (line), "filter", g_object_ref (filter), g_object_unref);
  g_signal_connect_object (line, "clicked", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->lines), line);
}

static void
show_lines (CercleSavedLists *self)
{
  GtkWidget *line = NULL;

  while ((line = gtk_widget_get_first_child (self->lines)) != NULL)
    gtk_box_remove (GTK_BOX (self->lines), line);
  for (guint i = 0; i < self->filters->len; i++)
    {
      CercleRecord *filter = g_ptr_array_index (self->filters, i);
      gboolean own = FALSE;

      cercle_saved_lists_mine (session_of (self), filter, &own);
      add_line (self, filter, own);
    }
  gtk_widget_set_visible (self->nothing, self->filters->len == 0);
  show_active (self);
}

/* --- What is there ------------------------------------------------------------------------------
 */

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleSavedLists) self = data;
  CercleSession *session = CERCLE_SESSION (source);
  g_autoptr (GPtrArray) found = cercle_session_find_finish (session, result, NULL);
  gboolean own = FALSE;

  if (found == NULL || self->page == NULL)
    return;
  g_ptr_array_set_size (self->filters, 0);
  for (guint i = 0; i < found->len; i++)
    if (cercle_saved_lists_mine (session, g_ptr_array_index (found, i), &own))
      g_ptr_array_add (self->filters, g_object_ref (g_ptr_array_index (found, i)));
  show_lines (self);
}

static void
load (CercleSavedLists *self)
{
  g_autoptr (CercleQuery) query = cercle_saved_lists_query (self->name);

  cercle_session_find_async (session_of (self), query, self->cancellable, found_cb,
                             g_object_ref (self));
}

static void
changed_cb (CercleSession *session, guint64 kinds, CercleSavedLists *self)
{
  if (self->page != NULL && (cercle_changes_have (kinds, &cercle_filter_kind) ||
                             cercle_changes_have (kinds, &cercle_member_kind)))
    load (self);
}

/* --- What is kept -------------------------------------------------------------------------------
 */

/* (transfer full): the list the form is about, or a new one. */
static CercleRecord *
edited_record (CercleSavedLists *self)
{
  CercleRecord *member = cercle_session_get_member (session_of (self));
  CercleRecord *filter = find_own (self, self->edited);

  if (filter != NULL)
    return cercle_record_copy (filter);
  filter = cercle_session_new_record (session_of (self), &cercle_filter_kind);
  if (member != NULL)
    cercle_record_set_text (filter, CERCLE_FILTER_MEMBER, cercle_record_get_id (member));
  cercle_record_set_text (filter, CERCLE_FILTER_PAGE, self->name);
  cercle_record_set_text (filter, CERCLE_FILTER_CONTENT, self->content);
  return filter;
}

static void
save_cb (CercleSavedLists *self)
{
  g_autofree char *name =
      cercle_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->entry)), FALSE);
  g_autoptr (CercleRecord) filter = NULL;
  g_autoptr (GError) error = NULL;
  CercleTx *tx = NULL;

  if (self->why_not != NULL)
    return;
  if (name == NULL)
    {
      show_problem (self, _ ("Give the list a name."));
      gtk_widget_grab_focus (self->entry);
      return;
    }
  filter = edited_record (self);
  if (find_active (self) == NULL)
    cercle_record_set_text (filter, CERCLE_FILTER_CONTENT, self->content);
  cercle_record_set_text (filter, CERCLE_FILTER_NAME, name);
  cercle_record_set_flag (filter, CERCLE_FILTER_SHARED,
                          gtk_check_button_get_active (GTK_CHECK_BUTTON (self->shared)));
  if (!cercle_record_check (filter, &error))
    {
      show_problem (self, error->message);
      return;
    }
  tx = cercle_tx_new (self->edited != NULL ? N_ ("List changed.") : N_ ("List saved."));
  cercle_tx_save (tx, filter);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  cercle_page_commit (self->page, tx, NULL, NULL);
}

static void
save_new_cb (CercleSavedLists *self)
{
  g_clear_pointer (&self->edited, g_free);
  save_cb (self);
}

static void
remove_cb (CercleSavedLists *self)
{
  g_autoptr (CercleRecord) filter = edited_record (self);
  CercleTx *tx = cercle_tx_new (N_ ("List deleted."));

  cercle_tx_delete (tx, filter);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  cercle_page_commit (self->page, tx, NULL, NULL);
}

/* --- The button ---------------------------------------------------------------------------------
 */

static void
cercle_saved_lists_dispose (GObject *object)
{
  CercleSavedLists *self = CERCLE_SAVED_LISTS (object);

  g_clear_weak_pointer (&self->page);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  G_OBJECT_CLASS (cercle_saved_lists_parent_class)->dispose (object);
}

static void
cercle_saved_lists_finalize (GObject *object)
{
  CercleSavedLists *self = CERCLE_SAVED_LISTS (object);

  g_ptr_array_unref (self->filters);
  g_free (self->name);
  g_free (self->content);
  g_free (self->plain);
  g_free (self->why_not);
  g_free (self->edited);
  g_free (self->opened);
  G_OBJECT_CLASS (cercle_saved_lists_parent_class)->finalize (object);
}

static void
cercle_saved_lists_class_init (CercleSavedListsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cercle_saved_lists_dispose;
  object_class->finalize = cercle_saved_lists_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "savedlists");
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
build_popover (CercleSavedLists *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *parts[] = {
    self->nothing, self->lines,  gtk_separator_new (GTK_ORIENTATION_HORIZONTAL),
    self->entry,   self->shared, self->problem,
    buttons
  };

  gtk_widget_set_layout_manager (buttons, cercle_wrap_layout_new (6, 6));
  gtk_box_append (GTK_BOX (buttons), self->save);
  gtk_box_append (GTK_BOX (buttons), self->save_new);
  gtk_box_append (GTK_BOX (buttons), self->remove);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    gtk_box_append (GTK_BOX (box), parts[i]);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  cercle_set_spoken (popover, _ ("My Lists"));
  g_signal_connect_swapped (popover, "show", G_CALLBACK (show_form), self);
  return popover;
}

static void
cercle_saved_lists_init (CercleSavedLists *self)
{
  GtkWidget *label = gtk_label_new (_ ("My Lists"));

  self->filters = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->nothing = gtk_label_new (_ ("No list is saved yet."));
  gtk_widget_add_css_class (self->nothing, "dim-label");
  self->entry = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (self->entry), 100);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("Name of this list"));
  cercle_set_spoken (self->entry, _ ("Name of this list"));
  self->shared = gtk_check_button_new_with_label (_ ("Shared with the team"));
  self->problem = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->problem), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->problem), 36);
  gtk_label_set_xalign (GTK_LABEL (self->problem), 0);
  gtk_widget_set_visible (self->problem, FALSE);
  self->save = gtk_button_new_with_label (_ ("Save This List"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  self->save_new = gtk_button_new_with_label (_ ("Save as Another List"));
  self->remove = gtk_button_new_with_label (_ ("Delete"));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 22);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), label);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->button), TRUE);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), build_popover (self));
  cercle_set_spoken (self->button, _ ("My Lists"));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (save_cb), self);
  g_signal_connect_swapped (self->save_new, "clicked", G_CALLBACK (save_new_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (save_cb), self);
  g_signal_connect_swapped (self->remove, "clicked", G_CALLBACK (remove_cb), self);
}

void
cercle_saved_lists_set_page (CercleSavedLists *self, CerclePage *page, const char *name)
{
  CercleSession *session = cercle_page_get_session (page);

  g_set_weak_pointer (&self->page, page);
  self->name = g_strdup (name);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          cercle_session_may (session, &cercle_filter_kind, CERCLE_OP_CREATE));
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, 0);
  load (self);
}

void
cercle_saved_lists_set_question (CercleSavedLists *self, const char *content, const char *plain,
                                 const char *why_not)
{
  g_free (self->content);
  g_free (self->plain);
  g_free (self->why_not);
  self->content = g_strdup (content);
  self->plain = g_strdup (plain);
  self->why_not = g_strdup (why_not);
  show_active (self);
}

void
cercle_saved_lists_leave (CercleSavedLists *self)
{
  g_clear_pointer (&self->opened, g_free);
}

void
cercle_saved_lists_popup (CercleSavedLists *self)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->button));
  gtk_widget_grab_focus (self->entry);
}
