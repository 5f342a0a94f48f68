import type { Message } from "../format";

export const ops = {

} as const satisfies Record<string, Message>;
