export { readItemHistory } from '../../tables/trackers/item-history.ts';
