import io.github.azblobcache.it.documents.DocumentRuns

new DocumentRuns(binding.variables).withCloseable { it.run('WORKFLOW') }
