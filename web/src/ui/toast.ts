/** Short messages at the bottom of the screen. A list outside of React, so that failed requests can speak too. */
export type Toast = { id: number; text: string; sub?: string; bad?: boolean; action?: { label: string; run: () => void }; href?: { label: string; to: string } };
type Options = Omit<Toast, "id" | "text"> & { ms?: number };

let toasts: Toast[] = [];
let next = 1;
const listeners = new Set<() => void>();
const tell = () => listeners.forEach((each) => each());

export function toast(text: string, options: Options = {}): number {
  const { ms = options.bad ? 12_000 : options.action ? 10_000 : 5_000, ...rest } = options;
  const id = next;
  next += 1;
  toasts = [...toasts.slice(-2), { id, text, ...rest }];
  tell();
  setTimeout(() => dismiss(id), ms);
  return id;
}

export function dismiss(id: number): void {
  if (!toasts.some((each) => each.id === id)) return;
  toasts = toasts.filter((each) => each.id !== id);
  tell();
}

export const currentToasts = (): Toast[] => toasts;
export const watchToasts = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
