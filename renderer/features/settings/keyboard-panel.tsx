import { Button } from '../../ui/inputs/button.tsx';
import { runCommand, useCommandList } from '../../ui/keys/commands.ts';
import { conflictSentence } from '../../ui/keys/shortcut-list.ts';
import { Panel } from '../../ui/layout/panel.tsx';
import { TextLink } from '../../ui/text/link.tsx';
import styles from './settings.module.css';

export function KeyboardPanel() {
  const commands = useCommandList();
  return (
    <Panel title="Keyboard and more" span={6} padded>
      <div className={styles.form}>
        <p>{conflictSentence(commands)}</p>
        <div>
          <Button keys="?" onPress={() => runCommand('frame.shortcuts')}>
            Show all shortcuts
          </Button>
        </div>
        <p>
          See also <TextLink href="/people">people and keys</TextLink>,{' '}
          <TextLink href="/diagnostics">diagnostics</TextLink> and{' '}
          <TextLink href="/about">about Quarterdeck</TextLink>.
        </p>
      </div>
    </Panel>
  );
}
