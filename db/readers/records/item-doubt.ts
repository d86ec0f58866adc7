export { type DoubtRow, readDoubts } from '../../tables/item-doubt.ts';
