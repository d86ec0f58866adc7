import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from '../main/engine/engine.ts';
import { openTestEngine } from '../tests/torture/engine.ts';
import { largeTable } from './documents.ts';
import { type Bench, median, p95OfParts, sample } from './measure.ts';

const rows = 10_000;
const edits = 300;
const context = { actor: null, signal: new AbortController().signal };
const filter = {
  text: '',
  states: [],
  kinds: [],
  owners: [],
  section: null,
  dueBefore: null,
  dueAfter: null,
  withStatus: false,
  slipped: false,
};

async function importTable(engine: Engine, file: string) {
  const imported = await engine.handlers.calls['trackers.import'](
    { paths: [file], profile: null, mapping: null },
    context,
  );
  if (!imported.ok) throw new Error(imported.error.message);
  await engine.idle();
  const page = await engine.handlers.views['trackers.items'].read({
    trackerId: null,
    filter,
    sort: { by: 'document', descending: false },
    window: { start: rows / 2, limit: 100 },
  });
  return page.rows;
}

export const largeTableBench: Bench = {
  name: 'A table of ten thousand rows',
  dataset: `one section of ${rows} rows, seed 1; ${edits} edits one after the other`,
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-bench-'));
    const file = join(folder, 'table.md');
    const workspace = join(folder, 'workspace');
    try {
      writeFileSync(file, largeTable(rows, 1));
      mkdirSync(workspace);
      const engine = await openTestEngine(workspace, {
        randomBytes: (length) => randomBytes(length),
        now: () => Date.now(),
      });
      const items = await importTable(engine, file);
      const edit = async (run: number): Promise<void> => {
        const row = items[(run + 1) % items.length];
        if (row === undefined) throw new Error('no row to edit');
        const field = { kind: 'set-field', itemId: row.id, field: 'notes', value: `bench ${run}` } as const;
        const answer = await engine.handlers.calls['trackers.edit'](
          { trackerId: row.trackerId, edits: [field], log: false, actorId: null },
          context,
        );
        if (!answer.ok) throw new Error(answer.error.message);
      };
      for (let run = -9; run < 0; run += 1) await edit(run + items.length);
      const work: number[] = [];
      const took = await sample(edits, async (run) => {
        const before = process.threadCpuUsage();
        await edit(run);
        const { user, system } = process.threadCpuUsage(before);
        if (run >= 0) work.push((user + system) / 1000);
      });
      await engine.close();
      const row = { unit: 'ms', budget: 30, baseline: null } as const;
      return [
        {
          ...row,
          operation: 'edit one cell, on disk and confirmed, p95',
          samples: p95OfParts(took),
          note: `half of them within ${median(took).toFixed(1)} ms`,
        },
        {
          ...row,
          operation: 'processor time of it, p95',
          samples: p95OfParts(work),
          note: 'of the thread the edit runs on: what is left of it when the machine does nothing else',
        },
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
