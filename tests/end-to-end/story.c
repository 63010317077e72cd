/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a step of a journey become keys, and how is its end seen? */
#define G_LOG_DOMAIN "cercle-end-to-end"

#include "story.h"

#include <string.h>

#include "patience.h"

#define FAR 80 /* Tabs, at most */

static const char *story;

void
press (Desk *desk, const char *what, const char *then)
{
  desk_key (desk, what);
  if (then != NULL)
    desk_see (desk, then, STORY_LIMIT);
}

void
turn (Desk *desk, const char *what, const char *then)
{
  desk_key (desk, what);
  desk_see_focus (desk, then, STORY_LIMIT);
}

void
fill (Desk *desk, const char *what, const char *then)
{
  desk_walk_to (desk, "Tab", what, FAR);
  if (then != NULL)
    desk_type (desk, then);
}

void
back (Desk *desk, const char *what, const char *then)
{
  desk_walk_to (desk, "shift+Tab", what, FAR);
  if (then != NULL)
    desk_type (desk, then);
}

void
part (Desk *desk, const char *what, const char *then)
{
  desk_walk_to (desk, "F6", what, 16);
}

void
digit (Desk *desk, const char *what, const char *then)
{
  desk_walk_to (desk, "Tab", what, FAR);
  desk_key (desk, then);
}

void
pick (Desk *desk, const char *what, const char *then)
{
  desk_walk_to (desk, "Tab", what, FAR);
  desk_key (desk, "space");
  /* GTK 4.8 opens it where the keyboard was the last time, not at what is chosen. */
  desk_key (desk, "Home");
  desk_walk_to (desk, "Down", then, 40);
  desk_key (desk, "Return");
  desk_see_focus (desk, what, STORY_LIMIT);
}

void
tick (Desk *desk, const char *what, const char *then)
{
  g_auto (GStrv) checks = g_strsplit (then, "|", -1);

  desk_walk_to (desk, "Tab", what, FAR);
  desk_key (desk, "space");
  for (guint i = 0; checks[i] != NULL; i++)
    {
      desk_walk_to (desk, "Down", checks[i], 40);
      desk_key (desk, "space");
    }
  desk_key (desk, "Escape");
  desk_see_focus (desk, what, STORY_LIMIT);
}

void
find (Desk *desk, const char *what, const char *then)
{
  desk_walk_to (desk, "Tab", what, FAR);
  desk_type (desk, then);
  desk_see_described (desk, then, STORY_LIMIT);
  desk_key (desk, "Return");
}

void
pick_item (Desk *desk, const char *what, const char *then)
{
  g_autofree char *item = NULL;

  desk_walk_to (desk, "Down", what, 40);
  item = desk_focus (desk);
  desk_key (desk, "Return");
  desk_see_focus_leave (desk, item, STORY_LIMIT);
  desk_see (desk, then, STORY_LIMIT);
}

void
unfold (Desk *desk, const char *what, const char *then)
{
  desk_see_focus (desk, what, STORY_LIMIT);
  desk_key (desk, "space");
  desk_see (desk, then, STORY_LIMIT);
}

void
type (Desk *desk, const char *what, const char *then)
{
  desk_type (desk, what);
  if (then != NULL)
    desk_see (desk, then, STORY_LIMIT);
}

void
push (Desk *desk, const char *what, const char *then)
{
  desk_walk_to (desk, "Tab", what, FAR);
  desk_key (desk, "space");
  if (then != NULL)
    desk_see (desk, then, STORY_LIMIT);
}

/* The entry of the path comes by Ctrl+L, and goes by it: once is enough. What newer GTK (4.18)
 * completes while one types may stay behind the caret, unselected: it is taken away. And half a
 * second goes by after the last letter until GTK has seen that there is something to open: Return
 * would be lost. */
void
open_file (Desk *desk, const char *path, const char *then)
{
  /* Of the dialog alone: what led to it may have its title. */
  desk_see (desk, "Dossier personnel", STORY_LIMIT);
  desk_key (desk, "ctrl+l");
  desk_see_typed (desk, "", STORY_LIMIT);
  desk_type (desk, path);
  desk_key (desk, "shift+End");
  desk_key (desk, "Delete");
  desk_see_typed (desk, path, STORY_LIMIT);
  desk_see_button (desk, "Ouvrir", STORY_LIMIT);
  desk_key (desk, "Return");
  desk_see (desk, then, STORY_LIMIT);
}

void
save (Desk *desk, const char *what, const char *then)
{
  desk_key (desk, "ctrl+Return");
  desk_see_window (desk, STORY_LIMIT);
  see (desk, what, then);
}

void
see (Desk *desk, const char *what, const char *then)
{
  desk_see (desk, what, STORY_LIMIT);
  if (then != NULL)
    desk_see_gone (desk, then, STORY_LIMIT);
}

void
learn (Desk *desk, const char *what, const char *then)
{
  desk_key (desk, "ctrl+r");
  see (desk, what, then);
}

void
receives (Desk *desk, const char *what, const char *then)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM persons WHERE %s", what);

  desk_key (desk, "ctrl+r");
  holds (desk, sql, "1");
}

void
holds (Desk *desk, const char *what, const char *then)
{
  g_autofree char *database = desk_database (desk);

  database_wait (database, what, then, STORY_LIMIT);
}

static gboolean
stands_in (const char *path, const char *words)
{
  g_autofree char *content = NULL;
  gsize length = 0;

  return g_file_get_contents (path, &content, &length, NULL) &&
         memmem (content, length, words, strlen (words)) != NULL;
}

static gboolean
has_bytes (Desk *desk, const char *words)
{
  g_autofree char *database = desk_database (desk);
  g_autofree char *journal = g_strconcat (database, "-wal", NULL);

  return stands_in (database, words) || stands_in (journal, words);
}

void
lacks (Desk *desk, const char *what, const char *then)
{
  g_assert_false (has_bytes (desk, what));
}

void
lets_go (Desk *desk, const char *what, const char *then)
{
  gint64 until = g_get_monotonic_time () + patience_limit (STORY_LIMIT * G_USEC_PER_SEC);

  while (has_bytes (desk, what))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      g_usleep (patience_pause (100000));
    }
}

void
has (Desk *desk, const char *what, const char *then)
{
  g_assert_true (has_bytes (desk, what));
}

void
picture (Desk *desk, const char *what, const char *then)
{
  g_autofree char *name = g_strconcat (story, "-", what, NULL);

  desk_picture (desk, name);
}

void
cut_off (Desk *desk, const char *what, const char *then)
{
  desk_cut_off (desk);
}

void
connect_again (Desk *desk, const char *what, const char *then)
{
  desk_connect (desk);
}

void
story_tell (const char *name, Desk *const *desks, const Step *steps, guint n)
{
  guint typed = 0, keys = keys_pressed (&typed);
  gint64 began = g_get_monotonic_time ();

  story = name;
  for (guint i = 0; i < n; i++)
    {
      g_test_message ("%s %u: %s", name, i + 1, steps[i].what != NULL ? steps[i].what : "");
      steps[i].step (desks[steps[i].desk], steps[i].what, steps[i].then);
    }
  guint typed_now = 0, keys_now = keys_pressed (&typed_now);
  g_test_message ("%s: %u characters and %u other keys in %.1f s", name, typed_now - typed,
                  keys_now - keys, (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC);
}
