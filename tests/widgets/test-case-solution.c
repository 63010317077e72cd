/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does what is proposed to the person cover her week, and is it asked about afterwards? */
#include "case-desk.h"

#include "cercle-case-part.h"
#include "cercle-case-transfers.h"
#include "cercle-case.h"
#include "cercle-event.h"
#include "cercle-solution.h"
#include "room.h"

typedef CaseDesk Fixture;

/* (transfer full): "choice:" and the identity of the one solution. */
static char *
choice_of (Fixture *fixture)
{
  g_autoptr (GPtrArray) found =
      case_desk_find (fixture->session, &cercle_solution_kind, fixture->id);

  g_assert_cmpuint (found->len, ==, 1);
  return g_strconcat ("choice:", cercle_record_get_id (found->pdata[0]), NULL);
}

/* What is needed and not covered is a sign and words. */
static void
test_week (void)
{
  Fixture fixture;
  CercleCaseForm *form = NULL;
  g_autofree char *target = NULL;

  case_desk_begin_case (&fixture, 0);
  case_desk_show_case (&fixture, 1100);
  case_desk_wait_for_words (&fixture, "No part of the week is said to need covering.");
  form = case_desk_open_form (&fixture, "week");
  case_desk_fill (form, CERCLE_CASE_SLOTS_NEEDED, "sat_am sat_pm");
  g_assert_true (cercle_case_form_save (form));
  case_desk_wait_for_words (&fixture, "Parts of the week are not covered yet.");
  form = case_desk_open_form (&fixture, "solution");
  g_assert_false (cercle_case_form_save (form));
  g_assert_true (case_desk_says (&fixture, "Say what is proposed."));
  case_desk_fill (form, CERCLE_SOLUTION_WHAT, "Relais à domicile");
  case_desk_fill (form, CERCLE_SOLUTION_START_ON, "today");
  case_desk_fill (form, CERCLE_SOLUTION_SLOTS, "sat_am sat_pm");
  g_assert_true (cercle_case_form_save (form));
  case_desk_wait_for_words (&fixture, "Relais à domicile: Proposed");
  /* Proposed covers nothing. */
  g_assert_true (case_desk_says (&fixture, "Parts of the week are not covered yet."));
  target = choice_of (&fixture);
  form = case_desk_open_form (&fixture, target);
  case_desk_fill (form, CERCLE_SOLUTION_CHOICE, "chosen");
  g_assert_true (cercle_case_form_save (form));
  case_desk_wait_for_words (&fixture, "Every part of the week that is needed is covered.");
  case_desk_end (&fixture);
}

typedef struct
{
  GtkWidget *page;
  guint open, cancelled;
} FollowUps;

/* As the page has read them. */
static gboolean
has_follow_ups_cb (gpointer data)
{
  const FollowUps *wanted = data;
  CercleCaseFile *file = cercle_case_part_get_file (
      CERCLE_CASE_PART (tree_find (wanted->page, CERCLE_TYPE_CASE_TRANSFERS, NULL)));
  guint n_open = 0, n_cancelled = 0;

  for (guint i = 0; file != NULL && i < file->actions->len; i++)
    {
      const char *state = cercle_record_get_text (file->actions->pdata[i], CERCLE_ACTION_STATE);

      n_open += g_strcmp0 (state, "open") == 0;
      n_cancelled += g_strcmp0 (state, "cancelled") == 0;
    }
  return n_open == wanted->open && n_cancelled == wanted->cancelled;
}

/* Of a solution that begins later, or that she no longer wants, nothing is asked on the old days;
 * chosen again, it is asked about again. */
static void
test_follow_ups (void)
{
  static const struct
  {
    const char *choice, *why, *start;
    guint open, cancelled;
  } choices[] = {
    { "chosen", NULL, "+1", 3, 0 },
    { "chosen", NULL, "+3", 3, 3 },
    /* Where nothing is left, the case is called back; that gives way again. */
    { "refused", "Trop loin", NULL, 1, 6 },
    { "chosen", NULL, NULL, 3, 4 },
  };
  Fixture fixture;
  CercleCaseForm *form = NULL;
  g_autofree char *target = NULL;

  case_desk_begin_case (&fixture, 1100);
  form = case_desk_open_form (&fixture, "solution");
  case_desk_fill (form, CERCLE_SOLUTION_WHAT, "Relais à domicile");
  g_assert_true (cercle_case_form_save (form));
  case_desk_wait_for_words (&fixture, "Relais à domicile: Proposed");
  target = choice_of (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      FollowUps wanted = { fixture.page, choices[i].open, choices[i].cancelled };

      form = case_desk_open_form (&fixture, target);
      case_desk_fill (form, CERCLE_SOLUTION_CHOICE, choices[i].choice);
      if (choices[i].why != NULL)
        case_desk_fill (form, CERCLE_SOLUTION_CHOICE_WHY, choices[i].why);
      if (choices[i].start != NULL)
        case_desk_fill (form, CERCLE_SOLUTION_START_ON, choices[i].start);
      g_assert_true (cercle_case_form_save (form));
      ROOM_WAIT (has_follow_ups_cb, &wanted);
    }
  case_desk_end (&fixture);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/case-solution/week", test_week);
  g_test_add_func ("/case-solution/follow-ups", test_follow_ups);
  return g_test_run ();
}
