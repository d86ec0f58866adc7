import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type EvidenceType, Locator } from '../../../core/domain/readiness/evidence.ts';
import { locatorText, parseLocator } from '../../../core/domain/readiness/locator-text.ts';

const read = (type: EvidenceType, text: string) => {
  const draft = parseLocator(type, text);
  if (!draft.ok) return draft.error.code;
  const { type: _, ...rest } = draft.value;
  return rest;
};

describe('what a person writes for evidence', () => {
  test.each([
    ['doc', 'docs/a.md', { file: 'docs/a.md', heading: null }],
    ['doc', 'docs/a.md#How to roll back', { file: 'docs/a.md', heading: 'How to roll back' }],
    ['doc', 'docs/a.md#C# and more', { file: 'docs/a.md', heading: 'C# and more' }],
    ['contract', 'openapi.yaml', { file: 'openapi.yaml', pointer: '' }],
    ['contract', 'openapi.yaml#/paths/~1a/get', { file: 'openapi.yaml', pointer: '/paths/~1a/get' }],
    ['code', '1f0c2d9a', { revision: '1f0c2d9a', path: null }],
    ['code', '@v1.2', { revision: 'v1.2', path: null }],
    ['code', 'src/a.ts', { revision: null, path: 'src/a.ts' }],
    ['code', 'src/a.ts@release/1.2', { revision: 'release/1.2', path: 'src/a.ts' }],
    ['code', 'node_modules/@scope/a/index.js', { revision: null, path: 'node_modules/@scope/a/index.js' }],
    ['code', 'packages/@scope/a.ts@v2', { revision: 'v2', path: 'packages/@scope/a.ts' }],
    ['test', 'report.xml::suite.test name', { file: 'report.xml', test: 'suite.test name' }],
    ['test', 'report.xml::a::b', { file: 'report.xml', test: 'a::b' }],
    ['artifact', 'build/app#1.tgz', { file: 'build/app#1.tgz' }],
  ] as const)('%s %s', (type, text, parts) => {
    expect(read(type, text)).toEqual(parts);
  });

  test.each([
    ['doc', ''],
    ['doc', 'docs/a.md#'],
    ['contract', 'openapi.yaml#paths'],
    ['test', 'report.xml'],
    ['test', 'report.xml::'],
    ['artifact', ''],
    ['code', ''],
  ] as const)('%s "%s" is refused with how to write it', (type, text) => {
    expect(read(type, text)).toBe('evidence.bad-locator');
  });

  test('is never thrown at, whatever it is', () => {
    const types = fc.constantFrom<EvidenceType[]>('doc', 'contract', 'code', 'test', 'artifact');
    fc.assert(
      fc.property(types, fc.string({ unit: 'binary' }), (type, text) => {
        const draft = parseLocator(type, text);
        expect(draft.ok || draft.error.code === 'evidence.bad-locator').toBe(true);
      }),
    );
  });
});

test.each([
  { type: 'doc', place: { path: 'docs/a.md' }, heading: 'Roll back' },
  { type: 'contract', place: { path: 'openapi.yaml' }, pointer: '/paths/~1a' },
  { type: 'code', revision: '1f0c2d9a', path: null },
  { type: 'code', revision: 'v1.2', path: null },
  { type: 'code', revision: 'v1.2', path: 'src/a.ts' },
  { type: 'code', revision: null, path: 'src/a.ts' },
  { type: 'test', place: { path: 'report.xml' }, test: 'a.b' },
  { type: 'artifact', place: { path: 'app.tgz' } },
] as const)('what is shown of $type evidence reads as the same again', (locator) => {
  const whole = Locator.parse(locator);
  const text = locatorText(whole);
  const { type, ...rest } = whole;
  const { place, ...others } = 'place' in rest ? rest : { ...rest, place: null };
  const file = place !== null && 'path' in place ? { file: place.path } : {};
  expect(read(type, text)).toEqual({ ...file, ...others });
});
