export { readDoubts } from '../../tables/trackers/item-doubt.ts';
