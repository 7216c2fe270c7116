/// Why a typed line cannot be carried out: a sentence that says what to type instead.
package struct PlainFault: Error, Hashable, Sendable, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = spoken(description) }
}
