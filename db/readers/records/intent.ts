export { type IntentRow, readIntent, readIntents } from '../../tables/trackers/intent.ts';
