/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does the paper, the table or the cards of the directory say that it shows? */
#define G_LOG_DOMAIN "cercle-widgets"

#include <glib/gi18n-lib.h>

#include "cercle-choices.h"
#include "cercle-commune.h"
#include "cercle-directory-chips.h"
#include "cercle-directory-page-private.h"
#include "cercle-directory-words.h"
#include "cercle-display.h"
#include "cercle-organisation.h"

/* (transfer full): codes of a field as a person reads them. */
static char *
codes_in_words (CercleSession *session, const CercleKind *kind, guint field, const char *tokens)
{
  g_autoptr (CercleRecord) record = cercle_record_new (kind);

  cercle_record_set_text (record, field, tokens);
  return cercle_session_words_of (session, record, field);
}

static void
append (GString *words, const char *more)
{
  if (more != NULL && *more != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", more);
}

/* (transfer full): what was asked for, without the person for whom. */
static char *
question_in_words (CercleDirectoryPage *self, const CerclePartnerQuestion *question)
{
  const struct
  {
    const CercleKind *kind;
    guint field;
    const char *tokens;
  } codes[] = {
    { &cercle_service_kind, CERCLE_SERVICE_THEMES, question->themes },
    { &cercle_service_kind, CERCLE_SERVICE_OFFER, question->offers },
    { &cercle_service_kind, CERCLE_SERVICE_HANDICAPS, question->handicaps },
    { &cercle_service_kind, CERCLE_SERVICE_PUBLICS, question->publics },
    { &cercle_organisation_kind, CERCLE_ORGANISATION_NETWORKS, question->networks },
  };
  CercleSession *session = cercle_directory_page_session (self);
  GString *words = g_string_new (NULL);
  g_auto (GStrv) spans = cercle_directory_when (question->slots);
  g_autofree char *slots =
      question->day != NULL ? cercle_display_day (question->day) : g_strjoinv (_ (", "), spans);
  g_autofree char *age = NULL, *count = NULL;

  if (question->age >= 0)
    age = g_strdup_printf (ngettext ("%d year old", "%d years old", (unsigned long) question->age),
                           question->age);
  count = g_strdup_printf (ngettext ("%u partner", "%u partners", self->total), self->total);
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *labels =
          codes_in_words (session, codes[i].kind, codes[i].field, codes[i].tokens);
      append (words, labels);
    }
  append (words, question->mission != NULL
                     ? cercle_choice_label (cercle_sub_missions, question->mission)
                     : NULL);
  append (words, age);
  append (words, question->commune != NULL ? cercle_commune_name (question->commune) : NULL);
  append (words, slots);
  append (words, question->standing != NULL
                     ? cercle_choice_label (cercle_partner_standings, question->standing)
                     : NULL);
  append (words, question->text);
  append (words, count);
  return g_string_free (words, FALSE);
}

gboolean
cercle_directory_leaving_fill_paper (CerclePage *page, CerclePaper *paper)
{
  CercleDirectoryPage *self = CERCLE_DIRECTORY_PAGE (page);
  CerclePartnerQuestion question = { .age = -1 };

  cercle_directory_chips_ask (CERCLE_DIRECTORY_CHIPS (self->chips), &question);
  paper->words = question_in_words (self, &question);
  paper->partners = cercle_partner_question_copy (&question);
  return TRUE;
}
