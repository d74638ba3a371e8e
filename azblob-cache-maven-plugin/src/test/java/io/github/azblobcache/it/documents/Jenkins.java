package io.github.azblobcache.it.documents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A declarative pipeline of Jenkins, or some steps of one: what is set, and what is run. */
final class Jenkins {

  private static final Pattern ENVIRONMENT = Pattern.compile("(?m)^\\s*(\\w+) = (['\"])(.*)\\2$");
  private static final Pattern SHELL = Pattern.compile("(?s)\\bsh (?:'''(.*?)'''|'(.*?)')");
  private static final Pattern VARIABLE =
      Pattern.compile("(clientId|clientSecret|tenantId|variable)(?:Variable)?: '(\\w+)'");
  private static final String ACCESS = "${env.BRANCH_NAME == 'main' ? 'read-write' : 'read'}";
  private static final String SOME_ID = "00000000-0000-0000-0000-000000000001";

  private Jenkins() {}

  static Workflow.Job job(String pipeline, boolean main) {
    Map<String, String> environment = new LinkedHashMap<>();
    Matcher setting = ENVIRONMENT.matcher(pipeline);
    while (setting.find()) {
      environment.put(
          setting.group(1), setting.group(3).replace(ACCESS, main ? "read-write" : "read"));
    }
    Matcher variable = VARIABLE.matcher(pipeline);
    while (variable.find()) {
      boolean key = variable.group(1).equals("variable");
      environment.put(variable.group(2), key ? Workflow.SECRET : SOME_ID);
    }
    List<String> scripts = new ArrayList<>();
    Matcher shell = SHELL.matcher(pipeline);
    while (shell.find()) {
      scripts.add((shell.group(1) == null ? shell.group(2) : shell.group(1)).stripIndent());
    }
    return Workflow.of(environment, scripts, false);
  }
}
