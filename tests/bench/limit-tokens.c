/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What nobody who reads JSON can avoid: each byte looked at once, each token's end found. Nothing
 * is kept, nothing is decoded.
 *
 * limit-tokens <FILE    prints tokens, and the seconds that the processor gave */
#include <ctype.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

static char buffer[1 << 18];

int
main (void)
{
  unsigned long tokens = 0, deepest = 0, depth = 0;
  int text = 0, escaped = 0, plain = 0;
  struct rusage usage;
  ssize_t n;

  while ((n = read (STDIN_FILENO, buffer, sizeof buffer)) > 0)
    for (ssize_t i = 0; i < n; i++)
      {
        char c = buffer[i];

        if (text)
          {
            if (escaped)
              escaped = 0;
            else if (c == '\\')
              escaped = 1;
            else if (c == '"')
              text = 0;
            continue;
          }
        if (c == '"')
          {
            text = 1;
            tokens++;
          }
        else if (c == '{' || c == '[')
          {
            tokens++;
            if (++depth > deepest)
              deepest = depth;
          }
        else if (c == '}' || c == ']')
          {
            tokens++;
            depth--;
          }
        else if (isalnum ((unsigned char) c) && !plain)
          tokens++;
        plain = isalnum ((unsigned char) c) || c == '.' || c == '-' || c == '+';
      }
  getrusage (RUSAGE_SELF, &usage);
  printf ("tokens %lu deepest %lu cpu %.3f\n", tokens, deepest,
          (double) usage.ru_utime.tv_sec + (double) usage.ru_utime.tv_usec / 1e6 +
              (double) usage.ru_stime.tv_sec + (double) usage.ru_stime.tv_usec / 1e6);
  return depth != 0;
}
