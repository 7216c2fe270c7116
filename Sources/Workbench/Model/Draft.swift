package import Labels

/// A line of the journal: what a person did to the boxes of one image.
package enum JournalEntry: Hashable, Sendable {
  /// The image came onto the desk with these boxes; earlier strokes on it are void.
  case open(image: Int, boxes: [LabeledBox])
  case edit(image: Int, boxes: [LabeledBox])
  case undo(image: Int)
  case redo(image: Int)
  /// An expert's reason for the decision to come.
  case reason(image: Int, text: String)
  /// The answer is stored: nothing of it is needed any more.
  case close(image: Int)

  package var image: Int {
    switch self {
    case .open(let image, _), .edit(let image, _), .undo(let image), .redo(let image),
      .reason(let image, _), .close(let image):
      image
    }
  }
}

/// Strokes on an image that were not submitted.
package struct Draft: Hashable, Sendable {
  package var image: Int
  /// States of the boxes, oldest first; never empty.
  package var history: [[LabeledBox]]
  /// The state that was shown last: an index into `history`.
  package var position: Int
  /// An expert's reason for the decision to come; may be empty.
  package var reason: String

  package init(image: Int, history: [[LabeledBox]], position: Int, reason: String = "") {
    self.image = image
    self.history = history
    self.position = position
    self.reason = reason
  }

  /// Whether anything would be missed.
  package var isWorthKeeping: Bool { history.count > 1 || !reason.isEmpty }

  /// What a journal amounts to: the images that were opened and not closed, the one that was
  /// worked on last coming last. Entries that fit nothing before them are passed over.
  package static func replay(_ entries: some Sequence<JournalEntry>) -> [Draft] {
    var drafts: [Draft] = []
    for entry in entries {
      let found = drafts.firstIndex { $0.image == entry.image }
      var draft = found.map { drafts.remove(at: $0) }
      switch entry {
      case .open(let image, let boxes):
        draft = Draft(image: image, history: [boxes], position: 0)
      case .edit(_, let boxes):
        if var kept = draft {
          kept.history.removeSubrange((kept.position + 1)...)
          kept.history.append(boxes)
          kept.position += 1
          draft = kept
        }
      case .undo:
        if let position = draft?.position, position > 0 { draft?.position = position - 1 }
      case .redo:
        if let kept = draft, kept.position < kept.history.count - 1 { draft?.position += 1 }
      case .reason(_, let text): draft?.reason = text
      case .close:
        draft = nil
      }
      if let draft { drafts.append(draft) }
    }
    return drafts
  }
}

extension Drawing {
  /// The drawing that a draft describes.
  package init(width: Int, height: Int, draft: Draft) {
    self.init(width: width, height: height, boxes: draft.history.first ?? [])
    for boxes in draft.history.dropFirst() { _ = commit(boxes) }
    while position > draft.position, undo() {}
  }

  package func draft(of image: Int, reason: String = "") -> Draft {
    Draft(image: image, history: history, position: position, reason: reason)
  }
}
