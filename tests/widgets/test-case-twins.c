/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Two records of one person: found, made one side by side, and separated again. */
#include "case-desk.h"

#include "cercle-case-page.h"
#include "cercle-case-twins.h"
#include "cercle-case.h"
#include "cercle-instant.h"
#include "cercle-person-merge.h"
#include "cercle-person.h"
#include "room.h"

typedef struct
{
  CaseDesk desk;
  char *one, *two; /* cases */
} Fixture;

static void
describe (CercleSession *session, const char *kase, const char *commune, const char *mdph)
{
  g_autoptr (CercleRecord) person = case_desk_person (session, kase);
  g_autoptr (CercleRecord) relative = cercle_session_new_record (session, &cercle_relative_kind);
  g_autoptr (GError) error = NULL;
  CercleTx *tx = cercle_tx_new ("Described");

  cercle_record_set_text (person, CERCLE_PERSON_BIRTH_ON, "2011-05-04");
  cercle_record_set_text (person, CERCLE_PERSON_COMMUNE, commune);
  cercle_record_set_text (person, CERCLE_PERSON_MDPH_NUMBER, mdph);
  cercle_record_set_text (relative, CERCLE_RELATIVE_PERSON, cercle_record_get_id (person));
  cercle_record_set_text (relative, CERCLE_RELATIVE_FIRST_NAME, mdph != NULL ? "Lina" : "Paul");
  cercle_tx_save (tx, person);
  cercle_tx_save (tx, relative);
  room_commit (session, tx, &error);
  g_assert_no_error (error);
}

static gboolean
compares_cb (gpointer page)
{
  return tree_find (page, GTK_TYPE_BUTTON, "Compare…") != NULL;
}

static gboolean
separates_cb (gpointer page)
{
  return tree_find (page, GTK_TYPE_BUTTON, "Separate") != NULL;
}

static void
begin (Fixture *fixture)
{
  case_desk_begin (&fixture->desk);
  fixture->one = case_desk_add (fixture->desk.session, "Mathis", "Quesnel", "Répit", NULL);
  fixture->two = case_desk_add (fixture->desk.session, "Matisse", "Quesnelle", "Séjour", NULL);
  describe (fixture->desk.session, fixture->one, "14366", NULL);
  describe (fixture->desk.session, fixture->two, "14118", "14-2016-08831");
}

static void
show (Fixture *fixture, const char *kase)
{
  case_desk_show (&fixture->desk, CERCLE_TYPE_CASE_PAGE, 1100);
  cercle_page_open (CERCLE_PAGE (fixture->desk.page), kase);
}

static void
end (Fixture *fixture)
{
  g_free (fixture->one);
  g_free (fixture->two);
  case_desk_end (&fixture->desk);
}

static void
click (gpointer within, const char *label)
{
  GtkWidget *button = tree_find (within, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static GtkWidget *
dialog_of (Fixture *fixture)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      if (gtk_window_get_transient_for (window) == GTK_WINDOW (fixture->desk.window))
        return GTK_WIDGET (window);
    }
  g_assert_not_reached ();
}

/* (transfer full): all that this desk holds of the two. */
static char *
told (Fixture *fixture)
{
  g_autoptr (CercleRecord) one = case_desk_case (fixture->desk.session, fixture->one);
  g_autoptr (CercleRecord) two = case_desk_case (fixture->desk.session, fixture->two);
  const char *ids[] = { cercle_record_get_text (one, CERCLE_CASE_PERSON),
                        cercle_record_get_text (two, CERCLE_CASE_PERSON) };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (CercleRecord) person =
          cercle_session_get (fixture->desk.session, &cercle_person_kind, ids[i]);

      for (guint field = 0; field < CERCLE_PERSON_N_FIELDS; field++)
        {
          g_autofree char *value = cercle_record_value_json (person, field);
          g_string_append_printf (text, "%s\n", value);
        }
    }
  return g_string_free (text, FALSE);
}

