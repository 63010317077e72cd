/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the matrix say its rules, who may change them, and what each number stands for? */
#include "case-desk.h"

#include <string.h>

#include "cercle-case-trail.h"
#include "cercle-case.h"
#include "cercle-compact-list.h"
#include "cercle-field-row.h"
#include "cercle-matrix-form.h"
#include "cercle-matrix-page.h"
#include "cercle-matrix-set.h"
#include "cercle-rule.h"
#include "room.h"

typedef struct
{
  CaseDesk desk;
  CercleSession *adviser; /* who began the desk; the page is the coordinator's */
} Room;

static void
begin (Room *room, gboolean coordinator)
{
  case_desk_begin (&room->desk);
  room->adviser = NULL;
  case_desk_exchange (room->desk.session);
  if (!coordinator)
    return;
  room->adviser = room->desk.session;
  room->desk.session = case_desk_other (&room->desk, "col");
  case_desk_exchange (room->desk.session);
}

static void
end (Room *room)
{
  if (room->adviser != NULL)
    room_finalize (room->adviser);
  case_desk_end (&room->desk);
}

static gpointer
part (Room *room, const char *name)
{
  return gtk_widget_get_template_child (room->desk.page, CERCLE_TYPE_MATRIX_PAGE, name);
}

static guint
n_lines (CercleCompactList *list)
{
  return g_list_model_get_n_items (cercle_compact_list_get_model (list));
}

static gboolean
has_rules_cb (gpointer page)
{
  GObject *list = gtk_widget_get_template_child (page, CERCLE_TYPE_MATRIX_PAGE, "rules");
  return n_lines (CERCLE_COMPACT_LIST (list)) > 0;
}

static void
show (Room *room, int width)
{
  case_desk_show (&room->desk, CERCLE_TYPE_MATRIX_PAGE, width);
  cercle_page_open (CERCLE_PAGE (room->desk.page), NULL);
  cercle_page_start (CERCLE_PAGE (room->desk.page));
  CASE_DESK_WAIT (&room->desk, has_rules_cb);
}

/* An adviser reads the rules, each as a sentence, and has no button that changes one. */
static void
test_reading (void)
{
  Room room;

  begin (&room, FALSE);
  show (&room, 1100);
  g_assert_cmpstr (cercle_page_get_title (CERCLE_PAGE (room.desk.page)), ==,
                   "Responsibility matrix");
  g_assert_cmpstr (cercle_page_get_subtitle (CERCLE_PAGE (room.desk.page)), ==, "Version 2: Draft");
  g_assert_true (case_desk_says (&room.desk, "Hosting: Hosted by a group of managing bodies"));
  g_assert_cmpuint (n_lines (part (&room, "rules")), ==, 16);
  cercle_compact_list_select (part (&room, "rules"), 0, FALSE);
  g_assert_true (case_desk_says (
      &room.desk, "If child in care (ASE), then: MDPH, managing bodies and mainstream "
                  "services, lead: ASE, with: "));
  g_assert_true (
      case_desk_says (&room.desk, "within 1 working day, after a debrief with the MDPH."));
  cercle_compact_list_select (part (&room, "rules"), 15, FALSE);
  g_assert_true (case_desk_says (
      &room.desk, "In every other case, then: Managing bodies and mainstream services"));
  g_assert_null (tree_unnamed (room.desk.page));
  /* Another version is shown as soon as it is chosen, and Return leads to its rules. */
  g_assert_cmpuint (n_lines (part (&room, "versions")), ==, 2);
  gtk_stack_set_visible_child_name (part (&room, "tabs"), "versions");
  cercle_compact_list_select (part (&room, "versions"), 1, TRUE);
  g_assert_true (case_desk_says (&room.desk, "Version 1: Draft"));
  g_signal_emit_by_name (part (&room, "versions"), "activate", 1);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (part (&room, "tabs")), ==, "rules");
  end (&room);
}

typedef struct
{
  gpointer page;
  guint n;
} Wanted;

static gboolean
has_cases_cb (gpointer data)
{
  Wanted *wanted = data;
  return n_lines (wanted->page) == wanted->n;
}

