/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The cases of those around the person who are known as persons themselves, one button each. One record
 * links two persons and is read from both. */
#pragma once

#include <adwaita.h>

#include "cercle-case-file.h"

#define CERCLE_TYPE_CASE_KIN (cercle_case_kin_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseKin, cercle_case_kin, CERCLE, CASE_KIN, AdwBin)

void cercle_case_kin_show (CercleCaseKin *self, CercleSession *session, CercleCaseFile *file);
