import { useStatus } from '../../bridge/hooks.ts';
import { DefinitionList } from '../../ui/layout/definition-list.tsx';
import { PageGrid, Panel } from '../../ui/layout/panel.tsx';
import { TextLink } from '../../ui/text/link.tsx';
import styles from './about.module.css';
import { builtOn } from './built-on.ts';

const shells: Readonly<Record<string, string>> = {
  desktop: 'desktop app',
  web: 'web shell on this machine',
  command: 'command line',
  test: 'test',
};

export function AboutScreen() {
  const status = useStatus();
  return (
    <PageGrid>
      <Panel title="Quarterdeck" fact="local-first command center" span={5} padded>
        <p className={styles.text}>
          Trackers, evidence and fleet in one workspace on your machine. Nothing here works only because a
          server answered; nothing leaves this machine unless you connect something.
        </p>
        <DefinitionList
          items={[
            { term: 'Version', value: status?.version ?? 'not known yet' },
            { term: 'Shell', value: shells[status?.shell ?? ''] ?? 'not known yet' },
            { term: 'Workspace', value: status?.folder ?? 'not known yet' },
            { term: 'Licence', value: 'Apache-2.0' },
          ]}
        />
        <p className={styles.text}>
          For a report, copy the version block in <TextLink href="/diagnostics">diagnostics</TextLink>.
        </p>
      </Panel>
      <Panel title="Built on" fact="with thanks, each under its own licence" span={7} padded>
        <DefinitionList
          items={builtOn.map(({ name, job, licence }) => ({ term: name, value: `${job} · ${licence}` }))}
        />
      </Panel>
    </PageGrid>
  );
}
