/// What a box is around. The id never changes when classes are added, renamed or reordered.
package struct LabelClass: Hashable, Sendable {
  package var id: Int
  package var name: String

  package init(id: Int, name: String) {
    self.id = id
    self.name = name
  }
}

/// A box, the id of the class of what it surrounds, and what else was said of it.
package struct LabeledBox: Hashable, Sendable {
  package var box: Box
  package var classID: Int
  package var attributes: Attributes

  package init(box: Box, classID: Int, attributes: Attributes = .none) {
    self.box = box
    self.classID = classID
    self.attributes = attributes
  }
}
