/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a field edited in place tell exactly one change, and never lose what was typed? */
#include <adwaita.h>

#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-event.h"
#include "cercle-field-row.h"
#include "cercle-person.h"
#include "widget-tree.h"

typedef struct
{
  GtkWidget *row;
  CercleRecord *record;
  guint committed, typed;
} Fixture;

static void
committed_cb (Fixture *fixture)
{
  fixture->committed++;
}

static void
typed_cb (Fixture *fixture)
{
  fixture->typed++;
}

static void
begin (Fixture *fixture, const CercleKind *kind, guint field)
{
  fixture->row = g_object_ref_sink (cercle_field_row_new (NULL, kind, field));
  fixture->record = cercle_record_new (kind);
  fixture->committed = fixture->typed = 0;
  g_signal_connect_swapped (fixture->row, "committed", G_CALLBACK (committed_cb), fixture);
  g_signal_connect_swapped (fixture->row, "typed", G_CALLBACK (typed_cb), fixture);
}

static void
end (Fixture *fixture)
{
  g_autofree char *unnamed = tree_unnamed (fixture->row);

  g_assert_cmpstr (unnamed, ==, NULL);
  g_signal_handlers_disconnect_by_data (fixture->row, fixture);
  g_assert_finalize_object (fixture->row);
  g_object_unref (fixture->record);
}

static CercleFieldRow *
row_of (Fixture *fixture)
{
  return CERCLE_FIELD_ROW (fixture->row);
}

