import Cells
import Dispatch
import Terminal
import Workbench

/// The workbench at a terminal: events in, frames out, effects to the runner.
///
/// Runs on the main thread, which ncurses never leaves. Input is never dropped; frames are: many
/// events that wait together lead to one frame, and while the terminal has not taken the last one
/// none is made.
struct EventLoop {
  private var model: Model
  private let screen: CursesScreen
  private let mailbox: Mailbox<Event>
  private let runner: EffectRunner
  private let tickMilliseconds: Int
  private var isRunning = true
  /// Whether something happened that the last frame does not show.
  private var isStale = true
  /// Whether what is on the screen must not be trusted.
  private var mustClear = false

  init(
    model: Model, screen: CursesScreen, mailbox: Mailbox<Event>, runner: EffectRunner,
    tickMilliseconds: Int
  ) {
    self.model = model
    self.screen = screen
    self.mailbox = mailbox
    self.runner = runner
    self.tickMilliseconds = tickMilliseconds
  }

  /// Returns the final model once the person has left and everything is on disk.
  mutating func run() -> Model {
    carryOut(model.firstEffects)
    var nextTick = Self.now() + tickMilliseconds
    while isRunning {
      if isStale, screen.isReady {
        isStale = false
        screen.draw(view(model), onClearedScreen: mustClear)
        mustClear = false
      }
      screen.wait(for: mailbox.wakeDescriptor, atMost: .milliseconds(nextTick - Self.now()))
      while isRunning, let input = screen.nextInput(waiting: 0) {
        // The pointer passing by changes nothing, and must not cost a frame.
        if case .mouse(let mouse) = input, mouse.action == .hover { continue }
        apply(.input(input))
      }
      // What an event brings about at once belongs on the same frame.
      var events = mailbox.drain()
      while isRunning, !events.isEmpty {
        for event in events where isRunning { apply(event) }
        events = mailbox.drain()
      }
      if screen.isInputClosed { isRunning = false }
      if Self.now() >= nextTick {
        apply(.tick)
        runner.run(.news)
        nextTick = Self.now() + tickMilliseconds
      }
    }
    runner.finish()
    for event in mailbox.drain() { _ = update(&model, event) }
    return model
  }

  private mutating func apply(_ event: Event) {
    isStale = true
    carryOut(update(&model, event))
  }

  private mutating func carryOut(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .suspend: screen.suspend()
      case .redraw: mustClear = true
      case .quit: isRunning = false
      default: runner.run(effect)
      }
    }
  }

  private static func now() -> Int {
    Int(DispatchTime.now().uptimeNanoseconds / 1_000_000)
  }
}