static void
set_motive (CercleSession *session, const char *id, const char *mission)
{
  g_autoptr (CercleRecord) kase = case_desk_case (session, id);
  CercleTx *tx = cercle_tx_new ("Changed");
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (kase, CERCLE_CASE_MISSION, mission);
  cercle_tx_save (tx, kase);
  room_commit (session, tx, &error);
  g_assert_no_error (error);
}

static void
set_missions (Room *room, const char *respite, const char *care, const char *other)
{
  set_motive (room->desk.session, respite, "respite");
  set_motive (room->desk.session, care, "care");
  set_motive (room->desk.session, other, "care");
}

/* (transfer full): a matrix in force since June with one rule, for respite. */
static char *
add_matrix (CercleSession *session)
{
  g_autoptr (CercleRecord) matrix = cercle_session_new_record (session, &cercle_matrix_kind);
  g_autoptr (CercleRecord) rule = cercle_session_new_record (session, &cercle_rule_kind);
  CercleTx *tx = cercle_tx_new ("Matrix");
  g_autoptr (GError) error = NULL;

  cercle_record_set_integer (matrix, CERCLE_MATRIX_VERSION, 3);
  cercle_record_set_text (matrix, CERCLE_MATRIX_STATE, "draft");
  cercle_record_set_text (matrix, CERCLE_MATRIX_IN_FORCE_ON, "2020-06-02");
  cercle_record_set_text (matrix, CERCLE_MATRIX_SIGNED_BY, "MDPH 14 & ARS");
  cercle_record_set_text (rule, CERCLE_RULE_MATRIX, cercle_record_get_id (matrix));
  cercle_record_set_integer (rule, CERCLE_RULE_POSITION, 1);
  cercle_record_set_text (rule, CERCLE_RULE_MISSION, "respite");
  cercle_record_set_text (rule, CERCLE_RULE_RESPONSIBILITY, "og_og");
  cercle_tx_save (tx, matrix);
  cercle_tx_save (tx, rule);
  room_commit (session, tx, &error);
  g_assert_no_error (error);
  cercle_record_set_text (matrix, CERCLE_MATRIX_STATE, "in_force");
  tx = cercle_tx_new ("In force");
  cercle_tx_save (tx, matrix);
  room_commit (session, tx, &error);
  g_assert_no_error (error);
  return g_strdup (cercle_record_get_id (matrix));
}

static gboolean
collect_lists_cb (GtkWidget *widget, gpointer lists)
{
  if (CERCLE_IS_COMPACT_LIST (widget))
    g_ptr_array_add (lists, widget);
  return FALSE;
}

/* The groups and the cases of what was found. */
static void
find_lists (Room *room, const char *name, CercleCompactList **groups, CercleCompactList **cases)
{
  g_autoptr (GPtrArray) lists = g_ptr_array_new ();

  tree_walk (part (room, name), collect_lists_cb, lists);
  g_assert_cmpuint (lists->len, ==, 2);
  *groups = lists->pdata[0];
  *cases = lists->pdata[1];
}

/* What no rule decides is grouped by what the rules see; each number opens exactly its cases. */
static void
test_holes (void)
{
  Room room;
  g_autofree char *respite = NULL, *care = NULL, *other = NULL, *none = NULL, *matrix = NULL;
  CercleCompactList *groups = NULL, *cases = NULL;

  begin (&room, TRUE);
  respite = case_desk_add (room.desk.session, "Mathis", "Quesnel", "Répit", NULL);
  care = case_desk_add (room.desk.session, "Marie-Ange", "Tostain", "Médecin", NULL);
  other = case_desk_add (room.desk.session, "Thierry", "Onfroy", "Infirmier", NULL);
  none = case_desk_add (room.desk.session, "Ali", "Fauvel", "Transport", NULL);
  set_missions (&room, respite, care, other);
  matrix = add_matrix (room.desk.session);
  show (&room, 1100);
  g_assert_cmpstr (cercle_page_get_subtitle (CERCLE_PAGE (room.desk.page)), ==,
                   "Version 3: In force, agreement of 2 June 2020");
  g_assert_true (case_desk_says (&room.desk, "Signed by: MDPH 14 & ARS"));
  g_assert_cmpstr (gtk_stack_page_get_title (part (&room, "holes_tab")), ==, "Without a Rule (3)");
  gtk_stack_set_visible_child_name (part (&room, "tabs"), "holes");
  g_assert_true (case_desk_says (&room.desk, "(4), 3 are decided by no rule."));
  find_lists (&room, "holes", &groups, &cases);
  g_assert_cmpuint (n_lines (groups), ==, 2);
  room_wait ("the cases", has_cases_cb, &(Wanted){ cases, 2 });
  cercle_compact_list_select (groups, 1, TRUE);
  room_wait ("the case", has_cases_cb, &(Wanted){ cases, 1 });
  g_assert_true (case_desk_says (&room.desk, "1 case: mission not told"));
  g_signal_emit_by_name (cases, "activate", 0);
  g_assert_true (cercle_case_trail_tell (room.desk.session, none, &(guint){ 9 }, &(guint){ 0 }));
  g_assert_true (g_str_has_suffix (room.desk.asked, none));
  g_assert_null (tree_unnamed (room.desk.page));
  end (&room);
}

