import Guidelines
import Labels
import Testing

struct MarkdownReaderTests {
  typealias Run = GuidelineBlock.Run

  static let pieces: [(text: String, blocks: [GuidelineBlock])] = [
    ("", []),
    ("# Head *me*", [.init(.heading(level: 1, [Run("Head "), Run("me", .emphasis)]))]),
    (
      "one **two** `three`\nfour",
      [
        .init(
          .paragraph([
            Run("one "), Run("two", .strong), Run(" "), Run("three", .code), Run(" four"),
          ]))
      ]
    ),
    ("a  \nb", [.init(.paragraph([Run("a\nb")]))]),
    (
      "- a\n- b\n\n  c",
      [
        .init(.paragraph([Run("a")]), margins: [.marker("-")]),
        .init(.paragraph([Run("b")]), margins: [.marker("-")]),
        .init(.paragraph([Run("c")]), margins: [.indent(2)]),
      ]
    ),
    (
      "9. a\n10. b",
      [
        .init(.paragraph([Run("a")]), margins: [.marker("9.")]),
        .init(.paragraph([Run("b")]), margins: [.marker("10.")]),
      ]
    ),
    (
      "> a\n> > b",
      [
        .init(.paragraph([Run("a")]), margins: [.quote]),
        .init(.paragraph([Run("b")]), margins: [.quote, .quote]),
      ]
    ),
    ("    a\n      b\n", [.init(.code("a\n  b"))]),
    ("```\n# not a heading\n```", [.init(.code("# not a heading"))]),
    ("a\n\n---", [.init(.paragraph([Run("a")])), .init(.rule)]),
    (
      "[words](https://example.org) <https://example.org>",
      [
        .init(
          .paragraph([
            Run("words", .link), Run(" (https://example.org) "),
            Run("https://example.org", .link),
          ]))
      ]
    ),
    (
      "| a | b |\n|---|---|\n| 1 | *2* |",
      [.init(.table([[[Run("a")], [Run("b")]], [[Run("1")], [Run("2", .emphasis)]]]))]
    ),
    (
      "see ![good: *tight*](a.png) and",
      [
        .init(.paragraph([Run("see ")])),
        .init(.example(.init(caption: "good: tight", path: "a.png", sha256: "aa"))),
        .init(.paragraph([Run(" and")])),
      ]
    ),
    (
      "![](a.png)\n![bad](b.png)",
      [
        .init(.example(.init(caption: "", path: "a.png", sha256: "aa"))),
        .init(.example(.init(caption: "bad", path: "b.png"))),
      ]
    ),
    (
      "![bad](a.png#xywh=1,2,3.5,4) ![](a.png#xywh=1,2,3)",
      [
        .init(
          .example(
            .init(
              caption: "bad", path: "a.png", sha256: "aa",
              box: Box(x: 1, y: 2, width: 3.5, height: 4)))),
        .init(.example(.init(caption: "", path: "a.png", sha256: "aa"))),
      ]
    ),
    ("<b>bold</b> &amp; more", [.init(.paragraph([Run("<b>bold</b> & more")]))]),
    ("<script>\nalert(1)\n</script>", [.init(.code("<script>\nalert(1)\n</script>"))]),
    ("-", [.init(.paragraph([]), margins: [.marker("-")])]),
  ]

  @Test(arguments: pieces)
  func `Markdown becomes plain blocks`(text: String, blocks: [GuidelineBlock]) {
    #expect(MarkdownReader.blocks(of: text, pictures: ["a.png": "aa"]) == blocks)
  }

  @Test func `a caption's first word is the verdict`() {
    func verdict(_ caption: String) -> GuidelineBlock.Example.Verdict? {
      GuidelineBlock.Example(caption: caption, path: "").verdict
    }
    #expect(verdict("good: tight") == .good)
    #expect(verdict("Bad") == .bad)
    #expect(verdict("goodness") == nil)
    #expect(verdict("") == nil)
  }

  @Test func `every image is named once, in order`() {
    let text = "![a](b.png)\n\n> ![](a.png)\n\n![again](b.png)\n\n| ![x](in-a-table.png) |\n|---|"
    #expect(MarkdownReader.imageAddresses(in: text) == ["b.png", "a.png"])
  }

  static let monsters = [
    String(repeating: "> ", count: 30_000) + "deep",
    String(repeating: "- ", count: 30_000) + "deep",
    String(repeating: "[", count: 60_000),
    String(repeating: "![", count: 30_000),
    String(repeating: "*a_ ", count: 16_000),
    String(repeating: "# h\n", count: 16_000),
    String(repeating: "<", count: 60_000),
    String(repeating: "`", count: 30_000) + "a" + String(repeating: "`", count: 29_999),
    "|" + String(repeating: "a|", count: 10_000) + "\n|" + String(repeating: "-|", count: 10_000),
    String(repeating: "\u{0}\u{1B}[2J", count: 10_000),
  ]

  @Test(arguments: monsters.indices)
  func `monstrous texts are bounded`(index: Int) {
    let blocks = MarkdownReader.blocks(of: Self.monsters[index])
    #expect(blocks.count <= MarkdownReader.mostBlocks + 1)
    #expect(blocks.allSatisfy { $0.margins.count <= MarkdownReader.deepest })
    #expect(!blocks.isEmpty)
  }
}
