/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is a partner's sheet as an address card that any telephone and any mail program reads? */
#define G_LOG_DOMAIN "cercle-exchange"

#include "cercle-vcard.h"

#include <string.h>

#define LINE 75 /* bytes of a line, its end left out */

/* What separates parts is escaped, line breaks become \n, and other control characters go. */
static void
append_escaped (GString *line, const char *value)
{
  for (const char *at = value != NULL ? value : ""; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == '\n' || c == 0x2028 || c == 0x2029 || c == 0x85)
        g_string_append (line, "\\n");
      else if (c == '\\' || c == ';' || c == ',')
        g_string_append_printf (line, "\\%c", (char) c);
      else if (!g_unichar_iscntrl (c))
        g_string_append_unichar (line, c);
    }
}

/* A line goes on in the next after a space; a letter is never cut. */
static void
append_folded (GString *cards, const GString *line)
{
  gsize room = LINE;

  for (const char *at = line->str; *at != '\0'; at = g_utf8_next_char (at))
    {
      gsize n = (gsize) (g_utf8_next_char (at) - at);

      if (n > room)
        {
          g_string_append (cards, "\r\n ");
          room = LINE - 1;
        }
      g_string_append_len (cards, at, (gssize) n);
      room -= n;
    }
  g_string_append (cards, "\r\n");
}

/* name is ours, values come from anywhere; they are joined by semicolons. */
static void
append (GString *cards, const char *name, const char *const *values, guint n)
{
  g_autoptr (GString) line = g_string_new (name);

  for (guint i = 0; i < n; i++)
    {
      g_string_append_c (line, i == 0 ? ':' : ';');
      append_escaped (line, values[i]);
    }
  append_folded (cards, line);
}

static void
append_one (GString *cards, const char *name, const char *value)
{
  if (value != NULL)
    append (cards, name, &value, 1);
}

static void
append_each (GString *cards, const char *name, GPtrArray *values)
{
  for (guint i = 0; i < values->len; i++)
    append_one (cards, name, g_ptr_array_index (values, i));
}

/* A web address is no text (RFC 2426, 5): its commas and semicolons are not escaped; some readers
 * end it there all the same, so they are written as addresses write what they must not hold. */
static void
append_urls (GString *cards, GPtrArray *urls)
{
  for (guint i = 0; i < urls->len; i++)
    {
      const char *url = g_ptr_array_index (urls, i);
      g_autoptr (GString) line = g_string_new ("URL:");

      for (const char *at = url; *at != '\0'; at = g_utf8_next_char (at))
        if (strchr (",;\\", *at) != NULL)
          g_string_append_printf (line, "%%%02X", (guchar) *at);
        else if (!g_unichar_iscntrl (g_utf8_get_char (at)))
          g_string_append_unichar (line, g_utf8_get_char (at));
      append_folded (cards, line);
    }
}

static void
append_place (GString *cards, const CercleForeignSheet *sheet)
{
  g_autoptr (GString) street = g_string_new (NULL);

  for (guint i = 0; i < sheet->street->len; i++)
    g_string_append_printf (street, "%s%s", i > 0 ? "\n" : "",
                            (char *) g_ptr_array_index (sheet->street, i));
  if (street->len > 0 || sheet->town != NULL || sheet->postcode != NULL)
    {
      const char *const parts[] = {
        "", "", street->str, sheet->town, "", sheet->postcode, "France"
      };

      append (cards, "ADR;TYPE=WORK", parts, G_N_ELEMENTS (parts));
    }
  if (sheet->positioned)
    {
      char latitude[G_ASCII_DTOSTR_BUF_SIZE], longitude[G_ASCII_DTOSTR_BUF_SIZE];
      const char *const parts[] = {
        g_ascii_formatd (latitude, sizeof latitude, "%.6f", sheet->latitude),
        g_ascii_formatd (longitude, sizeof longitude, "%.6f", sheet->longitude)
      };

      append (cards, "GEO", parts, 2);
    }
}

static void
begin (GString *cards, const char *name)
{
  g_string_append (cards, "BEGIN:VCARD\r\nVERSION:3.0\r\n");
  append_one (cards, "FN", name);
}

static void
append_organisation (GString *cards, const CercleForeignSheet *sheet)
{
  const char *const no_name[] = { "", "", "", "", "" };

  begin (cards, sheet->name);
  append (cards, "N", no_name, G_N_ELEMENTS (no_name));
  append_one (cards, "ORG", sheet->name);
  append_one (cards, "NICKNAME", sheet->long_name);
  g_string_append (cards, "X-ABSHOWAS:COMPANY\r\n");
  append_one (cards, "UID", sheet->key);
  append_one (cards, "CATEGORIES", sheet->category_label);
  append_each (cards, "TEL;TYPE=WORK,VOICE", sheet->phones);
  append_each (cards, "EMAIL;TYPE=INTERNET", sheet->mails);
  append_urls (cards, sheet->urls);
  if (!sheet->hidden)
    append_place (cards, sheet);
  append_one (cards, "X-FINESS", sheet->finess);
  append_one (cards, "X-SIRET", sheet->siret);
  append_one (cards, "REV", sheet->updated_on);
  g_string_append (cards, "END:VCARD\r\n");
}

static void
append_contact (GString *cards, const CercleForeignSheet *sheet,
                const CercleForeignContact *contact)
{
  const char *const names[] = { contact->last_name, contact->first_name, "", "", "" };
  g_autoptr (GString) name = g_string_new (contact->first_name);

  if (contact->last_name != NULL)
    g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", contact->last_name);
  begin (cards, name->len > 0 ? name->str : sheet->name);
  append (cards, "N", names, G_N_ELEMENTS (names));
  append_one (cards, "ORG", sheet->name);
  append_one (cards, "TITLE", contact->function);
  append_one (cards, "TEL;TYPE=WORK,VOICE", contact->phone);
  append_one (cards, "EMAIL;TYPE=INTERNET", contact->mail);
  g_string_append (cards, "END:VCARD\r\n");
}

void
cercle_vcard_append (GString *cards, const CercleForeignSheet *sheet)
{
  append_organisation (cards, sheet);
  for (guint i = 0; i < sheet->contacts->len; i++)
    append_contact (cards, sheet, g_ptr_array_index (sheet->contacts, i));
}
