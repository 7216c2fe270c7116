extension Dialog.Question {
  /// What is asked, and what yes and no mean.
  func words(_ model: Model) -> (text: String, yes: String, no: String) {
    switch self {
    case .goOn(let draft):
      (
        "You had begun with this image: \(counted(draft.history.changes, "stroke")), "
          + "\(counted(draft.history.boxes.count, "box", "boxes")), not submitted. "
          + "Go on with them?",
        "go on", "start over"
      )
    case .submitEmpty:
      ("There is no box. Submit that there is nothing to box in this image?", "submit", "no")
    case .quit where model.journalFault != nil:
      (
        "\(counted(model.strokes - model.strokesSaved, "stroke")) could not be saved: "
          + "\(model.journalFault ?? ""). Quit tries once more; then they may be lost. Quit?",
        "quit", "stay"
      )
    case .quit: ("What you drew is kept for next time. Quit?", "quit", "stay")
    case .dropOwn:
      ("You drew boxes of your own. Decide by the others all the same?", "decide", "no")
    }
  }
}
