/// A format that datasets are written in.
package enum DatasetFormat: String, CaseIterable, Sendable {
  case coco, yolo
  case yoloDarknet = "yolo-darknet"
  case voc
  case groundTruth = "ground-truth"
  case labelStudio = "label-studio"
  case cvat
  case openImages = "openimages"
  case csv

  /// What it is called by its makers, for people.
  package var title: String {
    switch self {
    case .coco: "COCO detection"
    case .yolo: "Ultralytics YOLO"
    case .yoloDarknet: "Darknet YOLO (YOLO 1.1)"
    case .voc: "Pascal VOC"
    case .groundTruth: "SageMaker Ground Truth augmented manifest"
    case .labelStudio: "Label Studio JSON"
    case .cvat: "CVAT for images 1.1"
    case .openImages: "Open Images V6"
    case .csv: "CSV"
    }
  }

  /// Whether each image has a file of its own, named after it: then no two images may share a stem,
  /// and names hold no folders, which half of the readers do not follow.
  var hasFileForEachImage: Bool {
    switch self {
    case .yolo, .yoloDarknet, .voc, .openImages: true
    case .coco, .groundTruth, .labelStudio, .cvat, .csv: false
    }
  }

  /// Where, below the dataset, an image's file is when it is copied or linked.
  func place(of fileName: String, in split: String?) -> String {
    switch self {
    case .yolo: YOLOWriter.imagePath(fileName, in: split)
    case .yoloDarknet: DarknetWriter.imagePath(fileName, in: split)
    case .voc: "JPEGImages/\(fileName)"
    case .openImages: "images/\(split ?? OpenImagesWriter.onlyPart)/\(fileName)"
    case .coco: "images/\(split ?? COCOWriter.onlyPart)/\(fileName)"
    case .groundTruth, .labelStudio, .cvat, .csv: "images/\(fileName)"
    }
  }

  func writer(into tree: DatasetTree, for dataset: DatasetDescription)
    throws(DatasetsError) -> any DatasetWriter
  {
    switch self {
    case .coco: try COCOWriter(into: tree, for: dataset)
    case .yolo: try YOLOWriter(into: tree, for: dataset)
    case .yoloDarknet: try DarknetWriter(into: tree, for: dataset)
    case .voc: try VOCWriter(into: tree, for: dataset)
    case .groundTruth: try GroundTruthWriter(into: tree, for: dataset)
    case .labelStudio: try LabelStudioWriter(into: tree, for: dataset)
    case .cvat: try CVATWriter(into: tree, for: dataset)
    case .openImages: try OpenImagesWriter(into: tree, for: dataset)
    case .csv: try CSVWriter(into: tree, for: dataset)
    }
  }
}
