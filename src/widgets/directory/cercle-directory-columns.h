/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of the directory. Items: CercleDirectoryRow; data: the session. */
#pragma once

#include "cercle-column.h"

extern const CercleColumn cercle_directory_columns[];
extern const guint cercle_directory_n_columns;
