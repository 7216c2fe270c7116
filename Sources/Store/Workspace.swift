package import Labels

/// One labeling project: images, classes, policy, guideline, and all that was said of them.
///
/// Every engine stands behind this protocol and passes the same conformance tests. Calls block
/// until what they changed survives a power cut, and may be made from any thread. Facts
/// (annotations, resolutions) are never updated or deleted; an image's `Standing` is derived from
/// them in the same transaction. No call that serves a labeler returns another labeler's boxes.
package protocol Workspace: Sendable {
  /// Name, classes, policy and guideline as they are now.
  func charter() throws(StoreError) -> Charter

  /// Takes a new policy and derives every image's standing anew.
  func setPolicy(_ policy: Policy, by person: String) throws(StoreError)

  func setGuideline(_ text: String, by person: String) throws(StoreError)

  /// Adds classes, their ids following the highest that ever was; returns those added. Names that
  /// are there already are passed over.
  @discardableResult
  func addClasses(_ names: [String], by person: String) throws(StoreError) -> [LabelClass]

  /// Adds images, all or none. The same content twice is one image. The answers are in the order
  /// of the images given.
  func add(_ images: [NewImage], by person: String) throws(StoreError) -> [Addition]

  /// The images of that name; with a digest, those of that name and content.
  func images(named name: String, sha256: String?) throws(StoreError) -> [ImageRecord]

  /// A lease on the image that this labeler should label next, or nil when there is none.
  ///
  /// `preferred` is tried first (an image with an unfinished draft); then an image that the labeler
  /// already holds; then the image whose consensus is nearest to done, never one that the labeler
  /// already answered.
  func claim(for labeler: String, preferring preferred: Int?) throws(StoreError) -> Claim?

  /// The image that `claim` would give this labeler, were the given one answered; nothing is leased.
  /// Whatever others do meanwhile may make it another one.
  func upcoming(for labeler: String, after image: Int?) throws(StoreError) -> ImageRecord?

  /// Lengthens a labeler's lease on an image, or an expert's on a dispute. False when it ran out and
  /// went to somebody else.
  func renew(image: Int, for person: String, epoch: Int) throws(StoreError) -> Bool

  /// Gives a lease back, so that somebody else may have the image or the dispute at once.
  func release(image: Int, for person: String, epoch: Int) throws(StoreError)

  /// Takes an answer. The same submission id again is the same submission, acknowledged again.
  ///
  /// A first answer needs a seat: the labeler's own lease, live or run out, or a free seat. An
  /// answer by a labeler who already answered is a new revision.
  func submit(_ submission: Submission) throws(StoreError) -> Receipt

  /// The images that this labeler answered, in the order of their first answers.
  func answered(by labeler: String) throws(StoreError) -> [Int]

  /// The labeler's own answer for an image, its latest revision; nil when there is none.
  func answer(by labeler: String, to image: Int) throws(StoreError) -> OwnAnswer?

  /// Disputes that this expert may decide, worst first: those on which they did not label.
  func disputes(for expert: String) throws(StoreError) -> [ImageRecord]

  /// Leases a dispute to this expert: the given one, or the worst that nobody holds.
  func claimDispute(for expert: String, image: Int?) throws(StoreError) -> Dispute?

  /// Takes an expert's answer. The same submission id again is acknowledged again.
  func resolve(_ decision: Decision) throws(StoreError) -> Standing

  /// The images that pass a filter, in its order, by what the viewer may know of them; with a limit,
  /// the first ones. The ids alone are little, so that a million images are one answer, and stay in
  /// their places while others work.
  ///
  /// Throws `blind` when a labeler asks for another labeler's images.
  func listing(
    _ filter: ImageFilter, for viewer: Viewer, limit: Int?
  ) throws(StoreError) -> ImageListing

  /// The cards of some images, in the order given, as the viewer may know them.
  func cards(of images: [Int], for viewer: Viewer) throws(StoreError) -> [ImageCard]

  /// Counts for the lead.
  func status() throws(StoreError) -> Status

  /// Calls `body` with each image's dossier, in the order in which the images were added, from one
  /// consistent snapshot.
  func forEachDossier(_ body: (Dossier) throws -> Void) throws

  /// Checks every promise that the store makes; each broken one in a sentence.
  func verify() throws(StoreError) -> [String]
}
