import Consensus
import Datasets
import Dispatch
import Synchronization

/// Standard input to a file of skills: what annotations say of their labelers, the same bytes
/// whatever the order of lines and on any number of threads.
///
/// The estimate looks at all images ten times, and input may be a pipe: so they are held in memory,
/// 40 bytes a box, 16 an answer, 24 an image, and every name once.
struct FitFilter {
  var file: WholeFile
  /// Threads that read, and that count.
  var jobs: Int
  /// Where bad lines go; without it the first one is the end, and there is no file.
  var reject: RejectFile?

  func run() throws -> FitCounts {
    let (goesOn, labelers, classes) = (reject != nil, NameNumbers(), NameNumbers())
    var blocks: [HeldBlock] = []
    var counts = FitCounts()
    try LineFilter.run(jobs: jobs) { block in
      HeldBlock(block, labelers: labelers, classes: classes, goesOn: goesOn)
    } take: { block in
      try block.bad.settle(in: reject)
      counts += block.counts
      blocks.append(block)
    }
    try reject?.close()
    let names = labelers.names
    counts.labelers = names.count
    let crowd = estimate(blocks, labelers: names, classes: classes.names)
    try Failure.reporting { try file.write(SkillsFile(crowd).text) }
    return counts
  }

  private func estimate(
    _ blocks: [HeldBlock], labelers: [String], classes: [String]
  ) -> KnownCrowd {
    let table = ClassTable(names: Set(classes), isOpen: true)
    let ids = classes.map { table.id(of: $0) ?? 0 }
    let skills = fit { known in
      let whole = Mutex(Tally(known))
      DispatchQueue.concurrentPerform(iterations: jobs) { [jobs] job in
        var part = Tally(known)
        for place in stride(from: job, to: blocks.count, by: jobs) {
          blocks[place].forEachImage(labelers: labelers, classIDs: ids) { part.add($0) }
        }
        whole.withLock { $0.add(part) }
      }
      return whole.withLock { $0 }
    }
    return KnownCrowd(skills: skills, classes: table)
  }
}

/// What went through `tessera merge --fit`.
struct FitCounts: Encodable, Sendable {
  var images = 0
  var blank = 0
  var rejected = 0
  /// That labelers drew.
  var boxes = 0
  var labelers = 0

  static func += (total: inout FitCounts, part: FitCounts) {
    total.images += part.images
    total.blank += part.blank
    total.rejected += part.rejected
    total.boxes += part.boxes
  }
}
