/// What an estimate of all labelers led to.
package struct Refit: Hashable, Sendable {
  /// Of the skills that are in force now.
  package var version: Int
  /// Whether they are new: the same facts give the same skills.
  package var isNew: Bool
  /// Images that somebody answered, and labelers.
  package var images: Int
  package var labelers: Int
  /// Images that an expert decided with boxes, or whose gold boxes are known; and those that the calibration was drawn towards: all
  /// of them, or none where there are too few.
  package var resolutions: Int
  package var experts: Int
  /// Standings that became others, and those whose state did.
  package var changed: Int
  package var stateChanged: Int
}
