import Dispatch

/// Standard input through a crew: blocks of lines in, what is made of them out, in order.
///
/// One thread reads, `jobs` threads work, and the caller takes. A slow taker slows all of it: at
/// most four blocks a thread are in memory, or one that is longer.
enum LineFilter {
  private static let blocksPerJob = 4

  /// - Throws: what `take` throws, or `Failure` when the input cannot be read, after everything
  ///   that was read before it is taken.
  static func run<Product: Sendable>(
    jobs: Int, work: @escaping @Sendable (InputBlock) -> Product, take: (Product) throws -> Void
  ) throws {
    let crew = Crew<Result<InputBlock, Failure>, Result<Product, Failure>>(
      threads: jobs, room: blocksPerJob * jobs
    ) { block in block.map(work) }
    DispatchQueue(label: "input").async { read(into: crew) }
    while let product = try crew.take()?.get() { try take(product) }
  }

  /// Gives the crew all of the input; an error comes in its turn, after what was read before it.
  private static func read<Product>(
    into crew: Crew<Result<InputBlock, Failure>, Result<Product, Failure>>
  ) {
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
