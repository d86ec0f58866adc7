export { readRevisions, type RevisionCause } from '../../tables/revision.ts';