static void
type (Fixture *fixture, const char *text)
{
  GtkWidget *entry = tree_find (fixture->row, GTK_TYPE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
test_text (void)
{
  Fixture fixture;

  begin (&fixture, &cercle_case_kind, CERCLE_CASE_NEED);
  cercle_record_set_text (fixture.record, CERCLE_CASE_NEED, "M. & Mme <b>D_upont");
  cercle_field_row_set_record (row_of (&fixture), fixture.record);
  g_assert_true (tree_shows (fixture.row, "M. & Mme <b>D_upont"));
  g_assert_true (tree_shows (fixture.row, "Need"));
  g_assert_cmpuint (fixture.typed, ==, 0);
  g_assert_false (cercle_field_row_is_dirty (row_of (&fixture)));
  /* Nothing typed: nothing to commit. */
  g_assert_true (cercle_field_row_commit (row_of (&fixture)));
  g_assert_cmpuint (fixture.committed, ==, 0);

  type (&fixture, "  respite on Saturdays ");
  g_assert_cmpuint (fixture.typed, >=, 1);
  g_assert_true (cercle_field_row_is_dirty (row_of (&fixture)));
  g_assert_true (cercle_field_row_commit (row_of (&fixture)));
  /* Return, then Tab: one change. */
  g_assert_true (cercle_field_row_commit (row_of (&fixture)));
  g_assert_cmpuint (fixture.committed, ==, 1);
  g_assert_true (cercle_field_row_apply (row_of (&fixture), fixture.record, NULL));
  g_assert_cmpstr (cercle_record_get_text (fixture.record, CERCLE_CASE_NEED), ==,
                   "respite on Saturdays");
  cercle_field_row_set_record (row_of (&fixture), fixture.record);
  g_assert_false (cercle_field_row_is_dirty (row_of (&fixture)));
  g_assert_true (tree_shows (fixture.row, "respite on Saturdays"));
  end (&fixture);
}

/* A fact is read whole; where it is typed, nothing covers it, and the line stays as high. */
static void
test_whole (void)
{
  Fixture fixture;
  GtkWidget *entry = NULL, *label = NULL;
  GtkWidget *window = gtk_window_new ();
  int before = 0, after = 0, one = 0;
  const char *text = "la tante repart samedi, la mère est seule, deux refus de la plateforme";

  begin (&fixture, &cercle_case_kind, CERCLE_CASE_BREAK_WHY);
  gtk_window_set_child (GTK_WINDOW (window), fixture.row);
  gtk_window_present (GTK_WINDOW (window));
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  gtk_widget_measure (fixture.row, GTK_ORIENTATION_VERTICAL, 300, NULL, &one, NULL, NULL);
  cercle_record_set_text (fixture.record, CERCLE_CASE_BREAK_WHY, text);
  cercle_field_row_set_record (row_of (&fixture), fixture.record);
  entry = tree_find (fixture.row, GTK_TYPE_ENTRY, NULL);
  label = tree_find (fixture.row, GTK_TYPE_LABEL, text);
  g_assert_nonnull (label);
  gtk_widget_measure (fixture.row, GTK_ORIENTATION_VERTICAL, 300, NULL, &before, NULL, NULL);
  g_assert_cmpint (before, >, one);
  g_assert_true (gtk_widget_has_css_class (entry, "covered"));
  g_assert_true (gtk_widget_grab_focus (entry));
  g_assert_false (gtk_widget_has_css_class (entry, "covered"));
  g_assert_cmpfloat (gtk_widget_get_opacity (label), ==, 0);
  gtk_widget_measure (fixture.row, GTK_ORIENTATION_VERTICAL, 300, NULL, &after, NULL, NULL);
  g_assert_cmpint (after, ==, before);
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  g_assert_true (gtk_widget_has_css_class (entry, "covered"));
  gtk_window_set_child (GTK_WINDOW (window), NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  end (&fixture);
}

/* The value that comes back after Return leaves the caret where one types on. */
static void
test_caret (void)
{
  Fixture fixture;
  GtkEditable *entry = NULL;
  GtkWidget *window = gtk_window_new ();

  begin (&fixture, &cercle_case_kind, CERCLE_CASE_NEED);
  gtk_window_set_child (GTK_WINDOW (window), fixture.row);
  cercle_field_row_set_record (row_of (&fixture), fixture.record);
  entry = GTK_EDITABLE (tree_find (fixture.row, GTK_TYPE_ENTRY, NULL));
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (entry)));
  type (&fixture, "respite on Saturdays");
  gtk_editable_set_position (entry, 7);
  g_assert_true (cercle_field_row_commit (row_of (&fixture)));
  g_assert_true (cercle_field_row_apply (row_of (&fixture), fixture.record, NULL));
  cercle_field_row_set_record (row_of (&fixture), fixture.record);
  g_assert_cmpint (gtk_editable_get_position (entry), ==, 7);

  /* Also when it comes back tidied. */
  type (&fixture, "respite on Saturdays  ");
  gtk_editable_set_position (entry, -1);
  g_assert_true (cercle_field_row_commit (row_of (&fixture)));
  g_assert_true (tree_shows (fixture.row, "respite on Saturdays"));
  g_assert_cmpint (gtk_editable_get_position (entry), ==, 20);
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  gtk_window_set_child (GTK_WINDOW (window), NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  end (&fixture);
}

/* The keyboard is on the button inside a list of choices: that has the name of the field. */
static void
test_choice_is_named (void)
{
  Fixture fixture;
  GtkWidget *menu = NULL;

  begin (&fixture, &cercle_case_kind, CERCLE_CASE_COMPLEXITY);
  menu = tree_find (fixture.row, GTK_TYPE_DROP_DOWN, NULL);
  gtk_test_accessible_assert_property (
      gtk_widget_get_first_child (menu), GTK_ACCESSIBLE_PROPERTY_LABEL,
      cercle_field_label (&cercle_case_kind.fields[CERCLE_CASE_COMPLEXITY]));
  end (&fixture);
}

/* A change of a colleague arrives while this one is being typed. */
static void
test_typing_stays (void)
{
  Fixture fixture;
  g_autoptr (CercleRecord) theirs = NULL;
  g_autoptr (CercleRecord) another = cercle_record_new (&cercle_case_kind);

  begin (&fixture, &cercle_case_kind, CERCLE_CASE_NEED);
  cercle_record_set_text (fixture.record, CERCLE_CASE_NEED, "first");
  cercle_field_row_set_record (row_of (&fixture), fixture.record);
  type (&fixture, "being typed");
  theirs = cercle_record_copy (fixture.record);
  cercle_record_set_text (theirs, CERCLE_CASE_NEED, "theirs");
  cercle_field_row_set_record (row_of (&fixture), theirs);
  g_assert_true (tree_shows (fixture.row, "being typed"));
  g_assert_true (cercle_field_row_is_dirty (row_of (&fixture)));
  /* Another case is another matter. */
  cercle_field_row_set_record (row_of (&fixture), another);
  g_assert_false (tree_shows (fixture.row, "being typed"));
  end (&fixture);
}

static void
test_day (void)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;

  begin (&fixture, &cercle_case_kind, CERCLE_CASE_BREAK_ON);
  cercle_record_set_text (fixture.record, CERCLE_CASE_BREAK_ON, "2020-06-19");
  cercle_field_row_set_record (row_of (&fixture), fixture.record);
  g_assert_true (tree_shows (fixture.row, "19 June 2020"));
  g_assert_false (cercle_field_row_is_dirty (row_of (&fixture)));
  type (&fixture, "23/06/2020");
  g_assert_true (cercle_field_row_commit (row_of (&fixture)));
  g_assert_cmpuint (fixture.committed, ==, 1);
  g_assert_true (cercle_field_row_apply (row_of (&fixture), fixture.record, NULL));
  g_assert_cmpstr (cercle_record_get_text (fixture.record, CERCLE_CASE_BREAK_ON), ==, "2020-06-23");

  type (&fixture, "someday");
  g_assert_false (cercle_field_row_commit (row_of (&fixture)));
  g_assert_cmpuint (fixture.committed, ==, 1);
  g_assert_true (tree_shows (fixture.row, "someday"));
  g_assert_false (cercle_field_row_apply (row_of (&fixture), fixture.record, &error));
  g_assert_error (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_FORM);
  g_assert_true (tree_shows (fixture.row, error->message));
  /* Emptied: no day. */
  type (&fixture, "");
  g_assert_true (cercle_field_row_apply (row_of (&fixture), fixture.record, NULL));
  g_assert_false (cercle_record_is_set (fixture.record, CERCLE_CASE_BREAK_ON));
  end (&fixture);
}

static void
test_numbers (void)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;

  begin (&fixture, &cercle_case_kind, CERCLE_CASE_LEVEL);
  cercle_record_set_integer (fixture.record, CERCLE_CASE_LEVEL, 2);
  cercle_field_row_set_record (row_of (&fixture), fixture.record);
  g_assert_true (tree_shows (fixture.row, "II"));
  type (&fixture, "7");
  g_assert_false (cercle_field_row_apply (row_of (&fixture), fixture.record, &error));
  g_assert_true (tree_shows (fixture.row, "A level is 1, 2 or 3."));
  type (&fixture, "3");
  g_assert_true (cercle_field_row_apply (row_of (&fixture), fixture.record, NULL));
  g_assert_cmpint (cercle_record_get_integer (fixture.record, CERCLE_CASE_LEVEL, 0), ==, 3);
  type (&fixture, "three");
  g_assert_false (cercle_field_row_commit (row_of (&fixture)));
  end (&fixture);

  begin (&fixture, &cercle_community_kind, CERCLE_COMMUNITY_DELAY_STAFF);
  type (&fixture, "61");
  /* Out of the bounds of the table. */
  g_clear_error (&error);
  g_assert_false (cercle_field_row_apply (row_of (&fixture), fixture.record, &error));
  g_assert_error (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_BOUNDS);
  end (&fixture);

  begin (&fixture, &cercle_action_kind, CERCLE_ACTION_DUE_AT);
  cercle_record_set_integer (fixture.record, CERCLE_ACTION_DUE_AT, 0);
  cercle_field_row_set_record (row_of (&fixture), fixture.record);
  g_assert_true (tree_shows (fixture.row, "0:00"));
  type (&fixture, "9 h 42");
  g_assert_true (cercle_field_row_apply (row_of (&fixture), fixture.record, NULL));
  g_assert_cmpint (cercle_record_get_integer (fixture.record, CERCLE_ACTION_DUE_AT, -1), ==, 582);
  end (&fixture);
}

