// libpng behind plain integers and buffers: a reader that hands out one row at a time.
//
// Every call sets its own setjmp and returns before anything of Swift runs, so no longjmp ever
// crosses a Swift frame. A reader never holds more than two rows of the picture.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum CPNGStatus {
  CPNG_OK = 0,
  /// All rows have been handed out.
  CPNG_END = 1,
  /// The data contradicts the format; `cpng_reason` has libpng's sentence.
  CPNG_DAMAGED = 2,
  /// The file ends before its picture does.
  CPNG_TRUNCATED = 3,
  /// Width and height are set, and above the limits.
  CPNG_TOO_LARGE = 4,
  /// The time budget is used up.
  CPNG_TOO_SLOW = 5,
  /// The operating system could not read the file.
  CPNG_UNREADABLE = 6,
  CPNG_NO_MEMORY = 7,
};

typedef struct {
  uint32_t max_side;
  uint64_t max_pixels;
  /// From `cpng_open` to the last row.
  uint32_t milliseconds;
} CPNGLimits;

typedef struct {
  uint32_t width;
  uint32_t height;
  /// 3: red, green, blue. 4: the same and alpha, not premultiplied.
  uint32_t channels;
  /// 8 or 16 a channel; fewer are expanded to 8.
  uint32_t bits;
  /// Red, green and blue are always the same.
  bool gray;
} CPNGHeader;

/// All that the file says of what its colors mean. Memory is the reader's.
typedef struct {
  /// cICP: color primaries, transfer function, matrix, full range (ITU-T H.273).
  bool has_points;
  uint8_t points[4];
  /// iCCP: an ICC profile; NULL when there is none or libpng finds it broken.
  const uint8_t *profile;
  size_t profile_size;
  bool is_srgb;
  /// gAMA: 0 when there is none.
  double gamma;
  /// cHRM: x and y of white, red, green and blue.
  bool has_chromaticities;
  double chromaticities[8];
} CPNGColors;

/// Where the samples of one row belong: sample `i` is pixel `x + i * step` of row `y`.
/// Interlaced pictures arrive in seven passes of spans with larger steps.
typedef struct {
  uint32_t y;
  uint32_t x;
  uint32_t step;
  uint32_t count;
} CPNGSpan;

typedef struct CPNGReader CPNGReader;

/// Reads everything before the pixels. `fd` is read from its start by offset and stays the
/// caller's. Returns NULL only when there is no memory for the reader itself; otherwise the
/// reader must be closed whatever `status` says.
CPNGReader *cpng_open(int fd, CPNGLimits limits, CPNGHeader *header, int *status);

/// Valid after `cpng_open` returned CPNG_OK, until the reader is closed.
CPNGColors cpng_colors(const CPNGReader *reader);

/// Prepares the rows: `deep` leaves 16 bits as they are, in the machine's byte order; otherwise every
/// channel has 8.
int cpng_start(CPNGReader *reader, bool deep);

/// Reads the next row into `row`, which has room for `width * channels` samples.
int cpng_next(CPNGReader *reader, CPNGSpan *span, uint8_t *row);

/// What libpng said when a call returned CPNG_DAMAGED; valid until the reader is closed.
const char *cpng_reason(const CPNGReader *reader);

void cpng_close(CPNGReader *reader);
