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
  /** It stands below a heading of the third level: whatever its own levels are, none is skipped. */
  readonly below?: boolean | undefined;
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

const heading =
  (level: number): NonNullable<Components['h1']> =>
  ({ children }) => <h4 data-level={level}>{children}</h4>;

const componentsBelow: Components = {
  ...components,
  h1: heading(1),
  h2: heading(2),
  h3: heading(3),
  h4: heading(4),
  h5: heading(5),
  h6: heading(6),
};

/** Markdown without raw HTML, pictures or live links: documents come from anywhere. */
export function Markdown({ text, onLink, below = false }: MarkdownProps) {
  return (
    <OnLink value={onLink}>
      <div className={styles.markdown}>
        <ReactMarkdown remarkPlugins={[remarkGfm]} components={below ? componentsBelow : components} skipHtml>
          {text}
        </ReactMarkdown>
      </div>
    </OnLink>
  );
}
