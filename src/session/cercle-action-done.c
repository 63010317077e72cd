/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows when something is done? */
#include "cercle-action-done.h"

#include "cercle-event.h"
#include "cercle-instant.h"
#include "cercle-meeting-decide.h"

gboolean
cercle_session_put_done (CercleSession *self, CercleTx *tx, CercleRecord *action,
                         const char *result, GError **error)
{
  CercleRecord *member = cercle_session_get_member (self);
  g_autoptr (CercleRecord) done = cercle_record_copy (action);
  g_autofree char *now = cercle_instant_now_text ();

  cercle_record_set_text (done, CERCLE_ACTION_STATE, "done");
  cercle_record_set_text (done, CERCLE_ACTION_DONE_AT, now);
  if (member != NULL)
    cercle_record_set_text (done, CERCLE_ACTION_DONE_BY, cercle_record_get_id (member));
  if (result != NULL)
    cercle_record_set_text (done, CERCLE_ACTION_RESULT, result);
  if (!cercle_record_check (done, error))
    return FALSE;
  cercle_tx_save (tx, done);
  cercle_session_apply_decisions (self, tx, done);
  return TRUE;
}
