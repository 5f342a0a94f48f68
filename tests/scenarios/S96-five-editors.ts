import { row } from "../harness/scenario.ts";

const later = "writing together comes after the thin thread; the body is changed by PATCH until then";

export default row("S96", "5 editors type in one story, no lost character", (r) => {
  r.pending("five people type in one body at once and every character of their keystroke logs stands in it", later);
  r.pending("all five and the server hold the same text when they stop", later);
  r.pending("a person who was cut off types on, and what was typed is merged on return", later);
  r.pending("undo takes back one's own typing only", later);
  r.pending("what was acknowledged as saved survives kill -9", later);
});
