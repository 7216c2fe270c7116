import Cells
import Labels
import Pixels
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
    ("<A-Left>h", Box(x: 19, y: 10, width: 11, height: 10)),
    ("<A-l>L", Box(x: 20, y: 10, width: 20, height: 10)),
    ("<A-k>k<A-Down>j", Box(x: 20, y: 9, width: 10, height: 12)),
    ("<A-y>hk", Box(x: 19, y: 9, width: 11, height: 11)),
    ("<A-u>lk", Box(x: 20, y: 9, width: 11, height: 11)),
    ("<A-b>hhj", Box(x: 18, y: 10, width: 12, height: 11)),
    ("<A-n>lj", Box(x: 20, y: 10, width: 11, height: 11)),
    (".", Box(x: 19, y: 9, width: 12, height: 12)),
    (",,", Box(x: 22, y: 12, width: 6, height: 6)),
    (">", Box(x: 10, y: 0, width: 30, height: 30)),
    ("'12l", Box(x: 32, y: 10, width: 10, height: 10)),
    ("'3.", Box(x: 17, y: 7, width: 16, height: 16)),
    ("'0l", Box(x: 21, y: 10, width: 10, height: 10)),
    ("'3<Esc>", Box(x: 20, y: 10, width: 10, height: 10)),
  ])
  func `a box and each of its edges move by exactly one pixel and by ten`(keys: String, box: Box) {
    var bench = start()
    bench.type(" :go 29,19<Enter> ")
    bench.type(keys)
    #expect(bench.boxes.map(\.box) == [box])
  }

  @Test func `four outermost points make the smallest box around them, in any order`() {
    let points = [(25, 12), (31, 17), (27, 23), (22, 16)]
    for first in 0..<4 {
      var bench = start()
      bench.type("t")
      for (x, y) in points[first...] + points[..<first] { bench.type(":go \(x),\(y)<Enter> ") }
      #expect(bench.boxes == [Bench.lip(22, 12, 10, 12)])
      #expect(bench.model.drawing.selection == 0 && bench.model.drawing.points == nil)
    }
  }

  @Test func `points are taken back one by one, given up by Esc, and set by clicks too`() {
    var bench = start()
    bench.type("t :go 0,0<Enter> <BS>:go 24,15<Enter> ")
    #expect(bench.model.drawing.points == [Pixel(x: 20, y: 10), Pixel(x: 24, y: 15)])
    bench.type("<Esc>")
    #expect(bench.model.drawing.points == nil && bench.boxes.isEmpty)
    bench.type("ft")
    for (column, row) in [(20, 8), (30, 12), (25, 16), (15, 10)] {
      bench.mouse(.press(.left), column, row)
      bench.mouse(.release(.left), column, row)
    }
    #expect(bench.boxes.count == 1 && bench.model.drawing.points == nil)
  }

  @Test func `a copy lies beside its box, on the image, and has its class`() {
    var bench = start()
    bench.type(" :go 29,19<Enter> 2y")
    #expect(
      bench.boxes == [
        LabeledBox(box: Box(x: 20, y: 10, width: 10, height: 10), classID: 2),
        LabeledBox(box: Box(x: 30, y: 20, width: 10, height: 10), classID: 2),
      ])
    bench.type(":go 59,39<Enter><Esc><Esc> :go 50,30<Enter> y")
    #expect(bench.boxes.last?.box == Box(x: 40, y: 20, width: 10, height: 10))
  }

  @Test func `the boxes of the image before come again, but not beyond this image`() {
    var bench = Bench.labeling()
    bench.type("a")
    #expect(bench.boxes.isEmpty && bench.model.message != nil)
    bench.type(":go 20,10<Enter> :go 29,19<Enter> <Esc>:go 50,30<Enter> :go 55,35<Enter> s")
    bench.send(
      .submitted(image: 7, outcome: Standing(state: .labeling, people: 1, wanted: 3, merged: nil)))
    bench.send(
      .claimed(Assignment(image: Bench.record(id: 8, width: 52, height: 40), epoch: 1)))
    bench.send(.loaded(image: 8, Bench.picture(width: 52, height: 40)))
    bench.type("aa")
    #expect(bench.boxes == [Bench.lip(20, 10, 10, 10)])
  }

  @Test func `the crosshair jumps by half a screen, and to where the picture changes`() {
    var bench = start()
    bench.type(":go 5,20<Enter><A-Right>")
    #expect(bench.model.drawing.crosshair == Pixel(x: 20, y: 20), "the red begins here")
    bench.type("<A-l>")
    #expect(bench.model.drawing.crosshair == Pixel(x: 35, y: 20), "and ends before here")
    bench.type("<A-l>")
    #expect(bench.model.drawing.crosshair == Pixel(x: 35, y: 20), "nothing more")
    bench.type(":go 25,38<Enter><A-Up>")
    #expect(bench.model.drawing.crosshair == Pixel(x: 25, y: 29))
    bench.type(":go 0,0<Enter>]")
    let half = Layout(bench.model).canvas.width / 2
    #expect(bench.model.drawing.crosshair == Pixel(x: half, y: 0))
    bench.type("[")
    #expect(bench.model.drawing.crosshair == Pixel(x: 0, y: 0))
  }

  @Test func `with one class digits say how often, with several they choose a class`() {
    var bench = start()
    bench.type("12l")
    #expect(bench.model.drawing.crosshair == Pixel(x: 21, y: 10) && bench.model.classID == 2)
    bench.model.session.classes.removeLast()
    bench.type("12l")
    #expect(bench.model.drawing.crosshair == Pixel(x: 33, y: 10))
    bench.type("3")
    #expect(bench.screen.text.contains("3..."))
  }

  @Test func `a class is found by some letters of its name`() {
    var bench = start()
    bench.type(" lj /gs<Enter>")
    #expect(bench.boxes.map(\.classID) == [2])
    bench.type("/zz<Enter>")
    #expect(bench.boxes.map(\.classID) == [2] && bench.model.dialog != nil)
    bench.type("<Esc>/<Up><Enter>")
    #expect(bench.boxes.map(\.classID) == [1])
  }

  @Test func `Z goes near the selected box and back to where one was`() {
    var bench = Bench.labeling(width: 600, height: 400)
    let before = bench.model.viewport
    bench.type(":go 200,100<Enter> :go 229,119<Enter> Z")
    #expect(bench.model.viewport.scale > before.scale * 2)
    let canvas = Layout(bench.model).canvas
    for corner in [Pixel(x: 200, y: 100), Pixel(x: 229, y: 119)] {
      let cell = bench.model.viewport.cell(of: corner)
      #expect((0..<canvas.width).contains(cell.column) && (0..<canvas.height).contains(cell.row))
    }
    bench.type("Z")
    #expect(bench.model.viewport == before)
  }

  @Test func `the loupe shows single pixels while the canvas shows the whole, and hides no focus`()
  {
    var bench = Bench.labeling(width: 600, height: 400)
    bench.type(":go 30,30<Enter>")
    let plain = bench.screen
    bench.type("o")
    let frame = bench.screen
    let changed = plain.cells.indices.filter { plain.cells[$0] != frame.cells[$0] }
    #expect(!changed.isEmpty)
    #expect(frame.cursor == plain.cursor)
    let cursor = frame.cursor.map { $0.row * frame.columns + $0.column } ?? 0
    #expect(!changed.contains(cursor))
    // (20, 10) is where the drawing's red begins: seen in single pixels, 4 blocks each.
    let red = Ink(red: 200, green: 20, blue: 40)
    #expect(changed.contains { frame.cells[$0].style.background == red })
    bench.type("o")
    #expect(bench.screen == plain)
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

  /// A red square from (200, 100) to (360, 260), shown at fit on some six pixels a block.
  private static func coarse() -> Bench {
    var bench = Bench.labeling(width: 600, height: 400)
    bench.send(
      .loaded(
        image: 7,
        Picture(width: 600, height: 400) { x, y in
          (200..<360).contains(x) && (100..<260).contains(y) ? (200, 20, 40) : (240, 240, 240)
        }))
    return bench
  }

  @Test func `a coarse stroke snaps, undo brings it back as drawn, and again takes it away`() {
    var bench = Self.coarse()
    bench.type(":go 196,104<Enter> :go 363,256<Enter> ")
    #expect(bench.boxes == [Bench.lip(200, 100, 160, 160)])
    #expect(bench.screen.text.contains("snapped") && bench.screen.text.contains("◆"))
    #expect(bench.journal.count == 3)
    bench.type("u")
    #expect(bench.boxes == [Bench.lip(196, 104, 168, 153)])
    #expect(!bench.screen.text.contains("snapped"))
    bench.type("u")
    #expect(bench.boxes.isEmpty)
    bench.type("UU<Right>")
    #expect(bench.boxes == [Bench.lip(201, 100, 160, 160)], "a nudge stays where it is put")
  }

  @Test func `N leaves strokes as they are drawn, until it is pressed again`() {
    var bench = Self.coarse()
    bench.type("N:go 196,104<Enter> :go 363,256<Enter> ")
    #expect(bench.boxes == [Bench.lip(196, 104, 168, 153)])
    #expect(bench.model.isSnapping == false)
    bench.type("n")
    #expect(bench.boxes == [Bench.lip(200, 100, 160, 160)])
    bench.type("dN:go 196,104<Enter> :go 363,256<Enter> ")
    #expect(bench.boxes == [Bench.lip(200, 100, 160, 160)])
  }

  @Test func `at 1 to 1 a stroke stays as it is drawn`() {
    var bench = Self.coarse()
    bench.type("z:go 198,102<Enter> :go 361,258<Enter> ")
    #expect(bench.boxes == [Bench.lip(198, 102, 164, 157)])
  }

  @Test func `from edge to edge by keys is the object's own box, in every direction`() {
    var bench = Self.coarse()
    // Into the object: its first pixel.
    bench.type(":go 100,150<Enter><A-Right>")
    #expect(bench.model.drawing.crosshair == Pixel(x: 200, y: 150))
    bench.type(" <A-Right>")
    // Away from the corner: its last one.
    #expect(bench.model.drawing.crosshair == Pixel(x: 359, y: 150))
    bench.type("<Esc>:go 500,150<Enter><A-Left>")
    #expect(bench.model.drawing.crosshair == Pixel(x: 359, y: 150))
    bench.type(" <A-Left>")
    #expect(bench.model.drawing.crosshair == Pixel(x: 200, y: 150))
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
    let last = bench.boxes
    bench.type(String(repeating: "u", count: 20))
    #expect(bench.boxes.isEmpty)
    bench.type(String(repeating: "U", count: 20))
    #expect(bench.boxes == last)
    bench.type("uu<Tab>d")
    #expect(bench.boxes.isEmpty)
    bench.type("<C-r>")
    #expect(bench.boxes.isEmpty, "nothing came after the new stroke")
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
    #expect(bench.model.dialog == .skip(chosen: Dialog.skipReasons.count, typed: TextField("sqx")))
  }
}
