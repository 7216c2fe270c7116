// The least that an answer to a key can cost: a program in a raw terminal that, for every read,
// appends a line to a file and syncs it where one is named, and writes so many bytes.
//
// usage: echo BYTES [FILE]
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

int main(int count, char **words) {
  size_t bytes = count > 1 ? (size_t)atol(words[1]) : 1;
  int file = count > 2 ? open(words[2], O_WRONLY | O_CREAT | O_APPEND, 0666) : -1;
  struct termios mode;
  char *answer = malloc(bytes + 1);
  if (!answer || tcgetattr(0, &mode) || (count > 2 && file < 0)) return 1;
  cfmakeraw(&mode);
  tcsetattr(0, TCSANOW, &mode);
  memset(answer, '.', bytes);
  if (write(1, "r", 1) != 1) return 1;
  char keys[64], line[80];
  memset(line, '-', sizeof line);
  while (read(0, keys, sizeof keys) > 0) {
    if (file >= 0 && (write(file, line, sizeof line) < 0 || fdatasync(file))) return 1;
    for (size_t done = 0; done < bytes;) {
      ssize_t wrote = write(1, answer + done, bytes - done);
      if (wrote <= 0) return 1;
      done += (size_t)wrote;
    }
  }
  return 0;
}
