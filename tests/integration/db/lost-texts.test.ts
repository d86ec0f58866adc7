import { expect, test } from 'vitest';
import { ok } from '../../../core/kernel/result.ts';
import { lostTexts } from '../../../db/readers/health/lost-texts.ts';
import { must, testWorkspace } from './open-workspace.ts';
import { addPlan, change, PLAN } from './plan.ts';

const ALL = { known: 100, texts: 100, bytes: 1_000_000 };

function threeTexts() {
  const ws = testWorkspace();
  const trackerId = addPlan(ws);
  must(change(ws, trackerId, { from: 'In Progress', to: 'Done' }));
  must(change(ws, trackerId, { from: 'Todo', to: 'Done' }));
  return ws;
}

test('all texts are read where the bounds allow it, and no more than they allow', () => {
  const { db } = threeTexts();
  expect(lostTexts(db.read, ALL)).toMatchObject({ known: 3, read: 3, lost: 0 });
  expect(lostTexts(db.read, { ...ALL, known: 2 })).toMatchObject({ known: 2, read: 2 });
  expect(lostTexts(db.read, { ...ALL, texts: 1 })).toMatchObject({ known: 3, read: 1 });
  expect(lostTexts(db.read, { ...ALL, bytes: PLAN.length + 1 })).toMatchObject({ known: 3, read: 2 });
});

test('a text that is gone is found without reading it, the one that is shown named first', () => {
  const { db } = threeTexts();
  const none = { ...ALL, texts: 0 };
  must(
    db.write('full', (tx) => {
      tx.db.run('DELETE FROM content');
      return ok(null);
    }),
  );
  const { lost, read, examples } = lostTexts(db.read, none);
  expect({ lost, read }).toEqual({ lost: 3, read: 0 });
  expect(examples.map(({ sequence, current }) => [sequence, current])).toEqual([
    [3, true],
    [2, false],
    [1, false],
  ]);
});
