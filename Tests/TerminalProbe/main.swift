import Cells
import Foundation
import Terminal

// A program for the terminal tests: shows one picture, writes each input as a line to a log.
//
//   TerminalProbe LOG PICTURE [COLORS]
//
// PICTURE: gradient, text, pairs (more color pairs than fit), marked, canvas (a picture with text around it),
// whole (gradient as a picture), shifting (canvas, and the picture's width changes).  COLORS: none, 8, 16, 256, truecolor.
// Keys: q quits, X crashes, A aborts, O overflows the stack, E writes to standard error, Z suspends, L redraws,
// D draws the next phase of the picture, C shows the cursor, N draws the same again,
// V draws without saying where the picture is, or says it again, W opens a dialog or closes it,
// P draws the text picture, S draws without end, F floods standard error.

let arguments = CommandLine.arguments
guard arguments.count >= 3 else {
  print("usage: TerminalProbe LOG PICTURE [COLORS]")
  exit(64)
}
let log = open(arguments[1], O_WRONLY | O_CREAT | O_APPEND | O_TRUNC, 0o600)

func record(_ line: String) {
  let bytes = Array("\(line)\n".utf8)
  _ = bytes.withUnsafeBytes { write(log, $0.baseAddress, $0.count) }
}

let colors: Display.Colors? =
  switch arguments.count > 3 ? arguments[3] : "" {
  case "none": Display.Colors.none
  case "8": .eight
  case "16": .sixteen
  case "256": .palette256
  case "truecolor": .truecolor
  default: nil
  }

func overflow(_ depth: Int) -> Int {
  depth == -1 ? 0 : overflow(depth + 1) + depth % 3
}

do {
  let screen = try CursesScreen(
    colors: colors, environment: ProcessInfo.processInfo.environment)
  defer { screen.close() }
  record(
    "open \(screen.columns)x\(screen.rows) \(screen.display.colors) unicode=\(screen.display.unicode)"
  )
  record("process \(getpid())")
  var picture = Picture(name: arguments[2])

  func draw() {
    screen.draw(picture.frame(columns: screen.columns, rows: screen.rows))
    record("drawn")
  }

  draw()
  loop: while !screen.isInputClosed {
    guard let input = screen.nextInput(waiting: 1000) else { continue }
    record("\(describe(input))")
    switch input {
    case .key(Key("q")): break loop
    case .key(Key("X")): fatalError("the probe was told to crash")
    case .key(Key("A")): abort()
    case .key(Key("O")): record("\(overflow(0))")
    case .key(Key("E")):
      FileHandle.standardError.write(Data("a word on standard error\n".utf8))
    case .key(Key("Z")):
      screen.suspend()
      record("continued")
    case .key(Key("L")):
      screen.redraw()
      record("redrawn")
    case .key(Key("D")):
      picture.phase += 1
      draw()
    case .key(Key("S")):
      record("storm")
      while true {
        picture.phase += 1
        screen.draw(picture.frame(columns: screen.columns, rows: screen.rows))
      }
    case .key(Key("F")):
      for number in 0..<20_000 {
        FileHandle.standardError.write(Data("flood \(number)\n".utf8))
      }
    case .key(Key("N")): draw()
    case .key(Key("P")):
      picture.name = "text"
      draw()
    case .key(Key("V")):
      picture.hasViewport.toggle()
      draw()
    case .key(Key("W")):
      picture.hasDialog.toggle()
      draw()
    case .key(Key("C")):
      picture.showsCursor = true
      draw()
    case .resize: draw()
    default: break
    }
  }
  record(screen.isInputClosed ? "closed" : "quit")
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  record("error")
  exit(78)
}
