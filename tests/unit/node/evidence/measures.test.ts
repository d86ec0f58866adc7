import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Measure } from '../../../../core/domain/readiness/measure/measure.ts';
import { parseMeasure } from '../../../../core/domain/readiness/measure/measure-text.ts';
import { JUnitReport } from '../../../../node/evidence/junit-report.ts';
import { MetricsReport } from '../../../../node/evidence/measures/metrics-report.ts';
import { judgeText } from '../../../../node/evidence/texts/judge-text.ts';

function read(text: string): Measure {
  const measure = parseMeasure(text);
  if (!measure.ok) throw new Error(measure.error.message);
  return measure.value;
}

/** Reports are given in pieces of so many bytes. */
async function found(report: string, text: string, piece = 7) {
  const measure = read(text);
  const bytes = new TextEncoder().encode(report);
  const feed = (take: (piece: Uint8Array) => void): void => {
    for (let at = 0; at < bytes.length; at += piece) take(bytes.subarray(at, at + piece));
  };
  if (measure.in === 'metrics') {
    const metrics = new MetricsReport(measure);
    feed((part) => metrics.take(part));
    return metrics.judge('r');
  }
  if (measure.in === 'junit') {
    const junit = new JUnitReport(measure.test ?? '');
    feed((part) => junit.take(part));
    return junit.measure('r', measure);
  }
  return judgeText({ type: 'measure', name: 'r', bytes, measure });
}

const value = async (report: string, measure: string) => (await found(report, measure)).value;
const says = async (report: string, measure: string) => (await found(report, measure)).says;

const EVIDENCE = JSON.stringify({
  generated_at: '2026-05-28T10:00:00Z',
  ws1_latency: { max_endpoint_p95_ms: 431.25, endpoints: [{ p95: 7 }], length: 5 },
  met: { replay: true, loss: false },
  notes: 'fine',
  nothing: null,
});

describe('a number in JSON', () => {
  it('is found by its pointer; true and false count as 1 and 0', async () => {
    expect(await found(EVIDENCE, 'json:/ws1_latency/max_endpoint_p95_ms')).toEqual({
      result: 'verified',
      says: 'In r, json:/ws1_latency/max_endpoint_p95_ms is 431.25.',
      value: 431.25,
    });
    expect(await value(EVIDENCE, 'json:/ws1_latency/endpoints/0/p95')).toBe(7);
    expect(await value(EVIDENCE, 'json:/ws1_latency/length')).toBe(5);
    expect(await value(EVIDENCE, 'json:/met/replay')).toBe(1);
    expect(await value(EVIDENCE, 'json:/met/loss')).toBe(0);
  });

  it.each([
    ['/gone', 'missing'],
    ['/ws1_latency/endpoints/00/p95', 'missing'],
    ['/ws1_latency/endpoints/0x/p95', 'missing'],
    ['/ws1_latency/endpoints/length', 'missing'],
    ['/__proto__/constructor', 'missing'],
    ['/notes', 'failed'],
    ['/nothing', 'failed'],
    ['/met', 'failed'],
  ])('is none at %s: %s', async (pointer, result) => {
    expect(await found(EVIDENCE, `json:${pointer}`)).toMatchObject({ result });
    expect(await value(EVIDENCE, `json:${pointer}`)).toBeUndefined();
  });

  it('is none in what is no JSON, and none that is too large for a number', async () => {
    expect(await found('{', 'json:/a')).toMatchObject({ result: 'failed' });
    expect(await says('{"a":1e999}', 'json:/a')).toContain('too large');
  });

  it.each([
    ['"2026-05-28T10:00:00Z"', Date.UTC(2026, 4, 28, 10)],
    ['"2026-05-28 10:00:00"', Date.UTC(2026, 4, 28, 10)],
    ['"2026-05-28"', Date.UTC(2026, 4, 28)],
    ['1779962400', 1_779_962_400_000],
    ['1779962400000', 1_779_962_400_000],
  ])('tells when it was measured: %s', async (at, measuredAt) => {
    const bytes = new TextEncoder().encode(`{"v":1,"at":${at}}`);
    const measure = { in: 'json', pointer: '/v', at: '/at' } as const;
    expect(await judgeText({ type: 'measure', name: 'r', bytes, measure })).toMatchObject({
      value: 1,
      measuredAt,
    });
  });

  it('fails where a time is asked for and none is told', async () => {
    const bytes = new TextEncoder().encode('{"v":1,"at":"yesterday"}');
    const measure = { in: 'json', pointer: '/v', at: '/at' } as const;
    expect(await judgeText({ type: 'measure', name: 'r', bytes, measure })).toMatchObject({
      result: 'failed',
    });
  });
});

