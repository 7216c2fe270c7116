import Labels
import Store
import Testing

@Suite struct StoreErrorTests {
  static let errors: [StoreError] = [
    .missing(path: "a.tessera"), .exists(path: "a.tessera"),
    .notAWorkspace(path: "a.tessera", reason: "it is empty"),
    .newer(path: "a.tessera", version: 3, known: 1), .readOnly(path: "a.tessera"),
    .diskFull(path: "a.tessera"), .locked(path: "a.tessera"),
    .unsafeFileSystem(path: "a.tessera", kind: "nfs4"),
    .damaged(path: "a.tessera", reason: "bad page"), .unknownImage(7),
    .unknownQuestion(7), .tooLong(what: "answer", limit: "2000 characters"),
    .badName(what: "labeler", name: "", reason: "it is empty"), .badPolicy("too few"),
    .unknownClass(7), .badBox(image: "a.png", labeler: "ana", fault: "width is 0"),
    .noSeat(image: "a.png", labeler: "ana"), .submissionDiffers(id: "s"),
    .wrongRevision(image: "a.png", labeler: "ana", wanted: 2, next: 1),
    .judgeAndParty(image: "a.png", expert: "eve"),
    .blind(labeler: "ana"),
    .notDisputed(image: "a.png", state: "agreed"), .heldByAnother(image: "a.png"),
    .other(path: "a.tessera", reason: "SQLite said no"),
  ]

  @Test(arguments: errors) func `every error is a sentence about something`(_ error: StoreError) {
    #expect("\(error)".hasSuffix("."))
    #expect(!"\(error)".contains(".."))
    #expect("\(error)".count > 30)
  }

  @Test func `names in errors cannot steer a terminal`() {
    let error = StoreError.noSeat(image: "a\u{1B}[2J\u{202E}.png", labeler: "ana")
    #expect("\(error)".hasPrefix("a\\u{1B}[2J\\u{202E}.png: "))
  }
}
