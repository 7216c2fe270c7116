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
    guard display.colors >= .palette256 else { return text }
    return switch state {
    case .queued: faint
    case .labeling: Style(Ink(rgb: 0x56B4E9))
    case .agreed: Style(Ink(rgb: 0x35B98F))
    case .disputed: Style(Ink(rgb: 0xFFB454), on: .plain, .bold)
    case .resolved: Style(Ink(rgb: 0xCC79A7))
    case .rejected: Style(Ink(rgb: 0xD5744A))
    }
  }
}
