import { type ReactNode, useState } from 'react';
import { VisuallyHidden } from '../text/visually-hidden.tsx';
import { Button } from './button.tsx';
import styles from './copy-button.module.css';

export interface CopyButtonProps {
  /** Its accessible name: what is copied. */
  readonly label: string;
  /** Asked at the moment of the press. */
  readonly text: () => string;
  readonly children: ReactNode;
  readonly kind?: 'plain' | 'quiet' | 'primary' | undefined;
}

type Phase = 'rest' | 'copied' | 'refused';

const said: Readonly<Record<Phase, string>> = {
  rest: '',
  copied: 'Copied',
  refused: 'The browser refused; select it and copy by hand',
};

/** Copies text and says so in its own place, so it works in dialogs too. */
export function CopyButton({ label, text, children, kind = 'quiet' }: CopyButtonProps) {
  const [phase, setPhase] = useState<Phase>('rest');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      setPhase('copied');
    } catch {
      // Without a permission or a secure origin the browser refuses: then the person's own hands are left.
      setPhase('refused');
    }
  };
  return (
    <span className={styles.copy}>
      <Button
        kind={kind}
        icon={phase === 'copied' ? 'check' : 'copy'}
        label={phase === 'rest' ? label : `${said[phase]}: ${label}`}
        onPress={() => void copy()}
      >
        {phase === 'rest' ? children : said[phase]}
      </Button>
      <span role="status">
        <VisuallyHidden>{said[phase]}</VisuallyHidden>
      </span>
    </span>
  );
}
