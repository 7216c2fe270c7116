// libjpeg(-turbo) behind plain integers and buffers: a reader that hands out one row at a time.
//
// Every call sets its own setjmp and returns before anything of Swift runs, so no longjmp ever
// crosses a Swift frame. Progressive pictures are first absorbed, some rows a call, because their
// pixels are known only after the last scan.
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum CJPEGStatus {
  CJPEG_OK = 0,
  /// All rows have been handed out.
  CJPEG_END = 1,
  /// The data contradicts the format; `cjpeg_reason` has libjpeg's sentence.
  CJPEG_DAMAGED = 2,
  /// The file ends before its picture does.
  CJPEG_TRUNCATED = 3,
  /// Width and height are set, and above the limits.
  CJPEG_TOO_LARGE = 4,
  /// The time budget is used up.
  CJPEG_TOO_SLOW = 5,
  /// The operating system could not read the file.
  CJPEG_UNREADABLE = 6,
  CJPEG_NO_MEMORY = 7,
  /// `cjpeg_absorb` has more to do: call it again.
  CJPEG_MORE = 8,
};

typedef struct {
  uint32_t max_side;
  uint64_t max_pixels;
  /// What libjpeg may hold: a progressive picture's coefficients.
  uint64_t max_decoder_bytes;
  /// From `cjpeg_open` to the last row.
  uint32_t milliseconds;
} CJPEGLimits;

/// As stored, before any turning that EXIF asks for.
typedef struct {
  uint32_t width;
  uint32_t height;
  /// Cyan, magenta, yellow, black instead of light.
  bool inks;
  /// With inks: 255 is no ink, as Adobe stores them.
  bool inverted;
  /// Red, green and blue are always the same.
  bool gray;
} CJPEGHeader;

typedef struct CJPEGReader CJPEGReader;

/// Reads everything before the pixels. `fd` is read from its start by offset and stays the
/// caller's. Returns NULL only when there is no memory for the reader itself; otherwise the
/// reader must be closed whatever `status` says.
CJPEGReader *cjpeg_open(int fd, CJPEGLimits limits, CJPEGHeader *header, int *status);

/// Asks for a smaller picture: both sides are divided by 1, 2, 4 or 8 and rounded up, which libjpeg
/// does at a fraction of the cost. To be called before `cjpeg_absorb`; sets the new size.
int cjpeg_shrink(CJPEGReader *reader, uint32_t divisor, uint32_t *width, uint32_t *height);

/// Has a picture of inks handed out as it is, four bytes a pixel, instead of mixed to light. To be
/// called before `cjpeg_absorb`.
void cjpeg_keep_inks(CJPEGReader *reader);

/// Prepares the rows: CJPEG_MORE until a progressive picture is complete, then CJPEG_OK.
int cjpeg_absorb(CJPEGReader *reader);

/// Reads the next row into `row`, `width * 3` bytes of red, green, blue; or `width * 4` of inks.
int cjpeg_next(CJPEGReader *reader, uint8_t *row);

/// What libjpeg said when a call returned CJPEG_DAMAGED; valid until the reader is closed.
const char *cjpeg_reason(const CJPEGReader *reader);

void cjpeg_close(CJPEGReader *reader);
