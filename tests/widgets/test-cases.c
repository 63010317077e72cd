/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a case found, in order, and does the list keep its promises: one question, one place? */
#include "case-desk.h"

#include "cercle-case-columns.h"
#include "cercle-case-trail.h"
#include "cercle-case.h"
#include "cercle-cases-page.h"
#include "cercle-cases-query.h"
#include "cercle-community.h"
#include "cercle-compact-list.h"
#include "cercle-compact-row.h"
#include "cercle-counts.h"
#include "cercle-day.h"
#include "cercle-event.h"
#include "cercle-indicator-chips.h"
#include "cercle-instant.h"
#include "cercle-lookup.h"
#include "cercle-record-list.h"
#include "cercle-request.h"
#include "cercle-session-private.h"
#include "cercle-suggest-tags.h"
#include "cercle-suggest.h"
#include "room.h"

static gboolean
has_three_cb (gpointer page)
{
  return case_desk_n_shown (page) == 3;
}

static gboolean
has_four_cb (gpointer page)
{
  return case_desk_n_shown (page) == 4;
}

static gboolean
says_empty_cb (gpointer page)
{
  GtkWidget *status = tree_find (page, ADW_TYPE_STATUS_PAGE, NULL);
  return case_desk_n_shown (page) == 0 && gtk_widget_get_mapped (status);
}

static char *
need_at (gpointer page, guint position)
{
  g_autoptr (CercleRow) row =
      g_list_model_get_item (cercle_compact_list_get_model (case_desk_list (page)), position);
  return g_strdup (cercle_record_get_text (cercle_row_get_record (row), CERCLE_CASE_NEED));
}

static char *
day_from_now (CercleSession *session, int days)
{
  return cercle_day_to_text (cercle_session_get_today_number (session) + days);
}

/* Three open cases: Quesnel late, Tostain tomorrow, Onfroy without a day. */
static void
begin_as (CaseDesk *desk, char *ids[3], const char *login)
{
  g_autofree char *late = NULL, *tomorrow = NULL;

  case_desk_begin_as (desk, login);
  late = day_from_now (desk->session, -3);
  tomorrow = day_from_now (desk->session, 1);
  ids[0] = case_desk_add (desk->session, "Mathis", "Quesnel", "Répit du samedi", late);
  ids[1] = case_desk_add (desk->session, "Marie-Ange", "Tostain", "Médecin traitant", tomorrow);
  ids[2] = case_desk_add (desk->session, "Thierry", "Onfroy", "Accueil temporaire", NULL);
  case_desk_show (desk, CERCLE_TYPE_CASES_PAGE, 1100);
  cercle_page_open (CERCLE_PAGE (desk->page), NULL);
  cercle_page_start (CERCLE_PAGE (desk->page));
  CASE_DESK_WAIT (desk, has_three_cb);
}

static void
begin (CaseDesk *desk, char *ids[3])
{
  begin_as (desk, ids, "ada");
}

static void
end (CaseDesk *desk, char *ids[3])
{
  for (guint i = 0; i < 3; i++)
    g_free (ids[i]);
  case_desk_end (desk);
}

static void
search (CaseDesk *desk, const char *words)
{
  GtkWidget *entry = tree_find (desk->page, GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), words);
}

/* --- The list -------------------------------------------------------------------------------- */

static void
test_order (void)
{
  CaseDesk desk;
  char *ids[3];
  g_autofree char *first = NULL, *last = NULL, *turned = NULL;

  begin (&desk, ids);
  first = need_at (desk.page, 0);
  last = need_at (desk.page, 2);
  g_assert_cmpstr (first, ==, "Répit du samedi");
  g_assert_cmpstr (last, ==, "Accueil temporaire");
  g_assert_cmpstr (cercle_page_get_title (CERCLE_PAGE (desk.page)), ==, "Cases");
  g_assert_cmpstr (cercle_page_get_subtitle (CERCLE_PAGE (desk.page)), ==, "3 open, sorted by due");
  g_signal_emit_by_name (case_desk_list (desk.page), "sort", "person", TRUE);
  g_assert_cmpstr (cercle_page_get_subtitle (CERCLE_PAGE (desk.page)), ==,
                   "3 open, sorted by person");
  case_desk_settle ();
  turned = need_at (desk.page, 0);
  g_assert_cmpstr (turned, ==, "Médecin traitant");
  end (&desk, ids);
}

