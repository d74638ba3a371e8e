import io.github.azblobcache.it.matrix.SituationMatrix

def page = new File("$examples/../docs/compatibility.md")
def (begin, end) = ['<!-- situations: begin -->\n', '<!-- situations: end -->\n']

new SituationMatrix(binding.variables).withCloseable {
  def table = it.table()
  // What came of it is what the documentation says
  if (Boolean.getBoolean('docs.write')) {
    page.text = page.text.replaceFirst(/(?s)$begin.*?$end/, java.util.regex.Matcher.quoteReplacement(begin + table + end))
  }
  assert page.text.contains(begin + table + end),
    'docs/compatibility.md has another table of situations. Write it anew with: ./mvnw verify -Pmatrix -Dinvoker.test=matrix/every-situation -Ddocs.write=true'
}
