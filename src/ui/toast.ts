import { create } from 'zustand';

export interface Toast {
  readonly id: number;
  readonly tone: 'info' | 'success' | 'warning' | 'error';
  readonly title: string;
  readonly detail?: string;
  readonly action?: { readonly title: string; readonly run: () => void };
}

/** At most this many at a time: older ones go. */
const shown = 3;
let last = 0;

export const useToasts = create<{ readonly toasts: readonly Toast[] }>()(() => ({ toasts: [] }));

/** Tells something that needs no answer; returns how to take it back. */
export function notify(toast: Omit<Toast, 'id'>): () => void {
  const id = ++last;
  useToasts.setState((state) => ({ toasts: [...state.toasts, { ...toast, id }].slice(-shown) }));
  return () => dismissToast(id);
}

export function dismissToast(id: number): void {
  useToasts.setState((state) => ({ toasts: state.toasts.filter((toast) => toast.id !== id) }));
}
