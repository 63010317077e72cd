/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Do two directories speak of one partner? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-partner-alike.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "cercle-macros.h"
#include "cercle-text.h"

static const struct
{
  CerclePartnerAlike alike;
  int weight;
  const char *reason; /* msgid; NULL: speaks against it */
} weights[] = {
  { CERCLE_PARTNER_ALIKE_FINESS, 100, N_ ("the same FINESS number") },
  { CERCLE_PARTNER_ALIKE_SIRET, 60, N_ ("the same SIRET number") },
  { CERCLE_PARTNER_ALIKE_NAME, 40, N_ ("the same name") },
  { CERCLE_PARTNER_ALIKE_WORDS, 25, N_ ("a name much alike") },
  { CERCLE_PARTNER_ALIKE_PHONE, 30, N_ ("the same telephone number") },
  { CERCLE_PARTNER_ALIKE_MAIL, 30, N_ ("the same e-mail address") },
  { CERCLE_PARTNER_ALIKE_COMMUNE, 15, N_ ("the same commune") },
  { CERCLE_PARTNER_UNLIKE_FINESS, -60, NULL },
  { CERCLE_PARTNER_UNLIKE_COMMUNE, -15, NULL },
};

/* Words that every other name has. */
static const char *const common[] = {
  "de", "du", "des", "la", "le",   "les",     "l",        "d",           "et",
  "a",  "au", "aux", "en", "pour", "service", "services", "association", "centre"
};

/* What the sector says in letters and its directories write out: the words of it, folded, without
 * the common ones. A line whose words are all within those of another comes after it. */
#define MOST_WORDS 6
/* clang-format off */
static const struct
{
  const char *letters, *words[MOST_WORDS + 1];
} sorts[] = {
  { "ueros", { "unite", "evaluation", "reentrainement", "orientation", "sociale", "professionnelle" } },
  { "samsah", { "accompagnement", "medico", "social", "adultes", "handicapes" } },
  { "samsah", { "accompagnement", "medico", "social" } },
  { "fam", { "foyer", "accueil", "medicalise", "adultes", "handicapes" } },
  { "fam", { "foyer", "accueil", "medicalise" } },
  { "eanm", { "etablissement", "accueil", "non", "medicalise", "personnes", "handicapees" } },
  { "eanm", { "etablissement", "accueil", "non", "medicalise" } },
  { "eam", { "etablissement", "accueil", "medicalise", "personnes", "handicapees" } },
  { "eam", { "etablissement", "accueil", "medicalise" } },
  { "ehpad", { "etablissement", "hebergement", "personnes", "agees", "dependantes" } },
  { "carsat", { "caisse", "assurance", "retraite", "sante", "travail" } },
  { "mdph", { "maison", "departementale", "personnes", "handicapees" } },
  { "mda", { "maison", "departementale", "autonomie" } },
  { "mas", { "maison", "accueil", "specialisee" } },
  { "sessad", { "education", "speciale", "soins", "domicile" } },
  { "itep", { "institut", "therapeutique", "educatif", "pedagogique" } },
  { "eeap", { "etablissement", "enfants", "adolescents", "polyhandicapes" } },
  { "esat", { "etablissement", "aide", "par", "travail" } },
  { "esat", { "etablissement", "accompagnement", "par", "travail" } },
  { "camsp", { "action", "medico", "sociale", "precoce" } },
  { "cpam", { "caisse", "primaire", "assurance", "maladie" } },
  { "cpts", { "communaute", "professionnelle", "territoriale", "sante" } },
  { "pcpe", { "pole", "competences", "prestations", "externalisees" } },
  { "udaf", { "union", "departementale", "associations", "familiales" } },
  { "ime", { "institut", "medico", "educatif" } },
  { "iem", { "institut", "education", "motrice" } },
  { "cmpp", { "medico", "psycho", "pedagogique" } },
  { "savs", { "accompagnement", "vie", "sociale" } },
  { "ssiad", { "soins", "infirmiers", "domicile" } },
  { "ccas", { "communal", "action", "sociale" } },
  { "cias", { "intercommunal", "action", "sociale" } },
  { "clic", { "local", "information", "coordination" } },
  { "dac", { "dispositif", "appui", "coordination" } },
  { "caf", { "caisse", "allocations", "familiales" } },
  { "msa", { "mutualite", "sociale", "agricole" } },
  { "ars", { "agence", "regionale", "sante" } },
  { "pmi", { "protection", "maternelle", "infantile" } },
  { "gem", { "groupe", "entraide", "mutuelle" } },
  { "ase", { "aide", "sociale", "enfance" } },
  { "cmp", { "medico", "psychologique" } },
};
/* clang-format on */

static gboolean
is_common (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (common); i++)
    if (g_str_equal (common[i], word))
      return TRUE;
  return FALSE;
}

