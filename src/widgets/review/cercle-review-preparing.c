/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who comes to today's review, and in which order? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-review-preparing.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-compact-list.h"
#include "cercle-escape.h"
#include "cercle-keyboard.h"
#include "cercle-lookup.h"
#include "cercle-palette-cases.h"
#include "cercle-review-columns.h"
#include "cercle-toast.h"
#include "cercle-wrap-layout.h"

struct _CercleReviewPreparing
{
  AdwBin parent_instance;
  CerclePage *page; /* around us; weak */
  GtkWidget *state, *list, *empty, *bar, *add, *leave_out, *put_back, *consent, *begin, *close;
  GtkWidget *adding, *leaving, *why;
  GListStore *rows;
  guint n_listed;    /* then come those that are left out */
  gboolean starting; /* no line was there yet when the page came up */
  gboolean may_write;
  char *wanted; /* case where the keyboard goes with the next list */
};

G_DEFINE_FINAL_TYPE (CercleReviewPreparing, cercle_review_preparing, ADW_TYPE_BIN)

enum
{
  SIGNAL_BEGIN,
  SIGNAL_CONSENT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static CercleSession *
session_of (CercleReviewPreparing *self)
{
  return cercle_page_get_session (self->page);
}

/* --- What is done with a line ------------------------------------------------------------------
 */

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleReviewPreparing) self = data;
  g_autoptr (GError) error = NULL;

  if (!cercle_session_commit_finish (CERCLE_SESSION (source), result, &error) && self->page != NULL)
    cercle_toast_error (GTK_WIDGET (self), error);
}

static void
told_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleReviewPreparing) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = cercle_session_commit_finish (CERCLE_SESSION (source), result, &error);

  if (self->page == NULL)
    return;
  if (done)
    cercle_toast (GTK_WIDGET (self), _ ("List of the review closed."), FALSE);
  else
    cercle_toast_error (GTK_WIDGET (self), error);
}

/* (transfer none) (nullable) */
static CercleReviewRow *
selected_row (CercleReviewPreparing *self)
{
  g_autoptr (CercleReviewRow) row =
      cercle_compact_list_get_selected_item (CERCLE_COMPACT_LIST (self->list));
  return row;
}

static void
hide_forms (CercleReviewPreparing *self)
{
  gboolean here = gtk_widget_get_visible (self->adding) || gtk_widget_get_visible (self->leaving);

  gtk_widget_set_visible (self->adding, FALSE);
  gtk_widget_set_visible (self->leaving, FALSE);
  if (here)
    gtk_widget_grab_focus (self->list);
}

static void
move_by (CercleReviewPreparing *self, int by)
{
  CercleReviewRow *row = selected_row (self);
  int to = row != NULL ? (int) row->number - 1 + by : -1;
  g_autoptr (CercleReviewRow) before = NULL;

  if (row == NULL || row->state == CERCLE_REVIEW_LEFT_OUT || to < 0 || to >= (int) self->n_listed)
    return;
  if (by > 0)
    to++;
  if (to < (int) self->n_listed)
    before = g_list_model_get_item (G_LIST_MODEL (self->rows), (guint) to);
  cercle_session_order_list_async (session_of (self), cercle_review_row_get_case (row),
                                   before != NULL ? cercle_review_row_get_case (before) : NULL,
                                   done_cb, g_object_ref (self));
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move_by (CERCLE_REVIEW_PREPARING (widget), g_str_equal (name, "review.up") ? -1 : 1);
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleReviewPreparing *self = CERCLE_REVIEW_PREPARING (widget);

  gtk_widget_set_visible (self->leaving, FALSE);
  gtk_widget_set_visible (self->adding, TRUE);
  cercle_lookup_set_chosen (CERCLE_LOOKUP (self->add), NULL, NULL);
  gtk_widget_grab_focus (self->add);
}

static void
leave_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleReviewPreparing *self = CERCLE_REVIEW_PREPARING (widget);
  CercleReviewRow *row = selected_row (self);

  if (row == NULL || row->state != CERCLE_REVIEW_OPEN)
    return;
  g_object_set_data_full (G_OBJECT (self->why), "case", g_strdup (cercle_review_row_get_case (row)),
                          g_free);
  gtk_widget_set_visible (self->adding, FALSE);
  gtk_widget_set_visible (self->leaving, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->why), "");
  gtk_widget_grab_focus (self->why);
}

static void
put_back_cb (CercleReviewPreparing *self)
{
  CercleReviewRow *row = selected_row (self);

  if (row != NULL && row->state == CERCLE_REVIEW_LEFT_OUT)
    cercle_session_list_case_async (session_of (self), cercle_review_row_get_case (row), done_cb,
                                    g_object_ref (self));
}

