export { type RevisionCause, readRevisions } from '../../tables/revision.ts';
