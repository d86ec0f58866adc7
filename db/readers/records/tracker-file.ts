export { type FileState, readTrackerFile } from '../../tables/tracker-file.ts';
