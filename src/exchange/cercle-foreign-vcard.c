/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom do the address cards of a telephone or a mail program speak of (vCard 2.1, 3.0 and 4.0)? */
#define G_LOG_DOMAIN "cercle-exchange"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-foreign-private.h"
#include "cercle-macros.h"

#define CHUNK 65536
#define KEPT (64 * 1024)           /* bytes of a line; what is longer is a picture */
#define LONGEST (16 * 1024 * 1024) /* bytes of a line that is passed over */
#define MOST_PROPERTIES 1000       /* of a card */

/* One line, unfolded, in its parts. */
typedef struct
{
  char *name;   /* in capitals, without its group */
  char *params; /* in capitals, as they stand, with a ; before each */
  const char *value;
  char *line;
} Property;

typedef struct
{
  GInputStream *stream;
  GCancellable *cancellable;
  char *chunk;
  gsize at, length;
  guint line, begun; /* the line being read, and where the property begins */
  GString *text;
  gsize dropped;
} Lines;

typedef struct
{
  CercleForeignSheet *sheet;
  CercleForeignContact *contact;
  char *full_name, *organisation;
  GPtrArray *phones; /* char *, with the mobile one first */
  guint properties;
  gboolean company;
} Card;

/* Reading lines */

/* The next byte, which stays; -1: no more; -2: an error. */
static int
look (Lines *lines, GError **error)
{
  gssize n;

  if (lines->at < lines->length)
    return (guchar) lines->chunk[lines->at];
  n = g_input_stream_read (lines->stream, lines->chunk, CHUNK, lines->cancellable, error);
  lines->at = 0;
  lines->length = (gsize) MAX (n, 0);
  return n < 0 ? -2 : n == 0 ? -1 : (guchar) lines->chunk[0];
}

/* To the end of a line of the file. FALSE: an error, or it has no end. */
static gboolean
read_physical (Lines *lines, int *last, GError **error)
{
  int c;

  while ((c = look (lines, error)) >= 0 && c != '\n' && c != '\r')
    {
      lines->at++;
      if (lines->text->len < KEPT)
        g_string_append_c (lines->text, (char) c);
      else if (++lines->dropped > LONGEST)
        return cercle_foreign_fail (
            error, CERCLE_FOREIGN_ERROR_LARGE,
            _ ("A part of this document is far longer than a directory ever has."));
    }
  *last = c;
  if (c == -2)
    return FALSE;
  lines->line++;
  if (c == '\r')
    {
      lines->at++;
      c = look (lines, error);
    }
  if (c == '\n')
    lines->at++;
  return c != -2;
}

static gboolean
is_soft_break (const GString *text)
{
  return text->len > 0 && text->str[text->len - 1] == '=' &&
         strcasestr (text->str, "ENCODING=QUOTED-PRINTABLE") != NULL;
}

/* A property, with the lines it goes on in. FALSE in found: there is no further one. */
static gboolean
read_line (Lines *lines, gboolean *found, GError **error)
{
  int last = 0;

  g_string_truncate (lines->text, 0);
  lines->dropped = 0;
  lines->begun = lines->line + 1;
  for (;;)
    {
      int next;

      if (!read_physical (lines, &last, error))
        return FALSE;
      next = last < 0 ? -1 : look (lines, error);
      if (next == -2)
        return FALSE;
      if (is_soft_break (lines->text) && next >= 0)
        g_string_truncate (lines->text, lines->text->len - 1);
      else if (next == ' ' || next == '\t')
        lines->at++;
      else
        break;
    }
  *found = lines->text->len > 0 || last >= 0;
  return TRUE;
}

/* Properties */

static void
property_clear (Property *property)
{
  g_free (property->name);
  g_free (property->params);
  g_free (property->line);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Property, property_clear)

/* Old telephones write what their country wrote. */
static char *
text_of (const GString *line)
{
  if (g_utf8_validate_len (line->str, line->len, NULL))
    return g_strdup (line->str);
  return g_convert_with_fallback (line->str, (gssize) line->len, "UTF-8", "WINDOWS-1252", "?", NULL,
                                  NULL, NULL);
}

/* Where the value begins: after the first : outside quotation marks. NULL: it is no property. */
static char *
find_value (char *line)
{
  gboolean quoted = FALSE;

  for (char *at = line; *at != '\0'; at++)
    if (*at == '"')
      quoted = !quoted;
    else if (*at == ':' && !quoted)
      return at;
  return NULL;
}

