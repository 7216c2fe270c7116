#define NCURSES_WIDECHAR 1
#include "Pairs.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>

#include "CNCurses.h"

/// ncurses' own alloc_pair stops working with direct colors after 65,537 combinations (6.4), and
/// redefining a pair that is on the screen costs a scan of the screen. So numbers only grow, and all
/// are thrown away together when they run out.
enum { MOST_PAIRS = 65536 };

typedef struct {
  uint64_t key;
  int32_t pair;
} Slot;

static struct {
  Slot *slots;
  uint32_t mask;
  int used;
  int limit;
  int few_colors;
} pairs;

/// Growing ncurses' table step by step copies and re-indexes it: 100 ms stalls at large screens.
static void presize(void) {
  if (pairs.limit > 256) init_extended_pair(pairs.limit - 1, 7, 0);
}

int pairs_open(void) {
  pairs.limit = COLOR_PAIRS < MOST_PAIRS ? COLOR_PAIRS : MOST_PAIRS;
  pairs.few_colors = COLORS <= 16;
  uint32_t capacity = 64;
  while (capacity < (uint32_t)pairs.limit * 2) capacity *= 2;
  pairs.slots = calloc(capacity, sizeof *pairs.slots);
  if (pairs.slots == NULL) return -1;
  pairs.mask = capacity - 1;
  pairs.used = 0;
  presize();
  return 0;
}

void pairs_close(void) {
  free(pairs.slots);
  memset(&pairs, 0, sizeof pairs);
}

int pairs_left(void) { return pairs.limit - 2 - pairs.used; }

int pairs_find(int32_t foreground, int32_t background, int *swapped) {
  *swapped = 0;
  if (foreground < 0 && background < 0) return 0;
  if (pairs.slots == NULL) return -1;
  // A terminal of 8 colors has 64 pairs for 81 combinations; with one order of each two, 45 do.
  if (pairs.few_colors && foreground < background) {
    int32_t pen = foreground;
    foreground = background;
    background = pen;
    *swapped = 1;
  }
  uint64_t key = (uint64_t)(uint32_t)(foreground + 2) << 32 | (uint32_t)(background + 2);
  // Fibonacci hashing: the high bits of the product are well mixed.
  uint32_t at = (uint32_t)((key * 0x9E3779B97F4A7C15u) >> 40) & pairs.mask;
  for (; pairs.slots[at].key != 0; at = (at + 1) & pairs.mask) {
    if (pairs.slots[at].key == key) return pairs.slots[at].pair;
  }
  if (pairs_left() <= 0) return -1;
  int pair = pairs.used + 1;
  if (init_extended_pair(pair, foreground, background) != OK) return -1;
  pairs.used = pair;
  pairs.slots[at] = (Slot){.key = key, .pair = pair};
  return pair;
}

int32_t cncurses_pair_limit(void) { return pairs.limit; }

void cncurses_reset_pairs(void) {
  if (pairs.slots == NULL) return;
  reset_color_pairs();
  memset(pairs.slots, 0, ((size_t)pairs.mask + 1) * sizeof *pairs.slots);
  pairs.used = 0;
  presize();
}
