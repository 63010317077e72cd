/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is the national extract of FINESS like, without its names? So many sites of so many bytes,
 * in the départements by turns, as its publisher writes them; the same seed gives the same
 * document. Its next edition differs in few of them: one site in EVERY has another telephone number,
 * the site before it has closed.
 *
 * make-extract FILE.json.gz SITES SEED [next]    prints bytes, bytes packed */
#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

#define FLUSH (1024 * 1024)
#define EVERY 40
/* Of the sites of September 2026: 69 799 of 174 681. */
#define CLOSED 0.4

static const char *const names[] = { "LES POMMIERS",    "LA SOURCE",   "LE VERGER",
                                     "LES TILLEULS",    "JEAN MOULIN", "LA CLAIRIERE",
                                     "LES HIRONDELLES", "BEAU SITE",   "LE MOULIN",
                                     "SAINT JOSEPH" };
static const char *const kinds[] = { "183", "182", "246", "500", "620",
                                     "124", "446", "255", "354", "611" };
static const char *const ways[] = { "RUE", "AVENUE", "BOULEVARD", "PLACE", "CHEMIN" };
static const char *const departments[] = { "01", "02", "03", "06", "13", "14", "2A", "2B",
                                           "31", "33", "34", "35", "38", "44", "50", "57",
                                           "59", "61", "62", "67", "69", "75", "76", "77",
                                           "78", "83", "91", "92", "93", "971" };

typedef struct
{
  GRand *rand;
  GString *text;
  GOutputStream *out;
  guint64 bytes, event;
  gboolean next;
} Extract;

static int
pick (Extract *extract, int n)
{
  return g_rand_int_range (extract->rand, 0, n);
}

#define ONE_OF(extract, array) array[pick (extract, G_N_ELEMENTS (array))]

static void
flush (Extract *extract)
{
  if (!g_output_stream_write_all (extract->out, extract->text->str, extract->text->len, NULL, NULL,
                                  NULL))
    exit (1);
  extract->bytes += extract->text->len;
  g_string_truncate (extract->text, 0);
}

static void
add_day (Extract *extract, int indent, const char *name)
{
  g_string_append_printf (extract->text, "%*s\"%s\" : \"%d-%02d-%02d\",\n", indent, "", name,
                          1950 + pick (extract, 76), 1 + pick (extract, 12),
                          1 + pick (extract, 28));
}

/* Appends the last digit of a number of the State (Luhn); a letter counts as nothing. */
static void
add_key (char *number)
{
  gsize n = strlen (number);
  guint sum = 0;

  for (gsize i = 0; i < n; i++)
    {
      int digit = g_ascii_digit_value (number[n - 1 - i]);
      guint twice = (guint) MAX (digit, 0) << ((i + 1) % 2);

      sum += twice > 9 ? twice - 9 : twice;
    }
  number[n] = (char) ('0' + (10 - sum % 10) % 10);
  number[n + 1] = '\0';
}

static void
add_address (Extract *extract, const char *department, const char *use, gboolean last)
{
  const char *way = ONE_OF (extract, ways), *name = ONE_OF (extract, names);
  int number = 1 + pick (extract, 300), commune = 1 + pick (extract, 99);

  g_string_append_printf (
      extract->text,
      "      {\n        \"usageAdresse\" : \"%s\",\n        \"numeroVoie\" : \"%d\",\n"
      "        \"typeVoie\" : \"%.4s\",\n        \"libelleVoie\" : \"%-24s\",\n"
      "        \"cogCommune\" : \"%s%0*d\",\n        \"ligneAcheminement\" : \"COMMUNE %d\",\n"
      "        \"ligneQuatre\" : \"%d %s %s\",\n        \"codePostal\" : \"%.2s%03d\",\n"
      "        \"coordonneesGeographique\" : {\n          \"coordonneeX\" : \"%d.%02d\",\n"
      "          \"coordonneeY\" : \"%d.%02d\",\n          \"directionLatitude\" : \"%.6f\",\n"
      "          \"directionLongitude\" : \"%.6f\",\n"
      "          \"cleInInteropBAN\" : \"%s%03d_%04d_%05d\",\n"
      "          \"scoreBAN\" : \"0.%d\"\n        }\n      }%s\n",
      use, number, way, name, department, department[2] == '\0' ? 3 : 2, commune, commune, number,
      way, name, department, pick (extract, 1000), 6000000 + pick (extract, 900000),
      pick (extract, 100), 100000 + pick (extract, 900000), pick (extract, 100),
      42 + g_rand_double (extract->rand) * 8, -4 + g_rand_double (extract->rand) * 11, department,
      commune, pick (extract, 9999), number, 500000000 + pick (extract, 499999999),
      last ? "" : ",");
}

