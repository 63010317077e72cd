/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a version with more rules than one action holds copied, put in order and sent like any other?
 */
#include "case-desk.h"

#include "cercle-keyboard.h"
#include "cercle-macros.h"
#include "cercle-matrix-changes.h"
#include "cercle-matrix-page.h"
#include "room.h"

#define N_RULES 70

/* (transfer full): the rules of this version on the desk, in order. */
static GPtrArray *
rules_of (CercleSession *session, const char *matrix)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_rule_kind);

  cercle_query_where (query, CERCLE_RULE_MATRIX, CERCLE_IS, matrix);
  cercle_query_sort (query, -1, CERCLE_RULE_POSITION, FALSE);
  return room_find (session, query);
}

typedef struct
{
  CercleMatrixFile *file;
  int version; /* of the first matrix */
  guint rules; /* it has so many */
} Wanted;

static gboolean
knows_rules_cb (gpointer data)
{
  Wanted *wanted = data;
  CercleRecord *matrix = g_ptr_array_index (cercle_matrix_file_get_matrices (wanted->file), 0);
  g_autoptr (GPtrArray) rules = cercle_matrix_file_get_rules (wanted->file, matrix);

  return cercle_record_get_integer (matrix, CERCLE_MATRIX_VERSION, 0) == wanted->version &&
         rules->len == wanted->rules;
}

static gboolean
has_matrices_cb (gpointer file)
{
  return cercle_matrix_file_get_matrices (file)->len > 0;
}

/* Takes tx. */
static void
commit (CercleSession *session, CercleTx *tx, Wanted wanted)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (cercle_tx_get_size (tx), >, CERCLE_TX_MOST);
  room_commit (session, tx, &error);
  g_assert_no_error (error);
  cercle_matrix_file_ask (wanted.file);
  room_wait ("the rules", knows_rules_cb, &wanted);
}

/* A rule after the first gives each of the others another place. */
static void
add_second (CercleSession *session, CercleMatrixFile *file, CercleRecord *matrix)
{
  g_autoptr (CercleRecord) rule = cercle_session_new_record (session, &cercle_rule_kind);
  g_autoptr (GPtrArray) rules = cercle_matrix_file_get_rules (file, matrix);
  const char *first = cercle_record_get_id (rules->pdata[0]);

  cercle_record_set_text (rule, CERCLE_RULE_RESPONSIBILITY, "mdph");
  commit (session, cercle_matrix_save_rule (file, matrix, rule, first),
          (Wanted){ file, 9, N_RULES + 1 });
}

static void
save_long (CercleSession *session, CercleMatrixFile *file)
{
  g_autoptr (CercleRecord) matrix = cercle_session_new_record (session, &cercle_matrix_kind);
  CercleTx *tx = cercle_tx_new ("Long");

  cercle_record_set_integer (matrix, CERCLE_MATRIX_VERSION, 8);
  cercle_record_set_text (matrix, CERCLE_MATRIX_STATE, "draft");
  cercle_tx_set_apart (tx);
  cercle_tx_save (tx, matrix);
  for (guint i = 1; i <= N_RULES; i++)
    {
      g_autoptr (CercleRecord) rule = cercle_session_new_record (session, &cercle_rule_kind);

      cercle_record_set_text (rule, CERCLE_RULE_MATRIX, cercle_record_get_id (matrix));
      cercle_record_set_integer (rule, CERCLE_RULE_POSITION, i);
      cercle_record_set_text (rule, CERCLE_RULE_RESPONSIBILITY, "og_dc");
      cercle_tx_save (tx, rule);
    }
  commit (session, tx, (Wanted){ file, 8, N_RULES });
}

