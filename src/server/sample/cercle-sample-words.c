/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a text of the sample read like for this person, this caller, this partner? */
#define G_LOG_DOMAIN "cercle-server"

#include <gio/gio.h>
#include <string.h>

#include "cercle-day.h"
#include "cercle-sample-case.h"
#include "cercle-sample-french.h"

#define DEEPEST 4

static gboolean
is_woman (const CercleSampleCase *self)
{
  return self->person.sex == 'f';
}

static gboolean
is_self (const CercleSampleCase *self)
{
  return self->tie->link == NULL;
}

static const char *
he (const CercleSampleCase *self)
{
  return is_woman (self) ? "elle" : "il";
}

static const char *
him (const CercleSampleCase *self)
{
  return is_woman (self) ? "elle" : "lui";
}

static const CercleSampleOrg *
org_of (const CercleSampleCase *self, int org)
{
  return org >= 0 ? cercle_sample_org (self->world, org) : NULL;
}

/* One function a placeholder: (transfer full). */

static char *
tell_first (CercleSampleCase *self)
{
  return g_strdup (self->person.first);
}

static char *
tell_of_first (CercleSampleCase *self)
{
  return cercle_sample_of (self->person.first);
}

static char *
tell_age (CercleSampleCase *self)
{
  return g_strdup_printf ("%d\u00a0ans", self->person.age);
}

static char *
tell_he (CercleSampleCase *self)
{
  return g_strdup (he (self));
}

static char *
tell_he_raised (CercleSampleCase *self)
{
  return cercle_sample_raise (he (self));
}

static char *
tell_if_he (CercleSampleCase *self)
{
  return g_strdup (is_woman (self) ? "si elle" : "s’il");
}

static char *
tell_if_he_raised (CercleSampleCase *self)
{
  return g_strdup (is_woman (self) ? "Si elle" : "S’il");
}

static char *
tell_the (CercleSampleCase *self)
{
  return g_strdup (is_woman (self) ? "la" : "le");
}

static char *
tell_him (CercleSampleCase *self)
{
  return g_strdup (him (self));
}

static char *
tell_himself (CercleSampleCase *self)
{
  return g_strconcat (him (self), "-même", NULL);
}

static char *
tell_e (CercleSampleCase *self)
{
  return g_strdup (is_woman (self) ? "e" : "");
}

static char *
tell_caller_e (CercleSampleCase *self)
{
  char sex = is_self (self) ? self->person.sex : self->caller.sex;
  return g_strdup (sex == 'f' ? "e" : "");
}

static char *
tell_caller (CercleSampleCase *self)
{
  return cercle_sample_person_full (is_self (self) ? &self->person : &self->caller);
}

static char *
tell_near (CercleSampleCase *self)
{
  return g_strdup (is_self (self) ? he (self) : self->tie->by);
}

static char *
tell_near_raised (CercleSampleCase *self)
{
  return cercle_sample_raise (is_self (self) ? he (self) : self->tie->by);
}

static char *
tell_near_or_him (CercleSampleCase *self)
{
  return g_strdup (is_self (self) ? him (self) : self->tie->by);
}

static char *
tell_mine (CercleSampleCase *self)
{
  const char *mine = is_woman (self) ? self->tie->mine_f : self->tie->mine_m;
  return g_strdup (mine != NULL ? mine : self->person.first);
}

static char *
tell_mine_raised (CercleSampleCase *self)
{
  g_autofree char *mine = tell_mine (self);
  return cercle_sample_raise (mine);
}

static char *
tell_my (CercleSampleCase *self)
{
  return g_strdup (self->tie->my != NULL ? self->tie->my : "ma famille");
}

static char *
tell_org (CercleSampleCase *self)
{
  const CercleSampleOrg *org = org_of (self, self->org);
  return org != NULL ? cercle_sample_the (org->article, org->name) : g_strdup ("le partenaire");
}

static char *
tell_org_raised (CercleSampleCase *self)
{
  g_autofree char *org = tell_org (self);
  return cercle_sample_raise (org);
}

static char *
tell_org_2 (CercleSampleCase *self)
{
  const CercleSampleOrg *org = org_of (self, self->orgs[1]);
  return org != NULL ? cercle_sample_the (org->article, org->name) : g_strdup ("un partenaire");
}

static char *
tell_of_org (CercleSampleCase *self)
{
  const CercleSampleOrg *org = org_of (self, self->org);
  return org != NULL ? cercle_sample_of_the (org->article, org->name) : g_strdup ("du partenaire");
}

static char *
tell_at_org (CercleSampleCase *self)
{
  const CercleSampleOrg *org = org_of (self, self->org);
  return org != NULL ? cercle_sample_at_the (org->article, org->name) : g_strdup ("sur place");
}

