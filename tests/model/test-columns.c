/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Are the columns of a list kept exactly, and does nonsense do no harm? */
#include "cercle-case-column.h"
#include "cercle-case.h"

#define STANDARD "due person need holder since status"

static const struct
{
  const char *written, *read; /* read NULL: the standard ones */
} kept[] = {
  { NULL, NULL },
  { "", NULL },
  { "of a newer program", NULL },
  { STANDARD, NULL },
  { "person due tags", "person due tags" },
  { "due  due person", "due person" },
  { "tags future risk person", "tags risk person" },
  /* Never without whom it is about. */
  { "tags", "person tags" },
  { "status due person need holder since", "status due person need holder since" },
};

static void
test_kept (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autoptr (GPtrArray) columns = cercle_case_columns_read (kept[i].written);
      g_autofree char *written = cercle_case_columns_write (columns);

      g_test_message ("%s", kept[i].written != NULL ? kept[i].written : "NULL");
      g_assert_cmpstr (written, ==, kept[i].read);
      g_assert_true (g_ptr_array_find (columns, cercle_case_column_find ("person"), NULL));
    }
}

static void
test_most (void)
{
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (GPtrArray) columns = NULL;

  for (const CercleCaseColumn *column = cercle_case_columns; column->id != NULL; column++)
    g_string_append_printf (all, "%s ", column->id);
  columns = cercle_case_columns_read (all->str);
  g_assert_cmpuint (columns->len, ==, CERCLE_CASE_COLUMNS_MOST);
}

/* Each has a name and a place of its own; none shows what somebody wrote at length. */
static void
test_table (void)
{
  for (const CercleCaseColumn *column = cercle_case_columns; column->id != NULL; column++)
    {
      g_test_message ("%s", column->id);
      g_assert_true (cercle_case_column_find (column->id) == column);
      g_assert_cmpstr (cercle_case_column_label (column), !=, "");
      g_assert_cmpint (column->width, >, 0);
      g_assert_null (strchr (column->id, ' '));
      g_assert_cmpint (cercle_case_column_field (column)->type, !=, CERCLE_NOTE);
    }
  g_assert_null (cercle_case_column_find (NULL));
  g_assert_null (cercle_case_column_find ("no such column"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/columns/kept", test_kept);
  g_test_add_func ("/columns/most", test_most);
  g_test_add_func ("/columns/table", test_table);
  return g_test_run ();
}
