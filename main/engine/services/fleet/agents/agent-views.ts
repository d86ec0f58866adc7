import type { ParsedInputOf } from '../../../../../core/contract/index.ts';
import type { AgentRow } from '../../../../../core/domain/fleet/rows/agent-rows.ts';
import { agentHistory } from '../../../../../db/readers/fleet/agents.ts';
import { attemptTranscript } from '../../../../../db/readers/fleet/task-detail.ts';
import type { ViewAnswer } from '../../../handlers.ts';
import type { FleetDeps } from '../fleet-deps.ts';
import { staleAfterMs } from './agent-rows.ts';

export function agentsView(
  { view, live, timekeeper }: FleetDeps,
  { states, text }: ParsedInputOf<'agents.list'>,
): ViewAnswer<'agents.list'> {
  const all = live.agentRows.all(timekeeper.moment().steady);
  const counts = { idle: 0, assigned: 0, working: 0, blocked: 0, offline: 0 };
  for (const row of all) counts[row.state] += 1;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const rows =
    states === null && words.length === 0
      ? all
      : all.filter((row) => (states?.includes(row.state) ?? true) && isComplete(row, words));
  return { rows, extra: { counts, total: all.length, staleAfterMs: staleAfterMs(view.now.settings) } };
}

function isComplete(row: AgentRow, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = [row.name, row.host ?? '', row.task?.title ?? '', ...row.capabilities].join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}

export function agentView(
  { view, live, timekeeper }: FleetDeps,
  { agentId }: ParsedInputOf<'agents.one'>,
): ViewAnswer<'agents.one'> {
  const row = live.agentRows.one(agentId, timekeeper.moment().steady);
  return { rows: row === null ? [] : [row], extra: { staleAfterMs: staleAfterMs(view.now.settings) } };
}

export function historyView(
  { db }: FleetDeps,
  input: ParsedInputOf<'agents.history'>,
): ViewAnswer<'agents.history'> {
  const { rows, truncated } = agentHistory(db.read, input);
  return { rows, extra: { truncated } };
}

/** What an attempt prints, while it runs from memory, afterwards as it was kept. */
export function outputView(
  { view, output, db }: FleetDeps,
  { taskId, generation }: ParsedInputOf<'agents.output'>,
): ViewAnswer<'agents.output'> {
  const task = view.now.tasks.get(taskId);
  const live = task !== undefined && task.agentId !== null && task.generation === generation;
  if (live) {
    const shown = output.read(taskId, generation);
    const { lines = [], cutLines = 0, cutBytes = 0 } = shown ?? {};
    return { rows: [...lines], extra: { live, cutLines, cutBytes } };
  }
  const kept = attemptTranscript(db.read, taskId, generation);
  if (kept === null) return { rows: [], extra: { live, cutLines: 0, cutBytes: 0 } };
  const { lines, cutLines, cutBytes } = kept;
  // Numbered on from what was cut, as the live output was: a screen that watched the end keeps its place.
  const rows = lines.map((line, index) => ({ ...line, id: String(cutLines + index) }));
  return { rows, extra: { live, cutLines, cutBytes } };
}
