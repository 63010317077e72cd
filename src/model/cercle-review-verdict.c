/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a verdict of the review do to its case? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-review-verdict.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-day.h"
#include "cercle-display.h"
#include "cercle-event.h"
#include "cercle-id.h"
#include "cercle-moves.h"

/* From later states nobody is led back by a verdict. */
#define EARLY "received to_qualify first_line mdph_review waiting_mdph escalated transferred"

typedef enum
{
  NOBODY, /* the baton stays */
  OURS,   /* who holds it now, when that is not the MDPH; else who decides */
  MDPH,
} Hands;

static const struct
{
  const char *decision;
  Hands hands;
  int days;                /* working days until it is due */
  const char *status;      /* NULL: stays */
  const char *responsible; /* tokens that the matrix may say; the first where it says another. NULL:
                              stays */
  const char *action;      /* sort; NULL: none */
} outcomes[] = {
  { "mdph", MDPH, 3, "waiting_mdph", "mdph", "mdph_answer" },
  { "community", OURS, 2, "oriented", "og_og og_dc asso_dc dc", "ask" },
  { "together", MDPH, 3, "oriented", "mdph_og mdph_og_dc", "mdph_answer" },
  { "gos_pag", MDPH, 5, "escalated", NULL, "gos_pag" },
  { "again", NOBODY, 1, NULL, NULL, NULL },
  { "removed", NOBODY, 0, NULL, NULL, NULL },
};

static int
find_outcome (CercleRecord *item)
{
  const char *decision = cercle_record_get_text (item, CERCLE_REVIEW_ITEM_DECISION);

  for (guint i = 0; decision != NULL && i < G_N_ELEMENTS (outcomes); i++)
    if (g_str_equal (outcomes[i].decision, decision))
      return (int) i;
  return -1;
}

static char *
as_organisation (const char *id)
{
  return id != NULL ? g_strconcat ("organisation:", id, NULL) : NULL;
}

/* (transfer full) (nullable) */
static char *
find_holder (Hands hands, const CercleReviewScene *scene)
{
  const char *holder = cercle_record_get_text (scene->kase, CERCLE_CASE_HOLDER);
  g_autofree char *mdph = as_organisation (scene->mdph);

  if (hands == MDPH && mdph != NULL)
    return g_steal_pointer (&mdph);
  if (hands == OURS && scene->lead != NULL)
    return as_organisation (scene->lead);
  /* An item names members and organisations; a person goes on holding her own case. */
  if (hands == NOBODY || holder == NULL || g_strcmp0 (holder, mdph) == 0 ||
      g_str_has_prefix (holder, "person:"))
    return NULL;
  return g_strdup (holder);
}

void
cercle_review_complete (CercleRecord *item, const CercleReviewScene *scene)
{
  int outcome = find_outcome (item);
  guint due = CERCLE_REVIEW_ITEM_DUE_ON;
  g_autofree char *day = NULL;

  if (outcome < 0)
    return;
  if (!cercle_record_is_set (item, CERCLE_REVIEW_ITEM_HOLDER))
    {
      g_autofree char *holder = find_holder (outcomes[outcome].hands, scene);
      cercle_record_set_text (item, CERCLE_REVIEW_ITEM_HOLDER, holder);
    }
  if (g_str_equal (outcomes[outcome].decision, "again"))
    due = CERCLE_REVIEW_ITEM_AGAIN_ON;
  if (outcomes[outcome].days == 0 || cercle_record_is_set (item, due))
    return;
  day = cercle_day_to_text (cercle_working_days_after (
      &scene->frame->time, cercle_day_parse (scene->frame->today), outcomes[outcome].days));
  cercle_record_set_text (item, due, day);
}

/* The effects */

typedef struct
{
  CercleRecord *item;
  const CercleReviewScene *scene;
  const char *by, *at;
  int outcome;
  GPtrArray *effects;
} Verdict;

static void
add_event (const Verdict *verdict, CercleRecord *event)
{
  cercle_record_set_text (event, CERCLE_EVENT_AT, verdict->at);
  cercle_record_set_text (event, CERCLE_EVENT_BY, verdict->by);
  g_ptr_array_add (verdict->effects, event);
}

static const char *
due_on (const Verdict *verdict)
{
  return cercle_record_get_text (verdict->item, CERCLE_REVIEW_ITEM_DUE_ON);
}

