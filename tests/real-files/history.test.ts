import { describe, expect, it } from 'vitest';
import { mergeThreeWay } from '../../core/domain/trackers/merge/merge.ts';
import { decode } from '../../core/domain/trackers/text/text.ts';
import { edited, read, set } from '../support/edited-text.ts';
import { historyProblems, notEndingAtLater } from '../support/merging/merged-history.ts';
import { histories } from './given-files.ts';

const documents = histories.map(
  ([name, files]) => [name, files.map((file) => read(decode(file.bytes), `${name}.md`))] as const,
);

describe.runIf(documents.length > 0)('merging along a history of versions', () => {
  it.each(documents)(
    'takes one side’s change as it is, and shows a conflict only where both changed a value (%s)',
    (_name, versions) => expect(historyProblems(versions)).toEqual([]),
  );
});

const convergence = documents.find(([name]) => name === 'dashclaw-convergence-status')?.[1] ?? [];

describe.runIf(convergence.length === 7)('merging along the seven versions of the convergence status', () => {
  it('ends at the later version, whichever side has it', () => {
    expect(notEndingAtLater(convergence)).toEqual([]);
  });

  it('keeps an edit made meanwhile, and shows the one that clashes', () => {
    const [, , third, , , , last] = convergence;
    if (!third || !last) throw new Error('seven versions were read');
    const ws1 = third.items.find((entry) => entry.kind === 'acceptance' && entry.key === 'WS1');
    const mine = read(
      edited(third, [
        set(third, 'M0', 'status', 'done'),
        { kind: 'set-field', address: ws1?.address ?? '', field: 'status', value: 'not-yet-verified' },
      ]),
    );
    const result = mergeThreeWay(third, mine, last);
    expect(result.text).toBe(edited(last, [set(last, 'M0', 'status', 'done')]));
    expect(result.conflicts).toMatchObject([
      { field: 'status', base: 'partial', earlier: 'not-yet-verified', later: 'met' },
    ]);
  });
});
