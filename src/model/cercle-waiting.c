/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rows and which known persons are one, and which might be? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-waiting.h"

#include <string.h>

#include "cercle-person.h"
#include "cercle-text.h"
#include "cercle-waiting-list.h"

/* Of one name and one birth year, or one number: more is no list of persons. */
#define CROWD 100

/* A row, or a known person. */
typedef struct
{
  CercleRecord *row;    /* NULL: a known person */
  CercleRecord *person; /* what is compared */
  GPtrArray *cases;
  guint leader;   /* the first of those who are one with it */
  GArray *ones;   /* guint: of a leader, all of them */
  gboolean named; /* of a leader: one of them is a known person */
} Node;

typedef struct
{
  guint a, b;
  CercleAlike alike;
} Pair;

struct _CercleWaiting
{
  GPtrArray *nodes;    /* Node */
  GHashTable *buckets; /* what they have in common → GArray of guint */
  GHashTable *by_name; /* key or identity → position + 1 */
  gboolean crowded;
};

static void
node_free (gpointer data)
{
  Node *node = data;

  g_clear_object (&node->row);
  g_object_unref (node->person);
  g_clear_pointer (&node->cases, g_ptr_array_unref);
  g_array_unref (node->ones);
  g_free (node);
}

static void
doubt_free (gpointer data)
{
  CercleWaitingDoubt *doubt = data;

  g_clear_object (&doubt->row);
  g_clear_object (&doubt->person);
  g_free (doubt);
}

static void
one_free (gpointer data)
{
  CercleWaitingOne *one = data;

  g_ptr_array_unref (one->rows);
  g_clear_object (&one->person);
  g_ptr_array_unref (one->cases);
  g_ptr_array_unref (one->doubts);
  g_free (one);
}

static Node *
node_at (CercleWaiting *self, guint i)
{
  return g_ptr_array_index (self->nodes, i);
}

gboolean
cercle_waiting_is_certain (CercleAlike alike)
{
  const CercleAlike named = CERCLE_ALIKE_NAME | CERCLE_ALIKE_SOUND;

  if (alike & CERCLE_UNLIKE_BIRTH)
    return FALSE;
  if ((alike & CERCLE_ALIKE_MDPH) && (alike & named))
    return TRUE;
  return (alike & CERCLE_ALIKE_NAME) && (alike & CERCLE_ALIKE_BIRTH) &&
         (alike & (CERCLE_ALIKE_PHONE | CERCLE_ALIKE_COMMUNE));
}

/* To be asked about: what is likely anywhere, and whoever has the same name, because lists often
 * tell no birth. */
static gboolean
is_likely (CercleAlike alike)
{
  return cercle_duplicate_is_likely (alike) ||
         ((alike & CERCLE_ALIKE_NAME) && !(alike & CERCLE_UNLIKE_BIRTH));
}

/* What could make two alike: without one of these in common they never are (see
 * cercle-duplicate.c). */

static char *
fold (const char *name)
{
  char *folded = cercle_text_fold (name != NULL ? name : "");
  return folded != NULL ? folded : g_strdup ("");
}

/* Both names made comparable, whichever comes first; NULL where one lacks. */
static char *
names_of (CercleRecord *person, char *(*of) (const char *name))
{
  g_autofree char *first = of (cercle_record_get_text (person, CERCLE_PERSON_FIRST_NAME));
  g_autofree char *last = of (cercle_record_get_text (person, CERCLE_PERSON_LAST_NAME));

  if (*first == '\0' || *last == '\0')
    return NULL;
  return strcmp (first, last) < 0 ? g_strdup_printf ("%s|%s", first, last)
                                  : g_strdup_printf ("%s|%s", last, first);
}

