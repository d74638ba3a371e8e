import io.github.azblobcache.it.matrix.SituationMatrix

SituationMatrix.canRunHere()
