/// Why the store did not do what it was asked; each says what to do.
package enum StoreError: Error, Hashable, Sendable {
  /// There is no such workspace.
  case missing(path: String)
  /// `init` found something there.
  case exists(path: String)
  /// The file is not a workspace; `reason` says what it is.
  case notAWorkspace(path: String, reason: String)
  /// Made by a later version of the program.
  case newer(path: String, version: Int, known: Int)
  case readOnly(path: String)
  case diskFull(path: String)
  /// Another process kept the workspace locked for longer than the store waits.
  case locked(path: String)
  /// A file system on which locks do not hold, such as NFS.
  case unsafeFileSystem(path: String, kind: String)
  case damaged(path: String, reason: String)
  case unknownImage(Int)
  case badName(what: String, name: String, reason: String)
  case badPolicy(String)
  case unknownClass(Int)
  /// A box that cannot be a label of this image.
  case badBox(image: String, labeler: String, fault: String)
  /// The image has as many answers as its policy allows, or all its seats are taken.
  case noSeat(image: String, labeler: String)
  /// The same submission id with another answer.
  case submissionDiffers(id: String)
  case wrongRevision(image: String, labeler: String, wanted: Int, next: Int)
  /// The person labeled this image, so may not judge it.
  case judgeAndParty(image: String, expert: String)
  case notDisputed(image: String, state: String)
  /// Another expert holds the dispute.
  case heldByAnother(image: String)
  case other(path: String, reason: String)
}
