/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Do the records say what they say of a launch, and is each region counted once? */
#include "cercle-community.h"
#include "cercle-launch-table.h"
#include "cercle-meeting.h"
#include "cercle-organisation.h"

#define TODAY "2020-06-10"
#define MEMBER "00000000-0000-7000-8000-000000000002"

static void
add_meeting (GPtrArray *meetings, const char *sort, const char *day, gboolean closed,
             const char *cancelled)
{
  CercleRecord *meeting = cercle_record_new (&cercle_meeting_kind);

  cercle_record_set_text (meeting, CERCLE_MEETING_SORT, sort);
  cercle_record_set_text (meeting, CERCLE_MEETING_HELD_ON, day);
  if (closed)
    cercle_record_set_text (meeting, CERCLE_MEETING_CLOSED_AT, "2020-05-20T10:00:00.000Z");
  cercle_record_set_text (meeting, CERCLE_MEETING_CANCELLED_WHY, cancelled);
  g_ptr_array_add (meetings, meeting);
}

static void
add_referent (GPtrArray *contacts, const char *slot)
{
  CercleRecord *contact = cercle_record_new (&cercle_contact_kind);

  cercle_record_set_text (contact, CERCLE_CONTACT_REFERENT, slot);
  cercle_record_set_text (contact, CERCLE_CONTACT_LAST_NAME, "Hautemer");
  g_ptr_array_add (contacts, contact);
}

static void
test_facts (void)
{
  g_autoptr (GPtrArray) meetings = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) contacts = g_ptr_array_new_with_free_func (g_object_unref);
  CercleLaunchFacts facts = { 0 };
  char *unnamed = NULL;

  cercle_launch_facts (meetings, NULL, TODAY, &facts, &unnamed);
  g_assert_null (facts.consulted_on);
  g_assert_null (facts.unnamed);
  g_assert_null (unnamed);
  /* Held is neither announced, nor cancelled, nor of another sort. */
  add_meeting (meetings, "consultation", "2020-06-12", FALSE, NULL);
  add_meeting (meetings, "consultation", "2020-06-05", TRUE, "Grève");
  add_meeting (meetings, "governance", "2020-06-05", TRUE, NULL);
  add_referent (contacts, "ars");
  add_referent (contacts, "mdph");
  cercle_launch_facts (meetings, contacts, TODAY, &facts, &unnamed);
  g_assert_null (facts.consulted_on);
  g_assert_cmpstr (facts.unnamed, ==, "cd");
  g_free (unnamed);
  add_meeting (meetings, "consultation", "2020-05-20", TRUE, NULL);
  add_meeting (meetings, "consultation", "2020-05-13", TRUE, NULL);
  add_meeting (meetings, "readiness", "2020-06-01", TRUE, NULL);
  add_referent (contacts, "cd");
  cercle_launch_facts (meetings, contacts, TODAY, &facts, &unnamed);
  g_assert_cmpstr (facts.consulted_on, ==, "2020-05-20");
  g_assert_cmpstr (facts.readiness_on, ==, "2020-06-01");
  /* The national pair is not theirs to name. */
  g_assert_cmpstr (facts.unnamed, ==, "");
  g_free (unnamed);
}

typedef struct
{
  GPtrArray *communities, *territories, *launches, *checks;
} France;

/* One community of a territory; planned NULL: no launch is written. (transfer none) */
static CercleRecord *
add_community (France *france, const char *code, const char *name, const char *planned,
               const char *actual)
{
  CercleRecord *territory = cercle_record_new (&cercle_territory_kind);
  CercleRecord *community = cercle_record_new (&cercle_community_kind);

  cercle_record_set_text (territory, CERCLE_TERRITORY_CODE, code);
  cercle_record_set_text (community, CERCLE_COMMUNITY_NAME, name);
  cercle_record_set_text (community, CERCLE_COMMUNITY_TERRITORY, cercle_record_get_id (territory));
  g_ptr_array_add (france->territories, territory);
  g_ptr_array_add (france->communities, community);
  if (planned != NULL)
    {
      CercleRecord *launch = cercle_record_new (&cercle_launch_kind);

      cercle_record_set_text (launch, CERCLE_LAUNCH_COMMUNITY, cercle_record_get_id (community));
      cercle_record_set_text (launch, CERCLE_LAUNCH_PLANNED_ON, planned);
      cercle_record_set_text (launch, CERCLE_LAUNCH_ACTUAL_ON, actual);
      g_ptr_array_add (france->launches, launch);
    }
  return community;
}

