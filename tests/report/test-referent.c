/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is it known who holds a place today, and since when nobody does? */
#include "cercle-community.h"
#include "cercle-organisation.h"
#include "cercle-referent.h"

#define TODAY "2020-06-23"

static void
add (GPtrArray *contacts, const char *slot, const char *name, const char *from, const char *to)
{
  CercleRecord *contact = cercle_record_new (&cercle_contact_kind);

  cercle_record_set_text (contact, CERCLE_CONTACT_REFERENT, slot);
  cercle_record_set_text (contact, CERCLE_CONTACT_LAST_NAME, name);
  cercle_record_set_text (contact, CERCLE_CONTACT_FROM_ON, from);
  cercle_record_set_text (contact, CERCLE_CONTACT_TO_ON, to);
  g_ptr_array_add (contacts, contact);
}

static const CercleReferentLine *
line_of (GPtrArray *lines, const char *slot)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const CercleReferentLine *line = lines->pdata[i];
      if (g_str_equal (line->slot->token, slot))
        return line;
    }
  g_error ("no place %s", slot);
}

static void
check (GPtrArray *lines, const char *slot, guint holders, gboolean gap, const char *until)
{
  const CercleReferentLine *line = line_of (lines, slot);

  g_test_message ("%s", slot);
  g_assert_cmpuint (line->holders->len, ==, holders);
  g_assert_cmpint (line->gap, ==, gap);
  g_assert_cmpstr (line->until, ==, until);
}

static void
test_nobody (void)
{
  g_autoptr (GPtrArray) contacts = g_ptr_array_new ();
  g_autoptr (GPtrArray) lines = cercle_referents_group (contacts, TODAY);

  for (const CercleChoice *slot = cercle_referents; slot->token != NULL; slot++)
    check (lines, slot->token, 0, !g_str_equal (slot->token, "hotline"), NULL);
}

/* The last day is held; who comes later does not hold it yet; the last to go says since when. */
static void
test_terms (void)
{
  g_autoptr (GPtrArray) contacts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) lines = NULL;

  add (contacts, "ars", "Hautemer", "2020-03-01", TODAY);
  add (contacts, "cd", "Later", "2020-06-24", NULL);
  add (contacts, "cd", "First", NULL, "2019-12-31");
  add (contacts, "cd", "Second", "2020-01-01", "2020-05-31");
  add (contacts, "mdph", "Tanquerel", NULL, NULL);
  add (contacts, "national", "One", NULL, NULL);
  add (contacts, "hotline", "Odigo", NULL, NULL);
  lines = cercle_referents_group (contacts, TODAY);
  check (lines, "ars", 1, FALSE, NULL);
  check (lines, "cd", 0, TRUE, "2020-05-31");
  check (lines, "mdph", 1, FALSE, NULL);
  check (lines, "national", 1, TRUE, NULL);
  check (lines, "hotline", 1, FALSE, NULL);
  add (contacts, "national", "Two", NULL, NULL);
  g_clear_pointer (&lines, g_ptr_array_unref);
  lines = cercle_referents_group (contacts, TODAY);
  check (lines, "national", 2, FALSE, NULL);
}

static void
check_coordinators (const char *mode, const char *roles, guint n, const char *gap)
{
  g_autoptr (CercleRecord) community = cercle_record_new (&cercle_community_kind);
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *told = NULL;

  cercle_record_set_text (community, CERCLE_COMMUNITY_COORDINATION, mode);
  for (guint i = 0; i < n; i++)
    {
      CercleRecord *member = cercle_record_new (&cercle_member_kind);

      cercle_record_set_text (member, CERCLE_MEMBER_ROLE, roles);
      g_ptr_array_add (members, member);
    }
  told = cercle_coordinators_gap (community, members);
  g_assert_cmpstr (told, ==, gap);
  if (n == 0 || gap != NULL)
    return;
  /* Whoever has left leaves a gap. */
  cercle_record_set_flag (members->pdata[0], CERCLE_MEMBER_INACTIVE, TRUE);
  g_clear_pointer (&told, g_free);
  told = cercle_coordinators_gap (community, members);
  g_assert_cmpstr (told, ==,
                   n > 1 ? "One of the two coordinators is missing"
                         : "Nobody coordinates the community");
}

/* One suffices but where the MDPH and the managing bodies coordinate together. */
static void
test_coordinators (void)
{
  check_coordinators ("mdph", "coordinator", 0, "Nobody coordinates the community");
  check_coordinators ("mdph", "adviser", 2, "Nobody coordinates the community");
  check_coordinators ("og", "coordinator", 1, NULL);
  check_coordinators (NULL, "coordinator", 1, NULL);
  check_coordinators ("pair", "coordinator", 0, "Nobody coordinates the community");
  check_coordinators ("pair", "coordinator", 1, "One of the two coordinators is missing");
  check_coordinators ("pair", "coordinator", 2, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/referent/nobody", test_nobody);
  g_test_add_func ("/referent/terms", test_terms);
  g_test_add_func ("/referent/coordinators", test_coordinators);
  return g_test_run ();
}
