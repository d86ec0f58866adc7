import type { ColumnRole } from '../../vocabulary/column-words.ts';
import { type RoleScores, THRESHOLD } from './role-scores.ts';

/** Roles by column; a role is given once, a column has one at most. */
export type Assignment = ReadonlyMap<number, ColumnRole>;

interface Pair {
  readonly at: number;
  readonly role: ColumnRole;
  readonly score: number;
}

const ROUNDS = 24;

/**
 * Gives each role to one column so that the sum of scores is as high as swaps make it: the best pairs first, then a
 * role moves while that gains more than it costs whoever held it.
 */
export function assignRoles(scores: ReadonlyMap<number, RoleScores>, given: Assignment): Assignment {
  const roles = new Map(given);
  const taken = new Set(given.values());
  const pairs = pairsOf(scores, given, taken);
  for (const { at, role } of pairs) {
    if (roles.has(at) || taken.has(role)) continue;
    roles.set(at, role);
    taken.add(role);
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    if (!pairs.some((pair) => !given.has(pair.at) && moves(pair, roles, pairs))) break;
  }
  return roles;
}

function pairsOf(
  scores: ReadonlyMap<number, RoleScores>,
  given: Assignment,
  taken: ReadonlySet<ColumnRole>,
): Pair[] {
  const pairs: Pair[] = [];
  for (const [at, own] of scores) {
    if (given.has(at)) continue;
    for (const [role, score] of entriesOf(own)) {
      if (!taken.has(role) && score >= THRESHOLD) pairs.push({ at, role, score });
    }
  }
  return pairs.sort((one, other) => other.score - one.score || one.at - other.at);
}

function entriesOf(scores: RoleScores): (readonly [ColumnRole, number])[] {
  return ROLES.map((role) => [role, scores[role]] as const);
}

const ROLES = [
  'name',
  'key',
  'status',
  'due',
  'start',
  'done',
  'owner',
  'depends',
  'priority',
  'evidence',
  'notes',
  'count',
] as const satisfies readonly ColumnRole[];

/** Moves a role to a column where the sum grows, the former holder taking its best free role. */
function moves(pair: Pair, roles: Map<number, ColumnRole>, pairs: readonly Pair[]): boolean {
  const { at, role, score } = pair;
  const before = roles.get(at);
  if (before === role) return false;
  const scoreOf = (column: number, own: ColumnRole | undefined) =>
    pairs.find((other) => other.at === column && other.role === own)?.score ?? 0;
  const holder = [...roles].find(([, held]) => held === role)?.[0];
  const free = new Set<ColumnRole>(roles.values());
  free.add(role);
  if (before !== undefined) free.delete(before);
  const next =
    holder === undefined
      ? undefined
      : pairs.find((other) => other.at === holder && !free.has(other.role) && other.role !== role);
  const gain = score + (next?.score ?? 0);
  const cost = scoreOf(at, before) + (holder === undefined ? 0 : scoreOf(holder, role));
  if (gain <= cost + 1e-9) return false;
  if (holder !== undefined) roles.delete(holder);
  if (holder !== undefined && next !== undefined) roles.set(holder, next.role);
  roles.set(at, role);
  return true;
}
