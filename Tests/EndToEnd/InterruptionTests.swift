import Foundation
import TerminalDriver
import Testing

/// What becomes of strokes when the program is cut off.
@Suite(.serialized, .enabled(if: TmuxSession.isAvailable, "tmux is not installed"))
struct InterruptionTests {
  enum End: CaseIterable, CustomTestStringConvertible {
    case killed, terminated, terminalClosed

    var testDescription: String {
      switch self {
      case .killed: "kill -9"
      case .terminated: "SIGTERM"
      case .terminalClosed: "the terminal is closed"
      }
    }
  }

  private func workspace() throws -> Story {
    let story = try Story()
    try story.makeWorkspace(of: ["one.png", "two.png"], "--minimum", "1", "--maximum", "1")
    return story
  }

  @Test(arguments: End.allCases)
  func `cut off in mid-draw, the strokes are back, undo works, and the answer arrives`(end: End)
    throws
  {
    let story = try workspace()
    let desk = try story.open("label", "--as", "ana")
    try desk.expect("one.png 64×48")
    try desk.draw(10, 5, 20, 16)
    try desk.draw(35, 10, 20, 20)
    try desk.press("Right")
    try desk.expect("box 36,10 20×20", "saved ✓")
    // One corner of a third is set: that is the stroke in flight.
    try desk.command("go 2,2")
    try desk.press("Space", "Right")
    try desk.expect("box 2,2")
    switch end {
    case .killed: try desk.end(by: SIGKILL)
    case .terminated: try desk.end(by: SIGTERM)
    case .terminalClosed: try desk.closeTerminal()
    }

    let again = try story.open("label", "--as", "ana")
    try again.expect(
      "one.png 64×48", "You had begun with this image", "3 strokes")
    try again.press("y")
    try again.expect("Your boxes are back", "BOXES 2", "36,10 20×20")
    try again.press("u")
    try again.expect("BOXES 2", "35,10 20×20")
    try again.press("u")
    try again.expect("BOXES 1")
    try again.press("U", "U")
    try again.expect("BOXES 2", "36,10 20×20")
    try again.draw(2, 2, 5, 6)
    try again.press("s")
    try again.expect("two.png 64×48")
    #expect(
      try Set(story.export().boxes(of: "one.png"))
        == [[10, 5, 20, 16], [36, 10, 20, 20], [2, 2, 5, 6]])
    try again.press("q")
    try again.expectEnd()

    let third = try story.open("label", "--as", "ana")
    try third.expect("two.png 64×48", "BOXES 0", "saved ✓")
    #expect(try !third.session.capture().contains("You had begun with this image"))
  }

  @Test func `one who does not want the strokes back starts over`() throws {
    let story = try workspace()
    let desk = try story.open("label", "--as", "ana")
    try desk.expect("one.png 64×48")
    try desk.draw(10, 5, 20, 16)
    try desk.end(by: SIGKILL)
    let again = try story.open("label", "--as", "ana")
    try again.expect("1 stroke, 1 box")
    // Escape must not throw strokes away.
    try again.press("Escape")
    try again.press("n")
    try again.expectNo("You had begun with this image")
    try again.expect("BOXES 0", "saved ✓")
    try again.end(by: SIGKILL)
    let third = try story.open("label", "--as", "ana")
    try third.expect("one.png 64×48", "BOXES 0", "saved ✓")
    #expect(try !third.session.capture().contains("You had begun with this image"))
  }

  @Test func `an expert's strokes are kept as a labeler's are`() throws {
    let story = try Story()
    try story.makeWorkspace(of: ["one.png"], "--minimum", "2", "--maximum", "2")
    let answers = [("ana", [0, 0, 20, 20]), ("bo", [30, 20, 20, 20])]
    #expect(try story.submit([line("one.png", answers)]).code == 0)
    let eva = try story.open("resolve", "--as", "eva")
    try eva.expect("one.png 64×48")
    try eva.draw(10, 5, 20, 16)
    try eva.end(by: SIGKILL)
    let again = try story.open("resolve", "--as", "eva")
    try again.expect("1 stroke, 1 box")
    try again.press("y")
    try again.expect("YOUR BOXES 1")
    try again.press("s")
    try again.expect("Decided one.png: your boxes.")
    #expect(try story.export().boxes(of: "one.png") == [[10, 5, 20, 16]])
  }

  @Test func `one person cannot draw in two terminals at once`() throws {
    let story = try workspace()
    let desk = try story.open("label", "--as", "ana")
    try desk.expect("one.png 64×48")
    let second = try story.open("label", "--as", "ana")
    try second.expect("ana is at work in another terminal")
    try second.expectEnd(code: 75)
    try desk.draw(10, 5, 20, 16)
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
  func `the terminal is as it was after a signal`(signal: Int32) throws {
    let story = try workspace()
    let session = try TmuxSession(columns: 100, rows: 30)
    defer { session.kill() }
    try session.waitFor(text: "ready$", within: 30)
    let quoted = TmuxSession.quoted
    try session.type(
      "cd \(quoted(story.folder.path)); stty -a | grep -v speed > before; clear\n")
    try session.type(
      "sh -c 'echo $$ > number; exec \"$0\" label -w shop.tessera --as ana' \(quoted(Story.program))\n"
    )
    try session.waitFor(text: "one.png 64×48", within: 30)
    let number = try recorded(story.path("number"))
    let process = try #require(pid_t(number.split(separator: "\n").joined()))
    kill(process, signal)
    try eventually("the end of the workbench") { !isAlive(process) }
    // What is typed before the shell asks would be echoed among its answers.
    try session.waitFor("the shell's prompt", within: 30) { screen in
      screen.split(separator: "\n").last { !$0.allSatisfy(\.isWhitespace) } == "ready$"
    }
    try session.type("echo status=$?; stty -a | grep -v speed > after; echo said=all\n")
    let screen = try session.waitFor("the shell's answer", within: 30) { $0.contains("\nsaid=all") }
    #expect(screen.contains("status=\(128 + signal)"))
    #expect(try recorded(story.path("after")) == recorded(story.path("before")))
    let modes = try session.value(
      "mouse=#{mouse_any_flag}#{mouse_sgr_flag} alternate=#{alternate_on} cursor=#{cursor_flag}")
    #expect(modes == "mouse=00 alternate=0 cursor=1")
    #expect(try !session.capture().contains("GUIDELINE"))
  }
}
