/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How do an agenda and the minutes of a meeting stand on paper? Those who came read neither a name
 * nor an internal note; the chair reads all that is known. */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-meeting-paper.h"

#include <glib/gi18n-lib.h>

#include "cercle-case-words.h"
#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-commune.h"
#include "cercle-community.h"
#include "cercle-decision-csv.h"
#include "cercle-display.h"
#include "cercle-organisation.h"
#include "cercle-person.h"

static gboolean
is_chair (const CercleMeetingPaper *paper)
{
  return paper->masking == NULL;
}

/* (transfer full): what somebody typed; "" for nothing. */
static char *
typed (const CercleMeetingPaper *paper, const char *text)
{
  if (text == NULL)
    return g_strdup ("");
  return is_chair (paper) ? g_strdup (text) : cercle_masking_apply (paper->masking, text);
}

static char *
typed_of (const CercleMeetingPaper *paper, CercleRecord *record, guint field)
{
  return typed (paper, cercle_record_get_text (record, field));
}

/* Takes part. */
static void
take (GString *all, const char *between, char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (all, "%s%s", all->len > 0 ? between : "", part);
  g_free (part);
}

char *
cercle_meeting_paper_subtitle (CercleRecord *meeting)
{
  g_autofree char *sort = cercle_record_display (meeting, CERCLE_MEETING_SORT);
  g_autofree char *day = cercle_record_display (meeting, CERCLE_MEETING_HELD_ON);

  /* TRANSLATORS: the sort of a meeting and its day. */
  return g_strdup_printf (_ ("%1$s, %2$s"), sort, day);
}

/* --- Who ------------------------------------------------------------------------------------- */

/* (transfer full): of "member:…", "organisation:…" or a bare identity of a member. To those who
 * came, an organisation has its name, and one of the team is what she is there. */
static char *
who (const CercleMeetingPaper *paper, CercleStore *store, const char *reference)
{
  const char *colon = reference != NULL ? strchr (reference, ':') : NULL;
  const char *id = colon != NULL ? colon + 1 : reference;
  g_autofree char *whole = NULL;
  g_autoptr (CercleRecord) record = NULL;

  if (reference == NULL)
    return g_strdup ("");
  whole = colon != NULL ? g_strdup (reference) : g_strconcat ("member:", reference, NULL);
  if (is_chair (paper) || g_str_has_prefix (whole, "organisation:"))
    return cercle_names_of (whole, paper->names);
  if (g_str_has_prefix (whole, "member:"))
    {
      record = cercle_store_get (store, &cercle_member_kind, id, NULL);
      return record != NULL ? cercle_record_display (record, CERCLE_MEMBER_ROLE) : g_strdup ("");
    }
  record = cercle_store_get (store, &cercle_contact_kind, id, NULL);
  return record != NULL ? cercle_names_display (paper->names, record, CERCLE_CONTACT_ORGANISATION)
                        : g_strdup ("");
}

/* (transfer full): one who was asked to come. */
static char *
attendee_words (const CercleMeetingPaper *paper, CercleStore *store, CercleRecord *attendee)
{
  const char *name = cercle_record_get_text (attendee, CERCLE_ATTENDEE_NAME);
  g_autofree char *party = cercle_record_display (attendee, CERCLE_ATTENDEE_PARTY);
  g_autofree char *one =
      is_chair (paper) && name != NULL
          ? g_strdup (name)
          : who (paper, store, cercle_record_get_text (attendee, CERCLE_ATTENDEE_WHO));

  if (*one == '\0' && *party == '\0')
    return g_strdup (_ ("somebody"));
  if (*one == '\0' || *party == '\0' || g_str_equal (one, party))
    return g_strdup (*one != '\0' ? one : party);
  /* TRANSLATORS: who, and for which party: "IME Les Pommiers (Managing bodies)". */
  return g_strdup_printf (_ ("%1$s (%2$s)"), one, party);
}

