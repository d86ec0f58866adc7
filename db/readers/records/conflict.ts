export { type ConflictRecord, readConflict } from '../../tables/trackers/conflict.ts';
