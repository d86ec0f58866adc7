import { failure } from './failures.ts';
import type { Criterion } from './gate-document.ts';
import type { GateFacts } from './gate-facts.ts';
import type { Judged } from './judged.ts';
import { selectItems } from './select-items.ts';

/** Items whose words a criterion stands for. That they are gone is a failure: nothing leads back to them then. */
export function tracedItems({ traces }: Criterion, facts: GateFacts): Pick<Judged, 'failures' | 'items'> {
  if (traces === undefined) return { failures: [], items: [] };
  const { items, absent, problem } = selectItems(traces, facts);
  const lost =
    problem ?? (absent.length > 0 || items.length === 0 ? 'The item it stands for is gone.' : null);
  return {
    items,
    failures:
      lost === null
        ? []
        : [failure('absent', lost, 'Import the tracker, or mend the criterion in the gate.')],
  };
}
