#include "CWebP.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <webp/decode.h>

enum {
  /// A file's start, up to its first pixels: libwebp asks for more if that is not enough.
  headerBytes = 4096,
  /// Compressed bytes between two looks at the clock: some rows.
  stepBytes = 32 * 1024,
  /// Handed-out rows go back to the system in pieces of this many bytes.
  dropBytes = 1024 * 1024,
};

struct CWebPReader {
  int fd;
  int status;
  const char *reason;
  struct timespec deadline;
  uint64_t maxBytes;

  /// The compressed file, as much of it as was read.
  uint8_t *file;
  size_t size;
  size_t filled;

  WebPDecoderConfig config;
  CWebPHeader header;
  WebPIDecoder *decoder;

  /// Room for the whole picture: address space that takes memory only while rows wait in it.
  uint8_t *pixels;
  size_t pixelBytes;
  size_t stride;
  size_t dropped;
  int ready;
  int next;
};

static bool isLate(const CWebPReader *reader) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  if (now.tv_sec != reader->deadline.tv_sec) return now.tv_sec > reader->deadline.tv_sec;
  return now.tv_nsec > reader->deadline.tv_nsec;
}

static int fail(CWebPReader *reader, int status, const char *reason) {
  reader->reason = reason;
  return reader->status = status;
}

/// Reads on until `wanted` bytes of the file are there, or it ends.
static int fill(CWebPReader *reader, size_t wanted) {
  if (wanted > reader->size) wanted = reader->size;
  while (reader->filled < wanted) {
    ssize_t got;
    do {
      got = pread(
        reader->fd, reader->file + reader->filled, wanted - reader->filled, (off_t)reader->filled);
    } while (got < 0 && errno == EINTR);
    if (got < 0) return fail(reader, CWEBP_UNREADABLE, strerror(errno));
    // It became shorter meanwhile.
    if (got == 0) reader->size = wanted = reader->filled;
    reader->filled += (size_t)got;
  }
  return CWEBP_OK;
}

static uint32_t littleEndian(const uint8_t *bytes) {
  return (uint32_t)bytes[3] << 24 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[1] << 8 | bytes[0];
}

/// Finds how long the file is by its own word: whatever follows is not read.
static int measure(CWebPReader *reader) {
  struct stat facts;
  uint8_t start[12] = {0};
  if (fstat(reader->fd, &facts) != 0) return fail(reader, CWEBP_UNREADABLE, strerror(errno));
  if (pread(reader->fd, start, sizeof start, 0) < (ssize_t)sizeof start) {
    return fail(reader, CWEBP_TRUNCATED, "the file ends");
  }
  uint64_t claimed = (uint64_t)littleEndian(start + 4) + 8;
  uint64_t there = (uint64_t)facts.st_size;
  reader->size = claimed < there ? claimed : there;
  if (reader->size > reader->maxBytes) return fail(reader, CWEBP_NO_MEMORY, "the file");
  reader->file = malloc(reader->size);
  return reader->file ? CWEBP_OK : fail(reader, CWEBP_NO_MEMORY, "the file");
}

static int readHeader(CWebPReader *reader, CWebPLimits limits) {
  if (measure(reader) != CWEBP_OK) return reader->status;
  if (!WebPInitDecoderConfig(&reader->config)) {
    return fail(reader, CWEBP_DAMAGED, "libwebp is another version");
  }
  WebPBitstreamFeatures *facts = &reader->config.input;
  VP8StatusCode code;
  size_t wanted = headerBytes;
  do {
    if (isLate(reader)) return fail(reader, CWEBP_TOO_SLOW, "time is up");
    if (fill(reader, wanted) != CWEBP_OK) return reader->status;
    code = WebPGetFeatures(reader->file, reader->filled, facts);
    wanted *= 2;
  } while (code == VP8_STATUS_NOT_ENOUGH_DATA && reader->filled < reader->size);
  if (code == VP8_STATUS_NOT_ENOUGH_DATA) return fail(reader, CWEBP_TRUNCATED, "the file ends");
  if (code != VP8_STATUS_OK) return fail(reader, CWEBP_DAMAGED, "its header makes no sense");
  reader->header = (CWebPHeader){
    .width = (uint32_t)facts->width,
    .height = (uint32_t)facts->height,
    .channels = facts->has_alpha ? 4 : 3,
  };
  uint64_t pixels = (uint64_t)reader->header.width * reader->header.height;
  if (reader->header.width > limits.max_side || reader->header.height > limits.max_side
      || pixels > limits.max_pixels) {
    return fail(reader, CWEBP_TOO_LARGE, "too large");
  }
  if (facts->has_animation) return fail(reader, CWEBP_DAMAGED, "an animation without frames");
  // What libwebp holds: every pixel of a lossless picture, the alpha of a lossy one.
  uint64_t held = facts->format == 2 ? pixels * 4 : facts->has_alpha ? pixels : 0;
  if (reader->size + held > reader->maxBytes) return fail(reader, CWEBP_NO_MEMORY, "the pixels");
  return CWEBP_OK;
}

