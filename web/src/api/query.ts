import { QueryClient, useMutation, type UseMutationOptions } from "@tanstack/react-query";
import { asProblem, Problem } from "./problem";

/** One cache for the app. Nothing is retried that the server has refused; what did not reach it is tried twice more. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: true,
      retry: (count, error) => {
        const { status } = asProblem(error);
        return (status === 0 || status >= 502) && count < 2;
      },
    },
    mutations: { retry: false },
  },
});

/** A write: its error is always a `Problem`. */
export function useWrite<In, Out>(run: (input: In) => Promise<Out>, options: Omit<UseMutationOptions<Out, Problem, In>, "mutationFn"> = {}) {
  return useMutation<Out, Problem, In>({ mutationFn: run, ...options });
}

/** Asks again for everything whose key starts with one of these. */
export function refetch(...heads: string[]): void {
  heads.forEach((head) => void queries.invalidateQueries({ queryKey: [head] }));
}
