/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the desk keeps its files, and what opens them: one database per server × account × community,
 * and beside it one key file per server × account (0600, in folders 0700). The database's random key is
 * kept there under the account's password, so that the password opens the desk without network.
 * Blocking; any thread, one at a time. */
#pragma once

#include <gio/gio.h>

#define CERCLE_DESK_ERROR (cercle_desk_error_quark ())
typedef enum
{
  CERCLE_DESK_ERROR_PASSWORD, /* not the password this desk knows */
  CERCLE_DESK_ERROR_WAIT,     /* too many wrong ones: later */
  CERCLE_DESK_ERROR_UNKNOWN,  /* this desk does not know the account */
  CERCLE_DESK_ERROR_DAMAGED,  /* the key file cannot be read */
  CERCLE_DESK_ERROR_DISK,     /* it cannot be written */
} CercleDeskError;
GQuark cercle_desk_error_quark (void);

typedef struct
{
  char *folder, *key_path;
  char *address, *login;
  char *device;            /* identity of this desk for the server */
  /* As the server said at the last sign-in; NULL before. */
  char *member, *role, *community, *territory;
  gboolean example;
  gboolean damaged;        /* there was a key file, and it could not be read */
  GBytes *sealed;          /* the key under the password; NULL: unknown account */
  guint failures;          /* wrong passwords in a row, without network */
  gint64 last_failure;     /* desk's clock */
} CercleDesk;

/* (transfer full): DATA_DIR/cercle, or DATA_DIR/cercle/profile-NAME. data_dir: NULL for XDG_DATA_HOME. */
char *cercle_desk_folder (const char *profile, const char *data_dir);
/* The address and login last used in a folder, or NULL. (transfer full) */
void cercle_desk_last (const char *folder, char **address, char **login);

/* (transfer full): what the folder knows about an account; a new desk when nothing or when its key file
 * is damaged. NULL with DISK. */
CercleDesk *cercle_desk_load (const char *folder, const char *address, const char *login,
                              GError **error);
void cercle_desk_free (CercleDesk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleDesk, cercle_desk_free)
/* Durably; also remembers this account as the last one. */
gboolean cercle_desk_save (CercleDesk *self, GError **error);
/* (transfer full) (nullable): path of the database; NULL without a community. */
char *cercle_desk_database (CercleDesk *self);

/* (transfer full): the key, from the password; without network. A wrong one is counted durably before
 * it is tried, and after three the next must wait longer and longer. */
GBytes *cercle_desk_unlock (CercleDesk *self, const char *password, GError **error);
/* (transfer full): the key, from a password the server has just accepted; not counted. */
GBytes *cercle_desk_open_key (CercleDesk *self, const char *password, GError **error);
/* (transfer full): a new key under this password; call cercle_desk_save() after. */
GBytes *cercle_desk_make_key (CercleDesk *self, const char *password, GError **error);
/* The same key under another password; call cercle_desk_save() after. */
gboolean cercle_desk_rewrap (CercleDesk *self, GBytes *key, const char *password, GError **error);
/* Milliseconds until the next try is allowed; 0: now. */
gint64 cercle_desk_wait (CercleDesk *self);

/* Renames a database (and -wal, -shm) out of the way; the new name says when. */
gboolean cercle_desk_set_aside (const char *database, GError **error);
/* Removes a database (and -wal, -shm, -journal, .lock). */
void cercle_desk_remove (const char *database);
