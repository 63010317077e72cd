/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does the list keep of a partner? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-directory-row.h"

struct _CercleDirectoryRow
{
  GObject parent_instance;
  CerclePartnerLine *line;
};

G_DEFINE_FINAL_TYPE (CercleDirectoryRow, cercle_directory_row, G_TYPE_OBJECT)

static void
cercle_directory_row_finalize (GObject *object)
{
  g_clear_pointer (&CERCLE_DIRECTORY_ROW (object)->line, cercle_partner_line_free);
  G_OBJECT_CLASS (cercle_directory_row_parent_class)->finalize (object);
}

static void
cercle_directory_row_class_init (CercleDirectoryRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cercle_directory_row_finalize;
}

static void
cercle_directory_row_init (CercleDirectoryRow *self)
{
}

CercleDirectoryRow *
cercle_directory_row_new (CerclePartnerLine *line)
{
  CercleDirectoryRow *self = g_object_new (CERCLE_TYPE_DIRECTORY_ROW, NULL);

  self->line = line;
  return self;
}

const CerclePartnerLine *
cercle_directory_row_get_line (CercleDirectoryRow *self)
{
  return self->line;
}

const char *
cercle_directory_row_get_id (CercleDirectoryRow *self)
{
  return cercle_record_get_id (self->line->organisation);
}
