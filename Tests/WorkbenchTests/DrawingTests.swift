import Cells
import Labels
import Testing

@testable import Workbench

/// Drawing by keyboard alone. The image is 60 x 40 pixels; at 1:1 each key moves by one pixel.
struct DrawingTests {
  /// At 1:1, the crosshair at (20, 10).
  private func start() -> Bench {
    var bench = Bench.labeling()
    bench.type("z:go 20,10<Enter>")
    return bench
  }

  @Test func `a box covers both corner pixels`() {
    var bench = start()
    bench.type(" lllljjj ")
    #expect(bench.boxes == [Bench.lip(20, 10, 5, 4)])
    #expect(bench.model.drawing.selection == 0)
  }

  @Test func `the second corner may lie above and to the left`() {
    var bench = start()
    bench.type(" hhkk<Enter>")
    #expect(bench.boxes == [Bench.lip(18, 8, 3, 3)])
  }

  @Test(arguments: [
    ("l", Box(x: 21, y: 10, width: 10, height: 10)),
    ("<Left>", Box(x: 19, y: 10, width: 10, height: 10)),
    ("K", Box(x: 20, y: 0, width: 10, height: 10)),
    ("<S-Down>", Box(x: 20, y: 20, width: 10, height: 10)),
    ("HHHH", Box(x: 0, y: 10, width: 10, height: 10)),
    ("LLLLLLL", Box(x: 50, y: 10, width: 10, height: 10)),
    ("e<Left>h", Box(x: 19, y: 10, width: 11, height: 10)),
    ("e<Left>l", Box(x: 21, y: 10, width: 9, height: 10)),
    ("e<Right>L", Box(x: 20, y: 10, width: 20, height: 10)),
    ("e<Up>k", Box(x: 20, y: 9, width: 10, height: 11)),
    ("e<Down>jj", Box(x: 20, y: 10, width: 10, height: 12)),
    ("e<Down>JJJJ", Box(x: 20, y: 10, width: 10, height: 30)),
    ("e<Left>LL", Box(x: 29, y: 10, width: 1, height: 10)),
    ("e<Left>h<Up>k", Box(x: 19, y: 9, width: 11, height: 11)),
  ])
  func `a box and each of its edges move by exactly one pixel and by ten`(keys: String, box: Box) {
    var bench = start()
    bench.type(" :go 29,19<Enter> ")
    bench.type(keys)
    #expect(bench.boxes.map(\.box) == [box])
  }

  @Test func `a rough box snaps to the picture's edges, and undo brings the drawn one back`() {
    var bench = Bench.labeling()
    bench.type(":go 19,11<Enter> :go 35,30<Enter> ")
    let rough = bench.boxes
    bench.type("n")
    #expect(bench.boxes == [Bench.lip(20, 10, 15, 20)])
    #expect(bench.journal.count == 3)
    bench.type("nnu")
    #expect(bench.boxes == rough)
  }

  @Test func `digits choose the class of the selected box and of the next`() {
    var bench = start()
    bench.type(" ll 2<Esc>:go 40,20<Enter> ll ")
    #expect(bench.boxes.map(\.classID) == [2, 2])
    bench.type("<Tab>1")
    #expect(bench.boxes.map(\.classID) == [1, 2])
    bench.type("9")
    #expect(bench.boxes.map(\.classID) == [1, 2])
  }

  @Test func `Tab goes round the boxes, Shift-Tab the other way`() {
    var bench = start()
    bench.type(" ll <Esc> jj <Esc> ll <Esc>")
    var seen: [Int?] = []
    for key in ["<Tab>", "<Tab>", "<Tab>", "<Tab>", "<S-Tab>"] {
      bench.type(key)
      seen.append(bench.model.drawing.selection)
    }
    #expect(seen == [0, 1, 2, 0, 2])
  }

  @Test func `Escape leaves the edge, then the box, and never quits`() {
    var bench = start()
    bench.type(" ll e<Left>")
    #expect(bench.model.focus == .edge)
    bench.type("<Esc>")
    #expect(bench.model.focus == .box)
    bench.type("<Esc>")
    #expect(bench.model.focus == .crosshair)
    bench.type("<Esc><Esc>")
    #expect(!bench.effects.contains(.quit))
    #expect(bench.boxes.count == 1)
  }

  @Test func `undo and redo walk through every stroke`() {
    var bench = start()
    bench.type(" ll llle<Up>k")
    let states = bench.model.drawing.history
    bench.type(String(repeating: "u", count: 20))
    #expect(bench.boxes.isEmpty)
    bench.type(String(repeating: "U", count: 20))
    #expect(bench.boxes == states.last)
    bench.type("uu<Tab>d")
    #expect(bench.boxes.isEmpty)
    bench.type("<C-r>")
    #expect(bench.boxes.isEmpty, "a new stroke drops what was undone")
  }

  @Test func `a submit says what was drawn, once`() {
    var bench = start()
    bench.type(" ll sss")
    let sent = bench.effects.filter { if case .submit = $0 { true } else { false } }
    #expect(sent == [.submit(image: 7, answer: .boxes([Bench.lip(20, 10, 3, 1)]))])
    bench.type("ddd")
    #expect(bench.boxes.count == 1, "what is on its way does not change")
  }

  @Test func `an image without a box is submitted only after a question`() {
    var bench = start()
    bench.type("s")
    #expect(bench.model.dialog == .confirm(.submitEmpty))
    bench.type("n")
    #expect(!bench.model.isSending)
    bench.type("sy")
    #expect(bench.effects.last == .submit(image: 7, answer: .boxes([])))
  }

  @Test func `a half-drawn box is not submitted`() {
    var bench = start()
    bench.type(" lls")
    #expect(!bench.model.isSending)
    #expect(bench.model.message?.kind == .warning)
  }

  @Test func `a skip carries the reason chosen or typed`() {
    var bench = start()
    bench.type("x2<Enter>")
    #expect(
      bench.effects.last == .submit(image: 7, answer: .skip(reason: "too dark or too bright")))
    bench = start()
    bench.type("xa bee sits on it<Enter>")
    #expect(bench.effects.last == .submit(image: 7, answer: .skip(reason: "a bee sits on it")))
    bench = start()
    bench.type("x<Up>   <Enter>")
    #expect(!bench.model.isSending, "an empty reason is none")
    bench.type("<Esc>:skip too far away<Enter>")
    #expect(bench.effects.last == .submit(image: 7, answer: .skip(reason: "too far away")))
  }

  @Test func `pasted text never acts as keys`() {
    var bench = start()
    bench.send(.input(.paste("sq\u{1B}[201~ ll ")))
    #expect(bench.boxes.isEmpty)
    #expect(bench.model.dialog == nil)
    bench.type("x")
    bench.send(.input(.paste("sq\u{1B}x\n")))
    #expect(bench.model.dialog == .skip(chosen: 0, typed: TextField("sqx")))
  }
}