static void
test_phone (void)
{
  Fixture fixture;

  begin (&fixture, &cercle_person_kind, CERCLE_PERSON_PHONE);
  type (&fixture, "06.39.98.42.17");
  g_assert_true (cercle_field_row_apply (row_of (&fixture), fixture.record, NULL));
  g_assert_cmpstr (cercle_record_get_text (fixture.record, CERCLE_PERSON_PHONE), ==,
                   "+33639984217");
  type (&fixture, "hello");
  g_assert_false (cercle_field_row_commit (row_of (&fixture)));
  end (&fixture);
}

/* In a form nobody saves a field by itself: what was chosen stays while the record is told anew. */
static void
test_in_a_form (void)
{
  Fixture fixture;
  GtkWidget *dropdown = NULL;
  g_autoptr (CercleRecord) told = NULL;

  begin (&fixture, &cercle_case_kind, CERCLE_CASE_MISSION);
  g_signal_handlers_disconnect_by_func (fixture.row, committed_cb, &fixture);
  cercle_record_set_text (fixture.record, CERCLE_CASE_MISSION, "respite");
  cercle_field_row_set_record (row_of (&fixture), fixture.record);
  dropdown = tree_find (fixture.row, GTK_TYPE_DROP_DOWN, NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (dropdown), 1);
  g_assert_true (cercle_field_row_commit (row_of (&fixture)));
  told = cercle_record_copy (fixture.record);
  cercle_record_set_text (told, CERCLE_CASE_NEED, "theirs");
  cercle_field_row_set_record (row_of (&fixture), told);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (dropdown)), ==, 1);
  g_assert_true (cercle_field_row_is_dirty (row_of (&fixture)));
  end (&fixture);
}

