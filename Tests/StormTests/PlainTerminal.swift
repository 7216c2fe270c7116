import Foundation

/// A terminal that knows four things: text, where the cursor goes, clearing, and that what comes between
/// `CSI ? 2026 h` and `l` is shown at once. Its terminfo entry tells ncurses no more, so every frame that
/// arrived whole can be read off it.
struct PlainTerminal {
  let columns: Int
  let rows: Int
  private var cells: [Unicode.Scalar]
  private var column = 0
  private var row = 0
  /// Bytes of a sequence or a character that has only begun.
  private var begun: [UInt8] = []
  /// Every frame that came whole, a line a row.
  private(set) var frames: [[String]] = []
  private(set) var faults: [String] = []

  private static let entry = """
    storm|text and a cursor,
    \tcols#80, lines#24, clear=\\E[H\\E[2J, cup=\\E[%i%p1%d;%p2%dH, kcuu1=\\E[A, kcud1=\\E[B,
    \tkcuf1=\\E[C, kcub1=\\E[D, kcbt=\\E[Z, kmous=\\E[<,

    """

  /// What tells a program that it is at such a terminal; the description is compiled into the folder.
  static func environment(in folder: URL) throws -> [String] {
    let source = folder.appending(path: "storm.ti")
    let database = folder.appending(path: "terminfo")
    try entry.write(to: source, atomically: true, encoding: .utf8)
    let tic = try Process.run(
      URL(filePath: "/usr/bin/env"), arguments: ["tic", "-x", "-o", database.path, source.path])
    tic.waitUntilExit()
    return ["TERMINFO=\(database.path)", "TERM=storm", "LC_ALL=C.UTF-8"]
  }

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Array(repeating: " ", count: columns * rows)
  }

  var lines: [String] {
    (0..<rows).map { row in
      var line = ""
      line.unicodeScalars.append(contentsOf: cells[row * columns..<(row + 1) * columns])
      return line
    }
  }

  mutating func forgetFrames() { frames = [] }

  mutating func take(_ bytes: [UInt8]) {
    for byte in bytes {
      begun.append(byte)
      if begun[0] == 0x1B {
        takeEscape(byte)
      } else if let text = String(validating: begun, as: UTF8.self) {
        begun = []
        for scalar in text.unicodeScalars { put(scalar) }
      } else if begun.count > 4 {
        faults.append("no UTF-8: \(begun)")
        begun = []
      }
    }
  }

  private mutating func takeEscape(_ byte: UInt8) {
    guard begun.count > 1 else { return }
    guard begun[1] == UInt8(ascii: "[") else {
      // Of one character: the cursor kept and given back, the keypad.
      begun = []
      return
    }
    guard begun.count > 2, (0x40...0x7E).contains(byte) else { return }
    let body = String(decoding: begun[2..<(begun.count - 1)], as: UTF8.self)
    begun = []
    let numbers = body.split(separator: ";").map { Int($0) ?? 0 }
    switch byte {
    case UInt8(ascii: "H"):
      (row, column) = numbers.count == 2 ? (numbers[0] - 1, numbers[1] - 1) : (0, 0)
      if !(0..<rows).contains(row) || !(0..<columns).contains(column) {
        faults.append("cursor at \(column),\(row)")
        (row, column) = (0, 0)
      }
    case UInt8(ascii: "J"): cells = Array(repeating: " ", count: cells.count)
    case UInt8(ascii: "l") where body == "?2026": frames.append(lines)
    case UInt8(ascii: "h"), UInt8(ascii: "l"), UInt8(ascii: "m"), UInt8(ascii: "t"): break
    default: faults.append("CSI \(body) \(Character(Unicode.Scalar(byte)))")
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\r": column = 0
    case "\n": row = min(rows - 1, row + 1)
    case "\u{8}": column = max(0, column - 1)
    case _ where scalar.properties.generalCategory == .control:
      faults.append("\(scalar.debugDescription)")
    default:
      cells[row * columns + column] = scalar
      column = min(columns - 1, column + 1)
    }
  }
}
