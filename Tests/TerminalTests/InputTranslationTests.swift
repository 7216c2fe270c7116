import CNCurses
import Cells
import Testing

@testable import Terminal

@Suite("Input")
struct InputTranslationTests {
  @Test(
    "characters become keys",
    arguments: [
      (97, 0, Key("a")), (65, 0, Key("A")), (233, 0, Key("é")), (0x53E3, 0, Key("口")),
      (32, 0, Key(" ")),
      (1, 0, .control("a")), (3, 0, .control("c")), (17, 0, .control("q")), (26, 0, .control("z")),
      (0, 0, .control(" ")), (28, 0, .control("\\")), (31, 0, .control("_")),
      (8, 0, Key(.backspace)), (127, 0, Key(.backspace)), (9, 0, Key(.tab)), (10, 0, Key(.enter)),
      (13, 0, Key(.enter)), (27, 0, Key(.escape)),
      (120, CNCURSES_ALT, Key(.character("x"), .alt)),
      (13, CNCURSES_ALT, Key(.enter, .alt)),
      (1, CNCURSES_ALT, Key(.character("a"), [.control, .alt])),
      (0x9B, 0, nil), (0xD800, 0, nil), (-1, 0, nil), (0x110000, 0, nil),
    ] as [(Int32, Int, Key?)])
  func characters(character: Int32, modifiers: Int, expected: Key?) {
    #expect(key(character: character, modifiers: Int32(modifiers)) == expected)
  }

  @Test("every control code but the named ones is Control with its letter")
  func controlLetters() {
    for code in Int32(1)...26 where ![8, 9, 10, 13].contains(code) {
      let letter = Unicode.Scalar(UInt8(code) + 0x60)
      #expect(key(character: code, modifiers: 0) == .control(letter))
    }
  }

  @Test(
    "numbered keys keep their modifiers",
    arguments: [
      (CNCURSES_KEY_UP, 0, Key(.up)), (CNCURSES_KEY_DOWN, CNCURSES_SHIFT, Key(.down, .shift)),
      (CNCURSES_KEY_LEFT, CNCURSES_CONTROL, Key(.left, .control)),
      (CNCURSES_KEY_RIGHT, CNCURSES_ALT, Key(.right, .alt)),
      (CNCURSES_KEY_TAB, CNCURSES_SHIFT, Key(.tab, .shift)),
      (CNCURSES_KEY_HOME, 7, Key(.home, [.shift, .alt, .control])),
      (CNCURSES_KEY_PAGE_UP, 0, Key(.pageUp)), (CNCURSES_KEY_PAGE_DOWN, 0, Key(.pageDown)),
      (CNCURSES_KEY_DELETE, 0, Key(.delete)), (CNCURSES_KEY_INSERT, 0, Key(.insert)),
      (CNCURSES_KEY_FUNCTION + 1, 0, Key(.function(1))),
      (CNCURSES_KEY_FUNCTION + 12, CNCURSES_SHIFT, Key(.function(12), .shift)),
      (0, 0, nil), (CNCURSES_KEY_PAGE_DOWN + 1, 0, nil), (-5, 0, nil),
    ] as [(Int, Int, Key?)])
  func numbers(number: Int, modifiers: Int, expected: Key?) {
    #expect(key(number: Int32(number), modifiers: Int32(modifiers)) == expected)
  }

  @Test(
    "mouse reports become actions",
    arguments: [
      (0, false, .press(.left), []), (1, false, .press(.middle), []),
      (2, false, .press(.right), []),
      (0, true, .release(.left), []), (2, true, .release(.right), []),
      (32, false, .drag(.left), []), (34, false, .drag(.right), []), (35, false, .hover, []),
      (64, false, .wheelUp, []), (65, false, .wheelDown, []), (66, false, .wheelLeft, []),
      (67, false, .wheelRight, []),
      (4, false, .press(.left), .shift), (8, false, .press(.left), .alt),
      (16, false, .press(.left), .control),
      (64 + 16, false, .wheelUp, .control), (32 + 4, false, .drag(.left), .shift),
      (32 + 28, false, .drag(.left), [.shift, .alt, .control]),
    ] as [(Int32, Bool, Mouse.Action, Key.Modifiers)])
  func mouseReports(code: Int32, released: Bool, action: Mouse.Action, modifiers: Key.Modifiers) {
    let found = mouse(code: code, column: 3, row: 4, released: released, columns: 80, rows: 24)
    #expect(found == Mouse(action, column: 3, row: 4, modifiers: modifiers))
  }

  @Test("buttons that mean nothing are left out", arguments: [3, 128, 129, 160, -1] as [Int32])
  func otherButtons(code: Int32) {
    #expect(mouse(code: code, column: 0, row: 0, released: false, columns: 9, rows: 9) == nil)
  }

  @Test("a release outside the window lies on its edge")
  func clamped() {
    let found = mouse(code: 0, column: 300, row: -1, released: true, columns: 80, rows: 24)
    #expect(found == Mouse(.release(.left), column: 79, row: 0))
  }

  @Test(
    "a paste keeps its controls, has line feeds, and is not cut inside a character",
    arguments: [
      ("one\rtwo\r\nthree\n\u{1B}[31m", 0, "one\ntwo\nthree\n\u{1B}[31m"),
      ("口紅", 0, "口紅"), ("口紅", 1, "口"), ("口紅", 2, "口"), ("口紅", 3, "口"), ("aé", 1, "a"),
      ("a💄", 1, "a"), ("a💄", 3, "a"), ("", 0, ""),
    ])
  func pastes(text: String, cut: Int, expected: String) {
    #expect(pastedText(text.utf8.dropLast(cut), isCut: true) == expected)
    if cut == 0 { #expect(pastedText(Array(text.utf8), isCut: false) == expected) }
  }

  @Test("only resizes and equal hovers replace each other")
  func bursts() {
    let hover = Input.mouse(Mouse(.hover, column: 1, row: 1))
    let other = Input.mouse(Mouse(.hover, column: 2, row: 1))
    let drag = Input.mouse(Mouse(.drag(.left), column: 2, row: 1))
    let size = Input.resize(columns: 1, rows: 1)
    #expect(hover.isReplaced(by: other))
    #expect(size.isReplaced(by: .resize(columns: 2, rows: 2)))
    #expect(
      !hover.isReplaced(by: drag) && !drag.isReplaced(by: drag) && !drag.isReplaced(by: hover))
    #expect(!size.isReplaced(by: hover) && !Input.key(Key("a")).comesInBursts)
    #expect(!hover.isReplaced(by: .mouse(Mouse(.hover, column: 1, row: 1, modifiers: .shift))))
  }
}
