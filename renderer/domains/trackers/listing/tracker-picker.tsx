import { useState } from 'react';
import { useView } from '../../../bridge/hooks.ts';
import { useSettled } from '../../../bridge/use-window.ts';
import { Button } from '../../../ui/inputs/button.tsx';
import { SearchField } from '../../../ui/inputs/field.tsx';
import { RowList } from '../../../ui/layout/row-list.tsx';
import { Popover } from '../../../ui/overlays/popover.tsx';
import { formatNumber } from '../../../ui/text/format.ts';
import { few } from './few.ts';
import styles from './tracker-picker.module.css';

interface TrackerPickerProps {
  /** What is picked: "Programme". */
  readonly label: string;
  /** Name of the picked one. */
  readonly picked: string;
  /** Offered first, for none; left out, there is always one. */
  readonly none?: string | undefined;
  readonly onPick: (trackerId: string | null) => void;
}

const nobody = ':none';

/** One tracker of any number: a few are offered, typing finds the others. */
export function TrackerPicker({ label, picked, none, onPick }: TrackerPickerProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      label={label}
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button icon="down" label={`${label}: ${picked}`}>
          <span className={styles.picked}>{picked}</span>
        </Button>
      }
    >
      <Choices
        label={label}
        none={none}
        onPick={(id) => {
          setOpen(false);
          onPick(id);
        }}
      />
    </Popover>
  );
}

function Choices({ label, none, onPick }: Pick<TrackerPickerProps, 'label' | 'none' | 'onPick'>) {
  const [find, setFind] = useState('');
  const { rows, extra } = useSettled(useView('bridge.programmes', { find, limit: few }));
  const offered = [
    ...(none === undefined ? [] : [{ id: nobody, text: none }]),
    ...rows.map((row) => ({ id: row.id, text: row.name })),
  ];
  const pick = (id: string | undefined) => {
    if (id !== undefined) onPick(id === nobody ? null : id);
  };
  return (
    <div className={styles.choices}>
      <SearchField
        label="Find a tracker"
        value={find}
        onChange={(text) => setFind(text.slice(0, 200))}
        onSubmit={() => pick(rows[0]?.id)}
        autoFocus
      />
      <RowList label={label} rows={offered} onOpen={pick} />
      {extra === null || extra.found === rows.length ? null : (
        <p className={styles.rest}>{formatNumber(extra.found - rows.length)} more; type to find them</p>
      )}
    </div>
  );
}