static void
test_long (void)
{
  CaseDesk desk;
  CercleSession *other = NULL;
  g_autoptr (CercleMatrixFile) file = NULL;
  g_autoptr (GPtrArray) here = NULL, there = NULL;
  g_autofree char *id = NULL;
  CercleRecord *matrix = NULL;

  case_desk_begin_as (&desk, "col");
  case_desk_exchange (desk.session);
  file = cercle_matrix_file_new (desk.session);
  cercle_matrix_file_ask (file);
  room_wait ("the matrices", has_matrices_cb, file);
  save_long (desk.session, file);
  matrix = g_ptr_array_index (cercle_matrix_file_get_matrices (file), 0);
  commit (desk.session, cercle_matrix_new_draft (file, matrix, NULL, &id),
          (Wanted){ file, 9, N_RULES });
  add_second (desk.session, file, cercle_matrix_file_find (file, id));
  here = rules_of (desk.session, id);
  g_assert_cmpuint (here->len, ==, N_RULES + 1);
  g_assert_cmpstr (cercle_record_get_text (here->pdata[1], CERCLE_RULE_RESPONSIBILITY), ==, "mdph");
  case_desk_exchange (desk.session);
  other = case_desk_other (&desk, "bob");
  case_desk_exchange (other);
  there = rules_of (other, id);
  g_assert_cmpuint (there->len, ==, N_RULES + 1);
  for (guint i = 0; i <= N_RULES; i++)
    {
      g_assert_cmpstr (cercle_record_get_id (there->pdata[i]), ==,
                       cercle_record_get_id (here->pdata[i]));
      g_assert_cmpint (cercle_record_get_integer (there->pdata[i], CERCLE_RULE_POSITION, 0), ==,
                       i + 1);
    }
  case_desk_drop_other (&desk, other);
  cercle_matrix_file_cancel (file);
  g_clear_object (&file);
  case_desk_end (&desk);
}

static CercleCompactList *
list_of (gpointer page)
{
  return CERCLE_COMPACT_LIST (
      gtk_widget_get_template_child (GTK_WIDGET (page), CERCLE_TYPE_MATRIX_PAGE, "rules"));
}

static gboolean
has_all_cb (gpointer page)
{
  return g_list_model_get_n_items (cercle_compact_list_get_model (list_of (page))) == N_RULES;
}

static gboolean
has_one_less_cb (gpointer page)
{
  return g_list_model_get_n_items (cercle_compact_list_get_model (list_of (page))) == N_RULES - 1;
}

static gboolean
is_at_the_end_cb (gpointer page)
{
  GtkWidget *scroller = tree_find (GTK_WIDGET (list_of (page)), GTK_TYPE_SCROLLED_WINDOW, NULL);
  GtkAdjustment *across = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  return gtk_adjustment_get_value (across) > 0 &&
         gtk_adjustment_get_value (across) + gtk_adjustment_get_page_size (across) >=
             gtk_adjustment_get_upper (across) - 1;
}

/* Who takes the last rule away has the one above it before her eyes, and under her keys. */
static void
test_last_taken_away (void)
{
  CaseDesk desk;
  g_autoptr (CercleMatrixFile) file = NULL;

  case_desk_begin_as (&desk, "col");
  case_desk_exchange (desk.session);
  file = cercle_matrix_file_new (desk.session);
  cercle_matrix_file_ask (file);
  room_wait ("the matrices", has_matrices_cb, file);
  save_long (desk.session, file);
  case_desk_show (&desk, CERCLE_TYPE_MATRIX_PAGE, 1100);
  cercle_page_open (CERCLE_PAGE (desk.page),
                    cercle_record_get_id (cercle_matrix_file_get_matrices (file)->pdata[0]));
  CASE_DESK_WAIT (&desk, has_all_cb);
  cercle_compact_list_select (list_of (desk.page), N_RULES - 1, TRUE);
  CASE_DESK_WAIT (&desk, is_at_the_end_cb);
  g_assert_true (case_desk_key (GTK_WIDGET (list_of (desk.page)), GDK_KEY_Delete, 0));
  CASE_DESK_WAIT (&desk, has_one_less_cb);
  g_assert_cmpuint (cercle_compact_list_get_selected (list_of (desk.page)), ==, N_RULES - 2);
  case_desk_settle ();
  CASE_DESK_WAIT (&desk, is_at_the_end_cb);
  g_assert_true (cercle_keyboard_is_in (GTK_WIDGET (list_of (desk.page))));
  cercle_matrix_file_cancel (file);
  g_clear_object (&file);
  case_desk_end (&desk);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/matrix/long", test_long);
  g_test_add_func ("/matrix/last-taken-away", test_last_taken_away);
  return g_test_run ();
}