/* Of the team: the MDPH has no list of actions here. */
static char *
find_assignee (const Verdict *verdict)
{
  const char *chosen = cercle_record_get_text (verdict->item, CERCLE_REVIEW_ITEM_HOLDER);
  const char *holder = cercle_record_get_text (verdict->scene->kase, CERCLE_CASE_HOLDER);

  if (chosen != NULL && g_str_has_prefix (chosen, "member:"))
    return g_strdup (chosen);
  if (holder != NULL && g_str_has_prefix (holder, "member:"))
    return g_strdup (holder);
  return verdict->by != NULL ? g_strconcat ("member:", verdict->by, NULL) : NULL;
}

static void
add_action (const Verdict *verdict, const char *sort)
{
  CercleRecord *action = cercle_record_new (&cercle_action_kind);
  g_autofree char *assignee = find_assignee (verdict);

  cercle_envelope_set (&cercle_record_envelope (action)->scope,
                       cercle_record_envelope (verdict->scene->kase)->scope);
  cercle_record_set_text (action, CERCLE_ACTION_CASE, cercle_record_get_id (verdict->scene->kase));
  cercle_record_set_text (action, CERCLE_ACTION_SORT, sort);
  cercle_record_set_text (action, CERCLE_ACTION_WHAT,
                          cercle_record_get_text (verdict->item, CERCLE_REVIEW_ITEM_NOTE));
  cercle_record_set_text (action, CERCLE_ACTION_ASSIGNEE, assignee);
  cercle_record_set_text (action, CERCLE_ACTION_DUE_ON, due_on (verdict));
  cercle_record_set_text (action, CERCLE_ACTION_STATE, "open");
  g_ptr_array_add (verdict->effects, action);
}

static void
add_actions (const Verdict *verdict)
{
  const char *rights = cercle_record_get_text (verdict->item, CERCLE_REVIEW_ITEM_RIGHTS);

  if (outcomes[verdict->outcome].action != NULL)
    add_action (verdict, outcomes[verdict->outcome].action);
  if (g_str_equal (outcomes[verdict->outcome].decision, "removed"))
    return;
  if (g_strcmp0 (rights, "refresh") == 0)
    add_action (verdict, "rights_refresh");
  else if (g_strcmp0 (rights, "open") == 0)
    add_action (verdict, "rights_open");
}

/* Tokens of A, B and the decision: "yes refresh together"; "-" where nothing was said. */
static char *
verdict_tokens (CercleRecord *item)
{
  static const guint fields[] = { CERCLE_REVIEW_ITEM_KNOWN, CERCLE_REVIEW_ITEM_RIGHTS,
                                  CERCLE_REVIEW_ITEM_DECISION };
  const char *tokens[G_N_ELEMENTS (fields) + 1] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    tokens[i] = cercle_record_get_text (item, fields[i]) ?: "-";
  return g_strjoinv (" ", (char **) tokens);
}

static void
add_telling (const Verdict *verdict)
{
  CercleRecord *kase = verdict->scene->kase, *item = verdict->item;
  CercleRecord *event =
      cercle_event_new (kase, "review", cercle_record_get_text (item, CERCLE_REVIEW_ITEM_NOTE));
  const char *expected = cercle_record_get_text (item, CERCLE_REVIEW_ITEM_ANSWER_ON);
  g_autofree char *tokens = verdict_tokens (item);

  cercle_record_set_text (event, CERCLE_EVENT_FROM,
                          cercle_record_get_text (kase, CERCLE_CASE_DEBRIEFED_ON));
  cercle_record_set_text (event, CERCLE_EVENT_TO, tokens);
  cercle_record_set_text (event, CERCLE_EVENT_NEXT_STEP,
                          cercle_record_get_text (item, CERCLE_REVIEW_ITEM_STEP));
  if (expected == NULL)
    expected = cercle_record_get_text (item, CERCLE_REVIEW_ITEM_AGAIN_ON);
  cercle_record_set_text (event, CERCLE_EVENT_PROMISED_BY, expected);
  cercle_record_set_text (event, CERCLE_EVENT_OF_KIND, cercle_review_item_kind.name);
  cercle_record_set_text (event, CERCLE_EVENT_OF_ID, cercle_record_get_id (item));
  add_event (verdict, event);
}

