#!/usr/bin/env bash
# Azurite 3.35.0: a key under which an upload has left blocks and committed none, and logins that are refused.
#
# - Get Blob Properties says that there is no blob (404), and Put Blob with If-None-Match: * that there is one (409). So a
#   client that asks, and then writes, meets a blob that nobody can read. Blocks with IDs of another length than those are
#   refused (400), as the service's documentation has it.
# - A wrong key, and a signature that has expired, are AuthorizationFailure. The service's list of error codes has
#   AuthenticationFailed for what is not signed as it must be.
#
# Guessed: 201 for the Put Blob, and AuthenticationFailed.
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
import {
  AccountSASPermissions, BlobServiceClient, StorageSharedKeyCredential, generateAccountSASQueryParameters
} from '@azure/storage-blob';

const [url, key] = process.argv.slice(2);
// Azurite's own account, which is the same everywhere.
const login = new StorageSharedKeyCredential('devstoreaccount1', key);
const container = new BlobServiceClient(url, login).getContainerClient('container');
for (let up = false; !up; ) {
  up = await container.create().then(() => true, () => new Promise(r => setTimeout(() => r(false), 200)));
}
const say = (what, request) =>
  request.then(
    answer => console.log(`${what}: ${answer._response.status}`),
    error => console.log(`${what}: ${error.statusCode} ${error.code ?? error.details?.errorCode}`));
const id = bytes => Buffer.alloc(bytes).toString('base64');
const blob = container.getBlockBlobClient('blob');
await blob.stageBlock(id(64), 'hello', 5);
await say('Put Block, an ID of another length', blob.stageBlock(id(16), 'hello', 5));
await say('Get Blob Properties, blocks alone', blob.getProperties());
await say('Put Blob, If-None-Match *, blocks alone', blob.upload('hello', 5, { conditions: { ifNoneMatch: '*' } }));
const signed = hours => generateAccountSASQueryParameters({
  expiresOn: new Date(Date.now() + hours * 3600000), permissions: AccountSASPermissions.parse('rwdlac'),
  resourceTypes: 'sco', services: 'b' }, login).toString();
const list = service => service.getContainerClient('container').listBlobsFlat().byPage().next().then(page => page.value);
const another = new StorageSharedKeyCredential('devstoreaccount1', id(64));
await say('List Blobs, another key', list(new BlobServiceClient(url, another)));
await say('List Blobs, a signature that has expired', list(new BlobServiceClient(`${url}?${signed(-1)}`)));
await say('List Blobs, a signature', list(new BlobServiceClient(`${url}?${signed(1)}`)));
JS
key=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==
timeout 120 node probe.mjs "http://127.0.0.1:$port/devstoreaccount1" "$key" > seen
cat > expected <<'END'
Put Block, an ID of another length: 400 InvalidBlobOrBlock
Get Blob Properties, blocks alone: 404 BlobNotFound
Put Blob, If-None-Match *, blocks alone: 409 BlobAlreadyExists
List Blobs, another key: 403 AuthorizationFailure
List Blobs, a signature that has expired: 403 AuthorizationFailure
List Blobs, a signature: 200
END
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
