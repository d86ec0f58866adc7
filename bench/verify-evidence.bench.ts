import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accepted } from '../core/domain/sync/verdict.ts';
import { packHlc } from '../core/kernel/hlc.ts';
import { DeviceId } from '../core/kernel/ids.ts';
import { openWorkspaceDatabase } from '../db/open.ts';
import { itemFacts } from '../db/readers/readiness/gates/gate-facts.ts';
import { evidenceIdOf } from '../db/records/evidence.ts';
import { readTracker } from '../db/records/tracker.ts';
import { receiveOps } from '../db/usecases/receive/receive.ts';
import type { Engine } from '../main/engine/engine.ts';
import { openTestEngine } from '../tests/torture/engine.ts';
import { smallTracker } from './documents.ts';
import { type Bench, median, sample } from './measure.ts';

const pieces = 10_000;
const kilobytes = 64;
const folders = 100;
const runs = 5;
/** What verifying may take, as a multiple of what only hashes the same files. */
const mostTimes = 1.5;
const context = { actor: null, signal: new AbortController().signal };
const TRUSTS_ALL = { op: () => accepted, note: () => accepted };

const open = (workspace: string): Promise<Engine> =>
  openTestEngine(workspace, { randomBytes: (length) => randomBytes(length), now: () => Date.now() });

interface Piece {
  readonly path: string;
  readonly digest: string;
}

function writePieces(root: string): readonly Piece[] {
  for (let n = 0; n < folders; n += 1) mkdirSync(join(root, 'build', String(n)), { recursive: true });
  return Array.from({ length: pieces }, (_unused, n) => {
    const path = `build/${n % folders}/piece-${n}.bin`;
    const bytes = randomBytes(kilobytes * 1024);
    writeFileSync(join(root, path), bytes);
    return { path, digest: createHash('sha256').update(bytes).digest('hex') };
  });
}

/** As another device of the workspace would have sent it. */
function addEvidence(workspace: string, files: readonly Piece[]): void {
  const opened = openWorkspaceDatabase({
    file: join(workspace, 'quarterdeck.db'),
    clock: { now: () => Date.now() },
    entropy: { bytes: (count) => randomBytes(count) },
    appVersion: 'bench',
  });
  if (!opened.ok) throw new Error(opened.error.message);
  const db = opened.value;
  const [item] = itemFacts(db.read, null);
  const root = item === undefined ? null : (readTracker(db.read, item.trackerId)?.rootId ?? null);
  if (item === undefined || root === null) throw new Error('the tracker has no item or no root');
  const device = DeviceId.parse('de_bench');
  const value = (of: unknown) => ({ value: of });
  const ops = files.map(({ path, digest }, n) => {
    const locator = { type: 'artifact', place: { path } };
    const added = { tracker: item.trackerId, item: item.id, root, locator, digest };
    return {
      id: `op_${n}`,
      hlc: packHlc({ millis: Date.now() - 60_000, counter: n }, device),
      device,
      actor: 'ac_bench',
      correlation: 'cr_bench',
      entity: { kind: 'evidence', id: evidenceIdOf(added) },
      patch: {
        added: value(added),
        tier: value('ci-run'),
        freshDays: value(null),
        note: value(''),
        withdrawn: value(false),
      },
      signature: 'bench',
    };
  });
  const received = receiveOps(db, ops, TRUSTS_ALL);
  if (!received.ok) throw new Error(received.error.message);
  db.close();
}

export const verifyEvidenceBench: Bench = {
  name: 'Verify evidence',
  dataset: `${pieces} files of ${kilobytes} kB in ${folders} folders`,
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-bench-'));
    try {
      const root = join(folder, 'root');
      const workspace = join(folder, 'workspace');
      mkdirSync(root);
      writeFileSync(join(root, 'plan.md'), smallTracker(1));
      const first = await open(workspace);
      const paths = [join(root, 'plan.md')];
      const imported = await first.handlers.calls['trackers.import'](
        { paths, profile: null, mapping: null },
        context,
      );
      if (!imported.ok) throw new Error(imported.error.message);
      await first.idle();
      await first.close();
      addEvidence(workspace, writePieces(root));

      const engine = await open(workspace);
      await engine.idle();
      const verifyAll = async (): Promise<void> => {
        const what = { of: 'tracker', trackerId: null } as const;
        const answer = await engine.handlers.calls['evidence.verify']({ what }, context);
        if (!answer.ok) throw new Error(answer.error.message);
        if (answer.value.verified !== pieces) throw new Error(`${answer.value.others} do not hold`);
      };
      const hashAll = (): void =>
        void execFileSync('sh', ['-c', 'find build -type f -print0 | xargs -0 sha256sum > /dev/null'], {
          cwd: root,
        });
      const verified: number[] = [];
      const hashed: number[] = [];
      // By turns: both meet the machine as it is.
      for (let run = 0; run < runs; run += 1) {
        hashed.push(...(await sample(1, hashAll)));
        verified.push(...(await sample(1, verifyAll)));
      }
      await engine.close();
      return [
        {
          operation: 'verify all and record it',
          unit: 'ms',
          budget: Math.round(mostTimes * median(hashed)),
          samples: verified,
          baseline: { name: 'sha256sum', samples: hashed },
          note: `at most ${mostTimes} times sha256sum over the same files in this run`,
        },
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
