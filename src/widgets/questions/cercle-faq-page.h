/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The FAQ: what the national referents answered, searched without network, in versions; what was
 * used on a case. */
#pragma once

#include "cercle-page.h"

/* What cercle_page_open() takes: for the case behind it, or for none; a space and an article behind
 * the case: with that one chosen. */
#define CERCLE_FAQ_FOR "for:"

#define CERCLE_TYPE_FAQ_PAGE (cercle_faq_page_get_type ())
G_DECLARE_FINAL_TYPE (CercleFaqPage, cercle_faq_page, CERCLE, FAQ_PAGE, CerclePage)
