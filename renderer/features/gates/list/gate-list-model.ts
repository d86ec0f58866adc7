import type { Gate } from '../../../domains/readiness/release/gate-labels.ts';

/** Whose word the gate is. */
export function originWords({ trackerName, savedAt, savedBy }: Gate): string {
  if (savedAt === null) return `Built in, from ${trackerName ?? 'a tracker'}`;
  const by = savedBy ?? 'somebody';
  return trackerName === null ? `Written by ${by}` : `Edited by ${by}`;
}

/** Nobody edited it: its criteria follow the tracker. */
export function isBuiltIn({ savedAt }: Pick<Gate, 'savedAt'>): boolean {
  return savedAt === null;
}

const urgency = ({ last, problem, inputs }: Gate): number => {
  if (problem !== null) return 0;
  if (last === null) return 4;
  if (last.decision === 'no-go') return 1;
  if (last.decision === 'conditional-go') return 2;
  return inputs === 'changed' ? 2.5 : 3;
};

/** What keeps something from being released comes first; within that by name. */
export function orderGates(gates: readonly Gate[]): readonly Gate[] {
  return gates.toSorted((a, b) => urgency(a) - urgency(b) || a.title.localeCompare(b.title, 'en'));
}

/** "4 gates: 1 go, 2 no-go, 1 never run". */
export function gatesFact(gates: readonly Gate[]): string {
  const runs = gates.flatMap(({ last }) => last ?? []);
  const count = (decision: string) => runs.filter((run) => run.decision === decision).length;
  const parts = [
    { count: count('no-go'), word: 'no-go' },
    { count: count('conditional-go'), word: 'conditional go' },
    { count: count('go'), word: 'go' },
    { count: gates.length - runs.length, word: 'never run' },
  ].filter((part) => part.count > 0);
  const said = parts.map((part) => `${part.count} ${part.word}`).join(', ');
  return `${gates.length} ${gates.length === 1 ? 'gate' : 'gates'}: ${said}`;
}
