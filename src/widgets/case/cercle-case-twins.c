/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is this person known under another record too? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-twins.h"

#include <glib/gi18n-lib.h>

#include "cercle-case-compare.h"
#include "cercle-community.h"
#include "cercle-duplicate.h"
#include "cercle-escape.h"
#include "cercle-instant.h"
#include "cercle-page.h"
#include "cercle-person-merge.h"
#include "cercle-person.h"

/* More would hide the case. */
#define MOST_SHOWN 3

struct _CercleCaseTwins
{
  CercleCasePart parent_instance;
  GtkWidget *box;
  GPtrArray *twins; /* CercleRecord, the likeliest first */
  char *asked;      /* what of the person was asked about */
  CercleRecord *person;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (CercleCaseTwins, cercle_case_twins, CERCLE_TYPE_CASE_PART)

static CercleSession *
session_of (CercleCaseTwins *self)
{
  return cercle_case_part_get_session (CERCLE_CASE_PART (self));
}

/* --- Making one, and separating -------------------------------------------------------------- */

typedef struct
{
  GWeakRef part;
  CercleRecord *person, *other;
} Pair;

static Pair *
pair_new (CercleCaseTwins *self, CercleRecord *person, CercleRecord *other)
{
  Pair *pair = g_new0 (Pair, 1);

  g_weak_ref_init (&pair->part, self);
  pair->person = g_object_ref (person);
  pair->other = g_object_ref (other);
  return pair;
}

static void
pair_free (gpointer data)
{
  Pair *pair = data;

  g_weak_ref_clear (&pair->part);
  g_object_unref (pair->person);
  g_object_unref (pair->other);
  g_free (pair);
}

static void
pair_gone_cb (gpointer data, GClosure *closure)
{
  pair_free (data);
}

static void
commit (CercleCaseTwins *self, const char *label, CercleRecord *merge, CercleRecord *loser,
        CercleRecord *survivor)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), CERCLE_TYPE_PAGE);
  CercleTx *tx = cercle_tx_new (label);

  cercle_tx_save (tx, survivor);
  cercle_tx_save (tx, loser);
  cercle_tx_save (tx, merge);
  cercle_page_commit (CERCLE_PAGE (page), tx, NULL, NULL);
}

static void
compared_cb (guint64 mask, gpointer data)
{
  Pair *pair = data;
  g_autoptr (CercleCaseTwins) self = g_weak_ref_get (&pair->part);
  g_autoptr (CercleRecord) survivor = cercle_record_copy (pair->person);
  g_autoptr (CercleRecord) loser = cercle_record_copy (pair->other);
  g_autoptr (CercleRecord) merge = NULL;
  CercleRecord *member = NULL;

  if (self == NULL)
    return;
  member = cercle_session_get_member (session_of (self));
  merge = cercle_person_merge (loser, survivor, mask,
                               member != NULL ? cercle_record_get_id (member) : NULL, NULL);
  if (merge != NULL)
    commit (self, _ ("Two records made one."), merge, loser, survivor);
}

static void
compare_cb (GtkButton *button, Pair *pair)
{
  g_autoptr (CercleCaseTwins) self = g_weak_ref_get (&pair->part);

  if (self != NULL)
    cercle_case_compare_ask (GTK_WIDGET (self), pair->person, pair->other, compared_cb,
                             pair_new (self, pair->person, pair->other), pair_free);
}

/* pair->other: the merge. */
static void
separate_cb (GtkButton *button, Pair *pair)
{
  g_autoptr (CercleCaseTwins) self = g_weak_ref_get (&pair->part);
  g_autoptr (CercleRecord) merge = cercle_record_copy (pair->other);
  g_autoptr (CercleRecord) survivor = cercle_record_copy (pair->person);
  g_autoptr (CercleRecord) loser = NULL;

  if (self != NULL)
    loser = cercle_session_get (session_of (self), &cercle_person_kind,
                                cercle_record_get_text (merge, CERCLE_MERGE_LOSER));
  if (loser != NULL && cercle_person_unmerge (merge, loser, survivor, NULL, NULL))
    commit (self, _ ("Two records separated again."), merge, loser, survivor);
}

/* --- Lines ----------------------------------------------------------------------------------- */

static void
add_line (CercleCaseTwins *self, const char *words, const char *button, GCallback clicked,
          CercleRecord *other)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (words), *act = gtk_button_new_with_label (button);
  g_autofree char *spoken = g_strdup_printf ("%s %s", button, words);

  g_signal_connect_data (act, "clicked", clicked, pair_new (self, self->person, other),
                         pair_gone_cb, 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (act, GTK_ALIGN_CENTER);
  cercle_set_spoken (act, spoken);
  gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name ("system-users-symbolic"));
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), act);
  gtk_box_append (GTK_BOX (self->box), line);
}

static void
add_twin (CercleCaseTwins *self, CercleRecord *twin)
{
  g_auto (GStrv) reasons = cercle_duplicate_reasons (cercle_duplicate_compare (self->person, twin));
  g_autofree char *alike = g_strjoinv (_ (", "), reasons);
  g_autofree char *name = cercle_person_name (twin);
  /* TRANSLATORS: a name; what is alike: "the same name, born the same day". */
  g_autofree char *words =
      g_strdup_printf (_ ("Perhaps the same person as another record, %1$s: %2$s."), name, alike);

  add_line (self, words, _ ("Compare…"), G_CALLBACK (compare_cb), twin);
}

