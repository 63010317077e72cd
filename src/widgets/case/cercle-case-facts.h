/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The facts of a case and its person, edited where they are read; each change is one undoable action.
 * Lives inside a CerclePage. */
#pragma once

#include "cercle-case-part.h"

#define CERCLE_TYPE_CASE_FACTS (cercle_case_facts_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseFacts, cercle_case_facts, CERCLE, CASE_FACTS, CercleCasePart)

/* (transfer none): the row of a field, for the focus and for tests. */
GtkWidget *cercle_case_facts_get_row (CercleCaseFacts *self, const CercleKind *kind, guint field);
