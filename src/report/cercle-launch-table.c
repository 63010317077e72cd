/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which communities have started, where, and how far are the others? */
#define G_LOG_DOMAIN "cercle-report"

#include "cercle-launch-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-community.h"
#include "cercle-macros.h"
#include "cercle-meeting.h"
#include "cercle-referent.h"

/* --- What other records say ------------------------------------------------------------------ */

CercleQuery *
cercle_launch_meetings_query (void)
{
  CercleQuery *query = cercle_query_new (&cercle_meeting_kind);

  cercle_query_where (query, CERCLE_MEETING_SORT, CERCLE_IN, "consultation readiness");
  cercle_query_sort (query, -1, CERCLE_MEETING_HELD_ON, FALSE);
  return query;
}

static const char *
last_held (GPtrArray *meetings, const char *sort, const char *today)
{
  const char *last = NULL;

  for (guint i = 0; meetings != NULL && i < meetings->len; i++)
    {
      CercleRecord *meeting = meetings->pdata[i];
      const char *day = cercle_record_get_text (meeting, CERCLE_MEETING_HELD_ON);

      if (g_strcmp0 (cercle_record_get_text (meeting, CERCLE_MEETING_SORT), sort) == 0 &&
          cercle_record_is_set (meeting, CERCLE_MEETING_CLOSED_AT) &&
          cercle_meeting_state (meeting) != CERCLE_MEETING_CANCELLED && day != NULL &&
          strcmp (day, today) <= 0 && g_strcmp0 (day, last) > 0)
        last = day;
    }
  return last;
}

/* The places of the département; the national pair is not the community's to name. */
static char *
list_unnamed (GPtrArray *contacts, const char *today)
{
  g_autoptr (GPtrArray) lines = cercle_referents_group (contacts, today);
  g_autoptr (GString) unnamed = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const CercleReferentLine *line = lines->pdata[i];

      if (line->gap && cercle_tokens_contain ("ars cd mdph", line->slot->token))
        g_string_append_printf (unnamed, "%s%s", unnamed->len > 0 ? " " : "", line->slot->token);
    }
  return g_string_free (g_steal_pointer (&unnamed), FALSE);
}

void
cercle_launch_facts (GPtrArray *meetings, GPtrArray *contacts, const char *today,
                     CercleLaunchFacts *facts, char **unnamed)
{
  *unnamed = contacts != NULL ? list_unnamed (contacts, today) : NULL;
  facts->consulted_on = last_held (meetings, "consultation", today);
  facts->readiness_on = last_held (meetings, "readiness", today);
  facts->unnamed = *unnamed;
}

/* --- The table ------------------------------------------------------------------------------- */

static void
line_free (gpointer data)
{
  CercleLaunchLine *line = data;

  g_clear_object (&line->community);
  g_clear_object (&line->launch);
  g_clear_pointer (&line->standing, cercle_launch_standing_free);
  g_free (line);
}

/* Its code of the MDPH list; NULL where the territory is not known. */
static const char *
territory_of (const CercleLaunchSource *source, CercleRecord *community)
{
  const char *id = cercle_record_get_text (community, CERCLE_COMMUNITY_TERRITORY);

  for (guint i = 0; i < source->territories->len; i++)
    if (g_strcmp0 (cercle_record_get_id (source->territories->pdata[i]), id) == 0)
      return cercle_record_get_text (source->territories->pdata[i], CERCLE_TERRITORY_CODE);
  return NULL;
}

static CercleRecord *
launch_of (const CercleLaunchSource *source, CercleRecord *community)
{
  for (guint i = 0; i < source->launches->len; i++)
    if (g_strcmp0 (cercle_record_get_text (source->launches->pdata[i], CERCLE_LAUNCH_COMMUNITY),
                   cercle_record_get_id (community)) == 0)
      return source->launches->pdata[i];
  return NULL;
}

static void
add_line (CercleLaunchTable *self, const CercleLaunchSource *source,
          const CercleDepartment *department, CercleRecord *community)
{
  static const CercleLaunchFacts unknown;
  CercleLaunchLine *line = g_new0 (CercleLaunchLine, 1);
  gboolean own = community != NULL && source->facts != NULL &&
                 g_strcmp0 (cercle_record_get_id (community), source->own) == 0;

  line->department = department;
  line->region = department != NULL ? cercle_region_find (department->region) : NULL;
  if (community != NULL)
    {
      g_set_object (&line->community, community);
      g_set_object (&line->launch, launch_of (source, community));
      line->standing = cercle_launch_state (line->launch, source->checks,
                                            own ? source->facts : &unknown, source->today);
    }
  g_ptr_array_add (self->lines, line);
}

