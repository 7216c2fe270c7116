import FoundationEssentials
import Glibc
import Labels
import Workbench

/// A person's strokes on disk: one line a stroke, synced before it is acknowledged.
///
/// The file lies beside the workspace, so that it is found again from any terminal. While it is
/// open it is locked: the same person cannot draw in two terminals at once. It is emptied when
/// nothing unsubmitted is left in it. A line cut short by a crash, or damaged, is passed over when it is
/// read.
final class Journal {
  let drafts: [Draft]
  private let descriptor: Int32
  private let path: String
  private var open: Set<Int>
  /// Lines that are not known to be on disk: those that it refused go before the next.
  private var backlog: [UInt8] = []

  init(workspace: String, person: String, role: Session.Role) throws {
    let folder = workspace + "-drafts"
    if mkdir(folder, 0o777) != 0, errno != EEXIST {
      throw Failure(.cannotCreate, "\(folder): \(Self.lastError()); drafts cannot be kept there.")
    }
    let suffix = role == .labeler ? "labeling" : "resolving"
    path = "\(folder)/\(Self.fileName(person)).\(suffix).jsonl"
    let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else {
      throw Failure(.cannotCreate, "\(path): \(Self.lastError()); drafts cannot be kept there.")
    }
    self.descriptor = descriptor
    Self.keepName(in: folder)
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw Failure(
        .tryAgain,
        "\(person) is at work in another terminal; quit there first, or use another name.")
    }
    drafts = Draft.replay(Self.read(descriptor))
    open = Set(drafts.map(\.image))
  }

  deinit { close(descriptor) }

  /// Adds an entry; returns once it is on disk, and all before it.
  func append(_ entry: JournalEntry) throws {
    if case .close(let image) = entry { open.remove(image) } else { open.insert(entry.image) }
    backlog += try JournalLine.bytes(of: entry)
    if open.isEmpty {
      guard ftruncate(descriptor, 0) == 0 else { throw Failure(.ioError, fault) }
    } else {
      try writeBacklog()
    }
    guard fdatasync(descriptor) == 0 else { throw Failure(.ioError, fault) }
    backlog = []
  }

  /// Writes all of it, what may be there already included: a line that comes twice counts once.
  private func writeBacklog() throws {
    var rest = backlog[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard written > 0 else {
        if errno == EINTR { continue }
        throw Failure(.ioError, fault)
      }
      rest = rest.dropFirst(written)
    }
  }

  /// Has the file's name on disk too, where it is new. Not every file system can; then it comes by itself.
  private static func keepName(in folder: String) {
    let descriptor = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    close(descriptor)
  }

  private var fault: String { "\(path): \(Self.lastError())" }

  private static func lastError() -> String { String(cString: strerror(errno)) }

  private static func read(_ descriptor: Int32) -> [JournalEntry] {
    var content: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    lseek(descriptor, 0, SEEK_SET)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      content += chunk.prefix(count)
    }
    return JournalLine.entries(in: content)
  }

  /// A person's name as a file name: everything but letters and digits is percent-encoded.
  private static func fileName(_ person: String) -> String {
    person.utf8.map { byte in
      let scalar = Unicode.Scalar(byte)
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || (48...57).contains(byte))
      if isPlain { return String(Character(scalar)) }
      let hex = String(byte, radix: 16)
      return "%" + (hex.count < 2 ? "0" : "") + hex
    }.joined()
  }
}
