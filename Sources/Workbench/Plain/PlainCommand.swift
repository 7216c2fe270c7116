/// One typed line, understood: what is asked for, whatever lies on the desk.
package enum PlainCommand: Hashable, Sendable {
  /// Which boxes of a dispute are meant.
  package enum Party: Hashable, Sendable {
    case merged
    /// At this position, from 0.
    case labeler(Int)
  }

  case box(x: Int, y: Int, width: Int, height: Int, className: String?)
  /// From 1.
  case select(Int)
  case move(dx: Int, dy: Int)
  /// By above 0 is right or down.
  case edge(Edges, by: Int)
  case edgeTo(Edges, Int)
  case chooseClass(String)
  /// The selected box, or the one of this number.
  case delete(Int?)
  case list
  case place
  /// The colors of the image, or of the selected box.
  case describe(boxOnly: Bool)
  case go(x: Int, y: Int)
  case zoom(Double)
  case skip(String?)
  case ask(String?)
  case reason(String?)
  case compare(Party, Party)
  case view(Model.Shown?)
  case help(String?)
  case yes, no
  /// A line of the key table, so many times.
  case action(Action, times: Int)

  /// Understands a line.
  ///
  /// - Throws: A sentence that names the nearest command, or shows how this one is typed.
  package init(_ line: String, role: Session.Role, keys: KeyMap = .tessera) throws(PlainFault) {
    let words = PlainWords(line)
    guard let name = words.first else { throw PlainFault("Type a command; help lists them.") }
    if let entry = PlainTable.entry(name, role: role) {
      if let command = entry.read(words.rest) {
        self = command
        return
      }
      throw PlainFault("\(entry.name) is typed so: \(entry.usage). For example: \(entry.example).")
    }
    guard let command = Self.ofKeyTable(words, role: role, keys: keys) else {
      let near = PlainTable.nearest(to: name, role: role, keys: keys)
      throw PlainFault(
        "There is no command \(name). "
          + (near.map { "Did you mean \($0)? " } ?? "") + "help lists them.")
    }
    self = command
  }

  /// A name of the key table, which may be typed with spaces for its hyphens, and how often.
  private static func ofKeyTable(
    _ words: PlainWords, role: Session.Role, keys: KeyMap
  ) -> PlainCommand? {
    var names = words.all
    var times = 1
    if names.count > 1, let count = names.last.flatMap({ Int($0) }), (1...99_999).contains(count),
      PlainTable.binding(names.joined(separator: "-"), role: role, keys: keys) == nil
    {
      times = count
      names.removeLast()
    }
    let name = names.joined(separator: "-")
    return PlainTable.binding(name, role: role, keys: keys).map {
      .action($0.action, times: times)
    }
  }
}

/// A line as words between blanks.
struct PlainWords {
  let all: [String]

  init(_ line: String) { all = line.split(whereSeparator: \.isWhitespace).map(String.init) }
  private init(all: [String]) { self.all = all }

  /// The command's name; case does not matter.
  var first: String? { all.first.map { $0.lowercased() } }
  var rest: PlainWords { PlainWords(all: Array(all.dropFirst())) }
  var count: Int { all.count }
  /// All of it with one blank between words; nil when there is nothing.
  var text: String? { all.isEmpty ? nil : all.joined(separator: " ") }

  /// Whole numbers, which commas may stand between; nil when anything else is there. None has more
  /// digits than any image has pixels.
  var numbers: [Int]? {
    var numbers: [Int] = []
    for word in all.flatMap({ $0.split(separator: ",") }) {
      guard let number = Int(word), abs(number) < 10_000_000 else { return nil }
      numbers.append(number)
    }
    return numbers
  }

  func after(_ count: Int) -> PlainWords { PlainWords(all: Array(all.dropFirst(count))) }
  func prefix(_ count: Int) -> PlainWords { PlainWords(all: Array(all.prefix(count))) }
}