static void
test_search (void)
{
  CaseDesk desk;
  char *ids[3];
  g_autofree char *need = NULL;
  GtkWidget *entry = NULL;

  begin (&desk, ids);
  entry = tree_find (desk.page, GTK_TYPE_SEARCH_ENTRY, NULL);
  g_assert_true (cercle_page_search (CERCLE_PAGE (desk.page)));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (desk.window)), entry));
  search (&desk, "medec");
  CASE_DESK_WAIT (&desk, case_desk_shows_one);
  need = need_at (desk.page, 0);
  g_assert_cmpstr (need, ==, "Médecin traitant");
  search (&desk, "zzz");
  CASE_DESK_WAIT (&desk, says_empty_cb);
  g_assert_true (tree_shows (desk.page, "No Case Has These Words"));
  g_assert_true (case_desk_key (entry, GDK_KEY_Escape, 0));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  CASE_DESK_WAIT (&desk, has_three_cb);
  end (&desk, ids);
}

/* Return opens, and the case knows its place in the list. */
static void
test_open (void)
{
  CaseDesk desk;
  char *ids[3];
  g_autofree char *asked = NULL, *next = NULL, *none = NULL;
  guint position = 9, n = 0;

  begin (&desk, ids);
  g_signal_emit_by_name (case_desk_list (desk.page), "activate", 1u);
  asked = g_strdup_printf ("open-case %s", ids[1]);
  g_assert_cmpstr (desk.asked, ==, asked);
  g_assert_true (cercle_case_trail_tell (desk.session, ids[1], &position, &n));
  g_assert_cmpuint (position, ==, 1);
  g_assert_cmpuint (n, ==, 3);
  g_assert_false (cercle_case_trail_tell (desk.session, ids[0], &position, &n));
  next = cercle_case_trail_step (desk.session, ids[1], 1);
  g_assert_cmpstr (next, ==, ids[2]);
  none = cercle_case_trail_step (desk.session, ids[2], 1);
  g_assert_null (none);
  /* One comes back to the case one saw last, and no second time. */
  cercle_page_start (CERCLE_PAGE (desk.page));
  g_assert_cmpuint (cercle_compact_list_get_selected (case_desk_list (desk.page)), ==, 2);
  cercle_compact_list_select (case_desk_list (desk.page), 0, TRUE);
  cercle_page_start (CERCLE_PAGE (desk.page));
  g_assert_cmpuint (cercle_compact_list_get_selected (case_desk_list (desk.page)), ==, 0);
  end (&desk, ids);
}

/* What others send does not move the eye: the selected case stays selected. */
static void
test_selection_survives (void)
{
  CaseDesk desk;
  char *ids[3];
  g_autofree char *late = NULL, *more = NULL;
  CercleRow *row = NULL;

  begin (&desk, ids);
  cercle_compact_list_select (case_desk_list (desk.page), 1, TRUE);
  late = day_from_now (desk.session, -9);
  more = case_desk_add (desk.session, "Bruno", "Letourmy", "Fin de séjour", late);
  CASE_DESK_WAIT (&desk, has_four_cb);
  case_desk_settle ();
  row = cercle_compact_list_get_selected_item (case_desk_list (desk.page));
  g_assert_nonnull (row);
  g_assert_cmpstr (cercle_record_get_id (cercle_row_get_record (row)), ==, ids[1]);
  g_object_unref (row);
  end (&desk, ids);
}

/* --- Chips ----------------------------------------------------------------------------------- */

