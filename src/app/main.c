/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The desktop program. */
#define G_LOG_DOMAIN "cercle-app"

#include <locale.h>

#include <glib/gi18n.h>

#include "cercle-application.h"

/* With a profile, CERCLE_LOCALE_DIR tells where the translations of a program that is not installed
 * were built. It is read before GLib translates its first word: GLib decides then, once, whether
 * there is anything to translate. */
static const char *
locale_dir (char **argv)
{
  const char *told = g_getenv ("CERCLE_LOCALE_DIR");

  for (int i = 1; told != NULL && argv[i] != NULL; i++)
    if (g_str_has_prefix (argv[i], "--profile") || g_str_has_prefix (argv[i], "-p"))
      return told;
  return CERCLE_LOCALE_DIR;
}

int
main (int argc, char **argv)
{
  g_autoptr (CercleApplication) application = NULL;
  int status = 0;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir (argv));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("cercle");
  g_set_application_name ("Cercle");
  application = cercle_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);
  return status == 0 && cercle_application_has_failed (application) ? 1 : status;
}
