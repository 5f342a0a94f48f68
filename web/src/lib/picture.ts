/** Where a picture lies, seen from a page of `origin`: on the newsroom's own address, in the text itself, or with somebody else. */
export type Whereabouts = { kind: "own" | "inside" } | { kind: "elsewhere"; host: string };

export function whereIs(src: string, origin: string): Whereabouts {
  if (!URL.canParse(src, origin)) return { kind: "elsewhere", host: src };
  const { protocol, origin: there, host } = new URL(src, origin);
  if (protocol === "data:" || protocol === "blob:") return { kind: "inside" };
  return there === origin ? { kind: "own" } : { kind: "elsewhere", host };
}
