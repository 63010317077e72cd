/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who waits may be known in a case that nothing in her list tells: somebody in the room knows it. */
#pragma once

#include "cercle-page.h"

/* Asks for it and does the page's waiting.known(s). */
void cercle_waiting_choose_case (CerclePage *page);