/* (transfer full): those of one presence; the same words once, with how many they are. */
static char *
those (const CercleMeetingPaper *paper, CercleStore *store, const char *presence)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < paper->file->attendees->len; i++)
    {
      CercleRecord *attendee = paper->file->attendees->pdata[i];
      if (g_strcmp0 (cercle_record_get_text (attendee, CERCLE_ATTENDEE_PRESENCE), presence) == 0)
        g_ptr_array_add (all, attendee_words (paper, store, attendee));
    }
  for (guint i = 0; i < all->len; i++)
    {
      guint first = 0, n = 0;

      g_ptr_array_find_with_equal_func (all, all->pdata[i], g_str_equal, &first);
      for (guint j = i; first == i && j < all->len; j++)
        n += g_str_equal (all->pdata[i], all->pdata[j]) ? 1 : 0;
      if (n == 1)
        take (line, _ ("; "), g_strdup (all->pdata[i]));
      else if (n > 1)
        take (line, _ ("; "), g_strdup_printf ("%s × %u", (const char *) all->pdata[i], n));
    }
  return g_string_free (line, FALSE);
}

/* (transfer full): parties without whom there is no such meeting, and of which nobody was asked. */
static char *
missing (const CercleMeetingPaper *paper)
{
  g_autofree char *tokens = cercle_meeting_missing_parties (
      cercle_record_get_text (paper->file->meeting, CERCLE_MEETING_SORT), paper->file->attendees);
  g_auto (GStrv) parties = g_strsplit (tokens != NULL ? tokens : "", " ", -1);
  GString *line = g_string_new (NULL);

  for (guint i = 0; parties[i] != NULL && *parties[i] != '\0'; i++)
    take (line, ", ", g_strdup (cercle_choice_label (cercle_parties, parties[i])));
  return g_string_free (line, FALSE);
}

/* --- Head ------------------------------------------------------------------------------------- */

/* (transfer full) */
static char *
when (CercleRecord *meeting)
{
  int from = (int) cercle_record_get_integer (meeting, CERCLE_MEETING_STARTS_AT, 0);
  int length = (int) cercle_record_get_integer (meeting, CERCLE_MEETING_LENGTH, 0);
  g_autofree char *day = cercle_record_display (meeting, CERCLE_MEETING_HELD_ON);
  g_autofree char *begin = cercle_display_minute (from);
  g_autofree char *end = cercle_display_minute ((from + length) % (24 * 60));

  /* TRANSLATORS: a day, and from which minute to which. */
  return g_strdup_printf (_ ("%1$s, %2$s–%3$s"), day, begin, end);
}

/* (transfer full): how far its minutes are, since when, and for the chair by whom. */
static char *
state (const CercleMeetingPaper *paper, CercleStore *store)
{
  CercleRecord *meeting = paper->file->meeting;
  CercleMeetingState state = cercle_meeting_state (meeting);
  gboolean shared = state == CERCLE_MEETING_SHARED;
  GString *words = g_string_new (cercle_meeting_state_label (state));

  if (shared || state == CERCLE_MEETING_VALIDATED)
    {
      take (words, " · ",
            cercle_record_display (meeting, shared ? CERCLE_MEETING_SHARED_AT
                                                   : CERCLE_MEETING_VALIDATED_AT));
      take (words, " · ",
            who (paper, store,
                 cercle_record_get_text (meeting, shared ? CERCLE_MEETING_SHARED_BY
                                                         : CERCLE_MEETING_VALIDATED_BY)));
    }
  return g_string_free (words, FALSE);
}

static void
put_head (const CercleMeetingPaper *paper, CercleStore *store)
{
  CercleRecord *meeting = paper->file->meeting;
  g_autofree char *name = typed_of (paper, meeting, CERCLE_MEETING_NAME);
  g_autofree char *time = when (meeting);
  g_autofree char *place = typed_of (paper, meeting, CERCLE_MEETING_PLACE);
  g_autofree char *why = typed_of (paper, meeting, CERCLE_MEETING_CANCELLED_WHY);
  g_autofree char *how_far = state (paper, store), *left = missing (paper);

  cercle_sheet_fact (paper->sheet, _ ("Title"), *name != '\0' ? name : NULL);
  cercle_sheet_fact (paper->sheet, _ ("When"), time);
  cercle_sheet_fact (paper->sheet, _ ("Where"), *place != '\0' ? place : NULL);
  if (is_chair (paper))
    cercle_sheet_fact (paper->sheet, _ ("Link"),
                       cercle_record_get_text (meeting, CERCLE_MEETING_LINK));
  cercle_sheet_fact (paper->sheet, _ ("State"), how_far);
  cercle_sheet_fact (paper->sheet, _ ("Cancelled because"), *why != '\0' ? why : NULL);
  for (const CercleChoice *choice = cercle_presences; choice->token != NULL; choice++)
    {
      g_autofree char *all = those (paper, store, choice->token);
      cercle_sheet_fact (paper->sheet, cercle_choice_label (cercle_presences, choice->token),
                         *all != '\0' ? all : NULL);
    }
  cercle_sheet_fact (paper->sheet, _ ("Nobody was asked for"), *left != '\0' ? left : NULL);
}