static char *
tell_org_e (CercleSampleCase *self)
{
  const CercleSampleOrg *org = org_of (self, self->org);
  return g_strdup (org != NULL && org->feminine ? "e" : "");
}

/* "depuis mars": when it all stopped, three months before the first beat. */
static char *
tell_march (CercleSampleCase *self)
{
  return g_strdup (cercle_sample_month (self->opened, -3));
}

static char *
tell_of_march (CercleSampleCase *self)
{
  return cercle_sample_of (cercle_sample_month (self->opened, -3));
}

static const struct
{
  const char *name;
  char *(*tell) (CercleSampleCase *self);
} placeholders[] = {
  { "p", tell_first },
  { "P", tell_first },
  { "de_p", tell_of_first },
  { "age", tell_age },
  { "il", tell_he },
  { "Il", tell_he_raised },
  { "sil", tell_if_he },
  { "Sil", tell_if_he_raised },
  { "le", tell_the },
  { "lui", tell_him },
  { "lui_meme", tell_himself },
  { "e", tell_e },
  { "ae", tell_caller_e },
  { "caller", tell_caller },
  { "proche", tell_near },
  { "Proche", tell_near_raised },
  { "proche_ou_lui", tell_near_or_him },
  { "mon", tell_mine },
  { "Mon", tell_mine_raised },
  { "monproche", tell_my },
  { "org", tell_org },
  { "Org", tell_org_raised },
  { "org2", tell_org_2 },
  { "de_org", tell_of_org },
  { "a_org", tell_at_org },
  { "oe", tell_org_e },
  { "mars", tell_march },
  { "de_mars", tell_of_march },
};

/* Filling */

static gboolean say_into (CercleSampleCase *self, GString *out, const char *text, guint depth,
                          GError **error);

/* The next value of key in block; NULL when it has none. Whoever calls may be asked for apart:
 * "words.mother" before "words". */
static const char *
next_value (CercleSampleCase *self, const CercleSampleBlock *block, const char *key)
{
  g_autofree char *apart = g_strconcat (key, ".", self->tie->token, NULL);
  const char *found = cercle_sample_block_count (block, apart) > 0 ? apart : key;
  guint count = cercle_sample_block_count (block, found);
  guint told = GPOINTER_TO_UINT (g_hash_table_lookup (self->told, key));

  return count > 0 ? cercle_sample_block_nth (block, found, (self->start + told) % count) : NULL;
}

static const char *
find_value (CercleSampleCase *self, const char *key)
{
  const CercleSampleBlock *const blocks[] = {
    self->own, self->story, cercle_sample_book_find (self->world->tracks, "generic")
  };

  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      const char *value = next_value (self, blocks[i], key);

      if (value == NULL)
        continue;
      g_hash_table_insert (
          self->told, g_strdup (key),
          GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (self->told, key)) + 1));
      return value;
    }
  return NULL;
}

static gboolean
say_month (CercleSampleCase *self, GString *out, const char *name)
{
  if (!g_str_has_prefix (name, "mois"))
    return FALSE;
  g_string_append (out, cercle_sample_month (
                            self->day, (int) g_ascii_strtoll (name + strlen ("mois"), NULL, 10)));
  return TRUE;
}

static gboolean
say_placeholder (CercleSampleCase *self, GString *out, const char *name, guint depth,
                 GError **error)
{
  const char *value;

  for (guint i = 0; i < G_N_ELEMENTS (placeholders); i++)
    if (g_str_equal (placeholders[i].name, name))
      {
        g_autofree char *told = placeholders[i].tell (self);
        g_string_append (out, told);
        return TRUE;
      }
  if (say_month (self, out, name))
    return TRUE;
  value = depth < DEEPEST ? find_value (self, name) : NULL;
  if (value != NULL)
    return say_into (self, out, value, depth + 1, error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "no text for {%s} in %s", name,
               self->track != NULL ? self->track->name : self->story->name);
  return FALSE;
}

static gboolean
say_into (CercleSampleCase *self, GString *out, const char *text, guint depth, GError **error)
{
  for (const char *open; (open = strchr (text, '{')) != NULL;)
    {
      const char *close = strchr (open, '}');
      g_autofree char *name = NULL;

      if (close == NULL)
        break;
      name = g_strndup (open + 1, close - open - 1);
      g_string_append_len (out, text, open - text);
      if (!say_placeholder (self, out, name, depth, error))
        return FALSE;
      text = close + 1;
    }
  g_string_append (out, text);
  return TRUE;
}

char *
cercle_sample_case_say (CercleSampleCase *self, const char *text, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (!say_into (self, out, text, 0, error))
    return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
cercle_sample_case_say_key (CercleSampleCase *self, const char *key, GError **error)
{
  const char *value = find_value (self, key);
  return value != NULL ? cercle_sample_case_say (self, value, error) : NULL;
}
