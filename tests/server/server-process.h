/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* cercle-server as a process of its own, and raw connections to it. */
#pragma once

#include <gio/gio.h>

#define PROCESS_PASSWORD "une phrase assez longue"

typedef struct
{
  char *folder, *database, *socket, *password_file;
  char *community;    /* identity, once founded */
  char *config;       /* path of a configuration file, or NULL; owned */
  gboolean tcp;
  guint files;        /* how many files the server may open; 0: as many as we */
  gboolean calm;      /* a warning does not end the server, as where it serves */
  char *address;      /* "unix:…" or "http://127.0.0.1:…", while it runs */
  GPid pid;           /* 0: it does not run */
} Process;

Process *process_new (gboolean tcp);
void process_free (Process *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Process, process_free)

/* Runs a command to its end: the exit code. output and errors: (transfer full), may be NULL. The last
 * word is NULL. */
int process_command (Process *self, char **output, char **errors, ...) G_GNUC_NULL_TERMINATED;
/* A community and an adviser called ada. */
void process_found (Process *self);
/* Writes a configuration file for what is started from now on. */
void process_configure (Process *self, const char *text);
/* serve, until it says that it is ready. */
void process_start (Process *self);
void process_kill (Process *self);  /* as a power cut does */
int process_stop (Process *self);   /* as an administrator does: the exit code */
/* (transfer full): what it has logged. */
char *process_log (Process *self);
/* A field of /proc/PID/status, in KiB: "VmHWM". */
gint64 process_memory (Process *self, const char *field);

/* (transfer full) (nullable): blocking, gives up after 20 s of silence; NULL: nobody listens. */
GSocket *process_connect (Process *self);
gboolean process_send (GSocket *socket, const char *text);
/* (transfer full): all that comes until the connection ends. */
char *process_read_all (GSocket *socket);
/* TRUE when the connection ends within so many seconds. */
gboolean process_ends (GSocket *socket, guint seconds);
/* One request on a connection of its own, and its whole answer. headers end with CRLF each, or NULL. */
char *process_ask (Process *self, const char *method, const char *path, const char *headers,
                   const char *body);
guint process_status (const char *answer);
const char *process_body (const char *answer);
/* (transfer full): a token of ada's. */
char *process_sign_in (Process *self);
