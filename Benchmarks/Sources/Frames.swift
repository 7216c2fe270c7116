import Cells
import Labels
import Pixels
import Workbench

/// The screens of a labeler at work on the picture in a file, at several sizes of terminal: the
/// whole picture, 4 blocks a pixel, and a box nudged by a pixel at that zoom.
///
/// Prints what, the columns and rows of the terminal and of the canvas, and the milliseconds of a
/// frame, separated by tabs. A nudge counts the update of the model and the new frame.
func measureFrames(of path: String) throws {
  let picture = try Picture(contentsOf: path)
  for (columns, rows) in [(80, 24), (120, 40), (200, 60)] {
    var model = labeling(picture, columns: columns, rows: rows)
    let canvas = Layout(model).canvas
    func report(_ what: String, _ took: Double) {
      print("\(what)\t\(columns)\t\(rows)\t\(canvas.width)\t\(canvas.height)\t\(took)")
    }
    // Never the same view twice: what is remembered of the last one is of no use.
    var step = 0.0
    report(
      "fit",
      cheapest {
        step += 1
        var moved = model
        moved.viewport.originX += step / 1000
        _ = view(moved)
      })
    type(":zoom 4", into: &model)
    report("4:1", cheapest { _ = view(model) })
    let nudge = cheapest {
      var nudged = model
      _ = update(&nudged, .input(.key(Key(.right))))
      _ = view(nudged)
    }
    report("nudge", nudge)
  }
}

/// A labeler with the picture open and one box drawn and selected in its middle.
func labeling(_ picture: Picture, columns: Int, rows: Int) -> Model {
  let guideline = GuidelinePage(
    version: 1,
    entries: [GuidelinePage.Entry(GuidelineBlock(.paragraph([.init("Box each lipstick.")])))])
  let session = Session(
    person: "ana", role: .labeler, workspace: "lips",
    classes: [LabelClass(id: 1, name: "lipstick")], guideline: guideline, images: 12)
  var model = Model(
    session: session, display: Display(colors: .truecolor, unicode: true), glyphs: .best,
    columns: columns, rows: rows)
  let image = ImageRecord(
    id: 1, sha256: String(repeating: "a", count: 64), name: "lipstick.png", path: "lipstick.png",
    width: picture.width, height: picture.height)
  _ = update(&model, .claimed(Assignment(image: image, epoch: 1)))
  _ = update(&model, .loaded(image: 1, picture))
  let (x, y) = (picture.width / 2, picture.height / 2)
  type(":go \(x - 10),\(y - 6)", into: &model)
  _ = update(&model, .input(.key(Key(" "))))
  type(":go \(x + 10),\(y + 6)", into: &model)
  _ = update(&model, .input(.key(Key(" "))))
  return model
}

/// Types a command and Enter.
private func type(_ command: String, into model: inout Model) {
  for character in command.unicodeScalars {
    _ = update(&model, .input(.key(Key(character))))
  }
  _ = update(&model, .input(.key(Key(.enter))))
}
