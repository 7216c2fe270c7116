import Cells
import Dispatch
import Glibc
import Pixels
import Store
import Workbench

/// The workbench without a screen: a typed line in, sentences out, for screen readers and scripts.
///
/// The model, the effects and the journal are those of the screen. A line is taken when all that the one
/// before led to is done, so that a script does the same every time.
struct PlainRun {
  static func start(
    _ workspace: SQLiteWorkspace, path: String, person: String, role: Session.Role,
    settings: Settings
  ) throws {
    try Failure.reporting {
      let opening = try Opening(
        workspace, path: path, person: person, role: role, settings: settings, isPlain: true)
      var run = try PlainRun(opening)
      do {
        try run.work()
      } catch {
        // The lease of an image without strokes goes to others.
        try? run.settle(leavePlainly(&run.model))
        throw error
      }
      run.finish()
      try opening.end(run.model)
      run.dieOfSignal()
    }
  }

  private var model: Model
  private let opening: Opening
  private var input = LineInput()
  /// Signals that ask the program to end.
  private let signals: Mailbox<Int32>
  private let sources: [any DispatchSourceSignal]
  private var caught: Int32?
  private var isRunning = true
  private let isTyped = isatty(STDIN_FILENO) == 1
  private var nextTick: Int

  private init(_ opening: Opening) throws {
    self.opening = opening
    // As wide as the most usual terminal, whatever this one is: how closely edges are looked for depends on
    // it, and a script must do the same everywhere.
    model = Model(
      session: opening.session, display: Display(colors: .none, unicode: false), columns: 80,
      rows: 24, drafts: opening.drafts)
    // Typed numbers are exact, as strokes at 1:1 are.
    model.isSnapping = false
    let signals = try Mailbox<Int32>()
    self.signals = signals
    sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { signals.post(number) }
      source.resume()
      return source
    }
    nextTick = Self.now() + opening.tickMilliseconds
  }

  // MARK: Lines

  private mutating func work() throws {
    let before = model
    try settle(model.firstEffects)
    try say(PlainReport.changes(from: before, to: model))
    if isTyped { Console.note("Type help for the commands, quit to leave.") }
    while isRunning {
      switch try nextLine() {
      case .line(let line): try take(line)
      case .tooLong: throw fault("the line is longer than \(LineInput.limit) bytes.")
      case .end, .none: try settle(leavePlainly(&model))
      }
    }
  }

  private mutating func take(_ line: String) throws {
    let before = model
    // A blank line parts the steps of a script, and answers nothing.
    if model.dialog == nil, line.allSatisfy(\.isWhitespace) { return }
    let outcome: PlainOutcome
    do {
      outcome = try obey(line, &model)
    } catch {
      model = before
      guard isTyped else { throw fault(error.description) }
      Console.note(error.description)
      return
    }
    let told = model
    try settle(outcome.effects)
    guard isRunning else { return }
    try say(outcome.answer ?? PlainReport.changes(from: before, to: model))
    if outcome.answer != nil, model.message != told.message, let message = model.message {
      try say([message.text])
    }
    if !isTyped, let message = model.message, message.kind == .warning {
      throw model.journalFault == nil
        ? fault(message.text) : Failure(.ioError, message.text)
    }
  }

  private func fault(_ text: String) -> Failure {
    Failure(.badData, "line \(input.number): \(text) What came before it is kept.")
  }

  private func say(_ lines: [String]) throws {
    for line in lines { try Console.say(line) }
  }

  /// Waits for a line; leases are renewed meanwhile. `end` where there will be none.
  private mutating func nextLine() throws -> LineInput.Line {
    var isPrompted = false
    while isRunning {
      let line = input.next()
      guard case .none = line else { return line }
      if isTyped, !isPrompted {
        isPrompted = true
        Console.prompt()
      }
      if wait(forInput: true) { input.read() }
      if Self.now() >= nextTick {
        nextTick = Self.now() + opening.tickMilliseconds
        let before = model
        try settle(update(&model, .tick) + [.news])
        let news = PlainReport.news(from: before, to: model)
        if !news.isEmpty {
          try say([""] + news)
          isPrompted = false
        }
      }
    }
    return .end
  }

  // MARK: Effects

  /// Carries out effects, and what they lead to, to the end: everything is stored, and the picture on the
  /// desk is there.
  private mutating func settle(_ effects: [Effect]) throws {
    carryOut(effects)
    while true {
      opening.runner.finish()
      let events = opening.mailbox.drain()
      for event in events { carryOut(update(&model, event)) }
      if !events.isEmpty { continue }
      guard isRunning, !isPictureThere else { return }
      _ = wait(forInput: false)
    }
  }

  private var isPictureThere: Bool {
    switch model.picture {
    case .loading: false
    case .ready(let picture): picture.isComplete
    case .absent, .unreadable: true
    }
  }

  private mutating func carryOut(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .quit: isRunning = false
      case .suspend: raise(SIGTSTP)
      // There is no screen to draw anew, and nobody to look at a picture.
      case .redraw, .peek: break
      default: opening.runner.run(effect)
      }
    }
  }

  /// Waits until there is input, where that is asked for, or an event, a signal or the next tick. True when
  /// there is input.
  private mutating func wait(forInput: Bool) -> Bool {
    var places = [
      pollfd(fd: signals.wakeDescriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: opening.mailbox.wakeDescriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: forInput ? STDIN_FILENO : -1, events: Int16(POLLIN), revents: 0),
    ]
    _ = poll(&places, nfds_t(places.count), Int32(max(0, min(60_000, nextTick - Self.now()))))
    if let number = signals.drain().first {
      caught = number
      isRunning = false
      carryOut(leavePlainly(&model))
      return false
    }
    if forInput {
      for event in opening.mailbox.drain() { carryOut(update(&model, event)) }
    }
    return places[2].revents != 0
  }

  // MARK: The end

  private mutating func finish() {
    opening.runner.finish()
    for event in opening.mailbox.drain() { _ = update(&model, event) }
    for source in sources { source.cancel() }
  }

  /// Whoever started the program learns that a signal ended it.
  private func dieOfSignal() {
    guard let caught else { return }
    signal(caught, SIG_DFL)
    raise(caught)
  }

  private static func now() -> Int {
    Int(DispatchTime.now().uptimeNanoseconds / 1_000_000)
  }
}
