import { useState } from 'react';
import { Button } from '../../../ui/inputs/button.tsx';
import { ComboBox } from '../../../ui/inputs/combo-box.tsx';
import { DateField } from '../../../ui/inputs/date-field.tsx';
import { Select } from '../../../ui/inputs/select.tsx';
import { Toolbar } from '../../../ui/layout/toolbar.tsx';
import { Popover } from '../../../ui/overlays/popover.tsx';
import { sayRowsMissing } from '../../../ui/table/clipboard/write-rows.ts';
import { dateAdvice } from '../../../ui/table/date-entry.ts';
import { formatCount } from '../../../ui/text/format.ts';
import { type BulkField, planBulk } from '../model/edits.ts';
import type { Move } from '../model/moves.ts';
import type { Item } from '../model/rows.ts';
import { dayOrderOfRows, readTypedDay } from '../model/typed-day.ts';
import { sendBulk } from '../send-bulk.ts';
import { useToday } from '../today.ts';
import styles from './bulk-bar.module.css';
import { ShiftDates } from './shift-dates.tsx';
import type { ItemSelection } from './use-item-selection.ts';

interface BulkBarProps {
  readonly items: readonly Item[];
  /** Why none of them can be changed, in words; null where they can. */
  readonly readOnly: string | null;
  /** The same rows as they are now. */
  readonly present: ItemSelection['present'];
  /** Status words on offer; a row that may not go to the one chosen stays as it is and is named. */
  readonly words: readonly Move[];
  readonly owners: readonly string[];
  readonly onDuplicate: () => void;
  readonly onDelete: () => void;
  readonly onClear: () => void;
}

/** What can be done to the selected rows at once, or why nothing can. */
export function BulkBar(props: BulkBarProps) {
  const { items, readOnly } = props;
  return (
    <div className={styles.bar}>
      <Toolbar
        label="Selected rows"
        end={
          <Button kind="quiet" keys="Esc" onPress={props.onClear}>
            Clear selection
          </Button>
        }
      >
        <output className={styles.count}>{formatCount(items.length, 'row')} selected</output>
        {readOnly === null ? <BulkTools {...props} /> : <span>{readOnly}</span>}
      </Toolbar>
    </div>
  );
}

/** Each is one step in each tracker, and one message takes them all back. */
function BulkTools({ items, present, words, owners, onDuplicate, onDelete }: BulkBarProps) {
  const [owner, setOwner] = useState('');
  const [date, setDate] = useState('');
  const today = useToday();
  const readDay = (text: string) => readTypedDay(text, '', today, dayOrderOfRows(items));
  const day = readDay(date);
  const apply = async (field: BulkField, value: string) => {
    const rows = await present();
    if (rows === null) sayRowsMissing('Nothing was changed.');
    else await sendBulk(rows, planBulk(rows, field, value));
  };
  const setDue = (close: () => void) => {
    if (day === null || day === '') return;
    close();
    void apply('date', day);
  };
  const setOwnerOfAll = (name: string, close: () => void) => {
    if (name.trim() === '') return;
    close();
    void apply('owner', name.trim());
  };
  return (
    <>
      {words.length === 0 ? null : (
        <Select
          label="Set status"
          hideLabel
          placeholder="Set status"
          value={null}
          choices={words.map((word) => ({ id: word.word, label: word.word, mark: word.state }))}
          onChange={(word) => void apply('status', word)}
        />
      )}
      <Popover label="Set due date" trigger={<Button icon="calendar">Set due date</Button>}>
        {(close) => (
          <div className={styles.form}>
            <DateField
              label="Due date"
              value={date}
              onChange={setDate}
              read={readDay}
              problem={day === null ? dateAdvice : null}
              onSubmit={() => setDue(close)}
              autoFocus
            />
            <Button kind="primary" isDisabled={day === null || day === ''} onPress={() => setDue(close)}>
              Set for {formatCount(items.length, 'row')}
            </Button>
          </div>
        )}
      </Popover>
      <Popover label="Shift dates" trigger={<Button>Shift dates</Button>}>
        {(close) => <ShiftDates items={items} present={present} onDone={close} />}
      </Popover>
      <Popover label="Set owner" trigger={<Button>Set owner</Button>}>
        {(close) => (
          <div className={styles.form}>
            <ComboBox
              label="Owner"
              anyValue
              value={owner}
              onChange={setOwner}
              onSubmit={(name) => setOwnerOfAll(name, close)}
              autoFocus
              choices={owners.map((name) => ({ id: name, label: name }))}
            />
            <Button
              kind="primary"
              isDisabled={owner.trim() === ''}
              onPress={() => setOwnerOfAll(owner, close)}
            >
              Set for {formatCount(items.length, 'row')}
            </Button>
          </div>
        )}
      </Popover>
      <Button onPress={onDuplicate}>Duplicate</Button>
      <Button kind="danger" keys="Del" onPress={onDelete}>
        Delete
      </Button>
    </>
  );
}
