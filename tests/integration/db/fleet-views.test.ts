import { expect, test } from 'vitest';
import { measures } from '../../../core/contract/fleet/measures.ts';
import type { FleetEvent } from '../../../core/domain/fleet/events.ts';
import { TaskFilter } from '../../../core/domain/fleet/rows/task-filter.ts';
import { TaskDetail, TaskRow } from '../../../core/domain/fleet/rows/task-rows.ts';
import { ProposalId } from '../../../core/kernel/ids.ts';
import { agentHistory, agentTotalsSince } from '../../../db/readers/fleet/agents.ts';
import { costsBy } from '../../../db/readers/fleet/costs.ts';
import { hubClients, readHubListen } from '../../../db/readers/fleet/hub.ts';
import { countDeadLetters, openTaskNotes } from '../../../db/readers/fleet/open-tasks.ts';
import { openProposals, proposalAnswer } from '../../../db/readers/fleet/proposals.ts';
import { attemptTranscript, taskDetail } from '../../../db/readers/fleet/task-detail.ts';
import { taskList, taskPage } from '../../../db/readers/fleet/task-list.ts';
import { savedTemplates } from '../../../db/readers/fleet/templates.ts';
import { createReaderPool } from '../../../db/readers/pool.ts';
import { search } from '../../../db/readers/search/search.ts';
import { fillSearch } from '../../../db/usecases/derived.ts';
import { appendFleetEvents } from '../../../db/usecases/fleet/fleet-events.ts';
import { setHubListen } from '../../../db/usecases/fleet/hub-listen.ts';
import { removeTemplate, saveTemplate } from '../../../db/usecases/fleet/task-templates.ts';
import { rebuildProjections, verifyProjections } from '../../../db/usecases/rebuild.ts';
import { agentNamed, fleetHistory, person, specOf, taskNamed } from '../../support/fleet/fleet-history.ts';
import { testHub, testHubN } from '../../support/fleet/test-hub.ts';
import { must, type TestWorkspace, testWorkspace } from './open-workspace.ts';

const history = fleetHistory({ seed: 11, agents: 12, tasks: 80 });
const everything = TaskFilter.parse({});

function filled(events: readonly FleetEvent[] = history): TestWorkspace {
  const ws = testWorkspace();
  must(appendFleetEvents(ws.db, testHub, events, 'normal'));
  return ws;
}

const ends = history.filter((event) => event.type === 'task.completed' || event.type === 'attempt.ended');

test('the list shows the newest first, a window at a time, with how many there are', () => {
  const { db } = filled();
  const first = taskList(db.read, everything, { start: 0, limit: 30 });
  const second = taskList(db.read, everything, { start: 30, limit: 100 });
  expect([first.total, second.total]).toEqual([80, 80]);
  expect([...first.rows, ...second.rows].map((row) => row.id)).toEqual(
    history.flatMap((event) => (event.type === 'task.submitted' ? [event.taskId] : [])).reverse(),
  );
  for (const row of first.rows) expect(TaskRow.parse(row)).toEqual(row);
});

test('filters narrow the list together', () => {
  const { db } = filled();
  const ids = (filter: Partial<typeof everything>) =>
    new Set(
      taskList(db.read, { ...everything, ...filter }, { start: 0, limit: 500 }).rows.map((row) => row.id),
    );
  const all = taskList(db.read, everything, { start: 0, limit: 500 }).rows;
  const where = (fits: (row: TaskRow) => boolean) => new Set(all.filter(fits).map((row) => row.id));
  expect(ids({ statuses: ['completed', 'cancelled'] })).toEqual(
    where((row) => row.status === 'completed' || row.status === 'cancelled'),
  );
  expect(ids({ lane: 'urgent' })).toEqual(where((row) => row.lane === 'urgent'));
  expect(ids({ agentId: agentNamed(3) })).toEqual(where((row) => row.agentId === agentNamed(3)));
  const linked = all.find((row) => row.link !== null)?.link;
  expect(ids({ itemId: linked?.itemId ?? null, lane: 'normal' })).toEqual(
    where((row) => row.link?.itemId === linked?.itemId && row.lane === 'normal'),
  );
  expect(ids({ statuses: [] })).toEqual(new Set());
});

