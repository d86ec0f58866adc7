import { ColumnRole } from '../../vocabulary/column-words.ts';
import { type RoleScores, THRESHOLD } from './role-scores.ts';

/** Roles by column; a role is given once, a column has one at most. */
export type Assignment = ReadonlyMap<number, ColumnRole>;

/** A column and the roles it may have: each role is a bit. */
interface Candidate {
  readonly at: number;
  readonly roles: readonly { readonly role: ColumnRole; readonly bit: number; readonly score: number }[];
}

/** Columns behind these get no role: a table this wide is a matrix. */
const MAX_COLUMNS = 24;

/** Gives each role to one column so that the sum of scores is the highest; the left column among equals. */
export function assignRoles(scores: ReadonlyMap<number, RoleScores>, given: Assignment): Assignment {
  const candidates = candidatesOf(scores, given);
  const sums = new Map<number, number>();
  const roles = new Map(given);
  let taken = 0;
  candidates.forEach((candidate, place) => {
    const { role, bit } = choose(candidates, place, taken, sums);
    if (role === null) return;
    roles.set(candidate.at, role);
    taken |= bit;
  });
  return roles;
}

function candidatesOf(scores: ReadonlyMap<number, RoleScores>, given: Assignment): Candidate[] {
  const taken = new Set(given.values());
  const candidates: Candidate[] = [];
  for (const [at, own] of scores) {
    if (given.has(at)) continue;
    const roles = ColumnRole.options.flatMap((role, place) =>
      !taken.has(role) && own[role] >= THRESHOLD ? [{ role, bit: 1 << place, score: own[role] }] : [],
    );
    if (roles.length > 0) candidates.push({ at, roles });
  }
  return candidates.slice(0, MAX_COLUMNS);
}

interface Choice {
  readonly role: ColumnRole | null;
  readonly bit: number;
  /** The highest sum from this column on. */
  readonly sum: number;
}

/** The best role for a column, given which are taken; `sums` remembers what is already known. */
function choose(
  candidates: readonly Candidate[],
  place: number,
  taken: number,
  sums: Map<number, number>,
): Choice {
  let best: Choice = { role: null, bit: 0, sum: -1 };
  for (const { role, bit, score } of candidates[place]?.roles ?? []) {
    if ((taken & bit) !== 0) continue;
    const sum = score + highestFrom(candidates, place + 1, taken | bit, sums);
    if (sum > best.sum) best = { role, bit, sum };
  }
  const without = highestFrom(candidates, place + 1, taken, sums);
  return without > best.sum ? { role: null, bit: 0, sum: without } : best;
}

function highestFrom(
  candidates: readonly Candidate[],
  place: number,
  taken: number,
  sums: Map<number, number>,
): number {
  if (place >= candidates.length) return 0;
  const state = place * 2 ** ColumnRole.options.length + taken;
  const known = sums.get(state);
  if (known !== undefined) return known;
  const { sum } = choose(candidates, place, taken, sums);
  sums.set(state, sum);
  return sum;
}