static void
test_choice (void)
{
  Fixture fixture;
  GtkWidget *dropdown = NULL;

  begin (&fixture, &cercle_case_kind, CERCLE_CASE_MISSION);
  cercle_record_set_text (fixture.record, CERCLE_CASE_MISSION, "respite");
  cercle_field_row_set_record (row_of (&fixture), fixture.record);
  dropdown = tree_find (fixture.row, GTK_TYPE_DROP_DOWN, NULL);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (dropdown)), ==, 2);
  g_assert_cmpuint (fixture.committed, ==, 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (dropdown), 1);
  g_assert_cmpuint (fixture.committed, ==, 1);
  g_assert_true (cercle_field_row_apply (row_of (&fixture), fixture.record, NULL));
  g_assert_cmpstr (cercle_record_get_text (fixture.record, CERCLE_CASE_MISSION), ==, "care");
  /* A token of a newer program stays what it is. */
  cercle_record_set_text (fixture.record, CERCLE_CASE_MISSION, "unheard_of");
  cercle_field_row_set_record (row_of (&fixture), fixture.record);
  g_assert_false (cercle_field_row_is_dirty (row_of (&fixture)));
  g_assert_cmpstr (
      gtk_string_object_get_string (gtk_drop_down_get_selected_item (GTK_DROP_DOWN (dropdown))), ==,
      "unheard_of");
  end (&fixture);
}

