/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A small world of desks and one server, over a network and on disks that fail at random, and the
 * ledger of what the server has answered. The same seed makes the same world. One thread. */
#pragma once

#include "cercle-journal.h"
#include "cercle-service.h"
#include "cercle-transport.h"

#define TORTURE_ZONE "Europe/Paris"
#define TORTURE_MAX_DESKS 3

typedef struct _World World;

typedef struct
{
  World *world;
  guint index;
  char *path, *token, *member, *login;
  CercleStore *store;
  CercleTransport *transport;
  gint64 clock_offset;  /* what its clock is wrong by, in milliseconds */
  GPtrArray *undo;      /* CercleTx */
  GHashTable *refused;  /* mids that its user sees refused */
  GHashTable *given_up; /* mids that she has let go, or mended by writing something else */
  GHashTable *hidden;   /* identities of records that were taken from its sight */
  gboolean shrunk;      /* a right was taken from it */
  gboolean busy;        /* in an exchange */
  gboolean failing;     /* its disk was told to fail */
  gboolean dead;        /* died during an exchange, which goes on to its end without it */
} Desk;

/* What the server has answered to one mutation. */
typedef struct
{
  guint order;
  Desk *desk;
  CercleMutation *mutation;
  CercleOutcomeStatus status;
  gint64 rev, seq;
  char *problem;
  gboolean told; /* the answer has reached the desk */
  guint history; /* how often the server had been put back when it answered */
  gboolean lost; /* the server was put back to before it */
} Entry;

typedef struct
{
  char *path;
  guint n_entries; /* of the ledger when it was made */
} Backup;

struct _World
{
  guint32 seed;
  GRand *rand;
  char *folder, *server_path;
  CercleStore *server;
  CercleService *service;
  Desk desks[TORTURE_MAX_DESKS];
  guint n_desks, most_steps;
  gint64 now;           /* the true time */
  gboolean healed;      /* nothing fails any more */
  gboolean lying;       /* the planted fault: says "applied" and forgets */
  guint depth;          /* of things that happen during an exchange */
  GPtrArray *ledger;    /* Entry, in order */
  GHashTable *by_mid;   /* mid → Entry */
  GHashTable *epochs;   /* epoch → how often the server had been put back, plus one */
  GHashTable *written;  /* mid → the history its desk knew of when it was written, plus one */
  GPtrArray *backups;   /* Backup */
  GPtrArray *wandering; /* requests that will arrive once more */
  GHashTable *replies;  /* path → last reply, for what comes too late */
  GChecksum *trace;
  GString *log;
  guint n_commits, n_exchanges, n_faults, n_deaths, n_backups, n_restores, n_conflicts, n_rejected;
  guint n_crossed; /* at the end: moves not applied, closed cases with something to do */
};

/* torture-world.c */
void torture_begin (void);
void torture_end (void);
World *world_new (guint32 seed);
void world_free (World *world);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (World, world_free)
/* A number from 0 to below. */
guint world_pick (World *world, guint below);
gboolean world_chance (World *world, guint percent);
/* Into the trace, which is hashed, and into the log, which is printed when something fails. */
void world_note (World *world, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Prints the seed, the log and the reason, and ends. */
void world_fail (World *world, const char *format, ...) G_GNUC_PRINTF (2, 3) G_GNUC_NORETURN;
/* The clock is that of the server (NULL) or of a desk from now on. */
void world_look_at_clock (World *world, const Desk *desk);
void world_restart_server (World *world);
void world_back_up_server (World *world);
void world_restore_server (World *world);
void desk_restart (Desk *desk);

/* torture-network.c */
CercleTransport *torture_transport_new (Desk *desk);
/* Requests that were held up arrive. */
void world_deliver_wandering (World *world);

/* torture-actions.c: one random action of a desk's user; FALSE when the desk's disk failed. */
gboolean desk_act (Desk *desk);
/* Looks at what is refused; what is so no longer was mended or let go. The disk is well again. */
void desk_note_refused (Desk *desk);
/* A new person and her case. */
gboolean desk_create_case (Desk *desk);
/* Deals with a failure of the disk, if error is one: the program dies, or goes on. */
void desk_take_error (Desk *desk, const GError *error);

/* torture-world-run.c */
gboolean desk_exchange (Desk *desk, GError **error);
void world_step (World *world);
void world_run (World *world);
/* Nothing fails any more; everybody exchanges until it is quiet. */
void world_heal (World *world);

/* torture-check.c, torture-ledger.c, torture-cases.c: ends the program when something does not
 * hold. */
void world_check (World *world);
void world_check_ledger (World *world);
void world_check_cases (World *world);
