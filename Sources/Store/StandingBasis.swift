package import Consensus
package import Labels

/// What a standing was derived with.
package struct StandingBasis: Hashable, Sendable {
  /// The number of the policy in the workspace's history, and what it says.
  package var policyID: Int
  package var policy: Policy
  /// Of the boxes and their numbers; 0 is nobody known.
  package var version: Int
  package var skills: Skills
  /// Of the skills that decided the state: an older version where a refit left it as it was.
  package var ruled: Int
}
