/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The national extract read for one département, or nothing at all: what a process of ours is by
 * itself.
 *
 * bench-directory [FILE DEPARTMENT]    prints sheets seen and given, and the most memory (KiB) */
#include <string.h>

#include "cercle-foreign.h"

/* Not that of getrusage(), which begins with what the parent had. */
static gint64
most_memory (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, "VmHWM:");
  return line != NULL ? g_ascii_strtoll (line + strlen ("VmHWM:"), NULL, 10) : 0;
}

static gboolean
drop (CercleForeignSheet *sheet, gpointer data, GError **error)
{
  cercle_foreign_sheet_free (sheet);
  return TRUE;
}

int
main (int argc, char **argv)
{
  CercleForeignTally tally = { 0 };

  if (argc == 3)
    {
      const char *const departments[] = { argv[2], NULL };
      const CercleForeignOptions options = { .departments = departments, .tally = &tally };
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (argv[1]);
      g_autoptr (GError) error = NULL;
      g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &error);

      if (stream == NULL || !cercle_foreign_read (CERCLE_FOREIGN_FINESS, G_INPUT_STREAM (stream),
                                                  &options, drop, NULL, NULL, &error))
        {
          g_printerr ("%s\n", error->message);
          return 1;
        }
    }
  g_print ("seen %u given %u resident %" G_GINT64_FORMAT "\n", tally.seen, tally.given,
           most_memory ());
  return 0;
}
