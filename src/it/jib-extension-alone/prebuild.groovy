import io.github.azblobcache.it.TestStore

context.userProperties.setProperty('cache', TestStore.of(basedir.toPath()).description('invoker'))
