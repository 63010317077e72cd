/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Closed lists: tokens that logic reads, with their English labels (msgids). */
#pragma once

#include "cercle-field.h"

extern const CercleChoice cercle_missions[];        /* the four missions */
extern const CercleChoice cercle_sub_missions[];    /* the nine; the token begins with its mission's */
extern const CercleChoice cercle_statuses[];
extern const CercleChoice cercle_closing_motives[];
extern const CercleChoice cercle_channels[];        /* how a contact comes in */
extern const CercleChoice cercle_origins[];         /* direct, 0800, relay … */
extern const CercleChoice cercle_requesters[];
extern const CercleChoice cercle_communication[];   /* voice, LSF, LfPC … */
extern const CercleChoice cercle_call_back_channels[];
extern const CercleChoice cercle_complexities[];
extern const CercleChoice cercle_priorities[];      /* p0 … p3 */
extern const CercleChoice cercle_known[];           /* yes, no, unknown */
extern const CercleChoice cercle_families[];        /* of organisations */
extern const CercleChoice cercle_weekdays[];
extern const CercleChoice cercle_hostings[];        /* of communities: mdph, og */
extern const CercleChoice cercle_responsibilities[]; /* the seven fields of the matrix (S1) */
extern const CercleChoice cercle_yes_no[];
extern const CercleChoice cercle_contents[];        /* what of a case may be passed on */
extern const CercleChoice cercle_slots[];           /* 7 days × morning, afternoon, night: "mon_am" */
extern const CercleChoice cercle_risks[];           /* colours, always with words */
extern const CercleChoice cercle_escalations[];     /* département, region, nation */
extern const CercleChoice cercle_first_line_answers[];
/* (transfer none): the mission a sub-mission belongs to. */
const char *cercle_mission_of (const char *sub_mission);
