import { z } from 'zod';
import { SAMPLE_PERSON } from '../../../core/domain/sample-person.ts';
import { act, useStatus } from '../../bridge/hooks.ts';
import { useLayout } from '../../bridge/layout.ts';
import { sayDone } from '../../bridge/say-done.ts';
import { Button } from '../../ui/inputs/button.tsx';
import { runCommand, useCommandList } from '../../ui/keys/commands.ts';
import { caps } from '../../ui/keys/platform.ts';
import { Panel } from '../../ui/layout/panel.tsx';
import { Kbd } from '../../ui/marks/kbd.tsx';
import { useWelcome } from './store.ts';
import styles from './welcome.module.css';

const Dismissed = z.boolean();

async function load(): Promise<void> {
  sayDone(await act('workspace.loadSample', {}));
}

async function removeSample(): Promise<void> {
  sayDone(await act('workspace.removeSample', {}), { label: 'Bring it back', run: () => void load() });
}

/** First run: what this is, and the three things to do with it. Gone for good once dismissed. */
export function Welcome() {
  const [dismissed, setDismissed, known] = useLayout('welcome.dismissed', Dismissed, false);
  const { asked, ask } = useWelcome();
  const status = useStatus();
  const open = useCommandList().find((command) => command.id === 'trackers.add');
  const first = known && !dismissed && status?.sample === true;
  if (!asked && !first) return null;
  const dismiss = () => {
    ask(false);
    setDismissed(true);
  };
  return (
    <div className={styles.welcome}>
      <Panel
        title="Welcome to Quarterdeck"
        fact="it works on this machine, without network or account"
        padded
        actions={
          <Button kind="quiet" onPress={dismiss}>
            Dismiss
          </Button>
        }
      >
        <p className={styles.text}>
          Quarterdeck reads the Markdown trackers your programme already keeps, shows where everything stands,
          and writes an edit back as that one cell: every other byte of the file stays as it is.
          {status?.sample === true
            ? ` What you see now is a made-up programme with a history and evidence, to look around in, and ${SAMPLE_PERSON.name} as a second person who can sign, with the passphrase “${SAMPLE_PERSON.passphrase}”.`
            : ''}
        </p>
        <div className={styles.actions}>
          <Button
            kind="primary"
            keys={open?.keys === undefined ? undefined : caps(open.keys).join(' ')}
            onPress={() => runCommand('trackers.add')}
          >
            Open your own trackers
          </Button>
          {status?.sample === true ? (
            <>
              <Button onPress={dismiss}>Keep the sample and look around</Button>
              <Button
                onPress={() => {
                  dismiss();
                  void removeSample();
                }}
              >
                Remove the sample
              </Button>
            </>
          ) : null}
        </div>
        <p className={styles.hint}>
          <Kbd keys={caps('$mod+k').join(' ')} /> finds or does anything, <Kbd keys="?" /> shows every
          shortcut, <Kbd keys={caps('$mod+z').join(' ')} /> takes an edit back.
        </p>
      </Panel>
    </div>
  );
}
