package import Foundation

/// A program at a pseudoterminal (pty(7)) whose other end the test holds: every byte that goes in and comes
/// out, and when, is the test's to choose.
package final class PseudoTerminal {
  package let process: pid_t
  private let master: Int32
  private var status: Int32?

  /// What Swift does not import of ioctl_tty(2).
  private static let TIOCSPTLCK: UInt = 0x4004_5431
  private static let TIOCGPTN: UInt = 0x8004_5430

  package init(_ words: [String], columns: Int, rows: Int) throws {
    let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    self.master = master
    var (unlocked, number): (Int32, UInt32) = (0, 0)
    _ = ioctl(master, Self.TIOCSPTLCK, &unlocked)
    _ = ioctl(master, Self.TIOCGPTN, &number)
    var size = winsize()
    (size.ws_col, size.ws_row) = (UInt16(columns), UInt16(rows))
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    // The first terminal that the leader of a session opens is the session's.
    process = try spawn(words, inSessionOfItsOwn: true) { actions in
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/pts/\(number)", O_RDWR, 0)
      posix_spawn_file_actions_adddup2(&actions, 0, 1)
      posix_spawn_file_actions_adddup2(&actions, 0, 2)
    }
  }

  deinit {
    end(by: SIGKILL)
    close(master)
  }

  package func type(_ bytes: some Collection<UInt8>) {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      guard written > 0 else { return }
      rest = rest.dropFirst(written)
    }
  }

  /// What came out, at most `limit` bytes; waits so long for the first. Nothing when it is over, or none came.
  package func read(_ limit: Int = 65_536, within milliseconds: Int32) -> [UInt8] {
    var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard limit > 0, poll(&ready, 1, milliseconds) > 0 else { return [] }
    return [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      count = max(0, Foundation.read(master, buffer.baseAddress, limit))
    }
  }

  /// Sends a signal that ends the program, and waits until it has.
  package func end(by signal: Int32) {
    guard status == nil else { return }
    kill(process, signal)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    self.status = status
  }

  /// Whether the program ends by itself after a signal, within a few seconds, although nothing is read.
  package func ends(by signal: Int32) -> Bool {
    kill(process, signal)
    // The line hangs up when its last descriptor is closed.
    var hangUp = pollfd(fd: master, events: 0, revents: 0)
    guard poll(&hangUp, 1, 5000) > 0 else { return false }
    end(by: 0)
    return true
  }
}
