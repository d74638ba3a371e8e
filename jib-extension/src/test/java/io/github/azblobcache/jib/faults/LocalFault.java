package io.github.azblobcache.jib.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * A fault of the machine that builds.
 *
 * @param place what it is about
 * @param condition what is wrong there
 */
record LocalFault(Place place, Condition condition) {

  /** Folders that a build writes to. */
  enum Place {
    STAGING("the folder for layers on their way"),
    JIB_CACHE("Jib's cache of layers"),
    STORE("the folder of a local cache"),
    REPORT("the folder of the report"),
    HOME("home directory");

    private final String name;

    Place(String name) {
      this.name = name;
    }
  }

  /** What can be wrong with a folder. */
  enum Condition {
    FULL("The disk is full: "),
    READ_ONLY("Mounted to be read only: "),
    FOREIGN("Owned by somebody else: "),
    MISSING("No ");

    private final String name;

    Condition(String name) {
      this.name = name;
    }
  }

  /** As the page says it. */
  String name() {
    return condition.name + place.name;
  }

  static List<LocalFault> all() {
    List<LocalFault> faults = new ArrayList<>();
    for (Place place : Place.values()) {
      for (Condition condition : Condition.values()) {
        if ((place == Place.HOME) == (condition == Condition.MISSING)) {
          faults.add(new LocalFault(place, condition));
        }
      }
    }
    return faults;
  }
}
