import CCMark
import Labels

/// Makes blocks of the events of a Markdown text: keeps what is open, and lets go of each block as it
/// ends.
struct BlockBuilder {
  private(set) var blocks: [GuidelineBlock] = []
  private let pictures: [String: String]

  /// A quote, or an item of a list, that is open.
  private struct Container {
    var isQuote: Bool
    var marker: String
    /// Whether its first block is there.
    var isBegun = false
  }

  private var containers: [Container] = []
  /// The next number of each list that is open, negative for lists without numbers.
  private var lists: [Int] = []
  private var runs: [GuidelineBlock.Run] = []
  private var heading = 0
  private var rows: [[[GuidelineBlock.Run]]] = []
  private var (emphasis, strong) = (0, 0)
  /// The address and the words of links that are open; both begin where `runs` had so many.
  private var links: [(address: String, begin: Int)] = []
  private var images: [(address: String, begin: Int)] = []
  private var isInTable = false

  init(pictures: [String: String]) {
    self.pictures = pictures
  }

  mutating func take(kind: Int32, enters: Bool, number: Int, text: String) {
    switch CCMarkKind(rawValue: UInt32(bitPattern: kind)) {
    case CCMARK_QUOTE:
      enters ? containers.append(Container(isQuote: true, marker: "")) : closeContainer()
    case CCMARK_LIST:
      if enters { lists.append(number) } else { _ = lists.popLast() }
    case CCMARK_ITEM: enters ? openItem() : closeContainer()
    case CCMARK_PARAGRAPH: if !enters, !isInTable { endParagraph() }
    case CCMARK_HEADING:
      if enters {
        heading = number
      } else {
        endParagraph()
        heading = 0
      }
    case CCMARK_CODE_BLOCK, CCMARK_HTML_BLOCK: add(.code(text.trimmingLastLineFeed))
    case CCMARK_RULE: add(.rule)
    case CCMARK_TABLE:
      isInTable = enters
      if enters { rows = [] } else { add(.table(rows)) }
    case CCMARK_TABLE_ROW: if enters { rows.append([]) }
    case CCMARK_TABLE_CELL:
      if !enters, !rows.isEmpty { rows[rows.count - 1].append(runs) }
      runs = []
    default: takeInline(kind: kind, enters: enters, text: text)
    }
  }

  private mutating func takeInline(kind: Int32, enters: Bool, text: String) {
    switch CCMarkKind(rawValue: UInt32(bitPattern: kind)) {
    case CCMARK_TEXT, CCMARK_HTML: add(text)
    case CCMARK_CODE: add(text, .code)
    case CCMARK_SOFT_BREAK: add(" ")
    case CCMARK_LINE_BREAK: add("\n")
    case CCMARK_EMPHASIS: emphasis += enters ? 1 : -1
    case CCMARK_STRONG: strong += enters ? 1 : -1
    case CCMARK_LINK:
      if enters { links.append((text, runs.count)) } else { closeLink() }
    case CCMARK_IMAGE:
      if enters { images.append((text, runs.count)) } else { closeImage() }
    default: break
    }
  }

  private mutating func add(_ text: String, _ more: GuidelineBlock.Run.Traits = []) {
    var traits = more
    if emphasis > 0 { traits.insert(.emphasis) }
    if strong > 0 { traits.insert(.strong) }
    if !links.isEmpty { traits.insert(.link) }
    if let last = runs.last, last.traits == traits, runs.count > (images.last?.begin ?? 0),
      runs.count > (links.last?.begin ?? 0)
    {
      runs[runs.count - 1].text += text
    } else {
      runs.append(GuidelineBlock.Run(text, traits))
    }
  }

  /// A terminal's text cannot be followed, so the address stands behind the words.
  private mutating func closeLink() {
    guard let link = links.popLast() else { return }
    let words = runs[min(link.begin, runs.count)...].map(\.text).joined()
    if !link.address.isEmpty, words != link.address, "mailto:\(words)" != link.address {
      runs.append(GuidelineBlock.Run(" (\(link.address))"))
    }
  }

  /// An image is a block of its own, wherever it stands; in a table or a heading there is only its
  /// caption.
  private mutating func closeImage() {
    guard let image = images.popLast() else { return }
    let begin = min(image.begin, runs.count)
    let caption = runs[begin...].map(\.text).joined()
    guard !isInTable, heading == 0, images.isEmpty else { return }
    runs.removeSubrange(begin...)
    endParagraph()
    let (path, box) = Self.separated(image.address)
    add(
      .example(
        GuidelineBlock.Example(caption: caption, path: path, sha256: pictures[path], box: box)))
    for index in links.indices { links[index].begin = 0 }
  }

  /// An address, and the box in its end: `a.png#xywh=10,20,100,50`, a spatial fragment in pixels (W3C, "Media
  /// Fragments URI 1.0", 4.2.2).
  private static func separated(_ address: String) -> (path: String, box: Box?) {
    guard let mark = address.firstRange(of: "#xywh=") else { return (address, nil) }
    let numbers = address[mark.upperBound...].split(
      separator: ",", omittingEmptySubsequences: false
    )
    .compactMap { Double($0) }
    let path = String(address[..<mark.lowerBound])
    guard numbers.count == 4, numbers.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
      return (path, nil)
    }
    return (path, Box(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3]))
  }

  private mutating func endParagraph() {
    let words = runs.contains { $0.text.contains { !$0.isWhitespace } }
    if words { add(heading > 0 ? .heading(level: heading, runs) : .paragraph(runs)) }
    runs = []
  }

  private mutating func openItem() {
    var marker = "-"
    if let number = lists.last, number >= 0 {
      marker = "\(number)."
      lists[lists.count - 1] = number + 1
    }
    containers.append(Container(isQuote: false, marker: marker))
  }

  /// An item without a block still is an item.
  private mutating func closeContainer() {
    if let last = containers.last, !last.isQuote, !last.isBegun { add(.paragraph([])) }
    _ = containers.popLast()
  }

  private mutating func add(_ content: GuidelineBlock.Content) {
    var margins: [GuidelineBlock.Margin] = []
    for index in containers.indices.suffix(MarkdownReader.deepest) {
      let container = containers[index]
      if container.isQuote {
        margins.append(.quote)
      } else if container.isBegun {
        margins.append(.indent(container.marker.utf8.count + 1))
      } else {
        margins.append(.marker(container.marker))
      }
    }
    for index in containers.indices { containers[index].isBegun = true }
    blocks.append(GuidelineBlock(content, margins: margins))
  }
}

extension String {
  fileprivate var trimmingLastLineFeed: String { hasSuffix("\n") ? String(dropLast()) : self }
}
