import { create } from 'zustand';

export type Axis = 'sources' | 'destinations';

interface MatrixState {
  /** How namespaces are unless they are toggled; `auto`: folded in large clusters. */
  readonly usual: 'auto' | 'folded' | 'unfolded';
  /** Namespaces that are the other way, each axis for itself. */
  readonly toggled: Readonly<Record<Axis, ReadonlySet<string>>>;
}

const none = { sources: new Set<string>(), destinations: new Set<string>() };

/** Which namespaces of the matrix are folded: stays while another view is shown. */
export const useMatrix = create<MatrixState>()(() => ({ usual: 'auto', toggled: none }));

export function toggleNamespace(axis: Axis, namespace: string): void {
  useMatrix.setState(({ toggled }) => {
    const changed = new Set(toggled[axis]);
    if (!changed.delete(namespace)) changed.add(namespace);
    return { toggled: { ...toggled, [axis]: changed } };
  });
}

export function foldAll(usual: 'folded' | 'unfolded'): void {
  useMatrix.setState({ usual, toggled: none });
}
