/// Why the screen cannot be opened, and what to do about it.
package enum TerminalError: Error, Hashable, Sendable {
  package enum Stream: String, Hashable, Sendable {
    case input, output
  }

  /// Standard input or output is a file or a pipe.
  case notATerminal(Stream)
  /// `TERM` is unset or empty.
  case typeMissing
  /// The terminfo database has no entry of this name.
  case typeUnknown(String)
  /// The terminal of this name cannot place its cursor (`dumb`).
  case typeTooSimple(String)
  /// ncurses refused, or memory or descriptors are short.
  case failed(type: String)
}

extension TerminalError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notATerminal(let stream):
      """
      Standard \(stream.rawValue) is not a terminal, and the workbench needs one. Run it in a terminal \
      without a pipe or redirection; over ssh, use ssh -t.
      """
    case .typeMissing:
      """
      The environment variable TERM is not set, so the kind of terminal is unknown. Most are served by: \
      export TERM=xterm-256color
      """
    case .typeUnknown(let name):
      """
      The terminal type TERM=\(name) is not known on this machine. Install its terminfo entry (package \
      ncurses-term has many), or: export TERM=xterm-256color
      """
    case .typeTooSimple(let name):
      """
      A terminal of type TERM=\(name) cannot place its cursor, so nothing can be drawn on it. If the \
      terminal is in truth a usual one: export TERM=xterm-256color
      """
    case .failed(let name):
      """
      The terminal (TERM=\(name)) could not be set up: memory or file descriptors are short, or the \
      screen is open already. Close other programs and try again.
      """
    }
  }
}
