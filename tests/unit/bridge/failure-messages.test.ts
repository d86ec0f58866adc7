import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contract } from '../../../core/contract/index.ts';
import { explain, failureMessages, gatewayFailures } from '../../../renderer/bridge/failure-messages.ts';

const codes = [
  ...new Set(Object.values(contract).flatMap((entry) => (entry.kind === 'view' ? [] : [...entry.errors]))),
].toSorted();

const failure = (code: string, facts: Readonly<Record<string, string | readonly string[]>> = {}) => ({
  code,
  message: 'The engine’s own sentence.',
  retryable: false,
  facts,
});

describe('words for failures', () => {
  test('every error code of the contract has words', () => {
    expect(codes.filter((code) => failureMessages[code] === undefined)).toEqual([]);
  });

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
    expect(Object.keys(failureMessages).filter((code) => !codes.includes(code))).toEqual([]);
  });

  test.each([...codes, ...Object.keys(gatewayFailures)])(
    '%s says what, what is kept and what to do',
    (code) => {
      const words = explain(failure(code));
      for (const sentence of Object.values(words)) {
        expect(sentence).toMatch(/^.{8,}[.?]$/);
        expect(sentence).not.toMatch(/!|oops|sorry/i);
      }
    },
  );

  test('facts fill the sentences', () => {
    const words = explain(
      failure('status.illegal-move', { from: 'planned', to: 'done', legal: ['active', 'blocked'] }),
    );
    expect(words.what).toBe('“done” can’t follow “planned”.');
    expect(words.next).toBe('From here it may become: active, blocked.');
  });

  test('an unknown code shows the engine’s own sentence', () => {
    expect(explain(failure('new.code')).what).toBe('The engine’s own sentence.');
  });
});
