package import Consensus
package import Labels

/// One labeling project: images, classes, policy, guideline, and all that was said of them.
///
/// Every engine stands behind this protocol and passes the same conformance tests. Calls block
/// until what they changed survives a power cut, and may be made from any thread. Facts
/// (annotations, resolutions) are never updated or deleted; an image's `Standing` is derived from
/// them in the same transaction. No call that serves a labeler returns another labeler's boxes.
package protocol Workspace: Sendable {
  /// Name, classes, attributes, policy and guideline as they are now.
  func charter() throws(StoreError) -> Charter

  /// Takes a new policy and derives every image's standing anew, some at a time: others go on
  /// meanwhile. Where it ends half-way, `refit` or the next policy goes on.
  func setPolicy(_ policy: Policy, by person: String) throws(StoreError)

  /// Takes a new version of the guideline, and the pictures that it names; returns its number, from 1.
  @discardableResult
  func setGuideline(
    _ text: String, pictures: [GuidelinePicture], by person: String
  ) throws(StoreError) -> Int

  /// A version of the guideline, the latest one by default; nil when there is no such version.
  func guideline(version: Int?) throws(StoreError) -> GuidelineVersion?

  /// All versions, the oldest first.
  func guidelineVersions() throws(StoreError) -> [GuidelineVersion]

  /// The bytes of a picture that some version of the guideline names.
  func guidelinePicture(sha256: String) throws(StoreError) -> [UInt8]?

  /// The latest version, which this person has read from now on, and the one that they had read last
  /// before; nil where they had read none.
  func readGuideline(
    by person: String
  ) throws(StoreError) -> (now: GuidelineVersion, before: GuidelineVersion?)

  /// Adds classes, their ids following the highest that ever was; returns those added. Names that
  /// are there already are passed over.
  @discardableResult
  func addClasses(_ names: [String], by person: String) throws(StoreError) -> [LabelClass]

  /// Adds attributes of boxes, their ids following the highest that ever was; returns those added.
  /// The ids given are passed over, and so are attributes that are there already as they are given.
  ///
  /// Throws `badName` for one that is there with another meaning.
  @discardableResult
  func addAttributes(
    _ attributes: [Attribute], by person: String
  ) throws(StoreError) -> [Attribute]

  /// Adds images, all or none. The same content twice is one image. The answers are in the order
  /// of the images given.
  func add(_ images: [NewImage], by person: String) throws(StoreError) -> [Addition]

  /// The images of that name; with a digest, those of that name and content.
  func images(named name: String, sha256: String?) throws(StoreError) -> [ImageRecord]

  /// The image of that content; nil where there is none.
  func image(sha256: String) throws(StoreError) -> ImageRecord?

  /// Calls `body` with each image, in the order in which they were added, from one consistent snapshot.
  /// `body` may not call the workspace.
  func forEachImage(_ body: (ImageRecord) throws -> Void) throws(StoreError)

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
  /// answer by a labeler who already answered is a new revision. What became of proposals is kept with
  /// it; sent again, it is passed over.
  func submit(_ submission: Submission) throws(StoreError) -> Receipt

  /// Runs `body` in one transaction: what it gives the batch is stored when it returns, and nothing of
  /// it when it throws, which comes back. Other writers wait meanwhile.
  func batch(by person: String, _ body: (any Batch) throws -> Void) throws

  /// The images that this labeler answered, in the order of their first answers.
  func answered(by labeler: String) throws(StoreError) -> [Int]

  /// The labeler's own answer for an image, its latest revision; nil when there is none.
  func answer(by labeler: String, to image: Int) throws(StoreError) -> OwnAnswer?

  /// Takes boxes that a model proposes: one run of it, all or none. On the images that it has, it
  /// takes the place of the model's earlier runs.
  func propose(
    _ proposals: [NewProposals], model: String, by person: String
  ) throws(StoreError)

  /// What became of each proposal, in each labeler's latest answer, in the order of the answers.
  func proposalRecords() throws(StoreError) -> [ProposalRecord]

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

  /// Takes a question, about an image or about a rule; returns its number. The same id again is the
  /// same question.
  @discardableResult
  func ask(
    _ text: String, about image: Int?, by person: String, id: String
  ) throws(StoreError) -> Int

  /// Answered questions that have words of this text, the best match first; the last word may be one that
  /// is still being typed. The text is somebody's words and never a query language. Returned for
  /// anybody to read: without names and images.
  func answered(matching text: String, limit: Int) throws(StoreError) -> [Question]

  /// Questions without an answer, the oldest first, for experts: without names.
  func openQuestions() throws(StoreError) -> [Question]

  /// This person's own questions, the newest first; all answers are read from now on.
  func readAnswers(by person: String) throws(StoreError) -> [Question]

  /// All questions, the oldest first, with names: for the lead.
  func questions() throws(StoreError) -> [QuestionRecord]

  /// Takes an expert's answer, and makes it part of the guideline if wanted; returns the guideline's new
  /// version then. The same id again is the same answer.
  @discardableResult
  func reply(
    to question: Int, _ text: String, intoGuideline: Bool, by expert: String, id: String
  ) throws(StoreError) -> Int?

  /// What waits to be read by this person.
  func news(for person: String) throws(StoreError) -> News

  /// Estimates all labelers from all that was answered, and derives every standing anew with what
  /// they are known for, some at a time. Nil while somebody else does so.
  ///
  /// What is agreed stays agreed, with better boxes, and a dispute on an expert's desk stays there,
  /// unless it is to be `reopening`. The same facts give the same skills, which are then kept.
  func refit(by person: String, reopening: Bool) throws(StoreError) -> Refit?

  /// Whether enough was answered since the last refit to have another, or one was interrupted: a
  /// matter of microseconds.
  func refitIsDue() throws(StoreError) -> Bool

  /// The skills in force, and their version; 0 before the first refit.
  func skills() throws(StoreError) -> (version: Int, skills: Skills)

  /// What to give with an export; asked before the images are read.
  func bookmark() throws(StoreError) -> Int

  /// Writes down that an export was made.
  func record(_ export: ExportFact, by person: String) throws(StoreError)

  /// The workspace's history, and each image that changed since the last export.
  func changes() throws(StoreError) -> Changes

  /// Counts for the lead.
  func status() throws(StoreError) -> Status

  /// The labelers of each image, in the order of their first answers; only for images with any.
  func arrivals() throws(StoreError) -> [Int: [String]]

  /// One image with everything that was said of it, and the rules that its standing follows from.
  func dossier(of image: Int) throws(StoreError) -> (dossier: Dossier, basis: StandingBasis)

  /// Calls `body` with each image's dossier, in the order in which the images were added, from one
  /// consistent snapshot.
  func forEachDossier(_ body: (Dossier) throws -> Void) throws

  /// Checks every promise that the store makes; each broken one in a sentence.
  func verify() throws(StoreError) -> [String]
}

extension Workspace {
  /// Takes a new version of the guideline, without pictures.
  @discardableResult
  package func setGuideline(_ text: String, by person: String) throws(StoreError) -> Int {
    try setGuideline(text, pictures: [], by: person)
  }
}
