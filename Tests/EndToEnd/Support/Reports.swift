/// What `tessera status --json` prints, as far as tests ask.
struct StatusReport: Decodable {
  struct Labeler: Decodable {
    let name: String
    let answered, skipped, boxes, holding: Int
  }

  struct Dispute: Decodable {
    let image: String
    let labelers: Int
  }

  let total: Int
  let images: [String: Int]
  let labelers: [Labeler]
  let disputes: [Dispute]

  /// Answers in the workspace.
  var answers: Int { labelers.reduce(0) { $0 + $1.answered } }
}

/// The `annotations/instances_default.json` of an export.
struct Dataset: Decodable {
  struct Image: Decodable {
    struct Facts: Decodable {
      let state, decided_by: String
      let labelers: Int
    }

    let id: Int
    let file_name: String
    let tessera: Facts
  }

  struct Annotation: Decodable {
    struct Attributes: Decodable {
      let decided_by, source: String
      let votes: Int?
      let labelers: Int
      let occluded: Bool?
      let shade, note: String?
      let wear: Double?
    }

    let image_id, category_id: Int
    let bbox: [Double]
    let attributes: Attributes
  }

  struct Category: Decodable {
    let id: Int
    let name: String
  }

  let images: [Image]
  let annotations: [Annotation]
  let categories: [Category]

  /// The boxes of an image, each as x, y, width and height.
  func boxes(of name: String) -> [[Double]] {
    annotations(of: name).map(\.bbox)
  }

  func annotations(of name: String) -> [Annotation] {
    let ids = images.filter { $0.file_name == name }.map(\.id)
    return annotations.filter { ids.contains($0.image_id) }
  }

  /// The names of the classes of an image's boxes.
  func classes(of name: String) -> [String] {
    annotations(of: name).compactMap { box in categories.first { $0.id == box.category_id }?.name }
  }

  func facts(of name: String) -> Image.Facts? {
    images.first { $0.file_name == name }?.tessera
  }
}

/// A line as `merge` and `submit` read it: one image of 64 x 48 pixels, one box for each labeler.
func line(
  _ image: String, _ answers: [(labeler: String, box: [Int])], width: Int = 64, height: Int = 48
) -> String {
  let annotations = answers.map { labeler, box in
    #"{"labeler":"\#(labeler)","boxes":[{"x":\#(box[0]),"y":\#(box[1]),"width":\#(box[2]),"#
      + #""height":\#(box[3]),"class":"lipstick"}]}"#
  }
  return #"{"image":"\#(image)","width":\#(width),"height":\#(height),"annotations":["#
    + annotations.joined(separator: ",") + "]}"
}
