/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cases does no rule decide, which would another version decide otherwise, and which are
 * they?
 */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-matrix-findings.h"

#include <glib/gi18n-lib.h>

#include "cercle-case-columns.h"
#include "cercle-case-trail.h"
#include "cercle-cases-query.h"
#include "cercle-choices.h"
#include "cercle-compact-list.h"
#include "cercle-keyboard.h"
#include "cercle-macros.h"
#include "cercle-matrix-words.h"
#include "cercle-plain.h"
#include "cercle-record-list.h"

#define LEAST_GROUPS 2
#define MOST_GROUPS 10
#define LEAST_CASES 4
#define MOST_CASES 14

/* --- A group --------------------------------------------------------------------------------- */

#define CERCLE_TYPE_MATRIX_GROUP (cercle_matrix_group_get_type ())
G_DECLARE_FINAL_TYPE (CercleMatrixGroup, cercle_matrix_group, CERCLE, MATRIX_GROUP, GObject)

struct _CercleMatrixGroup
{
  GObject parent_instance;
  char *words;
  GPtrArray *cases; /* identities */
};

G_DEFINE_FINAL_TYPE (CercleMatrixGroup, cercle_matrix_group, G_TYPE_OBJECT)

static void
cercle_matrix_group_finalize (GObject *object)
{
  CercleMatrixGroup *self = CERCLE_MATRIX_GROUP (object);

  g_free (self->words);
  g_ptr_array_unref (self->cases);
  G_OBJECT_CLASS (cercle_matrix_group_parent_class)->finalize (object);
}

static void
cercle_matrix_group_class_init (CercleMatrixGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cercle_matrix_group_finalize;
}

static void
cercle_matrix_group_init (CercleMatrixGroup *self)
{
  self->cases = g_ptr_array_new_with_free_func (g_free);
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const CercleMatrixGroup *group = *(gpointer *) a, *other = *(gpointer *) b;

  if (group->cases->len != other->cases->len)
    return group->cases->len > other->cases->len ? -1 : 1;
  return g_strcmp0 (group->words, other->words);
}

/* --- The widget ------------------------------------------------------------------------------ */

struct _CercleMatrixFindings
{
  AdwBin parent_instance;
  CerclePage *page; /* not owned: this lives inside it */
  GtkWidget *summary, *groups, *title, *cases, *both;
  GListStore *store;
  CercleRecordList *list;
  char *sort;
  gboolean reverse;
  gboolean moves; /* groups are from one field of responsibility to another */
};

G_DEFINE_FINAL_TYPE (CercleMatrixFindings, cercle_matrix_findings, ADW_TYPE_BIN)

static void
fill_number (CercleCell *cell, gpointer item, gpointer data)
{
  guint n = CERCLE_MATRIX_GROUP (item)->cases->len;
  g_autofree char *digits = g_strdup_printf ("%u", n);
  g_autofree char *said = g_strdup_printf (ngettext ("%u case", "%u cases", n), n);

  cercle_cell_strong (cell, digits);
  cercle_cell_spoken (cell, said);
}

static void
fill_words (CercleCell *cell, gpointer item, gpointer data)
{
  cercle_cell_text (cell, CERCLE_MATRIX_GROUP (item)->words);
}

static const CercleColumn columns[] = {
  { "cases", N_ ("Cases"), 92, 92, CERCLE_COLUMN_END, fill_number },
  { "words", N_ ("Which"), 0, 0, 0, fill_words },
};

/* --- The cases of the group ------------------------------------------------------------------ */

static CercleQuery *
cases_query (CercleMatrixFindings *self, CercleMatrixGroup *group)
{
  const CercleIndicatorContext *context =
      cercle_session_get_indicator_context (cercle_page_get_session (self->page));
  const CercleCaseFilter all = { .closed = TRUE };
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  CercleQuery *query = cercle_cases_query (NULL, context, &all, self->sort, self->reverse);

  for (guint i = 0; i < group->cases->len; i++)
    g_ptr_array_add (ids, group->cases->pdata[i]);
  g_ptr_array_add (ids, NULL);
  cercle_query_set_ids (query, (const char *const *) ids->pdata);
  return query;
}

