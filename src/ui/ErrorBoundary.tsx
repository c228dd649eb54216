import { RotateCw } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { Button } from './Button';
import styles from './ErrorBoundary.module.css';

interface ErrorBoundaryProps {
  /** What failed, as a user calls it: `The canvas`. */
  readonly name: string;
  /** Before its parts are tried again. */
  readonly onRetry?: () => void;
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly message: string | undefined;
}

/** Keeps a bug in one pane from taking the page, and the work in it, along. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { message: undefined };

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { message } = this.state;
    const { name, onRetry, children } = this.props;
    if (message === undefined) return children;
    const retry = () => {
      onRetry?.();
      this.setState({ message: undefined });
    };
    return (
      <div className={styles.failure} role="alert">
        <p className={styles.title}>{name} stopped working</p>
        <p>Your files are safe: everything you wrote is still in the workspace.</p>
        <code className={styles.message}>{message}</code>
        <Button onClick={retry}>
          <RotateCw size={14} />
          Try again
        </Button>
      </div>
    );
  }
}
