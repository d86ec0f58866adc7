export { itemIdAt } from '../../tables/item.ts';
