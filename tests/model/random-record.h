/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Records of any kind with random values that fit their fields; g_test_rand_int() prints its
 * seed. */
#pragma once

#include "cercle-record.h"

/* A fit value in one field; never unset. */
void random_record_fill_field (CercleRecord *record, guint field);
/* (transfer full): about three fields in four are set; the mask is empty. */
CercleRecord *random_record_new (const CercleKind *kind);
/* (transfer full): every field, unset ones as null. */
char *random_record_print (CercleRecord *record);
