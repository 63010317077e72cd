/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which records hold these words, and how does the full text follow the rows? */
#define G_LOG_DOMAIN "cercle-store"

#include "cercle-search.h"

#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-event.h"
#include "cercle-macros.h"
#include "cercle-organisation.h"
#include "cercle-person.h"
#include "cercle-store-private.h"
#include "cercle-words.h"

/* Number of a document: of its subject, then its own. A subject with more documents than fit gets
 * another number. */
#define BITS 12
#define LAST ((1 << BITS) - 1)

#define MAX_FOUND 5000
/* Rows of the index looked at for one search: what keeps a keystroke within a frame or two. */
#define MAX_STEPS 150000
#define PREFIXES 3 /* as the schema says */
#define MAX_BEGINNINGS 40

/* Whom is it about? */

static char *
subject_of_case (CercleStore *store, const char *id, GError **error)
{
  char *person =
      cercle_sqlite_text (store->sqlite, error, "SELECT person FROM cases WHERE id=?", "s", id);
  return person != NULL ? person : g_strdup (id);
}

/* Of what a record is a part: its kind's parent, and where that is a case, the person of it. */
static char *
subject_of (CercleStore *store, CercleRecord *record, GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (record);
  int parent = kind->parent != NULL ? cercle_kind_field (kind, kind->parent) : -1;
  const char *direct = NULL, *of = NULL;

  if (kind == &cercle_case_kind)
    direct = cercle_record_get_text (record, CERCLE_CASE_PERSON);
  else if (kind == &cercle_call_kind)
    direct = cercle_record_get_text (record, CERCLE_CALL_PERSON);
  if (parent >= 0)
    of = cercle_record_get_text (record, (guint) parent);
  if (direct == NULL && of != NULL && g_str_equal (kind->fields[parent].targets, "case"))
    return subject_of_case (store, of, error);
  if (direct == NULL)
    direct = of;
  return g_strdup (direct != NULL ? direct : cercle_record_get_id (record));
}

gboolean
cercle_search_by_subject (const CercleKind *kind)
{
  return kind == &cercle_case_kind || kind == &cercle_person_kind ||
         kind == &cercle_organisation_kind;
}

/* Documents */

typedef struct
{
  gint64 doc; /* 0: none */
  char *subject, *text;
} Document;

static void
document_clear (Document *document)
{
  g_free (document->subject);
  g_free (document->text);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Document, document_clear)

static gboolean
find_document (CercleStore *store, const CercleKind *kind, const char *id, Document *document,
               GError **error)
{
  g_autoptr (CercleStatement) row = cercle_sqlite_prepare (
      store->sqlite,
      "SELECT d.doc, s.subject, d.text FROM search_doc d"
      " JOIN search_subject s ON s.number=d.doc>>12 WHERE d.id=? AND d.kind=?",
      error);
  CercleStep step;

  if (row == NULL)
    return FALSE;
  cercle_statement_bind (row, "ss", id, kind->name);
  step = cercle_statement_step (row, error);
  if (step != CERCLE_STEP_ROW)
    return step == CERCLE_STEP_DONE;
  document->doc = cercle_statement_integer (row, 0);
  document->subject = g_strdup (cercle_statement_text (row, 1));
  document->text = g_strdup (cercle_statement_text (row, 2));
  return TRUE;
}

