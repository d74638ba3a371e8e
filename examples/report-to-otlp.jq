# Turns target/azblob-cache/report.json into spans, as OpenTelemetry's protocol has them in JSON:
#
#   jq -f report-to-otlp.jq target/azblob-cache/report.json |
#     curl -sf -H 'Content-Type: application/json' --data-binary @- "$OTEL_EXPORTER_OTLP_ENDPOINT/v1/traces"
#
# The spans are children of the one that TRACEPARENT names, if it is set. Otherwise they are a trace of their own.
# https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding

def padded($digits): tostring | (("0" * $digits) + .)[-$digits:];

# jq's numbers have 53 bits, and nanoseconds need 61.
def millis:
  (sub("(\\.\\d+)?Z$"; "Z") | fromdateiso8601) * 1000
  + (((capture("\\.(?<digits>\\d+)Z$").digits // "0") + "000")[:3] | tonumber);

def nanos: (floor | tostring) + "000000";

def text($key; $value): {key: $key, value: {stringValue: $value}};

def number($key; $value): {key: $key, value: {intValue: ($value | tostring)}};

def ended: .startMillis + .millis;

(env.TRACEPARENT // "" | capture("^[0-9a-f]{2}-(?<trace>[0-9a-f]{32})-(?<span>[0-9a-f]{16})-") // null) as $parent
| .images
| to_entries
| map(
    .key as $image
    | .value
    | (.startedAt | millis) as $start
    # No two builds have the same of both: what the topmost layers are, and when the build began.
    | ("00000000" + ([.layers[].diffId[7:11]] | add // ""))[-8:] as $layer
    | ($start | padded(4)) as $time
    | def id($span; $part): $layer + $time + ($image * 10 + $part | padded(2)) + ($span | padded(2));
      def span($name; $id; $of; $from; $to; $attributes):
        {
          traceId: ($parent.trace // ($layer + ($start | padded(24)))),
          spanId: $id,
          name: $name,
          kind: 1,
          startTimeUnixNano: ($start + $from | nanos),
          endTimeUnixNano: ($start + $to | nanos),
          attributes: $attributes
        }
        + (if $of then {parentSpanId: $of} else {} end);
      [
        span(.image; id(0; 0); $parent.span; 0; ([.course[], .layers[].phases[] | ended] | max);
          [
            number("azblob_cache.bytes_down"; .bytesDown),
            number("azblob_cache.bytes_up"; .bytesUp),
            number("azblob_cache.saved_millis"; .savedMillis)
          ]),
        (.course | to_entries | to_entries[]
          | span(.value.key; id(0; .key + 1); id(0; 0); .value.value.startMillis; (.value.value | ended); [])),
        (.layers | to_entries[]
          | (.key + 1) as $span
          | .value
          | select(.phases != {})
          | span("layer " + .name; id($span; 0); id(0; 0); ([.phases[].startMillis] | min); ([.phases[] | ended] | max);
              [
                text("azblob_cache.layer.source"; .source),
                text("azblob_cache.layer.digest"; .digest),
                number("azblob_cache.layer.size"; .size)
              ]),
            (.phases | to_entries | to_entries[]
              | span(.value.key; id($span; .key + 1); id($span; 0); .value.value.startMillis; (.value.value | ended); [])))
      ]
  )
| add
| {
    resourceSpans: [
      {
        resource: {attributes: [text("service.name"; "azblob-cache")]},
        scopeSpans: [{scope: {name: "azblob-cache"}, spans: .}]
      }
    ]
  }
