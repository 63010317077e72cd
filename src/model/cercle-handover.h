/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes with a case from one community to another: what may be passed on of the case, of the
 * person and of those around her, and nothing else. The same for a community of the same server, a
 * sealed file and a paper. Pure. */
#pragma once

#include "cercle-matrix.h"
#include "cercle-record.h"

typedef struct
{
  CercleRecord *transfer; /* as its receiver has it: direction in */
  CercleRecord *kase;
  CercleRecord *person; /* NULL: nothing of her is passed on */
  GPtrArray *relatives;
} CercleHandover;
void cercle_handover_free (CercleHandover *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleHandover, cercle_handover_free)

/* What it is taken from. person, relatives, solutions and community may be NULL. */
typedef struct
{
  CercleRecord *kase, *person, *community;
  GPtrArray *relatives, *solutions;
  const char *territory; /* code of the community's territory, or NULL */
} CercleHandoverSource;

/* (transfer full): what transfer says is sent of it (its "data"). */
CercleHandover *cercle_handover_new (CercleRecord *transfer, const CercleHandoverSource *source);

/* As text: one JSON object.
 *
 *   {"format":"cercle-handover","version":1,"id":IDENTITY,"transfer":{…},"case":{…},
 *    "person":{…},"relatives":[{…}]}
 *
 * id is the transfer's; person is absent when nothing of her is passed on; the rest are records as
 * the wire writes them, and hold no field but those that may be handed over. */
#define CERCLE_HANDOVER_MAX (256 * 1024)
char *cercle_handover_print (const CercleHandover *self);
/* (transfer full): NULL with CERCLE_RECORD_ERROR and a sentence. length in bytes. */
CercleHandover *cercle_handover_parse (const char *text, gsize length, GError **error);

/* (transfer full): the records of the community (scope) that receives it, in the order in which
 * they refer to each other: the person, her relatives, the case, the call that it stands for, the
 * transfer "in". Their identities derive from the scope and the transfer: received twice is
 * received once. day: today there. */
GPtrArray *cercle_handover_receive (const CercleHandover *self, const char *scope, const char *day);
/* (transfer full): the identity that the case has there, or the transfer; the same by its own identity. */
char *cercle_handover_case_id (const CercleHandover *self, const char *scope);
char *cercle_handover_twin_id (const char *transfer, const char *scope);
char *cercle_handover_transfer_id (const CercleHandover *self, const char *scope);

/* What a person reads of it, in order. */
typedef struct
{
  char *label, *value;
} CercleHandoverLine;
/* (transfer full): CercleHandoverLine. label: words of open lists, see cercle-matrix.h. */
GPtrArray *cercle_handover_lines (const CercleHandover *self, CercleCodeLabel label, gpointer data);
