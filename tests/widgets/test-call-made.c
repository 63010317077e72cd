/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of a call: who has a promise, what waits to be accepted, what is not kept? */
#include "case-desk.h"

#include "cercle-call-form.h"
#include "cercle-call-page.h"
#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-directory.h"
#include "cercle-event.h"
#include "cercle-instant.h"
#include "cercle-moves.h"
#include "cercle-request.h"
#include "room.h"

#define TUESDAY G_GINT64_CONSTANT (1591084800000) /* 2 June 2020, 10:00 in Paris */

typedef struct
{
  CercleFormField field;
  const char *typed;
} Typed;

/* (transfer full): ends with an empty text. */
static CercleTx *
call (CaseDesk *desk, const Typed *lines)
{
  g_autoptr (CercleCallForm) form = cercle_call_form_new ();
  g_autoptr (GError) error = NULL;
  CercleFormField field;
  CercleTx *tx = NULL;

  for (; lines->typed != NULL; lines++)
    cercle_call_form_set (form, lines->field, lines->typed);
  tx = cercle_call_form_build (form, desk->session, &field, &error);
  g_assert_no_error (error);
  return tx;
}

/* (transfer none) (nullable) */
static CercleRecord *
record_of (CercleTx *tx, const CercleKind *kind)
{
  for (guint i = 0; i < cercle_tx_get_size (tx); i++)
    if (cercle_record_get_kind (cercle_tx_get_record (tx, i)) == kind)
      return cercle_tx_get_record (tx, i);
  return NULL;
}

static void
save (CaseDesk *desk, CercleTx *tx)
{
  g_autoptr (GError) error = NULL;

  room_commit (desk->session, tx, &error);
  g_assert_no_error (error);
}

static void
begin (CaseDesk *desk)
{
  cercle_instant_freeze (TUESDAY);
  case_desk_begin (desk);
}

static void
end (CaseDesk *desk)
{
  case_desk_end (desk);
  cercle_instant_freeze (0);
}

/* No case is without a promised day: what the relay passes on, which waits to be accepted, is
 * called back within its delay, any other case within the community's two days, today in danger,
 * unless somebody promised otherwise. */
static void
test_promised (void)
{
  static const struct
  {
    const char *origin, *danger, *promise, *due;
    int minute;
  } rounds[] = {
    { "relay", "", "", "2020-06-02", 14 * 60 },
    { "relay", "", "2020-06-04", "2020-06-04", -1 },
    { "direct", "", "", "2020-06-04", -1 },
    { "direct", "1", "", "2020-06-02", -1 },
    { "direct", "", "2020-06-05", "2020-06-05", -1 },
  };
  CaseDesk desk;

  begin (&desk);
  for (guint i = 0; i < G_N_ELEMENTS (rounds); i++)
    {
      const Typed lines[] = { { CERCLE_FORM_SUBJECT, "new" },
                              { CERCLE_FORM_LAST_NAME, "Saint-Aubert" },
                              { CERCLE_FORM_NEED, "Garde de nuit" },
                              { CERCLE_FORM_ORIGIN, rounds[i].origin },
                              { CERCLE_FORM_DANGER, rounds[i].danger },
                              { CERCLE_FORM_PROMISE_DAY, rounds[i].promise },
                              { CERCLE_FORM_SUBJECT, NULL } };
      CercleTx *tx = call (&desk, lines);
      CercleRecord *transfer = record_of (tx, &cercle_transfer_kind);
      CercleRecord *action = record_of (tx, &cercle_action_kind);

      g_assert_cmpstr (cercle_record_get_text (action, CERCLE_ACTION_DUE_ON), ==, rounds[i].due);
      g_assert_cmpint (cercle_record_get_integer (action, CERCLE_ACTION_DUE_AT, -1), ==,
                       rounds[i].minute);
      g_assert_cmpint (transfer != NULL, ==, g_str_equal (rounds[i].origin, "relay"));
      if (transfer != NULL)
        g_assert_cmpstr (cercle_record_get_text (transfer, CERCLE_TRANSFER_DIRECTION), ==, "relay");
      save (&desk, tx);
    }
  end (&desk);
}

