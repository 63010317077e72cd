/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cercle-column.h"

/* Of CercleMeetingRow, and of CercleAgendaRow. */
extern const CercleColumn cercle_meeting_columns[];
extern const guint cercle_meeting_n_columns;
extern const CercleColumn cercle_agenda_columns[];
extern const guint cercle_agenda_n_columns;