test('pages for tools go on below the last task of the page before', () => {
  const { db } = filled();
  const seen: string[] = [];
  let before: TaskRow['id'] | null = null;
  for (let page = 0; page < 20; page += 1) {
    const { tasks, next } = taskPage(db.read, testHubN, { status: 'completed', before, limit: 9 });
    seen.push(...tasks.map((row) => row.id));
    if (next === null) break;
    before = next;
  }
  const all = taskList(db.read, { ...everything, statuses: ['completed'] }, { start: 0, limit: 500 });
  expect(seen).toEqual(all.rows.map((row) => row.id));
});

test('a row sums up what all attempts cost, by currency, and tells how its last one ended', () => {
  const { db } = filled();
  for (const row of taskList(db.read, everything, { start: 0, limit: 500 }).rows) {
    const own = ends.filter((event) => event.taskId === row.id);
    const sums = new Map<string, number>();
    for (const { spent } of own)
      if (spent.cost !== null)
        sums.set(spent.cost.currency, (sums.get(spent.cost.currency) ?? 0) + spent.cost.micros);
    expect(new Map(row.cost.map(({ currency, micros }) => [currency, micros]))).toEqual(sums);
    expect(row.tokens).toBe(own.reduce((sum, { spent }) => sum + spent.tokensIn + spent.tokensOut, 0));
  }
  const of = (status: TaskRow['status']) =>
    taskList(db.read, { ...everything, statuses: [status] }, { start: 0, limit: 500 }).rows;
  expect(of('dead-letter').length).toBeGreaterThan(2);
  for (const row of of('dead-letter'))
    expect(row).toMatchObject({ endReason: 'verification', error: 'A check failed.', verified: false });
  for (const row of of('completed')) expect(row).toMatchObject({ verified: true, endReason: null });
});

test('a task tells its attempts, reports, transcript, dependencies and history in sentences', () => {
  const { db } = filled();
  const twice = ends.find((event) => event.generation === 2);
  const detail = twice === undefined ? null : taskDetail(db.read, testHubN, twice.taskId);
  if (detail === null) throw new Error('no task was tried twice');
  expect(TaskDetail.parse(detail)).toEqual(detail);
  expect(detail.attempts.map((one) => [one.generation, one.reason])[0]).toEqual([1, 'disconnected']);
  expect(detail.attempts[1]?.reports[0]?.checks).toHaveLength(2);
  expect(detail.attempts[1]?.transcript?.lines.map((line) => line.text)).toContain('checking all');
  expect(detail.attempts[0]?.decision.because[0]).toBe('It is free and can compile C.');
  const said = detail.history.map((entry) => entry.what);
  expect(said[0]).toMatch(/^Submitted to the \w+ lane$/);
  expect(said).toContain('Attempt 1 ended, the agent was lost; it waits for another');
  expect(said.some((what) => /^Attempt 2 offered to Agent \d+: It is free/.test(what))).toBe(true);
  expect(detail.history.map((entry) => entry.at)).toEqual(
    detail.history.map((entry) => entry.at).toSorted((a, b) => a - b),
  );
  expect(attemptTranscript(db.read, testHubN, detail.id, 2)).toEqual(detail.attempts[1]?.transcript);
  expect(attemptTranscript(db.read, testHubN, detail.id, 3)).toBeNull();
  expect(taskDetail(db.read, testHubN, taskNamed(12345))).toBeNull();

  const needy = taskList(db.read, everything, { start: 0, limit: 500 })
    .rows.map((row) => taskDetail(db.read, testHubN, row.id))
    .find((one) => (one?.dependsOn.length ?? 0) > 0);
  const [needed] = needy?.dependsOn ?? [];
  if (needy === null || needy === undefined || needed === undefined) throw new Error('no dependency');
  expect(needy.spec.dependsOn).toEqual([needed.id]);
  expect(taskDetail(db.read, testHubN, needed.id)?.neededBy.map((one) => one.id)).toContain(needy.id);
});

