import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Notice } from '../../ui/feedback/notice.tsx';
import { navigate } from '../../ui/frame/navigation.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { CodeText } from '../../ui/text/code-text.tsx';
import styles from './screen-boundary.module.css';

interface Props {
  /** A new address gets a new try. */
  readonly address: string;
  readonly children: ReactNode;
}

interface State {
  readonly failed: Error | null;
  readonly where: string;
  readonly address: string;
}

/** A screen that fails takes nothing else down: the frame stays, and there is a way back. */
export class ScreenBoundary extends Component<Props, State> {
  override state: State = { failed: null, where: '', address: this.props.address };

  static getDerivedStateFromError(failed: unknown): Partial<State> {
    return { failed: failed instanceof Error ? failed : new Error(String(failed)) };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.address === state.address ? null : { address: props.address, failed: null, where: '' };
  }

  override componentDidCatch(_error: Error, info: ErrorInfo): void {
    this.setState({ where: info.componentStack ?? '' });
  }

  override render(): ReactNode {
    const { failed, where } = this.state;
    if (failed === null) return this.props.children;
    return (
      <div className={styles.failed}>
        <Notice
          kind="problem"
          what="This screen failed to draw."
          kept="What you saved is safe; only the drawing stopped."
          todo="Try it again, reload the window, or go back to the Bridge."
          actions={
            <>
              <Button onPress={() => this.setState({ failed: null, where: '' })}>Try again</Button>
              <Button kind="quiet" onPress={() => navigate('/')}>
                Go to the Bridge
              </Button>
            </>
          }
        />
        <CodeText label="What failed" text={`${failed.name}: ${failed.message}${where}`} wrap />
      </div>
    );
  }
}
