export { type IntentRow, readIntent, readIntents } from '../../tables/intent.ts';
