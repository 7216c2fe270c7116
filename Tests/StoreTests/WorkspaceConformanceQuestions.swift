import Foundation
import Labels
import Testing

@testable import Store

/// What every engine does with questions, answers and versions of the guideline.
@Suite struct WorkspaceConformanceQuestions {
  private func ask(
    _ bench: Bench, _ text: String, about image: Int? = nil, by person: String = "ana"
  ) throws -> Int {
    try bench.workspace.ask(text, about: image, by: person, id: UUID().uuidString)
  }

  @discardableResult
  private func reply(
    _ bench: Bench, _ question: Int, _ text: String, intoGuideline: Bool = false
  ) throws -> Int? {
    try bench.workspace.reply(
      to: question, text, intoGuideline: intoGuideline, by: "eva", id: UUID().uuidString)
  }

  // MARK: Asking and answering

  @Test(arguments: Engine.all) func `a question waits until it is answered, and its asker is told`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(images: 1))
    let workspace = bench.workspace
    let question = try ask(bench, "Does the metal count?", about: 1)
    #expect(try workspace.news(for: "eva").openQuestions == 1)
    let open = try #require(try workspace.openQuestions().first)
    #expect(open.text == "Does the metal count?" && open.image?.name == "1.png")
    #expect(try workspace.status().openQuestions == 1)

    try reply(bench, question, "No: the bullet alone.")
    #expect(try workspace.openQuestions().isEmpty)
    #expect(try workspace.news(for: "ana").answers == 1)
    #expect(try workspace.news(for: "bo").answers == 0)
    let own = try workspace.readAnswers(by: "ana")
    #expect(own.map(\.answers) == [["No: the bullet alone."]] && own[0].isNews)
    #expect(try workspace.news(for: "ana").answers == 0)
    #expect(try workspace.readAnswers(by: "ana").map(\.isNews) == [false])
    #expect(try workspace.readAnswers(by: "bo").isEmpty)
    #expect(try workspace.status().questions == 1)
    #expect(try workspace.verify() == [])
  }

  @Test(arguments: Engine.all) func `the same question sent twice is one question`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(images: 1))
    let workspace = bench.workspace
    let first = try workspace.ask("Why?", about: 1, by: "ana", id: "q")
    #expect(try workspace.ask("Why?", about: 1, by: "ana", id: "q") == first)
    for (text, image, person) in [("How?", 1, "ana"), ("Why?", nil, "ana"), ("Why?", 1, "bo")] {
      #expect(
        failure { try workspace.ask(text, about: image, by: person, id: "q") }
          == .submissionDiffers(id: "q"))
    }
    let version = try workspace.reply(
      to: first, "So.", intoGuideline: true, by: "eva", id: "a")
    #expect(
      try workspace.reply(to: first, "So.", intoGuideline: true, by: "eva", id: "a") == version)
    #expect(
      failure { try workspace.reply(to: first, "So.", intoGuideline: false, by: "eva", id: "a") }
        == .submissionDiffers(id: "a"))
    #expect(try workspace.questions().map(\.answers.count) == [1])
    #expect(try workspace.guidelineVersions().count == 2)
  }

  @Test(arguments: Engine.all) func `what cannot be a question is refused`(_ engine: Engine) throws
  {
    let bench = try engine.bench(Setup(images: 1))
    #expect(failure { try ask(bench, "Why?", about: 9) } == .unknownImage(9))
    #expect(failure { try reply(bench, 9, "So.") } == .unknownQuestion(9))
    for text in ["", " \n", "a\u{0}b", String(repeating: "a", count: 2_001)] {
      #expect(failure { try ask(bench, text) } != nil)
    }
    #expect(try bench.workspace.questions().isEmpty)
  }

  @Test(arguments: Engine.all) func `nothing that a labeler is shown bears a name`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(images: 1))
    try reply(bench, try ask(bench, "Is metal boxed?", about: 1, by: "the-asker"), "No.")
    let found = try bench.workspace.answered(matching: "metal", limit: 5)
    #expect(found == [Question(id: 1, text: "Is metal boxed?", answers: ["No."])])
    // The lead sees who.
    let record = try #require(try bench.workspace.questions().first)
    #expect(record.asker == "the-asker" && record.answers.map(\.expert) == ["eva"])
  }

  // MARK: Searching

  static let searches: [(text: String, found: [Int])] = [
    ("metal", [1]), ("METAL", [1]), ("met", [1]), ("the ring of metal?", [1]),
    ("reflections", [2]), ("reflect", [2]), ("mirror", [2]),
    ("café", [3]), ("cafe", [3]), ("CAFÉ", [3]), ("口红", [4]), ("口", [4]),
    ("помада", [5]), ("помад", [5]),
    ("nowhere", []), ("", []), ("?!", []), ("\"", []), ("*", []), ("\u{1F484}", []),
  ]

  @Test(arguments: Engine.all, searches)
  func `earlier questions are found by their words and their answers`(
    _ engine: Engine, _ search: (text: String, found: [Int])
  ) throws {
    let bench = try engine.bench()
    for (text, answer) in [
      ("Does the metal ring count?", "No."),
      ("What of a reflection?", "Leave what a mirror shows."),
      ("Brown as café au lait?", "Yes."), ("口红怎么办？", "是"), ("Где помада?", "Там."),
    ] {
      try reply(bench, try ask(bench, text), answer)
    }
    _ = try ask(bench, "metal, reflection, café, nobody answered")
    let found = try bench.workspace.answered(matching: search.text, limit: 5)
    #expect(found.map(\.id) == search.found, "\(search.text)")
  }

  static let hostile = [
    "\"", "\"\"", "'", "metal\"", "\"metal", "metal NEAR ring", "NEAR(metal ring)", "NEAR/2",
    "metal AND", "AND OR NOT", "NOT metal", "-metal", "^metal", "question:metal", "{question}:x",
    "metal*", "*metal", "(metal", "metal)", "metal + ring", "; DROP TABLE question; --",
    "\u{202E}metal", "metal\u{301}", "\u{1B}[2J metal", "metal\nring", "%_\\", "²³", "a'b\"c",
    String(repeating: "metal ", count: 5_000), String(repeating: "\"", count: 9_999),
  ]

  @Test(arguments: Engine.all, hostile)
  func `no typed text is a query, and none fails`(_ engine: Engine, _ text: String) throws {
    let bench = try engine.bench()
    try reply(bench, try ask(bench, "Does the metal ring count?"), "No.")
    let found = try bench.workspace.answered(matching: text, limit: 5)
    let names = text.contains("metal") && !text.contains("\u{301}")
    if names { #expect(found.map(\.id) == [1], "\(text.prefix(40))") }
  }

  @Test(arguments: Engine.all) func `the best match comes first, each question once`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench()
    for index in 1...12 { try reply(bench, try ask(bench, "Other matter \(index)?"), "Yes.") }
    let weak = try ask(bench, "Cap and tube and box and shadow and metal?")
    try reply(bench, weak, "No.")
    let strong = try ask(bench, "Metal ring?")
    try reply(bench, strong, "No metal ring.")
    try reply(bench, strong, "Never a metal ring.")
    let found = try bench.workspace.answered(matching: "metal ring", limit: 5)
    #expect(found.map(\.id) == [strong, weak])
    #expect(found.first?.answers == ["No metal ring.", "Never a metal ring."])
    #expect(try bench.workspace.answered(matching: "matter", limit: 3).count == 3)
  }

  // MARK: The guideline

  @Test(arguments: Engine.all) func `an answer becomes the end of the guideline`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(guideline: "Draw tightly."))
    let picture = GuidelinePicture(
      path: "a.png", sha256: String(repeating: "a", count: 64), bytes: [1, 2, 0, 3])
    let second = try bench.workspace.setGuideline(
      "Draw *tightly*. ![good](a.png)", pictures: [picture], by: "lead")
    let version = try reply(bench, try ask(bench, "Metal?"), "No.", intoGuideline: true)
    #expect(version == second + 1)
    let now = try #require(try bench.workspace.guideline(version: nil))
    #expect(now.text.hasPrefix("Draw *tightly*.") && now.text.contains("**Metal?**\n\nNo.\n"))
    #expect(now.person == "eva")
    // The pictures are in force still.
    #expect(now.pictures == ["a.png": picture.sha256])
    #expect(try bench.workspace.guidelinePicture(sha256: picture.sha256) == [1, 2, 0, 3])
    #expect(try bench.workspace.guidelinePicture(sha256: "b") == nil)
    #expect(try bench.workspace.charter().guideline == now.text)
    #expect(try bench.workspace.guidelineVersions().map(\.version) == [1, 2, 3])
    #expect(try bench.workspace.guideline(version: 1)?.text == "Draw tightly.")
    #expect(try bench.workspace.guideline(version: 9) == nil)
    #expect(try bench.workspace.verify() == [])
  }

  @Test(arguments: Engine.all) func `a guideline grows to its limit and not beyond`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(guideline: String(repeating: "x", count: 65_500)))
    let question = try ask(bench, "Metal?")
    let error = failure { try reply(bench, question, "No.", intoGuideline: true) }
    guard case .tooLong? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try bench.workspace.openQuestions().count == 1)
    #expect(try bench.workspace.guidelineVersions().count == 1)
  }

  @Test(arguments: Engine.all) func `everybody is told of a new version until they read it`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(guideline: "One."))
    let workspace = bench.workspace
    // Who never read any is a newcomer, to whom nothing changed.
    #expect(try !workspace.news(for: "ana").guidelineChanged)
    #expect(try workspace.readGuideline(by: "ana").before == nil)
    try workspace.setGuideline("Two.", by: "lead")
    #expect(try workspace.news(for: "ana").guidelineChanged)
    #expect(try !workspace.news(for: "bo").guidelineChanged)
    let (now, before) = try workspace.readGuideline(by: "ana")
    #expect(now.text == "Two." && before?.text == "One.")
    #expect(try !workspace.news(for: "ana").guidelineChanged)
    #expect(try workspace.readGuideline(by: "ana").before?.text == "Two.")
    #expect(try workspace.verify() == [])
  }

  @Test(arguments: Engine.all) func `pictures above the limits are refused`(_ engine: Engine) throws
  {
    let bench = try engine.bench()
    let digest = String(repeating: "a", count: 64)
    let large = GuidelinePicture(
      path: "a", sha256: digest, bytes: Array(repeating: 0, count: (2 << 20) + 1))
    let many = (0...32).map { GuidelinePicture(path: "\($0)", sha256: digest, bytes: [1]) }
    for pictures in [[large], many] {
      #expect(
        failure { try bench.workspace.setGuideline("x", pictures: pictures, by: "lead") } != nil)
    }
    #expect(try bench.workspace.guidelineVersions().count == 1)
  }
}
