/// The door to ncurses. Only plain integers and pointers to them pass through it.
///
/// One terminal a process, used from the main thread. Everything that Swift cannot import or must not
/// do is behind it: macros, signal handlers, the in-memory terminal descriptions.
#pragma once
#include <stdint.h>

// MARK: Before the screen is opened

/// 1 when the descriptor is a terminal.
int32_t cncurses_is_terminal(int32_t descriptor);

/// Takes the character encoding (and nothing else: numbers keep their decimal point) from the locale.
/// Returns 1 when it is UTF-8.
int32_t cncurses_use_locale(void);

enum {
  CNCURSES_KNOWN = 0,
  /// The terminal's name is not in the terminfo database.
  CNCURSES_UNKNOWN = 1,
  /// The terminal cannot place its cursor.
  CNCURSES_TOO_SIMPLE = 2,
};

/// Looks a terminal's name up. `colors` becomes its number of colors (0: none), `direct` 1 when it says
/// that it takes 24-bit colors. Both are 0 unless CNCURSES_KNOWN is returned.
int32_t cncurses_describe(const char *term, int32_t *colors, int32_t *direct);

// MARK: The screen

/// Which description of the terminal ncurses works with.
enum {
  /// The system's own for the name.
  CNCURSES_ENTRY_SYSTEM = 0,
  CNCURSES_ENTRY_TRUECOLOR = 1,
  CNCURSES_ENTRY_TMUX_TRUECOLOR = 2,
  CNCURSES_ENTRY_256 = 3,
  CNCURSES_ENTRY_TMUX_256 = 4,
};

/// Takes the terminal over: alternate screen, raw keys, mouse, bracketed paste, standard error kept
/// back until the terminal is restored (if it is a terminal), and restoration on every way out.
/// Returns the number of colors, 0 when `colored` is 0, or -1 when it fails; the terminal is then as it was.
int32_t cncurses_open(const char *term, int32_t entry, int32_t colored);

/// Gives the terminal back and prints what standard error was sent meanwhile (the last 64 KiB).
void cncurses_close(void);

/// Gives the terminal back, stops the process group as Ctrl-Z does, and takes it again when continued.
void cncurses_suspend(void);

/// Takes the terminal again after the process was stopped and continued by others. The screen is blank then.
void cncurses_resume(void);

/// Makes the next frame start from a cleared screen.
void cncurses_repaint(void);

/// The terminal, opened for writing without waiting (unless it could only be had as standard output).
int32_t cncurses_output(void);

/// Readable when a signal came that cncurses_next has something to say about.
int32_t cncurses_signals(void);

/// 1 when cells may be written around ncurses: the terminal takes the sequences of ECMA-48 and
/// does not scroll when its last cell is written.
int32_t cncurses_is_plain(void);

int32_t cncurses_columns(void);
int32_t cncurses_rows(void);

enum {
  CNCURSES_BOLD = 1,
  CNCURSES_REVERSE = 2,
  CNCURSES_UNDERLINE = 4,
  CNCURSES_DIM = 8,
};

/// `glyph` 0 is the right half of the wide character before it. Colors are ncurses' numbers, -1 the
/// terminal's own.
typedef struct {
  uint32_t glyph;
  int32_t foreground;
  int32_t background;
  uint32_t attributes;
} CNCursesCell;

/// The character to show for a cell's, and the columns that it takes. `room` is 2 when the right half of a wide
/// character follows. Where the C library's idea of a width and the caller's differ, the caller's columns win,
/// or the rest of the row would shift.
uint32_t cncurses_fitting(uint32_t glyph, int32_t room, int32_t *width);

/// Sets a part of a row of the screen. Cells beyond the screen are dropped.
/// Returns 0, or -1 when the table of color pairs is full: then nothing was set.
int32_t cncurses_put_row(
    int32_t row, int32_t start, const CNCursesCell *cells, int32_t count);

/// Chooses the rectangle that the caller draws and ncurses never touches, by nothing but clearing the whole
/// screen; a width of 0 for none. The next frame starts from a cleared screen; rows that are not put stay blank.
/// No wide character may lie across its edges, and it must be 16 columns wide, or more.
void cncurses_set_hole(int32_t column, int32_t row, int32_t width, int32_t height);

/// Empties the table of color pairs. Every row must be put again before the next flush.
void cncurses_reset_pairs(void);

/// Color pairs that can be on the screen together.
int32_t cncurses_pair_limit(void);

/// What must be sent so that the screen shows what was put. The hardware cursor goes to the
/// position, unless there is a hole: then the caller moves it, and before the next frame back to where it was.
/// A negative column hides it. `*cleared` becomes 1 when the whole screen is cleared first.
/// Returns the number of bytes, valid until the next call, or -1 without memory.
int64_t cncurses_compose(int32_t column, int32_t row, const uint8_t **bytes, int32_t *cleared);

// MARK: Input

enum {
  CNCURSES_NOTHING = 0,
  /// `code` is a Unicode scalar as typed, controls included; `modifiers` may hold CNCURSES_ALT.
  CNCURSES_CHARACTER = 1,
  /// `code` is a CNCURSES_KEY, `modifiers` CNCURSES_SHIFT and so on.
  CNCURSES_KEY = 2,
  /// `code` is the button number of the SGR mouse protocol with its flags, `column` and `row` count
  /// from 0, `released` is 1 on release.
  CNCURSES_MOUSE = 3,
  CNCURSES_RESIZE = 4,
  /// `code` is the number of bytes at cncurses_paste().
  CNCURSES_PASTE = 5,
  /// Nothing will come any more.
  CNCURSES_CLOSED = 6,
  /// Someone sent SIGTSTP: the caller should suspend.
  CNCURSES_STOP = 7,
  /// The process was stopped and continued behind the caller's back: the caller should resume.
  CNCURSES_CONTINUED = 8,
  /// `code` is the color of the terminal's paper, 0xRRGGBB: its answer to what it was asked at the start.
  CNCURSES_PAPER = 9,
};

enum {
  CNCURSES_SHIFT = 1,
  CNCURSES_ALT = 2,
  CNCURSES_CONTROL = 4,
};

enum {
  CNCURSES_KEY_UP = 1,
  CNCURSES_KEY_DOWN,
  CNCURSES_KEY_LEFT,
  CNCURSES_KEY_RIGHT,
  CNCURSES_KEY_ENTER,
  CNCURSES_KEY_TAB,
  CNCURSES_KEY_BACKSPACE,
  CNCURSES_KEY_DELETE,
  CNCURSES_KEY_INSERT,
  CNCURSES_KEY_HOME,
  CNCURSES_KEY_END,
  CNCURSES_KEY_PAGE_UP,
  CNCURSES_KEY_PAGE_DOWN,
  /// Function key n is CNCURSES_KEY_FUNCTION + n.
  CNCURSES_KEY_FUNCTION = 64,
};

typedef struct {
  int32_t kind;
  int32_t code;
  int32_t modifiers;
  int32_t column;
  int32_t row;
  int32_t released;
} CNCursesEvent;

/// Fills `event` with what waits; its kind is CNCURSES_NOTHING when nothing does.
void cncurses_next(CNCursesEvent *event);

enum {
  /// Bytes of a paste that are kept; the rest is dropped.
  CNCURSES_PASTE_LIMIT = 65536,
};

/// The bytes of the last paste, valid until the next call of cncurses_next.
const uint8_t *cncurses_paste(void);
