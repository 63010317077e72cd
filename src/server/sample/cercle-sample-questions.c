/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What was asked, when was it answered, and which answer changed after it was used? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-sample-questions.h"

#include "cercle-case.h"
#include "cercle-day.h"
#include "cercle-id.h"
#include "cercle-instant.h"
#include "cercle-query.h"
#include "cercle-question.h"

#define COORDINATOR "hmaupertuis"
#define ADVISER "ybesnard"
#define NBSP "\u00a0"
#define USED 3      /* cases on which the first answer helped */
#define USED_AGO 8  /* working days: before the answer changed */
#define NONE -1

/* clang-format off */
/* ago: working days. replaces: position of the version before. */
static const struct
{
  int ago, replaces;
  const char *version, *theme, *question, *answer;
} articles[] = {
  { 45, NONE, "1", "home_help", "Combien d’heures d’aide à domicile peut-on accorder en urgence" NBSP "?", "Jusqu’à quatre heures par semaine, pour un mois, sans attendre la notification." },
  { 44, NONE, "1", "respite", "Un accueil temporaire peut-il commencer avant la notification" NBSP "?", "Oui, pour quinze jours au plus, avec l’accord écrit de la MDPH." },
  { 40, NONE, "1", "place", "Peut-on dépasser la capacité autorisée d’un établissement" NBSP "?", "Oui, à titre exceptionnel, après accord de l’ARS et pour une durée dite d’avance." },
  { 36, NONE, "1", "rights", "Une notification échue vaut-elle encore" NBSP "?", "Les droits échus pendant la période sont prolongés de six mois." },
  { 33, NONE, "1", "transport", "Qui paie le transport d’un accueil de jour provisoire" NBSP "?", "L’établissement qui accueille, sur ses crédits de transport." },
  { 28, NONE, "1", "care", "Comment joindre une équipe mobile quand aucune ne couvre la commune" NBSP "?", "L’ARS désigne l’équipe voisine, qui intervient à titre dérogatoire." },
  { 24, NONE, "1", "funding", "Qui finance l’interprète d’un appel" NBSP "?", "L’enveloppe régionale des communautés, sur devis, sans avance de la famille." },
  { 18, NONE, "1", "school", "Que répondre à une école qui n’accueille plus faute d’accompagnant" NBSP "?", "Saisir l’inspection le jour même, et proposer un relais à domicile en attendant." },
  { 15, NONE, "1", "digital", "Les visites en visio comptent-elles comme un accompagnement" NBSP "?", "Oui, si la personne les accepte et si elles sont notées à son projet." },
  { 10, NONE, "1", "housing", "Un bailleur peut-il être membre du Cercle" NBSP "?", "Oui, par convention, comme tout partenaire de droit commun." },
  { 6, 0, "2", "home_help", "Combien d’heures d’aide à domicile peut-on accorder en urgence" NBSP "?", "Jusqu’à six heures par semaine, pour deux mois, sans attendre la notification." },
};

