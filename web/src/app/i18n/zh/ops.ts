import type { Message } from "../format";
import type { ops as source } from "../en/ops";

export const ops = {

} satisfies Record<keyof typeof source, Message>;
