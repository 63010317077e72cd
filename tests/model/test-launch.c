/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* May a community start, what is missing, and where does it lie? */
#include <string.h>

#include "cercle-department.h"
#include "cercle-launch.h"

#define SCOPE "c:00000000-0000-7000-8000-000000000001"
#define COMMUNITY "00000000-0000-7000-8000-000000000001"
#define MEMBER "00000000-0000-7000-8000-000000000002"
#define TODAY "2020-06-02"

#define NO_CONSULTATION "No consultation of the ARS, the county council and the MDPH was held."
#define NO_REFERENTS "Nobody has confirmed that the referents are named."
#define NO_ADVISERS "Nobody has confirmed that the advisers are trained."
#define NO_TELEPHONE "Nobody has confirmed that the telephone was tested."
#define NO_HOURS "Nobody has confirmed the opening hours."
#define NO_REVIEW "The operational review is not signed."
#define NO_DAY "No day of launch is planned."
#define ALL_OTHERS NO_ADVISERS "\n" NO_TELEPHONE "\n" NO_HOURS "\n" NO_REVIEW

static const struct
{
  const char *planned, *actual, *confirmed; /* points */
  CercleLaunchFacts facts;
  CercleLaunchState state;
  guint held;
  gboolean may_sign;
  const char *missing;
} lines[] = {
  { NULL,
    NULL,
    "",
    { 0 },
    CERCLE_LAUNCH_UNPLANNED,
    0,
    FALSE,
    NO_CONSULTATION "\n" NO_REFERENTS "\n" ALL_OTHERS "\n" NO_DAY },
  { "2020-06-09",
    NULL,
    "",
    { "2020-05-20", "", NULL },
    CERCLE_LAUNCH_PREPARING,
    2,
    FALSE,
    ALL_OTHERS },
  /* One place that nobody holds is enough, and is named. */
  { "2020-06-09",
    NULL,
    "",
    { "2020-05-20", "cd mdph", NULL },
    CERCLE_LAUNCH_PREPARING,
    1,
    FALSE,
    "Nobody is named: 360 referent of the county council, 360 referent of the MDPH.\n" ALL_OTHERS },
  /* What records do not say, a person confirms. */
  { "2020-06-09",
    NULL,
    "consultations referents",
    { NULL, "ars", NULL },
    CERCLE_LAUNCH_PREPARING,
    2,
    FALSE,
    ALL_OTHERS },
  { "2020-06-09",
    NULL,
    "advisers hours telephone",
    { "2020-05-20", "", NULL },
    CERCLE_LAUNCH_PREPARING,
    5,
    TRUE,
    NO_REVIEW },
  { "2020-06-09",
    NULL,
    "advisers hours review telephone",
    { "2020-05-20", "", NULL },
    CERCLE_LAUNCH_READY,
    6,
    TRUE,
    NULL },
  /* The day itself is not late. */
  { "2020-06-02",
    NULL,
    "advisers hours review telephone",
    { "2020-05-20", "", NULL },
    CERCLE_LAUNCH_READY,
    6,
    TRUE,
    NULL },
  { "2020-06-01",
    NULL,
    "advisers hours review telephone",
    { "2020-05-20", "", NULL },
    CERCLE_LAUNCH_LATE,
    6,
    TRUE,
    NULL },
  /* What was launched is launched; what is missing is still said. */
  { "2020-06-01",
    "2020-06-02",
    "advisers hours telephone",
    { "2020-05-20", "", NULL },
    CERCLE_LAUNCH_LAUNCHED,
    5,
    TRUE,
    NO_REVIEW },
  /* A day to come is no launch yet. */
  { "2020-06-09",
    "2020-06-03",
    "advisers hours review telephone",
    { "2020-05-20", "", NULL },
    CERCLE_LAUNCH_READY,
    6,
    TRUE,
    NULL },
  /* A review that was signed does not sign the rest. */
  { "2020-06-09",
    NULL,
    "review",
    { 0 },
    CERCLE_LAUNCH_PREPARING,
    1,
    FALSE,
    NO_CONSULTATION "\n" NO_REFERENTS "\n" NO_ADVISERS "\n" NO_TELEPHONE "\n" NO_HOURS },
};

static CercleRecord *
make_launch (const char *planned, const char *actual)
{
  g_autofree char *id = cercle_launch_id (SCOPE, COMMUNITY);
  CercleRecord *launch = cercle_record_new_with_id (&cercle_launch_kind, id);

  cercle_record_set_text (launch, CERCLE_LAUNCH_COMMUNITY, COMMUNITY);
  cercle_record_set_text (launch, CERCLE_LAUNCH_PLANNED_ON, planned);
  cercle_record_set_text (launch, CERCLE_LAUNCH_ACTUAL_ON, actual);
  return launch;
}

