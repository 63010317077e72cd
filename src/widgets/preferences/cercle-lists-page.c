/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What do the open lists offer, and how does a community say it in its own words? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-lists-page.h"

#include <glib/gi18n-lib.h>

#include "cercle-bulk.h"
#include "cercle-community.h"
#include "cercle-escape.h"
#include "cercle-field-row.h"
#include "cercle-text.h"

struct _CercleListsPage
{
  AdwPreferencesPage parent_instance;
  CercleSession *session;
  GPtrArray *lists; /* fields, each the first that is chosen from its list */
  GtkWidget *chooser, *box, *name, *add, *problem;
};

G_DEFINE_FINAL_TYPE (CercleListsPage, cercle_lists_page, ADW_TYPE_PREFERENCES_PAGE)

static void show (CercleListsPage *self);

static const char *
list_of (CercleListsPage *self)
{
  guint at = adw_combo_row_get_selected (ADW_COMBO_ROW (self->chooser));

  return at < self->lists->len ? ((const CercleField *) g_ptr_array_index (self->lists, at))->list
                               : NULL;
}

static GPtrArray *
find_lists (void)
{
  GPtrArray *lists = g_ptr_array_new ();

  for (guint k = 0; cercle_kinds ()[k] != NULL; k++)
    for (guint i = 0; i < cercle_kinds ()[k]->n_fields; i++)
      {
        const CercleField *field = &cercle_kinds ()[k]->fields[i];
        gboolean known = field->list == NULL || (field->flags & CERCLE_RETIRED);

        for (guint j = 0; !known && j < lists->len; j++)
          known =
              g_str_equal (((const CercleField *) g_ptr_array_index (lists, j))->list, field->list);
        if (!known)
          g_ptr_array_add (lists, (gpointer) field);
      }
  return lists;
}

/* --- Changes --------------------------------------------------------------------------------- */

/* NULL: there is none. */
static void
show_problem (CercleListsPage *self, const char *sentence)
{
  gtk_label_set_text (GTK_LABEL (self->problem), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->problem, sentence != NULL);
}

static void
told_cb (GObject *session, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleListsPage) self = data;
  g_autoptr (GError) error = NULL;

  if (!cercle_session_commit_finish (CERCLE_SESSION (session), result, &error))
    show_problem (self, error->message);
}

static void
save (CercleListsPage *self, CercleRecord *code, const char *label)
{
  CercleTx *tx = cercle_tx_new (label);

  cercle_tx_save (tx, code);
  cercle_session_commit_async (self->session, tx, told_cb, g_object_ref (self));
}

static CercleRecord *
code_of (gpointer widget)
{
  return g_object_get_data (G_OBJECT (widget), "cercle-code");
}

static void
renamed_cb (CercleFieldRow *row, CercleListsPage *self)
{
  g_autoptr (CercleRecord) copy = cercle_record_copy (code_of (row));
  const char *label = NULL;

  if (!cercle_field_row_apply (row, copy, NULL))
    return;
  /* Who reads English reads what was typed, until somebody translates it. */
  label = cercle_record_get_text (copy, CERCLE_CODE_LABEL_FR);
  if (g_strcmp0 (cercle_record_get_text (copy, CERCLE_CODE_LABEL_EN),
                 cercle_record_get_text (code_of (row), CERCLE_CODE_LABEL_FR)) == 0)
    cercle_record_set_text (copy, CERCLE_CODE_LABEL_EN, label);
  save (self, copy, N_ ("Word of a list changed."));
}

static void
retire_cb (GtkWidget *button, CercleListsPage *self)
{
  g_autoptr (CercleRecord) copy = cercle_record_copy (code_of (button));
  gboolean retired = cercle_record_is_set (copy, CERCLE_CODE_RETIRED_ON);

  cercle_record_set_text (copy, CERCLE_CODE_RETIRED_ON,
                          retired ? NULL : cercle_session_get_today (self->session));
  save (self, copy, retired ? N_ ("Offered again.") : N_ ("No longer offered."));
}

static gboolean
has_token (GPtrArray *codes, const char *token)
{
  for (guint i = 0; i < codes->len; i++)
    if (g_strcmp0 (cercle_record_get_text (g_ptr_array_index (codes, i), CERCLE_CODE_TOKEN),
                   token) == 0)
      return TRUE;
  return FALSE;
}

