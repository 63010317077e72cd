/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the page of the matrix say its rules, who may change them, and what each number stands for?
 */
#include "case-desk.h"

#include <string.h>

#include "cercle-case.h"
#include "cercle-compact-list.h"
#include "cercle-matrix-page.h"
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

static gboolean
shows_label_cb (GtkWidget *widget, gpointer words)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_visible (widget) &&
         strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL;
}

static gboolean
says (Room *room, const char *words)
{
  return tree_walk (room->desk.page, shows_label_cb, (gpointer) words);
}

/* An adviser reads the rules: the version, each rule as a sentence, and no button that changes one.
 */
static void
test_reading (void)
{
  Room room;

  begin (&room, FALSE);
  show (&room, 1100);
  g_assert_cmpstr (cercle_page_get_title (CERCLE_PAGE (room.desk.page)), ==,
                   "Responsibility matrix");
  g_assert_cmpstr (cercle_page_get_subtitle (CERCLE_PAGE (room.desk.page)), ==, "Version 2: Draft");
  g_assert_true (says (&room, "Hosting: Hosted by a group of managing bodies"));
  g_assert_cmpuint (n_lines (part (&room, "rules")), ==, 16);
  cercle_compact_list_select (part (&room, "rules"), 0, FALSE);
  g_assert_true (says (&room, "If child in care (ASE), then: MDPH, managing bodies and mainstream "
                              "services, lead: ASE, with: "));
  g_assert_true (says (&room, "within 1 working day, after a debrief with the MDPH."));
  cercle_compact_list_select (part (&room, "rules"), 15, FALSE);
  g_assert_true (
      says (&room, "In every other case, then: Managing bodies and mainstream services"));
  g_assert_null (tree_unnamed (room.desk.page));
  end (&room);
}

/* Another version is shown as soon as it is chosen, and Return leads to its rules. */
static void
test_versions (void)
{
  Room room;
  CercleCompactList *versions = NULL;

  begin (&room, FALSE);
  show (&room, 1100);
  versions = part (&room, "versions");
  g_assert_cmpuint (n_lines (versions), ==, 2);
  gtk_stack_set_visible_child_name (part (&room, "tabs"), "versions");
  cercle_compact_list_select (versions, 1, TRUE);
  g_assert_true (says (&room, "Version 1: Draft"));
  g_signal_emit_by_name (versions, "activate", 1);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (part (&room, "tabs")), ==, "rules");
  end (&room);
}

/* --- Holes ----------------------------------------------------------------------------------- */

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

/* (transfer full): a matrix in force since June with one rule, for respite. */
static char *
add_matrix (CercleSession *session)
{
  g_autoptr (CercleRecord) matrix = cercle_session_new_record (session, &cercle_matrix_kind);
  g_autoptr (CercleRecord) rule = cercle_session_new_record (session, &cercle_rule_kind);
  CercleTx *tx = cercle_tx_new ("Matrix");
  g_autoptr (GError) error = NULL;

  cercle_record_set_integer (matrix, CERCLE_MATRIX_VERSION, 3);
  cercle_record_set_text (matrix, CERCLE_MATRIX_STATE, "in_force");
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
  set_motive (room.desk.session, respite, "respite");
  set_motive (room.desk.session, care, "care");
  set_motive (room.desk.session, other, "care");
  matrix = add_matrix (room.desk.session);
  show (&room, 1100);
  g_assert_cmpstr (cercle_page_get_subtitle (CERCLE_PAGE (room.desk.page)), ==,
                   "Version 3: In force, agreement of 2 June 2020");
  g_assert_true (says (&room, "Signed by: MDPH 14 & ARS"));
  g_assert_cmpstr (gtk_stack_page_get_title (part (&room, "holes_tab")), ==, "Without a Rule (3)");
  gtk_stack_set_visible_child_name (part (&room, "tabs"), "holes");
  g_assert_true (says (&room, "(4), 3 are decided by no rule."));
  find_lists (&room, "holes", &groups, &cases);
  g_assert_cmpuint (n_lines (groups), ==, 2);
  room_wait ("the cases", has_cases_cb, &(Wanted){ cases, 2 });
  cercle_compact_list_select (groups, 1, TRUE);
  room_wait ("the case", has_cases_cb, &(Wanted){ cases, 1 });
  g_assert_true (says (&room, "1 case: mission not told"));
  g_signal_emit_by_name (cases, "activate", 0);
  g_assert_true (g_str_has_prefix (room.desk.asked, "open-case "));
  g_assert_true (g_str_has_suffix (room.desk.asked, none));
  g_assert_null (tree_unnamed (room.desk.page));
  end (&room);
}

static void
test_narrow (void)
{
  Room room;
  int minimum = 0;

  begin (&room, FALSE);
  show (&room, 640);
  gtk_widget_measure (room.desk.page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 640);
  end (&room);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/matrix/reading", test_reading);
  g_test_add_func ("/matrix/versions", test_versions);
  g_test_add_func ("/matrix/holes", test_holes);
  g_test_add_func ("/matrix/narrow", test_narrow);
  return g_test_run ();
}
