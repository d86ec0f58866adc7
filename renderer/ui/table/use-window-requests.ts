import { useEffect, useRef } from 'react';
import type { TableSource } from './table-types.ts';

const settle = 40;

/** Tells the source which rows are visible where it lacks some of them, once the scroll has settled for a moment. */
export function useWindowRequests<Row>(
  source: TableSource<Row>,
  first: number,
  last: number,
  paused: boolean,
): void {
  const asked = useRef('');
  const { total, start, onWindow } = source;
  const end = start + source.rows.length;
  useEffect(() => {
    if (onWindow === undefined || paused || last < first || total === 0) return undefined;
    if (first >= start && last < end) {
      asked.current = '';
      return undefined;
    }
    const key = `${first}:${last}:${start}:${end}`;
    if (asked.current === key) return undefined;
    const timer = setTimeout(() => {
      asked.current = key;
      onWindow(first, last - first + 1);
    }, settle);
    return () => clearTimeout(timer);
  }, [end, first, last, onWindow, paused, start, total]);
}