static void
add_cb (CercleListsPage *self)
{
  g_autofree char *name =
      cercle_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->name)), FALSE);
  g_autofree char *token = name != NULL ? cercle_bulk_tag_token (name) : NULL;
  g_autoptr (GPtrArray) codes = cercle_session_get_all_codes (self->session, list_of (self));
  g_autoptr (CercleRecord) code = NULL;
  const char *problem = NULL;
  gint64 last = 0;

  if (token == NULL)
    problem = _ ("A word of a list has at least one letter or digit.");
  else if (has_token (codes, token))
    problem = _ ("This word is in the list already.");
  show_problem (self, problem);
  if (problem != NULL)
    return;
  for (guint i = 0; i < codes->len; i++)
    last =
        MAX (last, cercle_record_get_integer (g_ptr_array_index (codes, i), CERCLE_CODE_ORDER, 0));
  code = cercle_session_new_record (self->session, &cercle_code_kind);
  cercle_record_set_text (code, CERCLE_CODE_LIST, list_of (self));
  cercle_record_set_text (code, CERCLE_CODE_TOKEN, token);
  cercle_record_set_text (code, CERCLE_CODE_LABEL_FR, name);
  cercle_record_set_text (code, CERCLE_CODE_LABEL_EN, name);
  cercle_record_set_integer (code, CERCLE_CODE_ORDER, last + 10);
  gtk_editable_set_text (GTK_EDITABLE (self->name), "");
  save (self, code, N_ ("Word added to a list."));
}

/* --- Their order ----------------------------------------------------------------------------- */

/* The others are every community's. */
static gboolean
is_ours (CercleListsPage *self, CercleRecord *code)
{
  return cercle_session_may (self->session, &cercle_code_kind, CERCLE_OP_PATCH) &&
         g_strcmp0 (cercle_record_envelope (code)->scope,
                    cercle_session_get_scope (self->session)) == 0;
}

/* A row is the word and its button. */
static void
set_code (GtkWidget *row, CercleRecord *code)
{
  GtkWidget *const parts[] = { gtk_widget_get_first_child (row), gtk_widget_get_last_child (row) };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_object_set_data_full (G_OBJECT (parts[i]), "cercle-code", g_object_ref (code),
                            g_object_unref);
}

static gint64
order_of (CercleRecord *code)
{
  return cercle_record_get_integer (code, CERCLE_CODE_ORDER, 0);
}

static int
compare_orders (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;
  return one < other ? -1 : one > other;
}

/* As the rows stand: the same numbers, each one once; desks may have given one twice. */
static void
save_order (CercleListsPage *self)
{
  CercleTx *tx = cercle_tx_new (N_ ("Order of a list changed."));
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (GArray) orders = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 last = -1;

  for (GtkWidget *row = gtk_widget_get_first_child (self->box); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      CercleRecord *code = code_of (gtk_widget_get_first_child (row));
      gint64 order = order_of (code);

      if (!is_ours (self, code))
        continue;
      g_ptr_array_add (rows, row);
      g_array_append_val (orders, order);
    }
  g_array_sort (orders, compare_orders);
  for (guint i = 0; i < rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (rows, i);
      g_autoptr (CercleRecord) copy =
          cercle_record_copy (code_of (gtk_widget_get_first_child (row)));
      g_autoptr (CercleRecord) shown = NULL;

      last = MAX (g_array_index (orders, gint64, i), last + 1);
      if (order_of (copy) == last)
        continue;
      cercle_record_set_integer (copy, CERCLE_CODE_ORDER, last);
      /* What is saved is the store's until the answer. */
      shown = cercle_record_copy (copy);
      set_code (row, shown);
      cercle_tx_save (tx, copy);
    }
  cercle_session_commit_async (self->session, tx, told_cb, g_object_ref (self));
}

/* Alt+↑ and Alt+↓: the keyboard goes with the word. */
static gboolean
move_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  CercleListsPage *self = CERCLE_LISTS_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *row = root != NULL ? gtk_root_get_focus (root) : NULL, *other = NULL;
  int by = 0;

  g_variant_get (arguments, "(i)", &by);
  while (row != NULL && gtk_widget_get_parent (row) != self->box)
    row = gtk_widget_get_parent (row);
  if (row == NULL)
    return GDK_EVENT_PROPAGATE;
  other = by > 0 ? gtk_widget_get_next_sibling (row) : gtk_widget_get_prev_sibling (row);
  if (other == NULL)
    return GDK_EVENT_STOP;
  if (!is_ours (self, code_of (gtk_widget_get_first_child (row))) ||
      !is_ours (self, code_of (gtk_widget_get_first_child (other))))
    {
      show_problem (self, _ ("A word that all communities share keeps its place."));
      return GDK_EVENT_STOP;
    }
  show_problem (self, NULL);
  gtk_box_reorder_child_after (GTK_BOX (self->box), row,
                               by > 0 ? other : gtk_widget_get_prev_sibling (other));
  save_order (self);
  return GDK_EVENT_STOP;
}

/* --- What is shown --------------------------------------------------------------------------- */

