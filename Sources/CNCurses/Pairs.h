/// Color pairs: ncurses numbers each combination of pen and paper.
#pragma once
#include <stdint.h>

/// Makes room for as many pairs as the terminal has, at most 65,536. Returns -1 without memory.
int pairs_open(void);
void pairs_close(void);

/// The pair of two colors, or -1 when the table is full. `*swapped` becomes 1 when pen and paper have
/// changed places and the cell needs the reverse attribute toggled.
int pairs_find(int32_t foreground, int32_t background, int *swapped);

/// How many pairs can still be made.
int pairs_left(void);
