import CNCurses
import Cells
import Glibc

/// Brings frames to the terminal. ncurses finds what changed of the chrome and of everything on lesser
/// terminals; the picture, where the terminal takes many colors, is written around it.
///
/// Both parts leave in one piece that the terminal shows at once (synchronized output, private mode
/// 2026). ESC 7 keeps the cursor and the pen as ncurses left them, and ESC 8 gives them back before it
/// writes again; where the picture is, ncurses writes never (`cncurses_set_hole`). Dialogs over the
/// picture are written with it: they are cells like others, and nothing is to be repaired when they close.
struct Painter {
  /// The newest frame. nil: none, or one that is no longer of the window's size.
  private(set) var frame: Frame?
  /// When to refine what was drawn coarsely, by `advance`.
  private(set) var due: ContinuousClock.Instant?
  var isSending: Bool { outlet.isSending }

  private let display: Display
  private let finest: Reduction
  private var reduction: Reduction
  private var outlet: Outlet
  private var writer: PictureWriter
  private let writesPicture: Bool
  /// What ncurses was given last; nil when it must be given everything.
  private var shown: Frame?
  /// Whether all of `frame` was sent, though perhaps coarsely.
  private var isWhole = true
  /// Until when the picture is taken to move.
  private var calm = ContinuousClock.now
  /// Whether ESC 7 was sent since ncurses last wrote.
  private var isSaved = false
  /// Where the cursor was last put.
  private var placed: Frame.Position?
  private var line: [CNCursesCell] = []

  private static let calmAfter = Duration.milliseconds(100)
  /// A rectangle must be this wide to be worth it; ncurses' rules for what it rewrites want 16.
  private static let leastWidth = 16

  init(_ display: Display) {
    self.display = display
    finest = Reduction(display.colors)
    reduction = finest
    outlet = Outlet(descriptor: cncurses_output())
    writer = PictureWriter(display.colors)
    writesPicture = display.unicode && display.colors >= .palette256 && cncurses_is_plain() != 0
  }

  // MARK: What is to be shown

  mutating func show(_ newest: Frame, onClearedScreen: Bool) {
    frame = newest
    if onClearedScreen { shown = nil }
    isWhole = false
    calm = .now + Self.calmAfter
    advance()
  }

  /// The frame is no longer of the window's size, and the next will be drawn on a cleared screen.
  mutating func forgetFrame() {
    frame = nil
    shown = nil
    isWhole = true
    due = nil
  }

  /// Draws everything anew on a cleared screen.
  mutating func startAnew() {
    shown = nil
    isWhole = frame == nil
    advance()
  }

  /// The terminal goes to others, before the rest is sent.
  mutating func stop() {
    outlet.drop()
    isSaved = false
    shown = nil
  }

  // MARK: Sending

  /// Sends as much as the terminal takes of what is not there yet. Returns while there is more to do only
  /// when the terminal or a key has to be waited for.
  mutating func advance() {
    outlet.advance()
    while !outlet.isSending, let frame {
      let isRefining = isWhole
      if isRefining {
        guard let due, due <= .now else { return }
      }
      send(frame)
      awaitQuickTerminal()
    }
  }

  /// A terminal at hand drains a frame in a few milliseconds, faster than a turn of the caller's loop
  /// for each part that it takes. A key ends this.
  private mutating func awaitQuickTerminal() {
    let end = ContinuousClock.now + .milliseconds(20)
    while outlet.isSending, ContinuousClock.now < end {
      var ready = [
        pollfd(fd: cncurses_output(), events: Int16(POLLOUT), revents: 0),
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&ready, 2, 5) > 0, ready[1].revents == 0 else { return }
      outlet.advance()
    }
  }

  /// Composes a piece of the frame and begins to send it.
  private mutating func send(_ frame: Frame) {
    let area = pictureArea(frame)
    if shown.map({ $0.columns != frame.columns || $0.rows != frame.rows }) ?? true
      || area != writer.area
    {
      shown = nil
      cncurses_set_hole(
        Int32(area.column), Int32(area.row), Int32(area.width), Int32(area.height))
      writer.take(area)
    }
    putChrome(frame, area)

    let buffer = outlet.buffer
    buffer.append("\u{1B}[?2026h")
    let empty = buffer.count
    compose(frame, hasPicture: area.width > 0)
    guard area.width > 0 else {
      (isWhole, due) = (true, nil)
      return finish(empty: empty)
    }
    let isMoving = ContinuousClock.now < calm
    let written = writer.write(
      frame, bits: isMoving ? outlet.pace.bits : 8, limit: outlet.pace.limit, to: buffer)
    if isMoving { outlet.moved(isWhole: written.isWhole) }
    isWhole = written.isWhole
    due = isWhole && !written.isExact ? max(calm, .now) : nil
    if let cursor = frame.cursor, buffer.count > empty || cursor != placed,
      (0..<frame.columns).contains(cursor.column), (0..<frame.rows).contains(cursor.row)
    {
      place(cursor)
    }
    finish(empty: empty)
  }

