import Dispatch
import Labels
import Logging
import Store

/// Refits a workspace behind the back of the one who works in it, when enough was answered.
///
/// On a queue and a connection of its own: no key and no answer waits for it. One that the end of
/// the program cuts short leaves a workspace that the next program goes on with.
final class Upkeep: Sendable {
  private let workspace: any Workspace
  private let person: String
  private let open: @Sendable () throws -> any Workspace
  private let queue = DispatchQueue(label: "upkeep", qos: .background)

  init(
    of workspace: any Workspace, person: String,
    open: @escaping @Sendable () throws -> any Workspace
  ) {
    (self.workspace, self.person, self.open) = (workspace, person, open)
  }

  /// Has a look soon.
  func consider() {
    queue.async {
      do {
        guard try self.workspace.refitIsDue() else { return }
        let refit = try self.open().refit(by: self.person, reopening: false)
        Log.logger.info("refit", metadata: ["version": "\(refit?.version ?? 0)"])
      } catch {
        Log.logger.warning("refit failed", metadata: ["reason": "\(error)"])
      }
    }
  }
}
