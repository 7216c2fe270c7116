import Cells
import FoundationEssentials
import Labels
import Testing

@testable import Workbench

struct WallTests {
  // MARK: Moving

  @Test(
    arguments: [
      ("", 0), ("l", 1), ("<Right><Right><Left>", 1), ("h", 0), ("j", 4), ("<Down>k", 0), ("G", 29),
      ("<End>g", 0), ("<End><Home>", 0), ("G<Up>", 25), ("Gj", 29), ("<PgDn>", 8),
      ("<PgDn><PgUp>", 0),
      ("ljjjjjjj", 29), ("lljjjjjjj", 29), ("jjjjjj<Down><Down>", 28),
      ("<PgDn><PgDn><PgDn><PgDn>", 28),
      ("lllljjk", 8),
    ] as [(String, Int)])
  func `keys move the selection`(keys: String, place: Int) {
    var bench = WallBench()
    #expect(WallLayout(bench.wall).across == 4 && WallLayout(bench.wall).down == 2)
    bench.type(keys)
    #expect(bench.wall.selected == place)
  }

  @Test func `thumbnails grow and shrink, and fill the screen`() {
    var bench = WallBench(columns: 100, rows: 40)
    var seen: [Int] = []
    bench.type("--------")
    for _ in 0..<10 {
      let layout = WallLayout(bench.wall)
      seen.append(layout.across)
      let last = layout.picture(at: layout.across - 1)
      #expect(100 - (last.column + last.width) <= layout.across + 2)
      bench.type("+")
    }
    #expect(seen == seen.sorted(by: >) && seen.first == 10 && seen.last == 1)
  }

  // MARK: Filters

  @Test func `states follow each other, and the last is any`() {
    var bench = WallBench()
    var seen: [Set<ImageState>] = []
    for _ in 0..<7 {
      bench.type("s")
      seen.append(bench.wall.filter.states)
    }
    #expect(seen == ImageState.allCases.map { [$0] } + [[]])
    bench.type("ssss")
    #expect(bench.wall.images == [4, 10, 16, 22, 28])
    #expect(bench.screen.text.contains("state: disputed"))
    #expect(bench.screen.text.contains("1/5 (30 in all)"))
  }

  @Test func `a labeler is not asked about disputes`() {
    var bench = WallBench(role: .labeler)
    for _ in 0..<12 {
      bench.type("s")
      #expect(!bench.wall.filter.states.contains(.disputed))
    }
    #expect(!bench.screen.text.contains("disputed"))
  }

