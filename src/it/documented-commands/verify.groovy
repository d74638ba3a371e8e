import io.github.azblobcache.it.documents.DocumentRuns

new DocumentRuns(binding.variables).withCloseable {
  // The goals of a project that has the plugin: it.run('GOALS')
  it.run('SECTION')
}
