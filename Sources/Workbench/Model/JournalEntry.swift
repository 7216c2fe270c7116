package import Labels

/// A line of the journal: what a person did to the boxes of one image.
package enum JournalEntry: Hashable, Sendable {
  /// The image came onto the desk with these boxes; earlier strokes on it are void.
  case open(image: Int, boxes: [LabeledBox])
  /// The boxes became these: the change of this number in `History`, made after another one.
  case edit(image: Int, boxes: [LabeledBox], change: Int, after: Int)
  /// Another change is shown, by undo, redo, or a walk through time.
  case go(image: Int, change: Int)
  /// An expert's reason for the decision to come.
  case reason(image: Int, text: String)
  /// A proposal was turned down.
  case reject(image: Int, proposal: Int)
  /// The answer is stored: nothing of it is needed any more.
  case close(image: Int)

  /// An edit without a number, an undo and a redo, as older journals have them.
  case unnumberedEdit(image: Int, boxes: [LabeledBox])
  case undo(image: Int)
  case redo(image: Int)

  package var image: Int {
    switch self {
    case .open(let image, _), .edit(let image, _, _, _), .go(let image, _),
      .reason(let image, _), .reject(let image, _), .close(let image),
      .unnumberedEdit(let image, _), .undo(let image), .redo(let image):
      image
    }
  }
}
