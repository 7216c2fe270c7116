/// The commands that have a grammar of their own; every other line of the key table is one by its name.
package struct PlainEntry: Sendable {
  package let name: String
  package let roles: Set<Session.Role>
  package let usage: String
  package let example: String
  package let help: String
  /// What the words after the name ask for; nil when they make no sense.
  let read: @Sendable (PlainWords) -> PlainCommand?

  init(
    _ name: String, for roles: Set<Session.Role> = [.labeler, .expert], _ usage: String,
    _ example: String, _ help: String, read: @escaping @Sendable (PlainWords) -> PlainCommand?
  ) {
    (self.name, self.roles, self.usage, self.example) = (name, roles, usage, example)
    (self.help, self.read) = (help, read)
  }
}

package enum PlainTable {
  package static let entries: [PlainEntry] = drawing + looking + deciding + general

  static func entry(_ name: String, role: Session.Role) -> PlainEntry? {
    entries.first { $0.name == name && $0.roles.contains(role) }
  }

  /// The line of the key table of this name, or of this command after `:`.
  static func binding(_ name: String, role: Session.Role, keys: KeyMap) -> Binding? {
    keys.bindings.first {
      $0.roles.contains(role) && Self.name(of: $0).lowercased() == name.lowercased()
    } ?? keys.bindings.first { $0.roles.contains(role) && $0.name == name.lowercased() }
  }

  /// By what name a line of the key table is typed.
  package static func name(of binding: Binding) -> String {
    if let own = name(binding.action) { return own }
    return (binding.command ?? binding.name).replacing(" ", with: "-")
  }

  /// Names that stand for something else here than after `:`.
  private static func name(_ action: Action) -> String? {
    switch action {
    case .nextBox: "next"
    case .previousBox: "previous"
    case .forward: "forward"
    default: nil
    }
  }

  /// The name that was probably meant.
  static func nearest(to name: String, role: Session.Role, keys: KeyMap) -> String? {
    let all =
      entries.filter { $0.roles.contains(role) }.map(\.name)
      + keys.bindings.filter { $0.roles.contains(role) }.map { Self.name(of: $0) }
    return nearestOf(all, to: name)
  }

  // MARK: The table

  private static let drawing: [PlainEntry] = [
    PlainEntry(
      "box", "box LEFT TOP WIDTH HEIGHT, and CLASS if you like", "box 120 40 60 200 lipstick",
      "Adds a box, in pixels of the image, counted from its top left corner."
    ) { words in
      guard words.count >= 4, let at = words.prefix(4).numbers, at.count == 4 else { return nil }
      return .box(
        x: at[0], y: at[1], width: at[2], height: at[3], className: words.after(4).text)
    },
    PlainEntry("select", "select NUMBER", "select 2", "Selects a box by its number.") {
      $0.count == 1 ? $0.numbers?.first.map { .select($0) } : nil
    },
    PlainEntry(
      "next", "next, or next edge DIRECTION", "next edge right",
      "Selects the next box; or moves the crosshair to where the picture changes next."
    ) { words in
      if words.count == 0 { return .action(.nextBox, times: 1) }
      guard words.count == 2, words.first == "edge",
        let direction = direction(words.all[1])
      else { return nil }
      return .action(.nextEdge(direction), times: 1)
    },
    PlainEntry("previous", "previous", "previous", "Selects the box before.") {
      $0.count == 0 ? .action(.previousBox, times: 1) : nil
    },
    PlainEntry(
      "move", "move RIGHT DOWN", "move 3 -2",
      "Moves the selected box, or without one the crosshair, by so many pixels; below 0 is left or up."
    ) { words in
      guard let by = words.numbers, by.count == 2 else { return nil }
      return .move(dx: by[0], dy: by[1])
    },
    PlainEntry(
      "edge", "edge left, right, top or bottom, then by PIXELS or to PLACE", "edge left by 3",
      "Moves one edge of the selected box; by below 0 is left or up."
    ) { words in
      guard words.count == 3, let number = words.after(2).numbers?.first,
        let edge = ["left": Edges.left, "right": .right, "top": .top, "bottom": .bottom][
          words.all[0].lowercased()]
      else { return nil }
      switch words.all[1].lowercased() {
      case "by": return .edge(edge, by: number)
      case "to": return .edgeTo(edge, number)
      default: return nil
      }
    },
    PlainEntry(
      "class", "class NAME, or its number", "class lipstick",
      "Gives the selected box, and the next ones, a class."
    ) { words in words.text.map { .chooseClass($0) } },
    PlainEntry(
      "delete", "delete, or delete NUMBER", "delete 2", "Deletes the selected box, or that one."
    ) {
      words in
      if words.count == 0 { return .delete(nil) }
      return words.count == 1 ? words.numbers?.first.map { .delete($0) } : nil
    },
  ]

  private static let looking: [PlainEntry] = [
    PlainEntry("list", "list", "list", "Tells every box; in a dispute everybody's.") {
      $0.count == 0 ? .list : nil
    },
    PlainEntry("where", "where", "where", "Tells the image, what is selected, and what is saved.") {
      $0.count == 0 ? .place : nil
    },
    PlainEntry(
      "describe", "describe, or describe box", "describe",
      "Tells the colors of the picture, or of the selected box, in nine parts."
    ) { words in
      switch words.text?.lowercased() {
      case nil: .describe(boxOnly: false)
      case "box": .describe(boxOnly: true)
      default: nil
      }
    },
    PlainEntry("go", "go RIGHT DOWN", "go 120 45", "Puts the crosshair on a pixel.") { words in
      guard let at = words.numbers, at.count == 2 else { return nil }
      return .go(x: at[0], y: at[1])
    },
    PlainEntry(
      "zoom", "zoom SCALE", "zoom 2",
      "How closely next edge and snap look: half characters for a pixel."
    ) { words in
      guard words.count == 1, let scale = Double(words.all[0]), scale > 0, scale.isFinite
      else { return nil }
      return .zoom(scale)
    },
  ]

  private static let deciding: [PlainEntry] = [
    PlainEntry(
      "skip", "skip, or skip REASON", "skip blurred",
      "Says that the image cannot be labeled, and why."
    ) { .skip($0.text) },
    PlainEntry(
      "ask", for: [.labeler], "ask, or ask QUESTION", "ask is the cap a part of it?",
      "Asks a question; earlier answers to ones like it are told first."
    ) { .ask($0.text) },
    PlainEntry(
      "accept", for: [.expert], "accept merged, or a labeler's letter", "accept merged",
      "Decides by the merged boxes, or by a labeler's."
    ) { words in
      guard words.count == 1, let party = party(words.all[0]) else { return nil }
      switch party {
      case .merged: return .action(.acceptMerged, times: 1)
      case .labeler(let index): return .action(.accept(index), times: 1)
      }
    },
    PlainEntry(
      "compare", for: [.expert], "compare A B, or compare A merged", "compare A B",
      "Tells by how many pixels two labelers' boxes differ, edge by edge."
    ) { words in
      guard words.count == 2, let one = party(words.all[0]), let other = party(words.all[1])
      else { return nil }
      return .compare(one, other)
    },
    PlainEntry(
      "view", for: [.expert], "view, or view all, merged or a letter", "view merged",
      "Chooses whose boxes list tells."
    ) { words in
      guard words.count <= 1 else { return nil }
      guard let word = words.first else { return .view(nil) }
      if word == "all" { return .view(.everything) }
      return party(word).map {
        switch $0 {
        case .merged: .view(.merged)
        case .labeler(let index): .view(.party(index))
        }
      }
    },
    PlainEntry(
      "reason", for: [.expert], "reason, or reason TEXT", "reason C boxed the cap too",
      "Gives a reason for the decision to come."
    ) { .reason($0.text) },
  ]

  private static let general: [PlainEntry] = [
    PlainEntry(
      "help", "help, or help COMMAND", "help box", "Lists the commands, or tells one of them."
    ) {
      .help($0.text)
    },
    PlainEntry("yes", "yes", "yes", "Answers a question.") { $0.count == 0 ? .yes : nil },
    PlainEntry("y", "y", "y", "Is yes.") { $0.count == 0 ? .yes : nil },
    PlainEntry("no", "no", "no", "Answers a question.") { $0.count == 0 ? .no : nil },
    PlainEntry("n", "n", "n", "Is no.") { $0.count == 0 ? .no : nil },
  ]

  private static func direction(_ word: String) -> Action.Direction? {
    ["left": .left, "right": .right, "up": .up, "down": .down][word.lowercased()]
  }

  private static func party(_ word: String) -> PlainCommand.Party? {
    if word.lowercased() == "merged" { return .merged }
    if let number = Int(word) { return (1...26).contains(number) ? .labeler(number - 1) : nil }
    guard word.unicodeScalars.count == 1, let letter = word.uppercased().unicodeScalars.first,
      ("A"..."Z").contains(letter)
    else { return nil }
    return .labeler(Int(letter.value) - 65)
  }
}
