import FoundationEssentials
import Glibc
import Guidelines
import Labels
import Pixels
import Store

/// The pictures of a guideline, decoded from what the workspace keeps of them.
enum GuidelinePictures {
  /// An example is shown some tens of cells wide: a photograph of a camera is more than enough.
  static let limits = DecodeLimits(side: 16_384, pixels: 32 << 20, milliseconds: 10_000)

  /// Those of the page's examples that can be shown, by their digests. One that cannot is told by its
  /// caption alone.
  static func decoded(
    of page: GuidelinePage, from workspace: any Workspace
  ) throws -> [String: Picture] {
    var pictures: [String: Picture] = [:]
    for entry in page.entries {
      guard case .example(let example) = entry.block.content, let sha256 = example.sha256,
        pictures[sha256] == nil, let bytes = try workspace.guidelinePicture(sha256: sha256)
      else { continue }
      pictures[sha256] = picture(of: bytes)
    }
    return pictures
  }

  private static func picture(of bytes: [UInt8]) -> Picture? {
    let folder = environment("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/var/tmp"
    let file = namelessFile(in: folder)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { return nil }
      rest = rest.dropFirst(written)
    }
    return try? Picture(contentsOf: "/proc/self/fd/\(file)", limits: limits)
  }
}

extension GuidelinePage {
  /// A version as plain values, beside the one that was read before.
  init(_ now: GuidelineVersion, since before: GuidelineVersion?) {
    self.init(version: now.version, blocks: now.blocks, since: before?.blocks)
  }
}

extension GuidelineVersion {
  var blocks: [GuidelineBlock] { MarkdownReader.blocks(of: text, pictures: pictures) }
}
