import type { CallsNamed, Services } from '../handlers.ts';
import type { EngineDeps } from '../services/engine-deps.ts';
import { create as createBundle } from '../services/readiness/bundles/create-bundle.ts';
import {
  approve as approveCommands,
  removeOne as removeEnvironment,
  saveEnvironment,
} from '../services/readiness/bundles/edit-environments.ts';
import { lineageOfRun, signLineage } from '../services/readiness/bundles/lineage.ts';
import { promote, rollBack } from '../services/readiness/bundles/move.ts';
import { output } from '../services/readiness/bundles/release-views.ts';
import {
  showBundle,
  take as takeBundle,
  verify as verifyBundle,
} from '../services/readiness/bundles/verify-bundle.ts';
import { add } from '../services/readiness/evidence/add-evidence.ts';
import { change, restore, withdraw } from '../services/readiness/evidence/decide-evidence.ts';
import { show } from '../services/readiness/evidence/evidence-views.ts';
import { guard } from '../services/readiness/evidence/guard-evidence.ts';
import { verify } from '../services/readiness/evidence/verify-evidence.ts';
import { checkGate, remove, save } from '../services/readiness/gates/edit-gates.ts';
import { addException, revokeException } from '../services/readiness/gates/exceptions.ts';
import {
  compare,
  readOutside,
  report,
  showGate,
  tracedItems,
  versions,
} from '../services/readiness/gates/gate-views.ts';
import { run } from '../services/readiness/gates/run-gate.ts';
import { closeGap, reopenGap, setPolicy } from '../services/readiness/signoffs/decide-gaps.ts';
import { request, withdraw as withdrawSignoff } from '../services/readiness/signoffs/request-signoff.ts';
import { approve, returnItem } from '../services/readiness/signoffs/review-signoff.ts';
import { check } from '../services/readiness/slo/check-slo.ts';
import { removePolicy, savePolicy, validate } from '../services/readiness/slo/edit-slo.ts';
import { addValue, withdrawValue } from '../services/readiness/slo/slo-values.ts';
import { history, showPolicy, versions as sloVersions } from '../services/readiness/slo/slo-views.ts';

export const readinessCalls: Services<
  EngineDeps,
  CallsNamed<
    'evidence' | 'signoffs' | 'gates' | 'exceptions' | 'slo' | 'lineage' | 'bundles' | 'environments'
  >
> = {
  'evidence.show': show,
  'evidence.add': add,
  'evidence.change': change,
  'evidence.guard': guard,
  'evidence.withdraw': withdraw,
  'evidence.restore': restore,
  'evidence.verify': verify,
  'gates.show': showGate,
  'gates.versions': versions,
  'gates.items': tracedItems,
  'gates.check': checkGate,
  'gates.save': save,
  'gates.remove': remove,
  'gates.run': run,
  'gates.readOutside': readOutside,
  'gates.report': report,
  'gates.compare': compare,
  'exceptions.add': addException,
  'exceptions.revoke': revokeException,
  'signoffs.request': request,
  'signoffs.approve': approve,
  'signoffs.return': returnItem,
  'signoffs.withdraw': withdrawSignoff,
  'signoffs.closeGap': closeGap,
  'signoffs.reopenGap': reopenGap,
  'signoffs.setPolicy': setPolicy,
  'lineage.of': lineageOfRun,
  'lineage.sign': signLineage,
  'bundles.show': showBundle,
  'bundles.create': createBundle,
  'bundles.verify': verifyBundle,
  'bundles.take': takeBundle,
  'environments.save': saveEnvironment,
  'environments.remove': removeEnvironment,
  'environments.approve': approveCommands,
  'environments.promote': promote,
  'environments.rollback': rollBack,
  'environments.output': output,
  'slo.show': showPolicy,
  'slo.versions': sloVersions,
  'slo.validate': validate,
  'slo.history': history,
  'slo.save': savePolicy,
  'slo.remove': removePolicy,
  'slo.check': check,
  'slo.addValue': addValue,
  'slo.withdrawValue': withdrawValue,
};
