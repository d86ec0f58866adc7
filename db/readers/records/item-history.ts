export { type HistoryRow, readItemHistory } from '../../tables/item-history.ts';
