/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Are the tables of all kinds sound? */
#include <string.h>

#include "cercle-choices.h"
#include "cercle-community.h"
#include "cercle-kind.h"
#include "cercle-macros.h"
#include "cercle-record.h"

static const char *const names[] = {
  "territory", "community", "member", "code", "organisation", "place",
  "service", "contact", "notice", "capacity", "campaign", "enquiry",
  "import", "source", "document", "matrix", "rule", "person",
  "relative", "case", "call", "event", "action", "consent",
  "right", "request", "solution", "transfer", "merge", "filter",
  "review", "review_item", "review_place", "article", "series", "meeting",
  "attendee", "template_line", "question", "agenda_item", "decision", "correction",
  "meeting_note", "answer_use", "launch", "launch_check", "calendar_address", "opening", "conflict", "draft", "access",
  "waiting_list", "waiting_row",
};

/* Columns that every table has besides its fields. */
static const char envelope[] = "id kind scope audience prev_audience rev seq created_by created_at "
                               "updated_by updated_at deleted extra field_revs";

static gboolean
is_name (const char *text)
{
  return g_ascii_islower (*text) && strlen (text) <= 40 &&
         strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen (text);
}

/* Typed as one likes, told as the community calls it. */
static void
test_levels (void)
{
  const struct
  {
    const char *typed;
    gint64 level;
  } lines[] = {
    { "1", 1 },        { "II", 2 },   { "iii", 3 }, { "II, Coordination entre partenaires", 2 },
    { "3: staff", 3 }, { "", 0 },     { "0", 0 },   { "4", 0 },
    { "IIII", 0 },     { "deux", 0 }, { "12", 0 },
  };
  g_autoptr (CercleRecord) community = cercle_record_new (&cercle_community_kind);
  g_autofree char *plain = cercle_level_words (NULL, 2);
  g_autofree char *named = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    g_assert_cmpint (cercle_level_parse (lines[i].typed), ==, lines[i].level);
  g_assert_cmpstr (plain, ==, "II");
  cercle_record_set_text (community, CERCLE_COMMUNITY_LEVEL_2, "Coordination");
  named = cercle_level_words (community, 2);
  g_assert_cmpstr (named, ==, "II, Coordination");
  g_assert_cmpint (cercle_level_parse (named), ==, 2);
}

static void
assert_choices (const CercleChoice *choices)
{
  g_assert_nonnull (choices);
  g_assert_nonnull (choices->token);
  for (const CercleChoice *choice = choices; choice->token != NULL; choice++)
    {
      g_assert_true (is_name (choice->token));
      g_assert_nonnull (choice->label);
      g_assert_cmpstr (choice->label, !=, "");
      g_assert_true (cercle_choice_find (choices, choice->token) == choice);
      g_assert_cmpstr (cercle_choice_label (choices, choice->token), ==, choice->label);
    }
  g_assert_null (cercle_choice_find (choices, "no such token"));
  g_assert_null (cercle_choice_find (choices, NULL));
  g_assert_cmpstr (cercle_choice_label (choices, "raw"), ==, "raw");
}

static guint
position_of (const CercleKind *kind)
{
  for (guint i = 0; cercle_kinds ()[i] != NULL; i++)
    if (cercle_kinds ()[i] == kind)
      return i;
  g_assert_not_reached ();
}

static void
assert_targets (const CercleKind *kind, const CercleField *field)
{
  g_auto (GStrv) targets = g_strsplit (field->targets, " ", -1);

  for (guint i = 0; targets[i] != NULL; i++)
    {
      const CercleKind *target = cercle_kind_find (targets[i]);
      g_assert_nonnull (target);
      /* Who sent a case holds it: the case names what comes to a desk after it. */
      if (g_str_equal (targets[i], "transfer") && g_str_has_prefix (field->targets, "member "))
        continue;
      g_assert_cmpuint (position_of (target), <=, position_of (kind));
    }
}

