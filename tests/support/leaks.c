/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* For a build with -Db_sanitize=address. GLib makes its table of quarks while it is loaded and drops it
 * when it grows, so that threads may go on reading it; GTK alone makes it grow. Told by the frames of its
 * stack this would want them unwound at every allocation, which takes seven times as long as all else. */
#include <stdbool.h>
#include <stddef.h>
#include <sanitizer/lsan_interface.h>

enum { QUARKS = 2048 }; /* QUARK_BLOCK_SIZE of glib/gquark.c */

void __sanitizer_malloc_hook (const volatile void *pointer, size_t size);

/* Called by the sanitizer at each allocation, of which this table's is an early one of its size. */
void
__sanitizer_malloc_hook (const volatile void *pointer, size_t size)
{
  static bool found;
  if (!found && size == QUARKS * sizeof (char *))
    {
      found = true;
      __lsan_ignore_object ((const void *) pointer);
    }
}
