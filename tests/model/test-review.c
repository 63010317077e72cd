/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cases come to the review with the MDPH, and what does a verdict do? */
#include <string.h>

#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-consent.h"
#include "cercle-event.h"
#include "cercle-kind.h"
#include "cercle-macros.h"
#include "cercle-merge.h"
#include "cercle-moves.h"
#include "cercle-person.h"
#include "cercle-review-verdict.h"
#include "cercle-review-words.h"

#define SCOPE "c:01900000-0000-7000-8000-00000000000c"
#define KASE "01900000-0000-7000-8000-0000000000c1"
#define MEMBER "01900000-0000-7000-8000-0000000000a1"
#define MDPH "01900000-0000-7000-8000-0000000000d1"
#define TODAY "2020-06-23" /* a Tuesday */
#define BY "member:" MEMBER

static CercleReviewFrame
frame_of (const char *today)
{
  return (CercleReviewFrame){
    .today = today,
    .time = { 0x1f, 9 * 60, 18 * 60, "metropole", "Europe/Paris" },
  };
}

static CercleRecord *
make_case (void)
{
  CercleRecord *kase = cercle_record_new_with_id (&cercle_case_kind, KASE);

  cercle_envelope_set (&cercle_record_envelope (kase)->scope, SCOPE);
  cercle_record_set_text (kase, CERCLE_CASE_OPENED_ON, "2020-06-02");
  cercle_case_derive_new (kase, MEMBER, "2020-06-02T07:00:00.000Z");
  cercle_record_set_text (kase, CERCLE_CASE_STATUS, "building");
  cercle_record_set_text (kase, CERCLE_CASE_STATUS_SINCE, "2020-06-15T07:00:00.000Z");
  return kase;
}