const JUNIT = `<testsuites tests="99" time="1000"><testsuite name="s">
<testcase classname="a" name="one" time="1.5"/><testcase classname="a" name="two" time="1,000.25"/>
<testcase classname="a" name="three"><failure/></testcase><testcase classname="a" name="four"><error/></testcase>
<testcase classname="a" name="five" time="x"><skipped/></testcase></testsuite></testsuites>`;

describe('a number of a JUnit report', () => {
  it.each([
    ['tests', 5],
    ['passed', 2],
    ['failed', 1],
    ['errored', 1],
    ['skipped', 1],
    ['pass-rate', 0.5],
    ['seconds', 1001.75],
    ['seconds:s.a.two', 1000.25],
    ['passed:three', 0],
  ])('%s is counted from its tests: %d', async (count, number) => {
    expect(await value(JUNIT, `junit:${count}`)).toBe(number);
  });

  it('counts what kept a suite from running, beside its tests', async () => {
    const report =
      '<testsuites><testsuite name="s"><testcase name="one"/><error message="no database"/></testsuite></testsuites>';
    expect(await value(report, 'junit:errored')).toBe(1);
    expect(await value(report, 'junit:pass-rate')).toBe(0.5);
    expect(await value(report, 'junit:passed:one')).toBe(1);
    expect(await value('<testsuite><failure/></testsuite>', 'junit:failed')).toBe(1);
  });

  it('is none where no test is listed, or none has the name', async () => {
    expect(await found('<testsuites/>', 'junit:failed')).toMatchObject({ result: 'missing' });
    expect(await found(JUNIT, 'junit:seconds:six')).toMatchObject({ result: 'missing' });
    expect(await found('<html/>', 'junit:tests')).toMatchObject({ result: 'failed' });
  });
});

const METRICS = `# HELP http_seconds How long.
# TYPE http_seconds summary
http_seconds{quantile="0.5",path="/a"} 0.1
http_seconds{quantile="0.95", path="/a",} 2.5e-1 1779962400000
http_seconds{quantile="0.95",path="/b \\"x\\" } # "} 0.75
http_seconds_count 12
up 1
broken NaN
total +Inf
`;

describe('a sample of metrics', () => {
  it.each([
    ['http_seconds{quantile="0.95",path="/a"}', 0.25],
    ['http_seconds{quantile="0.5"}', 0.1],
    [String.raw`http_seconds{path="/b \"x\" } # "}`, 0.75],
    ['http_seconds_count', 12],
    ['up', 1],
  ])('is found by name and labels: %s', async (sample, number) => {
    expect(await value(METRICS, `metrics:${sample}`)).toBe(number);
  });

  it('tells its time: in milliseconds in Prometheus text, in seconds in OpenMetrics', async () => {
    expect(await found(METRICS, 'metrics:http_seconds{quantile="0.95",path="/a"}')).toMatchObject({
      measuredAt: 1_779_962_400_000,
    });
    const open = 'p95 3 1779962400.5 # {trace="x"} 1.0 1779962400.1\n# EOF\n';
    expect(await found(open, 'metrics:p95')).toMatchObject({ value: 3, measuredAt: 1_779_962_400_500 });
  });

  it('is none where several fit, where none does, and where its value is no number', async () => {
    expect(await says(METRICS, 'metrics:http_seconds{quantile="0.95"}')).toContain('several samples');
    expect(await found(METRICS, 'metrics:http')).toMatchObject({ result: 'missing' });
    expect(await says(METRICS, 'metrics:broken')).toContain('is NaN, which is no number');
    expect(await says(METRICS, 'metrics:total')).toContain('no number');
    expect(await says('up 1\nup 2', 'metrics:up')).toContain('several samples');
  });

  it('says which line is no sample', async () => {
    expect(await says('up 1\nup{a="b} 3\n', 'metrics:up')).toContain('line 2 is no sample');
    expect(await says('up one two three', 'metrics:up')).toContain('line 1 is no sample');
  });

  it('refuses a line without an end instead of keeping it', async () => {
    const long = `a${'b'.repeat(200_000)}`;
    expect((await found(long, 'metrics:up', 50_000)).says).toContain('longer than');
    expect((await found(`${long}\nup 1\n`, 'metrics:up', 1_000_000)).says).toContain('longer than');
  });
});

