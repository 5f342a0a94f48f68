import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import { readUrl, writeUrl, type Shape, type UrlOf } from "./search";

/** The page's state in the address: what it is, and how to change part of it. Other keys stay. */
export function useUrl<S extends Shape>(shape: S): [UrlOf<S>, (change: Partial<UrlOf<S>>, push?: boolean) => void] {
  const raw = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  const set = useCallback(
    (change: Partial<UrlOf<S>>, push = false) => {
      void navigate({
        to: ".",
        replace: !push,
        search: ((before: Record<string, string>) => {
          const rest = Object.fromEntries(Object.entries(before).filter(([key]) => !(key in shape)));
          return { ...rest, ...writeUrl(shape, { ...readUrl(shape, before), ...change }) };
        }) as never,
      });
    },
    [navigate, shape],
  );
  return [readUrl(shape, raw), set];
}
