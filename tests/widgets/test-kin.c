/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Do two persons who are linked show each other's case, from one record, and nobody else's? */
#include "case-desk.h"

#include "cercle-case-page.h"
#include "cercle-case.h"
#include "cercle-moves.h"
#include "cercle-person-merge.h"
#include "cercle-person.h"
#include "room.h"

static const char *awaited;

static gboolean
begins_cb (GtkWidget *widget, gpointer words)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
         g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), words);
}

static gboolean
shows_cb (gpointer page)
{
  return tree_walk (page, begins_cb, (gpointer) awaited);
}

static gboolean
opens_cb (GtkWidget *widget, gpointer id)
{
  GVariant *target = NULL;

  if (!GTK_IS_BUTTON (widget) || !gtk_widget_get_mapped (widget) ||
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), "win.open-case") != 0)
    return FALSE;
  target = gtk_actionable_get_action_target_value (GTK_ACTIONABLE (widget));
  return g_str_equal (g_variant_get_string (target, NULL), id);
}

/* Her record among those around him, known as the person of the other case. */
static void
link_them (CaseDesk *desk, const char *his, const char *hers)
{
  g_autoptr (CercleRecord) him = case_desk_person (desk->session, his);
  g_autoptr (CercleRecord) her = case_desk_person (desk->session, hers);
  g_autoptr (CercleRecord) relative =
      cercle_session_new_record (desk->session, &cercle_relative_kind);
  CercleTx *tx = cercle_tx_new ("Relative");
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (relative, CERCLE_RELATIVE_PERSON, cercle_record_get_id (him));
  cercle_record_set_text (relative, CERCLE_RELATIVE_LINK, "mother");
  cercle_record_set_text (relative, CERCLE_RELATIVE_KNOWN, cercle_record_get_id (her));
  cercle_tx_save (tx, relative);
  room_commit (desk->session, tx, &error);
  g_assert_no_error (error);
}

static void
show (CaseDesk *desk, const char *id)
{
  case_desk_show (desk, CERCLE_TYPE_CASE_PAGE, 1100);
  cercle_page_open (CERCLE_PAGE (desk->page), id);
}

static void
test_both_ends (void)
{
  CaseDesk desk;
  g_autofree char *his = NULL, *hers = NULL, *other = NULL;

  case_desk_begin (&desk);
  his = case_desk_add (desk.session, "Mathis", "Quesnel", "Répit du samedi", NULL);
  hers = case_desk_add (desk.session, "Sandrine", "Quesnel", "Aidante épuisée", NULL);
  other = case_desk_add (desk.session, "Thierry", "Onfroy", "Accueil temporaire", NULL);
  link_them (&desk, his, hers);
  show (&desk, his);
  awaited = "Sandrine Quesnel (Mother) also has an open case";
  CASE_DESK_WAIT (&desk, shows_cb);
  g_assert_true (tree_walk (desk.page, opens_cb, hers));
  g_assert_null (tree_unnamed (desk.page));
  show (&desk, hers);
  awaited = "Mathis Quesnel (Son or daughter) also has an open case";
  CASE_DESK_WAIT (&desk, shows_cb);
  g_assert_true (tree_walk (desk.page, opens_cb, his));
  show (&desk, other);
  awaited = "Thierry Onfroy";
  g_assert_false (tree_walk (desk.page, opens_cb, his));
  g_assert_false (tree_walk (desk.page, opens_cb, hers));
  case_desk_end (&desk);
}

static void
commit (CaseDesk *desk, CercleRecord *record)
{
  CercleTx *tx = cercle_tx_new ("Change");
  g_autoptr (GError) error = NULL;

  cercle_tx_save (tx, record);
  room_commit (desk->session, tx, &error);
  g_assert_no_error (error);
}

/* A case that is closed is shown as such, and opens as well. */
static void
test_closed (void)
{
  CaseDesk desk;
  g_autofree char *his = NULL, *hers = NULL;
  g_autoptr (CercleRecord) kase = NULL, closing = NULL;

  case_desk_begin (&desk);
  his = case_desk_add (desk.session, "Mathis", "Quesnel", "Répit du samedi", NULL);
  hers = case_desk_add (desk.session, "Sandrine", "Quesnel", "Aidante épuisée", NULL);
  link_them (&desk, his, hers);
  kase = case_desk_case (desk.session, hers);
  closing = cercle_move_close (kase, "information", NULL);
  commit (&desk, closing);
  show (&desk, his);
  awaited = "Sandrine Quesnel (Mother) had a case, now closed";
  CASE_DESK_WAIT (&desk, shows_cb);
  g_assert_true (tree_walk (desk.page, opens_cb, hers));
  case_desk_end (&desk);
}

/* loser becomes survivor. */
static void
join (CaseDesk *desk, const char *loser, const char *survivor)
{
  g_autoptr (CercleRecord) one = case_desk_person (desk->session, loser);
  g_autoptr (CercleRecord) other = case_desk_person (desk->session, survivor);
  CercleTx *tx = cercle_tx_new ("Merge");
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleRecord) merge = cercle_person_merge (
      one, other, 0, cercle_record_get_id (cercle_session_get_member (desk->session)), &error);

  g_assert_no_error (error);
  cercle_tx_save (tx, one);
  cercle_tx_save (tx, other);
  cercle_tx_save (tx, merge);
  room_commit (desk->session, tx, &error);
  g_assert_no_error (error);
}