test('a task is found by the words of its description, and not after it is gone', async () => {
  const ws = filled();
  must(await fillSearch(ws.db));
  const text = 'rudder deck';
  const fits = history.flatMap((event) =>
    event.type === 'task.submitted' && event.spec.description.includes('the rudder before') ? [event] : [],
  );
  const found = (db: TestWorkspace['db']) =>
    taskList(db.read, { ...everything, text }, { start: 0, limit: 500 }).rows.map((row) => row.id);
  expect(found(ws.db).toSorted()).toEqual(fits.map((event) => event.taskId).toSorted());
  const [hit] = search(ws.db.read, 'rudd', 5).hits;
  expect(hit).toMatchObject({ kind: 'task', route: `/tasks/${hit?.id ?? ''}` });
  expect(hit?.title).toContain('rudder');

  const before = found(ws.db);
  must(await rebuildProjections(ws.db));
  expect(found(ws.reopen())).toEqual(before);
  must(appendFleetEvents(ws.db, testHub, [{ type: 'sample.removed', at: 9, by: person }], 'full'));
  const left = fits.filter((event) => !event.sample).map((event) => event.taskId);
  expect(
    search(ws.db.read, text, 200)
      .hits.map((one) => one.id)
      .toSorted(),
  ).toEqual(left.toSorted());
});

test("an agent's state intervals follow one another without a gap, from any moment on", () => {
  const { db } = filled();
  const { rows, truncated } = agentHistory(db.read, testHubN, {
    agentId: agentNamed(4),
    from: 0,
    limit: 2000,
  });
  expect(truncated).toBe(false);
  expect(rows[0]).toMatchObject({ state: 'offline', reason: 'added' });
  expect(rows.at(-1)?.to).toBeNull();
  for (const [at, row] of rows.entries()) expect(row.to).toBe(rows[at + 1]?.from ?? null);
  expect(rows.some((row) => row.taskTitle !== null && row.state === 'working')).toBe(true);

  const middle = rows[7];
  const later = agentHistory(db.read, testHubN, {
    agentId: agentNamed(4),
    from: (middle?.from ?? 0) + 1,
    limit: 2000,
  });
  expect(later.rows).toEqual(rows.slice(7));
  const newest = agentHistory(db.read, testHubN, { agentId: agentNamed(4), from: 0, limit: 3 });
  expect(newest).toEqual({ rows: rows.slice(-3), truncated: true });
});

test('costs add up the same by agent, task, model, item and day', () => {
  const { db } = filled();
  const times = ends.map((event) => event.at);
  const [from, to] = [Math.min(...times), Math.max(...times) + 1];
  const half = Math.floor((from + to) / 2);
  const days = [
    { date: '2026-11-20', from, to: half },
    { date: '2026-11-21', from: half, to },
  ];
  const totals = (['agent', 'task', 'model', 'item', 'day'] as const).map((by) => {
    const costs = costsBy(db.read, { by: by, hubId: null, days: days });
    expect(measures['costs.by'].output.parse(costs)).toEqual(costs);
    const sum = (pick: (row: (typeof costs.rows)[number]) => number) =>
      costs.rows.reduce((all, row) => all + pick(row), 0);
    expect(sum((row) => row.attempts)).toBe(ends.length);
    expect(sum((row) => row.unpriced)).toBe(costs.unpriced);
    return [costs.total, sum((row) => row.tokensIn), Math.round(sum((row) => row.workedMs))];
  });
  expect(new Set(totals.map((total) => JSON.stringify(total))).size).toBe(1);
  const perDay = costsBy(db.read, { by: 'day', hubId: null, days: days }).rows;
  expect(perDay.map((row) => row.key)).toEqual(['2026-11-20', '2026-11-21']);
  expect(perDay[0]?.attempts).toBe(ends.filter((event) => event.at < half).length);
  const largest = costsBy(db.read, { by: 'task', hubId: null, days: days }).rows.map(({ cost }) =>
    Math.max(0, ...cost.map(({ micros }) => micros)),
  );
  expect(largest).toEqual(largest.toSorted((a, b) => b - a));
});

test('totals since a moment count each agent for itself', () => {
  const { db } = filled();
  const since = ends[20]?.at ?? 0;
  const totals = agentTotalsSince(db.read, testHubN, since);
  for (const [agentId, total] of totals) {
    const own = ends.filter((event) => event.agentId === agentId && event.at >= since);
    expect(total.completed).toBe(own.filter((event) => event.type === 'task.completed').length);
    expect(total.failed).toBe(own.filter((event) => event.type === 'attempt.ended').length);
  }
  expect(totals.size).toBe(new Set(ends.filter(({ at }) => at >= since).map(({ agentId }) => agentId)).size);
});