static GStrv
keys_of (CercleRecord *person)
{
  const guint phones[] = { CERCLE_PERSON_PHONE, CERCLE_PERSON_PHONE_2 };
  const char *number = cercle_record_get_text (person, CERCLE_PERSON_MDPH_NUMBER);
  const char *day = cercle_record_get_text (person, CERCLE_PERSON_BIRTH_ON);
  gint64 year = day != NULL ? g_ascii_strtoll (day, NULL, 10)
                            : cercle_record_get_integer (person, CERCLE_PERSON_BIRTH_YEAR, 0);
  g_autofree char *sound = names_of (person, cercle_duplicate_sound);
  g_autofree char *name = names_of (person, fold);
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  if (number != NULL)
    g_ptr_array_add (texts, g_strconcat ("number|", number, NULL));
  if (name != NULL)
    g_ptr_array_add (texts, g_strconcat ("name|", name, NULL));
  if (sound != NULL && year != 0)
    g_ptr_array_add (texts, g_strdup_printf ("year|%s|%" G_GINT64_FORMAT, sound, year));
  for (guint i = 0; sound != NULL && i < G_N_ELEMENTS (phones); i++)
    if (cercle_record_is_set (person, phones[i]))
      g_ptr_array_add (texts, g_strconcat ("phone|", sound, "|",
                                           cercle_record_get_text (person, phones[i]), NULL));
  for (guint i = 0; i < texts->len; i++)
    g_strv_builder_add (keys, g_ptr_array_index (texts, i));
  g_ptr_array_unref (texts);
  return g_strv_builder_end (keys);
}

static void
add_node (CercleWaiting *self, CercleRecord *row, CercleRecord *person, const char *name)
{
  Node *node = g_new0 (Node, 1);
  guint at = self->nodes->len;
  g_auto (GStrv) keys = keys_of (person);

  node->row = row != NULL ? g_object_ref (row) : NULL;
  node->person = g_object_ref (person);
  node->leader = at;
  node->named = row == NULL;
  node->ones = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (node->ones, at);
  g_ptr_array_add (self->nodes, node);
  g_hash_table_insert (self->by_name, g_strdup (name), GUINT_TO_POINTER (at + 1));
  for (guint i = 0; keys[i] != NULL; i++)
    {
      GArray *bucket = g_hash_table_lookup (self->buckets, keys[i]);

      if (bucket == NULL)
        {
          bucket = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (self->buckets, g_strdup (keys[i]), bucket);
        }
      g_array_append_val (bucket, at);
    }
}

CercleWaiting *
cercle_waiting_new (GPtrArray *rows)
{
  CercleWaiting *self = g_new0 (CercleWaiting, 1);

  self->nodes = g_ptr_array_new_with_free_func (node_free);
  self->buckets =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      CercleRecord *row = g_ptr_array_index (rows, i);
      g_autoptr (CercleRecord) person = cercle_waiting_row_person (row);

      add_node (self, row, person, cercle_record_get_text (row, CERCLE_WAITING_ROW_KEY));
      if (cercle_record_is_set (row, CERCLE_WAITING_ROW_PERSON))
        g_hash_table_add (
            self->by_name,
            g_strconcat ("?", cercle_record_get_text (row, CERCLE_WAITING_ROW_PERSON), NULL));
    }
  return self;
}

void
cercle_waiting_free (CercleWaiting *self)
{
  g_ptr_array_unref (self->nodes);
  g_hash_table_unref (self->buckets);
  g_hash_table_unref (self->by_name);
  g_free (self);
}

gboolean
cercle_waiting_wants (CercleWaiting *self, CercleRecord *person)
{
  g_auto (GStrv) keys = keys_of (person);
  g_autofree char *said = g_strconcat ("?", cercle_record_get_id (person), NULL);

  for (guint i = 0; keys[i] != NULL; i++)
    if (g_hash_table_contains (self->buckets, keys[i]))
      return TRUE;
  return g_hash_table_contains (self->by_name, said);
}

void
cercle_waiting_add_person (CercleWaiting *self, CercleRecord *person, GPtrArray *cases)
{
  add_node (self, NULL, person, cercle_record_get_id (person));
  node_at (self, self->nodes->len - 1)->cases = g_ptr_array_ref (cases);
}

/* What was said */

