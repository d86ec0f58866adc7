import { useMemo } from 'react';
import { showToast } from '../../../ui/feedback/toast.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { rowsAsCsv } from '../../../ui/table/clipboard/table-copy.ts';
import { formatCount } from '../../../ui/text/format.ts';
import type { ItemColumn } from '../model/columns.ts';
import { collectItems, type ItemsRequest } from '../use-items.ts';
import { tableColumnsOf } from './item-table-columns.tsx';

interface CopyCsvButtonProps {
  readonly asked: ItemsRequest;
  readonly columns: readonly ItemColumn[];
}

/** Copies every row the filter stands for, not only the loaded ones. */
export function CopyCsvButton({ asked, columns }: CopyCsvButtonProps) {
  const table = useMemo(
    () => tableColumnsOf(columns, { owners: [], today: '', sorting: false, hidden: [] }),
    [columns],
  );
  const copy = async () => {
    const rows = await collectItems(asked);
    try {
      await navigator.clipboard.writeText(rowsAsCsv(table, rows));
      showToast({ kind: 'done', text: `${formatCount(rows.length, 'row')} copied as CSV.` });
    } catch {
      showToast({
        kind: 'problem',
        text: 'The browser did not allow copying.',
        detail: 'Nothing was changed. Export the tracker as CSV instead.',
      });
    }
  };
  return (
    <Button kind="quiet" icon="copy" onPress={() => void copy()}>
      Copy as CSV
    </Button>
  );
}
