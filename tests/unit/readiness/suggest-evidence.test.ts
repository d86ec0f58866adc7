import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suggestEvidence } from '../../../core/domain/readiness/suggest-evidence.ts';

/** What a cell of notes suggests, each in one line. */
function suggested(raw: string, folder?: string): readonly string[] {
  return suggestEvidence([{ label: 'Notes', raw }], folder).map(
    ({ type, file, part }) => `${type} ${file}${part === '' ? '' : `|${part}`}`,
  );
}

describe('what the text of an item suggests as evidence', () => {
  it('is a path below the root, with its heading, pointer or revision', () => {
    expect(suggested('See docs/plan.md#Crane order, src/orders.ts and src/orders.ts@v1.2.')).toEqual([
      'doc docs/plan.md|Crane',
      'code src/orders.ts',
      'code src/orders.ts|v1.2',
    ]);
    expect(suggested('`docs/plan.md#Crane order`')).toEqual(['doc docs/plan.md|Crane order']);
    expect(suggested('api/openapi.yaml#/paths/~1orders/get and openapi.json')).toEqual([
      'contract api/openapi.yaml|/paths/~1orders/get',
      'contract openapi.json',
    ]);
    expect(suggested('Built as build/app.tgz; survey in `survey/piles.csv`.')).toEqual([
      'artifact build/app.tgz',
      'artifact survey/piles.csv',
    ]);
    expect(suggested('./src/a.ts:12')).toEqual(['code src/a.ts']);
  });

  it('is a commit, told from words and numbers', () => {
    expect(suggested('Fixed in a1b2c3d and (4f5e6d7c8b9a0f1e2d3c4b5a69788796a5b4c3d2)')).toEqual([
      'code |a1b2c3d',
      'code |4f5e6d7c8b9a0f1e2d3c4b5a69788796a5b4c3d2',
    ]);
    expect(suggested('defaced 20260302 1234567 a1b2c3')).toEqual([]);
  });

  it('is a test, by its report or by its name alone', () => {
    expect(suggested('reports/junit.xml::orders.create')).toEqual(['test reports/junit.xml|orders.create']);
    expect(suggested('`orders::create works` and checkout.spec, reports/TEST-all.xml')).toEqual([
      'test |orders::create works',
      'test |checkout.spec',
      'test reports/TEST-all.xml',
    ]);
  });

  it('is what a link leads to: a file beside it, or a commit or file of a code host', () => {
    expect(suggested('[the plan](docs/plan.md#Order) and [code](src/a%20b.ts)')).toEqual([
      'doc docs/plan.md|Order',
      'code src/a b.ts',
    ]);
    expect(suggested('https://example.com/o/r/commit/a1b2c3d')).toEqual(['code |a1b2c3d']);
    expect(suggested('<https://example.com/o/r/blob/main/docs/a%20b.md?plain=1>')).toEqual([
      'doc docs/a b.md',
    ]);
    expect(suggested('https://example.com/board and www.example.com')).toEqual([]);
  });

  it('is, of a link, meant from the file it stands in, and of a name from the root', () => {
    const text = '[a](a.md#Order) [b](../src/b.ts) [c](/c.md) [d](./x/../d.json) `docs/e.md` f.md';
    expect(suggested(text, 'docs/plans')).toEqual([
      'doc docs/plans/a.md|Order',
      'code docs/src/b.ts',
      'doc c.md',
      'code docs/plans/d.json',
      'doc docs/e.md',
      'doc f.md',
    ]);
    expect(suggested('[up](../../../etc/a.md) [here](#order) [a commit](a1b2c3d)', 'docs')).toEqual([
      'code |a1b2c3d',
    ]);
    expect(suggested('[t](../out/junit.xml::a.b) [p](api/openapi.yaml#/paths/~1a)', 'docs')).toEqual([
      'test out/junit.xml|a.b',
      'contract docs/api/openapi.yaml|/paths/~1a',
    ]);
  });

  it('is nothing above the root, no plain words, and each thing once', () => {
    expect(suggested('../secret.md /etc/passwd.txt C:\\a.md and/or e.g. v1.2 10/12 M0')).toEqual([]);
    expect(suggested('docs/a.md docs/a.md `docs/a.md`')).toEqual(['doc docs/a.md']);
    const two = suggestEvidence([
      { label: 'Evidence', raw: 'docs/a.md' },
      { label: 'Notes', raw: 'docs/a.md and docs/b.md' },
    ]);
    expect(two.map(({ file, from }) => `${file} from ${from}`)).toEqual([
      'docs/a.md from Evidence',
      'docs/b.md from Notes',
    ]);
  });

  it('is at most nine things, whatever the text', () => {
    const many = Array.from({ length: 40 }, (_, at) => `docs/${at}.md`).join(' ');
    expect(suggested(many)).toHaveLength(9);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (raw) => {
        for (const { type, file, part } of suggestEvidence([{ label: 'Notes', raw }])) {
          const isNamed = file !== '' || (part !== '' && (type === 'code' || type === 'test'));
          expect(isNamed).toBe(true);
        }
      }),
    );
  });
});