static void
why_cb (CercleReviewPreparing *self)
{
  const char *kase = g_object_get_data (G_OBJECT (self->why), "case");
  g_autofree char *why = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->why))));

  if (*why == '\0')
    {
      cercle_toast (GTK_WIDGET (self), _ ("Say in a few words why the case is left out."), FALSE);
      return;
    }
  cercle_session_leave_out_async (session_of (self), kase, why, done_cb, g_object_ref (self));
  hide_forms (self);
}

static void
added_cb (CercleReviewPreparing *self)
{
  const char *kase = cercle_lookup_get_chosen (CERCLE_LOOKUP (self->add));

  if (kase == NULL)
    return;
  g_free (self->wanted);
  self->wanted = g_strdup (kase);
  cercle_session_list_case_async (session_of (self), kase, done_cb, g_object_ref (self));
  hide_forms (self);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleReviewPreparing *self = CERCLE_REVIEW_PREPARING (widget);

  if (self->page != NULL)
    cercle_session_close_list_async (session_of (self), told_cb, g_object_ref (self));
}

static void
begin_at (CercleReviewPreparing *self, CercleReviewRow *row)
{
  if (row != NULL && row->state != CERCLE_REVIEW_LEFT_OUT)
    g_signal_emit (self, signals[SIGNAL_BEGIN], 0, cercle_review_row_get_case (row));
}

static void
activate_cb (CercleReviewPreparing *self, guint position)
{
  g_autoptr (CercleReviewRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  begin_at (self, row);
}

static void
begin_cb (CercleReviewPreparing *self)
{
  g_autoptr (CercleReviewRow) first = NULL;

  if (self->n_listed == 0)
    return;
  first = g_list_model_get_item (G_LIST_MODEL (self->rows), 0);
  begin_at (self, first->state == CERCLE_REVIEW_OPEN
                      ? first
                      : cercle_review_row_next_open (G_LIST_MODEL (self->rows), first));
}

static void
consent_cb (CercleReviewPreparing *self)
{
  CercleReviewRow *row = selected_row (self);

  if (row != NULL)
    g_signal_emit (self, signals[SIGNAL_CONSENT], 0, cercle_review_row_get_case (row));
}

/* --- What is shown -----------------------------------------------------------------------------
 */

static void
follow_selected (CercleReviewPreparing *self)
{
  CercleReviewRow *row = selected_row (self);
  gboolean out = row != NULL && row->state == CERCLE_REVIEW_LEFT_OUT;
  gboolean open = row != NULL && row->state == CERCLE_REVIEW_OPEN;

  gtk_widget_set_visible (self->put_back, self->may_write && out);
  gtk_widget_set_visible (self->leave_out, self->may_write && open);
  gtk_widget_set_visible (self->consent, self->may_write && open && row->kase != NULL &&
                                             cercle_review_is_nameless (row->told, row->named));
}

static void
tell (GString *all, char *phrase)
{
  g_string_append_printf (all, "%s%s", all->len > 0 ? " · " : "", phrase);
  g_free (phrase);
}

static char *
tell_closed (const CercleSitting *sitting, gboolean may_write)
{
  guint n = sitting->n_unwritten;

  if (sitting->list->review == NULL)
    return g_strdup (may_write ? _ ("The list is not closed yet.")
                               : _ ("The community has not closed the list yet."));
  if (n == 0)
    return g_strdup (_ ("The list is closed."));
  return g_strdup_printf (ngettext ("The list is closed; %u case came since.",
                                    "The list is closed; %u cases came since.", n),
                          n);
}

/* Phrases side by side, as on a form. */
static char *
tell_state (const CercleSitting *sitting, gboolean may_write)
{
  guint n = sitting->list->lines->len, more = sitting->list->too_many;
  GString *all = g_string_new (NULL);

  tell (all, g_strdup_printf (ngettext ("%u case", "%u cases", n), n));
  tell (all, g_strdup_printf (ngettext ("%u decided", "%u decided", sitting->n_decided),
                              sitting->n_decided));
  tell (all, tell_closed (sitting, may_write));
  if (more > 0)
    tell (all, g_strdup_printf (ngettext ("%u more case waits for another day",
                                          "%u more cases wait for another day", more),
                                more));
  return g_string_free (all, FALSE);
}

static void
fill_rows (CercleReviewPreparing *self, GListModel *rows, GListModel *left_out)
{
  GListModel *both[] = { rows, left_out };
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    for (guint j = 0; j < g_list_model_get_n_items (both[i]); j++)
      g_ptr_array_add (all, g_list_model_get_item (both[i], j));
  g_list_store_remove_all (self->rows);
  g_list_store_splice (self->rows, 0, 0, all->pdata, all->len);
}

static void
select_case (CercleReviewPreparing *self, const char *kase, guint position, gboolean focus)
{
  CercleReviewRow *row = cercle_review_row_find (G_LIST_MODEL (self->rows), kase);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  if (row != NULL && g_list_store_find (self->rows, row, &position))
    g_clear_pointer (&self->wanted, g_free);
  if (n > 0)
    cercle_compact_list_select (CERCLE_COMPACT_LIST (self->list), MIN (position, n - 1), focus);
}

void
cercle_review_preparing_show (CercleReviewPreparing *self, GListModel *rows, GListModel *left_out,
                              const CercleSitting *sitting, gboolean may_write)
{
  CercleReviewRow *row = selected_row (self);
  g_autofree char *kase = g_strdup (self->wanted != NULL ? self->wanted
                                    : row != NULL        ? cercle_review_row_get_case (row)
                                                         : NULL);
  guint position = cercle_compact_list_get_selected (CERCLE_COMPACT_LIST (self->list));
  /* What the page began with had no line yet to stand on. */
  gboolean focus =
      cercle_keyboard_is_in (self->list) || (self->starting && cercle_keyboard_is_in (self->bar));
  g_autofree char *state = tell_state (sitting, may_write);
  guint n = g_list_model_get_n_items (rows) + g_list_model_get_n_items (left_out);

  self->may_write = may_write;
  self->n_listed = g_list_model_get_n_items (rows);
  gtk_label_set_text (GTK_LABEL (self->state), state);
  fill_rows (self, rows, left_out);
  gtk_widget_set_visible (self->list, n > 0);
  gtk_widget_set_visible (self->empty, n == 0);
  gtk_widget_set_visible (self->close, may_write);
  gtk_widget_set_sensitive (self->begin, sitting->n_open > 0);
  for (GtkWidget *child = gtk_widget_get_first_child (self->bar); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_object_get_data (G_OBJECT (child), "writes") != NULL)
      gtk_widget_set_visible (child, may_write);
  select_case (self, kase, position == GTK_INVALID_LIST_POSITION ? 0 : position, focus);
  self->starting = self->starting && n == 0;
  follow_selected (self);
}

void
cercle_review_preparing_start (CercleReviewPreparing *self, const char *kase)
{
  self->starting = g_list_model_get_n_items (G_LIST_MODEL (self->rows)) == 0;
  if (self->starting)
    gtk_widget_grab_focus (self->close);
  else if (kase != NULL)
    select_case (self, kase, 0, TRUE);
  else
    gtk_widget_grab_focus (self->list);
}

/* --- The screen --------------------------------------------------------------------------------
 */

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  CercleReviewPreparing *self = CERCLE_REVIEW_PREPARING (widget);

  if (!gtk_widget_get_visible (self->adding) && !gtk_widget_get_visible (self->leaving))
    return GDK_EVENT_PROPAGATE;
  hide_forms (self);
  return GDK_EVENT_STOP;
}