/* Which of them a line has: all, or nothing. *fresh: one that no line before had. */
static gboolean
has_words (GHashTable *words, guint line, GHashTable *claimed, gboolean *fresh)
{
  *fresh = FALSE;
  for (guint i = 0; sorts[line].words[i] != NULL; i++)
    {
      if (!g_hash_table_contains (words, sorts[line].words[i]))
        return FALSE;
      *fresh = *fresh || !g_hash_table_contains (claimed, sorts[line].words[i]);
    }
  return TRUE;
}

/* What is written out becomes its letters. Two sorts in one name may share a word. */
static void
take_letters (GHashTable *words)
{
  g_autoptr (GHashTable) claimed = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) letters = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer word;
  gboolean fresh;

  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    if (has_words (words, i, claimed, &fresh) && fresh)
      {
        g_hash_table_add (letters, (gpointer) sorts[i].letters);
        for (guint j = 0; sorts[i].words[j] != NULL; j++)
          g_hash_table_add (claimed, (gpointer) sorts[i].words[j]);
      }
  g_hash_table_iter_init (&iter, claimed);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    g_hash_table_remove (words, word);
  g_hash_table_iter_init (&iter, letters);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    g_hash_table_add (words, g_strdup (word));
}

/* An IME and a SESSAD are two, whatever else they are called. */
static gboolean
are_of_two_sorts (GHashTable *left, GHashTable *right)
{
  gboolean one = FALSE, other = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      gboolean here = g_hash_table_contains (left, sorts[i].letters);
      gboolean there = g_hash_table_contains (right, sorts[i].letters);

      if (here && there)
        return FALSE;
      one = one || here;
      other = other || there;
    }
  return one && other;
}

/* (transfer full): the words of a name, each once, sorts of partner by their letters. */
static GHashTable *
words_of (const char *name)
{
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *folded = cercle_text_fold (name != NULL ? name : "");
  g_auto (GStrv) parts = g_strsplit_set (folded, " -'’.,;:/()&\"«»\t", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0' && !is_common (parts[i]))
      g_hash_table_add (words, g_strdup (parts[i]));
  take_letters (words);
  return words;
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char *
cercle_partner_alike_key (const char *name)
{
  g_autoptr (GHashTable) words = words_of (name);
  guint n;
  g_autofree const char **sorted = (const char **) g_hash_table_get_keys_as_array (words, &n);

  qsort (sorted, n, sizeof (char *), compare_words);
  return g_strjoinv (" ", (char **) sorted);
}

static CerclePartnerAlike
compare_names (const char *name, const char *other)
{
  g_autoptr (GHashTable) left = words_of (name), right = words_of (other);
  guint n = g_hash_table_size (left), m = g_hash_table_size (right), shared = 0;
  GHashTableIter iter;
  gpointer word;

  if (n == 0 || m == 0 || are_of_two_sorts (left, right))
    return 0;
  g_hash_table_iter_init (&iter, left);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    shared += g_hash_table_contains (right, word);
  if (shared == n && shared == m)
    return CERCLE_PARTNER_ALIKE_NAME;
  /* Of two words one, of three two: more than half of those of both. */
  return shared * 4 > n + m ? CERCLE_PARTNER_ALIKE_WORDS : 0;
}

static CerclePartnerAlike
compare (const char *one, const char *other, CerclePartnerAlike alike, CerclePartnerAlike unlike)
{
  if (one == NULL || other == NULL)
    return 0;
  return g_ascii_strcasecmp (one, other) == 0 ? alike : unlike;
}

CerclePartnerAlike
cercle_partner_alike (const CerclePartnerTraits *one, const CerclePartnerTraits *other)
{
  return compare (one->finess, other->finess, CERCLE_PARTNER_ALIKE_FINESS,
                  CERCLE_PARTNER_UNLIKE_FINESS) |
         compare (one->siret, other->siret, CERCLE_PARTNER_ALIKE_SIRET, 0) |
         compare (one->phone, other->phone, CERCLE_PARTNER_ALIKE_PHONE, 0) |
         compare (one->mail, other->mail, CERCLE_PARTNER_ALIKE_MAIL, 0) |
         compare (one->commune, other->commune, CERCLE_PARTNER_ALIKE_COMMUNE,
                  CERCLE_PARTNER_UNLIKE_COMMUNE) |
         compare_names (one->name, other->name);
}

int
cercle_partner_alike_weight (CerclePartnerAlike alike)
{
  int weight = 0;

  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    if (alike & weights[i].alike)
      weight += weights[i].weight;
  return weight;
}

gboolean
cercle_partner_alike_is_same (CerclePartnerAlike alike)
{
  return (alike & CERCLE_PARTNER_ALIKE_FINESS) != 0;
}

GStrv
cercle_partner_alike_reasons (CerclePartnerAlike alike)
{
  g_autoptr (GStrvBuilder) reasons = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    if ((alike & weights[i].alike) && weights[i].reason != NULL)
      g_strv_builder_add (reasons, _ (weights[i].reason));
  return g_strv_builder_end (reasons);
}
