/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the page of cases share. */
#pragma once

#include "cercle-case-filter.h"
#include "cercle-case-question.h"
#include "cercle-cases-page.h"
#include "cercle-chosen.h"
#include "cercle-indicator.h"
#include "cercle-record-list.h"

struct _CercleCasesPage
{
  CerclePage parent_instance;
  GtkWidget *chips, *filter_button, *search, *filters_revealer, *filters, *states, *list, *empty,
      *way_out, *bulk, *lists, *columns, *whole, *all_open;
  CercleRecordList *records;
  CercleChosen *chosen;
  const CercleIndicator *indicator; /* NULL: all open cases */
  char *sort;                       /* NULL: the question's own order */
  gboolean reverse;
  char *own_columns; /* of the saved list shown; NULL: those of the desk */
  char *text;
  char *day;                  /* as of which it was asked */
  const char *way_out_action; /* what the button of the empty state does; NULL: clears */
  gboolean way_out_text;      /* it takes what was typed */
  guint quiet;                /* until the search is asked */
  gboolean starting;          /* the focus belongs in the list as soon as there is one */
};

/* Valid until the next choice. */
void cercle_cases_page_get_filter (CercleCasesPage *self, CercleCaseFilter *filter);
/* (transfer full): what the page asks, as a saved list keeps it; columns may be NULL. */
char *cercle_cases_page_write (CercleCasesPage *self, const char *columns);
void cercle_cases_page_show_title (CercleCasesPage *self);
/* (transfer full): which cases these are and in which order, for who has only the paper. */
char *cercle_cases_page_say (CercleCasesPage *self);
void cercle_cases_page_show_list_name (CercleCasesPage *self);
/* The way back to all open cases, where these are not all. */
void cercle_cases_page_show_way_back (CercleCasesPage *self);
/* The list, or why there is none. */
void cercle_cases_page_show_state (CercleCasesPage *self);
