/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong now, in one sentence for each cause? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-session-private.h"

#include <glib/gi18n-lib.h>

#include "cercle-macros.h"

struct _CercleProblem
{
  GObject parent_instance;
  char *cause, *sentence;
  char *mutation, *of_kind, *of_id;
};

/* Why a change was refused, in the words of the person who made it. */
static const struct
{
  const char *token, *sentence;
} refusals_told[] = {
  { "unknown-field", N_ ("A change was refused: the server does not know one of its fields yet.") },
  { "type", N_ ("A change was refused: one of its values is not of the kind the server expects.") },
  { "bounds", N_ ("A change was refused: one of its values is too long, too small or too large.") },
  { "form", N_ ("A change was refused: one of its values is not in a form the server can read.") },
  { "required", N_ ("A change was refused: something that must be filled in is missing.") },
  { "derived", N_ ("A change was refused: it touches something that the server alone decides.") },
  { "rule", N_ ("A change was refused: two of its values do not go together.") },
  { "move", N_ ("A change was refused: the case cannot go from its state to that one.") },
  { "right", N_ ("A change was refused: your role does not allow it.") },
  { "scope", N_ ("A change was refused: you no longer have access to where it belongs.") },
  { "missing-reference",
    N_ ("A change was refused: it names something that the server does not have.") },
  { "exists", N_ ("A change was refused: what it creates is already there.") },
  { "gone", N_ ("A change was refused: what it changes has been removed.") },
  { "consent", N_ ("A change was refused: the person has not consented to pass this on.") },
  { "debrief",
    N_ ("A change was refused: this case is debriefed with the MDPH before a partner is asked.") },
  { "open-actions", N_ ("A closing was refused: something is still to be done on the case.") },
  { "danger", N_ ("A closing was refused: nobody has said what was done about the danger.") },
  { "holder", N_ ("A change was refused: an open case always has a holder.") },
  { "in-force", N_ ("A change was refused: this version of the matrix is no longer a draft.") },
  { "depends", N_ ("A change waits: it belongs to another one that was refused.") },
};

/* How an error of a lower room is told: its code, and a sentence where its own words are not one.
 */
static const struct
{
  int from;
  CercleSessionError to;
  const char *sentence;
} store_told[] = {
  { CERCLE_STORE_ERROR_FULL, CERCLE_SESSION_ERROR_DISK,
    N_ ("The disk is full: nothing more can be saved. Free some space; what is on the screen stays "
        "there.") },
  { CERCLE_STORE_ERROR_READ_ONLY, CERCLE_SESSION_ERROR_DISK,
    N_ ("The folder of Cercle cannot be written: nothing can be saved.") },
  { CERCLE_STORE_ERROR_DAMAGED, CERCLE_SESSION_ERROR_FAILED,
    N_ ("The file of this desk is damaged. Sign out and sign in again: it is rebuilt, and unsent "
        "work "
        "is taken over.") },
  { CERCLE_STORE_ERROR_FOREIGN, CERCLE_SESSION_ERROR_FAILED,
    N_ ("The file of this desk is not one of Cercle's.") },
  { CERCLE_STORE_ERROR_KEY, CERCLE_SESSION_ERROR_FAILED,
    N_ ("The key of this desk does not open its file.") },
  { CERCLE_STORE_ERROR_NEWER, CERCLE_SESSION_ERROR_NEWER,
    N_ ("The file of this desk was written by a newer Cercle: install that version.") },
  { CERCLE_STORE_ERROR_IN_USE, CERCLE_SESSION_ERROR_IN_USE,
    N_ ("This account is already open in another window of Cercle.") },
  { CERCLE_STORE_ERROR_BUSY, CERCLE_SESSION_ERROR_FAILED,
    N_ ("The file of this desk is busy: try again.") },
};

static const struct
{
  int from;
  CercleSessionError to;
} desk_told[] = {
  { CERCLE_DESK_ERROR_PASSWORD, CERCLE_SESSION_ERROR_PASSWORD },
  { CERCLE_DESK_ERROR_WAIT, CERCLE_SESSION_ERROR_WAIT },
  { CERCLE_DESK_ERROR_UNKNOWN, CERCLE_SESSION_ERROR_NETWORK },
  { CERCLE_DESK_ERROR_DAMAGED, CERCLE_SESSION_ERROR_FAILED },
  { CERCLE_DESK_ERROR_DISK, CERCLE_SESSION_ERROR_DISK },
};

static const struct
{
  int from;
  CercleSessionError to;
} sync_told[] = {
  { CERCLE_SYNC_ERROR_PASSWORD, CERCLE_SESSION_ERROR_PASSWORD },
  { CERCLE_SYNC_ERROR_THROTTLED, CERCLE_SESSION_ERROR_WAIT },
  { CERCLE_SYNC_ERROR_TOO_OLD, CERCLE_SESSION_ERROR_NEWER },
};

