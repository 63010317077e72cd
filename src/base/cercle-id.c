/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does each thing get a name that no other thing will ever have? */
#define G_LOG_DOMAIN "cercle-base"

#include "cercle-id.h"
#include "cercle-instant.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#define COUNTER_MAX 0xfff
#define TIME_MAX ((G_GUINT64_CONSTANT (1) << 48) - 1)

/* One lock for the clock of the identities and for the seeded source. */
static GMutex lock;
static GRand *seeded;
static guint64 last_time;
static guint last_counter;

static void
fill_random (guint8 *bytes, gsize size)
{
  gsize done = 0;

  if (seeded != NULL)
    {
      for (gsize i = 0; i < size; i++)
        bytes[i] = g_rand_int (seeded) >> 24;
      return;
    }
  while (done < size)
    {
      gssize got = getrandom (bytes + done, size - done, 0);

      if (got > 0)
        done += got;
      else if (got < 0 && errno != EINTR)
        g_error ("The system's random source failed: %s", g_strerror (errno));
    }
}

static void
write_hex (const guint8 *bytes, gsize size, char *text)
{
  static const char digits[] = "0123456789abcdef";

  for (gsize i = 0; i < size; i++)
    {
      *text++ = digits[bytes[i] >> 4];
      *text++ = digits[bytes[i] & 0xf];
    }
  *text = '\0';
}

/* (transfer full) */
static char *
uuid_text (guint8 bytes[16], int version)
{
  static const gsize groups[] = { 4, 2, 2, 2, 6 };
  char *text = g_malloc (CERCLE_ID_SIZE);
  char *at = text;

  bytes[6] = (bytes[6] & 0x0f) | (version << 4);
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      write_hex (bytes, groups[i], at);
      bytes += groups[i];
      at += 2 * groups[i];
      if (i + 1 < G_N_ELEMENTS (groups))
        *at++ = '-';
    }
  return text;
}

/* RFC 9562, 6.2, method 1: a counter that starts in its lower half grows within the millisecond and
 * borrows from the next one when it is full. */
static void
advance (guint64 now, guint start)
{
  if (now > last_time)
    {
      last_time = now;
      last_counter = start;
    }
  else if (last_counter < COUNTER_MAX)
    last_counter++;
  else
    {
      last_time++;
      last_counter = start;
    }
}

char *
cercle_id_new (void)
{
  gint64 now = cercle_instant_now ();
  guint8 bytes[16];

  g_mutex_lock (&lock);
  fill_random (bytes + 6, 10);
  advance (CLAMP (now, 0, (gint64) TIME_MAX), (bytes[6] << 8 | bytes[7]) & (COUNTER_MAX >> 1));
  for (int i = 0; i < 6; i++)
    bytes[i] = last_time >> (8 * (5 - i));
  bytes[6] = last_counter >> 8;
  bytes[7] = last_counter;
  g_mutex_unlock (&lock);
  return uuid_text (bytes, 7);
}

/* The length before each part keeps ("ab", "c") apart from ("a", "bc"). */
char *
cercle_id_derive (const char *scope, const char *rule, const char *subject, const char *date)
{
  const char *parts[] = { scope, rule, subject, date };
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *part = parts[i] != NULL ? parts[i] : "";
      guint32 length = GUINT32_TO_BE ((guint32) strlen (part));

      g_checksum_update (checksum, (const guchar *) &length, sizeof length);
      g_checksum_update (checksum, (const guchar *) part, -1);
    }
  g_checksum_get_digest (checksum, digest, &size);
  return uuid_text (digest, 8);
}

gboolean
cercle_id_is_derived (const char *id)
{
  return id[14] == '8';
}

gboolean
cercle_id_is_valid (const char *text)
{
  if (text == NULL)
    return FALSE;
  for (int i = 0; i < CERCLE_ID_SIZE - 1; i++)
    {
      if (i == 8 || i == 13 || i == 18 || i == 23)
        {
          if (text[i] != '-')
            return FALSE;
        }
      else if (!g_ascii_isdigit (text[i]) && (text[i] < 'a' || text[i] > 'f'))
        return FALSE;
    }
  return text[CERCLE_ID_SIZE - 1] == '\0';
}

char *
cercle_id_token (void)
{
  guint8 bytes[32];
  char *text = g_malloc (2 * sizeof bytes + 1);

  g_mutex_lock (&lock);
  fill_random (bytes, sizeof bytes);
  g_mutex_unlock (&lock);
  write_hex (bytes, sizeof bytes, text);
  explicit_bzero (bytes, sizeof bytes);
  return text;
}

void
cercle_id_seed (guint32 seed)
{
  g_mutex_lock (&lock);
  g_clear_pointer (&seeded, g_rand_free);
  if (seed != 0)
    {
      seeded = g_rand_new_with_seed (seed);
      last_time = 0;
      last_counter = 0;
    }
  g_mutex_unlock (&lock);
}
