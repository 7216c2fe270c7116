import Glibc

/// The host's clock.
package enum SystemClock {
  /// Milliseconds since 1970.
  package static let milliseconds: @Sendable () -> Int = {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
  }
}
