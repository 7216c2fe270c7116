package import Labels

/// Writes a workspace as a dataset: a directory of
///
/// - the files of the format;
/// - with `ExportOptions.Voice.annotations`, the same for each labeler in `labelers/NAME`;
/// - `images/` or where the format wants them: the images' files, where they are copied or linked;
/// - `provenance.jsonl`: a line an image, those that were not exported included;
/// - `README.txt`: what is in it and what the numbers mean, for people;
/// - `SHA256SUMS`: of all of these.
///
/// Images come one at a time and are written at once; only their names are held. The directory
/// appears when `finish` has everything on the disk. An export that is given up leaves nothing.
package final class Export {
  private let options: ExportOptions
  private let classes: [LabelClass]
  private let classIDs: [Int: Int]
  private let known: ClassTable
  private let directory: OutputTree
  private let provenance: OutputFile
  private let description: DatasetDescription
  private let consensus: (any DatasetWriter)?
  private var labelers: [String: any DatasetWriter] = [:]
  /// In the order in which the export came upon them.
  private var labelerNames: [String] = []
  private var folders: FileNames
  private var names: FileNames
  private var summary: ExportSummary

  /// - Parameters:
  ///   - path: of the directory to be.
  ///   - classes: of the workspace; their ids from 1.
  ///   - options: what to write.
  /// - Throws: `DatasetsError` where an option makes no sense, something is at `path` that is not to
  ///   be replaced, or nothing can be written there.
  package init(to path: String, classes: [LabelClass], options: ExportOptions) throws(DatasetsError)
  {
    self.options = options
    known = ClassTable(classes)
    (self.classes, classIDs) = try options.classes.applied(to: classes)
    directory = try OutputTree(path: path, replaces: options.replaces)
    provenance = try directory.file("provenance.jsonl")
    description = DatasetDescription(
      workspace: options.workspace, classes: self.classes, policy: options.policy,
      toolVersion: options.toolVersion, created: options.created, splits: options.splits.map(\.name)
    )
    consensus =
      options.voice == .annotations
      ? nil : try options.format.writer(into: DatasetTree(root: directory), for: description)
    names = FileNames(isFlat: options.format.hasFileForEachImage || options.files != .left)
    folders = FileNames(isFlat: true)
    summary = ExportSummary(classes: self.classes)
  }

  /// Writes one image.
  ///
  /// - Throws: `DatasetsError` where a box has an unknown class, an image that is to be copied
  ///   cannot be, or nothing can be written; then the export is to be given up.
  package func add(_ dossier: Dossier) throws(DatasetsError) {
    let state = dossier.standing.state
    guard options.states.contains(state) else {
      summary.notExported[state, default: 0] += 1
      try provenance.write(ImageProvenance.line(ExportedImage(dossier), placed: nil) + "\n")
      return
    }
    var image = PlacedImage(
      exported: ExportedImage(dossier), id: summary.images + 1,
      fileName: names.name(for: dossier.image),
      split: Split.name(for: dossier.image.sha256, among: options.splits))
    summary.exported[state, default: 0] += 1
    if let split = image.split { summary.imagesOfSplit[split, default: 0] += 1 }
    try select(&image.exported, counting: consensus != nil)
    try place(image)
    try consensus?.add(image)
    if options.voice != .consensus {
      for annotation in dossier.annotations where !annotation.answer.isSkip {
        var own = image
        own.exported = ExportedImage(dossier, saidBy: annotation)
        try select(&own.exported, counting: consensus == nil)
        try writer(of: annotation.labeler).add(own)
      }
    }
    try provenance.write(ImageProvenance.line(image.exported, placed: image) + "\n")
  }

  /// Completes the files and gives the directory its name.
  package func finish() throws(DatasetsError) -> ExportSummary {
    try consensus?.finish()
    for name in labelerNames { try labelers[name]?.finish() }
    summary.renamed = names.renamed
    summary.labelers = labelerNames.count
    try directory.close(provenance)
    try directory.write(
      DataCard.text(summary: summary, classes: classes, options: options), to: "README.txt")
    try directory.publish()
    return summary
  }

  /// Writes all of some images at once.
  package static func write(
    _ dossiers: some Sequence<Dossier>, to path: String, classes: [LabelClass],
    options: ExportOptions
  ) throws(DatasetsError) -> ExportSummary {
    let export = try Export(to: path, classes: classes, options: options)
    for dossier in dossiers { try export.add(dossier) }
    return try export.finish()
  }

  /// Leaves the boxes that are asked for, with the ids of their classes in the dataset.
  private func select(
    _ image: inout ExportedImage, counting: Bool
  ) throws(DatasetsError) {
    var kept: [ExportedBox] = []
    for var box in image.boxes {
      let classID = box.labeled.classID
      guard known.name(of: classID) != nil else {
        throw .unknownClass(id: classID, image: image.dossier.image.name)
      }
      guard let exported = classIDs[classID], box.confidence >= options.minimumConfidence else {
        if counting { summary.boxesLeftOut += 1 }
        continue
      }
      box.labeled.classID = exported
      kept.append(box)
      guard counting else { continue }
      summary.boxes += 1
      summary.boxesOfClass[exported, default: 0] += 1
      if image.decider == .expert { summary.expertBoxes += 1 }
    }
    image.boxes = kept
  }

  private func place(_ image: PlacedImage) throws(DatasetsError) {
    let place = options.format.place(of: image.fileName, in: image.split)
    switch options.files {
    case .left: break
    case .linked:
      try directory.link(to: image.record.path, sha256: image.record.sha256, at: place)
    case .copied:
      try directory.copy(image.record.path, sha256: image.record.sha256, to: place)
    }
  }

  private func writer(of labeler: String) throws(DatasetsError) -> any DatasetWriter {
    if let writer = labelers[labeler] { return writer }
    labelerNames.append(labeler)
    let name =
      options.hidesNames
      ? "labeler-\(labelerNames.count)" : folders.free(FileNames.confined(labeler, isFlat: true))
    let writer = try options.format.writer(
      into: DatasetTree(root: directory, prefix: "labelers/\(name)/"), for: description)
    labelers[labeler] = writer
    return writer
  }
}
