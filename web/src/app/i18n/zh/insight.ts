import type { Message } from "../format";
import type { insight as source } from "../en/insight";

export const insight = {

} satisfies Record<keyof typeof source, Message>;