static gboolean
make_document (CercleStore *store, CercleRecord *record, Document *document, GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (record);
  g_autofree char *words = cercle_words_of_record (record);
  g_autofree char *mark = cercle_words_of_kind (kind);
  g_autoptr (GError) local = NULL;

  document->subject = subject_of (store, record, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  document->text = g_strdup_printf (
      "%s%s %s", mark, cercle_words_is_directory (kind) ? " " CERCLE_WORD_DIRECTORY : "", words);
  return TRUE;
}

/* The first number of a subject that had none, or whose numbers are all taken. Not RETURNING: with
 * it the full text is written out at every statement. 0 with error. */
static gint64
open_subject (CercleStore *store, const char *subject, GError **error)
{
  if (!cercle_sqlite_run (store->sqlite, error, "INSERT INTO search_subject (subject) VALUES (?)",
                          "s", subject))
    return 0;
  return sqlite3_last_insert_rowid (cercle_sqlite_get_handle (store->sqlite)) << BITS;
}

/* 0 with error. */
static gint64
next_number (CercleStore *store, const char *subject, GError **error)
{
  g_autoptr (CercleStatement) row = cercle_sqlite_prepare (
      store->sqlite,
      "SELECT number, (SELECT max(doc) FROM search_doc"
      " WHERE doc BETWEEN number<<12 AND number<<12|4095) FROM search_subject"
      " WHERE subject=? ORDER BY number DESC LIMIT 1",
      error);
  CercleStep step;
  gint64 last;

  if (row == NULL)
    return 0;
  cercle_statement_bind (row, "s", subject);
  step = cercle_statement_step (row, error);
  if (step == CERCLE_STEP_FAILED)
    return 0;
  last = step == CERCLE_STEP_ROW ? cercle_statement_integer (row, 1) : LAST;
  if ((last & LAST) == LAST)
    return open_subject (store, subject, error);
  return MAX (last + 1, cercle_statement_integer (row, 0) << BITS);
}

gint64
cercle_search_neighbour (CercleStore *store, CercleRecord *record)
{
  g_autofree char *subject = subject_of (store, record, NULL);
  gint64 number = subject != NULL
                      ? cercle_sqlite_integer (
                            store->sqlite, 0,
                            "SELECT max(number) FROM search_subject WHERE subject=?", "s", subject)
                      : 0;
  return number > 0 ? number : G_MAXINT64;
}

/* The words leave the index by the text they came with. */
static gboolean
delete_words (CercleStore *store, const Document *document, GError **error)
{
  return cercle_sqlite_run (store->sqlite, error,
                            "INSERT INTO search (search, rowid, text) VALUES ('delete', ?, ?)",
                            "xs", document->doc, document->text);
}

static gboolean
insert_words (CercleStore *store, const Document *document, GError **error)
{
  return cercle_sqlite_run (store->sqlite, error, "INSERT INTO search (rowid, text) VALUES (?, ?)",
                            "xs", document->doc, document->text);
}

static gboolean
delete_document (CercleStore *store, const Document *document, GError **error)
{
  return delete_words (store, document, error) &&
         cercle_sqlite_run (store->sqlite, error, "DELETE FROM search_doc WHERE doc=?", "x",
                            document->doc) &&
         cercle_sqlite_run (store->sqlite, error,
                            "DELETE FROM search_subject WHERE number=?1 AND NOT EXISTS"
                            " (SELECT 1 FROM search_doc WHERE doc BETWEEN ?1<<12 AND ?1<<12|4095)",
                            "x", document->doc >> BITS);
}

static gboolean
insert_document (CercleStore *store, CercleRecord *record, Document *document, GError **error)
{
  document->doc = next_number (store, document->subject, error);
  return document->doc != 0 &&
         cercle_sqlite_run (store->sqlite, error,
                            "INSERT INTO search_doc (doc, kind, id, text) VALUES (?, ?, ?, ?)",
                            "xsss", document->doc, cercle_record_get_kind (record)->name,
                            cercle_record_get_id (record), document->text) &&
         insert_words (store, document, error);
}

static gboolean
update_document (CercleStore *store, const Document *before, Document *after, GError **error)
{
  after->doc = before->doc;
  return delete_words (store, before, error) &&
         cercle_sqlite_run (store->sqlite, error, "UPDATE search_doc SET text=? WHERE doc=?", "sx",
                            after->text, after->doc) &&
         insert_words (store, after, error);
}

/* Documents of these records once more: a case has found its person. */
static gboolean
follow_subject (CercleStore *store, const char *subject, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CercleStatement) row = cercle_sqlite_prepare (
      store->sqlite,
      "SELECT d.kind, d.id FROM search_subject s JOIN search_doc d"
      " ON d.doc BETWEEN s.number<<12 AND s.number<<12|4095 WHERE s.subject=?",
      error);
  CercleStep step;

  if (row == NULL)
    return FALSE;
  cercle_statement_bind (row, "s", subject);
  while ((step = cercle_statement_step (row, error)) == CERCLE_STEP_ROW)
    {
      const CercleKind *kind = cercle_kind_find (cercle_statement_text (row, 0));
      g_autoptr (GError) local = NULL;
      CercleRecord *record =
          kind != NULL ? cercle_store_get (store, kind, cercle_statement_text (row, 1), &local)
                       : NULL;

      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (record != NULL)
        g_ptr_array_add (records, record);
    }
  for (guint i = 0; step == CERCLE_STEP_DONE && i < records->len; i++)
    if (!cercle_search_put (store, records->pdata[i], error))
      return FALSE;
  return step == CERCLE_STEP_DONE;
}