test('proposals wait with their evidence until they are answered', () => {
  const ws = filled();
  const made = history.filter((event) => event.type === 'proposal.made');
  const { rows, open } = openProposals(ws.db.read, testHubN, { trackerId: null, itemId: null });
  expect(open).toBe(made.length);
  expect(rows[0]).toMatchObject({
    id: made[0]?.proposalId,
    statusProposed: 'Done',
    statusNow: null,
    evidence: '2 of 2 checks passed',
  });
  const [first] = rows;
  if (first === undefined) throw new Error('no proposal');
  must(
    appendFleetEvents(
      ws.db,
      testHub,
      [{ type: 'proposal.settled', at: 9, by: person, proposalId: first.id, answer: 'accepted' }],
      'full',
    ),
  );
  expect(openProposals(ws.db.read, testHubN, { trackerId: null, itemId: null }).open).toBe(made.length - 1);
  expect(proposalAnswer(ws.db.read, testHub, first.id)).toBe('accepted');
  expect(proposalAnswer(ws.db.read, testHub, ProposalId.parse('pr_none'))).toBeNull();
  expect(taskDetail(ws.db.read, testHubN, first.taskId)).toMatchObject({
    proposal: { id: first.id, status: 'Done', answer: 'accepted' },
  });
  expect(taskDetail(ws.db.read, testHubN, first.taskId)?.history.at(-1)).toMatchObject({
    what: 'The proposed status was accepted',
    by: 'Ada',
  });
});

test('open tasks keep what their attempts said last', () => {
  const cut = history.findIndex((event) => event.type === 'attempt.ended' && event.next === 'queued');
  const { db } = filled(history.slice(0, cut + 1));
  const end = history[cut];
  if (end?.type !== 'attempt.ended') throw new Error('no attempt ended');
  const notes = openTaskNotes(db.read, testHubN);
  expect(notes.get(end.taskId)).toEqual({
    percent: null,
    note: '',
    verified: null,
    error: 'A check failed.',
  });
  const running = [...notes.values()].find((note) => note.percent !== null);
  expect(running?.note).toMatch(/^Step \d: /);
  const all = filled();
  expect(countDeadLetters(all.db.read, testHubN)).toBe(
    history.filter((event) => event.type === 'attempt.ended' && event.next === 'dead-letter').length,
  );
});

test('heavy reads answer the same from a thread of their own', async () => {
  const ws = filled();
  const pool = createReaderPool({ file: ws.file });
  const window = { start: 10, limit: 20 };
  expect(must(await pool.run('taskList', { filter: everything, window }))).toEqual(
    taskList(ws.db.read, everything, window),
  );
  await pool.close();
});

test('a template is kept under a name of its own, survives a replay, and goes', async () => {
  const ws = testWorkspace();
  const task = specOf({ description: 'Check the {{what}}' });
  const { id } = must(saveTemplate(ws.db, ws.actorId, { name: 'Check', about: 'One thing', task }));
  const again = saveTemplate(ws.db, ws.actorId, { name: 'CHECK', about: '', task });
  expect(again.ok ? null : again.error.code).toBe('template.exists');
  expect(savedTemplates(ws.db.read)).toEqual([
    { id, name: 'Check', about: 'One thing', builtIn: false, task },
  ]);
  expect(must(await verifyProjections(ws.db))).toMatchObject({ same: true });
  must(removeTemplate(ws.db, ws.actorId, id));
  const gone = removeTemplate(ws.db, ws.actorId, id);
  expect(gone.ok ? null : gone.error.code).toBe('template.not-found');
  expect(savedTemplates(ws.db.read)).toEqual([]);
  expect(must(await verifyProjections(ws.db))).toMatchObject({ same: true });
});

test('where the hub listens is kept on this device', () => {
  const ws = testWorkspace();
  expect(readHubListen(ws.db.read)).toBeNull();
  const listen = { enabled: true, host: '127.0.0.1', port: 4100, certificateFile: null, keyFile: null };
  must(setHubListen(ws.db, listen));
  must(setHubListen(ws.db, { ...listen, port: 0 }));
  expect(readHubListen(ws.reopen().read)).toEqual({ ...listen, port: 0 });
  expect(hubClients(ws.db.read, testHubN)).toEqual([]);
});