const sarif = (results: readonly object[], more: object = {}) =>
  JSON.stringify({
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'lint',
            rules: [
              { id: 'R0', defaultConfiguration: { level: 'error' } },
              { id: 'R1', properties: { 'security-severity': '8.1' } },
              { id: 'R2', properties: { 'security-severity': '4.0' } },
            ],
          },
          extensions: [
            { name: 'more', guid: 'AB-1', rules: [{ id: 'X0', defaultConfiguration: { level: 'error' } }] },
          ],
        },
        results,
        ...more,
      },
    ],
  });

describe('open results of static analysis', () => {
  it('are high by their level, that of their rule, or its security severity', async () => {
    const log = sarif([
      { level: 'error', message: { text: 'a' } },
      { ruleId: 'R0' },
      { ruleIndex: 1 },
      { ruleId: 'R2' },
      { ruleId: 'R0', level: 'note' },
      { rule: { index: 0, toolComponent: { index: 0 } } },
      { ruleId: 'unknown' },
    ]);
    expect(await value(log, 'sarif:high')).toBe(4);
    expect(await value(log, 'sarif:all')).toBe(7);
  });

  it.each([
    ['a part of the rule', { ruleId: 'R0/2' }],
    ['a place that is not there', { ruleId: 'R0', ruleIndex: 9 }],
    ['the place of another rule', { ruleId: 'R0', ruleIndex: 2 }],
    ['the driver by its number', { rule: { index: 0, toolComponent: { index: -1 } } }],
    ['an extension by its name', { ruleId: 'X0', rule: { id: 'X0', toolComponent: { name: 'more' } } }],
    ['an extension by its GUID', { rule: { index: 0, toolComponent: { guid: 'ab-1' } } }],
    ['no extension', { ruleId: 'X0' }],
    ['an extension that is not there', { rule: { id: 'X0', toolComponent: { name: 'gone' } } }],
  ])('take their level from the rule that they name by %s', async (_how, result) => {
    expect(await value(sarif([result]), 'sarif:high')).toBe(1);
  });

  it('take their level from what the run was told to make of the rule', async () => {
    const told = (level: string, id: string) => ({
      invocations: [
        {
          executionSuccessful: true,
          ruleConfigurationOverrides: [{ descriptor: { id }, configuration: { level } }],
        },
      ],
    });
    expect(await value(sarif([{ ruleId: 'R2' }], told('error', 'R2')), 'sarif:high')).toBe(1);
    expect(await value(sarif([{ ruleId: 'R0' }], told('note', 'R0')), 'sarif:high')).toBe(0);
    expect(await value(sarif([{ ruleId: 'R2' }], told('error', 'R0')), 'sarif:high')).toBe(0);
  });

  it('are high where their security severity is no number', async () => {
    const results = [{ ruleId: 'R2', properties: { 'security-severity': 'critical' } }];
    expect(await value(sarif(results), 'sarif:high')).toBe(1);
  });

  it('are open unless they were suppressed, passed or are gone', async () => {
    const log = sarif([
      { level: 'error', suppressions: [{ kind: 'external' }] },
      { level: 'error', suppressions: [{ status: 'accepted' }, { status: 'rejected' }] },
      { level: 'error', kind: 'pass' },
      { level: 'error', baselineState: 'absent' },
      { level: 'error', baselineState: 'new', suppressions: [] },
    ]);
    expect(await value(log, 'sarif:high')).toBe(2);
  });

  it.each([
    ['ended with an error', sarif([], { invocations: [{ executionSuccessful: false }] })],
    ['looked for nothing', sarif([], { results: undefined })],
    ['holds no run', JSON.stringify({ version: '2.1.0', runs: [] })],
    ['no SARIF 2.1.0', JSON.stringify({ version: '1.0.0', runs: [] })],
    ['no SARIF 2.1.0', '['],
    ['that can be read: runs.0.results.0.level is not', sarif([{ level: 'Error' }])],
  ])('are not known where the log %s', async (why, log) => {
    expect(await found(log, 'sarif:high')).toMatchObject({ result: 'failed' });
    expect(await says(log, 'sarif:high')).toContain(why);
  });
});

