/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does somebody without Cercle read of the directory? */
#define G_LOG_DOMAIN "cercle-exchange"

#include "cercle-directory-paper.h"

#include <glib/gi18n-lib.h>

#include "cercle-commune.h"
#include "cercle-csv.h"
#include "cercle-foreign-map.h"
#include "cercle-macros.h"
#include "cercle-text.h"

/* (transfer full): numbers as they are dialled. */
static char *
phones_of (const CercleForeignSheet *sheet, const char *between)
{
  g_autoptr (GPtrArray) spoken = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < sheet->phones->len; i++)
    g_ptr_array_add (spoken, cercle_text_phone_spoken (g_ptr_array_index (sheet->phones, i)));
  g_ptr_array_add (spoken, NULL);
  return g_strjoinv (between, (char **) spoken->pdata);
}

/* (transfer full) */
static char *
join (GPtrArray *texts, guint from, const char *between)
{
  GString *joined = g_string_new (NULL);

  for (guint i = from; i < texts->len; i++)
    g_string_append_printf (joined, "%s%s", i > from ? between : "",
                            (char *) g_ptr_array_index (texts, i));
  return g_string_free (joined, FALSE);
}

/* The table */

/* Columns have the names by which the reader of tables finds them again. */
static const CercleForeignPart columns[] = {
  CERCLE_FOREIGN_PART_NAME,          CERCLE_FOREIGN_PART_LONG_NAME,
  CERCLE_FOREIGN_PART_KEY,           CERCLE_FOREIGN_PART_CATEGORY,
  CERCLE_FOREIGN_PART_FINESS,        CERCLE_FOREIGN_PART_SIRET,
  CERCLE_FOREIGN_PART_FINESS_LEGAL,  CERCLE_FOREIGN_PART_LEGAL_NAME,
  CERCLE_FOREIGN_PART_STREET,        CERCLE_FOREIGN_PART_STREET_MORE,
  CERCLE_FOREIGN_PART_POSTCODE,      CERCLE_FOREIGN_PART_TOWN,
  CERCLE_FOREIGN_PART_INSEE,         CERCLE_FOREIGN_PART_PHONE,
  CERCLE_FOREIGN_PART_MAIL,          CERCLE_FOREIGN_PART_URL,
  CERCLE_FOREIGN_PART_OPENED,        CERCLE_FOREIGN_PART_CLOSED,
  CERCLE_FOREIGN_PART_UPDATED,       CERCLE_FOREIGN_PART_CONTACT_FIRST,
  CERCLE_FOREIGN_PART_CONTACT_LAST,  CERCLE_FOREIGN_PART_CONTACT_FUNCTION,
  CERCLE_FOREIGN_PART_CONTACT_PHONE, CERCLE_FOREIGN_PART_CONTACT_MAIL,
};
#define OF_CONTACT 5 /* the last ones */

/* (transfer full) (nullable) */
static char *
place_cell (const CercleForeignSheet *sheet, CercleForeignPart part)
{
  if (sheet->hidden)
    return NULL;
  switch (part)
    {
    case CERCLE_FOREIGN_PART_STREET:
      return sheet->street->len > 0 ? g_strdup (g_ptr_array_index (sheet->street, 0)) : NULL;
    case CERCLE_FOREIGN_PART_STREET_MORE:
      return join (sheet->street, 1, ", ");
    case CERCLE_FOREIGN_PART_POSTCODE:
      return g_strdup (sheet->postcode);
    case CERCLE_FOREIGN_PART_TOWN:
      return g_strdup (sheet->town != NULL      ? sheet->town
                       : sheet->commune != NULL ? cercle_commune_name (sheet->commune)
                                                : NULL);
    default:
      return g_strdup (sheet->commune);
    }
}

static const char *
text_cell (const CercleForeignSheet *sheet, CercleForeignPart part)
{
  switch (part)
    {
    case CERCLE_FOREIGN_PART_NAME:
      return sheet->name;
    case CERCLE_FOREIGN_PART_LONG_NAME:
      return sheet->long_name;
    case CERCLE_FOREIGN_PART_KEY:
      return sheet->key;
    case CERCLE_FOREIGN_PART_CATEGORY:
      return sheet->category_label;
    case CERCLE_FOREIGN_PART_FINESS:
      return sheet->finess;
    case CERCLE_FOREIGN_PART_SIRET:
      return sheet->siret;
    case CERCLE_FOREIGN_PART_FINESS_LEGAL:
      return sheet->finess_legal;
    case CERCLE_FOREIGN_PART_LEGAL_NAME:
      return sheet->legal_name;
    case CERCLE_FOREIGN_PART_OPENED:
      return sheet->opened_on;
    case CERCLE_FOREIGN_PART_CLOSED:
      return sheet->closed_on;
    default:
      return sheet->updated_on;
    }
}

/* (transfer full) (nullable): contact may be NULL. */
static char *
contact_cell (const CercleForeignContact *contact, CercleForeignPart part)
{
  if (contact == NULL)
    return NULL;
  switch (part)
    {
    case CERCLE_FOREIGN_PART_CONTACT_FIRST:
      return g_strdup (contact->first_name);
    case CERCLE_FOREIGN_PART_CONTACT_LAST:
      return g_strdup (contact->last_name);
    case CERCLE_FOREIGN_PART_CONTACT_FUNCTION:
      return g_strdup (contact->function);
    case CERCLE_FOREIGN_PART_CONTACT_PHONE:
      return cercle_text_phone_spoken (contact->phone);
    default:
      return g_strdup (contact->mail);
    }
}

