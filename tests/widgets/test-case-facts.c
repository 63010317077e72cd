/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Are the relatives corrected in place, is a refusal said where it was typed, is no word lost? */
#include "case-desk.h"
#include "cercle-case-composer.h"
#include "cercle-case-facts.h"
#include "cercle-case-next.h"
#include "cercle-case-page.h"
#include "cercle-case-relatives.h"
#include "cercle-case-state.h"
#include "cercle-case.h"
#include "cercle-draft.h"
#include "cercle-event.h"
#include "cercle-fact.h"
#include "cercle-person.h"
#include "patience.h"
#include "room.h"

typedef CaseDesk Fixture;

static GPtrArray *
relatives_of (Fixture *fixture)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_relative_kind);
  return room_find (fixture->session, query);
}

/* Added, named, taken away, and back again by undo. */
static void
test_relatives (void)
{
  Fixture fixture;
  g_autoptr (GPtrArray) one = NULL, named = NULL, none = NULL, back = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *relatives = NULL, *row = NULL, *entry = NULL;
  g_autofree char *unnamed = NULL;

  case_desk_begin_case (&fixture, 1100);
  relatives = case_desk_part (&fixture, CERCLE_TYPE_CASE_RELATIVES);
  g_signal_emit_by_name (tree_find (relatives, GTK_TYPE_BUTTON, "Add Someone"), "clicked");
  case_desk_settle ();
  one = relatives_of (&fixture);
  g_assert_cmpuint (one->len, ==, 1);
  row = cercle_case_relatives_get_row (CERCLE_CASE_RELATIVES (relatives),
                                       cercle_record_get_id (one->pdata[0]),
                                       CERCLE_RELATIVE_FIRST_NAME);
  entry = tree_find (row, GTK_TYPE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Sandrine");
  g_signal_emit_by_name (entry, "activate");
  case_desk_settle ();
  named = relatives_of (&fixture);
  g_assert_cmpstr (cercle_record_get_text (named->pdata[0], CERCLE_RELATIVE_FIRST_NAME), ==,
                   "Sandrine");
  g_assert_true (tree_shows (relatives, "Sandrine"));
  unnamed = tree_unnamed (fixture.page);
  g_assert_cmpstr (unnamed, ==, NULL);

  g_signal_emit_by_name (tree_find (relatives, GTK_TYPE_BUTTON, "Remove From Those Around"),
                         "clicked");
  case_desk_settle ();
  none = relatives_of (&fixture);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_false (tree_shows (relatives, "Sandrine"));
  g_assert_true (room_undo (fixture.session, &error));
  g_assert_no_error (error);
  case_desk_settle ();
  back = relatives_of (&fixture);
  g_assert_cmpuint (back->len, ==, 1);
  g_assert_true (tree_shows (relatives, "Sandrine"));
  case_desk_end (&fixture);
}

static GtkWidget *
fact (Fixture *fixture, guint field)
{
  return cercle_case_facts_get_row (case_desk_part (fixture, CERCLE_TYPE_CASE_FACTS),
                                    &cercle_case_kind, field);
}

static void
tick (Fixture *fixture, guint field)
{
  GtkWidget *check = tree_find (fact (fixture, field), GTK_TYPE_CHECK_BUTTON, NULL);

  g_assert_true (gtk_widget_get_visible (fact (fixture, field)));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  case_desk_settle ();
}

/* A rule between fields: said beside the one that breaks it, with the others at hand, until the
 * last of them is mended; then what was chosen first is saved with it. */
static void
test_rule (void)
{
  const char *sentence = "A case is critical only when its pathway breaks and integrity or "
                         "safety is at stake.";
  const CercleChoice *choices = cercle_case_kind.fields[CERCLE_CASE_COMPLEXITY].choices;
  Fixture fixture;
  g_autoptr (CercleRecord) refused = NULL, mended = NULL;
  GtkWidget *row = NULL;
  guint critical = 0;

  case_desk_begin_case (&fixture, 1100);
  while (!g_str_equal (choices[critical].token, "critical"))
    critical++;
  row = fact (&fixture, CERCLE_CASE_COMPLEXITY);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (tree_find (row, GTK_TYPE_DROP_DOWN, NULL)),
                              critical + 1);
  case_desk_settle ();
  refused = case_desk_case (fixture.session, fixture.id);
  g_assert_null (cercle_record_get_text (refused, CERCLE_CASE_COMPLEXITY));
  g_assert_true (tree_shows (row, sentence));
  tick (&fixture, CERCLE_CASE_BREAKS);
  g_assert_true (tree_shows (row, sentence));
  g_assert_true (cercle_fact_is_refused (CERCLE_FACT (row)));
  tick (&fixture, CERCLE_CASE_UNSAFE);
  mended = case_desk_case (fixture.session, fixture.id);
  g_assert_cmpstr (cercle_record_get_text (mended, CERCLE_CASE_COMPLEXITY), ==, "critical");
  g_assert_true (cercle_record_get_flag (mended, CERCLE_CASE_BREAKS));
  g_assert_false (cercle_fact_is_refused (CERCLE_FACT (row)));
  g_assert_false (tree_shows (row, sentence));
  case_desk_end (&fixture);
}