/* "2020-06-22 together answer_on=2020-06-24" */
static CercleRecord *
make_item (const char *words)
{
  g_auto (GStrv) parts = g_strsplit (words, " ", -1);
  CercleRecord *item = cercle_review_item_new (SCOPE, parts[0], KASE);

  for (guint i = 1; parts[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (parts[i], "=", 2);

      if (pair[1] != NULL)
        cercle_record_set_text (item, (guint) cercle_kind_field (&cercle_review_item_kind, pair[0]),
                                pair[1]);
      else if (!g_str_equal (pair[0], "open"))
        cercle_record_set_text (item, CERCLE_REVIEW_ITEM_DECISION, pair[0]);
    }
  return item;
}

static const struct
{
  const char *today;
  const char *fields; /* of the case: "status=mdph_review no_solution=1" */
  const char *rights; /* end of a valid right */
  const char *items;  /* separated by ";" */
  const char *off;    /* rules switched off */
  const char *reasons;
  guint times;
} rounds[] = {
  /* Nothing, or closed. */
  { TODAY, "", NULL, NULL, NULL, NULL, 1 },
  { TODAY, "status=closed open=0 break_on=2020-06-24", NULL, NULL, NULL, NULL, 1 },
  /* Without immediate answer, until it is reviewed in this state. */
  { TODAY, "status=mdph_review", NULL, NULL, NULL, "unanswered", 1 },
  { TODAY, "status=first_line no_solution=1", NULL, NULL, NULL, "unanswered", 1 },
  { TODAY, "status=building no_solution=1", NULL, NULL, NULL, NULL, 1 },
  { TODAY, "status=mdph_review", NULL, "2020-06-16 removed", NULL, NULL, 1 },
  { TODAY, "status=mdph_review", NULL, "2020-06-12 removed", NULL, "unanswered", 1 },
  { TODAY, "status=mdph_review", NULL, NULL, "unanswered", NULL, 1 },
  /* Carried over: counted back to the last verdict. */
  { TODAY, "", NULL, "2020-06-22 open", NULL, "carried", 2 },
  { TODAY, "", NULL, "2020-06-22 open;2020-06-19 open", NULL, "carried", 3 },
  { TODAY, "", NULL, "2020-06-22 open;2020-06-19 removed;2020-06-18 open", NULL, "carried", 2 },
  { TODAY, "", NULL, "2020-06-22 left_out_why=Vue;2020-06-19 open", NULL, NULL, 1 },
  { TODAY, "", NULL, "2020-06-22 removed;2020-06-19 open", NULL, NULL, 1 },
  /* Looked at again on its day, not before. */
  { TODAY, "", NULL, "2020-06-16 again again_on=2020-06-23", NULL, "again", 1 },
  { TODAY, "", NULL, "2020-06-16 again again_on=2020-06-24", NULL, NULL, 1 },
  /* An answer is due the next working day: on a Friday that is Monday … */
  { TODAY, "", NULL, "2020-06-16 mdph answer_on=2020-06-24", NULL, "answer", 1 },
  { TODAY, "", NULL, "2020-06-16 mdph answer_on=2020-06-25", NULL, NULL, 1 },
  { "2020-06-26", "", NULL, "2020-06-16 mdph answer_on=2020-06-29", NULL, "answer", 1 },
  /* … and before a holiday the day after it (Tuesday 14 July). */
  { "2020-07-13", "", NULL, "2020-07-06 together due_on=2020-07-15", NULL, "answer", 1 },
  { "2020-07-13", "", NULL, "2020-07-06 together due_on=2020-07-16", NULL, NULL, 1 },
  { TODAY, "", NULL, "2020-06-16 community due_on=2020-06-24", NULL, NULL, 1 },
  { TODAY, "status=waiting_mdph promised_by=2020-06-24", NULL, NULL, NULL, "answer", 1 },
  { TODAY, "status=waiting_mdph promised_by=2020-06-26", NULL, NULL, NULL, NULL, 1 },
  /* A break within seven days, once. */
  { TODAY, "break_on=2020-06-30", NULL, NULL, NULL, "break", 1 },
  { TODAY, "break_on=2020-07-01", NULL, NULL, NULL, NULL, 1 },
  { TODAY, "break_on=2020-06-30", NULL, "2020-06-23 open", NULL, "break", 1 },
  { "2020-06-25", "break_on=2020-06-30", NULL, "2020-06-23 removed", NULL, NULL, 1 },
  { TODAY, "break_on=2020-06-30", NULL, "2020-06-22 removed", NULL, "break", 1 },
  /* Level III, until it is debriefed. */
  { TODAY, "level=3", NULL, NULL, NULL, "debrief", 1 },
  { TODAY, "level=3 debriefed_on=2020-06-12", NULL, NULL, NULL, NULL, 1 },
  /* Rights that end within sixty days, once. */
  { TODAY, "", "2020-08-22", NULL, NULL, "rights", 1 },
  { TODAY, "", "2020-08-23", NULL, NULL, NULL, 1 },
  { TODAY, "", "2020-08-01", "2020-06-19 removed", NULL, NULL, 1 },
  /* Left out today, it stays out; several rules at once. */
  { TODAY, "level=3 break_on=2020-06-24", NULL, "2020-06-23 left_out_why=Vue", NULL, NULL, 1 },
  { TODAY, "level=3 break_on=2020-06-24 status=mdph_review", NULL, NULL, "debrief",
    "break unanswered", 1 },
};

static void
set_fields (CercleRecord *record, const char *words)
{
  const CercleKind *kind = cercle_record_get_kind (record);
  g_auto (GStrv) parts = g_strsplit (words, " ", -1);

  for (guint i = 0; parts[i] != NULL && *parts[i] != '\0'; i++)
    {
      g_auto (GStrv) pair = g_strsplit (parts[i], "=", 2);
      int field = cercle_kind_field (kind, pair[0]);

      g_assert_cmpint (field, >=, 0);
      if (kind->fields[field].type == CERCLE_FLAG)
        cercle_record_set_flag (record, (guint) field, pair[1][0] == '1');
      else if (kind->fields[field].type == CERCLE_INTEGER)
        cercle_record_set_integer (record, (guint) field, pair[1][0] - '0');
      else
        cercle_record_set_text (record, (guint) field, pair[1]);
    }
}

static void
test_filling (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (CercleRecord) kase = make_case ();
  g_autoptr (CercleRecord) community = cercle_record_new (&cercle_community_kind);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) rights = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) told = g_strsplit (rounds[i].items != NULL ? rounds[i].items : "", ";", -1);
  CercleReviewFrame frame = frame_of (rounds[i].today);
  const CercleReviewSubject subject = { kase, rights, items };
  g_autofree char *reasons = NULL;

  cercle_record_set_text (community, CERCLE_COMMUNITY_REVIEW_OFF, rounds[i].off);
  frame.community = community;
  set_fields (kase, rounds[i].fields);
  for (guint j = 0; told[j] != NULL && *told[j] != '\0'; j++)
    g_ptr_array_add (items, make_item (told[j]));
  if (rounds[i].rights != NULL)
    {
      CercleRecord *right = cercle_record_new (&cercle_right_kind);
      cercle_record_set_text (right, CERCLE_RIGHT_END_ON, rounds[i].rights);
      g_ptr_array_add (rights, right);
    }
  reasons = cercle_review_reasons_of (&subject, &frame);
  g_assert_cmpstr (reasons, ==, rounds[i].reasons);
  g_assert_cmpuint (cercle_review_times (items, rounds[i].today), ==, rounds[i].times);
}

