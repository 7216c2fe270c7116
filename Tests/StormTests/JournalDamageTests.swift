import Labels
import Testing

@testable import Workbench
@testable import tessera

/// A journal cut short at any byte, or with any byte changed.
struct JournalDamageTests {
  private static let entries: [JournalEntry] = {
    func boxes(_ x: Double) -> [LabeledBox] {
      [LabeledBox(box: Box(x: x, y: 2.25, width: 3, height: 4), classID: 1)]
    }
    return [
      .open(image: 7, boxes: []), .edit(image: 7, boxes: boxes(1), change: 1, after: 0),
      .go(image: 7, change: 0), .edit(image: 7, boxes: boxes(11.5), change: 2, after: 0),
      .reason(image: 7, text: "too }loose\n\u{1B} \u{1F484}"), .go(image: 7, change: 1),
      .reject(image: 7, proposal: 12),
      .edit(image: 7, boxes: boxes(3) + boxes(4), change: 3, after: 1), .open(image: 8, boxes: []),
      .close(image: 8), .unnumberedEdit(image: 7, boxes: boxes(5)), .undo(image: 7),
      .redo(image: 7),
    ]
  }()

  /// The file, and where each line ends.
  private static func file() throws -> (bytes: [UInt8], ends: [Int]) {
    var bytes: [UInt8] = []
    var ends: [Int] = []
    for entry in entries {
      bytes += try JournalLine.bytes(of: entry)
      ends.append(bytes.count)
    }
    return (bytes, ends)
  }

  @Test func `what is written is read`() throws {
    #expect(JournalLine.entries(in: try Self.file().bytes) == Self.entries)
  }

  @Test func `cut short at any byte, every line before is whole, and what is written after it too`()
    throws
  {
    let (bytes, ends) = try Self.file()
    let after = JournalEntry.go(image: 7, change: 2)
    for cut in 0...bytes.count {
      let whole = ends.count { $0 <= cut }
      let read = JournalLine.entries(in: Array(bytes[..<cut]))
      // A line is whole without its line feed, and without its sum it is one of an older journal.
      let kept = Array(Self.entries.prefix(read.count))
      #expect(read == kept && (whole...whole + 1).contains(read.count), "cut at \(cut)")
      let resumed = JournalLine.entries(in: bytes[..<cut] + (try JournalLine.bytes(of: after)))
      #expect(resumed == kept + [after], "cut at \(cut)")
    }
  }

  @Test func `a byte that changed costs its own line and no other`() throws {
    let (bytes, ends) = try Self.file()
    for at in bytes.indices {
      let line = ends.count { $0 <= at }
      for change: UInt8 in [1, 2, 4, 8, 16, 32, 64, 128, bytes[at] ^ UInt8(ascii: "\n")]
      where change != 0 {
        var damaged = bytes
        damaged[at] ^= change
        var rest = Self.entries
        rest.remove(at: line)
        let read = JournalLine.entries(in: damaged)
        // The line feed that changed may have been one of two.
        #expect(read == rest || read == Self.entries, "byte \(at) changed by \(change)")
      }
    }
  }

  @Test func `lines of before there were sums and numbers are read`() {
    let text = """
      {"act":"open","image":7,"boxes":[]}
      {"act":"edit","image":7,"boxes":[{"x":1,"y":2,"width":3,"height":4,"classID":1}]}
      {"act":"undo","image":7}

      {"act":"redo","image":7}
      """
    let box = LabeledBox(box: Box(x: 1, y: 2, width: 3, height: 4), classID: 1)
    #expect(
      JournalLine.entries(in: Array(text.utf8)) == [
        .open(image: 7, boxes: []), .unnumberedEdit(image: 7, boxes: [box]), .undo(image: 7),
        .redo(image: 7),
      ])
  }
}
