import Labels
import Testing

@testable import Consensus

@Suite struct `Fitting skills to a workspace` {
  typealias Person = Workspace.Person

  private static let people = [
    Person(name: "ana", spread: 0.01), Person(name: "bo", spread: 0.02),
    Person(name: "cy", spread: 0.03), Person(name: "dee", spread: 0.08),
    Person(name: "eli", spread: 0.03, bias: Edges(-0.06, -0.06, 0.06, 0.06)),
  ]

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `known labelers are merged nearer to the truth`(seed: UInt64) {
    let workspace = Workspace(seed: seed, count: 150, people: Self.people, each: 3)
    let skills = fit(workspace.images)
    #expect(workspace.error(skills) < 0.9 * workspace.error(Skills()), "seed \(seed)")
  }

  @Test func `precision and bias are found`() throws {
    let skills = fit(Workspace(seed: 4, count: 300, people: Self.people, each: 3).images)
    let spreads = try ["ana", "bo", "cy", "dee"].map {
      try #require(skills.labelers[$0]).variance.total
    }
    #expect(spreads == spreads.sorted())
    let bias = try #require(skills.labelers["eli"]).bias
    #expect(bias[0] < -0.03 && bias[1] < -0.03 && bias[2] > 0.03 && bias[3] > 0.03)
  }

  @Test func `the order of images, annotations, boxes and the names do not matter`() {
    var random = Seeded(11)
    let workspace = Workspace(seed: 5, count: 60, people: Self.people, each: 4, gold: 2)
    let skills = fit(workspace.images)
    let shuffled = workspace.images.shuffled(using: &random).map { image in
      var image = image
      image.annotations = image.annotations.shuffled(using: &random).map {
        Annotation(
          labeler: String($0.labeler.reversed()) + "!",
          answer: .boxes($0.answer.boxes.shuffled(using: &random)))
      }
      image.truth?.shuffle(using: &random)
      return image
    }
    var other = fit(shuffled)
    other.labelers = Dictionary(
      uniqueKeysWithValues: other.labelers.map { (String($0.key.dropLast().reversed()), $0.value) })
    #expect(other == skills)
  }

  @Test(arguments: [1, 2, 3, 7, 100])
  func `any number of cores gives the same skills`(cores: Int) async {
    let images = Workspace(seed: 6, count: 40, people: Self.people, each: 3, gold: 2).images
    #expect(await fit(images, cores: cores) == fit(images))
  }

  @Test func `tallies of parts add up to that of the whole`() {
    let images = Workspace(seed: 7, count: 30, people: Self.people, each: 3).images
    var whole = Tally()
    for image in images { whole.add(image) }
    var parts = (Tally(), Tally())
    for image in images.prefix(11) { parts.0.add(image) }
    for image in images.dropFirst(11) { parts.1.add(image) }
    parts.1.add(parts.0)
    #expect(parts.1.estimate() == whole.estimate())
  }

  @Test func `ten images change a newcomer's skill little`() throws {
    let few = fit(
      Workspace(
        seed: 8, count: 10,
        people: [
          Person(name: "a", spread: 0.03), Person(name: "b", spread: 0.03),
          Person(name: "c", spread: 0.03),
        ], each: 3
      ).images)
    for labeler in few.labelers.values {
      #expect(labeler.variance.max() < 3 && labeler.variance.min() > 0.3)
      #expect(labeler.misses < 0.3)
    }
  }

  @Test func `nothing at all leaves everybody unknown`() {
    #expect(fit([]).labelers.isEmpty)
    let empty = AnnotatedImage(annotations: annotations([[], [], []]), width: 10, height: 10)
    #expect(fit([empty]).labelers.count == 3)
  }

  @Test func `labelers who never meet are fitted`() {
    let apart = (0..<20).map { number in
      AnnotatedImage(
        annotations: [
          Annotation(labeler: "p\(number)", answer: .boxes([label(10, 10, 50, 50)]))
        ], width: 100, height: 100)
    }
    let skills = fit(apart)
    #expect(skills.labelers.values.allSatisfy { $0.variance == Edges(repeating: 1) })
  }

  @Test func `who invents boxes loses their vote`() throws {
    let people = Self.people.prefix(4) + [Person(name: "spam", spread: 0, kind: .random)]
    let skills = fit(Workspace(seed: 9, count: 120, people: Array(people), each: 3).images)
    let spammer = try #require(skills.labelers["spam"])
    #expect(spammer.misses > 0.6)
    #expect(skills.labelers.filter { $0.key != "spam" }.allSatisfy { $0.value.misses < 0.3 })
  }

