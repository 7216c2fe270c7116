/// What a box is around. The id never changes when classes are added, renamed or reordered.
package struct LabelClass: Hashable, Sendable {
  package var id: Int
  package var name: String

  package init(id: Int, name: String) {
    self.id = id
    self.name = name
  }
}

/// A box and the id of the class of what it surrounds.
package struct LabeledBox: Hashable, Sendable {
  package var box: Box
  package var classID: Int

  package init(box: Box, classID: Int) {
    self.box = box
    self.classID = classID
  }
}