/* --- Items ------------------------------------------------------------------------------------ */

/* (transfer full) (nullable): the case that an item speaks of, as its reader may know it. */
static char *
case_words (const CercleMeetingPaper *paper, CercleStore *store, const char *id)
{
  CercleCaseWords words = { paper->names, paper->today, NULL, NULL };
  g_autoptr (GPtrArray) pair = cercle_case_words_open (&words, store, id, NULL);
  GString *told = g_string_new (NULL);
  const char *commune;

  /* Gone, or never on this desk. */
  if (pair == NULL)
    return g_string_free (told, TRUE);
  commune = cercle_record_get_text (words.kase, CERCLE_CASE_COMMUNE);
  if (is_chair (paper))
    {
      take (told, ", ", cercle_case_words_name (&words));
      take (told, ", ", cercle_record_display (words.kase, CERCLE_CASE_REFERENCE));
      *paper->named += 1;
    }
  else if (g_strcmp0 (cercle_record_envelope (words.kase)->audience, "protected") == 0)
    return g_string_free (told, TRUE);
  else if (words.person != NULL)
    take (told, ", ", cercle_person_initials (words.person));
  if (told->len == 0)
    g_string_append (told, _ ("Anonymous"));
  take (told, ", ", g_strdup (commune != NULL ? cercle_commune_name (commune) : NULL));
  return g_string_free (told, FALSE);
}

/* (transfer full) (nullable): what an item speaks of. */
static char *
about (const CercleMeetingPaper *paper, CercleStore *store, CercleRecord *item)
{
  const char *reference = cercle_record_get_text (item, CERCLE_AGENDA_ITEM_ABOUT);

  if (reference == NULL)
    return NULL;
  if (g_str_has_prefix (reference, "case:"))
    return case_words (paper, store, strchr (reference, ':') + 1);
  return g_str_has_prefix (reference, "organisation:") ? cercle_names_of (reference, paper->names)
                                                       : NULL;
}

/* (transfer full): why it is spoken of, how long, and what became of it. */
static char *
why (const CercleMeetingPaper *paper, CercleStore *store, CercleRecord *item)
{
  gint64 minutes = cercle_record_get_integer (item, CERCLE_AGENDA_ITEM_MINUTES, 0);
  gint64 times = cercle_record_get_integer (item, CERCLE_AGENDA_ITEM_TIMES, 1);
  GString *words = g_string_new (NULL);

  take (words, " · ", cercle_record_display (item, CERCLE_AGENDA_ITEM_RULE));
  if (times > 1)
    take (words, " · ", g_strdup_printf (_ ("on the agenda %d times"), (int) times));
  if (minutes > 0)
    take (words, " · ", g_strdup_printf (_ ("%d min"), (int) minutes));
  take (words, " · ", who (paper, store, cercle_record_get_text (item, CERCLE_AGENDA_ITEM_OWNER)));
  take (words, " · ", cercle_record_display (item, CERCLE_AGENDA_ITEM_STATE));
  return g_string_free (words, FALSE);
}

static void
put_lines (CercleSheet *sheet, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      cercle_sheet_item (sheet, lines[i]);
}

static void
put_notes (const CercleMeetingPaper *paper, const char *item)
{
  GPtrArray *notes = paper->file->notes;

  for (guint i = 0; is_chair (paper) && i < notes->len; i++)
    if (g_strcmp0 (cercle_record_get_text (notes->pdata[i], CERCLE_MEETING_NOTE_ITEM), item) == 0)
      cercle_sheet_fact (paper->sheet, _ ("Internal note"),
                         cercle_record_get_text (notes->pdata[i], CERCLE_MEETING_NOTE_TEXT));
}

