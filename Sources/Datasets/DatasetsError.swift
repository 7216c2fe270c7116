/// Why a data set could not be read or written.
package enum DatasetsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Bad data. `number` is the line's, from 1; image and labeler are there as far as the line
  /// could be read.
  case line(number: Int, image: String?, labeler: String?, problem: String)
  /// An export would overwrite something.
  case exists(path: String)
  /// Something that an export must not replace, even when it is allowed to replace an earlier one.
  case notAnExport(path: String, because: String)
  case cannotWrite(path: String, reason: String)
  case cannotRead(path: String, reason: String)
  /// An image's file is not what was added to the workspace.
  case imageChanged(path: String)
  /// An option that makes no sense; a whole sentence.
  case badOption(String)
  /// Something that is no regular file is where a file is to be.
  case notAFile(path: String)
  /// A file that cannot be used as `SkillsFile`.
  case notSkills(path: String, problem: String)
  /// A file, or a line of it, that does not propose boxes.
  case notProposals(path: String, problem: String)
  /// A file that is no archive of a workspace, or a line of it that cannot be in one; lines from 1.
  case notAnArchive(path: String, line: Int, problem: String)
  /// A box has a class that the workspace does not have.
  case unknownClass(id: Int, image: String)

  package var description: String {
    switch self {
    case .line(let number, let image, let labeler, let problem):
      (["line \(number)"] + [image.map { "image \(quoted($0))" }].compactMap { $0 }
        + [labeler.map { "labeler \(quoted($0))" }].compactMap { $0 })
        .joined(separator: ", ") + ": " + problem
    case .exists(let path):
      "\(quoted(path)) is there already: choose another output, or replace it with --force"
    case .notAnExport(let path, let because):
      "\(quoted(path)) is not an earlier export (\(because)) and is left alone: choose another output"
    case .cannotWrite(let path, let reason):
      "\(quoted(path)) cannot be written: \(reason)"
    case .cannotRead(let path, let reason):
      "\(quoted(path)) cannot be read: \(reason)"
    case .imageChanged(let path):
      "\(quoted(path)) is not the file that was added: put it back, or leave images where they are"
    case .badOption(let text): text
    case .notAFile(let path):
      "\(quoted(path)) is no regular file and is left alone: choose another output"
    case .notSkills(let path, let problem):
      "\(quoted(path)) has no skills that can be used: \(problem); make it anew with tessera merge --fit"
    case .notProposals(let path, let problem):
      "\(path): \(problem); nothing was proposed"
    case .notAnArchive(let path, let line, let problem):
      "\(quoted(path)), line \(line): \(problem); nothing was imported"
    case .unknownClass(let id, let image):
      "image \(quoted(image)): a box has the class \(id), which the workspace does not have: run tessera verify"
    }
  }
}
