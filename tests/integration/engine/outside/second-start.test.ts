import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../../core/kernel/clock.ts';
import type { FilePort } from '../../../../node/files/file-port.ts';
import { nodeFiles } from '../../../../node/files/node-files.ts';
import { statusPage } from '../status-page.ts';
import { temporaryFolder } from '../support-folder.ts';
import { importOne, itemNamed, openEngine, setField, take, testClock, write } from '../test-engine.ts';

const DAY_MS = 86_400_000;
/** Some time after the files were written: one saved a moment ago could have been saved once more without a trace. */
const later = () => testClock(Date.now() + 10_000);

/** The real files, and which of them were read. */
function countedFiles(): { readonly files: FilePort; readonly read: string[] } {
  const read: string[] = [];
  const files: FilePort = {
    ...nodeFiles,
    read: (path) => {
      read.push(path);
      return nodeFiles.read(path);
    },
  };
  return { files, read };
}

/** A workspace with two trackers that was opened, looked through and closed after the last change. */
async function closedWorkspace() {
  const folder = temporaryFolder();
  const paths = ['lamp', 'door'].map((name) => write(join(folder, 'docs', `${name}.md`), statusPage));
  const first = await openEngine({ folder });
  const [lamp, door] = [await importOne(first, paths[0] ?? ''), await importOne(first, paths[1] ?? '')];
  take(await setField(first, lamp, 'M1', 'status', 'done'));
  await first.close();
  const second = await openEngine({ folder, clock: later() });
  await second.idle();
  await second.close();
  return {
    folder,
    door: { id: door, path: paths[1] ?? '' },
    database: join(folder, 'workspace', 'quarterdeck.db'),
  };
}

describe('a start after an orderly end', () => {
  it('reads no file that nobody touched since the start before', async () => {
    const { folder } = await closedWorkspace();
    const { files, read } = countedFiles();
    const engine = await openEngine({ folder, files, clock: later() });
    await engine.idle();
    expect(read).toEqual([]);
  });

  it('reads the one that somebody changed meanwhile, and shows it', async () => {
    const { folder, door } = await closedWorkspace();
    appendFileSync(door.path, '\n## Added\n\n- [ ] Grease the hinges\n');
    const { files, read } = countedFiles();
    const engine = await openEngine({ folder, files, clock: later() });
    await engine.idle();
    expect(new Set(read)).toEqual(new Set([door.path]));
    expect((await itemNamed(engine, door.id, 'Grease')).state).toBe('planned');
  });

  it('judges no unchanged text a second time on the same day, and each on the next', async () => {
    const { folder, database } = await closedWorkspace();
    const inDatabase = <Value>(ask: (db: Database.Database) => Value): Value => {
      const db = new Database(database);
      try {
        return ask(db);
      } finally {
        db.close();
      }
    };
    const findings = () => inDatabase((db) => db.prepare('SELECT count(*) FROM finding').pluck().get());
    const before = findings();
    expect(before).toBeGreaterThan(0);
    inDatabase((db) => db.exec('DELETE FROM finding'));
    const reopen = async (clock: Clock) => {
      const engine = await openEngine({ folder, clock });
      await engine.idle();
      await engine.close();
    };
    await reopen(later());
    expect(findings()).toBe(0);
    await reopen(testClock(Date.now() + DAY_MS));
    expect(findings()).toBe(before);
  });
});