static void
assert_type (const CercleKind *kind, const CercleField *field)
{
  gboolean chosen = field->type == CERCLE_CHOICE || field->type == CERCLE_SET;

  g_assert_false (field->choices != NULL && field->list != NULL);
  g_assert_true (chosen || field->choices == NULL);
  if (field->choices != NULL)
    assert_choices (field->choices);
  if (field->type == CERCLE_CHOICE)
    g_assert_nonnull (field->choices);
  if (field->type == CERCLE_CODE)
    g_assert_nonnull (field->list);
  if (field->type == CERCLE_SET)
    g_assert_cmpint (1, ==,
                     (field->choices != NULL) + (field->list != NULL) + (field->targets != NULL) +
                         ((field->flags & CERCLE_COMMUNE) != 0));
  if (field->type == CERCLE_REF)
    g_assert_nonnull (field->targets);
  if (field->targets != NULL)
    assert_targets (kind, field);
  if (field->type == CERCLE_INTEGER)
    g_assert_cmpint (field->min, <, field->max);
  if (field->flags & CERCLE_PHONE)
    g_assert_cmpint (field->type, ==, CERCLE_TEXT);
  if (field->type == CERCLE_TEXT || field->type == CERCLE_NOTE)
    g_assert_cmpint (cercle_field_max_length (field), >, 0);
  else
    g_assert_cmpint (cercle_field_max_length (field), ==, 0);
}

static void
assert_group (const CercleKind *kind, guint field)
{
  guint64 group = cercle_kind_group (kind, field);

  g_assert_true (group & CERCLE_MASK (field));
  if (kind->fields[field].group == NULL)
    g_assert_cmpuint (group, ==, CERCLE_MASK (field));
  else
    /* A set merges by itself, and a derived field is not merged at all. */
    g_assert_true (kind->fields[field].type != CERCLE_SET &&
                   !(kind->fields[field].flags & CERCLE_DERIVED));
  for (guint i = 0; i < kind->n_fields; i++)
    if (group & CERCLE_MASK (i))
      g_assert_cmpuint (cercle_kind_group (kind, i), ==, group);
}

static void
test_fields (gconstpointer data)
{
  const CercleKind *kind = data;

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const CercleField *field = &kind->fields[i];

      g_assert_nonnull (field->name);
      g_assert_true (is_name (field->name));
      g_assert_false (cercle_tokens_contain (envelope, field->name));
      g_assert_cmpint (cercle_kind_field (kind, field->name), ==, (int) i);
      g_assert_nonnull (field->label);
      g_assert_cmpstr (field->label, !=, "");
      g_assert_cmpuint (field->since, >=, 1);
      g_assert_false ((field->flags & CERCLE_PUBLIC) && (field->flags & CERCLE_PERSONAL));
      assert_type (kind, field);
      assert_group (kind, i);
    }
  g_assert_cmpint (cercle_kind_field (kind, "no_such_field"), ==, -1);
  g_assert_cmpint (cercle_kind_field (kind, NULL), ==, -1);
}

static void
test_personal (gconstpointer data)
{
  const CercleKind *kind = data;

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const CercleField *field = &kind->fields[i];
      gboolean speaks = field->type == CERCLE_TEXT || field->type == CERCLE_NOTE;
      gboolean says = (field->flags & CERCLE_PERSONAL) != 0;

      g_assert_cmpint (cercle_field_is_personal (field), ==,
                       !(field->flags & CERCLE_PUBLIC) && (speaks || says));
    }
}