static gboolean
parse (const GString *line, Property *property)
{
  char *colon, *semicolon, *dot;

  property->line = text_of (line);
  colon = property->line != NULL ? find_value (property->line) : NULL;
  if (colon == NULL)
    return FALSE;
  *colon = '\0';
  property->value = colon + 1;
  semicolon = strchr (property->line, ';');
  property->params = g_ascii_strup (semicolon != NULL ? semicolon : "", -1);
  if (semicolon != NULL)
    *semicolon = '\0';
  dot = strrchr (property->line, '.');
  property->name = g_ascii_strup (dot != NULL ? dot + 1 : property->line, -1);
  return TRUE;
}

/* (transfer full): of a text in which bytes stand as =C3. */
static char *
decode_quoted (const char *value)
{
  g_autoptr (GString) bytes = g_string_new (NULL);

  for (const char *at = value; *at != '\0'; at++)
    if (*at == '=' && g_ascii_isxdigit (at[1]) && g_ascii_isxdigit (at[2]))
      {
        char byte = (char) (g_ascii_xdigit_value (at[1]) * 16 + g_ascii_xdigit_value (at[2]));

        if (byte != '\0')
          g_string_append_c (bytes, byte);
        at += 2;
      }
    else
      g_string_append_c (bytes, *at);
  return text_of (bytes);
}

/* (transfer full): char *, the value parted where a separator is not escaped. */
static GPtrArray *
parts_of (const Property *property, char separator)
{
  g_autofree char *decoded = strstr (property->params, "QUOTED-PRINTABLE") != NULL
                                 ? decode_quoted (property->value)
                                 : g_strdup (property->value);
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) part = g_string_new (NULL);

  for (const char *at = decoded != NULL ? decoded : ""; *at != '\0'; at++)
    if (*at == '\\' && at[1] != '\0')
      {
        at++;
        g_string_append_c (part, *at == 'n' || *at == 'N' ? '\n' : *at);
      }
    else if (*at == separator)
      {
        g_ptr_array_add (parts, g_strdup (part->str));
        g_string_truncate (part, 0);
      }
    else
      g_string_append_c (part, *at);
  g_ptr_array_add (parts, g_strdup (part->str));
  return parts;
}

static const char *
part_at (GPtrArray *parts, guint i)
{
  return i < parts->len ? g_ptr_array_index (parts, i) : NULL;
}

/* (transfer full) */
static char *
whole_of (const Property *property)
{
  g_autoptr (GPtrArray) parts = parts_of (property, '\0');

  return g_strdup (part_at (parts, 0));
}

/* What each property says */

static void
take_name (Card *card, const Property *property)
{
  g_autoptr (GPtrArray) parts = parts_of (property, ';');

  cercle_foreign_sheet_take_text (card->sheet, &card->contact->last_name, part_at (parts, 0));
  cercle_foreign_sheet_take_text (card->sheet, &card->contact->first_name, part_at (parts, 1));
}

static void
take_full_name (Card *card, const Property *property)
{
  g_autofree char *text = whole_of (property);

  cercle_foreign_sheet_take_text (card->sheet, &card->full_name, text);
}

static void
take_organisation (Card *card, const Property *property)
{
  g_autoptr (GPtrArray) parts = parts_of (property, ';');

  cercle_foreign_sheet_take_text (card->sheet, &card->organisation, part_at (parts, 0));
}

static void
take_function (Card *card, const Property *property)
{
  g_autofree char *text = whole_of (property);

  cercle_foreign_sheet_take_text (card->sheet, &card->contact->function, text);
}

static void
take_key (Card *card, const Property *property)
{
  g_autofree char *text = whole_of (property);

  cercle_foreign_sheet_take_text (card->sheet, &card->sheet->key, text);
}

/* Where somebody lives is no partner's place. */
static gboolean
is_home (const Property *property)
{
  return strstr (property->params, "HOME") != NULL && strstr (property->params, "WORK") == NULL;
}

/* Kept until the département is known; fax and pager are nobody's voice. */
static void
take_phone (Card *card, const Property *property)
{
  g_autofree char *text = whole_of (property);

  if (!is_home (property) && strstr (property->params, "FAX") == NULL &&
      strstr (property->params, "PAGER") == NULL)
    g_ptr_array_insert (card->phones, strstr (property->params, "CELL") != NULL ? 0 : -1,
                        g_steal_pointer (&text));
}

static void
take_mail (Card *card, const Property *property)
{
  g_autofree char *text = whole_of (property);

  cercle_foreign_sheet_take_mail (card->sheet,
                                  g_str_has_prefix (text, "mailto:") ? text + 7 : text);
}

