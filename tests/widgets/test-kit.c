/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is the kit read by all, and written by whoever may: a next version, the last one being kept? */
#include "case-desk.h"

#include "cercle-directory.h"
#include "cercle-kit-page.h"
#include "cercle-kit.h"
#include "cercle-matrix-form.h"
#include "room.h"

static void
begin (CaseDesk *desk, const char *login, int width)
{
  case_desk_begin_as (desk, login);
  case_desk_show (desk, CERCLE_TYPE_KIT_PAGE, width);
  cercle_page_open (CERCLE_PAGE (desk->page), NULL);
  cercle_page_start (CERCLE_PAGE (desk->page));
}

static gboolean
has_kit_cb (gpointer page)
{
  return case_desk_n_shown (page) > 0;
}

static gboolean
has_form_cb (gpointer page)
{
  return gtk_widget_get_mapped (tree_find (page, CERCLE_TYPE_MATRIX_FORM, NULL));
}

static gboolean
has_no_form_cb (gpointer page)
{
  return !has_form_cb (page);
}

static void
type (CaseDesk *desk, guint field, const char *text)
{
  case_desk_type (desk, field, text);
}

static void
save (CaseDesk *desk)
{
  GtkWidget *form = tree_find (desk->page, CERCLE_TYPE_MATRIX_FORM, NULL);
  g_assert_true (case_desk_key (form, GDK_KEY_Return, GDK_CONTROL_MASK));
}

/* The next version takes the place of the last, beside the call too, and the last one stays. */
static void
test_version (void)
{
  CaseDesk desk;
  g_autoptr (GPtrArray) before = NULL, now = NULL, versions = NULL;
  guint n = 0;

  begin (&desk, "col", 1156);
  CASE_DESK_WAIT (&desk, has_kit_cb);
  g_assert_null (tree_unnamed (desk.page));
  n = case_desk_n_shown (desk.page);
  before = cercle_session_get_reflex_sheets (desk.session, "respite_carers", NULL);
  g_assert_cmpuint (before->len, ==, 1);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CercleRecord) record = NULL;

      cercle_compact_list_select (case_desk_list (desk.page), i, FALSE);
      record = cercle_compact_list_get_selected_item (case_desk_list (desk.page));
      if (g_strcmp0 (cercle_record_get_id (record), cercle_record_get_id (before->pdata[0])) == 0)
        break;
    }
  gtk_widget_activate_action (desk.page, "kit.next", NULL);
  CASE_DESK_WAIT (&desk, has_form_cb);
  g_assert_true (case_desk_says (&desk, "Cercle keeps no files"));
  g_assert_true (case_desk_says (&desk, "Issued on"));
  g_assert_null (tree_unnamed (desk.page));
  type (&desk, CERCLE_DOCUMENT_TEXT, "Appeler la halte de Lisieux d’abord.");
  save (&desk);
  CASE_DESK_WAIT (&desk, has_no_form_cb);
  case_desk_wait_for_words (&desk, "Appeler la halte de Lisieux d’abord.");
  g_assert_cmpuint (case_desk_n_shown (desk.page), ==, n);
  now = cercle_session_get_reflex_sheets (desk.session, "respite_carers", NULL);
  g_assert_cmpuint (now->len, ==, 1);
  g_assert_cmpstr (cercle_record_get_text (now->pdata[0], CERCLE_DOCUMENT_TEXT), ==,
                   "Appeler la halte de Lisieux d’abord.");
  g_assert_cmpstr (cercle_record_get_text (now->pdata[0], CERCLE_DOCUMENT_TITLE), ==,
                   cercle_record_get_text (before->pdata[0], CERCLE_DOCUMENT_TITLE));
  g_assert_cmpstr (cercle_record_get_text (now->pdata[0], CERCLE_DOCUMENT_VERSION), !=,
                   cercle_record_get_text (before->pdata[0], CERCLE_DOCUMENT_VERSION));
  versions = cercle_session_get_versions (desk.session, now->pdata[0]);
  g_assert_cmpuint (versions->len, ==, 1);
  g_assert_cmpstr (cercle_record_get_id (versions->pdata[0]), ==,
                   cercle_record_get_id (before->pdata[0]));
  case_desk_wait_for_words (&desk, "Before");
  case_desk_end (&desk);
}

/* As the window hears a key: from without inwards, each in the capture phase. */
static gboolean
captures (GtkWidget *widget, guint key, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean stopped = gtk_widget_get_parent (widget) != NULL &&
                     captures (gtk_widget_get_parent (widget), key, modifiers);

  for (guint i = 0; !stopped && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", key, 0, modifiers, &stopped);
    }
  return stopped;
}

/* Ctrl+Return saves from within the text too, which would keep it for itself; Return does not. */
static void
test_key (void)
{
  CaseDesk desk;
  GtkWidget *text = NULL;

  begin (&desk, "col", 640);
  CASE_DESK_WAIT (&desk, has_kit_cb);
  gtk_widget_activate_action (desk.page, "kit.new", NULL);
  CASE_DESK_WAIT (&desk, has_form_cb);
  type (&desk, CERCLE_DOCUMENT_TITLE, "Convention");
  type (&desk, CERCLE_DOCUMENT_TEXT, "La première.");
  text = tree_find (desk.page, GTK_TYPE_TEXT_VIEW, NULL);
  g_assert_nonnull (text);
  g_assert_false (captures (text, GDK_KEY_Return, 0));
  g_assert_true (captures (text, GDK_KEY_Return, GDK_CONTROL_MASK));
  CASE_DESK_WAIT (&desk, has_no_form_cb);
  case_desk_wait_for_words (&desk, "La première.");
  case_desk_end (&desk);
}