/* What came of an action is a draft within 150 ms, and is gone when it is done. */
static void
test_result_draft (void)
{
  Fixture fixture;
  GtkWidget *entry = NULL;
  g_autoptr (CercleRecord) action = NULL;
  g_autoptr (GPtrArray) kept = NULL, ended = NULL;

  case_desk_begin_case (&fixture, 1100);
  action = case_desk_add_action (fixture.session, fixture.id, "Rappeler", "2020-06-23");
  case_desk_settle ();
  entry = tree_find (case_desk_part (&fixture, CERCLE_TYPE_CASE_NEXT), GTK_TYPE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Elle rappelle");
  case_desk_settle ();
  kept = cercle_session_get_drafts (fixture.session, "result");
  g_assert_cmpuint (kept->len, ==, 1);
  case_desk_show_case (&fixture, 1100);
  entry = tree_find (case_desk_part (&fixture, CERCLE_TYPE_CASE_NEXT), GTK_TYPE_ENTRY, NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Elle rappelle");
  g_assert_true (cercle_case_next_done (case_desk_part (&fixture, CERCLE_TYPE_CASE_NEXT)));
  case_desk_settle ();
  ended = cercle_session_get_drafts (fixture.session, "result");
  g_assert_cmpuint (ended->len, ==, 0);
  case_desk_end (&fixture);
}

static guint n_asked;

static JsonObject *
content (gpointer owner)
{
  n_asked++;
  return NULL;
}

/* Keys that follow each other faster than the wait do not put the draft off. */
static void
test_steady_typing (void)
{
  Fixture fixture;
  CercleDraft *draft = NULL;

  case_desk_begin_case (&fixture, 1100);
  n_asked = 0;
  draft = cercle_draft_new (fixture.session, "0199c0de-0000-7000-8000-0000000000ff", "note",
                            content, NULL);
  for (guint i = 0; i < 12; i++)
    {
      cercle_draft_touch (draft);
      room_run (50);
    }
  g_assert_cmpuint (n_asked, >, 0);
  cercle_draft_free (draft);
  case_desk_end (&fixture);
}

static gboolean
is_entry_cb (GtkWidget *widget, gpointer placeholder)
{
  if (!GTK_IS_ENTRY (widget) ||
      g_strcmp0 (gtk_entry_get_placeholder_text (GTK_ENTRY (widget)), placeholder) != 0)
    return FALSE;
  g_object_set_data (G_OBJECT (gtk_widget_get_root (widget)), "found", widget);
  return TRUE;
}

static void
type_in (Fixture *fixture, const char *placeholder, const char *typed)
{
  GtkWidget *entry = NULL;

  g_assert_true (tree_walk (fixture->page, is_entry_cb, (gpointer) placeholder));
  entry = g_object_get_data (G_OBJECT (gtk_widget_get_root (fixture->page)), "found");
  gtk_editable_set_text (GTK_EDITABLE (entry), typed);
}

static gboolean
is_in_danger_cb (gpointer page)
{
  return tree_shows (page, "Somebody is in immediate danger.");
}

static gboolean
is_closed_cb (gpointer page)
{
  return tree_shows (page, "Closed");
}

static gboolean
is_red_cb (GtkWidget *widget, gpointer data)
{
  return gtk_widget_has_css_class (widget, "error");
}

static gboolean
is_urgent (Fixture *fixture)
{
  return tree_walk (case_desk_part (fixture, CERCLE_TYPE_CASE_STATE), is_red_cb, NULL);
}

/* A danger is answered before the case closes; what nobody here answers is kept with its reason,
 * and a break that was expected is no longer urgent. */
static void
test_closing (void)
{
  Fixture fixture;
  CercleCaseComposer *composer = NULL;
  CercleCaseForm *form = NULL;
  g_autoptr (CercleRecord) kase = NULL;

  case_desk_begin_case (&fixture, 1100);
  kase = case_desk_case (fixture.session, fixture.id);
  {
    CercleTx *tx = cercle_tx_new ("Danger");
    g_autoptr (GError) error = NULL;

    cercle_record_set_flag (kase, CERCLE_CASE_DANGER, TRUE);
    cercle_record_set_text (kase, CERCLE_CASE_BREAK_ON, cercle_session_get_today (fixture.session));
    cercle_tx_save (tx, kase);
    room_commit (fixture.session, tx, &error);
    g_assert_no_error (error);
    CASE_DESK_WAIT (&fixture, is_in_danger_cb);
    g_assert_true (is_urgent (&fixture));
  }
  composer = case_desk_part (&fixture, CERCLE_TYPE_CASE_COMPOSER);
  form = cercle_case_composer_get_form (composer, "closing");
  g_assert_true (gtk_widget_activate_action (fixture.page, "case.close", NULL));
  /* Received, and nothing more: none of the motives that come of work is offered. */
  g_assert_true (tree_shows (GTK_WIDGET (form), "The case was only received: qualify it first to "
                                                "close it with what came of it."));
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (
                        GTK_DROP_DOWN (tree_find (GTK_WIDGET (form), GTK_TYPE_DROP_DOWN, NULL)))),
                    ==, 1 + 7);
  gtk_drop_down_set_selected (
      GTK_DROP_DOWN (tree_find (GTK_WIDGET (form), GTK_TYPE_DROP_DOWN, NULL)), 1);
  g_assert_false (cercle_case_form_save (form));
  g_assert_true (tree_shows (GTK_WIDGET (form), "Nobody has said what was done about the danger."));
  type_in (&fixture, "What was done about it", "Le 15 est venu");
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (tree_find (GTK_WIDGET (form), GTK_TYPE_CHECK_BUTTON, NULL)), TRUE);
  g_assert_false (cercle_case_form_save (form));
  g_assert_true (tree_shows (GTK_WIDGET (form), "A blind spot is noted with its reason."));
  type_in (&fixture, "Why nobody answers", "Aucun relais de nuit");
  g_assert_true (cercle_case_form_save (form));
  CASE_DESK_WAIT (&fixture, is_closed_cb);
  g_assert_false (is_urgent (&fixture));
  g_clear_object (&kase);
  kase = case_desk_case (fixture.session, fixture.id);
  g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_STATUS), ==, "closed");
  g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_DANGER_ANSWER), ==, "Le 15 est venu");
  g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_BLIND_SPOT_WHY), ==,
                   "Aucun relais de nuit");
  case_desk_end (&fixture);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/case-facts/relatives", test_relatives);
  g_test_add_func ("/case-facts/rule", test_rule);
  g_test_add_func ("/case-facts/result-draft", test_result_draft);
  g_test_add_func ("/case-facts/steady-typing", test_steady_typing);
  g_test_add_func ("/case-facts/closing", test_closing);
  return g_test_run ();
}