/* (transfer full) (nullable) */
static char *
cell_of (const CercleForeignSheet *sheet, const CercleForeignContact *contact,
         CercleForeignPart part)
{
  switch (part)
    {
    case CERCLE_FOREIGN_PART_STREET:
    case CERCLE_FOREIGN_PART_STREET_MORE:
    case CERCLE_FOREIGN_PART_POSTCODE:
    case CERCLE_FOREIGN_PART_TOWN:
    case CERCLE_FOREIGN_PART_INSEE:
      return place_cell (sheet, part);
    case CERCLE_FOREIGN_PART_PHONE:
      return phones_of (sheet, " / ");
    case CERCLE_FOREIGN_PART_MAIL:
      return join (sheet->mails, 0, "; ");
    case CERCLE_FOREIGN_PART_URL:
      return sheet->urls->len > 0 ? g_strdup (g_ptr_array_index (sheet->urls, 0)) : NULL;
    case CERCLE_FOREIGN_PART_CONTACT_FIRST:
    case CERCLE_FOREIGN_PART_CONTACT_LAST:
    case CERCLE_FOREIGN_PART_CONTACT_FUNCTION:
    case CERCLE_FOREIGN_PART_CONTACT_PHONE:
    case CERCLE_FOREIGN_PART_CONTACT_MAIL:
      return contact_cell (contact, part);
    default:
      return g_strdup (text_cell (sheet, part));
    }
}

void
cercle_directory_csv_begin (GString *lines, gboolean contacts)
{
  const char *cells[G_N_ELEMENTS (columns)];

  g_string_append (lines, CERCLE_CSV_MARK);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    cells[i] = cercle_foreign_part_label (columns[i]);
  cercle_csv_append (lines, cells, G_N_ELEMENTS (columns) - (contacts ? 0 : OF_CONTACT));
}

static void
append_row (GString *lines, const CercleForeignSheet *sheet, const CercleForeignContact *contact,
            guint n)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (cells, cell_of (sheet, contact, columns[i]));
  cercle_csv_append (lines, (const char *const *) cells->pdata, n);
}

void
cercle_directory_csv_append (GString *lines, const CercleForeignSheet *sheet, gboolean contacts)
{
  guint n = G_N_ELEMENTS (columns) - (contacts ? 0 : OF_CONTACT);

  if (!contacts || sheet->contacts->len == 0)
    append_row (lines, sheet, NULL, n);
  for (guint i = 0; contacts && i < sheet->contacts->len; i++)
    append_row (lines, sheet, g_ptr_array_index (sheet->contacts, i), n);
}

/* On paper */

static void
add_part (GString *text, const char *between, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? between : "", part);
}

/* (transfer full) */
static char *
place_of (const CercleForeignSheet *sheet)
{
  g_autofree char *street = sheet->hidden ? NULL : join (sheet->street, 0, "\n");
  g_autofree char *town = place_cell (sheet, CERCLE_FOREIGN_PART_TOWN);
  GString *place = g_string_new (street);

  if (sheet->hidden)
    g_string_assign (place, _ ("Address not shown"));
  add_part (place, "\n", sheet->hidden ? NULL : sheet->postcode);
  add_part (place, sheet->postcode != NULL ? " " : "\n", town);
  return g_string_free (place, FALSE);
}

/* (transfer full): how to reach it, and whom. */
static char *
reach_of (const CercleForeignSheet *sheet, gboolean contacts)
{
  g_autofree char *phones = phones_of (sheet, "\n");
  g_autofree char *mails = join (sheet->mails, 0, "\n");
  GString *reach = g_string_new (phones);

  add_part (reach, "\n", mails);
  for (guint i = 0; contacts && i < sheet->contacts->len; i++)
    {
      const CercleForeignContact *contact = g_ptr_array_index (sheet->contacts, i);
      g_autoptr (GString) line = g_string_new (NULL);
      g_autofree char *phone = cercle_text_phone_spoken (contact->phone);

      add_part (line, " ", contact->first_name);
      add_part (line, " ", contact->last_name);
      add_part (line, ", ", contact->function);
      add_part (line, ", ", phone);
      add_part (line, ", ", contact->mail);
      add_part (reach, "\n", line->str);
    }
  return g_string_free (reach, FALSE);
}

static void
add_sheet (CercleSheet *paper, const CercleForeignSheet *sheet, gboolean contacts)
{
  g_autoptr (GString) name = g_string_new (sheet->name);
  g_autofree char *place = place_of (sheet), *reach = reach_of (sheet, contacts);
  const char *cells[3];

  add_part (name, "\n", sheet->category_label);
  cells[0] = name->str;
  cells[1] = place;
  cells[2] = reach;
  cercle_sheet_row (paper, cells);
}

void
cercle_directory_paper_fill (CercleSheet *paper, const CercleDirectoryNeed *needs, guint n,
                             gboolean contacts)
{
  const CercleSheetColumn heads[] = { { _ ("Partner"), 0.38 },
                                      { _ ("Place"), 0.27 },
                                      { _ ("How to reach it"), 0.35 } };

  for (guint i = 0; i < n; i++)
    {
      cercle_sheet_heading (paper, needs[i].need);
      if (needs[i].sheets->len == 0)
        cercle_sheet_text (paper, _ ("Nobody in the directory does this."));
      else
        cercle_sheet_table (paper, heads, G_N_ELEMENTS (heads));
      for (guint j = 0; j < needs[i].sheets->len; j++)
        add_sheet (paper, g_ptr_array_index (needs[i].sheets, j), contacts);
    }
}
