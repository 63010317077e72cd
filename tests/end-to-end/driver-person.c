/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a person at a desk press, and what does she wait for? */
#define G_LOG_DOMAIN "cercle-end-to-end"

#include <string.h>

#include "driver-private.h"
#include "patience.h"

/* There is no window manager: the keyboard is where we put it, in front. One that may be killed any
 * moment is not waited for. 0: its keys go where the keyboard is. */
static gulong
take_keyboard (Desk *desk)
{
  gint64 until = driver_moment_in (60);
  gulong front = 0;

  keys_look_at (desk->display);
  if (desk->killer != NULL)
    {
      front = keys_find_window (desk->pid);
      keys_focus_window (front != 0 ? front : desk->window);
      return 0;
    }
  while ((front = keys_take (desk->pid, (guint) patience_pause (1000))) == 0)
    if (g_get_monotonic_time () > until)
      g_error ("no window of %s takes the keyboard", desk->name);
  return front;
}

/* window: as take_keyboard() told; what has it now. A chord, or (NULL) a character. */
static gulong
strike (Desk *desk, gulong window, const char *chord, gunichar character)
{
  if (window == 0 && chord != NULL)
    keys_press (chord);
  else if (window == 0)
    keys_press_character (character);
  else
    while (!keys_strike (window, chord, character))
      window = take_keyboard (desk);
  return window;
}

void
desk_key (Desk *desk, const char *key)
{
  strike (desk, take_keyboard (desk), key, 0);
}

void
desk_keys (Desk *desk, const char *key, guint times)
{
  gulong window = take_keyboard (desk);

  for (guint i = 0; i < times; i++)
    {
      window = strike (desk, window, key, 0);
      g_usleep (8000);
    }
}

void
desk_type (Desk *desk, const char *text)
{
  gulong window = take_keyboard (desk);

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      window = strike (desk, window, NULL, g_utf8_get_char (c));
      g_usleep (3000);
    }
}

gboolean
desk_shows (Desk *desk, const char *words)
{
  return eyes_see (desk->pid, words);
}

static void
wait_for (Desk *desk, const char *words, gboolean present, guint seconds)
{
  gint64 until = driver_moment_in (seconds);
  while (g_get_monotonic_time () < until)
    {
      gint64 began = g_get_monotonic_time ();

      /* Gone it is only from a window that answers. */
      if (eyes_see (desk->pid, words) == present && (present || eyes_see (desk->pid, "Cercle")))
        return;
      /* A window that is always asked has no time for what it is asked about. */
      g_usleep (MAX (patience_pause (40000), (gulong) (g_get_monotonic_time () - began)));
    }
  g_autofree char *all = desk_everything (desk);
  desk_picture (desk, "failure");
  g_printerr ("%s", all);
  g_error ("%s: “%s” is %s", desk->name, words, present ? "not there" : "still there");
}

void
desk_see (Desk *desk, const char *words, guint seconds)
{
  wait_for (desk, words, TRUE, seconds);
}

void
desk_see_gone (Desk *desk, const char *words, guint seconds)
{
  wait_for (desk, words, FALSE, seconds);
}

char *
desk_focus (Desk *desk)
{
  return eyes_focus (desk->pid);
}

void
desk_see_focus (Desk *desk, const char *words, guint seconds)
{
  gint64 until = driver_moment_in (seconds);
  g_autofree char *focus = NULL;

  take_keyboard (desk);
  for (focus = eyes_focus (desk->pid); strstr (focus, words) == NULL;
       focus = eyes_next_focus (desk->pid, patience_pause (200)))
    {
      /* Its window may have come only now. */
      take_keyboard (desk);
      if (g_get_monotonic_time () > until)
        {
          desk_picture (desk, "failure");
          g_error ("%s: “%s” has the keyboard, not “%s”", desk->name, focus, words);
        }
      g_free (focus);
    }
}

void
desk_see_focus_leave (Desk *desk, const char *name, guint seconds)
{
  gint64 until = driver_moment_in (seconds);
  g_autofree char *focus = eyes_focus (desk->pid);

  for (; g_str_equal (focus, name); focus = eyes_next_focus (desk->pid, patience_pause (200)))
    {
      if (g_get_monotonic_time () > until)
        g_error ("%s: “%s” still has the keyboard", desk->name, name);
      g_free (focus);
    }
}

