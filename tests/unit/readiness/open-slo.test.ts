import { describe, expect, it } from 'vitest';
import { fromOpenSlo } from '../../../core/domain/readiness/slo/open-slo.ts';
import { readSloPolicyText } from '../../../core/domain/readiness/slo/read-slo-policy.ts';

const slo = (name: string, spec: string): string =>
  `apiVersion: openslo/v1\nkind: SLO\nmetadata:\n  name: ${name}\nspec:\n  service: Shop Front\n${spec}`;
const OBJECTIVES =
  '  objectives:\n    - { displayName: Fast, target: 0.95 }\n    - { targetPercent: 99.9 }\n';

function policyOf(text: string) {
  const read = fromOpenSlo(text);
  if (read.kind !== 'policy') throw new Error(JSON.stringify(read));
  const policy = readSloPolicyText(read.text);
  if (!policy.ok) throw new Error(policy.problems[0]?.says);
  return policy.value;
}

describe('SLOs in OpenSLO', () => {
  it('become a policy of their service, with their targets as hard limits', () => {
    expect(policyOf(slo('latency', OBJECTIVES))).toMatchObject({
      policy: 'shop-front',
      stages: ['prod'],
      objectives: [
        { id: 'latency', title: 'latency, Fast', better: 'higher', thresholds: [{ hard: 0.95 }] },
        { id: 'latency-2', title: 'latency', thresholds: [{ hard: 0.999 }] },
      ],
    });
  });

  it('stand several in one file, among other kinds', () => {
    const service = 'apiVersion: openslo/v1\nkind: Service\nmetadata: { name: shop }\nspec: {}\n';
    const text = [service, slo('a', OBJECTIVES), slo('b', OBJECTIVES)].join('---\n');
    expect(policyOf(text).objectives.map(({ id }) => id)).toEqual(['a', 'a-2', 'b', 'b-2']);
  });

  it.each([
    ['a target beyond one', slo('a', '  objectives: [{ target: 2 }]\n')],
    ['no objective', slo('a', '  objectives: []\n')],
    ['no SLO', 'apiVersion: openslo/v1\nkind: Service\nmetadata: { name: a }\n'],
  ])('say why they can not be read: %s', (_, text) => {
    expect(fromOpenSlo(text).kind).toBe('unreadable');
  });

  it('are read without taking the square of their length', () => {
    const keys = Array.from({ length: 7000 }, (_, at) => `k${at}:\n`).join('');
    const started = performance.now();
    expect(fromOpenSlo(`${keys}x: openslo/v1\n`).kind).toBe('other');
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('are told from a policy of our own, from broken YAML and from anchors that would not end', () => {
    for (const text of ['policy: a\n', '# openslo/v1\npolicy: [', 'x: openslo/v1\na: &a [1]\nb: [*a]\n'])
      expect(fromOpenSlo(text).kind).toBe('other');
  });
});