static gboolean
counts_ready_cb (gpointer session)
{
  return cercle_counts_get (cercle_counts_of (session), "mine") == 3;
}

/* A tile's number is the length of the list behind it, whatever the indicator. */
static void
test_indicators (void)
{
  CaseDesk desk;
  char *ids[3];

  begin (&desk, ids);
  room_wait ("the counts", counts_ready_cb, desk.session);
  for (const CercleIndicator *indicator = cercle_indicators; indicator->id != NULL; indicator++)
    {
      const CercleIndicatorContext *context = cercle_session_get_indicator_context (desk.session);
      g_autoptr (CercleQuery) query = indicator->query (context);

      g_test_message ("%s", indicator->id);
      g_clear_pointer (&desk.asked, g_free);
      cercle_page_open (CERCLE_PAGE (desk.page), indicator->id);
      if (cercle_query_get_kind (query) != &cercle_case_kind)
        {
          g_autofree char *asked = g_strdup_printf ("show-indicator %s", indicator->id);
          g_assert_cmpstr (desk.asked, ==, asked);
          continue;
        }
      case_desk_settle ();
      if (indicator->show == CERCLE_SHOW_COUNT)
        g_assert_cmpint (case_desk_n_shown (desk.page), ==,
                         cercle_counts_get (cercle_counts_of (desk.session), indicator->id));
    }
  cercle_page_open (CERCLE_PAGE (desk.page), "open");
  CASE_DESK_WAIT (&desk, has_three_cb);
  end (&desk, ids);
}

/* What counts something else than cases lists the cases of these; only actions have their own page.
 */
static void
test_steering_indicators (void)
{
  CaseDesk desk;
  char *ids[3];
  g_autoptr (CercleRecord) transfer = NULL;
  g_autoptr (GError) error = NULL;
  CercleTx *tx = cercle_tx_new ("Handed over");

  begin (&desk, ids);
  transfer = cercle_session_new_record (desk.session, &cercle_transfer_kind);
  cercle_record_set_text (transfer, CERCLE_TRANSFER_CASE, ids[0]);
  cercle_record_set_text (transfer, CERCLE_TRANSFER_DIRECTION, "out");
  cercle_record_set_text (transfer, CERCLE_TRANSFER_COMMUNITY, "Orne");
  cercle_record_set_text (transfer, CERCLE_TRANSFER_SENT_AT, "2020-06-02T08:00:00.000Z");
  cercle_tx_save (tx, transfer);
  room_commit (desk.session, tx, &error);
  g_assert_no_error (error);
  for (const CercleIndicator *line = cercle_steering_indicators; line->id != NULL; line++)
    {
      g_autoptr (CercleQuery) query =
          line->query (cercle_session_get_indicator_context (desk.session));

      g_clear_pointer (&desk.asked, g_free);
      cercle_page_open (CERCLE_PAGE (desk.page), line->id);
      g_assert_cmpint (desk.asked != NULL, ==,
                       cercle_query_get_kind (query) == &cercle_action_kind);
    }
  cercle_page_open (CERCLE_PAGE (desk.page), "open");
  CASE_DESK_WAIT (&desk, has_three_cb);
  cercle_page_open (CERCLE_PAGE (desk.page), "transfers-waiting");
  CASE_DESK_WAIT (&desk, case_desk_shows_one);
  end (&desk, ids);
}

/* Cases become those without news because days pass, and nothing else: the open list is asked
 * again. */
static void
test_day_turns (void)
{
  CaseDesk desk;
  char *ids[3];

  /* Noon: no test begins on one day and ends on the next. */
  cercle_instant_freeze (
      cercle_instant_from_local (cercle_day_from_ymd (2020, 6, 23), 12 * 60, "Europe/Paris"));
  begin (&desk, ids);
  cercle_page_open (CERCLE_PAGE (desk.page), "silent");
  CASE_DESK_WAIT (&desk, says_empty_cb);
  cercle_instant_freeze (cercle_instant_now () + 10 * G_GINT64_CONSTANT (86400000));
  cercle_session_check_day (desk.session);
  CASE_DESK_WAIT (&desk, has_three_cb);
  end (&desk, ids);
  cercle_instant_freeze (0);
}