static char *
say_group (CercleMatrixGroup *group, gboolean moves)
{
  guint n = group->cases->len;

  if (moves)
    /* TRANSLATORS: number of cases; "from MDPH to Mainstream services". */
    return g_strdup_printf (ngettext ("%1$u case would move %2$s", "%1$u cases would move %2$s", n),
                            n, group->words);
  /* TRANSLATORS: number of cases, what they have in common. */
  return g_strdup_printf (ngettext ("%1$u case: %2$s", "%1$u cases: %2$s", n), n, group->words);
}

static void
show_cases (CercleMatrixFindings *self)
{
  g_autoptr (CercleMatrixGroup) group =
      cercle_compact_list_get_selected_item (CERCLE_COMPACT_LIST (self->groups));
  g_autoptr (CercleQuery) query = group != NULL ? cases_query (self, group) : NULL;
  g_autofree char *words = NULL;

  gtk_widget_set_visible (self->both, group != NULL);
  cercle_record_list_set_query (self->list, query);
  if (group == NULL)
    return;
  words = say_group (group, self->moves);
  gtk_label_set_text (GTK_LABEL (self->title), words);
}

static void
group_activated_cb (CercleMatrixFindings *self)
{
  gtk_widget_grab_focus (self->cases);
}

static void
case_activated_cb (CercleCompactList *list, guint position, CercleMatrixFindings *self)
{
  const char *id = cercle_record_list_get_id (self->list, position);

  if (id == NULL)
    return;
  cercle_case_trail_begin (cercle_page_get_session (self->page), self->list, position);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-case", "s", id);
}

static void
sort_cb (CercleCompactList *list, const char *id, gboolean descending, CercleMatrixFindings *self)
{
  g_free (self->sort);
  self->sort = g_strdup (id);
  self->reverse = descending;
  cercle_compact_list_set_sort (list, id, descending);
  show_cases (self);
}

/* --- Groups ---------------------------------------------------------------------------------- */

/* Takes words. */
static void
add_case (GHashTable *groups, char *words, CercleRecord *kase)
{
  CercleMatrixGroup *group = g_hash_table_lookup (groups, words);

  if (group == NULL)
    {
      group = g_object_new (CERCLE_TYPE_MATRIX_GROUP, NULL);
      group->words = words;
      g_hash_table_insert (groups, group->words, group);
    }
  else
    g_free (words);
  g_ptr_array_add (group->cases, g_strdup (cercle_record_get_id (kase)));
}

static gboolean
same_groups (CercleMatrixFindings *self, GPtrArray *groups)
{
  GListModel *model = G_LIST_MODEL (self->store);

  if (g_list_model_get_n_items (model) != groups->len)
    return FALSE;
  for (guint i = 0; i < groups->len; i++)
    {
      g_autoptr (CercleMatrixGroup) shown = g_list_model_get_item (model, i);
      CercleMatrixGroup *group = groups->pdata[i];

      if (!g_str_equal (shown->words, group->words) || shown->cases->len != group->cases->len)
        return FALSE;
      for (guint j = 0; j < group->cases->len; j++)
        if (!g_str_equal (shown->cases->pdata[j], group->cases->pdata[j]))
          return FALSE;
    }
  return TRUE;
}

static guint
find_group (GPtrArray *groups, const char *words)
{
  for (guint i = 0; words != NULL && i < groups->len; i++)
    if (g_str_equal (((CercleMatrixGroup *) groups->pdata[i])->words, words))
      return i;
  return 0;
}

