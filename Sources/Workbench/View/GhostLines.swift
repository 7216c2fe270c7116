import Cells
import Labels

/// What is proposed, for the panel.
enum GhostLines {
  static func panel(_ model: Model, _ theme: Theme) -> [TextLine] {
    guard model.image != nil, !model.ghosts.proposals.isEmpty else { return [] }
    guard model.showsGhosts else {
      return [TextLine("PROPOSED ", theme.heading).adding("hidden: G", theme.key), TextLine()]
    }
    let open = model.visibleGhosts
    var lines = [
      TextLine("PROPOSED \(open.count)", theme.heading).adding(
        open.isEmpty ? "" : "  next: N", theme.key, action: .nextGhost)
    ]
    if let chosen = model.ghosts.chosen, open.contains(chosen) {
      let proposal = model.ghosts.proposals[chosen]
      lines += [
        TextLine(" \(proposal.model) \(hundredths(proposal.score))", theme.text),
        TextLine(" ").adding("Y yes", theme.key, action: .acceptGhost).adding(" ")
          .adding("I adjust", theme.key, action: .adjustGhost).adding(" ")
          .adding("X no", theme.key, action: .rejectGhost),
      ]
    }
    return lines + [TextLine()]
  }
}
