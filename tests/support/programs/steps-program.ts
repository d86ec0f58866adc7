import { randomBytes } from 'node:crypto';
import { appendFileSync, copyFileSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { contract } from '../../../core/contract/index.ts';
import { HIDDEN_SUFFIX } from '../../../node/files/second-name.ts';
import { openTestEngine } from '../../torture/engine.ts';

/**
 * `steps-program FOLDER STEP...`: an engine on `FOLDER/workspace` and the tracker `FOLDER/docs/lamp.md`,
 * copied from `FOLDER/lamp.md` where a fresh disk is mounted over it. Steps: `import`,
 * `edit:STATUS` of M1, `fill:PATH` a disk to its last byte, `free:PATH` again. One JSON line each, or one that says why
 * the workspace was not opened.
 */
const [folder = '', ...steps] = process.argv.slice(2);
const docs = join(folder, 'docs');
const path = join(docs, 'lamp.md');
if (!existsSync(path)) copyFileSync(join(folder, 'lamp.md'), path);

const context = { actor: null, signal: new AbortController().signal };

const engine = await openTestEngine(join(folder, 'workspace'), {
  randomBytes: (count) => randomBytes(count),
  now: () => Date.now(),
}).catch((error: unknown) => {
  say({ step: 'open', refused: String(error) });
  process.exit(0);
});

for (const step of steps) {
  const [verb, rest = ''] = step.split(/:(.*)/s);
  if (verb === 'import') say({ step, code: await importPage() });
  else if (verb === 'edit') say({ step, code: await edit(rest), ...(await state()) });
  else if (verb === 'fill') fill(join(folder, rest, 'filler'));
  else if (verb === 'free') rmSync(join(folder, rest, 'filler'));
  else throw new Error(`there is no step ${step}`);
}
await engine.close();

function say(line: unknown): void {
  console.log(JSON.stringify(line));
}

async function importPage(): Promise<string | null> {
  const answer = await engine.handlers.calls['trackers.import'](
    { paths: [path], profile: null, mapping: null },
    context,
  );
  return answer.ok ? null : answer.error.code;
}

async function tracker() {
  const { rows } = await engine.handlers.views['trackers.list'].read({});
  const [row] = rows;
  if (row === undefined) throw new Error('nothing was imported');
  return row;
}

async function milestone() {
  const input = contract['trackers.items'].input.parse({
    trackerId: (await tracker()).id,
    filter: {},
    sort: { by: 'document', descending: false },
    window: { start: 0, limit: 50 },
  });
  const { rows } = await engine.handlers.views['trackers.items'].read(input);
  const row = rows.find((one) => one.title.startsWith('M1'));
  if (row === undefined) throw new Error('there is no M1');
  return row;
}

async function edit(status: string): Promise<string | null> {
  const { id } = await milestone();
  const answer = await engine.handlers.calls['trackers.edit'](
    {
      trackerId: (await tracker()).id,
      edits: [{ kind: 'set-field', itemId: id, field: 'status', value: status }],
      log: null,
      actorId: null,
    },
    context,
  );
  return answer.ok ? null : answer.error.code;
}

async function state() {
  return {
    fileState: (await tracker()).fileState,
    status: (await milestone()).status,
    text: readFileSync(path, 'utf8'),
    files: readdirSync(docs).filter((name) => name !== 'filler' && !name.endsWith(HIDDEN_SUFFIX)),
  };
}

/** Ever smaller pieces, until not one byte more fits. */
function fill(file: string): void {
  for (let piece = 1 << 16; piece >= 1; ) {
    try {
      appendFileSync(file, Buffer.alloc(piece));
    } catch {
      piece = piece === 1 ? 0 : piece >> 1;
    }
  }
}
