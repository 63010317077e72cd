/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Where does the desk keep its files, and what opens them? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-desk-file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "cercle-id.h"
#include "cercle-instant.h"
#include "cercle-vault.h"

#define GROUP "desk"
#define KEY_BYTES 32
#define FREE_TRIES 3
#define FIRST_WAIT (5 * 1000)
#define LONGEST_WAIT (15 * 60 * 1000)

G_DEFINE_QUARK (cercle - desk - error - quark, cercle_desk_error)

static const char *const companions[] = { "", "-wal", "-shm", "-journal", ".lock" };

/* The texts of a key file, in one table for reading and writing. */
static const struct
{
  const char *name;
  gsize offset;
} texts[] = {
  { "device", G_STRUCT_OFFSET (CercleDesk, device) },
  { "member", G_STRUCT_OFFSET (CercleDesk, member) },
  { "role", G_STRUCT_OFFSET (CercleDesk, role) },
  { "community", G_STRUCT_OFFSET (CercleDesk, community) },
  { "territory", G_STRUCT_OFFSET (CercleDesk, territory) },
};

static gboolean
disk_error (GError **error, const char *path)
{
  int code = errno;

  g_set_error (error, CERCLE_DESK_ERROR, CERCLE_DESK_ERROR_DISK,
               code == ENOSPC ? _ ("The disk is full: “%s” cannot be written.")
                              : _ ("“%s” cannot be written."),
               path);
  return FALSE;
}

/* Names of files tell nothing about people or places. */
static char *
hash_of (const char *const *parts)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (; *parts != NULL; parts++)
    {
      g_checksum_update (checksum, (const guchar *) *parts, strlen (*parts));
      g_checksum_update (checksum, (const guchar *) "\n", 1);
    }
  return g_strndup (g_checksum_get_string (checksum), 32);
}

static gboolean
ensure_folder (const char *folder, GError **error)
{
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  return disk_error (error, folder);
}

char *
cercle_desk_folder (const char *profile, const char *data_dir)
{
  const char *base = data_dir != NULL ? data_dir : g_get_user_data_dir ();
  g_autofree char *escaped = NULL;
  g_autofree char *name = NULL;

  if (profile == NULL)
    return g_build_filename (base, "cercle", NULL);
  /* Whatever the name is, one folder below ours. */
  escaped = g_uri_escape_string (profile, NULL, FALSE);
  name = g_strconcat ("profile-", escaped, NULL);
  return g_build_filename (base, "cercle", name, NULL);
}

void
cercle_desk_last (const char *folder, char **address, char **login)
{
  g_autofree char *path = g_build_filename (folder, "last.ini", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  *address = *login = NULL;
  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return;
  *address = g_key_file_get_string (file, GROUP, "address", NULL);
  *login = g_key_file_get_string (file, GROUP, "login", NULL);
}

static gboolean
write_key_file (GKeyFile *file, const char *path, GError **error)
{
  gsize length;
  g_autofree char *data = g_key_file_to_data (file, &length, NULL);
  g_autoptr (GError) failure = NULL;

  if (g_file_set_contents_full (path, data, length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &failure))
    return TRUE;
  errno = g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? ENOSPC : EACCES;
  return disk_error (error, path);
}

static void
read_desk (CercleDesk *self, GKeyFile *file)
{
  g_autofree char *sealed = g_key_file_get_string (file, GROUP, "key", NULL);
  g_autofree char *last = g_key_file_get_string (file, GROUP, "last_failure", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      char **text = G_STRUCT_MEMBER_P (self, texts[i].offset);
      char *value = g_key_file_get_string (file, GROUP, texts[i].name, NULL);
      if (value == NULL)
        continue;
      g_free (*text);
      *text = value;
    }
  self->example = g_key_file_get_boolean (file, GROUP, "example", NULL);
  self->failures = (guint) MAX (0, g_key_file_get_integer (file, GROUP, "failures", NULL));
  if (last != NULL && !cercle_instant_parse (last, &self->last_failure))
    self->last_failure = 0;
  if (sealed != NULL)
    {
      gsize length;
      guchar *bytes = g_base64_decode (sealed, &length);
      self->sealed = g_bytes_new_take (bytes, length);
    }
}

static char *
key_path_of (const char *folder, const char *address, const char *login)
{
  g_autofree char *hash = hash_of ((const char *const[]){ address, login, NULL });
  g_autofree char *name = g_strconcat (hash, ".desk", NULL);

  return g_build_filename (folder, name, NULL);
}

CercleDesk *
cercle_desk_load (const char *folder, const char *address, const char *login, GError **error)
{
  g_autoptr (CercleDesk) self = g_new0 (CercleDesk, 1);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) failure = NULL;

  self->folder = g_strdup (folder);
  self->key_path = key_path_of (folder, address, login);
  self->address = g_strdup (address);
  self->login = g_strdup (login);
  if (g_key_file_load_from_file (file, self->key_path, G_KEY_FILE_NONE, &failure))
    read_desk (self, file);
  else if (failure->domain == G_KEY_FILE_ERROR)
    self->damaged = TRUE;
  else if (!g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_set_error (error, CERCLE_DESK_ERROR, CERCLE_DESK_ERROR_DISK, _ ("“%s” cannot be read."),
                   self->key_path);
      return NULL;
    }
  if (self->device == NULL)
    self->device = cercle_id_new ();
  return g_steal_pointer (&self);
}

