/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which other cases has the person, and which of those around her have one themselves? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-kin.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-moves.h"
#include "cercle-person.h"
#include "cercle-text.h"

struct _CercleCaseKin
{
  AdwBin parent_instance;
  GtkWidget *box;
  CercleSession *session;
  GHashTable *words; /* identity of a person → who she is to the person of the case */
  GHashTable *own;   /* identities of the records of the person of the case */
  char *kase;        /* the case itself */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (CercleCaseKin, cercle_case_kin, ADW_TYPE_BIN)

/* Opened at another time, or for a record that was merged into hers. */
static char *
own_sentence (CercleRecord *kase, const char *number)
{
  const char *need = cercle_record_get_text (kase, CERCLE_CASE_NEED);
  /* TRANSLATORS: the reference of a case, the need. */
  g_autofree char *words = need != NULL ? g_strdup_printf (_ ("%1$s, %2$s"), number, need) : NULL;

  if (cercle_case_status_is_open (cercle_record_get_text (kase, CERCLE_CASE_STATUS)))
    /* TRANSLATORS: the reference of a case, and the need. */
    return g_strdup_printf (_ ("Another open case of this person: %s"),
                            words != NULL ? words : number);
  /* TRANSLATORS: the reference of a case, and the need. */
  return g_strdup_printf (_ ("A closed case of this person: %s"), words != NULL ? words : number);
}

static char *
sentence (CercleCaseKin *self, CercleRecord *kase)
{
  const char *person = cercle_record_get_text (kase, CERCLE_CASE_PERSON);
  g_autofree char *number = cercle_case_number (kase);

  if (g_hash_table_contains (self->own, person))
    return own_sentence (kase, number);
  g_autofree char *told = cercle_session_name_of_id (self->session, &cercle_person_kind, person);
  gboolean hidden = g_strcmp0 (cercle_record_get_text (kase, CERCLE_CASE_PROFILE), "ase") == 0;
  g_autofree char *name = hidden ? cercle_text_initials (told) : g_strdup (told);
  const char *words = g_hash_table_lookup (self->words, person);
  g_autofree char *who =
      words[0] != '\0' ? g_strdup_printf ("%s (%s)", name, words) : g_strdup (name);

  if (cercle_case_status_is_open (cercle_record_get_text (kase, CERCLE_CASE_STATUS)))
    /* TRANSLATORS: a name and who she is, the reference of her case. */
    return g_strdup_printf (_ ("%1$s also has an open case: %2$s"), who, number);
  /* TRANSLATORS: a name and who she is, the reference of her case. */
  return g_strdup_printf (_ ("%1$s had a case, now closed: %2$s"), who, number);
}

static void
add_button (CercleCaseKin *self, CercleRecord *kase)
{
  g_autofree char *words = sentence (self, kase);
  GtkWidget *button = gtk_button_new (), *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "relative");
  gtk_widget_set_tooltip_text (button, _ ("Open this case"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-case");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", cercle_record_get_id (kase));
  gtk_box_append (GTK_BOX (self->box), button);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleCaseKin) self = data;
  g_autoptr (GPtrArray) cases = cercle_session_find_finish (CERCLE_SESSION (source), result, NULL);
  GtkWidget *line = NULL;

  if (cases == NULL || self->box == NULL)
    return;
  while ((line = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), line);
  for (guint i = 0; i < cases->len; i++)
    if (g_strcmp0 (cercle_record_get_id (g_ptr_array_index (cases, i)), self->kase) != 0)
      add_button (self, g_ptr_array_index (cases, i));
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (self->box) != NULL);
}

/* Cases stay where they were opened when a record was merged: all records of that person count. */
static void
note (CercleCaseKin *self, GString *ids, const char *person, const char *words)
{
  g_autoptr (GPtrArray) persons =
      person != NULL ? cercle_session_get_persons (self->session, person) : NULL;

  for (guint i = 0; persons != NULL && i < persons->len; i++)
    {
      const char *id = cercle_record_get_id (g_ptr_array_index (persons, i));

      /* Two records of one person, linked before they were joined: nobody is around herself. */
      if (g_hash_table_contains (self->words, id))
        continue;
      g_hash_table_insert (self->words, g_strdup (id), g_strdup (words));
      g_string_append_printf (ids, "%s%s", ids->len > 0 ? " " : "", id);
    }
}

static void
note_own (CercleCaseKin *self, GString *ids, CercleCaseFile *file)
{
  g_autoptr (GPtrArray) persons =
      file->person != NULL
          ? cercle_session_get_persons (self->session, cercle_record_get_id (file->person))
          : NULL;

  for (guint i = 0; persons != NULL && i < persons->len; i++)
    {
      const char *id = cercle_record_get_id (g_ptr_array_index (persons, i));

      g_hash_table_add (self->own, g_strdup (id));
      g_hash_table_insert (self->words, g_strdup (id), g_strdup (""));
      g_string_append_printf (ids, "%s%s", ids->len > 0 ? " " : "", id);
    }
}

void
cercle_case_kin_show (CercleCaseKin *self, CercleSession *session, CercleCaseFile *file)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);
  g_autoptr (GString) ids = g_string_new (NULL);

  g_set_object (&self->session, session);
  g_hash_table_remove_all (self->words);
  g_hash_table_remove_all (self->own);
  g_free (self->kase);
  self->kase = g_strdup (cercle_record_get_id (file->kase));
  note_own (self, ids, file);
  for (guint i = 0; i < file->relatives->len; i++)
    {
      CercleRecord *relative = g_ptr_array_index (file->relatives, i);
      g_autofree char *link = cercle_record_display (relative, CERCLE_RELATIVE_LINK);
      note (self, ids, cercle_record_get_text (relative, CERCLE_RELATIVE_KNOWN), link);
    }
  for (guint i = 0; i < file->kin->len; i++)
    {
      CercleRecord *relative = g_ptr_array_index (file->kin, i);
      note (self, ids, cercle_record_get_text (relative, CERCLE_RELATIVE_PERSON),
            cercle_relative_seen_from_there (relative));
    }
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (ids->len == 0)
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return;
    }
  cercle_query_where (query, CERCLE_CASE_PERSON, CERCLE_IN, ids->str);
  cercle_query_sort (query, -1, CERCLE_CASE_OPENED_ON, TRUE);
  cercle_session_find_async (session, query, self->cancellable, found_cb, g_object_ref (self));
}

static void
cercle_case_kin_dispose (GObject *object)
{
  CercleCaseKin *self = CERCLE_CASE_KIN (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  self->box = NULL;
  G_OBJECT_CLASS (cercle_case_kin_parent_class)->dispose (object);
}

static void
cercle_case_kin_finalize (GObject *object)
{
  g_hash_table_unref (CERCLE_CASE_KIN (object)->words);
  g_hash_table_unref (CERCLE_CASE_KIN (object)->own);
  g_free (CERCLE_CASE_KIN (object)->kase);
  G_OBJECT_CLASS (cercle_case_kin_parent_class)->finalize (object);
}

static void
cercle_case_kin_class_init (CercleCaseKinClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_case_kin_dispose;
  G_OBJECT_CLASS (klass)->finalize = cercle_case_kin_finalize;
}

static void
cercle_case_kin_init (CercleCaseKin *self)
{
  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  adw_bin_set_child (ADW_BIN (self), self->box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
