/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which colours does Cercle draw with? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-ink.h"

#include <adwaita.h>

#define RGB(hex, alpha_)                                                                           \
  {                                                                                                \
    (((hex) >> 16) & 0xff) / 255.0f, (((hex) >> 8) & 0xff) / 255.0f, ((hex) &0xff) / 255.0f,       \
        alpha_                                                                                     \
  }

static const CercleInk light = {
  .text = RGB (0x000000, 0.9f),
  .dim = RGB (0x000000, 0.62f),
  .alarm = RGB (0xc01c28, 1.0f),
  .warning = RGB (0x905400, 1.0f),
  .accent = RGB (0x1c71d8, 1.0f),
  .border = RGB (0x000000, 0.15f),
  .on_mark = RGB (0xffffff, 1.0f),
};

static const CercleInk dark = {
  .text = RGB (0xffffff, 1.0f),
  .dim = RGB (0xffffff, 0.68f),
  .alarm = RGB (0xff7b63, 1.0f),
  .warning = RGB (0xf8e45c, 1.0f),
  .accent = RGB (0x78aeed, 1.0f),
  .border = RGB (0xffffff, 0.15f),
  .on_mark = RGB (0xffffff, 1.0f),
};

static const CercleInk light_contrast = {
  .text = RGB (0x000000, 1.0f),
  .dim = RGB (0x000000, 0.85f),
  .alarm = RGB (0xa0101c, 1.0f),
  .warning = RGB (0x6b3d00, 1.0f),
  .accent = RGB (0x144a92, 1.0f),
  .border = RGB (0x000000, 0.5f),
  .on_mark = RGB (0xffffff, 1.0f),
};

static const CercleInk dark_contrast = {
  .text = RGB (0xffffff, 1.0f),
  .dim = RGB (0xffffff, 0.9f),
  .alarm = RGB (0xffa090, 1.0f),
  .warning = RGB (0xf8e45c, 1.0f),
  .accent = RGB (0xa8cbf5, 1.0f),
  .border = RGB (0xffffff, 0.5f),
  .on_mark = RGB (0xffffff, 1.0f),
};

const CercleInk *
cercle_ink (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  if (adw_style_manager_get_high_contrast (manager))
    return adw_style_manager_get_dark (manager) ? &dark_contrast : &light_contrast;
  return adw_style_manager_get_dark (manager) ? &dark : &light;
}

gboolean
cercle_ink_is_dark (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ());
}
