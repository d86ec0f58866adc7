export interface DiagramSpec {
  readonly kind: 'state' | 'flowchart' | 'gantt' | 'sequence' | 'other';
  readonly title: string;
  readonly nodes: readonly { readonly id: string; readonly label: string; readonly class: string | null }[];
  readonly edges: readonly { readonly from: string; readonly to: string; readonly label: string | null }[];
  readonly bars: readonly {
    readonly id: string;
    readonly label: string;
    readonly section: string;
    readonly done: boolean;
    readonly active: boolean;
    readonly start: number;
    readonly length: number;
  }[];
}

export interface DiagramProps {
  readonly diagram: DiagramSpec;
}

export function Diagram({ diagram }: DiagramProps) {
  return (
    <ul aria-label={diagram.title}>
      {diagram.edges.map((edge) => (
        <li key={`${edge.from}-${edge.to}`}>
          {edge.from} → {edge.to}
        </li>
      ))}
    </ul>
  );
}
