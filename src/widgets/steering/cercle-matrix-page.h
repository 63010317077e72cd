/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The responsibility matrix: the version in force and the others, their rules, and the cases that
 * no rule decides. open gets a matrix's identity; NULL: the one in force. */
#pragma once

#include "cercle-page.h"

#define CERCLE_TYPE_MATRIX_PAGE (cercle_matrix_page_get_type ())
G_DECLARE_FINAL_TYPE (CercleMatrixPage, cercle_matrix_page, CERCLE, MATRIX_PAGE, CerclePage)
