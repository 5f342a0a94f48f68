import type { Key } from "@/app/i18n";

/**
 * Every key of the app, by scope. The screen's scope and `global` are active together, so no two of them may start alike;
 * a unit test refuses collisions. `Mod` is Ctrl, or Command on a Mac. A sequence is written with a blank: "g i".
 */
export type Scope = "global" | "list" | "inbox" | "board" | "editor" | "review";
export type Binding = { readonly keys: readonly string[]; readonly label: Key };

export const shortcuts = {
  global: {
    palette: { keys: ["Mod-k"], label: "keys.palette" },
    search: { keys: ["/"], label: "keys.search" },
    help: { keys: ["?"], label: "keys.help" },
    create: { keys: ["c"], label: "keys.create" },
    go_inbox: { keys: ["g a"], label: "keys.go_inbox" },
    go_board: { keys: ["g c"], label: "keys.go_board" },
    go_review: { keys: ["g r"], label: "keys.go_review" },
    go_publish: { keys: ["g u"], label: "keys.go_publish" },
    go_me: { keys: ["g m"], label: "keys.go_me" },
  },
  list: {
    down: { keys: ["j", "ArrowDown"], label: "keys.down" },
    up: { keys: ["k", "ArrowUp"], label: "keys.up" },
    first: { keys: ["Home"], label: "keys.first" },
    last: { keys: ["End"], label: "keys.last" },
    select: { keys: ["x"], label: "keys.select" },
    open: { keys: ["Enter"], label: "keys.open" },
  },
  inbox: {
    fetch: { keys: ["f"], label: "keys.fetch" },
    discard: { keys: ["z"], label: "keys.discard" },
    preview: { keys: [" "], label: "keys.preview" },
    back: { keys: ["Escape"], label: "keys.back" },
  },
  board: {
    move_left: { keys: ["Shift-ArrowLeft"], label: "keys.move_left" },
    move_right: { keys: ["Shift-ArrowRight"], label: "keys.move_right" },
    table: { keys: ["t"], label: "keys.table" },
  },
  editor: {
    submit: { keys: ["Mod-Enter"], label: "keys.submit" },
    saved: { keys: ["Mod-s"], label: "keys.saved" },
    comment: { keys: ["Mod-Alt-m"], label: "keys.comment" },
    find: { keys: ["Mod-f"], label: "keys.find" },
    // On a Mac Command-H hides the program, so the key that works everywhere is the one that is shown.
    replace: { keys: ["Mod-Alt-f", "Mod-h"], label: "keys.replace" },
    find_next: { keys: ["F3", "Mod-g"], label: "keys.find_next" },
    find_previous: { keys: ["Shift-F3", "Mod-Shift-G"], label: "keys.find_previous" },
  },
  review: {
    sign: { keys: ["Shift-A"], label: "keys.sign" },
    send_back: { keys: ["Shift-R"], label: "keys.send_back" },
    publish: { keys: ["Mod-Enter"], label: "keys.publish" },
    changes: { keys: ["d"], label: "keys.changes" },
  },
} as const satisfies Record<Scope, Record<string, Binding>>;

export type ActionOf<S extends Scope> = keyof (typeof shortcuts)[S];

/** The same table with its exact keys forgotten, for walking over it. */
export const bindings: Record<Scope, Record<string, Binding>> = shortcuts;

/** Scopes that are active at the same time as the named one. */
export const together: Record<Scope, Scope[]> = {
  global: [], list: ["global"], inbox: ["global", "list"], board: ["global"], editor: ["global"], review: ["global"],
};