/* The link was made to a record that was joined to another one since: both her cases are shown. */
static void
test_merged (void)
{
  CaseDesk desk;
  g_autofree char *his = NULL, *hers = NULL, *again = NULL;

  case_desk_begin (&desk);
  his = case_desk_add (desk.session, "Mathis", "Quesnel", "Répit du samedi", NULL);
  hers = case_desk_add (desk.session, "Sandrine", "Quesnel", "Aidante épuisée", NULL);
  again = case_desk_add (desk.session, "Sandrine", "Quesnel-Leroy", "Arrêt de travail", NULL);
  link_them (&desk, his, hers);
  join (&desk, hers, again);
  show (&desk, his);
  awaited = "Sandrine Quesnel-Leroy (Mother) also has an open case";
  CASE_DESK_WAIT (&desk, shows_cb);
  g_assert_true (tree_walk (desk.page, opens_cb, hers));
  g_assert_true (tree_walk (desk.page, opens_cb, again));
  show (&desk, again);
  awaited = "Mathis Quesnel (Son or daughter) also has an open case";
  CASE_DESK_WAIT (&desk, shows_cb);
  /* Two who were taken for a family turn out to be one person: she is not around herself. */
  join (&desk, again, his);
  show (&desk, his);
  awaited = "Another open case of this person: ";
  CASE_DESK_WAIT (&desk, shows_cb);
  g_assert_true (tree_walk (desk.page, opens_cb, hers));
  g_assert_true (tree_walk (desk.page, opens_cb, again));
  g_assert_false (tree_walk (desk.page, opens_cb, his));
  awaited = "also has an open case";
  g_assert_false (shows_cb (desk.page));
  case_desk_end (&desk);
}

/* Nobody is linked to herself, by whatever way it comes. */
static void
test_self (void)
{
  CaseDesk desk;
  g_autofree char *his = NULL;
  g_autoptr (CercleRecord) him = NULL, relative = NULL;
  CercleTx *tx = cercle_tx_new ("Relative");
  g_autoptr (GError) error = NULL;

  case_desk_begin (&desk);
  his = case_desk_add (desk.session, "Mathis", "Quesnel", "Répit du samedi", NULL);
  him = case_desk_person (desk.session, his);
  relative = cercle_session_new_record (desk.session, &cercle_relative_kind);
  cercle_record_set_text (relative, CERCLE_RELATIVE_PERSON, cercle_record_get_id (him));
  cercle_record_set_text (relative, CERCLE_RELATIVE_KNOWN, cercle_record_get_id (him));
  cercle_tx_save (tx, relative);
  g_assert_false (room_commit (desk.session, tx, &error));
  g_assert_nonnull (strstr (error->message, "Nobody is among those around oneself."));
  case_desk_end (&desk);
}

typedef struct
{
  GPtrArray *found;
} Household;

static void
household_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ((Household *) data)->found =
      cercle_session_find_household_finish (CERCLE_SESSION (source), result, NULL);
}

static gboolean
is_answered_cb (gpointer data)
{
  return ((Household *) data)->found != NULL;
}

static guint
n_at (CaseDesk *desk, const char *phone)
{
  Household household = { NULL };
  guint n = 0;

  cercle_session_find_household_async (desk->session, phone, NULL, NULL, NULL, household_cb,
                                       &household);
  room_wait ("the household", is_answered_cb, &household);
  n = household.found->len;
  g_ptr_array_unref (household.found);
  return n;
}

/* She rings from her own telephone, which her son's record does not have: he is of the household.
 */
static void
test_household (void)
{
  CaseDesk desk;
  g_autofree char *his = NULL, *hers = NULL, *other = NULL;
  g_autoptr (CercleRecord) her = NULL;

  case_desk_begin (&desk);
  his = case_desk_add (desk.session, "Mathis", "Leroy", "Répit du samedi", NULL);
  hers = case_desk_add (desk.session, "Sandrine", "Quesnel", "Aidante épuisée", NULL);
  other = case_desk_add (desk.session, "Thierry", "Onfroy", "Accueil temporaire", NULL);
  her = case_desk_person (desk.session, hers);
  cercle_record_set_text (her, CERCLE_PERSON_PHONE, "+33231000077");
  commit (&desk, her);
  g_assert_cmpuint (n_at (&desk, "+33231000077"), ==, 1);
  link_them (&desk, his, hers);
  g_assert_cmpuint (n_at (&desk, "+33231000077"), ==, 2);
  g_assert_cmpuint (n_at (&desk, "+33231000078"), ==, 0);
  case_desk_end (&desk);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/kin/both-ends", test_both_ends);
  g_test_add_func ("/kin/closed", test_closed);
  g_test_add_func ("/kin/merged", test_merged);
  g_test_add_func ("/kin/self", test_self);
  g_test_add_func ("/kin/household", test_household);
  return g_test_run ();
}