/* --- Questions ------------------------------------------------------------------------------- */

static guint
count (CercleSession *session, CercleQuery *query)
{
  g_autoptr (GPtrArray) records = room_find (session, query);
  return records->len;
}

static void
test_filters (void)
{
  CaseDesk desk;
  char *ids[3];
  const CercleIndicatorContext *context = NULL;
  g_autofree char *me = NULL;
  CercleCaseFilter filter = { 0 };

  begin (&desk, ids);
  context = cercle_session_get_indicator_context (desk.session);
  me = g_strconcat ("member:", cercle_record_get_id (cercle_session_get_member (desk.session)),
                    NULL);
  g_assert_true (cercle_cases_filter_is_empty (&filter));
  for (guint round = 0; round < 2; round++)
    {
      const CercleIndicator *indicator = round > 0 ? cercle_indicator_find ("mine") : NULL;
      const struct
      {
        CercleCaseFilter filter;
        guint n;
      } lines[] = {
        { { 0 }, 3 },
        { { .status = "received" }, 3 },
        { { .status = "closed" }, 0 },
        { { .holder = me }, 3 },
        { { .holder = "" }, 0 },
        { { .mission = "respite" }, 0 },
        { { .commune = "14118" }, 0 },
        { { .text = "quesnel" }, 1 },
      };
      for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
        {
          g_autoptr (CercleQuery) query =
              cercle_cases_query (indicator, context, &lines[i].filter, "since", FALSE);
          g_assert_cmpuint (count (desk.session, query), ==, lines[i].n);
        }
    }
  end (&desk, ids);
}

/* A tag of the community on one case. (transfer full): its token. */
static char *
add_tag (CercleSession *session, const char *id)
{
  g_autoptr (CercleRecord) code = cercle_suggest_make_tag (session, "À rappeler le soir");
  g_autoptr (CercleRecord) kase = case_desk_case (session, id);
  g_autoptr (GError) error = NULL;
  CercleTx *tx = cercle_tx_new ("Tag added.");
  char *token = g_strdup (cercle_record_get_text (code, CERCLE_CODE_TOKEN));

  cercle_record_set_token (kase, CERCLE_CASE_TAGS, token, TRUE);
  cercle_tx_save (tx, code);
  cercle_tx_save (tx, kase);
  g_assert_true (room_commit (session, tx, &error));
  g_assert_no_error (error);
  return token;
}

/* Asked for by hand, by a link, and for those without any; the paper says which. */
static void
test_tags (void)
{
  CaseDesk desk;
  char *ids[3];
  g_autofree char *token = NULL, *need = NULL, *where = NULL;
  g_autoptr (CerclePaper) paper = cercle_paper_new (CERCLE_PAPER_CASES);
  g_autoptr (CerclePaper) none = cercle_paper_new (CERCLE_PAPER_CASES);

  /* Who may make tags. */
  begin_as (&desk, ids, "col");
  token = add_tag (desk.session, ids[1]);
  where = g_strdup_printf ("where:mission=&commune=14118&tag=%s", token);
  cercle_page_open (CERCLE_PAGE (desk.page), where);
  CASE_DESK_WAIT (&desk, says_empty_cb);
  g_assert_true (cercle_page_fill_paper (CERCLE_PAGE (desk.page), paper));
  g_assert_nonnull (strstr (paper->words, "Commune: Caen · Tag: À rappeler le soir"));
  g_assert_nonnull (strstr (paper->words, "Mission not told"));
  g_clear_pointer (&where, g_free);
  where = g_strdup_printf ("where:tag=%s", token);
  cercle_page_open (CERCLE_PAGE (desk.page), where);
  CASE_DESK_WAIT (&desk, case_desk_shows_one);
  need = need_at (desk.page, 0);
  g_assert_cmpstr (need, ==, "Médecin traitant");
  g_assert_true (tree_shows (desk.page, "1 Filter"));
  cercle_page_open (CERCLE_PAGE (desk.page), "where:tag=");
  CASE_DESK_WAIT (&desk, case_desk_shows_two);
  g_assert_true (tree_shows (desk.page, "Without a tag"));
  cercle_page_open (CERCLE_PAGE (desk.page), "mine");
  search (&desk, "répit");
  CASE_DESK_WAIT (&desk, case_desk_shows_one);
  g_assert_true (cercle_page_fill_paper (CERCLE_PAGE (desk.page), none));
  g_assert_cmpstr (none->words, ==, "1 found · List: My cases · Search: “répit”");
  end (&desk, ids);
}

