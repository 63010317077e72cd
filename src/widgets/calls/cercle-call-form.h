/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed during a call: kept as a draft at each keystroke, made into records at the end. */
#pragma once

#include "cercle-session.h"

typedef enum
{
  CERCLE_FORM_STARTED_AT,
  CERCLE_FORM_PHONE,         /* as typed */
  CERCLE_FORM_NO_PHONE,      /* "1" */
  CERCLE_FORM_COMMUNICATION, /* tokens */
  CERCLE_FORM_CALL_BACK,
  CERCLE_FORM_SUBJECT,       /* "case", "person", "new", "anonymous", or nothing yet */
  CERCLE_FORM_PERSON,        /* identity */
  CERCLE_FORM_CASE,          /* identity */
  CERCLE_FORM_FIRST_NAME,
  CERCLE_FORM_LAST_NAME,
  CERCLE_FORM_BIRTH,         /* as typed: a day or a year */
  CERCLE_FORM_COMMUNE,       /* as typed: a name or a code */
  CERCLE_FORM_ORIGIN,
  CERCLE_FORM_CHANNEL,
  CERCLE_FORM_REQUESTER,
  CERCLE_FORM_CALLER,
  CERCLE_FORM_SUB_MISSION,
  CERCLE_FORM_DANGER,        /* "1" */
  CERCLE_FORM_BREAK,         /* yes, no, unknown */
  CERCLE_FORM_BREAK_ON,      /* as typed */
  CERCLE_FORM_NOTIFIED,
  CERCLE_FORM_NEED,
  CERCLE_FORM_WORDS,
  CERCLE_FORM_PROMISE_DAY,   /* as typed, or YYYY-MM-DD */
  CERCLE_FORM_PROMISE_AT,    /* as typed */
  CERCLE_FORM_THEMES,        /* codes of list "theme": of a new case */
  CERCLE_FORM_N_FIELDS
} CercleFormField;

typedef struct _CercleCallForm CercleCallForm;

/* Begins now. */
CercleCallForm *cercle_call_form_new (void);
void cercle_call_form_free (CercleCallForm *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleCallForm, cercle_call_form_free)
/* Identity of its draft, and of what it will create: saving the same form twice creates once. */
const char *cercle_call_form_get_id (CercleCallForm *self);
/* "" when empty. (transfer none) */
const char *cercle_call_form_get (CercleCallForm *self, CercleFormField field);
/* TRUE when it changed. */
gboolean cercle_call_form_set (CercleCallForm *self, CercleFormField field, const char *value);
/* Nothing was typed yet that would be missed. */
gboolean cercle_call_form_is_empty (CercleCallForm *self);

/* (transfer full): content of the draft, and back; NULL when it cannot be read. */
char *cercle_call_form_print (CercleCallForm *self);
CercleCallForm *cercle_call_form_parse (const char *id, const char *content);

/* (transfer full) (nullable): somebody new as far as she was typed, to be compared and never saved; NULL
 * without a name, or when the call is about somebody known. */
CercleRecord *cercle_call_form_person (CercleCallForm *self, CercleSession *session);
/* (transfer full): one action that creates the person and the case where they are new, the call, and the
 * promised call-back. NULL with a sentence; *field tells which field it is about. */
CercleTx *cercle_call_form_build (CercleCallForm *self, CercleSession *session,
                                  CercleFormField *field, GError **error);
/* TRUE when a child or the ASE is concerned: 119 comes first. */
gboolean cercle_call_form_is_about_a_child (CercleCallForm *self, CercleRecord *person, int today);
