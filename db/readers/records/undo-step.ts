export type { UndoStep } from '../../tables/undo-step.ts';
