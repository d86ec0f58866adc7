import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ItemFilter, ItemSort } from '../../../core/domain/trackers/rows/item-filter.ts';
import type { TrackerId } from '../../../core/kernel/ids.ts';
import { ItemOrders } from '../../../db/orders/item-orders.ts';
import { itemsWindow } from '../../../db/readers/items/item-windows.ts';
import { recordRevision } from '../../../db/usecases/revisions.ts';
import { removeTracker, renameTracker, restoreTracker } from '../../../db/usecases/trackers.ts';
import { must, type TestWorkspace, testWorkspace } from './open-workspace.ts';
import { addPlan, change, PLAN } from './plan.ts';

const ALL: ItemFilter = {
  text: '',
  states: [],
  kinds: [],
  owners: [],
  section: null,
  dueBefore: null,
  dueAfter: null,
  withStatus: false,
  slipped: false,
};
const DOCUMENT: ItemSort = { by: 'document', descending: false };

function titles(
  ws: TestWorkspace,
  filter: Partial<ItemFilter>,
  sort: ItemSort = DOCUMENT,
  trackerId: TrackerId | null = null,
) {
  const window = { trackerId, filter: { ...ALL, ...filter }, sort, start: 0, limit: 500 };
  return itemsWindow(ws.db, window).rows.map((row) => row.title);
}

const KEEL = 'T1 Lay keel';
const MAST = 'T2 Raise mast';
const SAILS = 'T3 Sew sails';

describe('filters', () => {
  test.each<[string, Partial<ItemFilter>, string[]]>([
    ['text anywhere, case and accents aside', { text: 'GRACÉ mast' }, [MAST]],
    ['text with signs that mean something to SQL', { text: "%_'" }, []],
    ['states', { states: ['done', 'planned'] }, [KEEL, SAILS]],
    ['owners', { owners: ['Ada'] }, [KEEL, SAILS]],
    ['section and what is below it', { section: 'plan' }, [KEEL, MAST, SAILS]],
    ['another section', { section: 'plan/notes' }, []],
    ['due before', { dueBefore: '2026-12-01' }, [KEEL]],
    ['due after', { dueAfter: '2026-12-01' }, [SAILS]],
    ['with a status', { withStatus: true }, [KEEL, MAST, SAILS]],
    ['slipped', { slipped: true }, []],
    ['several at once', { states: ['done'], owners: ['Grace'] }, []],
  ])('by %s', (_what, filter, expected) => {
    const ws = testWorkspace();
    addPlan(ws);
    expect(titles(ws, filter)).toEqual(expected);
  });

  test('slipped follows a moved date', () => {
    const ws = testWorkspace();
    const trackerId = addPlan(ws);
    expect(titles(ws, { slipped: true })).toEqual([]);
    must(change(ws, trackerId, { from: '2026-12-01', to: '2026-12-24' }));
    expect(titles(ws, { slipped: true })).toEqual([MAST]);
  });
});

describe('sorts', () => {
  test.each<[ItemSort['by'], string[]]>([
    ['document', [KEEL, MAST, SAILS]],
    ['title', [KEEL, MAST, SAILS]],
    ['state', [MAST, SAILS, KEEL]],
    ['due', [KEEL, MAST, SAILS]],
    ['owner', [KEEL, SAILS, MAST]],
    ['section', [KEEL, MAST, SAILS]],
  ])('by %s', (by, expected) => {
    const ws = testWorkspace();
    addPlan(ws);
    expect(titles(ws, {}, { by, descending: false })).toEqual(expected);
  });

  test('what is absent comes last, in both directions', () => {
    const ws = testWorkspace();
    addPlan(ws, PLAN.replace('2026-12-01', ''));
    expect(titles(ws, {}, { by: 'due', descending: false }).at(-1)).toBe(MAST);
    expect(titles(ws, {}, { by: 'due', descending: true })).toEqual([SAILS, KEEL, MAST]);
  });

  test('the workspace goes tracker by tracker, and a rename changes the order by name', () => {
    const ws = testWorkspace();
    const one = addPlan(ws, PLAN, { name: 'b' });
    ws.clock.pass(1);
    addPlan(ws, PLAN.replaceAll('| T', '| U'), { name: 'a' });
    const byName: ItemSort = { by: 'tracker', descending: false };
    expect(titles(ws, {})[0]).toBe(KEEL);
    expect(titles(ws, {}, byName)[0]).toBe('U1 Lay keel');
    must(renameTracker(ws.db, ws.actorId, one, 'A0'));
    expect(titles(ws, {}, byName)[0]).toBe('U1 Lay keel');
    must(renameTracker(ws.db, ws.actorId, one, '0'));
    expect(titles(ws, {}, byName)[0]).toBe(KEEL);
    must(removeTracker(ws.db, ws.actorId, one));
    expect(titles(ws, {})).toHaveLength(3);
    must(restoreTracker(ws.db, ws.actorId, one));
    expect(titles(ws, {})).toHaveLength(6);
  });
});

