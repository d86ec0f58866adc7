export { itemIdAt } from '../../tables/trackers/item.ts';
