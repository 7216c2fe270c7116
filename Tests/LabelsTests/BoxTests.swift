import Labels
import Testing

struct BoxTests {
  @Test(arguments: [
    (Box(x: 0, y: 0, width: 10, height: 10), Box(x: 0, y: 0, width: 10, height: 10), 1.0),
    (Box(x: 0, y: 0, width: 10, height: 10), Box(x: 5, y: 0, width: 10, height: 10), 1.0 / 3),
    (Box(x: 0, y: 0, width: 10, height: 10), Box(x: 10, y: 0, width: 10, height: 10), 0.0),
    (Box(x: 0, y: 0, width: 10, height: 10), Box(x: 20, y: 20, width: 1, height: 1), 0.0),
    (Box(x: 0, y: 0, width: 10, height: 10), Box(x: 2, y: 2, width: 5, height: 4), 0.2),
  ])
  func `IoU is the shared area over the area of both`(one: Box, other: Box, iou: Double) {
    #expect(abs(one.iou(with: other) - iou) < 1e-12)
    #expect(one.iou(with: other) == other.iou(with: one))
  }

  @Test func `a far edge belongs to the next pixel`() {
    let box = Box(x: 1, y: 1, width: 2, height: 2)
    #expect(box.contains(x: 1, y: 1) && box.contains(x: 2.9, y: 2.9))
    #expect(!box.contains(x: 3, y: 1) && !box.contains(x: 1, y: 3))
  }

  @Test(
    arguments: [
      (Box(x: 0, y: 0, width: 640, height: 480), nil),
      (Box(x: 639.5, y: 479.5, width: 0.5, height: 0.5), nil),
      (Box(x: .nan, y: 0, width: 1, height: 1), "x"),
      (Box(x: 0, y: .infinity, width: 1, height: 1), "y"),
      (Box(x: 0, y: 0, width: 0, height: 1), "width"),
      (Box(x: 0, y: 0, width: 1, height: -3), "height"),
      (Box(x: -1, y: 0, width: 5, height: 5), "x"),
      (Box(x: 0, y: -0.5, width: 5, height: 5), "y"),
      (Box(x: 600, y: 0, width: 41, height: 5), "x + width"),
      (Box(x: 0, y: 470, width: 5, height: 10.001), "y + height"),
      (Box(x: 1e300, y: 0, width: 1e300, height: 1), "x + width"),
    ] as [(Box, String?)])
  func `a box that is no label of the image has a fault that names the number`(
    box: Box, field: String?
  ) {
    let fault = box.fault(imageWidth: 640, imageHeight: 480)
    if let field {
      #expect(fault?.description.hasPrefix("\(field) is ") == true)
    } else {
      #expect(fault == nil)
    }
  }

  @Test func `decimal text that just misses the edge is no fault`() {
    #expect(
      Box(x: 0.1, y: 0, width: 639.9, height: 1).fault(imageWidth: 640, imageHeight: 1) == nil)
  }
}
