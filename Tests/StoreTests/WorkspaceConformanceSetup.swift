import Labels
import Store
import Testing

/// What every engine owes the lead who sets a workspace up.
@Suite struct WorkspaceConformanceSetup {
  @Test(arguments: Engine.all) func `a new workspace says what it was made with`(
    _ engine: Engine
  ) throws {
    let policy = Policy(minimum: 2, maximum: 4, escalation: .risk, leaseSeconds: 60)
    let bench = try engine.bench(
      Setup(classes: ["b", "a", "b"], policy: policy, guideline: "Tight."))
    let charter = try bench.workspace.charter()
    #expect(charter.name == "shop")
    #expect(charter.classes == [LabelClass(id: 1, name: "b"), LabelClass(id: 2, name: "a")])
    #expect(charter.policy == policy)
    #expect(charter.guideline == "Tight.")
    #expect(charter.images == 0)
    #expect(try bench.workspace.verify() == [])
  }

  @Test(arguments: Engine.all) func `the latest policy and guideline count`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench()
    try bench.workspace.setGuideline("Looser.", by: "lead")
    try bench.workspace.setPolicy(Policy(minimum: 1, maximum: 1), by: "lead")
    try bench.workspace.setPolicy(Policy(minimum: 2, maximum: 2), by: "lead")
    let charter = try bench.open().charter()
    #expect(charter.guideline == "Looser.")
    #expect(charter.policy.maximum == 2)
    #expect(try bench.workspace.verify() == [])
  }

  @Test(arguments: Engine.all) func `a policy that cannot be used is refused`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench()
    let error = failure { try bench.workspace.setPolicy(Policy(minimum: 0), by: "lead") }
    #expect(error == .badPolicy("the minimum is 0: ask at least 1 person an image"))
    #expect(try bench.workspace.charter().policy == Policy())
  }

  @Test(arguments: Engine.all) func `new classes get the next ids and known names are passed over`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench()
    let added = try bench.workspace.addClasses(["powder", " mascara ", "mascara"], by: "lead")
    #expect(added == [LabelClass(id: 3, name: "mascara")])
    #expect(try bench.workspace.charter().classes.map(\.name) == ["lipstick", "powder", "mascara"])
  }

  @Test(arguments: Engine.all) func `the same content twice is one image`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench()
    var copy = picture(1)
    copy.name = "copy.png"
    let additions = try bench.workspace.add([picture(1), picture(2), copy], by: "lead")
    guard case .added(let first) = additions[0], case .added = additions[1] else {
      Issue.record("not added: \(additions)")
      return
    }
    #expect(additions[2] == .known(first))
    #expect(try bench.workspace.add([copy], by: "lead") == [.known(first)])
    #expect(try bench.workspace.charter().images == 2)
  }

  @Test(arguments: Engine.all) func `of images with one that cannot be, none is added`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench()
    var flat = picture(2)
    flat.height = 0
    var loud = picture(2)
    loud.sha256 = String(repeating: "A", count: 64)
    for bad in [flat, loud] {
      guard case .badName = failure({ try bench.workspace.add([picture(1), bad], by: "lead") })
      else {
        Issue.record("accepted \(bad)")
        continue
      }
    }
    #expect(try bench.workspace.charter().images == 0)
  }

  @Test(arguments: Engine.all) func `one person is one name however it is typed`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(images: 1))
    try bench.submit("  Ren\u{E9} ", 1, boxes(at: 0))
    // The same letter, typed as an e and an accent.
    try bench.submit("Rene\u{301}", 1, boxes(at: 2))
    try bench.submit("rene\u{301}", 1, boxes(at: 2))
    let dossier = try #require(try bench.dossier(1))
    #expect(dossier.annotations.map(\.labeler) == ["Ren\u{E9}", "ren\u{E9}"])
    #expect(dossier.annotations.map(\.revision) == [2, 1])
  }

  static let badNames = [
    "", "   ", String(repeating: "x", count: 65), "a\u{1B}[2J", "a\nb", "a\u{202E}b", "a\u{0}b",
  ]

  @Test(arguments: Engine.all, badNames) func `a name that cannot be used is refused everywhere`(
    _ engine: Engine, name: String
  ) throws {
    let bench = try engine.bench(Setup(images: 1))
    let workspace = bench.workspace
    let errors = [
      failure { try workspace.claim(for: name, preferring: nil) },
      failure { try bench.submit(name, 1, boxes(at: 0)) },
      failure { try workspace.addClasses([name], by: "lead") },
      failure { try workspace.setGuideline("", by: name) },
      failure { try workspace.add([picture(2)], by: name) },
      failure { try workspace.claimDispute(for: name, image: nil) },
      failure { try workspace.answered(by: name) },
      failure { try workspace.answer(by: name, to: 1) },
    ]
    for error in errors {
      guard case .badName = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
  }

  @Test(arguments: Engine.all) func `text that the engine would cut is refused`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(images: 1))
    for error in [
      failure { try bench.submit("ana", 1, .skip(reason: "dark\u{0}hidden")) },
      failure { try bench.workspace.setGuideline("a\u{0}b", by: "lead") },
    ] {
      guard case .badName = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
  }
}

/// Finding images by what people call them.
@Suite struct WorkspaceConformanceNames {
  @Test(arguments: Engine.all) func `images are found by name, and told apart by content`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench()
    let digests = ["a", "b"].map { String(repeating: $0, count: 64) }
    let images = digests.map {
      NewImage(sha256: $0, name: "same.png", path: "/x/\($0).png", width: 10, height: 10)
    }
    _ = try bench.workspace.add(images, by: "lead")
    #expect(try bench.workspace.images(named: "same.png", sha256: nil).map(\.sha256) == digests)
    let one = try bench.workspace.images(named: "same.png", sha256: digests[1])
    #expect(one.map(\.sha256) == [digests[1]])
    #expect(try bench.workspace.images(named: "other.png", sha256: digests[1]).isEmpty)
  }
}
