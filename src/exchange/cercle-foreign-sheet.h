/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody else's directory says of one partner: one site, with the organisation that it is
 * part of, and whom to ask for. Neutral: no record, no store, no right. The sheet owns all it
 * points to, save what is const. Texts are clean, valid UTF-8 and never ""; NULL is "not told".
 * Days are YYYY-MM-DD. One thread at a time. */
#pragma once

#include <glib.h>

typedef enum
{
  CERCLE_FOREIGN_FINESS,         /* the national extract, JSON */
  CERCLE_FOREIGN_FINESS_CSV,     /* etalab-cs1100502 and 507, frozen in May 2026 */
  CERCLE_FOREIGN_SERVICE_PUBLIC, /* the directory of the administration, JSON */
  CERCLE_FOREIGN_VCARD,
  CERCLE_FOREIGN_TABLE, /* a spreadsheet saved as CSV, read by a CercleForeignMap */
  CERCLE_FOREIGN_N_SOURCES
} CercleForeignSource;
/* "finess", "finess_csv", "service_public", "vcard", "table": for records and command lines. */
const char *cercle_foreign_source_token (CercleForeignSource source);
/* FALSE: no such token. */
gboolean cercle_foreign_source_from_token (const char *token, CercleForeignSource *source);
/* Translated. (transfer none) */
const char *cercle_foreign_source_label (CercleForeignSource source);

/* What is not as it should be in a sheet that is given all the same. */
typedef enum
{
  CERCLE_FOREIGN_FAULT_FINESS = 1 << 0,   /* the key does not match; the number is kept */
  CERCLE_FOREIGN_FAULT_SIRET = 1 << 1,    /* the same */
  CERCLE_FOREIGN_FAULT_PHONE = 1 << 2,    /* one of its numbers is none, and is left out */
  CERCLE_FOREIGN_FAULT_DAY = 1 << 3,      /* a day is not understood, and is left out */
  CERCLE_FOREIGN_FAULT_COMMUNE = 1 << 4,  /* not in the list of communes: town and postcode stay */
  CERCLE_FOREIGN_FAULT_POSITION = 1 << 5, /* coordinates that are not in its département */
  CERCLE_FOREIGN_FAULT_CUT = 1 << 6,      /* a text was longer than what is kept */
  CERCLE_FOREIGN_FAULT_MAIL = 1 << 7,     /* an address that is none, and is left out */
} CercleForeignFault;
/* (transfer full): translated sentences, NULL-terminated. */
GStrv cercle_foreign_fault_sentences (guint faults);

/* Somebody who works there. */
typedef struct
{
  char *first_name, *last_name, *function;
  char *phone; /* +33…, like those of the sheet */
  char *mail;
} CercleForeignContact;
CercleForeignContact *cercle_foreign_contact_new (void);
void cercle_foreign_contact_free (CercleForeignContact *contact);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleForeignContact, cercle_foreign_contact_free)

typedef struct
{
  CercleForeignSource source;
  char *key;       /* what finds it again in the same source: FINESS of the site, id, UID */
  char *source_on; /* the day of the document, when it was told before this sheet */
  guint line;      /* where it begins in a table or a text; 0 in JSON */
  guint faults;    /* CercleForeignFault */

  /* The organisation */
  char *name;           /* the short one, as people say it; never NULL */
  char *long_name;      /* only when it says more */
  const char *family;   /* a token of cercle_families, or NULL */
  char *category;       /* in the source's own list: "183", "maison_handicapees" */
  char *category_label; /* of that list, in French */
  char *finess, *siret; /* of the site */
  char *finess_legal;   /* the legal entity that manages it (entité juridique) */
  char *legal_name, *siren;

  /* The place */
  GPtrArray *street; /* char *: the lines between the name and the town */
  char *postcode;    /* of the post: says nothing of the département */
  char *town;        /* as the source writes it */
  char *commune; /* INSEE, in the list of cercle-commune; that of Paris for its arrondissements */
  char *department; /* by the INSEE code, also when the commune is not in the list */
  gboolean hidden;  /* a place of life may be a private home: hide the address */
  gboolean positioned;
  double latitude, longitude; /* WGS 84, when positioned */
  GPtrArray *phones;          /* char *: +33… by département, or a short number; each once */
  GPtrArray *mails, *urls;    /* char *: each once; urls are http or https */
  char *hours; /* when it is open, in the source's own language; not longer than its field */

  gboolean closed; /* the source says that it is, with or without the day */
  char *opened_on, *closed_on, *updated_on;
  GPtrArray *contacts; /* CercleForeignContact */
} CercleForeignSheet;

CercleForeignSheet *cercle_foreign_sheet_new (CercleForeignSource source);
void cercle_foreign_sheet_free (CercleForeignSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleForeignSheet, cercle_foreign_sheet_free)

/* For readers. Each cleans what it is given, leaves the sheet as it was where nothing is left, and
 * notes the fault where it is one. NULL is nothing. */
#define CERCLE_FOREIGN_LONGEST 500 /* letters of a text */
void cercle_foreign_sheet_take_text (CercleForeignSheet *sheet, char **field, const char *text);
/* 1994-01-01, 1994-01-01 with a time after it, 01/01/1994, 19940101. */
void cercle_foreign_sheet_take_day (CercleForeignSheet *sheet, char **field, const char *text);
void cercle_foreign_sheet_take_line (CercleForeignSheet *sheet, const char *text);
/* One or several numbers in one field; by the département of the sheet, which is told first. */
void cercle_foreign_sheet_take_phones (CercleForeignSheet *sheet, const char *text);
void cercle_foreign_sheet_take_mail (CercleForeignSheet *sheet, const char *text);
void cercle_foreign_sheet_take_url (CercleForeignSheet *sheet, const char *text);
/* Numbers of the State, with their keys looked at; spaces go. */
void cercle_foreign_sheet_take_finess (CercleForeignSheet *sheet, char **field, const char *text);
void cercle_foreign_sheet_take_siret (CercleForeignSheet *sheet, const char *text);
/* insee may be NULL: then by postcode and town, where only one commune matches. */
void cercle_foreign_sheet_take_commune (CercleForeignSheet *sheet, const char *insee);
/* Four numbers of which two may be a latitude and a longitude, in any order; the département is
 * told first. */
void cercle_foreign_sheet_take_position (CercleForeignSheet *sheet, const char *const numbers[4]);
/* A category of the list of FINESS: code, label, family, and whether its address is hidden. */
void cercle_foreign_sheet_take_category (CercleForeignSheet *sheet, const char *code,
                                         const char *label);
