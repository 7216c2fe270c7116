#include "CJPEG.h"

#include <errno.h>
#include <setjmp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <jpeglib.h>

#include <jerror.h>

enum {
  bufferBytes = 64 * 1024,
  rowsBetweenClockReads = 64,
};

struct CJPEGReader {
  struct jpeg_decompress_struct jpeg;
  struct jpeg_error_mgr errors;
  struct jpeg_source_mgr source;
  jmp_buf jump;
  int status;
  char reason[JMSG_LENGTH_MAX];

  int fd;
  off_t offset;
  /// The file ended before its end-of-image marker.
  bool ended;
  uint8_t buffer[bufferBytes];

  struct timespec deadline;
  bool started;
  bool ready;
  /// Inks are handed out as they are.
  bool keepsInks;
  /// One row of cyan, magenta, yellow, black; only for such pictures.
  uint8_t *inks;
};

static CJPEGReader *owner(j_common_ptr jpeg) { return jpeg->client_data; }

static bool isLate(const CJPEGReader *reader) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  if (now.tv_sec != reader->deadline.tv_sec) return now.tv_sec > reader->deadline.tv_sec;
  return now.tv_nsec > reader->deadline.tv_nsec;
}

static void fail(CJPEGReader *reader, int status, const char *reason) {
  reader->status = status;
  snprintf(reader->reason, sizeof reader->reason, "%s", reason);
  longjmp(reader->jump, 1);
}

static void onError(j_common_ptr jpeg) {
  CJPEGReader *reader = owner(jpeg);
  int code = jpeg->err->msg_code;
  bool memory = code == JERR_OUT_OF_MEMORY || code == JERR_NO_BACKING_STORE;
  reader->status = memory ? CJPEG_NO_MEMORY : CJPEG_DAMAGED;
  jpeg->err->format_message(jpeg, reader->reason);
  longjmp(reader->jump, 1);
}

/// libjpeg goes on after warnings and invents the missing pixels; those warnings are errors here.
/// The others (bytes too many, odd version numbers) leave every pixel as it was meant.
static void onMessage(j_common_ptr jpeg, int level) {
  if (level >= 0) return;
  CJPEGReader *reader = owner(jpeg);
  switch (jpeg->err->msg_code) {
  case JWRN_HIT_MARKER:
  case JWRN_HUFF_BAD_CODE:
  case JWRN_ARITH_BAD_CODE:
  case JWRN_MUST_RESYNC:
    reader->status = reader->ended ? CJPEG_TRUNCATED : CJPEG_DAMAGED;
    jpeg->err->format_message(jpeg, reader->reason);
    longjmp(reader->jump, 1);
  default:
    jpeg->err->num_warnings++;
  }
}

static void onStart(j_decompress_ptr jpeg) { (void)jpeg; }

static boolean onFill(j_decompress_ptr jpeg) {
  static const JOCTET endOfImage[2] = {0xFF, JPEG_EOI};
  CJPEGReader *reader = owner((j_common_ptr)jpeg);
  // The clock is read here too: a file may hold gigabytes of segments before its first row.
  if (isLate(reader)) fail(reader, CJPEG_TOO_SLOW, "time is up");
  ssize_t got;
  do got = pread(reader->fd, reader->buffer, bufferBytes, reader->offset);
  while (got < 0 && errno == EINTR);
  if (got < 0) fail(reader, CJPEG_UNREADABLE, strerror(errno));
  if (got == 0) {
    // A complete picture that merely lacks its last marker is welcome: the decoder is given the
    // marker, and complains (onMessage) if it needed more than that. Nobody can tell of missing
    // scans, so those are refused when absorbed.
    if (reader->ended || !reader->ready) {
      fail(reader, CJPEG_TRUNCATED, "the file ends");
    }
    reader->ended = true;
    reader->source.next_input_byte = endOfImage;
    reader->source.bytes_in_buffer = sizeof endOfImage;
    return TRUE;
  }
  reader->offset += got;
  reader->source.next_input_byte = reader->buffer;
  reader->source.bytes_in_buffer = (size_t)got;
  return TRUE;
}

static void onSkip(j_decompress_ptr jpeg, long count) {
  struct jpeg_source_mgr *source = jpeg->src;
  while (count > 0) {
    if (source->bytes_in_buffer == 0) onFill(jpeg);
    size_t take = source->bytes_in_buffer;
    if (take > (size_t)count) take = (size_t)count;
    source->next_input_byte += take;
    source->bytes_in_buffer -= take;
    count -= (long)take;
  }
}

static void onEnd(j_decompress_ptr jpeg) { (void)jpeg; }

static void readHeader(CJPEGReader *reader, CJPEGLimits limits) {
  if (setjmp(reader->jump)) return;
  j_decompress_ptr jpeg = &reader->jpeg;
  jpeg_create_decompress(jpeg);
  // jpeg_create_decompress clears the struct but for these two.
  jpeg->client_data = reader;
  jpeg->mem->max_memory_to_use = (long)limits.max_decoder_bytes;
  reader->source = (struct jpeg_source_mgr){
    .init_source = onStart,
    .fill_input_buffer = onFill,
    .skip_input_data = onSkip,
    .resync_to_restart = jpeg_resync_to_restart,
    .term_source = onEnd,
  };
  jpeg->src = &reader->source;
  jpeg_read_header(jpeg, TRUE);
  uint64_t pixels = (uint64_t)jpeg->image_width * jpeg->image_height;
  if (jpeg->image_width > limits.max_side || jpeg->image_height > limits.max_side
      || pixels > limits.max_pixels) {
    fail(reader, CJPEG_TOO_LARGE, "too large");
  }
  switch (jpeg->jpeg_color_space) {
  case JCS_CMYK:
  case JCS_YCCK:
    jpeg->out_color_space = JCS_CMYK;
    break;
  case JCS_GRAYSCALE:
  case JCS_RGB:
  case JCS_YCbCr:
    jpeg->out_color_space = JCS_RGB;
    break;
  default:
    fail(reader, CJPEG_DAMAGED, "colors of an unknown kind");
  }
  jpeg->buffered_image = jpeg_has_multiple_scans(jpeg);
}