/* Takes summary. */
static void
show (CercleMatrixFindings *self, GHashTable *groups, char *summary)
{
  CercleCompactList *list = CERCLE_COMPACT_LIST (self->groups);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  g_autoptr (CercleMatrixGroup) chosen = cercle_compact_list_get_selected_item (list);
  g_autofree char *words = summary;
  gboolean focused = cercle_keyboard_is_in (self->groups);
  GHashTableIter iter;
  gpointer group = NULL;

  gtk_label_set_text (GTK_LABEL (self->summary), words);
  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, NULL, &group))
    g_ptr_array_add (sorted, group);
  g_ptr_array_sort (sorted, compare_groups);
  if (same_groups (self, sorted))
    return;
  g_list_store_remove_all (self->store);
  g_list_store_splice (self->store, 0, 0, sorted->pdata, sorted->len);
  if (sorted->len > 0)
    cercle_compact_list_select (list, find_group (sorted, chosen != NULL ? chosen->words : NULL),
                                focused);
  show_cases (self);
}

static GHashTable *
new_groups (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
}

static char *
say_holes (guint cases, guint all)
{
  if (all == 0)
    return g_strdup (_ ("No case was opened in the last 30 days: there is nothing to try it on."));
  if (cases == 0)
    return g_strdup_printf (
        ngettext ("Every rule holds: the %u case opened in the last 30 days is decided.",
                  "Every rule holds: the %u cases opened in the last 30 days are decided.", all),
        all);
  /* TRANSLATORS: cases without a rule, of all cases. */
  return g_strdup_printf (
      ngettext ("Of the cases opened in the last 30 days (%2$u), %1$u is decided by no rule.",
                "Of the cases opened in the last 30 days (%2$u), %1$u are decided by no rule.",
                cases),
      cases, all);
}

guint
cercle_matrix_findings_show_holes (CercleMatrixFindings *self, CercleMatrixFile *file,
                                   CercleRecord *matrix)
{
  g_autoptr (GPtrArray) rules = cercle_matrix_file_get_rules (file, matrix);
  GArray *inputs = cercle_matrix_file_get_inputs (file);
  g_autoptr (GArray) holes = cercle_matrix_holes (rules, inputs);
  g_autoptr (GHashTable) groups = new_groups ();

  for (guint i = 0; i < holes->len; i++)
    {
      const CercleMatrixInput *input =
          &g_array_index (inputs, CercleMatrixInput, g_array_index (holes, guint, i));
      add_case (groups, cercle_matrix_combination (rules, input, cercle_matrix_file_label, file),
                input->kase);
    }
  show (self, groups, say_holes (holes->len, inputs->len));
  return holes->len;
}

static char *
say_move (const CercleMatrixMove *move)
{
  const char *from =
      move->from != NULL ? cercle_choice_label (cercle_responsibilities, move->from) : NULL;
  const char *to =
      move->to != NULL ? cercle_choice_label (cercle_responsibilities, move->to) : NULL;

  if (from == NULL)
    return g_strdup_printf (_ ("from no rule to “%s”"), to);
  if (to == NULL)
    return g_strdup_printf (_ ("from “%s” to no rule"), from);
  /* TRANSLATORS: two fields of responsibility. */
  return g_strdup_printf (_ ("from “%1$s” to “%2$s”"), from, to);
}

static char *
say_moves (guint cases, guint all)
{
  if (all == 0)
    return g_strdup (_ ("No case was opened in the last 30 days: there is nothing to try it on."));
  if (cases == 0)
    return g_strdup_printf (
        ngettext ("The %u case opened in the last 30 days would stay where it is.",
                  "The %u cases opened in the last 30 days would all stay where they are.", all),
        all);
  /* TRANSLATORS: cases that would move, of all cases. */
  return g_strdup_printf (
      ngettext ("Of the cases opened in the last 30 days (%2$u), %1$u would move.",
                "Of the cases opened in the last 30 days (%2$u), %1$u would move.", cases),
      cases, all);
}

