import { randomBytes } from 'node:crypto';
import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { seeded } from '../../bench/random.ts';
import type { RowOf } from '../../core/contract/index.ts';
import type { FilePort } from '../../node/files/file-port.ts';
import { nodeFiles } from '../../node/files/node-files.ts';
import { openTestEngine } from './engine.ts';
import { changeAt } from './ledger.ts';

/**
 * The process that gets killed: edits and imports until it dies, saying on standard output what it is about to do and
 * what the engine acknowledged. Lines are written synchronously, so none is in a buffer when the kill comes.
 *
 * Arguments: workspace folder, seed, number of the first change, `point:nth` or `-` (die at the nth pass of that
 * crash point instead of waiting for the parent), or `in-place:nth:bytes` (die in the nth writing in place, when so many
 * bytes of it are written).
 */
const [folder = '', seed = '0', first = '0', crash = '-'] = process.argv.slice(2);
const say = (line: object) => writeSync(1, `${JSON.stringify(line)}\n`);

const [crashAt, nth, cutAfter] = crash.split(':');
let passes = 0;

/** Dies in the midst of a writing in place. */
const files: FilePort = {
  ...nodeFiles,
  async openInPlace(path) {
    const file = await nodeFiles.openInPlace(path);
    return {
      ...file,
      async overwrite(bytes, from, asSeen) {
        passes += 1;
        if (passes < Number(nth)) return file.overwrite(bytes, from, asSeen);
        let left = Number(cutAfter);
        const handle = openSync(path, 'r+');
        for (const [start, end] of [
          [asSeen.bytes, bytes.length],
          [from, Math.min(asSeen.bytes, bytes.length)],
        ] as const) {
          const count = Math.max(0, Math.min(left, end - start));
          writeSync(handle, bytes, start, count, start);
          left -= count;
        }
        process.kill(process.pid, 'SIGKILL');
        return null;
      },
    };
  },
};
const engine = await openTestEngine(join(folder, 'workspace'), {
  randomBytes: (count) => randomBytes(count),
  now: () => Date.now(),
  ...(cutAfter === undefined ? {} : { files }),
  crashPoint(name) {
    if (name !== crashAt) return;
    passes += 1;
    if (passes === Number(nth)) process.kill(process.pid, 'SIGKILL');
  },
});
const context = { actor: null, signal: new AbortController().signal };

const imported = await engine.handlers.calls['trackers.import'](
  { paths: [join(folder, 'torture.md')], profile: null, mapping: null },
  context,
);
if (!imported.ok) throw new Error(imported.error.message);
const trackerId = [...imported.value.imported][0]?.trackerId;
if (trackerId === undefined) throw new Error('the torture tracker was not imported');

const items = new Map<string, RowOf<'trackers.items'>['id']>();
const page = await engine.handlers.views['trackers.items'].read({
  trackerId,
  filter: {
    text: '',
    states: [],
    kinds: [],
    owners: [],
    section: null,
    dueBefore: null,
    dueAfter: null,
    withStatus: false,
    slipped: false,
  },
  sort: { by: 'document', descending: false },
  window: { start: 0, limit: 500 },
});
for (const row of page.rows) items.set(row.key.toUpperCase(), row.id);

say({ ready: true });
const random = seeded(Number(seed));
for (let n = 0; n < Number(first); n += 1) changeAt(random, n);
for (let n = Number(first); ; n += 1) {
  const change = changeAt(random, n);
  const itemId = items.get(`${change.field === 'check' ? 'C' : 'R'}${String(change.row).padStart(3, '0')}`);
  if (itemId === undefined)
    throw new Error(
      `no item for ${JSON.stringify(change)}; known: ${[...items.keys()].slice(0, 5).join(', ')}`,
    );
  say({ try: n });
  const answer = await engine.handlers.calls['trackers.edit'](
    {
      trackerId,
      edits: [{ kind: 'set-field', itemId, field: change.field, value: change.value }],
      log: false,
      actorId: null,
    },
    context,
  );
  if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`);
  say({ ack: n });
  if (n % 9 === 8) {
    const extra = `extra-${(n + 1) / 9}.md`;
    say({ tryImport: extra });
    const more = await engine.handlers.calls['trackers.import'](
      { paths: [join(folder, extra)], profile: null, mapping: null },
      context,
    );
    if (!more.ok) throw new Error(more.error.message);
    say({ ackImport: extra });
  }
}