/* settled: when it was sent, answered or dropped; NONE: it waits. article: that answers it. */
static const struct
{
  const char *login;
  int asked, settled, article;
  const char *theme, *text, *answer, *dropped;
} questions[] = {
  { ADVISER, 48, 45, 0, "home_help", "Combien d’heures d’aide à domicile peut-on accorder avant la notification" NBSP "?", NULL, NULL },
  { "sletessier", 47, 44, 1, "respite", "Peut-on commencer un accueil temporaire sans attendre la notification" NBSP "?", NULL, NULL },
  { COORDINATOR, 42, 40, 2, "place", "Jusqu’où un établissement peut-il dépasser sa capacité" NBSP "?", NULL, NULL },
  { "mduchemin", 39, 36, 3, "rights", "Que vaut une notification échue pendant la fermeture des commissions" NBSP "?", NULL, NULL },
  { "clebourgeois", 35, 33, 4, "transport", "Qui paie le taxi d’un accueil de jour provisoire" NBSP "?", NULL, NULL },
  { ADVISER, 26, 24, 6, "funding", "Comment payer l’interprète d’un appel en langue des signes" NBSP "?", NULL, NULL },
  { "mtoutain", 22, 19, NONE, "social_life", "Un groupe de parole peut-il se tenir en visio" NBSP "?", "Oui" NBSP ": chaque participant dit qu’il est d’accord.", NULL },
  { "sletessier", 20, 16, NONE, "other", "Faut-il une convention pour chaque transfert entre communautés" NBSP "?", NULL, "Réglé entre les deux coordinatrices" },
  { COORDINATOR, 12, 11, NONE, "behaviour", "Qui peut décider d’un renfort de nuit pour un comportement-défi" NBSP "?", NULL, NULL },
  { ADVISER, 9, 6, NONE, "psychic", "Une équipe de psychiatrie peut-elle entrer au Cercle sans convention" NBSP "?", NULL, NULL },
  { "mduchemin", 5, 4, NONE, "equipment", "Peut-on prêter du matériel d’un établissement fermé" NBSP "?", NULL, NULL },
  { "clebourgeois", 2, NONE, NONE, "work", "Un stage en ESAT compte-t-il comme une solution provisoire" NBSP "?", NULL, NULL },
  { ADVISER, 1, NONE, NONE, "respite", "Le relais du samedi peut-il être cumulé avec un séjour de vacances" NBSP "?", NULL, NULL },
};
/* clang-format on */

enum
{
  ARTICLE = 2000,
  ASK = 2100,
  SETTLE = 2200,
  USE = 2300,
};

/* (transfer full) */
static char *
own_id (CercleSampleBatch *batch, const char *what, guint n)
{
  g_autofree char *number = g_strdup_printf ("%u", n);
  return cercle_id_derive (batch->scope, what, number, NULL);
}

static gboolean
add_article (CercleSampleBatch *batch, guint n)
{
  g_autoptr (CercleRecord) article =
      cercle_sample_batch_new (batch, &cercle_article_kind, own_id (batch, "sample-article", n));
  g_autofree char *day = cercle_day_to_text (batch->world->days[articles[n].ago]);

  cercle_record_set_text (article, CERCLE_ARTICLE_QUESTION, articles[n].question);
  cercle_record_set_text (article, CERCLE_ARTICLE_ANSWER, articles[n].answer);
  cercle_record_set_token (article, CERCLE_ARTICLE_THEMES, articles[n].theme, TRUE);
  cercle_record_set_text (article, CERCLE_ARTICLE_VERSION, articles[n].version);
  cercle_record_set_text (article, CERCLE_ARTICLE_ISSUED_ON, day);
  if (articles[n].replaces != NONE)
    {
      g_autofree char *before = own_id (batch, "sample-article", (guint) articles[n].replaces);
      cercle_record_set_text (article, CERCLE_ARTICLE_REPLACES, before);
    }
  cercle_sample_batch_create (batch, article);
  return TRUE;
}

static gboolean
add_question (CercleSampleBatch *batch, guint n)
{
  g_autoptr (CercleRecord) question =
      cercle_sample_batch_new (batch, &cercle_question_kind, own_id (batch, "sample-question", n));

  cercle_record_set_text (question, CERCLE_QUESTION_TEXT, questions[n].text);
  cercle_record_set_text (question, CERCLE_QUESTION_THEME, questions[n].theme);
  cercle_record_set_text (question, CERCLE_QUESTION_ASKED_AT, batch->at);
  cercle_record_set_text (question, CERCLE_QUESTION_CHANNEL, "batch");
  cercle_sample_batch_create (batch, question);
  return TRUE;
}