static void
add_events (Extract *extract, guint site, const char *kind)
{
  g_string_append (extract->text, "      \"evenement\" : [ ");
  for (int left = 3 + pick (extract, 3); left > 0; left--)
    {
      g_string_append_printf (extract->text,
                              "{\n        \"evenementId\" : \"%" G_GUINT64_FORMAT "\",\n"
                              "        \"dateEnregistrement\" : \"2023-03-15 %02d:21:01\",\n",
                              ++extract->event, pick (extract, 24));
      add_day (extract, 8, "dateEvenement");
      g_string_append_printf (
          extract->text,
          "        \"etatObjet1\" : \"%03d\",\n"
          "        \"identifiantObjet1\" : \"%u\",\n"
          "        \"systemeMaitre\" : \"01\",\n        \"typeObjet1\" : \"%s\",\n"
          "        \"codeEvenement\" : \"%03d\"\n      }%s",
          pick (extract, 10), site, kind, pick (extract, 10), left > 1 ? ", " : " ],\n");
    }
}

/* Names and numbers; TRUE: it is closed. */
static gboolean
add_identity (Extract *extract, guint site, const char *department)
{
  const char *name = ONE_OF (extract, names);
  gboolean closed = g_rand_double (extract->rand) < CLOSED;
  char finess[16], siret[20];

  add_day (extract, 8, "dateOuverture");
  if (closed)
    add_day (extract, 8, "dateFermeture");
  else if (extract->next && (site + 1) % EVERY == 0)
    {
      g_string_append (extract->text, "        \"dateFermeture\" : \"2026-09-30\",\n");
      closed = TRUE;
    }
  g_snprintf (finess, sizeof finess - 1, "%.2s%06u", department, site % 1000000);
  g_snprintf (siret, sizeof siret - 1, "%09d0002", 300000000 + pick (extract, 600000000));
  add_key (finess);
  add_key (siret);
  g_string_append_printf (extract->text,
                          "        \"nomEgeCourt\" : \"%s %-20u\",\n"
                          "        \"nomEgeLong\" : \"ETABLISSEMENT %s %-40u\",\n"
                          "        \"numFinessEge\" : \"%s\",\n"
                          "        \"espic\" : [ \"0\" ],\n        \"siret\" : \"%s\"\n      },\n",
                          name, site, name, site, finess, siret);
  return closed;
}

static void
add_contact (Extract *extract, guint site)
{
  int number = pick (extract, 100000000);

  g_string_append_printf (extract->text,
                          "      ],\n      \"contact\" : [ {\n        \"typeContact\" : {\n"
                          "          \"roleContact\" : \"01\"\n        },\n"
                          "        \"telecom\" : {\n"
                          "          \"telephone\" : \"0%d%08d\"\n        }\n      } ],\n",
                          extract->next && site % EVERY == 0 ? 3 : 2, number);
}

static void
add_site (Extract *extract, guint site, gboolean last)
{
  const char *department = ONE_OF (extract, departments);
  gboolean closed;

  g_string_append (extract->text, "{\n      \"informationsGeneralesEGE\" : {\n");
  closed = add_identity (extract, site, department);
  g_string_append_printf (extract->text,
                          "      \"categorieentiteGeographiqueExercice\" : \"%s\",\n"
                          "      \"modefixationtarifaire\" : \"07\",\n"
                          "      \"typeBudget\" : [ \"01\" ],\n      \"adresse\" : [\n",
                          ONE_OF (extract, kinds));
  if (pick (extract, 70) == 0)
    add_address (extract, ONE_OF (extract, departments), "02", FALSE);
  add_address (extract, department, "03", TRUE);
  add_contact (extract, site);
  g_string_append_printf (extract->text,
                          "      \"engagement\" : [ {\n        \"engagementId\" : \"%d\",\n"
                          "        \"typeEngagement\" : \"CONV\",\n",
                          pick (extract, 1000000));
  add_day (extract, 8, "dateEffetEngagement");
  g_string_append (extract->text, "        \"autoriteRegulationEngagement\" : [ ]\n      } ],\n");
  add_events (extract, site, "EG");
  g_string_append_printf (extract->text,
                          "      \"roleEge\" : [ ],\n      \"etatObjet\" : \"%s\",\n"
                          "      \"dateDerniereMaj\" : \"2021-10-18 00:00:00\"\n    }%s",
                          closed ? "I" : "A", last ? "" : ", ");
}

