package import Labels

/// What a workspace is about.
package struct Charter: Hashable, Sendable {
  package var name: String
  package var classes: [LabelClass]
  package var attributes: [Attribute]
  package var policy: Policy
  /// For labelers, in Markdown; may be empty.
  package var guideline: String
  package var images: Int

  package init(
    name: String, classes: [LabelClass], attributes: [Attribute] = [], policy: Policy,
    guideline: String, images: Int
  ) {
    self.name = name
    self.classes = classes
    self.attributes = attributes
    self.policy = policy
    self.guideline = guideline
    self.images = images
  }
}

/// An image to add, as its file showed it.
package struct NewImage: Hashable, Sendable {
  package var sha256: String
  package var name: String
  package var path: String
  package var width: Int
  package var height: Int

  package init(sha256: String, name: String, path: String, width: Int, height: Int) {
    self.sha256 = sha256
    self.name = name
    self.path = path
    self.width = width
    self.height = height
  }
}

/// What became of an image that was added.
package enum Addition: Hashable, Sendable {
  case added(ImageRecord)
  /// The same content is there already, under this record.
  case known(ImageRecord)
}
