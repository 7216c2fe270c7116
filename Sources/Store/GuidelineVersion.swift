/// The guideline as one person left it at one time.
package struct GuidelineVersion: Hashable, Sendable {
  /// From 1.
  package var version: Int
  /// Markdown; may be empty.
  package var text: String
  /// SHA-256 of the pictures that it names, by their paths in it.
  package var pictures: [String: String]
  package var person: String
  /// Milliseconds since 1970.
  package var at: Int

  package init(version: Int, text: String, pictures: [String: String], person: String, at: Int) {
    self.version = version
    self.text = text
    self.pictures = pictures
    self.person = person
    self.at = at
  }

  /// Bytes of a text to which answers may still be added.
  static let mostBytes = 65_536
}

/// A picture that a guideline names: its bytes travel with the workspace.
package struct GuidelinePicture: Hashable, Sendable {
  /// As written in the guideline.
  package var path: String
  /// 64 lower-case hexadecimal digits.
  package var sha256: String
  package var bytes: [UInt8]

  package init(path: String, sha256: String, bytes: [UInt8]) {
    self.path = path
    self.sha256 = sha256
    self.bytes = bytes
  }

  /// Limits of one guideline: a page of examples, not a dataset.
  package static let most = 32
  package static let mostBytes = 2 << 20

  static func check(_ pictures: [GuidelinePicture]) throws(StoreError) {
    if pictures.count > most {
      throw .tooLong(what: "list of the guideline's pictures", limit: "\(most)")
    }
    for picture in pictures {
      try TidyName.checkText(picture.path, as: "picture's path")
      if picture.bytes.count > mostBytes {
        throw .tooLong(what: "picture \(picture.path)", limit: "\(mostBytes >> 20) MiB")
      }
    }
  }
}