/* Verdicts */

static const struct
{
  const char *verdict; /* as make_item() reads it */
  const char *status;  /* of the case before */
  const char *after;   /* its state, holder ("M": the MDPH, "O": ours), actions, responsibility */
  const char *holder, *actions, *responsibility;
} verdicts[] = {
  { "mdph", "mdph_review", "waiting_mdph", "M", "mdph_answer", "mdph" },
  { "mdph rights=refresh", "mdph_review", "waiting_mdph", "M", "mdph_answer rights_refresh",
    "mdph" },
  { "community", "mdph_review", "oriented", "O", "ask", "og_og" },
  { "community rights=open", "building", "building", "O", "ask rights_open", "og_og" },
  { "together", "first_line", "oriented", "M", "mdph_answer", "mdph_og" },
  { "gos_pag", "building", "escalated", "M", "gos_pag", NULL },
  { "again rights=refresh", "mdph_review", "mdph_review", "O", "rights_refresh", NULL },
  { "removed rights=refresh", "mdph_review", "mdph_review", "O", "", NULL },
};

static char *
apply (CercleRecord *kase, GPtrArray *effects)
{
  g_autoptr (GPtrArray) sorts = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  guint told = 0;

  for (guint i = 0; i < effects->len; i++)
    {
      CercleRecord *effect = effects->pdata[i];

      cercle_record_check (effect, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (cercle_record_envelope (effect)->scope, ==, SCOPE);
      if (cercle_record_get_kind (effect) == &cercle_action_kind)
        {
          g_ptr_array_add (sorts, (gpointer) cercle_record_get_text (effect, CERCLE_ACTION_SORT));
          g_assert_cmpstr (cercle_record_get_text (effect, CERCLE_ACTION_ASSIGNEE), ==, BY);
          continue;
        }
      told += g_str_equal (cercle_record_get_text (effect, CERCLE_EVENT_SORT), "review");
      g_assert_cmpint (cercle_case_apply_event (kase, effect, NULL, &error), ==,
                       CERCLE_MOVE_APPLIED);
      g_assert_no_error (error);
    }
  g_assert_cmpuint (told, ==, 1);
  return sorts->len > 0 ? cercle_tokens_join (sorts) : g_strdup ("");
}

static void
test_verdict (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (CercleRecord) kase = make_case ();
  g_autofree char *words = g_strconcat (TODAY, " ", verdicts[i].verdict, NULL);
  g_autoptr (CercleRecord) item = make_item (words);
  const CercleReviewFrame frame = frame_of (TODAY);
  const CercleReviewScene scene = { .kase = kase, .frame = &frame, .mdph = MDPH };
  g_autoptr (GPtrArray) effects = NULL;
  g_autofree char *actions = NULL;

  cercle_record_set_text (kase, CERCLE_CASE_STATUS, verdicts[i].status);
  cercle_review_complete (item, &scene);
  effects = cercle_review_effects (item, &scene, MEMBER, "2020-06-23T10:00:00.000Z");
  actions = apply (kase, effects);
  g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_STATUS), ==, verdicts[i].after);
  g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_HOLDER), ==,
                   verdicts[i].holder[0] == 'M' ? "organisation:" MDPH : BY);
  g_assert_cmpstr (actions, ==, verdicts[i].actions);
  g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_RESPONSIBILITY), ==,
                   verdicts[i].responsibility);
  /* A review is a debrief. */
  g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_DEBRIEFED_ON), ==, TODAY);
}