static void
test_kind (gconstpointer data)
{
  const CercleKind *kind = data;

  g_assert_true (cercle_kind_find (kind->name) == kind);
  g_assert_true (is_name (kind->name));
  g_assert_true (is_name (kind->table));
  g_assert_cmpstr (kind->label, !=, "");
  g_assert_cmpuint (kind->n_fields, <=, CERCLE_MAX_FIELDS);
  g_assert_cmpuint (kind->n_fields, >, 0);
  g_assert_cmpuint (strspn (kind->scopes, "ctnu"), ==, strlen (kind->scopes));
  g_assert_nonnull (cercle_choice_find (cercle_audiences, kind->audience));
  g_assert_true (g_type_is_a (kind->get_type (), CERCLE_TYPE_RECORD));
  for (guint i = 0; cercle_kinds ()[i] != NULL; i++)
    if (cercle_kinds ()[i] != kind)
      g_assert_cmpstr (cercle_kinds ()[i]->table, !=, kind->table);
  if (kind->parent != NULL)
    {
      int field = cercle_kind_field (kind, kind->parent);
      g_assert_cmpint (field, >=, 0);
      g_assert_cmpint (kind->fields[field].type, ==, CERCLE_REF);
    }
  for (guint i = 0; i < kind->n_fields; i++)
    g_assert_cmpint ((cercle_kind_mask (kind, CERCLE_TOLD) & CERCLE_MASK (i)) != 0, ==,
                     (kind->fields[i].flags & CERCLE_TOLD) != 0);
}

static void
test_registry (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpstr (cercle_kinds ()[i]->name, ==, names[i]);
  g_assert_null (cercle_kinds ()[G_N_ELEMENTS (names)]);
  g_assert_null (cercle_kind_find ("no_such_kind"));
  g_assert_null (cercle_kind_find (NULL));
}

static void
test_choices (void)
{
  static const CercleChoice *const lists[] = {
    cercle_missions,     cercle_sub_missions,
    cercle_statuses,     cercle_closing_motives,
    cercle_channels,     cercle_origins,
    cercle_requesters,   cercle_communication,
    cercle_complexities, cercle_call_back_channels,
    cercle_priorities,   cercle_known,
    cercle_families,     cercle_weekdays,
    cercle_roles,        cercle_audiences,
    cercle_hostings,     cercle_responsibilities,
    cercle_yes_no,       cercle_contents,
    cercle_slots,        cercle_risks,
    cercle_escalations,  cercle_first_line_answers,
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    assert_choices (lists[i]);
  for (const CercleChoice *choice = cercle_sub_missions; choice->token != NULL; choice++)
    g_assert_nonnull (cercle_choice_find (cercle_missions, cercle_mission_of (choice->token)));
  g_assert_null (cercle_mission_of (NULL));
  g_assert_null (cercle_mission_of ("nothing"));
}

static void
test_roles (void)
{
  for (guint role = 0; role < CERCLE_N_ROLES; role++)
    {
      g_auto (GStrv) audiences = g_strsplit (cercle_role_audiences ((CercleRole) role), " ", -1);

      g_assert_cmpint (cercle_role_parse (cercle_roles[role].token), ==, (int) role);
      g_assert_true (g_strv_contains ((const char *const *) audiences, "national"));
      g_assert_false (g_strv_contains ((const char *const *) audiences, "protected"));
      for (guint i = 0; audiences[i] != NULL; i++)
        g_assert_nonnull (cercle_choice_find (cercle_audiences, audiences[i]));
    }
  g_assert_cmpint (cercle_role_parse ("king"), ==, CERCLE_N_ROLES);
  g_assert_cmpint (cercle_role_parse (NULL), ==, CERCLE_N_ROLES);
  g_assert_cmpstr (cercle_role_audiences (CERCLE_ROLE_ADMINISTRATOR), ==, "national");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    GTestDataFunc test;
  } walks[] = {
    { "/model/kind", test_kind },
    { "/model/fields", test_fields },
    { "/model/personal", test_personal },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tables/levels", test_levels);
  g_test_add_func ("/model/registry", test_registry);
  g_test_add_func ("/model/choices", test_choices);
  g_test_add_func ("/model/roles", test_roles);
  for (guint i = 0; i < G_N_ELEMENTS (walks); i++)
    for (const CercleKind *const *kind = cercle_kinds (); *kind != NULL; kind++)
      {
        g_autofree char *path = g_strconcat (walks[i].path, "/", (*kind)->name, NULL);
        g_test_add_data_func (path, *kind, walks[i].test);
      }
  return g_test_run ();
}
