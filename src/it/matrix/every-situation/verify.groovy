import io.github.azblobcache.it.matrix.SituationMatrix

def page = new File("$examples/../docs/compatibility.md")
// Some of them: '-Dsituations=zstd|attestations'
def wanted = System.getProperty('situations', '')
def (begin, end) = ['<!-- situations: begin -->\n', '<!-- situations: end -->\n']

new SituationMatrix(binding.variables).withCloseable {
  def table = it.table(wanted, page.text)
  // What came of it is what the documentation says
  if (Boolean.getBoolean('docs.write')) {
    page.text = page.text.replaceFirst(/(?s)$begin.*?$end/, java.util.regex.Matcher.quoteReplacement(begin + table + end))
  }
  def differing = table.readLines() - page.readLines()
  assert page.text.contains(begin + table + end),
    "docs/compatibility.md lacks $differing. Write the table anew with: ./mvnw verify -Pmatrix -Dinvoker.test=matrix/every-situation -Ddocs.write=true"
}
