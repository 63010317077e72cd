/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Why is there no case to be seen, and is this search somebody's name? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-cases-words.h"

#include <glib/gi18n-lib.h>

#include "cercle-cases-query.h"
#include "cercle-opening.h"
#include "cercle-person.h"
#include "cercle-record-list.h"
#include "cercle-suggestion.h"

#define MOST_READ 100

CercleCasesWords
cercle_cases_explain_empty (const CercleIndicator *indicator, const CercleCaseFilter *filter,
                            gboolean exchanged, const char *trouble)
{
  g_autofree char *reference =
      filter->text != NULL ? cercle_opening_reference (filter->text) : NULL;

  if (reference != NULL)
    return (CercleCasesWords){
      _ ("This Number Is Not on Your Desk"),
      _ ("If a case of this number is kept from you and you must answer for it now, it can be "
         "opened for a day: say why, and the coordinator is told."),
      _ ("Open by Exception…"), "win.open-by-exception", TRUE
    };
  if (filter->text != NULL)
    return (CercleCasesWords){ _ ("No Case Has These Words"),
                               _ ("The search looks in names, relatives, needs, calls and notes; "
                                  "closed cases only when the filter asks for them."),
                               _ ("Clear the Search"), NULL };
  if (!cercle_cases_filter_is_empty (filter))
    return (CercleCasesWords){ _ ("No Case Passes These Filters"),
                               _ ("Take a filter away to see more cases."), _ ("Clear the Filters"),
                               NULL };
  if (!exchanged)
    return (CercleCasesWords){ _ ("Nothing Has Come From the Server Yet"),
                               trouble != NULL
                                   ? trouble
                                   : _ ("The cases of your community appear here as they arrive."),
                               _ ("Sync Now"), "win.sync" };
  if (indicator != NULL)
    return (CercleCasesWords){ _ ("Nothing Here"), _ (indicator->hint), _ ("Show All Open Cases"),
                               NULL };
  return (CercleCasesWords){ _ ("No Open Case"),
                             _ ("The next call that asks for more than an information opens one."),
                             _ ("New Call"), "win.new-call" };
}

/* A saved list is read by others and outlives the person: her name has no place in it. */
gboolean
cercle_cases_names_a_person (GListModel *rows, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", " ", -1);
  guint n = g_list_model_get_n_items (rows);

  for (guint i = 0; text != NULL && i < MIN (n, MOST_READ); i++)
    {
      g_autoptr (CercleRow) row = g_list_model_get_item (rows, i);
      CercleRecord *person = cercle_row_get_person (row);
      g_autofree char *name = person != NULL ? cercle_person_name (person) : NULL;

      for (guint w = 0; name != NULL && words[w] != NULL; w++)
        if (words[w][0] != '\0' && cercle_suggestion_fits (words[w], name, NULL))
          return TRUE;
    }
  return FALSE;
}
