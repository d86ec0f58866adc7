import { buildPath } from '../../../ui/frame/navigation.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { Select } from '../../../ui/inputs/select.tsx';
import { Panel } from '../../../ui/layout/panel.tsx';
import { TextLink } from '../../../ui/text/link.tsx';
import styles from './composer.module.css';
import type { FormProps } from './form-props.ts';

const none = ':none';

/** The item it is made from, and what its verified end proposes. Shown only for such tasks. */
export function LinkPanel({ form, problems, change }: FormProps) {
  const { link } = form;
  if (link === null) return null;
  const words = [
    ...new Set([...link.statuses, ...(link.statusWhenDone === null ? [] : [link.statusWhenDone])]),
  ];
  return (
    <Panel
      title="For an item"
      padded
      actions={
        <Button kind="quiet" onPress={() => change({ link: null })}>
          Unlink
        </Button>
      }
    >
      <div className={styles.fields}>
        <p className={styles.item}>
          <TextLink
            href={buildPath(
              '/trackers/:tracker/:tab',
              { tracker: link.trackerId, tab: 'table' },
              { item: link.itemId },
            )}
          >
            {link.title}
          </TextLink>
          <span className={styles.muted}> {link.trackerName}</span>
        </p>
        <Select
          label="Status to propose once it is verified"
          hint="Nothing is changed in the document until somebody accepts the proposal."
          value={link.statusWhenDone ?? none}
          choices={[
            { id: none, label: 'Propose nothing' },
            ...words.map((word) => ({ id: word, label: word })),
          ]}
          onChange={(word) => change({ link: { ...link, statusWhenDone: word === none ? null : word } })}
          problem={problems['link'] ?? null}
        />
      </div>
    </Panel>
  );
}