static gboolean
replace_document (CercleStore *store, CercleRecord *record, Document *before, Document *after,
                  GError **error)
{
  gboolean moves = g_strcmp0 (before->subject, after->subject) != 0;
  const char *left = before->doc != 0 ? before->subject : cercle_record_get_id (record);

  if (!moves && g_str_equal (before->text, after->text))
    return TRUE;
  if (!moves)
    return update_document (store, before, after, error);
  if ((before->doc != 0 && !delete_document (store, before, error)) ||
      !insert_document (store, record, after, error))
    return FALSE;
  return cercle_record_get_kind (record) != &cercle_case_kind ||
         g_str_equal (left, after->subject) || follow_subject (store, left, error);
}

/* Rows without a document: `after` is a key up to which every row of the kind has one. It is noted
 * once until something may have made it untrue. */
static gboolean
note_gap (CercleStore *store, CercleRecord *record, GError **error)
{
  const CercleTable *table = cercle_table (cercle_record_get_kind (record), store->end);
  gint64 key;

  if (store->gaps_noted & CERCLE_MASK (table->position))
    return TRUE;
  key = cercle_store_get_key (store, table->kind, cercle_record_get_id (record));
  if (!cercle_sqlite_run (store->sqlite, error,
                          "INSERT INTO search_gap (kind, after) VALUES (?, ?) ON CONFLICT (kind)"
                          " DO UPDATE SET after=min(after, excluded.after)",
                          "sx", table->kind->name, key - 1))
    return FALSE;
  store->gaps_noted |= CERCLE_MASK (table->position);
  return TRUE;
}

gboolean
cercle_search_put (CercleStore *store, CercleRecord *record, GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (record);
  g_auto (Document) before = { 0 }, after = { 0 };

  if (cercle_kind_mask (kind, CERCLE_SEARCHED) == 0)
    return TRUE;
  if (cercle_record_envelope (record)->deleted)
    return cercle_search_remove (store, kind, cercle_record_get_id (record), error);
  if (!find_document (store, kind, cercle_record_get_id (record), &before, error))
    return FALSE;
  if (before.doc == 0 && store->defer_search)
    return note_gap (store, record, error);
  return make_document (store, record, &after, error) &&
         replace_document (store, record, &before, &after, error);
}

gboolean
cercle_search_remove (CercleStore *store, const CercleKind *kind, const char *id, GError **error)
{
  g_auto (Document) document = { 0 };

  if (cercle_kind_mask (kind, CERCLE_SEARCHED) == 0)
    return TRUE;
  store->gaps_noted = 0;
  return find_document (store, kind, id, &document, error) &&
         (document.doc == 0 || delete_document (store, &document, error));
}

gboolean
cercle_search_has_gap (CercleStore *store)
{
  return cercle_sqlite_integer (store->sqlite, 0, "SELECT EXISTS (SELECT 1 FROM search_gap)", "") !=
         0;
}

/* Looking for */

typedef struct
{
  CercleStatement *row;
  gint64 doc; /* the one it stands on; 0 at the end */
} Stream;