G_DEFINE_FINAL_TYPE (CercleProblem, cercle_problem, G_TYPE_OBJECT)

static void
cercle_problem_finalize (GObject *object)
{
  CercleProblem *self = CERCLE_PROBLEM (object);

  g_free (self->cause);
  g_free (self->sentence);
  g_free (self->mutation);
  g_free (self->of_kind);
  g_free (self->of_id);
  G_OBJECT_CLASS (cercle_problem_parent_class)->finalize (object);
}

static void
cercle_problem_class_init (CercleProblemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cercle_problem_finalize;
}

static void
cercle_problem_init (CercleProblem *self)
{
}

static CercleProblem *
problem_new (const char *cause, const char *sentence)
{
  CercleProblem *self = g_object_new (CERCLE_TYPE_PROBLEM, NULL);

  self->cause = g_strdup (cause);
  self->sentence = g_strdup (sentence);
  return self;
}

const char *
cercle_problem_get_sentence (CercleProblem *self)
{
  return self->sentence;
}

const char *
cercle_problem_get_mutation (CercleProblem *self)
{
  return self->mutation;
}

const char *
cercle_problem_get_of_kind (CercleProblem *self)
{
  return self->of_kind;
}

const char *
cercle_problem_get_of_id (CercleProblem *self)
{
  return self->of_id;
}

static guint
find_problem (CercleSession *self, const char *cause)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->problems));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CercleProblem) problem = g_list_model_get_item (G_LIST_MODEL (self->problems), i);
      if (g_strcmp0 (problem->cause, cause) == 0)
        return i;
    }
  return G_MAXUINT;
}

void
cercle_session_set_problem (CercleSession *self, const char *cause, const char *sentence)
{
  guint position = find_problem (self, cause);
  g_autoptr (CercleProblem) problem = NULL;

  if (position == G_MAXUINT && sentence == NULL)
    return;
  if (position != G_MAXUINT && sentence != NULL)
    {
      g_autoptr (CercleProblem) shown =
          g_list_model_get_item (G_LIST_MODEL (self->problems), position);
      if (g_strcmp0 (shown->sentence, sentence) == 0)
        return;
    }
  if (sentence == NULL)
    {
      g_list_store_remove (self->problems, position);
      return;
    }
  problem = problem_new (cause, sentence);
  if (position == G_MAXUINT)
    g_list_store_append (self->problems, problem);
  else
    g_list_store_splice (self->problems, position, 1, (gpointer *) &problem, 1);
}

static char *
refusal_sentence (const CercleRefusal *refusal)
{
  const CercleKind *kind = refusal->mutation->kind;
  int field = refusal->field != NULL ? cercle_kind_field (kind, refusal->field) : -1;

  if (field >= 0)
    /* Translators: the first %s is the kind of record ("Case"), the second a field's label. */
    return g_strdup_printf (_ ("A change was refused (%s): “%s” cannot be kept as it is."),
                            g_dgettext (GETTEXT_PACKAGE, kind->label),
                            g_dgettext (GETTEXT_PACKAGE, kind->fields[field].label));
  for (guint i = 0; i < G_N_ELEMENTS (refusals_told); i++)
    if (g_strcmp0 (refusals_told[i].token, refusal->problem) == 0)
      return g_strdup (g_dgettext (GETTEXT_PACKAGE, refusals_told[i].sentence));
  return g_strdup (_ ("A change was refused by the server."));
}

static gboolean
is_named (GPtrArray *refusals, const char *mutation)
{
  for (guint i = 0; i < refusals->len; i++)
    {
      CercleRefusal *refusal = g_ptr_array_index (refusals, i);
      if (g_strcmp0 (refusal->mutation->mid, mutation) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Those that are no longer refused go; the kinds whose marks changed are returned. */
static guint64
drop_refusals (CercleSession *self, GPtrArray *refusals)
{
  guint64 kinds = 0;

  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->problems)); i > 0; i--)
    {
      g_autoptr (CercleProblem) problem =
          g_list_model_get_item (G_LIST_MODEL (self->problems), i - 1);
      const CercleKind *kind;
      if (problem->mutation == NULL || is_named (refusals, problem->mutation))
        continue;
      kind = cercle_kind_find (problem->of_kind);
      if (kind != NULL)
        kinds |= cercle_session_kind_bit (kind);
      g_list_store_remove (self->problems, i - 1);
    }
  return kinds;
}

