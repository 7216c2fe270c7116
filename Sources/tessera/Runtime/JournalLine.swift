import FoundationEssentials
import Labels
import Workbench

/// A journal entry as a line of JSON, with a sum that tells damage.
struct JournalLine: Codable {
  struct Stored: Codable {
    var x, y, width, height: Double
    var classID: Int
    /// Absent where there are none, and in journals of versions without them.
    var attributes: AttributeJSON?
  }

  var act: String
  var image: Int
  var boxes: [Stored]?
  /// Numbers of changes.
  var change: Int?
  var after: Int?
  var text: String?
  var proposal: Int?

  /// The line, between two line feeds: a line of its own even after one that a crash cut short.
  static func bytes(of entry: JournalEntry) throws -> [UInt8] {
    let json = Array(try JSONEncoder().encode(JournalLine(entry)))
    return Array("\n".utf8) + json + Array(" \(sum(of: json))\n".utf8)
  }

  /// The entries of a journal. A line that is cut short or does not have its sum is passed over; those of
  /// older journals have none.
  static func entries(in content: [UInt8]) -> [JournalEntry] {
    content.split(separator: UInt8(ascii: "\n")).compactMap(entry)
  }

  private static func entry(_ line: ArraySlice<UInt8>) -> JournalEntry? {
    guard let end = line.lastIndex(of: UInt8(ascii: "}")) else { return nil }
    let (json, tail) = (line[...end], line[(end + 1)...])
    guard tail.isEmpty || tail.elementsEqual(" \(sum(of: json))".utf8) else { return nil }
    return (try? JSONDecoder().decode(JournalLine.self, from: Data(json)))?.entry
  }

  /// Fowler, Noll and Vo's FNV-1a of 32 bits: no change of a single byte leaves it as it was.
  private static func sum(of bytes: some Sequence<UInt8>) -> String {
    let sum = bytes.reduce(UInt32(0x811C_9DC5)) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
    return String(sum, radix: 16)
  }

  private init(_ entry: JournalEntry) {
    image = entry.image
    switch entry {
    case .open(_, let boxes): (act, self.boxes) = ("open", boxes.map(Stored.init))
    case .edit(_, let boxes, let change, let after):
      (act, self.boxes) = ("edit", boxes.map(Stored.init))
      (self.change, self.after) = (change, after)
    case .go(_, let change): (act, self.change) = ("go", change)
    case .unnumberedEdit(_, let boxes): (act, self.boxes) = ("edit", boxes.map(Stored.init))
    case .undo: act = "undo"
    case .redo: act = "redo"
    case .reason(_, let text): (act, self.text) = ("reason", text)
    case .reject(_, let proposal): (act, self.proposal) = ("reject", proposal)
    case .close: act = "close"
    }
  }

  private var entry: JournalEntry? {
    let labeled = (boxes ?? []).map(\.labeled)
    return switch act {
    case "open": .open(image: image, boxes: labeled)
    case "edit":
      if let change, let after {
        .edit(image: image, boxes: labeled, change: change, after: after)
      } else {
        .unnumberedEdit(image: image, boxes: labeled)
      }
    case "go": change.map { .go(image: image, change: $0) }
    case "undo": .undo(image: image)
    case "redo": .redo(image: image)
    case "reason": .reason(image: image, text: text ?? "")
    case "reject": proposal.map { .reject(image: image, proposal: $0) }
    case "close": .close(image: image)
    default: nil
    }
  }
}

extension JournalLine.Stored {
  fileprivate init(_ labeled: LabeledBox) {
    let box = labeled.box
    self.init(
      x: box.x, y: box.y, width: box.width, height: box.height, classID: labeled.classID,
      attributes: AttributeJSON(labeled.attributes))
  }

  fileprivate var labeled: LabeledBox {
    LabeledBox(
      box: Box(x: x, y: y, width: width, height: height), classID: classID,
      attributes: attributes?.attributes ?? .none)
  }
}
