/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is a person told before she says yes or no? */
#define G_LOG_DOMAIN "cercle-exchange"

#include "cercle-consent-sheet.h"

#include <glib/gi18n-lib.h>

#include "cercle-consent.h"
#include "cercle-macros.h"

typedef struct
{
  char sort;        /* h heading, t text, i item, w to be filled in by hand */
  const char *text; /* msgid; %s is the community's name */
} Line;

/* Another wording is another version: CERCLE_CONSENT_TEXT, and _EASY for the other. A consent names
 * the one that was shown. */

/* RGPD articles 13 and 14; code of social action L311-3 and L311-4. */
static const Line lines[] = {
  { 't',
    N_ ("%s looks for answers with you when a disabled person or a carer finds no solution. To "
        "do so it keeps some information about you.") },
  { 'h', N_ ("What is kept") },
  { 'i', N_ ("who you are and how to reach you") },
  { 'i', N_ ("what you told us: your situation, your needs, what is already in place") },
  { 'i', N_ ("what was done, by whom and when") },
  { 'h', N_ ("Why, and on what ground") },
  { 't',
    N_ ("The information serves to answer your request, and nothing else. Keeping it is part of a "
        "mission of public interest. Passing it on to a partner needs your consent.") },
  { 'h', N_ ("How long") },
  { 't',
    N_ ("As long as your request is followed. Ask the team how long it is kept afterwards: it has "
        "to tell you.") },
  { 'h', N_ ("Who reads it") },
  { 't', N_ ("The team of the community. A partner reads only what you agreed to pass on, and only "
             "if you agreed. What is passed on is noted.") },
  { 'h', N_ ("Your consent") },
  { 'i', N_ ("You choose to whom information may be passed on, and which.") },
  { 'i', N_ ("You may say no: you are answered all the same.") },
  { 'i', N_ ("You may withdraw your consent at any time, without a reason.") },
  { 'h', N_ ("Your rights") },
  { 't',
    N_ ("You may see what is kept about you, have it corrected or deleted, limit its use or oppose "
        "it. Ask the team: you are answered within a month. If you disagree with the answer, you "
        "may turn to the CNIL (www.cnil.fr).") },
  { 'h', N_ ("My choice") },
  { 't', N_ ("☐ I agree that information about me is passed on.") },
  { 'w', N_ ("To whom: ________________________________________") },
  { 'w', N_ ("Which information: ________________________________________") },
  { 'w', N_ ("☐ I do not agree.") },
  { 'w', N_ ("Name: ____________________   Date: ____________________") },
  { 'w', N_ ("Signature: ________________________________________") },
};

/* European rules for information that is easy to read: one idea a sentence, no word that has to be
 * explained. */
static const Line easy_lines[] = {
  { 't', N_ ("We are %s.") },
  { 't', N_ ("We help people with a disability.") },
  { 't', N_ ("We help their families too.") },
  { 'h', N_ ("What we write down") },
  { 'i', N_ ("We write down your name.") },
  { 'i', N_ ("We write down your telephone number.") },
  { 'i', N_ ("We write down what you need.") },
  { 'i', N_ ("We keep it as long as we help you.") },
  { 'h', N_ ("Who can read it") },
  { 'i', N_ ("Our team can read it.") },
  { 'i', N_ ("Other people can read it only if you say yes.") },
  { 'h', N_ ("You decide") },
  { 'i', N_ ("You can say yes.") },
  { 'i', N_ ("You can say no. We will help you anyway.") },
  { 'i', N_ ("You can change your mind. You only have to tell us.") },
  { 'h', N_ ("Your rights") },
  { 'i', N_ ("You can ask to see what we wrote.") },
  { 'i', N_ ("You can ask us to correct it.") },
  { 'i', N_ ("You can ask us to erase it.") },
  { 'h', N_ ("My choice") },
  { 't', N_ ("Can other people read it?") },
  { 't', N_ ("☐ Yes   ☐ No") },
  { 't', N_ ("Who can read it: ____________________") },
  { 'w', N_ ("My name: ____________________") },
  { 'w', N_ ("The date: ____________________") },
  { 'w', N_ ("My signature: ____________________") },
};

static void
put_lines (CercleSheet *sheet, const Line *line, guint n, const char *community)
{
  static void (*const puts[]) (CercleSheet *, const char *) = {
    ['h'] = cercle_sheet_heading,
    ['i'] = cercle_sheet_item,
    ['t'] = cercle_sheet_text,
    ['w'] = cercle_sheet_pen,
  };

  for (; n > 0; n--, line++)
    {
      g_autofree char *text = cercle_sheet_fill_in (_ (line->text), community);

      puts[(guint) line->sort](sheet, text);
    }
}

void
cercle_consent_sheet_fill (CercleSheet *sheet, const char *community, const char *phone)
{
  put_lines (sheet, lines, G_N_ELEMENTS (lines), community);
  cercle_sheet_text (sheet, "");
  cercle_sheet_fact (sheet, _ ("To reach us"), phone);
  cercle_sheet_fact (sheet, _ ("Name of this text"), CERCLE_CONSENT_TEXT);
}

void
cercle_consent_sheet_fill_easy (CercleSheet *sheet, const char *community, const char *phone)
{
  put_lines (sheet, easy_lines, G_N_ELEMENTS (easy_lines), community);
  cercle_sheet_sentence (sheet, _ ("You can call us: %s"), phone);
  cercle_sheet_fact (sheet, _ ("Name of this text"), CERCLE_CONSENT_TEXT_EASY);
}
