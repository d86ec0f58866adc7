import { describe, expect, test } from 'vitest';
import { gateCircle } from '../../../../core/domain/readiness/gate/gate-circle.ts';
import { gateIn, readGate } from '../../../../core/domain/readiness/gate/read-gate.ts';
import { gateOf } from './facts-of.ts';

const problems = (text: string) => {
  const read = readGate(text);
  return read.ok ? [] : read.problems.map(({ line, message }) => `${line}: ${message}`);
};

const HEAD = 'gate: release\ntitle: Release\n';

describe('a gate is read', () => {
  test('with what is left out filled in', () => {
    const read = gateIn(
      readGate(`${HEAD}criteria:\n  - id: rows\n    title: Rows\n    items: { kind: acceptance }\n`),
    );
    expect(read).toMatchObject({
      ok: true,
      value: {
        mediumAllowed: 0,
        criteria: [
          {
            severity: 'high',
            atLeast: 1,
            require: { state: ['done', 'locked'], signoff: 'when-asked', enough: 'both' },
          },
        ],
      },
    });
  });

  test.each([
    [
      'title: Release\ncriteria: []\n',
      ['1: The field "gate" is needed.', '2: "criteria": Too small: expected array to have >=1 items.'],
    ],
    [
      `${HEAD}criteria:\n  - id: a\n    title: A\n    items: {}\n    sevrity: low\n`,
      ['7: There is no field "sevrity" here.'],
    ],
    [
      `${HEAD}criteria:\n  - id: a\n    title: A\n    items: {}\n    gate: { id: other }\n`,
      ['4: A criterion has exactly one of: items, findings, slo, lineage, gate.'],
    ],
    [
      `${HEAD}criteria:\n  - id: a\n    title: A\n`,
      ['4: A criterion has exactly one of: items, findings, slo, lineage, gate.'],
    ],
    [
      `${HEAD}criteria:\n  - id: a\n    title: A\n    findings: { severity: grave }\n`,
      ['6: "severity": Invalid option: expected one of "info"|"warning"|"high".'],
    ],
    [
      `${HEAD}criteria:\n  - id: a\n    title: A\n    items:\n      where: colour = "red"\n`,
      [
        '7: There is no name "colour" at 1; known: deferred, due, finished, key, kind, notes, open, owner, section, state, status, title, tracker.',
      ],
    ],
    [
      `${HEAD}criteria:\n  - { id: a, title: A, items: {} }\n  - { id: a, title: B, items: {} }\n`,
      ['5: Two criteria have the id "a".'],
    ],
    [
      `${HEAD}criteria:\n  - id: a\n    title: A\n    items: {}\n    require: { enough: either }\n`,
      ['7: "either" needs evidence that could be enough: ask for at least one piece.'],
    ],
    [
      `${HEAD}criteria:\n  - id: a\n    title: A\n    items: {}\n    require:\n      evidence: { types: [test], commit: candidate }\n`,
      ['8: Only evidence of the type "code" names a commit: allow that type, or leave "commit" out.'],
    ],
    [`${HEAD}criteria:\n  - { id: a, title: A, gate: { id: release } }\n`, ['4: A gate can not ask itself.']],
    [
      `${HEAD}title: Again\ncriteria: [\n`,
      [
        '3: Map keys must be unique.',
        '5: Flow sequence in block collection must be sufficiently indented and end with a ].',
      ],
    ],
    ['', ['1: Invalid input: expected object, received null.']],
    ['x'.repeat(200_001), ['1: A gate has at most 200000 characters.']],
  ])('or refused with the line of each problem: %s', (text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  test('without taking the square of its length, or telling thousands of problems', () => {
    const lines = (write: (at: number) => string) =>
      Array.from({ length: 20_000 }, (_, at) => write(at)).join('');
    for (const text of [lines((at) => `k${at}:\n`), `{${lines((at) => `k${at}, `)}}`, lines(() => '}\n')]) {
      const started = performance.now();
      expect(problems(text).length).toBeLessThanOrEqual(20);
      expect(performance.now() - started).toBeLessThan(4000);
    }
    expect(problems(`gate: !${'x'.repeat(100_000)} a\n`).join('').length).toBeLessThan(2000);
  });

  test('without following aliases, however much they stand for', () => {
    const laughs = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
    for (let n = 0; n < 12; n += 1) {
      const before = String.fromCharCode(97 + n);
      const next = String.fromCharCode(98 + n);
      laughs.push(`${next}: &${next} [${Array.from({ length: 10 }, () => `*${before}`).join(', ')}]`);
    }
    expect(problems(laughs.join('\n'))).toEqual([
      '1: Anchors and aliases ("&", "*") are not followed: write it out.',
    ]);
    expect(problems('['.repeat(50_000))[0]).toMatch(/^1: /u);
  });
});

describe('gates that ask each other', () => {
  const asks = (gate: string, ...ids: string[]) =>
    gateOf(
      ids.map((id) => `  - { id: ${id}, title: T, gate: { id: ${id} } }\n`).join(''),
      `gate: ${gate}\ntitle: G\n`,
    );

  test('are found by the way that leads back', () => {
    const gates = new Map([
      ['b', asks('b', 'c')],
      ['c', asks('c', 'a', 'gone')],
    ]);
    expect(gateCircle(asks('a', 'b'), gates)).toEqual(['a', 'b', 'c', 'a']);
    expect(
      gateCircle(
        asks('d', 'e'),
        new Map([
          ['e', asks('e', 'f')],
          ['f', asks('f', 'e')],
        ]),
      ),
    ).toEqual(['e', 'f', 'e']);
    expect(
      gateCircle(
        asks('d', 'e', 'f'),
        new Map([
          ['e', asks('e', 'g')],
          ['f', asks('f', 'g')],
          ['g', asks('g', 'x')],
        ]),
      ),
    ).toBeNull();
  });
});
