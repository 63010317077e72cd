/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is an agenda made of, how long does it take, and what was decided? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-agenda.h"

#include <glib/gi18n-lib.h>

#include "cercle-id.h"
#include "cercle-macros.h"

/* clang-format off */
const CercleChoice cercle_agenda_rules[] = {
  { "figures", N_("Figures since last time") },
  { "critical", N_("Critical cases") },
  { "blind_spots", N_("Blind spots") },
  { "thrice", N_("Three times on the review's list") },
  { "delays", N_("Delays passed") },
  { "closures", N_("Places that closed") },
  { "questions", N_("Questions to the national referents") },
  { "decisions", N_("Decisions to apply") },
  { "unfinished", N_("Left from last time") },
  { "case", N_("Case") },
  { "free", N_("Other item") },
  { NULL },
};

const CercleTemplateLine cercle_template_lines[] = {
  { "governance", "figures", NULL, 5 },
  { "governance", "critical", NULL, 12 },
  { "governance", "blind_spots", NULL, 10 },
  { "governance", "thrice", N_("The MDPH and the matrix"), 5 },
  { "governance", "delays", NULL, 5 },
  { "governance", "closures", N_("Directory and new partners"), 5 },
  { "governance", "free", N_("Means"), 5 },
  { "governance", "questions", NULL, 5 },
  { "governance", "free", N_("A remarkable initiative"), 4 },
  { "governance", "decisions", NULL, 4 },
  { "staff", "unfinished", NULL, 5 },
  { "staff", "case", N_("Cases"), 45 },
  { "staff", "decisions", NULL, 5 },
  { "review", "figures", NULL, 15 },
  { "review", "delays", NULL, 10 },
  { "review", "blind_spots", NULL, 15 },
  { "review", "free", N_("What works, what does not"), 20 },
  { "consultation", "free", N_("Who hosts the community"), 20 },
  { "consultation", "free", N_("Responsibility matrix"), 20 },
  { "consultation", "free", N_("Referents, telephone, hours"), 20 },
  { "launch", "free", N_("What the communities are for"), 20 },
  { "launch", "free", N_("Départements: hosting and referents"), 30 },
  { "launch", "free", N_("Calendar of the launch"), 20 },
  { "readiness", "free", N_("Checklist of the launch"), 30 },
  { "readiness", "free", N_("Day of the launch"), 15 },
  { "waiting", "free", N_("Joint waiting lists"), 45 },
  { "waiting", "decisions", NULL, 5 },
  { "workshop", "free", N_("Feedback"), 30 },
  { "workshop", "free", N_("What we take along"), 15 },
  { "debugging", "free", N_("What blocks"), 30 },
  { "debugging", "decisions", NULL, 10 },
  { "stage", "figures", N_("The deployment to date"), 15 },
  { "stage", "free", N_("Remarkable initiatives"), 15 },
  { "stage", "free", N_("Feedback"), 15 },
  { "stage", "free", N_("What holds back, what helps"), 15 },
  { "cercle", "figures", NULL, 10 },
  { "cercle", "closures", N_("Partners"), 15 },
  { "cercle", "free", N_("What each can offer"), 20 },
  { NULL },
};

const CercleChoice cercle_agenda_states[] = {
  { "open", N_("To be discussed") },
  { "done", N_("Discussed") },
  { "moved", N_("Moved to another meeting") },
  { "dropped", N_("Dropped") },
  { NULL },
};

const CercleChoice cercle_decision_sorts[] = {
  { "rule", N_("Rule of the matrix") },
  { "means", N_("Means") },
  { "partner", N_("Partner") },
  { "question", N_("Question") },
  { "action", N_("Action") },
  { "information", N_("Information") },
  { NULL },
};

