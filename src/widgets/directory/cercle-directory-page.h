/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The directory of partners: who can do this, here, then; and one sheet beside the list. open:
 * "case:IDENTITY" asks for what that case needs; "partner:IDENTITY" shows that sheet; NULL: as it
 * was left. */
#pragma once

#include "cercle-page.h"

#define CERCLE_TYPE_DIRECTORY_PAGE (cercle_directory_page_get_type ())
G_DECLARE_FINAL_TYPE (CercleDirectoryPage, cercle_directory_page, CERCLE, DIRECTORY_PAGE, CerclePage)
