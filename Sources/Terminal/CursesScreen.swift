import CNCurses
package import Cells
package import Glibc

/// The terminal as a screen: frames out, input in.
///
/// One a process, used from the main thread only, and opened before other threads run: the C library's
/// environment is changed for a moment. While it is open, standard error is kept back and
/// printed when the terminal is restored, which happens on every way out: `close`, `exit`, a signal, a
/// crash (not SIGKILL).
///
///     let screen = try CursesScreen(environment: ProcessInfo.processInfo.environment)
///     defer { screen.close() }
///     screen.draw(frame)
///     while !screen.isInputClosed {
///       if let input = screen.nextInput(waiting: 1000) { ... }
///     }
///
/// A loop of its own waits with poll(2) on `waitDescriptors`, until `due` at the latest, then reads with
/// `nextInput(waiting: 0)` until nil: input that is read already makes no descriptor ready. That call
/// also sends what the terminal could not take yet.
package final class CursesScreen {
  package let display: Display
  /// The color of the terminal's paper, as far as the environment tells; `Input.paper` says it better, if the
  /// terminal answers.
  package let paper: Ink?
  /// Nothing more can come: the terminal is gone.
  package private(set) var isInputClosed = false

  private var painter: Painter
  private var isOpen = true
  /// Read ahead while a burst was cut down.
  private var pending: Input?
  private var reportedColumns: Int
  private var reportedRows: Int

  /// Takes the terminal over.
  ///
  /// - Parameters:
  ///   - colors: nil to go by the environment (`NO_COLOR`, `COLORTERM`, `TERM`)
  ///   - environment: the process' own
  /// - Throws: `TerminalError` when standard input or output is no terminal or one of an unknown or too
  ///   simple type; the terminal is then as it was. A small screen is no error.
  package init(
    colors: Display.Colors? = nil, environment: [String: String]
  ) throws(TerminalError) {
    guard cncurses_is_terminal(0) != 0 else { throw .notATerminal(.input) }
    guard cncurses_is_terminal(1) != 0 else { throw .notATerminal(.output) }
    guard let type = environment["TERM"], !type.isEmpty else { throw .typeMissing }
    let unicode = cncurses_use_locale() != 0

    var count: Int32 = 0
    var direct: Int32 = 0
    let known = Int(cncurses_describe(type, &count, &direct))
    if known == CNCURSES_TOO_SIMPLE { throw .typeTooSimple(type) }
    let terminfo =
      known == CNCURSES_KNOWN ? TerminfoColors(count: Int(count), direct: direct != 0) : nil
    let wanted =
      colors
      ?? .detected(
        environment: environment, terminfo: terminfo ?? TerminfoColors(count: 256, direct: false))
    guard let entry = TerminalEntry.chosen(for: wanted, type: type, terminfo: terminfo) else {
      throw .typeUnknown(type)
    }
    let opened = cncurses_open(type, entry.number, wanted == .none ? 0 : 1)
    guard opened >= 0 else { throw .failed(type: type) }
    display = Display(colors: min(wanted, Display.Colors(count: Int(opened))), unicode: unicode)
    paper = Ink(colorFGBG: environment["COLORFGBG"] ?? "")
    painter = Painter(display)
    reportedColumns = Int(cncurses_columns())
    reportedRows = Int(cncurses_rows())
  }

  deinit {
    close()
  }

  /// What the terminal of an environment shows, for output that is merely printed: nothing is taken
  /// over. A terminal of an unknown type is taken for one of 256 colors, as `init` does; one that is
  /// too simple, or none at all, for one without. `environment` is the process' own.
  package static func display(environment: [String: String]) -> Display {
    let unicode = cncurses_use_locale() != 0
    var terminfo = TerminfoColors(count: 0, direct: false)
    if let type = environment["TERM"], !type.isEmpty {
      var count: Int32 = 0
      var direct: Int32 = 0
      switch Int(cncurses_describe(type, &count, &direct)) {
      case CNCURSES_KNOWN: terminfo = TerminfoColors(count: Int(count), direct: direct != 0)
      case CNCURSES_TOO_SIMPLE: break
      default: terminfo.count = 256
      }
    }
    return Display(
      colors: .detected(environment: environment, terminfo: terminfo), unicode: unicode)
  }

  package var columns: Int { Int(cncurses_columns()) }
  package var rows: Int { Int(cncurses_rows()) }

  // MARK: Output

  /// Shows a frame, clipped to the screen; what it does not cover is blank. Never waits: on a link that
  /// has not taken the last frame yet this one is kept, until it is shown or a newer one comes.
  /// `onClearedScreen`: everything is sent anew, after something else wrote on the terminal.
  package func draw(_ frame: Frame, onClearedScreen: Bool = false) {
    guard isOpen, onClearedScreen || frame != painter.frame else { return }
    painter.show(frame, onClearedScreen: onClearedScreen)
  }

  /// Whether a frame would be sent at once; else the effort to make one can be saved.
  package var isReady: Bool { !painter.isSending }

  /// Sends everything anew (Ctrl-L), after something else wrote on the terminal.
  package func redraw() {
    guard isOpen else { return }
    painter.startAnew()
  }

  // MARK: Input

  /// The next key, mouse action, paste or change of size; nil when none comes in time, and when
  /// `isInputClosed`. Of a burst of resizes or hovers the last one is returned.
  /// With 0 milliseconds it does not wait.
  package func nextInput(waiting milliseconds: Int) -> Input? {
    if let input = pending {
      pending = nil
      return input
    }
    guard var last = read(waiting: milliseconds) else { return nil }
    while last.comesInBursts, let next = read(waiting: 0) {
      guard last.isReplaced(by: next) else {
        pending = next
        break
      }
      last = next
    }
    return last
  }

  private func read(waiting milliseconds: Int) -> Input? {
    let deadline = ContinuousClock.now + .milliseconds(milliseconds)
    while isOpen, !isInputClosed {
      painter.advance()
      if let resized = unreportedResize { return resized }
      var event = CNCursesEvent()
      cncurses_next(&event)
      if let input = input(from: event) { return input }
      // What meant nothing, or something to this class alone, may not be all that waits.
      guard Int(event.kind) == CNCURSES_NOTHING else { continue }
      var left = deadline - .now
      if left <= .zero { return nil }
      if let due = painter.due { left = min(left, due - .now) }
      var descriptors = waitDescriptors
      _ = poll(&descriptors, nfds_t(descriptors.count), left.pollMilliseconds)
    }
    return nil
  }

  /// What to wait for with poll(2) before `nextInput(waiting: 0)`: input, signals, and, while a frame is under
  /// way, that the terminal takes more of it.
  package var waitDescriptors: [pollfd] {
    var descriptors = [
      pollfd(fd: 0, events: Int16(POLLIN), revents: 0),
      pollfd(fd: cncurses_signals(), events: Int16(POLLIN), revents: 0),
    ]
    if painter.isSending {
      descriptors.append(pollfd(fd: cncurses_output(), events: Int16(POLLOUT), revents: 0))
    }
    return descriptors
  }

  /// When to call `nextInput` at the latest: a picture that was drawn coarsely while it moved is due to be
  /// refined.
  package var due: ContinuousClock.Instant? { painter.due }

  private func input(from event: CNCursesEvent) -> Input? {
    switch Int(event.kind) {
    case CNCURSES_CHARACTER:
      return key(character: event.code, modifiers: event.modifiers).map { .key($0) }
    case CNCURSES_KEY:
      return key(number: event.code, modifiers: event.modifiers).map { .key($0) }
    case CNCURSES_MOUSE:
      return mouse(
        code: event.code, column: event.column, row: event.row, released: event.released != 0,
        columns: columns, rows: rows
      ).map { .mouse($0) }
    case CNCURSES_PASTE:
      let bytes = UnsafeBufferPointer(start: cncurses_paste(), count: Int(event.code))
      return .paste(pastedText(bytes, isCut: Int(event.code) == CNCURSES_PASTE_LIMIT))
    case CNCURSES_PAPER:
      return .paper(Ink(rgb: UInt32(bitPattern: event.code)))
    case CNCURSES_STOP:
      suspend()
    case CNCURSES_CONTINUED:
      painter.stop()
      cncurses_resume()
      painter.startAnew()
    case CNCURSES_CLOSED:
      isInputClosed = true
    case CNCURSES_RESIZE:
      // Told even if the size is the old one again: the terminal may have cut its rows meanwhile.
      reportedColumns = 0
    default: break
    }
    return nil
  }

  /// The change of size that was not told yet, however it was noticed: by a signal, or only after the
  /// process was stopped.
  private var unreportedResize: Input? {
    guard columns != reportedColumns || rows != reportedRows else { return nil }
    reportedColumns = columns
    reportedRows = rows
    painter.forgetFrame()
    return .resize(columns: columns, rows: rows)
  }

  // MARK: Job control and the end

  /// What Ctrl-Z should do: gives the terminal back, stops the process as the shell expects, and returns
  /// once it is continued, with the screen as it was. If the window has changed since, the
  /// next input is that resize.
  package func suspend() {
    guard isOpen else { return }
    painter.stop()
    cncurses_suspend()
    painter.startAnew()
  }

  /// Restores the terminal and prints what standard error was sent meanwhile. Does nothing the second time.
  package func close() {
    guard isOpen else { return }
    isOpen = false
    painter.stop()
    cncurses_close()
  }
}

extension TerminalEntry {
  /// The shim's number for it.
  fileprivate var number: Int32 {
    let number =
      switch self {
      case .system: CNCURSES_ENTRY_SYSTEM
      case .truecolor: CNCURSES_ENTRY_TRUECOLOR
      case .tmuxTruecolor: CNCURSES_ENTRY_TMUX_TRUECOLOR
      case .palette256: CNCURSES_ENTRY_256
      case .tmuxPalette256: CNCURSES_ENTRY_TMUX_256
      }
    return Int32(number)
  }
}

extension Duration {
  /// For poll(2): no less, so that it does not return just before the time.
  package var pollMilliseconds: Int32 {
    self <= .zero ? 0 : Int32(clamping: Int((self / .milliseconds(1)).rounded(.up)))
  }
}
