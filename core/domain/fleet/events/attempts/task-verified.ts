import { VerificationReport } from '../../tasks/verification.ts';
import { fleetEvent } from '../fleet-event.ts';
import { attemptFacts, attemptFields } from './attempt-fields.ts';

export const taskVerified = fleetEvent(
  'task.verified',
  { ...attemptFields, report: VerificationReport },
  {
    areas: ['tasks'],
    durability: 'full',
    inTaskHistory: true,
    sentence({ report: { run, checks } }) {
      const passed = checks.filter((check) => check.status === 'pass').length;
      return `Verification ${run}: ${passed} of ${checks.length} checks passed`;
    },
    logLines(event) {
      const { run, status, durationMs } = event.report;
      return [['verification.run', { ...attemptFacts(event), run, status, durationMs }]];
    },
    apply(state, { taskId }, at) {
      const task = state.tasks.get(taskId);
      if (task !== undefined) task.heardSteady = at.steady;
    },
  },
);
