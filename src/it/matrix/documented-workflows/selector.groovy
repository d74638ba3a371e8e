import io.github.azblobcache.it.documents.DocumentRuns

DocumentRuns.canRunHere()
