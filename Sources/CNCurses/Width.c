/// Columns of characters that the C library does not know yet.
///
/// glibc before 2.41 answers -1 for the octants of Unicode 16 (U+1CC00-U+1CEBF), and ncurses then
/// prints a space. A definition in the executable wins over the one in libc for libncursesw too.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stddef.h>
#include <wchar.h>

static int (*library_wcwidth)(wchar_t);

/// Looked up before any thread exists.
__attribute__((constructor)) static void find_library_wcwidth(void) {
  library_wcwidth = (int (*)(wchar_t))dlsym(RTLD_NEXT, "wcwidth");
}

int wcwidth(wchar_t character) {
  if (character >= 0x1CC00 && character <= 0x1CEBF) return 1;
  return library_wcwidth != NULL ? library_wcwidth(character) : 1;
}