static gboolean
settle (CercleSampleBatch *batch, guint n, GError **error)
{
  g_autofree char *id = own_id (batch, "sample-question", n);
  g_autofree char *day = cercle_day_to_text (batch->world->days[questions[n].settled]);
  g_autoptr (CercleRecord) before =
      cercle_store_get (batch->store, &cercle_question_kind, id, error);
  g_autoptr (CercleRecord) after = before != NULL ? cercle_record_copy (before) : NULL;

  if (after == NULL)
    return FALSE;
  cercle_record_set_text (after, CERCLE_QUESTION_DROPPED_WHY, questions[n].dropped);
  if (questions[n].dropped == NULL)
    cercle_record_set_text (after, CERCLE_QUESTION_SENT_ON, day);
  cercle_record_set_text (after, CERCLE_QUESTION_ANSWER, questions[n].answer);
  if (questions[n].article != NONE)
    {
      g_autofree char *article = own_id (batch, "sample-article", (guint) questions[n].article);
      cercle_record_set_text (after, CERCLE_QUESTION_ARTICLE, article);
    }
  if (questions[n].article != NONE || questions[n].answer != NULL)
    cercle_record_set_text (after, CERCLE_QUESTION_ANSWERED_ON, day);
  cercle_sample_batch_patch (batch, before, after);
  return TRUE;
}

/* The youngest cases that the whole team reads: most of them are still open when it changes. */
static gboolean
use (CercleSampleBatch *batch, GError **error)
{
  g_autofree char *article = own_id (batch, "sample-article", 0);
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);
  g_autoptr (GPtrArray) cases = NULL;
  guint used = 0;

  cercle_query_where (query, CERCLE_CASE_OPEN, CERCLE_IS, "1");
  cercle_query_sort (query, -1, CERCLE_CASE_OPENED_ON, TRUE);
  cases = cercle_store_find (batch->store, query, error);
  for (guint i = 0; cases != NULL && i < cases->len && used < USED; i++)
    {
      const CercleEnvelope *envelope = cercle_record_envelope (cases->pdata[i]);
      const char *kase = cercle_record_get_id (cases->pdata[i]);
      g_autoptr (CercleRecord) record = NULL;

      if (g_strcmp0 (envelope->scope, batch->scope) != 0 ||
          g_strcmp0 (envelope->audience, "team") != 0)
        continue;
      record = cercle_sample_batch_new (batch, &cercle_answer_use_kind,
                                        cercle_answer_use_id (batch->scope, kase, article));
      cercle_record_set_text (record, CERCLE_ANSWER_USE_CASE, kase);
      cercle_record_set_text (record, CERCLE_ANSWER_USE_ARTICLE, article);
      cercle_record_set_text (record, CERCLE_ANSWER_USE_USED_AT, batch->at);
      cercle_sample_batch_create (batch, record);
      used++;
    }
  return cases != NULL;
}

static gboolean
fill (CercleSampleBatch *batch, guint which, GError **error)
{
  if (which >= USE)
    return use (batch, error);
  if (which >= SETTLE)
    return settle (batch, which - SETTLE, error);
  return which >= ASK ? add_question (batch, which - ASK) : add_article (batch, which - ARTICLE);
}

static void
add (GArray *sittings, CercleSampleWorld *world, const char *login, guint which, int ago)
{
  int minute = which >= SETTLE ? 16 * 60 + 30 : which >= ASK ? 11 * 60 + 10 : 10 * 60 + 30;
  const CercleSampleSitting sitting = {
    .at = cercle_instant_from_local (world->days[ago], minute, CERCLE_SAMPLE_ZONE),
    .member = (guint) cercle_sample_find_member (world, login),
    .which = which,
    .fill = fill,
  };

  cercle_sample_sitting_add (sittings, world, &sitting);
}

void
cercle_sample_questions (CercleSampleWorld *world, GArray *sittings)
{
  for (guint i = 0; i < G_N_ELEMENTS (articles); i++)
    add (sittings, world, COORDINATOR, ARTICLE + i, articles[i].ago);
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      add (sittings, world, questions[i].login, ASK + i, questions[i].asked);
      if (questions[i].settled != NONE)
        add (sittings, world, COORDINATOR, SETTLE + i, questions[i].settled);
    }
  add (sittings, world, ADVISER, USE, USED_AGO);
}
