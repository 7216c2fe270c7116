package import Cells

/// What has the focus; a key means different things in each.
package struct Focus: OptionSet, Hashable, Sendable {
  package let rawValue: Int
  package init(rawValue: Int) { self.rawValue = rawValue }

  /// The crosshair.
  package static let crosshair = Focus(rawValue: 1)
  /// A corner is set: the crosshair is the other.
  package static let corner = Focus(rawValue: 2)
  /// A selected box.
  package static let box = Focus(rawValue: 4)
  /// An edge of the selected box.
  package static let edge = Focus(rawValue: 8)
  /// No image is on the desk.
  package static let idle = Focus(rawValue: 16)
  /// The image on the desk cannot be seen: it is still being opened, or cannot be.
  package static let unseen = Focus(rawValue: 32)

  /// The outermost points of an object are being set.
  package static let points = Focus(rawValue: 64)

  package static let image: Focus = [.crosshair, .corner, .points, .box, .edge]
  package static let desk: Focus = [.image, .unseen]
  package static let any: Focus = [.desk, .idle]

  /// What each is called outside the program.
  package static let names: [(focus: Focus, name: String)] = [
    (.crosshair, "crosshair"), (.corner, "corner"), (.points, "points"), (.box, "box"),
    (.edge, "edge"), (.idle, "idle"), (.unseen, "unseen"),
  ]
}

/// One line of the key table: the dispatcher, the help, the hints and the `:` commands are all
/// made from it.
package struct Binding: Hashable, Sendable {
  /// What a keymap calls it: stable, lower case, words joined by hyphens. Of two lines with one name
  /// each is for a role of its own.
  package var name: String
  package var keys: [Key]
  package var action: Action
  package var focus: Focus
  package var roles: Set<Session.Role>
  /// What it does, for the help.
  package var help: String
  /// Lines of one group are one line of the help: nine classes are not nine lines.
  package var group: String?
  /// Two or three words for the hint line; nil keeps it out.
  package var hint: String?
  /// Its name after `:`; nil where a command makes no sense.
  package var command: String?

  /// Its name is that of its command unless told otherwise.
  package init(
    _ keys: [Key], _ action: Action, in focus: Focus = .any,
    for roles: Set<Session.Role> = [.labeler, .expert], _ help: String, group: String? = nil,
    hint: String? = nil, command: String? = nil, name: String? = nil
  ) {
    self.name = name ?? command.map { $0.lowercased().replacing(" ", with: "-") } ?? ""
    self.keys = keys
    self.action = action
    self.focus = focus
    self.roles = roles
    self.help = help
    self.group = group
    self.hint = hint
    self.command = command
  }

  package func applies(to focus: Focus, role: Session.Role) -> Bool {
    !self.focus.isDisjoint(with: focus) && roles.contains(role)
  }
}

