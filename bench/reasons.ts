// Why a target was missed, by the figure's id: written by hand after looking, and shown only while the figure misses. A miss without a
// reason is shown as such on the page, and the run says so at its end.
export const reasons: Record<string, string> = {};
