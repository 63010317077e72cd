/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Two forms: what a person allows or refuses, and taking it back, which stops what rested on it. */
#pragma once

#include "cercle-case-entry.h"

#define CERCLE_TYPE_CASE_CONSENT (cercle_case_consent_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseConsent, cercle_case_consent, CERCLE, CASE_CONSENT, CercleCaseEntry)
#define CERCLE_TYPE_CASE_WITHDRAWAL (cercle_case_withdrawal_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseWithdrawal, cercle_case_withdrawal, CERCLE, CASE_WITHDRAWAL,
                      CercleCaseEntry)