  @Test func `class, labeler, disagreement, order and name`() {
    var bench = WallBench()
    bench.type("cadd/picture-2<Enter>o")
    #expect(
      bench.wall.filter
        == ImageFilter(
          classID: 1, labeler: "ana", disagreementOver: 0.1, name: "picture-2", order: .worstFirst))
    #expect(bench.wall.images.first == 2 && bench.wall.images.count == 11)
    let text = bench.screen.text
    for part in ["class: lipstick", "by: ana", "apart: over 10 %"] {
      #expect(text.contains(part), "\(part)")
    }
    bench.type("<Esc>")
    #expect(bench.wall.filter == ImageFilter(order: .worstFirst))
    #expect(bench.wall.images.count == 30)
  }

  @Test func `Esc goes back step by step and never leaves`() {
    var bench = WallBench()
    bench.type("s<Enter>?")
    #expect(bench.wall.help == 0 && bench.wall.closeup != nil)
    bench.type("<Esc>")
    #expect(bench.wall.help == nil && bench.wall.closeup != nil)
    bench.type("<Esc>")
    #expect(bench.wall.closeup == nil && bench.wall.filter.states == [.queued])
    bench.type("/abc<Esc>")
    #expect(bench.wall.typing == nil && bench.wall.filter.name == "")
    bench.type("<Esc>")
    #expect(bench.wall.filter.isEmpty)
    bench.type("<Esc><Esc>")
    #expect(!bench.effects.contains(.quit))
    bench.type("q")
    #expect(bench.effects.last == .quit)
  }

  @Test func `the selected image stays selected when the list changes`() {
    var bench = WallBench()
    bench.type("<Right><Right><Right>")
    #expect(bench.wall.selectedImage == 4)
    bench.type("ssss")
    #expect(bench.wall.selectedImage == 4 && bench.wall.selected == 0)
    bench.type("<Esc>")
    #expect(bench.wall.selectedImage == 4 && bench.wall.selected == 3)
  }

  @Test func `an answer to an earlier question is dropped`() {
    var bench = WallBench()
    let old = bench.wall.request
    bench.type("s")
    let images = bench.wall.images
    bench.send(.listed(request: old, ImageListing(images: [1, 2], total: 2, labelers: [])))
    #expect(bench.wall.images == images)
  }

  // MARK: Pictures

  @Test func `thumbnails are asked for nearest first, and scrolling gives up the others`() throws {
    var wall = WallBench(600).wall
    wall.thumbnails = Shelf()
    var asked: [[Int]] = []
    for key in [Key(.right), Key("G")] {
      let effects = update(&wall, .input(.key(key)))
      for effect in effects {
        if case .cards(let ids) = effect {
          let cards = WallBench.cards(600, .expert).filter { ids.contains($0.image.id) }
          for case .thumbnails(let orders) in update(&wall, .cards(cards)) {
            asked.append(orders.map(\.image.id))
          }
        }
        if case .thumbnails(let orders) = effect { asked.append(orders.map(\.image.id)) }
      }
    }
    let first = try #require(asked.first)
    #expect(first.prefix(3) == [2, 1, 3])
    let last = try #require(asked.last)
    #expect(last.first == 600)
    #expect(Set(last).isDisjoint(with: first))
  }

  @Test func `what is kept is bounded, however far one goes`() {
    var bench = WallBench(3_000, columns: 120, rows: 40)
    for _ in 0..<200 { bench.type("<PgDn>") }
    let layout = WallLayout(bench.wall)
    #expect(bench.wall.selected > 2_900)
    #expect(bench.wall.cards.count <= Wall.limit(layout))
    #expect(bench.wall.thumbnails.count <= Wall.limit(layout))
  }

  @Test func `a broken image says why, harmlessly`() {
    var bench = WallBench(columns: 120, rows: 60)
    bench.type("jj<Up><Up>")
    let text = bench.screen.text
    #expect(text.contains("short."))
    #expect(!bench.screen.cells.contains { $0.glyph == "\u{1B}" })
  }

  // MARK: The closeup

  @Test func `Enter opens, n and p go on, Esc comes back to the same place`() {
    var bench = WallBench()
    bench.type("jl<Enter>")
    #expect(bench.wall.closeup?.card.image.id == 6)
    #expect(bench.screen.text.contains("folder/picture-6.png"))
    bench.type("nnp")
    #expect(bench.wall.closeup?.card.image.id == 7)
    bench.type("+++l-fz<Esc>")
    #expect(bench.wall.closeup == nil && bench.wall.selectedImage == 7)
  }

  @Test func `an expert looks at each answer, under its letter`() {
    var bench = WallBench(columns: 100)
    bench.type("<Enter>")
    #expect(bench.screen.text.contains("the merged boxes"))
    bench.type("v")
    #expect(bench.screen.text.contains("everybody's boxes"))
    bench.type("vv")
    #expect(bench.screen.text.contains("the boxes of B"))
    #expect(!bench.screen.text.contains("ana"))
    bench.type("vv")
    #expect(bench.wall.closeup?.shown == .outcome)
  }

  @Test func `only one's own open answer is revised, only a dispute decided`() {
    var labeler = WallBench(role: .labeler)
    labeler.type("<Enter>e")
    #expect(labeler.wall.message != nil)
    labeler.type("ne")
    #expect(labeler.effects.last == .work(image: 2, as: .labeler))
    labeler.type("ne")
    #expect(labeler.effects.last != .work(image: 3, as: .labeler))
    var expert = WallBench()
    expert.type("lll<Enter>e")
    #expect(expert.effects.last == .work(image: 4, as: .expert))
  }

  @Test func `one comes back from the workbench to the same place`() {
    var bench = WallBench(role: .labeler)
    bench.type("s<Esc>ljl<Enter>")
    var wall = bench.wall
    let effects = wall.start()
    #expect(effects.contains(.open(bench.cards[6].image)))
    _ = update(
      &wall,
      .listed(
        request: wall.request,
        ImageListing(images: Array(1...30), total: 30, labelers: ["ana"])))
    #expect(wall.selectedImage == 7 && wall.closeup?.card.image.id == 7)
  }

  // MARK: The mouse

  @Test func `a click selects, a second one opens; hints and filters are clicked`() throws {
    var bench = WallBench()
    let area = WallLayout(bench.wall).picture(at: 5)
    let press = WallEvent.input(
      .mouse(Mouse(.press(.left), column: area.column + 2, row: area.row + 2)))
    bench.send(press)
    #expect(bench.wall.selected == 5 && bench.wall.closeup == nil)
    bench.send(press)
    #expect(bench.wall.closeup?.card.image.id == 6)
    func click(_ text: String) throws {
      let lines = bench.screen.text.split(separator: "\n", omittingEmptySubsequences: false)
      let row = try #require(lines.firstIndex { $0.contains(text) })
      let range = try #require(lines[row].firstRange(of: text))
      let column = lines[row].distance(from: lines[row].startIndex, to: range.lowerBound)
      bench.send(.input(.mouse(Mouse(.press(.left), column: column, row: row))))
    }
    try click("Esc back")
    #expect(bench.wall.closeup == nil)
    try click("state: any")
    #expect(bench.wall.filter.states == [.queued])
  }

  @Test func `the wheel turns the wall and takes the selection along`() {
    var bench = WallBench()
    for _ in 0..<3 { bench.send(.input(.mouse(Mouse(.wheelDown, column: 5, row: 5)))) }
    #expect(bench.wall.top == 3 && bench.wall.selected == 12)
    for _ in 0..<9 { bench.send(.input(.mouse(Mouse(.wheelUp, column: 5, row: 5)))) }
    #expect(bench.wall.top == 0 && bench.wall.selected == 4)
  }

  // MARK: The screen

  @Test(arguments: ["wall", "wall-small", "wall-labeler", "wall-help", "closeup", "wall-empty"])
  func `screens look as approved`(name: String) throws {
    var bench = WallBench(display: WallBench.mono)
    switch name {
    case "wall": bench.type("ljs<Esc>")
    case "wall-small":
      bench = WallBench(columns: 20, rows: 6, display: WallBench.mono)
      bench.type("l")
    case "wall-labeler":
      bench = WallBench(12, role: .labeler, columns: 60, rows: 30, display: WallBench.mono)
    case "wall-help": bench.type("?")
    case "closeup":
      bench = WallBench(columns: 80, rows: 24, display: WallBench.mono)
      bench.type("lll<Enter>v")
    default:
      bench.type("/nowhere<Enter>")
    }
    let path = String(describing: #filePath).replacing(
      "WallTests.swift", with: "Golden/\(name).txt")
    let text = bench.screen.text + "\n"
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data(text.utf8).write(to: URL(filePath: path))
    }
    let approved = try String(contentsOf: URL(filePath: path), encoding: .utf8)
    #expect(text == approved, "\(name) differs from Golden/\(name).txt; now:\n\(text)")
  }

  @Test func `no key means two things at once, and the help lists them all`() {
    for place in [WallBinding.Place.wall, .closeup] {
      var seen: Set<Key> = []
      for binding in WallKeys.bindings where !binding.place.isDisjoint(with: place) {
        for key in binding.keys { #expect(seen.insert(key).inserted, "\(key.name)") }
      }
      var bench = WallBench(columns: 100, rows: 100)
      bench.type(place == .wall ? "?" : "<Enter>?")
      for binding in WallKeys.bindings where !binding.place.isDisjoint(with: place) {
        #expect(bench.screen.text.contains(binding.help), "\(binding.help)")
      }
    }
  }

  @Test(arguments: [
    (1, 80, 24), (2, 20, 6), (3, 160, 50), (4, 20, 5), (5, 61, 13), (6, 33, 9), (7, 3, 2),
    (8, 0, 0),
  ])
  func `every promise holds under random events`(seed: UInt64, columns: Int, rows: Int) throws {
    var random = Random(seed: seed)
    for role in [Viewer.Role.labeler, .expert] {
      for display in [WallBench.rich, WallBench.mono] {
        var bench = WallBench(40, role: role, columns: columns, rows: rows, display: display)
        for step in 0..<80 {
          let event = randomEvent(&random, bench.wall)
          bench.send(event)
          let context: Comment = "seed \(seed), step \(step), \(event)"
          try check(bench.wall, context)
          if step % 5 == 0 { check(bench.screen, bench.wall, context) }
        }
      }
    }
  }

  private func check(_ wall: Wall, _ context: Comment) throws {
    let layout = WallLayout(wall)
    try #require(
      wall.images.isEmpty ? wall.selected == 0 : wall.images.indices.contains(wall.selected),
      context)
    let row = wall.selected / layout.across
    try #require(row >= wall.top && row < wall.top + layout.down, context)
    try #require(wall.top >= 0, context)
  }

  private func check(_ frame: Frame, _ wall: Wall, _ context: Comment) {
    #expect(frame.cells.count == wall.columns * wall.rows, context)
    for cell in frame.cells where cell.glyph != Cell.continuation {
      let category = cell.glyph.properties.generalCategory
      #expect(category != .control && category != .format, context)
    }
    if let cursor = frame.cursor {
      #expect((0..<frame.columns).contains(cursor.column), context)
      #expect((0..<frame.rows).contains(cursor.row), context)
    }
  }

  private func randomEvent(_ random: inout Random, _ wall: Wall) -> WallEvent {
    switch random.below(16) {
    case 0..<9:
      let bound = WallKeys.bindings.flatMap(\.keys)
      return .input(.key(bound[random.below(bound.count)]))
    case 9: return .input(.key(Key(Unicode.Scalar(UInt8(32 + random.below(95))))))
    case 10..<13:
      let actions: [Mouse.Action] = [.press(.left), .press(.left), .wheelUp, .wheelDown, .hover]
      return .input(
        .mouse(
          Mouse(
            actions[random.below(actions.count)], column: random.below(wall.columns + 10) - 5,
            row: random.below(wall.rows + 10) - 5)))
    case 13: return .input(.paste("\u{1B}[31mrubbish\u{202E}\n"))
    case 14:
      let sizes = [(wall.columns, wall.rows), (20, 5), (80, 24), (131, 41), (1, 1)]
      let (columns, rows) = sizes[random.below(sizes.count)]
      return .input(.resize(columns: columns, rows: rows))
    default: return .failed(reason: "the disk is \u{1B} gone")
    }
  }
}
