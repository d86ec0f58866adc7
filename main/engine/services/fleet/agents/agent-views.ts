import type { ParsedInputOf } from '../../../../../core/contract/index.ts';
import type { AgentRow } from '../../../../../core/domain/fleet/rows/agent-rows.ts';
import { agentHistory } from '../../../../../db/readers/fleet/agents.ts';
import { hubOfAgent, hubOfTask } from '../../../../../db/readers/fleet/hubs.ts';
import { attemptTranscript } from '../../../../../db/readers/fleet/task-detail.ts';
import type { ViewAnswer } from '../../../handlers.ts';
import type { FleetDeps } from '../fleet-deps.ts';
import { oneOfEachId } from '../known-hubs.ts';
import { staleAfterMs } from './agent-rows.ts';

export function agentsView(
  { view, hubs, timekeeper }: FleetDeps,
  { states, text, hubId }: ParsedInputOf<'agents.list'>,
): ViewAnswer<'agents.list'> {
  const { steady } = timekeeper.moment();
  const meant = hubs.all().filter(({ id }) => hubId === null || id === hubId);
  const all = oneOfEachId(meant.flatMap(({ live }) => live.agentRows.all(steady)));
  const counts = { idle: 0, assigned: 0, working: 0, blocked: 0, offline: 0 };
  for (const row of all) counts[row.state] += 1;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const rows =
    states === null && words.length === 0
      ? all
      : all.filter((row) => (states?.includes(row.state) ?? true) && hasWords(row, words));
  return { rows, extra: { counts, total: all.length, staleAfterMs: staleAfterMs(view.now.settings) } };
}

function hasWords(row: AgentRow, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = [row.name, row.host ?? '', row.task?.title ?? '', ...row.capabilities].join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}

export function agentView(
  { view, hubs, db, timekeeper }: FleetDeps,
  { agentId, hubId }: ParsedInputOf<'agents.one'>,
): ViewAnswer<'agents.one'> {
  const n = hubOfAgent(db.read, agentId, { hubId, preferred: hubs.own.id });
  const hub = hubs.all().find((one) => one.n === n);
  const row = hub?.live.agentRows.one(agentId, timekeeper.moment().steady) ?? null;
  return { rows: row === null ? [] : [row], extra: { staleAfterMs: staleAfterMs(view.now.settings) } };
}

export function historyView(
  { db, hubs }: FleetDeps,
  input: ParsedInputOf<'agents.history'>,
): ViewAnswer<'agents.history'> {
  const n = hubOfAgent(db.read, input.agentId, { hubId: input.hubId, preferred: hubs.own.id });
  if (n === null) return { rows: [], extra: { truncated: false } };
  const { rows, truncated } = agentHistory(db.read, n, input);
  return { rows, extra: { truncated } };
}

/** What an attempt prints, while it runs from memory, afterwards as it was kept. */
export function outputView(
  { view, hubs, output, db }: FleetDeps,
  { taskId, generation, hubId }: ParsedInputOf<'agents.output'>,
): ViewAnswer<'agents.output'> {
  const n = hubOfTask(db.read, taskId, { hubId, preferred: hubs.own.id });
  const task = n === hubs.own.n ? view.now.tasks.get(taskId) : undefined;
  const live = task !== undefined && task.agentId !== null && task.generation === generation;
  if (live) {
    const shown = output.read(taskId, generation);
    const { lines = [], cutLines = 0, cutBytes = 0 } = shown ?? {};
    return { rows: [...lines], extra: { live, cutLines, cutBytes } };
  }
  const kept = n === null ? null : attemptTranscript(db.read, n, taskId, generation);
  if (kept === null) return { rows: [], extra: { live, cutLines: 0, cutBytes: 0 } };
  const { lines, cutLines, cutBytes } = kept;
  // Numbered on from what was cut, as the live output was: a screen that watched the end keeps its place.
  const rows = lines.map((line, index) => ({ ...line, id: String(cutLines + index) }));
  return { rows, extra: { live, cutLines, cutBytes } };
}
