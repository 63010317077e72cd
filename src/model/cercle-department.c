/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which régions and départements are there, and where does a territory lie? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-department.h"

#include <string.h>

#include "cercle-record.h"

#include "cercle-departements.inc"
G_STATIC_ASSERT (G_N_ELEMENTS (departments) == CERCLE_N_DEPARTMENTS);
G_STATIC_ASSERT (G_N_ELEMENTS (regions) == CERCLE_N_REGIONS);

/* Whose code does not begin with that of its département. */
static const struct
{
  const char *territory, *departments;
} exceptions[] = {
  { "20R", "2A 2B" },
  { "6AE", "67 68" },
};

const CercleRegion *
cercle_regions (void)
{
  return regions;
}

const CercleDepartment *
cercle_departments (void)
{
  return departments;
}

const CercleRegion *
cercle_region_find (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (regions); i++)
    if (g_strcmp0 (regions[i].code, code) == 0)
      return &regions[i];
  return NULL;
}

/* "69M" and "972R" are 69 and 972; "971" is not 97, and "2A" is not 2. */
gboolean
cercle_department_has_territory (const CercleDepartment *department, const char *territory)
{
  gsize length = strlen (department->code);

  if (territory == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (exceptions); i++)
    if (g_str_equal (exceptions[i].territory, territory))
      return cercle_tokens_contain (exceptions[i].departments, department->code);
  return strncmp (territory, department->code, length) == 0 && !g_ascii_isdigit (territory[length]);
}

const CercleRegion *
cercle_region_of_territory (const char *territory)
{
  for (guint i = 0; i < G_N_ELEMENTS (departments); i++)
    if (cercle_department_has_territory (&departments[i], territory))
      return cercle_region_find (departments[i].region);
  return NULL;
}
