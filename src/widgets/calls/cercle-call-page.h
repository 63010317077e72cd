/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A call, from the first word to the promise: by keyboard, each keystroke on the disk. Page "call"; its
 * target is the identity of a draft, or NULL: the newest draft, else a new call. */
#pragma once

#include "cercle-page.h"

#define CERCLE_TYPE_CALL_PAGE (cercle_call_page_get_type ())
G_DECLARE_FINAL_TYPE (CercleCallPage, cercle_call_page, CERCLE, CALL_PAGE, CerclePage)
