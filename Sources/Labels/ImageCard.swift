/// Who looks at the images of a workspace. What they may see depends on it.
package struct Viewer: Hashable, Sendable {
  package enum Role: Hashable, Sendable {
    /// Blind on every image that is not decided: sees only what they drew themselves.
    case labeler
    /// Sees what everybody drew, except on open images that they label themselves.
    case expert
  }

  package var person: String
  package var role: Role

  package init(person: String, role: Role) {
    self.person = person
    self.role = role
  }
}

/// One image as a viewer may know it.
///
/// An image is *open* until it is agreed, resolved or rejected. A labeler's card of an open image
/// says nothing that depends on what anybody else answered: its state is `labeling` once the viewer
/// answered and `queued` before, its boxes are the viewer's own, and the numbers are nil. The same
/// holds for an expert who labels that image. After that the card shows what was decided; who drew
/// what is for experts alone.
package struct ImageCard: Hashable, Sendable {
  package var image: ImageRecord
  package var state: ImageState
  /// People who answered; nil where the viewer must not know.
  package var people: Int?
  /// How far the labelers are from each other, 0 to 1; nil with fewer than two, and where the
  /// viewer must not know.
  package var disagreement: Double?
  package var risk: Double?
  /// What is drawn on the image: the decided boxes, to experts the merged ones while it is open,
  /// and the viewer's own where nothing else may be seen.
  package var boxes: [LabeledBox]
  /// The viewer's own answer, its latest revision.
  package var own: Answer?
  /// Everybody's answers, in the order of the letters; none for labelers.
  package var answers: [LetteredAnswer]
  /// Whether `own` may still be changed without having seen the others' boxes.
  package var mayRevise: Bool

  package init(
    image: ImageRecord, state: ImageState, people: Int? = nil, disagreement: Double? = nil,
    risk: Double? = nil, boxes: [LabeledBox] = [], own: Answer? = nil,
    answers: [LetteredAnswer] = [], mayRevise: Bool = false
  ) {
    self.image = image
    self.state = state
    self.people = people
    self.disagreement = disagreement
    self.risk = risk
    self.boxes = boxes
    self.own = own
    self.answers = answers
    self.mayRevise = mayRevise
  }
}
