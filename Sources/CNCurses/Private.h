/// What the C files of this target share.
#pragma once
#include "CNCurses.h"

// MARK: Rescue.c

/// Remembers the terminal's modes and the signal actions as they are before ncurses changes them.
/// Returns -1 when descriptors are short.
int rescue_prepare(void);

/// Adds to what is sent to the terminal when it is restored. NULL and padding are left out.
void rescue_add_farewell(const char *text);

/// Catches the signals and keeps standard error back from now on.
void rescue_arm(void);

/// Tells whether the screen is ours (1), so that a crash must restore it, or the shell's (0).
void rescue_mark(int taken);

/// Restores the signals, shows standard error again and prints what was kept back.
void rescue_disarm(void);

/// Default action for SIGTSTP (1) or the flag below (0).
void rescue_let_stop(int let);

/// Each answers 1 once for a SIGTSTP, or SIGCONT, that came since it was last asked.
int rescue_take_stop(void);
int rescue_take_continued(void);

/// Writes all of it to a descriptor, whatever interrupts. Async-signal-safe.
void write_all(int descriptor, const char *bytes, size_t count);

// MARK: Keys.c

/// Codes that ncurses returns for sequences registered by `define_keys`.
enum {
  CODE_MOUSE_SGR = 0x3000,
  CODE_MOUSE_X10,
  CODE_PASTE,
  /// CODE_KEY | key << 3 | modifiers
  CODE_KEY = 0x4000,
};

/// Registers the sequences of modified keys, mouse reports and pastes with ncurses.
void define_keys(void);

/// Sets `event` for a key code of ncurses; leaves it CNCURSES_NOTHING for an unknown one.
void translate_key(int code, CNCursesEvent *event);

// MARK: Input.c

/// The size or the modes changed: forget half-read input. Returns -1 without memory.
int input_open(void);
void input_close(void);
