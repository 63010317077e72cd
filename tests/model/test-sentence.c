/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is every event told in a sentence a coordinator would say? */
#include "cercle-case.h"
#include "cercle-event.h"
#include "cercle-json.h"
#include "cercle-moves.h"

#define MEMBER "01900000-0000-7000-8000-0000000000a1"

static char *
name_of (const char *reference, gpointer data)
{
  if (g_str_equal (reference, "member:" MEMBER))
    return g_strdup ("Hélène Maupertuis");
  if (g_str_equal (reference, "code:break_reason:carer_exhausted"))
    return g_strdup ("The carer is exhausted");
  return NULL;
}

static const struct
{
  const char *json, *sentence;
} table[] = {
  { "{\"sort\":\"note\",\"text\":\"Called the GP.\"}", "Called the GP." },
  { "{\"sort\":\"words\",\"text\":\"I want to go home\"}", "I want to go home" },
  { "{\"sort\":\"call\"}", "Call" },
  { "{\"sort\":\"status\",\"from_value\":\"received\",\"to_value\":\"to_qualify\"}",
    "State: Received → To qualify" },
  { "{\"sort\":\"status\",\"from_value\":\"received\",\"to_value\":\"to_qualify\","
    "\"why\":\"the relay called\"}",
    "State: Received → To qualify (the relay called)" },
  { "{\"sort\":\"status\",\"to_value\":\"later\"}", "State: later" },
  { "{\"sort\":\"closing\",\"motive\":\"choice\"}",
    "Case closed: Choice or refusal of the person" },
  { "{\"sort\":\"closing\"}", "Case closed" },
  { "{\"sort\":\"reopening\",\"why\":\"she called again\"}", "Case reopened (she called again)" },
  { "{\"sort\":\"baton\",\"to_value\":\"member:" MEMBER "\",\"next_step\":\"call the GP\","
    "\"promised_by\":\"2020-06-05\"}",
    "Baton handed to Hélène Maupertuis: call the GP, promised by 5 June 2020" },
  { "{\"sort\":\"baton\",\"to_value\":\"member:" MEMBER "\"}",
    "Baton handed to Hélène Maupertuis" },
  { "{\"sort\":\"baton\",\"to_value\":\"member:" MEMBER "\",\"promised_by\":\"2020-06-05\"}",
    "Baton handed to Hélène Maupertuis: promised by 5 June 2020" },
  { "{\"sort\":\"baton\",\"from_value\":\"member:" MEMBER "\",\"to_value\":\"member:" MEMBER
    "\",\"next_step\":\"call again\"}",
    "Baton kept by Hélène Maupertuis: call again" },
  { "{\"sort\":\"baton\",\"from_value\":\"member:" MEMBER "\"}", "Baton laid down" },
  { "{\"sort\":\"baton\",\"to_value\":\"person:x\"}", "Baton handed to person:x" },
  { "{\"sort\":\"told\",\"of_kind\":\"case\",\"field\":\"mission\",\"from_value\":\"care\","
    "\"to_value\":\"respite\"}",
    "Mission: “Access to care” → “Respite”" },
  { "{\"sort\":\"told\",\"of_kind\":\"case\",\"field\":\"break_on\",\"to_value\":\"2020-07-01\"}",
    "Break expected on: “1 July 2020”" },
  { "{\"sort\":\"told\",\"of_kind\":\"case\",\"field\":\"need\",\"from_value\":\"respite\"}",
    "Need: “respite” removed" },
  { "{\"sort\":\"told\",\"of_kind\":\"case\",\"field\":\"danger\",\"from_value\":\"0\","
    "\"to_value\":\"1\"}",
    "Immediate danger: “no” → “yes”" },
  { "{\"sort\":\"told\",\"of_kind\":\"action\",\"field\":\"assignee\",\"to_value\":\"member:" MEMBER
    "\"}",
    "Who: “Hélène Maupertuis”" },
  { "{\"sort\":\"told\",\"of_kind\":\"later\",\"field\":\"mood\",\"from_value\":\"a\","
    "\"to_value\":\"b\"}",
    "mood: “a” → “b”" },
  { "{\"sort\":\"told\",\"of_kind\":\"case\",\"field\":\"break_reasons\","
    "\"to_value\":\"carer_exhausted refused\"}",
    "Reasons of the break: “The carer is exhausted, refused”" },
  { "{\"sort\":\"told\",\"to_value\":\"b\"}", "Change: “b”" },
  { "{\"sort\":\"status\",\"from_value\":\"received\",\"to_value\":\"closed\",\"stale\":true}",
    "Not applied: State: Received → Closed" },
  { "{\"sort\":\"later\"}", "later" },
  { "{}", "" },
};

static void
test_sentences (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      CercleRecord *event = cercle_record_new (&cercle_event_kind);
      g_autoptr (JsonObject) object = cercle_json_parse (table[i].json, -1, 10000, NULL);
      g_autofree char *sentence = NULL;

      g_assert_true (cercle_record_apply_json (
          event, object, CERCLE_APPLY_KEEP_UNKNOWN | CERCLE_APPLY_DERIVED, NULL, NULL));
      sentence = cercle_event_sentence (event, name_of, NULL);
      g_assert_cmpstr (sentence, ==, table[i].sentence);
      g_assert_finalize_object (event);
    }
}

/* What an event tells of a change reads as the record itself does. */
static void
test_told_value (void)
{
  CercleRecord *kase = cercle_record_new (&cercle_case_kind);
  CercleRecord *event;
  g_autofree char *value = NULL;
  g_autofree char *sentence = NULL;

  cercle_record_set_text (kase, CERCLE_CASE_THEMES, "respite care");
  value = cercle_record_value_text (kase, CERCLE_CASE_THEMES);
  event = cercle_event_new (kase, "told", NULL);
  cercle_record_set_text (event, CERCLE_EVENT_OF_KIND, "case");
  cercle_record_set_text (event, CERCLE_EVENT_FIELD, "themes");
  cercle_record_set_text (event, CERCLE_EVENT_TO, value);
  sentence = cercle_event_sentence (event, NULL, NULL);
  g_assert_cmpstr (sentence, ==, "Themes: “care, respite”");
  g_assert_finalize_object (event);
  g_assert_finalize_object (kase);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sentence/table", test_sentences);
  g_test_add_func ("/sentence/told-value", test_told_value);
  return g_test_run ();
}