static void
check_sum (const CercleLaunchSum *sum, guint regions, guint departments, guint communities)
{
  g_assert_cmpuint (sum->regions, ==, regions);
  g_assert_cmpuint (sum->departments, ==, departments);
  g_assert_cmpuint (sum->communities, ==, communities);
}

static void
test_table (void)
{
  France france = { g_ptr_array_new_with_free_func (g_object_unref),
                    g_ptr_array_new_with_free_func (g_object_unref),
                    g_ptr_array_new_with_free_func (g_object_unref),
                    g_ptr_array_new_with_free_func (g_object_unref) };
  CercleRecord *caen = add_community (&france, "14", "Caen", "2020-06-02", "2020-06-02");
  const CercleLaunchFacts facts = { "2020-05-20", "", NULL };
  CercleLaunchSource source = { france.communities,
                                france.territories,
                                france.launches,
                                france.checks,
                                cercle_record_get_id (caen),
                                TODAY,
                                &facts };
  g_autoptr (CercleLaunchTable) table = NULL;
  g_autofree char *launched = NULL, *planned = NULL;
  const CercleLaunchLine *line = NULL;
  guint alsace = 0, empty = 0;

  add_community (&france, "14", "Auge", "2020-06-15", NULL);
  add_community (&france, "50", "Cotentin", "2020-06-02", "2020-06-09");
  add_community (&france, "6AE", "Alsace", "2020-06-09", "2020-06-09");
  add_community (&france, "971", "Guadeloupe", "2020-06-09", NULL);
  add_community (&france, "33", "Gironde", NULL, NULL);
  add_community (&france, "987", "Papeete", "2020-06-02", "2020-06-02");
  table = cercle_launch_table_new (&source);
  /* 101 départements, one of them twice, and a territory of none. */
  g_assert_cmpuint (table->lines->len, ==, CERCLE_N_DEPARTMENTS + 2);
  check_sum (&table->launched, 2, 4, 4);
  check_sum (&table->planned, 3, 5, 6);
  launched = cercle_launch_sum_words (table, TRUE);
  g_assert_cmpstr (launched, ==, "Launched: 2 regions of 18, 4 départements of 101, 4 communities");
  planned = cercle_launch_sum_words (table, FALSE);
  g_assert_cmpstr (planned, ==,
                   "With a planned day: 3 regions of 18, 5 départements of 101, 6 communities");
  for (guint i = 0; i < table->lines->len; i++)
    {
      line = table->lines->pdata[i];
      alsace +=
          line->region != NULL && g_str_equal (line->region->code, "44") && line->community != NULL;
      empty += line->community == NULL;
      g_assert_true ((line->community == NULL) == (line->standing == NULL));
    }
  g_assert_cmpuint (alsace, ==, 2);
  g_assert_cmpuint (empty, ==, CERCLE_N_DEPARTMENTS - 6);
  line = cercle_launch_table_find (table, cercle_record_get_id (caen));
  g_assert_cmpstr (line->department->code, ==, "14");
  /* What other records say counts for the community whose records they are. */
  g_assert_cmpuint (line->standing->held, ==, 2);
  line = cercle_launch_table_find (table, cercle_record_get_id (france.communities->pdata[2]));
  g_assert_cmpuint (line->standing->held, ==, 0);
  g_assert_null (cercle_launch_table_find (table, MEMBER));
  g_ptr_array_unref (france.communities);
  g_ptr_array_unref (france.territories);
  g_ptr_array_unref (france.launches);
  g_ptr_array_unref (france.checks);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/launch/facts", test_facts);
  g_test_add_func ("/launch/table", test_table);
  return g_test_run ();
}
