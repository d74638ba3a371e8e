import io.github.azblobcache.it.TestStore

context.userProperties.setProperty('cache', TestStore.of(basedir.toPath()).description('invoker'))
context.userProperties.setProperty('azblob-cache.from', context.userProperties.getProperty('cache'))
context.userProperties.setProperty('azblob-cache.to', context.userProperties.getProperty('cache'))

def extensions = new File(basedir, '.mvn/extensions.xml')
extensions.text = extensions.text.replace('@project.version@', projectVersion)

// The last value of a script says whether it succeeded
return true
