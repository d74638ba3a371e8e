package com.example.runner;

import java.io.StringReader;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;

/** Runs Jib as the library mojo-executor does: with the plugin and the configuration of the POM. */
public final class RunJib extends AbstractMojo {

  private MavenSession session;
  private MavenProject project;
  private BuildPluginManager plugins;

  @Override
  public void execute() throws MojoExecutionException {
    Plugin jib = project.getPlugin("com.google.cloud.tools:jib-maven-plugin");
    try {
      MojoDescriptor goal =
          plugins
              .loadPlugin(
                  jib, project.getRemotePluginRepositories(), session.getRepositorySession())
              .getMojo("buildTar");
      Xpp3Dom usual =
          Xpp3DomBuilder.build(new StringReader(goal.getMojoConfiguration().toString()));
      Xpp3Dom configuration =
          Xpp3Dom.mergeXpp3Dom(new Xpp3Dom((Xpp3Dom) jib.getConfiguration()), usual);
      plugins.executeMojo(session, new MojoExecution(goal, configuration));
    } catch (MojoExecutionException e) {
      throw e;
    } catch (Exception e) {
      throw new MojoExecutionException("Jib can't be run", e);
    }
  }
}