static const char *
name_of (const Node *node)
{
  return node->row != NULL ? cercle_record_get_text (node->row, CERCLE_WAITING_ROW_KEY)
                           : cercle_record_get_id (node->person);
}

static gboolean
says_apart (const Node *node, const Node *other)
{
  const char *apart =
      node->row != NULL ? cercle_record_get_text (node->row, CERCLE_WAITING_ROW_APART) : NULL;

  return apart != NULL && cercle_tokens_contain (apart, name_of (other));
}

static gboolean
all_pairs (CercleWaiting *self, guint a, guint b, gboolean (*holds) (const Node *, const Node *))
{
  GArray *left = node_at (self, node_at (self, a)->leader)->ones;
  GArray *right = node_at (self, node_at (self, b)->leader)->ones;

  for (guint i = 0; i < left->len; i++)
    for (guint j = 0; j < right->len; j++)
      if (!holds (node_at (self, g_array_index (left, guint, i)),
                  node_at (self, g_array_index (right, guint, j))))
        return FALSE;
  return TRUE;
}

static gboolean
not_said_apart (const Node *a, const Node *b)
{
  return !says_apart (a, b) && !says_apart (b, a);
}

static gboolean
nothing_against (const Node *a, const Node *b)
{
  return not_said_apart (a, b) &&
         (cercle_duplicate_compare (a->person, b->person) & CERCLE_UNLIKE_BIRTH) == 0;
}

static void
unite (CercleWaiting *self, guint a, guint b)
{
  guint into = node_at (self, a)->leader, from = node_at (self, b)->leader;
  Node *leader, *led;

  if (into == from)
    return;
  if (node_at (self, into)->ones->len < node_at (self, from)->ones->len)
    {
      guint other = into;
      into = from;
      from = other;
    }
  leader = node_at (self, into);
  led = node_at (self, from);
  for (guint i = 0; i < led->ones->len; i++)
    node_at (self, g_array_index (led->ones, guint, i))->leader = into;
  g_array_append_vals (leader->ones, led->ones->data, led->ones->len);
  g_array_set_size (led->ones, 0);
  leader->named = leader->named || led->named;
}

/* Two known persons are two, whatever speaks for their being one: that is asked elsewhere. */
static gboolean
both_named (CercleWaiting *self, guint a, guint b)
{
  return node_at (self, node_at (self, a)->leader)->named &&
         node_at (self, node_at (self, b)->leader)->named;
}

static void
unite_as_said (CercleWaiting *self)
{
  const guint fields[] = { CERCLE_WAITING_ROW_SAME, CERCLE_WAITING_ROW_PERSON };

  for (guint i = 0; i < self->nodes->len; i++)
    for (guint f = 0; node_at (self, i)->row != NULL && f < G_N_ELEMENTS (fields); f++)
      {
        const char *name = cercle_record_get_text (node_at (self, i)->row, fields[f]);
        guint other =
            name != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->by_name, name)) : 0;

        if (other != 0 && !both_named (self, i, other - 1))
          unite (self, i, other - 1);
      }
}

/* What is alike */

static void
compare (CercleWaiting *self, guint a, guint b, GHashTable *done, GArray *pairs)
{
  gint64 both = ((gint64) MIN (a, b) << 32) | MAX (a, b);
  Pair pair = { a, b, 0 };

  if ((node_at (self, a)->row == NULL && node_at (self, b)->row == NULL) ||
      !g_hash_table_add (done, g_memdup2 (&both, sizeof both)))
    return;
  pair.alike = cercle_duplicate_compare (node_at (self, a)->person, node_at (self, b)->person);
  if (cercle_waiting_is_certain (pair.alike) || is_likely (pair.alike))
    g_array_append_val (pairs, pair);
}

