/** The address of a tab; what is open beside it and how rows are filtered comes along, what belongs to one tab doesn't. */
export function tabAddress(trackerId: string, tab: string, here = window.location.search): string {
  const query = new URLSearchParams(here);
  for (const own of ['line', 'from']) query.delete(own);
  const search = query.toString();
  return `/trackers/${trackerId}/${tab}${search === '' ? '' : `?${search}`}`;
}
