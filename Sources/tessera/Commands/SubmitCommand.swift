import ArgumentParser
import Datasets
import FoundationEssentials
import Labels
import Store

struct SubmitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit",
    abstract: "Submit annotations from another program, by the same rules as a person.",
    discussion: """
      Example: tessera submit -w lips.tessera < ANNOTATIONS.jsonl

      A line of input (here on two), "revision" and "submission" (a UUID) as you like:
        {"image":"a.png","width":640,"height":480,"annotations":[{"labeler":"ana","boxes":
         [{"x":10,"y":20,"width":100,"height":50,"class":"lipstick"}]}]}

      Each annotation is claimed and submitted at once. One that is refused is reported as a line \
      of JSON, the others are taken, and the exit code is 65. The same annotation again is no \
      error. Without "revision" an annotation is a labeler's first for its image. When a tenth more \
      was answered than at the last refit (at least 50 answers), it ends with another one.
      """)

  @OptionGroup var workspace: WorkspaceOption

  func run() throws {
    let store = try workspace.open()
    let classes = try Failure.reporting { ClassTable(try store.charter().classes) }
    var input = InputBlocks()
    var tally = Tally()
    while let block = try input.next() {
      try block.forEachLine { bytes, number in
        try Self.take(bytes, number: number, classes: classes, store: store, tally: &tally)
        return true
      }
    }
    Console.note(
      "\(tally.accepted) accepted, \(tally.repeated) there already, \(tally.refused) refused")
    // Nobody draws here, so nobody waits.
    try Failure.reporting {
      if try store.refitIsDue() { _ = try store.refit(by: "submit", reopening: false) }
    }
    if tally.refused > 0 {
      throw Failure(.badData, "\(tally.refused) refused; each is a line of the output.")
    }
  }

  private struct Tally {
    var accepted = 0
    var repeated = 0
    var refused = 0
  }

  /// Submits all annotations of a line, and reports those that are refused.
  private static func take(
    _ bytes: UnsafeBufferPointer<UInt8>, number: Int, classes: ClassTable,
    store: some Workspace, tally: inout Tally
  ) throws {
    let line: AnnotationLine
    let image: ImageRecord
    do {
      guard let read = try AnnotationLine.read(bytes, number: number, classes: classes)
      else { return }
      line = read
      image = try find(line, in: store)
    } catch {
      try raise(error)
      tally.refused += 1
      return try report(number, nil, nil, error)
    }
    for each in line.submitted {
      do {
        let receipt = try submit(each, to: image, in: store)
        if receipt.repeated { tally.repeated += 1 } else { tally.accepted += 1 }
      } catch {
        try raise(error)
        tally.refused += 1
        try report(number, line.image, each.annotation.labeler, error)
      }
    }
  }

  /// Errors that are not about this annotation end the command: the rest would fail alike.
  private static func raise(_ error: any Error) throws {
    guard let error = error as? StoreError else { return }
    let code = Failure.code(of: error)
    if code != .badData, code != .usage, code != .notAllowed {
      throw Failure(code, "\(error)")
    }
  }

  private static func find(_ line: AnnotationLine, in store: some Workspace) throws -> ImageRecord {
    let found = try store.images(named: line.image, sha256: line.sha256)
    guard let image = found.first else {
      throw Failure(.badData, "\(line.image) is not in the workspace; add it first.")
    }
    guard found.count == 1 else {
      throw Failure(
        .badData, "\(found.count) images are called \(line.image); say which with \"sha256\".")
    }
    guard (line.width, line.height) == (image.width, image.height) else {
      throw Failure(
        .badData,
        "\(line.image) is \(image.width) x \(image.height) pixels, not "
          + "\(line.width) x \(line.height).")
    }
    return image
  }

  private static func submit(
    _ each: SubmittedAnnotation, to image: ImageRecord, in store: some Workspace
  ) throws -> Receipt {
    let labeler = each.annotation.labeler
    let submission = Submission(
      id: each.submission ?? UUID().uuidString, image: image.id, labeler: labeler,
      answer: each.annotation.answer, seconds: each.seconds, revision: each.revision ?? 1)
    let own = each.submission == nil ? try store.answer(by: labeler, to: image.id)?.annotation : nil
    guard let own, own.revision >= submission.revision ?? 1 else {
      return try store.submit(submission)
    }
    // A program that runs again without submission ids means the same annotations.
    guard own.answer == submission.answer, own.revision == submission.revision else {
      throw Failure(
        .badData,
        "\(labeler) answered \(image.name) already, at revision \(own.revision); "
          + "to change it, submit \"revision\":\(own.revision + 1).")
    }
    return Receipt(
      revision: own.revision, repeated: true,
      standing: Standing(state: .labeling, people: 0, wanted: 0, merged: nil))
  }

  private struct Refusal: Encodable {
    let line: Int
    let image, labeler: String?
    let error: String
  }

  private static func report(
    _ line: Int, _ image: String?, _ labeler: String?, _ error: any Error
  ) throws {
    let text = (error as? Failure)?.message ?? "\(error)"
    try Console.emit(
      encoded(Refusal(line: line, image: image, labeler: labeler, error: text)))
  }
}
