import Dispatch
import Labels

/// Standard input to standard output: annotations in, their consensus out, line by line and in
/// order, on any number of threads with the same bytes.
///
/// One thread reads blocks of lines, `jobs` threads merge them, and this one writes. A slow reader
/// of the output slows all of it: at most four blocks a thread are in memory, or one that is
/// longer.
struct MergeFilter {
  var policy: Policy
  /// Threads that merge.
  var jobs: Int
  /// Where bad lines go; without it the first one is the end.
  var reject: RejectFile?

  private typealias MergeCrew = Crew<Result<InputBlock, Failure>, Result<MergedBlock, Failure>>
  private static let blocksPerJob = 4

  /// - Throws: `Failure`: bad data, after everything before it is written; or what cannot be read
  ///   or written.
  func run() throws -> MergeCounts {
    let goesOn = reject != nil
    let crew = MergeCrew(threads: jobs, room: Self.blocksPerJob * jobs) { [policy] block in
      block.map { MergedBlock($0, policy: policy, goesOn: goesOn) }
    }
    DispatchQueue(label: "input").async { Self.read(into: crew) }
    var counts = MergeCounts()
    while let merged = try crew.take()?.get() {
      try Console.emit(bytes: merged.output)
      counts += merged.counts
      guard let reject else {
        if let error = merged.complaints.first {
          throw Failure(Failure.code(of: error), "\(error)")
        }
        continue
      }
      try reject.write(merged.rejected)
      for error in merged.complaints { Console.complain("\(error)") }
    }
    try reject?.close()
    return counts
  }

  /// Gives the crew all of the input; an error comes in its turn, after what was read before it.
  private static func read(into crew: MergeCrew) {
    var input = InputBlocks()
    do {
      while let block = try input.next() {
        crew.give(.success(block), weight: 1 + block.bytes.count / InputBlocks.blockSize)
      }
    } catch {
      crew.give(.failure(error), weight: 1)
    }
    crew.finish()
  }
}
