import type { Message } from "../format";

export const publish = {

} as const satisfies Record<string, Message>;
