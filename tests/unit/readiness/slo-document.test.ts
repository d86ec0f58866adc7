import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSloPolicyText } from '../../../core/domain/readiness/slo/read-slo-policy.ts';
import { limitsOf, sourceOf } from '../../../core/domain/readiness/slo/slo-document.ts';

const POLICY = `policy: api
title: What the API keeps
stages: [dev, staging, prod]
profiles: [strict, transitional]
root: house
objectives:
  - id: p95
    title: p95 latency
    unit: ms
    better: lower
    freshDays: 7
    repeat: 3
    thresholds:
      - { warn: 250, soft: 280, hard: 300 }
      - { profile: transitional, hard: 400 }
      - { stage: dev, warn: 500, soft: 600, hard: 900 }
    sources:
      - { file: reports/latency.json, measure: 'json:/max_p95_ms', at: /generated_at }
      - { stage: prod, root: telemetry, file: prod.txt, measure: 'metrics:http_seconds{quantile="0.95"}' }
  - id: pass-rate
    title: Tests that pass
    better: higher
    thresholds:
      - hard: 0.9
`;

function problems(text: string) {
  const read = readSloPolicyText(text);
  return read.ok ? [] : read.problems;
}

describe('an SLO policy', () => {
  it('is read with what it leaves out', () => {
    const read = readSloPolicyText(POLICY);
    if (!read.ok) throw new Error(read.problems[0]?.says);
    const [p95, rate] = read.value.objectives;
    expect(p95).toMatchObject({ unit: 'ms', repeat: 3, freshDays: 7 });
    expect(rate).toMatchObject({ unit: '', repeat: 2, sources: [] });
    if (p95 === undefined || rate === undefined) throw new Error('objectives are gone');
    expect(limitsOf(p95, 'prod', 'strict')).toEqual({ warn: 250, soft: 280, hard: 300 });
    expect(limitsOf(p95, 'prod', 'transitional')).toEqual({ warn: 250, soft: 280, hard: 400 });
    expect(limitsOf(p95, 'dev', 'transitional')).toEqual({ warn: 500, soft: 600, hard: 900 });
    expect(limitsOf(rate, 'prod', 'strict')).toEqual({ warn: null, soft: null, hard: 0.9 });
    expect(sourceOf(p95, 'prod')?.file).toBe('prod.txt');
    expect(sourceOf(p95, 'dev')?.file).toBe('reports/latency.json');
    expect(sourceOf(rate, 'dev')).toBeNull();
  });

  it.each([
    ['a field nobody knows', 'unit: ms', 'unti: ms', 9, 'unti'],
    ['what it lacks', '    title: p95 latency\n', '', 7, 'objectives.0.title is needed'],
    ['no YAML', 'unit: ms', 'unit: [', 10, ''],
    ['a key that stands twice', 'unit: ms', 'unit: ms\n    unit: s', 10, 'unique'],
    ['a stage nobody named', 'stage: dev, warn', 'stage: test, warn', 16, 'no stage test'],
    ['a source of such a stage', 'stage: prod, root', 'stage: test, root', 19, 'no stage test'],
    ['a profile nobody named', 'profile: transitional, hard', 'profile: lax, hard', 15, 'no profile lax'],
    ['two of one name', 'id: pass-rate', 'id: p95', 20, 'p95 stands twice'],
    ['limits in the wrong order', 'soft: 280, hard: 300', 'soft: 310, hard: 300', 13, 'get worse'],
    ['nothing that could fail', 'hard: 0.9', 'warn: 0.9', 23, 'Nothing can fail'],
    ['a number nobody can read', "'json:/max_p95_ms'", 'p95', 18, 'names no number'],
    ['a way out of the root', 'file: reports/latency.json', 'file: ../latency.json', 18, 'below the root'],
    ['a fresh time of no days', 'freshDays: 7', 'freshDays: 0', 11, 'freshDays'],
  ])('refuses %s, with its line', (_, before, after, line, says) => {
    expect(POLICY).toContain(before);
    const [first] = problems(POLICY.replace(before, after));
    expect(first?.line).toBe(line);
    expect(first?.says).toContain(says);
  });

  it('follows no anchors, nests no further than it can, and is no longer than a person writes', () => {
    const bomb = `a: &a [x, x]\nb: &b [*a, *a]\npolicy: [*b, *b]\n`;
    expect(problems(bomb)[0]?.says).toContain('not followed');
    expect(problems('['.repeat(49_000))).toHaveLength(1);
    expect(problems('x'.repeat(60_000))[0]?.says).toContain('longer than');
    expect(problems('')).not.toEqual([]);
    expect(problems('policy: !!js/function "function(){}"')).not.toEqual([]);
  });

  it('is read or refused, whatever is done to its text', () => {
    const edits = fc.array(
      fc.record({
        at: fc.nat(POLICY.length),
        cut: fc.nat(30),
        put: fc.oneof(
          fc.string(),
          fc.constantFrom(
            '\n',
            '- ',
            ': ',
            '&a ',
            '*a',
            '<<: *a',
            '{',
            ']',
            '!!binary ',
            '"',
            '\t',
            '? ',
            '|',
            '__proto__: 1',
          ),
        ),
      }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(edits, (all) => {
        const text = all.reduce(
          (now, { at, cut, put }) => now.slice(0, at) + put + now.slice(at + cut),
          POLICY,
        );
        const read = readSloPolicyText(text);
        if (read.ok) return;
        expect(read.problems.length).toBeGreaterThan(0);
        for (const { line, says } of read.problems) {
          expect(line).toBeGreaterThan(0);
          expect(line).toBeLessThanOrEqual(text.split('\n').length);
          expect(says).not.toMatch(/[^\P{Cc}\t]/u);
        }
      }),
      { numRuns: 500 },
    );
  });
});
