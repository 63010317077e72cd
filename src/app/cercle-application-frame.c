/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* When has the program shown what it was started for, and what did that take? */
#define G_LOG_DOMAIN "cercle-app"

#include "cercle-application-frame.h"

#include <stdlib.h>
#include <string.h>

#define STAY_MS 1000

typedef struct
{
  CercleWindow *window; /* not owned: this lives on it */
  gboolean stay, shown;
} Frame;

/* Kilobytes. */
static long
resident (void)
{
  g_autofree char *status = NULL;
  const char *line;

  g_file_get_contents ("/proc/self/status", &status, NULL, NULL);
  line = status != NULL ? strstr (status, "VmRSS:") : NULL;
  return line != NULL ? strtol (line + strlen ("VmRSS:"), NULL, 10) : 0;
}

static void
end (Frame *frame)
{
  g_application_quit (G_APPLICATION (gtk_window_get_application (GTK_WINDOW (frame->window))));
}

static gboolean
stay_cb (gpointer data)
{
  g_print ("resident %ld\n", resident ());
  end (data);
  return G_SOURCE_REMOVE;
}

/* The first list that is on the screen. */
static GtkWidget *
find_list (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LIST_VIEW (widget) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_list (child);
  return found;
}

/* The window is not shown before its numbers are there; rows come by an answer of their own. */
static gboolean
is_true (CercleWindow *window)
{
  GtkWidget *list;

  if (cercle_window_get_page (window) == NULL)
    return FALSE;
  if (strcmp (cercle_window_get_page (window), "cases") != 0)
    return TRUE;
  list = find_list (GTK_WIDGET (window));
  return list != NULL && g_list_model_get_n_items (
                             G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)))) > 0;
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer data)
{
  Frame *frame = data;

  if (frame->shown || !is_true (frame->window))
    return;
  frame->shown = TRUE;
  if (frame->stay)
    g_timeout_add (STAY_MS, stay_cb, frame);
  else
    end (frame);
}

static void
realize_cb (GtkWidget *window, gpointer data)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (after_paint_cb),
                    data);
}

void
cercle_application_end_after_frame (CercleWindow *window, gboolean stay)
{
  Frame *frame = g_new0 (Frame, 1);

  frame->window = window;
  frame->stay = stay;
  g_object_set_data_full (G_OBJECT (window), "cercle-frame", frame, g_free);
  g_signal_connect (window, "realize", G_CALLBACK (realize_cb), frame);
}