void
cercle_session_set_refusals (CercleSession *self, GPtrArray *refusals)
{
  guint64 kinds = drop_refusals (self, refusals);

  for (guint i = 0; i < refusals->len; i++)
    {
      CercleRefusal *refusal = g_ptr_array_index (refusals, i);
      g_autofree char *cause = g_strconcat ("refused:", refusal->mutation->mid, NULL);
      g_autofree char *sentence = NULL;
      g_autoptr (CercleProblem) problem = NULL;

      if (find_problem (self, cause) != G_MAXUINT)
        continue;
      sentence = refusal_sentence (refusal);
      problem = problem_new (cause, sentence);
      problem->mutation = g_strdup (refusal->mutation->mid);
      problem->of_kind = g_strdup (refusal->mutation->kind->name);
      problem->of_id = g_strdup (refusal->mutation->id);
      g_list_store_append (self->problems, problem);
      kinds |= cercle_session_kind_bit (refusal->mutation->kind);
    }
  cercle_session_emit_changed (self, kinds);
}

GError *
cercle_session_error_from (const GError *error)
{
  g_autofree char *sentence = NULL;

  if (error->domain == CERCLE_SESSION_ERROR)
    return g_error_copy (error);
  for (guint i = 0; error->domain == CERCLE_STORE_ERROR && i < G_N_ELEMENTS (store_told); i++)
    if (store_told[i].from == error->code)
      return g_error_new_literal (CERCLE_SESSION_ERROR, (int) store_told[i].to,
                                  g_dgettext (GETTEXT_PACKAGE, store_told[i].sentence));
  if (error->domain == CERCLE_STORE_ERROR)
    return g_error_new_literal (CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_FAILED,
                                _ ("The file of this desk did not take the change."));
  for (guint i = 0; error->domain == CERCLE_DESK_ERROR && i < G_N_ELEMENTS (desk_told); i++)
    if (desk_told[i].from == error->code)
      return g_error_new_literal (CERCLE_SESSION_ERROR, (int) desk_told[i].to, error->message);
  if (error->domain != CERCLE_SYNC_ERROR && error->domain != CERCLE_TRANSPORT_ERROR &&
      error->domain != CERCLE_WIRE_ERROR && error->domain != G_IO_ERROR)
    return g_error_new_literal (CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_FAILED, error->message);
  sentence = cercle_sync_sentence (error);
  for (guint i = 0; error->domain == CERCLE_SYNC_ERROR && i < G_N_ELEMENTS (sync_told); i++)
    if (sync_told[i].from == error->code)
      return g_error_new_literal (CERCLE_SESSION_ERROR, (int) sync_told[i].to, sentence);
  if (g_error_matches (error, CERCLE_TRANSPORT_ERROR, CERCLE_TRANSPORT_ERROR_ADDRESS))
    return g_error_new_literal (CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_ADDRESS, sentence);
  if (g_error_matches (error, CERCLE_TRANSPORT_ERROR, CERCLE_TRANSPORT_ERROR_FOREIGN) ||
      error->domain == CERCLE_WIRE_ERROR)
    return g_error_new_literal (CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_FOREIGN, sentence);
  return g_error_new_literal (CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_NETWORK, sentence);
}

void
cercle_session_note_store_error (CercleSession *self, const GError *error)
{
  g_autoptr (GError) told = NULL;

  if (error != NULL && (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
                        g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED) ||
                        g_error_matches (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_BUSY)))
    return;
  if (error != NULL)
    told = cercle_session_error_from (error);
  cercle_session_set_problem (self, "disk", told != NULL ? told->message : NULL);
}

GListModel *
cercle_session_get_problems (CercleSession *self)
{
  return G_LIST_MODEL (self->problems);
}

static void
mended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CercleSession *self = CERCLE_SESSION (source);
  g_autoptr (GError) error = NULL;
  gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);

  if (GPOINTER_TO_UINT (data) != self->attempt)
    return;
  if (!ok)
    cercle_session_note_store_error (self, error);
  cercle_session_refresh (self);
  if (ok)
    cercle_session_emit_changed (self, CERCLE_SESSION_ALL_KINDS);
  if (ok && self->sync_thread != NULL)
    cercle_sync_thread_wake (self->sync_thread, FALSE);
}

static gboolean
retry_job (CercleStore *store, gpointer data, GError **error)
{
  return cercle_journal_retry (store, data, error);
}

static gboolean
abandon_job (CercleStore *store, gpointer data, GError **error)
{
  return cercle_journal_abandon (store, data, error);
}

static void
mend (CercleSession *self, const char *mutation, CercleStoreJob job)
{
  GTask *task;

  if (self->store_thread == NULL)
    return;
  task = g_task_new (self, NULL, mended_cb, GUINT_TO_POINTER (self->attempt));
  g_task_set_task_data (task, g_strdup (mutation), g_free);
  cercle_store_thread_push (self->store_thread, CERCLE_TURN_SAVE, job, task);
}

void
cercle_session_retry (CercleSession *self, const char *mutation)
{
  mend (self, mutation, retry_job);
}

void
cercle_session_abandon (CercleSession *self, const char *mutation)
{
  mend (self, mutation, abandon_job);
}
