import Labels
import Testing

struct GuidelineAdditionTests {
  @Test func `answers stand under one heading at the end`() {
    var text = "# Lips\n\nBox the bullet.\n"
    text = guideline(text, adding: "Metal  or\nnot?", answer: "Not.")
    text = guideline(text, adding: "Shadow?", answer: "*Never.*")
    #expect(
      text == """
        # Lips

        Box the bullet.

        ## Questions and answers

        **Metal or not?**

        Not.

        **Shadow?**

        *Never.*

        """)
  }

  @Test func `a question's words are never Markdown`() {
    let text = guideline("", adding: "# ![a](b.png) <b> `c` *d*", answer: "No.")
    #expect(text.contains(##"**\# \!\[a\](b.png) \<b\> \`c\` \*d\***"##))
  }
}
