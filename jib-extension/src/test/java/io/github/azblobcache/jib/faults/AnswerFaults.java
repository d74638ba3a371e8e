package io.github.azblobcache.jib.faults;

import static io.github.azblobcache.jib.faults.Effects.changed;
import static io.github.azblobcache.jib.faults.Effects.changedBody;
import static io.github.azblobcache.jib.faults.Effects.page;
import static io.github.azblobcache.jib.faults.Effects.refusal;

import io.github.azblobcache.jib.faults.Fault.Times;
import io.github.azblobcache.jib.faults.Fault.Where;
import java.time.Duration;
import java.util.List;

/** Answers that are none, or others. */
final class AnswerFaults {

  private static final Duration OFF = Duration.ofMinutes(20);

  private AnswerFaults() {}

  static List<Fault> access() {
    return List.of(
        always("401 to every request", Where.EVERYTHING, refusal(401, "InvalidAuthenticationInfo")),
        always("401 in mid-build", Where.MID_BUILD, refusal(401, "InvalidAuthenticationInfo")),
        always("403 to every request", Where.EVERYTHING, refusal(403, "AuthorizationFailure")),
        always(
            "403 in mid-build", Where.MID_BUILD, refusal(403, "AuthorizationPermissionMismatch")),
        always("403 to every write", Where.WRITES, refusal(403, "AuthorizationPermissionMismatch")),
        always("407 of a proxy", Where.EVERYTHING, page(407)),
        always(
            "403, because the runner's clock is 20 minutes behind",
            Where.EVERYTHING,
            Effects.refusalByAnotherClock(OFF)),
        always(
            "403, because the runner's clock is 20 minutes ahead",
            Where.EVERYTHING,
            Effects.refusalByAnotherClock(OFF.negated())),
        always(
            "Answers dated 20 minutes later, and no refusal",
            Where.EVERYTHING,
            changed(answer -> answer.later(OFF))),
        always(
            "Answers dated 20 minutes earlier, and no refusal",
            Where.EVERYTHING,
            changed(answer -> answer.later(OFF.negated()))));
  }

  static List<Fault> state() {
    return List.of(
        always("404: the container is missing", Where.EVERYTHING, new MissingContainer()),
        always(
            "404: the container is deleted in mid-build", Where.MID_BUILD, new MissingContainer()),
        always(
            "409: the container is being deleted",
            Where.EVERYTHING,
            refusal(409, "ContainerBeingDeleted").with(Reaction.TRIES_AGAIN)),
        always(
            "404 for every layer that is read",
            Where.LAYERS,
            refusal(404, "BlobNotFound").on("GET", "HEAD")),
        always("409: the layers are archived", Where.LAYERS, new Archive("BlobArchived")),
        always(
            "409: the layers are being rehydrated",
            Where.LAYERS,
            new Archive("BlobBeingRehydrated")),
        always("412: what is written is leased", Where.WRITES, refusal(412, "LeaseIdMissing")),
        always(
            "409: leased by another program",
            Where.WRITES,
            refusal(409, "LeaseIdMismatchWithBlobOperation")),
        always(
            "409: what is written is immutable",
            Where.WRITES,
            refusal(409, "BlobImmutableDueToPolicy")),
        once(
            "412: the manifest was written meanwhile",
            Where.MANIFEST,
            refusal(412, "ConditionNotMet").on("PUT", "DELETE").with(Reaction.MERGES_AGAIN)),
        always(
            "412: the manifest is written by others all the time",
            Where.MANIFEST,
            refusal(412, "ConditionNotMet").on("PUT", "DELETE").with(Reaction.MERGES_AGAIN)),
        always("413 to every write", Where.WRITES, refusal(413, "RequestBodyTooLarge")),
        always(
            "416 to every read of a layer", Where.LAYERS, refusal(416, "InvalidRange").on("GET")));
  }

  static List<Fault> busy() {
    return List.of(
        once(
            "429 with `Retry-After: 1`",
            Where.EVERYTHING,
            refusal(429, "TooManyRequests", "retry-after", "1")),
        once(
            "503 with `Retry-After: 1`",
            Where.EVERYTHING,
            refusal(503, "ServerBusy", "retry-after", "1")),
        always(
            "503 with `Retry-After: 600`",
            Where.EVERYTHING,
            refusal(503, "ServerBusy", "retry-after", "600")),
        once("503", Where.EVERYTHING, refusal(503, "ServerBusy")),
        always("503", Where.EVERYTHING, refusal(503, "ServerBusy")),
        always("503 in mid-build", Where.MID_BUILD, refusal(503, "ServerBusy")),
        once("500", Where.EVERYTHING, refusal(500, "InternalError")),
        always("500", Where.EVERYTHING, refusal(500, "InternalError")),
        once("502 with HTML", Where.EVERYTHING, page(502)),
        always("502 with HTML", Where.EVERYTHING, page(502)),
        once("504", Where.EVERYTHING, page(504)),
        always("504", Where.EVERYTHING, page(504)),
        once("408", Where.EVERYTHING, refusal(408, "OperationTimedOut")),
        once("200 with HTML", Where.EVERYTHING, page(200)),
        always("200 with HTML", Where.EVERYTHING, page(200)),
        always(
            "302 to a page for logging in",
            Where.EVERYTHING,
            page(302, "location", "http://login.example.com/")));
  }

  static List<Fault> content() {
    return List.of(
        always("A full answer to a ranged request", Where.LAYERS, changedBody(Effects::ofWhole)),
        always(
            "A layer is longer than its manifest says", Where.LAYERS, changedBody(Effects::longer)),
        always(
            "A layer is shorter than its manifest says",
            Where.LAYERS,
            changedBody(Effects::shorter)),
        always(
            "A layer is empty",
            Where.LAYERS,
            changedBody(it -> it.withBody(new byte[0]).withStatus(200))),
        always("More bytes than announced", Where.READS, changedBody(Effects::unannounced)),
        once("Fewer bytes than announced", Where.READS, Effects.inMidBody(Effects.end())),
        always("Fewer bytes than announced", Where.READS, Effects.inMidBody(Effects.end())),
        once("A bit of a layer is flipped", Where.LAYERS, changedBody(Effects::flipped)),
        always("A bit of every layer is flipped", Where.LAYERS, changedBody(Effects::flipped)),
        always(
            "Another digit in a digest of the manifest",
            Where.MANIFEST,
            changedBody(Effects::anotherDiffId)));
  }

  static List<Fault> listings() {
    return List.of(
        always(
            "A listing whose second page is lost",
            Where.LISTINGS,
            new PagedListing(PagedListing.Way.LOST)),
        always(
            "A listing that repeats a page",
            Where.LISTINGS,
            new PagedListing(PagedListing.Way.REPEATED)),
        always(
            "A listing with a name twice",
            Where.LISTINGS,
            new PagedListing(PagedListing.Way.TWICE)),
        always(
            "A listing that is cut off",
            Where.LISTINGS,
            Effects.listing(xml -> xml.substring(0, xml.length() / 2))),
        always("200 with HTML to listings", Where.LISTINGS, page(200)),
        once("502 with HTML to listings", Where.LISTINGS, page(502)),
        always("403 to listings", Where.LISTINGS, refusal(403, "AuthorizationPermissionMismatch")));
  }

  private static Fault once(String name, Where where, Effect effect) {
    return Fault.of(name + ", once", where, Times.ONCE, effect);
  }

  private static Fault always(String name, Where where, Effect effect) {
    return Fault.of(name, where, Times.ALWAYS, effect);
  }
}
