// Makes a large photograph out of a small one: its mirror images laid side by side, with a seeded
// grain of two steps either way, as of a sensor, so that nothing repeats and a decoder has the
// work that a photograph of that size makes.
//
// usage: pictures SAMPLE.png WIDTH HEIGHT OUT.png OUT.jpg
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <png.h>

static void fail(const char *what) {
  fprintf(stderr, "pictures: %s\n", what);
  exit(1);
}

// Where pixel `at` of a row of mirror images comes from.
static int mirrored(int at, int side) {
  int place = at % (2 * side);
  return place < side ? place : 2 * side - 1 - place;
}

// A channel's value with its grain. Marsaglia's xorshift, 32 bits.
static unsigned char grained(unsigned char value, unsigned *seed) {
  *seed ^= *seed << 13;
  *seed ^= *seed >> 17;
  *seed ^= *seed << 5;
  int sum = value + (int)(*seed % 5) - 2;
  return (unsigned char)(sum < 0 ? 0 : sum > 255 ? 255 : sum);
}

static void writeJPEG(const unsigned char *pixels, int width, int height, const char *path) {
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr errors;
  FILE *file = fopen(path, "wb");
  if (!file) fail("the JPEG cannot be written");
  jpeg.err = jpeg_std_error(&errors);
  jpeg_create_compress(&jpeg);
  jpeg_stdio_dest(&jpeg, file);
  jpeg.image_width = (JDIMENSION)width;
  jpeg.image_height = (JDIMENSION)height;
  jpeg.input_components = 3;
  jpeg.in_color_space = JCS_RGB;
  jpeg_set_defaults(&jpeg);
  jpeg_set_quality(&jpeg, 90, TRUE);
  jpeg_start_compress(&jpeg, TRUE);
  while (jpeg.next_scanline < jpeg.image_height) {
    JSAMPROW row = (JSAMPROW)(pixels + (size_t)jpeg.next_scanline * (size_t)width * 3);
    jpeg_write_scanlines(&jpeg, &row, 1);
  }
  jpeg_finish_compress(&jpeg);
  jpeg_destroy_compress(&jpeg);
  if (fclose(file)) fail("the JPEG cannot be written");
}

int main(int count, char **words) {
  if (count != 6) fail("usage: pictures SAMPLE.png WIDTH HEIGHT OUT.png OUT.jpg");
  int width = atoi(words[2]), height = atoi(words[3]);
  png_image image;
  memset(&image, 0, sizeof image);
  image.version = PNG_IMAGE_VERSION;
  if (!png_image_begin_read_from_file(&image, words[1])) fail(image.message);
  image.format = PNG_FORMAT_RGB;
  unsigned char *sample = malloc(PNG_IMAGE_SIZE(image));
  unsigned char *pixels = malloc((size_t)width * (size_t)height * 3);
  if (!sample || !pixels) fail("no memory");
  if (!png_image_finish_read(&image, NULL, sample, 0, NULL)) fail(image.message);
  unsigned seed = 20240229;
  for (int y = 0; y < height; y++) {
    for (int x = 0; x < width; x++) {
      size_t from = (size_t)mirrored(y, (int)image.height) * image.width +
                    (size_t)mirrored(x, (int)image.width);
      unsigned char *to = pixels + ((size_t)y * (size_t)width + (size_t)x) * 3;
      for (int channel = 0; channel < 3; channel++) {
        to[channel] = grained(sample[from * 3 + (size_t)channel], &seed);
      }
    }
  }
  image.width = (png_uint_32)width;
  image.height = (png_uint_32)height;
  if (!png_image_write_to_file(&image, words[4], 0, pixels, 0, NULL)) fail(image.message);
  writeJPEG(pixels, width, height, words[5]);
  return 0;
}