static void
add_merge (CercleCaseTwins *self, CercleRecord *merge)
{
  g_autoptr (CercleRecord) loser = cercle_session_get (
      session_of (self), &cercle_person_kind, cercle_record_get_text (merge, CERCLE_MERGE_LOSER));
  g_autofree char *name = loser != NULL ? cercle_person_name (loser) : NULL;
  g_autofree char *by = cercle_session_name_of_id (session_of (self), &cercle_member_kind,
                                                   cercle_record_get_text (merge, CERCLE_MERGE_BY));
  g_autofree char *words = NULL;
  gint64 at = 0;

  if (name == NULL || cercle_record_is_set (merge, CERCLE_MERGE_UNDONE_AT) ||
      !cercle_instant_parse (cercle_record_get_text (merge, CERCLE_MERGE_AT), &at) ||
      cercle_instant_now () - at > CERCLE_MERGE_UNDO_DAYS * G_GINT64_CONSTANT (86400000))
    return;
  /* TRANSLATORS: a name; who did it. */
  words = g_strdup_printf (_ ("The record %1$s was made one with this one by %2$s."), name, by);
  add_line (self, words, _ ("Separate"), G_CALLBACK (separate_cb), merge);
}

static void
refill (CercleCaseTwins *self)
{
  CercleCaseFile *file = cercle_case_part_get_file (CERCLE_CASE_PART (self));
  GtkWidget *line = NULL;

  while ((line = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), line);
  for (guint i = 0; i < MIN (self->twins->len, MOST_SHOWN); i++)
    add_twin (self, g_ptr_array_index (self->twins, i));
  for (guint i = 0; file != NULL && self->person != NULL && i < file->merges->len; i++)
    add_merge (self, g_ptr_array_index (file->merges, i));
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (self->box) != NULL);
}

/* --- Looking for them ------------------------------------------------------------------------ */

static int
likelier (gconstpointer a, gconstpointer b, gpointer person)
{
  return cercle_duplicate_weight (cercle_duplicate_compare (person, *(CercleRecord **) b)) -
         cercle_duplicate_weight (cercle_duplicate_compare (person, *(CercleRecord **) a));
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GPtrArray) found =
      cercle_session_find_household_finish (CERCLE_SESSION (source), result, NULL);
  CercleCaseTwins *self = data;

  /* NULL: cancelled, and perhaps no longer there. */
  if (found == NULL)
    return;
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (self->twins, g_object_ref (g_ptr_array_index (found, i)));
  g_ptr_array_sort_with_data (self->twins, likelier, self->person);
  refill (self);
}

static void
look (CercleCaseTwins *self)
{
  self->cancellable = g_cancellable_new ();
  cercle_session_find_household_async (session_of (self), NULL, NULL, self->person,
                                       self->cancellable, found_cb, self);
}

/* What a likeness is made of, and how often she was made one. */
static char *
likeness_of (CercleRecord *person, guint merges)
{
  static const guint fields[] = { CERCLE_PERSON_FIRST_NAME, CERCLE_PERSON_LAST_NAME,
                                  CERCLE_PERSON_BIRTH_ON,   CERCLE_PERSON_BIRTH_YEAR,
                                  CERCLE_PERSON_PHONE,      CERCLE_PERSON_MDPH_NUMBER,
                                  CERCLE_PERSON_COMMUNE,    CERCLE_PERSON_MERGED_INTO };
  GString *text = g_string_new (cercle_record_get_id (person));

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *value = cercle_record_value_text (person, fields[i]);
      g_string_append_printf (text, "\n%s", value != NULL ? value : "");
    }
  g_string_append_printf (text, "\n%u", merges);
  return g_string_free (text, FALSE);
}

static void
cancel (CercleCaseTwins *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
twins_show (CercleCasePart *part, CercleCaseFile *file)
{
  CercleCaseTwins *self = CERCLE_CASE_TWINS (part);
  gboolean may = cercle_session_may (session_of (self), &cercle_merge_kind, CERCLE_OP_CREATE);
  g_autofree char *likeness =
      file->person != NULL && may ? likeness_of (file->person, file->merges->len) : NULL;

  g_clear_object (&self->person);
  if (file->person != NULL && may)
    self->person = g_object_ref (file->person);
  if (g_strcmp0 (likeness, self->asked) != 0)
    {
      cancel (self);
      g_ptr_array_set_size (self->twins, 0);
      g_free (self->asked);
      self->asked = g_steal_pointer (&likeness);
      if (self->person != NULL)
        look (self);
    }
  refill (self);
}

static void
cercle_case_twins_dispose (GObject *object)
{
  CercleCaseTwins *self = CERCLE_CASE_TWINS (object);

  cancel (self);
  g_clear_pointer (&self->twins, g_ptr_array_unref);
  g_clear_object (&self->person);
  g_clear_pointer (&self->asked, g_free);
  G_OBJECT_CLASS (cercle_case_twins_parent_class)->dispose (object);
}

static void
cercle_case_twins_class_init (CercleCaseTwinsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_case_twins_dispose;
  CERCLE_CASE_PART_CLASS (klass)->show = twins_show;
}

static void
cercle_case_twins_init (CercleCaseTwins *self)
{
  self->twins = g_ptr_array_new_with_free_func (g_object_unref);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  adw_bin_set_child (ADW_BIN (self), self->box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
