import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { seeded } from '../../../bench/random.ts';
import { contract, type OutputOf } from '../../../core/contract/index.ts';
import type { TrackerId } from '../../../core/kernel/ids.ts';
import type { Engine } from '../../../main/engine/engine.ts';
import { temporaryFolder } from './support-folder.ts';
import { context, itemsOf, openEngine, redo, take, testClock, undo, write } from './test-engine.ts';

const expected = new Set(['undo.nothing', 'undo.overtaken']);

/**
 * Random edits, outside changes, undos and restarts over these documents; at the end file and workspace say the same,
 * and the logs replay to it.
 */
export async function expectSessionHolds(
  seed: number,
  documents: readonly (readonly [name: string, bytes: Uint8Array])[],
): Promise<void> {
  const folder = temporaryFolder();
  const random = seeded(seed);
  const pick = <Value>(list: readonly Value[]): Value | undefined =>
    list[random.below(Math.max(1, list.length))];
  for (const [name, bytes] of documents) writeFileSync(write(join(folder, 'docs', name), ''), bytes);
  const clock = testClock();
  let engine = await openEngine({ folder, clock });
  const { imported } = take(
    await engine.handlers.calls['trackers.import'](
      { paths: [join(folder, 'docs')], profile: null, mapping: null },
      context,
    ),
  );
  for (let step = 0; step < 120; step += 1) {
    clock.forward(random.below(120_000));
    const tracker = pick(imported);
    if (tracker === undefined) throw new Error('nothing was imported');
    const { trackerId, path } = tracker;
    const die = random.below(20);
    if (die === 0) {
      await engine.close();
      engine = await openEngine({ folder, clock });
    } else if (die <= 3) {
      const moved = await (die === 3 ? redo(engine) : undo(engine));
      if (!moved.ok && !expected.has(moved.error.code)) throw new Error(moved.error.message);
    } else if (die <= 5) {
      const lines = readFileSync(path, 'latin1').split('\n');
      lines.splice(random.below(lines.length), 1, `outside ${step}`);
      writeFileSync(path, lines.join('\n'), 'latin1');
      if (die === 4) take(await engine.handlers.calls['trackers.recheck']({ trackerId }, context));
    } else {
      const rows = await itemsOf(engine, trackerId);
      const item = pick(rows);
      const field = pick(item?.fields.filter((one) => one.editable && one.kind !== 'status') ?? []);
      if (item === undefined || field === undefined) continue;
      const value = { date: '2027-01-02', check: field.value === 'true' ? 'false' : 'true', number: '7' };
      const edit = contract['trackers.edit'].input.parse({
        trackerId,
        edits: [
          die === 6
            ? { kind: 'delete-item', itemId: item.id }
            : {
                kind: 'set-field',
                itemId: item.id,
                field: field.name,
                value: field.kind in value ? Reflect.get(value, field.kind) : `word ${step} \u00e9\u4e16`,
              },
        ],
        log: null,
        actorId: null,
      });
      const before = readFileSync(path);
      const last = (await revisionsOf(engine, trackerId)).rows[0]?.sequence ?? 0;
      const answer = await engine.handlers.calls['trackers.edit'](edit, context);
      if (!answer.ok && !readFileSync(path).equals(before)) {
        const why = await writtenByRefused(engine, trackerId, last);
        if (why !== null)
          throw new Error(
            `${path} was written by an edit refused with ${answer.error.code}: ${answer.error.message} ${why}`,
          );
      }
    }
  }
  for (const { trackerId } of imported) {
    take(await engine.handlers.calls['trackers.recheck']({ trackerId }, context));
    const same = take(
      await engine.handlers.calls['trackers.diff']({ trackerId, from: 'disk', to: 'current' }, context),
    );
    expect(same.same).toBe(true);
  }
  const report = take(await engine.handlers.calls['workspace.rebuild']({ verify: true }, context));
  expect(report.firstDifference).toBeNull();
  const [status] = (await engine.handlers.views['workspace.status'].read({})).rows;
  expect(status?.unsettled).toBe(0);
  expect(
    readdirSync(join(folder, 'docs'), { encoding: 'utf8', recursive: true }).filter((name) =>
      name.includes('quarterdeck-tmp'),
    ),
  ).toEqual([]);
}

async function revisionsOf(engine: Engine, trackerId: TrackerId): Promise<OutputOf<'trackers.revisions'>> {
  return take(await engine.handlers.calls['trackers.revisions']({ trackerId, limit: 10 }, context));
}

/**
 * Null when what was written before the refusal is not the edit's. An edit may wait behind the check after a start, or
 * find its plan outdated; then an outside text is taken in first, and earlier edits it has not seen are put back.
 */
async function writtenByRefused(engine: Engine, trackerId: TrackerId, last: number): Promise<string | null> {
  await engine.idle();
  const revisions = (await revisionsOf(engine, trackerId)).rows.filter(({ sequence }) => sequence > last);
  const own = revisions.find(({ cause }) => cause !== 'outside' && cause !== 'merge');
  if (own !== undefined) return `The history has it as "${own.summary}"`;
  const [status] = (await engine.handlers.views['workspace.status'].read({})).rows;
  if (status?.unsettled !== 0) return 'It waits to be confirmed.';
  const same = take(
    await engine.handlers.calls['trackers.diff']({ trackerId, from: 'disk', to: 'current' }, context),
  );
  return same.same ? null : 'The history does not have it.';
}
