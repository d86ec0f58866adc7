import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RowOf } from '../../../core/contract/index.ts';
import { deliverableCommandJson } from '../../../core/domain/fleet/decide/deliverable-command.ts';
import { hubSource } from '../../../core/domain/fleet/hub-source.ts';
import type { ItemId, TaskId } from '../../../core/kernel/ids.ts';
import { openWorkspaceDatabase } from '../../../db/open.ts';
import { knownHubs } from '../../../db/readers/fleet/hubs.ts';
import { liveTracker } from '../../../db/readers/tracker-views.ts';
import { actorRows } from '../../../db/readers/workspace-view.ts';
import { confirmIntent, openIntent } from '../../../db/usecases/intents.ts';
import { type FleetWorkspace, openFleetWorkspace } from '../../support/fleet/fleet-workspace.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { must } from '../db/open-workspace.ts';

const page = `---
doc-type: status
---

# Harbour Lights

- Program: \`harbour-lights\`
- Last Updated: November 2, 2026
- Status Key: \`not-started\` | \`in-progress\` | \`blocked\` | \`done\`

## Program Milestones

| Milestone | Target Date | Status | Notes |
| --- | --- | --- | --- |
| M0 Survey the piers | November 9, 2026 | in-progress | North pier first |
| M1 Trim the lamps | December 1, 2026 | not-started | |
`;

const list = '# Before sailing\n\n- [ ] Check the ropes\n- [x] Fill the lamps\n';

let fleet: FleetWorkspace;
let home: string;
let file: string;
let boxes: string;
let items: readonly RowOf<'trackers.items'>[];

beforeEach(async () => {
  const folder = tempFolder();
  home = folder;
  fleet = await openFleetWorkspace(join(folder, 'workspace'));
  file = join(folder, 'lights.md');
  writeFileSync(file, page);
  boxes = join(folder, 'boxes.md');
  writeFileSync(boxes, list);
  await fleet.call('trackers.import', { paths: [file, boxes], profile: null, mapping: null });
  const found = await fleet.until('trackers.items', {
    trackerId: null,
    filter: {},
    sort: { by: 'document', descending: false },
    window: { start: 0, limit: 100 },
  });
  items = found.rows;
});

afterEach(() => fleet.close());

function item(key: string): RowOf<'trackers.items'> {
  const found = items.find((row) => row.title.includes(key));
  if (found === undefined)
    throw new Error(`no item ${key} among ${items.map(({ title }) => title).join(', ')}`);
  return found;
}

/** A task made from the item, carried out and verified. */
async function verifiedTask(itemId: ItemId): Promise<TaskId> {
  const { task } = await fleet.call('tasks.fromItem', { itemId });
  const agent = await (await fleet.addAgent(`Agent of ${itemId}`)).connect();
  const taskId = await fleet.submit({ ...task, work: { kind: 'shell', command: 'true' } });
  const offer = await agent.takeOffer();
  const check = {
    step: { type: 'file_exists', path: 'survey.txt' } as const,
    status: 'pass' as const,
    durationMs: 1,
    tail: '',
  };
  const report = {
    run: 1,
    status: 'pass' as const,
    startedAt: 1,
    durationMs: 1,
    checks: [check, check, check],
  };
  await agent.ask({ t: 'verified', taskId, generation: offer.generation, report });
  await agent.complete(offer, true);
  return taskId;
}

it('a task made from an item says what to do, where it stands and which status it would bring', async () => {
  const { id, trackerId } = item('Survey');
  const made = await fleet.call('tasks.fromItem', { itemId: id });
  expect(made).toMatchObject({ trackerName: 'Harbour Lights', itemTitle: item('Survey').title });
  expect(made.statuses[0]).toBe('done');
  expect(made.task).toMatchObject({ link: { trackerId, itemId: id, statusWhenDone: 'done' } });
  expect(made.task.description).toContain('Survey the piers');
  expect(made.task.notes).toContain('North pier first');
});

it('a verified task proposes its status, and accepting it edits the file as the person who accepts', async () => {
  const { id, trackerId } = item('Survey');
  const taskId = await verifiedTask(id);
  const { rows, extra } = await fleet.until('proposals.list', {}, (shown) => shown.rows.length === 1);
  expect(extra.open).toBe(1);
  const [proposal] = rows;
  expect(proposal).toMatchObject({
    taskId,
    trackerId,
    itemId: id,
    statusNow: 'in-progress',
    statusProposed: 'done',
    evidence: '3 of 3 checks passed',
  });
  if (proposal === undefined) throw new Error('no proposal');
  const needs = await fleet.until('bridge.needs', {}, (shown) =>
    shown.rows.some(({ kind }) => kind === 'proposal'),
  );
  expect(needs.rows.find(({ kind }) => kind === 'proposal')?.title).toBe(item('Survey').title);
  expect(readFileSync(file, 'utf8')).toBe(page);

  await fleet.call('proposals.accept', { proposalId: proposal.id });
  expect(readFileSync(file, 'utf8')).toBe(page.replace('| in-progress |', '| done |'));
  const detail = await fleet.call('trackers.item', { itemId: id });
  expect(detail.history.some(({ actor, after }) => actor !== null && after === 'done')).toBe(true);
  expect(detail.evidence).toMatchObject([
    { taskId, proposalId: proposal.id, status: 'done', checks: '3 of 3 checks passed', answer: 'accepted' },
  ]);
  const task = await fleet.taskUntil(taskId, (shown) => shown.proposal?.answer === 'accepted');
  expect(task).toMatchObject({ item: { itemId: id, status: 'done' }, proposal: { id: proposal.id } });
  const again = await fleet.client.call('proposals.accept', { proposalId: proposal.id });
  expect(again).toMatchObject({ ok: false, error: { code: 'proposal.settled' } });
  expect((await fleet.until('proposals.list', {})).rows).toEqual([]);

  await fleet.call('trackers.undo', { trackerId });
  expect(readFileSync(file, 'utf8')).toBe(page);
});

