/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which closed lists does the logic read? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-choices.h"

#include "cercle-kind.h"
#include "cercle-macros.h"

/* clang-format off */
const CercleChoice cercle_missions[] = {
  { "care", N_("Access to care") },
  { "respite", N_("Respite") },
  { "ase", N_("Children in care (ASE)") },
  { "reinforced", N_("Reinforced support") },
  { NULL },
};

const CercleChoice cercle_sub_missions[] = {
  { "care_resume", N_("Resuming planned care, finding a GP") },
  { "care_units", N_("Keeping Covid units running") },
  { "respite_carers", N_("Respite for carers") },
  { "respite_home", N_("Families hosting a relative at home") },
  { "respite_temporary", N_("Emergency temporary care") },
  { "ase_degraded", N_("Degraded situation of a child in care") },
  { "ase_foster", N_("Foster families") },
  { "reinforced_before", N_("No suitable solution before the crisis") },
  { "reinforced_since", N_("Needs that grew during lockdown") },
  { NULL },
};

const CercleChoice cercle_statuses[] = {
  { "received", N_("Received") },
  { "to_qualify", N_("To qualify") },
  { "first_line", N_("First line") },
  { "mdph_review", N_("To review with the MDPH") },
  { "oriented", N_("Oriented") },
  { "in_staff", N_("In staff meeting") },
  { "building", N_("Being built") },
  { "proposed", N_("Proposed") },
  { "in_place", N_("In place") },
  { "follow_up", N_("Follow-up") },
  { "waiting_person", N_("Waiting (person)") },
  { "waiting_mdph", N_("Waiting (MDPH)") },
  { "waiting_partner", N_("Waiting (partner)") },
  { "waiting_place", N_("Waiting (place)") },
  { "escalated", N_("Escalated") },
  { "transferred", N_("Transferred") },
  { "closed", N_("Closed") },
  { NULL },
};

const CercleChoice cercle_closing_motives[] = {
  { "solution", N_("Solution in place") },
  { "first_line", N_("Taken over by a first-line body") },
  { "mdph", N_("The MDPH goes on") },
  { "information", N_("Information given") },
  { "choice", N_("Choice or refusal of the person") },
  { "transferred", N_("Transferred") },
  { "unreachable", N_("Unreachable (3 tries, 2 channels)") },
  { "moved", N_("Moved away") },
  { "death", N_("Death") },
  { "duplicate", N_("Duplicate") },
  { "blind_spot", N_("No solution: blind spot") },
  { NULL },
};

const CercleChoice cercle_channels[] = {
  { "phone", N_("Telephone") },
  { "mail", N_("E-mail") },
  { "sms", N_("Text message") },
  { "relay_service", N_("Relay for deaf people") },
  { "visit", N_("Walk-in") },
  { "home_visit", N_("Home visit") },
  { "web", N_("Web site") },
  { "letter", N_("Letter") },
  { NULL },
};

const CercleChoice cercle_origins[] = {
  { "direct", N_("Direct") },
  { "freephone", N_("0800 360 360") },
  { "relay", N_("National relay") },
  { "transfer", N_("Transfer") },
  { "mdph_list", N_("MDPH list") },
  { "partner", N_("Partner") },
  { "outreach", N_("Outreach") },
  { NULL },
};

const CercleChoice cercle_requesters[] = {
  { "person", N_("The person") },
  { "carer", N_("Carer") },
  { "foster_family", N_("Foster family") },
  { "esms", N_("Professional of an ESMS") },
  { "mainstream", N_("Mainstream professional") },
  { "mdph", N_("MDPH") },
  { "ase", N_("ASE") },
  { "care", N_("Doctor or carer of health") },
  { "school", N_("School") },
  { "town_hall", N_("Elected official, town hall") },
  { "other", N_("Other") },
  { NULL },
};

const CercleChoice cercle_communication[] = {
  { "voice", N_("Voice") },
  { "lsf", N_("Sign language (LSF)") },
  { "lfpc", N_("Cued speech (LfPC)") },
  { "transcription", N_("Live transcription") },
  { "sms", N_("Text messages") },
  { "mail", N_("E-mail") },
  { "falc", N_("Easy to read (FALC)") },
  { "caa", N_("Alternative communication (CAA)") },
  { "interpreter", N_("Interpreter") },
  { "third_party", N_("Through someone") },
  { NULL },
};

const CercleChoice cercle_call_back_channels[] = {
  { "phone", N_("Telephone") },
  { "sms", N_("Text message") },
  { "mail", N_("E-mail") },
  { "video_lsf", N_("Video in LSF") },
  { "transcription", N_("Live transcription") },
  { "third_party", N_("Through someone") },
  { "letter", N_("Letter") },
  { NULL },
};

const CercleChoice cercle_complexities[] = {
  { "simple", N_("Simple") },
  { "complex", N_("Complex") },
  { "critical", N_("Critical") },
  { NULL },
};

const CercleChoice cercle_priorities[] = {
  { "p0", N_("Danger") },
  { "p1", N_("Critical") },
  { "p2", N_("Complex or about to break") },
  { "p3", N_("Common") },
  { NULL },
};

