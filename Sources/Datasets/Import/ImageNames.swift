package import Labels

/// What datasets may call the images of a workspace. Where their images are files beside each other,
/// names have no folders, and of two that would be the same one has the start of its digest after it;
/// other programs move whole folders.
package enum ImageNames {
  /// Keys by which an image may be meant.
  package static func possible(for image: ImageRecord) -> [String] {
    let name = FileNames.confined(image.name, isFlat: true)
    let stem = FileNames.stem(of: name)
    let tag = "-\(image.sha256.prefix(8))"
    let base = DatasetFiles.parted(image.name).name
    return [
      "name:\(name)", "stem:\(stem)", "name:\(stem)\(tag)\(name.dropFirst(stem.count))",
      "stem:\(stem)\(tag)", "last name:\(base)", "last stem:\(FileNames.stem(of: base))",
    ]
  }

  /// The keys by which a dataset means an image; an earlier one goes before a later.
  package static func wanted(for image: ImportedImage) -> [String] {
    let kind = image.isStem ? "stem" : "name"
    let base = DatasetFiles.parted(image.name).name
    return ["\(kind):\(FileNames.confined(image.name, isFlat: true))", "last \(kind):\(base)"]
  }
}
