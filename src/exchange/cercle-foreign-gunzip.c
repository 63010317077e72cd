/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is a packed file read without trusting what it says of itself? GConverterInputStream would
 * pass over what stands after the first packed part; here it is either another part or an error. */
#define G_LOG_DOMAIN "cercle-exchange"

#include "cercle-foreign-gunzip.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CHUNK 65536
#define STEP (1024 * 1024) /* of progress */

struct _CercleForeignGunzip
{
  GFilterInputStream parent_instance;
  GConverter *unpack; /* NULL: the stream is not packed */
  gboolean begun, within, over;
  guint8 *chunk;
  gsize at, length;
  guint64 taken, given, told;
  CercleForeignProgress progress;
  gpointer data;
};

G_DEFINE_TYPE (CercleForeignGunzip, cercle_foreign_gunzip, G_TYPE_FILTER_INPUT_STREAM)

static gssize
fail (GError **error, CercleForeignError code, const char *sentence)
{
  g_set_error_literal (error, CERCLE_FOREIGN_ERROR, code, sentence);
  return -1;
}

static gssize
fail_reading (GError *cause, GError **error)
{
  g_autoptr (GError) owned = cause;

  /* What the system says may repeat the name of a file. */
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&owned));
      return -1;
    }
  return fail (error, CERCLE_FOREIGN_ERROR_READ, _ ("This file cannot be read."));
}

static gssize
fail_damaged (GError **error)
{
  return fail (
      error, CERCLE_FOREIGN_ERROR_PACKED,
      _ ("This compressed file is damaged or was not fetched to its end. Fetch it again."));
}

/* At its end length is 0. */
static gboolean
fill (CercleForeignGunzip *self, GCancellable *cancellable, GError **error)
{
  GInputStream *base = g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (self));
  GError *cause = NULL;
  gssize n;

  memmove (self->chunk, self->chunk + self->at, self->length - self->at);
  self->length -= self->at;
  self->at = 0;
  n = g_input_stream_read (base, self->chunk + self->length, CHUNK - self->length, cancellable,
                           &cause);
  if (n < 0)
    {
      fail_reading (cause, error);
      return FALSE;
    }
  self->over = n == 0;
  self->length += (gsize) n;
  self->taken += (guint64) n;
  if (self->progress != NULL && (self->over || self->taken >= self->told + STEP))
    {
      self->told = self->taken;
      self->progress (self->taken, self->data);
    }
  return TRUE;
}

static gboolean
is_packed (const CercleForeignGunzip *self)
{
  return self->length - self->at >= 2 && self->chunk[self->at] == 0x1f &&
         self->chunk[self->at + 1] == 0x8b;
}

static gboolean
begin (CercleForeignGunzip *self, GCancellable *cancellable, GError **error)
{
  self->begun = TRUE;
  while (self->length < 2 && !self->over)
    if (!fill (self, cancellable, error))
      return FALSE;
  if (is_packed (self))
    {
      self->unpack = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
      self->within = TRUE;
    }
  return TRUE;
}

/* After a packed part: its end, zeros that a tape was filled with, or another part. */
static gboolean
end_part (CercleForeignGunzip *self, GCancellable *cancellable, GError **error)
{
  self->within = FALSE;
  for (;;)
    {
      while (self->at < self->length && self->chunk[self->at] == 0)
        self->at++;
      if (self->length - self->at >= 2 || self->over)
        break;
      if (!fill (self, cancellable, error))
        return FALSE;
    }
  if (self->at == self->length)
    return TRUE;
  if (!is_packed (self))
    {
      fail (error, CERCLE_FOREIGN_ERROR_PACKED,
            _ ("Something that does not belong there follows the end of this compressed file."));
      return FALSE;
    }
  g_converter_reset (self->unpack);
  self->within = TRUE;
  return TRUE;
}

static gboolean
watch (CercleForeignGunzip *self, gsize more, GError **error)
{
  guint64 packed = self->taken - (self->length - self->at);

  self->given += more;
  if (self->given <= CERCLE_FOREIGN_MOST_BYTES &&
      (self->unpack == NULL || self->given < CERCLE_FOREIGN_RATIO_FROM ||
       self->given / MAX (packed, 1) <= CERCLE_FOREIGN_MOST_RATIO))
    return TRUE;
  fail (error, CERCLE_FOREIGN_ERROR_BOMB,
        _ ("This file unpacks into far more than a directory ever is. Nothing of it was kept."));
  return FALSE;
}

/* How many bytes; 0: none yet, or this part is over. */
static gssize
unpack (CercleForeignGunzip *self, guint8 *out, gsize count, GCancellable *cancellable,
        GError **error)
{
  gsize eaten = 0, made = 0;
  GError *cause = NULL;
  GConverterResult result = g_converter_convert (
      self->unpack, self->chunk + self->at, self->length - self->at, out, count,
      self->over ? G_CONVERTER_INPUT_AT_END : G_CONVERTER_NO_FLAGS, &eaten, &made, &cause);
  gboolean short_of = g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);

  g_clear_error (&cause);
  self->at += eaten;
  if (result == G_CONVERTER_ERROR)
    {
      if (!short_of || self->over)
        return fail_damaged (error);
      return fill (self, cancellable, error) ? 0 : -1;
    }
  if (!watch (self, made, error))
    return -1;
  if (result == G_CONVERTER_FINISHED && !end_part (self, cancellable, error))
    return -1;
  return (gssize) made;
}

static gssize
copy (CercleForeignGunzip *self, guint8 *out, gsize count, GCancellable *cancellable,
      GError **error)
{
  gsize n;

  if (self->at == self->length && !self->over && !fill (self, cancellable, error))
    return -1;
  n = MIN (count, self->length - self->at);
  memcpy (out, self->chunk + self->at, n);
  self->at += n;
  return watch (self, n, error) ? (gssize) n : -1;
}

static gssize
cercle_foreign_gunzip_read (GInputStream *stream, void *buffer, gsize count,
                            GCancellable *cancellable, GError **error)
{
  CercleForeignGunzip *self = CERCLE_FOREIGN_GUNZIP (stream);
  gssize n = 0;

  /* Not every stream asks. */
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;
  if (!self->begun && !begin (self, cancellable, error))
    return -1;
  if (self->unpack == NULL)
    return copy (self, buffer, count, cancellable, error);
  while (n == 0 && self->within)
    n = unpack (self, buffer, count, cancellable, error);
  return n;
}

static void
cercle_foreign_gunzip_finalize (GObject *object)
{
  CercleForeignGunzip *self = CERCLE_FOREIGN_GUNZIP (object);

  g_clear_object (&self->unpack);
  g_free (self->chunk);
  G_OBJECT_CLASS (cercle_foreign_gunzip_parent_class)->finalize (object);
}

static void
cercle_foreign_gunzip_class_init (CercleForeignGunzipClass *class)
{
  G_OBJECT_CLASS (class)->finalize = cercle_foreign_gunzip_finalize;
  G_INPUT_STREAM_CLASS (class)->read_fn = cercle_foreign_gunzip_read;
}

static void
cercle_foreign_gunzip_init (CercleForeignGunzip *self)
{
  self->chunk = g_malloc (CHUNK);
}

GInputStream *
cercle_foreign_gunzip_new (GInputStream *stream, CercleForeignProgress progress, gpointer data)
{
  CercleForeignGunzip *self = g_object_new (CERCLE_TYPE_FOREIGN_GUNZIP, "base-stream", stream,
                                            "close-base-stream", FALSE, NULL);

  self->progress = progress;
  self->data = data;
  return G_INPUT_STREAM (self);
}
