import { join } from 'node:path';
import { contract } from '../../../../core/contract/index.ts';
import { parseLocator } from '../../../../core/domain/readiness/locator-text.ts';
import type { ItemId } from '../../../../core/kernel/ids.ts';
import { context, importOne, take, write } from '../../engine/test-engine.ts';
import { type SignoffEngineOptions, signoffEngine } from '../signoffs/signoff-engine.ts';

/** A programme of which one workstream is short of evidence, as its note says. */
export const PROGRAMME = `---
owner: Harbour office
last-verified: 2026-11-20
---

# Harbour Cutover Status

- Last Updated: November 20, 2026
- Status Key: \`not-started\` | \`in-progress\` | \`blocked\` | \`done\`

## Program Milestones

| Milestone | Target Date | Status | Notes |
|---|---|---|---|
| M1 Signals moved | November 27, 2026 | done | All lamps answer. |

## Workstream Milestones

### WS1 Signal Store

| Milestone | Target Date | Status | Notes |
|---|---|---|---|
| Stores are read through one place | November 13, 2026 | done | Checked by hand. |

### WS2 Watch Books

| Milestone | Target Date | Status | Notes |
|---|---|---|---|
| Books are printed | November 13, 2026 | done | |

## Acceptance Criteria Verification Snapshot

Status key: \`met\` | \`partial\` | \`not-yet-verified\`

| Workstream | Verification Status | Notes |
|---|---|---|
| WS1 | partial | Reads are guarded, but evidence of the slowest reads has not been written down yet. |
| WS2 | met | The books were compared page by page. |

## Change Log

- November 20, 2026: Snapshot taken.
`;

/** A plan with phases, done criteria and exit criteria of every kind that a rule reads. */
export const PLAN = `# Quay Completion Plan

Status: active execution plan
Last updated: 2026-11-20

## 1. Phased Execution

### Phase A — Footings

Objective:

1. The footings carry the quay.

Tasks:

1. Pour the footings

Done criteria:

1. Load tests pass
2. The survey is filed

Status:

1. Complete (poured and cured)

### Phase B — Cranes

Objective:

1. The cranes turn.

Done criteria:

1. Cranes lift ten tonnes

Status:

1. Completed baseline (turning; load proof pending)

## 2. Global Exit Criteria

The quay is open only when all are true:

1. Phases A-B are complete
2. Opening gate decision is go on candidate branch
3. No unresolved high-severity findings in harbour papers
4. Pilot approval evidence is attached
5. Berth cases (BC-01 to BC-02) have complete evidence
6. The mayor was told
`;

const REPORT = `<testsuites><testsuite name="reads">
<testcase classname="store" name="slowest read stays within ten per cent"/>
</testsuite></testsuites>
`;

export async function gateEngine({ text = PROGRAMME, ...options }: SignoffEngineOptions = {}) {
  const yard = await signoffEngine({ text, ...options });
  const { folder, calls, views } = yard;
  write(join(folder, 'yard', 'build', 'reads.xml'), REPORT);
  write(join(folder, 'yard', 'build', 'reads.json'), '{"slowest_ms": 41}\n');

  const run = async (gateId: string, more: { verify?: boolean; commit?: string } = {}) =>
    take(await calls['gates.run'](contract['gates.run'].input.parse({ gateId, ...more }), context));
  const add = async (itemId: ItemId, type: 'test' | 'artifact' | 'doc', locator: string) =>
    take(
      await calls['evidence.add'](
        contract['evidence.add'].input.parse({
          itemId,
          locator: take(parseLocator(type, locator)),
          folder: null,
          tier: 'ci-run',
        }),
        context,
      ),
    );
  const edit = async (itemId: ItemId, field: string, value: string) =>
    take(
      await calls['trackers.edit'](
        {
          trackerId: yard.trackerId,
          edits: [{ kind: 'set-field', itemId, field, value }],
          log: false,
          actorId: null,
        },
        context,
      ),
    );
  const save = (gate: string) => calls['gates.save']({ text: gate }, context);
  const gates = async () => (await views['gates.list'].read({})).rows;
  const rowOf = async (key: string, kind: string): Promise<ItemId> => {
    const { rows } = await views['trackers.items'].read({
      trackerId: null,
      filter: contract['trackers.items'].input.shape.filter.parse({ kinds: [kind] }),
      sort: { by: 'document', descending: false },
      window: { start: 0, limit: 100 },
    });
    const row = rows.find((one) => one.key === key);
    if (row === undefined) throw new Error(`no ${kind} ${key}`);
    return row.id;
  };
  const also = (name: string, other: string) =>
    importOne(yard.engine, write(join(folder, 'yard', name), other));
  const { rows: people } = await views['actors.list'].read({});
  const owner = people[0]?.name ?? '';
  return { ...yard, owner, edit, run, add, save, gates, rowOf, also };
}