static void
add_department (CercleLaunchTable *self, const CercleLaunchSource *source,
                const CercleDepartment *department)
{
  guint before = self->lines->len;

  for (guint i = 0; i < source->communities->len; i++)
    {
      CercleRecord *community = source->communities->pdata[i];

      if (cercle_department_has_territory (department, territory_of (source, community)))
        add_line (self, source, department, community);
    }
  if (self->lines->len == before)
    add_line (self, source, department, NULL);
}

static gboolean
is_counted (const CercleLaunchLine *line, gboolean launched)
{
  if (line->standing == NULL)
    return FALSE;
  return line->standing->state == CERCLE_LAUNCH_LAUNCHED ||
         (!launched && line->standing->state != CERCLE_LAUNCH_UNPLANNED);
}

/* Each région, département and community once, however many lines it has. */
static void
sum (const CercleLaunchTable *self, gboolean launched, CercleLaunchSum *sum)
{
  g_autoptr (GHashTable) regions = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) departments = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) communities = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->lines->len; i++)
    {
      const CercleLaunchLine *line = self->lines->pdata[i];

      if (!is_counted (line, launched))
        continue;
      g_hash_table_add (communities, line->community);
      if (line->department == NULL)
        continue;
      g_hash_table_add (departments, (gpointer) line->department);
      g_hash_table_add (regions, (gpointer) line->region);
    }
  sum->regions = g_hash_table_size (regions);
  sum->departments = g_hash_table_size (departments);
  sum->communities = g_hash_table_size (communities);
}

static int
compare_regions (gconstpointer a, gconstpointer b)
{
  const CercleRegion *one = *(const CercleRegion *const *) a;
  const CercleRegion *other = *(const CercleRegion *const *) b;

  return g_utf8_collate (one->name, other->name);
}

static void
add_regions (CercleLaunchTable *self, const CercleLaunchSource *source)
{
  g_autoptr (GPtrArray) regions = g_ptr_array_new ();

  for (guint i = 0; i < CERCLE_N_REGIONS; i++)
    g_ptr_array_add (regions, (gpointer) &cercle_regions ()[i]);
  g_ptr_array_sort (regions, compare_regions);
  for (guint r = 0; r < regions->len; r++)
    for (guint i = 0; i < CERCLE_N_DEPARTMENTS; i++)
      {
        const CercleDepartment *department = &cercle_departments ()[i];

        if (g_str_equal (department->region, ((const CercleRegion *) regions->pdata[r])->code))
          add_department (self, source, department);
      }
}

CercleLaunchTable *
cercle_launch_table_new (const CercleLaunchSource *source)
{
  CercleLaunchTable *self = g_new0 (CercleLaunchTable, 1);

  self->lines = g_ptr_array_new_with_free_func (line_free);
  add_regions (self, source);
  for (guint i = 0; i < source->communities->len; i++)
    if (cercle_region_of_territory (territory_of (source, source->communities->pdata[i])) == NULL)
      add_line (self, source, NULL, source->communities->pdata[i]);
  sum (self, FALSE, &self->planned);
  sum (self, TRUE, &self->launched);
  return self;
}

void
cercle_launch_table_free (CercleLaunchTable *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->lines);
  g_free (self);
}

const CercleLaunchLine *
cercle_launch_table_find (const CercleLaunchTable *self, const char *community)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const CercleLaunchLine *line = self->lines->pdata[i];

      if (line->community != NULL &&
          g_strcmp0 (cercle_record_get_id (line->community), community) == 0)
        return line;
    }
  return NULL;
}

char *
cercle_launch_sum_words (const CercleLaunchTable *self, gboolean launched)
{
  const CercleLaunchSum *sum = launched ? &self->launched : &self->planned;
  g_autofree char *regions =
      g_strdup_printf (ngettext ("%u region of %u", "%u regions of %u", sum->regions), sum->regions,
                       CERCLE_N_REGIONS);
  g_autofree char *departments =
      g_strdup_printf (ngettext ("%u département of %u", "%u départements of %u", sum->departments),
                       sum->departments, CERCLE_N_DEPARTMENTS);
  g_autofree char *communities = g_strdup_printf (
      ngettext ("%u community", "%u communities", sum->communities), sum->communities);

  /* TRANSLATORS: "13 regions of 18", "50 départements of 101", "52 communities". */
  return g_strdup_printf (launched ? _ ("Launched: %1$s, %2$s, %3$s")
                                   : _ ("With a planned day: %1$s, %2$s, %3$s"),
                          regions, departments, communities);
}
