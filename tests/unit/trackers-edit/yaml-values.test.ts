import { describe, expect, it } from 'vitest';
import { checkLossless } from '../../../core/domain/trackers/check/check.ts';
import { type AddressedEdit, planEdits } from '../../../core/domain/trackers/edit/edit.ts';
import { parseTracker } from '../../../core/domain/trackers/read/parse.ts';
import { applySplices, encode } from '../../../core/domain/trackers/text/text.ts';

const flow = `tasks:
  - { id: D1, title: Scrub deck, status: todo, owner: Mo }
  - { id: D2, title: Set sail, status: todo, owner: Li, depends_on: [D1] }
`;

function edited(text: string, edit: AddressedEdit): string {
  const plan = planEdits(parseTracker(text, { fileName: 'q.yaml' }), [edit], {
    today: '2026-01-05',
    log: false,
    actor: 'ada',
  });
  if (!plan.ok) throw new Error(plan.error.message);
  return applySplices(text, plan.value.splices);
}

const set = (address: string, field: string, value: string) =>
  ({ kind: 'set-field', address, field, value }) as const;

describe('a value of a YAML queue', () => {
  it.each([
    ['owner', 'Mo, Li', 'owner: "Mo, Li" }'],
    ['name', 'Scrub {aft}', 'title: "Scrub {aft}", status'],
    ['name', 'Scrub: aft', 'title: "Scrub: aft", status'],
    ['name', 'Deck #2', 'title: "Deck #2", status'],
    ['owner', 'Li', 'owner: Li }'],
  ])('%s in braces: %s is written as it has to stand there', (field, value, expected) => {
    const text = edited(flow, set('D1', field, value));
    expect(text).toContain(expected);
    const now = parseTracker(text, { fileName: 'q.yaml' });
    expect(now.items).toHaveLength(2);
    expect(now.items[0]?.fields.find((one) => one.name === field)?.value).toBe(value);
  });

  it.each(['no', 'off', '~', 'null', '0o17', '0777', '12:30', '-5', '2026-02-03', '=', 'a: b'])(
    '%s stays a text for readers of either version',
    (value) => {
      const text = edited('- id: D1\n  owner: Mo # who\n', set('D1', 'owner', value));
      expect(text).toBe(`- id: D1\n  owner: "${value}" # who\n`);
    },
  );

  it('keeps its quotes, and a number that stays one keeps to none', () => {
    const text = "- id: D1\n  owner: 'Mo'\n  points: 5\n  due: 2026-01-01\n";
    expect(edited(text, set('D1', 'owner', "O'Hara"))).toContain("owner: 'O''Hara'\n");
    expect(edited(text, set('D1', 'points', '8'))).toContain('points: 8\n');
    expect(edited(text, set('D1', 'points', '1:20'))).toContain('points: "1:20"\n');
    expect(edited(text, set('D1', 'date', '2026-03-01'))).toContain('due: 2026-03-01\n');
    expect(edited('- id: D1\n  due:\n', set('D1', 'date', '2026-03-01'))).toBe(
      '- id: D1\n  due: 2026-03-01\n',
    );
  });
});

describe('the check of losslessness', () => {
  it('tries values that break what is not quoted for its place', () => {
    const report = checkLossless(encode(flow), 'q.yaml');
    expect(report).toMatchObject({ ok: true, failures: [] });
    expect(report.edits.verifiedAlone).toBe(report.edits.cells);
    expect(report.edits.cells).toBeGreaterThan(6);
  });

  it('tries a bar in the cells of a table', () => {
    const table = '| Task | Status | Notes |\n|---|---|---|\n| a | done | one |\n| b | todo | |\n';
    expect(checkLossless(encode(table), 'plan.md')).toMatchObject({ ok: true, failures: [] });
  });
});
