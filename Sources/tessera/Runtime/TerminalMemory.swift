import FoundationEssentials
import Pixels

/// What a person found out about their terminals: the characters with which each draws pictures best.
///
/// One line a terminal in `$XDG_STATE_HOME/tessera/terminals` (`~/.local/state` where that is not set):
/// `TERM_PROGRAM`, `TERM` and the name of the glyphs, separated by tabs. What cannot be read or
/// written is forgotten: it is a comfort, no work depends on it.
struct TerminalMemory {
  private let environment: [String: String]

  init(environment: [String: String]) {
    self.environment = environment
  }

  /// What was chosen on this terminal, or else the finest that it is known to have.
  func glyphs(unicode: Bool) -> GlyphSet {
    let known = GlyphSet.known(environment: environment, unicode: unicode)
    return unicode ? remembered ?? known : known
  }

  private var remembered: GlyphSet? {
    lines.last { $0.dropLast() == terminal[...] }?.last.flatMap(GlyphSet.init)
  }

  func remember(_ glyphs: GlyphSet) {
    guard let file else { return }
    let kept = lines.filter { $0.dropLast() != terminal[...] } + [terminal + [glyphs.rawValue]]
    let text = kept.map { $0.joined(separator: "\t") + "\n" }.joined()
    try? FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? Data(text.utf8).write(to: file, options: .atomic)
  }

  private var terminal: [String] {
    ["TERM_PROGRAM", "TERM"].map {
      (environment[$0] ?? "").filter { !$0.isNewline && $0 != "\t" }
    }
  }

  private var lines: [[String]] {
    guard let file, let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private var file: URL? {
    let state = environment["XDG_STATE_HOME"].flatMap { $0.isEmpty ? nil : URL(filePath: $0) }
    let home = environment["HOME"].flatMap { $0.isEmpty ? nil : URL(filePath: $0) }
    return (state ?? home?.appending(path: ".local/state"))?.appending(path: "tessera/terminals")
  }
}
