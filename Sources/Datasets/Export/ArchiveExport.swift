package import Labels

/// Writes all of a workspace: a directory of `workspace.jsonl`, a record a line; `README.txt`, which
/// says what they mean; and `SHA256SUMS`.
///
/// Records are written as they come; the directory appears when `finish` has everything on the disk.
/// The same records give the same bytes.
package final class ArchiveExport {
  package static let fileName = "workspace.jsonl"

  private let directory: OutputTree
  private let file: OutputFile
  private let toolVersion: String
  private var line: [UInt8] = []

  /// - Throws: `DatasetsError` where something is at `path` that is not to be replaced, or nothing can
  ///   be written there.
  package init(to path: String, toolVersion: String, replaces: Bool) throws(DatasetsError) {
    self.toolVersion = toolVersion
    directory = try OutputTree(path: path, replaces: replaces)
    file = try directory.file(Self.fileName)
  }

  package func add(_ record: PlainRecord) throws(DatasetsError) {
    line.removeAll(keepingCapacity: true)
    // The first line tells a reader what the file is, and who wrote it.
    if record["kind"] == .text("tessera") {
      var record = record
      record.append("tool", .text(toolVersion))
      line.append(record: record)
    } else {
      line.append(record: record)
    }
    line.append(UInt8(ascii: "\n"))
    try file.write(line)
  }

  /// Completes the files and gives the directory its name.
  package func finish() throws(DatasetsError) {
    try directory.close(file)
    try directory.write(Self.card, to: "README.txt")
    try directory.publish()
  }

  private static let card = """
    A workspace of Tessera, whole.

    workspace.jsonl has a JSON object a line (UTF-8), in this order: "kind":"tessera" with the version of
    the format; the workspace, its people, classes, attributes, policies, guidelines with their pictures,
    skills, runs of models; the images; questions, answers, who read what, exports, upkeep, the audit;
    "kind":"end" with the number of lines before it.

    An image's line has all that was said of it: "proposals" of models; "annotations", every revision of
    every labeler, with the seconds spent and the policy in force; "resolution", an expert's word; "gold", the true boxes;
    "assignments" and "desk", who holds or held it; and "standing", with the consensus and the versions of
    policy and skills that it follows from. What is null is left out.

    Coordinates are pixels of the upright image, origin top left, x to the right, y down; x + width is the
    far edge. "at", "made_at", "lease_until" and "fitting_until" are milliseconds since 1970, UTC. Ids
    count from 1 within their kind; people, classes and attributes are called by their names. The images'
    files are not in it: "path" and "sha256" say which they are.

    tessera import -w NEW.tessera --format tessera FOLDER makes an equal workspace of it.
    sha256sum -c SHA256SUMS tells whether it is as it was written.

    """
}
