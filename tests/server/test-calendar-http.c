/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a program that knows only HTTP and iCalendar follow a community's meetings? */
#include <libical/ical.h>
#include <string.h>

#include "cercle-calendar-address.h"
#include "cercle-id.h"
#include "cercle-instant.h"
#include "cercle-json.h"
#include "cercle-vault.h"
#include "cercle-wire.h"
#include "server-process.h"

typedef struct
{
  Process *process;
  char *token; /* of the calendar */
  char *headers;
} Room;

/* (transfer full): the coordinator's session. */
static char *
sign_in (Process *process)
{
  g_autofree char *body = cercle_wire_put_login ("col", PROCESS_PASSWORD, "desk");
  g_autofree char *answer = process_ask (process, "POST", "/v1/session", NULL, body);
  const char *text = process_body (answer);
  g_autoptr (CercleGrant) grant = cercle_wire_get_grant (text, strlen (text), NULL);

  g_assert_cmpuint (process_status (answer), ==, 201);
  g_assert_nonnull (grant);
  return g_strdup_printf ("Authorization: Bearer %s\r\nContent-Type: application/json\r\n",
                          grant->token);
}

/* (transfer full): the identity; id: of what is changed, or NULL: it is new. */
static char *
write_item (Room *room, const char *kind, const char *id, const char *set)
{
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_mutation_free);
  CercleMutation *item = g_new0 (CercleMutation, 1);
  g_autofree char *body = NULL, *answer = NULL;

  item->mid = cercle_id_new ();
  item->kind = cercle_kind_find (kind);
  item->id = id != NULL ? g_strdup (id) : cercle_id_new ();
  item->scope = g_strconcat ("c:", room->process->community, NULL);
  item->op = id != NULL ? CERCLE_OP_PATCH : CERCLE_OP_CREATE;
  item->base_rev = id != NULL ? 1 : 0;
  item->set = cercle_json_parse (set, -1, 65536, NULL);
  g_assert_nonnull (item->set);
  item->at = cercle_instant_now_text ();
  g_ptr_array_add (items, item);
  body = cercle_wire_put_batch ("desk", items);
  answer = process_ask (room->process, "POST", "/v1/mutations", room->headers, body);
  g_assert_cmpuint (process_status (answer), ==, 200);
  g_assert_nonnull (strstr (answer, "\"applied\""));
  return g_strdup (item->id);
}

static void
room_begin (Room *room)
{
  Process *process = process_new (TRUE);

  process_found (process);
  g_assert_cmpint (process_command (process, NULL, NULL, "user", "add", "col", "--database",
                                    process->database, "--role", "coordinator", "--last-name",
                                    "Col", "--password-file", process->password_file, NULL),
                   ==, 0);
  process_start (process);
  room->process = process;
  room->headers = sign_in (process);
  room->token = cercle_id_token ();
}

static void
room_end (Room *room)
{
  g_assert_cmpint (process_stop (room->process), ==, 0);
  process_free (room->process);
  g_free (room->token);
  g_free (room->headers);
}

/* (transfer full): the whole answer. */
static char *
ask (Room *room, const char *headers)
{
  g_autofree char *path =
      g_strconcat (CERCLE_CALENDAR_PATH, room->token, CERCLE_CALENDAR_ENDING, NULL);

  return process_ask (room->process, "GET", path, headers, NULL);
}

/* (transfer full): the entity tag of an answer, in its quotes. */
static char *
tag_of (const char *answer)
{
  const char *at = strstr (answer, "\r\nETag: ");
  const char *from = at != NULL ? at + strlen ("\r\nETag: ") : NULL;

  g_assert_nonnull (from);
  return g_strndup (from, (gsize) (strstr (from, "\r\n") - from));
}

static int
count_events (const char *body)
{
  icalcomponent *calendar = icalparser_parse_string (body);
  int n;

  g_assert_nonnull (calendar);
  g_assert_cmpint (icalcomponent_count_errors (calendar), ==, 0);
  n = icalcomponent_count_components (calendar, ICAL_VEVENT_COMPONENT);
  icalcomponent_free (calendar);
  return n;
}

/* Read without an account, asked for again by its tag, read anew once something changed, and gone.
 */
static void
test_followed (void)
{
  Room room;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *meeting = g_strdup_printf (
      "{\"sort\":\"staff\",\"held_on\":\"%s\",\"starts_at\":540,\"length\":30}", day);
  g_autofree char *hash = NULL, *set = NULL, *address = NULL, *first = NULL, *tag = NULL,
                  *known = NULL, *same = NULL, *other = NULL, *gone = NULL, *log = NULL;

  room_begin (&room);
  hash = cercle_vault_hash_token (room.token);
  set = g_strdup_printf ("{\"name\":\"CD 14\",\"hash\":\"%s\"}", hash);
  g_free (write_item (&room, "meeting", NULL, meeting));
  address = write_item (&room, "calendar_address", NULL, set);
  first = ask (&room, NULL);
  g_assert_cmpuint (process_status (first), ==, 200);
  g_assert_nonnull (strstr (first, "\r\nContent-Type: text/calendar; charset=utf-8\r\n"));
  g_assert_nonnull (strstr (first, "\r\nCache-Control: private, no-cache\r\n"));
  g_assert_cmpint (count_events (process_body (first)), ==, 1);
  tag = tag_of (first);
  known = g_strdup_printf ("If-None-Match: %s\r\n", tag);
  same = ask (&room, known);
  g_assert_cmpuint (process_status (same), ==, 304);
  g_assert_cmpstr (process_body (same), ==, "");
  g_free (write_item (&room, "meeting", NULL, meeting));
  other = ask (&room, known);
  g_assert_cmpuint (process_status (other), ==, 200);
  g_assert_cmpint (count_events (process_body (other)), ==, 2);
  g_free (write_item (&room, "calendar_address", address,
                      "{\"revoked_at\":\"2020-06-23T10:00:00.000Z\"}"));
  gone = ask (&room, known);
  g_assert_cmpuint (process_status (gone), ==, 404);
  g_assert_null (strstr (gone, "VCALENDAR"));
  /* The log knows which address was read, and no address. */
  log = process_log (room.process);
  g_assert_nonnull (strstr (log, address));
  g_assert_null (strstr (log, room.token));
  room_end (&room);
}

/* Other methods, a path that goes further and a query are refused; a token with strange signs, too.
 */
static void
test_refused (void)
{
  static const struct
  {
    const char *method, *path;
    guint status;
  } lines[] = {
    { "POST", CERCLE_CALENDAR_PATH "x.ics", 405 },
    { "DELETE", CERCLE_CALENDAR_PATH "x.ics", 405 },
    { "GET", CERCLE_CALENDAR_PATH "x/y.ics", 404 },
    { "GET", CERCLE_CALENDAR_PATH "x.ics?all=1", 422 },
    { "GET", CERCLE_CALENDAR_PATH "", 404 },
    { "GET", CERCLE_CALENDAR_PATH "%27OR1", 400 },
    { "GET", CERCLE_CALENDAR_PATH "x.ics", 404 },
    { "GET", CERCLE_CALENDAR_PATH ".ics", 404 },
  };
  Room room;

  room_begin (&room);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *answer =
          process_ask (room.process, lines[i].method, lines[i].path, NULL, NULL);

      if (process_status (answer) != lines[i].status)
        g_test_message ("%s %s: %s", lines[i].method, lines[i].path, answer);
      g_assert_cmpuint (process_status (answer), ==, lines[i].status);
    }
  room_end (&room);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar-http/followed", test_followed);
  g_test_add_func ("/calendar-http/refused", test_refused);
  return g_test_run ();
}
