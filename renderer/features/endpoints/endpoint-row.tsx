import { Age } from '../../domains/fleet/age.tsx';
import { useAction } from '../../domains/fleet/use-action.ts';
import { Button } from '../../ui/inputs/button.tsx';
import { StateLabel } from '../../ui/marks/state-mark.tsx';
import { useTicking } from '../../ui/text/ageing.ts';
import { useClock } from '../../ui/text/clock.tsx';
import { formatCount } from '../../ui/text/format.ts';
import {
  checkStaleMs,
  type Endpoint,
  kindLabels,
  modelsOf,
  pauseText,
  shownHealth,
} from './endpoint-model.ts';
import styles from './endpoints.module.css';

interface Props {
  readonly endpoint: Endpoint;
  readonly lost: boolean;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

export function EndpointRow({ endpoint, lost, onEdit, onRemove }: Props) {
  const { name, checkedAt } = endpoint;
  const [check, checking] = useAction('endpoints.check', ({ health, note }) =>
    health === 'healthy' ? `${name} is healthy.` : `${name} doesn’t answer${note === '' ? '.' : `: ${note}`}`,
  );
  const clock = useClock();
  // Growing too old needs no message from anybody.
  useTicking((now) => checkedAt !== null && now - checkedAt > checkStaleMs);
  const shown = shownHealth(endpoint, lost ? Number.POSITIVE_INFINITY : clock.now());
  const paused = pauseText(endpoint.pause, clock.now());
  const { usable, missing } = modelsOf(endpoint);
  const stale = shown.mark === 'stale';
  return (
    <div className={styles.endpoint} data-stale={stale}>
      <span className={styles.name}>
        <b>{name}</b>
        <small>{kindLabels[endpoint.kind]}</small>
      </span>
      <span className={styles.health}>
        <StateLabel mark={shown.mark} label={shown.text} />
        {paused === null ? null : <small title={endpoint.pause?.reason}>{paused}</small>}
        {shown.mark === 'done' && endpoint.note !== '' ? <small>{endpoint.note}</small> : null}
        {checkedAt === null ? null : (
          <small>
            <Age at={checkedAt} before="checked " after=" ago" />
          </small>
        )}
      </span>
      <span className={styles.facts}>
        <code className={styles.url}>{endpoint.url}</code>
        <small>
          {endpoint.tiers.join(', ')} · {formatCount(endpoint.load, 'attempt')} running
          {endpoint.host === null ? '' : ` · on ${endpoint.host}`}
        </small>
      </span>
      <span className={styles.models}>
        {usable.length === 0 ? (
          <small>no model known</small>
        ) : (
          <small title={usable.join(', ')}>
            {stale ? 'last offered ' : ''}
            {usable.slice(0, 3).join(', ')}
            {usable.length > 3 ? ` and ${usable.length - 3} more` : ''}
          </small>
        )}
        {missing.length === 0 ? null : (
          <small className={styles.missing}>not offered: {missing.join(', ')}</small>
        )}
      </span>
      <span className={styles.actions}>
        <Button
          kind="quiet"
          isPending={checking}
          label={`Check now: ${name}`}
          onPress={() => void check({ endpointId: endpoint.id })}
        >
          Check now
        </Button>
        <Button kind="quiet" label={`Edit ${name}`} onPress={onEdit}>
          Edit
        </Button>
        <Button kind="quiet" label={`Remove ${name}`} onPress={onRemove}>
          Remove
        </Button>
      </span>
    </div>
  );
}
