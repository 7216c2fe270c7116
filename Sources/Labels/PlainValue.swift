/// What a workspace's rows are on their way into an archive and out of it: the values of JSON, with
/// whole numbers told from others.
package enum PlainValue: Hashable, Sendable {
  case null
  case flag(Bool)
  case whole(Int)
  /// Finite.
  case number(Double)
  case text(String)
  case list([PlainValue])
  case record(PlainRecord)
}

/// Members in an order of their own.
package struct PlainRecord: Hashable, Sendable {
  package struct Member: Hashable, Sendable {
    package var name: String
    package var value: PlainValue

    package init(_ name: String, _ value: PlainValue) { (self.name, self.value) = (name, value) }
  }

  package var members: [Member]

  package init(_ members: [Member] = []) { self.members = members }

  /// Nil for a member that is not there.
  package subscript(name: String) -> PlainValue? { members.first { $0.name == name }?.value }

  /// Adds a member at the end; a null is as good as absent and is not added.
  package mutating func append(_ name: String, _ value: PlainValue) {
    if value != .null { members.append(Member(name, value)) }
  }
}

/// Why a record cannot be part of a workspace.
package struct RecordFault: Error, Hashable, Sendable, CustomStringConvertible {
  package var problem: String

  package init(_ problem: String) { self.problem = problem }

  package var description: String { problem }
}