static void
take_url (Card *card, const Property *property)
{
  g_autofree char *text = whole_of (property);

  cercle_foreign_sheet_take_url (card->sheet, text);
}

static void
take_address (Card *card, const Property *property)
{
  g_autoptr (GPtrArray) parts = parts_of (property, ';');
  CercleForeignSheet *sheet = card->sheet;

  if (is_home (property) || sheet->town != NULL || sheet->postcode != NULL)
    return;
  for (guint i = 0; i < 3; i++)
    {
      const char *text = part_at (parts, i);
      g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

      for (guint j = 0; lines[j] != NULL; j++)
        cercle_foreign_sheet_take_line (sheet, lines[j]);
    }
  cercle_foreign_sheet_take_text (sheet, &sheet->town, part_at (parts, 3));
  cercle_foreign_sheet_take_text (sheet, &sheet->postcode, part_at (parts, 5));
}

/* "49.1;0.2" or "geo:49.1,0.2". */
static void
take_position (Card *card, const Property *property)
{
  g_autofree char *text = whole_of (property);
  const char *from = g_str_has_prefix (text, "geo:") ? text + 4 : text;
  g_auto (GStrv) numbers = g_strsplit_set (from, ";,", 3);
  double latitude, longitude;
  char *end_latitude, *end_longitude;

  if (g_strv_length (numbers) < 2)
    return;
  latitude = g_ascii_strtod (numbers[0], &end_latitude);
  longitude = g_ascii_strtod (numbers[1], &end_longitude);
  card->sheet->positioned = end_latitude != numbers[0] && end_longitude != numbers[1] &&
                            latitude >= -90 && latitude <= 90 && longitude >= -180 &&
                            longitude <= 180;
  card->sheet->latitude = latitude;
  card->sheet->longitude = longitude;
}

static void
take_category (Card *card, const Property *property)
{
  g_autoptr (GPtrArray) parts = parts_of (property, ',');

  cercle_foreign_sheet_take_category (card->sheet, NULL, part_at (parts, 0));
}

static void
take_kind (Card *card, const Property *property)
{
  card->company = card->company || g_ascii_strcasecmp (property->value, "ORG") == 0 ||
                  g_ascii_strcasecmp (property->value, "COMPANY") == 0;
}

static void
take_long_name (Card *card, const Property *property)
{
  g_autofree char *text = whole_of (property);

  cercle_foreign_sheet_take_text (card->sheet, &card->sheet->long_name, text);
}

static void
take_finess (Card *card, const Property *property)
{
  cercle_foreign_sheet_take_finess (card->sheet, &card->sheet->finess, property->value);
}

static void
take_siret (Card *card, const Property *property)
{
  cercle_foreign_sheet_take_siret (card->sheet, property->value);
}

static void
take_updated (Card *card, const Property *property)
{
  cercle_foreign_sheet_take_day (card->sheet, &card->sheet->updated_on, property->value);
}

static const struct
{
  const char *name;
  void (*take) (Card *card, const Property *property);
} properties[] = {
  { "N", take_name },          { "FN", take_full_name },    { "ORG", take_organisation },
  { "TITLE", take_function },  { "ROLE", take_function },   { "UID", take_key },
  { "TEL", take_phone },       { "EMAIL", take_mail },      { "URL", take_url },
  { "ADR", take_address },     { "GEO", take_position },    { "CATEGORIES", take_category },
  { "KIND", take_kind },       { "X-ABSHOWAS", take_kind }, { "NICKNAME", take_long_name },
  { "X-FINESS", take_finess }, { "X-SIRET", take_siret },   { "REV", take_updated },
};

/* Cards */

static void
card_begin (Card *card, const Lines *lines)
{
  card->sheet = cercle_foreign_sheet_new (CERCLE_FOREIGN_VCARD);
  card->sheet->line = lines->begun;
  card->contact = cercle_foreign_contact_new ();
  card->phones = g_ptr_array_new_with_free_func (g_free);
  card->full_name = card->organisation = NULL;
  card->properties = 0;
  card->company = FALSE;
}

static void
card_clear (Card *card)
{
  g_clear_pointer (&card->sheet, cercle_foreign_sheet_free);
  g_clear_pointer (&card->contact, cercle_foreign_contact_free);
  g_clear_pointer (&card->phones, g_ptr_array_unref);
  g_clear_pointer (&card->full_name, g_free);
  g_clear_pointer (&card->organisation, g_free);
}

