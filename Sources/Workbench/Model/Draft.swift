/// Strokes on an image that were not submitted.
package struct Draft: Hashable, Sendable {
  package var image: Int
  package var history: History
  /// An expert's reason for the decision to come; may be empty.
  package var reason: String
  /// Ids of proposals that were turned down.
  package var rejected: Set<Int>

  package init(
    image: Int, history: History = History(), reason: String = "", rejected: Set<Int> = []
  ) {
    self.image = image
    self.history = history
    self.reason = reason
    self.rejected = rejected
  }

  /// Whether anything would be missed.
  package var isWorthKeeping: Bool { history.changes > 0 || !reason.isEmpty || !rejected.isEmpty }

  /// What a journal amounts to: the images that were opened and not closed, the one that was
  /// worked on last coming last. Boxes whose image was never opened, its line being lost, count as drawn
  /// on an empty one; other entries that fit nothing before them are passed over. `drafts` are what came
  /// of earlier entries.
  package static func replay(
    _ entries: some Sequence<JournalEntry>, onto drafts: [Draft] = []
  ) -> [Draft] {
    var drafts = drafts
    for entry in entries {
      let found = drafts.firstIndex { $0.image == entry.image }
      var draft = found.map { drafts.remove(at: $0) }
      switch entry {
      case .open(let image, let boxes): draft = Draft(image: image, history: History(boxes))
      case .edit(let image, let boxes, let change, let parent):
        if draft == nil { draft = Draft(image: image) }
        draft?.history.restore(boxes, as: change, after: parent)
      case .unnumberedEdit(let image, let boxes):
        if draft == nil { draft = Draft(image: image) }
        _ = draft?.history.record(boxes)
      case .go(_, let change): _ = draft?.history.go(to: change)
      case .undo: _ = draft?.history.undo()
      case .redo: _ = draft?.history.redo()
      case .reason(_, let text): draft?.reason = text
      case .reject(_, let proposal): draft?.rejected.insert(proposal)
      case .close: draft = nil
      }
      if let draft { drafts.append(draft) }
    }
    return drafts
  }
}

extension Drawing {
  /// The drawing that a draft describes.
  package init(width: Int, height: Int, draft: Draft) {
    self.init(width: width, height: height, history: draft.history)
  }

  package func draft(of image: Int, reason: String = "", rejected: Set<Int> = []) -> Draft {
    Draft(image: image, history: history, reason: reason, rejected: rejected)
  }
}
