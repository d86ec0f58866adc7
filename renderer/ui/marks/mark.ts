/** The kit's own states: a shape first, a colour second, a word always. Domains map theirs onto these. */
export type Mark =
  | 'planned'
  | 'active'
  | 'review'
  | 'blocked'
  | 'done'
  | 'locked'
  | 'dropped'
  | 'unknown'
  | 'at-risk'
  | 'stale';

/** Order of bars, boards and charts: finished first, trouble last. */
export const markOrder: readonly Mark[] = [
  'locked',
  'done',
  'review',
  'active',
  'planned',
  'at-risk',
  'blocked',
  'stale',
  'unknown',
  'dropped',
];

export const markLabels: Readonly<Record<Mark, string>> = {
  planned: 'planned',
  active: 'active',
  review: 'in review',
  blocked: 'blocked',
  done: 'done',
  locked: 'signed off',
  dropped: 'dropped',
  unknown: 'unknown',
  'at-risk': 'needs attention',
  stale: 'stale or unknown',
};

/** The token a mark is drawn in. */
export function markColour(mark: Mark): string {
  return `var(--mark-${mark})`;
}

export interface MarkPart {
  readonly mark: Mark;
  readonly count: number;
  /** Said instead of the mark's own word. */
  readonly label?: string | undefined;
}

/** "18 done, 2 in review of 25": what a stacked bar says in words. */
export function describeParts(parts: readonly MarkPart[]): string {
  const total = parts.reduce((sum, part) => sum + part.count, 0);
  if (total === 0) return 'nothing counted yet';
  const said = parts
    .filter((part) => part.count > 0)
    .map((part) => `${part.count} ${part.label ?? markLabels[part.mark]}`);
  return `${said.join(', ')} of ${total}`;
}
