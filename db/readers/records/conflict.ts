export { type ConflictRecord, readConflict, readConflicts } from '../../tables/conflict.ts';