static void
test_sort_names (void)
{
  g_autofree char *due = cercle_cases_sort_name (NULL, NULL);
  g_autofree char *since = cercle_cases_sort_name (NULL, "since");
  g_autofree char *own = cercle_cases_sort_name (cercle_indicator_find ("silent"), NULL);

  g_assert_cmpstr (due, ==, "due");
  g_assert_cmpstr (since, ==, "since");
  g_assert_null (own);
}

/* --- Columns --------------------------------------------------------------------------------- */

/* Late is said in words, and every column has its say. */
static void
test_sentence (void)
{
  CaseDesk desk;
  char *ids[3];
  GtkWidget *row = NULL;
  const char *sentence = NULL;

  begin (&desk, ids);
  tree_draw (desk.window);
  row = tree_find (desk.page, CERCLE_TYPE_COMPACT_ROW, NULL);
  g_assert_nonnull (row);
  sentence = cercle_compact_row_get_sentence (CERCLE_COMPACT_ROW (row));
  g_test_message ("%s", sentence);
  g_assert_nonnull (strstr (sentence, "3 days late"));
  g_assert_nonnull (strstr (sentence, "promised"));
  g_assert_nonnull (strstr (sentence, "Mathis Quesnel"));
  g_assert_nonnull (strstr (sentence, "Ada Lemoine"));
  g_assert_nonnull (strstr (sentence, "promise passed"));
  g_assert_nonnull (strstr (sentence, "Received"));
  end (&desk, ids);
}

static void
test_due_words (void)
{
  g_assert_cmpstr (cercle_case_due_words ("call_back"), ==, "call-back");
  g_assert_null (cercle_case_due_words (NULL));
  g_assert_null (cercle_case_due_words ("of a newer program"));
}

/* --- Empty, narrow, named -------------------------------------------------------------------- */

/* Before the first exchange has ended it says that nothing has come yet. */
static gboolean
says_no_open_case_cb (gpointer page)
{
  return says_empty_cb (page) && tree_shows (page, "No Open Case");
}

static void
test_empty (void)
{
  CaseDesk desk;

  case_desk_begin (&desk);
  case_desk_show (&desk, CERCLE_TYPE_CASES_PAGE, 640);
  cercle_page_open (CERCLE_PAGE (desk.page), NULL);
  cercle_page_start (CERCLE_PAGE (desk.page));
  CASE_DESK_WAIT (&desk, says_no_open_case_cb);
  g_signal_emit_by_name (tree_find (desk.page, GTK_TYPE_BUTTON, "New Call"), "clicked");
  g_assert_cmpstr (desk.asked, ==, "new-call");
  case_desk_end (&desk);
}

static void
test_named (void)
{
  CaseDesk desk;
  char *ids[3];
  g_autofree char *unnamed = NULL;

  begin (&desk, ids);
  unnamed = tree_unnamed (desk.page);
  g_assert_cmpstr (unnamed, ==, NULL);
  end (&desk, ids);
}

/* --- Finding by typing ----------------------------------------------------------------------- */

