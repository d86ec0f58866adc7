import { describe, expect, it } from 'vitest';
import { measureShape } from '../../torture/readings/cost-of-shape.ts';
import { MARKDOWN_SHAPES } from '../../torture/readings/document-shapes.ts';
import { PUMPED_LINES, PUMPED_QUEUES } from '../../torture/readings/pumped-lines.ts';
import { YAML_SHAPES } from '../../torture/readings/queue-shapes.ts';
import type { Shape } from '../../torture/readings/shape.ts';

/** Wide enough for any machine: what was mended took seconds to hours, and takes some ten milliseconds now. */
const MOST_MS = 2000;

function slow(shapes: Readonly<Record<string, Shape>>, file: string, sizes: readonly number[]): string[] {
  return Object.entries(shapes).flatMap(([name, shape]) =>
    sizes.flatMap((size) =>
      measureShape(shape, { file, size, profile: null, only: 'read' }).flatMap(({ ms }) =>
        ms > MOST_MS ? [`${name} of ${size}: ${Math.round(ms)} ms`] : [],
      ),
    ),
  );
}

describe('what one line costs', () => {
  // At the lengths up to which patterns look at a line, and at one that nothing looks at as a whole.
  const SIZES = [39, 79, 399, 3999, 40_000];

  it('is about its length, whatever it is made of and wherever it stands', { timeout: 300_000 }, () => {
    expect(slow(PUMPED_LINES, 'plan.md', SIZES)).toEqual([]);
  });

  it('is so in a queue', { timeout: 120_000 }, () => {
    expect(slow(PUMPED_QUEUES, 'queue.yaml', SIZES)).toEqual([]);
  });
});

describe('what a document costs', () => {
  it('is about its length, whatever it is made of', { timeout: 300_000 }, () => {
    expect(slow(MARKDOWN_SHAPES, 'plan.md', [60_000])).toEqual([]);
    expect(slow(YAML_SHAPES, 'queue.yaml', [60_000])).toEqual([]);
  });

  it.each([
    'one line of quotes',
    'dash runs',
    'check boxes',
    'wide header above short tasks',
    'tables of their own columns',
    'rows of similar names',
    'rows of blanks to fill in',
    'summary and headings',
    'lines of two letters in parts',
  ])('also when it is edited, merged, compared, judged and exported: %s', { timeout: 120_000 }, (name) => {
    const shape = MARKDOWN_SHAPES[name];
    if (shape === undefined) throw new Error(`no shape ${name}`);
    const all = measureShape(shape, { file: 'plan.md', size: 40_000, profile: null, only: null });
    expect(all.filter(({ ms }) => ms > MOST_MS)).toEqual([]);
  });
});
