/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* To whom is the case handed, what would they see, are we allowed, and what did they answer? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-transfer.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-baton.h"
#include "cercle-consent.h"
#include "cercle-event.h"
#include "cercle-gate.h"
#include "cercle-handover.h"
#include "cercle-instant.h"
#include "cercle-macros.h"
#include "cercle-moves.h"
#include "cercle-paper.h"
#include "cercle-request.h"
#include "cercle-suggest.h"

struct _CercleCaseTransfer
{
  CercleCaseEntry parent_instance;
  GtkWidget *sight, *consent, *way;
};
struct _CercleCaseTransferAccepted
{
  CercleCaseEntry parent_instance;
};
struct _CercleCaseTransferRefused
{
  CercleCaseEntry parent_instance;
  GtkWidget *then;
};

G_DEFINE_FINAL_TYPE (CercleCaseTransfer, cercle_case_transfer, CERCLE_TYPE_CASE_ENTRY)
G_DEFINE_FINAL_TYPE (CercleCaseTransferAccepted, cercle_case_transfer_accepted,
                     CERCLE_TYPE_CASE_ENTRY)
G_DEFINE_FINAL_TYPE (CercleCaseTransferRefused, cercle_case_transfer_refused,
                     CERCLE_TYPE_CASE_ENTRY)

static const char *
text (CercleRecord *record, guint field)
{
  return cercle_record_get_text (record, field);
}

/* --- Handing over ---------------------------------------------------------------------------- */

static CercleRecord *
transfer_begin (CercleCaseEntry *self, const char *subject)
{
  CercleRecord *transfer =
      cercle_session_new_record (cercle_case_entry_get_session (self), &cercle_transfer_kind);
  g_autofree char *now = cercle_instant_now_text ();

  cercle_record_set_text (transfer, CERCLE_TRANSFER_CASE,
                          cercle_record_get_id (cercle_case_entry_get_file (self)->kase));
  cercle_record_set_text (transfer, CERCLE_TRANSFER_DIRECTION, "out");
  cercle_record_set_text (transfer, CERCLE_TRANSFER_SENT_AT, now);
  return transfer;
}

/* (transfer none) (nullable): NULL without error when nothing is passed on. */
static CercleRecord *
find_consent (CercleCaseEntry *self, CercleRecord *transfer, GError **error)
{
  const CercleGateQuestion question = {
    .purpose = "transfer",
    .recipients = "community",
    .data = text (transfer, CERCLE_TRANSFER_DATA),
    .day = cercle_session_get_today (cercle_case_entry_get_session (self)),
  };

  return cercle_gate_consent (cercle_case_entry_get_file (self)->consents, &question, error);
}

