import { useState } from 'react';
import type { ReadPreview } from '../../../domains/trackers/model/rows.ts';
import { Button } from '../../../ui/inputs/button.tsx';
import { Select } from '../../../ui/inputs/select.tsx';
import { RowList } from '../../../ui/layout/row-list.tsx';
import { formatCount } from '../../../ui/text/format.ts';
import styles from './mapping-editor.module.css';
import { type MappingDraft, mapColumn, mapTable } from './mapping-model.ts';
import {
  COLUMN_KEYS,
  columnChoices,
  columnText,
  LEAVE_ALONE,
  rowsText,
  TABLE_KEY,
  tableText,
} from './reading-text.ts';

type TablePreview = ReadPreview['tables'][number];

interface TableReadingsProps {
  readonly recognised: ReadPreview;
  readonly preview: ReadPreview;
  readonly draft: MappingDraft;
  readonly onDraft: (draft: MappingDraft) => void;
}

/** How each table was read, how surely and why; one key or button says otherwise. */
export function TableReadings({ recognised, preview, draft, onDraft }: TableReadingsProps) {
  if (recognised.tables.length === 0) return null;
  return (
    <section className={styles.part}>
      <h3>Tables</h3>
      {recognised.tables.map((table) => (
        <TableReading
          key={`${table.shape}:${table.lines[0]}`}
          recognised={table}
          now={nowOf(table, preview)}
          draft={draft}
          onDraft={onDraft}
        />
      ))}
      {recognised.moreTables === 0 ? null : (
        <p className={styles.muted}>{formatCount(recognised.moreTables, 'more kind')} of table not listed.</p>
      )}
    </section>
  );
}

/** The same table as the draft has it. */
function nowOf(table: TablePreview, preview: ReadPreview): TablePreview {
  const [line = 0] = table.lines;
  return preview.tables.find(({ shape, lines }) => shape === table.shape && lines.includes(line)) ?? table;
}

interface TableReadingProps {
  readonly recognised: TablePreview;
  readonly now: TablePreview;
  readonly draft: MappingDraft;
  readonly onDraft: (draft: MappingDraft) => void;
}

function TableReading({ recognised, now, draft, onDraft }: TableReadingProps) {
  const [active, setActive] = useState(0);
  const column = now.columns[active] ?? now.columns[0];
  const title = now.heading === '' ? 'Table without a heading' : now.heading;
  const say = (at: number, field: string) => {
    const label = now.columns[at]?.label;
    if (label !== undefined) onDraft(mapColumn(draft, recognised, label, field));
  };
  const toggle = () => onDraft(mapTable(draft, recognised, !now.followed));
  const onKey = (key: string, id: string) => {
    const said = COLUMN_KEYS.find((each) => each.key === key);
    if (said !== undefined) say(Number(id), said.field);
    else if (key === TABLE_KEY) toggle();
    return said !== undefined || key === TABLE_KEY;
  };
  return (
    <section className={styles.table} aria-label={`Table under ${title}`}>
      <div className={styles.tableHead}>
        <p className={styles.why}>
          <b>{title}</b> <span className={styles.muted}>{rowsText(now)}</span>
          <span className={styles.reason}>{tableText(now)}</span>
        </p>
        <Button keys={TABLE_KEY} onPress={toggle}>
          {now.followed ? 'Not a tracker' : 'This is a tracker'}
        </Button>
      </div>
      <RowList
        label={`Columns under ${title}`}
        wraps
        rows={now.columns.map((each, at) => ({
          id: String(at),
          text: (
            <>
              <b>{each.label === '' ? 'Column without a name' : each.label}</b> {columnText(each)}
            </>
          ),
          end: each.sample,
        }))}
        onKey={onKey}
        onActive={(id) => setActive(Number(id))}
      />
      {column === undefined ? null : (
        <fieldset className={styles.meaning}>
          <legend>
            {column.label.trim() === '' ? 'The column without a heading' : `“${column.label}”`} is the
          </legend>
          {COLUMN_KEYS.map(({ key, field, label }) => (
            <Button
              key={key}
              keys={key}
              isPressed={now.followed && column.field === field}
              onPress={() => say(active, field)}
            >
              {label}
            </Button>
          ))}
          <Select
            label={`Meaning of column ${column.label}`}
            hideLabel
            value={column.field ?? LEAVE_ALONE}
            choices={columnChoices(column)}
            onChange={(field) => say(active, field)}
          />
        </fieldset>
      )}
    </section>
  );
}