/* One key decides: who and when come by themselves, and not over what was typed. */
static void
test_complete (void)
{
  g_autoptr (CercleRecord) kase = make_case ();
  const CercleReviewFrame frame = frame_of ("2020-07-10"); /* Friday before a holiday on Tuesday */
  const CercleReviewScene scene = { .kase = kase, .frame = &frame, .mdph = MDPH };
  g_autoptr (CercleRecord) item = make_item ("2020-07-10 community");
  g_autoptr (CercleRecord) again = make_item ("2020-07-10 again");
  g_autoptr (CercleRecord) typed = make_item ("2020-07-10 mdph due_on=2020-09-01");

  cercle_review_complete (item, &scene);
  g_assert_cmpstr (cercle_record_get_text (item, CERCLE_REVIEW_ITEM_HOLDER), ==, BY);
  g_assert_cmpstr (cercle_record_get_text (item, CERCLE_REVIEW_ITEM_DUE_ON), ==, "2020-07-15");
  cercle_review_complete (again, &scene);
  g_assert_cmpstr (cercle_record_get_text (again, CERCLE_REVIEW_ITEM_AGAIN_ON), ==, "2020-07-13");
  g_assert_null (cercle_record_get_text (again, CERCLE_REVIEW_ITEM_HOLDER));
  cercle_review_complete (typed, &scene);
  g_assert_cmpstr (cercle_record_get_text (typed, CERCLE_REVIEW_ITEM_DUE_ON), ==, "2020-09-01");
}

/* What nobody decided for a case that closed meanwhile stays in the item. */
static void
test_closed (void)
{
  g_autoptr (CercleRecord) kase = make_case ();
  g_autoptr (CercleRecord) item = make_item (TODAY " mdph");
  const CercleReviewFrame frame = frame_of (TODAY);
  const CercleReviewScene scene = { .kase = kase, .frame = &frame, .mdph = MDPH };
  g_autoptr (GPtrArray) effects = NULL;

  cercle_record_set_flag (kase, CERCLE_CASE_OPEN, FALSE);
  effects = cercle_review_effects (item, &scene, MEMBER, "2020-06-23T10:00:00.000Z");
  g_assert_cmpuint (effects->len, ==, 0);
}

