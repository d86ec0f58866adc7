import { describe, expect, it } from 'vitest';
import type { GateCheck, GateReport } from '../../../core/domain/readiness/gate/report.ts';
import {
  type EvidenceSource,
  type LineageFacts,
  lineageOf,
  lineageSummary,
} from '../../../core/domain/readiness/lineage/lineage-of.ts';
import { EvidenceId, GateRunId, ItemId, RevisionId, SignoffId } from '../../../core/kernel/ids.ts';

const ITEM = ItemId.parse('it_quay');
const PIECE = EvidenceId.parse('ed_load');
const SIGNED = SignoffId.parse('so_jon');
const REVISION = RevisionId.parse('rv_2');
const DIGEST = 'a'.repeat(64);
const COMMIT = 'c'.repeat(40);

const check = (given: Partial<GateCheck> = {}): GateCheck => ({
  check_id: 'load',
  title: 'The load test holds',
  passed: true,
  severity: 'high',
  detail: '',
  reason: null,
  seen: 1,
  met: 1,
  failures: [],
  failureCount: 0,
  items: [ITEM],
  evidence: [PIECE],
  signoffs: [SIGNED],
  exceptions: [],
  ...given,
});

const report = (checks: GateCheck[], given: Partial<GateReport> = {}): GateReport => ({
  contract: 'quarterdeck_release_gate_v1',
  run_id: GateRunId.parse('gr_1'),
  generated_at: '2026-05-04T10:00:00.000Z',
  duration_ms: 1,
  status: 'passed',
  decision: 'go',
  gate: { id: 'quay', title: 'Quay', version: DIGEST },
  summary: { total: 1, passed: 1, failed: 0, high_failures: 0, medium_failures: 0 },
  checks,
  inputs: {
    commit: COMMIT,
    environment: null,
    digests: { items: DIGEST, findings: DIGEST },
    policy_version: DIGEST,
  },
  exceptions_applied: [],
  exceptions_refused: [],
  ...given,
});

const piece = (given: Partial<EvidenceSource> = {}): EvidenceSource => ({
  title: 'load.xml',
  state: 'verified',
  digest: DIGEST,
  commit: null,
  ...given,
});

const SIGNED_TEXT = { id: REVISION, title: 'Plan', digest: DIGEST };

const facts = (given: Partial<LineageFacts> = {}): LineageFacts => ({
  evidence: new Map([[PIECE, piece()]]),
  signoffs: new Map([[SIGNED, { title: 'Jon', revision: SIGNED_TEXT, evidence: [PIECE] }]]),
  items: new Map([[ITEM, { title: 'Quay', revision: SIGNED_TEXT }]]),
  reportDigest: DIGEST,
  ...given,
});

describe('lineage', () => {
  it('leads a decision back to the commit, the texts and the evidence', () => {
    const { edges, complete, missing } = lineageOf(report([check()]), facts());
    expect(edges.map(({ source, target }) => `${source} > ${target}`)).toEqual([
      'report:gr_1 > decision:gr_1',
      'gate:quay > report:gr_1',
      `commit:${COMMIT} > report:gr_1`,
      'revision:rv_2 > criterion:load',
      'evidence:ed_load > verification:ed_load',
      'verification:ed_load > criterion:load',
      'evidence:ed_load > signoff:so_jon',
      'revision:rv_2 > signoff:so_jon',
      'signoff:so_jon > criterion:load',
      'criterion:load > report:gr_1',
    ]);
    expect({ complete, missing }).toEqual({ complete: true, missing: [] });
  });

  it('names each thing once, however many criteria rest on it', () => {
    const { nodes, edges } = lineageOf(report([check(), check({ check_id: 'again' })]), facts());
    for (const list of [nodes.map(({ id }) => id), edges.map(({ source, target }) => `${source} ${target}`)])
      expect(new Set(list).size).toBe(list.length);
  });

  it('says how evidence stood, also where it failed', () => {
    const failed = lineageOf(
      report([check()]),
      facts({ evidence: new Map([[PIECE, piece({ state: 'failed' })]]) }),
    );
    expect(failed.nodes.find(({ id }) => id === 'verification:ed_load')).toMatchObject({ status: 'failed' });
    expect(failed.complete).toBe(true);
  });

  it.each([
    ['evidence that is not here', { evidence: new Map() }, 'The evidence ed_load is not here.'],
    [
      'evidence that was never verified',
      { evidence: new Map([[PIECE, piece({ state: 'unverified' })]]) },
      'load.xml was never verified.',
    ],
    [
      'evidence of which nothing says what it was',
      { evidence: new Map([[PIECE, piece({ digest: null })]]) },
      'Of load.xml neither a digest nor a commit is known: nothing says what was verified.',
    ],
    [
      'a sign-off that is not here',
      { signoffs: new Map() },
      'The statement of the sign-off so_jon is not here.',
    ],
    ['an item of an unknown text', { items: new Map() }, 'Which text it_quay was read from is not known.'],
  ] as const)('misses %s', (_what, given, says) => {
    const lineage = lineageOf(report([check()]), facts(given));
    expect(lineage).toMatchObject({ complete: false, missing: [says] });
    expect(lineage.edges.filter(({ status }) => status === 'missing')).toHaveLength(1);
    const ids = new Set(lineage.nodes.map(({ id }) => id));
    for (const { source, target } of lineage.edges)
      expect([ids.has(source), ids.has(target)]).toEqual([true, true]);
    expect(lineageSummary(lineage)).toMatch(/^1 edge of it missing: \d+ nodes and \d+ edges\.$/u);
  });

  it('leads a criterion without items back to the facts it was judged by', () => {
    const none = check({ items: [], evidence: [], signoffs: [] });
    const { edges } = lineageOf(report([none]), facts());
    expect(edges.map(({ source }) => source)).toContain('facts:findings');
  });

  it('leads back to the digest of all items where there are too many to name', () => {
    const { edges } = lineageOf(report([check({ seen: 5000 })]), facts());
    expect(edges.map(({ source }) => source)).toContain('facts:items');
  });

  it('leads evidence back to the commit it was seen at', () => {
    const at = new Map([[PIECE, piece({ digest: null, commit: COMMIT })]]);
    const { edges, complete } = lineageOf(report([check()]), facts({ evidence: at }));
    expect(edges).toContainEqual({
      source: `commit:${COMMIT}`,
      target: 'evidence:ed_load',
      relation: 'produces',
      status: 'observed',
    });
    expect(complete).toBe(true);
  });
});
