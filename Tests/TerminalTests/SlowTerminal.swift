import Foundation

/// `TerminalProbe` at a pseudoterminal whose other end the test reads, as slowly as it likes.
final class SlowTerminal {
  private let master: Int32
  private let process: pid_t
  private let folder: URL
  private(set) var output: [UInt8] = []

  /// What Swift does not import of ioctl_tty(2) and spawn.h.
  private static let TIOCSPTLCK: UInt = 0x4004_5431
  private static let TIOCGPTN: UInt = 0x8004_5430
  private static let POSIX_SPAWN_SETSID: Int16 = 0x80

  init(_ picture: String, columns: Int, rows: Int) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("slow-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    self.master = master
    var (unlocked, number): (Int32, UInt32) = (0, 0)
    _ = ioctl(master, Self.TIOCSPTLCK, &unlocked)
    _ = ioctl(master, Self.TIOCGPTN, &number)
    let slave = "/dev/pts/\(number)"
    var size = winsize()
    (size.ws_col, size.ws_row) = (UInt16(columns), UInt16(rows))
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, slave, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The threads that tests run on block all signals.
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Self.POSIX_SPAWN_SETSID)
    let words = [Probe.path, folder.appendingPathComponent("log").path, picture, "truecolor"]
    let variables = ["TERM=xterm-256color", "LC_ALL=C.UTF-8"]
    let arguments = words.map { strdup($0) }
    let environment = variables.map { strdup($0) }
    defer { (arguments + environment).forEach { free($0) } }
    var process = pid_t()
    let failure = posix_spawn(
      &process, Probe.path, &actions, &attributes, arguments + [nil], environment + [nil])
    self.process = process
    guard failure == 0 else { throw CocoaError(.executableLoad) }
  }

  deinit {
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
    close(master)
    try? FileManager.default.removeItem(at: folder)
  }

  func type(_ keys: String) {
    _ = Array(keys.utf8).withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
  }

  func lines(_ line: String) -> Int {
    let log = try? String(contentsOf: folder.appendingPathComponent("log"), encoding: .utf8)
    return (log ?? "").components(separatedBy: "\n").count { $0 == line }
  }

  /// Reads at most `limit` bytes every 10 milliseconds until a condition holds; none at all for 0.
  /// Returns whether it came to hold.
  func read(_ limit: Int, until condition: () -> Bool) -> Bool {
    let deadline = Date().addingTimeInterval(20)
    var bytes = [UInt8](repeating: 0, count: max(1, limit))
    while !condition() {
      guard Date() < deadline else { return false }
      var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      if limit > 0, poll(&ready, 1, 10) > 0 {
        let count = Foundation.read(master, &bytes, limit)
        if count > 0 { output += bytes[..<count] }
      }
      // A slow line: the condition decides, not this pause.
      if limit < 65_536 { usleep(10_000) }
    }
    return true
  }

  /// Whether the probe ends by itself after a signal, within a few seconds.
  func ends(by signal: Int32) -> Bool {
    kill(process, signal)
    // The line hangs up when its last descriptor is closed; nothing is read for that.
    var hangUp = pollfd(fd: master, events: 0, revents: 0)
    guard poll(&hangUp, 1, 5000) > 0 else { return false }
    return waitpid(process, nil, 0) == process
  }
}
