/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The form that hands a case to another community, and the two that note its answer. */
#pragma once

#include "cercle-case-entry.h"

#define CERCLE_TYPE_CASE_TRANSFER (cercle_case_transfer_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseTransfer, cercle_case_transfer, CERCLE, CASE_TRANSFER,
                      CercleCaseEntry)
#define CERCLE_TYPE_CASE_TRANSFER_ACCEPTED (cercle_case_transfer_accepted_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseTransferAccepted, cercle_case_transfer_accepted, CERCLE,
                      CASE_TRANSFER_ACCEPTED, CercleCaseEntry)
#define CERCLE_TYPE_CASE_TRANSFER_REFUSED (cercle_case_transfer_refused_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseTransferRefused, cercle_case_transfer_refused, CERCLE,
                      CASE_TRANSFER_REFUSED, CercleCaseEntry)
