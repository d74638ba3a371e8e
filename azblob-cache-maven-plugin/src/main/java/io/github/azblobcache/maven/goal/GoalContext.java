package io.github.azblobcache.maven.goal;

import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/**
 * Where a goal runs.
 *
 * @param session Maven's
 * @param project the module; Maven's stand-in for one if there is none
 */
public record GoalContext(MavenSession session, MavenProject project) {}
