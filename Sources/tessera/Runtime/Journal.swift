import Cells
import FoundationEssentials
import Glibc
import Labels
import Workbench

/// A person's strokes on disk: one line a stroke, synced before it is acknowledged.
///
/// The file lies beside the workspace, so that it is found again from any terminal. While it is
/// open it is locked: the same person cannot draw in two terminals at once. It is emptied when
/// nothing unsubmitted is left in it. A line cut short by a crash is passed over when it is read.
final class Journal {
  let drafts: [Draft]
  private let descriptor: Int32
  private let path: String
  private var open: Set<Int>

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

  /// Adds an entry; returns once it is on disk.
  func append(_ entry: JournalEntry) throws {
    if case .close(let image) = entry { open.remove(image) } else { open.insert(entry.image) }
    if open.isEmpty {
      guard ftruncate(descriptor, 0) == 0 else { throw Failure(.ioError, fault) }
    } else {
      // A line of its own even after one that a crash cut short.
      var bytes = Array("\n".utf8) + (try JSONEncoder().encode(Line(entry))) + Array("\n".utf8)
      while !bytes.isEmpty {
        let written = write(descriptor, bytes, bytes.count)
        guard written > 0 else {
          if errno == EINTR { continue }
          throw Failure(.ioError, fault)
        }
        bytes.removeFirst(written)
      }
    }
    guard fdatasync(descriptor) == 0 else { throw Failure(.ioError, fault) }
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
    let decoder = JSONDecoder()
    return content.split(separator: UInt8(ascii: "\n")).compactMap {
      (try? decoder.decode(Line.self, from: Data($0)))?.entry
    }
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

/// A journal entry as JSON.
private struct Line: Codable {
  struct Stored: Codable {
    var x, y, width, height: Double
    var classID: Int
  }

  var act: String
  var image: Int
  var boxes: [Stored]?
  var text: String?

  init(_ entry: JournalEntry) {
    image = entry.image
    switch entry {
    case .open(_, let boxes): (act, self.boxes) = ("open", boxes.map(Stored.init))
    case .edit(_, let boxes): (act, self.boxes) = ("edit", boxes.map(Stored.init))
    case .undo: act = "undo"
    case .redo: act = "redo"
    case .reason(_, let text): (act, self.text) = ("reason", text)
    case .close: act = "close"
    }
  }

  var entry: JournalEntry? {
    let labeled = (boxes ?? []).map(\.labeled)
    return switch act {
    case "open": .open(image: image, boxes: labeled)
    case "edit": .edit(image: image, boxes: labeled)
    case "undo": .undo(image: image)
    case "redo": .redo(image: image)
    case "reason": .reason(image: image, text: text ?? "")
    case "close": .close(image: image)
    default: nil
    }
  }
}

extension Line.Stored {
  init(_ labeled: LabeledBox) {
    let box = labeled.box
    self.init(
      x: box.x, y: box.y, width: box.width, height: box.height, classID: labeled.classID)
  }

  var labeled: LabeledBox {
    LabeledBox(box: Box(x: x, y: y, width: width, height: height), classID: classID)
  }
}
