#include "CPNG.h"

#include <errno.h>
#include <png.h>
#include <setjmp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
  bufferBytes = 64 * 1024,
  /// Far above what any chunk that is kept needs.
  maxChunkBytes = 4 * 1024 * 1024,
  maxCachedChunks = 64,
  rowsBetweenClockReads = 64,
  passes = 7,
};

struct CPNGReader {
  jmp_buf jump;
  png_structp png;
  png_infop info;
  int status;
  char reason[128];

  int fd;
  off_t offset;
  size_t used;
  size_t filled;
  uint8_t buffer[bufferBytes];

  struct timespec deadline;
  CPNGHeader header;
  CPNGColors colors;
  bool started;
  bool interlaced;
  int pass;
  uint32_t row;
};

static bool isLate(const CPNGReader *reader) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  if (now.tv_sec != reader->deadline.tv_sec) return now.tv_sec > reader->deadline.tv_sec;
  return now.tv_nsec > reader->deadline.tv_nsec;
}

/// libpng's own complaints end here. A status set before (truncated, too slow) is the cause and
/// stays.
static void onError(png_structp png, png_const_charp message) {
  CPNGReader *reader = png_get_error_ptr(png);
  if (reader->status == CPNG_OK) reader->status = CPNG_DAMAGED;
  snprintf(reader->reason, sizeof reader->reason, "%s", message);
  longjmp(reader->jump, 1);
}

/// Warnings concern side data that we do not use.
static void onWarning(png_structp png, png_const_charp message) {
  (void)png;
  (void)message;
}

static void onRead(png_structp png, png_bytep out, size_t wanted) {
  CPNGReader *reader = png_get_io_ptr(png);
  while (wanted > 0) {
    if (reader->used == reader->filled) {
      // The clock is read here too: a file may hold gigabytes of chunks before its first row.
      if (isLate(reader)) {
        reader->status = CPNG_TOO_SLOW;
        png_error(png, "time is up");
      }
      ssize_t got;
      do got = pread(reader->fd, reader->buffer, bufferBytes, reader->offset);
      while (got < 0 && errno == EINTR);
      if (got <= 0) {
        reader->status = got < 0 ? CPNG_UNREADABLE : CPNG_TRUNCATED;
        png_error(png, got < 0 ? strerror(errno) : "the file ends");
      }
      reader->offset += got;
      reader->used = 0;
      reader->filled = (size_t)got;
    }
    size_t take = reader->filled - reader->used;
    if (take > wanted) take = wanted;
    memcpy(out, reader->buffer + reader->used, take);
    reader->used += take;
    out += take;
    wanted -= take;
  }
}

static uint32_t bigEndian(const uint8_t *bytes) {
  return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/// Looks at width and height where every PNG has them, so that a bomb is refused with its true
/// size before libpng allocates anything for it.
static bool isTooLarge(CPNGReader *reader, CPNGLimits limits) {
  uint8_t start[24];
  if (pread(reader->fd, start, sizeof start, 0) != (ssize_t)sizeof start) return false;
  if (memcmp(start + 12, "IHDR", 4) != 0) return false;
  reader->header.width = bigEndian(start + 16);
  reader->header.height = bigEndian(start + 20);
  return reader->header.width > limits.max_side || reader->header.height > limits.max_side
      || (uint64_t)reader->header.width * reader->header.height > limits.max_pixels;
}

/// What the colors mean: cICP before iCCP before sRGB before gAMA and cHRM (PNG third edition, 4.3).
static void findColors(CPNGReader *reader) {
  png_structp png = reader->png;
  png_infop info = reader->info;
  CPNGColors *colors = &reader->colors;
  png_unknown_chunkp unknown = NULL;
  int count = png_get_unknown_chunks(png, info, &unknown);
  for (int index = 0; index < count; index++) {
    if (memcmp(unknown[index].name, "cICP", 5) != 0 || unknown[index].size != 4) continue;
    memcpy(colors->points, unknown[index].data, 4);
    colors->has_points = true;
  }
  png_charp name;
  int method;
  png_bytep profile;
  png_uint_32 size;
  if (png_get_iCCP(png, info, &name, &method, &profile, &size)) {
    colors->profile = profile;
    colors->profile_size = size;
  }
  colors->is_srgb = png_get_valid(png, info, PNG_INFO_sRGB) != 0;
  png_fixed_point gamma;
  if (png_get_gAMA_fixed(png, info, &gamma) && gamma > 0) colors->gamma = gamma / 100000.0;
  double *at = colors->chromaticities;
  colors->has_chromaticities
    = png_get_cHRM(png, info, &at[0], &at[1], &at[2], &at[3], &at[4], &at[5], &at[6], &at[7]) != 0;
}

static void readHeader(CPNGReader *reader, CPNGLimits limits) {
  if (setjmp(reader->jump)) return;
  png_structp png = reader->png;
  png_infop info = reader->info;
  png_set_user_limits(png, limits.max_side, limits.max_side);
  png_set_chunk_malloc_max(png, maxChunkBytes);
  png_set_chunk_cache_max(png, maxCachedChunks);
  // -1: every chunk but those that make pixels (IHDR, PLTE, tRNS, IDAT) is skipped unread, even those
  // that libpng knows. For some it would allocate, and clear, the two gigabytes that they claim.
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
  // Those that say what the colors mean are read: of fixed length, or a profile within maxChunkBytes.
  png_set_keep_unknown_chunks(
    png, PNG_HANDLE_CHUNK_AS_DEFAULT, (png_const_bytep) "iCCP\0sRGB\0gAMA\0cHRM", 4);
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_ALWAYS, (png_const_bytep) "cICP", 1);
  png_set_crc_action(png, PNG_CRC_ERROR_QUIT, PNG_CRC_WARN_DISCARD);
  png_set_read_fn(png, reader, onRead);
  png_read_info(png, info);

  reader->interlaced = png_get_interlace_type(png, info) != PNG_INTERLACE_NONE;
  int type = png_get_color_type(png, info);
  bool isClear = type & PNG_COLOR_MASK_ALPHA || png_get_valid(png, info, PNG_INFO_tRNS);
  reader->header = (CPNGHeader){
    .width = png_get_image_width(png, info),
    .height = png_get_image_height(png, info),
    .channels = isClear ? 4 : 3,
    .bits = png_get_bit_depth(png, info) == 16 ? 16 : 8,
    .gray = !(type & PNG_COLOR_MASK_COLOR),
  };
  findColors(reader);
}

