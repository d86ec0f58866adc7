import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { VerificationResult } from '../../../core/domain/readiness/evidence.ts';
import { measureText, parseMeasure } from '../../../core/domain/readiness/measure/measure-text.ts';
import type { Judgement } from '../../../node/evidence/judgement.ts';
import { JUnitReport } from '../../../node/evidence/junit-report.ts';
import { MetricsReport } from '../../../node/evidence/measures/metrics-report.ts';
import { judgeText } from '../../../node/evidence/texts/judge-text.ts';

const REPORT = `<?xml version="1.0" encoding="UTF-8"?><testsuites><!-- c --><testsuite name="s">
<testcase classname="c" name="a &amp; b"><failure message="m"><![CDATA[x]]></failure></testcase>
<testcase name="d"/></testsuite></testsuites>`;
const SCHEMA = { type: 'object', properties: { a: { $ref: '#/components/schemas/B' } } };
const CONTRACT = {
  openapi: '3.0.3',
  info: { title: 'a', version: '1' },
  paths: { '/a': { get: { responses: { 200: { description: 'ok' } } } } },
  components: { schemas: { A: SCHEMA, B: { enum: ['x'], default: 'x' } } },
};
const TEXT =
  '---\na: 1\n---\n# One\n\n- a\n  - b\n\n```\n# no\n```\n\nTwo\n===\n\n| a | b |\n|--|--|\n| `x` | [y](z) |\n';
/** What parsers trip over. */
const PIECES = [
  '< > </ /> <![CDATA[ ]]> <!-- --> &a; &#0; &#x110000; <testsuite> <testcase> \u0000 \uFEFF \uD800',
  '" \' { } [ ] , ` # | > >- @ % ! *x &x !!binary !!js/function ? : - 1e999 ~ \t \n \n---\n \n...\n',
  '"$ref":"#/components/schemas/A", "$ref":"file:///etc/passwd", "__proto__":{"a":1}, "$id":3,',
]
  .flatMap((pieces) => pieces.split(' '))
  .concat(
    '<!DOCTYPE x [',
    '<!ENTITY a "b">',
    '<?xml encoding="utf-16"?>',
    '<<: *x',
    '%YAML 9\n',
    '|+9\n',
    '- ',
  );

/** A text with pieces put in, parts left out, repeated and cut off; as bytes, a few of them changed. */
function mutationsOf(text: string): fc.Arbitrary<Uint8Array> {
  const place = fc.nat(text.length);
  const edit = fc.oneof(
    fc.record({ at: place, cut: fc.nat(20), put: fc.constantFrom(...PIECES) }),
    fc.record({
      at: place,
      cut: fc.constant(0),
      put: fc.constantFrom(...PIECES).map((piece) => piece.repeat(300)),
    }),
    fc.record({ at: place, cut: fc.nat(text.length), put: fc.constant('') }),
    fc.record({ at: place, cut: fc.constant(0), put: place.map((from) => text.slice(from, from + 100)) }),
  );
  const bytes = fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { maxLength: 3 });
  return fc.tuple(fc.array(edit, { minLength: 1, maxLength: 6 }), bytes).map(([edits, changed]) => {
    const edited = edits.reduce(
      (now, { at, cut, put }) => now.slice(0, at) + put + now.slice(at + cut),
      text,
    );
    const encoded = new TextEncoder().encode(edited);
    for (const [at, byte] of changed) if (at < encoded.length) encoded[at] = byte;
    return encoded;
  });
}

function isJudgement({ result, says }: Judgement): boolean {
  return (
    VerificationResult.safeParse(result).success &&
    says !== '' &&
    says.length <= 2000 &&
    !/\p{Cc}/u.test(says)
  );
}

it('a mutated JUnit report is judged, in pieces of any size as in one', () => {
  fc.assert(
    fc.property(
      mutationsOf(REPORT),
      fc.constantFrom('a & b', 'd', 's.c.a & b'),
      fc.integer({ min: 1, max: 64 }),
      (bytes, test, size) => {
        const whole = new JUnitReport(test);
        whole.take(bytes);
        const inPieces = new JUnitReport(test);
        // The encoding is declared in the first piece.
        inPieces.take(bytes.subarray(0, 200));
        for (let at = 200; at < bytes.length; at += size) inPieces.take(bytes.subarray(at, at + size));
        const judged = whole.judge('report.xml');
        expect(isJudgement(judged)).toBe(true);
        expect(inPieces.judge('report.xml').result).toBe(judged.result);
      },
    ),
    { numRuns: 500 },
  );
});

