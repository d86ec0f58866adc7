import { Button } from '../../ui/button.tsx';
import { runCommand, useCommandList } from '../../ui/commands.ts';
import { Link } from '../../ui/navigation.tsx';
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
          See also <Link to="/people">people and keys</Link>, <Link to="/diagnostics">diagnostics</Link> and{' '}
          <Link to="/about">about Quarterdeck</Link>.
        </p>
      </div>
    </Panel>
  );
}
