/// Why the store did not do what it was asked; each says what to do.
package enum StoreError: Error, Hashable, Sendable {
  /// There is no such workspace.
  case missing(path: String)
  /// `init` found something there.
  case exists(path: String)
  /// An archive is to be imported where something was done already; `table` holds it.
  case notEmpty(path: String, table: String)
  /// The file is not a workspace; `reason` says what it is.
  case notAWorkspace(path: String, reason: String)
  /// Made by a later version of the program.
  case newer(path: String, version: Int, known: Int)
  case readOnly(path: String)
  case unreadable(path: String)
  case diskFull(path: String)
  /// Another process kept the workspace locked for longer than the store waits.
  case locked(path: String)
  /// A file system on which locks do not hold, such as NFS.
  case unsafeFileSystem(path: String, kind: String)
  case damaged(path: String, reason: String)
  case unknownImage(Int)
  case unknownQuestion(Int)
  /// A text or a picture that is above a limit; `limit` is in words.
  case tooLong(what: String, limit: String)
  case badName(what: String, name: String, reason: String)
  case badPolicy(String)
  case unknownClass(Int)
  case unknownProposal(Int)
  /// Something that the workspace does not ask of boxes, or not so.
  case badAttribute(image: String, labeler: String, fault: String)
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
  /// A labeler asked what another labeler did.
  case blind(labeler: String)
  case other(path: String, reason: String)
}

extension StoreError: CustomStringConvertible {
  /// What happened, to what, and what to do.
  package var description: String {
    switch self {
    case .missing(let path):
      "\(path): there is no such workspace. Check the path, or make one with `tessera init`."
    case .exists(let path):
      "\(path): is there already. Choose another name, or move it away first."
    case .notEmpty(let path, let table):
      "\(path): something was done in it already (\(table)), and an archive is a whole workspace: give"
        + " the name of one that is yet to be made."
    case .notAWorkspace(let path, let reason):
      "\(path): not a Tessera workspace: \(reason). Check the path."
    case .newer(let path, let version, let known):
      "\(path): made by a later version of Tessera (its format is \(version), this program knows"
        + " \(known)). Update Tessera; the file was not touched."
    case .readOnly(let path):
      "\(path): may only be read. Make the file and its folder writable for you, or copy the"
        + " workspace to a place that is."
    case .unreadable(let path):
      "\(path): you may not read it. Ask who owns it for leave, or check the path."
    case .diskFull(let path):
      "\(path): the disk is full; nothing was changed. Free some space and try again."
    case .locked(let path):
      "\(path): another process kept it locked for too long. Try again; if it stays so, look for a"
        + " stopped program that has it open."
    case .unsafeFileSystem(let path, let kind):
      "\(path): lies on \(kind), where file locks cannot be relied upon. Put the workspace on a"
        + " local disk, or use a PostgreSQL workspace for people on several machines."
    case .damaged(let path, let reason):
      "\(path): is damaged: \(reason). Stop using it and go back to a backup; keep the damaged file"
        + " and what lies beside it."
    case .unknownImage(let id):
      "image \(id): not in this workspace. Take the number from a claim or a list of this workspace."
    case .unknownQuestion(let id):
      "question \(id): not in this workspace. Take the number from `tessera questions`."
    case .tooLong(let what, let limit):
      "the \(what.escapingControls) is too long: at most \(limit). Shorten it and try again."
    case .badName(let what, let name, let reason):
      "the \(what) '\(name.escapingControls)' cannot be used: \(reason)."
    case .badPolicy(let fault):
      "the policy cannot be used: \(fault)."
    case .unknownClass(let id):
      "class \(id): not in this workspace. Use one of its classes, or have the lead add it."
    case .unknownProposal(let id):
      "proposal \(id): not one of this image. Take proposals from a claim of it."
    case .badAttribute(let image, let labeler, let fault):
      "\(image.escapingControls): a box by \(labeler.escapingControls) has an attribute that cannot be"
        + " kept: \(fault.escapingControls). Correct it and submit again."
    case .badBox(let image, let labeler, let fault):
      "\(image.escapingControls): a box by \(labeler.escapingControls) cannot be a label: \(fault)."
        + " Correct it and submit again."
    case .noSeat(let image, let labeler):
      "\(image.escapingControls): no seat for \(labeler.escapingControls): it has, or will have, all"
        + " the answers that its policy asks for. Claim another image."
    case .submissionDiffers(let id):
      "submission \(id.escapingControls): was stored before with another content. Give each answer a"
        + " new id."
    case .wrongRevision(let image, let labeler, let wanted, let next):
      "\(image.escapingControls): revision \(wanted) by \(labeler.escapingControls) is not the next,"
        + " which is \(next). Submit it as \(next)."
    case .judgeAndParty(let image, let expert):
      "\(image.escapingControls): \(expert.escapingControls) labeled it, so may not decide it. Leave"
        + " it to another expert."
    case .notDisputed(let image, let state):
      "\(image.escapingControls): is \(state), not disputed, so there is nothing to decide. Take"
        + " another dispute."
    case .heldByAnother(let image):
      "\(image.escapingControls): another expert is deciding it. Take another dispute, or come back"
        + " when the lease has run out."
    case .blind(let labeler):
      "\(labeler.escapingControls): labelers work blind to each other, so may ask for their own"
        + " images only. Leave the other labeler out, or look as an expert."
    case .other(let path, let reason):
      "\(path): \(reason). Nothing of this change was stored; see to the cause and try again."
    }
  }
}

extension String {
  /// The text with control characters made visible (`\u{1B}`), so that a message about bad data
  /// cannot command the terminal that shows it.
  var escapingControls: String {
    var shown = ""
    for scalar in unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        shown += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }
}