guint
cercle_matrix_findings_show_moves (CercleMatrixFindings *self, CercleMatrixFile *file,
                                   CercleRecord *matrix)
{
  CercleRecord *now = cercle_matrix_file_get_in_force (file);
  g_autoptr (GPtrArray) rules = cercle_matrix_file_get_rules (file, now);
  g_autoptr (GPtrArray) changed = cercle_matrix_file_get_rules (file, matrix);
  GArray *inputs = cercle_matrix_file_get_inputs (file);
  g_autoptr (GArray) moves = cercle_matrix_simulate (rules, changed, inputs);
  g_autoptr (GHashTable) groups = new_groups ();

  self->moves = TRUE;
  for (guint i = 0; i < moves->len; i++)
    {
      const CercleMatrixMove *move = &g_array_index (moves, CercleMatrixMove, i);
      add_case (groups, say_move (move),
                g_array_index (inputs, CercleMatrixInput, move->input).kase);
    }
  show (self, groups, say_moves (moves->len, inputs->len));
  return moves->len;
}

/* --- The class ------------------------------------------------------------------------------- */

static void
cercle_matrix_findings_dispose (GObject *object)
{
  CercleMatrixFindings *self = CERCLE_MATRIX_FINDINGS (object);

  if (self->list != NULL)
    cercle_record_list_set_query (self->list, NULL);
  g_clear_object (&self->list);
  g_clear_object (&self->store);
  g_clear_pointer (&self->sort, g_free);
  G_OBJECT_CLASS (cercle_matrix_findings_parent_class)->dispose (object);
}

static void
cercle_matrix_findings_class_init (CercleMatrixFindingsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_matrix_findings_dispose;
}

static GtkWidget *
add_list (GtkWidget *box)
{
  GtkWidget *card = adw_bin_new (), *list = cercle_compact_list_new ();

  gtk_widget_add_css_class (card, "card");
  adw_bin_set_child (ADW_BIN (card), list);
  gtk_box_append (GTK_BOX (box), card);
  return list;
}

static void
cercle_matrix_findings_init (CercleMatrixFindings *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->both = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  self->summary = cercle_plain_add_words (box, NULL, "body");
  self->groups = add_list (self->both);
  self->title = cercle_plain_add_words (self->both, NULL, "heading");
  self->cases = add_list (self->both);
  gtk_box_append (GTK_BOX (box), self->both);
  adw_bin_set_child (ADW_BIN (self), box);
  self->store = g_list_store_new (CERCLE_TYPE_MATRIX_GROUP);
}

void
cercle_matrix_findings_set_page (CercleMatrixFindings *self, CerclePage *page, const char *name)
{
  CercleCompactList *groups = CERCLE_COMPACT_LIST (self->groups);
  CercleCompactList *cases = CERCLE_COMPACT_LIST (self->cases);

  self->page = page;
  self->list = cercle_record_list_new (cercle_page_get_session (page));
  cercle_compact_list_set_columns (groups, name, columns, G_N_ELEMENTS (columns), self);
  cercle_compact_list_set_lines (groups, LEAST_GROUPS, MOST_GROUPS);
  cercle_compact_list_set_model (groups, G_LIST_MODEL (self->store));
  cercle_compact_list_set_columns (cases, _ ("Cases of the chosen line"), cercle_case_list_columns,
                                   cercle_case_list_n_columns, self);
  cercle_compact_list_set_lines (cases, LEAST_CASES, MOST_CASES);
  cercle_compact_list_set_model (cases, G_LIST_MODEL (self->list));
  cercle_page_fit_list (page, self->groups);
  cercle_page_fit_list (page, self->cases);
  g_signal_connect_swapped (groups, "notify::selected", G_CALLBACK (show_cases), self);
  g_signal_connect_swapped (groups, "activate", G_CALLBACK (group_activated_cb), self);
  g_signal_connect (cases, "activate", G_CALLBACK (case_activated_cb), self);
  g_signal_connect (cases, "sort", G_CALLBACK (sort_cb), self);
  show_cases (self);
}

gboolean
cercle_matrix_findings_return (CercleMatrixFindings *self)
{
  return cercle_case_trail_return (cercle_page_get_session (self->page),
                                   CERCLE_COMPACT_LIST (self->cases));
}
