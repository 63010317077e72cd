/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What do the texts of the sample say? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-sample-book.h"

#include <gio/gio.h>
#include <string.h>

#include "cercle-sample-texts.h"

#define PREFIX "/org/cercle360/Cercle/sample/"
#define BAR " |"

static void
block_free (gpointer data)
{
  CercleSampleBlock *block = data;

  g_array_unref (block->lines);
  g_free (block);
}

CercleSampleBook *
cercle_sample_book_new (void)
{
  CercleSampleBook *self = g_new0 (CercleSampleBook, 1);

  self->blocks = g_ptr_array_new_with_free_func (block_free);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
cercle_sample_book_free (CercleSampleBook *self)
{
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->texts);
  g_free (self);
}

static gboolean
refuse (GError **error, guint number)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "line %u of the texts is no line",
               number);
  return FALSE;
}

static gboolean
begin_block (CercleSampleBook *self, char *line)
{
  char *end = strchr (line, ']');
  CercleSampleBlock *block;

  if (end == NULL || end[1] != '\0' || end == line + 1)
    return FALSE;
  *end = '\0';
  block = g_new0 (CercleSampleBlock, 1);
  block->name = line + 1;
  block->lines = g_array_new (FALSE, FALSE, sizeof (CercleSampleLine));
  g_ptr_array_add (self->blocks, block);
  return TRUE;
}

static gboolean
add_line (CercleSampleBlock *block, char *line)
{
  char *bar = strstr (line, BAR);
  CercleSampleLine added;

  if (block == NULL || bar == NULL || bar == line)
    return FALSE;
  *bar = '\0';
  bar += strlen (BAR);
  if (*bar == ' ')
    bar++;
  else if (*bar != '\0')
    return FALSE;
  added = (CercleSampleLine){ line, bar };
  g_array_append_val (block->lines, added);
  return TRUE;
}

gboolean
cercle_sample_book_add_text (CercleSampleBook *self, char *text, GError **error)
{
  CercleSampleBlock *block = NULL;
  guint number = 0;

  g_ptr_array_add (self->texts, text);
  for (char *line = text, *next; line != NULL; line = next)
    {
      next = strchr (line, '\n');
      if (next != NULL)
        *next++ = '\0';
      number++;
      if (*line == '\0' || *line == '#')
        continue;
      if (*line == '[')
        {
          if (!begin_block (self, line))
            return refuse (error, number);
          block = g_ptr_array_index (self->blocks, self->blocks->len - 1);
        }
      else if (!add_line (block, line))
        return refuse (error, number);
    }
  return TRUE;
}

gboolean
cercle_sample_book_add (CercleSampleBook *self, const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (PREFIX, name, NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (cercle_sample_texts_get_resource (), path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  gsize size;
  const char *data;

  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &size);
  return cercle_sample_book_add_text (self, g_strndup (data, size), error);
}

const CercleSampleBlock *
cercle_sample_book_find (const CercleSampleBook *self, const char *name)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const CercleSampleBlock *block = g_ptr_array_index (self->blocks, i);
      if (g_strcmp0 (block->name, name) == 0)
        return block;
    }
  return NULL;
}

const char *
cercle_sample_block_nth (const CercleSampleBlock *block, const char *key, guint n)
{
  for (guint i = 0; block != NULL && i < block->lines->len; i++)
    {
      const CercleSampleLine *line = &g_array_index (block->lines, CercleSampleLine, i);
      if (g_str_equal (line->key, key) && n-- == 0)
        return line->value;
    }
  return NULL;
}

const char *
cercle_sample_block_get (const CercleSampleBlock *block, const char *key)
{
  return cercle_sample_block_nth (block, key, 0);
}

guint
cercle_sample_block_count (const CercleSampleBlock *block, const char *key)
{
  guint count = 0;

  for (guint i = 0; block != NULL && i < block->lines->len; i++)
    if (g_str_equal (g_array_index (block->lines, CercleSampleLine, i).key, key))
      count++;
  return count;
}
