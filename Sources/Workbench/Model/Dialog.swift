package import Labels

/// A window over the canvas that takes the keys until it is closed.
package enum Dialog: Hashable, Sendable {
  case help(scroll: Int)
  case guideline(scroll: Int)
  /// Choosing why the image cannot be labeled; `typed` is the person's own reason.
  case skip(chosen: Int, typed: TextField)
  case command(TextField)
  /// Choosing a class by some letters of its name; `chosen` counts among those that match.
  case findClass(TextField, chosen: Int)
  /// Saying more of the selected box.
  case attributes(AttributeForm)
  /// How sure a model must be of the boxes that are accepted at once.
  case acceptAbove(TextField)
  /// An expert's reason for the decision to come.
  case reason(TextField)
  /// A labeler's question that is being typed.
  case ask(AskForm)
  /// What this person asked, and what came of it.
  case answers([Labels.Question], scroll: Int)
  /// Open questions, for an expert.
  case questions([Labels.Question], chosen: Int)
  /// An expert's answer that is being typed.
  case reply(ReplyForm)
  case confirm(Question)

  package enum Question: Hashable, Sendable {
    /// Strokes of an earlier run were found.
    case goOn(Draft)
    /// There is no box.
    case submitEmpty
    /// There are strokes that are not submitted.
    case quit
    /// An expert drew, and now accepts what others drew.
    case dropOwn(Action)
  }

  /// Why an image cannot be labeled, by one key each.
  package static let skipReasons = [
    "blurred", "too dark or too bright", "product cut off", "not a photograph",
    "cannot tell where the product ends",
  ]
}

/// A line of text being typed.
package struct TextField: Hashable, Sendable {
  package private(set) var text = ""
  private let limit: Int
  /// Longer input is cut: a reason is a sentence, not a file.
  package static let limit = 200

  package init(_ text: String = "", limit: Int = Self.limit) {
    self.limit = limit
    insert(text)
  }

  /// Appends text; control characters are left out.
  package mutating func insert(_ more: String) {
    for scalar in more.unicodeScalars
    where scalar.properties.generalCategory != .control && text.unicodeScalars.count < limit {
      text.unicodeScalars.append(scalar)
    }
  }

  package mutating func deleteBackward() {
    if !text.isEmpty { text.removeLast() }
  }

  package mutating func clear() { text = "" }
}
