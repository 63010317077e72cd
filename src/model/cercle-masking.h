/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Names, telephone numbers and addresses that free text may not tell to a reader who was not allowed
 * them. A name is found whatever its accents and capitals; what is misspelled is not. */
#pragma once

#include <glib.h>

typedef struct _CercleMasking CercleMasking;

CercleMasking *cercle_masking_new (void);
void cercle_masking_free (CercleMasking *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleMasking, cercle_masking_free)
/* A first or last name: whole, and each of its words where it is written with a capital. May be NULL. */
void cercle_masking_add_name (CercleMasking *self, const char *name);
/* What a caller said she is, "Mme Quesnel (mère)": the words written with a capital. May be NULL. */
void cercle_masking_add_words (CercleMasking *self, const char *words);
/* Every French telephone number and every mail address, whosever it is. */
void cercle_masking_add_contacts (CercleMasking *self);
/* (transfer full): text with "…" in their place. */
char *cercle_masking_apply (const CercleMasking *self, const char *text);
