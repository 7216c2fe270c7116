import Datasets
import Labels
import Store

/// Finds the images of a workspace that a foreign dataset speaks of: by their content where the dataset
/// has a digest, else by name, also as it is in datasets without folders or extensions.
struct ImageFinder {
  enum Result {
    case found(ImageRecord)
    /// Why there is none, as a sentence without an end.
    case missing(String)
  }

  /// Several images may be meant.
  private static let several = -1

  private let store: any Workspace
  /// The numbers of images by hashes of what datasets may call them; made when it is first needed.
  private var index: [Int: Int]?

  init(store: any Workspace) { self.store = store }

  mutating func find(_ image: ImportedImage) throws -> Result {
    if let sha256 = image.sha256 {
      guard let found = try store.image(sha256: sha256) else {
        return .missing("no image of the workspace has its sha256 \(sha256)")
      }
      return .found(found)
    }
    if !image.isStem {
      let found = try store.images(named: image.name, sha256: nil)
      if found.count == 1 { return .found(found[0]) }
      if found.count > 1 {
        return .missing("\(found.count) images of the workspace have this name")
      }
    }
    if index == nil { index = try makeIndex() }
    for key in ImageNames.wanted(for: image) {
      guard let id = index?[key.hashValue] else { continue }
      guard id != Self.several else {
        return .missing("several images of the workspace may be meant")
      }
      return .found(try store.dossier(of: id).dossier.image)
    }
    return .missing("it is not in the workspace: add it first")
  }

  private func makeIndex() throws -> [Int: Int] {
    var index: [Int: Int] = [:]
    try store.forEachImage { image in
      for key in ImageNames.possible(for: image) {
        let known = index[key.hashValue]
        index[key.hashValue] = known == nil || known == image.id ? image.id : Self.several
      }
    }
    return index
  }
}
