/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What may a record look like? */
#include "random-record.h"

#include "cercle-day.h"
#include "cercle-id.h"
#include "cercle-instant.h"
#include "cercle-json.h"

static const char *const characters[] = {
  "a", "b", "Z", "7", " ", "-", "'", "’", "é", "œ", "Ÿ", "ß", "«", "\"", "\\", "<", "&", "日", "😀",
};

static void
fill_text (CercleRecord *record, guint field, const CercleField *line)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 longest = MIN (cercle_field_max_length (line), 300);
  gint64 length = g_test_rand_int_range (1, (gint32) longest + 1);

  for (gint64 i = 0; i < length; i++)
    g_string_append (text, characters[g_test_rand_int_range (0, G_N_ELEMENTS (characters))]);
  if (line->type == CERCLE_NOTE && g_test_rand_bit ())
    g_string_assign (text, "a line\n\tand “another”\n");
  cercle_record_set_text (record, field, text->str);
}

static void
fill_phone (CercleRecord *record, guint field)
{
  g_autofree char *phone =
      g_strdup_printf ("+33%09d", g_test_rand_int_range (100000000, 999999999));
  cercle_record_set_text (record, field, g_test_rand_int_range (0, 5) == 0 ? "3919" : phone);
}

static const char *
random_choice (const CercleChoice *choices)
{
  gint32 n = 0;

  while (choices[n].token != NULL)
    n++;
  return choices[g_test_rand_int_range (0, n)].token;
}

static void
fill_set (CercleRecord *record, guint field, const CercleField *line)
{
  for (int n = g_test_rand_int_range (1, 5); n > 0; n--)
    {
      g_autofree char *token = g_strdup_printf (
          (line->flags & CERCLE_COMMUNE) ? "1411%d" : "token_%d", g_test_rand_int_range (0, 9));
      cercle_record_set_token (record, field,
                               line->choices != NULL ? random_choice (line->choices) : token, TRUE);
    }
}

static void
fill_reference (CercleRecord *record, guint field, const CercleField *line)
{
  g_auto (GStrv) targets = g_strsplit (line->targets, " ", -1);
  guint n = g_strv_length (targets);
  g_autofree char *id = cercle_id_new ();
  g_autofree char *reference =
      g_strconcat (targets[g_test_rand_int_range (0, (gint32) n)], ":", id, NULL);

  cercle_record_set_text (record, field, n > 1 ? reference : id);
}

static void
fill_time (CercleRecord *record, guint field, const CercleField *line)
{
  int day = g_test_rand_int_range (-30000, 60000);
  gint64 instant = (gint64) day * 86400000 + g_test_rand_int_range (0, 86400000);
  g_autofree char *text =
      line->type == CERCLE_DAY ? cercle_day_to_text (day) : cercle_instant_format (instant);

  cercle_record_set_text (record, field, text);
}

static void
fill_integer (CercleRecord *record, guint field, const CercleField *line)
{
  gint64 min = line->type == CERCLE_INTEGER ? line->min : 0;
  gint64 max = line->type == CERCLE_INTEGER ? line->max : line->type == CERCLE_FLAG ? 1 : 1439;

  cercle_record_set_integer (record, field, g_test_rand_int_range ((gint32) min, (gint32) max + 1));
}

void
random_record_fill_field (CercleRecord *record, guint field)
{
  const CercleField *line = &cercle_record_get_kind (record)->fields[field];

  if (cercle_field_is_integer (line))
    fill_integer (record, field, line);
  else if (line->flags & CERCLE_PHONE)
    fill_phone (record, field);
  else if (line->type == CERCLE_DAY || line->type == CERCLE_INSTANT)
    fill_time (record, field, line);
  else if (line->type == CERCLE_CHOICE)
    cercle_record_set_text (record, field, random_choice (line->choices));
  else if (line->type == CERCLE_CODE)
    cercle_record_set_text (record, field, "a_code.of-list_9");
  else if (line->type == CERCLE_SET)
    fill_set (record, field, line);
  else if (line->type == CERCLE_REF)
    fill_reference (record, field, line);
  else
    fill_text (record, field, line);
}

CercleRecord *
random_record_new (const CercleKind *kind)
{
  CercleRecord *record = cercle_record_new (kind);

  for (guint i = 0; i < kind->n_fields; i++)
    if (g_test_rand_int_range (0, 4) != 0)
      random_record_fill_field (record, i);
  cercle_record_clear_changed (record);
  return record;
}

char *
random_record_print (CercleRecord *record)
{
  g_autoptr (JsonObject) object = cercle_record_to_json (record, G_MAXUINT64, TRUE);
  return cercle_json_print (object);
}
