import { useMemo } from 'react';
import { Button } from '../../../ui/inputs/button.tsx';
import { writeRows } from '../../../ui/table/clipboard/write-rows.ts';
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
    () =>
      tableColumnsOf(columns, { owners: () => [], today: '', dayOrder: null, sorting: false, hidden: [] }),
    [columns],
  );
  return (
    <Button kind="quiet" icon="copy" onPress={() => void writeRows('csv', table, collectItems(asked))}>
      Copy as CSV
    </Button>
  );
}
