import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react';
import { ErrorBoundary } from './ErrorBoundary';

/**
 * A part of the page whose code comes when it is first shown; `fallback` stands in its place meanwhile. Where the code
 * does not come (no network, or the host has a newer version), the page says so, and it can be asked for again.
 * `name` is what a user calls it: `The editor`.
 */
export function loadedLater<Props extends object>(
  name: string,
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
): ComponentType<Props & { readonly fallback: ReactNode }> {
  const loaded = () =>
    lazy(() =>
      load().catch((cause: unknown) => {
        throw new Error('Its code could not be loaded. Is there a connection?', { cause });
      }),
    );
  let newest = loaded(); // a failure is kept for ever
  return function LoadedLater({ fallback, ...props }) {
    const [Part, setPart] = useState(() => newest);
    const retry = () => {
      newest = loaded();
      setPart(() => newest);
    };
    return (
      <ErrorBoundary name={name} onRetry={retry}>
        <Suspense fallback={fallback}>
          <Part {...(props as Props)} />
        </Suspense>
      </ErrorBoundary>
    );
  };
}