void
cercle_desk_free (CercleDesk *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (G_STRUCT_MEMBER (char *, self, texts[i].offset));
  g_free (self->folder);
  g_free (self->key_path);
  g_free (self->address);
  g_free (self->login);
  g_clear_pointer (&self->sealed, g_bytes_unref);
  g_free (self);
}

gboolean
cercle_desk_save (CercleDesk *self, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GKeyFile) last = g_key_file_new ();
  g_autofree char *last_path = g_build_filename (self->folder, "last.ini", NULL);
  g_autofree char *at = cercle_instant_format (self->last_failure);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *value = G_STRUCT_MEMBER (char *, self, texts[i].offset);
      if (value != NULL)
        g_key_file_set_string (file, GROUP, texts[i].name, value);
    }
  g_key_file_set_boolean (file, GROUP, "example", self->example);
  g_key_file_set_integer (file, GROUP, "failures", (int) self->failures);
  g_key_file_set_string (file, GROUP, "last_failure", at);
  if (self->sealed != NULL)
    {
      gsize length;
      const guchar *bytes = g_bytes_get_data (self->sealed, &length);
      g_autofree char *sealed = g_base64_encode (bytes, length);
      g_key_file_set_string (file, GROUP, "key", sealed);
    }
  g_key_file_set_string (last, GROUP, "address", self->address);
  g_key_file_set_string (last, GROUP, "login", self->login);
  return ensure_folder (self->folder, error) && write_key_file (file, self->key_path, error) &&
         write_key_file (last, last_path, error);
}

char *
cercle_desk_database (CercleDesk *self)
{
  g_autofree char *hash = NULL;
  g_autofree char *name = NULL;

  if (self->community == NULL)
    return NULL;
  hash = hash_of ((const char *const[]){ self->address, self->login, self->community, NULL });
  name = g_strconcat (hash, ".db", NULL);
  return g_build_filename (self->folder, name, NULL);
}

gint64
cercle_desk_wait (CercleDesk *self)
{
  gint64 wait = FIRST_WAIT;
  gint64 passed;

  if (self->failures < FREE_TRIES)
    return 0;
  for (guint i = FREE_TRIES; i < self->failures && wait < LONGEST_WAIT; i++)
    wait *= 2;
  wait = MIN (wait, LONGEST_WAIT);
  passed = cercle_instant_desk_clock () - self->last_failure;
  /* A clock set back does not lengthen the wait beyond its whole. */
  return passed < 0 ? wait : MAX (0, wait - passed);
}

