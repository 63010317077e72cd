/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a case put on an agenda from its own page, once, and without the person's name? */
#include <string.h>

#include "case-desk.h"
#include "cercle-case-agenda.h"
#include "cercle-case-composer.h"
#include "cercle-meeting-desk.h"
#include "room.h"

static CercleCaseForm *
open_form (CaseDesk *desk)
{
  GtkWidget *composer = tree_find (desk->page, CERCLE_TYPE_CASE_COMPOSER, NULL);

  g_assert_true (gtk_widget_activate_action (desk->page, "case.form", "s", "agenda"));
  g_assert_cmpstr (cercle_case_composer_get_open (CERCLE_CASE_COMPOSER (composer)), ==, "agenda");
  return cercle_case_composer_get_form (CERCLE_CASE_COMPOSER (composer), "agenda");
}

static void
plan (CaseDesk *desk, const char *sort, int minute)
{
  g_autoptr (CercleRecord) meeting =
      cercle_session_new_record (desk->session, &cercle_meeting_kind);
  CercleTx *tx = cercle_tx_new ("Meeting planned");
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (meeting, CERCLE_MEETING_SORT, sort);
  cercle_record_set_text (meeting, CERCLE_MEETING_HELD_ON,
                          cercle_session_get_today (desk->session));
  cercle_record_set_integer (meeting, CERCLE_MEETING_STARTS_AT, minute);
  cercle_record_set_integer (meeting, CERCLE_MEETING_LENGTH, 60);
  cercle_tx_save (tx, meeting);
  room_commit (desk->session, tx, &error);
  g_assert_no_error (error);
}

/* (transfer full): those about a case. */
static GPtrArray *
items (CaseDesk *desk)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_agenda_item_kind);

  cercle_query_where (query, CERCLE_AGENDA_ITEM_RULE, CERCLE_IS, "case");
  cercle_query_where (query, CERCLE_AGENDA_ITEM_STATE, CERCLE_IS, "open");
  return room_find (desk->session, query);
}

/* (transfer full): the rules of the items of a meeting, and "!" after that of one without a case:
 * "unfinished case decisions". */
static char *
rules_of (CaseDesk *desk, CercleRecord *meeting)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleMeetingSheet) sheet = NULL;
  GString *rules = g_string_new (NULL);

  cercle_session_read_meeting_async (desk->session, meeting, NULL, room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  sheet = cercle_session_read_meeting_finish (desk->session, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < sheet->items->len; i++)
    {
      CercleMeetingItem *item = sheet->items->pdata[i];

      g_string_append_printf (rules, "%s%s", i > 0 ? " " : "",
                              cercle_record_get_text (item->item, CERCLE_AGENDA_ITEM_RULE));
      if (!cercle_record_is_set (item->item, CERCLE_AGENDA_ITEM_ABOUT))
        g_string_append_c (rules, '!');
    }
  return g_string_free (rules, FALSE);
}

static CaseDesk *asked;

static gboolean
has_meetings_cb (gpointer page)
{
  GtkWidget *drop =
      tree_find (tree_find (page, CERCLE_TYPE_CASE_AGENDA, NULL), GTK_TYPE_DROP_DOWN, NULL);
  GListModel *model = gtk_drop_down_get_model (GTK_DROP_DOWN (drop));

  return model != NULL && g_list_model_get_n_items (model) == 2;
}

static gboolean
has_item_cb (gpointer page)
{
  g_autoptr (GPtrArray) found = items (asked);
  return found->len == 1;
}

static gboolean
has_none_cb (gpointer page)
{
  g_autoptr (GPtrArray) found = items (asked);
  return found->len == 0;
}

static gboolean
has_no_form_cb (gpointer page)
{
  GtkWidget *composer = tree_find (page, CERCLE_TYPE_CASE_COMPOSER, NULL);
  return cercle_case_composer_get_open (CERCLE_CASE_COMPOSER (composer)) == NULL;
}