/// The keys in force. For every key, focus and role at most one line applies (`fault` checks it).
package struct KeyMap: Hashable, Sendable {
  package internal(set) var bindings: [Binding]

  /// Tessera's own keys: the table from which every keymap is made.
  package static let tessera = KeyMap(
    bindings: deciding + drawing + moves + classes + ghosts + viewing + general)

  package func action(for key: Key, focus: Focus, role: Session.Role) -> Action? {
    bindings.first { $0.keys.contains(key) && $0.applies(to: focus, role: role) }?.action
  }

  private static let deciding: [Binding] =
    [
      Binding(
        [Key("s"), .control("s")], .submit, in: .image, for: [.labeler],
        "submit the boxes of this image", hint: "submit", command: "submit"),
      Binding(
        [Key("m")], .acceptMerged, in: .image, for: [.expert],
        "accept the merged boxes", hint: "accept merged", command: "merged"),
      Binding(
        [Key("s"), .control("s")], .submit, in: .image, for: [.expert],
        "decide by the boxes that you drew", hint: "decide by mine", command: "submit"),
      Binding(
        [Key("x")], .skip, in: .desk, "say that the image cannot be labeled, and why",
        hint: "skip",
        command: "skip"),
      Binding(
        [Key("b")], .back, for: [.labeler], "go back to an image that you submitted",
        hint: "back", command: "back"),
      Binding(
        [Key("w")], .forward, for: [.labeler], "leave the revision, on to the queue",
        command: "next"),
      Binding(
        [Key("i")], .editMerged, in: .image, for: [.expert],
        "begin with the merged boxes and change them", hint: "improve", command: "improve"),
      Binding(
        [Key("v")], .cycleShown, in: .image, for: [.expert],
        "show all boxes, the merged ones, one labeler's", hint: "view", command: "view"),
      Binding(
        [Key("r")], .giveReason, in: .image, for: [.expert], "give a reason for the decision",
        hint: "reason", command: "reason"),
      Binding(
        [Key("w")], .later, in: .desk, for: [.expert],
        "leave this dispute for later, on to the next",
        hint: "later", command: "later"),
    ] + parties

  private static let parties: [Binding] = "ABCDE".unicodeScalars.enumerated().map {
    Binding(
      [Key($1)], .accept($0), in: .image, for: [.expert], "accept the boxes of labeler \($1)",
      group: "accept the boxes of labeler A, B, C, ...", hint: $0 == 0 ? "accept a labeler's" : nil,
      command: "accept \($1)")
  }

  private static let drawing: [Binding] =
    [
      Binding(
        [Key(" ")], .mark, in: .image, "set a corner of a new box, then the other", hint: "corner",
        command: "mark"),
      Binding(
        [Key(.enter)], .mark, in: .corner, "finish the box", name: "finish"),
      Binding(
        [Key(.tab)], .nextBox, in: .image, "select the next box", hint: "next box",
        name: "next-box"),
      Binding(
        [Key(.tab, .shift)], .previousBox, in: .image, "select the box before",
        name: "previous-box"),
      Binding(
        [Key("t")], .extremes, in: [.crosshair, .corner, .points, .box, .edge],
        "box by the four outermost points, Space on each",
        hint: "four points", command: "points"),
      Binding(
        [Key(.backspace), Key(.delete)], .dropPoint, in: .points, "take the last point back",
        name: "drop-point"),
      Binding(
        [Key("n")], .snap, in: [.box, .edge],
        "snap the selected box to the picture's own edges", hint: "snap", command: "snap"),
      Binding(
        [Key("N")], .toggleSnapping, in: .image, "snap every stroke to those edges, or none",
        command: "snapping"),
      Binding(
        [Key("e")], .pickEdge, in: [.box, .edge],
        "pick an edge; arrows choose and move it", hint: "edge", name: "pick-edge"),
    ] + edges + [
      Binding(
        [Key(".")], .grow(1), in: [.box, .edge], "grow the box by 1 pixel on every side",
        command: "grow"),
      Binding(
        [Key(",")], .grow(-1), in: [.box, .edge], "shrink the box by 1 pixel on every side",
        command: "shrink"),
      Binding(
        [Key(">")], .grow(10), in: [.box, .edge], "grow the box by 10 pixels", name: "grow-more"),
      Binding(
        [Key("<")], .grow(-10), in: [.box, .edge], "shrink the box by 10 pixels",
        name: "shrink-more"),
      Binding(
        [Key("y")], .duplicate, in: [.box, .edge], "put a copy of the box beside it",
        command: "duplicate"),
      Binding(
        [Key("a")], .copyLast, in: .image, for: [.labeler],
        "add the boxes that you submitted last", command: "again"),
      Binding(
        [Key("d"), Key(.delete), Key(.backspace)], .delete, in: [.box, .edge],
        "delete the selected box", hint: "delete", command: "delete"),
      Binding([Key("u")], .undo, in: .image, "undo", hint: "undo", command: "undo"),
      Binding([Key("U"), .control("r")], .redo, in: .image, "redo", command: "redo"),
      Binding(
        [Key("(")], .older, in: .image, "to the change made before, undone ones too",
        command: "older"),
      Binding(
        [Key(")")], .newer, in: .image, "to the change made after", command: "newer"),
      Binding(
        [Key(.escape)], .cancel, in: .image,
        "leave the edge, the box; drop the corner, the points", name: "cancel"),
    ]

  private static let edges: [Binding] = {
    let picks: [([Key], Edges, String)] = [
      ([Key(.left, .alt), Key(.character("h"), .alt)], .left, "left edge"),
      ([Key(.down, .alt), Key(.character("j"), .alt)], .bottom, "bottom edge"),
      ([Key(.up, .alt), Key(.character("k"), .alt)], .top, "top edge"),
      ([Key(.right, .alt), Key(.character("l"), .alt)], .right, "right edge"),
      ([Key(.character("y"), .alt)], [.left, .top], "top left corner"),
      ([Key(.character("u"), .alt)], [.right, .top], "top right corner"),
      ([Key(.character("b"), .alt)], [.left, .bottom], "bottom left corner"),
      ([Key(.character("n"), .alt)], [.right, .bottom], "bottom right corner"),
    ]
    return picks.map { keys, edges, name in
      let words = name.split(separator: " ")
      return Binding(
        keys, .pick(edges), in: [.box, .edge], "pick the \(name); arrows move it",
        group: edges.isCorner
          ? "pick a corner: Y, U, B or N, as they lie" : "pick an edge; arrows move it",
        name: (words.suffix(1) + words.dropLast()).joined(separator: "-"))
    }
  }()

  private static let moves: [Binding] = {
    let arrows:
      [(
        Action.Direction, Key.Code, Key.Code, Unicode.Scalar, Unicode.Scalar, Unicode.Scalar, String
      )] = [
        (.left, .left, .home, "h", "H", "[", "left"),
        (.down, .down, .pageDown, "j", "J", "}", "down"),
        (.up, .up, .pageUp, "k", "K", "{", "up"),
        (.right, .right, .end, "l", "L", "]", "right"),
      ]
    return arrows.flatMap { direction, arrow, page, letter, capital, bracket, name in
      [
        Binding(
          [Key(arrow), Key(letter)], .move(direction, big: false), in: .image,
          "\(name): crosshair by a block, box or edge by 1 pixel", name: "move-\(name)"),
        Binding(
          [Key(arrow, .shift), Key(capital)], .move(direction, big: true), in: .image,
          "\(name): crosshair by 8 blocks, box or edge by 10 pixels", name: "move-\(name)-far"),
        Binding(
          [Key(arrow, .alt), Key(.character(letter), .alt)], .nextEdge(direction),
          in: [.crosshair, .corner, .points],
          "crosshair \(name) to the next edge in the picture", name: "seek-\(name)"),
        Binding(
          [Key(bracket)], .jump(direction), in: [.crosshair, .corner, .points],
          "crosshair \(name) by half a screen", name: "jump-\(name)"),
        Binding(
          [Key(arrow, .control), Key(page)], .pan(direction), in: .image, "pan \(name)",
          name: "pan-\(name)"),
      ]
    }
  }()

  private static let classes: [Binding] =
    (1...9).map { number in
      Binding(
        [Key(Unicode.Scalar(UInt8(48 + number)))], .chooseClass(number), in: .image,
        "class \(number) for the selected box, and for the next",
        group: "the class of the selected box, and of the next", name: "class-\(number)")
    } + [
      Binding(
        [Key("/")], .findClass, in: .image, "choose a class by typing some of its name",
        name: "find-class"),
      Binding(
        [Key(";")], .attributes, in: [.box, .edge], "say more of the selected box: its attributes",
        command: "attributes"),
      Binding(
        [Key("'")], .count, in: .image,
        "and a number: how often the next key acts ('12l)",
        name: "count"),
    ]

  private static let ghosts: [Binding] = [
    Binding(
      [Key("P")], .nextGhost, in: .image, "go to the next box that a model proposes",
      command: "proposal"),
    Binding([Key("Y")], .acceptGhost, in: .image, "accept that proposal", command: "take"),
    Binding([Key("I")], .adjustGhost, in: .image, "accept it and change it", command: "adjust"),
    Binding([Key("X")], .rejectGhost, in: .image, "reject it", command: "reject"),
    Binding(
      [Key("V")], .acceptGhosts, in: .image, "accept all proposals above a score",
      command: "take-above"),
    Binding(
      [Key("G")], .toggleGhosts, in: .image, "show or hide what is proposed",
      command: "proposals"),
  ]

  private static let viewing: [Binding] = [
    Binding(
      [Key("+"), Key("=")], .zoomIn, in: .image, "zoom in about the crosshair", hint: "zoom",
      command: "in"),
    Binding([Key("-")], .zoomOut, in: .image, "zoom out", command: "out"),
    Binding([Key("f"), Key("0")], .zoomFit, in: .image, "show the whole image", command: "fit"),
    Binding(
      [Key("z")], .zoomActual, in: .image, "1:1, one block a pixel", command: "actual"),
    Binding(
      [Key("Z")], .zoomBox, in: .image, "bring the selected box near, and go back",
      command: "near"),
    Binding(
      [Key("o")], .loupe, in: .image, "a loupe in a corner: what lies around the focus",
      hint: "loupe", command: "loupe"),
    Binding(
      [Key("c")], .center, in: .image, "bring the box or the crosshair to the middle",
      name: "center"),
    Binding(
      [Key("p")], .cycleGlyphs, in: .image, "draw the picture with finer or coarser characters",
      command: "glyphs"),
  ]

  private static let general: [Binding] = [
    Binding([Key("g")], .guideline, "read the guideline", hint: "guideline", command: "guideline"),
    Binding(
      [Key("Q")], .ask, for: [.labeler], "ask about this image, or about a rule", hint: "ask",
      command: "ask"),
    Binding(
      [Key("R")], .readAnswers, for: [.labeler], "read the answers to your questions",
      command: "answers"),
    Binding(
      [Key("Q")], .openQuestions, for: [.expert], "answer what labelers asked",
      hint: "questions", command: "questions"),
    Binding(
      [Key("?"), Key(.function(1))], .help, "this help", hint: "help", command: "help"),
    Binding([Key(":")], .command, "type a command", name: "command"),
    Binding([.control("l")], .redraw, "draw the screen anew", command: "redraw"),
    Binding([.control("z")], .suspend, "put the program to sleep (fg wakes it)", command: "sleep"),
    Binding(
      [Key("q"), .control("c")], .quit, "quit; what you drew is kept", hint: "quit",
      command: "quit"),
  ]
}
