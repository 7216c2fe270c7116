import Glibc
package import Labels
import Pixels
package import Store

/// Brings images from files and folders into a workspace, and finds them again.
///
/// `examine` reads each file and decodes its picture, so that a broken one is found by the lead and
/// not by a labeler; `add` then stores the good ones.
package struct ImageIntake: Sendable {
  /// One file on its way in.
  package struct Candidate: Hashable, Sendable {
    /// Relative to the argument that led to the file; bytes that are not UTF-8 are replaced.
    package var name: String
    package var outcome: Outcome
  }

  package enum Outcome: Hashable, Sendable {
    case good(NewImage)
    case rejected(CatalogueError)
    /// Found in a folder, and plainly no picture: a text, a list, a PDF.
    case ignored
  }

  /// What became of a candidate, `number` of `total`.
  package struct Progress: Hashable, Sendable {
    package var number: Int
    package var total: Int
    package var name: String
  }

  /// Files that are never opened, such as the workspace itself.
  private let avoided: Set<String>

  /// - Parameter avoided: paths of files to pass over, wherever they are found. The workspace's own
  ///   file belongs here when its name does not end in `.tessera`.
  package init(avoiding avoided: [String] = []) {
    self.avoided = Set(avoided.compactMap(Self.absolute))
  }

  /// Looks at every file in and under the arguments, in a stable order; a file that two arguments
  /// lead to comes twice (the workspace makes one image of them). `progress` is called before each
  /// file.
  package func examine(
    _ arguments: [String], progress: (Progress) -> Void = { _ in }
  ) -> [Candidate] {
    var walk = FileWalk()
    for argument in arguments { walk.add(argument) }
    var candidates = walk.refused.map { name, error in
      Candidate(name: String(decoding: name, as: UTF8.self), outcome: .rejected(error))
    }
    for (index, file) in walk.files.enumerated() {
      let name = String(decoding: file.name, as: UTF8.self)
      progress(Progress(number: index + 1, total: walk.files.count, name: name))
      do throws(CatalogueError) {
        guard let outcome = try examine(file, name: name) else { continue }
        candidates.append(Candidate(name: name, outcome: outcome))
      } catch {
        candidates.append(Candidate(name: name, outcome: .rejected(error)))
      }
    }
    return candidates
  }

  /// Adds the good candidates to the workspace, some at a time, so that other people wait little;
  /// returns what became of each, in their order. When it throws, those before stay added, and the
  /// same call again goes on. `progress` is called after each batch with the last candidate of it.
  package func add(
    _ candidates: [Candidate], to workspace: any Workspace, by person: String,
    progress: (Progress) -> Void = { _ in }
  ) throws(StoreError) -> [Addition] {
    var images: [NewImage] = []
    for candidate in candidates {
      if case .good(let image) = candidate.outcome { images.append(image) }
    }
    var additions: [Addition] = []
    while additions.count < images.count {
      let batch = Array(images[additions.count...].prefix(Self.batch))
      additions += try workspace.add(batch, by: person)
      progress(
        Progress(number: additions.count, total: images.count, name: batch.last?.name ?? ""))
    }
    return additions
  }

  /// A guess: some 50 ms of writing.
  private static let batch = 1_000

  /// The path of the image's file, when it is still the file that was added. Reads the whole file:
  /// its size alone is not stored, and an edited picture may keep both size and date.
  ///
  /// Throws `missing`, `unreadable`, `notAFile` or `changed`.
  package func open(_ image: ImageRecord) throws(CatalogueError) -> String {
    guard try digest(Array(image.path.utf8), shown: image.path) == image.sha256 else {
      throw .changed(image: image.name, path: image.path)
    }
    return image.path
  }

  /// Nil for a file that is to be passed over.
  private func examine(_ file: FoundFile, name: String) throws(CatalogueError) -> Outcome? {
    guard let given = String(validating: file.path, as: UTF8.self),
      String(validating: file.name, as: UTF8.self) != nil
    else { throw .notUTF8(shown: name) }
    guard let path = Self.absolute(given) else { throw .notUTF8(shown: name) }
    if avoided.contains(path) { return nil }
    if FileWalk.isWorkspace(FoundFile.lastComponent(of: Array(path.utf8))) {
      throw .workspace(path: given)
    }
    let sha256 = try digest(file.path, shown: given)
    do throws(PixelsError) {
      let header = try probe(contentsOf: path)
      // The whole picture, once: whoever labels it must not be the first to find it broken.
      _ = try Picture(contentsOf: path)
      return .good(
        NewImage(
          sha256: sha256, name: name, path: path, width: header.width, height: header.height))
    } catch {
      if case .unsupported = error, !file.isNamed { return .ignored }
      throw .notAPicture(reason: "\(error)")
    }
  }

  private func digest(_ path: [UInt8], shown: String) throws(CatalogueError) -> String {
    // Opening a pipe would wait for its writer for ever.
    let descriptor = FileWalk.withCPath(path) { Glibc.open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else {
      throw CatalogueError(errno: errno, path: shown)
    }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
      throw .notAFile(path: shown)
    }
    return try FileDigest.sha256(of: descriptor, path: shown)
  }

  /// Where a path leads, without symbolic links, so that it is found from any folder; the path
  /// itself when it leads nowhere, nil when the way there is not UTF-8.
  private static func absolute(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(validatingCString: resolved)
  }
}
