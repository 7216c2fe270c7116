package import Cells

/// The home: the workspaces at hand, and what one can do in them.
package struct Home: Hashable, Sendable {
  /// A workspace in the folder where the program was started.
  package struct Entry: Hashable, Sendable {
    package var path: String
    /// How far it is, in a few words, or why it cannot be opened.
    package var summary: String
    package var canOpen: Bool

    package init(path: String, summary: String, canOpen: Bool) {
      self.path = path
      self.summary = summary
      self.canOpen = canOpen
    }
  }

  /// What the person decided to do.
  package enum Choice: Hashable, Sendable {
    case open(path: String, person: String, role: Session.Role)
    case browse(path: String, person: String, role: Session.Role)
    case demo
    case suspend
    case quit
  }

  /// What a workspace is opened for.
  package struct Purpose: Hashable, Sendable {
    package var role: Session.Role
    /// To look at its images, not to work on them.
    package var browses: Bool
  }

  package var entries: [Entry]
  package var chosen = 0
  package var person: TextField
  /// What waits for the person's name, while it is being typed.
  package var asking: Purpose?
  package var message = ""
  package var display: Display
  package var look = Look()
  package var columns: Int
  package var rows: Int

  package init(entries: [Entry], person: String, display: Display, columns: Int, rows: Int) {
    self.entries = entries
    self.person = TextField(person)
    self.display = display
    self.columns = columns
    self.rows = rows
  }
}

/// Takes one input; returns what is to be done, if anything.
package func update(_ home: inout Home, _ input: Input) -> Home.Choice? {
  switch input {
  case .resize(let columns, let rows):
    home.columns = columns
    home.rows = rows
  case .paper(let ink): home.look.paper = ink
  case .paste(let text):
    if home.asking != nil { home.person.insert(text) }
  case .key(let key):
    home.message = ""
    if key == .control("z") { return .suspend }
    return home.asking == nil ? take(key, &home) : takeName(key, &home)
  case .mouse(let mouse):
    let row = mouse.row - Home.firstEntryRow
    if mouse.action == .press(.left), home.entries.indices.contains(row) { home.chosen = row }
  }
  return nil
}

private func take(_ key: Key, _ home: inout Home) -> Home.Choice? {
  if key == .control("c") { return .quit }
  switch key.code {
  case .up, .character("k"): home.chosen = max(0, home.chosen - 1)
  case .down, .character("j"): home.chosen = max(0, min(home.entries.count - 1, home.chosen + 1))
  case .enter, .character("l"): ask(.labeler, &home)
  case .character("r"): ask(.expert, &home)
  case .character("b"): ask(.labeler, browses: true, &home)
  case .character("B"): ask(.expert, browses: true, &home)
  case .character("d"): return .demo
  case .character("q"): return .quit
  default: break
  }
  return nil
}

private func ask(_ role: Session.Role, browses: Bool = false, _ home: inout Home) {
  guard home.entries.indices.contains(home.chosen), home.entries[home.chosen].canOpen else {
    home.message = "There is no workspace to open here: make one with tessera init, or press d."
    return
  }
  home.asking = Home.Purpose(role: role, browses: browses)
}

private func takeName(_ key: Key, _ home: inout Home) -> Home.Choice? {
  switch key.code {
  case .escape: home.asking = nil
  case .backspace: home.person.deleteBackward()
  case .character("u") where key.modifiers == .control: home.person.clear()
  case .character("c") where key.modifiers == .control: home.asking = nil
  case .character(let scalar) where key.modifiers.isEmpty:
    home.person.insert(String(Character(scalar)))
  case .enter:
    guard let purpose = home.asking, home.person.text.contains(where: { !$0.isWhitespace }) else {
      home.message = "Type your name first."
      return nil
    }
    home.asking = nil
    let path = home.entries[home.chosen].path
    return purpose.browses
      ? .browse(path: path, person: home.person.text, role: purpose.role)
      : .open(path: path, person: home.person.text, role: purpose.role)
  default: break
  }
  return nil
}