static void
cercle_review_preparing_dispose (GObject *object)
{
  CercleReviewPreparing *self = CERCLE_REVIEW_PREPARING (object);

  g_clear_weak_pointer (&self->page);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->wanted, g_free);
  G_OBJECT_CLASS (cercle_review_preparing_parent_class)->dispose (object);
}

/* A letter is the list's alone: in an entry it is a letter. */
static gboolean
letter_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  CercleReviewPreparing *self = CERCLE_REVIEW_PREPARING (widget);
  gboolean single_keys = FALSE;

  g_object_get (self->list, "single-keys", &single_keys, NULL);
  if (!single_keys || !cercle_keyboard_is_in (self->list))
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (widget, "review.add", NULL);
  return GDK_EVENT_STOP;
}

static const struct
{
  const char *name;
  GtkWidgetActionActivateFunc activate;
  guint key;
  GdkModifierType modifiers;
} actions[] = {
  { "review.up", move_action, GDK_KEY_Up, GDK_ALT_MASK },
  { "review.down", move_action, GDK_KEY_Down, GDK_ALT_MASK },
  { "review.add", add_action, GDK_KEY_Insert, 0 },
  { "review.leave-out", leave_out_action, GDK_KEY_Delete, 0 },
  { "review.close", close_action, GDK_KEY_Return, GDK_CONTROL_MASK },
};

static void
cercle_review_preparing_class_init (CercleReviewPreparingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cercle_review_preparing_dispose;
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
      gtk_widget_class_add_binding_action (widget_class, actions[i].key, actions[i].modifiers,
                                           actions[i].name, NULL);
    }
  gtk_widget_class_add_binding (widget_class, GDK_KEY_a, 0, letter_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  signals[SIGNAL_BEGIN] = g_signal_new ("begin", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_CONSENT] = g_signal_new ("consent", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
add_button (CercleReviewPreparing *self, const char *label, const char *action, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  if (action != NULL)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  else
    g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (self->bar), button);
  return button;
}

static GtkWidget *
add_page_button (CercleReviewPreparing *self, const char *label, const char *page)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", page);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-page");
  gtk_box_append (GTK_BOX (self->bar), button);
  return button;
}

