/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may read when the community meets? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-calendar-address.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-macros.h"

#define HASH_LENGTH 64

/* clang-format off */
static const CercleField calendar_address_fields[] = {
  [CERCLE_CALENDAR_ADDRESS_NAME] = { "name", N_("For whom"), CERCLE_TEXT, CERCLE_REQUIRED | CERCLE_PUBLIC, .since = 8, .max = 120 },
  [CERCLE_CALENDAR_ADDRESS_HASH] = { "hash", N_("Mark of the address"), CERCLE_TEXT, CERCLE_REQUIRED | CERCLE_PUBLIC | CERCLE_INDEXED, .since = 8, .max = HASH_LENGTH },
  [CERCLE_CALENDAR_ADDRESS_REVOKED_AT] = { "revoked_at", N_("Revoked at"), CERCLE_INSTANT, CERCLE_YIELDS, .since = 8 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (calendar_address_fields) == CERCLE_CALENDAR_ADDRESS_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleCalendarAddress, cercle_calendar_address, cercle_calendar_address_kind)
/* clang-format on */

/* A mark that no token can have would be an address that nobody can ever read. */
static gboolean
calendar_address_check (CercleRecord *address, GError **error)
{
  const char *hash = cercle_record_get_text (address, CERCLE_CALENDAR_ADDRESS_HASH);

  if (strlen (hash) == HASH_LENGTH && strspn (hash, "0123456789abcdef") == HASH_LENGTH)
    return TRUE;
  g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE,
                       _ ("This is not the mark of a calendar address."));
  return FALSE;
}

/* What leaves the community is the coordinator's; the team sees what she gave out. */
/* clang-format off */
const CercleKind cercle_calendar_address_kind = {
  "calendar_address", "calendar_addresses", N_("Calendar address"), "c", CERCLE_SYNCED, "team", NULL,
  CERCLE_BY_COORDINATOR, CERCLE_BY_COORDINATOR, CERCLE_BY_COORDINATOR,
  calendar_address_fields, G_N_ELEMENTS (calendar_address_fields), cercle_calendar_address_get_type,
  calendar_address_check,
};
/* clang-format on */
