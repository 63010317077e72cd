/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What would a foreign directory change, and how is it taken in without a window? */
#define G_LOG_DOMAIN "cercle-server"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "cercle-command.h"
#include "cercle-directory-edition.h"
#include "cercle-directory-plan.h"
#include "cercle-directory.h"
#include "cercle-display.h"
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
  GPtrArray *sheets; /* CercleForeignSheet */
  CercleDirectoryPlan *plan;
  CercleForeignTally tally;
  gboolean writes, older;
  char *warning; /* of an older edition */
  char *copy;    /* of the database before, once something was written */
  guint counts[CERCLE_PLAN_N_EFFECTS];
  guint asked;
} Import;

static void
import_clear (Import *self)
{
  g_clear_pointer (&self->plan, cercle_directory_plan_free);
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  g_clear_object (&self->import);
  g_clear_object (&self->store);
  g_free (self->scope);
  g_free (self->copy);
  g_free (self->warning);
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

/* (nullable) */
static const char *
day_of (const Import *self)
{
  return *self->tally.source_on != '\0' ? self->tally.source_on : NULL;
}

static gboolean
plan_sheet (Import *self, const CercleForeignSheet *sheet, GError **error)
{
  g_autoptr (CerclePlanLine) line = cercle_directory_plan_sheet (self->plan, sheet, error);

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
plan_all (Import *self, GError **error)
{
  cercle_record_set_text (self->import, CERCLE_IMPORT_STATED_ON, day_of (self));
  self->plan =
      cercle_directory_plan_new (self->store, self->scope, self->source,
                                 cercle_record_get_id (self->import), day_of (self), error);
  if (self->plan == NULL)
    return FALSE;
  for (guint i = 0; i < self->sheets->len; i++)
    if (!plan_sheet (self, self->sheets->pdata[i], error))
      return FALSE;
  return !has_written (self) || write_import (self, error);
}

/* (transfer full): the copy beside the database that takes the import back. NULL with error. */
static char *
keep_copy (Import *self, GError **error)
{
  g_autofree char *now = cercle_instant_now_text ();
  g_autofree char *path = g_strconcat (cercle_store_get_path (self->store), ".before-import-",
                                       g_strdelimit (now, ":", '-'), NULL);

  if (cercle_store_backup (self->store, path, error))
    return g_steal_pointer (&path);
  g_unlink (path);
  return NULL;
}

/* All in one transaction: what is only shown, and what fails half-way, leaves nothing behind. */
static gboolean
run_within (Import *self, GError **error)
{
  if (!cercle_store_begin (self->store, error))
    return FALSE;
  if (!plan_all (self, error))
    {
      cercle_store_rollback (self->store);
      return FALSE;
    }
  if (self->writes)
    return cercle_store_commit (self->store, error);
  cercle_store_rollback (self->store);
  return TRUE;
}

/* As on a desk: what is imported can be taken back as a whole. */
static gboolean
run_kept (Import *self, GError **error)
{
  g_autofree char *copy = self->writes ? keep_copy (self, error) : NULL;
  gboolean done = (copy != NULL || !self->writes) && run_within (self, error);

  if (copy != NULL && done && has_written (self))
    self->copy = g_steal_pointer (&copy);
  else if (copy != NULL)
    g_unlink (copy);
  return done;
}

static void
print_source (const Import *self)
{
  const char *source = cercle_foreign_source_label (self->source);
  g_autofree char *day = cercle_display_day (day_of (self));
  g_autofree char *words = NULL;

  if (day_of (self) != NULL)
    /* TRANSLATORS: a directory, and its day: "FINESS, as of Saturday 5 September 2026." */
    words = g_strdup_printf (_ ("%1$s, as of %2$s."), source, day);
  else
    words = g_strconcat (source, ".", NULL);
  g_print ("%s\n", words);
  if (self->warning != NULL)
    g_print ("%s\n", self->warning);
}

static void
print_counts (const Import *self)
{
  print_source (self);
  for (guint i = 0; i < CERCLE_PLAN_N_EFFECTS; i++)
    g_print ("%6u  %s\n", self->counts[i], cercle_plan_effect_label (i));
  g_print ("%6u  %s\n", self->tally.elsewhere, _ ("Left out: of other départements"));
  g_print ("%6u  %s\n", self->tally.other, _ ("Left out: of categories that are not ours"));
  g_print ("%6u  %s\n", self->tally.refused, _ ("Not read"));
  g_print ("%6u  %s\n", self->asked, _ ("Fields edited here, which were kept"));
  if (!self->writes)
    g_print ("%s\n", _ ("Nothing was written: say --write to do so."));
  if (self->copy != NULL)
    {
      g_autofree char *text = NULL;
      /* TRANSLATORS: a file; "restore" is a command. */
      text =
          g_strdup_printf (_ ("The database as it was is kept in %s: “cercle-server restore” with "
                              "it takes the import back."),
                           self->copy);
      g_print ("%s\n", text);
    }
}

static gboolean
keep_sheet (CercleForeignSheet *sheet, gpointer data, GError **error)
{
  return cercle_foreign_keep (data, sheet, error);
}

/* Whole before anything is compared: the day of some documents is known at their end. */
static gboolean
read_file (Import *self, const char *path, const char *territory, GError **error)
{
  g_auto (GStrv) departments = cercle_foreign_departments (territory);
  CercleForeignOptions options = { .tally = &self->tally };
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);

  cercle_foreign_options_take_territory (&options, self->source, (const char *const *) departments);
  self->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_foreign_sheet_free);
  return stream != NULL &&
         cercle_foreign_read (self->source, G_INPUT_STREAM (stream), &options, keep_sheet,
                              self->sheets, NULL, error) &&
         cercle_foreign_check_tally (&self->tally, error);
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

/* What is older is shown, and written only where that is said. */
static gboolean
check_edition (Import *self, GError **error)
{
  if (!cercle_directory_edition_warn (self->store, self->scope, self->source, day_of (self),
                                      &self->warning, error))
    return FALSE;
  if (self->warning == NULL || !self->writes || self->older)
    return TRUE;
  /* TRANSLATORS: a sentence on an older edition of a directory; --older is an option. */
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
               _ ("%s Nothing was written: say --older to write it all the same."), self->warning);
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
    { "older", 0, 0, G_OPTION_ARG_NONE, &self.older,
      N_ ("Write it although a newer edition of this directory was already imported"), NULL },
    { NULL },
  };
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
  if (!prepare (&self, territory, source, line.argument, &error) ||
      !read_file (&self, line.argument, territory, &error) || !check_edition (&self, &error) ||
      !run_kept (&self, &error))
    return cercle_command_fail (error);
  print_counts (&self);
  return CERCLE_EXIT_DONE;
}

const CercleCommand cercle_command_import = {
  "import", "FILE", N_ ("Takes a foreign directory (FINESS …) into that of a territory."),
  run_import
};
