import { useSyncExternalStore } from "react";

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => window.matchMedia(query).matches,
  );
}

export const usePhone = (): boolean => useMedia("(max-width: 639px)");
export const useNarrow = (): boolean => useMedia("(max-width: 1023px)");