/* (transfer full): one line for each fact. */
static char *
seen (CercleCaseEntry *self, CercleRecord *transfer)
{
  CercleCaseFile *file = cercle_case_entry_get_file (self);
  const CercleHandoverSource source = {
    .kase = file->kase,
    .person = file->person,
    .relatives = file->relatives,
    .solutions = file->solutions,
  };
  g_autoptr (CercleHandover) handover = cercle_handover_new (transfer, &source);
  g_autoptr (GPtrArray) lines = cercle_handover_lines (handover, cercle_case_file_label,
                                                       cercle_case_entry_get_session (self));
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const CercleHandoverLine *line = g_ptr_array_index (lines, i);
      /* TRANSLATORS: name of a field, its value. */
      g_autofree char *said = g_strdup_printf (_ ("%1$s: %2$s"), line->label, line->value);
      g_string_append_printf (words, "%s%s", i > 0 ? "\n" : "", said);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
show_sight (CercleCaseTransfer *self, CercleRecord *transfer)
{
  g_autofree char *facts = seen (CERCLE_CASE_ENTRY (self), transfer);
  /* TRANSLATORS: one line for each field. */
  g_autofree char *words = g_strdup_printf (_ ("What they will see:\n%s"), facts);

  cercle_case_entry_tell (
      self->sight, facts[0] != '\0' ? words : _ ("They will not learn anything about the case."),
      FALSE);
}

static void
show_consent (CercleCaseTransfer *self, CercleRecord *transfer)
{
  CercleCaseEntry *entry = CERCLE_CASE_ENTRY (self);
  g_autoptr (GError) error = NULL;
  CercleRecord *consent = find_consent (entry, transfer, &error);
  g_autofree char *words = NULL;

  if (consent != NULL)
    {
      g_autofree char *day = cercle_record_display (consent, CERCLE_CONSENT_GIVEN_ON);
      words = g_strdup_printf (_ ("On the consent of %s."), day);
    }
  cercle_case_entry_tell (self->consent, error != NULL ? error->message : words, error != NULL);
  cercle_case_entry_show_row (entry, CERCLE_TRANSFER_WITHOUT_CONSENT_WHY, error != NULL);
}

/* NULL: nobody is named yet. */
static const char *
way_words (CercleSession *session, const char *name)
{
  g_autofree char *here = cercle_suggest_community_named (session, name);

  if (name == NULL)
    return NULL;
  if (here != NULL)
    return _ ("They are on this server: the case is there at the next exchange, and their answer "
              "comes back by itself.");
  if (!cercle_session_offers_paper (session, CERCLE_PAPER_TRANSFER, CERCLE_FORM_SEALED))
    return _ ("They are not on this server: the coordinator takes them the paper or the sealed "
              "file afterwards; note what they answer.");
  return _ ("They are not on this server: take them the paper or the sealed file afterwards, and "
            "note what they answer.");
}

static void
transfer_changed (CercleCaseEntry *entry, CercleRecord *transfer)
{
  CercleCaseTransfer *self = CERCLE_CASE_TRANSFER (entry);

  cercle_case_entry_tell (
      self->way,
      way_words (cercle_case_entry_get_session (entry), text (transfer, CERCLE_TRANSFER_COMMUNITY)),
      FALSE);
  show_sight (self, transfer);
  show_consent (self, transfer);
}

/* The timeline tells to whom it went. */
static void
add_event (CercleCaseEntry *self, CercleRecord *transfer, CercleTx *tx)
{
  CercleRecord *member = cercle_session_get_member (cercle_case_entry_get_session (self));
  g_autofree char *words = g_strdup_printf (_ ("Handed to %s, who must still accept."),
                                            text (transfer, CERCLE_TRANSFER_COMMUNITY));
  g_autoptr (CercleRecord) event =
      cercle_event_new (cercle_case_entry_get_file (self)->kase, "transfer", words);

  if (member != NULL)
    cercle_record_set_text (event, CERCLE_EVENT_BY, cercle_record_get_id (member));
  cercle_tx_save (tx, event);
}

static gboolean
is_waiting (CercleRecord *transfer)
{
  return g_strcmp0 (text (transfer, CERCLE_TRANSFER_DIRECTION), "out") == 0 &&
         cercle_transfer_state (transfer, 0, 0) == CERCLE_TRANSFER_WAITING;
}

static gboolean
transfer_finish (CercleCaseEntry *self, CercleRecord *transfer, CercleTx *tx, GError **error)
{
  CercleCaseFile *file = cercle_case_entry_get_file (self);
  const CercleGateView view = { .kase = file->kase, .consents = file->consents };
  CercleRecord *consent = find_consent (self, transfer, NULL);
  g_autofree char *here = cercle_suggest_community_named (
      cercle_case_entry_get_session (self), text (transfer, CERCLE_TRANSFER_COMMUNITY));

  for (guint i = 0; i < file->transfers->len; i++)
    if (is_waiting (g_ptr_array_index (file->transfers, i)))
      return cercle_case_form_refuse (
          CERCLE_CASE_FORM (self), NULL, error,
          _ ("Another community has not answered yet: take the case back from it first."));
  if (consent != NULL)
    cercle_record_set_text (transfer, CERCLE_TRANSFER_CONSENT, cercle_record_get_id (consent));
  cercle_record_set_text (transfer, CERCLE_TRANSFER_TO, here);
  if (!cercle_gate_judge (NULL, transfer, &view, NULL))
    return cercle_case_entry_refuse_unconsented (self, CERCLE_TRANSFER_WITHOUT_CONSENT_WHY, error);
  add_event (self, transfer, tx);
  return TRUE;
}

/* --- The answer ------------------------------------------------------------------------------ */

static CercleRecord *
answer_begin (CercleCaseEntry *self, const char *subject)
{
  CercleRecord *transfer =
      cercle_case_file_find (cercle_case_entry_get_file (self)->transfers, subject);

  return transfer != NULL && cercle_transfer_state (transfer, 0, 0) == CERCLE_TRANSFER_WAITING
             ? cercle_record_copy (transfer)
             : NULL;
}

static void
set_now (CercleRecord *transfer, guint field)
{
  g_autofree char *now = cercle_instant_now_text ();
  cercle_record_set_text (transfer, field, now);
}

static gboolean
accepted_finish (CercleCaseEntry *self, CercleRecord *transfer, CercleTx *tx, GError **error)
{
  set_now (transfer, CERCLE_TRANSFER_ACCEPTED_AT);
  return TRUE;
}

static gboolean
is_ours (CercleRecord *transfer)
{
  return g_strcmp0 (text (transfer, CERCLE_TRANSFER_DIRECTION), "out") == 0;
}

static void
refused_changed (CercleCaseEntry *self, CercleRecord *transfer)
{
  cercle_case_entry_tell (CERCLE_CASE_TRANSFER_REFUSED (self)->then,
                          is_ours (transfer)
                              ? NULL
                              : _ ("The case stays with those who sent it: here it is closed as "
                                   "transferred, and what was still to be done is cancelled."),
                          FALSE);
}

/* What was received and is not taken on has no reason to stay open here. */
static gboolean
close_received (CercleCaseEntry *self, CercleRecord *transfer, CercleTx *tx, GError **error)
{
  CercleCaseFile *file = cercle_case_entry_get_file (self);
  CercleRecord *member = cercle_session_get_member (cercle_case_entry_get_session (self));
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_auto (GStrv) reasons = cercle_gate_closing (file->kase, none);
  g_autoptr (CercleRecord) closing = NULL;

  if (!cercle_case_status_is_open (text (file->kase, CERCLE_CASE_STATUS)))
    return TRUE;
  if (reasons[0] != NULL)
    return cercle_case_form_refuse (CERCLE_CASE_FORM (self), NULL, error, reasons[0]);
  for (guint i = 0; i < file->actions->len; i++)
    {
      CercleRecord *action = g_ptr_array_index (file->actions, i);
      const char *state = text (action, CERCLE_ACTION_STATE);
      g_autoptr (CercleRecord) cancelled = cercle_record_copy (action);

      if (state != NULL && !g_str_equal (state, "open"))
        continue;
      cercle_record_set_text (cancelled, CERCLE_ACTION_STATE, "cancelled");
      cercle_tx_save (tx, cancelled);
    }
  closing =
      cercle_move_close (file->kase, "transferred", text (transfer, CERCLE_TRANSFER_REFUSED_WHY));
  if (member != NULL)
    cercle_record_set_text (closing, CERCLE_EVENT_BY, cercle_record_get_id (member));
  cercle_tx_save (tx, closing);
  return TRUE;
}

static gboolean
refused_finish (CercleCaseEntry *self, CercleRecord *transfer, CercleTx *tx, GError **error)
{
  if (!cercle_record_is_set (transfer, CERCLE_TRANSFER_REFUSED_WHY))
    return cercle_case_entry_refuse (self, CERCLE_TRANSFER_REFUSED_WHY, error,
                                     _ ("Say why the case is refused."));
  set_now (transfer, CERCLE_TRANSFER_REFUSED_AT);
  return is_ours (transfer) || close_received (self, transfer, tx, error);
}

/* --- The classes ----------------------------------------------------------------------------- */

static const CercleCaseRow transfer_rows[] = {
  { CERCLE_TRANSFER_COMMUNITY, N_ ("To"), NULL, cercle_suggest_communities },
  { CERCLE_TRANSFER_WHY, NULL, NULL, NULL },
  { CERCLE_TRANSFER_DATA, NULL, NULL, NULL },
  { CERCLE_TRANSFER_WITHOUT_CONSENT_WHY, NULL, NULL, NULL },
};
static const CercleCaseRow accepted_rows[] = {
  { CERCLE_TRANSFER_REFERENCE, N_ ("Number over there"), NULL, NULL },
};
static const CercleCaseRow refused_rows[] = {
  { CERCLE_TRANSFER_REFUSED_WHY, N_ ("Because"), NULL, NULL },
};

static void
set_rows (CercleCaseEntryClass *klass, const CercleCaseRow *rows, guint n)
{
  klass->kind = &cercle_transfer_kind;
  klass->rows = rows;
  klass->n_rows = n;
}

static void
cercle_case_transfer_class_init (CercleCaseTransferClass *klass)
{
  CercleCaseFormClass *form_class = CERCLE_CASE_FORM_CLASS (klass);
  CercleCaseEntryClass *entry_class = CERCLE_CASE_ENTRY_CLASS (klass);

  form_class->draft = "transfer";
  form_class->title = N_ ("Hand the Case to Another Community");
  form_class->button = N_ ("Transfer the Case");
  form_class->label = N_ ("Case handed over; they must still accept.");
  set_rows (entry_class, transfer_rows, G_N_ELEMENTS (transfer_rows));
  entry_class->begin = transfer_begin;
  entry_class->changed = transfer_changed;
  entry_class->finish = transfer_finish;
}

static void
cercle_case_transfer_init (CercleCaseTransfer *self)
{
  self->way = cercle_case_entry_add_words (CERCLE_CASE_ENTRY (self));
  self->consent = cercle_case_entry_add_words (CERCLE_CASE_ENTRY (self));
  self->sight = cercle_case_entry_add_words (CERCLE_CASE_ENTRY (self));
  gtk_widget_add_css_class (self->sight, "reason");
}

static void
cercle_case_transfer_accepted_class_init (CercleCaseTransferAcceptedClass *klass)
{
  CercleCaseFormClass *form_class = CERCLE_CASE_FORM_CLASS (klass);
  CercleCaseEntryClass *entry_class = CERCLE_CASE_ENTRY_CLASS (klass);

  form_class->draft = "transfer-accepted";
  form_class->title = N_ ("The Other Community Accepts");
  form_class->button = N_ ("Save");
  form_class->label = N_ ("Transfer accepted.");
  set_rows (entry_class, accepted_rows, G_N_ELEMENTS (accepted_rows));
  entry_class->begin = answer_begin;
  entry_class->finish = accepted_finish;
}

static void
cercle_case_transfer_accepted_init (CercleCaseTransferAccepted *self)
{
}

static void
cercle_case_transfer_refused_class_init (CercleCaseTransferRefusedClass *klass)
{
  CercleCaseFormClass *form_class = CERCLE_CASE_FORM_CLASS (klass);
  CercleCaseEntryClass *entry_class = CERCLE_CASE_ENTRY_CLASS (klass);

  form_class->draft = "transfer-refused";
  form_class->title = N_ ("The Transfer Is Refused");
  form_class->button = N_ ("Save");
  form_class->label = N_ ("Transfer refused.");
  set_rows (entry_class, refused_rows, G_N_ELEMENTS (refused_rows));
  entry_class->begin = answer_begin;
  entry_class->changed = refused_changed;
  entry_class->finish = refused_finish;
}

static void
cercle_case_transfer_refused_init (CercleCaseTransferRefused *self)
{
  self->then = cercle_case_entry_add_words (CERCLE_CASE_ENTRY (self));
}
