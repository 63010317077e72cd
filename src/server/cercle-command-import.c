/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What would a foreign directory change, and how is it taken in without a window? */
#define G_LOG_DOMAIN "cercle-server"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "cercle-command.h"
#include "cercle-directory-plan.h"
#include "cercle-directory.h"
#include "cercle-feed.h"
#include "cercle-foreign.h"
#include "cercle-instant.h"
#include "cercle-macros.h"

typedef struct
{
  CercleStore *store;
  char *scope;
  CercleForeignSource source;
  CercleRecord *import;
  CercleDirectoryPlan *plan;
  CercleForeignTally tally;
  gboolean writes;
  guint counts[CERCLE_PLAN_N_EFFECTS];
  guint asked;
} Import;

static void
import_clear (Import *self)
{
  g_clear_pointer (&self->plan, cercle_directory_plan_free);
  g_clear_object (&self->import);
  g_clear_object (&self->store);
  g_free (self->scope);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

static gboolean
write_one (Import *self, CercleRecord *record, GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (record);
  gboolean fresh = cercle_store_get_key (self->store, kind, cercle_record_get_id (record)) == 0;
  guint64 changed = cercle_record_get_changed (record);

  if (!fresh && changed == 0)
    return TRUE;
  return cercle_record_check (record, error) &&
         cercle_feed_write (self->store, record, fresh ? CERCLE_OP_CREATE : CERCLE_OP_PATCH,
                            changed, NULL, error);
}

static void
show_doubt (const CerclePlanLine *line)
{
  const CerclePlanCandidate *candidate = line->candidates->pdata[0];
  g_auto (GStrv) reasons = cercle_partner_alike_reasons (candidate->alike);
  g_autofree char *why = g_strjoinv (", ", reasons);
  g_autofree char *text = NULL;

  /* TRANSLATORS: key of a sheet in a foreign directory, its name, why it may be one of ours. */
  text = g_strdup_printf (_ ("%s, “%s”: perhaps already there (%s); to be decided on a desk"),
                          line->key, line->name, why);
  g_print ("%s\n", text);
}

/* The plan begins with the first sheet: only then is the day of the document known. */
static gboolean
begin (Import *self, const CercleForeignSheet *sheet, GError **error)
{
  cercle_record_set_text (self->import, CERCLE_IMPORT_STATED_ON, sheet->source_on);
  self->plan =
      cercle_directory_plan_new (self->store, self->scope, self->source,
                                 cercle_record_get_id (self->import), sheet->source_on, error);
  return self->plan != NULL;
}

static gboolean
take_sheet (CercleForeignSheet *sheet, gpointer data, GError **error)
{
  g_autoptr (CercleForeignSheet) held = sheet;
  g_autoptr (CerclePlanLine) line = NULL;
  Import *self = data;

  if (self->plan == NULL && !begin (self, sheet, error))
    return FALSE;
  line = cercle_directory_plan_sheet (self->plan, sheet, error);
  if (line == NULL)
    return FALSE;
  self->counts[line->effect]++;
  self->asked += line->asks->len;
  if (line->effect == CERCLE_PLAN_DOUBTFUL)
    show_doubt (line);
  for (guint i = 0; i < line->records->len; i++)
    if (!write_one (self, line->records->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
write_import (Import *self, GError **error)
{
  static const struct
  {
    guint field;
    CerclePlanEffect effect;
  } counts[] = {
    { CERCLE_IMPORT_MADE, CERCLE_PLAN_NEW },
    { CERCLE_IMPORT_CHANGED, CERCLE_PLAN_CHANGED },
    { CERCLE_IMPORT_SAME, CERCLE_PLAN_SAME },
    { CERCLE_IMPORT_CLOSED, CERCLE_PLAN_CLOSED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    cercle_record_set_integer (self->import, counts[i].field, self->counts[counts[i].effect]);
  return write_one (self, self->import, error);
}

/* Nothing changed, nothing is noted. */
static gboolean
has_written (const Import *self)
{
  return self->counts[CERCLE_PLAN_NEW] + self->counts[CERCLE_PLAN_CHANGED] +
             self->counts[CERCLE_PLAN_CLOSED] >
         0;
}

static gboolean
read_all (Import *self, GInputStream *stream, const char *territory, GError **error)
{
  g_auto (GStrv) departments = cercle_foreign_departments (territory);
  const CercleForeignOptions options = { .departments = (const char *const *) departments,
                                         .area = territory,
                                         .tally = &self->tally };

  return cercle_foreign_read (self->source, stream, &options, take_sheet, self, NULL, error) &&
         (!has_written (self) || write_import (self, error));
}

/* All in one transaction: what is only shown, and what fails half-way, leaves nothing behind. */
static gboolean
run_within (Import *self, GInputStream *stream, const char *territory, GError **error)
{
  if (!cercle_store_begin (self->store, error))
    return FALSE;
  if (!read_all (self, stream, territory, error))
    {
      cercle_store_rollback (self->store);
      return FALSE;
    }
  if (self->writes)
    return cercle_store_commit (self->store, error);
  cercle_store_rollback (self->store);
  return TRUE;
}

static void
print_counts (const Import *self)
{
  for (guint i = 0; i < CERCLE_PLAN_N_EFFECTS; i++)
    g_print ("%6u  %s\n", self->counts[i], cercle_plan_effect_label (i));
  g_print ("%6u  %s\n", self->tally.refused, _ ("Not read"));
  g_print ("%6u  %s\n", self->asked, _ ("Fields edited here, which were kept"));
  if (!self->writes)
    g_print ("%s\n", _ ("Nothing was written: say --write to do so."));
}

static gboolean
prepare (Import *self, const char *territory, const char *source, const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *now = cercle_instant_now_text ();
  gint64 head, floor;

  self->scope = g_strconcat ("t:", territory, NULL);
  self->import = cercle_record_new (&cercle_import_kind);
  cercle_envelope_set (&cercle_record_envelope (self->import)->scope, self->scope);
  cercle_envelope_set (&cercle_record_envelope (self->import)->audience,
                       cercle_import_kind.audience);
  cercle_record_set_text (self->import, CERCLE_IMPORT_SOURCE, source);
  cercle_record_set_text (self->import, CERCLE_IMPORT_FILE, name);
  cercle_record_set_text (self->import, CERCLE_IMPORT_DONE_AT, now);
  if (cercle_feed_get_scope (self->store, self->scope, &head, &floor))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                       _ ("There is no community in this territory."));
  return FALSE;
}

static int
run_import (int argc, char **argv)
{
  g_auto (CercleCommandLine) line = { 0 };
  g_autofree char *territory = NULL, *source = NULL;
  g_auto (Import) self = { 0 };
  const GOptionEntry entries[] = {
    { "territory", 0, 0, G_OPTION_ARG_STRING, &territory,
      N_ ("Code of the territory in the list of the MDPH (14, 69M, 2A …)"), N_ ("CODE") },
    { "source", 0, 0, G_OPTION_ARG_STRING, &source,
      N_ ("What the file is: finess, finess_csv, service_public, vcard, table"), N_ ("SOURCE") },
    { "write", 0, 0, G_OPTION_ARG_NONE, &self.writes,
      N_ ("Write it; without this, what would change is only counted"), NULL },
    { NULL },
  };
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;

  if (!cercle_command_read (&cercle_command_import, &line, argc, argv, entries))
    return CERCLE_EXIT_USE;
  if (territory == NULL || source == NULL)
    return cercle_command_misuse (_ ("An import needs --territory and --source."));
  if (!cercle_foreign_source_from_token (source, &self.source))
    return cercle_command_misuse (_ ("There is no such source."));
  self.store = cercle_command_open (&line, CERCLE_OPEN_EXISTING);
  if (self.store == NULL)
    return CERCLE_EXIT_FAILED;
  file = g_file_new_for_commandline_arg (line.argument);
  stream = g_file_read (file, NULL, &error);
  if (stream == NULL || !prepare (&self, territory, source, line.argument, &error) ||
      !run_within (&self, G_INPUT_STREAM (stream), territory, &error))
    return cercle_command_fail (error);
  print_counts (&self);
  return CERCLE_EXIT_DONE;
}

const CercleCommand cercle_command_import = {
  "import", "FILE", N_ ("Takes a foreign directory (FINESS …) into that of a territory."),
  run_import
};