static void
put_item (const CercleMeetingPaper *paper, CercleStore *store, guint number, CercleRecord *item)
{
  g_autofree char *title = typed_of (paper, item, CERCLE_AGENDA_ITEM_TITLE);
  g_autofree char *rule = cercle_record_display (item, CERCLE_AGENDA_ITEM_RULE);
  g_autofree char *heading =
      /* TRANSLATORS: number and title of an item. */
      g_strdup_printf (_ ("%1$u. %2$s"), number, *title != '\0' ? title : rule);
  g_autofree char *reason = why (paper, store, item), *subject = about (paper, store, item);
  g_autofree char *text = typed_of (paper, item, CERCLE_AGENDA_ITEM_TEXT);
  g_autofree char *notes = typed_of (paper, item, CERCLE_AGENDA_ITEM_NOTES);

  cercle_sheet_heading (paper->sheet, heading);
  cercle_sheet_text (paper->sheet, reason);
  cercle_sheet_fact (paper->sheet, _ ("About"), subject);
  put_lines (paper->sheet, text);
  if (*notes != '\0')
    cercle_sheet_fact (paper->sheet, _ ("What was said"), notes);
  put_notes (paper, cercle_record_get_id (item));
}

/* --- What came of it -------------------------------------------------------------------------- */

/* (transfer full): the number of the item that a decision is of; "" for none. */
static char *
number_of (const CercleMeetingPaper *paper, CercleRecord *decision)
{
  const char *item = cercle_record_get_text (decision, CERCLE_DECISION_ITEM);

  for (guint i = 0; item != NULL && i < paper->file->items->len; i++)
    if (g_str_equal (cercle_record_get_id (paper->file->items->pdata[i]), item))
      return g_strdup_printf ("%u", i + 1);
  return g_strdup ("");
}

static void
put_decision (const CercleMeetingPaper *paper, CercleStore *store, CercleRecord *decision)
{
  g_autofree char *number = number_of (paper, decision);
  g_autofree char *sort = cercle_record_display (decision, CERCLE_DECISION_SORT);
  g_autofree char *text = typed_of (paper, decision, CERCLE_DECISION_TEXT);
  g_autofree char *holder =
      who (paper, store, cercle_record_get_text (decision, CERCLE_DECISION_HOLDER));
  g_autofree char *due = cercle_record_display (decision, CERCLE_DECISION_DUE_ON);
  g_autofree char *applied = cercle_decision_words (decision);
  g_autofree char *far = typed (paper, applied);

  cercle_sheet_row (paper->sheet, (const char *const[]){ number, sort, text, holder, due, far });
}

static void
put_decisions (const CercleMeetingPaper *paper, CercleStore *store)
{
  const CercleSheetColumn columns[] = { { _ ("Item"), 0.1 },      { _ ("Decision about"), 0.15 },
                                        { _ ("Decision"), 0.32 }, { _ ("Who"), 0.15 },
                                        { _ ("For"), 0.12 },      { _ ("State"), 0.16 } };
  GPtrArray *decisions = paper->file->decisions;
  g_autofree char *count = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u decision", "%u decisions", decisions->len), decisions->len);

  if (decisions->len == 0)
    return;
  cercle_sheet_heading (paper->sheet, count);
  cercle_sheet_table (paper->sheet, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < decisions->len; i++)
    put_decision (paper, store, decisions->pdata[i]);
}

static void
put_corrections (const CercleMeetingPaper *paper, CercleStore *store)
{
  GPtrArray *corrections = paper->file->corrections;

  if (corrections->len > 0)
    cercle_sheet_heading (paper->sheet, _ ("Corrections since the minutes were validated"));
  for (guint i = 0; i < corrections->len; i++)
    {
      CercleRecord *correction = corrections->pdata[i];
      GString *line = g_string_new (NULL);

      take (line, " · ", cercle_record_display (correction, CERCLE_CORRECTION_MADE_AT));
      take (line, " · ",
            who (paper, store, cercle_record_get_text (correction, CERCLE_CORRECTION_MADE_BY)));
      take (line, " · ", typed_of (paper, correction, CERCLE_CORRECTION_TEXT));
      cercle_sheet_item (paper->sheet, line->str);
      g_string_free (line, TRUE);
    }
}

gboolean
cercle_meeting_paper_fill (const CercleMeetingPaper *paper, CercleStore *store, GError **error)
{
  cercle_names_use (paper->names, store);
  put_head (paper, store);
  for (guint i = 0; i < paper->file->items->len; i++)
    put_item (paper, store, i + 1, paper->file->items->pdata[i]);
  if (paper->file->items->len == 0)
    cercle_sheet_text (paper->sheet, _ ("Nothing is on the agenda."));
  put_notes (paper, NULL);
  put_decisions (paper, store);
  put_corrections (paper, store);
  return TRUE;
}
