import Labels

/// Standard input to standard output: annotations in, their consensus out, line by line and in
/// order, on any number of threads with the same bytes.
struct MergeFilter {
  var policy: Policy
  /// What is known of the labelers.
  var crowd: KnownCrowd
  /// Threads that merge.
  var jobs: Int
  /// Where bad lines go; without it the first one is the end.
  var reject: RejectFile?

  /// - Throws: `Failure`: bad data, after everything before it is written; or what cannot be read
  ///   or written.
  func run() throws -> MergeCounts {
    let goesOn = reject != nil
    var counts = MergeCounts()
    try LineFilter.run(jobs: jobs) { [policy, crowd] block in
      MergedBlock(block, policy: policy, crowd: crowd, goesOn: goesOn)
    } take: { merged in
      try Console.emit(bytes: merged.output)
      counts += merged.counts
      try merged.bad.settle(in: reject)
    }
    try reject?.close()
    return counts
  }
}
