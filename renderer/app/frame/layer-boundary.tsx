import { Component, type ReactNode } from 'react';
import { showToast } from '../../ui/feedback/toast.tsx';
import { useOverlay } from '../overlay-store.ts';

interface Props {
  /** Another address gets another try. */
  readonly address: string;
  readonly children: ReactNode;
}

interface State {
  readonly failed: boolean;
  readonly address: string;
}

/** A dialog that fails to draw closes with a message; the screen beneath it stays. */
export class LayerBoundary extends Component<Props, State> {
  override state: State = { failed: false, address: this.props.address };

  static getDerivedStateFromError(): Partial<State> {
    return { failed: true };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.address === state.address ? null : { address: props.address, failed: false };
  }

  override componentDidCatch(error: Error): void {
    useOverlay.getState().hide();
    showToast({
      kind: 'problem',
      text: 'A dialog failed to draw and was closed.',
      detail: `What you saved is safe. It says: ${error.message}`,
      action: { label: 'Allow it again', run: () => this.setState({ failed: false }) },
    });
  }

  override render(): ReactNode {
    return this.state.failed ? null : this.props.children;
  }
}
