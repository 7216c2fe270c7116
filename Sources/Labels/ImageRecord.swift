/// One photograph to label. It is identified by its content, and shown by its name.
package struct ImageRecord: Hashable, Sendable {
  /// The workspace's own number for it.
  package var id: Int
  /// Of the file's bytes, 64 lower-case hexadecimal digits.
  package var sha256: String
  package var name: String
  /// Where its file was when it was added: absolute.
  package var path: String
  /// Upright full-size pixels.
  package var width: Int
  package var height: Int

  package init(id: Int, sha256: String, name: String, path: String, width: Int, height: Int) {
    self.id = id
    self.sha256 = sha256
    self.name = name
    self.path = path
    self.width = width
    self.height = height
  }
}

/// One image with everything that was said of it and what follows: what exports are made from.
package struct Dossier: Hashable, Sendable {
  package var image: ImageRecord
  /// The latest revision of each labeler, by labeler's name.
  package var annotations: [Annotation]
  package var resolution: Resolution?
  package var standing: Standing

  package init(
    image: ImageRecord, annotations: [Annotation], resolution: Resolution?, standing: Standing
  ) {
    self.image = image
    self.annotations = annotations
    self.resolution = resolution
    self.standing = standing
  }
}
