import { describe, expect, it } from 'vitest';
import { FINDING_RULES } from '../../../core/domain/trackers/findings/finding-rules.ts';
import { findBetween, findWithin } from '../../../core/domain/trackers/findings/findings.ts';
import { mergeInSteps, mergeThreeWay } from '../../../core/domain/trackers/merge/merge.ts';
import { createSectionCache, parseTracker, readInSteps } from '../../../core/domain/trackers/read/parse.ts';
import type { Steps } from '../../../core/kernel/steps.ts';
import { inSteps } from '../../../main/engine/services/in-steps.ts';
import { compiledRules } from '../../support/find-findings.ts';

const rows = (count: number, row: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => row(at)).join('');
const plans: Readonly<Record<string, (word: string) => string>> = {
  'plan.md': (word) =>
    `# Plan\n\n${rows(800, (at) => `## M${at} ${word}\n\nStatus: todo\n\n- [ ] First\n- [x] Second\n\n`)}`,
  'table.md': (word) =>
    `# Plan\n\n| Task | Status |\n|---|---|\n${rows(4000, (at) => `| T${at} ${word} | todo |\n`)}`,
  'queue.yaml': (word) =>
    `tasks:\n${rows(1000, (at) => `  - id: T-${at}\n    title: Mend ${word}\n    status: todo\n`)}`,
};

function counted<Value>(steps: Steps<Value>): { readonly count: number; readonly value: Value } {
  for (let count = 0; ; count += 1) {
    const step = steps.next();
    if (step.done === true) return { count, value: step.value };
  }
}

describe('a long text', () => {
  it.each(Object.entries(plans))('%s is read in many steps, to the same reading', (fileName, textOf) => {
    const text = textOf('lamp');
    const { count, value } = counted(readInSteps(text, { fileName }));
    expect(count).toBeGreaterThan(20);
    expect(value).toEqual(parseTracker(text, { fileName }));
  });

  it('is merged and judged in many steps', () => {
    const textOf = plans['plan.md'] ?? String;
    const read = (word: string) => parseTracker(textOf(word), { fileName: 'plan.md' });
    const sides = [read('lamp'), read('early lamp'), read('late lamp')] as const;
    const merged = counted(mergeInSteps(...sides));
    expect(merged.count).toBeGreaterThan(5);
    expect(merged.value).toEqual(mergeThreeWay(...sides));
    const input = { trackerId: 'x', name: 'Plan', fileName: 'plan.md', doc: sides[0] };
    const options = { today: '2026-11-20', staleAfterDays: 30 };
    const rules = compiledRules(FINDING_RULES);
    expect(counted(findWithin(input, rules, options)).count).toBeGreaterThan(rules.length);
    expect(counted(findBetween([input], rules, options)).count).toBeGreaterThan(rules.length);
  });

  it('of more sections than are kept costs no more to read with them than without', () => {
    const text = (word: string) => rows(12_000, (at) => `## M${at} ${word}\n\n`);
    const costOf = (read: () => unknown) => {
      const began = process.cpuUsage();
      read();
      return process.cpuUsage(began).user;
    };
    const cache = createSectionCache(2000);
    parseTracker(text('before'), { cache });
    const kept = costOf(() => parseTracker(text('after'), { cache }));
    const plain = costOf(() => parseTracker(text('after')));
    expect(kept).toBeLessThan(4 * plain);
  });
});

describe('work in steps', () => {
  it('lets others in between, and answers with its value', async () => {
    let others = 0;
    let beside = setImmediate(again);
    function again(): void {
      others += 1;
      beside = setImmediate(again);
    }
    const work = function* (): Steps<string> {
      for (let step = 0; step < 40; step += 1) {
        const until = performance.now() + 4;
        while (performance.now() < until);
        yield;
      }
      return 'worked out';
    };
    expect(await inSteps(work())).toBe('worked out');
    clearImmediate(beside);
    expect(others).toBeGreaterThan(5);
  });
});