static CercleRecord *
make_check (const char *launch, const char *point)
{
  g_autofree char *id = cercle_launch_check_id (SCOPE, launch, point);
  CercleRecord *check = cercle_record_new_with_id (&cercle_launch_check_kind, id);

  cercle_record_set_text (check, CERCLE_LAUNCH_CHECK_LAUNCH, launch);
  cercle_record_set_text (check, CERCLE_LAUNCH_CHECK_SORT, point);
  cercle_record_set_text (check, CERCLE_LAUNCH_CHECK_DONE_ON, TODAY);
  cercle_record_set_text (check, CERCLE_LAUNCH_CHECK_DONE_BY, MEMBER);
  return check;
}

static void
test_states (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (CercleRecord) launch = make_launch (lines[i].planned, lines[i].actual);
      g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func (g_object_unref);
      g_auto (GStrv) points = g_strsplit (lines[i].confirmed, " ", -1);
      g_autoptr (CercleLaunchStanding) standing = NULL;

      for (guint j = 0; points[j] != NULL; j++)
        g_ptr_array_add (checks, make_check (cercle_record_get_id (launch), points[j]));
      standing = cercle_launch_state (launch, checks, &lines[i].facts, TODAY);
      g_test_message ("line %u", i);
      g_assert_cmpint (standing->state, ==, lines[i].state);
      g_assert_cmpuint (standing->held, ==, lines[i].held);
      g_assert_cmpint (cercle_launch_may_sign (standing), ==, lines[i].may_sign);
      g_assert_cmpstr (standing->missing, ==, lines[i].missing);
    }
}

/* Points of another community, and points that were taken back, are none; nothing written is no
 * fault. */
static void
test_others (void)
{
  const CercleLaunchFacts nothing = { 0 };
  g_autoptr (CercleRecord) launch = make_launch (NULL, NULL);
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CercleLaunchStanding) standing = NULL, unwritten = NULL;

  g_ptr_array_add (checks, make_check (MEMBER, "hours"));
  g_ptr_array_add (checks, make_check (cercle_record_get_id (launch), "telephone"));
  cercle_record_unset (checks->pdata[1], CERCLE_LAUNCH_CHECK_DONE_ON);
  standing = cercle_launch_state (launch, checks, &nothing, TODAY);
  g_assert_cmpuint (standing->held, ==, 0);
  g_assert_true (standing->points[3].check == checks->pdata[1]);
  g_assert_null (standing->points[4].check);
  unwritten = cercle_launch_state (NULL, NULL, &nothing, TODAY);
  g_assert_cmpint (unwritten->state, ==, CERCLE_LAUNCH_UNPLANNED);
}

/* Nothing is confirmed by nobody. */
static void
test_rules (void)
{
  g_autoptr (CercleRecord) check = make_check (COMMUNITY, CERCLE_LAUNCH_REVIEW);
  g_autoptr (GError) error = NULL;

  g_assert_true (cercle_record_check (check, NULL));
  cercle_record_unset (check, CERCLE_LAUNCH_CHECK_DONE_BY);
  g_assert_false (cercle_record_check (check, &error));
  g_assert_error (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE);
  cercle_record_unset (check, CERCLE_LAUNCH_CHECK_DONE_ON);
  g_assert_true (cercle_record_check (check, NULL));
}

/* Territories of the MDPH list, with the départements they lie in and their region. */
static const struct
{
  const char *territory, *departments, *region;
} places[] = {
  { "14", "14", "Normandie" },
  { "01", "01", "Auvergne-Rhône-Alpes" },
  { "69D", "69", "Auvergne-Rhône-Alpes" },
  { "69M", "69", "Auvergne-Rhône-Alpes" },
  { "6AE", "67 68", "Grand Est" },
  { "20R", "2A 2B", "Corse" },
  { "2A", "2A", "Corse" },
  { "06", "06", "Provence-Alpes-Côte d’Azur" },
  { "971", "971", "Guadeloupe" },
  { "972R", "972", "Martinique" },
  { "976R", "976", "Mayotte" },
  { "987", "", NULL },
  { "999", "", NULL },
  { "", "", NULL },
};

static void
test_places (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      const CercleRegion *region = cercle_region_of_territory (places[i].territory);
      g_autoptr (GString) found = g_string_new (NULL);

      for (guint j = 0; j < CERCLE_N_DEPARTMENTS; j++)
        if (cercle_department_has_territory (&cercle_departments ()[j], places[i].territory))
          g_string_append_printf (found, "%s%s", found->len > 0 ? " " : "",
                                  cercle_departments ()[j].code);
      g_assert_cmpstr (found->str, ==, places[i].departments);
      g_assert_cmpstr (region != NULL ? region->name : NULL, ==, places[i].region);
    }
  for (guint j = 0; j < CERCLE_N_DEPARTMENTS; j++)
    {
      const CercleDepartment *department = &cercle_departments ()[j];

      g_assert_nonnull (cercle_region_find (department->region));
      g_assert_true (cercle_department_has_territory (department, department->code));
      g_assert_true (j == 0 || strcmp (department[-1].code, department->code) < 0);
    }
  g_assert_null (cercle_region_find ("no such region"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/launch/states", test_states);
  g_test_add_func ("/launch/others", test_others);
  g_test_add_func ("/launch/rules", test_rules);
  g_test_add_func ("/launch/places", test_places);
  return g_test_run ();
}
