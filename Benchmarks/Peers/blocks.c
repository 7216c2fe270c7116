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

// One row of blocks: the rows of pixels are read from left to right, each once, so that memory is
// met in its own order.
static void drawRow(const unsigned char *pixels, int width, int top, int bottom, int columns,
                    double x0, double scale, uint64_t (*sums)[4], volatile uint32_t *blocks) {
  memset(sums, 0, (size_t)columns * sizeof *sums);
  for (int y = top; y <= bottom; y++) {
    const unsigned char *row = pixels + (size_t)y * (size_t)width * 3;
    for (int column = 0; column < columns; column++) {
      double x = x0 + column / scale;
      if (x < 0 || x >= width) continue;
      int left = clamped(x, width);
      int right = scale < 1 ? clamped(x + 1 / scale - 1, width) : left;
      uint64_t red = 0, green = 0, blue = 0;
      for (int at = left * 3; at <= right * 3; at += 3) {
        red += row[at];
        green += row[at + 1];
        blue += row[at + 2];
      }
      sums[column][0] += red;
      sums[column][1] += green;
      sums[column][2] += blue;
      sums[column][3] += (uint64_t)(right - left + 1);
    }
  }
  for (int column = 0; column < columns; column++) {
    const uint64_t *sum = sums[column];
    if (sum[3] == 0) continue;
    blocks[column] = (uint32_t)(sum[0] / sum[3] << 16 | sum[1] / sum[3] << 8 | sum[2] / sum[3]);
  }
}

static void draw(const unsigned char *pixels, int width, int height, int columns, int rows,
                 double scale, uint64_t (*sums)[4], volatile uint32_t *blocks) {
  double across = (double)columns / width, down = (double)rows / height;
  if (scale == 0) scale = across < down ? across : down;
  double x0 = width / 2.0 - columns / scale / 2, y0 = height / 2.0 - rows / scale / 2;
  for (int row = 0; row < rows; row++) {
    double y = y0 + row / scale;
    if (y < 0 || y >= height) continue;
    int top = clamped(y, height);
    int bottom = scale < 1 ? clamped(y + 1 / scale - 1, height) : top;
    drawRow(pixels, width, top, bottom, columns, x0, scale, sums, blocks + row * columns);
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
    uint64_t(*sums)[4] = calloc((size_t)columns, sizeof *sums);
    if (!blocks || !sums) return 1;
    double least = 1e300;
    // Repeats until the clock's steps do not matter.
    for (int round = 0, repeats = 1; round < 7;) {
      double start = cpuMilliseconds();
      for (int repeat = 0; repeat < repeats; repeat++) {
        draw(pixels, (int)image.width, (int)image.height, columns, rows, scale, sums,
             blocks);
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
    free(sums);
  }
  return 0;
}