  @Test func `who copies is found, and adds no vote`() throws {
    let people =
      (0..<8).map { Person(name: "p\($0)", spread: 0.03) }
      + [Person(name: "copy", spread: 0, kind: .copying)]
    let workspace = Workspace(seed: 10, count: 120, people: people, each: 4)
    let skills = fit(workspace.images)
    #expect(skills.labelers.filter(\.value.copies).map(\.key) == ["copy"])
    let box = label(100, 100, 200, 100)
    let merged = merge(
      [
        Annotation(labeler: "p1", answer: .boxes([box])),
        Annotation(labeler: "copy", answer: .boxes([box])),
        Annotation(labeler: "p2", answer: .boxes([label(104, 100, 200, 100)])),
      ], imageWidth: 1280, imageHeight: 960, policy: Policy(), skills: skills)
    #expect(merged.boxes.map(\.votes) == [2])
  }

  @Test func `experts' answers say what all labelers have in common`() throws {
    let loose = (0..<5).map {
      Person(name: "p\($0)", spread: 0.02, bias: Edges(-0.05, -0.05, 0.05, 0.05))
    }
    let workspace = Workspace(seed: 12, count: 200, people: loose, each: 3, gold: 5)
    var unanchored = workspace.images
    for index in unanchored.indices { unanchored[index].truth = nil }
    let skills = fit(workspace.images)
    #expect(workspace.error(skills) < 0.6 * workspace.error(fit(unanchored)))
    #expect(skills.calibration.experts == 40)
    #expect(skills.calibration.overlap == Calibration.shipped.overlap)
  }

  @Test func `frozen skills are near those of a full estimate`() {
    let workspace = Workspace(seed: 13, count: 200, people: Self.people, each: 3)
    let all = fit(workspace.images)
    let half = fit(Array(workspace.images.prefix(100)))
    #expect(abs(workspace.error(all) - workspace.error(half)) < 0.02)
  }

  @Test func `a scaled workspace has the same skills`() {
    let workspace = Workspace(seed: 14, count: 40, people: Self.people, each: 3)
    let scaled = workspace.images.map { image in
      var image = image
      image.width *= 2
      image.height *= 2
      image.annotations = image.annotations.map { annotation in
        var annotation = annotation
        annotation.answer = .boxes(
          annotation.answer.boxes.map {
            LabeledBox(box: Box(Edges($0.box) * 2), classID: $0.classID)
          })
        return annotation
      }
      return image
    }
    let (one, other) = (fit(workspace.images), fit(scaled))
    for (name, labeler) in one.labelers {
      let difference =
        (labeler.variance - (other.labelers[name]?.variance ?? .zero)) / labeler.variance
      #expect((difference * difference).total < 1e-6)
    }
  }
}

@Suite struct `Agreement statistics` {
  @Test func `identical answers agree wholly, and strangers' as by chance`() {
    let images = (0..<6).map { number in
      AnnotatedImage(
        annotations: annotations(
          Array(repeating: [label(100 * Double(number), 10, 50, 50)], count: 3)),
        width: 1000, height: 100)
    }
    let report = agreement(of: images)
    #expect(report.all.meanIoU == 1 && report.all.f1At75 == 1 && report.all.alpha == 1)
    #expect(report.images.count == 6 && report.classes[1] == report.all)
    let apart = AnnotatedImage(
      annotations: annotations([[label(0, 0, 9, 9)], [label(50, 0, 9, 9)], []]), width: 100,
      height: 100)
    let strangers = agreement(of: [apart, apart]).all
    #expect(strangers.f1At50 == 0 && strangers.meanIoU == nil)
    #expect(agreement(of: []).all == Agreement())
  }

  @Test func `a labeler's habit is told in pixels, with its side`() throws {
    let people = [
      Workspace.Person(name: "ana", spread: 0.01), Workspace.Person(name: "bo", spread: 0.01),
      Workspace.Person(name: "cy", spread: 0.01),
      Workspace.Person(name: "eli", spread: 0.01, bias: Edges(-0.05, 0, 0, 0)),
    ]
    let images = Workspace(seed: 21, count: 150, people: people, each: 4).images
    let found = habits(of: images, skills: fit(images))
    let eli = try #require(found["eli"])
    #expect(eli.filter(\.isTelling).map(\.side).contains(.left))
    #expect(eli[0].low > 2 && eli[0].high > eli[0].pixels && eli[0].low < eli[0].pixels)
    #expect(try #require(words(for: eli)).contains("px loose on the left"))
    #expect(habits(of: images.reversed(), skills: fit(images)) == found)
  }
}
