import type { Message } from "../format";

export const insight = {

} as const satisfies Record<string, Message>;
