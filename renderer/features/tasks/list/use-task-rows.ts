import type { RowOf } from '../../../../core/contract/index.ts';
import { useView } from '../../../bridge/hooks.ts';
import type { WindowRows } from '../../../bridge/use-window.ts';
import { useWindow, useWindowRows } from '../../../bridge/use-window.ts';
import { type TaskListFilter, toTaskFilter } from './task-filter.ts';

const windowSize = 300;

/** The live tasks around where the person looks. */
export function useTaskRows(filter: TaskListFilter): WindowRows<RowOf<'tasks.list'>> {
  const { window, onWindow } = useWindow(filter, windowSize);
  return useWindowRows(useView('tasks.list', { filter: toTaskFilter(filter), window }), onWindow);
}
