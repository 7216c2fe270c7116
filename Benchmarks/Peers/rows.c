// The least that decoding can cost: libpng's or libjpeg's own loop over the rows of a file, as
// 8-bit RGB, each row into the same memory. Nothing is kept.
//
// usage: rows FILE...    prints each path, a tab, and CPU milliseconds (the least of 5)
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
  for (png_uint_32 y = png_get_image_height(png, info); y > 0; y--) png_read_row(png, row, NULL);
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
  while (jpeg.output_scanline < jpeg.output_height) jpeg_read_scanlines(&jpeg, &row, 1);
  jpeg_finish_decompress(&jpeg);
  jpeg_destroy_decompress(&jpeg);
  free(row);
  fclose(file);
}

int main(int count, char **paths) {
  for (int index = 1; index < count; index++) {
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