/* The card of a person: what reaches her is hers. */
static void
keep_contact (Card *card)
{
  CercleForeignSheet *sheet = card->sheet;
  CercleForeignContact *contact = card->contact;

  if (contact->first_name == NULL && contact->last_name == NULL)
    contact->last_name = g_strdup (card->full_name);
  if (sheet->phones->len > 0)
    contact->phone = g_ptr_array_steal_index (sheet->phones, 0);
  if (sheet->mails->len > 0)
    contact->mail = g_ptr_array_steal_index (sheet->mails, 0);
  g_ptr_array_add (sheet->contacts, g_steal_pointer (&card->contact));
}

/* (transfer full) of the sheet. */
static CercleForeignSheet *
card_end (Card *card, const char *area)
{
  CercleForeignSheet *sheet = card->sheet;
  gboolean person = !card->company && card->full_name != NULL &&
                    g_strcmp0 (card->full_name, card->organisation) != 0 &&
                    (card->contact->last_name != NULL || card->contact->first_name != NULL);

  sheet->name = g_strdup (card->organisation != NULL ? card->organisation : card->full_name);
  if (g_strcmp0 (sheet->name, sheet->long_name) == 0)
    g_clear_pointer (&sheet->long_name, g_free);
  if (sheet->town != NULL)
    cercle_foreign_sheet_take_commune (sheet, NULL);
  if (sheet->department == NULL)
    cercle_foreign_sheet_take_text (sheet, &sheet->department, area);
  for (guint i = 0; i < card->phones->len; i++)
    {
      const char *phone = g_ptr_array_index (card->phones, i);

      cercle_foreign_sheet_take_phones (sheet,
                                        g_str_has_prefix (phone, "tel:") ? phone + 4 : phone);
    }
  if (person)
    keep_contact (card);
  if (sheet->key == NULL)
    sheet->key = g_strdup (sheet->finess);
  card->sheet = NULL;
  return sheet;
}

/* FALSE: there are far too many. */
static gboolean
card_take (Card *card, const Property *property, gboolean cut)
{
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    if (strcmp (property->name, properties[i].name) == 0)
      {
        properties[i].take (card, property);
        if (cut)
          card->sheet->faults |= CERCLE_FOREIGN_FAULT_CUT;
      }
  return ++card->properties <= MOST_PROPERTIES;
}

static gboolean
fail_form (GError **error)
{
  return cercle_foreign_fail (
      error, CERCLE_FOREIGN_ERROR_FORM,
      _ ("These are no address cards (vCard), or the last one is cut off."));
}

/* One property of a card or around it. */
static gboolean
read_property (CercleForeignReading *reading, const Lines *lines, Card *card, GError **error)
{
  g_auto (Property) property = { NULL };
  gboolean is_edge;

  if (!parse (lines->text, &property))
    return lines->text->len == 0 || card->sheet != NULL || fail_form (error);
  is_edge = g_ascii_strcasecmp (property.value, "VCARD") == 0;
  if (strcmp (property.name, "BEGIN") == 0 && is_edge && card->sheet == NULL)
    card_begin (card, lines);
  else if (card->sheet == NULL || (strcmp (property.name, "BEGIN") == 0 && is_edge))
    return fail_form (error);
  else if (strcmp (property.name, "END") == 0 && is_edge)
    {
      gboolean given =
          cercle_foreign_give (reading, card_end (card, reading->options->area), error);

      card_clear (card);
      return given;
    }
  else if (!card_take (card, &property, lines->dropped > 0))
    return cercle_foreign_fail (
        error, CERCLE_FOREIGN_ERROR_LARGE,
        _ ("A part of this document is far longer than a directory ever has."));
  return TRUE;
}

/* The mark of UTF-8. */
static void
skip_mark (Lines *lines)
{
  if (look (lines, NULL) == 0xef && lines->length >= 3 &&
      memcmp (lines->chunk, "\xef\xbb\xbf", 3) == 0)
    lines->at = 3;
}

gboolean
cercle_foreign_read_vcard (CercleForeignReading *reading, GInputStream *stream,
                           GCancellable *cancellable, GError **error)
{
  g_autofree char *chunk = g_malloc (CHUNK);
  g_autoptr (GString) text = g_string_new (NULL);
  Lines lines = { stream, cancellable, chunk, 0, 0, 0, 0, text };
  Card card = { NULL };
  gboolean found = TRUE, read = TRUE;

  skip_mark (&lines);
  while (read && found)
    read = read_line (&lines, &found, error) &&
           (!found || read_property (reading, &lines, &card, error));
  if (read && (card.sheet != NULL || reading->tally.seen == 0))
    read = fail_form (error);
  card_clear (&card);
  return read;
}
