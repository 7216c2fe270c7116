// A picture written raw: a program in a raw terminal that, for every read, composes all cells of a
// file anew as text with SGR sequences, colors only where they change, and writes them at once.
//
// usage: cells FILE
//
// The file: for each cell five numbers of 32 bits: column and row from 1, pen and paper as 0xRRGGBB, the
// bytes of its character; then 4 bytes for that.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

typedef struct {
  uint32_t column, row, pen, paper, count;
  char text[4];
} Cell;

static char *number(char *at, unsigned value) {
  if (value >= 100) *at++ = (char)('0' + value / 100);
  if (value >= 10) *at++ = (char)('0' + value / 10 % 10);
  *at++ = (char)('0' + value % 10);
  return at;
}

static char *color(char *at, char kind, uint32_t value) {
  *at++ = kind;
  memcpy(at, "8;2;", 4);
  at = number(at + 4, value >> 16 & 255);
  *at++ = ';';
  at = number(at, value >> 8 & 255);
  *at++ = ';';
  return number(at, value & 255);
}

int main(int count, char **words) {
  struct termios mode;
  FILE *file = count > 1 ? fopen(words[1], "rb") : NULL;
  enum { MOST = 100000 };
  Cell *cells = malloc(MOST * sizeof *cells);
  char *frame = malloc(MOST * 64);
  if (!file || !cells || !frame || tcgetattr(0, &mode)) return 1;
  size_t used = fread(cells, sizeof *cells, MOST, file);
  cfmakeraw(&mode);
  tcsetattr(0, TCSANOW, &mode);
  if (write(1, "r", 1) != 1) return 1;
  char keys[64];
  while (read(0, keys, sizeof keys) > 0) {
    char *at = frame;
    uint32_t pen = 1u << 24, paper = 1u << 24, column = 0, row = 0;
    for (const Cell *cell = cells; cell < cells + used; cell++) {
      if (cell->row != row || cell->column != column) {
        at += sprintf(at, "\033[%u;%uH", cell->row, cell->column);
      }
      if (cell->pen != pen || cell->paper != paper) {
        *at++ = 27;
        *at++ = '[';
        if (cell->pen != pen) at = color(at, '3', cell->pen);
        if (cell->pen != pen && cell->paper != paper) *at++ = ';';
        if (cell->paper != paper) at = color(at, '4', cell->paper);
        *at++ = 'm';
        pen = cell->pen;
        paper = cell->paper;
      }
      memcpy(at, cell->text, cell->count);
      at += cell->count;
      row = cell->row;
      column = cell->column + 1;
    }
    for (char *done = frame; done < at;) {
      ssize_t wrote = write(1, done, (size_t)(at - done));
      if (wrote <= 0) return 1;
      done += wrote;
    }
  }
  return 0;
}
