import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contract } from '../../../core/contract/index.ts';
import { type AddressedEdit, planEdits } from '../../../core/domain/trackers/edit/edit.ts';
import { parseTracker } from '../../../core/domain/trackers/read/parse.ts';
import {
  explain,
  explainInLine,
  failureMessages,
  gatewayFailures,
  nextOnScreen,
} from '../../../renderer/bridge/failure-messages.ts';

const SENTENCE = 'The engine’s own sentence.';

const codes = [
  ...new Set(Object.values(contract).flatMap((entry) => (entry.kind === 'view' ? [] : [...entry.errors]))),
].toSorted();

const failure = (code: string) => ({ code, message: SENTENCE, retryable: false, facts: {} });

describe('words for failures', () => {
  test('every code of the wire has words', () => {
    const folders = ['core/contract', 'main/engine/wire'];
    const sources = folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => readFileSync(join(folder, name), 'utf8')),
    );
    const used = new Set(sources.flatMap((text) => text.match(/(?<=')contract\.[a-z-]+(?=')/g) ?? []));
    expect(used.size).toBeGreaterThan(5);
    expect([...used].filter((code) => gatewayFailures[code] === undefined)).toEqual([]);
  });

  test('no words are kept for a code the contract no longer has', () => {
    const kept = [...Object.keys(failureMessages), ...Object.keys(nextOnScreen)];
    expect(kept.filter((code) => !codes.includes(code))).toEqual([]);
  });

  test.each([...codes, ...Object.keys(gatewayFailures)])('%s is told in whole sentences', (code) => {
    const { what, kept, next } = explain(failure(code));
    for (const sentence of [what, kept, next].filter((part) => part !== undefined)) {
      expect(sentence).toMatch(/^.{8,}[.?]$/);
      expect(sentence).not.toMatch(/!|oops|sorry/i);
    }
  });

  test('what the screen has no own words for is the engine’s own sentence, and nothing is claimed beside it', () => {
    expect(explain(failure('new.code'))).toEqual({ what: SENTENCE, next: undefined });
  });
});

const PAGE = `# Lamp

| Milestone | Status | Due |
|---|---|---|
| Order glass | planned | 2026-02-16 |
`;

const set = (field: string, value: string): AddressedEdit => {
  const [item] = doc.items;
  return { kind: 'set-field', address: item?.address ?? '', field, value };
};
const doc = parseTracker(PAGE, { fileName: 'lamp.md' });

describe('a refused edit, as the cell shows it', () => {
  test.each([
    [
      'names the field and what is wrong with the value',
      set('name', ''),
      'Milestone of "Order glass" can\'t be empty',
    ],
    ['names a line break where that is the trouble', set('name', 'two\nlines'), 'must stay on one line'],
    ['lists the words that may be chosen', set('status', 'no such word'), 'planned'],
    ['says how a date is written', set('date', 'soon'), '"soon" is not a date'],
  ] as const)('%s', (_, edit, words) => {
    const plan = planEdits(doc, [edit], { today: '2026-02-01', log: false, actor: 'Ada' });
    const shown = plan.ok ? '' : explainInLine(plan.error);
    expect(shown).toContain(words);
    expect(shown).toMatch(/nothing was changed/iu);
  });
});
