/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a key reach the window, and when was it there? By the XTEST extension: the X server
 * treats the request as a key of its keyboard and puts it into the queue of the window that has the
 * focus before it answers the next request. So a key was delivered when XSync() returns. */
#define G_LOG_DOMAIN "cercle-end-to-end"

#include <X11/XKBlib.h>
#include <X11/Xatom.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <cairo.h>
#include <string.h>

#include "driver-private.h"

#define UNICODE_KEYSYM 0x1000000

static const struct
{
  const char *name;
  KeySym symbol;
} modifiers[] = {
  { "ctrl", XK_Control_L },
  { "alt", XK_Alt_L },
  { "shift", XK_Shift_L },
};

/* A window may go at any moment: its desk was killed. */
static int
error_cb (Display *display, XErrorEvent *event)
{
  return 0;
}

static Display *
screen (void)
{
  static Display *display;

  if (display == NULL)
    {
      display = XOpenDisplay (NULL);
      g_assert_nonnull (display);
      XSetErrorHandler (error_cb);
    }
  return display;
}

/* A key that has no symbol yet gets this one, for good: were it used again for another, a window
 * that is slow to read would see the other. */
static KeyCode
borrow_key (KeySym symbol)
{
  Display *display = screen ();
  int first, last, each;

  XDisplayKeycodes (display, &first, &last);
  KeySym *symbols = XGetKeyboardMapping (display, first, last - first + 1, &each);
  for (int code = last; code >= first; code--)
    {
      KeySym two[] = { symbol, symbol };
      int i = 0;
      while (i < each && symbols[(code - first) * each + i] == NoSymbol)
        i++;
      if (i < each)
        continue;
      XFree (symbols);
      XChangeKeyboardMapping (display, code, 2, two, 1);
      XSync (display, False);
      return (KeyCode) code;
    }
  g_error ("the keyboard is full");
}

static guint keys, characters;

guint
keys_pressed (guint *typed)
{
  *typed = characters;
  return keys;
}

static gint64
press (KeySym symbol, gboolean on[G_N_ELEMENTS (modifiers)])
{
  Display *display = screen ();
  KeyCode code = XKeysymToKeycode (display, symbol);

  if (code == 0)
    code = borrow_key (symbol);
  if (XkbKeycodeToKeysym (display, code, 0, 0) != symbol)
    on[G_N_ELEMENTS (modifiers) - 1] = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (modifiers); i++)
    if (on[i])
      XTestFakeKeyEvent (display, XKeysymToKeycode (display, modifiers[i].symbol), True, 0);
  XTestFakeKeyEvent (display, code, True, 0);
  XTestFakeKeyEvent (display, code, False, 0);
  for (guint i = G_N_ELEMENTS (modifiers); i > 0; i--)
    if (on[i - 1])
      XTestFakeKeyEvent (display, XKeysymToKeycode (display, modifiers[i - 1].symbol), False, 0);
  XSync (display, False);
  return g_get_monotonic_time ();
}

gint64
keys_press (const char *chord)
{
  g_auto (GStrv) parts = g_strsplit (chord, "+", -1);
  guint n = g_strv_length (parts);
  gboolean on[G_N_ELEMENTS (modifiers)] = { FALSE };
  KeySym symbol = XStringToKeysym (parts[n - 1]);

  g_assert_cmpuint (symbol, !=, NoSymbol);
  for (guint i = 0; i + 1 < n; i++)
    for (guint j = 0; j < G_N_ELEMENTS (modifiers); j++)
      on[j] |= g_str_equal (parts[i], modifiers[j].name);
  keys++;
  return press (symbol, on);
}

gint64
keys_press_character (gunichar character)
{
  gboolean on[G_N_ELEMENTS (modifiers)] = { FALSE };

  characters++;
  if (character == '\n')
    return press (XK_Return, on);
  return press (character < 0x100 ? character : UNICODE_KEYSYM | character, on);
}

static gboolean
belongs_to (Window window, GPid pid)
{
  Display *display = screen ();
  XWindowAttributes attributes;
  Atom type;
  int format;
  unsigned long n = 0, left;
  unsigned char *value = NULL;

  if (!XGetWindowAttributes (display, window, &attributes) || attributes.map_state != IsViewable ||
      attributes.override_redirect || attributes.width < 100)
    return FALSE;
  XGetWindowProperty (display, window, XInternAtom (display, "_NET_WM_PID", False), 0, 1, False,
                      XA_CARDINAL, &type, &format, &n, &left, &value);
  gboolean same = n == 1 && format == 32 && *(unsigned long *) value == (unsigned long) pid;
  if (value != NULL)
    XFree (value);
  return same;
}

gulong
keys_find_window (GPid pid)
{
  Display *display = screen ();
  Window root, parent, *children = NULL, found = 0;
  unsigned int n = 0;

  XQueryTree (display, DefaultRootWindow (display), &root, &parent, &children, &n);
  /* From the front: a window that belongs to another one stands before it. */
  for (unsigned int i = n; i > 0 && found == 0; i--)
    if (belongs_to (children[i - 1], pid))
      found = children[i - 1];
  if (children != NULL)
    XFree (children);
  return found;
}

void
keys_focus_window (gulong window)
{
  Display *display = screen ();
  Window focus;
  int revert;

  XGetInputFocus (display, &focus, &revert);
  if (focus == window)
    return;
  XSetInputFocus (display, window, RevertToParent, CurrentTime);
  XSync (display, False);
}

void
keys_raise_window (gulong window)
{
  XRaiseWindow (screen (), window);
  XSync (screen (), False);
}

void
keys_save_screen (const char *file)
{
  Display *display = screen ();
  int width = DisplayWidth (display, DefaultScreen (display));
  int height = DisplayHeight (display, DefaultScreen (display));
  XImage *image = XGetImage (display, DefaultRootWindow (display), 0, 0, (unsigned) width,
                             (unsigned) height, AllPlanes, ZPixmap);

  g_assert_nonnull (image);
  g_assert_cmpint (image->bits_per_pixel, ==, 32);
  cairo_surface_t *picture = cairo_image_surface_create_for_data (
      (unsigned char *) image->data, CAIRO_FORMAT_RGB24, width, height, image->bytes_per_line);
  g_assert_cmpint (cairo_surface_write_to_png (picture, file), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (picture);
  XDestroyImage (image);
}
