import Consensus
import Datasets
import FoundationEssentials
import Labels

/// What is known of labelers, and the classes that it speaks of; initially nothing.
struct KnownCrowd: Sendable {
  var skills = Skills()
  /// Open: a class that nobody named before is one too.
  var classes = ClassTable.any
}

extension KnownCrowd {
  /// Reads a file that `tessera merge --fit` wrote.
  init(path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(
        .noInput, "\(path): the skills cannot be read; check the path, or make it with --fit.")
    }
    try self.init(
      try SkillsFile.read(Array(data), path: path, version: Skills.currentVersion), path: path)
  }

  private init(_ file: SkillsFile, path: String) throws {
    let shipped = Calibration.shipped
    for (list, name, count) in [
      (file.common.missesBySize, "missesBySize", Skills.Common.sizeClasses),
      (file.calibration.right, "right", shipped.right.count),
      (file.calibration.present, "present", shipped.present.count),
      (file.calibration.overlap, "overlap", shipped.overlap.count),
      (file.calibration.risk, "risk", shipped.risk.count),
    ] where list.count != count {
      throw DatasetsError.notSkills(
        path: path, problem: "\(name): expected \(count) numbers, found \(list.count)")
    }
    let table = ClassTable(names: file.classes, isOpen: true)
    classes = table
    skills.version = file.version
    skills.common.images = file.common.images
    skills.common.floor = file.common.floor
    skills.common.spread = file.common.spread
    skills.common.objects = file.common.objects
    skills.common.missesBySize = file.common.missesBySize
    skills.labelers = file.labelers.mapValues { .known($0, classes: table) }
    skills.confusion = Confusion(
      votes: table.counts(of: file.named),
      objects: file.objects.reduce(into: [:]) { counts, each in
        if let id = table.id(of: each.key) { counts[id] = each.value }
      })
    skills.calibration = Calibration(
      right: file.calibration.right, present: file.calibration.present,
      overlap: file.calibration.overlap, risk: file.calibration.risk,
      experts: file.calibration.experts)
  }
}

extension Skills.Labeler {
  fileprivate static func known(
    _ known: SkillsFile.Labeler, classes: ClassTable
  ) -> Skills.Labeler {
    // Not in an initializer, where what follows from the confusion would not be kept with it.
    var labeler = Skills.Labeler()
    labeler.images = known.images
    labeler.boxes = known.boxes
    labeler.bias = known.bias
    labeler.variance = known.variance
    labeler.misses = known.misses
    labeler.inventions = known.inventions
    labeler.copies = known.copies
    labeler.confusion = classes.counts(of: known.named)
    return labeler
  }
}

extension SkillsFile {
  init(_ crowd: KnownCrowd) {
    let (skills, classes) = (crowd.skills, crowd.classes)
    self.init(
      version: skills.version, classes: Set(classes.classes.map(\.name)),
      common: Common(
        images: skills.common.images, floor: skills.common.floor, spread: skills.common.spread,
        objects: skills.common.objects, missesBySize: skills.common.missesBySize),
      labelers: skills.labelers.mapValues { labeler in
        Labeler(
          images: labeler.images, boxes: labeler.boxes, bias: labeler.bias,
          variance: labeler.variance, misses: labeler.misses, inventions: labeler.inventions,
          copies: labeler.copies, named: classes.namings(of: labeler.confusion))
      },
      named: classes.namings(of: skills.confusion.votes),
      objects: skills.confusion.objects.reduce(into: [:]) { counts, each in
        if let name = classes.name(of: each.key) { counts[name] = each.value }
      },
      calibration: Calibration(
        experts: skills.calibration.experts, right: skills.calibration.right,
        present: skills.calibration.present, overlap: skills.calibration.overlap,
        risk: skills.calibration.risk))
  }
}

extension ClassTable {
  fileprivate func counts(of namings: SkillsFile.Namings) -> [Skills.Naming: Double] {
    var counts: [Skills.Naming: Double] = [:]
    for (truth, votes) in namings {
      for (named, count) in votes {
        guard let truth = id(of: truth), let named = id(of: named) else { continue }
        counts[Skills.Naming(truth: truth, named: named)] = count
      }
    }
    return counts
  }

  fileprivate func namings(of counts: [Skills.Naming: Double]) -> SkillsFile.Namings {
    var namings: SkillsFile.Namings = [:]
    for (naming, count) in counts {
      guard let truth = name(of: naming.truth), let named = name(of: naming.named) else { continue }
      namings[truth, default: [:]][named] = count
    }
    return namings
  }
}
