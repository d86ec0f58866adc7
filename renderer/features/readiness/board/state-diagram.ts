import { wordOf } from '../../../../core/domain/trackers/vocabulary/vocabulary.ts';
import type { DocumentDiagram, Outline } from '../../../domains/trackers/model/rows.ts';
import type { DiagramSpec } from '../../../ui/diagram/diagram-types.ts';

/** The states of a tracker's own vocabulary and their legal moves; what its document draws where it declares none; else null. */
export function stateDiagram(
  outline: Pick<Outline, 'vocabularies'>,
  drawn: readonly DocumentDiagram[],
): DiagramSpec | null {
  const own = outline.vocabularies.find(({ words }) => words.some(({ next }) => next !== null));
  if (own === undefined) return drawn.find(({ kind }) => kind === 'state') ?? null;
  return {
    kind: 'state',
    title: 'States and their legal moves',
    nodes: own.words.map(({ word, state }) => ({ id: word, label: word, class: state })),
    edges: own.words.flatMap(({ word, next }) =>
      (next ?? []).flatMap((to) => {
        const target = wordOf(own, to);
        return target === null ? [] : [{ from: word, to: target.word, label: null }];
      }),
    ),
    bars: [],
  };
}