static void
test_suggestions (void)
{
  g_autoptr (GPtrArray) motives = cercle_suggest_find_motives ("carers");
  g_autoptr (GPtrArray) all = cercle_suggest_find_motives ("");
  g_autoptr (GPtrArray) communes = cercle_suggest_find_communes ("herouville", "14");

  g_assert_cmpuint (motives->len, ==, 1);
  g_assert_cmpstr (cercle_suggestion_get_id (motives->pdata[0]), ==, "respite_carers");
  g_assert_cmpuint (all->len, ==, 9);
  g_assert_cmpuint (communes->len, >, 0);
  g_assert_true (g_str_has_prefix (cercle_suggestion_get_id (communes->pdata[0]), "14"));
  g_assert_true (cercle_suggestion_fits ("que mat", "Mathis Quesnel", NULL));
  g_assert_true (cercle_suggestion_fits ("", NULL, NULL));
  g_assert_false (cercle_suggestion_fits ("atis", "Mathis Quesnel", NULL));
}

static void
count_cb (CercleLookup *lookup, guint *n)
{
  (*n)++;
}

static void
test_lookup (void)
{
  GtkWidget *window = gtk_window_new ();
  CercleLookup *lookup = CERCLE_LOOKUP (cercle_lookup_new ("Motive", NULL));
  GtkWidget *entry = gtk_widget_get_first_child (GTK_WIDGET (lookup));
  guint chosen = 0;

  cercle_suggest_motives (lookup);
  g_signal_connect (lookup, "chosen", G_CALLBACK (count_cb), &chosen);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (lookup));
  gtk_window_present (GTK_WINDOW (window));
  tree_draw (window);
  gtk_editable_set_text (GTK_EDITABLE (entry), "fost");
  g_assert_true (cercle_lookup_is_open (lookup));
  g_assert_null (cercle_lookup_get_chosen (lookup));
  g_assert_true (case_desk_key (entry, GDK_KEY_Return, 0));
  g_assert_cmpstr (cercle_lookup_get_chosen (lookup), ==, "ase_foster");
  g_assert_cmpstr (cercle_lookup_get_typed (lookup), ==, "Foster families");
  g_assert_cmpuint (chosen, ==, 1);
  /* Half a word more is nothing yet; Escape brings back what was chosen. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "nothing so called");
  g_assert_null (cercle_lookup_get_chosen (lookup));
  g_assert_false (cercle_lookup_is_open (lookup));
  g_assert_true (tree_shows (GTK_WIDGET (lookup), "Nothing is called so."));
  g_assert_false (case_desk_key (entry, GDK_KEY_Return, 0));
  g_assert_true (case_desk_key (entry, GDK_KEY_Escape, 0));
  g_assert_false (tree_shows (GTK_WIDGET (lookup), "Nothing is called so."));
  g_assert_cmpstr (cercle_lookup_get_chosen (lookup), ==, "ase_foster");
  g_assert_cmpuint (chosen, ==, 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  g_assert_null (cercle_lookup_get_chosen (lookup));
  case_desk_settle ();
  g_assert_cmpuint (chosen, ==, 2);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/cases/order", test_order);
  g_test_add_func ("/cases/search", test_search);
  g_test_add_func ("/cases/open", test_open);
  g_test_add_func ("/cases/selection-survives", test_selection_survives);
  g_test_add_func ("/cases/indicators", test_indicators);
  g_test_add_func ("/cases/steering-indicators", test_steering_indicators);
  g_test_add_func ("/cases/day-turns", test_day_turns);
  g_test_add_func ("/cases/filters", test_filters);
  g_test_add_func ("/cases/tags", test_tags);
  g_test_add_func ("/cases/sort-names", test_sort_names);
  g_test_add_func ("/cases/sentence", test_sentence);
  g_test_add_func ("/cases/due-words", test_due_words);
  g_test_add_func ("/cases/empty", test_empty);
  g_test_add_func ("/cases/named", test_named);
  g_test_add_func ("/lookup/suggestions", test_suggestions);
  g_test_add_func ("/lookup/keys", test_lookup);
  return g_test_run ();
}
