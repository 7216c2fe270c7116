import Cells
import Testing

@testable import Workbench

struct HomeTests {
  private func home(_ entries: Int = 2) -> Home {
    let all = (0..<entries).map {
      Home.Entry(path: "shop\($0).tessera", summary: "\($0) of 9 images decided", canOpen: $0 < 2)
    }
    return Home(
      entries: all, person: "", display: Display(colors: .none, unicode: false), columns: 80,
      rows: 24)
  }

  private func type(_ keys: String, _ home: inout Home) -> Home.Choice? {
    var choice: Home.Choice?
    for key in Bench.parse(keys) { choice = update(&home, .key(key)) }
    return choice
  }

  @Test(
    arguments: [
      ("<Enter>ana<Enter>", .open(path: "shop0.tessera", person: "ana", role: .labeler)),
      ("jreva<BS>a<Enter>", .open(path: "shop1.tessera", person: "eva", role: .expert)),
      (
        "<Down><Down><Up><Enter>q<Enter>", .open(path: "shop0.tessera", person: "q", role: .labeler)
      ),
      ("<Enter>ana<Esc>d", .demo), ("q", .quit), ("<C-c>", .quit), ("<C-z>", .suspend),
      ("bana<Enter>", .browse(path: "shop0.tessera", person: "ana", role: .labeler)),
      ("jBeva<Enter>", .browse(path: "shop1.tessera", person: "eva", role: .expert)),
      ("<Enter>  <Enter>", nil),
    ] as [(String, Home.Choice?)])
  func `keys lead where they should`(keys: String, choice: Home.Choice?) {
    var home = home()
    #expect(type(keys, &home) == choice)
  }

  @Test func `a workspace that cannot be opened is not`() {
    var home = home(3)
    #expect(type("jj<Enter>", &home) == nil)
    #expect(home.asking == nil && !home.message.isEmpty)
    var empty = self.home(0)
    #expect(type("jk<Enter>r", &empty) == nil)
    #expect(view(empty).text.contains("tessera init"))
  }

  @Test(arguments: [(80, 24), (20, 5), (5, 2), (1, 1), (0, 0)])
  func `it is drawn at any size`(columns: Int, rows: Int) {
    var home = home()
    _ = type("<Enter>ana", &home)
    _ = update(&home, .resize(columns: columns, rows: rows))
    let frame = view(home)
    #expect(frame.cells.count == columns * rows)
  }
}
