// Little CMS behind plain integers and buffers: rows in any color space become sRGB.
//
// The intent is perceptual with black point compensation: both Firefox and Chrome read a profile's
// perceptual table, and profiles without tables give the same with any intent.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// How the pixels of a row lie in memory.
typedef struct {
  /// 3: red, green, blue. 4: the same and alpha, or four inks.
  uint32_t channels;
  /// A channel: 8, or 16 in the machine's byte order.
  uint32_t bits;
  /// Cyan, magenta, yellow, black; 0 is no ink.
  bool inks;
  /// With inks: 0 is full ink.
  bool inverted;
  /// Red, green and blue are always the same: the profile may be one of gray.
  bool gray;
} CLCMSSamples;

/// Chromaticities x, y (CIE 1931) of white and of the primaries.
typedef struct {
  double white[2];
  double red[2];
  double green[2];
  double blue[2];
  /// Light is the value to this power; 0 for sRGB's own curve.
  double exponent;
} CLCMSSpace;

typedef struct CLCMSTransform CLCMSTransform;

/// From an ICC profile to sRGB. NULL when there is nothing to do or nothing that can be done: the
/// profile is sRGB itself to within a step of 8 bits, is broken, or is meant for other samples.
CLCMSTransform *clcms_from_profile(const uint8_t *profile, size_t size, CLCMSSamples samples);

/// From a space of red, green and blue to sRGB; NULL as above.
CLCMSTransform *clcms_from_space(CLCMSSpace space, CLCMSSamples samples);

/// Makes `count` pixels of `in` 8-bit sRGB in `out`, three bytes a pixel; with alpha four, and the
/// alpha is kept. The buffers must not overlap.
void clcms_row(const CLCMSTransform *transform, const uint8_t *in, uint8_t *out, uint32_t count);

void clcms_close(CLCMSTransform *transform);
