/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The window of an assistant: a bar with a button that goes back and one that goes on, the steps,
 * and under them the sentence that says what is missing. Escape closes it, Ctrl+Return goes on,
 * wherever the keyboard is. */
#pragma once

#include <adwaita.h>

#define CERCLE_ASSISTANT_MARGIN 18

typedef struct
{
  GtkWidget *window;    /* modal before that of the page; shown by gtk_window_present() */
  GtkWidget *back, *go; /* connect to "clicked" */
  GtkWidget *stack;     /* of the steps */
  GtkWidget *problem;   /* a label */
} CercleAssistant;

/* self: of whoever goes with the window, which owns the widgets. narrowest: never less wide,
 * however narrow the window of the page is. */
void cercle_assistant_build (CercleAssistant *self, GtkWidget *page, const char *title,
                             int narrowest);
/* A step, scrolled where it is longer than the window. */
void cercle_assistant_add (CercleAssistant *self, const char *name, GtkWidget *step,
                           gboolean scrolled);
void cercle_assistant_show (CercleAssistant *self, const char *name);
/* What is missing; NULL: nothing, and it may go on. */
void cercle_assistant_judge (CercleAssistant *self, const char *problem);
