import { useCallback, useMemo } from 'react';
import { navigate, useAddress } from '../../ui/frame/navigation.tsx';
import { type Filter, readQuery, type Sort, writeQuery } from './model/filter.ts';

export interface FilterQuery {
  readonly filter: Filter;
  readonly sort: Sort;
  readonly setFilter: (filter: Filter) => void;
  readonly setSort: (sort: Sort) => void;
  readonly setBoth: (filter: Filter, sort: Sort) => void;
}

/** Filter and sort of a screen live in its address, so that a link shows the same rows and Back is not full of them. */
export function useFilterQuery(): FilterQuery {
  const here = useAddress();
  const read = useMemo(() => readQuery(new URL(here, 'http://app').searchParams), [here]);
  const setBoth = useCallback((filter: Filter, sort: Sort) => {
    const query = writeQuery(new URLSearchParams(window.location.search), filter, sort).toString();
    navigate(window.location.pathname + (query === '' ? '' : `?${query}`), { replace: true });
  }, []);
  return {
    ...read,
    setBoth,
    setFilter: (filter) => setBoth(filter, read.sort),
    setSort: (sort) => setBoth(read.filter, sort),
  };
}
