/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a key reach the window, and when was it there? By the XTEST extension: the X server
 * treats the request as a key of its keyboard and puts it into the queue of the window that has the
 * focus before it answers the next request. So a key was delivered when XSync() returns.
 *
 * A window that goes takes along the keys that are on their way to it, and any program may take the
 * keyboard. So a key is pressed in two steps: the program gives a sign of life, which it does after
 * all it was told before and after what it told the X server for that; then, while the X server
 * listens to nobody else, the key is pressed if that window still has the keyboard. */
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

static GHashTable *screens; /* of names: Display */
static char *looked_at;     /* NULL: $DISPLAY */

static Display *
screen (void)
{
  const char *name = looked_at != NULL ? looked_at : g_getenv ("DISPLAY");
  Display *display = NULL;

  if (screens == NULL)
    screens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  display = g_hash_table_lookup (screens, name);
  if (display == NULL)
    {
      display = XOpenDisplay (name);
      g_assert_nonnull (display);
      g_hash_table_insert (screens, g_strdup (name), display);
      XSetErrorHandler (error_cb);
      /* Or signs of life would not come here. */
      XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);
    }
  return display;
}

void
keys_look_at (const char *display)
{
  g_clear_pointer (&looked_at, g_free);
  looked_at = g_strdup (display);
}

void
keys_forget_screen (const char *display)
{
  Display *known = screens != NULL ? g_hash_table_lookup (screens, display) : NULL;

  if (known == NULL)
    return;
  XCloseDisplay (known);
  g_hash_table_remove (screens, display);
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

static Window
focused (void)
{
  Window focus = None;
  int revert;

  XGetInputFocus (screen (), &focus, &revert);
  return focus;
}

void
keys_focus_window (gulong window)
{
  if (focused () == window)
    return;
  XSetInputFocus (screen (), window, RevertToParent, CurrentTime);
  XSync (screen (), False);
}

/* _NET_WM_PING, as a window manager asks: the program sends it back to the root window. */
static gboolean
gives_sign_of_life (Window window, guint ms)
{
  static long number;
  Display *display = screen ();
  gint64 until = g_get_monotonic_time () + ms * 1000;
  XEvent sign = { 0 };

  sign.xclient.type = ClientMessage;
  sign.xclient.window = window;
  sign.xclient.message_type = XInternAtom (display, "WM_PROTOCOLS", False);
  sign.xclient.format = 32;
  sign.xclient.data.l[0] = (long) XInternAtom (display, "_NET_WM_PING", False);
  sign.xclient.data.l[1] = ++number;
  sign.xclient.data.l[2] = (long) window;
  XSendEvent (display, window, False, NoEventMask, &sign);
  while (g_get_monotonic_time () < until)
    {
      XEvent event;

      while (XPending (display) > 0)
        {
          XNextEvent (display, &event);
          if (event.type == ClientMessage && event.xclient.data.l[1] == number &&
              (Window) event.xclient.data.l[2] == window)
            return TRUE;
        }
      g_usleep (1000);
    }
  return FALSE;
}

gulong
keys_take (GPid pid, guint ms)
{
  Window front = keys_find_window (pid);

  if (front == 0 || !gives_sign_of_life (front, ms) || keys_find_window (pid) != front)
    return 0;
  keys_focus_window (front);
  return focused () == front ? front : 0;
}

gboolean
keys_strike (gulong window, const char *chord, gunichar character)
{
  gboolean there = FALSE;

  XGrabServer (screen ());
  there = focused () == window;
  if (there && chord != NULL)
    keys_press (chord);
  else if (there)
    keys_press_character (character);
  XUngrabServer (screen ());
  XSync (screen (), False);
  return there;
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