/* A short value stands on one line. */
static void
assert_whole (GtkWidget *dialog, const char *words)
{
  GtkWidget *label = tree_find (dialog, GTK_TYPE_LABEL, words);

  g_assert_nonnull (label);
  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (GTK_LABEL (label))), ==, 1);
}

static void
merge (Fixture *fixture)
{
  GtkWidget *dialog = NULL, *theirs = NULL;

  show (fixture, fixture->one);
  CASE_DESK_WAIT (&fixture->desk, compares_cb);
  click (fixture->desk.page, "Compare…");
  dialog = dialog_of (fixture);
  tree_draw (dialog);
  g_assert_true (tree_shows (dialog, "Lisieux"));
  g_assert_true (tree_shows (dialog, "Caen"));
  g_assert_null (tree_unnamed (dialog));
  assert_whole (dialog, "Lisieux");
  assert_whole (dialog, "Not told");
  /* The other one's commune is right; its MDPH number is the only one. */
  theirs = tree_find (dialog, GTK_TYPE_LABEL, "Caen");
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (gtk_widget_get_ancestor (theirs, GTK_TYPE_CHECK_BUTTON)), TRUE);
  click (dialog, "Make Them One");
  CASE_DESK_WAIT (&fixture->desk, separates_cb);
}

/* Reference: a merge, then a separation, restores both value for value. */
static void
test_merge (void)
{
  Fixture fixture;
  g_autofree char *before = NULL, *after = NULL;

  begin (&fixture);
  before = told (&fixture);
  merge (&fixture);
  g_assert_true (tree_shows (fixture.desk.page, "14-2016-08831"));
  /* Whoever opens the other case finds her there, with both families. */
  show (&fixture, fixture.two);
  CASE_DESK_WAIT (&fixture.desk, separates_cb);
  g_assert_cmpstr (cercle_page_get_title (CERCLE_PAGE (fixture.desk.page)), ==, "Mathis Quesnel");
  g_assert_true (tree_shows (fixture.desk.page, "Lina"));
  g_assert_true (tree_shows (fixture.desk.page, "Paul"));
  /* The server agrees. */
  case_desk_exchange (fixture.desk.session);
  g_assert_true (separates_cb (fixture.desk.page));
  click (fixture.desk.page, "Separate");
  CASE_DESK_WAIT (&fixture.desk, compares_cb);
  case_desk_exchange (fixture.desk.session);
  after = told (&fixture);
  g_assert_cmpstr (after, ==, before);
  end (&fixture);
}

static gboolean
undone_cb (gpointer page)
{
  return !separates_cb (page) && compares_cb (page);
}

static void
undo_cb (GObject *session, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cercle_session_undo_finish (CERCLE_SESSION (session), result, &error));
  g_assert_no_error (error);
}

/* Ctrl+Z does it too, and the server agrees. */
static void
test_undo (void)
{
  Fixture fixture;
  g_autofree char *before = NULL, *after = NULL;

  begin (&fixture);
  before = told (&fixture);
  merge (&fixture);
  case_desk_exchange (fixture.desk.session);
  cercle_session_undo_async (fixture.desk.session, undo_cb, NULL);
  CASE_DESK_WAIT (&fixture.desk, undone_cb);
  case_desk_exchange (fixture.desk.session);
  after = told (&fixture);
  g_assert_cmpstr (after, ==, before);
  end (&fixture);
}

/* What can no longer be separated is not offered. */
static void
test_too_late (void)
{
  Fixture fixture;

  begin (&fixture);
  merge (&fixture);
  cercle_instant_freeze (cercle_instant_now () + 31 * G_GINT64_CONSTANT (86400000));
  show (&fixture, fixture.one);
  CASE_DESK_WAIT (&fixture.desk, case_desk_has_case);
  case_desk_settle ();
  g_assert_true (tree_shows (fixture.desk.page, "14-2016-08831"));
  g_assert_false (separates_cb (fixture.desk.page));
  cercle_instant_freeze (0);
  end (&fixture);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/case-twins/merge", test_merge);
  g_test_add_func ("/case-twins/undo", test_undo);
  g_test_add_func ("/case-twins/too-late", test_too_late);
  return g_test_run ();
}
