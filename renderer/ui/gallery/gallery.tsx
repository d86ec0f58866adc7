import type { ReactNode } from 'react';
import { BasicsPage } from './basics-page.tsx';
import { BenchPage } from './bench-page.tsx';
import { BoardPage } from './board-page.tsx';
import { ChartsPage } from './charts-page.tsx';
import { FormsPage } from './forms-page.tsx';
import styles from './gallery.module.css';
import { TablePage } from './table-page.tsx';

const pages: Readonly<Record<string, { readonly title: string; readonly page: ReactNode }>> = {
  basics: { title: 'Basics', page: <BasicsPage /> },
  forms: { title: 'Forms and dialogs', page: <FormsPage /> },
  table: { title: 'Table', page: <TablePage /> },
  charts: { title: 'Charts', page: <ChartsPage /> },
  bench: { title: 'Measured', page: <BenchPage /> },
  boards: { title: 'Boards, timelines, diagrams', page: <BoardPage /> },
};

/** Every part of the kit on a page of its own: what tests look at. */
export function Gallery({ page }: { readonly page: string }) {
  const shown = pages[page] ?? pages['basics'];
  return (
    <main className={styles.main}>
      <header className={styles.header}>
        <h1>{shown?.title}</h1>
        <nav aria-label="Pages">
          {Object.entries(pages).map(([id, one]) => (
            <a key={id} href={`?page=${id}`}>
              {one.title}
            </a>
          ))}
        </nav>
      </header>
      {shown?.page}
    </main>
  );
}
