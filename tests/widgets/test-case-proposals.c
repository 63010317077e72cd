/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Several things are proposed to one person: does each say what it is, by the names that the
 * community gave it, and is each chosen or refused by itself? */
#include "case-desk.h"

#include "cercle-case-entry.h"
#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-display.h"
#include "cercle-solution.h"
#include "room.h"

typedef CaseDesk Fixture;

/* As they are typed, and as the case says them: the innovative sorts, and two that are older. */
static const struct
{
  const char *what, *sort, *nature, *lasting, *start, *end;
  const char *sort_said, *nature_said, *lasting_said;
} proposals[] = {
  { "APV avec Mathis", "apv", "created", "lasting", "2020-06-24", NULL,
    "Life-path assistance (APV)", "Created", "Lasting" },
  { "Équipe du mardi", "mobile_team", "created", "temporary", "2020-06-24", "2020-07-24",
    "Mobile medico-social team", "Created", "Temporary" },
  { "Un médecin la nuit", "doctor_on_call", "arranged", "lasting", "2020-06-25", NULL,
    "Regional doctor on call", "Arranged from what exists", "Lasting" },
  { "Relais du samedi", "relay_home", "arranged", "temporary", "2020-06-27", "2020-08-29",
    "Relief at home", "Arranged from what exists", "Temporary" },
  { "Une veilleuse de plus", "more_staff", "created", "temporary", "2020-06-26", "2020-06-29",
    "More staff in last-resort temporary care", "Created", "Temporary" },
  { "Équipe commune", "behaviour_team", "created", "lasting", "2020-07-01", NULL,
    "Shared mobile team for challenging behaviour", "Created", "Lasting" },
};

static void
propose (Fixture *fixture, guint i)
{
  CercleCaseForm *form = case_desk_open_form (fixture, "solution");
  g_autofree char *head = g_strdup_printf ("%s: Proposed", proposals[i].what);

  case_desk_fill (form, CERCLE_SOLUTION_WHAT, proposals[i].what);
  case_desk_fill (form, CERCLE_SOLUTION_SORT, proposals[i].sort);
  case_desk_fill (form, CERCLE_SOLUTION_NATURE, proposals[i].nature);
  case_desk_fill (form, CERCLE_SOLUTION_LASTING, proposals[i].lasting);
  case_desk_fill (form, CERCLE_SOLUTION_START_ON, proposals[i].start);
  if (proposals[i].end != NULL)
    case_desk_fill (form, CERCLE_SOLUTION_END_ON, proposals[i].end);
  g_assert_true (cercle_case_form_save (form));
  case_desk_wait_for_words (fixture, head);
}

/* One under the other, in the order and with the labels of the form. */
static void
assert_said (Fixture *fixture, guint i)
{
  g_autofree char *start = cercle_display_day (proposals[i].start);
  g_autofree char *end = proposals[i].end != NULL ? cercle_display_day (proposals[i].end) : NULL;
  g_autofree char *until = end != NULL ? g_strdup_printf ("\nUntil: %s", end) : g_strdup ("");
  g_autofree char *lines = g_strdup_printf ("Sort of solution: %s\nArranged or created: %s\n"
                                            "Temporary or lasting: %s\nFrom: %s%s",
                                            proposals[i].sort_said, proposals[i].nature_said,
                                            proposals[i].lasting_said, start, until);

  g_test_message ("%s", proposals[i].what);
  g_assert_true (case_desk_says (fixture, lines));
}

/* (transfer full) */
static char *
id_of (Fixture *fixture, const char *what)
{
  g_autoptr (GPtrArray) found =
      case_desk_find (fixture->session, &cercle_solution_kind, fixture->id);

  for (guint i = 0; i < found->len; i++)
    if (g_strcmp0 (cercle_record_get_text (found->pdata[i], CERCLE_SOLUTION_WHAT), what) == 0)
      return g_strdup (cercle_record_get_id (found->pdata[i]));
  g_assert_not_reached ();
}

static void
choose (Fixture *fixture, guint i, const char *choice, const char *why)
{
  g_autofree char *id = id_of (fixture, proposals[i].what);
  g_autofree char *target = g_strconcat ("choice:", id, NULL);
  CercleCaseForm *form = case_desk_open_form (fixture, target);

  case_desk_fill (form, CERCLE_SOLUTION_CHOICE, choice);
  if (why != NULL)
    case_desk_fill (form, CERCLE_SOLUTION_CHOICE_WHY, why);
  g_assert_true (cercle_case_form_save (form));
}

