import Cells
import Labels

/// The key table as the dispatcher reads it.
enum WallHelp {
  static func page(_ wall: Wall, scroll: Int) -> DialogPage {
    let theme = Theme(display: wall.display, inks: wall.look.inks)
    let room = max(10, min(84, wall.columns - 4))
    let place: WallBinding.Place = wall.closeup == nil ? .wall : .closeup
    var lines = [TextLine("j and k scroll, Esc closes", theme.faint), TextLine()]
    let bindings = WallKeys.bindings.filter { !$0.place.isDisjoint(with: place) }
    let names = bindings.map { binding in
      binding.keys.map { wall.display.unicode ? $0.name : $0.asciiName }.joined(separator: " ")
    }
    let column = names.map { displayWidth($0) }.max() ?? 0
    for (name, binding) in zip(names, bindings) {
      for (index, text) in wrapped(binding.help, width: max(10, room - column - 4)).enumerated() {
        let key = index == 0 ? name : ""
        let gap = String(repeating: " ", count: column + 2 - displayWidth(key))
        lines.append(TextLine(key + gap, theme.key).adding(text, theme.text))
      }
    }
    lines += [TextLine(), TextLine("MOUSE", theme.heading)]
    let mouse =
      place == .wall
      ? "A click selects, a second one opens; the wheel turns the wall; hints and filters can be clicked."
      : "The wheel zooms about the pointer; hints can be clicked."
    lines += wrapped(mouse, width: room - 2).map { TextLine($0, theme.text) }
    lines += [TextLine(), TextLine("STATES", theme.heading)]
    for state in wall.states {
      lines.append(
        TextLine("\(theme.sign(state)) \(state.rawValue)", theme.style(state))
          .adding(String(repeating: " ", count: max(1, 10 - state.rawValue.count)))
          .adding(meaning(state, wall.viewer.role), theme.text))
    }
    if wall.viewer.role == .labeler {
      lines.append(TextLine())
      lines += wrapped(
        "Labelers work blind to each other: of an image that is not decided you see your own boxes "
          + "alone.", width: room - 2
      ).map { TextLine($0, theme.faint) }
    }
    return DialogPage(title: "Keys", lines: lines, scroll: scroll, room: room)
  }

  private static func meaning(_ state: ImageState, _ role: Viewer.Role) -> String {
    switch (state, role) {
    case (.queued, .labeler): "you have not answered"
    case (.queued, .expert): "nobody answered yet"
    case (.labeling, .labeler): "you answered; others are asked"
    case (.labeling, .expert): "some answered, more are asked"
    case (.agreed, _): "the labelers agree"
    case (.disputed, _): "the labelers disagree: waits for an expert"
    case (.resolved, _): "an expert decided"
    case (.rejected, _): "cannot be labeled"
    }
  }
}