#define OF_MEETING { "meeting", N_("Meeting"), CERCLE_REF, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 6, .targets = "meeting" }
#define OF_ITEM { "item", N_("Agenda item"), CERCLE_REF, CERCLE_INDEXED, .since = 6, .targets = "agenda_item" }
#define POSITION { "position", N_("Order"), CERCLE_INTEGER, CERCLE_YIELDS, .since = 6, .min = 0, .max = 100000 }
#define RULE { "rule", N_("Section"), CERCLE_CHOICE, CERCLE_REQUIRED, .since = 6, .choices = cercle_agenda_rules }
#define MINUTES { "minutes", N_("Minutes"), CERCLE_INTEGER, 0, .since = 6, .min = 0, .max = 600 }
#define OWNER { "owner", N_("Presented by"), CERCLE_REF, 0, .since = 6, .targets = "member" }
#define AUTHOR(name, label) { name, label, CERCLE_REF, CERCLE_YIELDS, .since = 6, .targets = "member" }

static const CercleField template_line_fields[] = {
  [CERCLE_TEMPLATE_LINE_SORT] = { "sort", N_("Type of meeting"), CERCLE_CHOICE, CERCLE_REQUIRED, .since = 6, .choices = cercle_meeting_sorts },
  [CERCLE_TEMPLATE_LINE_POSITION] = POSITION,
  [CERCLE_TEMPLATE_LINE_RULE] = RULE,
  [CERCLE_TEMPLATE_LINE_TITLE] = { "title", N_("Title"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 6, .max = 120 },
  [CERCLE_TEMPLATE_LINE_MINUTES] = MINUTES,
  [CERCLE_TEMPLATE_LINE_OWNER] = OWNER,
};
G_STATIC_ASSERT (G_N_ELEMENTS (template_line_fields) == CERCLE_TEMPLATE_LINE_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleTemplateLineRecord, cercle_template_line, cercle_template_line_kind)

static const CercleField item_fields[] = {
  [CERCLE_AGENDA_ITEM_MEETING] = OF_MEETING,
  [CERCLE_AGENDA_ITEM_POSITION] = POSITION,
  [CERCLE_AGENDA_ITEM_RULE] = RULE,
  [CERCLE_AGENDA_ITEM_TITLE] = { "title", N_("Title"), CERCLE_TEXT, 0, .since = 6, .max = 160 },
  [CERCLE_AGENDA_ITEM_ABOUT] = { "about", N_("About"), CERCLE_REF, CERCLE_INDEXED, .since = 6, .targets = "case organisation place question matrix" },
  [CERCLE_AGENDA_ITEM_MINUTES] = MINUTES,
  [CERCLE_AGENDA_ITEM_OWNER] = OWNER,
  [CERCLE_AGENDA_ITEM_TEXT] = { "text", N_("What is known"), CERCLE_TEXT, CERCLE_YIELDS, .since = 6, .max = 4000 },
  [CERCLE_AGENDA_ITEM_STATE] = { "state", N_("State"), CERCLE_CHOICE, CERCLE_REQUIRED, "state", 6, .choices = cercle_agenda_states },
  [CERCLE_AGENDA_ITEM_MOVED_TO] = { "moved_to", N_("Moved to"), CERCLE_REF, 0, "state", 6, .targets = "meeting" },
  [CERCLE_AGENDA_ITEM_CAME_FROM] = { "came_from", N_("Goes on with"), CERCLE_REF, 0, .since = 6, .targets = "agenda_item" },
  [CERCLE_AGENDA_ITEM_TIMES] = { "times", N_("Times"), CERCLE_INTEGER, CERCLE_YIELDS, .since = 6, .min = 1, .max = 1000 },
  [CERCLE_AGENDA_ITEM_NOTES] = { "notes", N_("Notes"), CERCLE_TEXT, 0, .since = 6, .max = 4000 },
  [CERCLE_AGENDA_ITEM_SECONDS] = { "seconds", N_("Seconds spent"), CERCLE_INTEGER, CERCLE_YIELDS, .since = 6, .min = 0, .max = 86400 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (item_fields) == CERCLE_AGENDA_ITEM_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleAgendaItem, cercle_agenda_item, cercle_agenda_item_kind)

static const CercleField decision_fields[] = {
  [CERCLE_DECISION_MEETING] = OF_MEETING,
  [CERCLE_DECISION_ITEM] = OF_ITEM,
  [CERCLE_DECISION_SORT] = { "sort", N_("Decision about"), CERCLE_CHOICE, CERCLE_REQUIRED, .since = 6, .choices = cercle_decision_sorts },
  [CERCLE_DECISION_TEXT] = { "text", N_("Decision"), CERCLE_TEXT, CERCLE_REQUIRED | CERCLE_SEARCHED, .since = 6, .max = 500 },
  [CERCLE_DECISION_HOLDER] = { "holder", N_("Who"), CERCLE_REF, 0, .since = 6, .targets = "member organisation" },
  [CERCLE_DECISION_DUE_ON] = { "due_on", N_("For"), CERCLE_DAY, CERCLE_INDEXED, .since = 6 },
  [CERCLE_DECISION_LED_TO] = { "led_to", N_("What came of it"), CERCLE_REF, 0, .since = 6, .targets = "matrix rule action question organisation case" },
  [CERCLE_DECISION_APPLIED_ON] = { "applied_on", N_("Applied on"), CERCLE_DAY, CERCLE_INDEXED, "applied", 6 },
  [CERCLE_DECISION_APPLIED_BY] = { "applied_by", N_("Applied by"), CERCLE_REF, 0, "applied", 6, .targets = "member" },
  [CERCLE_DECISION_DROPPED_WHY] = { "dropped_why", N_("Dropped because"), CERCLE_TEXT, 0, "applied", 6, .max = 300 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (decision_fields) == CERCLE_DECISION_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleDecision, cercle_decision, cercle_decision_kind)

static const CercleField correction_fields[] = {
  [CERCLE_CORRECTION_MEETING] = OF_MEETING,
  [CERCLE_CORRECTION_ITEM] = OF_ITEM,
  [CERCLE_CORRECTION_TEXT] = { "text", N_("Correction"), CERCLE_TEXT, CERCLE_REQUIRED, .since = 6, .max = 1000 },
  [CERCLE_CORRECTION_MADE_AT] = { "made_at", N_("Corrected at"), CERCLE_INSTANT, CERCLE_REQUIRED, .since = 6 },
  [CERCLE_CORRECTION_MADE_BY] = AUTHOR ("made_by", N_("Corrected by")),
};
G_STATIC_ASSERT (G_N_ELEMENTS (correction_fields) == CERCLE_CORRECTION_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleCorrection, cercle_correction, cercle_correction_kind)

static const CercleField meeting_note_fields[] = {
  [CERCLE_MEETING_NOTE_MEETING] = OF_MEETING,
  [CERCLE_MEETING_NOTE_ITEM] = OF_ITEM,
  [CERCLE_MEETING_NOTE_TEXT] = { "text", N_("Internal note"), CERCLE_TEXT, CERCLE_REQUIRED, .since = 6, .max = 2000 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (meeting_note_fields) == CERCLE_MEETING_NOTE_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleMeetingNote, cercle_meeting_note, cercle_meeting_note_kind)
/* clang-format on */

static gboolean
item_check (CercleRecord *item, GError **error)
{
  if (g_strcmp0 (cercle_record_get_text (item, CERCLE_AGENDA_ITEM_STATE), "moved") != 0 ||
      cercle_record_is_set (item, CERCLE_AGENDA_ITEM_MOVED_TO))
    return TRUE;
  g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE,
                       _ ("An item that is moved says to which meeting."));
  return FALSE;
}

static gboolean
decision_check (CercleRecord *decision, GError **error)
{
  if (g_strcmp0 (cercle_record_get_text (decision, CERCLE_DECISION_SORT), "action") != 0 ||
      (cercle_record_is_set (decision, CERCLE_DECISION_HOLDER) &&
       cercle_record_is_set (decision, CERCLE_DECISION_DUE_ON)))
    return TRUE;
  g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE,
                       _ ("An action says who does it, and for when."));
  return FALSE;
}

/* clang-format off */
#define GOVERNANCE "c", CERCLE_SYNCED, "governance"
#define TEAM_WRITES CERCLE_BY_TEAM, CERCLE_BY_TEAM

const CercleKind cercle_template_line_kind = {
  "template_line", "template_lines", N_("Line of an agenda template"), "c", CERCLE_SYNCED, "team", NULL,
  CERCLE_BY_COORDINATOR, CERCLE_BY_COORDINATOR, CERCLE_BY_COORDINATOR,
  template_line_fields, G_N_ELEMENTS (template_line_fields), cercle_template_line_get_type, .ruled = TRUE,
};

const CercleKind cercle_agenda_item_kind = {
  "agenda_item", "agenda_items", N_("Agenda item"), GOVERNANCE, "meeting", TEAM_WRITES, CERCLE_BY_SERVER,
  item_fields, G_N_ELEMENTS (item_fields), cercle_agenda_item_get_type, item_check, .ruled = TRUE,
};

const CercleKind cercle_decision_kind = {
  "decision", "decisions", N_("Decision"), GOVERNANCE, "meeting", TEAM_WRITES, CERCLE_BY_SERVER,
  decision_fields, G_N_ELEMENTS (decision_fields), cercle_decision_get_type, decision_check,
};

const CercleKind cercle_correction_kind = {
  "correction", "corrections", N_("Correction of minutes"), GOVERNANCE, "meeting",
  CERCLE_BY_TEAM, CERCLE_BY_SERVER, CERCLE_BY_SERVER,
  correction_fields, G_N_ELEMENTS (correction_fields), cercle_correction_get_type, NULL,
};

const CercleKind cercle_meeting_note_kind = {
  "meeting_note", "meeting_notes", N_("Internal note of a meeting"), "c", CERCLE_SYNCED, "team", NULL,
  TEAM_WRITES, CERCLE_BY_TEAM,
  meeting_note_fields, G_N_ELEMENTS (meeting_note_fields), cercle_meeting_note_get_type, NULL,
};
/* clang-format on */

gboolean
cercle_decision_is_pending (CercleRecord *decision)
{
  return g_strcmp0 (cercle_record_get_text (decision, CERCLE_DECISION_SORT), "information") != 0 &&
         !cercle_record_is_set (decision, CERCLE_DECISION_APPLIED_ON) &&
         !cercle_record_is_set (decision, CERCLE_DECISION_DROPPED_WHY);
}

/* Takes id. */
static CercleRecord *
new_record (const CercleKind *kind, char *id, const char *scope, const char *audience)
{
  CercleRecord *record = cercle_record_new_with_id (kind, id);
  CercleEnvelope *envelope = cercle_record_envelope (record);

  cercle_envelope_set (&envelope->scope, scope);
  cercle_envelope_set (&envelope->audience, audience);
  g_free (id);
  return record;
}

CercleRecord *
cercle_agenda_item_new (CercleRecord *meeting, const char *rule, const char *subject)
{
  const CercleEnvelope *envelope = cercle_record_envelope (meeting);
  const char *id = cercle_record_get_id (meeting);
  g_autofree char *rule_key = g_strconcat ("agenda-", rule, NULL);
  CercleRecord *item =
      new_record (&cercle_agenda_item_kind,
                  cercle_id_derive (envelope->scope, rule_key, subject, id), envelope->scope,
                  cercle_kind_audience (&cercle_agenda_item_kind, &cercle_meeting_kind,
                                        envelope->audience));

  cercle_record_set_text (item, CERCLE_AGENDA_ITEM_MEETING, id);
  cercle_record_set_text (item, CERCLE_AGENDA_ITEM_RULE, rule);
  cercle_record_set_text (item, CERCLE_AGENDA_ITEM_STATE, "open");
  return item;
}

CercleRecord *
cercle_template_line_new (const char *scope, const CercleTemplateLine *line, guint position)
{
  g_autofree char *number = g_strdup_printf ("%u", position);
  CercleRecord *record = new_record (&cercle_template_line_kind,
                                     cercle_id_derive (scope, "template", line->sort, number),
                                     scope, cercle_template_line_kind.audience);

  cercle_record_set_text (record, CERCLE_TEMPLATE_LINE_SORT, line->sort);
  cercle_record_set_integer (record, CERCLE_TEMPLATE_LINE_POSITION, position);
  cercle_record_set_text (record, CERCLE_TEMPLATE_LINE_RULE, line->rule);
  if (line->title != NULL)
    cercle_record_set_text (record, CERCLE_TEMPLATE_LINE_TITLE, _ (line->title));
  cercle_record_set_integer (record, CERCLE_TEMPLATE_LINE_MINUTES, line->minutes);
  return record;
}

static gboolean
takes_time (CercleRecord *item)
{
  const char *state = cercle_record_get_text (item, CERCLE_AGENDA_ITEM_STATE);
  return g_strcmp0 (state, "moved") != 0 && g_strcmp0 (state, "dropped") != 0;
}

CercleAgendaTiming *
cercle_agenda_timing (CercleRecord *meeting, GPtrArray *items)
{
  CercleAgendaTiming *timing = g_new0 (CercleAgendaTiming, 1);
  int begins = (int) cercle_record_get_integer (meeting, CERCLE_MEETING_STARTS_AT, 0);
  int length = (int) cercle_record_get_integer (meeting, CERCLE_MEETING_LENGTH, 0);

  timing->ends = g_array_new (FALSE, FALSE, sizeof (int));
  timing->first_past = items->len;
  for (guint i = 0; i < items->len; i++)
    {
      int end = -1;
      if (takes_time (items->pdata[i]))
        {
          timing->minutes +=
              (int) cercle_record_get_integer (items->pdata[i], CERCLE_AGENDA_ITEM_MINUTES, 0);
          end = begins + timing->minutes;
          if (timing->minutes > length && timing->first_past == items->len)
            timing->first_past = i;
        }
      g_array_append_val (timing->ends, end);
    }
  timing->over = MAX (timing->minutes - length, 0);
  return timing;
}

void
cercle_agenda_timing_free (CercleAgendaTiming *self)
{
  g_array_unref (self->ends);
  g_free (self);
}

CercleRecord *
cercle_agenda_item_move (CercleRecord *item, CercleRecord *next)
{
  static const guint kept[] = { CERCLE_AGENDA_ITEM_TITLE, CERCLE_AGENDA_ITEM_ABOUT,
                                CERCLE_AGENDA_ITEM_OWNER, CERCLE_AGENDA_ITEM_TEXT };
  const char *id = cercle_record_get_id (item);
  CercleRecord *further = cercle_agenda_item_new (
      next, cercle_record_get_text (item, CERCLE_AGENDA_ITEM_RULE), id);

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    cercle_record_set_text (further, kept[i], cercle_record_get_text (item, kept[i]));
  if (cercle_record_is_set (item, CERCLE_AGENDA_ITEM_MINUTES))
    cercle_record_set_integer (further, CERCLE_AGENDA_ITEM_MINUTES,
                               cercle_record_get_integer (item, CERCLE_AGENDA_ITEM_MINUTES, 0));
  cercle_record_set_text (further, CERCLE_AGENDA_ITEM_CAME_FROM, id);
  cercle_record_set_integer (further, CERCLE_AGENDA_ITEM_TIMES,
                             cercle_record_get_integer (item, CERCLE_AGENDA_ITEM_TIMES, 1) + 1);
  cercle_record_set_text (item, CERCLE_AGENDA_ITEM_STATE, "moved");
  cercle_record_set_text (item, CERCLE_AGENDA_ITEM_MOVED_TO, cercle_record_get_id (next));
  return further;
}
