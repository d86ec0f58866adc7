import { Button } from '../../ui/button.tsx';
import { runCommand, useCommandList } from '../../ui/commands.ts';
import { TextLink } from '../../ui/link.tsx';
import { Panel } from '../../ui/panel.tsx';
import { conflictSentence } from '../../ui/shortcut-list.ts';
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
