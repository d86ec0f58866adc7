import type { ExceptionFact } from './gate-facts.ts';
import type { GateFailure } from './report.ts';

export interface FailedCheck {
  readonly id: string;
  readonly failures: readonly GateFailure[];
}

export interface Cover {
  /** Of each check whose every failure is covered, what covers it. */
  readonly covered: ReadonlyMap<string, readonly ExceptionFact[]>;
  /** Exceptions that would have counted, and why they do not. */
  readonly refused: readonly { readonly exception: ExceptionFact; readonly why: string }[];
}

/** Which failed checks exceptions let through. Nothing of what failed is hidden by it. */
export function coverBy(
  exceptions: readonly ExceptionFact[],
  gate: string,
  failed: readonly FailedCheck[],
  now: number,
): Cover {
  const covered = new Map<string, readonly ExceptionFact[]>();
  const refused = new Map<ExceptionFact, string>();
  const own = exceptions.filter((one) => one.gate === gate && !one.revoked);
  for (const { id, failures } of failed) {
    const meant = own.filter(
      ({ criterion, item }) =>
        (criterion === null || criterion === id) &&
        (item === null || failures.some(({ itemId }) => itemId === item)),
    );
    const counting = meant.filter((one) => {
      const why = whyNot(one, now);
      if (why !== null) refused.set(one, why);
      return why === null;
    });
    const open = failures.filter(
      ({ itemId }) => !counting.some(({ item }) => item === null || item === itemId),
    );
    if (open.length === 0 && counting.length > 0) covered.set(id, counting);
    else
      for (const one of counting)
        refused.set(one, `Its scope leaves ${open.length} of ${failures.length} failures of "${id}" open.`);
  }
  // What counts for one check counts, whatever it leaves open elsewhere.
  for (const counting of covered.values()) for (const one of counting) refused.delete(one);
  return { covered, refused: [...refused].map(([exception, why]) => ({ exception, why })) };
}

/** In words, why an exception counts for nothing; null where it does. */
export function whyNot(exception: ExceptionFact, now: number): string | null {
  if (exception.expiresAt <= now)
    return `It expired on ${new Date(exception.expiresAt).toISOString().slice(0, 10)}.`;
  if (exception.byAgent) return 'An agent approved it: only a person can.';
  return exception.own ? 'Who approved it answers for it, too: two people are needed.' : null;
}