/* Who calls again about a case that has its day has nothing more; one that has none gets one. */
static void
test_called_again (void)
{
  CaseDesk desk;
  g_autofree char *promised = NULL, *bare = NULL, *closed = NULL;
  const char *ids[3];
  g_autoptr (CercleRecord) kase = NULL;
  CercleTx *closing = cercle_tx_new ("Closed");

  begin (&desk);
  ids[0] = promised = case_desk_add (desk.session, "Mathis", "Quesnel", "Répit", "2020-06-09");
  ids[1] = bare = case_desk_add (desk.session, "Zoé", "Onfroy", "Répit", NULL);
  ids[2] = closed = case_desk_add (desk.session, "Paul", "Autret", "Répit", NULL);
  kase = case_desk_case (desk.session, closed);
  {
    g_autoptr (CercleRecord) event = cercle_move_close (kase, "information", NULL);
    cercle_tx_save (closing, event);
  }
  save (&desk, closing);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const Typed lines[] = { { CERCLE_FORM_SUBJECT, "case" },
                              { CERCLE_FORM_CASE, ids[i] },
                              { CERCLE_FORM_WORDS, "Elle rappelle." },
                              { CERCLE_FORM_SUBJECT, NULL } };
      g_autoptr (CercleTx) tx = call (&desk, lines);

      g_assert_cmpint (record_of (tx, &cercle_action_kind) != NULL, ==, ids[i] == bare);
    }
  end (&desk);
}

/* Whatever was typed before she said that she would rather not. */
static void
test_anonymous (void)
{
  static const Typed lines[] = {
    { CERCLE_FORM_PHONE, "0639980142" },       { CERCLE_FORM_LAST_NAME, "Marchand" },
    { CERCLE_FORM_CALLER, "Sylvie Marchand" }, { CERCLE_FORM_CALL_BACK, "phone" },
    { CERCLE_FORM_PROMISE_DAY, "2020-06-05" }, { CERCLE_FORM_WORDS, "Je voudrais savoir." },
    { CERCLE_FORM_SUBJECT, "anonymous" },      { CERCLE_FORM_SUBJECT, NULL }
  };
  CaseDesk desk;
  CercleTx *tx = NULL;
  CercleRecord *kept = NULL;

  begin (&desk);
  tx = call (&desk, lines);
  g_assert_cmpuint (cercle_tx_get_size (tx), ==, 1);
  kept = record_of (tx, &cercle_call_kind);
  g_assert_true (cercle_record_get_flag (kept, CERCLE_CALL_ANONYMOUS));
  g_assert_cmpstr (cercle_record_get_text (kept, CERCLE_CALL_PHONE), ==, NULL);
  g_assert_cmpstr (cercle_record_get_text (kept, CERCLE_CALL_CALLER), ==, NULL);
  g_assert_cmpstr (cercle_record_get_text (kept, CERCLE_CALL_CALL_BACK), ==, NULL);
  g_assert_cmpstr (cercle_record_get_text (kept, CERCLE_CALL_WORDS), ==, "Je voudrais savoir.");
  save (&desk, tx);
  end (&desk);
}

static void
add_document (CaseDesk *desk, const char *title, const char *sort, const char *web)
{
  g_autoptr (CercleRecord) document =
      cercle_session_new_record (desk->session, &cercle_document_kind);
  CercleTx *tx = cercle_tx_new ("Document");

  cercle_record_set_text (document, CERCLE_DOCUMENT_TITLE, title);
  cercle_record_set_text (document, CERCLE_DOCUMENT_SORT, sort);
  cercle_record_set_text (document, CERCLE_DOCUMENT_THEMES, "digital");
  cercle_record_set_text (document, CERCLE_DOCUMENT_VERSION, "3");
  cercle_record_set_text (document, CERCLE_DOCUMENT_ISSUED_ON, "2020-05-20");
  cercle_record_set_text (document, CERCLE_DOCUMENT_WEB, web);
  cercle_tx_save (tx, document);
  save (desk, tx);
}