it('an item that has the status already settles the proposal without another edit', async () => {
  const { id, trackerId } = item('Survey');
  await verifiedTask(id);
  const { rows } = await fleet.until('proposals.list', {}, (shown) => shown.rows.length === 1);
  await fleet.call('trackers.edit', {
    trackerId,
    edits: [{ kind: 'set-field', itemId: id, field: 'status', value: 'done' }],
    log: false,
    actorId: null,
  });
  const before = readFileSync(file, 'utf8');
  for (const { id: proposalId } of rows) await fleet.call('proposals.accept', { proposalId });
  expect(readFileSync(file, 'utf8')).toBe(before);
  expect((await fleet.until('proposals.list', {})).extra.open).toBe(0);
});

it('a dismissed proposal leaves the file alone', async () => {
  await verifiedTask(item('Trim').id);
  const { rows } = await fleet.until('proposals.list', {}, (shown) => shown.rows.length === 1);
  for (const { id: proposalId } of rows) await fleet.call('proposals.dismiss', { proposalId });
  expect(readFileSync(file, 'utf8')).toBe(page);
  expect((await fleet.until('proposals.list', {})).rows).toEqual([]);
  const unknown = await fleet.client.call('proposals.dismiss', { proposalId: 'pr_nothing' });
  expect(unknown).toMatchObject({ ok: false });
});

describe('an accepted proposal whose process was killed', () => {
  /** The workspace as the kill left it: the edit as far as it came, and what tells the hub written with it. */
  async function killed(
    how: 'before the file' | 'before its confirmation' | 'before the hub heard',
  ): Promise<void> {
    const { id, trackerId } = item('Survey');
    await verifiedTask(id);
    const { rows } = await fleet.until('proposals.list', {}, (shown) => shown.rows.length === 1);
    const [proposal] = rows;
    if (proposal === undefined) throw new Error('no proposal');
    await fleet.stop();
    const db = must(
      openWorkspaceDatabase({
        file: join(home, 'workspace', 'quarterdeck.db'),
        clock: { now: () => Date.now() },
        entropy: { bytes: (count) => new Uint8Array(randomBytes(count)) },
        appVersion: 'test',
      }),
    );
    const [actor] = actorRows(db.read).filter(({ kind }) => kind === 'person');
    if (actor === undefined) throw new Error('nobody');
    const [hub] = knownHubs(db.read);
    if (hub === undefined) throw new Error('no hub');
    const target = page.replace('| in-progress |', '| done |');
    const from = page.indexOf('in-progress |', page.indexOf('M0'));
    const by = { kind: 'person', id: actor.id, name: actor.name } as const;
    const command = { type: 'proposal.settle', by, proposalId: proposal.id, answer: 'accepted' } as const;
    const opened = must(
      openIntent(db, {
        trackerId,
        cause: 'edit',
        actorId: actor.id,
        summary: 'in-progress -> done',
        ops: [],
        splices: [{ start: from, end: from + 'in-progress'.length, insert: 'done' }],
        baseHash: liveTracker(db.read, trackerId)?.hash ?? '',
        target: Buffer.from(target),
        deliveries: [
          {
            id: 'dl_accepted',
            destination: hubSource(hub.id),
            kind: command.type,
            payload: deliverableCommandJson.write(command),
            expiresAt: Date.now() + 60_000,
          },
        ],
      }),
    );
    if (how !== 'before the file') writeFileSync(file, target);
    if (how === 'before the hub heard') must(confirmIntent(db, opened.intentId));
    db.close();
    await fleet.start();
  }

  it.each(['before the file', 'before its confirmation', 'before the hub heard'] as const)(
    '%s: the next start brings both to their end, once',
    async (how) => {
      await killed(how);
      const { rows } = await fleet.until('proposals.list', {}, (shown) => shown.extra.open === 0);
      expect(rows).toEqual([]);
      expect(readFileSync(file, 'utf8')).toBe(page.replace('| in-progress |', '| done |'));
      const { evidence } = await fleet.call('trackers.item', { itemId: item('Survey').id });
      expect(evidence).toMatchObject([{ answer: 'accepted' }]);
    },
  );
});

it('accepting what is proposed for a check box ticks it', async () => {
  const made = await fleet.call('tasks.fromItem', { itemId: item('Fill').id });
  expect(made.task.link?.statusWhenDone).toBeNull();
  await verifiedTask(item('ropes').id);
  const { rows } = await fleet.until('proposals.list', {}, (shown) => shown.rows.length === 1);
  for (const { id: proposalId } of rows) await fleet.call('proposals.accept', { proposalId });
  expect(readFileSync(boxes, 'utf8')).toBe(list.replace('- [ ] Check', '- [x] Check'));
});
