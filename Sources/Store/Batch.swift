package import Labels

/// Many facts that arrive together: all of them are stored, or none.
///
/// What is refused throws and leaves nothing behind; the rest can go on.
package protocol Batch {
  /// As `Workspace.submit`.
  @discardableResult
  func submit(_ submission: Submission) throws(StoreError) -> Receipt

  /// Takes boxes that a model proposes; all of a batch are one run of it.
  func propose(_ proposals: NewProposals, model: String) throws(StoreError)

  /// Takes the true boxes of an image, which labelers are measured by. They decide nothing: the image is
  /// labeled as any other. Of several the latest count.
  func setGold(_ boxes: [LabeledBox], of image: Int) throws(StoreError)
}
