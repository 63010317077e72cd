/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A form: a partner who has not answered was reminded, and is again on a later day. */
#pragma once

#include "cercle-case-entry.h"

#define CERCLE_TYPE_CASE_REMINDER (cercle_case_reminder_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseReminder, cercle_case_reminder, CERCLE, CASE_REMINDER,
                      CercleCaseEntry)
