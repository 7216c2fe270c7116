import Foundation
import TerminalDriver
import Testing

/// A model's boxes, from its file to what people made of them.
@Suite(.serialized, .enabled(if: TmuxSession.isAvailable, "tmux is not installed"))
struct ProposalTests {
  @Test func `proposals are accepted, adjusted and rejected by keys, and counted`() throws {
    let story = try Story()
    try story.makeWorkspace(
      of: ["one.png"], "--minimum", "1", "--maximum", "1", "--proposals", "after-own")
    let detections = #"""
      [{"file_name":"one.png","category_id":1,"bbox":[10,5,20,16],"score":0.9},
       {"file_name":"one.png","category_id":1,"bbox":[40,30,10,10],"score":0.7},
       {"file_name":"one.png","category_id":1,"bbox":[55,40,20,20],"score":0.3},
       {"file_name":"gone.png","category_id":1,"bbox":[1,1,2,2],"score":0.3}]
      """#
    try story.write(Array(detections.utf8), to: "detections.json")
    let proposed = try story.run("propose", "--model", "yolo", "detections.json")
    #expect(proposed.code == 65, "one image is not there")
    #expect(proposed.complaint.contains("gone.png"))
    #expect(proposed.complaint.contains("1 reached beyond their image"))
    let desk = try story.open("label", "--as", "ana")
    try desk.expect("one.png 64×48", "hidden: G")
    try desk.press("G")
    try desk.expect("PROPOSED 3", "?1 .90")
    try desk.press("P")
    try desk.expect("??1 .90", "yolo .90")
    try desk.press("Y")
    try desk.expect("BOXES 1", "PROPOSED 2", "??1 .70", "10,5 20×16")
    try desk.press("I", "Right")
    try desk.expect("BOXES 2", "box 41,30 10×10")
    try desk.press("Escape")
    try desk.expectNo("box 41,30")
    try desk.press("P")
    try desk.expect("yolo .30")
    try desk.press("X")
    try desk.expect("PROPOSED 0")
    try desk.press("s")
    try desk.expect("No image waits for you.")
    try desk.press("q")
    try desk.expectEnd()
    #expect(try story.export().boxes(of: "one.png") == [[10, 5, 20, 16], [41, 30, 10, 10]])
    let status = try story.succeed(["status", "--json"]).output
    #expect(
      status.contains(
        #""acceptance":0.3333333333333333,"accepted":1,"adjusted":1,"adjustedIoU":0.8181818181818182,"ignored":0,"model":"yolo","proposed":3,"rejected":1"#
      ), "\(status)")
    #expect(try story.run("verify").code == 0)
  }
}