static void
test_flag (void)
{
  Fixture fixture;
  GtkWidget *check = NULL;

  begin (&fixture, &cercle_case_kind, CERCLE_CASE_DANGER);
  cercle_field_row_set_record (row_of (&fixture), fixture.record);
  g_assert_false (cercle_field_row_is_dirty (row_of (&fixture)));
  check = tree_find (fixture.row, GTK_TYPE_CHECK_BUTTON, NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_cmpuint (fixture.committed, ==, 1);
  g_assert_true (cercle_field_row_apply (row_of (&fixture), fixture.record, NULL));
  g_assert_true (cercle_record_get_flag (fixture.record, CERCLE_CASE_DANGER));
  end (&fixture);
}

static void
test_set (void)
{
  Fixture fixture;
  GtkWidget *button = NULL, *popover = NULL, *check = NULL;

  begin (&fixture, &cercle_call_kind, CERCLE_CALL_COMMUNICATION);
  cercle_record_set_text (fixture.record, CERCLE_CALL_COMMUNICATION, "lsf");
  cercle_field_row_set_record (row_of (&fixture), fixture.record);
  g_assert_true (tree_shows (fixture.row, "Sign language (LSF)"));
  g_assert_false (cercle_field_row_is_dirty (row_of (&fixture)));
  button = tree_find (fixture.row, GTK_TYPE_MENU_BUTTON, NULL);
  popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  check = tree_find (popover, GTK_TYPE_CHECK_BUTTON, NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  /* While the box is open it is one choice in the making. */
  g_assert_cmpuint (fixture.committed, ==, 0);
  g_signal_emit_by_name (popover, "closed");
  g_assert_cmpuint (fixture.committed, ==, 1);
  g_assert_true (cercle_field_row_apply (row_of (&fixture), fixture.record, NULL));
  g_assert_cmpstr (cercle_record_get_text (fixture.record, CERCLE_CALL_COMMUNICATION), ==,
                   "lsf voice");
  end (&fixture);
}

static void
test_note (void)
{
  Fixture fixture;
  GtkWidget *view = NULL;

  begin (&fixture, &cercle_case_kind, CERCLE_CASE_WORDS);
  cercle_record_set_text (fixture.record, CERCLE_CASE_WORDS, "one\ntwo");
  cercle_field_row_set_record (row_of (&fixture), fixture.record);
  g_assert_false (cercle_field_row_is_dirty (row_of (&fixture)));
  view = tree_find (fixture.row, GTK_TYPE_TEXT_VIEW, NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "one\nthree", -1);
  g_assert_true (cercle_field_row_apply (row_of (&fixture), fixture.record, NULL));
  g_assert_cmpstr (cercle_record_get_text (fixture.record, CERCLE_CASE_WORDS), ==, "one\nthree");
  end (&fixture);
}

static void
test_shown_only (void)
{
  Fixture fixture;

  begin (&fixture, &cercle_case_kind, CERCLE_CASE_STATUS);
  cercle_record_set_text (fixture.record, CERCLE_CASE_STATUS, "received");
  cercle_field_row_set_record (row_of (&fixture), fixture.record);
  g_assert_true (tree_shows (fixture.row, "Received"));
  g_assert_null (tree_find (fixture.row, GTK_TYPE_DROP_DOWN, NULL));
  g_assert_true (cercle_field_row_commit (row_of (&fixture)));
  g_assert_cmpuint (fixture.committed, ==, 0);
  end (&fixture);

  begin (&fixture, &cercle_case_kind, CERCLE_CASE_NEED);
  cercle_record_set_text (fixture.record, CERCLE_CASE_NEED, "respite");
  cercle_field_row_set_record (row_of (&fixture), fixture.record);
  cercle_field_row_set_editable (row_of (&fixture), FALSE);
  g_assert_null (tree_find (fixture.row, GTK_TYPE_ENTRY, NULL));
  g_assert_true (tree_shows (fixture.row, "respite"));
  cercle_field_row_set_editable (row_of (&fixture), TRUE);
  g_assert_nonnull (tree_find (fixture.row, GTK_TYPE_ENTRY, NULL));
  g_assert_true (tree_shows (fixture.row, "respite"));
  end (&fixture);
}

/* Values stand in one column, however long the labels are. */
static void
test_labels (void)
{
  for (guint i = 0; i < CERCLE_PERSON_N_FIELDS; i++)
    {
      Fixture fixture;
      GtkWidget *label = NULL;
      int least = 0, natural = 0;

      begin (&fixture, &cercle_person_kind, i);
      cercle_field_row_set_label_width (row_of (&fixture), 134);
      label = tree_find (fixture.row, GTK_TYPE_LABEL,
                         cercle_field_label (&cercle_person_kind.fields[i]));
      gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, 24, &least, &natural, NULL, NULL);
      g_assert_cmpint (natural, ==, 134);
      g_assert_cmpint (least, ==, 134);
      end (&fixture);
    }
}

/* A draft brings back what was typed, valid or not. */
static void
test_draft (void)
{
  Fixture fixture;
  g_autofree char *typed = NULL;

  begin (&fixture, &cercle_case_kind, CERCLE_CASE_BREAK_ON);
  type (&fixture, "next wee");
  typed = cercle_field_row_get_typed (row_of (&fixture));
  g_assert_cmpstr (typed, ==, "next wee");
  cercle_field_row_set_record (row_of (&fixture), fixture.record);
  fixture.typed = 0;
  cercle_field_row_set_typed (row_of (&fixture), typed);
  g_assert_true (tree_shows (fixture.row, "next wee"));
  g_assert_true (cercle_field_row_is_dirty (row_of (&fixture)));
  g_assert_cmpuint (fixture.typed, ==, 0);
  end (&fixture);
}

/* Every field of every kind has a control that shows nothing as nothing. */
static void
test_every_field (void)
{
  for (guint k = 0; cercle_kinds ()[k] != NULL; k++)
    for (guint i = 0; i < cercle_kinds ()[k]->n_fields; i++)
      {
        Fixture fixture;

        g_test_message ("%s.%s", cercle_kinds ()[k]->name, cercle_kinds ()[k]->fields[i].name);
        begin (&fixture, cercle_kinds ()[k], i);
        cercle_field_row_set_record (row_of (&fixture), fixture.record);
        g_assert_false (cercle_field_row_is_dirty (row_of (&fixture)));
        g_assert_true (cercle_field_row_commit (row_of (&fixture)));
        g_assert_cmpuint (fixture.committed, ==, 0);
        end (&fixture);
      }
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/field/text", test_text);
  g_test_add_func ("/field/whole", test_whole);
  g_test_add_func ("/field/caret", test_caret);
  g_test_add_func ("/field/choice-is-named", test_choice_is_named);
  g_test_add_func ("/field/typing-stays", test_typing_stays);
  g_test_add_func ("/field/day", test_day);
  g_test_add_func ("/field/numbers", test_numbers);
  g_test_add_func ("/field/phone", test_phone);
  g_test_add_func ("/field/in-a-form", test_in_a_form);
  g_test_add_func ("/field/choice", test_choice);
  g_test_add_func ("/field/flag", test_flag);
  g_test_add_func ("/field/set", test_set);
  g_test_add_func ("/field/note", test_note);
  g_test_add_func ("/field/shown-only", test_shown_only);
  g_test_add_func ("/field/labels", test_labels);
  g_test_add_func ("/field/draft", test_draft);
  g_test_add_func ("/field/every", test_every_field);
  return g_test_run ();
}
