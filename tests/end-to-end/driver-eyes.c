/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does the window say? Reads the tree that a screen reader reads. */
#define G_LOG_DOMAIN "cercle-end-to-end"

#include <atspi/atspi.h>
#include <string.h>

#include "driver-private.h"
#include "patience.h"

#define MAX_DEPTH 40
#define MAX_CHILDREN 60

typedef gboolean (*Visit) (AtspiAccessible *object, const char *name, gpointer data);

/* What was last told to have got the keyboard, by any program. */
static AtspiAccessible *told_focus;

static void
focused_cb (AtspiEvent *event, void *data)
{
  if (event->detail1 != 0)
    g_set_object (&told_focus, event->source);
  g_boxed_free (ATSPI_TYPE_EVENT, event);
}

static void
open_eyes (void)
{
  if (atspi_init () != 0)
    return;
  AtspiEventListener *listener = atspi_event_listener_new (focused_cb, NULL, NULL);
  atspi_event_listener_register (listener, "object:state-changed:focused", NULL);
}

static void
text_changed_cb (AtspiEvent *event, void *heard)
{
  if (G_VALUE_HOLDS_STRING (&event->any_data) && g_value_get_string (&event->any_data) != NULL)
    g_string_append (heard, g_value_get_string (&event->any_data));
  g_boxed_free (ATSPI_TYPE_EVENT, event);
}

