// One decoder's shim under a fuzzer: chosen by -DFUZZ_PNG, _JPEG, _WEBP or _LCMS. Built with libFuzzer it
// invents files; built without (-DREPLAY) it reads those named on the command line, once each.
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
  maxSide = 4096,
  maxPixels = 1 << 18,
  maxDecoderBytes = 32 << 20,
  milliseconds = 2000,
};

#ifdef FUZZ_LCMS

#include "CLCMS.h"

/// The first byte says what the samples are, the others are the profile.
static void decode(const uint8_t *data, size_t size) {
  enum { count = 64 };
  if (size == 0) return;
  CLCMSSamples samples = {
    .channels = data[0] & 1 ? 4 : 3,
    .bits = data[0] & 2 ? 16 : 8,
    .inks = (data[0] & 5) == 5,
    .inverted = data[0] & 8,
    .gray = data[0] & 16,
  };
  // On the heap and no longer than needed, so that every step beyond is seen.
  size_t bytes = samples.channels * samples.bits / 8 * count;
  uint8_t *in = malloc(bytes), *out = malloc(samples.channels * count);
  for (size_t at = 0; at < bytes; at++) in[at] = (uint8_t)(at * 37);
  CLCMSTransform *transform = clcms_from_profile(data + 1, size - 1, samples);
  if (transform) {
    clcms_row(transform, in, out, count);
    clcms_close(transform);
  }
  free(in);
  free(out);
}

#else

/// A file without a name that holds the bytes.
static int fileOf(const uint8_t *data, size_t size) {
  int fd = memfd_create("fuzz", MFD_CLOEXEC);
  if (fd < 0 || write(fd, data, size) != (ssize_t)size) abort();
  return fd;
}

#ifdef FUZZ_PNG

#include "CPNG.h"

static void readFile(int fd, int variant) {
  CPNGHeader header;
  int status;
  CPNGReader *reader = cpng_open(
    fd, (CPNGLimits){maxSide, maxPixels, milliseconds}, &header, &status);
  if (reader && status == CPNG_OK) {
    CPNGColors colors = cpng_colors(reader);
    volatile uint8_t last = 0;
    if (colors.profile) last = colors.profile[colors.profile_size - 1];
    (void)last;
    int deep = variant & 1;
    size_t bytes = (size_t)header.width * header.channels * (deep ? header.bits / 8 : 1);
    uint8_t *row = malloc(bytes);
    CPNGSpan span;
    if (cpng_start(reader, deep) == CPNG_OK) {
      while (cpng_next(reader, &span, row) == CPNG_OK) {
        if (span.y >= header.height || span.x + (span.count - 1) * span.step >= header.width) {
          abort();
        }
      }
    }
    free(row);
  }
  if (reader) cpng_close(reader);
}

#elif defined FUZZ_JPEG

#include "CJPEG.h"

static void readFile(int fd, int variant) {
  CJPEGHeader header;
  int status;
  CJPEGReader *reader = cjpeg_open(
    fd, (CJPEGLimits){maxSide, maxPixels, maxDecoderBytes, milliseconds}, &header, &status);
  if (reader && status == CJPEG_OK) {
    uint32_t width = header.width, height = header.height;
    if (variant & 3) status = cjpeg_shrink(reader, 1u << (variant & 3), &width, &height);
    bool keeps = header.inks && variant & 4;
    if (keeps) cjpeg_keep_inks(reader);
    uint8_t *row = malloc((size_t)width * (keeps ? 4 : 3));
    if (status == CJPEG_OK) {
      do status = cjpeg_absorb(reader);
      while (status == CJPEG_MORE);
    }
    while (status == CJPEG_OK) status = cjpeg_next(reader, row);
    free(row);
  }
  if (reader) cjpeg_close(reader);
}

#else

#include "CWebP.h"

static void readFile(int fd, int variant) {
  CWebPHeader header;
  int status;
  CWebPReader *reader = cwebp_open(
    fd, (CWebPLimits){maxSide, maxPixels, maxDecoderBytes, milliseconds}, &header, &status);
  if (reader && status == CWEBP_OK) {
    uint32_t divisor = 1 + (variant & 7);
    uint32_t width = (header.width + divisor - 1) / divisor;
    uint32_t height = (header.height + divisor - 1) / divisor;
    if (divisor > 1) status = cwebp_shrink(reader, width, height);
    uint8_t *row = malloc((size_t)width * header.channels);
    while (status == CWEBP_OK || status == CWEBP_MORE) status = cwebp_next(reader, row);
    free(row);
  }
  if (reader) cwebp_close(reader);
}

#endif

/// In every way in which the program may ask for it: the sum of the bytes chooses one.
static void decode(const uint8_t *data, size_t size) {
  int variant = 0;
  for (size_t at = 0; at < size; at++) variant += data[at];
  int fd = fileOf(data, size);
  readFile(fd, variant);
  close(fd);
}

#endif

#ifdef REPLAY

int main(int count, char **paths) {
  enum { most = 64 << 20 };
  uint8_t *data = malloc(most);
  for (int index = 1; index < count; index++) {
    FILE *file = fopen(paths[index], "rb");
    if (!file) {
      perror(paths[index]);
      return 1;
    }
    size_t size = fread(data, 1, most, file);
    fclose(file);
    decode(data, size);
  }
  free(data);
  printf("%d files read\n", count - 1);
}

#else

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  decode(data, size);
  return 0;
}

#endif