CJPEGReader *cjpeg_open(int fd, CJPEGLimits limits, CJPEGHeader *header, int *status) {
  CJPEGReader *reader = calloc(1, sizeof *reader);
  if (!reader) return NULL;
  reader->fd = fd;
  clock_gettime(CLOCK_MONOTONIC, &reader->deadline);
  reader->deadline.tv_sec += limits.milliseconds / 1000;
  reader->deadline.tv_nsec += (long)(limits.milliseconds % 1000) * 1000000;
  if (reader->deadline.tv_nsec >= 1000000000) {
    reader->deadline.tv_sec += 1;
    reader->deadline.tv_nsec -= 1000000000;
  }
  reader->jpeg.err = jpeg_std_error(&reader->errors);
  reader->errors.error_exit = onError;
  reader->errors.emit_message = onMessage;
  reader->jpeg.client_data = reader;
  readHeader(reader, limits);
  *header = (CJPEGHeader){
    .width = reader->jpeg.image_width,
    .height = reader->jpeg.image_height,
    .inks = reader->jpeg.out_color_space == JCS_CMYK,
    .inverted = reader->jpeg.saw_Adobe_marker,
    .gray = reader->jpeg.jpeg_color_space == JCS_GRAYSCALE,
  };
  *status = reader->status;
  return reader;
}

int cjpeg_shrink(CJPEGReader *reader, uint32_t divisor, uint32_t *width, uint32_t *height) {
  if (reader->status != CJPEG_OK) return reader->status;
  if (setjmp(reader->jump)) return reader->status;
  j_decompress_ptr jpeg = &reader->jpeg;
  jpeg->scale_num = 1;
  jpeg->scale_denom = divisor;
  jpeg_calc_output_dimensions(jpeg);
  *width = jpeg->output_width;
  *height = jpeg->output_height;
  return CJPEG_OK;
}

void cjpeg_keep_inks(CJPEGReader *reader) { reader->keepsInks = true; }

int cjpeg_absorb(CJPEGReader *reader) {
  if (reader->status != CJPEG_OK) return reader->status;
  if (reader->ready) return CJPEG_OK;
  if (setjmp(reader->jump)) return reader->status;
  j_decompress_ptr jpeg = &reader->jpeg;
  if (!reader->started) {
    // From here on a single scan may end without its marker: see onFill.
    reader->ready = !jpeg->buffered_image;
    if (!jpeg_start_decompress(jpeg)) fail(reader, CJPEG_DAMAGED, "the decoder does not start");
    reader->started = true;
    if (jpeg->out_color_space == JCS_CMYK && !reader->keepsInks) {
      reader->inks = malloc((size_t)jpeg->output_width * 4);
      if (!reader->inks) fail(reader, CJPEG_NO_MEMORY, "one row");
    }
    return reader->ready ? CJPEG_OK : CJPEG_MORE;
  }
  if (isLate(reader)) return reader->status = CJPEG_TOO_SLOW;
  for (int row = 0; row < rowsBetweenClockReads; row++) {
    int progress = jpeg_consume_input(jpeg);
    if (progress == JPEG_SUSPENDED) fail(reader, CJPEG_DAMAGED, "the decoder stalls");
    if (progress == JPEG_REACHED_EOI) {
      if (!jpeg_start_output(jpeg, jpeg->input_scan_number)) {
        fail(reader, CJPEG_DAMAGED, "the decoder does not start");
      }
      reader->ready = true;
      return CJPEG_OK;
    }
  }
  return CJPEG_MORE;
}

/// Ink on paper to light: what is left after the color's ink and the black. Adobe stores inks
/// inverted (255 is no ink); files without Adobe's marker store them straight.
static void mixInks(const CJPEGReader *reader, uint8_t *row) {
  uint8_t flip = reader->jpeg.saw_Adobe_marker ? 0 : 255;
  const uint8_t *inks = reader->inks;
  for (JDIMENSION x = 0; x < reader->jpeg.output_width; x++, inks += 4, row += 3) {
    unsigned light = inks[3] ^ flip;
    for (int channel = 0; channel < 3; channel++) {
      row[channel] = (uint8_t)(((inks[channel] ^ flip) * light + 127) / 255);
    }
  }
}

int cjpeg_next(CJPEGReader *reader, uint8_t *row) {
  if (reader->status != CJPEG_OK) return reader->status;
  j_decompress_ptr jpeg = &reader->jpeg;
  if (!reader->ready || jpeg->output_scanline >= jpeg->output_height) return CJPEG_END;
  if (jpeg->output_scanline % rowsBetweenClockReads == 0 && isLate(reader)) {
    return reader->status = CJPEG_TOO_SLOW;
  }
  if (setjmp(reader->jump)) return reader->status;
  JSAMPROW rows[1] = {reader->inks ? reader->inks : row};
  if (jpeg_read_scanlines(jpeg, rows, 1) != 1) fail(reader, CJPEG_DAMAGED, "a row is missing");
  if (reader->inks) mixInks(reader, row);
  return CJPEG_OK;
}

const char *cjpeg_reason(const CJPEGReader *reader) { return reader->reason; }

void cjpeg_close(CJPEGReader *reader) {
  jpeg_destroy_decompress(&reader->jpeg);
  free(reader->inks);
  free(reader);
}
