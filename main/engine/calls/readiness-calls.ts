import type { CallsNamed, Services } from '../handlers.ts';
import type { EngineDeps } from '../services/engine-deps.ts';
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
  CallsNamed<'evidence' | 'signoffs' | 'gates' | 'exceptions' | 'slo'>
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
