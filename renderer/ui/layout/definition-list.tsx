import type { ReactNode } from 'react';
import styles from './definition-list.module.css';

export interface DefinitionListProps {
  readonly items: readonly {
    readonly term: string;
    readonly value: ReactNode;
    readonly id?: string | undefined;
  }[];
  /** `rows`: term and value side by side; `columns`: facts across, for headers. */
  readonly layout?: 'rows' | 'columns' | undefined;
}

export function DefinitionList({ items, layout = 'rows' }: DefinitionListProps) {
  return (
    <dl className={styles.list} data-layout={layout}>
      {items.map((item) => (
        <div key={item.id ?? item.term}>
          <dt>{item.term}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
