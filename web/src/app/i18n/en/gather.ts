import type { Message } from "../format";

export const gather = {

} as const satisfies Record<string, Message>;
