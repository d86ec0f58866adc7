import type { Severity } from './alert.ts';

/** Alerts of one rule that fire and nobody has taken on. */
export interface OpenGroup {
  readonly count: number;
  readonly severity: Severity;
  /** Some of them, the worst first. */
  readonly worst: readonly { readonly summary: string; readonly detail: string }[];
}

/** What a banner says of a group. */
export function groupWords(
  { count, worst }: OpenGroup,
  ruleName: string,
): { readonly title: string; readonly body: string } {
  const [first] = worst;
  if (count === 1 && first !== undefined) return { title: first.summary, body: first.detail };
  const more = count - worst.length;
  const lines = worst.map(({ summary }) => summary);
  return {
    title: `${count.toLocaleString('en')} × ${ruleName}`,
    body: (more > 0 ? [...lines, `and ${more.toLocaleString('en')} more`] : lines).join('\n'),
  };
}