static GtkWidget *
make_row (CercleListsPage *self, CercleRecord *code)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *word = cercle_field_row_new (self->session, &cercle_code_kind, CERCLE_CODE_LABEL_FR);
  const char *name = cercle_record_get_text (code, CERCLE_CODE_LABEL_FR);
  gboolean retired = cercle_record_is_set (code, CERCLE_CODE_RETIRED_ON);
  gboolean may = is_ours (self, code);
  GtkWidget *button =
      gtk_button_new_with_label (retired ? _ ("Offer Again") : _ ("No Longer Offer"));
  g_autofree char *spoken = g_strdup_printf (
      retired ? _ ("Offer “%s” again") : _ ("No longer offer “%s”"), name != NULL ? name : "");

  cercle_field_row_set_label_width (CERCLE_FIELD_ROW (word), -1);
  cercle_field_row_set_editable (CERCLE_FIELD_ROW (word), may && !retired);
  cercle_field_row_set_record (CERCLE_FIELD_ROW (word), code);
  gtk_widget_set_hexpand (word, TRUE);
  if (retired)
    gtk_widget_add_css_class (word, "dim-label");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (button, may);
  cercle_set_spoken (button, spoken);
  g_signal_connect_object (word, "committed", G_CALLBACK (renamed_cb), self, 0);
  g_signal_connect_object (button, "clicked", G_CALLBACK (retire_cb), self, 0);
  gtk_box_append (GTK_BOX (row), word);
  gtk_box_append (GTK_BOX (row), button);
  set_code (row, code);
  return row;
}

/* While somebody types in a row, it stays. */
static gboolean
is_typed_in (CercleListsPage *self)
{
  return (gtk_widget_get_state_flags (self->box) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

static void
empty (CercleListsPage *self)
{
  GtkWidget *row = NULL;

  while ((row = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), row);
}

static void
show (CercleListsPage *self)
{
  g_autoptr (GPtrArray) codes =
      list_of (self) != NULL ? cercle_session_get_all_codes (self->session, list_of (self)) : NULL;

  empty (self);
  for (guint i = 0; codes != NULL && i < codes->len; i++)
    gtk_box_append (GTK_BOX (self->box), make_row (self, g_ptr_array_index (codes, i)));
  gtk_widget_set_visible (self->box, codes != NULL && codes->len > 0);
  gtk_widget_set_visible (self->add,
                          cercle_session_may (self->session, &cercle_code_kind, CERCLE_OP_CREATE));
}

static void
changed_cb (CercleListsPage *self)
{
  if (!is_typed_in (self))
    show (self);
}

static void
cercle_lists_page_dispose (GObject *object)
{
  CercleListsPage *self = CERCLE_LISTS_PAGE (object);

  /* As in the page of the community. */
  if (self->session != NULL)
    empty (self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->lists, g_ptr_array_unref);
  G_OBJECT_CLASS (cercle_lists_page_parent_class)->dispose (object);
}

static void
cercle_lists_page_class_init (CercleListsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cercle_lists_page_dispose;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, GDK_ALT_MASK, move_cb, "(i)", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_ALT_MASK, move_cb, "(i)", 1);
}

static void
make_adder (CercleListsPage *self)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Add"));

  self->add = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->name = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (self->name), 60);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->name), _ ("New word of this list"));
  gtk_widget_set_hexpand (self->name, TRUE);
  cercle_set_spoken (self->name, _ ("New word of this list"));
  gtk_box_append (GTK_BOX (self->add), self->name);
  gtk_box_append (GTK_BOX (self->add), button);
  g_signal_connect_swapped (self->name, "activate", G_CALLBACK (add_cb), self);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (add_cb), self);
}

static void
cercle_lists_page_init (CercleListsPage *self)
{
  AdwPreferencesGroup *which = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  AdwPreferencesGroup *words = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkStringList *names = gtk_string_list_new (NULL);

  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (self), _ ("Lists"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (self), "view-list-symbolic");
  self->lists = find_lists ();
  for (guint i = 0; i < self->lists->len; i++)
    gtk_string_list_append (names, cercle_field_label (g_ptr_array_index (self->lists, i)));
  self->chooser = adw_combo_row_new ();
  cercle_set_title (self->chooser, _ ("List"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->chooser), G_LIST_MODEL (names));
  g_object_unref (names);
  adw_preferences_group_add (which, self->chooser);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_add_css_class (self->box, "card");
  gtk_widget_add_css_class (self->box, "settings");
  make_adder (self);
  gtk_widget_set_margin_top (self->add, 12);
  cercle_set_description (words, _ ("Alt+↑ and Alt+↓ move a word that you added."));
  adw_preferences_group_add (words, self->box);
  adw_preferences_group_add (words, self->add);
  self->problem = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->problem), 0);
  gtk_label_set_wrap (GTK_LABEL (self->problem), TRUE);
  gtk_widget_set_visible (self->problem, FALSE);
  gtk_widget_add_css_class (self->problem, "error");
  adw_preferences_group_add (words, self->problem);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), which);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), words);
}

GtkWidget *
cercle_lists_page_new (CercleSession *session)
{
  CercleListsPage *self = g_object_new (CERCLE_TYPE_LISTS_PAGE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_swapped (self->chooser, "notify::selected", G_CALLBACK (show), self);
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}

gboolean
cercle_lists_page_choose (CercleListsPage *self, const char *list)
{
  for (guint i = 0; i < self->lists->len; i++)
    if (g_str_equal (((const CercleField *) g_ptr_array_index (self->lists, i))->list, list))
      {
        adw_combo_row_set_selected (ADW_COMBO_ROW (self->chooser), i);
        return TRUE;
      }
  return FALSE;
}
