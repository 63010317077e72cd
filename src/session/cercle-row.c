/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does one line of a list show besides its own record? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-row.h"

#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-conflict.h"
#include "cercle-event.h"
#include "cercle-one-person.h"
#include "cercle-person.h"

/* Which field of a kind names its case, and which its person; -1: none. A person not named is the
 * case's. */
static const struct
{
  const CercleKind *kind;
  int kase, person;
} relations[] = {
  { &cercle_case_kind, -1, CERCLE_CASE_PERSON },
  { &cercle_action_kind, CERCLE_ACTION_CASE, -1 },
  { &cercle_event_kind, CERCLE_EVENT_CASE, -1 },
  { &cercle_call_kind, CERCLE_CALL_CASE, CERCLE_CALL_PERSON },
  { &cercle_conflict_kind, CERCLE_CONFLICT_CASE, -1 },
  { &cercle_relative_kind, -1, CERCLE_RELATIVE_PERSON },
};

struct _CercleRow
{
  GObject parent_instance;
  CercleSession *session;
  CercleRowParts *parts; /* NULL: a placeholder */
};

G_DEFINE_FINAL_TYPE (CercleRow, cercle_row, G_TYPE_OBJECT)

static void
cercle_row_finalize (GObject *object)
{
  CercleRow *self = CERCLE_ROW (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->parts, cercle_row_parts_free);
  G_OBJECT_CLASS (cercle_row_parent_class)->finalize (object);
}

static void
cercle_row_class_init (CercleRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cercle_row_finalize;
}

static void
cercle_row_init (CercleRow *self)
{
}

CercleRow *
cercle_row_new (CercleSession *session, CercleRowParts *parts)
{
  CercleRow *self = g_object_new (CERCLE_TYPE_ROW, NULL);

  self->session = g_object_ref (session);
  self->parts = parts;
  if (parts != NULL)
    parts->in_conflict =
        g_hash_table_contains (session->in_conflict, cercle_record_get_id (parts->record));
  return self;
}

CercleRowParts *
cercle_row_get_parts (CercleRow *self)
{
  return self->parts;
}

CercleRecord *
cercle_row_get_record (CercleRow *self)
{
  return self->parts != NULL ? self->parts->record : NULL;
}

CercleRecord *
cercle_row_get_person (CercleRow *self)
{
  return self->parts != NULL ? self->parts->person : NULL;
}

CercleRecord *
cercle_row_get_case (CercleRow *self)
{
  return self->parts != NULL ? self->parts->kase : NULL;
}

int
cercle_row_get_mark (CercleRow *self)
{
  return self->parts != NULL ? self->parts->mark : 0;
}

gboolean
cercle_row_has_conflict (CercleRow *self)
{
  return self->parts != NULL && self->parts->in_conflict;
}

CercleSession *
cercle_row_get_session (CercleRow *self)
{
  return self->session;
}

void
cercle_row_parts_free (CercleRowParts *parts)
{
  g_clear_object (&parts->record);
  g_clear_object (&parts->person);
  g_clear_object (&parts->kase);
  g_free (parts);
}

static gboolean
same_record (CercleRecord *a, CercleRecord *b)
{
  const CercleKind *kind;

  if (a == NULL || b == NULL)
    return a == b;
  if (g_strcmp0 (cercle_record_get_id (a), cercle_record_get_id (b)) != 0 ||
      cercle_record_envelope (a)->rev != cercle_record_envelope (b)->rev)
    return FALSE;
  kind = cercle_record_get_kind (a);
  for (guint field = 0; field < kind->n_fields; field++)
    if (!cercle_record_same (a, b, field))
      return FALSE;
  return TRUE;
}

gboolean
cercle_row_parts_same (const CercleRowParts *a, const CercleRowParts *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return a->mark == b->mark && a->in_conflict == b->in_conflict &&
         same_record (a->record, b->record) && same_record (a->person, b->person) &&
         same_record (a->kase, b->kase);
}

static CercleRecord *
read_related (CercleStore *store, const CercleKind *kind, CercleRecord *from, int field)
{
  const char *id = from != NULL && field >= 0 ? cercle_record_get_text (from, (guint) field) : NULL;
  g_autoptr (CercleRecord) record = NULL;

  if (id != NULL)
    record = kind == &cercle_person_kind ? cercle_one_person_get (store, id, NULL)
                                         : cercle_store_get (store, kind, id, NULL);
  if (record == NULL || cercle_record_envelope (record)->deleted)
    return NULL;
  return g_steal_pointer (&record);
}

static CercleRowParts *
read_parts (CercleStore *store, const CercleKind *kind, CercleRecord *record)
{
  CercleRowParts *parts;

  if (record == NULL)
    return NULL;
  parts = g_new0 (CercleRowParts, 1);
  parts->record = g_object_ref (record);
  parts->mark = cercle_journal_mark (store, kind, cercle_record_get_id (record));
  for (guint i = 0; i < G_N_ELEMENTS (relations); i++)
    if (relations[i].kind == kind)
      {
        parts->kase = read_related (store, &cercle_case_kind, record, relations[i].kase);
        parts->person = read_related (store, &cercle_person_kind, record, relations[i].person);
        if (parts->person == NULL)
          parts->person =
              read_related (store, &cercle_person_kind, parts->kase, CERCLE_CASE_PERSON);
      }
  return parts;
}

static void
free_parts_cb (gpointer data)
{
  if (data != NULL)
    cercle_row_parts_free (data);
}

GPtrArray *
cercle_row_parts_read (CercleStore *store, const CercleKind *kind, const gint64 *keys, guint n_keys,
                       GError **error)
{
  g_autoptr (GPtrArray) records = cercle_store_get_page (store, kind, keys, n_keys, error);
  GPtrArray *parts;

  if (records == NULL)
    return NULL;
  parts = g_ptr_array_new_full (n_keys, free_parts_cb);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (parts, read_parts (store, kind, g_ptr_array_index (records, i)));
  return parts;
}

guint64
cercle_row_kinds (const CercleKind *kind)
{
  guint64 kinds = cercle_session_kind_bit (kind) | cercle_session_kind_bit (&cercle_conflict_kind);

  for (guint i = 0; i < G_N_ELEMENTS (relations); i++)
    if (relations[i].kind == kind)
      {
        kinds |= cercle_session_kind_bit (&cercle_person_kind);
        if (relations[i].kase >= 0)
          kinds |= cercle_session_kind_bit (&cercle_case_kind);
      }
  return kinds;
}
