import Guidelines
import Labels
import Testing

struct ComparisonTests {
  /// The page as one letter a block: its mark and its first word.
  private func compared(_ old: String, _ new: String) -> String {
    let page = GuidelinePage(
      version: 2, blocks: MarkdownReader.blocks(of: new), since: MarkdownReader.blocks(of: old))
    return page.entries.map { entry in
      let mark =
        switch entry.mark {
        case .added: "+"
        case .changed: "~"
        case .removed: "-"
        case nil: ""
        }
      guard case .paragraph(let runs) = entry.block.content else { return mark + "?" }
      return mark + runs.map(\.text).joined().prefix(1)
    }.joined(separator: " ")
  }

  @Test(arguments: [
    ("a\n\nb", "a\n\nb", "a b"),
    ("a", "a\n\nb", "a +b"),
    ("a\n\nb", "b", "-a b"),
    ("a\n\nb\n\nc", "a\n\nc\n\nd", "a -b c +d"),
    ("a one two three\n\nb", "x one two three\n\nb", "~x b"),
    ("a one two three", "x four five six", "-a +x"),
    ("", "a", "+a"),
    ("a", "", "-a"),
    ("# a", "a", "-? +a"),
  ])
  func `what changed is marked`(old: String, new: String, marks: String) {
    #expect(compared(old, new) == marks)
  }

  @Test func `without an earlier version nothing is marked`() {
    let blocks = MarkdownReader.blocks(of: "a\n\nb")
    let page = GuidelinePage(version: 1, blocks: blocks, since: nil)
    #expect(!page.isChanged)
    #expect(page.blocks == blocks)
  }

  @Test func `a picture with other content is a change`() {
    let old = MarkdownReader.blocks(of: "![good](a.png)", pictures: ["a.png": "1"])
    let new = MarkdownReader.blocks(of: "![good](a.png)", pictures: ["a.png": "2"])
    #expect(GuidelinePage(version: 2, blocks: new, since: old).entries.map(\.mark) == [.changed])
  }

  @Test(arguments: 1...40)
  func `what is in force is the new version, and what is not added the old one`(seed: Int) {
    var state = UInt64(seed)
    func text() -> [GuidelineBlock] {
      (0..<12).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return GuidelineBlock(.paragraph([.init("\(state >> 62) b c d")]))
      }
    }
    let (old, new) = (text(), text())
    let page = GuidelinePage(version: 2, blocks: new, since: old)
    #expect(page.blocks == new, "seed \(seed)")
    // Of a changed block the earlier form is not shown.
    let changed = page.entries.count { $0.mark == .changed }
    let kept = page.entries.filter { $0.mark == nil || $0.mark == .removed }
    #expect(kept.count + changed == old.count, "seed \(seed)")
  }
}