static GtkPopover *
themes_of (CaseDesk *desk)
{
  GtkWidget *words = tree_find (desk->page, GTK_TYPE_LABEL, "Themes");
  GtkWidget *button = words != NULL ? gtk_widget_get_next_sibling (words) : NULL;

  g_assert_true (GTK_IS_MENU_BUTTON (button));
  return gtk_menu_button_get_popover (GTK_MENU_BUTTON (button));
}

static gboolean
is_check_cb (GtkWidget *widget, gpointer found)
{
  if (!GTK_IS_CHECK_BUTTON (widget) ||
      g_strcmp0 (gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)), "Digital") != 0)
    return FALSE;
  *(GtkWidget **) found = widget;
  return TRUE;
}

/* As somebody ticks it in the list of themes, and closes the list. */
static void
toggle_digital (CaseDesk *desk)
{
  GtkPopover *popover = themes_of (desk);
  GtkWidget *check = NULL;

  g_assert_true (tree_walk (gtk_popover_get_child (popover), is_check_cb, &check));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               !gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
  g_signal_emit_by_name (popover, "closed");
}

/* A sheet that is tied to a theme alone stands beside a new call once that is chosen; after it,
 * what the kit has elsewhere, with its date and its address. The new case has the theme. */
static void
test_themes (void)
{
  static const Typed lines[] = {
    { CERCLE_FORM_SUBJECT, "new" },          { CERCLE_FORM_LAST_NAME, "Quesnel" },
    { CERCLE_FORM_PHONE, "02 31 00 00 01" }, { CERCLE_FORM_ORIGIN, "direct" },
    { CERCLE_FORM_THEMES, "digital work" },  { 0, NULL },
  };
  CaseDesk desk;
  CercleTx *tx = NULL;

  cercle_instant_freeze (TUESDAY);
  case_desk_begin_as (&desk, "col");
  add_document (&desk, "Numérique dans le Calvados", "reflex", NULL);
  add_document (&desk, "Guide du numérique", "document", "https://example.org/guide.pdf");
  case_desk_exchange (desk.session);
  case_desk_show (&desk, CERCLE_TYPE_CALL_PAGE, 1156);
  cercle_page_open (CERCLE_PAGE (desk.page), NULL);
  cercle_page_start (CERCLE_PAGE (desk.page));
  case_desk_settle ();
  g_assert_null (tree_unnamed (desk.page));
  g_assert_false (case_desk_says (&desk, "Numérique dans le Calvados"));
  toggle_digital (&desk);
  case_desk_wait_for_words (&desk, "Numérique dans le Calvados");
  case_desk_wait_for_words (&desk, "Guide du numérique");
  case_desk_wait_for_words (&desk, "Version 3, ");
  g_assert_nonnull (tree_find (desk.page, GTK_TYPE_LINK_BUTTON, NULL));
  g_assert_null (tree_unnamed (desk.page));
  toggle_digital (&desk);
  case_desk_settle ();
  g_assert_false (case_desk_says (&desk, "Numérique dans le Calvados"));
  tx = call (&desk, lines);
  g_assert_cmpstr (cercle_record_get_text (record_of (tx, &cercle_case_kind), CERCLE_CASE_THEMES),
                   ==, "digital work");
  cercle_tx_free (tx);
  end (&desk);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/call-made/promised", test_promised);
  g_test_add_func ("/call-made/called-again", test_called_again);
  g_test_add_func ("/call-made/anonymous", test_anonymous);
  g_test_add_func ("/call-made/themes", test_themes);
  return g_test_run ();
}
