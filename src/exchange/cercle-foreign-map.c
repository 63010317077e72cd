/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which column of a partner's table tells what, and what sheet does a row of it make? */
#define G_LOG_DOMAIN "cercle-exchange"

#include "cercle-foreign-map.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-column-map.h"
#include "cercle-foreign-private.h"
#include "cercle-foreign-table.h"
#include "cercle-macros.h"

/* Also the names that our own table has, in both languages. */
static const CercleColumnPart parts[] = {
  [CERCLE_FOREIGN_PART_NAME] = { "name", N_ ("Name"),
                                 "nom|nom de la structure|structure|nom "
                                 "structure|etablissement|nom "
                                 "etablissement|nom de l "
                                 "etablissement|organisme|service|partenaire|raison "
                                 "sociale|denomination|rs|libelle|name" },
  [CERCLE_FOREIGN_PART_LONG_NAME] = { "long_name", N_ ("Full name"),
                                      "nom complet|nom long|raison sociale longue|rslongue|full "
                                      "name" },
  [CERCLE_FOREIGN_PART_KEY] = { "key", N_ ("Identifier"),
                                "identifiant|id|reference|code structure|identifier" },
  [CERCLE_FOREIGN_PART_CATEGORY] = { "category", N_ ("Category"),
                                     "categorie|type|type de structure|type d "
                                     "etablissement|nature|famille|category" },
  [CERCLE_FOREIGN_PART_FINESS] = { "finess", N_ ("FINESS"),
                                   "finess|finess et|numero finess|n finess|no finess|finess "
                                   "geographique|nofinesset|numero finess et|n finess et" },
  [CERCLE_FOREIGN_PART_FINESS_LEGAL] = { "finess_legal", N_ ("FINESS of the managing body"),
                                         "finess ej|finess juridique|nofinessej|numero finess ej|n "
                                         "finess ej|finess du gestionnaire|finess de l organisme "
                                         "gestionnaire|finess of the managing body" },
  [CERCLE_FOREIGN_PART_LEGAL_NAME] = { "legal_name", N_ ("Managing body"),
                                       "gestionnaire|organisme gestionnaire|og|association "
                                       "gestionnaire|association|managing body" },
  [CERCLE_FOREIGN_PART_SIRET] = { "siret", N_ ("SIRET"), "siret|numero siret|n siret|no siret" },
  [CERCLE_FOREIGN_PART_STREET] = { "street", N_ ("Street"),
                                   "adresse|rue|voie|adresse 1|adresse1|adresse "
                                   "ligne 1|adresse postale|street|address" },
  [CERCLE_FOREIGN_PART_STREET_MORE] = { "street_more", N_ ("Rest of the address"),
                                        "complement d adresse|complement adresse|adresse "
                                        "2|adresse2|complement|rest of the address" },
  [CERCLE_FOREIGN_PART_POSTCODE] = { "postcode", N_ ("Postcode"), "code postal|cp|postcode" },
  [CERCLE_FOREIGN_PART_TOWN] = { "town", N_ ("Town"), "ville|commune|localite|town" },
  [CERCLE_FOREIGN_PART_INSEE] = { "insee", N_ ("INSEE code"),
                                  "code insee|insee|code commune|code insee commune|insee code" },
  [CERCLE_FOREIGN_PART_PHONE] = { "phone", N_ ("Telephone"),
                                  "telephone|tel|telephone fixe|tel fixe|standard|numero de "
                                  "telephone|tel 1|telephone 1|telephones" },
  [CERCLE_FOREIGN_PART_PHONE_MORE] = { "phone_more", N_ ("Other telephone"),
                                       "portable|mobile|telephone portable|tel portable|telephone "
                                       "2|tel 2|autre telephone|other telephone" },
  [CERCLE_FOREIGN_PART_MAIL] = { "mail", N_ ("E-mail"),
                                 "mail|email|e mail|courriel|adresse mail|adresse "
                                 "email|adresse electronique|mel|messagerie" },
  [CERCLE_FOREIGN_PART_URL] = { "url", N_ ("Web site"),
                                "site|site internet|site web|url|web|web site" },
  [CERCLE_FOREIGN_PART_CONTACT_FIRST] = { "contact_first", N_ ("First name of the contact"),
                                          "prenom|prenom du contact|prenom contact|prenom "
                                          "referent|first name of the contact" },
  [CERCLE_FOREIGN_PART_CONTACT_LAST] = { "contact_last", N_ ("Name of the contact"),
                                         "contact|nom du contact|nom "
                                         "contact|interlocuteur|interlocutrice|referent|referente|"
                                         "nom "
                                         "referent|directeur|directrice|direction|responsable|"
                                         "personne "
                                         "ressource|name of the contact" },
  [CERCLE_FOREIGN_PART_CONTACT_FUNCTION] = { "contact_function", N_ ("Function of the contact"),
                                             "fonction|fonction du contact|fonction "
                                             "contact|qualite|"
                                             "poste|function of the contact" },
  [CERCLE_FOREIGN_PART_CONTACT_PHONE] = { "contact_phone", N_ ("Telephone of the contact"),
                                          "telephone du contact|tel contact|telephone "
                                          "contact|ligne directe|telephone of the contact" },
  [CERCLE_FOREIGN_PART_CONTACT_MAIL] = { "contact_mail", N_ ("E-mail of the contact"),
                                         "mail du contact|mail contact|email contact|courriel du "
                                         "contact|adresse electronique du contact|e mail of the "
                                         "contact" },
  [CERCLE_FOREIGN_PART_OPENED] = { "opened", N_ ("Opening date"),
                                   "date d ouverture|ouverture|ouvert le|ouvert depuis|opening "
                                   "date" },
  [CERCLE_FOREIGN_PART_CLOSED] = { "closed", N_ ("Closing date"),
                                   "date de fermeture|fermeture|ferme le|closing date" },
  [CERCLE_FOREIGN_PART_UPDATED] = { "updated", N_ ("Updated on"),
                                    "date de mise a jour|mise a jour|maj|date maj|mis a jour "
                                    "le|verifie le|updated on" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (parts) == CERCLE_FOREIGN_N_PARTS);

const char *
cercle_foreign_part_label (CercleForeignPart part)
{
  return _ (parts[part].label);
}

void
cercle_foreign_map_guess (CercleForeignMap *self, GPtrArray *columns, const char *remembered,
                          guint *lost)
{
  cercle_column_map_guess (parts, CERCLE_FOREIGN_N_PARTS, self->column, columns, remembered, lost);
}

char *
cercle_foreign_map_print (const CercleForeignMap *self, GPtrArray *columns)
{
  return cercle_column_map_print (parts, CERCLE_FOREIGN_N_PARTS, self->column, columns);
}

const char *
cercle_foreign_map_problem (const CercleForeignMap *self)
{
  if (self->column[CERCLE_FOREIGN_PART_NAME] >= 0 ||
      self->column[CERCLE_FOREIGN_PART_LONG_NAME] >= 0)
    return NULL;
  return _ ("Say which column holds the names of the partners.");
}

/* The row */

typedef struct
{
  const CercleForeignMap *map;
  GPtrArray *cells;
} Row;

static const char *
cell (const Row *row, CercleForeignPart part)
{
  int column = row->map->column[part];

  return column >= 0 && (guint) column < row->cells->len
             ? g_ptr_array_index (row->cells, (guint) column)
             : NULL;
}

static void
take_names (CercleForeignSheet *sheet, const Row *row)
{
  cercle_foreign_sheet_take_text (sheet, &sheet->name, cell (row, CERCLE_FOREIGN_PART_NAME));
  cercle_foreign_sheet_take_text (sheet, &sheet->long_name,
                                  cell (row, CERCLE_FOREIGN_PART_LONG_NAME));
  if (sheet->name == NULL)
    sheet->name = g_steal_pointer (&sheet->long_name);
  cercle_foreign_sheet_take_text (sheet, &sheet->legal_name,
                                  cell (row, CERCLE_FOREIGN_PART_LEGAL_NAME));
  cercle_foreign_sheet_take_category (sheet, NULL, cell (row, CERCLE_FOREIGN_PART_CATEGORY));
}

static void
take_numbers (CercleForeignSheet *sheet, const Row *row)
{
  cercle_foreign_sheet_take_finess (sheet, &sheet->finess, cell (row, CERCLE_FOREIGN_PART_FINESS));
  cercle_foreign_sheet_take_finess (sheet, &sheet->finess_legal,
                                    cell (row, CERCLE_FOREIGN_PART_FINESS_LEGAL));
  cercle_foreign_sheet_take_siret (sheet, cell (row, CERCLE_FOREIGN_PART_SIRET));
  cercle_foreign_sheet_take_text (sheet, &sheet->key, cell (row, CERCLE_FOREIGN_PART_KEY));
  if (sheet->key == NULL)
    sheet->key = g_strdup (sheet->finess != NULL ? sheet->finess : sheet->siret);
}

/* A spreadsheet eats the 0 before a code. */
static void
take_place (CercleForeignSheet *sheet, const Row *row)
{
  const char *postcode = cell (row, CERCLE_FOREIGN_PART_POSTCODE);
  const char *insee = cell (row, CERCLE_FOREIGN_PART_INSEE);
  g_autofree char *code = postcode != NULL && strlen (postcode) == 4
                              ? g_strconcat ("0", postcode, NULL)
                              : g_strdup (postcode);
  g_autofree char *commune =
      insee != NULL && strlen (insee) == 4 ? g_strconcat ("0", insee, NULL) : g_strdup (insee);

  cercle_foreign_sheet_take_line (sheet, cell (row, CERCLE_FOREIGN_PART_STREET));
  cercle_foreign_sheet_take_line (sheet, cell (row, CERCLE_FOREIGN_PART_STREET_MORE));
  cercle_foreign_sheet_take_text (sheet, &sheet->postcode, code);
  cercle_foreign_sheet_take_text (sheet, &sheet->town, cell (row, CERCLE_FOREIGN_PART_TOWN));
  cercle_foreign_sheet_take_commune (sheet, commune);
}

static void
take_mails (CercleForeignSheet *sheet, const char *text)
{
  g_auto (GStrv) mails = g_strsplit_set (text != NULL ? text : "", ";, /\n", -1);

  for (guint i = 0; mails[i] != NULL; i++)
    cercle_foreign_sheet_take_mail (sheet, mails[i]);
}

static void
take_contact (CercleForeignSheet *sheet, const Row *row)
{
  g_autoptr (CercleForeignContact) contact = cercle_foreign_contact_new ();
  g_autoptr (CercleForeignSheet) reach = cercle_foreign_sheet_new (sheet->source);

  cercle_foreign_sheet_take_text (sheet, &contact->first_name,
                                  cell (row, CERCLE_FOREIGN_PART_CONTACT_FIRST));
  cercle_foreign_sheet_take_text (sheet, &contact->last_name,
                                  cell (row, CERCLE_FOREIGN_PART_CONTACT_LAST));
  cercle_foreign_sheet_take_text (sheet, &contact->function,
                                  cell (row, CERCLE_FOREIGN_PART_CONTACT_FUNCTION));
  reach->department = g_strdup (sheet->department);
  cercle_foreign_sheet_take_phones (reach, cell (row, CERCLE_FOREIGN_PART_CONTACT_PHONE));
  take_mails (reach, cell (row, CERCLE_FOREIGN_PART_CONTACT_MAIL));
  sheet->faults |= reach->faults;
  if (reach->phones->len > 0)
    contact->phone = g_strdup (g_ptr_array_index (reach->phones, 0));
  if (reach->mails->len > 0)
    contact->mail = g_strdup (g_ptr_array_index (reach->mails, 0));
  if (contact->last_name != NULL || contact->first_name != NULL || contact->phone != NULL ||
      contact->mail != NULL)
    g_ptr_array_add (sheet->contacts, g_steal_pointer (&contact));
}

static CercleForeignSheet *
make_sheet (const CercleForeignMap *map, const char *area, const CercleForeignRow *source)
{
  const Row row = { map, source->cells };
  CercleForeignSheet *sheet = cercle_foreign_sheet_new (CERCLE_FOREIGN_TABLE);

  sheet->line = source->line;
  take_names (sheet, &row);
  take_numbers (sheet, &row);
  take_place (sheet, &row);
  if (sheet->department == NULL)
    cercle_foreign_sheet_take_text (sheet, &sheet->department, area);
  cercle_foreign_sheet_take_phones (sheet, cell (&row, CERCLE_FOREIGN_PART_PHONE));
  cercle_foreign_sheet_take_phones (sheet, cell (&row, CERCLE_FOREIGN_PART_PHONE_MORE));
  take_mails (sheet, cell (&row, CERCLE_FOREIGN_PART_MAIL));
  cercle_foreign_sheet_take_url (sheet, cell (&row, CERCLE_FOREIGN_PART_URL));
  take_contact (sheet, &row);
  cercle_foreign_sheet_take_day (sheet, &sheet->opened_on, cell (&row, CERCLE_FOREIGN_PART_OPENED));
  cercle_foreign_sheet_take_day (sheet, &sheet->closed_on, cell (&row, CERCLE_FOREIGN_PART_CLOSED));
  cercle_foreign_sheet_take_day (sheet, &sheet->updated_on,
                                 cell (&row, CERCLE_FOREIGN_PART_UPDATED));
  sheet->closed = sheet->closed_on != NULL;
  return sheet;
}

gboolean
cercle_foreign_read_table (CercleForeignReading *reading, GInputStream *stream,
                           GCancellable *cancellable, GError **error)
{
  GError *cause = NULL;
  g_autoptr (CercleForeignTable) table =
      cercle_foreign_table_new (stream, FALSE, cancellable, &cause);
  const CercleForeignMap *map = reading->options->map;
  CercleForeignMap guessed;
  const CercleForeignRow *row;
  gboolean taken = TRUE;

  if (table != NULL && map == NULL)
    {
      cercle_foreign_map_guess (&guessed, cercle_foreign_table_get_columns (table), NULL, NULL);
      if (cercle_foreign_map_problem (&guessed) != NULL)
        return cercle_foreign_fail (error, CERCLE_FOREIGN_ERROR_FORM,
                                    _ ("No column of this table is called like one that holds "
                                       "names (“Nom”, “Structure” …)."));
      map = &guessed;
    }
  while (taken && table != NULL && (row = cercle_foreign_table_next (table, &cause)) != NULL)
    if (!cercle_foreign_row_is_refused (row->fault))
      taken = cercle_foreign_give (reading, make_sheet (map, reading->options->area, row), error);
    else
      {
        reading->tally.seen++;
        reading->tally.refused++;
      }
  return taken && (cause == NULL || cercle_foreign_fail_table (cause, error));
}
