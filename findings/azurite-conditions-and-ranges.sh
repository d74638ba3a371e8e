#!/usr/bin/env bash
# Where Azurite 3.35.0 is no proof for a client of Azure's blob service: conditions, ranges and the archive tier.
#
# - If-Match: * on a blob that does not exist creates it (201).
# - With the ETag of another blob, Put, Get, Set Blob Metadata and Delete Blob are 412 where there is no blob: "changed"
#   and "deleted" look alike. The service answers 404 to Get Blob, says Azurite's issue 2751.
# - A range that begins where the blob ends is 206 with "bytes 5-4/5", a range that ends before it begins. One byte
#   further it is 416.
# - Set Blob Metadata on an archived blob is 200. The service's documentation of access tiers refuses it (409).
#
# Guessed: 412; 404 for all but Put Blob; 416; 409.
# Seen on Node 20, through @azure/storage-blob 12.29.1.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm install --silent --no-audit --no-fund azurite@3.35.0 @azure/storage-blob@12.29.1 > log 2>&1
port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
node_modules/.bin/azurite-blob --blobPort "$port" --inMemoryPersistence --disableTelemetry > log 2>&1 &
trap 'kill %1; rm -rf "$work"' EXIT
cat > probe.mjs <<'JS'
import { BlobServiceClient } from '@azure/storage-blob';

// Azurite's own account, which is the same everywhere.
const service = BlobServiceClient.fromConnectionString(process.argv[2]);
const container = service.getContainerClient('container');
for (let up = false; !up; ) {
  up = await container.create().then(() => true, () => new Promise(r => setTimeout(() => r(false), 200)));
}
const say = (what, request) =>
  request.then(
    answer => console.log(`${what}: ${answer._response.status} ${answer.contentRange ?? ''}`.trim()),
    error => console.log(`${what}: ${error.statusCode} ${error.code}`));
const missing = container.getBlockBlobClient('missing');
const other = await container.getBlockBlobClient('other').upload('', 0);
const old = { conditions: { ifMatch: other.etag } };
await say('Put Blob, If-Match an ETag, no blob', missing.upload('', 0, old));
await say('Get Blob, If-Match an ETag, no blob', missing.download(0, undefined, old));
await say('Set Blob Metadata, If-Match an ETag, no blob', missing.setMetadata({}, old));
await say('Delete Blob, If-Match an ETag, no blob', missing.delete(old));
await say('Put Blob, If-Match *, no blob', missing.upload('', 0, { conditions: { ifMatch: '*' } }));
const blob = container.getBlockBlobClient('blob');
await blob.upload('hello', 5);
await say('Get Blob, range from its end', blob.download(5, 10));
await say('Get Blob, range from beyond its end', blob.download(6, 10));
await blob.setAccessTier('Archive');
await say('Get Blob, archived', blob.download());
await say('Set Blob Metadata, archived', blob.setMetadata({ a: '1' }));
JS
key=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==
timeout 120 node probe.mjs \
  "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=$key;BlobEndpoint=http://127.0.0.1:$port/devstoreaccount1" > seen
cat > expected <<'END'
Put Blob, If-Match an ETag, no blob: 412 ConditionNotMet
Get Blob, If-Match an ETag, no blob: 412 ConditionNotMet
Set Blob Metadata, If-Match an ETag, no blob: 412 ConditionNotMet
Delete Blob, If-Match an ETag, no blob: 412 ConditionNotMet
Put Blob, If-Match *, no blob: 201
Get Blob, range from its end: 206 bytes 5-4/5
Get Blob, range from beyond its end: 416 InvalidRange
Get Blob, archived: 409 BlobArchived
Set Blob Metadata, archived: 200
END
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
