import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from '../main/engine/engine.ts';
import { openTestEngine } from '../tests/torture/engine.ts';
import { smallTracker } from './documents.ts';
import { type Bench, type BenchRow, sample } from './measure.ts';
import { installPeer, writePeerProject } from './peer-backlog.ts';

const count = 2_000;
const context = { actor: null, signal: new AbortController().signal };
const everything = {
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

const open = (workspace: string): Promise<Engine> =>
  openTestEngine(workspace, { randomBytes: (length) => randomBytes(length), now: () => Date.now() });

async function importAll(workspace: string, folder: string): Promise<void> {
  const engine = await open(workspace);
  const answer = await engine.handlers.calls['trackers.import'](
    { paths: [folder], profile: null, mapping: null },
    context,
  );
  if (!answer.ok) throw new Error(answer.error.message);
  if (answer.value.imported.length !== count)
    throw new Error(`imported ${answer.value.imported.length} of ${count}`);
  await engine.idle();
  await engine.close();
}

/** What a person waits for: the workspace is open and its list of trackers is on its way to the screen. */
async function openAndList(workspace: string): Promise<void> {
  const engine = await open(workspace);
  const { rows } = await engine.handlers.views['trackers.list'].read({});
  if (rows.length !== count) throw new Error(`listed ${rows.length} trackers`);
  await engine.close();
}

function ourRows(opened: number[], searched: number[], edited: number[]): BenchRow[] {
  const note = 'the peer is timed as a whole process with one task a file; ours holds ten items a file';
  return [
    {
      operation: 'open 2,000 trackers and list',
      unit: 'ms',
      budget: 500,
      samples: opened,
      baseline: null,
      note,
    },
    { operation: 'search', unit: 'ms', budget: 30, samples: searched, baseline: null, note: '' },
    {
      operation: 'edit a field, on disk and confirmed',
      unit: 'ms',
      budget: 50,
      samples: edited,
      baseline: null,
      note: '',
    },
  ];
}

export const workspaceBench: Bench = {
  name: 'A workspace of many trackers',
  dataset: `${count} files of ten items, seeds 1-${count}`,
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-bench-'));
    try {
      const files = join(folder, 'files');
      const workspace = join(folder, 'workspace');
      mkdirSync(files);
      for (let n = 1; n <= count; n += 1) writeFileSync(join(files, `tracker-${n}.md`), smallTracker(n));
      await importAll(workspace, files);
      const opened = await sample(7, () => openAndList(workspace));

      const engine = await open(workspace);
      const searched = await sample(30, (run) =>
        engine.handlers.calls['search.find']({ text: `beacon item ${run + 40}`, limit: 50 }, context),
      );
      const page = await engine.handlers.views['trackers.items'].read({
        trackerId: null,
        filter: everything,
        sort: { by: 'document', descending: false },
        window: { start: 5_000, limit: 100 },
      });
      const edited = await sample(30, async (run) => {
        const row = page.rows[run + 1];
        if (row === undefined) throw new Error('no row to edit');
        const answer = await engine.handlers.calls['trackers.edit'](
          {
            trackerId: row.trackerId,
            edits: [{ kind: 'set-field', itemId: row.id, field: 'notes', value: `bench ${run}` }],
            log: false,
            actorId: null,
          },
          context,
        );
        if (!answer.ok) throw new Error(answer.error.message);
      });
      await engine.close();

      const rows = ourRows(opened, searched, edited);
      const program = installPeer();
      if (program === null) return rows;
      const project = join(folder, 'peer');
      writePeerProject(project, count);
      const peer = (args: readonly string[]) =>
        sample(5, () => execFileSync(program, [...args], { cwd: project, stdio: 'ignore' }));
      const baselines = [
        await peer(['task', 'list', '--plain']),
        await peer(['search', 'Generated 77', '--plain']),
        await peer(['task', 'edit', '5', '-s', 'In Progress', '--plain']),
      ];
      return rows.map((row, index) => ({
        ...row,
        baseline: { name: 'Backlog.md', samples: baselines[index] ?? [] },
      }));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
