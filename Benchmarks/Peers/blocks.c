// What a screen costs without any preparation: for each block the plain mean of the pixels that it
// covers, or, where pixels are larger than blocks, the one at its middle. No smaller copies of the
// picture, no linear light, no outlines, no text.
//
// usage: blocks PICTURE.png    reads lines `COLUMNS ROWS BLOCKS-PER-PIXEL` (0 fits the picture) and
//                              answers each with CPU milliseconds (the least of 7 rounds)
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

#include "clock.h"

static int clamped(double value, int end) {
  return value < 0 ? 0 : value > end - 1 ? end - 1 : (int)value;
}

static uint32_t mean(const unsigned char *pixels, int width, int left, int right, int top,
                     int bottom) {
  uint64_t red = 0, green = 0, blue = 0, count = 0;
  for (int y = top; y <= bottom; y++) {
    const unsigned char *at = pixels + ((size_t)y * (size_t)width + (size_t)left) * 3;
    for (int x = left; x <= right; x++, at += 3, count++) {
      red += at[0];
      green += at[1];
      blue += at[2];
    }
  }
  return (uint32_t)(red / count << 16 | green / count << 8 | blue / count);
}

static void draw(const unsigned char *pixels, int width, int height, int columns, int rows,
                 double scale, volatile uint32_t *blocks) {
  double across = (double)columns / width, down = (double)rows / height;
  if (scale == 0) scale = across < down ? across : down;
  double x0 = width / 2.0 - columns / scale / 2, y0 = height / 2.0 - rows / scale / 2;
  for (int row = 0; row < rows; row++) {
    int top = clamped(y0 + row / scale, height);
    int bottom = scale < 1 ? clamped(y0 + (row + 1) / scale - 1, height) : top;
    for (int column = 0; column < columns; column++) {
      double x = x0 + column / scale, y = y0 + row / scale;
      if (x < 0 || y < 0 || x >= width || y >= height) continue;
      int left = clamped(x, width);
      int right = scale < 1 ? clamped(x0 + (column + 1) / scale - 1, width) : left;
      blocks[row * columns + column] =
          mean(pixels, width, left, right < left ? left : right, top, bottom < top ? top : bottom);
    }
  }
}

int main(int count, char **words) {
  png_image image;
  memset(&image, 0, sizeof image);
  image.version = PNG_IMAGE_VERSION;
  if (count != 2 || !png_image_begin_read_from_file(&image, words[1])) {
    fprintf(stderr, "blocks: a PNG is needed\n");
    return 1;
  }
  image.format = PNG_FORMAT_RGB;
  unsigned char *pixels = malloc(PNG_IMAGE_SIZE(image));
  if (!pixels || !png_image_finish_read(&image, NULL, pixels, 0, NULL)) return 1;
  int columns, rows;
  double scale;
  while (scanf("%d %d %lf", &columns, &rows, &scale) == 3) {
    uint32_t *blocks = calloc((size_t)columns * (size_t)rows, sizeof *blocks);
    if (!blocks) return 1;
    double least = 1e300;
    // Repeats until the clock's steps do not matter.
    for (int round = 0, repeats = 1; round < 7;) {
      double start = cpuMilliseconds();
      for (int repeat = 0; repeat < repeats; repeat++) {
        draw(pixels, (int)image.width, (int)image.height, columns, rows, scale, blocks);
      }
      double took = cpuMilliseconds() - start;
      if (took < 20 && round == 0) {
        repeats *= 2;
        continue;
      }
      if (took / repeats < least) least = took / repeats;
      round++;
    }
    printf("%f\n", least);
    free(blocks);
  }
  return 0;
}
