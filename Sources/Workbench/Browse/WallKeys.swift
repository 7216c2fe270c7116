package import Cells

/// What a key or a click on the wall or in the closeup asks for.
package enum WallAction: Hashable, Sendable {
  case move(Action.Direction)
  case page(up: Bool)
  case first, last
  case open
  case larger, smaller
  case nextState, nextClass, nextLabeler, nextDisagreement, nextOrder
  case typeName
  case clear
  case refresh
  // The closeup.
  case pan(Action.Direction)
  case zoomIn, zoomOut, zoomFit, zoomActual
  case cycleShown
  case next, previous
  /// Revises one's own answer, or decides a dispute.
  case work
  case close
  case help, redraw, suspend, quit
}

/// One line of the wall's key table; dispatch, help and hints are made from it.
package struct WallBinding: Sendable {
  package struct Place: OptionSet, Hashable, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
    package static let wall = Place(rawValue: 1)
    package static let closeup = Place(rawValue: 2)
    package static let both: Place = [.wall, .closeup]
  }

  package var keys: [Key]
  package var action: WallAction
  package var place: Place
  /// What it does, for the help.
  package var help: String
  /// One or two words for the hint line; nil keeps it out.
  package var hint: String?

  init(
    _ keys: [Key], _ action: WallAction, in place: Place = .wall, _ help: String,
    hint: String? = nil
  ) {
    self.keys = keys
    self.action = action
    self.place = place
    self.help = help
    self.hint = hint
  }
}

package enum WallKeys {
  /// The table. For every key and place at most one line applies.
  package static let bindings: [WallBinding] = wall + closeup + both

  package static func action(for key: Key, in place: WallBinding.Place) -> WallAction? {
    bindings.first { $0.keys.contains(key) && !$0.place.isDisjoint(with: place) }?.action
  }

  private static let wall: [WallBinding] =
    moves(.wall) { .move($0) } + [
      WallBinding([Key(.pageUp), .control("b")], .page(up: true), "a screen up"),
      WallBinding([Key(.pageDown), .control("f"), Key(" ")], .page(up: false), "a screen down"),
      WallBinding([Key(.home), Key("g")], .first, "the first image"),
      WallBinding([Key(.end), Key("G")], .last, "the last image"),
      WallBinding([Key(.enter)], .open, "see the image large", hint: "open"),
      WallBinding([Key("s")], .nextState, "filter by state: the next one", hint: "state"),
      WallBinding([Key("c")], .nextClass, "filter by class: the next one", hint: "class"),
      WallBinding(
        [Key("a")], .nextLabeler, "filter by who answered: the next one", hint: "answered by"),
      WallBinding(
        [Key("d")], .nextDisagreement, "filter by disagreement: over 5, 10, 20, 30, 50 %",
        hint: "disagreement"),
      WallBinding([Key("/")], .typeName, "filter by a part of the name", hint: "name"),
      WallBinding([Key("o")], .nextOrder, "order: as added, or the worst first", hint: "order"),
      WallBinding([Key(.escape)], .clear, "clear the filter"),
      WallBinding([Key("+"), Key("=")], .larger, "larger thumbnails", hint: "size"),
      WallBinding([Key("-")], .smaller, "smaller thumbnails"),
      WallBinding([Key("r")], .refresh, "read the workspace again"),
      WallBinding([Key("q"), .control("c")], .quit, "leave the wall", hint: "leave"),
    ]

  private static let closeup: [WallBinding] =
    moves(.closeup) { .pan($0) } + [
      WallBinding(
        [Key(.enter), Key("e")], .work, in: .closeup, "revise your answer, or decide the dispute"),
      WallBinding(
        [Key("n"), Key(" "), Key(.pageDown)], .next, in: .closeup, "the next image", hint: "next"),
      WallBinding(
        [Key("p"), Key(.pageUp)], .previous, in: .closeup, "the image before", hint: "previous"),
      WallBinding(
        [Key("v")], .cycleShown, in: .closeup, "whose boxes: the outcome, everybody's, one's, none",
        hint: "view"),
      WallBinding([Key("+"), Key("=")], .zoomIn, in: .closeup, "zoom in", hint: "zoom"),
      WallBinding([Key("-")], .zoomOut, in: .closeup, "zoom out"),
      WallBinding([Key("f"), Key("0")], .zoomFit, in: .closeup, "show the whole image"),
      WallBinding([Key("z")], .zoomActual, in: .closeup, "1:1, one block a pixel"),
      WallBinding(
        [Key(.escape), Key("q"), .control("c")], .close, in: .closeup, "back to the wall",
        hint: "back"),
    ]

  private static let both: [WallBinding] = [
    WallBinding([Key("?"), Key(.function(1))], .help, in: .both, "this help", hint: "help"),
    WallBinding([.control("l")], .redraw, in: .both, "draw the screen anew"),
    WallBinding([.control("z")], .suspend, in: .both, "put the program to sleep (fg wakes it)"),
  ]

  private static func moves(
    _ place: WallBinding.Place, _ action: (Action.Direction) -> WallAction
  ) -> [WallBinding] {
    let arrows: [(Action.Direction, Key.Code, Unicode.Scalar, String)] = [
      (.left, .left, "h", "left"), (.down, .down, "j", "down"), (.up, .up, "k", "up"),
      (.right, .right, "l", "right"),
    ]
    let verb = place == .wall ? "go" : "pan"
    return arrows.map { direction, arrow, letter, name in
      WallBinding([Key(arrow), Key(letter)], action(direction), in: place, "\(verb) \(name)")
    }
  }
}
