// libwebp behind plain integers and buffers: a reader that hands out one row at a time.
//
// libwebp decodes into a picture of its own; rows that were handed out give their memory back at
// once, so of a lossy picture only a few rows exist at a time. Of a lossless one libwebp holds every pixel
// inside.
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum CWebPStatus {
  CWEBP_OK = 0,
  /// All rows have been handed out.
  CWEBP_END = 1,
  /// The data contradicts the format.
  CWEBP_DAMAGED = 2,
  /// The file ends before its picture does.
  CWEBP_TRUNCATED = 3,
  /// Width and height are set, and above the limits.
  CWEBP_TOO_LARGE = 4,
  /// The time budget is used up.
  CWEBP_TOO_SLOW = 5,
  /// The operating system could not read the file.
  CWEBP_UNREADABLE = 6,
  CWEBP_NO_MEMORY = 7,
  /// Some more of the file was read, but no row is complete yet: call it again.
  CWEBP_MORE = 8,
};

typedef struct {
  uint32_t max_side;
  uint64_t max_pixels;
  /// The file itself, and what libwebp holds of it.
  uint64_t max_decoder_bytes;
  /// From `cwebp_open` to the last row.
  uint32_t milliseconds;
} CWebPLimits;

/// As stored, before any turning that EXIF asks for.
typedef struct {
  uint32_t width;
  uint32_t height;
  /// 3: red, green, blue. 4: the same and alpha, not premultiplied.
  uint32_t channels;
} CWebPHeader;

typedef struct CWebPReader CWebPReader;

/// Reads everything before the pixels. `fd` is read from its start by offset and stays the
/// caller's. Returns NULL only when there is no memory for the reader itself; otherwise the
/// reader must be closed whatever `status` says.
CWebPReader *cwebp_open(int fd, CWebPLimits limits, CWebPHeader *header, int *status);

/// Asks for a smaller picture of these sides. To be called before `cwebp_absorb`.
int cwebp_shrink(CWebPReader *reader, uint32_t width, uint32_t height);

/// Reads on: CWEBP_MORE until the first row is complete, then CWEBP_OK.
int cwebp_absorb(CWebPReader *reader);

/// Copies the next row into `row`, which has room for `width * channels` bytes; or reads on.
int cwebp_next(CWebPReader *reader, uint8_t *row);

/// A sentence when a call returned CWEBP_DAMAGED or CWEBP_UNREADABLE; valid until the reader is
/// closed.
const char *cwebp_reason(const CWebPReader *reader);

void cwebp_close(CWebPReader *reader);
