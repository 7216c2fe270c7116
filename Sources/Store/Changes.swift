package import Labels

/// Why a standing became another: any of these.
package struct ChangeCauses: OptionSet, Hashable, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  package static let answer = ChangeCauses(rawValue: 1)
  package static let resolution = ChangeCauses(rawValue: 2)
  package static let policy = ChangeCauses(rawValue: 4)
  package static let refit = ChangeCauses(rawValue: 8)

  /// Their words, in this order.
  package var names: [String] {
    let all: [(ChangeCauses, String)] = [
      (.answer, "answer"), (.resolution, "resolution"), (.policy, "policy"), (.refit, "refit"),
    ]
    return all.filter { contains($0.0) }.map(\.1)
  }
}

/// How one image changed since an export.
package struct ImageChange: Hashable, Sendable {
  package var image: ImageRecord
  package var before: ImageState
  package var after: ImageState
  package var causes: ChangeCauses
  /// At most how far the merged boxes are from those of before, in the unit of disagreement.
  package var moved: Double
}

/// An export that was made: a fact.
package struct ExportFact: Hashable, Sendable {
  package var format: String
  /// Absolute.
  package var path: String
  package var images: Int
  package var boxes: Int
  /// `Workspace.bookmark()` from before the images were read.
  package var bookmark: Int

  package init(format: String, path: String, images: Int, boxes: Int, bookmark: Int) {
    (self.format, self.path, self.bookmark) = (format, path, bookmark)
    (self.images, self.boxes) = (images, boxes)
  }
}

/// What changed since an export, or since the beginning where there is none.
package struct Changes: Hashable, Sendable {
  /// One line of a workspace's history.
  package struct Event: Hashable, Sendable {
    /// `policy`, `refit` or `export`.
    package var act: String
    /// Its number among those of its kind: the version.
    package var version: Int
    package var person: String
    /// Milliseconds since 1970.
    package var at: Int
    package var detail: String
  }

  /// Number, path and time of the latest export.
  package var since: (id: Int, path: String, at: Int)? {
    exports.last.map { ($0.version, $0.detail, $0.at) }
  }
  package var exports: [Event] { events.filter { $0.act == "export" } }
  /// Policies, refits and exports since the beginning, in their order.
  package var events: [Event]
  /// In the order in which the images were added.
  package var images: [ImageChange]
}