void
desk_see_window (Desk *desk, guint seconds)
{
  gint64 until = driver_moment_in (seconds);

  while (take_keyboard (desk) != desk->window)
    {
      if (g_get_monotonic_time () > until)
        {
          desk_picture (desk, "failure");
          g_error ("%s: something stands before its window", desk->name);
        }
      g_usleep (patience_pause (20000));
    }
}

void
desk_see_described (Desk *desk, const char *words, guint seconds)
{
  gint64 until = driver_moment_in (seconds);
  g_autofree char *said = eyes_focus_description (desk->pid);

  for (; strstr (said, words) == NULL; said = eyes_focus_description (desk->pid))
    {
      if (g_get_monotonic_time () > until)
        {
          desk_picture (desk, "failure");
          g_error ("%s: “%s” is described, not “%s”", desk->name, said, words);
        }
      g_free (said);
      g_usleep (patience_pause (20000));
    }
}

void
desk_see_length (Desk *desk, guint characters, guint seconds)
{
  gint64 until = driver_moment_in (seconds);
  guint length = eyes_focus_length (desk->pid);

  for (; length != characters; length = eyes_focus_length (desk->pid))
    {
      if (g_get_monotonic_time () > until)
        g_error ("%s: %u characters have the keyboard, not %u", desk->name, length, characters);
      g_usleep (patience_pause (20000));
    }
}

void
desk_see_typed (Desk *desk, const char *text, guint seconds)
{
  gint64 until = driver_moment_in (seconds);
  g_autofree char *typed = eyes_focus_typed (desk->pid);

  for (; g_strcmp0 (typed, text) != 0; typed = eyes_focus_typed (desk->pid))
    {
      if (g_get_monotonic_time () > until)
        {
          desk_picture (desk, "failure");
          g_error ("%s: “%s” is typed, not “%s”", desk->name, typed != NULL ? typed : "nothing",
                   text);
        }
      g_free (typed);
      g_usleep (patience_pause (20000));
    }
}

void
desk_see_button (Desk *desk, const char *name, guint seconds)
{
  gint64 until = driver_moment_in (seconds);

  while (!eyes_see_button (desk->pid, name))
    {
      if (g_get_monotonic_time () > until)
        {
          desk_picture (desk, "failure");
          g_error ("%s: “%s” cannot be pressed", desk->name, name);
        }
      g_usleep (patience_pause (40000));
    }
}

/* words of "=X": exactly X. */
static gboolean
says (const char *focus, const char *words)
{
  return words[0] == '=' ? g_str_equal (focus, words + 1) : strstr (focus, words) != NULL;
}

guint
desk_walk_to (Desk *desk, const char *key, const char *words, guint tries)
{
  g_autofree char *focus = eyes_focus (desk->pid);
  g_autoptr (GString) way = g_string_new (focus);
  guint n = 0;

  for (; n < tries && !says (focus, words); n++)
    {
      g_autofree char *before = g_steal_pointer (&focus);

      desk_key (desk, key);
      focus = eyes_next_focus (desk->pid, patience_pause (800));
      if (g_str_equal (focus, before))
        {
          /* At the end, or too busy until now: once it gives a sign, the key was heard. */
          take_keyboard (desk);
          g_free (focus);
          focus = eyes_focus (desk->pid);
        }
      g_string_append_printf (way, " → %s", focus);
    }
  if (!says (focus, words))
    {
      desk_picture (desk, "failure");
      g_error ("%s: the keyboard does not reach “%s”: %s", desk->name, words, way->str);
    }
  g_test_message ("%s: %s", desk->name, way->str);
  return n;
}

char *
desk_everything (Desk *desk)
{
  return eyes_everything (desk->pid);
}

void
desk_picture (Desk *desk, const char *name)
{
  const char *folder = g_getenv ("CERCLE_PICTURES");
  if (folder == NULL)
    return;
  g_mkdir_with_parents (folder, 0755);
  g_autofree char *file = g_strdup_printf ("%s/%s-%s.png", folder, desk->name, name);
  keys_look_at (desk->display);
  g_usleep (250000);
  keys_save_screen (file);
}
