/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The story of a case, newest first, twenty lines at a time. */
#pragma once

#include "cercle-case-part.h"

#define CERCLE_TYPE_CASE_TIMELINE (cercle_case_timeline_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseTimeline, cercle_case_timeline, CERCLE, CASE_TIMELINE, CercleCasePart)

/* (transfer none): of CercleTimelineLine, those of the page shown. */
GListModel *cercle_case_timeline_get_lines (CercleCaseTimeline *self);