typedef struct
{
  Room *room;
  const char *subtitle;
} Said;

static gboolean
subtitle_cb (gpointer data)
{
  Said *said = data;
  return g_strcmp0 (cercle_page_get_subtitle (CERCLE_PAGE (said->room->desk.page)),
                    said->subtitle) == 0 &&
         n_lines (part (said->room, "rules")) > 0;
}

static void
wait_for (Room *room, const char *subtitle)
{
  room_wait (subtitle, subtitle_cb, &(Said){ room, subtitle });
}

/* (transfer full): the rules of the list, each by its responsibility, in order. */
static char *
order_of (Room *room)
{
  GListModel *model = cercle_compact_list_get_model (part (room, "rules"));
  GString *order = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (CercleRecord) rule = g_list_model_get_item (model, i);
      g_string_append_printf (order, "%s%" G_GINT64_FORMAT ":%s", i > 0 ? " " : "",
                              cercle_record_get_integer (rule, CERCLE_RULE_POSITION, 0),
                              cercle_record_get_text (rule, CERCLE_RULE_RESPONSIBILITY));
    }
  return g_string_free (order, FALSE);
}

static gboolean
has_order_cb (gpointer data)
{
  Said *said = data;
  g_autofree char *order = order_of (said->room);
  return g_str_equal (order, said->subtitle);
}

static void
wait_order (Room *room, const char *order)
{
  room_wait (order, has_order_cb, &(Said){ room, order });
}