/* Few bodies have many sites: the longest, a thousand. */
static guint
sites_of_body (Extract *extract, guint left)
{
  guint n = pick (extract, 2000) == 0 ? 1 + (guint) pick (extract, 1000)
            : pick (extract, 3) > 0   ? 1
                                      : (guint) pick (extract, 6);

  return MIN (n, left);
}

static guint
add_body (Extract *extract, guint body, guint left)
{
  guint n = sites_of_body (extract, left);

  g_string_append (extract->text, "{\n    \"informationsGeneralesPMEJ\" : {\n");
  add_day (extract, 6, "dateCreation");
  g_string_append_printf (extract->text,
                          "      \"denominationLonguePmSmsse\" : \"ASSOCIATION %s %-40u\",\n"
                          "      \"denominationPm\" : \"ASSOCIATION %-24u\",\n"
                          "      \"numFinessPm\" : \"75%07u\",\n      \"siren\" : \"%09d\",\n"
                          "      \"statutJuridique\" : \"60\"\n    },\n    \"adresse\" : [\n",
                          ONE_OF (extract, names), body, body, body,
                          300000000 + pick (extract, 600000000));
  add_address (extract, ONE_OF (extract, departments), "02", TRUE);
  g_string_append (extract->text, "    ],\n");
  add_events (extract, body, "PM");
  g_string_append (extract->text, "    \"ege\" : [ ");
  for (guint i = 0; i < n; i++)
    {
      add_site (extract, left - i, i + 1 == n);
      if (extract->text->len > FLUSH)
        flush (extract);
    }
  g_string_append (extract->text, " ],\n    \"etatObjet\" : \"A\",\n"
                                  "    \"dateDerniereMaj\" : \"2021-10-18 00:00:00\"\n  }");
  return n;
}

int
main (int argc, char **argv)
{
  g_autoptr (GFile) file = argc >= 4 ? g_file_new_for_commandline_arg (argv[1]) : NULL;
  g_autoptr (GFileOutputStream) packed =
      file != NULL ? g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL) : NULL;
  g_autoptr (GConverter) packer =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6));
  g_autoptr (GFileInfo) info = NULL;
  Extract extract = { 0 };
  guint left, body = 0;

  if (packed == NULL)
    return 1;
  extract.rand = g_rand_new_with_seed ((guint32) strtoul (argv[3], NULL, 10));
  extract.next = argc == 5;
  extract.text = g_string_new ("{\n  \"schemaVersion\" : \"v1.0.0\",\n");
  g_string_append_printf (extract.text,
                          "  \"generatedAt\" : \"2026-%02d-05T04:12:37.615611300Z\",\n"
                          "  \"gcc\" : [ ],\n  \"gco\" : [ ],\n  \"pmej\" : [ ",
                          extract.next ? 10 : 9);
  extract.out = g_converter_output_stream_new (G_OUTPUT_STREAM (packed), packer);
  for (left = (guint) strtoul (argv[2], NULL, 10); left > 0;)
    {
      left -= add_body (&extract, ++body, left);
      g_string_append (extract.text, left > 0 ? ", " : " ]\n}\n");
      if (extract.text->len > FLUSH)
        flush (&extract);
    }
  flush (&extract);
  if (!g_output_stream_close (extract.out, NULL, NULL))
    return 1;
  info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  g_print ("bytes %" G_GUINT64_FORMAT " packed %" G_GOFFSET_FORMAT " bodies %u\n", extract.bytes,
           g_file_info_get_size (info), body);
  g_object_unref (extract.out);
  g_string_free (extract.text, TRUE);
  g_rand_free (extract.rand);
  return 0;
}
