/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does the window say? Reads the tree that a screen reader reads. */
#define G_LOG_DOMAIN "cercle-end-to-end"

#include <atspi/atspi.h>
#include <string.h>

#include "driver-private.h"

#define MAX_DEPTH 40
#define MAX_CHILDREN 60

typedef gboolean (*Visit) (AtspiAccessible *object, const char *name, gpointer data);

static AtspiAccessible *
find_application (GPid pid)
{
  /* Does nothing the second time. */
  atspi_init ();
  AtspiAccessible *desktop = atspi_get_desktop (0);
  int n = atspi_accessible_get_child_count (desktop, NULL);
  for (int i = 0; i < n; i++)
    {
      AtspiAccessible *child = atspi_accessible_get_child_at_index (desktop, i, NULL);
      if (child != NULL && (GPid) atspi_accessible_get_process_id (child, NULL) == pid)
        return child;
      g_clear_object (&child);
    }
  return NULL;
}

/* Pages that were never shown have no size; what lies outside its window was scrolled away. */
static gboolean
has_size (AtspiAccessible *object)
{
  AtspiComponent *component = atspi_accessible_get_component_iface (object);
  if (component == NULL)
    return TRUE;
  AtspiRect *extents = atspi_component_get_extents (component, ATSPI_COORD_TYPE_WINDOW, NULL);
  gboolean sized = extents == NULL || (extents->width > 0 && extents->height > 0);
  g_free (extents);
  g_object_unref (component);
  return sized;
}

static char *
text_of (AtspiAccessible *object)
{
  AtspiText *text = atspi_accessible_get_text_iface (object);
  if (text == NULL)
    return NULL;
  int n = atspi_text_get_character_count (text, NULL);
  char *content = n > 0 ? atspi_text_get_text (text, 0, MIN (n, 4000), NULL) : NULL;
  g_object_unref (text);
  return content;
}

static gboolean
walk (AtspiAccessible *object, guint depth, Visit visit, gpointer data)
{
  g_autofree char *name = atspi_accessible_get_name (object, NULL);
  gboolean stop = FALSE;

  if (name != NULL && name[0] != '\0')
    stop = visit (object, name, data);
  if (!stop)
    {
      g_autofree char *text = text_of (object);
      if (text != NULL && g_strcmp0 (text, name) != 0)
        stop = visit (object, text, data);
    }
  if (stop || depth > MAX_DEPTH)
    return stop;

  int n = MIN (atspi_accessible_get_child_count (object, NULL), MAX_CHILDREN);
  for (int i = 0; i < n && !stop; i++)
    {
      AtspiAccessible *child = atspi_accessible_get_child_at_index (object, i, NULL);
      if (child != NULL && (depth == 0 || has_size (child)))
        stop = walk (child, depth + 1, visit, data);
      g_clear_object (&child);
    }
  return stop;
}

static gboolean
look (GPid pid, Visit visit, gpointer data)
{
  AtspiAccessible *application = find_application (pid);
  if (application == NULL)
    return FALSE;
  /* Without this, answers of a moment ago would be given again. */
  atspi_accessible_clear_cache (application);
  gboolean found = walk (application, 0, visit, data);
  g_object_unref (application);
  return found;
}

static gboolean
says_cb (AtspiAccessible *object, const char *name, gpointer words)
{
  return strstr (name, words) != NULL;
}

gboolean
eyes_see (GPid pid, const char *words)
{
  return look (pid, says_cb, (gpointer) words);
}

static gboolean
collect_cb (AtspiAccessible *object, const char *name, gpointer data)
{
  g_string_append_printf (data, "# %s\n", name);
  return FALSE;
}

char *
eyes_everything (GPid pid)
{
  GString *all = g_string_new (NULL);
  look (pid, collect_cb, all);
  return g_string_free (all, FALSE);
}

/* (transfer full) (nullable): asks as little as it can, for it is asked after each key. */
static char *
focus_below (AtspiAccessible *object, guint depth)
{
  AtspiStateSet *states = atspi_accessible_get_state_set (object);
  gboolean focused = states != NULL && atspi_state_set_contains (states, ATSPI_STATE_FOCUSED);
  char *name = focused ? atspi_accessible_get_name (object, NULL) : NULL;

  g_clear_object (&states);
  if (focused || depth > MAX_DEPTH)
    return name;
  int n = MIN (atspi_accessible_get_child_count (object, NULL), MAX_CHILDREN);
  for (int i = 0; i < n && name == NULL; i++)
    {
      AtspiAccessible *child = atspi_accessible_get_child_at_index (object, i, NULL);
      if (child != NULL)
        name = focus_below (child, depth + 1);
      g_clear_object (&child);
    }
  return name;
}

char *
eyes_focus (GPid pid)
{
  AtspiAccessible *application = find_application (pid);
  char *name = NULL;

  if (application != NULL)
    {
      atspi_accessible_clear_cache (application);
      name = focus_below (application, 0);
      g_object_unref (application);
    }
  return name != NULL ? name : g_strdup ("");
}
