import type { Message } from "../format";

export const review = {

} as const satisfies Record<string, Message>;