CWebPReader *cwebp_open(int fd, CWebPLimits limits, CWebPHeader *header, int *status) {
  CWebPReader *reader = calloc(1, sizeof *reader);
  if (!reader) return NULL;
  reader->fd = fd;
  reader->reason = "";
  reader->maxBytes = limits.max_decoder_bytes;
  clock_gettime(CLOCK_MONOTONIC, &reader->deadline);
  reader->deadline.tv_sec += limits.milliseconds / 1000;
  reader->deadline.tv_nsec += (long)(limits.milliseconds % 1000) * 1000000;
  if (reader->deadline.tv_nsec >= 1000000000) {
    reader->deadline.tv_sec += 1;
    reader->deadline.tv_nsec -= 1000000000;
  }
  *status = readHeader(reader, limits);
  *header = reader->header;
  return reader;
}

int cwebp_shrink(CWebPReader *reader, uint32_t width, uint32_t height) {
  if (reader->status != CWEBP_OK) return reader->status;
  reader->config.options.use_scaling = 1;
  reader->config.options.scaled_width = (int)width;
  reader->config.options.scaled_height = (int)height;
  reader->header.width = width;
  reader->header.height = height;
  return CWEBP_OK;
}

static int start(CWebPReader *reader) {
  reader->stride = (size_t)reader->header.width * reader->header.channels;
  reader->pixelBytes = reader->stride * reader->header.height;
  void *room = mmap(
    NULL, reader->pixelBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
    -1, 0);
  if (room == MAP_FAILED) return fail(reader, CWEBP_NO_MEMORY, "the picture");
  reader->pixels = room;
  WebPDecBuffer *output = &reader->config.output;
  output->colorspace = reader->header.channels == 4 ? MODE_RGBA : MODE_RGB;
  output->is_external_memory = 1;
  output->u.RGBA.rgba = reader->pixels;
  output->u.RGBA.stride = (int)reader->stride;
  output->u.RGBA.size = reader->pixelBytes;
  reader->decoder = WebPIDecode(NULL, 0, &reader->config);
  return reader->decoder ? CWEBP_OK : fail(reader, CWEBP_NO_MEMORY, "the decoder");
}

/// Shows libwebp some more of the file, and counts the rows that are complete then.
static int advance(CWebPReader *reader) {
  if (isLate(reader)) return fail(reader, CWEBP_TOO_SLOW, "time is up");
  if (!reader->decoder && start(reader) != CWEBP_OK) return reader->status;
  if (fill(reader, reader->filled + stepBytes) != CWEBP_OK) return reader->status;
  VP8StatusCode code = WebPIUpdate(reader->decoder, reader->file, reader->filled);
  if (!WebPIDecGetRGB(reader->decoder, &reader->ready, NULL, NULL, NULL)) reader->ready = 0;
  switch (code) {
  case VP8_STATUS_OK:
    return reader->ready == (int)reader->header.height
             ? CWEBP_MORE
             : fail(reader, CWEBP_DAMAGED, "rows are missing");
  case VP8_STATUS_SUSPENDED:
    return reader->filled < reader->size ? CWEBP_MORE
                                         : fail(reader, CWEBP_TRUNCATED, "the file ends");
  case VP8_STATUS_OUT_OF_MEMORY:
    return fail(reader, CWEBP_NO_MEMORY, "libwebp");
  default:
    return fail(reader, CWEBP_DAMAGED, "its pixels make no sense");
  }
}

/// Gives the memory of rows that were handed out back to the system.
static void drop(CWebPReader *reader) {
  size_t done = reader->stride * (size_t)reader->next / dropBytes * dropBytes;
  if (done <= reader->dropped) return;
  madvise(reader->pixels + reader->dropped, done - reader->dropped, MADV_DONTNEED);
  reader->dropped = done;
}

int cwebp_absorb(CWebPReader *reader) {
  if (reader->status != CWEBP_OK) return reader->status;
  return reader->ready > 0 ? CWEBP_OK : advance(reader);
}

int cwebp_next(CWebPReader *reader, uint8_t *row) {
  if (reader->status != CWEBP_OK) return reader->status;
  if (reader->next == (int)reader->header.height) return CWEBP_END;
  if (reader->next >= reader->ready) return advance(reader);
  memcpy(row, reader->pixels + reader->stride * (size_t)reader->next, reader->stride);
  reader->next++;
  drop(reader);
  return CWEBP_OK;
}

const char *cwebp_reason(const CWebPReader *reader) { return reader->reason; }

void cwebp_close(CWebPReader *reader) {
  if (reader->decoder) WebPIDelete(reader->decoder);
  if (reader->pixels) munmap(reader->pixels, reader->pixelBytes);
  free(reader->file);
  free(reader);
}