/* The staff is proposed before the governance meeting that comes earlier. */
static void
test_put (void)
{
  CaseDesk desk;
  CercleCaseForm *form;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (CercleRecord) meeting = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *rules = NULL, *empty = NULL;
  const char *title, *text;

  asked = &desk;
  case_desk_begin_case (&desk, 0);
  plan (&desk, "governance", 9 * 60);
  plan (&desk, "staff", 14 * 60);
  case_desk_show_case (&desk, 1366);
  form = open_form (&desk);
  CASE_DESK_WAIT (&desk, has_meetings_cb);
  gtk_editable_set_text (GTK_EDITABLE (tree_find (GTK_WIDGET (form), GTK_TYPE_ENTRY, NULL)),
                         "Mme Quesnel peut-elle compter sur l’IME, 06 12 34 56 78 ?");
  g_assert_true (cercle_case_form_save (form));
  CASE_DESK_WAIT (&desk, has_item_cb);
  found = items (&desk);
  title = cercle_record_get_text (found->pdata[0], CERCLE_AGENDA_ITEM_TITLE);
  text = cercle_record_get_text (found->pdata[0], CERCLE_AGENDA_ITEM_TEXT);
  g_assert_nonnull (strstr (title, "compter sur l’IME"));
  g_assert_null (strstr (title, "Quesnel"));
  g_assert_null (strstr (title, "12 34"));
  g_assert_nonnull (strstr (text, "M. Q."));
  g_assert_null (strstr (text, "Quesnel"));
  meeting =
      cercle_session_get (desk.session, &cercle_meeting_kind,
                          cercle_record_get_text (found->pdata[0], CERCLE_AGENDA_ITEM_MEETING));
  g_assert_cmpstr (cercle_record_get_text (meeting, CERCLE_MEETING_SORT), ==, "staff");
  /* The section that waits for cases gives them its place. */
  rules = rules_of (&desk, meeting);
  g_assert_cmpstr (rules, ==, "case");
  room_undo (desk.session, &error);
  g_assert_no_error (error);
  CASE_DESK_WAIT (&desk, has_none_cb);
  empty = rules_of (&desk, meeting);
  g_assert_nonnull (strstr (empty, "case!"));
  case_desk_end (&desk);
}

/* What is refused stays typed. */
static void
test_once (void)
{
  CaseDesk desk;
  CercleCaseForm *form;

  asked = &desk;
  case_desk_begin_case (&desk, 0);
  plan (&desk, "governance", 9 * 60);
  plan (&desk, "staff", 14 * 60);
  case_desk_show_case (&desk, 620);
  form = open_form (&desk);
  CASE_DESK_WAIT (&desk, has_meetings_cb);
  g_assert_true (cercle_case_form_save (form));
  CASE_DESK_WAIT (&desk, has_item_cb);
  CASE_DESK_WAIT (&desk, has_no_form_cb);
  form = open_form (&desk);
  CASE_DESK_WAIT (&desk, has_meetings_cb);
  gtk_editable_set_text (GTK_EDITABLE (tree_find (GTK_WIDGET (form), GTK_TYPE_ENTRY, NULL)),
                         "Encore");
  g_assert_true (cercle_case_form_save (form));
  case_desk_wait_for_words (&desk, "This case already stands on the agenda of that meeting.");
  g_assert_true (cercle_case_form_has_draft (form));
  case_desk_end (&desk);
}

static void
test_no_meeting (void)
{
  CaseDesk desk;

  case_desk_begin_case (&desk, 1366);
  open_form (&desk);
  case_desk_wait_for_words (&desk, "No meeting is planned for the next two months");
  case_desk_end (&desk);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/widgets/case-agenda/put", test_put);
  g_test_add_func ("/widgets/case-agenda/once", test_once);
  g_test_add_func ("/widgets/case-agenda/no-meeting", test_no_meeting);
  return g_test_run ();
}
