import { describe, expect, it } from 'vitest';
import type { Lineage, LineageNode } from '../../../core/domain/readiness/lineage/lineage.ts';
import {
  edgeRows,
  gapsOf,
  graphOf,
  lineageFact,
  linkOf,
  neighboursOf,
  otherGaps,
} from '../../../renderer/features/bundles/lineage/lineage-model.ts';

const node = (id: string, type: LineageNode['type'], status: LineageNode['status'] = 'ok'): LineageNode => ({
  id,
  type,
  title: `Title of ${id}`,
  status,
  digest: null,
});

const lineage: Lineage = {
  contract: 'quarterdeck_lineage_v1',
  nodes: [
    node('decision:gr_1', 'decision', 'failed'),
    node('criterion:load', 'check', 'failed'),
    node('verification:ed_1', 'check'),
    node('evidence:ed_1', 'source', 'missing'),
    node('item:it_1', 'source', 'missing'),
  ],
  edges: [
    { source: 'criterion:load', target: 'decision:gr_1', relation: 'drives', status: 'observed' },
    { source: 'item:it_1', target: 'criterion:load', relation: 'checked-by', status: 'missing' },
    { source: 'verification:ed_1', target: 'criterion:load', relation: 'drives', status: 'observed' },
    { source: 'evidence:ed_1', target: 'verification:ed_1', relation: 'checked-by', status: 'missing' },
    { source: 'evidence:ed_1', target: 'criterion:load', relation: 'checked-by', status: 'missing' },
  ],
  complete: false,
  missing: ['Which text Quay was read from is not known.', 'The evidence ed_1 is not here.'],
};

describe('what is missing of a lineage', () => {
  it('is said at each edge, by the sentence about its end', () => {
    expect(gapsOf(lineage)).toEqual([
      { source: 'item:it_1', target: 'criterion:load', says: 'Which text Quay was read from is not known.' },
      { source: 'evidence:ed_1', target: 'verification:ed_1', says: 'The evidence ed_1 is not here.' },
      { source: 'evidence:ed_1', target: 'criterion:load', says: 'The evidence ed_1 is not here.' },
    ]);
    expect(otherGaps(lineage)).toEqual([]);
  });

  it('names both ends where sentences and edges do not match, and keeps the sentences', () => {
    const other = { ...lineage, missing: ['Something is not here.'] };
    expect(gapsOf(other)[0]?.says).toBe(
      'It is not known that “Title of item:it_1” is checked by “Title of criterion:load”.',
    );
    expect(otherGaps(other)).toEqual(['Something is not here.']);
  });

  it('is counted, and comes first in the table', () => {
    expect(lineageFact(lineage)).toBe('5 nodes, 5 edges, 3 missing');
    expect(lineageFact({ ...lineage, edges: lineage.edges.slice(0, 1) })).toBe('5 nodes, 1 edge');
    expect(edgeRows(lineage).map(({ missing }) => missing)).toEqual([true, true, true, false, false]);
  });
});

describe('a lineage as a graph', () => {
  it('has a column for each type, and says how each node stands', () => {
    const { nodes, edges } = graphOf(lineage);
    expect(nodes[0]).toMatchObject({
      column: 3,
      mark: 'blocked',
      urgent: true,
      words: 'Title of decision:gr_1, decision, failed',
    });
    expect(nodes[2]).toMatchObject({ column: 1, mark: 'done', urgent: false });
    expect(edges[1]).toEqual({ from: 'item:it_1', to: 'criterion:load', missing: true });
  });

  it('tells of a node what it comes from, what is missing first, and what it leads to', () => {
    const { from, to } = neighboursOf(lineage, 'criterion:load');
    expect(from.map((one) => [one.node.id, one.missing])).toEqual([
      ['item:it_1', true],
      ['evidence:ed_1', true],
      ['verification:ed_1', false],
    ]);
    expect(to.map((one) => one.node.id)).toEqual(['decision:gr_1']);
  });

  it('leads from a node to where more is known of it', () => {
    const run = { id: 'gr_1', gateId: 'quay' };
    const to = (id: string) => linkOf({ id }, run)?.to ?? null;
    expect(to('verification:ed_1')).toBe('/evidence?piece=ed_1');
    expect(to('item:it_1')).toBe('/readiness/items/it_1');
    expect(to('gate:quay')).toBe('/gates/quay');
    expect(to('criterion:load')).toBe('/gates/quay?run=gr_1');
    expect(to('revision:rv_1')).toBeNull();
    expect(to('nonsense')).toBeNull();
  });
});
