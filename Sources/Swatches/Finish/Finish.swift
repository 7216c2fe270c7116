/// How smooth a surface is, as its reflections show.
package enum FinishClass: String, CaseIterable, Hashable, Sendable {
  case matte, satin, shiny, glossy
}

package struct Finish: Hashable, Sendable {
  /// The likeliest.
  package var likeliest: FinishClass
  /// Of each class in the order of `FinishClass.allCases`; their sum is 1.
  package var probabilities: [Double]
  /// The roughness of a principled (glTF, Disney) surface, 0 to 1: the geometric mean of the classes'
  /// typical ones, weighted by their probabilities.
  package var roughness: Double
  /// Whether the likeliest class is likely enough to be taken without asking the labeler.
  package var isCertain: Bool
}
