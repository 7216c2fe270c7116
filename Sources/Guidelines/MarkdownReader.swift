import CCMark
package import Labels

/// A guideline's Markdown as blocks: CommonMark and tables, read by libcmark-gfm.
///
/// Raw HTML is text like any other. Nothing is fetched: of an image there are its caption and its
/// address. What has no meaning in a terminal (titles, the addresses of links that are their own text)
/// is left out. Memory and time are bounded by `mostBlocks` and `deepest`, whatever the text.
package enum MarkdownReader {
  /// More than anybody reads; what follows is left out, and said to be.
  package static let mostBlocks = 1_000
  /// Deeper quotes and lists are shown as if they were not so deep.
  package static let deepest = 6

  /// `pictures` are the digests of the images that are there, by their addresses.
  package static func blocks(
    of text: String, pictures: [String: String] = [:]
  ) -> [GuidelineBlock] {
    var text = text
    return text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        guard let reader = ccmark_open(characters.baseAddress, characters.count) else {
          return [.note("This guideline is too large to be shown.")]
        }
        defer { ccmark_close(reader) }
        var builder = BlockBuilder(pictures: pictures)
        var event = CCMarkEvent()
        while ccmark_next(reader, &event) != 0 {
          guard builder.blocks.count < mostBlocks else {
            return builder.blocks + [
              .note("The rest is too long to be shown: `tessera guideline show` prints it.")
            ]
          }
          builder.take(
            kind: event.kind, enters: event.enters != 0, number: Int(event.number),
            text: event.text.map { String(cString: $0) } ?? "")
        }
        return builder.blocks
      }
    }
  }

  /// The addresses of all images, in their order, each once.
  package static func imageAddresses(in text: String) -> [String] {
    var seen: Set<String> = []
    return blocks(of: text).compactMap {
      guard case .example(let example) = $0.content, seen.insert(example.path).inserted else {
        return nil
      }
      return example.path
    }
  }
}

extension GuidelineBlock {
  fileprivate static func note(_ text: String) -> GuidelineBlock {
    GuidelineBlock(.paragraph([Run(text, .emphasis)]))
  }
}