static GArray *
find_pairs (CercleWaiting *self)
{
  g_autoptr (GHashTable) done = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->buckets);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      GArray *bucket = value;

      for (guint i = 0; i < bucket->len; i++)
        for (guint j = i + 1; j < bucket->len && j - i <= CROWD; j++)
          compare (self, g_array_index (bucket, guint, i), g_array_index (bucket, guint, j), done,
                   pairs);
      self->crowded = self->crowded || bucket->len > CROWD;
    }
  return pairs;
}

/* The likeliest first; of those alike, as they came, so that the same rows give the same people. */
static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const Pair *left = a, *right = b;
  int by_weight = cercle_duplicate_weight (right->alike) - cercle_duplicate_weight (left->alike);

  if (by_weight != 0)
    return by_weight;
  if (left->a != right->a)
    return left->a < right->a ? -1 : 1;
  return left->b < right->b ? -1 : left->b > right->b;
}

static void
unite_certain (CercleWaiting *self, GArray *pairs)
{
  for (guint i = 0; i < pairs->len; i++)
    {
      const Pair *pair = &g_array_index (pairs, Pair, i);

      if (cercle_waiting_is_certain (pair->alike) &&
          node_at (self, pair->a)->leader != node_at (self, pair->b)->leader &&
          !both_named (self, pair->a, pair->b) &&
          all_pairs (self, pair->a, pair->b, nothing_against))
        unite (self, pair->a, pair->b);
    }
}

/* Who comes of it */

static int
compare_since (gconstpointer a, gconstpointer b)
{
  const char *left = cercle_record_get_text (*(CercleRecord **) a, CERCLE_WAITING_ROW_SINCE_ON);
  const char *right = cercle_record_get_text (*(CercleRecord **) b, CERCLE_WAITING_ROW_SINCE_ON);

  return g_strcmp0 (left != NULL ? left : "~", right != NULL ? right : "~");
}

static CercleWaitingOne *
one_new (CercleWaiting *self, const Node *leader)
{
  CercleWaitingOne *one = g_new0 (CercleWaitingOne, 1);

  one->rows = g_ptr_array_new_with_free_func (g_object_unref);
  one->cases = g_ptr_array_new_with_free_func (g_free);
  one->doubts = g_ptr_array_new_with_free_func (doubt_free);
  for (guint i = 0; i < leader->ones->len; i++)
    {
      Node *node = node_at (self, g_array_index (leader->ones, guint, i));

      if (node->row != NULL)
        g_ptr_array_add (one->rows, g_object_ref (node->row));
      else
        g_set_object (&one->person, node->person);
      for (guint c = 0; node->cases != NULL && c < node->cases->len; c++)
        g_ptr_array_add (one->cases, g_strdup (g_ptr_array_index (node->cases, c)));
    }
  g_ptr_array_sort (one->rows, compare_since);
  return one;
}

static void
add_doubt (CercleWaiting *self, GHashTable *ones, const Pair *pair, guint here, guint there)
{
  CercleWaitingOne *one =
      g_hash_table_lookup (ones, GUINT_TO_POINTER (node_at (self, here)->leader));
  CercleWaitingOne *other =
      g_hash_table_lookup (ones, GUINT_TO_POINTER (node_at (self, there)->leader));
  CercleWaitingDoubt *doubt;

  if (one == NULL)
    return;
  doubt = g_new0 (CercleWaitingDoubt, 1);
  doubt->alike = pair->alike;
  if (other != NULL && other->rows->len > 0)
    doubt->row = g_object_ref (g_ptr_array_index (other->rows, 0));
  else
    doubt->person = g_object_ref (node_at (self, there)->person);
  g_ptr_array_add (one->doubts, doubt);
}

/* Once for each two of the people, by what is most alike in them. */
static void
add_doubts (CercleWaiting *self, GHashTable *ones, GArray *pairs)
{
  g_autoptr (GHashTable) asked = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < pairs->len; i++)
    {
      const Pair *pair = &g_array_index (pairs, Pair, i);
      guint a = node_at (self, pair->a)->leader, b = node_at (self, pair->b)->leader;
      gint64 both = ((gint64) MIN (a, b) << 32) | MAX (a, b);

      if (a == b || both_named (self, a, b) || !all_pairs (self, a, b, not_said_apart) ||
          !g_hash_table_add (asked, g_memdup2 (&both, sizeof both)))
        continue;
      add_doubt (self, ones, pair, pair->a, pair->b);
      add_doubt (self, ones, pair, pair->b, pair->a);
    }
}

