/// A piece of a guideline, such as a paragraph: Markdown as plain values, without nesting.
package struct GuidelineBlock: Hashable, Sendable {
  /// Words of one look.
  package struct Run: Hashable, Sendable {
    package struct Traits: OptionSet, Hashable, Sendable {
      package let rawValue: Int
      package init(rawValue: Int) { self.rawValue = rawValue }
      package static let emphasis = Traits(rawValue: 1)
      package static let strong = Traits(rawValue: 2)
      package static let code = Traits(rawValue: 4)
      package static let link = Traits(rawValue: 8)
    }

    /// A line feed in it is a break that the author wants.
    package var text: String
    package var traits: Traits

    package init(_ text: String, _ traits: Traits = []) {
      self.text = text
      self.traits = traits
    }
  }

  /// An example, shown as a mosaic.
  package struct Example: Hashable, Sendable {
    package enum Verdict: Hashable, Sendable { case good, bad }

    /// What the author says of it: `good: the box touches the bullet`.
    package var caption: String
    /// As written in the guideline, without its box; never opened as it is.
    package var path: String
    /// Of its content; nil where the workspace does not have it.
    package var sha256: String?
    /// Drawn on it, in its pixels.
    package var box: Box?

    package init(caption: String, path: String, sha256: String? = nil, box: Box? = nil) {
      self.caption = caption
      self.path = path
      self.sha256 = sha256
      self.box = box
    }

    /// By the first word of the caption.
    package var verdict: Verdict? {
      switch caption.prefix(while: \.isLetter).lowercased() {
      case "good": .good
      case "bad": .bad
      default: nil
      }
    }
  }

  package enum Content: Hashable, Sendable {
    /// From level 1 to 6.
    case heading(level: Int, [Run])
    case paragraph([Run])
    /// As it stands, line by line.
    case code(String)
    case rule
    /// Rows of cells, the first row being their headings.
    case table([[[Run]]])
    case example(Example)
  }

  /// What stands left of a block, the outermost first.
  package enum Margin: Hashable, Sendable {
    case quote
    /// The first block of a list's item: `-`, `12.`.
    case marker(String)
    /// The item's other blocks, as far in as after its marker.
    case indent(Int)
  }

  package var margins: [Margin]
  package var content: Content

  package init(_ content: Content, margins: [Margin] = []) {
    self.content = content
    self.margins = margins
  }
}

/// A guideline as one person reads it: with what changed since they last did.
package struct GuidelinePage: Hashable, Sendable {
  package enum Mark: Hashable, Sendable { case added, changed, removed }

  package struct Entry: Hashable, Sendable {
    package var block: GuidelineBlock
    package var mark: Mark?

    package init(_ block: GuidelineBlock, _ mark: Mark? = nil) {
      self.block = block
      self.mark = mark
    }
  }

  /// Versions count from 1; 0 where there is no guideline.
  package var version: Int
  package var entries: [Entry]

  package init(version: Int = 0, entries: [Entry] = []) {
    self.version = version
    self.entries = entries
  }

  /// What is in force, without what was removed.
  package var blocks: [GuidelineBlock] {
    entries.filter { $0.mark != .removed }.map(\.block)
  }

  /// The page as one sees it who has read it.
  package var unmarked: GuidelinePage {
    GuidelinePage(version: version, entries: blocks.map { Entry($0) })
  }

  package var isChanged: Bool { entries.contains { $0.mark != nil } }
}