/* What the matrix says, where it says what was decided. */
static void
add_orientation (const Verdict *verdict)
{
  const CercleReviewScene *scene = verdict->scene;
  const char *allowed = outcomes[verdict->outcome].responsible;
  const char *now = cercle_record_get_text (scene->kase, CERCLE_CASE_RESPONSIBILITY);
  const char *says =
      scene->rule != NULL ? cercle_record_get_text (scene->rule, CERCLE_RULE_RESPONSIBILITY) : NULL;
  g_auto (GStrv) others = NULL;
  const char *lead;

  if (allowed == NULL || cercle_tokens_contain (allowed, now))
    return;
  others = g_strsplit (allowed, " ", -1);
  lead = outcomes[verdict->outcome].hands == MDPH ? scene->mdph : scene->lead;
  if (cercle_tokens_contain (allowed, says))
    add_event (verdict,
               cercle_move_orient (scene->kase, says, scene->rule, scene->version, lead, NULL));
  else
    add_event (verdict, cercle_move_orient (scene->kase, others[0], NULL, 0, lead,
                                            _ ("Decided at the review with the MDPH.")));
}

static void
add_status (const Verdict *verdict)
{
  const char *to = outcomes[verdict->outcome].status;
  const char *from = cercle_record_get_text (verdict->scene->kase, CERCLE_CASE_STATUS);

  if (to == NULL || !cercle_case_may_move (from, to) ||
      (g_str_equal (to, "oriented") && !cercle_tokens_contain (EARLY, from)))
    return;
  add_event (verdict, cercle_move_status (verdict->scene->kase, to, NULL));
}

static void
add_baton (const Verdict *verdict)
{
  CercleRecord *kase = verdict->scene->kase;
  const char *holder = cercle_record_get_text (verdict->item, CERCLE_REVIEW_ITEM_HOLDER);
  const char *decision = outcomes[verdict->outcome].decision;

  if (outcomes[verdict->outcome].hands == NOBODY)
    return;
  if (holder == NULL)
    holder = cercle_record_get_text (kase, CERCLE_CASE_HOLDER);
  if (holder != NULL)
    add_event (verdict, cercle_move_baton (kase, holder,
                                           cercle_choice_label (cercle_review_decisions, decision),
                                           due_on (verdict)));
}

GPtrArray *
cercle_review_effects (CercleRecord *item, const CercleReviewScene *scene, const char *by,
                       const char *at)
{
  const Verdict verdict = {
    item, scene, by, at, find_outcome (item), g_ptr_array_new_with_free_func (g_object_unref)
  };

  /* A case that was closed meanwhile keeps what was decided in its item. */
  if (verdict.outcome < 0 || !cercle_record_get_flag (scene->kase, CERCLE_CASE_OPEN))
    return verdict.effects;
  add_actions (&verdict);
  add_telling (&verdict);
  add_orientation (&verdict);
  add_status (&verdict);
  add_baton (&verdict);
  return verdict.effects;
}

CercleRecord *
cercle_move_review_back (CercleRecord *before, CercleRecord *event)
{
  CercleRecord *back = cercle_event_new (before, "review", NULL);

  cercle_record_set_text (back, CERCLE_EVENT_FROM,
                          cercle_record_get_text (before, CERCLE_CASE_DEBRIEFED_ON));
  cercle_record_set_text (back, CERCLE_EVENT_TO, CERCLE_REVIEW_TAKEN_BACK);
  cercle_record_set_text (back, CERCLE_EVENT_OF_KIND,
                          cercle_record_get_text (event, CERCLE_EVENT_OF_KIND));
  cercle_record_set_text (back, CERCLE_EVENT_OF_ID,
                          cercle_record_get_text (event, CERCLE_EVENT_OF_ID));
  return back;
}

/* In words */

static char *
tell_effect (CercleRecord *effect, CercleNameOf name, gpointer data)
{
  if (cercle_record_get_kind (effect) == &cercle_event_kind)
    return g_strcmp0 (cercle_record_get_text (effect, CERCLE_EVENT_SORT), "review") == 0
               ? NULL
               : cercle_event_sentence (effect, name, data);
  /* TRANSLATORS: what is to be done. */
  return g_strdup_printf (
      _ ("to do: %s"), cercle_choice_label (cercle_action_sorts,
                                            cercle_record_get_text (effect, CERCLE_ACTION_SORT)));
}

char *
cercle_review_effects_sentence (GPtrArray *effects, CercleNameOf name, gpointer data)
{
  GString *sentence = g_string_new (NULL);

  for (guint i = 0; i < effects->len; i++)
    {
      g_autofree char *told = tell_effect (effects->pdata[i], name, data);

      if (told != NULL)
        /* TRANSLATORS: between the parts of a sentence. */
        g_string_append_printf (sentence, "%s%s", sentence->len > 0 ? _ ("; ") : "", told);
    }
  return g_string_free (sentence, FALSE);
}
