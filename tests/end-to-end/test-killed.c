/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How much of what is typed does kill -9 take? At most the last 150 ms, at any moment, while keys,
 * saves and a sync run. $CERCLE_KILLS moments, drawn from the seed that is printed first. */
#define G_LOG_DOMAIN "cercle-end-to-end"

#include <string.h>

#include "cercle-json.h"
#include "driver.h"
#include "patience.h"

#define LIMIT 60          /* seconds until something must be seen, on a busy machine */
#define PROMISE_US 150000 /* counted from when the X server has delivered the key */
#define MOST_CHARACTERS 4000
#define AFTER_SAVING                                                                               \
  "mardi 23 juin 2026" /* in the header: an anonymous contact leads back to Today */
#define SAVE_AFTER 100 /* characters, and then the call is saved and the next one begins */

/* One call: what was typed into its words, and when each character was delivered. */
typedef struct
{
  GString *text;
  gint64 at[MOST_CHARACTERS];
  gboolean saving; /* Ctrl+Return was pressed */
} Stream;

typedef struct
{
  Driver *driver;
  char *login;
  guint round, calls, saved;
  guint tabs_to_subject, tabs_to_words;
  gint64 worst; /* µs of typing that a kill took */
  guint restored;
} Fixture;

static void
wait_for_the_form (Desk *desk)
{
  desk_see (desk, "Dans les mots de la personne", LIMIT);
}

/* Where the keyboard is, key by key, until it is in the words or the desk is killed. */
static gboolean
look_for_words (Desk *desk, guint *steps)
{
  for (guint i = 0; i < 40 && !desk_was_killed (desk); i++)
    {
      g_autofree char *focus = desk_focus (desk);
      if (strstr (focus, "Dans les mots de la personne") != NULL)
        return TRUE;
      keys_press ("shift+Tab");
      g_usleep (50000);
      *steps += 1;
    }
  g_assert_true (desk_was_killed (desk));
  return FALSE;
}

/* From the telephone, which has the keyboard in a new call: a contact who gives no name, and
 * backwards to the words. The first time with open eyes, then most of it as the hand knows the way.
 */
static gboolean
walk_to_words (Fixture *fixture, Desk *desk)
{
  guint steps = 0;

  if (fixture->tabs_to_subject == 0)
    fixture->tabs_to_subject = desk_walk_to (desk, "Tab", "Contact anonyme", 20);
  else
    desk_keys (desk, "Tab", fixture->tabs_to_subject);
  desk_key (desk, "space");
  /* GTK lets a button go 250 ms after the space bar. */
  g_usleep (patience_pause (400000));
  desk_keys (desk, "shift+Tab", fixture->tabs_to_subject + fixture->tabs_to_words);
  g_usleep (patience_pause (100000));
  if (!look_for_words (desk, &steps))
    return FALSE;
  /* The button that leads back, and what the header says, come and go. */
  if (fixture->tabs_to_words == 0)
    fixture->tabs_to_words = steps - MIN (steps, 3);
  return TRUE;
}

static void
begin_stream (Fixture *fixture, Stream *stream)
{
  g_string_truncate (stream->text, 0);
  stream->saving = FALSE;
  fixture->calls++;
}

static void
type_one (Fixture *fixture, Stream *stream)
{
  gsize n = stream->text->len;
  g_autofree char *first = g_strdup_printf ("k%uw000 ", fixture->calls);
  gsize length = strlen (first);
  g_autofree char *word = g_strdup_printf ("k%uw%03u ", fixture->calls, (guint) (n / length));
  char c = word[n % length];

  g_assert_cmpuint (n, <, MOST_CHARACTERS);
  stream->at[n] = keys_press_character ((gunichar) c);
  g_string_append_c (stream->text, c);
  g_usleep ((gulong) g_test_rand_int_range (4000, 30000));
}

/* Ctrl+Return, the next call, and back into its words; FALSE when the desk was killed meanwhile. */
static gboolean
save_and_go_on (Fixture *fixture, Desk *desk, Stream *stream)
{
  stream->saving = TRUE;
  keys_press ("ctrl+Return");
  while (!desk_was_killed (desk) && !desk_shows (desk, AFTER_SAVING))
    g_usleep (10000);
  if (desk_was_killed (desk))
    return FALSE;
  fixture->saved++;
  keys_press ("ctrl+n");
  if (!walk_to_words (fixture, desk))
    return FALSE;
  begin_stream (fixture, stream);
  return TRUE;
}

static char *
words_of_draft (const char *content)
{
  g_autoptr (JsonObject) object = cercle_json_parse (content, -1, G_MAXINT, NULL);
  const char *words = NULL;

  if (object == NULL || !cercle_json_text (object, "words", &words, NULL))
    return g_strdup ("");
  return g_strdup (words);
}

/* (transfer full): what the desk's file has of this call, as a draft and saved. */
static char *
drafted (Desk *desk, guint call)
{
  g_autofree char *path = desk_database (desk);
  g_autofree char *ask =
      g_strdup_printf ("SELECT content FROM drafts WHERE content LIKE '%%\"k%uw%%'", call);
  g_autofree char *content = database_ask (path, ask);

  return words_of_draft (content);
}

