import Catalogue
import FoundationEssentials
import Guidelines
import Pixels
import Store

/// A guideline as the lead wrote it: a Markdown file, and the pictures that it names.
struct GuidelineFile {
  let text: String
  let pictures: [GuidelinePicture]
  /// Addresses of pictures elsewhere; they are not fetched.
  let remote: [String]

  /// Bytes of the text.
  private static let mostBytes = 65_536

  /// Reads the file and its pictures, which lie in its folder or below. The pictures are decoded once,
  /// so that whoever reads the guideline is not the first to find one broken.
  init(path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(.noInput, "\(path): the guideline cannot be read; check the path.")
    }
    guard data.count <= Self.mostBytes, let text = String(bytes: data, encoding: .utf8) else {
      throw Failure(
        .badData, "\(path): a guideline is at most \(Self.mostBytes >> 10) KiB of UTF-8 text.")
    }
    let folder = URL(filePath: path).deletingLastPathComponent().path()
    let addresses = MarkdownReader.imageAddresses(in: text)
    remote = addresses.filter(Self.isRemote)
    pictures = try addresses.filter { !Self.isRemote($0) }.map {
      try Self.picture($0, in: folder, of: path)
    }
    self.text = text
  }

  /// Whether an address has a scheme (RFC 3986, 3.1), or a host.
  private static func isRemote(_ address: String) -> Bool {
    if address.hasPrefix("//") { return true }
    guard let colon = address.firstIndex(of: ":"), address.first?.isLetter == true else {
      return false
    }
    return address[..<colon].allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0))
    }
  }

  private static func picture(
    _ address: String, in folder: String, of guideline: String
  ) throws -> GuidelinePicture {
    let parts = address.split(separator: "/", omittingEmptySubsequences: false)
    guard !address.isEmpty, !address.hasPrefix("/"), !parts.contains("..") else {
      throw Failure(
        .badData,
        "\(guideline): the picture \(address) is not in the guideline's folder. Put it there or "
          + "below, and name it from there.")
    }
    let path = folder + "/" + address
    let candidates = ImageIntake().examine([path])
    switch candidates.first?.outcome {
    case .good(let image) where candidates.count == 1:
      guard image.width * image.height <= GuidelinePictures.limits.pixels else {
        throw Failure(
          .badData,
          "\(path): an example has at most \(GuidelinePictures.limits.pixels >> 20) million pixels. "
            + "Make a smaller copy.")
      }
      guard let data = FileManager.default.contents(atPath: image.path) else { break }
      return GuidelinePicture(path: address, sha256: image.sha256, bytes: Array(data))
    case .rejected(let error): throw Failure(.badData, "\(guideline): \(error)")
    default: break
    }
    throw Failure(
      .badData, "\(guideline): the picture \(path) is not a PNG, JPEG or WebP file. Check its name."
    )
  }
}