it.each([
  ['YAML', stringify(CONTRACT)],
  ['JSON', JSON.stringify(CONTRACT)],
])('a mutated contract in %s is judged', async (_kind, text) => {
  const pointers = fc.constantFrom('', '/components/schemas/A/properties/a/enum/0', '/paths/~1a/get');
  await fc.assert(
    fc.asyncProperty(mutationsOf(text), pointers, async (bytes, pointer) => {
      expect(isJudgement(await judgeText({ type: 'contract', name: 'api', bytes, pointer }))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

it('a mutated document is judged', async () => {
  await fc.assert(
    fc.asyncProperty(mutationsOf(TEXT), fc.constantFrom('One', 'two', 'no'), async (bytes, heading) => {
      expect(isJudgement(await judgeText({ type: 'doc', name: 'a.md', bytes, heading }))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

const SARIF = JSON.stringify({
  version: '2.1.0',
  runs: [
    {
      tool: { driver: { name: 'l', rules: [{ id: 'R', properties: { 'security-severity': '9' } }] } },
      results: [
        { ruleIndex: 0, level: 'error' },
        { ruleId: 'R', suppressions: [{ status: 'accepted' }] },
      ],
    },
  ],
});
const STATEMENT = JSON.stringify({
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: 'a', digest: { sha256: 'a'.repeat(64) } }],
  predicateType: 'p',
});
const DSSE = JSON.stringify({
  payloadType: 'application/vnd.in-toto+json',
  payload: Buffer.from(STATEMENT).toString('base64'),
  signatures: [{ sig: 'a' }],
});

it.each([
  ['JSON', { in: 'json', pointer: '/a/0/b', at: '/at' }, '{"a":[{"b":12.5}],"at":"2026-01-01T00:00:00Z"}'],
  ['SARIF', { in: 'sarif', results: 'high' }, SARIF],
] as const)('a number of mutated %s is judged, and never one that is none', async (_kind, measure, text) => {
  await fc.assert(
    fc.asyncProperty(mutationsOf(text), async (bytes) => {
      const judged = await judgeText({ type: 'measure', name: 'r', bytes, measure });
      expect(isJudgement(judged)).toBe(true);
      expect(judged.value !== undefined).toBe(judged.result === 'verified');
      expect(Number.isFinite(judged.value ?? 0)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

it('a mutated statement is judged', async () => {
  const texts = fc.constantFrom(STATEMENT, DSSE, `${DSSE}\n${DSSE}\n`);
  await fc.assert(
    fc.asyncProperty(texts.chain(mutationsOf), async (bytes) => {
      const task = { type: 'statement', name: 's', bytes, subject: 'a', digest: 'a'.repeat(64) } as const;
      expect(isJudgement(await judgeText(task))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

const METRICS =
  'up{a="b \\" c",d="e"} 1.5e3 1700000000000\n# TYPE up gauge\nup{d="f"} NaN # {x="y"} 1\nother 3\n# EOF\n';

it('mutated metrics are judged, in pieces of any size as in one', () => {
  fc.assert(
    fc.property(
      mutationsOf(METRICS),
      fc.constantFrom<Record<string, string>>({}, { d: 'e' }, { d: 'f' }),
      fc.integer({ min: 1, max: 64 }),
      (bytes, labels, size) => {
        const [whole, inPieces] = [0, 1].map(() => new MetricsReport({ in: 'metrics', name: 'up', labels }));
        whole?.take(bytes);
        for (let at = 0; at < bytes.length; at += size) inPieces?.take(bytes.subarray(at, at + size));
        const judged = whole?.judge('m');
        expect(judged !== undefined && isJudgement(judged)).toBe(true);
        expect(inPieces?.judge('m')).toEqual(judged);
      },
    ),
    { numRuns: 1000 },
  );
});

it('what a person writes for a number is read or refused, and read again as it was', () => {
  const forms = fc.constantFrom('json:', 'junit:', 'metrics:', 'sarif:', '');
  const written = fc.oneof(
    fc.tuple(forms, fc.string()).map((parts) => parts.join('')),
    fc
      .tuple(forms, mutationsOf('up{a="b \\" c",d="e"}'))
      .map(([form, bytes]) => form + new TextDecoder().decode(bytes)),
  );
  fc.assert(
    fc.property(written, (text) => {
      const read = parseMeasure(text);
      expect(read.ok ? parseMeasure(measureText(read.value)) : read).toEqual(read);
    }),
    { numRuns: 2000 },
  );
});
