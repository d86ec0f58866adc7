import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { statusPage } from '../status-page.ts';
import { temporaryFolder } from '../support-folder.ts';
import { conflictsOf, context, importOne, openEngine, setField, take, write } from '../test-engine.ts';

async function opened() {
  const folder = temporaryFolder();
  const path = write(join(folder, 'lamp.md'), statusPage);
  const engine = await openEngine({ folder });
  const trackerId = await importOne(engine, path);
  const save = async (text: string): Promise<void> => {
    write(path, text);
    take(await engine.handlers.calls['trackers.recheck']({ trackerId }, context));
  };
  return { engine, trackerId, save, text: () => readFileSync(path, 'utf8') };
}

it('a conflict shows what was written by hand after it, and nothing once its row is gone', async () => {
  const { engine, trackerId, save, text } = await opened();
  take(await setField(engine, trackerId, 'M1', 'owner', 'Anna'));
  await save(statusPage.replace('| Teo |', '| Bert |'));
  const current = async () => (await conflictsOf(engine)).map((one) => one.current);
  expect(await current()).toEqual(['Bert']);
  take(await setField(engine, trackerId, 'M1', 'owner', 'Cleo'));
  expect(await current()).toEqual(['Cleo']);
  // Only somebody who has read the newest text can save it without the row.
  take(await setField(engine, trackerId, 'M2', 'owner', 'Dora'));
  await save(text().replace(/\| {2}M1 Survey.*\n/u, ''));
  expect(await current()).toEqual([null]);
});

it('a conflict of the head of the page shows what the head says', async () => {
  const { engine, trackerId, save, text } = await opened();
  const metaEdit = { kind: 'set-meta' as const, name: 'owner', value: 'Anna' };
  take(
    await engine.handlers.calls['trackers.edit'](
      { trackerId, edits: [metaEdit], log: null, actorId: null },
      context,
    ),
  );
  await save(statusPage.replace('owner: Harbour Office', 'owner: Bert'));
  const [before] = await conflictsOf(engine);
  expect([before?.field, text().includes(`owner: ${before?.current}\n`)]).toEqual(['owner', true]);
  await save(text().replace(/owner: .*\n/u, 'owner: Cleo\n'));
  expect((await conflictsOf(engine)).map((one) => one.current)).toEqual(['Cleo']);
});
