import Cells
import Labels

/// Attributes as lines: of the selected box, of its open window, and where labelers differ.
enum AttributeLines {
  /// For the panel; none where the selected box's class has no attributes.
  static func panel(_ model: Model, _ theme: Theme) -> [TextLine] {
    guard let box = model.drawing.selected else { return [] }
    let attributes = model.session.attributes(of: box.classID)
    guard !attributes.isEmpty else { return [] }
    var lines = [TextLine("ATTRIBUTES ", theme.heading, action: .attributes)]
    for (attribute, _) in attributes {
      let value = box.attributes[attribute.name]?.shown
      lines.append(
        TextLine(" \(attribute.name) ", theme.text, action: .attributes)
          .adding(value ?? "-", value == nil ? theme.faint : theme.key, action: .attributes))
    }
    return lines + [TextLine()]
  }

  /// For the window, and the place of the next character where one is typed.
  static func window(
    _ form: AttributeForm, _ model: Model, _ theme: Theme
  ) -> (lines: [TextLine], cursor: (Int, Int)?) {
    guard let box = model.drawing.selected else { return ([], nil) }
    let attributes = model.session.attributes(of: box.classID)
    if let field = form.entry, attributes.indices.contains(form.chosen) {
      return entry(field, attributes[form.chosen].attribute, theme)
    }
    let column = attributes.map { displayWidth($0.attribute.name) }.max() ?? 0
    var lines = attributes.enumerated().map { index, each in
      let gap = String(repeating: " ", count: column - displayWidth(each.attribute.name) + 2)
      return TextLine("\(each.key)  ", theme.key, key: Key(each.key)).adding(
        each.attribute.name + gap + (box.attributes[each.attribute.name]?.shown ?? "-"),
        index == form.chosen ? theme.chosen : theme.text)
    }
    lines += [TextLine(), TextLine("Del takes one away   Esc closes", theme.faint)]
    return (lines, nil)
  }

  private static func entry(
    _ field: TextField, _ attribute: Attribute, _ theme: Theme
  ) -> (lines: [TextLine], cursor: (Int, Int)?) {
    let label = "\(attribute.name): "
    guard case .choice(let choices) = attribute.kind else {
      return (
        [
          TextLine(label + field.text), TextLine(),
          TextLine("\(attribute.allowed); Enter keeps it, nothing takes it away", theme.faint),
        ], (displayWidth(label) + displayWidth(field.text), 0)
      )
    }
    let lines = choices.enumerated().map { index, choice in
      guard index < 9 else { return TextLine("   \(choice)", theme.text) }
      let digit = Unicode.Scalar(UInt8(49 + index))
      return TextLine("\(digit)  ", theme.key, key: Key(digit)).adding(choice, theme.text)
    }
    return (
      [TextLine(label)] + lines
        + [TextLine(), TextLine("a digit, or a first letter", theme.faint)], nil
    )
  }

  /// Where the labelers of a dispute say different things of a merged box: `#1 shade A Ruby  B Rose`.
  static func differences(_ dispute: Case, _ theme: Theme) -> [TextLine] {
    var lines: [TextLine] = []
    for (index, merged) in (dispute.merged?.boxes ?? []).enumerated() {
      let said = dispute.parties.compactMap { party in
        party.annotation.answer.boxes.max {
          merged.box.iou(with: $0.box) < merged.box.iou(with: $1.box)
        }
        .flatMap { merged.box.iou(with: $0.box) >= 0.5 ? (party.letter, $0.attributes) : nil }
      }
      let names = Set(said.flatMap { $0.1.members.map(\.name) }).sorted()
      for name in names where Set(said.map { $0.1[name] }).count > 1 {
        let values = said.map { "\(Character($0.0)) \($0.1[name]?.shown ?? "-")" }
        lines.append(
          TextLine("#\(index + 1) \(name) ", theme.key)
            .adding(values.joined(separator: "  "), theme.text))
      }
    }
    return lines
  }
}