const CercleChoice cercle_known[] = {
  { "yes", N_("Yes") },
  { "no", N_("No") },
  { "unknown", N_("Not known") },
  { NULL },
};

const CercleChoice cercle_families[] = {
  { "ars", N_("ARS") },
  { "cd", N_("County council") },
  { "mdph", N_("MDPH") },
  { "og", N_("Managing body (OG)") },
  { "esms", N_("ESMS") },
  { "mainstream", N_("Mainstream service") },
  { "association", N_("Association") },
  { "health", N_("Health") },
  { "ase", N_("ASE") },
  { "citizen", N_("Citizen initiative") },
  { NULL },
};

const CercleChoice cercle_weekdays[] = {
  { "mon", N_("Monday") },
  { "tue", N_("Tuesday") },
  { "wed", N_("Wednesday") },
  { "thu", N_("Thursday") },
  { "fri", N_("Friday") },
  { "sat", N_("Saturday") },
  { "sun", N_("Sunday") },
  { NULL },
};

const CercleChoice cercle_hostings[] = {
  { "mdph", N_("Hosted by the MDPH") },
  { "og", N_("Hosted by a group of managing bodies") },
  { NULL },
};

const CercleChoice cercle_responsibilities[] = {
  { "mdph", N_("MDPH") },
  { "mdph_og", N_("MDPH and managing bodies") },
  { "mdph_og_dc", N_("MDPH, managing bodies and mainstream services") },
  { "og_og", N_("Managing bodies between them") },
  { "og_dc", N_("Managing bodies and mainstream services") },
  { "asso_dc", N_("Associations and mainstream services") },
  { "dc", N_("Mainstream services") },
  { NULL },
};

const CercleChoice cercle_yes_no[] = {
  { "yes", N_("Yes") },
  { "no", N_("No") },
  { NULL },
};

const CercleChoice cercle_contents[] = {
  { "identity", N_("Identity") },
  { "contact", N_("How to reach the person") },
  { "situation", N_("The situation") },
  { "words", N_("The words of the person") },
  { "needs", N_("Needs") },
  { "rights", N_("Rights with the MDPH") },
  { "solutions", N_("Solutions already in place") },
  { NULL },
};

const CercleChoice cercle_slots[] = {
  { "mon_am", N_("Monday, morning") },
  { "mon_pm", N_("Monday, afternoon") },
  { "mon_night", N_("Monday, night") },
  { "tue_am", N_("Tuesday, morning") },
  { "tue_pm", N_("Tuesday, afternoon") },
  { "tue_night", N_("Tuesday, night") },
  { "wed_am", N_("Wednesday, morning") },
  { "wed_pm", N_("Wednesday, afternoon") },
  { "wed_night", N_("Wednesday, night") },
  { "thu_am", N_("Thursday, morning") },
  { "thu_pm", N_("Thursday, afternoon") },
  { "thu_night", N_("Thursday, night") },
  { "fri_am", N_("Friday, morning") },
  { "fri_pm", N_("Friday, afternoon") },
  { "fri_night", N_("Friday, night") },
  { "sat_am", N_("Saturday, morning") },
  { "sat_pm", N_("Saturday, afternoon") },
  { "sat_night", N_("Saturday, night") },
  { "sun_am", N_("Sunday, morning") },
  { "sun_pm", N_("Sunday, afternoon") },
  { "sun_night", N_("Sunday, night") },
  { NULL },
};

const CercleChoice cercle_risks[] = {
  { "red", N_("Red: immediate risk") },
  { "orange", N_("Orange: risk about to come") },
  { "green", N_("Green: under control") },
  { "blue", N_("Blue: in hospital") },
  { NULL },
};

const CercleChoice cercle_escalations[] = {
  { "department", N_("Département") },
  { "region", N_("Region") },
  { "nation", N_("Nation") },
  { NULL },
};

const CercleChoice cercle_first_line_answers[] = {
  { "takes_over", N_("Takes over") },
  { "refuses", N_("Refuses") },
  { "partial", N_("Does a part of it") },
  { "no_answer", N_("Has not answered") },
  { NULL },
};

const CercleChoice cercle_roles[] = {
  { "adviser", N_("Pathway adviser") },
  { "coordinator", N_("Coordinator") },
  { "mdph", N_("MDPH professional") },
  { "partner", N_("Partner") },
  { "governance", N_("Governance") },
  { "national", N_("National") },
  { "administrator", N_("Administrator") },
  { NULL },
};
G_STATIC_ASSERT (G_N_ELEMENTS (cercle_roles) == CERCLE_N_ROLES + 1);

const CercleChoice cercle_audiences[] = {
  { "team", N_("The team") },
  { "mdph", N_("The team and the MDPH") },
  { "partner", N_("Partners") },
  { "governance", N_("Governance") },
  { "national", N_("Everyone") },
  { "protected", N_("Child protection") },
  { "coordination", N_("Coordination") },
  { NULL },
};
/* clang-format on */

const char *
cercle_mission_of (const char *sub_mission)
{
  for (const CercleChoice *mission = cercle_missions; mission->token != NULL; mission++)
    if (sub_mission != NULL && g_str_has_prefix (sub_mission, mission->token))
      return mission->token;
  return NULL;
}