  private mutating func finish(empty: Int) {
    if outlet.buffer.count == empty { return outlet.drop() }
    outlet.buffer.append("\u{1B}[?2026l")
    outlet.send()
  }

  /// The cursor to where the frame has it.
  private mutating func place(_ cursor: Frame.Position) {
    let buffer = outlet.buffer
    buffer.reserve(16)
    buffer.append("\u{1B}[")
    buffer.put(number: cursor.row + 1)
    buffer.append(";")
    buffer.put(number: cursor.column + 1)
    buffer.append("H")
    writer.forgetPlace()
    placed = cursor
  }

  // MARK: ncurses' part

  /// Where the picture can be written around ncurses: the frame's viewport on the screen, less a column where
  /// a wide character lies across its edge. Empty for nowhere.
  private func pictureArea(_ frame: Frame) -> Area {
    let nowhere = Area(column: 0, row: 0, width: 0, height: 0)
    guard writesPicture, let viewport = frame.viewport else { return nowhere }
    let columns = min(frame.columns, Int(cncurses_columns()))
    let rows = min(frame.rows, Int(cncurses_rows()))
    var left = max(0, viewport.column)
    var right = min(columns, viewport.column + viewport.width)
    let top = max(0, viewport.row)
    let bottom = min(rows, viewport.row + viewport.height)
    guard top < bottom else { return nowhere }
    func isCut(at column: Int) -> Bool {
      column > 0 && column < frame.columns
        && (top..<bottom).contains { frame[column, $0].glyph == Cell.continuation }
    }
    while left < right, isCut(at: left) { left += 1 }
    while left < right, isCut(at: right) { right -= 1 }
    guard right - left >= Self.leastWidth else { return nowhere }
    return Area(column: left, row: top, width: right - left, height: bottom - top)
  }

  /// Gives ncurses what changed outside the picture.
  private mutating func putChrome(_ frame: Frame, _ area: Area) {
    // A frame of fewer cells than there are pairs fits exactly, whatever the last one needed.
    if frame.cells.count < Int(cncurses_pair_limit()) - 2 { reduction = finest }
    if !put(frame, area) {
      cncurses_reset_pairs()
      shown = nil
      while !put(frame, area), let coarser = reduction.coarser {
        reduction = coarser
        cncurses_reset_pairs()
      }
    }
    shown = frame
  }

  /// Hands the rows that changed to ncurses. false when the color pairs ran out on the way.
  private mutating func put(_ frame: Frame, _ area: Area) -> Bool {
    let columns = min(frame.columns, Int(cncurses_columns()))
    for row in 0..<min(frame.rows, Int(cncurses_rows())) {
      if area.width > 0, row >= area.row, row < area.row + area.height {
        let end = area.column + area.width
        guard put(frame, row, 0..<area.column), put(frame, row, end..<max(end, columns)) else {
          return false
        }
      } else if !put(frame, row, 0..<columns) {
        return false
      }
    }
    return true
  }

  private mutating func put(_ frame: Frame, _ row: Int, _ columns: Range<Int>) -> Bool {
    guard !columns.isEmpty else { return true }
    let start = row * frame.columns
    let cells = frame.cells[start + columns.lowerBound..<start + columns.upperBound]
    if let shown, shown.cells[start + columns.lowerBound..<start + columns.upperBound] == cells {
      return true
    }
    line.removeAll(keepingCapacity: true)
    for cell in cells { line.append(reduction.reduced(cell, unicode: display.unicode)) }
    return cncurses_put_row(
      Int32(row), Int32(columns.lowerBound), line, Int32(columns.count)) == 0
  }

  /// Appends what ncurses has to send.
  private mutating func compose(_ frame: Frame, hasPicture: Bool) {
    var bytes: UnsafePointer<UInt8>?
    var cleared: Int32 = 0
    let count = cncurses_compose(
      Int32(clamping: frame.cursor?.column ?? -1), Int32(clamping: frame.cursor?.row ?? -1),
      &bytes, &cleared)
    if cleared != 0 { writer.forgetAll() }
    // Without memory for what ncurses takes for sent.
    if count < 0 { cncurses_repaint() }
    guard count > 0, let bytes else { return }
    let buffer = outlet.buffer
    if isSaved { buffer.append("\u{1B}8") }
    buffer.append(UnsafeBufferPointer(start: bytes, count: Int(count)))
    isSaved = hasPicture
    if hasPicture {
      buffer.append("\u{1B}7")
      writer.forgetPen()
    }
  }
}
