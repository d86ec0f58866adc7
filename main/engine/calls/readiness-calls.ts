import type { CallsNamed, Services } from '../handlers.ts';
import type { EngineDeps } from '../services/engine-deps.ts';
import { add } from '../services/readiness/evidence/add-evidence.ts';
import { change, restore, withdraw } from '../services/readiness/evidence/decide-evidence.ts';
import { show } from '../services/readiness/evidence/evidence-views.ts';
import { verify } from '../services/readiness/evidence/verify-evidence.ts';
import { closeGap, reopenGap, setPolicy } from '../services/readiness/signoffs/decide-gaps.ts';
import { request, withdraw as withdrawSignoff } from '../services/readiness/signoffs/request-signoff.ts';
import { restoreWithdrawn } from '../services/readiness/signoffs/restore-signoff.ts';
import { approve, returnItem } from '../services/readiness/signoffs/review-signoff.ts';

export const readinessCalls: Services<EngineDeps, CallsNamed<'evidence' | 'signoffs'>> = {
  'evidence.show': show,
  'evidence.add': add,
  'evidence.change': change,
  'evidence.withdraw': withdraw,
  'evidence.restore': restore,
  'evidence.verify': verify,
  'signoffs.request': request,
  'signoffs.approve': approve,
  'signoffs.return': returnItem,
  'signoffs.withdraw': withdrawSignoff,
  'signoffs.restore': restoreWithdrawn,
  'signoffs.closeGap': closeGap,
  'signoffs.reopenGap': reopenGap,
  'signoffs.setPolicy': setPolicy,
};
