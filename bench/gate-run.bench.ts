import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accepted } from '../core/domain/sync/verdict.ts';
import { packHlc } from '../core/kernel/hlc.ts';
import { DeviceId } from '../core/kernel/ids.ts';
import { openWorkspaceDatabase } from '../db/open.ts';
import { itemFacts } from '../db/readers/readiness/gates/gate-facts.ts';
import { evidenceIdOf } from '../db/records/readiness/evidence.ts';
import { receiveObservations, receiveOps } from '../db/usecases/receive/receive.ts';
import type { Engine } from '../main/engine/engine.ts';
import { openTestEngine } from '../tests/torture/engine.ts';
import { programmeOf } from './documents.ts';
import { type Bench, sample } from './measure.ts';

const trackers = 10;
const items = 10_000;
const pieces = 30_000;
const budgetMs = 300;
const context = { actor: null, signal: new AbortController().signal };
const TRUSTS_ALL = { op: () => accepted, note: () => accepted };
const GATE = `gate: everything
title: Everything is done and proven
criteria:
  - id: done
    title: Every task is done, with evidence
    items: {}
    require: { evidence: { atLeast: 3, tier: ci-run } }
    atLeast: ${items}
  - id: findings
    title: Nothing grave is open
    findings: { severity: high, most: 0 }
`;

const open = (workspace: string): Promise<Engine> =>
  openTestEngine(workspace, { randomBytes: (length) => randomBytes(length), now: () => Date.now() });

async function importAll(workspace: string, folder: string): Promise<void> {
  const engine = await open(workspace);
  const { calls } = engine.handlers;
  const imported = await calls['trackers.import']({ paths: [folder], profile: null, mapping: null }, context);
  if (!imported.ok) throw new Error(imported.error.message);
  const saved = await calls['gates.save']({ text: GATE }, context);
  if (!saved.ok) throw new Error(saved.error.message);
  await engine.idle();
  await engine.close();
}

/** Evidence as another device of the workspace would have sent it, each piece verified. */
function addEvidence(workspace: string): void {
  const opened = openWorkspaceDatabase({
    file: join(workspace, 'quarterdeck.db'),
    clock: { now: () => Date.now() },
    entropy: { bytes: (count) => randomBytes(count) },
    appVersion: 'bench',
  });
  if (!opened.ok) throw new Error(opened.error.message);
  const db = opened.value;
  const rows = itemFacts(db.read, null);
  if (rows.length !== items) throw new Error(`there are ${rows.length} items`);
  const device = DeviceId.parse('de_bench');
  const digest = 'a'.repeat(64);
  const now = Date.now() - 60_000;
  const ops: unknown[] = [];
  const events: unknown[] = [];
  for (let n = 0; n < pieces; n += 1) {
    const item = rows[n % items];
    if (item === undefined) throw new Error('no item');
    const locator = { type: 'artifact', place: { path: `build/piece-${n}.tgz` } };
    const added = { tracker: item.trackerId, item: item.id, root: null, locator, digest };
    const id = evidenceIdOf(added);
    const value = (of: unknown) => ({ value: of });
    ops.push({
      id: `op_${n}`,
      hlc: packHlc({ millis: now, counter: n }, device),
      device,
      actor: 'ac_bench',
      correlation: 'cr_bench',
      entity: { kind: 'evidence', id },
      patch: {
        added: value(added),
        tier: value('ci-run'),
        freshDays: value(30),
        note: value(''),
        withdrawn: value(false),
      },
      signature: 'bench',
    });
    const verification = {
      evidence: id,
      by: null,
      result: 'verified',
      says: 'It is there.',
      digest,
      commit: null,
    };
    events.push({
      source: `evidence:${device}`,
      sourceId: `vf_${n}`,
      kind: 'evidence.verified',
      at: now,
      payload: JSON.stringify({ v: 1, d: verification }),
    });
  }
  for (const received of [receiveOps(db, ops, TRUSTS_ALL), receiveObservations(db, events, TRUSTS_ALL)])
    if (!received.ok) throw new Error(received.error.message);
  db.close();
}

export const gateRunBench: Bench = {
  name: 'Gate over everything',
  dataset: `${items} items in ${trackers} trackers, seeds 1-${trackers}; ${pieces} pieces of verified evidence`,
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-bench-'));
    try {
      const files = join(folder, 'files');
      const workspace = join(folder, 'workspace');
      mkdirSync(files);
      for (let n = 1; n <= trackers; n += 1) {
        const text = programmeOf(items / trackers, n).replaceAll(/not-started|in-progress|blocked/gu, 'done');
        writeFileSync(join(files, `lot-${n}.md`), text);
      }
      await importAll(workspace, files);
      addEvidence(workspace);

      const engine = await open(workspace);
      await engine.idle();
      const ran = await sample(9, async () => {
        const answer = await engine.handlers.calls['gates.run'](
          { gateId: 'everything', commit: null, environment: null, verify: false },
          context,
        );
        if (!answer.ok) throw new Error(answer.error.message);
        const { decision, checks } = answer.value.report;
        if (decision !== 'go') throw new Error(`${decision}: ${checks[0]?.detail}`);
      });
      await engine.close();
      return [
        {
          operation: 'run a gate and record it, warm',
          unit: 'ms',
          budget: budgetMs,
          samples: ran,
          baseline: null,
          note: 'the first run is not counted; evidence is judged as it was found, without reading the files again',
        },
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