static GBytes *
unwrap (CercleDesk *self, const char *password, GError **error)
{
  g_autoptr (GError) failure = NULL;
  GBytes *key;

  if (self->damaged)
    {
      g_set_error_literal (
          error, CERCLE_DESK_ERROR, CERCLE_DESK_ERROR_DAMAGED,
          _ ("The file that holds the key of this desk is damaged: signing in needs "
             "the server once."));
      return NULL;
    }
  if (self->sealed == NULL)
    {
      g_set_error_literal (error, CERCLE_DESK_ERROR, CERCLE_DESK_ERROR_UNKNOWN,
                           _ ("This desk does not know the account: the first sign-in needs the "
                              "server."));
      return NULL;
    }
  key = cercle_vault_unwrap_key (self->sealed, password, &failure);
  if (key != NULL)
    return key;
  if (g_error_matches (failure, CERCLE_VAULT_ERROR, CERCLE_VAULT_ERROR_DAMAGED))
    g_set_error_literal (error, CERCLE_DESK_ERROR, CERCLE_DESK_ERROR_DAMAGED,
                         _ ("The file that holds the key of this desk is damaged: signing in needs "
                            "the server once."));
  else
    g_set_error_literal (error, CERCLE_DESK_ERROR, CERCLE_DESK_ERROR_PASSWORD,
                         _ ("This is not the password this desk knows for the account."));
  return NULL;
}

GBytes *
cercle_desk_unlock (CercleDesk *self, const char *password, GError **error)
{
  gint64 wait = cercle_desk_wait (self);
  guint failures = self->failures;
  GBytes *key;

  if (wait > 0)
    {
      guint seconds = (guint) ((wait + 999) / 1000);
      g_set_error (error, CERCLE_DESK_ERROR, CERCLE_DESK_ERROR_WAIT,
                   ngettext ("Too many wrong passwords: try again in %u second.",
                             "Too many wrong passwords: try again in %u seconds.", seconds),
                   seconds);
      return NULL;
    }
  if (self->sealed != NULL)
    {
      self->failures = failures + 1;
      self->last_failure = cercle_instant_desk_clock ();
      if (!cercle_desk_save (self, error))
        return NULL;
    }
  key = unwrap (self, password, error);
  if (key == NULL)
    return NULL;
  self->failures = 0;
  if (!cercle_desk_save (self, error))
    g_clear_pointer (&key, g_bytes_unref);
  return key;
}

GBytes *
cercle_desk_open_key (CercleDesk *self, const char *password, GError **error)
{
  return unwrap (self, password, error);
}

gboolean
cercle_desk_rewrap (CercleDesk *self, GBytes *key, const char *password, GError **error)
{
  g_autoptr (GError) failure = NULL;
  GBytes *sealed = cercle_vault_wrap_key (key, password, &failure);

  if (sealed == NULL)
    {
      g_set_error_literal (error, CERCLE_DESK_ERROR, CERCLE_DESK_ERROR_DAMAGED,
                           _ ("The key of this desk could not be kept under this password."));
      return FALSE;
    }
  g_clear_pointer (&self->sealed, g_bytes_unref);
  self->sealed = sealed;
  self->damaged = FALSE;
  self->failures = 0;
  return TRUE;
}

GBytes *
cercle_desk_make_key (CercleDesk *self, const char *password, GError **error)
{
  g_autoptr (GBytes) key = cercle_vault_random (KEY_BYTES);

  if (!cercle_desk_rewrap (self, key, password, error))
    return NULL;
  return g_steal_pointer (&key);
}

gboolean
cercle_desk_set_aside (const char *database, GError **error)
{
  g_autofree char *now = cercle_instant_now_text ();

  g_strdelimit (now, ":.", '-');
  for (guint i = 0; i < G_N_ELEMENTS (companions) - 1; i++)
    {
      g_autofree char *from = g_strconcat (database, companions[i], NULL);
      g_autofree char *to = g_strconcat (database, ".aside-", now, companions[i], NULL);
      if (g_rename (from, to) != 0 && errno != ENOENT)
        return disk_error (error, from);
    }
  return TRUE;
}

void
cercle_desk_remove (const char *database)
{
  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *path = g_strconcat (database, companions[i], NULL);
      if (g_unlink (path) != 0 && errno != ENOENT)
        g_debug ("A file of a former community could not be removed");
    }
}
