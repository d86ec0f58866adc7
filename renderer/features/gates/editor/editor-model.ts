/** A gate to begin with. */
export const firstGate = `gate: release
title: Release
criteria:
  - id: acceptance
    title: Every acceptance row is met
    items:
      kind: acceptance
  - id: findings
    title: No finding of high severity is open
    findings:
      severity: high
`;

/** The id that a text names, where it is as gates are named. */
export function namedIn(text: string): string | null {
  return /^gate:\s*["']?([a-z0-9][a-z0-9._-]{0,59})["']?\s*(?:#.*)?$/mu.exec(text)?.[1] ?? null;
}

export type Saving =
  | { readonly kind: 'same' }
  | { readonly kind: 'new'; readonly gateId: string }
  | { readonly kind: 'over'; readonly gateId: string };

/** What saving a text would do: another version, a new gate, or one over a gate that there is. */
export function savingOf(text: string, gateId: string | null, known: ReadonlySet<string>): Saving {
  const named = namedIn(text);
  if (named === null || named === gateId) return { kind: 'same' };
  return known.has(named) ? { kind: 'over', gateId: named } : { kind: 'new', gateId: named };
}

/** What a person should know before such a text is saved; null where it is what they expect. */
export function savingWords(
  saving: Saving,
  gate: { readonly id: string } | null,
): { readonly what: string; readonly kept?: string } | null {
  if (saving.kind === 'same') return null;
  if (gate === null)
    return saving.kind === 'over'
      ? { what: `There is a gate ${saving.gateId} already: saving writes over it.` }
      : null;
  return {
    what:
      saving.kind === 'new'
        ? `This text names a new gate, ${saving.gateId}: saving writes that one.`
        : `This text names another gate, ${saving.gateId}: saving writes over it.`,
    kept: `${gate.id} stays as it is.`,
  };
}
