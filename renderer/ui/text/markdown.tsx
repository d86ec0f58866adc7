import type { ReactNode } from 'react';
import { createContext, useContext } from 'react';
import type { Components } from 'react-markdown';
import ReactMarkdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import styles from './markdown.module.css';

export interface MarkdownProps {
  readonly text: string;
  /** Called for a press on a link; left out, links are inert and show where they point. */
  readonly onLink?: ((href: string) => void) | undefined;
}

const OnLink = createContext<((href: string) => void) | undefined>(undefined);

function DocumentLink({
  href,
  children,
}: {
  readonly href?: string | undefined;
  readonly children?: ReactNode;
}) {
  const onLink = useContext(OnLink);
  if (onLink === undefined || href === undefined) {
    return (
      <span className={styles.inert} title={href}>
        {children}
      </span>
    );
  }
  return (
    <button type="button" className={styles.link} onClick={() => onLink(href)}>
      {children}
    </button>
  );
}

const components: Components = {
  a: ({ href, children }) => <DocumentLink href={href}>{children}</DocumentLink>,
  img: ({ alt }) => (
    <span className={styles.image}>{`picture: ${alt === undefined || alt === '' ? 'no words' : alt}`}</span>
  ),
  input: ({ checked }) => (
    <span role="img" aria-label={checked === true ? 'ticked' : 'not ticked'}>
      {checked === true ? '☑' : '☐'}
    </span>
  ),
  table: ({ children }) => (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="Table">
      <table>{children}</table>
    </div>
  ),
};

/** Markdown without raw HTML, pictures or live links: documents come from anywhere. */
export function Markdown({ text, onLink }: MarkdownProps) {
  return (
    <OnLink value={onLink}>
      <div className={styles.markdown}>
        <ReactMarkdown remarkPlugins={[remarkGfm]} components={components} skipHtml>
          {text}
        </ReactMarkdown>
      </div>
    </OnLink>
  );
}
