import type { Lineage, LineageNode } from '../../../../core/domain/readiness/lineage/lineage.ts';
import shared from '../../../domains/readiness/screens.module.css';
import { CopyButton } from '../../../ui/inputs/copy-button.tsx';
import { DefinitionList } from '../../../ui/layout/definition-list.tsx';
import { RowList } from '../../../ui/layout/row-list.tsx';
import { StateMark } from '../../../ui/marks/state-mark.tsx';
import { openRow } from '../../../ui/overlays/open-row.ts';
import { SidePanel } from '../../../ui/overlays/side-panel.tsx';
import { TextLink } from '../../../ui/text/link.tsx';
import styles from '../bundles.module.css';
import {
  linkOf,
  type Neighbour,
  neighboursOf,
  relationLabels,
  statusLabels,
  statusMarks,
  typeLabels,
} from './lineage-model.ts';

interface LineagePanelProps {
  readonly node: LineageNode;
  readonly lineage: Lineage;
  readonly run: { readonly id: string; readonly gateId: string } | null;
  readonly onSelect: (id: string) => void;
  readonly onClose: () => void;
}

/** One node: what it is, what it comes from and what it leads to. */
export function LineagePanel({ node, lineage, run, onSelect, onClose }: LineagePanelProps) {
  const { id, title, type, status, digest } = node;
  const { from, to } = neighboursOf(lineage, id);
  const link = run === null ? null : linkOf(node, run);
  const column = lineage.nodes.filter((one) => one.type === type);
  const { onPrevious, onNext } = openRow(column, id, onSelect);
  return (
    <SidePanel
      title={title}
      mark={<StateMark mark={statusMarks[status]} label={statusLabels[status]} />}
      fact={`${typeLabels[type]} · ${statusLabels[status].toLowerCase()}`}
      onClose={onClose}
      onPrevious={onPrevious}
      onNext={onNext}
    >
      <DefinitionList
        items={[
          ...(link === null
            ? []
            : [{ term: 'More', value: <TextLink href={link.to}>{link.label}</TextLink> }]),
          { term: 'Name', value: <span className={shared.mono}>{id}</span> },
          ...(digest === null
            ? []
            : [
                {
                  term: 'SHA-256',
                  value: (
                    <>
                      <span className={shared.mono}>{digest}</span>{' '}
                      <CopyButton label="Copy the digest" text={() => digest}>
                        Copy
                      </CopyButton>
                    </>
                  ),
                },
              ]),
        ]}
      />
      <Neighbours title="Comes from" neighbours={from} onSelect={onSelect} />
      <Neighbours title="Leads to" neighbours={to} onSelect={onSelect} />
    </SidePanel>
  );
}

function Neighbours(props: {
  readonly title: string;
  readonly neighbours: readonly Neighbour[];
  readonly onSelect: (id: string) => void;
}) {
  const { title, neighbours, onSelect } = props;
  if (neighbours.length === 0) return null;
  return (
    <section className={styles.panelPart} aria-label={title}>
      <h3>{title}</h3>
      <RowList
        label={title}
        atFirst={20}
        rows={neighbours.map(({ node, relation, missing }) => ({
          id: node.id,
          mark: statusMarks[missing ? 'missing' : node.status],
          markLabel: statusLabels[missing ? 'missing' : node.status],
          text: node.title,
          end: `${missing ? 'missing: ' : ''}${relationLabels[relation]}`,
        }))}
        onOpen={onSelect}
      />
    </section>
  );
}