const char *
eyes_hear (void)
{
  static AtspiEventListener *listener;
  static GString *heard;

  if (listener == NULL)
    {
      open_eyes ();
      heard = g_string_new (NULL);
      listener = atspi_event_listener_new (text_changed_cb, heard, NULL);
      atspi_event_listener_register (listener, "object:text-changed", NULL);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  return heard->str;
}

static AtspiAccessible *
find_application (GPid pid)
{
  open_eyes ();
  AtspiAccessible *desktop = atspi_get_desktop (0);
  int n = atspi_accessible_get_child_count (desktop, NULL);
  for (int i = 0; i < n; i++)
    {
      AtspiAccessible *child = atspi_accessible_get_child_at_index (desktop, i, NULL);
      if (child != NULL && (GPid) atspi_accessible_get_process_id (child, NULL) == pid)
        {
          /* Or answers of a moment ago would be given again. What an object can do never changes,
           * and without its states libatspi asks for them before anything else: see has_focus(). */
          atspi_accessible_set_cache_mask (child, ATSPI_CACHE_INTERFACES | ATSPI_CACHE_STATES);
          return child;
        }
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

static gboolean walk (AtspiAccessible *object, guint depth, Visit visit, gpointer data);

/* but (nullable): was seen already. */
static gboolean
walk_children (AtspiAccessible *object, AtspiAccessible *but, guint depth, Visit visit,
               gpointer data)
{
  gboolean stop = FALSE;
  int n = MIN (atspi_accessible_get_child_count (object, NULL), MAX_CHILDREN);

  for (int i = 0; i < n && !stop; i++)
    {
      AtspiAccessible *child = atspi_accessible_get_child_at_index (object, i, NULL);
      if (child != NULL && child != but && (depth == 0 || has_size (child)))
        stop = walk (child, depth + 1, visit, data);
      g_clear_object (&child);
    }
  return stop;
}

/* What it says itself. */
static gboolean
read_one (AtspiAccessible *object, Visit visit, gpointer data)
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
  return stop;
}

static gboolean
walk (AtspiAccessible *object, guint depth, Visit visit, gpointer data)
{
  if (read_one (object, visit, data))
    return TRUE;
  return depth <= MAX_DEPTH && walk_children (object, NULL, depth, visit, data);
}

static gboolean
look (GPid pid, Visit visit, gpointer data)
{
  AtspiAccessible *application = find_application (pid);
  if (application == NULL)
    return FALSE;
  gboolean found = walk (application, 0, visit, data);
  g_object_unref (application);
  return found;
}

/* Where the keyboard was when it was last asked: the next place is rarely far. */
static AtspiAccessible *last_focus;
static GPid last_pid;

/* From there outwards. complete: all of the program was seen. */
static gboolean
look_around (Visit visit, gpointer data, gboolean *complete)
{
  AtspiAccessible *node = g_object_ref (last_focus), *but = NULL;
  gboolean found = walk (node, 1, visit, data);

  while (!found && node != NULL && !*complete)
    {
      AtspiAccessible *parent = atspi_accessible_get_parent (node, NULL);

      g_clear_object (&but);
      but = node;
      node = parent;
      *complete =
          node != NULL && atspi_accessible_get_role (node, NULL) == ATSPI_ROLE_DESKTOP_FRAME;
      if (node != NULL && !*complete)
        found = read_one (node, visit, data) || walk_children (node, but, 1, visit, data);
    }
  g_clear_object (&but);
  g_clear_object (&node);
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
  gboolean complete = FALSE;

  if (last_focus != NULL && last_pid == pid)
    {
      if (look_around (says_cb, (gpointer) words, &complete))
        return TRUE;
      if (complete)
        return FALSE;
    }
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

/* --- The keyboard ---------------------------------------------------------------------------- */

static gboolean
has_state (AtspiAccessible *object, AtspiStateType state)
{
  /* atspi_accessible_clear_cache() goes through all that is below, round and round where a window
   * went. */
  object->cached_properties &= ~(guint) ATSPI_CACHE_STATES;
  AtspiStateSet *states = atspi_accessible_get_state_set (object);
  gboolean has = states != NULL && atspi_state_set_contains (states, state);

  g_clear_object (&states);
  return has;
}

static gboolean
has_focus (AtspiAccessible *object)
{
  return has_state (object, ATSPI_STATE_FOCUSED);
}

/* GTK 4.8 says of no dialog that it is active, and of its own that it is none: one is in front when
 * no window is. */
static gboolean
is_in_front (AtspiAccessible *application, AtspiAccessible *window)
{
  int n = atspi_accessible_get_child_count (application, NULL);
  gboolean front = has_state (window, ATSPI_STATE_ACTIVE);

  if (front || n == 1)
    return TRUE;
  front = atspi_accessible_get_role (window, NULL) != ATSPI_ROLE_FRAME;
  for (int i = 0; i < n && front; i++)
    {
      AtspiAccessible *other = atspi_accessible_get_child_at_index (application, i, NULL);
      front = other == NULL || !has_state (other, ATSPI_STATE_ACTIVE);
      g_clear_object (&other);
    }
  return front;
}

/* What takes the keyboard in a window that stands behind says that it has it (GTK 4.8), and it is
 * the last that was told. */
static gboolean
is_behind (GPid pid, AtspiAccessible *object)
{
  AtspiAccessible *application = find_application (pid);
  AtspiAccessible *node = g_object_ref (object), *parent = NULL;
  gboolean behind = FALSE;

  if (application != NULL && atspi_accessible_get_child_count (application, NULL) > 1)
    {
      while ((parent = atspi_accessible_get_parent (node, NULL)) != NULL && parent != application)
        {
          g_object_unref (node);
          node = parent;
        }
      behind = parent != NULL && !is_in_front (application, node);
      g_clear_object (&parent);
    }
  g_object_unref (node);
  g_clear_object (&application);
  return behind;
}

/* (transfer full) (nullable): asks as little as it can, for it is asked after each key. */
static AtspiAccessible *
focus_below (AtspiAccessible *object, AtspiAccessible *but, guint depth)
{
  AtspiAccessible *found = NULL;

  if (has_focus (object))
    return g_object_ref (object);
  if (depth > MAX_DEPTH)
    return NULL;
  int n = MIN (atspi_accessible_get_child_count (object, NULL), MAX_CHILDREN);
  for (int i = 0; i < n && found == NULL; i++)
    {
      AtspiAccessible *child = atspi_accessible_get_child_at_index (object, i, NULL);
      if (child != NULL && child != but)
        found = focus_below (child, NULL, depth + 1);
      g_clear_object (&child);
    }
  return found;
}

/* (transfer full) (nullable): from where it was outwards. */
static AtspiAccessible *
focus_around (AtspiAccessible *start)
{
  AtspiAccessible *node = g_object_ref (start), *but = NULL, *found = NULL;

  for (guint level = 0; node != NULL && found == NULL && level < MAX_DEPTH; level++)
    {
      AtspiAccessible *parent = NULL;
      if (atspi_accessible_get_role (node, NULL) == ATSPI_ROLE_DESKTOP_FRAME)
        break;
      found = focus_below (node, but, level);
      parent = found == NULL ? atspi_accessible_get_parent (node, NULL) : NULL;
      g_clear_object (&but);
      but = node;
      node = parent;
    }
  g_clear_object (&but);
  g_clear_object (&node);
  return found;
}

/* (transfer full) (nullable): asking one thing instead of a tree of them. */
static AtspiAccessible *
focus_as_told (GPid pid)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  if (told_focus == NULL || (GPid) atspi_accessible_get_process_id (told_focus, NULL) != pid)
    return NULL;
  return has_focus (told_focus) && !is_behind (pid, told_focus) ? g_object_ref (told_focus) : NULL;
}

/* (transfer full) (nullable): in the window that is in front, where there are several. */
static AtspiAccessible *
focus_in_front (AtspiAccessible *application)
{
  AtspiAccessible *found = NULL;
  int n = atspi_accessible_get_child_count (application, NULL);

  for (int i = 0; i < n && found == NULL; i++)
    {
      AtspiAccessible *window = atspi_accessible_get_child_at_index (application, i, NULL);
      if (window != NULL && is_in_front (application, window))
        found = focus_below (window, NULL, 1);
      g_clear_object (&window);
    }
  return found;
}

static AtspiAccessible *
find_focus (GPid pid)
{
  AtspiAccessible *found = focus_as_told (pid);

  if (found == NULL && last_focus != NULL && last_pid == pid)
    {
      found = focus_around (last_focus);
      if (found != NULL && is_behind (pid, found))
        g_clear_object (&found);
    }
  if (found == NULL)
    {
      AtspiAccessible *application = find_application (pid);
      if (application != NULL)
        found = focus_in_front (application);
      g_clear_object (&application);
    }
  return found;
}

static gboolean
first_cb (AtspiAccessible *object, const char *name, gpointer first)
{
  *(char **) first = g_strdup (name);
  return TRUE;
}

/* A line of a list has no name of its own: the first one in it is read. */
static char *
take_focus (GPid pid, AtspiAccessible *found)
{
  char *name = NULL;

  g_clear_object (&last_focus);
  last_focus = found;
  last_pid = pid;
  if (found != NULL)
    walk (found, MAX_DEPTH - 3, first_cb, &name);
  return name != NULL ? name : g_strdup ("");
}

char *
eyes_focus (GPid pid)
{
  return take_focus (pid, find_focus (pid));
}

char *
eyes_focus_description (GPid pid)
{
  char *description = NULL;

  g_free (eyes_focus (pid));
  if (last_focus != NULL)
    description = atspi_accessible_get_description (last_focus, NULL);
  return description != NULL ? description : g_strdup ("");
}

guint
eyes_focus_length (GPid pid)
{
  AtspiText *text = NULL;
  int n = 0;

  g_free (eyes_focus (pid));
  text = last_focus != NULL ? atspi_accessible_get_text_iface (last_focus) : NULL;
  if (text != NULL)
    n = atspi_text_get_character_count (text, NULL);
  g_clear_object (&text);
  return (guint) MAX (n, 0);
}

char *
eyes_focus_typed (GPid pid)
{
  char *typed = NULL;

  g_free (eyes_focus (pid));
  if (last_focus == NULL || !has_state (last_focus, ATSPI_STATE_EDITABLE))
    return NULL;
  typed = text_of (last_focus);
  return typed != NULL ? typed : g_strdup ("");
}

/* GTK 4.8 calls a button of its own "_Open Open". */
static gboolean
can_press_cb (AtspiAccessible *object, const char *name, gpointer words)
{
  return g_str_has_suffix (name, words) && has_state (object, ATSPI_STATE_SENSITIVE) &&
         atspi_accessible_get_role (object, NULL) == ATSPI_ROLE_PUSH_BUTTON;
}

gboolean
eyes_see_button (GPid pid, const char *name)
{
  AtspiAccessible *application = find_application (pid);
  int n = application != NULL ? atspi_accessible_get_child_count (application, NULL) : 0;
  gboolean found = FALSE;

  for (int i = 0; i < n && !found; i++)
    {
      AtspiAccessible *window = atspi_accessible_get_child_at_index (application, i, NULL);
      if (window != NULL && is_in_front (application, window))
        found = walk (window, 1, can_press_cb, (gpointer) name);
      g_clear_object (&window);
    }
  g_clear_object (&application);
  return found;
}

char *
eyes_next_focus (GPid pid, guint ms)
{
  gint64 until = g_get_monotonic_time () + ms * 1000;
  gboolean unnamed =
      FALSE; /* it was told before it had a name, or went while its list was filled */

  while (g_get_monotonic_time () < until)
    {
      if (unnamed || last_focus == NULL || last_pid != pid || !has_focus (last_focus))
        {
          g_autofree char *name = eyes_focus (pid);
          if (name[0] != '\0')
            return g_steal_pointer (&name);
          unnamed = TRUE;
        }
      g_usleep (patience_pause (5000));
    }
  return eyes_focus (pid);
}
