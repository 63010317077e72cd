/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The story of a case as lines: events, calls and done actions, newest first, with a line for each day. */
#pragma once

#include "cercle-case-file.h"

typedef enum
{
  CERCLE_STORY_DAY,    /* a heading */
  CERCLE_STORY_SAID,   /* notes, words, calls: what people said */
  CERCLE_STORY_MOVED,  /* state, closing, baton */
  CERCLE_STORY_DONE,   /* actions */
  CERCLE_STORY_CHANGED,/* told fields */
} CercleStory;

#define CERCLE_TYPE_TIMELINE_LINE (cercle_timeline_line_get_type ())
G_DECLARE_FINAL_TYPE (CercleTimelineLine, cercle_timeline_line, CERCLE, TIMELINE_LINE, GObject)
CercleStory cercle_timeline_line_get_story (CercleTimelineLine *self);
int cercle_timeline_line_get_day (CercleTimelineLine *self);            /* of the territory */
const char *cercle_timeline_line_get_hour (CercleTimelineLine *self);   /* "9:42"; "" for a day */
const char *cercle_timeline_line_get_label (CercleTimelineLine *self);  /* "Note"; a day in words */
const char *cercle_timeline_line_get_text (CercleTimelineLine *self);   /* plain */
const char *cercle_timeline_line_get_who (CercleTimelineLine *self);    /* "" unknown */
const char *cercle_timeline_line_get_icon (CercleTimelineLine *self);

typedef char *(*CercleTimelineName) (const char *reference, gpointer data);
typedef struct
{
  CercleTimelineName name; /* (transfer full): of "member:…" and others */
  gpointer data; /* outlives the lines: what they say is asked for when they are shown */
  const char *zone;
  int today;
} CercleTimelineContext;

/* (transfer full): of CercleTimelineLine. stories: bit set of 1 << CercleStory, 0 for all. A call told
 * by an event (of_kind "call") is one line, not two. */
GPtrArray *cercle_timeline_build (CercleCaseFile *file, const CercleTimelineContext *context,
                                  guint stories);