static void
test_side_by_side (void)
{
  Fixture fixture;
  g_autofree char *unnamed = NULL;

  case_desk_begin_case (&fixture, 640);
  for (guint i = 0; i < G_N_ELEMENTS (proposals); i++)
    propose (&fixture, i);
  for (guint i = 0; i < G_N_ELEMENTS (proposals); i++)
    assert_said (&fixture, i);
  unnamed = tree_unnamed (fixture.page);
  g_assert_cmpstr (unnamed, ==, NULL);
  /* Each by itself: the others wait as they did. */
  choose (&fixture, 3, "chosen", NULL);
  case_desk_wait_for_words (&fixture, "Relais du samedi: Chosen by the person");
  choose (&fixture, 0, "refused", "Pas avec des inconnus");
  case_desk_wait_for_words (&fixture, "APV avec Mathis: Refused by the person");
  g_assert_true (case_desk_says (&fixture, "Her reason: Pas avec des inconnus"));
  g_assert_true (case_desk_says (&fixture, "Équipe du mardi: Proposed"));
  g_assert_true (case_desk_says (&fixture, "Un médecin la nuit: Proposed"));
  assert_said (&fixture, 3);
  case_desk_end (&fixture);
}

/* Said where it is typed, and nothing of it is written. */
static void
test_end_before_start (void)
{
  Fixture fixture;
  CercleCaseForm *form = NULL;
  g_autoptr (GPtrArray) found = NULL;

  case_desk_begin_case (&fixture, 1100);
  form = case_desk_open_form (&fixture, "solution");
  case_desk_fill (form, CERCLE_SOLUTION_WHAT, "Relais du samedi");
  case_desk_fill (form, CERCLE_SOLUTION_START_ON, "2020-06-27");
  case_desk_fill (form, CERCLE_SOLUTION_END_ON, "2020-06-20");
  g_assert_false (cercle_case_form_save (form));
  g_assert_true (case_desk_says (&fixture, "A solution cannot end before it starts."));
  found = case_desk_find (fixture.session, &cercle_solution_kind, fixture.id);
  g_assert_cmpuint (found->len, ==, 0);
  case_desk_fill (form, CERCLE_SOLUTION_END_ON, "2020-06-28");
  g_assert_true (cercle_case_form_save (form));
  case_desk_wait_for_words (&fixture, "Relais du samedi: Proposed");
  case_desk_end (&fixture);
}

static void
name_level (CercleSession *session, const char *label)
{
  g_autoptr (CercleRecord) community = cercle_record_copy (cercle_session_get_community (session));
  CercleTx *tx = cercle_tx_new ("Named");
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (community, CERCLE_COMMUNITY_LEVEL_2, label);
  cercle_tx_save (tx, community);
  room_commit (session, tx, &error);
  g_assert_no_error (error);
}

/* What a level is called is the community's: the coordinator renames one, and each case says so. */
static void
test_levels (void)
{
  Fixture fixture;
  g_autoptr (CercleRecord) kase = NULL;
  CercleTx *tx = cercle_tx_new ("Level");
  g_autoptr (GError) error = NULL;

  case_desk_begin_as (&fixture, "col");
  fixture.id = case_desk_add (fixture.session, "Mathis", "Quesnel", "Répit", NULL);
  name_level (fixture.session, "À plusieurs");
  kase = case_desk_case (fixture.session, fixture.id);
  cercle_record_set_integer (kase, CERCLE_CASE_LEVEL, 2);
  cercle_tx_save (tx, kase);
  room_commit (fixture.session, tx, &error);
  g_assert_no_error (error);
  case_desk_show_case (&fixture, 1100);
  case_desk_wait_for_words (&fixture, "II, À plusieurs");
  name_level (fixture.session, "Entre partenaires");
  case_desk_wait_for_words (&fixture, "II, Entre partenaires");
  g_assert_false (case_desk_says (&fixture, "II, À plusieurs"));
  /* Without a name of its own a level is its number. */
  name_level (fixture.session, NULL);
  case_desk_wait_for_words (&fixture, "II");
  case_desk_end (&fixture);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/case-proposals/side-by-side", test_side_by_side);
  g_test_add_func ("/case-proposals/end-before-start", test_end_before_start);
  g_test_add_func ("/case-proposals/levels", test_levels);
  return g_test_run ();
}
