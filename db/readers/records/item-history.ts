export { readItemHistory } from '../../tables/item-history.ts';