static void
stream_clear (Stream *stream)
{
  g_clear_pointer (&stream->row, cercle_statement_release);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stream, stream_clear)

static gboolean
stream_next (Stream *stream, GError **error)
{
  CercleStep step = cercle_statement_step (stream->row, error);

  stream->doc = step == CERCLE_STEP_ROW ? cercle_statement_integer (stream->row, 0) : 0;
  return step != CERCLE_STEP_FAILED;
}

static gboolean
open_stream (CercleStore *store, const char *match, Stream *stream, GError **error)
{
  stream->row = cercle_sqlite_prepare (
      store->sqlite, "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC", error);
  if (stream->row == NULL)
    return FALSE;
  cercle_statement_bind (stream->row, "s", match);
  return stream_next (stream, error);
}

/* Walks all streams downwards together; a subject that all of them stand on is found. *whole:
 * nothing was left out for want of room or time. */
static gboolean
meet (GArray *streams, GString *found, gboolean *whole, GError **error)
{
  guint n_found = 0, steps = 0;

  *whole = FALSE;
  while (n_found < MAX_FOUND && steps < MAX_STEPS)
    {
      gint64 lowest = G_MAXINT64, highest = 0;

      for (guint i = 0; i < streams->len; i++)
        {
          gint64 subject = g_array_index (streams, Stream, i).doc >> BITS;

          lowest = MIN (lowest, subject);
          highest = MAX (highest, subject);
        }
      if (lowest == 0)
        {
          *whole = TRUE;
          return TRUE;
        }
      if (lowest == highest)
        g_string_append_printf (found, "%s%" G_GINT64_FORMAT, n_found++ > 0 ? "," : "", lowest);
      for (guint i = 0; i < streams->len; i++)
        {
          Stream *stream = &g_array_index (streams, Stream, i);
          gint64 below = lowest == highest ? lowest : lowest + 1;

          for (; stream->doc >> BITS >= below; steps++)
            if (!stream_next (stream, error))
              return FALSE;
        }
    }
  return TRUE;
}

/* within: what each document must hold besides. */
static gboolean
meet_within (CercleStore *store, const char *within, GPtrArray *words, GString *found,
             gboolean *whole, GError **error)
{
  g_autoptr (GArray) streams = g_array_new (FALSE, TRUE, sizeof (Stream));

  g_array_set_clear_func (streams, (GDestroyNotify) stream_clear);
  for (guint i = 0; i < words->len; i++)
    {
      g_autofree char *match = g_strconcat (within, words->pdata[i], NULL);

      g_array_set_size (streams, i + 1);
      if (!open_stream (store, match, &g_array_index (streams, Stream, i), error))
        return FALSE;
    }
  return meet (streams, found, whole, error);
}

/* Keys count up: nearly as many as there are rows, without counting them. */
static gboolean
is_mostly_directory (CercleStore *store)
{
  return cercle_sqlite_integer (store->sqlite, 0,
                                "SELECT 2*(ifnull((SELECT max(key) FROM organisations), 0)"
                                " +ifnull((SELECT max(key) FROM places), 0)"
                                " +ifnull((SELECT max(key) FROM services), 0)"
                                " +ifnull((SELECT max(key) FROM contacts), 0))"
                                " >ifnull((SELECT max(key) FROM search_doc), 0)",
                                "") != 0;
}

/* The mark of the directory spares the documents of cases, and costs a look at those of all
 * partners: where they are the most, several words are found in a third of the time without it.
 * What is no partner falls out with the rows; where there was no room for all, it may have been in
 * the way. */
static gboolean
find_subjects (CercleStore *store, const CercleKind *kind, GPtrArray *words, GString *found,
               GError **error)
{
  gboolean directory = cercle_words_is_directory (kind), whole = FALSE;
  gsize before = found->len;

  if (directory && words->len > 1 && is_mostly_directory (store) &&
      !meet_within (store, "", words, found, &whole, error))
    return FALSE;
  if (whole)
    return TRUE;
  g_string_truncate (found, before);
  return meet_within (store, directory ? "\"" CERCLE_WORD_DIRECTORY "\" AND " : "", words, found,
                      &whole, error);
}

