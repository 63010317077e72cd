/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cercle-call-form.h"

struct _CercleCallForm
{
  char *id; /* of the draft; what is created derives its identities from it */
  char *values[CERCLE_FORM_N_FIELDS];
};

/* Reads the typed birth, a day or a year, into person; FALSE when it is neither. Empty is TRUE. */
gboolean cercle_call_form_take_birth (CercleCallForm *self, CercleRecord *person, int today);
