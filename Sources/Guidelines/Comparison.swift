package import Labels

extension GuidelinePage {
  /// A version of a guideline beside the one that was read before: what was added, removed or changed.
  /// Without one before, nothing is marked.
  ///
  /// The difference is Myers's ("An O(ND) difference algorithm", 1986). A block that was removed and one
  /// of its kind that was added in its place are one that changed, if they share half of their words.
  package init(
    version: Int, blocks: [GuidelineBlock], since before: [GuidelineBlock]?
  ) {
    guard let before else {
      self.init(version: version, entries: blocks.map { Entry($0) })
      return
    }
    let difference = blocks.difference(from: before)
    var removed: Set<Int> = []
    var added: Set<Int> = []
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    var entries: [Entry] = []
    var (old, new) = (0, 0)
    while old < before.count || new < blocks.count {
      // What was taken away and what was put there, between two blocks that stayed.
      var (gone, come): ([GuidelineBlock], [GuidelineBlock]) = ([], [])
      while removed.contains(old) {
        gone.append(before[old])
        old += 1
      }
      while added.contains(new) {
        come.append(blocks[new])
        new += 1
      }
      entries += Self.paired(gone, come)
      if new < blocks.count { entries.append(Entry(blocks[new])) }
      old += 1
      new += 1
    }
    self.init(version: version, entries: entries)
  }

  private static func paired(_ gone: [GuidelineBlock], _ come: [GuidelineBlock]) -> [Entry] {
    var gone = gone[...]
    var entries: [Entry] = []
    for block in come {
      if let at = gone.firstIndex(where: { $0.isLike(block) }) {
        entries += gone[..<at].map { Entry($0, .removed) } + [Entry(block, .changed)]
        gone = gone[(at + 1)...]
      } else {
        entries.append(Entry(block, .added))
      }
    }
    return gone.map { Entry($0, .removed) } + entries
  }
}

extension GuidelineBlock {
  /// Whether it may be an earlier form of the other one.
  fileprivate func isLike(_ other: GuidelineBlock) -> Bool {
    switch (content, other.content) {
    case (.example(let one), .example(let two)):
      return one.path == two.path || one.caption == two.caption
    case (.heading, .heading), (.paragraph, .paragraph), (.code, .code), (.table, .table): break
    default: return false
    }
    let (mine, its) = (words, other.words)
    return !mine.isEmpty && 2 * mine.intersection(its).count >= max(mine.count, its.count)
  }

  private var words: Set<Substring> {
    let text =
      switch content {
      case .heading(_, let runs), .paragraph(let runs): runs.map(\.text).joined()
      case .code(let text): text
      case .table(let rows): rows.flatMap { $0.flatMap { $0.map(\.text) } }.joined(separator: " ")
      case .example, .rule: ""
      }
    return Set(text.split(whereSeparator: \.isWhitespace))
  }
}
