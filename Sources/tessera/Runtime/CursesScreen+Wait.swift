import Glibc
import Terminal

extension CursesScreen {
  /// Sleeps until a key, a result that makes the descriptor ready, a signal such as a resize, the
  /// terminal's readiness for more of a frame, or the given time.
  func wait(for results: Int32, atMost limit: Duration = .seconds(3600)) {
    var descriptors = waitDescriptors
    descriptors.append(pollfd(fd: results, events: Int16(POLLIN), revents: 0))
    let left = due.map { min(limit, $0 - .now) } ?? limit
    _ = poll(&descriptors, nfds_t(descriptors.count), left.pollMilliseconds)
  }
}
