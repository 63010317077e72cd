/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One part of the page of a case: the page makes it once and shows it each file read. Lives inside a
 * CerclePage; a line of the page's table says where. */
#pragma once

#include <adwaita.h>

#include "cercle-case-file.h"

#define CERCLE_TYPE_CASE_PART (cercle_case_part_get_type ())
/* Property "session", to be given when it is made. */
G_DECLARE_DERIVABLE_TYPE (CercleCasePart, cercle_case_part, CERCLE, CASE_PART, AdwBin)

struct _CercleCasePartClass
{
  AdwBinClass parent_class;
  /* file: valid until the next call. */
  void (*show) (CercleCasePart *self, CercleCaseFile *file);
  void (*set_narrow) (CercleCasePart *self, gboolean narrow);
  /* What is typed becomes a change where it is valid, and stays a draft where it is not. */
  void (*leave) (CercleCasePart *self);
};

CercleSession *cercle_case_part_get_session (CercleCasePart *self);
/* (transfer none) (nullable): the last one shown. */
CercleCaseFile *cercle_case_part_get_file (CercleCasePart *self);
void cercle_case_part_show (CercleCasePart *self, CercleCaseFile *file);
void cercle_case_part_set_narrow (CercleCasePart *self, gboolean narrow);
void cercle_case_part_leave (CercleCasePart *self);
/* From the part that has the keyboard to the next one (by: 1) or the one before (-1) that takes it,
 * round and round; from elsewhere to the first or last. */
void cercle_case_part_walk (GtkWidget *const *parts, guint n, int by);
/* At the end of box; within it, without a parting. */
void cercle_case_part_put (GtkWidget *part, GtkWidget *box);
