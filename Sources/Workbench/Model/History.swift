package import Labels

/// All that the boxes of one image ever were: a tree, of which nothing is ever dropped.
///
/// Changes are numbered as they were made, from 1; 0 is what the image came with. A change made after an
/// undo begins another branch. Time runs along the numbers, undo and redo along the branches.
package struct History: Hashable, Sendable {
  private struct State: Hashable, Sendable {
    var boxes: [LabeledBox]
    /// The change that this one was made after; its own number for 0.
    var parent: Int
    /// Where redo goes: the change after this one that was made or undone last.
    var next: Int?
  }

  private var states: [State]
  /// The number of the change that is shown.
  package private(set) var position = 0
  /// Changes after which nothing came.
  package private(set) var branches = 1

  package init(_ start: [LabeledBox] = []) {
    states = [State(boxes: start, parent: 0)]
  }

  package var boxes: [LabeledBox] { states[position].boxes }
  /// How many changes were made.
  package var changes: Int { states.count - 1 }
  /// The change that the one shown was made after; nil at the start.
  package var parent: Int? { position == 0 ? nil : states[position].parent }
  package var canRedo: Bool { states[position].next != nil }

  /// Whether a change on the way from the start to the one shown left such boxes.
  package func hasPassed(_ isMeant: ([LabeledBox]) -> Bool) -> Bool {
    var change = position
    while change != 0 {
      if isMeant(states[change].boxes) { return true }
      change = states[change].parent
    }
    return false
  }

  /// Takes a new state of the boxes, made from the one that is shown. False when nothing changed.
  package mutating func record(_ boxes: [LabeledBox]) -> Bool {
    guard boxes != self.boxes else { return false }
    append(boxes)
    return true
  }

  /// To the change that this one was made after.
  package mutating func undo() -> Bool { parent.map { go(to: $0) } ?? false }
  /// To the newest of the changes made after this one, or the one that was undone last.
  package mutating func redo() -> Bool { states[position].next.map { go(to: $0) } ?? false }
  /// To the change made before this one, on whichever branch.
  package mutating func older() -> Bool { go(to: position - 1) }
  /// To the change made after this one, on whichever branch.
  package mutating func newer() -> Bool { go(to: position + 1) }

  /// To the change of this number. False when there is none.
  package mutating func go(to change: Int) -> Bool {
    guard states.indices.contains(change) else { return false }
    if parent == change { states[change].next = position }
    position = change
    return true
  }

  /// Takes a change that was recorded before, under the number that it had and after the same one, and
  /// shows it.
  ///
  /// Changes between that are missing come out like the one shown before, so that every other keeps its
  /// number; one that is there already is not taken twice; and where the number is another's, or out of
  /// reach, the next free one serves: boxes are worth more than their order.
  package mutating func restore(_ boxes: [LabeledBox], as number: Int, after parent: Int) {
    if states.indices.contains(number), states[number].boxes == boxes {
      position = number
      return
    }
    if number < states.count + Self.mostMissing {
      while states.count < number { append(self.boxes) }
    }
    if states.indices.contains(parent) { position = parent }
    append(boxes)
  }

  /// More than a damaged disk takes out of one image's strokes, and few enough to be held.
  private static let mostMissing = 10_000

  private mutating func append(_ boxes: [LabeledBox]) {
    if states[position].next != nil { branches += 1 }
    states[position].next = states.count
    states.append(State(boxes: boxes, parent: position))
    position = states.count - 1
  }
}