static GtkWidget *
make_form (GtkWidget *box, GtkWidget *control)
{
  GtkWidget *form = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_hexpand (control, TRUE);
  gtk_box_append (GTK_BOX (form), control);
  gtk_widget_add_css_class (form, "review-bar");
  gtk_widget_set_visible (form, FALSE);
  gtk_box_append (GTK_BOX (box), form);
  return form;
}

static void
build_forms (CercleReviewPreparing *self, GtkWidget *box)
{
  GtkWidget *apply = gtk_button_new_with_label (_ ("Leave Out"));

  self->add = cercle_lookup_new (_ ("Case to add"), _ ("Name, reference or telephone of a case"));
  g_signal_connect_swapped (self->add, "chosen", G_CALLBACK (added_cb), self);
  self->adding = make_form (box, self->add);
  self->why = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->why), _ ("Why the case is left out today"));
  cercle_set_spoken (self->why, _ ("Why the case is left out today"));
  g_signal_connect_swapped (self->why, "activate", G_CALLBACK (why_cb), self);
  g_signal_connect_swapped (apply, "clicked", G_CALLBACK (why_cb), self);
  self->leaving = make_form (box, self->why);
  gtk_box_append (GTK_BOX (self->leaving), apply);
}

static void
build_bar (CercleReviewPreparing *self, GtkWidget *box)
{
  GtkWidget *add = NULL, *waiting = NULL;

  self->bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->bar, cercle_wrap_layout_new (6, 6));
  gtk_widget_add_css_class (self->bar, "review-bar");
  self->begin = add_button (self, _ ("_Start the Session"), NULL, G_CALLBACK (begin_cb));
  gtk_widget_add_css_class (self->begin, "suggested-action");
  self->close = add_button (self, _ ("_Close the List"), "review.close", NULL);
  add = add_button (self, _ ("_Add a Case…"), "review.add", NULL);
  g_object_set_data (G_OBJECT (add), "writes", add);
  self->leave_out = add_button (self, _ ("_Leave Out…"), "review.leave-out", NULL);
  self->put_back = add_button (self, _ ("_Put Back"), NULL, G_CALLBACK (put_back_cb));
  self->consent = add_button (self, _ ("_Record Consent…"), NULL, G_CALLBACK (consent_cb));
  /* What is sent beforehand. */
  add_button (self, _ ("Save as PDF"), "win.save-pdf", NULL);
  add_page_button (self, _ ("_Minutes"), "review-minutes");
  add_button (self, _ ("Second _Window"), "review.project", NULL);
  waiting = add_page_button (self, _ ("_Waiting Lists"), "waiting");
  g_object_set_data (G_OBJECT (waiting), "writes", waiting);
  gtk_box_append (GTK_BOX (box), self->bar);
}

static void
cercle_review_preparing_init (CercleReviewPreparing *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->rows = g_list_store_new (CERCLE_TYPE_REVIEW_ROW);
  self->state = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->state), 0);
  gtk_label_set_wrap (GTK_LABEL (self->state), TRUE);
  gtk_widget_add_css_class (self->state, "review-bar");
  gtk_box_append (GTK_BOX (box), self->state);
  self->list = cercle_compact_list_new ();
  gtk_widget_set_vexpand (self->list, TRUE);
  gtk_box_append (GTK_BOX (box), self->list);
  self->empty = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->empty), "object-select-symbolic");
  cercle_set_title (self->empty, _ ("Nothing to Review Today"));
  cercle_set_description (self->empty,
                          _ ("No rule brings a case to the MDPH today. Insert adds one by hand."));
  gtk_widget_set_vexpand (self->empty, TRUE);
  gtk_widget_set_visible (self->empty, FALSE);
  gtk_box_append (GTK_BOX (box), self->empty);
  build_forms (self, box);
  build_bar (self, box);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (self->list, "notify::selected", G_CALLBACK (follow_selected), self);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
cercle_review_preparing_new (void)
{
  return g_object_new (CERCLE_TYPE_REVIEW_PREPARING, NULL);
}

void
cercle_review_preparing_set_page (CercleReviewPreparing *self, CerclePage *page)
{
  g_set_weak_pointer (&self->page, page);
  cercle_palette_suggest_cases (CERCLE_LOOKUP (self->add), session_of (self));
  cercle_page_fit_list (page, self->list);
  cercle_compact_list_set_columns (CERCLE_COMPACT_LIST (self->list), _ ("Today's list"),
                                   cercle_review_columns, cercle_review_n_columns,
                                   session_of (self));
  cercle_compact_list_set_model (CERCLE_COMPACT_LIST (self->list), G_LIST_MODEL (self->rows));
}