static void
test_taken_back (void)
{
  g_autoptr (CercleRecord) kase = make_case (), before = NULL;
  g_autoptr (CercleRecord) item = make_item (TODAY " removed");
  const CercleReviewFrame frame = frame_of (TODAY);
  const CercleReviewScene scene = { .kase = kase, .frame = &frame };
  g_autoptr (GPtrArray) effects = NULL;
  g_autoptr (CercleRecord) back = NULL;
  g_autofree char *actions = NULL, *sentence = NULL;

  before = cercle_record_copy (kase);
  effects = cercle_review_effects (item, &scene, MEMBER, "2020-06-23T10:00:00.000Z");
  back = cercle_move_review_back (before, effects->pdata[0]);
  actions = apply (kase, effects);
  g_assert_true (cercle_record_is_set (kase, CERCLE_CASE_DEBRIEFED_ON));
  g_assert_cmpint (cercle_case_apply_event (kase, back, NULL, NULL), ==, CERCLE_MOVE_APPLIED);
  g_assert_false (cercle_record_is_set (kase, CERCLE_CASE_DEBRIEFED_ON));
  g_assert_false (cercle_record_is_set (kase, CERCLE_CASE_DEBRIEFED_BY));
  sentence = cercle_event_sentence (back, NULL, NULL);
  g_assert_cmpstr (sentence, ==, "Verdict of the review with the MDPH taken back");
}

/* In words */

static const struct
{
  const char *item, *words;
} told_verdicts[] = {
  { TODAY " open", "" },
  { TODAY " together known=yes step=instruction answer_on=2020-06-26 rights=refresh",
    "already being handled (instruction, answer on 26 June 2020); rights to refresh; handled "
    "together" },
  { TODAY " community known=no rights=up_to_date",
    "not being handled by the MDPH; rights up to date; the community goes on" },
  { TODAY " again again_on=2020-06-30 known=unknown",
    "unknown to the MDPH; to be looked at again on 30 June 2020" },
  { TODAY " left_out_why=Vue", "taken off the list: Vue" },
};

static void
test_words (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (told_verdicts); i++)
    {
      g_autoptr (CercleRecord) item = make_item (told_verdicts[i].item);
      g_autofree char *words = cercle_review_item_words (item);

      g_assert_cmpstr (words, ==, told_verdicts[i].words);
    }
}

static char *
name_of (const char *reference, gpointer data)
{
  return g_strdup (g_str_equal (reference, BY) ? "Ada Lemoine" : "MDPH 14");
}

static CercleRecord *
make_person (void)
{
  CercleRecord *person = cercle_record_new (&cercle_person_kind);

  cercle_record_set_text (person, CERCLE_PERSON_FIRST_NAME, "Mathis");
  cercle_record_set_text (person, CERCLE_PERSON_LAST_NAME, "Quesnel");
  cercle_record_set_text (person, CERCLE_PERSON_BIRTH_ON, "2011-03-04");
  return person;
}

static CercleRecord *
make_consent (void)
{
  CercleRecord *consent = cercle_record_new (&cercle_consent_kind);

  cercle_record_set_text (consent, CERCLE_CONSENT_PURPOSE, "review");
  cercle_record_set_text (consent, CERCLE_CONSENT_RECIPIENTS, "mdph");
  cercle_record_set_text (consent, CERCLE_CONSENT_DATA, "identity");
  cercle_record_set_text (consent, CERCLE_CONSENT_GIVEN, "yes");
  cercle_record_set_text (consent, CERCLE_CONSENT_GIVEN_ON, "2020-06-05");
  return consent;
}

