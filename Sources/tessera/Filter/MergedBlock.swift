import Consensus
import Datasets
import Labels

/// What `tessera merge` makes of a block of lines.
struct MergedBlock: Sendable {
  /// A line for each line of the block, save those that are bad.
  private(set) var output: [UInt8] = []
  /// The bad lines as they came, each with a line feed.
  private(set) var rejected: [UInt8] = []
  /// What is wrong with each of them.
  private(set) var complaints: [DatasetsError] = []
  private(set) var counts = MergeCounts()

  /// Merges the lines of a block; those after a bad one too, if it `goesOn`.
  init(_ block: InputBlock, policy: Policy, goesOn: Bool) {
    output.reserveCapacity(block.bytes.count)
    block.forEachLine { bytes, number in
      let complete = output.count
      do throws(DatasetsError) {
        try add(bytes, number: number, policy: policy)
        output.append(UInt8(ascii: "\n"))
        return true
      } catch {
        output.removeSubrange(complete...)
        rejected += bytes
        rejected.append(UInt8(ascii: "\n"))
        complaints.append(error)
        counts.rejected += 1
        return goesOn
      }
    }
  }

  private mutating func add(
    _ bytes: UnsafeBufferPointer<UInt8>, number: Int, policy: Policy
  ) throws(DatasetsError) {
    // A blank line stays one: the lines of input and output belong together.
    guard let line = try AnnotationLine.read(bytes, number: number) else {
      counts.blank += 1
      return
    }
    let merged = merge(
      line.annotations, imageWidth: line.width, imageHeight: line.height, policy: policy)
    try ConsensusLine.append(merged, for: line, to: &output)
    counts.count(merged)
  }
}
