package io.github.azblobcache.store;

/** What a store is opened for, which decides how long it waits for an answer. */
public enum StoreUse {
  /** A build, which can go on without its cache: some seconds. */
  BUILD,

  /** A goal that a person waits for, prune for instance: some minutes. */
  GOAL,

  /** A check whether the store works at all: one try, and an answer in some seconds. */
  CHECK
}
