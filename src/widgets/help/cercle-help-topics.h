/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What the help says. What is not built yet is not told. */
#pragma once

typedef struct
{
  const char *page;  /* of the window, or "community" and "lists" of the Preferences; NULL: of none */
  const char *title; /* msgid */
  const char *text;  /* msgid: paragraphs, with an empty line between them */
} CercleHelpTopic;

/* Ends with a NULL title. */
extern const CercleHelpTopic cercle_help_topics[];
