/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is the question behind a list of cases kept? */
#define G_LOG_DOMAIN "cercle-report"

#include "cercle-case-question.h"

#include "cercle-indicator.h"
#include "cercle-json.h"

#define CAP 4096

static const struct
{
  const char *name;
  gsize offset;
} texts[] = {
  { "indicator", G_STRUCT_OFFSET (CercleCaseQuestion, indicator) },
  { "where", G_STRUCT_OFFSET (CercleCaseQuestion, where) },
  { "text", G_STRUCT_OFFSET (CercleCaseQuestion, text) },
  { "sort", G_STRUCT_OFFSET (CercleCaseQuestion, sort) },
  { "columns", G_STRUCT_OFFSET (CercleCaseQuestion, columns) },
};

static const struct
{
  const char *name;
  gsize offset;
} flags[] = {
  { "closed", G_STRUCT_OFFSET (CercleCaseQuestion, closed) },
  { "reverse", G_STRUCT_OFFSET (CercleCaseQuestion, reverse) },
};

char *
cercle_case_question_write (const CercleCaseQuestion *question)
{
  g_autoptr (JsonObject) object = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *text = G_STRUCT_MEMBER (const char *, question, texts[i].offset);
      if (text != NULL && *text != '\0')
        json_object_set_string_member (object, texts[i].name, text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if (G_STRUCT_MEMBER (gboolean, question, flags[i].offset))
      json_object_set_boolean_member (object, flags[i].name, TRUE);
  return cercle_json_print (object);
}

static gboolean
is_known (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (texts[i].name, name))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if (g_str_equal (flags[i].name, name))
      return TRUE;
  return FALSE;
}

/* A member of a newer program would narrow the list: without it another list would be shown. */
static gboolean
read_members (JsonObject *object, CercleCaseQuestion *question)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *name = names; name != NULL; name = name->next)
    if (!is_known (name->data))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (!cercle_json_text_opt (object, texts[i].name,
                               &G_STRUCT_MEMBER (const char *, question, texts[i].offset), NULL))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if (!cercle_json_flag_opt (object, flags[i].name,
                               &G_STRUCT_MEMBER (gboolean, question, flags[i].offset), NULL))
      return FALSE;
  return question->indicator == NULL || cercle_indicator_find (question->indicator) != NULL;
}

JsonObject *
cercle_case_question_read (const char *content, CercleCaseQuestion *question)
{
  g_autoptr (JsonObject) object =
      content != NULL ? cercle_json_parse (content, -1, CAP, NULL) : NULL;

  *question = (CercleCaseQuestion){ 0 };
  if (object == NULL || !read_members (object, question))
    return NULL;
  return g_steal_pointer (&object);
}
