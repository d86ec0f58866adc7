import { useEffect, useRef } from 'react';
import type { TableSource } from './table-types.ts';

const page = 300;
const settle = 40;

/** Asks the source for rows around what is visible, once the scroll has settled for a moment. */
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
    const wanted = Math.max(0, Math.min(total - page, Math.floor((first + last - page) / 2)));
    const limit = Math.min(500, Math.max(page, last - first + 1));
    const key = `${wanted}:${limit}:${start}:${end}`;
    if (asked.current === key) return undefined;
    const timer = setTimeout(() => {
      asked.current = key;
      onWindow(wanted, limit);
    }, settle);
    return () => clearTimeout(timer);
  }, [end, first, last, onWindow, paused, start, total]);
}
