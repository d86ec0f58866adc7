export { readDoubts } from '../../tables/item-doubt.ts';