CPNGReader *cpng_open(int fd, CPNGLimits limits, CPNGHeader *header, int *status) {
  CPNGReader *reader = calloc(1, sizeof *reader);
  if (!reader) return NULL;
  reader->fd = fd;
  clock_gettime(CLOCK_MONOTONIC, &reader->deadline);
  reader->deadline.tv_sec += limits.milliseconds / 1000;
  reader->deadline.tv_nsec += (long)(limits.milliseconds % 1000) * 1000000;
  if (reader->deadline.tv_nsec >= 1000000000) {
    reader->deadline.tv_sec += 1;
    reader->deadline.tv_nsec -= 1000000000;
  }
  if (isTooLarge(reader, limits)) {
    reader->status = CPNG_TOO_LARGE;
  } else {
    reader->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, reader, onError, onWarning);
    if (reader->png) reader->info = png_create_info_struct(reader->png);
    if (reader->info) {
      readHeader(reader, limits);
    } else {
      reader->status = CPNG_NO_MEMORY;
    }
  }
  *header = reader->header;
  *status = reader->status;
  return reader;
}

/// Moves to the next row that exists; small interlaced pictures have empty passes.
static bool findRow(CPNGReader *reader, CPNGSpan *span) {
  const CPNGHeader *header = &reader->header;
  if (!reader->interlaced) {
    if (reader->row >= header->height) return false;
    *span = (CPNGSpan){.y = reader->row, .x = 0, .step = 1, .count = header->width};
    return true;
  }
  for (; reader->pass < passes; reader->pass++, reader->row = 0) {
    uint32_t count = PNG_PASS_COLS(header->width, reader->pass);
    if (count == 0 || reader->row >= PNG_PASS_ROWS(header->height, reader->pass)) continue;
    *span = (CPNGSpan){
      .y = PNG_ROW_FROM_PASS_ROW(reader->row, reader->pass),
      .x = PNG_PASS_START_COL(reader->pass),
      .step = PNG_PASS_COL_OFFSET(reader->pass),
      .count = count,
    };
    return true;
  }
  return false;
}

CPNGColors cpng_colors(const CPNGReader *reader) { return reader->colors; }

int cpng_start(CPNGReader *reader, bool deep) {
  if (reader->status != CPNG_OK || reader->started) return reader->status;
  if (setjmp(reader->jump)) return reader->status;
  png_structp png = reader->png;
  // Passes are read raw, without png_set_interlace_handling: libpng would need every row of the
  // picture again for each pass.
  png_set_expand(png);
  if (!deep) png_set_scale_16(png);
  const uint16_t one = 1;
  if (deep && *(const uint8_t *)&one == 1) png_set_swap(png);
  png_set_gray_to_rgb(png);
  png_read_update_info(png, reader->info);
  if (png_get_channels(png, reader->info) != reader->header.channels
      || png_get_bit_depth(png, reader->info) != (deep ? reader->header.bits : 8)) {
    png_error(png, "pixels cannot be expanded");
  }
  reader->started = true;
  return CPNG_OK;
}

int cpng_next(CPNGReader *reader, CPNGSpan *span, uint8_t *row) {
  if (reader->status != CPNG_OK) return reader->status;
  if (!reader->started) return CPNG_END;
  // Chunks after the last row are not read: junk there does not spoil a complete picture.
  if (!findRow(reader, span)) return CPNG_END;
  if (reader->row % rowsBetweenClockReads == 0 && isLate(reader)) {
    return reader->status = CPNG_TOO_SLOW;
  }
  if (setjmp(reader->jump)) return reader->status;
  png_read_row(reader->png, row, NULL);
  reader->row++;
  return CPNG_OK;
}

const char *cpng_reason(const CPNGReader *reader) { return reader->reason; }

void cpng_close(CPNGReader *reader) {
  if (reader->png) png_destroy_read_struct(&reader->png, &reader->info, NULL);
  free(reader);
}
