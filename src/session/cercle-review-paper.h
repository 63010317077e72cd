/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The review on paper: its list as it is sent beforehand, and its minutes. */
#pragma once

#include "cercle-names.h"
#include "cercle-review-sitting.h"
#include "cercle-sheet.h"

/* names: in use. On the thread of the store. Both return the number of cases told. */
guint cercle_review_paper_fill_list (CercleSheet *sheet, const CercleSitting *sitting);
/* -1 with error: there was no review on this day. */
int cercle_review_paper_fill_minutes (CercleSheet *sheet, const CercleSitting *sitting,
                                      CercleNames *names, GError **error);
