import { describe, expect, it } from 'vitest';
import { readDiagram } from '../../../core/domain/trackers/diagrams/diagrams.ts';

function facts(text: string) {
  return readDiagram(text, { start: 0, end: text.length });
}

describe('Mermaid blocks', () => {
  it('of flowcharts give nodes of every shape, chained and grouped arrows, labels and classes', () => {
    const text = [
      'flowchart TB',
      '    %% comment',
      '    classDef done fill:#fff,stroke:#000',
      '    subgraph S [Group]',
      '    A[One<br/>more]:::done --> B("Two") & C{{Three}} -- yes --> D',
      '    end',
      '    D -->|no| E((End))',
      '    class D,E late',
    ].join('\n');
    const { nodes, edges, classes } = facts(text);
    expect(nodes.map((node) => [node.id, node.label, node.class])).toEqual([
      ['A', 'One more', 'done'],
      ['B', 'Two', null],
      ['C', 'Three', null],
      ['D', 'D', 'late'],
      ['E', 'End', 'late'],
    ]);
    expect(edges.map((edge) => `${edge.from}>${edge.to}:${edge.label ?? ''}`)).toEqual([
      'A>B:',
      'A>C:',
      'B>D:yes',
      'C>D:yes',
      'D>E:no',
    ]);
    expect(classes).toEqual(['done']);
    const [one] = nodes;
    expect(text.slice(one?.labelSpan?.start, one?.labelSpan?.end)).toBe('One<br/>more');
    expect(text.slice(one?.classSpan?.start, one?.classSpan?.end)).toBe('done');
  });

  it('of states give transitions with their words', () => {
    const { kind, edges } = facts('stateDiagram-v2\n  [*] --> A: go\n  A --> B\n  B --> [*]\n');
    expect(kind).toBe('state');
    expect(edges).toEqual([
      { from: '[*]', to: 'A', label: 'go' },
      { from: 'A', to: 'B', label: null },
      { from: 'B', to: '[*]', label: null },
    ]);
  });

  it('of gantt charts give bars by number, date, length and predecessor', () => {
    const { title, bars } = facts(
      'gantt\n  title Plan\n  dateFormat YYYY-MM-DD\n  section One\n  a :done, a1, 2026-03-01, 3d\n  b :active, after a1, 1w\n  c : 2d\n  d :crit, d1, 2026-03-05, 2026-03-07\n',
    );
    expect(title).toBe('Plan');
    expect(bars.map(({ id, start, length, done, active }) => [id, start, length, done, active])).toEqual([
      ['a1', 0, 3, true, false],
      ['bar2', 3, 7, false, true],
      ['bar3', 10, 2, false, false],
      ['d1', 4, 2, false, false],
    ]);
  });

  it('of sequences give participants and messages', () => {
    const { nodes, edges } = facts(
      'sequenceDiagram\n  participant A as Alice\n  A->>B: hello\n  B-->>A: hi\n  alt yes\n  A->>A: think\n  end\n',
    );
    expect(nodes.map((node) => node.label)).toEqual(['Alice', 'B']);
    expect(edges.map((edge) => edge.label)).toEqual(['hello', 'hi', 'think']);
  });

  it('of other kinds, or broken ones, state nothing', () => {
    expect(facts('pie\n "a": 1\n')).toMatchObject({ kind: 'other', nodes: [] });
    expect(facts('')).toMatchObject({ kind: 'other' });
    expect(facts('flowchart LR\n A[never closed --> B\n').edges).toEqual([]);
  });
});