const DIGEST = createHash('sha256').update('app').digest('hex');
const statement = (name: string, sha256: string) => ({
  _type: 'https://in-toto.io/Statement/v1',
  subject: [
    { name: 'other', digest: { sha512: 'x' } },
    { name, digest: { sha256 } },
  ],
  predicateType: 'https://slsa.dev/provenance/v1',
  predicate: { buildDefinition: {} },
});
const envelope = (content: unknown) => ({
  payloadType: 'application/vnd.in-toto+json',
  payload: Buffer.from(JSON.stringify(content)).toString('base64'),
  signatures: [{ sig: 'c2ln' }],
});

describe('a statement about a build', () => {
  const judged = (text: string) =>
    judgeText({
      type: 'statement',
      name: 'build.intoto.jsonl',
      bytes: new TextEncoder().encode(text),
      subject: 'dist/app.tgz',
      digest: DIGEST,
    });

  it('is about a file by its SHA-256, and says whether it is signed', async () => {
    const plain = await judged(JSON.stringify(statement('app.tgz', DIGEST.toUpperCase())));
    expect(plain).toEqual({
      result: 'verified',
      says: 'build.intoto.jsonl is about dist/app.tgz by its SHA-256, and says https://slsa.dev/provenance/v1 of it. It is not signed.',
    });
    const signed = await judged(JSON.stringify(envelope(statement('x', DIGEST))));
    expect(signed.says).toContain('Its signature was not checked.');
  });

  it('may stand among others, each in a line, or in a Sigstore bundle', async () => {
    const lines = [envelope(statement('a', 'b')), envelope(statement('c', DIGEST))].map((one) =>
      JSON.stringify(one),
    );
    expect(await judged(`${lines.join('\n')}\n`)).toMatchObject({ result: 'verified' });
    const bundle = { mediaType: 'x', dsseEnvelope: envelope(statement('c', DIGEST)) };
    expect(await judged(JSON.stringify(bundle))).toMatchObject({ result: 'verified' });
  });

  it.each([
    ['https://slsa.dev/verification_summary/v1', { verificationResult: 'FAILED' }],
    ['https://in-toto.io/attestation/test-result/v0.1', { result: 'FAILED', failedTests: ['a'] }],
  ])(
    'fails where it says of the file that it failed, also beside others: %s',
    async (predicateType, predicate) => {
      const lines = [
        statement('app.tgz', DIGEST),
        { ...statement('app.tgz', DIGEST), predicateType, predicate },
      ];
      const found = await judged(lines.map((one) => JSON.stringify(one)).join('\n'));
      expect(found).toMatchObject({
        result: 'failed',
        says: expect.stringContaining(`${predicateType} says`),
      });
      const passed = { ...statement('app.tgz', DIGEST), predicateType, predicate: { result: 'PASSED' } };
      expect(await judged(JSON.stringify(passed))).toMatchObject({ result: 'verified' });
      const odd = { ...statement('app.tgz', DIGEST), predicate: 'anything' };
      expect(await judged(JSON.stringify(odd))).toMatchObject({ result: 'verified' });
    },
  );

  it.each([
    [
      'tells no SHA-256',
      JSON.stringify({ ...statement('', ''), subject: [{ name: 'app.tgz', digest: { sha512: 'a' } }] }),
    ],
    ['with another SHA-256', JSON.stringify(statement('app.tgz', 'a'.repeat(64)))],
    ['is not about', JSON.stringify(statement('lib.tgz', 'a'.repeat(64)))],
    ['holds no in-toto statement', '{}'],
    ['holds no in-toto statement', 'x\n'.repeat(2000)],
    ['holds no in-toto statement', JSON.stringify({ ...envelope({}), payload: '!!' })],
  ])('fails: %s', async (why, text) => {
    expect(await judged(text)).toMatchObject({ result: 'failed' });
    expect((await judged(text)).says).toContain(why);
  });
});
