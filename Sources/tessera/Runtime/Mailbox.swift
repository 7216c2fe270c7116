import Glibc
import Synchronization

/// Where effects leave their results for the event loop: a queue, and a pipe that wakes `poll`.
final class Mailbox<Event: Sendable>: Sendable {
  private let queue = Mutex<[Event]>([])
  /// Readable while events may be waiting.
  let wakeDescriptor: Int32
  private let writeDescriptor: Int32

  init() throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else {
      throw Failure(.software, "cannot make a pipe: \(String(cString: strerror(errno)))")
    }
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    (wakeDescriptor, writeDescriptor) = (ends[0], ends[1])
  }

  deinit {
    close(wakeDescriptor)
    close(writeDescriptor)
  }

  func post(_ event: Event) {
    queue.withLock { $0.append(event) }
    var byte: UInt8 = 1
    // A full pipe wakes the loop as well as one more byte would.
    _ = write(writeDescriptor, &byte, 1)
  }

  func drain() -> [Event] {
    var bytes = [UInt8](repeating: 0, count: 256)
    while read(wakeDescriptor, &bytes, bytes.count) > 0 {}
    return queue.withLock { events in
      defer { events = [] }
      return events
    }
  }
}
