/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A server's database with two communities of one territory and the people of both, and its
 * service. */
#pragma once

#include "cercle-service.h"
#include "cercle-wire.h"

#define FIXTURE_PASSWORD "une phrase assez longue"

typedef struct
{
  const char *login;
  char *member, *account, *scope, *token;
} Person;

typedef struct
{
  char *folder, *path;
  CercleStore *store;
  CercleService *service;
  char *here, *there; /* scopes of the communities */
  Person ada, bob;    /* advisers here */
  Person col;         /* coordinator here, reads what is protected */
  Person zoe;         /* adviser there */
  Person mia;         /* of the MDPH, here */
} Fixture;

Fixture *fixture_new (void);
void fixture_free (Fixture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)
/* Closes and opens the database again, with another service. */
void fixture_reopen (Fixture *self);

/* (transfer full): a national referent, as the server's shell makes her, here. */
Person *fixture_referent (Fixture *self);
void fixture_referent_free (Person *person);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Person, fixture_referent_free)

/* One request; person NULL: without a token. (transfer full): the whole body, streams joined. */
char *fixture_ask (Fixture *self, const Person *person, const char *method, const char *path,
                   const char *body, guint *status);
/* The same, and the status is this one. */
char *fixture_expect (Fixture *self, const Person *person, const char *method, const char *path,
                      const char *body, guint status);

/* set and was: JSON objects with ' for ", or NULL. scope NULL: the person's community. */
CercleMutation *fixture_item (const Person *person, const char *kind, const char *id, CercleOp op,
                              gint64 base_rev, const char *set);
CercleMutation *fixture_was (CercleMutation *item, const char *was);
/* Sends and frees the items (last NULL): (transfer full) outcomes. */
GPtrArray *fixture_push (Fixture *self, const Person *person, ...) G_GNUC_NULL_TERMINATED;
GPtrArray *fixture_push_all (Fixture *self, const Person *person, GPtrArray *items);
/* One item: (transfer full) its outcome. */
CercleOutcome *fixture_send (Fixture *self, const Person *person, CercleMutation *item);
/* One item, with this outcome: problem NULL when it is not rejected. */
void fixture_sent (Fixture *self, const Person *person, CercleMutation *item,
                   CercleOutcomeStatus status, const char *problem);

/* (transfer full): a new case, with what set says besides the day; its identity. */
char *fixture_case (Fixture *self, const Person *person, const char *set);
CercleRecord *fixture_get (Fixture *self, const char *kind, const char *id);
/* (transfer full): a field as text, by name. */
char *fixture_text (Fixture *self, const char *kind, const char *id, const char *field);
void fixture_is (Fixture *self, const char *kind, const char *id, const char *field,
                 const char *value);
/* (transfer full): records whose REF or TEXT field has this value. */
GPtrArray *fixture_find (Fixture *self, const char *kind, const char *field, const char *value);

/* (transfer full): CercleLine of the changes or the snapshot this person reads from the beginning.
 */
GPtrArray *fixture_changes (Fixture *self, const Person *person, const char *scope, gint64 after);
GPtrArray *fixture_snapshot (Fixture *self, const Person *person, const char *scope);
/* What a stream says of this record: CERCLE_FEED_PUT, DEL, HIDE, or -1: nothing. */
int fixture_told (GPtrArray *lines, const char *id);
/* (transfer full): every row of every table as text, to compare. */
char *fixture_dump (Fixture *self);
