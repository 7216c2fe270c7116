// The least that decoding can cost: libpng's or libjpeg's own loop over the rows of a file, as
// 8-bit RGB, each row into the same memory. Nothing is kept; with --box, the plain means of
// 400 x 200 blocks.
//
// usage: rows [--box] FILE...    prints each path, a tab, and CPU milliseconds (the least of 5)
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <png.h>

#include "clock.h"

static void fail(const char *path) {
  fprintf(stderr, "rows: %s cannot be read\n", path);
  exit(1);
}

enum { blocksAcross = 400, blocksDown = 200 };

static int boxes;
static unsigned sums[blocksDown][blocksAcross][3];
static unsigned char means[blocksDown][blocksAcross][3];

// Adds a row to the sums of its blocks; means are taken when a row of blocks is done.
static void addRow(const unsigned char *row, unsigned y, unsigned width, unsigned height) {
  if (!boxes) return;
  unsigned down = (unsigned)((unsigned long)y * blocksDown / height);
  unsigned (*to)[3] = sums[down];
  for (unsigned block = 0; block < blocksAcross; block++) {
    unsigned from = block * width / blocksAcross, end = (block + 1) * width / blocksAcross;
    unsigned red = 0, green = 0, blue = 0;
    for (const unsigned char *at = row + from * 3; at < row + end * 3; at += 3) {
      red += at[0];
      green += at[1];
      blue += at[2];
    }
    to[block][0] += red;
    to[block][1] += green;
    to[block][2] += blue;
  }
  if ((unsigned)((unsigned long)(y + 1) * blocksDown / height) == down) return;
  for (unsigned block = 0; block < blocksAcross; block++) {
    unsigned count = ((block + 1) * width / blocksAcross - block * width / blocksAcross)
        * (height / blocksDown);
    for (int channel = 0; channel < 3; channel++) {
      means[down][block][channel] = (unsigned char)(to[block][channel] / (count ? count : 1));
      to[block][channel] = 0;
    }
  }
}

static void readPNG(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) fail(path);
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct(png);
  if (!info || setjmp(png_jmpbuf(png))) fail(path);
  png_init_io(png, file);
  png_read_info(png, info);
  png_set_expand(png);
  png_set_scale_16(png);
  png_set_gray_to_rgb(png);
  png_set_strip_alpha(png);
  png_read_update_info(png, info);
  unsigned char *row = malloc(png_get_rowbytes(png, info));
  if (!row) fail(path);
  png_uint_32 width = png_get_image_width(png, info), height = png_get_image_height(png, info);
  for (png_uint_32 y = 0; y < height; y++) {
    png_read_row(png, row, NULL);
    addRow(row, y, width, height);
  }
  png_read_end(png, NULL);
  free(row);
  png_destroy_read_struct(&png, &info, NULL);
  fclose(file);
}

static void readJPEG(const char *path) {
  struct jpeg_decompress_struct jpeg;
  struct jpeg_error_mgr errors;
  FILE *file = fopen(path, "rb");
  if (!file) fail(path);
  jpeg.err = jpeg_std_error(&errors);
  jpeg_create_decompress(&jpeg);
  jpeg_stdio_src(&jpeg, file);
  jpeg_read_header(&jpeg, TRUE);
  jpeg.out_color_space = JCS_RGB;
  jpeg_start_decompress(&jpeg);
  unsigned char *row = malloc((size_t)jpeg.output_width * 3);
  if (!row) fail(path);
  while (jpeg.output_scanline < jpeg.output_height) {
    jpeg_read_scanlines(&jpeg, &row, 1);
    addRow(row, jpeg.output_scanline - 1, jpeg.output_width, jpeg.output_height);
  }
  jpeg_finish_decompress(&jpeg);
  jpeg_destroy_decompress(&jpeg);
  free(row);
  fclose(file);
}

int main(int count, char **paths) {
  boxes = count > 1 && strcmp(paths[1], "--box") == 0;
  for (int index = 1 + boxes; index < count; index++) {
    const char *path = paths[index];
    size_t length = strlen(path);
    int isPNG = length > 4 && strcmp(path + length - 4, ".png") == 0;
    double least = 1e300;
    for (int round = 0; round < 5; round++) {
      double start = cpuMilliseconds();
      if (isPNG) readPNG(path);
      else readJPEG(path);
      double took = cpuMilliseconds() - start;
      if (took < least) least = took;
    }
    printf("%s\t%f\n", path, least);
  }
  return 0;
}
