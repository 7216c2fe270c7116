import Glibc

/// Sends bytes to the terminal without ever waiting for it, one piece at a time.
///
/// A piece is sent to its end before the next is begun, so that no sequence is cut in two.
struct Outlet {
  /// What is being composed, then sent.
  let buffer = ByteBuffer()
  private(set) var pace = Pace()

  private let descriptor: Int32
  /// Bytes of the buffer that were sent.
  private var done = 0
  /// When the terminal first took no more of this piece, and how much it had then.
  private var push: (at: ContinuousClock.Instant, done: Int)?

  /// - Parameter descriptor: the terminal, opened with O_NONBLOCK
  init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// Whether a piece is not sent to its end yet: then nothing may be composed.
  private(set) var isSending = false

  /// Begins to send what was composed.
  mutating func send() {
    isSending = buffer.count > 0
    (done, push) = (0, nil)
    advance()
  }

  /// Sends as much as the terminal takes.
  mutating func advance() {
    while isSending {
      let count = write(descriptor, buffer.start + done, buffer.count - done)
      if count > 0 {
        done += count
        if done == buffer.count { finish() }
      } else if count < 0, errno == EAGAIN {
        if push == nil { push = (.now, done) }
        return
      } else if !(count < 0 && errno == EINTR) {
        // The terminal is gone, and its input will say so.
        return drop()
      }
    }
  }

  /// What was not sent yet never will be.
  mutating func drop() {
    buffer.removeAll()
    isSending = false
  }

  /// A picture that moves was drawn, wholly or not, in what is in the buffer.
  mutating func moved(isWhole: Bool) {
    pace.moved(buffer.count, isWhole: isWhole)
  }

  private mutating func finish() {
    if let push {
      pace.drained(done - push.done, seconds: (ContinuousClock.now - push.at) / .seconds(1))
    } else {
      pace.tookAtOnce(done)
    }
    drop()
  }
}
