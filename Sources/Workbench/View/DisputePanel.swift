import Cells
import Consensus
import Labels

/// Who drew what in a dispute, and how far they are from each other.
enum DisputePanel {
  static func lines(_ dispute: Case, _ model: Model, _ theme: Theme, width: Int) -> [TextLine] {
    var lines = [TextLine("DISPUTE", theme.heading)]
    if let merged = dispute.merged {
      lines[0] = lines[0].adding(" apart \(percent(merged.disagreement))", theme.text)
      lines.append(TextLine("risk \(percent(merged.risk))", theme.faint))
    }
    for (index, party) in dispute.parties.enumerated() {
      lines.append(row(index, party, dispute, model, theme))
    }
    if let merged = dispute.merged {
      let isShown = model.shown == .merged
      lines.append(
        TextLine(isShown ? theme.mark("▸", ascii: ">") : " ", theme.key)
          .adding(" # ", theme.chip(Ink(rgb: 0xFFFFFF)), action: .show(.merged))
          .adding(
            " merged, \(count(merged.boxes.map(\.classID), model))", theme.text,
            action: .show(.merged)))
      for each in merged.boxes.prefix(2) {
        lines.append(
          TextLine(
            "    \(each.votes) of \(merged.labelers), conf. \(hundredths(each.confidence))",
            theme.faint))
      }
    }
    lines += table(dispute, theme)
    lines += AttributeLines.differences(dispute, theme)
    if !model.reason.isEmpty { lines.append(TextLine("reason: \(model.reason)", theme.faint)) }
    return lines + [TextLine()]
  }

  private static func row(
    _ index: Int, _ party: Case.Party, _ dispute: Case, _ model: Model, _ theme: Theme
  ) -> TextLine {
    let letter = String(Character(party.letter))
    let show = Action.show(.party(index))
    let pen = PartyPen.of(index, unicode: model.display.unicode)
    let line = TextLine(
      model.shown == .party(index) ? theme.mark("▸", ascii: ">") : " ", theme.key
    )
    .adding(" \(letter) ", theme.chip(theme.ink(index)), action: show)
    .adding(
      String(repeating: Character(pen.horizontal), count: 2), Style(theme.ink(index)), action: show)
    let name = dispute.revealsNames ? " \(party.annotation.labeler)" : ""
    switch party.annotation.answer {
    case .skip(let reason): return line.adding("\(name) skip: \(reason)", theme.text, action: show)
    case .boxes(let boxes):
      let iou = dispute.merged.map {
        " IoU \(hundredths(1 - disagreement(between: boxes, and: $0.boxes.map(\.labeled))))"
      }
      let what = count(boxes.map(\.classID), model)
      return line.adding("\(name) \(what)\(iou ?? "")", theme.text, action: show)
    }
  }

  /// How many boxes and, where there are several classes, of which: `2 boxes (1,3)`.
  private static func count(_ classes: [Int], _ model: Model) -> String {
    let number = counted(classes.count, "box", "boxes")
    guard model.session.classes.count > 1, !classes.isEmpty else { return number }
    let digits = classes.map { "\(model.session.number(of: $0))" }
    return "\(number) (\(digits.joined(separator: ",")))"
  }

  /// The IoU between each two who answered with boxes, the first five.
  private static func table(_ dispute: Case, _ theme: Theme) -> [TextLine] {
    let parties = dispute.parties.filter { !$0.annotation.answer.isSkip }.prefix(5)
    guard parties.count > 1 else { return [] }
    var lines = [
      TextLine(
        "IoU" + parties.dropFirst().map { "   \(Character($0.letter))" }.joined(), theme.heading)
    ]
    for (index, one) in parties.enumerated().dropLast() {
      let cells = parties.enumerated().dropFirst().map { at, other in
        guard at > index else { return "    " }
        let apart = disagreement(
          between: one.annotation.answer.boxes, and: other.annotation.answer.boxes)
        return " " + hundredths(1 - apart)
      }
      lines.append(TextLine("  \(Character(one.letter))" + cells.joined(), theme.text))
    }
    return lines
  }
}
