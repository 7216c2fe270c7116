import Dispatch
import Synchronization

/// Threads that work on what they are given; what comes of it is taken in the order given.
///
///     let crew = Crew(threads: 4, room: 16) { (block: InputBlock) in merged(block) }
///
/// One thread gives and then finishes, one takes. At most `room` pieces, or fewer heavy ones, are
/// given and not taken yet; `give` waits until there is room. So a reader that is slow to take
/// slows the giver, and memory is bounded.
final class Crew<Piece: Sendable, Product: Sendable>: Sendable {
  private final class Job: Sendable {
    let piece: Piece
    let weight: Int
    let product = Mutex<Product?>(nil)
    let isDone = DispatchSemaphore(value: 0)

    init(piece: Piece, weight: Int) {
      self.piece = piece
      self.weight = weight
    }
  }

  private let room: Int
  private let freeRoom = DispatchSemaphore(value: 0)
  private let toDo = Belt<Job>()
  private let inOrder = Belt<Job>()

  init(threads: Int, room: Int, work: @escaping @Sendable (Piece) -> Product) {
    self.room = room
    for _ in 0..<room { freeRoom.signal() }
    for number in 1...threads {
      // Each queue has a thread of its own for as long as it works.
      DispatchQueue(label: "crew \(number)").async { [toDo] in
        while let job = toDo.take() {
          let product = work(job.piece)
          job.product.withLock { $0 = product }
          job.isDone.signal()
        }
      }
    }
  }

  /// Adds a piece, which takes `weight`, from 1, of the room until its product is taken.
  func give(_ piece: Piece, weight: Int) {
    let job = Job(piece: piece, weight: min(weight, room))
    for _ in 0..<job.weight { freeRoom.wait() }
    toDo.put(job)
    inOrder.put(job)
  }

  /// Nothing more is given. What was given is worked on to the end.
  func finish() {
    toDo.end()
    inOrder.end()
  }

  /// What came of the next piece, in the order given; nil after the last.
  func take() -> Product? {
    guard let job = inOrder.take() else { return nil }
    job.isDone.wait()
    for _ in 0..<job.weight { freeRoom.signal() }
    return job.product.withLock { $0.take() }
  }
}

/// A queue between threads: what is put first is taken first, by one of those who wait for it.
private final class Belt<Element: Sendable>: Sendable {
  private let elements = Mutex<[Element]>([])
  /// Signaled for each element; once for all after the last.
  private let filled = DispatchSemaphore(value: 0)

  func put(_ element: Element) {
    elements.withLock { $0.append(element) }
    filled.signal()
  }

  func end() { filled.signal() }

  /// The next element, as soon as there is one; nil after the last.
  func take() -> Element? {
    filled.wait()
    let element = elements.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    // The others have to hear of the end too.
    if element == nil { filled.signal() }
    return element
  }
}