static gboolean
find_documents (CercleStore *store, const CercleKind *kind, GPtrArray *words, GString *found,
                GError **error)
{
  g_autofree char *mark = cercle_words_of_kind (kind);
  g_autoptr (GString) match = g_string_new (NULL);
  g_auto (Stream) stream = { 0 };

  g_string_append_printf (match, "\"%s\"", mark);
  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (match, " AND %s", (const char *) words->pdata[i]);
  if (!open_stream (store, match->str, &stream, error))
    return FALSE;
  for (guint i = 0; stream.doc != 0 && i < MAX_FOUND; i++)
    {
      g_string_append_printf (found, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", stream.doc);
      if (!stream_next (&stream, error))
        return FALSE;
    }
  return TRUE;
}

/* FTS5 answers a beginning of up to three characters from its prefix indices, row by row; a longer
 * one it collects whole before the first row, which takes long for a frequent word. Few words begin
 * alike: named one by one they are read row by row too. */
static void
add_beginning (GString *match, const char *word, gpointer data)
{
  CercleStore *store = data;
  g_autofree char *end = g_strconcat (word, "\xff", NULL);
  g_autoptr (GString) words = g_string_new ("(");
  g_autoptr (CercleStatement) row = NULL;
  guint n = 0;

  if (g_utf8_strlen (word, -1) > PREFIXES)
    row = cercle_sqlite_prepare (store->sqlite,
                                 "SELECT term FROM search_word WHERE term>=? AND term<?", NULL);
  if (row != NULL)
    cercle_statement_bind (row, "ss", word, end);
  while (row != NULL && n <= MAX_BEGINNINGS && cercle_statement_step (row, NULL) == CERCLE_STEP_ROW)
    g_string_append_printf (words, "%s\"%s\"", n++ > 0 ? " OR " : "",
                            cercle_statement_text (row, 0));
  if (n == 0 || n > MAX_BEGINNINGS)
    g_string_append_printf (match, "\"%s\"*", word);
  else
    g_string_append_printf (match, "%s)", words->str);
}

/* A case that is called by the end of its identity: no word of any document. */
static gboolean
find_numbered (CercleStore *store, const char *end, GString *found, GError **error)
{
  g_autoptr (CercleStatement) row = cercle_sqlite_prepare (
      store->sqlite,
      "SELECT DISTINCT d.doc>>12 FROM cases c JOIN search_doc d ON d.id=c.id AND d.kind='case'"
      " WHERE substr(c.id, -5)=? ORDER BY 1 DESC",
      error);
  CercleStep step;
  guint n = 0;

  if (row == NULL)
    return FALSE;
  cercle_statement_bind (row, "s", end);
  while ((step = cercle_statement_step (row, error)) == CERCLE_STEP_ROW)
    g_string_append_printf (found, "%s%" G_GINT64_FORMAT, n++ > 0 ? "," : "",
                            cercle_statement_integer (row, 0));
  return step == CERCLE_STEP_DONE;
}

static gboolean
find_words (CercleStore *store, const CercleKind *kind, const char *text, GString *found,
            GError **error)
{
  g_autoptr (GPtrArray) words = cercle_words_to_match (text, add_beginning, store);

  if (words->len == 0)
    return TRUE;
  return cercle_search_by_subject (kind) ? find_subjects (store, kind, words, found, error)
                                         : find_documents (store, kind, words, found, error);
}

char *
cercle_search_find (CercleStore *store, const CercleKind *kind, const char *text, GError **error)
{
  g_autofree char *end = kind == &cercle_case_kind ? cercle_case_number_end (text) : NULL;
  g_autoptr (GString) found = g_string_new ("[");
  gsize none = found->len;

  if (end != NULL && !find_numbered (store, end, found, error))
    return NULL;
  if (found->len == none && !find_words (store, kind, text, found, error))
    return NULL;
  g_string_append_c (found, ']');
  return g_string_free (g_steal_pointer (&found), FALSE);
}
