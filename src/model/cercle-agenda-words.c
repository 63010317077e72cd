/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Why is this on the agenda, and who is missing? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-agenda-words.h"

#include <glib/gi18n-lib.h>

#include "cercle-choices.h"
#include "cercle-display.h"

static const struct
{
  const char *rule, *why; /* msgid */
} whys[] = {
  { "figures", N_ ("The week is told at each meeting.") },
  { "critical",
    N_ ("Open cases of level III: somebody may be in danger, or without any support.") },
  { "blind_spots", N_ ("Needs that nobody answers here, and what has changed about them.") },
  { "thrice", N_ ("These cases came back to the review with the MDPH three times or more.") },
  { "delays", N_ ("Requests that were not answered within the time the partner has.") },
  { "closures", N_ ("Places that are closed or closing: those who live there need another one.") },
  { "questions", N_ ("The national referents have not answered these questions yet.") },
  { "decisions", N_ ("Decided at an earlier meeting and not applied yet.") },
  { "case", N_ ("Somebody put this case on the agenda.") },
  { "free", N_ ("A section of every agenda of this type, or put there by hand.") },
};

/* (transfer full) */
static char *
carried (CercleRecord *item, CercleRecord *previous)
{
  int times = (int) cercle_record_get_integer (item, CERCLE_AGENDA_ITEM_TIMES, 2);
  g_autofree char *day =
      previous != NULL
          ? cercle_display_day (cercle_record_get_text (previous, CERCLE_MEETING_HELD_ON))
          : NULL;

  if (day != NULL)
    return g_strdup_printf (_ ("Left from the meeting of %1$s: here for time no. %2$d."), day,
                            times);
  return g_strdup_printf (_ ("Left from an earlier meeting: here for time no. %d."), times);
}

char *
cercle_agenda_why (CercleRecord *item, CercleRecord *previous)
{
  const char *rule = cercle_record_get_text (item, CERCLE_AGENDA_ITEM_RULE);

  if (cercle_record_is_set (item, CERCLE_AGENDA_ITEM_CAME_FROM))
    return carried (item, previous);
  for (guint i = 0; i < G_N_ELEMENTS (whys); i++)
    if (g_strcmp0 (whys[i].rule, rule) == 0)
      return g_strdup (_ (whys[i].why));
  return g_strdup (cercle_choice_label (cercle_agenda_rules, rule));
}

char *
cercle_meeting_missing_words (const char *missing)
{
  g_auto (GStrv) tokens = NULL;
  g_autoptr (GString) names = g_string_new (NULL);

  if (missing == NULL || *missing == '\0')
    return NULL;
  tokens = g_strsplit (missing, " ", -1);
  for (guint i = 0; tokens[i] != NULL; i++)
    g_string_append_printf (names, "%s%s", names->len > 0 ? _ (", ") : "",
                            cercle_choice_label (cercle_parties, tokens[i]));
  /* TRANSLATORS: parties, such as "ARS, MDPH". */
  return g_strdup_printf (_ ("Nobody is asked yet of those this meeting needs: %s."), names->str);
}
