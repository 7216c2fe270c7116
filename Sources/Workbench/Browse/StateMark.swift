import Cells
import Labels

extension Theme {
  /// The sign of a state: its shape differs, and its color too. It always stands beside the word.
  func sign(_ state: ImageState) -> String {
    switch state {
    case .queued: mark("○", ascii: "o")
    case .labeling: mark("◐", ascii: "~")
    case .agreed: mark("✓", ascii: "=")
    case .disputed: mark("≠", ascii: "!")
    case .resolved: mark("◆", ascii: "#")
    case .rejected: mark("✗", ascii: "x")
    }
  }

  func style(_ state: ImageState) -> Style {
    guard isRich else { return text }
    return switch state {
    case .queued: faint
    case .labeling: Style(inks.labeling)
    case .agreed: Style(inks.agreed)
    case .disputed: Style(inks.disputed, on: .plain, .bold)
    case .resolved: Style(inks.resolved)
    case .rejected: Style(inks.rejected)
    }
  }
}