static int
compare_ones (gconstpointer a, gconstpointer b)
{
  const CercleWaitingOne *left = *(CercleWaitingOne **) a, *right = *(CercleWaitingOne **) b;
  const char *since = cercle_waiting_one_since (left), *other = cercle_waiting_one_since (right);
  int by =
      (int) cercle_waiting_one_has_nothing (right) - (int) cercle_waiting_one_has_nothing (left);

  if (by == 0)
    by = (int) cercle_waiting_one_lists (right) - (int) cercle_waiting_one_lists (left);
  if (by == 0)
    by = g_strcmp0 (since != NULL ? since : "~", other != NULL ? other : "~");
  if (by == 0)
    by = g_strcmp0 (
        cercle_record_get_text (g_ptr_array_index (left->rows, 0), CERCLE_WAITING_ROW_KEY),
        cercle_record_get_text (g_ptr_array_index (right->rows, 0), CERCLE_WAITING_ROW_KEY));
  return by;
}

GPtrArray *
cercle_waiting_people (CercleWaiting *self, gboolean *crowded)
{
  g_autoptr (GHashTable) ones = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) pairs = NULL;
  GPtrArray *people = g_ptr_array_new_with_free_func (one_free);

  unite_as_said (self);
  pairs = find_pairs (self);
  g_array_sort (pairs, compare_pairs);
  unite_certain (self, pairs);
  for (guint i = 0; i < self->nodes->len; i++)
    {
      const Node *node = node_at (self, i);
      CercleWaitingOne *one = node->leader == i ? one_new (self, node) : NULL;

      if (one != NULL && one->rows->len > 0)
        {
          g_hash_table_insert (ones, GUINT_TO_POINTER (i), one);
          g_ptr_array_add (people, one);
        }
      else if (one != NULL)
        one_free (one);
    }
  add_doubts (self, ones, pairs);
  g_ptr_array_sort (people, compare_ones);
  if (crowded != NULL)
    *crowded = self->crowded;
  return people;
}

/* What is said of one */

guint
cercle_waiting_one_lists (const CercleWaitingOne *one)
{
  g_autoptr (GHashTable) lists = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < one->rows->len; i++)
    g_hash_table_add (lists, (gpointer) cercle_record_get_text (g_ptr_array_index (one->rows, i),
                                                                CERCLE_WAITING_ROW_LIST));
  return g_hash_table_size (lists);
}

const char *
cercle_waiting_one_since (const CercleWaitingOne *one)
{
  return cercle_record_get_text (g_ptr_array_index (one->rows, 0), CERCLE_WAITING_ROW_SINCE_ON);
}

gboolean
cercle_waiting_one_has_nothing (const CercleWaitingOne *one)
{
  for (guint i = 0; i < one->rows->len; i++)
    if (cercle_record_is_set (g_ptr_array_index (one->rows, i), CERCLE_WAITING_ROW_SERVICE) ||
        cercle_record_is_set (g_ptr_array_index (one->rows, i), CERCLE_WAITING_ROW_ANSWER) ||
        cercle_record_is_set (g_ptr_array_index (one->rows, i), CERCLE_WAITING_ROW_CASE))
      return FALSE;
  return one->cases->len == 0;
}

const char *
cercle_waiting_one_decision (const CercleWaitingOne *one)
{
  const char *decision = NULL;

  for (guint i = 0; i < one->rows->len; i++)
    {
      const char *here =
          cercle_record_get_text (g_ptr_array_index (one->rows, i), CERCLE_WAITING_ROW_DECISION);

      if (here == NULL || (decision != NULL && !g_str_equal (here, decision)))
        return NULL;
      decision = here;
    }
  return decision;
}
