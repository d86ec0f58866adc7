import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planEdits, refusedEdits } from '../../core/domain/trackers/edit/edit.ts';
import { parseTracker } from '../../core/domain/trackers/read/parse.ts';
import { decode } from '../../core/domain/trackers/text/text.ts';

const doc = parseTracker(
  decode(
    Buffer.from(`# Phase readiness

## Status taxonomy

\`\`\`mermaid
stateDiagram-v2
    [*] --> NotStarted
    NotStarted --> InProgress
    InProgress --> Done
\`\`\`

| Phase | Status | Due | Notes |
|---|---|---|---|
| P1 Dig | NotStarted | 2026-02-16 | wet |
| P2 Pour | InProgress | | |
| P3 Roof | Done | soon | |

- [ ] P4 Lamps lit
`),
  ),
);

const edit = fc.record({
  kind: fc.constant('set-field' as const),
  address: fc.constantFrom(...doc.items.map(({ address }) => address), 'gone'),
  field: fc.constantFrom('status', 'date', 'notes', 'name', 'check', 'nothing'),
  value: fc.constantFrom(
    'InProgress',
    'Done',
    'perhaps',
    '2026-03-01',
    '2026-02-30',
    'true',
    '',
    'a\nb',
    'a | b',
  ),
});
const context = { today: '2026-02-16', log: false, actor: 'Ada' };

test('of any edits those that are not refused make one plan, and each refused one is refused beside them', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
      const refusals = refusedEdits(doc, edits, context);
      const taken = edits.filter((_, at) => refusals[at] === null);
      expect(planEdits(doc, taken, context).ok).toBe(true);
      for (const [at, refusal] of refusals.entries()) {
        const one = edits[at];
        if (refusal === null || one === undefined) continue;
        const before = edits.slice(0, at).filter((_, index) => refusals[index] === null);
        const planned = planEdits(doc, [...before, one], context);
        expect(planned.ok ? null : planned.error.code).toBe(refusal.code);
      }
    }),
  );
});
