import io.github.azblobcache.it.documents.DocumentRuns

new DocumentRuns(binding.variables).withCloseable {
  it.run('GOALS')
  it.run('SECTION')
}
