/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The small forms of a case, one at a time, and the buttons that open them. Lives inside a CerclePage. */
#pragma once

#include "cercle-case-part.h"
#include "cercle-case-form.h"

#define CERCLE_TYPE_CASE_COMPOSER (cercle_case_composer_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseComposer, cercle_case_composer, CERCLE, CASE_COMPOSER, CercleCasePart)

/* name: of the table of forms ("note", "baton", "orientation" …); NULL puts the form away. */
void cercle_case_composer_open (CercleCaseComposer *self, const char *name);
/* The same on a record of the case: the request that is answered. subject NULL: something new. */
void cercle_case_composer_open_on (CercleCaseComposer *self, const char *name, const char *subject);
const char *cercle_case_composer_get_open (CercleCaseComposer *self);
/* (transfer none) (nullable) */
CercleCaseForm *cercle_case_composer_get_form (CercleCaseComposer *self, const char *name);
