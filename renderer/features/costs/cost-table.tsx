import { navigate } from '../../ui/frame/navigation.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { Panel } from '../../ui/layout/panel.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { rowsAsCsv } from '../../ui/table/clipboard/table-copy.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { TableColumn } from '../../ui/table/table-types.ts';
import { formatDay, formatDuration, formatNumber } from '../../ui/text/format.ts';
import { TextLink } from '../../ui/text/link.tsx';
import { type CostRow, type Costs, costOf, currenciesOf, type Split } from './cost-model.ts';
import type { DayRange } from './cost-range.ts';

interface CostTableProps {
  readonly costs: Costs;
  readonly split: Split;
  /** What the rows are, in words. */
  readonly words: string;
  readonly range: DayRange;
}

const figures: readonly TableColumn<CostRow>[] = [
  { id: 'cost', label: 'Cost', value: costOf, width: 180, align: 'end' },
  {
    id: 'in',
    label: 'Tokens in',
    value: (row) => formatNumber(row.tokensIn),
    width: 110,
    align: 'end',
  },
  {
    id: 'out',
    label: 'Tokens out',
    value: (row) => formatNumber(row.tokensOut),
    width: 110,
    align: 'end',
  },
  {
    id: 'attempts',
    label: 'Attempts',
    value: (row) => formatNumber(row.attempts),
    width: 90,
    align: 'end',
  },
  { id: 'worked', label: 'Worked', value: (row) => formatDuration(row.workedMs), width: 110, align: 'end' },
];

/** Plain numbers, one column for each currency; an unknown price is an empty cell, and counted in the last column but one. */
export function costCsv(costs: Costs): string {
  const currencies = currenciesOf(costs.rows);
  return rowsAsCsv<CostRow>(
    [
      { id: 'label', label: 'name', value: (row) => row.label },
      ...currencies.map((currency) => ({
        id: currency,
        label: currency,
        value: (row: CostRow) => {
          const money = row.cost.find((one) => one.currency === currency);
          return money === undefined ? '' : String(money.micros / 1_000_000);
        },
      })),
      { id: 'in', label: 'tokens in', value: (row) => String(row.tokensIn) },
      { id: 'out', label: 'tokens out', value: (row) => String(row.tokensOut) },
      { id: 'attempts', label: 'attempts', value: (row) => String(row.attempts) },
      { id: 'unpriced', label: 'attempts without a price', value: (row) => String(row.unpriced) },
      { id: 'worked', label: 'worked ms', value: (row) => String(Math.round(row.workedMs)) },
    ],
    costs.rows,
  );
}

/** The same numbers as rows, all of them. */
export function CostTable({ costs, split, words, range }: CostTableProps) {
  const name: TableColumn<CostRow> = {
    id: 'label',
    label: words.charAt(0).toUpperCase() + words.slice(1),
    value: (row) => (split === 'day' ? formatDay(row.label) : row.label),
    width: 260,
    fixed: true,
    render: (row) =>
      row.route === null ? (
        split === 'day' ? (
          formatDay(row.label)
        ) : (
          row.label
        )
      ) : (
        <TextLink quiet href={row.route}>
          {row.label}
        </TextLink>
      ),
  };
  return (
    <Panel
      title={`By ${words}`}
      fact={
        costs.truncated
          ? `the ${formatNumber(costs.rows.length)} most expensive`
          : `${formatNumber(costs.rows.length)} in all`
      }
      actions={
        <Button
          icon="download"
          onPress={() =>
            saveFile(
              `costs-by-${split}-${range.from}-${range.to}.csv`,
              new Blob([costCsv(costs)], { type: 'text/csv;charset=utf-8' }),
            )
          }
        >
          CSV
        </Button>
      }
    >
      <DataTable
        label={`Costs by ${words}`}
        columns={[name, ...figures]}
        source={{ total: costs.rows.length, start: 0, rows: costs.rows }}
        rowId={(row) => row.key}
        height={`min(calc(var(--row) * ${costs.rows.length} + 50px), 420px)`}
        onOpen={(row) => {
          if (row.route !== null) navigate(row.route);
        }}
      />
    </Panel>
  );
}