test('a window has its place, the total of its filter, and rows as the contract says', () => {
  const ws = testWorkspace();
  const trackerId = addPlan(ws);
  const selection = { trackerId, filter: ALL, sort: DOCUMENT };
  const window = itemsWindow(ws.db, { ...selection, start: 1, limit: 1 });
  expect(window).toMatchObject({ total: 3, start: 1 });
  expect(window.rows).toMatchObject([
    {
      title: MAST,
      trackerName: 'Plan',
      sectionTitle: 'Tasks',
      line: 8,
      status: 'In Progress',
      state: 'active',
      due: '2026-12-01',
      firstDue: null,
      owner: 'Grace',
      guess: expect.any(Boolean),
    },
  ]);
  expect(window.rows[0]?.fields.map((field) => field.raw)).toEqual([
    MAST,
    'In Progress',
    '2026-12-01',
    'Grace',
  ]);
  expect(itemsWindow(ws.db, { ...selection, start: 900, limit: 2 })).toMatchObject({ start: 1, total: 3 });
});

describe('an order that follows changes', () => {
  const word = fc.constantFrom('alpha', 'Beta', 'Ünder', 'zeta', '進捗', '𝒳', 'ﬀ', '');
  const row = fc.record({
    key: fc.integer({ min: 1, max: 12 }),
    title: word,
    status: fc.constantFrom('Done', 'Todo', 'In Progress', 'Blocked'),
    due: fc.constantFrom('', '2026-12-01', '2026-10-01', '2027-01-01'),
    owner: fc.constantFrom('', 'Ada', 'Grace'),
  });
  const text = fc
    .uniqueArray(row, { selector: ({ key }) => key, minLength: 1, maxLength: 12 })
    .map((rows) =>
      rows.map((one) => `| T${one.key} ${one.title} | ${one.status} | ${one.due} | ${one.owner} |`),
    )
    .map(
      (lines) =>
        `# P\n\n## Tasks\n\n| Task | Status | Due | Owner |\n|---|---|---|---|\n${lines.join('\n')}\n`,
    );
  const sorts = (
    ['document', 'title', 'state', 'due', 'owner', 'changed', 'section', 'tracker'] as const
  ).flatMap((by) => [
    { by, descending: false },
    { by, descending: true },
  ]);
  const filters: Partial<ItemFilter>[] = [
    {},
    { states: ['done'] },
    { text: 'beta' },
    { dueBefore: '2026-12-31' },
  ];

  test('is the order rebuilt, after every change of two trackers', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.boolean(), text), { minLength: 2, maxLength: 6 }),
        fc.constantFrom(...sorts),
        fc.constantFrom(...filters),
        fc.boolean(),
        (texts, sort, filter, isScoped) => {
          const ws = testWorkspace();
          const trackers = [addPlan(ws, PLAN, { name: 'one' }), addPlan(ws, PLAN, { name: 'two' })] as const;
          const selection = {
            trackerId: isScoped ? trackers[0] : null,
            filter: { ...ALL, ...filter },
            sort,
          };
          ws.db.orders.order(selection);
          for (const [isFirst, next] of texts) {
            ws.clock.pass(1000);
            const trackerId = trackers[isFirst ? 0 : 1];
            const bytes = Buffer.from(next);
            must(recordRevision(ws.db, { trackerId, bytes, cause: 'outside', actorId: null, summary: '' }));
            expect([...ws.db.orders.order(selection)]).toEqual([
              ...new ItemOrders(ws.db.read).order(selection),
            ]);
          }
          ws.db.close();
        },
      ),
      { numRuns: 40 },
    );
  }, 120_000);
});