/* A document says something, or leads somewhere a browser may go. */
static void
test_document (void)
{
  CaseDesk desk;
  guint n = 0;

  begin (&desk, "col", 640);
  CASE_DESK_WAIT (&desk, has_kit_cb);
  n = case_desk_n_shown (desk.page);
  gtk_widget_activate_action (desk.page, "kit.new", NULL);
  CASE_DESK_WAIT (&desk, has_form_cb);
  type (&desk, CERCLE_DOCUMENT_TITLE, "Convention");
  save (&desk);
  case_desk_wait_for_words (&desk, "A text or an address is needed.");
  type (&desk, CERCLE_DOCUMENT_WEB, "file:///etc/passwd");
  save (&desk);
  case_desk_wait_for_words (&desk, "An address of the web begins with https://.");
  type (&desk, CERCLE_DOCUMENT_WEB, "https://convention.example");
  save (&desk);
  CASE_DESK_WAIT (&desk, has_no_form_cb);
  g_assert_cmpuint (case_desk_n_shown (desk.page), ==, n + 1);
  case_desk_wait_for_words (&desk, "Convention");
  g_assert_nonnull (tree_find (desk.page, GTK_TYPE_LINK_BUTTON, NULL));
  case_desk_end (&desk);
}

static gboolean
is_withdrawn_cb (gpointer page)
{
  g_autoptr (GPtrArray) withdrawn =
      cercle_session_get_withdrawn (cercle_page_get_session (CERCLE_PAGE (page)));

  return withdrawn->len == 1;
}

static gboolean
is_offered_cb (gpointer page)
{
  return !is_withdrawn_cb (page);
}

static gboolean
may_be_withdrawn_cb (gpointer page)
{
  return tree_find (page, GTK_TYPE_BUTTON, "Withdraw") != NULL;
}

static guint
n_offered (CaseDesk *desk)
{
  g_autoptr (GPtrArray) kit = cercle_session_get_kit (desk->session);

  return kit->len;
}

/* What is withdrawn is no longer offered, with all its versions, and is kept: it is read, and
 * offered again. */
static void
test_withdrawn (void)
{
  CaseDesk desk;
  guint n = 0, refused = 1;
  g_autoptr (GPtrArray) withdrawn = NULL, versions = NULL;

  begin (&desk, "col", 1156);
  CASE_DESK_WAIT (&desk, has_kit_cb);
  n = n_offered (&desk);
  /* What the nation offers is not for one community to withdraw. */
  g_assert_null (tree_find (desk.page, GTK_TYPE_BUTTON, "Withdraw"));
  for (guint i = 0; i < 2; i++)
    {
      gtk_widget_activate_action (desk.page, i == 0 ? "kit.new" : "kit.next", NULL);
      CASE_DESK_WAIT (&desk, has_form_cb);
      type (&desk, CERCLE_DOCUMENT_TITLE, "Convention");
      type (&desk, CERCLE_DOCUMENT_TEXT, i == 0 ? "La première." : "La seconde.");
      save (&desk);
      CASE_DESK_WAIT (&desk, has_no_form_cb);
      CASE_DESK_WAIT (&desk, may_be_withdrawn_cb);
      case_desk_wait_for_words (&desk, i == 0 ? "La première." : "La seconde.");
    }
  g_assert_cmpuint (n_offered (&desk), ==, n + 1);
  gtk_widget_activate_action (desk.page, "kit.withdraw", NULL);
  CASE_DESK_WAIT (&desk, is_withdrawn_cb);
  g_assert_cmpuint (n_offered (&desk), ==, n);
  g_assert_cmpuint (case_desk_n_shown (desk.page), ==, n + 1);
  case_desk_wait_for_words (&desk, "La seconde.");
  case_desk_wait_for_words (&desk, "No longer offered since");
  g_assert_null (tree_unnamed (desk.page));
  withdrawn = cercle_session_get_withdrawn (desk.session);
  versions = cercle_session_get_versions (desk.session, withdrawn->pdata[0]);
  g_assert_cmpuint (versions->len, ==, 1);
  gtk_widget_activate_action (desk.page, "kit.offer", NULL);
  CASE_DESK_WAIT (&desk, is_offered_cb);
  g_assert_cmpuint (n_offered (&desk), ==, n + 1);
  CASE_DESK_WAIT (&desk, may_be_withdrawn_cb);
  g_object_get (desk.session, "refused", &refused, NULL);
  g_assert_cmpuint (refused, ==, 0);
  case_desk_end (&desk);
}

/* An adviser reads. */
static void
test_reader (void)
{
  CaseDesk desk;

  begin (&desk, "ada", 1156);
  CASE_DESK_WAIT (&desk, has_kit_cb);
  case_desk_wait_for_words (&desk, "Version 1");
  g_assert_null (tree_find (desk.page, GTK_TYPE_BUTTON, "New Version…"));
  gtk_widget_activate_action (desk.page, "kit.new", NULL);
  g_assert_false (has_form_cb (desk.page));
  case_desk_end (&desk);
}

int
main (int argc, char *argv[])
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/kit/version", test_version);
  g_test_add_func ("/kit/key", test_key);
  g_test_add_func ("/kit/document", test_document);
  g_test_add_func ("/kit/withdrawn", test_withdrawn);
  g_test_add_func ("/kit/reader", test_reader);
  return g_test_run ();
}
