import Testing

@testable import Workbench

struct ViewportTests {
  @Test(arguments: [(60, 40), (1150, 1150), (4000, 3000), (32, 32), (5, 900), (65535, 3)])
  func `fit shows the whole image`(width: Int, height: Int) {
    let view = Viewport(fitting: (width, height), columns: 54, rows: 21)
    let start = view.block(x: 0, y: 0)
    let end = view.block(x: Double(width), y: Double(height))
    #expect(start.x >= -1e-9 && start.y >= -1e-9)
    #expect(end.x <= 54 + 1e-9 && end.y <= 42 + 1e-9)
  }

  @Test func `a pixel's cell shows that pixel, at every zoom from 1:1`() {
    for scale in Viewport.ladder where scale >= 2 {
      let view = Viewport(originX: 100, originY: 50, scale: scale, fits: false)
      for x in 100..<110 {
        for y in 50..<60 {
          let cell = view.cell(of: Pixel(x: x, y: y))
          let shown = view.pixel(column: cell.column, row: cell.row)
          #expect(shown == Pixel(x: x, y: y), "\(scale)")
        }
      }
    }
  }

  @Test func `zooming in and out again comes back`() {
    var view = Viewport(originX: 10, originY: 20, scale: 1, fits: false)
    let before = view
    view.zoom(to: 4, about: 30, 40)
    #expect(view.block(x: 30, y: 40) == before.block(x: 30, y: 40))
    view.zoom(to: 1, about: 30, 40)
    #expect(view == before)
  }

  @Test func `revealing a pixel brings it onto the canvas`() {
    for scale in Viewport.ladder {
      for pixel in [Pixel(x: 0, y: 0), Pixel(x: 3999, y: 2999), Pixel(x: 1234, y: 777)] {
        var view = Viewport(originX: 900, originY: 900, scale: scale, fits: false)
        view.clamp(to: (4000, 3000), columns: 54, rows: 21)
        view.reveal(pixel, columns: 54, rows: 21)
        view.clamp(to: (4000, 3000), columns: 54, rows: 21)
        let cell = view.cell(of: pixel)
        #expect((0..<54).contains(cell.column) && (0..<21).contains(cell.row), "\(scale) \(pixel)")
      }
    }
  }
}