/* The MDPH is told who she is where she allowed it, and her name stands nowhere else. */
static void
test_identity (void)
{
  g_autoptr (CercleRecord) kase = make_case (), person = make_person ();
  g_autoptr (CercleRecord) item = make_item (TODAY " open");
  g_autoptr (GPtrArray) consents = g_ptr_array_new_with_free_func (g_object_unref);
  CercleReviewSource source = { .kase = kase,
                                .person = person,
                                .consents = consents,
                                .mdph = MDPH,
                                .today = TODAY,
                                .name = name_of };

  cercle_record_set_text (kase, CERCLE_CASE_WORDS, "Quesnel, c'est moi.\nMATHIS veut du poney.");
  cercle_review_tell (item, &source);
  g_assert_false (cercle_review_may_name (&source));
  g_assert_cmpstr (cercle_record_get_text (item, CERCLE_REVIEW_ITEM_WHO), ==, "M. Q., 2011");
  g_assert_cmpstr (cercle_record_get_text (item, CERCLE_REVIEW_ITEM_WORDS), ==,
                   "…, c'est moi. … veut du poney.");
  g_assert_cmpstr (cercle_record_get_text (item, CERCLE_REVIEW_ITEM_HELD_BY), ==, "Ada Lemoine");
  g_assert_cmpstr (cercle_record_get_text (item, CERCLE_REVIEW_ITEM_HELD_SINCE), ==, "2020-06-02");
  g_assert_true (cercle_review_is_nameless (item, FALSE));
  g_ptr_array_add (consents, make_consent ());
  cercle_review_tell (item, &source);
  g_assert_true (cercle_review_may_name (&source));
  g_assert_cmpstr (cercle_record_get_text (item, CERCLE_REVIEW_ITEM_WHO), ==,
                   "Mathis Quesnel, 2011");
  g_assert_true (
      g_str_has_prefix (cercle_record_get_text (item, CERCLE_REVIEW_ITEM_WORDS), "Quesnel"));
}

static CercleRecord *
make_relative (const char *first_name, const char *last_name)
{
  CercleRecord *relative = cercle_record_new (&cercle_relative_kind);

  cercle_record_set_text (relative, CERCLE_RELATIVE_FIRST_NAME, first_name);
  cercle_record_set_text (relative, CERCLE_RELATIVE_LAST_NAME, last_name);
  return relative;
}

static CercleRecord *
make_call (const char *caller)
{
  CercleRecord *call = cercle_record_new (&cercle_call_kind);

  cercle_record_set_text (call, CERCLE_CALL_CALLER, caller);
  return call;
}

/* Free text as it was typed, and as the MDPH reads it. */
static const struct
{
  const char *typed, *without, *named, *reached;
} maskings[] = {
  { "Élise et ELISE portent leur frère.", "… et … portent leur frère.",
    "Élise et ELISE portent leur frère.", NULL },
  { "Marie-Anne appelle ; Marie aussi.", "… appelle ; … aussi.",
    "Marie-Anne appelle ; Marie aussi.", NULL },
  { "Il marie sa fille à la tour.", "Il marie sa fille à la tour.", "Il marie sa fille à la tour.",
    NULL },
  { "Mme Lecoq : la mère est là.", "Mme … : la mère est là.", "Mme Lecoq : la mère est là.", NULL },
  { "Rappeler au 06 39 98 42 17 ou +33639984217.", "Rappeler au … ou ….", "Rappeler au … ou ….",
    "Rappeler au 06 39 98 42 17 ou +33639984217." },
  { "elise.marie@exemple.fr, vite", "…, vite", "…, vite", "elise.marie@exemple.fr, vite" },
  { "Vu le 12 juin 2020, 14 ans, 2020-14-0042.", "Vu le 12 juin 2020, 14 ans, 2020-14-0042.",
    "Vu le 12 juin 2020, 14 ans, 2020-14-0042.", NULL },
};

