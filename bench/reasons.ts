// Why a target was missed, by the figure's id: written by hand after looking, and shown only while the figure misses. A miss without a
// reason is shown as such on the page, and the run says so at its end.
export const reasons: Record<string, string> = {
  "edits.32.rate":
    "an edit costs 0.32 ms of CPU, about half of it in the one thread that writes, and generator and server share two cores: the ceiling is the CPU, not the disk. Every edit writes the whole document again and keeps its whole answer beside the idempotency key",
};