static char *
kept (Desk *desk, guint call)
{
  g_autofree char *path = desk_database (desk);
  g_autofree char *ask =
      g_strdup_printf ("SELECT words FROM calls WHERE words LIKE 'k%uw%%'", call);
  g_autofree char *saved = database_ask (path, ask);
  g_autofree char *draft = drafted (desk, call);

  if (saved[0] == '\0')
    return g_steal_pointer (&draft);
  /* It is one or the other, and once. */
  g_assert_cmpstr (draft, ==, "");
  g_assert_null (strchr (saved, '\n'));
  return g_steal_pointer (&saved);
}

static void
check_kept (Fixture *fixture, Desk *desk, const Stream *stream, gint64 killed_at, gint64 starved)
{
  g_autofree char *words = kept (desk, fixture->calls);
  gsize length = strlen (words), safe = 0;
  gint64 lost = 0;

  while (safe < stream->text->len &&
         stream->at[safe] <= killed_at - patience_limit (PROMISE_US) - starved)
    safe++;
  if (length < stream->text->len && stream->at[length] < killed_at)
    lost = MAX (0, killed_at - stream->at[length] - starved);
  fixture->worst = MAX (fixture->worst, lost);
  g_test_message ("%u: %u characters typed, %u must be there, %u are; the last %u ms lost%s",
                  fixture->round, (guint) stream->text->len, (guint) safe, (guint) length,
                  (guint) (lost / 1000), stream->saving ? ", while it was saved" : "");
  /* What is saved has lost the space at its end. */
  if (g_str_has_suffix (stream->text->str, " ") && length + 1 == stream->text->len)
    length++;
  if (strncmp (words, stream->text->str, strlen (words)) != 0 || length < safe)
    {
      g_autofree char *path = desk_database (desk);
      g_autofree char *drafts = database_ask (path, "SELECT content FROM drafts");
      g_error ("%u: “%s” became “%s”; drafts: %s", fixture->round, stream->text->str, words,
               drafts);
    }
}

/* The draft that came back stands on the window, and becomes a call like any other. */
static void
save_restored (Fixture *fixture, Desk *desk, const char *words)
{
  desk_see (desk, words, LIMIT);
  fixture->restored++;
  if (fixture->restored == 1)
    desk_picture (desk, "draft-restored");
  desk_key (desk, "ctrl+Return");
  desk_see (desk, AFTER_SAVING, LIMIT);
}

static void
run_round (Fixture *fixture, Stream *stream)
{
  Desk *desk = driver_start_desk (fixture->driver, "desk", fixture->login, "call");
  /* The first in the middle of the words: a draft comes back, however few the kills are. */
  gint from = fixture->round == 0 ? 700 : 150, to = fixture->round == 0 ? 1100 : 2500;
  guint ms = (guint) g_test_rand_int_range (from, to);
  gint64 killed_at, starved;

  wait_for_the_form (desk);
  if (stream->text->len > 0)
    {
      /* Not only in the file: the window shows it. */
      g_autofree char *words = drafted (desk, fixture->calls);
      if (words[0] != '\0')
        save_restored (fixture, desk, words);
    }
  desk_key (desk, "ctrl+n");
  g_assert_true (walk_to_words (fixture, desk));
  begin_stream (fixture, stream);
  desk_kill_in (desk, ms);
  while (!desk_was_killed (desk))
    if (stream->text->len < SAVE_AFTER)
      type_one (fixture, stream);
    else if (!save_and_go_on (fixture, desk, stream))
      break;
  killed_at = desk_wait_killed (desk, patience_limit (PROMISE_US), &starved);
  check_kept (fixture, desk, stream, killed_at, starved);
}

/* Every call that was saved reached the server, and once. */
static void
check_in_the_end (Fixture *fixture)
{
  Desk *desk = driver_start_desk (fixture->driver, "desk", fixture->login, "call");
  g_autofree char *path = NULL;
  g_autofree char *here = NULL;

  wait_for_the_form (desk);
  desk_see (desk, "· 0 en attente", LIMIT);
  path = desk_database (desk);
  here = database_ask (path, "SELECT words FROM calls WHERE words LIKE 'k%w%' ORDER BY words");
  database_wait (driver_database (fixture->driver),
                 "SELECT words FROM calls WHERE words LIKE 'k%w%' ORDER BY words", here, LIMIT);
  desk_quit (desk);
}

static void
test_killed_while_typing (void)
{
  g_autoptr (Driver) driver = driver_new ();
  const char *told = g_getenv ("CERCLE_KILLS");
  guint kills = told != NULL ? (guint) g_ascii_strtoull (told, NULL, 10) : 10;
  g_autofree Stream *stream = g_new0 (Stream, 1);
  Fixture fixture = { .driver = driver };

  g_assert_cmpuint (kills, >, 0);
  fixture.login = driver_make_sample (driver);
  stream->text = g_string_new (NULL);
  driver_start_server (driver);
  for (; fixture.round < kills; fixture.round++)
    run_round (&fixture, stream);
  check_in_the_end (&fixture);
  g_test_message ("%u kills, %u calls begun, %u saved, %u drafts seen again; at worst %u ms lost",
                  kills, fixture.calls, fixture.saved, fixture.restored,
                  (guint) (fixture.worst / 1000));
  g_assert_cmpuint (fixture.restored, >, 0);
  g_string_free (stream->text, TRUE);
  g_free (fixture.login);
}

int
main (int argc, char **argv)
{
  driver_init (&argc, &argv);
  g_test_add_func ("/end-to-end/killed-while-typing", test_killed_while_typing);
  return g_test_run ();
}