/* The people around her are named where she is, and nobody is reached but by consent. */
static void
test_masking (void)
{
  g_autoptr (CercleRecord) kase = make_case (), person = make_person ();
  g_autoptr (GPtrArray) relatives = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) calls = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) consents = g_ptr_array_new_with_free_func (g_object_unref);
  CercleReviewSource source = { .kase = kase,
                                .person = person,
                                .relatives = relatives,
                                .calls = calls,
                                .consents = consents,
                                .mdph = MDPH,
                                .today = TODAY,
                                .name = name_of };

  g_ptr_array_add (relatives, make_relative ("Elise", "De La Tour"));
  g_ptr_array_add (relatives, make_relative ("Marie Anne", NULL));
  g_ptr_array_add (calls, make_call ("Mme Lecoq (la mère)"));
  g_ptr_array_add (calls, make_call (NULL));
  for (guint pass = 0; pass < 3; pass++)
    {
      if (pass > 0)
        g_ptr_array_add (consents, make_consent ());
      if (pass == 2)
        cercle_record_set_text (consents->pdata[1], CERCLE_CONSENT_DATA, "contact");
      for (guint i = 0; i < G_N_ELEMENTS (maskings); i++)
        {
          g_autoptr (CercleRecord) item = make_item (TODAY " open");
          const char *expected = pass == 0 ? maskings[i].without : maskings[i].named;

          if (pass == 2 && maskings[i].reached != NULL)
            expected = maskings[i].reached;
          cercle_record_set_text (kase, CERCLE_CASE_WORDS, maskings[i].typed);
          cercle_review_tell (item, &source);
          g_assert_cmpstr (cercle_record_get_text (item, CERCLE_REVIEW_ITEM_WORDS), ==, expected);
        }
    }
}

/* Two desks made the same list: what yields makes no conflict, a verdict does. */
static void
test_merge (void)
{
  g_autoptr (CercleRecord) current = make_item (TODAY " mdph");
  g_autoptr (CercleRecord) was = make_item (TODAY " open");
  g_autoptr (CercleRecord) proposed = make_item (TODAY " community");
  gint64 revs[CERCLE_REVIEW_ITEM_N_FIELDS];
  CercleMerge merge;

  cercle_record_set_text (current, CERCLE_REVIEW_ITEM_WHO, "M. Q.");
  cercle_record_set_text (proposed, CERCLE_REVIEW_ITEM_WHO, "M. Q., 2011");
  for (guint i = 0; i < G_N_ELEMENTS (revs); i++)
    revs[i] = 2;
  merge = cercle_merge (current, revs, 0,
                        CERCLE_MASK (CERCLE_REVIEW_ITEM_WHO) |
                            CERCLE_MASK (CERCLE_REVIEW_ITEM_DECISION),
                        proposed, was);
  g_assert_cmphex (merge.apply, ==, 0);
  g_assert_cmphex (merge.conflict, ==, CERCLE_MASK (CERCLE_REVIEW_ITEM_DECISION));
}

static void
test_identities (void)
{
  g_autoptr (CercleRecord) one = cercle_review_item_new (SCOPE, TODAY, KASE);
  g_autoptr (CercleRecord) same = cercle_review_item_new (SCOPE, TODAY, KASE);
  g_autoptr (CercleRecord) other = cercle_review_item_new (SCOPE, "2020-06-24", KASE);

  g_assert_cmpstr (cercle_record_get_id (one), ==, cercle_record_get_id (same));
  g_assert_cmpstr (cercle_record_get_id (one), !=, cercle_record_get_id (other));
  g_assert_cmpstr (cercle_kind_audience (&cercle_review_item_kind, &cercle_case_kind, "team"), ==,
                   "mdph");
  g_assert_cmpstr (cercle_kind_audience (&cercle_review_item_kind, &cercle_case_kind, "protected"),
                   ==, "protected");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rounds); i++)
    {
      g_autofree char *path = g_strdup_printf ("/review/filling/%u", i);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_filling);
    }
  for (guint i = 0; i < G_N_ELEMENTS (verdicts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/review/verdict/%u", i);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_verdict);
    }
  g_test_add_func ("/review/complete", test_complete);
  g_test_add_func ("/review/closed", test_closed);
  g_test_add_func ("/review/taken_back", test_taken_back);
  g_test_add_func ("/review/words", test_words);
  g_test_add_func ("/review/identity", test_identity);
  g_test_add_func ("/review/masking", test_masking);
  g_test_add_func ("/review/merge", test_merge);
  g_test_add_func ("/review/identities", test_identities);
  return g_test_run ();
}