static void
press (Room *room, const char *label)
{
  GtkWidget *button = tree_find (room->desk.page, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

/* A choice of the list is set as the drop-down sets it; a text as it is typed. */
static void
fill (Room *room, guint field, const char *typed)
{
  case_desk_type (&room->desk, field, typed);
}

static CercleMatrixForm *
form_of (Room *room)
{
  return CERCLE_MATRIX_FORM (tree_find (room->desk.page, CERCLE_TYPE_MATRIX_FORM, NULL));
}

static gboolean
form_closed_cb (gpointer room)
{
  return cercle_matrix_form_get_sort (form_of (room)) == NULL;
}

/* The coordinator shows a draft of one rule, which is made from the matrix in force. */
static void
begin_draft (Room *room, int width)
{
  begin (room, TRUE);
  g_autofree char *matrix = add_matrix (room->desk.session);
  show (room, width);
  gtk_widget_activate_action (room->desk.page, "matrix.new-draft", "s", matrix);
  wait_for (room, "Version 4: Draft");
  wait_order (room, "1:og_og");
}

static void
add_rule (Room *room, const char *mission, const char *responsibility)
{
  gboolean beside = FALSE;

  press (room, "Add a Rule");
  /* Beside it the rules say what they have to on two lines, and their numbers stay whole. */
  g_object_get (part (room, "rules"), "narrow", &beside, NULL);
  g_assert_true (beside);
  if (mission != NULL)
    fill (room, CERCLE_RULE_MISSION, mission);
  fill (room, CERCLE_RULE_RESPONSIBILITY, responsibility);
  g_assert_true (case_desk_key (GTK_WIDGET (form_of (room)), GDK_KEY_Return, GDK_CONTROL_MASK));
  room_wait ("the form", form_closed_cb, room);
}

/* From a starting set comes all of it, as a new version; the one in force is not changed. */
static void
test_starting_set (void)
{
  Room room;

  begin (&room, TRUE);
  show (&room, 1100);
  gtk_widget_activate_action (room.desk.page, "matrix.new-draft", "s", "mdph");
  wait_for (&room, "Version 3: Draft");
  g_assert_cmpuint (n_lines (part (&room, "rules")), ==, cercle_matrix_set_size ("mdph"));
  g_assert_true (case_desk_says (&room.desk, "Hosting: Hosted by the MDPH"));
  g_assert_cmpuint (n_lines (part (&room, "versions")), ==, 3);
  case_desk_exchange (room.desk.session);
  g_assert_null (tree_unnamed (room.desk.page));
  end (&room);
}

static void
take_back (Room *room)
{
  g_autoptr (GError) error = NULL;

  room_undo (room->desk.session, &error);
  g_assert_no_error (error);
}

/* Rules are added after the chosen one, moved with Alt, taken away with Delete, each undone. */
static void
test_rules (void)
{
  Room room;

  begin_draft (&room, 1100);
  add_rule (&room, NULL, "dc");
  wait_order (&room, "1:og_og 2:dc");
  cercle_compact_list_select (part (&room, "rules"), 0, TRUE);
  add_rule (&room, "care", "og_dc");
  wait_order (&room, "1:og_og 2:og_dc 3:dc");
  cercle_compact_list_select (part (&room, "rules"), 2, TRUE);
  g_assert_true (case_desk_key (room.desk.page, GDK_KEY_Up, GDK_ALT_MASK));
  wait_order (&room, "1:og_og 2:dc 3:og_dc");
  /* The same rule is still the chosen one. */
  g_assert_cmpuint (cercle_compact_list_get_selected (part (&room, "rules")), ==, 1);
  g_assert_true (case_desk_key (room.desk.page, GDK_KEY_Up, GDK_ALT_MASK));
  wait_order (&room, "1:dc 2:og_og 3:og_dc");
  g_assert_true (case_desk_key (part (&room, "rules"), GDK_KEY_Delete, 0));
  wait_order (&room, "1:og_og 2:og_dc");
  take_back (&room);
  wait_order (&room, "1:dc 2:og_og 3:og_dc");
  take_back (&room);
  wait_order (&room, "1:og_og 2:dc 3:og_dc");
  case_desk_exchange (room.desk.session);
  g_assert_null (tree_unnamed (room.desk.page));
  end (&room);
}

/* What cannot be is said beside its field, and the form stays. */
static void
test_refusals (void)
{
  Room room;

  begin_draft (&room, 1100);
  press (&room, "Add a Rule");
  press (&room, "Add");
  g_assert_true (tree_shows (case_desk_row (&room.desk, CERCLE_RULE_RESPONSIBILITY),
                             "“Field of responsibility”: this must be filled in."));
  fill (&room, CERCLE_RULE_RESPONSIBILITY, "dc");
  fill (&room, CERCLE_RULE_AGE_FROM, "20");
  fill (&room, CERCLE_RULE_AGE_TO, "19");
  press (&room, "Add");
  g_assert_true (tree_shows (case_desk_row (&room.desk, CERCLE_RULE_AGE_TO),
                             "The first age is above the second."));
  fill (&room, CERCLE_RULE_AGE_TO, "abc");
  press (&room, "Add");
  g_assert_true (
      tree_shows (case_desk_row (&room.desk, CERCLE_RULE_AGE_TO), "This is not a number."));
  g_assert_nonnull (cercle_matrix_form_get_sort (form_of (&room)));
  g_assert_null (tree_unnamed (room.desk.page));
  g_assert_true (case_desk_key (GTK_WIDGET (form_of (&room)), GDK_KEY_Escape, 0));
  g_assert_null (cercle_matrix_form_get_sort (form_of (&room)));
  g_assert_cmpuint (n_lines (part (&room, "rules")), ==, 1);
  end (&room);
}

static gboolean
is_shown_in_force_cb (gpointer page)
{
  return g_str_has_prefix (cercle_page_get_subtitle (page), "Version 4: In force");
}

static const char *
state_of (Room *room, guint line)
{
  GListModel *model = cercle_compact_list_get_model (part (room, "versions"));
  g_autoptr (CercleRecord) matrix = g_list_model_get_item (model, line);
  return g_intern_string (cercle_record_get_text (matrix, CERCLE_MATRIX_STATE));
}

/* Escape takes back what was typed over a proposal, then closes the form. */
static void
test_proposal (void)
{
  Room room;
  GtkWidget *row = NULL, *entry = NULL, *column = NULL;
  g_autofree char *today = NULL, *typed = NULL;

  begin_draft (&room, 1100);
  press (&room, "Put in Force…");
  row = case_desk_row (&room.desk, CERCLE_MATRIX_IN_FORCE_ON);
  today = cercle_field_row_get_typed (CERCLE_FIELD_ROW (row));
  g_assert_cmpstr (today, !=, "");
  entry = tree_find (row, GTK_TYPE_TEXT, NULL);
  for (column = entry; gtk_widget_get_parent (column) != row;
       column = gtk_widget_get_parent (column))
    ;
  g_assert_false (case_desk_key (column, GDK_KEY_Escape, 0));
  fill (&room, CERCLE_MATRIX_IN_FORCE_ON, "2020-06-01");
  g_assert_true (case_desk_key (column, GDK_KEY_Escape, 0));
  typed = cercle_field_row_get_typed (CERCLE_FIELD_ROW (row));
  g_assert_cmpstr (typed, ==, today);
  g_assert_false (case_desk_key (column, GDK_KEY_Escape, 0));
  g_assert_true (case_desk_key (GTK_WIDGET (form_of (&room)), GDK_KEY_Escape, 0));
  g_assert_null (cercle_matrix_form_get_sort (form_of (&room)));
  end (&room);
}

/* In force from its day on, once somebody has signed; the former retires; one undo for both. */
static void
test_in_force (void)
{
  Room room;

  begin_draft (&room, 1100);
  press (&room, "Put in Force…");
  fill (&room, CERCLE_MATRIX_IN_FORCE_ON, "2020-06-01");
  press (&room, "Put in Force");
  g_assert_true (
      tree_shows (case_desk_row (&room.desk, CERCLE_MATRIX_IN_FORCE_ON),
                  "The present version is in force since 2 June 2020: choose a later day."));
  fill (&room, CERCLE_MATRIX_IN_FORCE_ON, cercle_session_get_today (room.desk.session));
  press (&room, "Put in Force");
  g_assert_true (
      tree_shows (case_desk_row (&room.desk, CERCLE_MATRIX_SIGNED_BY), "Tell who signed it."));
  fill (&room, CERCLE_MATRIX_SIGNED_BY, "MDPH, ARS");
  press (&room, "Put in Force");
  CASE_DESK_WAIT (&room.desk, is_shown_in_force_cb);
  g_assert_cmpstr (state_of (&room, 0), ==, "in_force");
  g_assert_cmpstr (state_of (&room, 1), ==, "retired");
  /* What is in force is not edited. */
  g_assert_false (gtk_widget_get_visible (part (&room, "rule_bar")));
  g_signal_emit_by_name (part (&room, "rules"), "activate", 0);
  g_assert_null (cercle_matrix_form_get_sort (form_of (&room)));
  case_desk_exchange (room.desk.session);
  take_back (&room);
  wait_for (&room, "Version 4: Draft");
  g_assert_cmpstr (state_of (&room, 1), ==, "in_force");
  case_desk_exchange (room.desk.session);
  end (&room);
}

/* An adviser has no button, no key and no action that changes anything; and the server refuses. */
static void
test_adviser (void)
{
  static const char *const changes[] = { "matrix.put-in-force", "matrix.add-rule",
                                         "matrix.move-down", "matrix.abandon" };
  Room room;

  begin (&room, FALSE);
  show (&room, 1100);
  g_assert_false (gtk_widget_get_visible (part (&room, "rule_bar")));
  g_assert_false (case_desk_key (part (&room, "rules"), GDK_KEY_Delete, 0));
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    gtk_widget_activate_action (room.desk.page, changes[i], NULL);
  gtk_widget_activate_action (room.desk.page, "matrix.new-draft", "s", "og");
  g_signal_emit_by_name (part (&room, "rules"), "activate", 0);
  g_assert_null (cercle_matrix_form_get_sort (form_of (&room)));
  case_desk_exchange (room.desk.session);
  g_assert_null (cercle_session_get_undo_label (room.desk.session));
  g_assert_cmpuint (n_lines (part (&room, "versions")), ==, 2);
  g_assert_cmpstr (cercle_page_get_subtitle (CERCLE_PAGE (room.desk.page)), ==, "Version 2: Draft");
  end (&room);
}

static gboolean
title_cb (gpointer data)
{
  Said *said = data;
  return g_strcmp0 (gtk_stack_page_get_title (part (said->room, "moves_tab")), said->subtitle) == 0;
}

/* Each number of the trial is as many cases as the list under it has. */
static void
test_simulate (void)
{
  Room room;
  g_autofree char *respite = NULL, *care = NULL, *other = NULL;
  CercleCompactList *groups = NULL, *cases = NULL;

  begin_draft (&room, 1100);
  respite = case_desk_add (room.desk.session, "Mathis", "Quesnel", "Répit", NULL);
  care = case_desk_add (room.desk.session, "Marie-Ange", "Tostain", "Médecin", NULL);
  other = case_desk_add (room.desk.session, "Thierry", "Onfroy", "Infirmier", NULL);
  set_missions (&room, respite, care, other);
  cercle_compact_list_select (part (&room, "rules"), 0, TRUE);
  g_signal_emit_by_name (part (&room, "rules"), "activate", 0);
  fill (&room, CERCLE_RULE_RESPONSIBILITY, "mdph");
  press (&room, "Save");
  wait_order (&room, "1:mdph");
  add_rule (&room, "care", "og_dc");
  wait_order (&room, "1:mdph 2:og_dc");
  room_wait ("the trial", title_cb, &(Said){ &room, "Simulate (3)" });
  gtk_stack_set_visible_child_name (part (&room, "tabs"), "moves");
  find_lists (&room, "moves", &groups, &cases);
  g_assert_cmpuint (n_lines (groups), ==, 2);
  cercle_compact_list_select (groups, 0, TRUE);
  g_assert_true (case_desk_says (
      &room.desk, "2 cases would move from no rule to “Managing bodies and mainstream"));
  room_wait ("the cases", has_cases_cb, &(Wanted){ cases, 2 });
  cercle_compact_list_select (groups, 1, TRUE);
  g_assert_true (case_desk_says (
      &room.desk, "1 case would move from “Managing bodies between them” to “MDPH”"));
  room_wait ("the case", has_cases_cb, &(Wanted){ cases, 1 });
  g_signal_emit_by_name (cases, "activate", 0);
  g_assert_true (g_str_has_suffix (room.desk.asked, respite));
  end (&room);
}

/* A form has a narrow window to itself: no tab promises what is not shown beside it. */
static void
test_narrow (void)
{
  Room room;
  int minimum = 0;

  begin_draft (&room, 640);
  gtk_widget_measure (room.desk.page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 640);
  g_assert_true (gtk_widget_get_visible (part (&room, "bar")));
  press (&room, "Put in Force…");
  g_assert_false (gtk_widget_get_visible (part (&room, "bar")));
  g_assert_true (case_desk_key (GTK_WIDGET (form_of (&room)), GDK_KEY_Escape, 0));
  g_assert_true (gtk_widget_get_visible (part (&room, "bar")));
  end (&room);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/matrix/reading", test_reading);
  g_test_add_func ("/matrix/holes", test_holes);
  g_test_add_func ("/matrix/starting-set", test_starting_set);
  g_test_add_func ("/matrix/rules", test_rules);
  g_test_add_func ("/matrix/refusals", test_refusals);
  g_test_add_func ("/matrix/proposal", test_proposal);
  g_test_add_func ("/matrix/in-force", test_in_force);
  g_test_add_func ("/matrix/adviser", test_adviser);
  g_test_add_func ("/matrix/simulate", test_simulate);
  g_test_add_func ("/matrix/narrow", test_narrow);
  return g_test_run ();
}
