package io.github.azblobcache.check.steps;

import io.github.azblobcache.check.Outcome;

/** What a step has found. */
record Finding(Outcome outcome, String detail, String advice) {

  static Finding ok(String detail) {
    return new Finding(Outcome.OK, detail, "");
  }

  static Finding note(String detail, String advice) {
    return new Finding(Outcome.NOTE, detail, advice);
  }

  static Finding failed(String detail, String advice) {
    return new Finding(Outcome.FAILED, detail, advice);
  }
}
