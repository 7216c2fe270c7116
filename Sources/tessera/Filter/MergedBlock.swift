import Consensus
import Datasets
import Labels

/// What `tessera merge` makes of a block of lines.
struct MergedBlock: Sendable {
  /// A line for each line of the block, save those that are bad.
  private(set) var output: [UInt8] = []
  private(set) var bad = BadLines()
  private(set) var counts = MergeCounts()

  /// Merges the lines of a block; those after a bad one too, if it `goesOn`.
  init(_ block: InputBlock, policy: Policy, crowd: KnownCrowd, goesOn: Bool) {
    output.reserveCapacity(block.bytes.count)
    block.forEachLine { bytes, number in
      let complete = output.count
      do throws(DatasetsError) {
        try add(bytes, number: number, policy: policy, crowd: crowd)
        output.append(UInt8(ascii: "\n"))
        return true
      } catch {
        output.removeSubrange(complete...)
        bad.add(bytes, because: error)
        counts.rejected += 1
        return goesOn
      }
    }
  }

  private mutating func add(
    _ bytes: UnsafeBufferPointer<UInt8>, number: Int, policy: Policy, crowd: KnownCrowd
  ) throws(DatasetsError) {
    // A blank line stays one: the lines of input and output belong together.
    guard let line = try AnnotationLine.read(bytes, number: number, classes: crowd.classes) else {
      counts.blank += 1
      return
    }
    let merged = merge(
      line.annotations, imageWidth: line.width, imageHeight: line.height, policy: policy,
      skills: crowd.skills)
    try ConsensusLine.append(merged, for: line, to: &output)
    counts.count(merged)
  }
}
