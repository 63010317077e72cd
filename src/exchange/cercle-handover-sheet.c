/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a community without Cercle read of a case that is handed to it, and how does it answer?
 */
#define G_LOG_DOMAIN "cercle-exchange"

#include "cercle-handover-sheet.h"

#include <glib/gi18n-lib.h>

#include "cercle-macros.h"
#include "cercle-request.h"

static char *
label_cb (const char *list, const char *token, gpointer names)
{
  return cercle_names_label (names, list, token);
}

static void
put_transfer (CercleSheet *sheet, CercleRecord *transfer, const char *phone)
{
  static const guint fields[] = { CERCLE_TRANSFER_SENT_AT, CERCLE_TRANSFER_TERRITORY,
                                  CERCLE_TRANSFER_REFERENCE, CERCLE_TRANSFER_WHY,
                                  CERCLE_TRANSFER_DATA };
  const char *community = cercle_record_get_text (transfer, CERCLE_TRANSFER_COMMUNITY);

  cercle_sheet_heading (sheet, community != NULL ? community : _ ("our community"));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *value = cercle_record_display (transfer, fields[i]);
      cercle_sheet_fact (sheet, cercle_field_label (&cercle_transfer_kind.fields[fields[i]]),
                         value);
    }
  cercle_sheet_fact (sheet, _ ("Answer to"), phone);
}

static void
put_answer (CercleSheet *sheet)
{
  cercle_sheet_heading (sheet, _ ("Your answer"));
  cercle_sheet_text (sheet, _ ("Until you accept, the community above holds this case. Please "
                               "answer within four working hours."));
  cercle_sheet_pen (sheet, _ ("☐ We accept. Our number: ______________________________"));
  cercle_sheet_pen (sheet, _ ("☐ We refuse, because: ______________________________"));
  cercle_sheet_pen (sheet, _ ("Name: ____________________   Date and hour: ____________________"));
}

void
cercle_handover_sheet_fill (CercleSheet *sheet, const CercleHandover *handover, const char *phone,
                            CercleNames *names)
{
  g_autoptr (GPtrArray) lines = cercle_handover_lines (handover, label_cb, names);

  put_transfer (sheet, handover->transfer, phone);
  cercle_sheet_heading (sheet, _ ("The case"));
  for (guint i = 0; i < lines->len; i++)
    {
      const CercleHandoverLine *line = g_ptr_array_index (lines, i);
      cercle_sheet_fact (sheet, line->label, line->value);
    }
  put_answer (sheet);
}
