export { type ConflictRecord, readConflict } from '../../tables/conflict.ts';
